"""What a language model may answer, and what of it is believed: words that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from goldenbridge.sources.passage import Passage, SourceText
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import AUTHOR, CONTEXT, CodedStatement, RedLine, Role
from goldenbridge.statements.refind import refind
from goldenbridge.statements.statement import ACTS

__all__ = ["Refused", "Told", "believe", "form"]

#: A quote has at least so many words: a name alone carries no position.
LEAST_WORDS = 3
#: Words of a name that the codebook does not have: "Centre for Strategic and Peace Studies".
LONGEST_NAME = 8


def _one_of(values: Sequence[object]) -> dict[str, Any]:
    """Tell the model which values there are, and yet read an answer that has another one."""
    return {"enum": list(values)}


class Told(BaseModel):
    """One position as a language model tells it, before anything of it is believed."""

    model_config = ConfigDict(extra="ignore")

    quote: str = Field(description="The clause, copied from the text letter by letter.")
    actor: str = Field(description="Who holds it: a name of the list or of the text, or author.")
    issue: str = Field(description="The issue's id.")
    act: str = Field(json_schema_extra=_one_of(ACTS))
    polarity: int = Field(
        description="Towards the proposition.", json_schema_extra=_one_of([-1, 0, 1])
    )
    role: str = Field(default="reported", json_schema_extra=_one_of(get_args(Role)))
    attributed_by: str | None = Field(
        default=None, description="Who says that the actor holds it, if that is somebody else."
    )
    red_line: str = Field(default="no", json_schema_extra=_one_of(get_args(RedLine)))


def form(codebook: Codebook) -> type[BaseModel]:
    """The form of an answer for a codebook: ``statements``, each with an issue that it has."""
    issue = (
        str,
        Field(description="The issue's id.", json_schema_extra=_one_of([*codebook.issues])),
    )
    told = create_model("Statement", __base__=Told, issue=issue)
    listed = (list[told], Field(max_length=200, description="Every position, in order."))
    made: type[BaseModel] = create_model("Statements", statements=listed)
    return made


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that a language model said and that is not taken over.

    Attributes
    ----------
    why : in words, the same for every refusal of a kind, so that they can be counted.
    what : what was said, cut to 200 characters. It may be the model's invention.
    """

    why: str
    what: str


def believe(
    answer: Iterable[Told], text: SourceText, within: Sequence[Passage], book: Codebook, by: str
) -> tuple[list[CodedStatement], list[Refused]]:
    """Statements whose words stand in the passages and whose names are in the codebook; the rest.

    A quote counts as found where it differs from the text in nothing but quotation marks, dashes
    and spaces. With a letter changed it is refused: a dropped "not" is a letter or three.
    """
    names = _names(book)
    found: list[CodedStatement] = []
    refused: list[Refused] = []
    for told in answer:
        try:
            found.append(_statement(told, text, within, book, names, by))
        except _Unbelieved as error:
            refused.append(Refused(str(error), error.what[:200]))
    return found, refused


class _Unbelieved(Exception):
    def __init__(self, why: str, what: str) -> None:
        self.what = what
        super().__init__(why)


def _statement(
    told: Told,
    text: SourceText,
    within: Sequence[Passage],
    book: Codebook,
    names: Mapping[str, str],
    by: str,
) -> CodedStatement:
    start, end = _place(told.quote, text, within)
    if told.issue not in book.issues:
        raise _Unbelieved("issue not in the codebook", told.issue)
    if told.actor.strip().casefold() == AUTHOR:
        actor, affiliation = text.source.author or AUTHOR, None
    else:
        actor = names.get(told.actor.strip().casefold(), "")
        affiliation = None
        if actor:
            listed = book.actors[actor]
            affiliation = listed.affiliation or (None if listed.kind == "person" else actor)
        elif _named(told.actor, text):
            actor = told.actor.strip()
        else:
            raise _Unbelieved("actor neither in the codebook nor in the text", told.actor)
    said_by = (told.attributed_by or "").strip()
    whole = text.text
    try:
        return CodedStatement.model_validate(
            {
                "doc": text.name,
                "start": start,
                "end": end,
                "quote": whole[start:end],
                "actor": actor,
                "affiliation": affiliation,
                "role": told.role,
                # Who reports is told for the reader only: no name is taken over that is not known.
                "attributed_by": names.get(said_by.casefold()),
                "issue": told.issue,
                "act": told.act,
                "polarity": told.polarity,
                "red_line": told.red_line,
                "doc_date": text.source.date,
                "line": whole.count("\n", 0, start) + 1,
                "prefix": whole[max(0, start - CONTEXT) : start],
                "suffix": whole[end : end + CONTEXT],
                "made_by": by,
            }
        )
    except ValidationError as error:
        faults = ", ".join(
            sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]})
        )
        raise _Unbelieved(f"value that is not allowed ({faults})", told.quote) from None


def _place(quote: str, text: SourceText, within: Sequence[Passage]) -> tuple[int, int]:
    """Where the words of a quote stand: inside one of the passages."""
    words = quote.strip().strip("\"'“”‘’«»„")  # noqa: RUF001
    if len(words.split()) < LEAST_WORDS:
        raise _Unbelieved("quote too short to carry a position", quote)
    for passage in within:
        found = refind(text.quote(passage), words, least=1.0)
        if found is not None and found.how != "fuzzy":
            return passage.start + found.start, passage.start + found.end
    raise _Unbelieved("quote not in the text", quote)


def _named(actor: str, text: SourceText) -> bool:
    """Whether a name that the codebook does not have stands in the text, written as a name."""
    name = actor.strip()
    if not 2 <= len(name.split()) <= LONGEST_NAME or not name[:1].isupper():
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.text) is not None


def _names(book: Codebook) -> dict[str, str]:
    """Every name and alias, in small letters, to the codebook's name; shared ones lead nowhere."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for actor, told in book.actors.items():
        for alias in told.aliases:
            key = alias.casefold()
            if names.setdefault(key, actor) != actor:
                shared.add(key)
    for key in shared:
        del names[key]
    return names | {actor.casefold(): actor for actor in book.actors}

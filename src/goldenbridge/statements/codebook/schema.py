"""What a user writes down once for their conflict: its issues and its actors, in words."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from goldenbridge.sources.source import Filled
from goldenbridge.statements.codebook.learned import Learned

__all__ = ["Codebook", "CodebookActor", "CodebookIssue", "Term"]

_LIST = re.compile(r"<([a-z][a-z0-9_-]*)>")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)]
Term = Annotated[str, Field(pattern=r"^\S.*$", max_length=300)]


def _listed(value: object) -> object:
    """Let a single term stand for a list of one."""
    return [value] if isinstance(value, str) else value


Terms = Annotated[
    tuple[Term, ...], BeforeValidator(_listed, json_schema_input_type=str | list[str])
]


class CodebookIssue(BaseModel):
    """One issue: the proposition that a statement is for or against, and the words it is told in.

    A term is one or more words; ``*`` at the end of a word stands for any ending (``sanction*``);
    ``/`` between words means any of them (``price/oil cap``); ``~`` lets up to six others come
    between (``NATO ~ enlarge*``, in this order); ``<arms>`` means any word of that list under
    ``words:``. Upper case in a term is wanted in the text as well.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Filled | None = Field(default=None, description="Name as a reader should see it.")
    proposition: Filled = Field(description="What polarity +1 means, as a sentence.")
    terms: Terms = Field(
        min_length=1, description="Words that each, alone, show that the issue is meant."
    )
    hints: Terms = Field(
        default=(), description="Words that count only where another hint or a term stands near."
    )
    pro: Terms = Field(
        default=(), description="Terms that carry the position for it in themselves."
    )
    contra: Terms = Field(default=(), description="Terms that carry the position against it.")
    weight: float = Field(
        default=1.0,
        gt=0,
        le=10,
        description="Below 1 where its words are common: another issue in the clause goes first.",
    )
    deed: bool = Field(
        default=False,
        description="A deed that its own doers deny: accusing, warning or denying is against it.",
    )
    leans: Literal[-1, 0, 1] = Field(
        default=0,
        description=(
            "The side that most who speak of it take, whoever they are: 1 for it, -1 against it. "
            "It counts only where a statement's own words leave its side open."
        ),
    )
    note: str | None = Field(default=None, description="Anything a coder should know.")


class CodebookActor(BaseModel):
    """Somebody who takes positions: a state, a body, a person, a group, a bloc.

    Several aliases may be given; upper case counts. A person's family name alone is understood
    where it is the last word of the name and nobody else in the codebook ends on it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["state", "body", "person", "group", "bloc"] = Field(
        default="state", description="What kind of actor it is."
    )
    affiliation: str | None = Field(
        default=None, description="The actor they speak for; a state speaks for itself."
    )
    aliases: Terms = Field(default=(), description="Other names: capitals, offices, short forms.")
    adjectives: Terms = Field(
        default=(), description="Words that make “the … foreign minister” one of theirs."
    )
    titles: Terms = Field(
        default=(), description="A person's offices, as “the deputy foreign minister”."
    )
    members: tuple[str, ...] = Field(default=(), description="A bloc's members, by name.")
    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="ISO 3166 alpha-3 code of a state."
    )
    cow: int | None = Field(default=None, ge=1, description="Correlates of War country code.")
    cameo: Annotated[str, Field(pattern=r"^[A-Z]{3,12}$")] | None = Field(
        default=None, description="CAMEO actor code."
    )
    note: str | None = Field(default=None, description="Anything a coder should know.")


class Codebook(BaseModel):
    """The issues and the actors of one conflict, as coders and programs are to name them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    codebook: Literal[1] = Field(description="Version of this format: 1.")
    title: Filled = Field(description="What the codebook is for.")
    language: Literal["en"] = Field(default="en", description="Language of its terms.")
    words: dict[Id, Terms] = Field(
        default_factory=dict,
        description="Id → single words that terms may name together as <id>.",
    )
    issues: dict[Id, CodebookIssue] = Field(min_length=1, description="Id → issue.")
    actors: dict[Annotated[str, Field(max_length=80)], CodebookActor] = Field(
        min_length=1, description="Name → actor."
    )
    learned: Annotated[str, Field(pattern=r"^[^/\\\\]+\.json$", max_length=200)] | None = Field(
        default=None,
        description="A file beside this one, of words that were learned from coded statements.",
    )
    note: str | None = Field(default=None, description="Anything a coder should know.")

    _words: Learned | None = PrivateAttr(default=None)

    @property
    def learned_words(self) -> Learned | None:
        """What was learned of its issues, where the file it names was read."""
        return self._words

    def taught(self, words: Learned | None) -> Codebook:
        """The same codebook with other learned words, or without."""
        book = self.model_copy()
        book._words = words
        return book

    def spelled(self, term: str) -> str:
        """A term with its lists of words written out.

        Lists are one deep, and a list that is not there stands for nothing.

        >>> book = Codebook.model_validate({
        ...     "codebook": 1, "title": "Fees", "words": {"pay": ["pay*", "fee*"]},
        ...     "issues": {"fees": {"proposition": "Fees stay.", "terms": "harbour <pay>"}},
        ...     "actors": {"Norvik": {}},
        ... })
        >>> book.spelled("harbour <pay>/dues")
        'harbour pay*/fee*/dues'
        """
        if "<" not in term:
            return term
        return _LIST.sub(lambda found: "/".join(self.words.get(found.group(1), ())), term)

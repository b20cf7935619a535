"""A statement as coders and programs hand it on: the words, and what they were taken for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from goldenbridge.sources.source import Filled
from goldenbridge.statements.statement import Act

__all__ = ["AUTHOR", "CONTEXT", "CodedStatement", "RedLine", "Role"]

Role = Literal["author", "reported", "quoted"]
RedLine = Literal["no", "implicit", "explicit"]

#: The writer of a document that names none, as holder of a position; of each document another one.
AUTHOR = "author"
#: Characters kept on either side of a quote, to find it again in a changed text.
CONTEXT = 32


class CodedStatement(BaseModel):
    """Who takes which position on which issue, in which words of which document.

    A suggestion of a program and a record of a coder have the same form; ``made_by`` tells them
    apart. ``quote`` holds the document's own words and may be subject to its copyright: keep it
    with the document, and paraphrase before publishing.

    >>> s = CodedStatement(doc="a.txt", start=0, end=21, quote="Norvik rejects a toll",
    ...     actor="Norvik", issue="tolls", act="rejects", polarity=-1)
    >>> s.role, s.red_line
    ('reported', 'no')
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    doc: Filled = Field(description="File name of the document.")
    start: int = Field(ge=0, description="First code point of the quote in the document's text.")
    end: int = Field(ge=1, description="One past its last code point.")
    quote: str = Field(default="", description="The words, as they stand in the document.")
    actor: Filled = Field(description="Who holds the position, by the codebook's name.")
    affiliation: str | None = Field(default=None, description="The country or body they speak for.")
    role: Role = Field(default="reported", description="Whose voice it is.")
    attributed_by: str | None = Field(default=None, description="Who says that the actor holds it.")
    issue: str | None = Field(default=None, description="The codebook's id of the issue.")
    act: Act = Field(description="What kind of act the statement is.")
    polarity: Literal[-1, 0, 1] = Field(default=0, description="Towards the issue's proposition.")
    red_line: RedLine = Field(default="no", description="Whether a red line is drawn.")
    confidence: float | None = Field(
        default=None, ge=0, le=1, description="A program's share of like suggestions found right."
    )
    date: str | None = Field(default=None, description="Date of the event, if stated or inferable.")
    doc_date: str | None = Field(default=None, description="The document's date, maybe a range.")
    line: int | None = Field(default=None, ge=1, description="Physical line on which it starts.")
    actor_surface: str | None = Field(default=None, description="The actor's name in the text.")
    alt_actors: tuple[str, ...] = Field(default=(), description="Who else might be meant.")
    prefix: str = Field(default="", description="The 32 characters before the quote.")
    suffix: str = Field(default="", description="The 32 characters after it.")
    made_by: str = Field(default="", description="The rule, model or coder it is from.")
    tier: Literal["core", "fringe"] | None = Field(
        default=None, description="Whether a second coder would surely code it too."
    )
    note: str | None = Field(default=None, description="A remark of the coder.")
    id: str | None = Field(default=None, description="Name of the record, unique in its file.")

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> CodedStatement:
        """A statement from a record that may use the coded example's names for line and date.

        Raises
        ------
        pydantic.ValidationError : the record lacks what a statement needs.
        """
        known = dict(record)
        for theirs, ours in (("paragraph", "line"), ("event_date", "date")):
            if theirs in known:
                known.setdefault(ours, known.pop(theirs))
        return cls.model_validate({key: value for key, value in known.items() if value is not None})

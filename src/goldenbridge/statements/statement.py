"""One position that somebody took, in our own words, with the place it was read."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from goldenbridge.sources.source import Anchor, Citation, Date, Filled

__all__ = ["ACTS", "Act", "Statement"]

Act = Literal[
    "supports",
    "rejects",
    "demands",
    "offers",
    "threatens",
    "red_line",
    "warns",
    "accuses",
    "denies",
    "concedes",
    "commits",
    "considers",
    "assesses",
]
ACTS: tuple[str, ...] = get_args(Act)


class Statement(BaseModel):
    """Who took which position, as whose report, and where it is written.

    ``text`` is the coder's paraphrase, never the source's words. ``role`` tells whose voice it
    is: the author's own, somebody's whom the author reports, or somebody quoted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: Filled = Field(description="A party's id, or any name.")
    act: Act = Field(description="What kind of act the statement is.")
    text: Filled = Field(description="Our own paraphrase.")
    role: Literal["author", "reported", "quoted"] = Field(
        default="reported", description="Whose voice it is."
    )
    attributed_by: str | None = Field(default=None, description="Who says that the actor said so.")
    issue: str | None = Field(default=None, description="The issue it is about.")
    date: Date | None = Field(default=None, description="Date of the event, where known.")
    anchor: Anchor | None = Field(default=None, description="The passage, by offsets.")
    cite: Citation | None = Field(default=None, description="The place, for printed works.")
    note: str | None = Field(default=None, description="The coder's remark.")

    @property
    def source(self) -> str | None:
        """Id of the source it was read in."""
        place = self.anchor or self.cite
        return place.source if place else None

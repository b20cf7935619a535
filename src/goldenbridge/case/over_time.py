"""What a case says of a crisis that goes on: who stands where, how things stand, and policies.

The words in which a lever or a policy turns something (``TURNED``) and the rival readings that the
simulation knows (``READ``) stand here, so that a case file can be checked without it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from goldenbridge.case.judgement import Judgement

__all__ = ["READ", "TURNED", "Begin", "Dated", "OverTime", "Policy", "ReadAs", "month_of"]

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Share = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
From = Annotated[tuple[str, ...], Field(alias="from", description="Statements that carry it.")]
When = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=600)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Names = Annotated[tuple[Id, ...], Field(max_length=8)]

#: What can be turned, each from 0 to 1: the same names as ``state.KNOBS``.
TURNED = (
    "sanctions", "targeting", "conditional", "threat", "maximal", "aid", "deployment", "build_up",
    "resistance", "toolkit", "notice", "exercises", "scope", "format", "replies", "linked",
    "guarantees", "exit", "neutrality", "enlargement", "extremity", "operations", "alliances",
    "backer", "mediation", "delay",
)  # fmt: skip

#: Hypothesis of the simulation → its readings: the same as ``state.HYPOTHESES``.
READ = {
    "intent": ("pretext", "probe", "opening"),
    "losses": ("talks", "doubling_down", "openness"),
    "sanctions": ("compel", "provoke", "blunted", "terms"),
    "talks": ("irrelevant", "stalling", "calming"),
    "build_up": ("compels", "blocks"),
    "exercises": ("threat", "notice"),
    "cohesion": ("holds", "frays", "counter_alignment"),
    "home": ("unrest", "rally", "hawks", "neither"),
}


#: A month of the simulation, in days.
DAYS = 30.0


def month_of(moment: float | str, snapshot: str) -> float | None:
    """Months from a snapshot to a moment; None where one of the two is no date that exists.

    >>> month_of("2022-02-27", "2022-01-28"), month_of(3, "2022-01-28"), month_of("2022-02-30", "")
    (1.0, 3.0, None)
    """
    if not isinstance(moment, str):
        return float(moment)
    try:
        return (date.fromisoformat(moment) - date.fromisoformat(snapshot)).days / DAYS
    except ValueError:
        return None


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Begin(_Part):
    """Where the crisis stands when the simulation begins."""

    rung: Annotated[int, Field(strict=True, ge=0, le=8)] = Field(
        default=3, description="Rung of the ladder, 0 to 8; from 7 on it is full-scale war."
    )
    talks: bool = Field(default=False, description="Whether talks are open.")
    balance: Judgement = Field(
        default=Judgement(low=0, mode=0, high=0),
        description="The battlefield, -1 to 1; above 0 the first side gains.",
    )
    war_months: When = Field(default=0.0, description="Months of full-scale war so far.")
    sanctioned_months: When = Field(
        default=0.0, description="Months of full measures that the target has lived with."
    )
    talked_months: When = Field(default=0.0, description="Months of talks so far.")


class ReadAs(_Part):
    """Which hypothesis of the case carries one of the simulation's, reading by reading."""

    hypothesis: Id = Field(description="The hypothesis of the case.")
    as_: dict[Id, Id] = Field(
        alias="as", min_length=1, description="Reading of the case → reading of the simulation."
    )


class OverTime(_Part):
    """A crisis that goes on: sides and roles, how things stand today, and what is read as what."""

    first: Names = Field(default=(), description="Parties of the one side.")
    second: Names = Field(default=(), description="Parties of the other.")
    demanders: Names = Field(default=(), description="Whose demands opened the crisis.")
    targets: Names = Field(default=(), description="Who is under measures.")
    senders: Names = Field(default=(), description="Who imposes them.")
    clients: Names = Field(default=(), description="Who leans on patrons.")
    patrons: Names = Field(default=(), description="Who is leant on.")
    fighters: Names = Field(default=(), description="Whose forces are, or would be, on the field.")
    begin: Begin = Field(default=Begin(), description="Where the crisis stands.")
    stands: dict[Id, Judgement] = Field(
        default={}, description="What can be turned → how it stands untouched, 0 to 1."
    )
    readings: dict[Id, ReadAs] = Field(
        default={}, description="Hypothesis of the simulation → how the case carries it."
    )
    parameters: dict[Annotated[str, Field(max_length=80)], Judgement] = Field(
        default={}, max_length=400, description="Parameter, as mechanism.name → its range here."
    )
    credibility: Judgement = Field(
        default=Judgement(low=0.2, mode=0.35, high=0.5),
        description="How credible a package of bare promises is, 0 to 1.",
    )
    vouched: dict[Id, dict[Id, Share]] = Field(
        default={}, description="Issue → option → what it adds to a package's credibility."
    )
    beyond: dict[Id, dict[Id, Share]] = Field(
        default={}, description="Issue → option → how far it lies beyond the narrowest agenda."
    )
    note: str | None = Field(default=None, description="The coder's remark.")
    from_: From = ()


class Dated(_Part):
    """What a policy does from one moment to another."""

    start: When | Day = Field(default=0.0, description="Month from the snapshot, or a date.")
    end: When | Day | None = Field(default=None, description="The same; left out: to the end.")
    levers: Annotated[tuple[Id, ...], Field(max_length=64)] = Field(
        default=(), description="Levers that are pulled."
    )
    turns: dict[Id, Judgement] = Field(
        default={}, description="What is turned → by how much, -1 to 1, beside what levers turn."
    )
    note: str | None = Field(default=None, description="The coder's remark.")


class Policy(_Part):
    """A course somebody could take: what is done from when to when."""

    name: Text = Field(description="What to call it.")
    text: str | None = Field(default=None, description="In words, for a reader.")
    schedule: tuple[Dated, ...] = Field(
        min_length=1, max_length=64, description="What is done from when to when."
    )
    note: str | None = Field(default=None, description="The coder's remark.")
    from_: From = ()

"""The case file as models: what may stand where, what it means, and what an editor completes from.

The order is the file's own. What refers across (does this issue exist?) is not decided here but
in ``case/check``, so that one reading finds everything that is wrong.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from goldenbridge.case.judgement import Judgement, Number, OneOrMore
from goldenbridge.case.over_time import OverTime, Policy
from goldenbridge.sources.source import Citation, Date, Source
from goldenbridge.statements.statement import Statement

__all__ = [
    "VIEWED",
    "Agreement",
    "Body",
    "CaseFile",
    "Cell",
    "Constituency",
    "Contradiction",
    "Doing",
    "Effect",
    "Expectation",
    "Expected",
    "Guarantee",
    "Hypothesis",
    "Interaction",
    "Issue",
    "Joint",
    "Lever",
    "NoDeal",
    "Option",
    "Order",
    "PackageRecord",
    "Party",
    "PartyView",
    "Reading",
    "RedLine",
    "Rule",
    "SnapshotEntry",
    "SourcesFile",
    "Steps",
    "WayOut",
    "Worths",
]

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
When = Annotated[dict[Id, OneOrMore], Field(description="Issue → option, or options; all hold.")]
Note = Annotated[str | None, Field(description="The coder's remark.")]
Told = Annotated[str | None, Field(description="In words, for a reader.")]
From = Annotated[tuple[str, ...], Field(alias="from", description="Statements that carry it.")]


#: The parts of a case that a snapshot may change.
BODY = [
    "parties",
    "baskets",
    "issues",
    "rules",
    "worths",
    "no_deal",
    "red_lines",
    "hypotheses",
    "joint",
    "levers",
    "views",
    "steps",
    "dynamics",
    "policies",
]

#: The parts of a case that a party's view of the others may change.
VIEWED = ("worths", "no_deal", "red_lines")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Constituency(_Part):
    """A body behind a party that must ratify, or that holds a red line of its own."""

    name: Text = Field(description="What to call it.")
    ratifies: bool = Field(default=False, description="Whether a deal needs its ratification.")
    asks: Judgement | None = Field(
        default=None, description="Points over no deal that it asks of a deal; below 0: less."
    )
    weighs: tuple[Effect, ...] = Field(
        default=(),
        max_length=32,
        description="How it weighs things otherwise than its party: swings and worths only.",
    )
    note: Note = None
    from_: From = ()


class Party(_Part):
    """Somebody at or near the table.

    ``consent`` says when a deal needs this party: ``always``, only where the deal moves one of
    the ``issues`` it controls off its default, or ``never``.
    """

    name: Text = Field(description="What to call it.")
    consent: Literal["always", "issues", "never"] = Field(
        description="When a deal needs this party: always, on the issues it controls, or never."
    )
    controls: tuple[Id, ...] = Field(default=(), description="Issues that need its consent.")
    patron: Id | None = Field(
        default=None, description="The party it leans on; changes no number, says what to look at."
    )
    constituencies: dict[Id, Constituency] = Field(
        default={}, max_length=32, description="Bodies behind it: who ratifies, who holds a line."
    )
    note: Note = None
    from_: From = ()


class Basket(_Part):
    """A group of issues that belong together."""

    name: Text = Field(description="What to call it.")
    note: Note = None


class Option(_Part):
    """One way of settling an issue."""

    name: Text = Field(description="What to call it.")
    text: Told = None

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler.resolve_ref_schema(handler(schema))
        title, text = whole.pop("title", "Option"), whole.pop("description", "")
        return {"title": title, "description": text, "anyOf": [{"type": "string"}, whole]}


class Doing(_Part):
    """What it takes to carry out what is agreed on an issue: whose act, how finely, for good?"""

    by: tuple[Id, ...] = Field(
        default=(), max_length=32, description="Who must act; left out: whoever loses by it."
    )
    by_option: dict[Id, OneOrMore] = Field(
        default={}, description="Option → who must act where it is agreed, if others than `by`."
    )
    divisible: bool = Field(default=True, description="False: it is done whole or not at all.")
    kind: Literal["flow", "stock"] = Field(
        default="flow", description="flow: it goes on and can be stopped; stock: given once."
    )
    reversible: Judgement | None = Field(
        default=None,
        description="Share that can be taken back, 0 to 1; left out: all of a flow, no stock.",
    )
    takes: int = Field(default=1, strict=True, ge=1, le=60, description="Periods it takes.")
    escrow: bool = Field(
        default=False, description="Done into the hands of a third party until all is done."
    )
    note: Note = None
    from_: From = ()


class Issue(_Part):
    """What has to be settled, and the ordered options for it."""

    name: Text = Field(description="What to call it.")
    basket: Id | None = Field(default=None, description="The group of issues it belongs to.")
    question: str | None = Field(default=None, description="What has to be settled, as a question.")
    options: dict[Id, Option] = Field(
        min_length=2, max_length=32, description="Ways of settling it, in order."
    )
    default: Id = Field(description="The option that holds where nothing is agreed.")
    open: bool = Field(default=True, description="False: not on the table, stays at its default.")
    steps: Doing | None = Field(default=None, description="What it takes to carry it out.")
    between: tuple[Id, ...] = Field(
        default=(),
        max_length=32,
        description="Parties that could settle it among themselves, if the others stay out.",
    )
    note: Note = None
    from_: From = ()


class Rule(_Part):
    """What cannot go together in any world; either ``impossible``, or ``if`` and ``then``."""

    text: Text = Field(description="In our own words.")
    impossible: When | None = Field(default=None, description="What cannot all hold at once.")
    if_: When | None = Field(default=None, alias="if", description="Where all of this holds …")
    then: When | None = Field(default=None, description="… all of this must hold.")
    note: Note = None

    @model_validator(mode="after")
    def _one_form(self) -> Rule:
        implied = self.if_ is not None and self.then is not None
        half = (self.if_ is None) != (self.then is None)
        if half or implied == (self.impossible is not None):
            raise ValueError("a rule says either impossible, or if and then")
        return self


class Interaction(_Part):
    """What several options are worth together, over what they are worth one by one."""

    when: When = Field(min_length=1)
    worth: Judgement = Field(description="Points gained (or lost) where all of it holds.")
    note: Note = None


class Order(_Part):
    """A statement of what matters more; it checks numbers and changes none."""

    more: Id | None = Field(default=None, description="The issue that matters more.")
    less: Id | None = Field(default=None, description="The issue that matters less.")
    issue: Id | None = Field(default=None, description="The issue whose options are ordered.")
    better: Id | None = Field(default=None, description="The option preferred.")
    worse: Id | None = Field(default=None, description="The option it is preferred to.")
    note: Note = None
    from_: From = ()

    @model_validator(mode="after")
    def _one_form(self) -> Order:
        swings = self.more is not None and self.less is not None
        options = None not in (self.issue, self.better, self.worse)
        if swings == options:
            raise ValueError("an order says either more and less, or issue, better and worse")
        return self


class Worths(_Part):
    """What one party would give for what: swings against its main issue, which is 100 points."""

    main: Id = Field(description="The measuring rod: worst to best on this issue is 100 points.")
    swings: dict[Id, Judgement] = Field(
        default={}, description="Issue → worst to best on it, in points of the main issue."
    )
    baskets: dict[Id, Judgement] = Field(
        default={}, description="Basket → worst to best on all of it, in the same points."
    )
    values: dict[Id, dict[Id, Judgement]] = Field(
        description="Issue → option → its value: 0 the worst, 100 the best."
    )
    interactions: dict[Id, Interaction] = Field(
        default={}, max_length=64, description="What options are worth together."
    )
    orders: tuple[Order, ...] = Field(
        default=(), max_length=200, description="Checks on the numbers; they change none."
    )
    note: Note = None


class PackageRecord(_Part):
    """A package that a party is on record as having refused or offered."""

    package: dict[Id, Id] = Field(
        description="Issue → option; issues left out stay at their default."
    )
    text: Told = None
    note: Note = None
    from_: From = ()


class NoDeal(_Part):
    """What no deal is worth to a party: between what it refused and what it offered."""

    refused: dict[Id, PackageRecord] = Field(
        default={}, max_length=32, description="Turned down: no deal is worth at least this."
    )
    offered: dict[Id, PackageRecord] = Field(
        default={},
        max_length=32,
        description="Offered, or would be signed: no deal is worth at most this.",
    )
    firmness: Judgement | None = Field(
        default=None, description="Where between the two: 0 the refused, 1 the offered package."
    )
    note: Note = None


Share = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
Weight = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1e6)]


class RedLine(_Part):
    """What an owner says, or is thought, never to accept."""

    owners: tuple[str, ...] = Field(
        min_length=1, max_length=32, description="Party, or party.constituency; the first leads."
    )
    issue: Id = Field(description="The issue it is about.")
    at_least: Id | None = Field(default=None, description="This option or one further down.")
    at_most: Id | None = Field(default=None, description="This option or one further up.")
    not_: OneOrMore | None = Field(default=None, alias="not", description="Any but these options.")
    when: When = {}
    severity: Judgement = Field(
        default=Judgement(low=100, mode=100, high=100),
        description="Points lost by an owner if it is crossed, where lines count as losses.",
    )
    confidence: Share | None = Field(
        default=None, description="Share of readings in which the line is real."
    )
    declared: Literal["declared", "inferred"] = Field(
        description="Whether the owner said so, or somebody concludes it."
    )
    hypothesis: Id | None = Field(default=None, description="The hypothesis that governs it.")
    confidence_under: dict[Id, Share] = Field(
        default={}, description="Reading of that hypothesis → confidence under it."
    )
    text: Text = Field(description="In our own words.")
    note: Note = None
    from_: From = ()

    @model_validator(mode="after")
    def _one_form(self) -> RedLine:
        if sum(x is not None for x in (self.at_least, self.at_most, self.not_)) != 1:
            raise ValueError("a red line says exactly one of at_least, at_most and not")
        governed = self.hypothesis is not None
        if governed != bool(self.confidence_under) or governed == (self.confidence is not None):
            raise ValueError(
                "a red line has either one confidence, or a hypothesis and confidence_under"
            )
        return self


class SwingOf(_Part):
    """Whose swing on which issue."""

    party: Id = Field(description="Whose swing.")
    issue: Id = Field(description="On which issue.")


class WorthOf(_Part):
    """Whose worth where certain options hold."""

    party: Id = Field(description="To whom.")
    when: When = Field(min_length=1)


class Effect(_Part):
    """What a reading or a lever changes: a swing, a worth, firmness, a red line, the agenda."""

    swing: SwingOf | None = Field(default=None, description="A swing, multiplied by `times`.")
    times: Judgement | None = Field(default=None, description="The factor on the swing.")
    worth: WorthOf | None = Field(default=None, description="A worth, moved by `points`.")
    points: Judgement | None = Field(default=None, description="Points added to the worth.")
    firmness: Id | None = Field(default=None, description="A party's firmness, moved by `shift`.")
    shift: Judgement | None = Field(default=None, description="From -1 to 1, within the bracket.")
    red_line: Id | None = Field(default=None, description="A red line, set to `confidence`.")
    confidence: Share | None = Field(default=None, description="The red line's confidence then.")
    opens: Id | None = Field(default=None, description="An issue put on the table (levers only).")
    note: Note = None
    from_: From = ()

    @model_validator(mode="after")
    def _one_form(self) -> Effect:
        forms = {
            "swing with times": (self.swing, self.times),
            "worth with points": (self.worth, self.points),
            "firmness with shift": (self.firmness, self.shift),
            "red_line with confidence": (self.red_line, self.confidence),
            "opens": (self.opens,),
        }
        whole = [k for k, v in forms.items() if all(x is not None for x in v)]
        begun = [k for k, v in forms.items() if any(x is not None for x in v)]
        if len(whole) != 1 or len(begun) != 1:
            raise ValueError("an effect says exactly one of: " + "; ".join(forms))
        return self

    @property
    def target(self) -> str:
        """The one thing it touches, as text, so that two effects can be told to meet."""
        if self.swing:
            return f"swing of {self.swing.party} on {self.swing.issue}"
        if self.worth:
            when = ", ".join(f"{k}={'|'.join(v)}" for k, v in sorted(self.worth.when.items()))
            return f"worth to {self.worth.party} of {when}"
        if self.firmness:
            return f"firmness of {self.firmness}"
        return f"red line {self.red_line}" if self.red_line else f"agenda: {self.opens}"


class Reading(_Part):
    """One way of reading the evidence, and what follows if it is right."""

    text: Text = Field(description="In our own words.")
    weight: Weight | None = Field(
        default=None, description="Relative weight; equal where left out."
    )
    effects: tuple[Effect, ...] = Field(
        default=(), max_length=64, description="What follows if it is right."
    )
    note: Note = None
    from_: From = ()


class Hypothesis(_Part):
    """A question on which the evidence allows rival readings; each world holds one of them."""

    name: Text = Field(description="What to call it.")
    question: str | None = Field(default=None, description="What nobody knows for certain.")
    readings: dict[Id, Reading] = Field(
        min_length=2, max_length=12, description="The rival answers; each world holds one."
    )
    note: Note = None


class Cell(_Part):
    """One combination of readings in a joint table."""

    when: dict[Id, Id] = Field(description="Hypothesis → reading, one of each in the table.")
    weight: Weight = Field(description="Relative weight of the combination.")
    effects: tuple[Effect, ...] = Field(
        default=(), max_length=64, description="What follows if it holds."
    )


class Joint(_Part):
    """Hypotheses that touch one thing, as one table instead of factors that compound."""

    hypotheses: tuple[Id, ...] = Field(
        min_length=2, max_length=4, description="The hypotheses that touch one thing."
    )
    cells: tuple[Cell, ...] = Field(
        min_length=1, max_length=2000, description="Every combination of their readings, once."
    )
    note: Note = None


class WayOut(_Part):
    """What ends a measure or a threat, once it is said: the same stick with a stated way out."""

    levers: tuple[Id, ...] = Field(
        min_length=1, max_length=16, description="Levers that state it; any one of them does."
    )
    credibility: dict[Id, Judgement] = Field(
        default={}, description="Party → how far it believes the lever then, from 0 to 1."
    )


class Lever(_Part):
    """Something somebody could do that changes what a deal, or no deal, is worth."""

    name: Text = Field(description="What to call it.")
    kind: (
        Literal["measure", "threat", "relief", "guarantee", "wording", "agenda", "step"] | None
    ) = Field(default=None, description="What sort of act; measures and threats are the sticks.")
    holder: Id = Field(description="The party that could use it.")
    costs: dict[Id, Judgement] = Field(default={}, description="Party → points it costs it.")
    paid: Literal["now", "with_deal"] = Field(
        default="now",
        description="Whether the costs are sunk, or fall due where there is a deal.",
    )
    effects: tuple[Effect, ...] = Field(min_length=1, max_length=64, description="What it changes.")
    turns: dict[Id, Judgement] = Field(
        default={},
        max_length=32,
        description="In a crisis that goes on: what it turns → by how much, -1 to 1.",
    )
    credibility: dict[Id, Judgement] = Field(
        default={},
        description="Party → how far it believes the lever, from 0 to 1; 1 where left out.",
    )
    way_out: WayOut | None = Field(
        default=None, description="What says how a measure or threat ends, and what that changes."
    )
    works_if: dict[Id, OneOrMore] = Field(
        default={}, description="Hypothesis → readings under which it works."
    )
    needs: tuple[Id, ...] = Field(default=(), description="Levers that must be used with it.")
    excludes: tuple[Id, ...] = Field(default=(), description="Levers that cannot be.")
    text: Told = None
    note: Note = None
    from_: From = ()


class PartyView(_Part):
    """How one party sees the others, where that differs from what the case says of them."""

    text: Told = None
    note: Note = None
    from_: From = ()
    confidence: Literal["high", "medium", "low"] | None = Field(
        default=None, description="The coder's own: how sure it is that the party sees it so."
    )
    changes: dict[str, Any] = Field(
        default={},
        description="What it believes of the others' worths, no deal and red lines, merged key "
        "by key; nothing of its own.",
        json_schema_extra={"propertyNames": {"enum": [*VIEWED]}},
    )


class Guarantee(_Part):
    """What a party stands to lose if it breaks a deal: a bond, an asset held by others."""

    by: Id = Field(description="Who posts it, and forfeits it by breaking the deal.")
    points: Judgement = Field(description="What forfeiting it costs that party, in its points.")
    to: tuple[Id, ...] = Field(
        default=(), max_length=32, description="Who gets it then; it is not counted as their gain."
    )
    text: Told = None
    note: Note = None
    from_: From = ()


class Steps(_Part):
    """How a deal would be carried out: in what time, how watched, by how patient parties."""

    periods: int = Field(
        default=8, strict=True, ge=1, le=60, description="Periods in which all must be done."
    )
    period: Text = Field(default="period", description="What one is called: month, week, round.")
    patience: dict[Id, Judgement] = Field(
        default={}, description="Party → what a point next period is worth to it now, 0 to 1."
    )
    notice: dict[Id, Annotated[int, Field(strict=True, ge=1, le=60)]] = Field(
        default={}, description="Party → periods until the others notice that it stopped."
    )
    snapback: Annotated[int, Field(strict=True, ge=1, le=600)] | None = Field(
        default=None, description="Periods for which the others take back; left out: for good."
    )
    guarantees: dict[Id, Guarantee] = Field(
        default={}, max_length=32, description="What is forfeited by whoever breaks the deal."
    )
    note: Note = None
    from_: From = ()


class SnapshotEntry(_Part):
    """A dated state of the case: what differs then."""

    title: Text = Field(description="What to call it.")
    text: Told = None
    changes: dict[str, Any] = Field(
        default={},
        description="Parts that differ, merged key by key; null removes an entry.",
        json_schema_extra={"propertyNames": {"enum": [*BODY]}},
    )


class Contradiction(_Part):
    """Statements that cannot both be right; both stand."""

    text: Text = Field(description="In our own words.")
    statements: tuple[str, ...] = Field(
        min_length=2, max_length=64, description="The statements, by id."
    )
    hypothesis: Id | None = Field(default=None, description="The hypothesis that carries both.")


class Body(_Part):
    """The part of a case that snapshots may change."""

    parties: dict[Id, Party] = Field(
        min_length=2, max_length=32, description="Who is at or near the table."
    )
    baskets: dict[Id, Basket] = Field(default={}, max_length=32, description="Groups of issues.")
    issues: dict[Id, Issue] = Field(
        min_length=1, max_length=100, description="What has to be settled, with ordered options."
    )
    rules: dict[Id, Rule] = Field(
        default={}, max_length=200, description="What cannot go together, in any world."
    )
    worths: dict[Id, Worths] = Field(
        default={}, max_length=32, description="What each party would give for what."
    )
    no_deal: dict[Id, NoDeal] = Field(
        default={}, max_length=32, description="Per consenting party, bracketed by the record."
    )
    red_lines: dict[Id, RedLine] = Field(
        default={}, max_length=200, description="What owners say they will never accept."
    )
    hypotheses: dict[Id, Hypothesis] = Field(
        default={}, max_length=32, description="Questions with rival readings."
    )
    joint: dict[Id, Joint] = Field(
        default={}, max_length=16, description="Hypotheses that touch one thing, as one table."
    )
    levers: dict[Id, Lever] = Field(
        default={}, max_length=64, description="What somebody could do about it."
    )
    views: dict[Id, PartyView] = Field(
        default={}, max_length=32, description="Party → how it sees the others."
    )
    steps: Steps = Field(
        default=Steps(), description="How a deal would be carried out, step by step."
    )
    dynamics: OverTime | None = Field(
        default=None, description="The crisis as it goes on: sides, roles, how things stand."
    )
    policies: dict[Id, Policy] = Field(
        default={}, max_length=32, description="Courses that somebody could take over time."
    )


class CaseFile(Body):
    """A goldenbridge case: who negotiates about what, and what is known of it."""

    goldenbridge: Literal[1] = Field(description="Version of the format: 1.")
    title: Text = Field(description="A short title.")
    about: str | None = Field(default=None, description="A paragraph for a newcomer.")
    snapshots: dict[Id, SnapshotEntry] = Field(
        default={}, max_length=24, description="Dated states; each changes parts of the above."
    )
    statements: dict[Id, Statement] = Field(
        default={}, max_length=5000, description="Who took which position, and where it is written."
    )
    contradictions: dict[Id, Contradiction] = Field(
        default={}, max_length=200, description="Statements that cannot both be right."
    )


class SourcesFile(RootModel[dict[Id, Source]]):
    """sources.yaml: the documents a case rests on, by id."""


class Expectation(_Part):
    """One answer the case should give: ``between`` two numbers, or one of the words in ``is``."""

    what: Text = Field(description="A dotted path into what `goldenbridge deals --json` prints.")
    snapshot: str | None = Field(default=None, description="At which snapshot; else the first.")
    between: tuple[Number, Number] | None = Field(default=None, description="Least and most.")
    is_: OneOrMore | None = Field(default=None, alias="is", description="A word, or any of these.")
    why: str | None = Field(default=None, description="Why the case should answer so.")

    @model_validator(mode="after")
    def _one_form(self) -> Expectation:
        if (self.between is None) == (self.is_ is None):
            raise ValueError("an expectation says either between or is")
        return self


class Agreement(_Part):
    """What was in fact agreed, where the talks are over."""

    date: Date | None = Field(default=None, description="When.")
    text: Text = Field(description="In our own words.")
    package: dict[Id, Id] = Field(description="Issue → option that was agreed.")
    snapshot: str | None = Field(default=None, description="Compare at this one; else the last.")
    cite: tuple[Citation, ...] = Field(default=(), description="Where it is written.")
    note: Note = None


class Expected(_Part):
    """What the case should answer; checked on every run of the tests."""

    worlds: int = Field(
        default=1000, strict=True, ge=16, le=1_000_000, description="How many worlds to draw."
    )
    seed: int = Field(default=1, strict=True, ge=0, le=2**31, description="Which worlds.")
    expect: tuple[Expectation, ...] = Field(
        default=(), max_length=200, description="What the case should answer."
    )
    agreement: Agreement | None = Field(
        default=None, description="What was in fact agreed, where the talks are over."
    )

"""A case as the rest of the program sees it: read whole, checked, with its snapshots resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body, Contradiction, Effect, Expected
from goldenbridge.errors import SnapshotUnknown
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem
from goldenbridge.sources.source import Source
from goldenbridge.statements.statement import Statement

__all__ = ["Case", "Snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """The case as it stood on a date: what was open, who wanted what, what no deal was worth.

    Attributes
    ----------
    id : as in the file, usually a date.
    title : what to call it.
    text : what was going on.
    body : parties, issues, worths, red lines and so on, with the snapshot's changes laid over.
    line_of : the line of a path of keys, in the snapshot's changes or else in the case's own part.
    """

    id: str
    title: str
    text: str | None
    body: Body
    line_of: Callable[[Path_], int] = field(repr=False, compare=False)

    @property
    def open_issues(self) -> tuple[str, ...]:
        """Issues on the table, in the order of the file."""
        return tuple(k for k, issue in self.body.issues.items() if issue.open)

    @property
    def consenting(self) -> tuple[str, ...]:
        """Parties whose consent a deal needs, always or on some issues."""
        return tuple(k for k, p in self.body.parties.items() if p.consent != "never")

    def full(self, package: Mapping[str, str]) -> dict[str, str]:
        """A package with every issue in it: those left out stay at their default."""
        return {k: package.get(k, issue.default) for k, issue in self.body.issues.items()}

    def owner_party(self, owner: str) -> str:
        """The party behind an owner of a red line: itself, or the one whose constituency it is."""
        return owner.split(".", 1)[0]

    def name(self, owner: str) -> str:
        """What to call a party, or a party's constituency."""
        party, _, inner = owner.partition(".")
        if party not in self.body.parties:
            return owner
        known = self.body.parties[party]
        if not inner:
            return known.name
        return f"{known.constituencies[inner].name} ({known.name})"

    def judgements(self) -> dict[Path_, Judgement]:
        """Every value in play at this snapshot, by its path of keys."""
        found: dict[Path_, Judgement] = {}
        for party, worths in self.body.worths.items():
            at: Path_ = ("worths", party)
            for issue, swing in worths.swings.items():
                found[*at, "swings", issue] = swing
            for basket, total in worths.baskets.items():
                found[*at, "baskets", basket] = total
            for issue, values in worths.values.items():
                for option, value in values.items():
                    found[*at, "values", issue, option] = value
            for key, term in worths.interactions.items():
                found[*at, "interactions", key, "worth"] = term.worth
        for party, bracket in self.body.no_deal.items():
            if bracket.firmness is not None:
                found["no_deal", party, "firmness"] = bracket.firmness
        for key, line in self.body.red_lines.items():
            found["red_lines", key, "severity"] = line.severity
        for path, effects in self.effects():
            for number, effect in enumerate(effects):
                for name in ("times", "points", "shift"):
                    value = getattr(effect, name)
                    if value is not None:
                        found[*path, number, name] = value
        for party, one in self.body.parties.items():
            for inner, constituency in one.constituencies.items():
                at = ("parties", party, "constituencies", inner)
                if constituency.asks is not None:
                    found[*at, "asks"] = constituency.asks
                for number, effect in enumerate(constituency.weighs):
                    for name, weighed in (("times", effect.times), ("points", effect.points)):
                        if weighed is not None:
                            found[*at, "weighs", number, name] = weighed
        return found

    def lever_judgements(self) -> dict[Path_, Judgement]:
        """Every value that a lever brings in, by its path of keys: effects, belief and costs.

        They stand apart from `judgements`: a world is drawn without them, so that what a lever
        does is seen in the very worlds that were drawn before anyone pulled it.
        """
        found: dict[Path_, Judgement] = {}
        for key, lever in self.body.levers.items():
            at: Path_ = ("levers", key)
            for number, effect in enumerate(lever.effects):
                for name in ("times", "points", "shift"):
                    value = getattr(effect, name)
                    if value is not None:
                        found[*at, "effects", number, name] = value
            for party, belief in lever.credibility.items():
                found[*at, "credibility", party] = belief
            if lever.way_out is not None:
                for party, belief in lever.way_out.credibility.items():
                    found[*at, "way_out", "credibility", party] = belief
            for party, cost in lever.costs.items():
                found[*at, "costs", party] = cost
        return found

    def effects(self) -> Iterator[tuple[Path_, tuple[Effect, ...]]]:
        """The effects of each reading and each joint cell, with their path of keys."""
        for key, hypothesis in self.body.hypotheses.items():
            for name, reading in hypothesis.readings.items():
                yield ("hypotheses", key, "readings", name, "effects"), reading.effects
        for key, joint in self.body.joint.items():
            for number, cell in enumerate(joint.cells):
                yield ("joint", key, "cells", number, "effects"), cell.effects


@dataclass(frozen=True)
class Case:
    """A conflict as somebody coded it: what was said, what is at stake, and what is uncertain.

    Get one with :func:`goldenbridge.load`. ``case.at("2022-03-01")`` is the case as it stood then.

    Attributes
    ----------
    id : name of the folder.
    title, about : what to call it, and a paragraph for a newcomer.
    folder : where it was read.
    hash : SHA-256 over its files; a report names it, so that anyone can tell what it was made of.
    snapshots : in the order of the file; at least one.
    statements, contradictions, sources : the evidence.
    expected : what the case says it should answer, if it does.
    problems : warnings and notes from reading it (errors keep a case from existing).
    """

    id: str
    title: str
    about: str | None
    folder: Path
    hash: str
    snapshots: Mapping[str, Snapshot]
    statements: Mapping[str, Statement]
    contradictions: Mapping[str, Contradiction]
    sources: Mapping[str, Source]
    expected: Expected | None = None
    problems: tuple[Problem, ...] = ()
    statement_lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, snapshot: str | None = None) -> Snapshot:
        """The case as it stood at a snapshot; the first one where none is named.

        A date may be shortened as long as one snapshot alone begins so.

        Raises
        ------
        SnapshotUnknown : there is none of that name.
        """
        if snapshot is None:
            return next(iter(self.snapshots.values()))
        if snapshot in self.snapshots:
            return self.snapshots[snapshot]
        near = [key for key in self.snapshots if key.startswith(snapshot)] if snapshot else []
        if len(near) == 1:
            return self.snapshots[near[0]]
        raise SnapshotUnknown(self.id, snapshot, list(self.snapshots))

    def __repr__(self) -> str:
        """Title, snapshots and size on one line."""
        first = self.at()
        return (
            f"<Case {self.id}: {len(first.body.parties)} parties, {len(first.body.issues)} issues, "
            f"{len(self.snapshots)} snapshots, {len(self.statements)} statements>"
        )

    def _repr_html_(self) -> str:
        import html

        dates = ", ".join(f"{s.id} ({s.title})" for s in self.snapshots.values())
        return (
            f"<b>{html.escape(self.title)}</b><p>{html.escape(self.about or '')}</p>"
            f"<p>{html.escape(repr(self))}<br>Snapshots: {html.escape(dates)}</p>"
        )

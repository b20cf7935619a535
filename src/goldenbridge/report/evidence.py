"""From a number down to the sentence it rests on: finding → judgement → statement → source line.

Everything that a number can rest on gets a place in the report, named by its dotted path in the
case file; a finding that names such a path leads to it, or to the nearest thing around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goldenbridge.case.case import Case, Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Cell, Effect, PackageRecord, RedLine
from goldenbridge.report.lever_evidence import bridge_judgements, effect_label, readings
from goldenbridge.report.words import Link, given, listed, number
from goldenbridge.statements.statement import Statement

__all__ = ["Evidence", "Links", "Row", "StatementRow"]


@dataclass(frozen=True)
class Row:
    """One judgement: what it is of, its range, and the statements it rests on."""

    path: str
    label: str
    low: float
    mode: float
    high: float
    origin: str
    statements: tuple[str, ...]
    confidence: str | None
    note: str | None
    line: int


@dataclass(frozen=True)
class StatementRow:
    """One statement, with where it was read and what rests on it."""

    id: str
    statement: Statement
    actor: str
    where: str
    line: int
    carries: tuple[Link, ...]


class Links(dict[str, str]):
    """Dotted path → link; a path that has no place of its own leads to the nearest around it."""

    def __missing__(self, path: str) -> str:
        parent = path.rpartition(".")[0]
        return self[parent] if parent else "#evidence"

    def get(self, path: str, default: str | None = None) -> str:  # type: ignore[override]
        """The link, never nothing."""
        return self[path]


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the answer at one snapshot rests on.

    Attributes
    ----------
    case, snapshot : the case, and its state that was asked.
    bridge : whether what levers and steps rest on is told too.
    """

    case: Case
    snapshot: Snapshot
    bridge: bool = False

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """Every judgement in play, by the thing it belongs to (``worths.mill``, …)."""
        found: dict[str, list[Row]] = {}
        for path, value in self.snapshot.judgements().items():
            keys = tuple(map(str, path))
            found.setdefault(".".join(keys[:2]), []).append(
                self._row(self._label(keys), value, path)
            )
        for where, label, value in bridge_judgements(self.snapshot) if self.bridge else ():
            # The terms of steps stand together, whatever key of the file they are under.
            group = f"levers.{where[1]}" if where[0] == "levers" else "steps"
            found.setdefault(group, []).append(self._row(label, value, where))
        return found

    def _row(self, label: str, value: Judgement, path: tuple[str | int, ...]) -> Row:
        return Row(
            ".".join(map(str, path)),
            label,
            value.low,
            value.mode,
            value.high,
            value.origin,
            value.from_,
            value.confidence,
            value.note,
            self.snapshot.line_of(path),
        )

    def _label(self, keys: tuple[str, ...]) -> str:
        body, kind = self.snapshot.body, keys[0]
        if kind == "worths":
            where = keys[2]
            if where == "swings":
                return f"Weight of {body.issues[keys[3]].name}"
            if where == "baskets":
                return f"Total of the basket {body.baskets[keys[3]].name}"
            if where == "values":
                issue = body.issues[keys[3]]
                return f"{issue.name}: {issue.options[keys[4]].name}"
            return f"Together: {self.when(body.worths[keys[1]].interactions[keys[3]].when)}"
        if kind == "no_deal":
            return "Firmness: 0 the worth of what it refused, 1 of what it offered"
        if kind == "red_lines":
            return "Points lost where it is crossed, when red lines count as losses"
        if kind == "parties":
            body_behind = body.parties[keys[1]].constituencies[keys[3]]
            if keys[4] == "asks":
                return f"{body_behind.name}: points over no deal that it asks"
            own = body_behind.weighs[int(keys[5])]
            return f"{body_behind.name}, weighed otherwise than by its party: {self.effect_of(own)}"
        return f"Effect of a reading: {keys[3]}"

    @cached_property
    def bridge_sizes(self) -> tuple[int, int]:
        """Of the values that levers and steps rest on: sizes that were assumed, and all."""
        rows = [
            r for g, some in self.rows.items() if g.startswith(("levers.", "steps")) for r in some
        ]
        return sum(row.origin != "sourced" for row in rows), len(rows)

    def works_if(self, conditions: Mapping[str, Iterable[str]]) -> str:
        """The readings under which a lever works, in words."""
        return readings(self.snapshot, {k: tuple(v) for k, v in conditions.items()})

    def effect_of(self, effect: Effect) -> str:
        """What an effect of a lever changes, in words."""
        return effect_label(self.snapshot, effect)

    def actor(self, statement: Statement) -> str:
        """Who took the position: a party's name, or the name as given."""
        known = statement.actor in self.snapshot.body.parties
        return self.snapshot.name(statement.actor) if known else statement.actor

    def names(self, owners: Iterable[str]) -> list[str]:
        """Names of the owners of a red line."""
        return [self.snapshot.name(owner) for owner in owners]

    def hypothesis_names(self, keys: Iterable[str]) -> list[str]:
        """Names of hypotheses that are drawn together."""
        known = self.snapshot.body.hypotheses
        return [known[key].name for key in keys if key in known]

    def cell(self, cell: Cell) -> str:
        """One combination of readings, in words."""
        known = self.snapshot.body.hypotheses
        return "; ".join(
            f"{known[key].name}: {known[key].readings[reading].text.rstrip('.')}"
            for key, reading in cell.when.items()
            if key in known and reading in known[key].readings
        )

    def when(self, options: Mapping[str, tuple[str, ...] | str]) -> str:
        """A condition on options, in words."""
        issues = self.snapshot.body.issues
        told = []
        for key, chosen in options.items():
            names = [chosen] if isinstance(chosen, str) else list(chosen)
            issue = issues[key]
            told.append(f"{issue.name}: {listed((issue.options[n].name for n in names), 'or')}")
        return "; ".join(told)

    def threshold(self, line: RedLine) -> str:
        """What a red line allows, in words."""
        issue = self.snapshot.body.issues[line.issue]
        if line.at_least is not None:
            says = f"on {issue.name}, at least “{issue.options[line.at_least].name}”"
        elif line.at_most is not None:
            says = f"on {issue.name}, at most “{issue.options[line.at_most].name}”"
        else:
            names = (f"“{issue.options[n].name}”" for n in line.not_ or ())
            says = f"on {issue.name}, not {listed(names, 'or')}"
        return f"{says}, where {self.when(line.when)}" if line.when else says

    def confidence(self, line: RedLine) -> str:
        """How sure the coder is that a red line is real, in words."""
        if line.hypothesis is None:
            return f"{number(line.confidence, 2)} in every reading"
        readings = self.snapshot.body.hypotheses[line.hypothesis].readings
        return "; ".join(
            f"{number(share, 2)} if “{readings[key].text.rstrip('.')}”"
            for key, share in line.confidence_under.items()
            if key in readings
        )

    def effect(self, effect: Effect) -> str:
        """What a reading changes, in words."""
        body = self.snapshot.body
        if effect.swing and effect.times:
            issue = body.issues[effect.swing.issue].name
            whose = self.snapshot.name(effect.swing.party)
            return f"the weight of {issue} for {whose} times {_range(effect.times)}"
        if effect.worth and effect.points:
            whose = self.snapshot.name(effect.worth.party)
            return (
                f"{_range(effect.points)} points for {whose} where {self.when(effect.worth.when)}"
            )
        if effect.firmness and effect.shift:
            return (
                f"firmness of {self.snapshot.name(effect.firmness)} moves by {_range(effect.shift)}"
            )
        if effect.red_line:
            line = body.red_lines.get(effect.red_line)
            text = line.text.rstrip(".") if line else effect.red_line
            return f"the red line “{text}” holds with confidence {number(effect.confidence, 2)}"
        return f"the issue {effect.opens} is opened"

    def package(self, record: PackageRecord) -> str:
        """A package on record, in words: only what it moves."""
        issues = self.snapshot.body.issues
        return "; ".join(
            f"{issues[k].name}: {issues[k].options[v].name}"
            for k, v in record.package.items()
            if k in issues and v in issues[k].options
        )

    @cached_property
    def statements(self) -> list[StatementRow]:
        """Every statement of the case, in the order of the file."""
        return [
            StatementRow(
                key,
                statement,
                self.actor(statement),
                _where(statement),
                self.case.statement_lines.get(key, 0),
                tuple(self._uses.get(key, ())),
            )
            for key, statement in self.case.statements.items()
        ]

    @cached_property
    def _uses(self) -> dict[str, list[Link]]:
        """Statement → what rests on it at this snapshot."""
        found: dict[str, list[Link]] = {}
        for path, label, statements in self._citing():
            link = Link(label, self.href[path])
            for key in statements:
                if link not in found.setdefault(key, []):
                    found[key].append(link)
        return found

    def _citing(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        body = self.snapshot.body
        for group, rows in self.rows.items():
            kind, _, key = group.partition(".")
            whose = f"{self.snapshot.name(key)}: " if kind == "worths" else ""
            if kind == "levers":
                whose = f"{body.levers[key].name}: "
            for row in rows:
                yield row.path, whose + row.label, row.statements
        for key, bracket in body.no_deal.items():
            name = self.snapshot.name(key)
            for record in bracket.refused.values():
                yield f"no_deal.{key}", f"What {name} refused", record.from_
            for record in bracket.offered.values():
                yield f"no_deal.{key}", f"What {name} offered", record.from_
        for key, line in body.red_lines.items():
            yield f"red_lines.{key}", f"Red line: {line.text}", line.from_
        for key, hypothesis in body.hypotheses.items():
            for reading in hypothesis.readings.values():
                cited = (*reading.from_, *(s for e in reading.effects for s in e.from_))
                yield f"hypotheses.{key}", f"{hypothesis.name}: {reading.text}", cited
        for key, issue in body.issues.items():
            yield f"issues.{key}", f"The issue {issue.name}", issue.from_
        for key, lever in body.levers.items() if self.bridge else ():
            cited = (*lever.from_, *(s for e in lever.effects for s in e.from_))
            yield f"levers.{key}", f"The lever {lever.name}", cited
        for key, one in self.case.contradictions.items():
            yield f"contradictions.{key}", "A contradiction of the sources", one.statements

    @cached_property
    def href(self) -> Links:
        """Dotted path in the case file → link to its place in the report."""
        body = self.snapshot.body
        paths = [row.path for rows in self.rows.values() for row in rows]
        for name in ("worths", "no_deal", "red_lines", "hypotheses", "joint", "issues"):
            paths += [f"{name}.{key}" for key in getattr(body, name)]
        paths += [f"levers.{key}" for key in body.levers if self.bridge]
        paths += [group for group in ("steps",) if group in self.rows]
        paths += [f"statements.{key}" for key in self.case.statements]
        paths += [f"sources.{key}" for key in self.case.sources]
        paths += [f"contradictions.{key}" for key in self.case.contradictions]
        return Links({path: f"#at-{path}" for path in paths})


def _range(value: Judgement) -> str:
    if value.low == value.high:
        return given(value.mode)
    return f"{given(value.mode)} ({given(value.low)} to {given(value.high)})"


def _where(statement: Statement) -> str:
    """The place in the source: line and characters, or the page cited."""
    if statement.anchor is not None:
        a = statement.anchor
        return f"line {a.line}, characters {a.start:,} to {a.end:,}"
    if statement.cite is not None and statement.cite.at:
        return statement.cite.at
    return "place not given"

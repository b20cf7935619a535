"""Drawing worlds: who reads which random number, and what it makes of the judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body
from goldenbridge.dealspace.space import Clause
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.files.document import Path_
from goldenbridge.worlds.frame import Frame, effects
from goldenbridge.worlds.ground import Ground
from goldenbridge.worlds.pulled import Pulled
from goldenbridge.worlds.readings import Group, draw_readings, groups
from goldenbridge.worlds.settings import NOTHING_SET, Settings
from goldenbridge.worlds.uniforms import MAIN, named, triangular, uniforms
from goldenbridge.worlds.worlds import Worlds

__all__ = ["Draws", "central_world", "draw_worlds"]

Floats = NDArray[np.float64]


def draw_worlds(
    frame: Frame,
    seed: int,
    count: int,
    start: int = 0,
    stream: int = MAIN,
    settings: Settings = NOTHING_SET,
) -> Worlds:
    """Worlds ``start`` to ``start + count`` of a seed: what everything is worth to whom, if ….

    World 17 is the same world on one core or a hundred machines, and in every chunking. What is
    set by hand leaves all other draws as they are.

    Parameters
    ----------
    frame : the snapshot in numbers.
    seed, stream : which worlds; the second stream measures what was chosen on the first.
    start, count : from which index, how many.
    settings : what holds in every world.
    """
    return Draws(frame, seed, count, start, stream).worlds(settings)


class Draws:
    """The random numbers of some worlds, to draw the same worlds again with things set by hand.

    Parameters
    ----------
    frame, seed, count, start, stream : as for :func:`draw_worlds`.
    """

    def __init__(
        self, frame: Frame, seed: int, count: int, start: int = 0, stream: int = MAIN
    ) -> None:
        self._frame, self._seed, self._stream = frame, seed, stream
        self._index = np.arange(start, start + count)
        dimensions = _Draw(frame, NOTHING_SET).dimensions
        self._u = uniforms(seed, start, count, dimensions, stream)

    def like(self, frame: Frame) -> Draws:
        """The same worlds of another version of the snapshot.

        Whatever both versions have reads the same random numbers, so that the worlds differ in
        what the versions differ in and in nothing else. What only the other version has reads
        numbers that hang on its name, whatever else that version has.
        """
        known = dict(zip(self.inputs, self._u.T, strict=True))
        index, seed, stream = self._index, self._seed, self._stream
        columns = [
            known[key] if key in known else named(seed, index, str(key), stream)
            for key in _Draw(frame, NOTHING_SET).keys
        ]
        u = np.column_stack(columns) if columns else np.empty((len(index), 0))
        made = Draws.given(frame, u)
        made._index, made._seed, made._stream = index, seed, stream
        return made

    @classmethod
    def given(cls, frame: Frame, u: Floats) -> Draws:
        """Worlds made of random numbers handed in, (W, inputs) between 0 and 1.

        The columns are told by ``inputs``; swapping some of them between two independent sets
        shows what those inputs alone do.

        Raises
        ------
        ValueError : there are more or fewer columns than inputs.
        """
        made = cls(frame, 0, 0)
        if u.ndim != 2 or u.shape[1] != len(made.inputs):
            raise ValueError(
                f"A column for each of {len(made.inputs)} inputs is wanted; found an array of "
                f"shape {u.shape}."
            )
        made._u, made._index = np.ascontiguousarray(u, dtype=np.float64), np.arange(len(u))
        return made

    @cached_property
    def inputs(self) -> tuple[tuple[str, object], ...]:
        """What each column of random numbers decides.

        ("readings", hypotheses), ("lead", owner of red lines), ("place", party in its no-deal
        bracket) or ("value", path of a judgement).
        """
        return tuple(_Draw(self._frame, NOTHING_SET).keys)

    @property
    def uniforms(self) -> Floats:
        """The random numbers themselves: (W, inputs), between 0 and 1."""
        return self._u

    def worlds(self, settings: Settings = NOTHING_SET) -> Worlds:
        """The worlds, with what is set by hand; all other draws are the same each time."""
        return _Draw(self._frame, settings).worlds(
            self._u, self._index, self._values, self._seed, self._stream
        )

    def ground(self, settings: Settings = NOTHING_SET) -> Ground:
        """What levers would start from in these worlds, none of them pulled yet."""
        return _Draw(self._frame, settings).ground(
            self._u, self._index, self._values, self._seed, self._stream
        )

    @cached_property
    def _values(self) -> Floats:
        """The uncertain judgements as drawn, (W, judgements): the same whatever is set by hand."""
        return _Draw(self._frame, NOTHING_SET).values(self._u)


def central_world(frame: Frame) -> Worlds:
    """One world with all judgements at their mode, heaviest readings, no-deals at their likeliest.

    A red line binds in it where its confidence is over one half. It is an illustration, the
    world to show a frontier in; no share is computed from it.
    """
    drawn = _Draw(frame, NOTHING_SET, central=True)
    u = np.full((1, drawn.dimensions), 0.5)
    return drawn.worlds(u, np.zeros(1, dtype=np.int64), drawn.values(u))


class _Draw:
    """Which dimension is whose: hypotheses, owners of red lines, parties, then judgements.

    What is set by hand keeps its dimension, so all others keep their draws. A judgement added to
    the case moves those behind it to other dimensions: such worlds are alike as a whole only.
    """

    def __init__(self, frame: Frame, settings: Settings, *, central: bool = False) -> None:
        self.frame, self.settings, self.central = frame, settings, central
        body = frame.snapshot.body
        self.groups: tuple[Group, ...] = groups(body)
        self.leads = tuple(dict.fromkeys(line.owners[0] for line in body.red_lines.values()))
        known = frame.snapshot.judgements()
        self.known: dict[Path_, Judgement] = {
            path: value for path, value in known.items() if self._matters(path)
        }
        self.uncertain = [path for path, value in self.known.items() if value.uncertain]
        self.dimensions = (
            len(self.groups) + len(self.leads) + len(frame.parties) + len(self.uncertain)
        )

    @property
    def keys(self) -> list[tuple[str, object]]:
        """What each dimension decides, in their order."""
        return [
            *(("readings", group.hypotheses) for group in self.groups),
            *(("lead", lead) for lead in self.leads),
            *(("place", party) for party in self.frame.parties),
            *(("value", path) for path in self.uncertain),
        ]

    def _matters(self, path: Path_) -> bool:
        if path[0] == "parties":
            return False  # what constituencies ask has draws of its own, beside the worlds
        return path[0] not in {"worths", "no_deal"} or path[1] in self.frame.parties

    def worlds(
        self,
        u: Floats,
        index: NDArray[np.int64],
        values: Floats,
        seed: int = 0,
        stream: int = MAIN,
    ) -> Worlds:
        frame = self.frame
        wanted = self.settings.levers
        levers = frame.levers if wanted is None else [k for k in frame.levers if k in wanted]
        ground = self.ground(u, index, values, seed, stream)
        worlds = ground.worlds
        if not levers:
            return worlds
        return replace(
            worlds,
            full=ground.full(levers),
            points=ground.points(levers),
            firmness=ground.firmness(levers),
            binds=ground.binds(levers),
            burden=ground.burden(levers),
        )

    def ground(
        self, u: Floats, index: NDArray[np.int64], values: Floats, seed: int, stream: int
    ) -> Ground:
        """The worlds with no lever pulled, and what levers would start from."""
        frame, body, count = self.frame, self.frame.snapshot.body, len(u)
        at = len(self.groups)
        readings, cells = draw_readings(
            body, self.groups, u[:, :at], self.settings.readings, heaviest=self.central
        )
        leads = dict(zip(self.leads, u[:, at : at + len(self.leads)].T, strict=True))
        at += len(self.leads)
        position = u[:, at : at + len(frame.parties)].copy()
        judged = self._judged(values)
        active = {
            source: _active(source, body, readings, cells)
            for source, _, _ in effects(frame.snapshot)
        }
        full = self._full(judged, active, count)
        points = self._points(judged, active, count)
        low, high = self._brackets(full, points)
        place = self._place(position, judged, active)
        firmness = np.clip(place, 0.0, 1.0)
        for party, value in self.settings.firmness.items():
            firmness[:, frame.parties.index(party)] = value
        sure, severity = self._lines(judged, readings, active, count)
        drawn = [leads[line.owners[0]] for line in frame.red_lines]
        lead = np.column_stack(drawn) if drawn else np.zeros((count, 0))
        binds = lead < sure
        for key, binding in self.settings.binding.items():
            if key in frame.lines:
                binds[:, frame.lines.index(key)] = binding
        worlds = Worlds(
            frame,
            index,
            readings,
            {path: judged[path] for path in self.uncertain},
            full,
            points,
            low,
            high,
            firmness,
            binds,
            severity,
            self._record(low, high, binds),
        )
        pulled = Pulled(
            frame, readings, index, seed, stream, self.settings.values, central=self.central
        )
        return Ground(worlds, pulled, place, sure, lead, self.settings)

    def values(self, u: Floats) -> Floats:
        """The uncertain judgements of worlds with these random numbers: (W, judgements)."""
        corners = np.array(
            [[self.known[p].low, self.known[p].mode, self.known[p].high] for p in self.uncertain]
        ).reshape(-1, 3)
        if self.central:
            return np.repeat(corners[:, 1][None], len(u), axis=0)
        return triangular(u[:, self.dimensions - len(self.uncertain) :], *corners.T)

    def _judged(self, values: Floats) -> dict[Path_, Floats]:
        count = len(values)
        drawn: dict[Path_, Floats] = {
            path: np.full(count, value.mode)
            for path, value in self.known.items()
            if not value.uncertain
        }
        drawn.update({p: values[:, n] for n, p in enumerate(self.uncertain)})
        for path, value in self.settings.values.items():
            drawn[path] = np.full(count, float(value))
        return drawn

    def _full(
        self,
        judged: Mapping[Path_, Floats],
        active: Mapping[tuple[str, str, str | int], NDArray[np.bool_]],
        count: int,
    ) -> Floats:
        """Points by party and option: swing times value, baskets kept to their totals."""
        frame, body = self.frame, self.frame.snapshot.body
        swings = np.zeros((count, len(frame.parties), len(frame.wide.issues)))
        for column, party in enumerate(frame.parties):
            worths = body.worths.get(party)
            if worths is None:
                continue
            for number, issue in enumerate(frame.wide.issues):
                if issue in worths.swings:
                    swings[:, column, number] = judged["worths", party, "swings", issue]
            main = frame.wide.issues.index(worths.main)
            swings[:, column, main] = 100.0
            for basket in worths.baskets:
                inside = [
                    number
                    for number, issue in enumerate(frame.wide.issues)
                    if body.issues[issue].basket == basket and number != main
                ]
                total = judged["worths", party, "baskets", basket]
                if body.issues[worths.main].basket == basket:
                    total = total - 100.0
                now = _added(swings[:, column], inside)
                factor = np.clip(total, 0.0, None) / np.where(now > 0, now, 1.0)
                swings[:, column, inside] *= np.where(now > 0, factor, 1.0)[:, None]
        for source, path, effect in effects(frame.snapshot):
            if effect.swing is not None and effect.swing.party in frame.parties:
                column = frame.parties.index(effect.swing.party)
                number = frame.wide.issues.index(effect.swing.issue)
                times = np.where(active[source], judged[*path, "times"], 1.0)
                swings[:, column, number] *= times
        values = np.zeros((count, len(frame.parties), frame.wide.n_options))
        for column, party in enumerate(frame.parties):
            worths = body.worths.get(party)
            for issue, options in worths.values.items() if worths else ():
                number = frame.wide.issues.index(issue)
                for option in options:
                    place = int(frame.wide.offsets[number]) + frame.wide.options[number].index(
                        option
                    )
                    values[:, column, place] = judged["worths", party, "values", issue, option]
        spread = np.repeat(swings, frame.wide.sizes, axis=2)
        result: Floats = spread * values / 100.0
        return result

    def _points(
        self,
        judged: Mapping[Path_, Floats],
        active: Mapping[tuple[str, str, str | int], NDArray[np.bool_]],
        count: int,
    ) -> Floats:
        points = np.zeros((count, len(self.frame.terms)))
        for number, term in enumerate(self.frame.terms):
            if term.source is not None and term.source[0] == "lever":
                continue
            holds = True if term.source is None else active[term.source]
            points[:, number] = np.where(holds, judged[term.path], 0.0)
        return points

    def _brackets(self, full: Floats, points: Floats) -> tuple[Floats, Floats]:
        """Worths of the packages on record: the most that was refused, the least offered."""
        frame, body = self.frame, self.frame.snapshot.body
        low = np.full(full.shape[:2], -np.inf)
        high = np.full(full.shape[:2], np.inf)
        for column, party in enumerate(frame.parties):
            bracket = body.no_deal.get(party)
            if bracket is None:
                continue
            for record in bracket.refused.values():
                worth = self._worth(record.package, column, full, points)
                low[:, column] = np.maximum(low[:, column], worth)
            for record in bracket.offered.values():
                worth = self._worth(record.package, column, full, points)
                high[:, column] = np.minimum(high[:, column], worth)
        return low, high

    def _worth(
        self, package: Mapping[str, str], column: int, full: Floats, points: Floats
    ) -> Floats:
        frame = self.frame
        deal = np.asarray(frame.wide.index(frame.snapshot.full(package)))
        worth = _added(full[:, column], frame.wide.offsets[:-1] + deal)
        for number, term in enumerate(frame.terms):
            if term.party == column and _matches(term.clause, deal):
                worth = worth + points[:, number]
        return worth

    def _place(
        self,
        position: Floats,
        judged: Mapping[Path_, Floats],
        active: Mapping[tuple[str, str, str | int], NDArray[np.bool_]],
    ) -> Floats:
        frame, body = self.frame, self.frame.snapshot.body
        for column, party in enumerate(frame.parties):
            bracket = body.no_deal.get(party)
            if bracket is not None and bracket.firmness is not None:
                position[:, column] = judged["no_deal", party, "firmness"]
        for source, path, effect in effects(frame.snapshot):
            if effect.firmness in frame.parties:
                column = frame.parties.index(str(effect.firmness))
                position[:, column] += np.where(active[source], judged[*path, "shift"], 0.0)
        return position

    def _lines(
        self,
        judged: Mapping[Path_, Floats],
        readings: Mapping[str, NDArray[np.int64]],
        active: Mapping[tuple[str, str, str | int], NDArray[np.bool_]],
        count: int,
    ) -> tuple[Floats, Floats]:
        """How sure each red line is in each world, and how severe."""
        frame, body = self.frame, self.frame.snapshot.body
        certain = np.zeros((count, len(frame.lines)))
        severity = np.zeros((count, len(frame.lines)))
        for number, (key, line) in enumerate(zip(frame.lines, frame.red_lines, strict=True)):
            confidence = np.full(count, line.confidence or 0.0)
            if line.hypothesis is not None:
                names = list(body.hypotheses[line.hypothesis].readings)
                sure = np.array([line.confidence_under[name] for name in names])
                confidence = sure[readings[line.hypothesis]]
            for source, _, effect in effects(frame.snapshot):
                if effect.red_line == key and effect.confidence is not None:
                    confidence = np.where(active[source], effect.confidence, confidence)
            certain[:, number] = confidence
            severity[:, number] = judged["red_lines", key, "severity"]
        return certain, severity

    def _record(
        self, low: Floats, high: Floats, binds: NDArray[np.bool_]
    ) -> dict[str, NDArray[np.bool_]]:
        """Where a world contradicts what a party refused or offered.

        Whether a lever opens an issue makes no difference: a red line that only an issue not on
        the table could cross says nothing of what was offered before.
        """
        frame, body = self.frame, self.frame.snapshot.body
        closed = [
            None if i.open else list(i.options).index(i.default) for i in body.issues.values()
        ]
        found = {}
        for column, party in enumerate(frame.parties):
            broken = low[:, column] > high[:, column] + TOLERANCE
            offered = body.no_deal[party].offered if party in body.no_deal else {}
            for record in offered.values():
                deal = np.asarray(frame.wide.index(frame.snapshot.full(record.package)))
                for number, clause in enumerate(frame.wide_clauses):
                    if any(closed[i] is not None and closed[i] not in o for i, o in clause.parts):
                        continue
                    if frame.line_owners[number, column] and _matches(clause, deal):
                        broken = broken | binds[:, number]
            found[party] = broken
        return found


def _matches(clause: Clause, deal: NDArray[np.integer]) -> bool:
    """Whether a clause is true of one deal (issues,); far quicker than for an array of them."""
    return all(int(deal[issue]) in options for issue, options in clause.parts)


def _added(values: Floats, columns: Iterable[int]) -> Floats:
    """The sum of some columns (W,), one after the other.

    ``sum`` adds in an order that hangs on how many worlds there are, and a world would differ
    from chunk to chunk in its last bits.
    """
    total = np.zeros(len(values))
    for column in columns:
        total += values[:, column]
    return total


def _active(
    source: tuple[str, str, str | int],
    body: Body,
    readings: Mapping[str, NDArray[np.int64]],
    cells: Mapping[str, NDArray[np.int64]],
) -> NDArray[np.bool_]:
    kind, key, which = source
    if kind == "cell":
        return np.asarray(cells[key] == which)
    names = list(body.hypotheses[key].readings)
    return np.asarray(readings[key] == names.index(str(which)))

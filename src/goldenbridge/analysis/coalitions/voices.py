"""What those want who are not at the table: constituencies that ratify, and parties not asked.

Their values have random numbers of their own, by world index, so that asking them changes no world.
What they think of a reading of the evidence is what holds in the world at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Effect
from goldenbridge.dealspace.space import Clause
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Frame, Worlds
from goldenbridge.worlds.frame import effects
from goldenbridge.worlds.uniforms import triangular, uniforms

__all__ = ["Voice", "constituencies", "onlookers", "ratifiers"]

#: Streams of random numbers beside those of the worlds, two each (main and fresh worlds).
CONSTITUENCIES, ONLOOKERS = 100, 102

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Voice:
    """What packages are worth to somebody who does not sign.

    Attributes
    ----------
    id, name : ``party`` or ``party.constituency``, and what to call it.
    frame : the snapshot in numbers.
    column : the party it stands behind, or None.
    full : (W, options of ``frame.wide``), points by option.
    terms : clauses over ``frame.wide`` with their points (W,).
    least : (W,), what it asks of a deal at least; minus infinity where it asks nothing.
    """

    id: str
    name: str
    frame: Frame
    column: int | None
    full: Floats
    terms: tuple[tuple[Clause, Floats], ...]
    least: Floats

    def worth(self, deals: ArrayLike) -> Floats:
        """What each deal (m, issues) of the frame's space is worth: (W, m)."""
        frame, rows = self.frame, np.atleast_2d(np.asarray(deals))
        flat = frame.columns[frame.space.offsets[:-1] + rows]
        return _worth(self.full, self.terms, frame, flat - frame.wide.offsets[:-1])

    def ratifies(self, deals: ArrayLike, slack: float) -> NDArray[np.bool_]:
        """Whether each deal is worth what it asks, but for so much slack: (W, m)."""
        enough: NDArray[np.bool_] = self.worth(deals) >= self.least[:, None] - slack
        return enough


def ratifiers(frame: Frame) -> list[tuple[str, str]]:
    """The constituencies that ratify, with their parties, where the party's consent counts."""
    return [
        (party, inner)
        for party in frame.parties
        for inner, one in frame.snapshot.body.parties[party].constituencies.items()
        if one.ratifies
    ]


def constituencies(worlds: Worlds, seed: int, stream: int) -> dict[str, Voice]:
    """The constituencies that ratify on terms of their own, by ``party.constituency``.

    Each values packages as its party does in that world, but for what it weighs otherwise; its no
    deal lies at the same place between the same packages, valued its own way, and it asks so many
    points over that. One without terms of its own follows its party and is not here.

    Parameters
    ----------
    worlds, seed, stream : worlds of a seed's stream.
    """
    frame = worlds.frame
    known = frame.snapshot.judgements()
    asked = {path: value for path, value in known.items() if path[0] == "parties"}
    drawn = _draw(asked, worlds, seed, CONSTITUENCIES + stream)
    found = {}
    for party, inner in ratifiers(frame):
        one = frame.snapshot.body.parties[party].constituencies[inner]
        if one.asks is None and not one.weighs:
            continue
        column, at = frame.parties.index(party), ("parties", party, "constituencies", inner)
        full = worlds.full[:, column].copy()
        terms = [
            (term.clause, worlds.points[:, number])
            for number, term in enumerate(frame.terms)
            if term.party == column
        ]
        for number, effect in enumerate(one.weighs):
            _weigh(frame, full, terms, effect, drawn, (*at, "weighs", number), True)
        no_deal = _no_deal(worlds, column, full, terms)
        asks = drawn[*at, "asks"] if one.asks is not None else 0.0
        key = f"{party}.{inner}"
        name = frame.snapshot.name(key)
        found[key] = Voice(key, name, frame, column, full, tuple(terms), no_deal + asks)
    return found


def onlookers(worlds: Worlds, seed: int, stream: int) -> dict[str, Voice]:
    """The parties whose consent is never asked and whose worths the case gives, by id."""
    frame, body = worlds.frame, worlds.frame.snapshot.body
    outside = [p for p in body.worths if p in body.parties and p not in frame.parties]
    known = frame.snapshot.judgements()
    theirs = {p: v for p, v in known.items() if p[0] == "worths" and p[1] in outside}
    drawn = _draw(theirs, worlds, seed, ONLOOKERS + stream)
    for path, value in known.items():
        if path[0] in {"hypotheses", "joint"}:
            drawn[path] = worlds.judged.get(path, np.full(len(worlds), value.mode))
    return {party: _onlooker(worlds, party, drawn) for party in outside}


def _onlooker(worlds: Worlds, party: str, drawn: Mapping[Path_, Floats]) -> Voice:
    frame, body = worlds.frame, worlds.frame.snapshot.body
    worths, issues = body.worths[party], frame.wide.issues
    swings = {issue: drawn["worths", party, "swings", issue] for issue in worths.swings}
    swings[worths.main] = np.full(len(worlds), 100.0)
    for basket in worths.baskets:
        inside = [i for i in swings if body.issues[i].basket == basket and i != worths.main]
        total = drawn["worths", party, "baskets", basket]
        if body.issues[worths.main].basket == basket:
            total = total - 100.0
        now = np.sum([swings[i] for i in inside], axis=0) if inside else np.zeros(len(worlds))
        factor = np.where(now > 0, np.clip(total, 0.0, None) / np.where(now > 0, now, 1.0), 1.0)
        swings |= {issue: swings[issue] * factor for issue in inside}
    full = np.zeros((len(worlds), frame.wide.n_options))
    for issue, options in worths.values.items():
        number = issues.index(issue)
        for option in options if issue in swings else ():
            place = int(frame.wide.offsets[number]) + frame.wide.options[number].index(option)
            value = drawn["worths", party, "values", issue, option]
            full[:, place] = swings[issue] * value / 100.0
    terms = [
        (_clause(frame, term.when), drawn["worths", party, "interactions", key, "worth"])
        for key, term in worths.interactions.items()
    ]
    for source, path, effect in effects(frame.snapshot):
        touched = effect.swing or effect.worth
        if touched is not None and touched.party == party:
            _weigh(frame, full, terms, effect, drawn, path, _active(worlds, source))
    nothing = np.full(len(worlds), -np.inf)
    name = frame.snapshot.name(party)
    return Voice(party, name, frame, None, full, tuple(terms), nothing)


def _weigh(
    frame: Frame,
    full: Floats,
    terms: list[tuple[Clause, Floats]],
    effect: Effect,
    drawn: Mapping[Path_, Floats],
    path: Path_,
    holds: NDArray[np.bool_] | bool,
) -> None:
    """Lay one effect over a voice's points, in the worlds where it holds."""
    if effect.swing is not None:
        number = frame.wide.issues.index(effect.swing.issue)
        start, end = frame.wide.offsets[number], frame.wide.offsets[number + 1]
        full[:, start:end] *= np.where(holds, drawn[*path, "times"], 1.0)[:, None]
    elif effect.worth is not None:
        points = np.where(holds, drawn[*path, "points"], 0.0)
        terms.append((_clause(frame, effect.worth.when), points))


def _no_deal(
    worlds: Worlds, column: int, full: Floats, terms: list[tuple[Clause, Floats]]
) -> Floats:
    """No deal by a constituency's own values, as firm in each world as its party."""
    frame = worlds.frame
    bracket = frame.snapshot.body.no_deal[frame.parties[column]]
    ends = []
    for records, pick in ((bracket.refused, np.max), (bracket.offered, np.min)):
        rows = [frame.wide.index(frame.snapshot.full(r.package)) for r in records.values()]
        ends.append(pick(_worth(full, terms, frame, np.array(rows)), axis=1))
    low, high = np.minimum(*ends), np.maximum(*ends)
    found: Floats = low + worlds.firmness[:, column] * (high - low)
    return found


def _worth(
    full: Floats,
    terms: tuple[tuple[Clause, Floats], ...] | list[tuple[Clause, Floats]],
    frame: Frame,
    wide: NDArray[np.int64],
) -> Floats:
    total: Floats = np.zeros((len(full), len(wide)))
    for number, start in enumerate(frame.wide.offsets[:-1]):
        total += full[:, start + wide[:, number]]
    for clause, points in terms:
        total += points[:, None] * clause.matches(wide)
    return total


def _clause(frame: Frame, when: Mapping[str, tuple[str, ...]]) -> Clause:
    numbers = {issue: frame.wide.issues.index(issue) for issue in when}
    return Clause(
        tuple(
            (numbers[issue], tuple(frame.wide.options[numbers[issue]].index(o) for o in options))
            for issue, options in when.items()
        )
    )


def _draw(
    judgements: Mapping[Path_, Judgement], worlds: Worlds, seed: int, stream: int
) -> dict[Path_, Floats]:
    """One value a judgement and world, by world index."""
    drawn = {path: np.full(len(worlds), value.mode) for path, value in judgements.items()}
    uncertain = [path for path, value in judgements.items() if value.uncertain]
    if uncertain and len(worlds):
        count = int(worlds.index.max()) + 1
        u = uniforms(seed, 0, count, len(uncertain), stream)[worlds.index]
        corners = [
            [getattr(judgements[path], name) for path in uncertain]
            for name in ("low", "mode", "high")
        ]
        values = triangular(u, *np.array(corners))
        drawn.update({path: values[:, number] for number, path in enumerate(uncertain)})
    return drawn


def _active(worlds: Worlds, source: tuple[str, str, str | int]) -> NDArray[np.bool_]:
    """The worlds in which a reading, or a cell of a joint table, holds: (W,)."""
    body, (kind, key, which) = worlds.frame.snapshot.body, source
    when = {key: str(which)} if kind == "reading" else body.joint[key].cells[int(which)].when
    holds = np.ones(len(worlds), dtype=np.bool_)
    for hypothesis, reading in when.items():
        names = list(body.hypotheses[hypothesis].readings)
        holds &= worlds.readings[hypothesis] == names.index(reading)
    return holds

"""Which judgement, moved alone, turns which finding: confidences, weights, brackets, worths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.robustness.asking import Asking
from goldenbridge.analysis.robustness.breakpoints import (
    GRID,
    HALVINGS,
    LEAD,
    Breakpoint,
    turns_by_asking,
    turns_by_steps,
)
from goldenbridge.analysis.robustness.naming import judgement_name
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.reweighting import (
    at_confidences,
    at_weights,
    confidences,
    steps_with,
)
from goldenbridge.analysis.robustness.screening import screened
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Settings
from goldenbridge.worlds.readings import weights

__all__ = ["Breakpoints", "breakpoints"]

Floats = NDArray[np.float64]

#: Single judgements asked, those that go along most with an answer.
JUDGEMENTS = 8


@dataclass(frozen=True)
class Breakpoints:
    """How far each uncertain thing may move before a finding turns.

    Attributes
    ----------
    found : one for each finding and each thing asked, with a turn within its range or not.
    as_drawn : finding → its share of these worlds as drawn: with a deal, or signing the best.
    worlds : on how many worlds.
    judgements : uncertain judgements of the case, and how many of them were asked one by one.
    complete : whether all that was to be asked was asked.
    """

    found: tuple[Breakpoint, ...]
    as_drawn: dict[str, float]
    worlds: int
    judgements: tuple[int, int]
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data: those with a turn, nearest first; the others by name only."""
        turning = [one for one in self.found if one.distance is not None]
        turning.sort(key=lambda one: (round(one.distance or 0.0, 9), one.finding, str(one.where)))
        return {
            "worlds": self.worlds,
            "as_drawn": {key: round(share, 6) for key, share in self.as_drawn.items()},
            "lead": LEAD,
            "judgements": self.judgements[0],
            "judgements_asked": self.judgements[1],
            "grid": GRID,
            "halvings": HALVINGS,
            "complete": self.complete,
            "turning": [one.as_dict(one.finding == "leader") for one in turning],
            "none_within_range": [
                {"finding": one.finding, "kind": one.kind, "name": one.name,
                 "where": ".".join(map(str, one.where))}
                for one in self.found
                if one.distance is None
            ],
        }  # fmt: skip


def breakpoints(
    pool: Pool,
    packages: NDArray[np.integer],
    *,
    judgements: int = JUDGEMENTS,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Breakpoints:
    """How far one judgement may move before one of three answers turns.

    They are whether there is a deal in most worlds, whether the best package is signed in most
    worlds, and which of the packages is signed in the most.

    Red lines' confidences and readings' weights are re-weighted from answers with the thing set by
    hand; brackets and the judgements that go along most with an answer are set by hand value by
    value. The others were not seen to matter, which is no proof that none of them does.

    Parameters
    ----------
    pool : worlds that the packages were not chosen on.
    packages : (packages, issues), the best first.
    judgements : how many single judgements to ask.
    progress, stop : told how far it is; asked between things whether to end there.
    """
    asking = Asking(pool, packages)
    body = pool.frame.snapshot.body
    chosen, known = screened(pool, asking.base[:, :2], judgements)
    singles = [
        key for key, table in weights(body).items() if sum(w > 0 for w in table.values()) > 1
    ]
    things: list[Iterator[Breakpoint]] = [
        *(_confidence(asking, key) for key in _own_lines(pool)),
        *(_weight(asking, key) for key in singles),
        *(_bracket(asking, party) for party in pool.frame.parties),
        *(_judgement(asking, path) for path in chosen),
    ]
    found: list[Breakpoint] = []
    done = 0
    for thing in things:
        if stop is not None and done and stop():
            break
        found += thing
        done += 1
        if progress is not None:
            progress("looking for breakpoints", done / len(things))
    asked = max(0, done - (len(things) - len(chosen)))
    as_drawn = {one: asking.share(one, asking.shares) for one in asking.findings()}
    return Breakpoints(
        tuple(found), as_drawn, len(asking.base), (known, asked), complete=done == len(things)
    )


def _own_lines(pool: Pool) -> list[str]:
    """The lines whose confidence the case sets, not a lever that is pulled."""
    body = pool.frame.snapshot.body
    pulled = {e.red_line for key in pool.frame.levers for e in body.levers[key].effects}
    return [key for key in pool.frame.lines if key not in pulled]


def _confidence(asking: Asking, line: str) -> Iterator[Breakpoint]:
    frame = asking.pool.frame
    binding = asking.masks(Settings(binding={line: True}))
    free = asking.masks(Settings(binding={line: False}))
    draws = asking.pool.numbers("lead", frame.leads[frame.lines.index(line)])
    text = frame.snapshot.body.red_lines[line].text
    for one in confidences(asking.pool.worlds()):
        if one.line == line:
            steps = steps_with(one.value)
            shares = at_confidences(steps, draws, one.counts, asking.base, binding, free)
            yield from _by_steps(
                asking, "confidence", f"Confidence in: {text}", one.where, one.value, steps, shares
            )


def _weight(asking: Asking, hypothesis: str) -> Iterator[Breakpoint]:
    body = asking.pool.frame.snapshot.body
    table = weights(body)[hypothesis]
    shares = {
        name: asking.ask(Settings(readings={hypothesis: name}))
        for name, weight in table.items()
        if weight > 0
    }
    for name in shares:
        steps = steps_with(table[name])
        text = body.hypotheses[hypothesis].readings[name].text
        yield from _by_steps(
            asking,
            "weight",
            f"Weight of the reading “{text}” of {body.hypotheses[hypothesis].name}",
            ("hypotheses", hypothesis, "readings", name, "weight"),
            table[name],
            steps,
            at_weights(steps, name, table, shares),
        )


def _bracket(asking: Asking, party: str) -> Iterator[Breakpoint]:
    body = asking.pool.frame.snapshot.body
    bracket = body.no_deal.get(party)
    if bracket is None:
        return
    known = bracket.firmness
    yield from _by_hand(
        asking, "bracket", f"{body.parties[party].name}: how firm it is",
        ("no_deal", party, "firmness"), 0.0, 0.5 if known is None else known.mode, 1.0,
        lambda value: Settings(firmness={party: value}),
    )  # fmt: skip


def _judgement(asking: Asking, path: Path_) -> Iterator[Breakpoint]:
    snapshot = asking.pool.frame.snapshot
    known = snapshot.judgements()[path]
    yield from _by_hand(
        asking, "judgement", judgement_name(snapshot, path), path, known.low, known.mode,
        known.high, lambda value: Settings(values={path: value}),
    )  # fmt: skip


def _by_hand(
    asking: Asking,
    kind: str,
    name: str,
    where: Path_,
    low: float,
    likeliest: float,
    high: float,
    setting: Callable[[float], Settings],
) -> Iterator[Breakpoint]:
    told: dict[float, Floats] = {}

    def shares(value: float) -> Floats:
        if value not in told:
            told[value] = asking.ask(setting(value))
        return told[value]

    for finding in asking.findings():

        def answer(value: float, finding: str = finding) -> int:
            return int(asking.answers(finding, shares(value)[None])[0])

        turns = turns_by_asking(answer, low, likeliest, high, asking.drawn(finding))
        ends = asking.share(finding, shares(low)), asking.share(finding, shares(high))
        yield Breakpoint(
            finding, kind, name, where, likeliest, low, high, turns, ends, "set by hand"
        )


def _by_steps(
    asking: Asking,
    kind: str,
    name: str,
    where: Path_,
    likeliest: float,
    steps: Floats,
    shares: Floats,
) -> Iterator[Breakpoint]:
    """The turns of each finding along steps with known shares (K, 1 + packages)."""
    for finding in asking.findings():
        turns = turns_by_steps(
            steps, asking.answers(finding, shares), likeliest, asking.drawn(finding)
        )
        ends = asking.share(finding, shares[0]), asking.share(finding, shares[-1])
        yield Breakpoint(
            finding, kind, name, where, likeliest, 0.0, 1.0, turns, ends, "re-weighted"
        )

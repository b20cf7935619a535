"""Which groups of inputs a deal, its firmness and the best package vary with: Sobol indices.

Inputs are taken in groups, since one weight among two hundred does less than sampling can see: each
hypothesis, each red-line owner's draw, each party's place in its no-deal bracket, each party's
worths, and the sizes of what follows from readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.robustness.headlines import signed
from goldenbridge.analysis.robustness.sobol import Indices, sobol_indices
from goldenbridge.analysis.sample import Progress, Sample, Stop, search
from goldenbridge.case.case import Snapshot
from goldenbridge.dealspace.search.existence import firmest
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Draws, Worlds
from goldenbridge.worlds.uniforms import uniforms

__all__ = ["InputGroup", "Sensitivity", "input_groups", "sensitivity"]

Floats = NDArray[np.float64]

#: Base worlds; each group of inputs is asked on as many more. A power of two spreads best.
BASE = 1024
#: Of these, u* is worked out in the first so many only: it takes longest.
FIRM = 512
#: Parts of the case whose judgements play no part in whether all needed would sign.
IDLE = ("red_lines", "parties")
#: The stream of random numbers these worlds are drawn from, apart from all others of a seed.
STREAM = 2


@dataclass(frozen=True)
class InputGroup:
    """Inputs that are swapped together.

    Attributes
    ----------
    kind : hypothesis, owner, bracket, worths or sizes.
    id, name : which, and what to call it.
    columns : their columns of random numbers.
    """

    kind: str
    id: str
    name: str
    columns: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Sobol indices of several outputs by group of inputs.

    Attributes
    ----------
    groups : of inputs.
    outputs : id → indices.
    base : base worlds, and how many were searched in all.
    contradicting : share of the base worlds that contradict somebody's record; they are kept
        here, since leaving worlds out would tie inputs to each other.
    complete : whether all groups were asked.
    """

    groups: tuple[InputGroup, ...]
    outputs: dict[str, Indices]
    base: tuple[int, int]
    contradicting: float
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data: for each output its variance and, by group, both indices."""
        return {
            "base_worlds": self.base[0],
            "worlds_searched": self.base[1],
            "contradicting": round(self.contradicting, 6),
            "complete": self.complete,
            "u_star": "held to 0 to 1; 0 also where no deal is possible at any firmness",
            "u_star_base_worlds": min(FIRM, self.base[0]),
            "groups": [{"kind": g.kind, "id": g.id, "name": g.name} for g in self.groups],
            "outputs": {key: self._of(found) for key, found in self.outputs.items()},
        }

    def _of(self, found: Indices) -> dict[str, object]:
        def told(number: float) -> float | None:
            return round(float(number), 6) if np.isfinite(number) else None

        return {
            "variance": told(found.variance),
            "first": [told(x) for x in found.first],
            "first_interval": _pairs(found.first_low, found.first_high),
            "total": [told(x) for x in found.total],
            "total_interval": _pairs(found.total_low, found.total_high),
        }


def _pairs(low: Floats, high: Floats) -> list[list[float] | None]:
    return [
        [round(float(one), 6), round(float(other), 6)] if np.isfinite(one + other) else None
        for one, other in zip(low, high, strict=True)
    ]


def input_groups(
    snapshot: Snapshot, inputs: Sequence[tuple[str, object]]
) -> tuple[InputGroup, ...]:
    """Inputs put together by what they speak of, in the order of the case.

    Severities of red lines are left out, since they play no part where lines are walls, and so is
    what constituencies ask. What levers bring in, where some are pulled, is drawn but not swapped.

    Parameters
    ----------
    inputs : what each column of random numbers decides, as ``Draws.inputs`` tells it.
    """
    body = snapshot.body
    found: dict[tuple[str, str, str], list[int]] = {}
    for column, (kind, key) in enumerate(inputs):
        path = key if isinstance(key, tuple) else (key,)
        names = [str(part) for part in path]
        if kind == "readings":
            told = " with ".join(body.hypotheses[one].name for one in names)
            place = ("hypothesis", "+".join(names), told)
        elif kind == "lead":
            name = snapshot.name(names[0])
            place = ("owner", names[0], f"Which red lines of {name} are in force")
        elif kind == "place" or names[0] == "no_deal":
            party = names[-1] if kind == "place" else names[1]
            place = ("bracket", party, f"{body.parties[party].name}: how firm it is")
        elif names[0] in IDLE:
            continue
        elif names[0] == "worths":
            party = names[1]
            place = ("worths", party, f"{body.parties[party].name}: what it cares for")
        else:
            place = ("sizes", "sizes", "Sizes of what follows from readings")
        found.setdefault(place, []).append(column)
    return tuple(InputGroup(*place, tuple(columns)) for place, columns in found.items())


def sensitivity(
    sample: Sample,
    best: NDArray[np.integer] | None,
    *,
    base: int = BASE,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Sensitivity:
    """Sobol indices, first-order and total, of whether there is a deal and what comes with it.

    Outputs: ``deal`` (0 or 1, red lines as walls), ``u_star`` (how firm all may be, held to 0 to
    1, and 0 where no deal is possible at any firmness), ``signed`` (0 or 1, the best package is
    signed by all needed) and ``gain.PARTY`` (what it brings over no deal, in the party's points).

    Parameters
    ----------
    sample : whose frame and seed; at most as many base worlds as it has, down to a power of two.
    best : (issues,), the best package, or None to leave its outputs out.
    base : base worlds at most.
    progress, stop : told how far it is; asked between groups whether to end there.
    """
    frame = sample.frame
    count = 2 ** int(np.log2(max(1, min(base, sample.wanted))))
    inputs = Draws(frame, 0, 0).inputs
    groups = input_groups(frame.snapshot, inputs)
    # The two draws are different dimensions of one sequence: two scramblings of the same
    # dimensions would be tied to each other, point by point.
    both = uniforms(sample.seed, 0, count, 2 * len(inputs), STREAM)
    one, other = both[:, : len(inputs)], both[:, len(inputs) :]

    worlds = Draws.given(frame, one).worlds()
    tried = search(worlds, "on").deals

    def outputs(u: Floats) -> dict[str, Floats]:
        return _outputs(Draws.given(frame, u).worlds(), best, tried)

    a, b = outputs(one), outputs(other)
    swapped: list[dict[str, Floats]] = []
    for number, group in enumerate(groups):
        if stop is not None and number and stop():
            break
        u = one.copy()
        u[:, group.columns] = other[:, group.columns]
        swapped.append(outputs(u))
        if progress is not None:
            progress("asking what it varies with", (number + 1) / len(groups))
    asked = groups[: len(swapped)]
    indices = {
        key: sobol_indices(a[key], b[key], np.array([s[key] for s in swapped]), sample.seed)
        for key in (a if swapped else ())
    }
    contradicting = 1.0 - float(worlds.consistent.mean())
    searched = count * (2 + len(swapped))
    return Sensitivity(asked, indices, (count, searched), contradicting, len(asked) == len(groups))


def _outputs(
    worlds: Worlds, best: NDArray[np.integer] | None, tried: NDArray[np.int64]
) -> dict[str, Floats]:
    """The outputs world by world; deals of like worlds are tried first."""
    frame = worlds.frame
    deal = search(worlds, "on", hints=tried)
    some = worlds.some(np.arange(min(FIRM, len(worlds))))
    firm = firmest(
        frame.layers, some.worths, some.no_deal_at(0.0), some.no_deal_at(1.0),
        some.binding, frame.consent, hints=deal.deals[: len(some)],
    )  # fmt: skip
    found = {"deal": deal.found.astype(float), "u_star": np.clip(firm.value, 0.0, 1.0)}
    if best is not None:
        rows = np.atleast_2d(best)
        found["signed"] = signed(worlds, rows)[:, 0].astype(float)
        gains = value(frame.layers, worlds.worths, rows)[:, :, 0] - worlds.no_deal
        found.update({f"gain.{p}": gains[:, n] for n, p in enumerate(frame.parties)})
    return found

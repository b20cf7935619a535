"""The cheapest sets of levers that open a deal, as a curve of cost against share.

Two curves lie over each other. The mediator's: one announced package that all needed parties
sign. The analyst's: some package in each world. Both are exact on the worlds they are chosen on,
over every set of levers and every package, and are then measured on fresh worlds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.levers.under import LOOKED_AT, Bench, Under
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.search.by_cost import ByCost, most_accepted_by_cost
from goldenbridge.dealspace.search.by_set import BySet, with_deal_by_set
from goldenbridge.worlds.lever_space import LeverSpace, lever_space

__all__ = ["MOST", "STEP", "Curve", "Point", "lever_curve"]

#: A set is listed where it raises a share by so much over every cheaper one that is listed.
STEP = 0.01
#: Levers that are told apart in every combination; of more, those that move most.
MOST = 16
#: Where the proof over all of them would take too long: so many of them, those used most.
PROVED = 12
#: Partial packages looked at, over all levers and over those; some minutes at the very most.
NODES, NODES_PROVED = 150_000, 6_000_000


@dataclass(frozen=True, eq=False)
class Point:
    """A set of levers that nothing as cheap betters, by one measure or by both.

    Attributes
    ----------
    levers : ids, in the order of the case.
    cost, costs : expected points added up over all who pay, and by party.
    under : the deals with them pulled, measured on fresh worlds.
    best_for : "share" (one announced package), "share_any" (some package in each world).
    gap : how much more a set as cheap might reach where it was chosen, at most; 0 is proved.
    """

    levers: tuple[str, ...]
    cost: float
    costs: dict[str, float]
    under: Under
    best_for: tuple[str, ...]
    gap: float

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        share, any_share = self.under.share, self.under.share_any
        return {
            "cost": round(self.cost, 6),
            "costs": {k: round(v, 6) for k, v in self.costs.items()},
            "levers": list(self.levers),
            "package": self.under.package(),
            "share": round(share.estimate, 6),
            "interval": [round(x, 6) for x in share.interval],
            "share_any": round(any_share.estimate, 6),
            "interval_any": [round(x, 6) for x in any_share.interval],
            "price_of_not_knowing": round(any_share.estimate - share.estimate, 6),
            "worlds": share.worlds,
            "best_for": list(self.best_for),
            "gap": round(self.gap, 6),
            "payers": self._payers(),
        }

    def _payers(self) -> dict[str, object]:
        """Per party that pays: what it costs, and what it gains where the package is signed."""
        frame = self.under.sample.frame
        told: dict[str, object] = {}
        signed = self.under.signed
        for party, cost in self.costs.items():
            row: dict[str, object] = {"cost": round(cost, 6), "gain": None, "worth_it": None}
            if party in frame.parties and signed.any():
                gains = self.under.margins[signed, frame.parties.index(party)]
                row["gain"] = round(float(np.median(gains)), 6)
                row["worth_it"] = Share.of(gains > cost).as_dict()
            told[party] = row
        return told


@dataclass(frozen=True, eq=False)
class Curve:
    """What opens a deal, at which cost.

    Attributes
    ----------
    points : cheapest first; the first is no lever at all.
    levers : those that matter here; idle : those that change nothing; left_out : beyond ``MOST``.
    found : how many points both curves had before steps too small to see were left out.
    proved : whether the curves are proved best, over every set of ``proved_among``.
    proved_among : all of ``levers``, or those used most where the proof takes too long for all.
    chosen_on : worlds they were chosen on.
    sets : how many sets of levers there are.
    """

    points: tuple[Point, ...]
    levers: tuple[str, ...]
    idle: tuple[str, ...]
    left_out: tuple[str, ...]
    found: int
    proved: bool
    proved_among: tuple[str, ...]
    chosen_on: int
    sets: int
    nodes: int
    searches: int


def lever_curve(
    bench: Bench, *, progress: Progress, stop: Stop, among: Collection[str] | None = None
) -> Curve:
    """The cheapest sets of levers for every share they can reach, both questions, exactly.

    Costs of different parties are added up one to one, though each has its own measuring rod:
    read the costs by party before you compare two sets.

    Parameters
    ----------
    bench : the worlds, without any lever pulled.
    progress : told how far it is.
    stop : where it says so, what is found so far comes back, with the gap that is left open.
    among : the levers that may be pulled; all of the case where left out.
    """
    sample = bench.sample
    few = sample.first(LOOKED_AT)
    every = tuple(k for k in sample.frame.snapshot.body.levers if among is None or k in among)
    progress("pulling levers", 0.0)
    space = _space(few, every)
    left_out: tuple[str, ...] = ()
    if len(space.levers) > MOST:
        kept = _weightiest(space)
        left_out = tuple(k for k in space.levers if k not in kept)
        space = _space(few, kept)
    worlds = space.worths.n_worlds
    room = NODES_PROVED if len(space.levers) <= PROVED else NODES
    by_cost = _by_cost(space, room, progress, stop)
    first, proved, among, nodes = (
        _announced(space, by_cost, worlds), by_cost.proved, space.levers, by_cost.nodes,
    )  # fmt: skip
    smaller = space
    if not proved and len(space.levers) > PROVED and not stop():
        # Where the one curve takes too long over all levers, so does the other.
        smaller = _space(few, _used_most(space, first))
        again = _by_cost(smaller, NODES_PROVED, progress, stop)
        first = _best_of(first, _announced(smaller, again, worlds), by_cost, worlds)
        proved, among, nodes = again.proved, smaller.levers, nodes + again.nodes
    switches = range(smaller.first, smaller.first + len(smaller.levers))
    by_set = with_deal_by_set(
        smaller.layers, smaller.worths, smaller.no_deal, smaller.binding, smaller.frame.consent,
        switches,
        progress=lambda done: progress("pulling levers: some package in each world", done),
        stop=stop,
    )  # fmt: skip
    second = _any(smaller, by_set) if by_set.finished else []
    chosen = _merge(_thin(first, worlds), _thin(second, worlds))
    points = []
    for number, one in enumerate(chosen):
        costs: dict[str, float] = {}
        for key in one.levers:
            for party, cost in space.costs_by_party[key].items():
                costs[party] = costs.get(party, 0.0) + cost
        under = bench.under(one.levers, one.deal).worked_out()
        points.append(Point(one.levers, one.cost, costs, under, one.best_for, one.gap))
        progress("pulling levers: measured on fresh worlds", (number + 1) / len(chosen))
    return Curve(
        tuple(points), space.levers, space.idle, left_out, len(first) + len(second),
        proved and by_set.finished, among, worlds, 2 ** len(space.levers), nodes,
        by_set.searches,
    )  # fmt: skip


def _by_cost(space: LeverSpace, nodes: int, progress: Progress, stop: Stop) -> ByCost:
    return most_accepted_by_cost(
        space.layers, space.worths, space.no_deal, space.binding, space.frame.consent,
        space.option_costs, max_nodes=nodes,
        progress=lambda done: progress("pulling levers: one package for all", done), stop=stop,
    )  # fmt: skip


def _used_most(space: LeverSpace, found: Sequence[_Found]) -> tuple[str, ...]:
    """The levers on most points of a curve, with what they need; in the order of the case."""
    body = space.frame.snapshot.body
    used = {key: sum(key in one.levers for one in found) for key in space.levers}
    kept: set[str] = set()
    for key in sorted(space.levers, key=lambda k: -used[k]):
        wanted = kept | {key} | {n for n in body.levers[key].needs if n in space.levers}
        if len(wanted) <= PROVED:
            kept = wanted
    return tuple(k for k in space.levers if k in kept)


def _best_of(
    first: Sequence[_Found], second: Sequence[_Found], bounds: ByCost, worlds: int
) -> list[_Found]:
    """Two curves on the same worlds as one; gaps are those over all levers."""
    kept: list[_Found] = []
    for one in sorted([*second, *first], key=lambda f: (f.cost, -f.count)):
        if kept and one.count <= kept[-1].count:
            continue
        at = int(np.searchsorted(bounds.costs, one.cost + 1e-9, side="right")) - 1
        most = int(bounds.bounds[at]) if at >= 0 else bounds.any_deal
        kept.append(replace(one, gap=max(0, most - one.count) / max(worlds, 1)))
    return kept


def _space(sample: Sample, levers: Sequence[str]) -> LeverSpace:
    open_to_all = sample.pulling(levers)
    return lever_space(open_to_all.frame, open_to_all.ground)


def _weightiest(space: LeverSpace) -> tuple[str, ...]:
    """The levers that move most: a plain measure of size, used only where there are too many."""
    offsets, size = space.layers.space.offsets, {}
    for number, key in enumerate(space.levers):
        issue = space.first + number
        moved = np.abs(space.worths.unary[:, :, int(offsets[issue]) + 1]).mean()
        for column, term in enumerate(space.layers.terms):
            if issue in term.issues:
                moved += np.abs(space.worths.terms[:, :, column]).mean()
        moved += sum(100.0 for line in space.layers.lines if issue in line.issues)
        size[key] = float(moved)
    ranked = sorted(space.levers, key=lambda k: -size[k])
    return tuple(ranked[:MOST])


@dataclass(frozen=True, eq=False)
class _Found:
    levers: tuple[str, ...]
    cost: float
    count: int
    gap: float
    deal: NDArray[np.int64] | None
    best_for: tuple[str, ...]


def _announced(space: LeverSpace, found: ByCost, worlds: int) -> list[_Found]:
    """The mediator's curve."""
    rows = zip(found.costs, found.counts, found.bounds, found.deals, strict=True)
    told = [
        _Found(
            space.pulled(row), float(cost), int(count),
            float(bound - count) / max(worlds, 1), space.package(row), ("share",),
        )
        for cost, count, bound, row in rows
    ]  # fmt: skip
    if not told or told[0].cost > 0:
        told.insert(0, _Found((), 0.0, 0, 0.0, None, ("share",)))
    return told


def _any(space: LeverSpace, found: BySet) -> list[_Found]:
    """The analyst's curve: of every set that can be pulled, those that nothing as cheap betters."""
    counts = found.counts.ravel()
    n = len(space.levers)
    sets = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1
    costs = np.round(sets @ space.costs, 9)
    # A set that cannot be pulled keeps no package: the deal space bars it, and it counts nothing.
    order = np.lexsort((sets.sum(axis=1), -counts, costs))
    told: list[_Found] = []
    most = -1
    for number in order:
        if counts[number] > most:
            most = int(counts[number])
            levers = tuple(k for k, s in zip(space.levers, sets[number], strict=True) if s)
            told.append(_Found(levers, float(costs[number]), most, 0.0, None, ("share_any",)))
    return told


def _thin(points: list[_Found], worlds: int) -> list[_Found]:
    """The points that raise the share by a step that can be seen; the first is kept."""
    kept: list[_Found] = []
    for one in points:
        if not kept or one.count - kept[-1].count >= max(1.0, STEP * worlds):
            kept.append(one)
    return kept


def _merge(first: list[_Found], second: list[_Found]) -> list[_Found]:
    """Both curves as one list, cheapest first; a set on both is told once."""
    both: dict[tuple[str, ...], _Found] = {one.levers: one for one in first}
    for one in second:
        known = both.get(one.levers)
        if known is None:
            both[one.levers] = one
        else:
            both[one.levers] = _Found(
                known.levers, known.cost, known.count, known.gap, known.deal,
                ("share", "share_any"),
            )  # fmt: skip
    return sorted(both.values(), key=lambda one: (one.cost, one.levers))

"""What makes the course of a crisis differ: Sobol indices of readings, sizes, case and chance.

Two independent draws of everything are made. The model is run on the first, on the second, and on
the first with one group of inputs taken from the second, group by group. Chance is a group of its
own: the same world with another seed. Where chance alone makes most of the difference, single runs
differ mostly by luck, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.chain import SPANS
from goldenbridge.analysis.dynamics.drawn import drawn_parameters, drawn_readings
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES as ENDS
from goldenbridge.analysis.dynamics.run import Runs, run
from goldenbridge.analysis.dynamics.state import HYPOTHESES
from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.dynamics.understanding.handed import handed
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, ratio
from goldenbridge.analysis.robustness.sobol import REFERENCES, sobol_indices
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.worlds import Draws
from goldenbridge.worlds.uniforms import uniforms

__all__ = ["OUTCOMES", "REFERENCES", "Group", "Pair", "Parted", "case_pair", "model_pair", "parted"]

Floats = NDArray[np.float64]
Readings = NDArray[np.int64]

#: Worlds of each draw, and how often each is used with other sizes, readings and chance.
WORLDS = 1024
REPEATS = 4
#: What is told of each run.
OUTCOMES = ("agreement", "war", "months", "cost")
#: A group reaches above noise where an index surely lies above this.
LEAST = 0.01
#: The stream of random numbers of the two draws, apart from all others of a seed.
STREAM = 5
#: What the second draw of chance adds to the seed.
OTHER_CHANCE = 1_000_003


@dataclass(frozen=True)
class Group:
    """Inputs that are swapped together.

    Attributes
    ----------
    kind : hypothesis, mechanism, case, doing or chance.
    id, name : which, and what to call it.
    """

    kind: str
    id: str
    name: str


CASE = Group("case", "case", "What the parties want, no deal and red lines")
DOING = Group("doing", "doing", "How things stand, and how far levers go")
CHANCE = Group("chance", "chance", "Chance")


@dataclass(frozen=True, eq=False)
class Pair:
    """Two independent draws of a model, and what swaps a group of the one for the other's.

    Attributes
    ----------
    first, second : the draws, of as many worlds.
    rebuilt : group → the first with that group from the second, where worlds had to be made anew.
    carried : hypotheses of the simulation whose reading comes with the worlds, by number.
    draw : number → parameters and readings of draw number so much.
    """

    first: Model
    second: Model
    rebuilt: Mapping[Group, Model]
    carried: frozenset[int]
    draw: Callable[[int], tuple[Floats, Readings]]


@dataclass(frozen=True, eq=False)
class Parted:
    """Sobol indices of several outcomes, by group.

    Attributes
    ----------
    groups : of inputs, as swapped.
    first, total : outcome → index of each group with its interval; None where it never differs.
    variance : outcome → of single runs.
    worlds, repeats : of each draw.
    complete : whether all groups were asked.
    """

    groups: tuple[Group, ...]
    first: dict[str, list[Estimate]]
    total: dict[str, list[Estimate]]
    variance: dict[str, float]
    worlds: int
    repeats: int
    complete: bool = True

    def visible(self, outcome: str, group: int) -> bool:
        """Whether an index of a group surely lies above what sampling leaves open."""
        found = (self.first[outcome][group].interval, self.total[outcome][group].interval)
        return any(ends is not None and ends[0] > LEAST for ends in found)

    def as_dict(self) -> dict[str, object]:
        """Plain data: groups, and for each outcome both indices and whether they can be seen."""
        return {
            "worlds": self.worlds,
            "repeats": self.repeats,
            "complete": self.complete,
            "least": LEAST,
            "groups": [{"kind": g.kind, "id": g.id, "name": g.name} for g in self.groups],
            "outcomes": {
                outcome: {
                    "variance": round(self.variance[outcome], 6),
                    "first": [_told(one) for one in self.first[outcome]],
                    "total": [_told(one) for one in self.total[outcome]],
                    "visible": [self.visible(outcome, n) for n in range(len(self.groups))],
                }
                for outcome in self.first
            },
        }


def _told(one: Estimate) -> dict[str, object]:
    found = one.as_dict()
    return {"estimate": found["estimate"], "interval": found["interval"]}


def parted(
    pair: Pair,
    seed: int = 1,
    *,
    repeats: int = REPEATS,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Parted:
    """First-order and total Sobol indices of how runs come out.

    The first-order index is the share of the variance of single runs that would go if the group
    were known, chance and all else being as they are; the total index is the share that would be
    left if all else were known, chance too. Trust a group only as far as its interval: with some
    four thousand runs a share below one or two hundredths cannot be told from nothing.

    Outcomes: ``agreement`` and ``war`` (0 or 1; at the end, where there is war from the start),
    ``months`` (until the end, or the horizon),
    ``cost`` (the mean over parties of what it cost each, in shares of what is at stake for it:
    a convention).

    Parameters
    ----------
    pair : by :func:`case_pair` or :func:`model_pair`.
    seed : of chance in the first draw.
    repeats : how often each world is used, with other sizes, readings and chance each time.
    progress, stop : told how far it is; asked between groups whether to end there.

    References
    ----------
    Sobol' (2001), Global sensitivity indices for nonlinear mathematical models; Saltelli and
    others (2010); Jansen (1999). Hart, Alexanderian and Gremaud (2017), Efficient computation of
    Sobol' indices for stochastic models: chance as one more input.
    """
    worlds = pair.first.worlds
    made = [_models(pair, number) for number in range(repeats)]
    names = [group for group, _ in made[0].swaps]
    numbers = [np.arange(worlds) + number * worlds for number in range(repeats)]
    label = np.tile(np.arange(worlds), repeats)

    def outcomes(models: Sequence[Model], chance: int) -> dict[str, Floats]:
        parts = [
            _outcomes(run(model, which, chance))
            for model, which in zip(models, numbers, strict=True)
        ]
        return {key: np.concatenate([part[key] for part in parts]) for key in OUTCOMES}

    a = outcomes([one.first for one in made], seed)
    b = outcomes([one.second for one in made], seed + OTHER_CHANCE)
    swapped, asked = [], []
    for n, group in enumerate([*names, CHANCE]):
        if stop is not None and n and stop():
            break
        if group is CHANCE:
            swapped.append(outcomes([one.first for one in made], seed + OTHER_CHANCE))
        else:
            swapped.append(outcomes([one.swaps[n][1] for one in made], seed))
        asked.append(group)
        if progress is not None:
            progress("asking what the course varies with", (n + 1) / (len(names) + 1))
    found = {
        key: _indices(a[key], b[key], np.array([s[key] for s in swapped]), label)
        for key in OUTCOMES
    }
    return Parted(
        tuple(asked),
        {key: one[0] for key, one in found.items()},
        {key: one[1] for key, one in found.items()},
        {key: one[2] for key, one in found.items()},
        worlds,
        repeats,
        len(asked) == len(names) + 1,
    )


def _outcomes(runs: Runs) -> dict[str, Floats]:
    """What is told of each run: (runs,) each."""
    value = {one.name: one.value for one in ENDS}
    return {
        "agreement": np.asarray(value["agreement"](runs), dtype=np.float64),
        "war": np.asarray(value["war"](runs), dtype=np.float64),
        "months": runs["month"],
        "cost": runs.costs.mean(axis=1),
    }


def _indices(
    a: Floats, b: Floats, swapped: Floats, worlds: Readings
) -> tuple[list[Estimate], list[Estimate], float]:
    """Both indices of every group with intervals clustered by world, and the variance."""
    found = sobol_indices(a, b, swapped)
    if not found.variance > 0.0:
        nothing = [Estimate(None, None, None, len(a), 0)] * len(swapped)
        return nothing, nothing, 0.0
    middle = np.concatenate((a, b)).mean()
    a, b, swapped = a - middle, b - middle, swapped - middle
    variance = 0.5 * (a**2 + b**2)
    first: list[Estimate] = []
    total: list[Estimate] = []
    for n, one in enumerate(swapped):
        for kept, estimate, above in (
            (first, found.first[n], b * (one - a)),
            (total, found.total[n], 0.5 * (a - one) ** 2),
        ):
            kept.append(replace(ratio(above, variance, worlds), estimate=float(estimate)))
    return first, total, found.variance


@dataclass(frozen=True, eq=False)
class _Models:
    """One repeat: the two draws, and every group swapped."""

    first: Model
    second: Model
    swaps: list[tuple[Group, Model]]


def _models(pair: Pair, number: int) -> _Models:
    """The models of one repeat, with sizes and readings of its own."""
    params, readings = pair.draw(2 * number)
    other_params, other_readings = pair.draw(2 * number + 1)
    kept = [n in pair.carried for n in range(len(HYPOTHESES))]

    def drawn(model: Model, sizes: Floats, read: Readings) -> Model:
        """The model with these sizes, and these readings where they do not come with worlds."""
        held = np.where(kept, model.readings, read)
        # What begins as a parameter is looked up when a run begins, so it is swapped with it.
        return replace(model, readings=held, params=sizes)

    first = drawn(pair.first, params, readings)
    swaps = [(group, drawn(model, params, readings)) for group, model in pair.rebuilt.items()]
    for n, hypothesis in enumerate(HYPOTHESES):
        if n not in pair.carried:
            changed = first.readings.copy()
            changed[:, n] = other_readings[:, n]
            group = Group("hypothesis", hypothesis.name, hypothesis.text)
            swaps.append((group, replace(first, readings=changed)))
    for name, (low, high) in zip([*(m.name for m in MECHANISMS), "endings"], SPANS, strict=True):
        sizes = params.copy()
        sizes[:, low:high] = other_params[:, low:high]
        swaps.append((Group("mechanism", name, _told_as(name)), replace(first, params=sizes)))
    return _Models(first, drawn(pair.second, other_params, other_readings), swaps)


def _told_as(mechanism: str) -> str:
    name = mechanism.replace("_", " ")
    return f"Sizes of {'how crises end' if mechanism == 'endings' else name}"


def model_pair(first: Model, second: Model, seed: int = 1) -> Pair:
    """Two draws of a model without a case, such as the generic crisis, with its ranges."""
    index = np.arange(first.worlds)

    def draw(number: int) -> tuple[Floats, Readings]:
        rows = index + number * first.worlds
        return drawn_parameters(rows, seed, stream=STREAM), drawn_readings(rows, seed, None, STREAM)

    mixed = replace(
        first,
        worths=second.worths,
        no_deal=second.no_deal,
        fees=second.fees,
        knobs=second.knobs,
        party=second.party,
        dyad=second.dyad,
        crisis=second.crisis,
    )
    return Pair(first, second, {CASE: mixed}, frozenset(), draw)


def case_pair(tables: Tables, policy: str, worlds: int = WORLDS) -> Pair:
    """Two draws of a case under a policy, and its worlds with each hypothesis swapped.

    A hypothesis of the case that the simulation reads too is swapped in both at once, so that no
    world holds one reading for its deals and another for its course.

    Parameters
    ----------
    tables : of the case.
    policy : one of its policies.
    worlds : of each draw; a power of two spreads best.
    """
    frame = tables.sample.frame
    inputs = Draws(frame, 0, 0).inputs
    both = uniforms(tables.seed, 0, worlds, 2 * len(inputs), STREAM)
    one, other = both[:, : len(inputs)], both[:, len(inputs) :]
    index = np.arange(worlds)

    def model(u: Floats, which: NDArray[np.int64]) -> Model:
        return handed(tables, u, which).model(policy)

    held = {n for n, h in enumerate(HYPOTHESES) if h.name in (tables.held or {})}
    reads: dict[str, list[int]] = {}
    for n, hypothesis in enumerate(HYPOTHESES):
        read_as = tables.over_time.readings.get(hypothesis.name)
        if read_as is not None and n not in held:
            reads.setdefault(read_as.hypothesis, []).append(n)
    rebuilt: dict[Group, Model] = {}
    mine = np.zeros(len(inputs), dtype=bool)
    for column, (kind, key) in enumerate(inputs):
        names = [str(part) for part in key] if isinstance(key, tuple) else []
        read = [n for name in names for n in reads.get(name, ())] if kind == "readings" else []
        if read:
            mine[column] = True
            u = one.copy()
            u[:, column] = other[:, column]
            several = [HYPOTHESES[n] for n in read]
            told = " ".join(h.text for h in several)
            rebuilt[Group("hypothesis", "+".join(h.name for h in several), told)] = model(u, index)
    rebuilt[CASE] = model(np.where(mine, one, other), index)
    # The numbers of worlds name what is drawn for levers and for how things stand.
    rebuilt[DOING] = model(one, index + worlds)
    said = {k: (j.low, j.mode, j.high) for k, j in tables.over_time.parameters.items()}
    given = {**said, **(tables.given or {})}

    def draw(number: int) -> tuple[Floats, Readings]:
        rows = index + number * worlds
        sizes = drawn_parameters(rows, tables.seed, given, STREAM)
        return sizes, drawn_readings(rows, tables.seed, None, STREAM)

    carried = frozenset(n for several in reads.values() for n in several) | held
    return Pair(model(one, index), model(other, index + worlds), rebuilt, carried, draw)

"""What every run keeps to, whatever the parameters, knobs, readings, switches and starts."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from math import exp
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics import chance
from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import (
    Bad,
    Model,
    Roles,
    at_rest,
    parameters,
    place,
    start,
)
from goldenbridge.analysis.dynamics.run import Paths, run, watch
from goldenbridge.analysis.dynamics.state import COLUMNS, CRISIS, DYAD, EVENTS, KNOBS, NEEDS, PARTY
from goldenbridge.analysis.dynamics.window import FREE, best_slack, picked, still

Floats = NDArray[np.float64]


def beside(name: str) -> ModuleType:
    """A file beside this one that is no test."""
    spec = importlib.util.spec_from_file_location(
        f"dynamics_{name}", Path(__file__).parent / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small = beside("small_models")

many = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
some = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])

seeds = st.integers(0, 2**40)
names = tuple(one.name for one in MECHANISMS)
each_mechanism = pytest.mark.parametrize("name", names)
OPEN, SUSPEND, AGREE, LAPSE = (
    [event.name for event in EVENTS].index(name) for name in ("open", "suspend", "agree", "lapse")
)
TALKED = [v.name for v in CRISIS].index("months_talked")


def of(paths: Paths, name: str) -> Floats:
    """A variable of the crisis along each path: (runs, steps + 1)."""
    return paths.crisis[:, :, [v.name for v in CRISIS].index(name)]


def lived(paths: Paths) -> NDArray[np.bool_]:
    """Which moments came before the end: (runs, steps + 1)."""
    model = paths.model
    beginnings = np.arange(model.steps + 1) * model.months
    over = paths["ending"][:, None] > 0
    return np.asarray(~over | (beginnings < paths["month"][:, None]))


# Numbers stay numbers, within what the tables say of them.


def keeps_ranges(paths: Paths) -> None:
    alive = lived(paths)
    for array, variables in ((paths.crisis, CRISIS), (paths.party, PARTY), (paths.dyad, DYAD)):
        low = np.array([v.low for v in variables])
        high = np.array([v.high for v in variables])
        told = array[alive]
        assert not np.isnan(told).any()
        outside = ((told < low) | (told > high)).reshape(-1, len(variables))
        found = [v.name for n, v in enumerate(variables) if outside[:, n].any()]
        assert not found, found
        assert np.isnan(array[~alive]).all()


def keeps_sense(paths: Paths) -> None:
    """How the variables and the columns of the outcome hang together."""
    alive = lived(paths)
    rung, peak, fighting = (of(paths, name)[alive] for name in ("rung", "peak", "fighting"))
    for name in ("rung", "peak", "fighting", "ceasefire", "widened", "channel", "mediated"):
        assert (of(paths, name)[alive] % 1 == 0).all(), name
    assert (peak >= rung).all()
    if paths.model.switches.get("ladder", True):
        assert (fighting == (rung >= 7)).all()
    assert not (fighting * of(paths, "ceasefire")[alive]).any()
    assert np.allclose(
        of(paths, "month")[alive], (np.arange(paths.model.steps + 1) * paths.model.months
                                    * np.ones_like(alive))[alive],
    )  # fmt: skip
    row = paths.rows
    assert np.isfinite(row).all()
    assert (paths["month"] > 0).all()
    assert (paths["month"] <= paths.model.horizon + 1e-9).all()
    signed = paths["ending"] == 1
    assert ((paths["package"] >= 0) == signed).all()
    assert ((paths["held"] >= 0) == signed).all()
    assert (paths["slack"] >= 0).all()
    assert (paths["slack"][~signed] == 0).all()
    assert ((paths["war_month"] >= 0) == (paths["war"] > 0)).all()
    assert (paths["war_month"] <= paths["month"]).all()
    begun = paths.model.beginning[2][paths["world"].astype(int)]
    for column, name in (("war_months", "war_months"), ("talked", "months_talked")):
        before = begun[:, [v.name for v in CRISIS].index(name)]
        assert (paths[column] - before <= paths["month"] + 1e-9).all(), column
        assert (paths[column] - before >= -1e-9).all(), column
    assert (paths["at_war"] <= paths["war"]).all()
    assert (paths["broken"] <= paths["ceasefire"]).all()


@many
@given(model=small.small_models(), seed=seeds)
def test_numbers_stay_in_range_and_hang_together(model: Model, seed: int) -> None:
    paths = watch(model, 6, seed)
    keeps_ranges(paths)
    keeps_sense(paths)


@each_mechanism
@some
@given(data=st.data(), seed=seeds)
def test_alone_or_left_out_too(name: str, data: st.DataObject, seed: int) -> None:
    model = data.draw(small.small_models())
    for one in (small.alone(model, name), small.left_out(model, name)):
        paths = watch(one, 4, seed)
        keeps_ranges(paths)
        keeps_sense(paths)


@many
@given(model=small.small_models(), seed=seeds)
def test_what_belongs_to_a_mechanism_that_is_off_stays_neutral(model: Model, seed: int) -> None:
    """Except what a window is looked at for, and how long talks have been open."""
    paths = watch(model, 4, seed)
    alive = lived(paths)
    for array, variables in ((paths.crisis, CRISIS), (paths.party, PARTY), (paths.dyad, DYAD)):
        for n, v in enumerate(variables):
            if v.owner and not model.switches.get(v.owner, True):
                if v.name in ("months_talked", "readiness", "trust"):
                    continue
                assert (array[..., n][alive] == v.neutral).all(), v.name


@many
@given(model=small.small_models(), seed=seeds)
def test_a_window_is_not_open_for_longer_than_the_crisis_lasts(model: Model, seed: int) -> None:
    found = run(model, 20, seed)
    assert (found["open_months"] <= found["month"] + 1e-9).all()
    always = replace(model.only(), worths=np.full_like(model.worths, FREE))
    found = run(always, 20, seed)
    assert found["open_months"] == pytest.approx(found["month"])


@many
@given(model=small.small_models(), seed=seeds)
def test_a_ceasefire_that_gives_way_to_war_is_broken(model: Model, seed: int) -> None:
    paths = watch(model.setting({"ladder.ceasing": 0.5, "ladder.up": 0.5}), 12, seed)
    truce, war = of(paths, "ceasefire")[:, :-1], of(paths, "fighting")[:, 1:]
    gave_way = ((truce == 1) & (war == 1)).any(axis=1)
    assert (paths["broken"][gave_way] == 1).all()


def test_a_war_is_never_overlooked() -> None:
    """Not even one that stops within days."""
    model = generic(500, settings={"rung_violent": 6.0}).setting({"ladder.ceasing": 5.0})
    found = run(model, 5000)
    assert ((found["peak"] >= 7) == (found["war"] == 1)).all()
    assert (found["war"][found["ceasefire"] == 1] == 1).all()


# No side and no place at the table is special.


@many
@given(model=small.small_models(), seed=seeds)
def test_which_side_is_called_the_first_does_not_matter(model: Model, seed: int) -> None:
    """Without chance on the battlefield: it is the luck of one and the bad luck of the other."""
    balance = [v.name for v in CRISIS].index("balance")
    turned = model.crisis.copy()
    turned[:, balance] *= -1
    others = tuple(p for p in model.roles.parties if p not in model.roles.second)
    model = model.setting({"battlefield.chance": 0.0})
    other = replace(model, roles=replace(model.roles, second=others), crisis=turned)
    np.testing.assert_allclose(
        run(model, 12, seed).rows, run(other, 12, seed).rows, rtol=1e-9, atol=1e-9
    )


def back_to_front(model: Model) -> Model:
    """The same crisis with its parties listed in the other order."""
    n = len(model.roles.parties)
    back = np.arange(n)[::-1]
    columns = np.concatenate([back, n + np.arange(len(NEEDS))])
    pairs = [(n - 1 - b, n - 1 - a) for a, b in model.roles.pairs().tolist()]
    other = replace(
        model,
        roles=replace(model.roles, parties=model.roles.parties[::-1]),
        worths=model.worths[..., columns].copy(),
        no_deal=model.no_deal[..., back].copy(),
        fees=model.fees[..., back].copy(),
        party=model.party[:, back].copy(),
    )
    places = [pairs.index((a, b)) for a, b in other.roles.pairs().tolist()]
    return replace(other, dyad=model.dyad[:, places].copy())


@many
@given(model=small.small_models(), seed=seeds)
def test_the_order_of_the_parties_does_not_matter(model: Model, seed: int) -> None:
    """But for red lines, where each pair has a draw of its own."""
    model = model.without("red_lines")
    found, again = run(model, 12, seed), run(back_to_front(model), 12, seed)
    k = len(COLUMNS)
    np.testing.assert_allclose(again.rows[:, :k], found.rows[:, :k], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(again.costs[:, ::-1], found.costs, rtol=1e-9, atol=1e-9)


def test_nor_does_it_where_both_sides_are_aided() -> None:
    """As much aid for either lets nobody's position slip; aid to one lets the other's."""
    crisis = plain().crisis.copy()
    crisis[:, [v.name for v in CRISIS].index("balance")] = 0.8
    knobs = plain().knobs.copy()
    knobs[..., [knob.name for knob in KNOBS].index("aid")] = 1.0
    model = replace(plain().without("red_lines"), crisis=crisis, knobs=knobs, steps=6).setting(
        {"commitment.patience": 0.8, "commitment.preventing": 5.0, "commitment.shifting": 1.0}
    )

    def aided(*clients: str) -> Model:
        return replace(model, roles=Roles(("a", "b"), second=("b",), clients=clients))

    both = run(aided("a", "b"), 400)["steps_up"]
    np.testing.assert_array_equal(run(back_to_front(aided("a", "b")), 400)["steps_up"], both)
    assert run(aided("b"), 400)["steps_up"].mean() > both.mean()


# Finished runs.


@many
@given(model=small.small_models(), seed=seeds, more=st.integers(1, 30))
def test_what_has_ended_is_never_written_to_again(model: Model, seed: int, more: int) -> None:
    """A longer horizon changes no row of a run that ended before the shorter one."""
    short = run(model, 12, seed)
    long = run(replace(model, steps=model.steps + more), 12, seed)
    ended = short["ending"] > 0
    np.testing.assert_array_equal(short.rows[ended], long.rows[ended])
    assert (long["month"][~ended] >= model.horizon).all()


@many
@given(model=small.small_models(), seed=seeds)
def test_every_run_is_counted_once_at_every_step(model: Model, seed: int) -> None:
    found = run(model, 40, seed, counted=True)
    assert found.counts.shape == (model.steps + 1, 11)
    assert (found.counts.sum(axis=1) == 40).all()
    assert found.counts[-1, 9] == (found["ending"] == 1).sum()
    assert found.counts[-1, 10] == (found["ending"] == 2).sum()
    assert (np.diff(found.counts[:, 9:], axis=0) >= 0).all()
    np.testing.assert_array_equal(found.counts, watch(model, 40, seed).counts)


# Chunks, and runs by themselves.


@some
@given(
    model=small.small_models(),
    seed=seeds,
    numbers=st.lists(st.integers(0, 3000), min_size=1, max_size=80),
)
def test_any_runs_in_any_order_give_the_rows_of_all(
    model: Model, seed: int, numbers: list[int]
) -> None:
    whole = run(model, 3001, seed).rows
    np.testing.assert_array_equal(run(model, numbers, seed).rows, whole[numbers])
    np.testing.assert_array_equal(run(model, numbers[:1], seed).rows, whole[numbers[:1]])


@pytest.mark.parametrize("chunk", [1, 7, 511, 777, 4000])
def test_chunks_of_any_size(chunk: int) -> None:
    model = generic(100)
    whole = run(model, 4000, 9)
    order = np.random.default_rng(chunk).permutation(4000) if chunk > 1 else np.arange(300)
    for first in range(0, len(order), chunk):
        part = order[first : first + chunk]
        np.testing.assert_array_equal(run(model, part, 9).rows, whole.rows[part])


def test_counts_of_parts_add_up_to_those_of_the_whole() -> None:
    model = generic(50)
    whole = run(model, 3000, counted=True).counts
    parts = [run(model, np.arange(3000)[i::3], counted=True).counts for i in range(3)]
    np.testing.assert_array_equal(whole, sum(parts))


@many
@given(model=small.small_models(), other=st.integers(0, 2**32 - 1), seed=seeds)
def test_a_run_hangs_on_its_own_world_alone(model: Model, other: int, seed: int) -> None:
    """Whatever the other worlds are, runs of world 0 come out the same."""
    assume(model.worlds > 1)
    rng = np.random.default_rng(other)

    def shuffled(array: Floats, axis: int) -> Floats:
        array = array.copy()
        rest = np.take(array, np.arange(1, model.worlds), axis=axis)
        rest = rng.permuted(rest, axis=-1) if axis == 0 else rest * rng.random()
        order = (slice(None),) * axis + (slice(1, None),)
        array[order] = rest
        return array

    altered = replace(
        model,
        worths=shuffled(model.worths, 1),
        no_deal=shuffled(model.no_deal, 1),
        fees=shuffled(model.fees, 1),
        knobs=shuffled(model.knobs, 1),
    )
    own = np.arange(0, 60, model.worlds)
    np.testing.assert_array_equal(run(model, own, seed).rows, run(altered, own, seed).rows)


@many
@given(model=small.small_models(), seed=seeds, order=st.randoms(use_true_random=False))
def test_in_which_order_packages_are_listed_does_not_matter(
    model: Model, seed: int, order: Any
) -> None:
    packages = list(range(model.worths.shape[2]))
    order.shuffle(packages)
    found = run(model, 20, seed)
    other = run(replace(model, worths=model.worths[:, :, packages].copy()), 20, seed)
    number = COLUMNS.index("package")
    told = found.rows.copy()
    signed = other["package"] >= 0
    # Two packages may be as good as each other: then the first that is listed is signed.
    worth = model.worths[0, 0]
    assume(len(np.unique(worth, axis=0)) == len(worth))
    told[:, number] = other["package"]
    np.testing.assert_array_equal(told, other.rows)
    if len(model.starts) == 1 and not model.by_product:
        back = np.array(packages)[other["package"][signed].astype(int)]
        np.testing.assert_array_equal(found["package"][signed], back)


# The same until a month, the same path until that month.


@many
@given(
    model=small.small_models(),
    seed=seeds,
    at=st.integers(1, 20),
    other=st.integers(0, 2**32 - 1),
)
def test_two_policies_that_part_at_a_month_are_one_until_then(
    model: Model, seed: int, at: int, other: int
) -> None:
    month = min(at, model.steps) * model.months
    rng = np.random.default_rng(other)
    low, high = (np.array([float(k[n]) for k in KNOBS]) for n in (1, 2))

    def policy(later: Floats) -> Model:
        return replace(
            model,
            worths=np.repeat(model.worths[:1], 2, axis=0),
            no_deal=np.repeat(model.no_deal[:1], 2, axis=0),
            fees=np.repeat(model.fees[:1], 2, axis=0),
            knobs=np.stack([model.knobs[0], later]),
            starts=np.array([0.0, month]),
        )

    turned = low + rng.random(model.knobs[0].shape) * (high - low)
    one = watch(policy(model.knobs[0]), 8, seed, explained=True)
    two = watch(policy(turned), 8, seed, explained=True)
    first = min(at, model.steps)
    np.testing.assert_array_equal(one.crisis[:, : first + 1], two.crisis[:, : first + 1])
    np.testing.assert_array_equal(one.dyad[:, : first + 1], two.dyad[:, : first + 1])
    np.testing.assert_array_equal(one.drives[:, :first], two.drives[:, :first])
    np.testing.assert_array_equal(one.party[:, : first + 1], two.party[:, : first + 1])
    for a, b in zip(one.happenings, two.happenings, strict=True):
        np.testing.assert_array_equal(a[a[:, 0] < month - 1e-9], b[b[:, 0] < month - 1e-9])
    before = (one["ending"] > 0) & (one["month"] < month)
    np.testing.assert_array_equal(one.rows[before], two.rows[before])


@some
@given(model=small.small_models(), seed=seeds)
def test_an_epoch_that_changes_nothing_changes_nothing(model: Model, seed: int) -> None:
    once = replace(
        model,
        worths=model.worths[:1],
        no_deal=model.no_deal[:1],
        fees=model.fees[:1],
        knobs=model.knobs[:1],
        starts=np.zeros(1),
    )
    twice = replace(
        once,
        worths=np.repeat(once.worths, 2, axis=0),
        no_deal=np.repeat(once.no_deal, 2, axis=0),
        fees=np.concatenate([once.fees, np.zeros_like(once.fees)]),
        knobs=np.repeat(once.knobs, 2, axis=0),
        starts=np.array([0.0, model.horizon / 2]),
    )
    np.testing.assert_array_equal(run(once, 20, seed).rows, run(twice, 20, seed).rows)


# What an agreement needs.


@many
@given(model=small.small_models(), seed=seeds)
def test_nothing_is_signed_without_talks_or_without_a_window(model: Model, seed: int) -> None:
    model = model.setting({"endings.signing": 5.0})
    silent = replace(model, switches={**model.switches, "talks": True}).begun(channel=0)
    found = run(silent.setting({"talks.opening": 0.0}), 12, seed)
    assert (found["ending"] != 1).all()
    assert (found["talked"] == silent.crisis[found["world"].astype(int), TALKED]).all()
    worths = np.ones_like(model.worths)
    worths[..., 0] = -FREE
    found = run(replace(model, worths=worths), 12, seed)
    assert (found["ending"] != 1).all()
    assert (found["open_months"] == 0).all()
    paths = watch(model, 12, seed, explained=True)
    for i in np.nonzero(paths["ending"] == 1)[0]:
        told = paths.happenings[i][~np.isnan(paths.happenings[i, :, 0])]
        assert told[-1, 1] == AGREE
        channel = of(paths, "channel")[i, 0]
        for _, event, _ in told:
            channel = {OPEN: 1.0, SUSPEND: 0.0}.get(int(event), channel)
        assert channel == 1


# With everything off.


@many
@given(
    model=small.small_models(),
    seed=seeds,
    signing=st.floats(0.01, 5),
    lapsing=st.floats(0, 2),
    shape=st.floats(0, 1.2),
    ripe=st.floats(0, 1),
)
def test_all_off_there_are_two_hazards_and_the_first_to_come_ends_it(
    model: Model, seed: int, signing: float, lapsing: float, shape: float, ripe: float
) -> None:
    bare = model.only().setting(
        {
            "endings.signing": signing,
            "endings.lapsing": lapsing,
            "endings.lapse_shape": shape,
            "endings.readiness": ripe,
        }
    )
    shut = replace(bare, worths=np.full_like(bare.worths, -FREE))
    bare = replace(bare, worths=np.full_like(bare.worths, 1.0), no_deal=np.zeros_like(bare.no_deal))
    found, never = run(bare, 30, seed), run(shut, 30, seed)
    edges = np.arange(bare.steps + 1) * bare.months
    middles = 0.5 * (edges[1:] + edges[:-1])
    gone = np.concatenate([[0.0], np.cumsum(lapsing * (1 + middles / 3) ** -shape * bare.months)])
    for number in range(30):
        key = chance.run_key(seed, number)
        z = chance.normal(key, 103, 0)
        q = signing * exp(ripe * z - ripe**2 / 2)
        signed = chance.exponential(key, AGREE, 0) / q
        due = chance.exponential(key, LAPSE, 0)
        lapsed = np.interp(due, gone, edges) if due < gone[-1] else np.inf
        ending = 0 if min(signed, lapsed) >= bare.horizon else 1 if signed < lapsed else 2
        assert found["ending"][number] == ending
        assert found["month"][number] == pytest.approx(min(signed, lapsed, bare.horizon))
        assert never["ending"][number] == (2 if lapsed < bare.horizon else 0)
        assert never["month"][number] == pytest.approx(min(lapsed, bare.horizon))


# The window.


def brute(worths: Floats, needed: Floats) -> float:
    return float((worths - needed).min(axis=1).max())


packages = arrays(float, st.tuples(st.integers(1, 9), st.just(6)), elements=st.floats(-1, 2))
wanted = arrays(float, 6, elements=st.floats(-1, 2))


@many
@given(worths=packages, needed=wanted, barred=arrays(bool, (9, 6)), free=arrays(bool, (9, 3)))
def test_the_best_package_by_looking_at_all(
    worths: Floats, needed: Floats, barred: NDArray[np.bool_], free: NDArray[np.bool_]
) -> None:
    worths = np.where(barred[: len(worths)] & (np.arange(6) == 1), -FREE, worths)
    worths[:, :3] = np.where(free[: len(worths)], FREE, worths[:, :3])
    slack = brute(worths, needed)
    assert best_slack(worths, needed) == slack
    for by_product in (False, True):
        number = picked(worths, needed, 3, by_product)
        able: NDArray[np.bool_] = np.all(worths >= needed, axis=1)
        assert (number >= 0) == able.any() == (slack >= 0)
        if number < 0:
            continue
        assert able[number]
        gains = worths - needed
        if by_product:
            value = np.where(worths[:, :3] < FREE / 2, gains[:, :3], 1.0).prod(axis=1)
        else:
            value = gains.min(axis=1)
        best = value[able].max()
        assert value[number] == pytest.approx(best)


@many
@given(worths=packages, before=wanted, now=wanted, scale=st.sampled_from((0.001, 0.03, 1.0)))
def test_the_window_moves_no_more_than_the_thresholds(
    worths: Floats, before: Floats, now: Floats, scale: float
) -> None:
    now = before + scale * (now - before)
    slack, later = brute(worths, before), brute(worths, now)
    assert abs(later - slack) <= np.abs(now - before).max() + 1e-12
    told = still(slack, now, before)
    if told >= 0 and abs(later) > 1e-12:
        assert (told == 1) == (later >= 0)
    if told < 0:
        assert abs(slack) <= np.abs(now - before).max() + 1e-12


@many
@given(model=small.small_models(longest=40), seed=seeds)
def test_looking_only_when_needed_changes_no_outcome(model: Model, seed: int) -> None:
    """A run that is watched looks at the packages at every step."""
    np.testing.assert_array_equal(watch(model, 20, seed).rows, run(model, 20, seed).rows)


def test_looking_only_when_needed_changes_no_outcome_of_many() -> None:
    for model in (generic(500), small.at_war(300)):
        np.testing.assert_array_equal(watch(model, 3000, 4).rows, run(model, 3000, 4).rows)


@many
@given(model=small.small_models(), seed=seeds)
def test_the_window_is_open_where_some_package_would_be_signed(model: Model, seed: int) -> None:
    """Thresholds as they were told a step later, over all packages."""
    model = model.only(*(n for n in names if model.switches.get(n, True) and n in NO_NEEDS))
    paths = watch(model, 5, seed)
    n = len(model.roles.parties)
    threshold = [v.name for v in PARTY].index("threshold")
    for i in range(5):
        for step in range(1, model.steps + 1):
            if np.isnan(paths.crisis[i, step, 0]):
                break
            at = (step - 1) * model.months + 1e-9
            epoch = int(np.searchsorted(model.starts, at, side="right")) - 1
            needed = np.concatenate([paths.party[i, step, :, threshold], np.zeros(len(NEEDS))])
            slack = brute(model.worths[epoch, i % model.worlds], needed)
            assert of(paths, "window")[i, step] == (slack >= 0)
            assert of(paths, "slack")[i, step] == max(slack, -FREE)
            assert needed[:n] == pytest.approx(paths.party[i, step, :, threshold])


#: Mechanisms that ask nothing of a package but its worth.
NO_NEEDS = ("calendar", "sanctions", "alignment", "support", "battlefield", "audience", "ladder",
            "concessions")  # fmt: skip


# Models that cannot be run.


def plain() -> Model:
    roles = Roles(("a", "b"), second=("b",))
    party, dyad, crisis = start(2, roles)
    return Model(
        roles,
        np.ones((1, 2, 3, 2 + len(NEEDS))),
        np.zeros((1, 2, 2)),
        np.zeros((1, 2, 2)),
        at_rest(2),
        np.zeros(1),
        np.zeros((2, 8), dtype=np.int64),
        generic(2).params,
        party,
        dyad,
        crisis,
        steps=3,
    )


def put(name: str, value: float, at: int = 0) -> Callable[[Model], Model]:
    def changed(model: Model) -> Model:
        array = getattr(model, name).copy()
        array.reshape(-1)[at] = value
        return replace(model, **{name: array})

    return changed


def resized(name: str, axis: int) -> Callable[[Model], Model]:
    def changed(model: Model) -> Model:
        array = getattr(model, name)
        twice: dict[str, Any] = {name: np.concatenate([array, array], axis=axis)}
        return replace(model, **twice)

    return changed


ARRAYS = ("worths", "no_deal", "fees", "knobs", "readings", "params", "party", "dyad", "crisis")


def test_a_plain_model_can_be_run() -> None:
    assert plain().checked() is not None
    assert run(plain(), 4).rows.shape == (4, len(COLUMNS) + 2)


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_of_another_shape(name: str) -> None:
    for axis in range(getattr(plain(), name).ndim):
        if (name, axis) in (("worths", 2), ("no_deal", 2)):
            continue
        with pytest.raises(Bad, match=r"found an array of shape .*, wanted \("):
            run(resized(name, axis)(plain()), 1)


@pytest.mark.parametrize("name", [n for n in ARRAYS if n != "readings"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_arrays_with_something_else_than_numbers(name: str, value: float) -> None:
    with pytest.raises(Bad, match=f"{name}: found something that is not a finite number"):
        run(put(name, value, -1)(plain()), 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (lambda m: replace(m, roles=Roles(("a", "b", "c"))), "parties: found 3 at the table"),
        (lambda m: replace(m, roles=Roles(())), "parties: found 0 at the table"),
        (lambda m: replace(m, worths=m.worths[:, :, :0]), "found 2 worlds and 0 packages"),
        (lambda m: replace(m, worths=m.worths[0]), "found 2 worlds and 0 packages"),
        (lambda m: replace(m, no_deal=m.no_deal[:, :0]), "found 0 worlds and 3 packages"),
        (lambda m: replace(m, no_deal=m.no_deal[0]), "no_deal: found an array of shape (2, 2), "),
        (lambda m: replace(m, no_deal=m.no_deal[:0]), "no_deal: found an array of shape (0, 2, 2)"),
        (resized("no_deal", 2), "parties: found 2 at the table, wanted 4"),
        (put("knobs", 1.5), "knob sanctions: found a value outside 0 to 1"),
        (put("params", -1.0), "calendar.every: found -1, wanted 0 to 1000"),
        (put("params", 1001.0), "calendar.every: found 1001, wanted 0 to 1000"),
        (put("fees", -1.0), "fees: found a cost below 0, wanted 0 or more"),
        (lambda m: replace(m, readings=m.readings.astype(float)), "readings: found float64"),
        (lambda m: replace(m, switches={"nobody": False}), 'mechanism: found "nobody"'),
        (lambda m: m.begun(rung=4.5), "rung: found 4.5, wanted whole"),
        (lambda m: m.begun(channel=0.5), "channel: found 0.5, wanted whole"),
        (lambda m: m.begun(fighting=1), "fighting: found war below rung 7"),
        (lambda m: m.begun(rung=7, fighting=0), "fighting: found war below rung 7, or none from"),
        (lambda m: m.begun(rung=7, ceasefire=1), "ceasefire: found one in a war that is fought"),
        (lambda m: m.begun(rung=4).begun(peak=3), "peak: found a highest rung below the present"),
        (lambda m: replace(m, starts=np.array([1.0])), "wanted a rising row from 0"),
        (lambda m: replace(m, starts=np.array([0.0, 1.0])), "starts: found an array of shape"),
        (lambda m: replace(m, steps=0), "steps: found 0, wanted 1 to 6000"),
        (lambda m: replace(m, steps=6001), "steps: found 6001, wanted 1 to 6000"),
        (lambda m: replace(m, step_days=0.2), "step_days: found 0.2, wanted 0.25 to 360"),
        (lambda m: replace(m, step_days=361.0), "step_days: found 361.0, wanted 0.25 to 360"),
        (lambda m: replace(m, step_days=float("nan")), "step_days: found nan"),
        (put("crisis", -1.0), "month: found a start outside 0 to"),
        (put("party", 1.5), "margin: found a start outside -1 to 1"),
        (put("dyad", -0.1), "trust: found a start outside 0 to 1"),
        (put("readings", 3), "reading of intent: found"),
        (put("readings", -2), "reading of intent: found -2"),
        (lambda m: m.only("sanction"), 'mechanism: found "sanction", wanted one of'),
        (lambda m: m.without("ladders"), 'mechanism: found "ladders", wanted one of'),
        (lambda m: m.switched({"nobody": True}), 'mechanism: found "nobody"'),
        (lambda m: m.setting({"talks.openin": 1.0}), "talks.openin"),
        (lambda m: m.setting({"talks.opening": float("nan")}), "talks.opening: found a value that"),
        (lambda m: m.reading(intents="probe"), 'hypothesis: found "intents", wanted one of'),
        (lambda m: m.reading(intent="guess"), 'reading of intent: found "guess", wanted one of'),
        (lambda m: m.turned(sanction=1.0), 'knob: found "sanction", wanted one of'),
        (lambda m: m.turned(sanctions=1.1), "knob sanctions: found 1.1, wanted 0 to 1"),
        (lambda m: m.turned(sanctions=float("nan")), "knob sanctions: found nan, wanted 0 to 1"),
        (lambda m: m.begun(rungs=1), 'variable: found "rungs", wanted one of'),
        (lambda m: m.begun(rung=9), "rung: found 9, wanted 0 to 8"),
        (lambda m: place("nothing"), 'parameter: found "nothing", which is none'),
    ],
)
def test_what_cannot_be_run(changed: Callable[[Model], Model], said: str) -> None:
    with pytest.raises(Bad, match=".*".join(map(_plain, said.split("*")))):
        run(changed(plain()), 1)


def _plain(text: str) -> str:
    import re

    return re.escape(text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("audience.usual", 0.0),
        ("commitment.shape", 0.0),
        ("commitment.failing", 0.0),
        ("commitment.failing", 1.5),
        ("sanctions.blunting", 5.0),
        ("audience.isolated", 5.0),
    ],
)
def test_a_parameter_that_no_run_stands_is_refused(name: str, value: float) -> None:
    with pytest.raises(Bad, match=name):
        run(plain().setting({name: value}), 1)


@pytest.mark.parametrize("name", parameters())
def test_a_run_stands_what_is_not_refused(name: str) -> None:
    for end in parameters()[name].stands:
        assert np.isfinite(run(generic(40).setting({name: end}), 8).rows).all(), end


def test_epochs_that_do_not_rise() -> None:
    model = plain()
    twice = replace(
        model,
        worths=np.repeat(model.worths, 2, axis=0),
        no_deal=np.repeat(model.no_deal, 2, axis=0),
        fees=np.repeat(model.fees, 2, axis=0),
        knobs=np.repeat(model.knobs, 2, axis=0),
        starts=np.array([0.0, 0.0]),
    )
    with pytest.raises(Bad, match="wanted a rising row from 0"):
        run(twice, 1)
    with pytest.raises(Bad, match="starts: found something that is not a finite number"):
        run(replace(twice, starts=np.array([0.0, np.nan])), 1)

"""Sobol indices of a crisis: against exact answers, our other estimator, and what cannot matter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import place
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import DYAD, HYPOTHESES, PARTY
from goldenbridge.analysis.dynamics.tables import Tables
from goldenbridge.analysis.dynamics.understanding import sobol
from goldenbridge.analysis.dynamics.understanding.sobol import (
    OTHER_CHANCE,
    case_pair,
    model_pair,
    parted,
)
from goldenbridge.analysis.robustness.sobol import sobol_indices
from goldenbridge.case import load

WORLDS = 256


@pytest.fixture(scope="module")
def pair():
    return model_pair(generic(WORLDS, 1, steps=12), generic(WORLDS, 2, steps=12))


@pytest.fixture(scope="module")
def found(pair):
    return parted(pair, repeats=2)


def index_of(found, kind: str, key: str) -> int:
    return next(n for n, g in enumerate(found.groups) if (g.kind, g.id) == (kind, key))


def test_every_hypothesis_mechanism_the_case_and_chance_is_a_group(found) -> None:
    kinds = [g.kind for g in found.groups]
    assert kinds.count("hypothesis") == len(HYPOTHESES)
    assert kinds.count("mechanism") == 13
    assert kinds.count("case") == kinds.count("chance") == 1
    assert found.complete


def test_chance_is_the_same_world_with_another_seed(pair, found) -> None:
    """Of chance alone, both indices follow from two runs of the first draw; here by hand."""
    a, b, swapped = [], [], []
    for number in range(2):
        models = sobol._models(pair, number)
        which = np.arange(WORLDS) + number * WORLDS
        a.append(run(models.first, which, 1)["month"])
        b.append(run(models.second, which, 1 + OTHER_CHANCE)["month"])
        swapped.append(run(models.first, which, 1 + OTHER_CHANCE)["month"])
    told = sobol_indices(np.concatenate(a), np.concatenate(b), np.concatenate(swapped)[None])
    n = index_of(found, "chance", "chance")
    assert found.first["months"][n].estimate == pytest.approx(told.first[0])
    assert found.total["months"][n].estimate == pytest.approx(told.total[0])
    assert found.variance["months"] == pytest.approx(told.variance)


def test_nothing_is_swapped_but_the_group(pair) -> None:
    models = sobol._models(pair, 0)
    swaps = {(g.kind, g.id): model for g, model in models.swaps}
    first, second = models.first, models.second
    talks = swaps["mechanism", "talks"]
    moved = (talks.params != first.params).any(axis=0)
    names = [place("talks.opening"), place("talks.trust"), place("ladder.up")]
    assert moved[names].tolist() == [True, True, False]
    assert (talks.params[:, names[0]] == second.params[:, names[0]]).all()
    # Trust begins at its parameter, so it comes along with the sizes of talks.
    trust = [v.name for v in DYAD].index("trust")
    assert (talks.beginning[1][:, 0, trust] == second.params[:, place("talks.trust")]).all()
    assert (talks.readings == first.readings).all()
    assert talks.worths is first.worths
    home = swaps["hypothesis", "home"]
    assert (home.readings[:, 7] == second.readings[:, 7]).all()
    assert (home.readings[:, :7] == first.readings[:, :7]).all()
    case = swaps["case", "case"]
    assert case.worths is second.worths
    assert (case.params == first.params).all()
    support = [v.name for v in PARTY].index("support")
    assert (case.beginning[0][:, :, support] == first.beginning[0][:, :, support]).all()


def test_what_is_switched_off_has_no_index(pair) -> None:
    quiet = replace(
        pair,
        first=pair.first.without("calendar"),
        second=pair.second.without("calendar"),
        rebuilt={g: m.without("calendar") for g, m in pair.rebuilt.items()},
    )
    found = parted(quiet, repeats=1)
    for kind, key in (("mechanism", "calendar"), ("hypothesis", "exercises")):
        n = index_of(found, kind, key)
        for outcome in found.total:
            assert found.total[outcome][n].estimate == 0.0
            assert not found.visible(outcome, n)


def test_estimates_lie_in_their_intervals_and_totals_are_no_less_than_0(found) -> None:
    for outcome in found.first:
        for one in (*found.first[outcome], *found.total[outcome]):
            assert one.interval is not None
            assert one.interval[0] - 1e-9 <= one.estimate <= one.interval[1] + 1e-9
        assert min(one.estimate for one in found.total[outcome]) >= 0.0


def test_where_nothing_differs_nothing_is_told() -> None:
    still = generic(64, 1, steps=1).only()
    found = parted(model_pair(still, generic(64, 2, steps=1).only()), repeats=1)
    assert found.variance["war"] == 0.0
    assert found.first["war"][0].estimate is None
    assert not found.visible("war", 0)


def test_stopped_early_it_says_so(pair) -> None:
    asked = iter([False, True])
    found = parted(pair, repeats=1, stop=lambda: next(asked))
    assert len(found.groups) == 2
    assert not found.complete


def test_a_case_holds_one_reading_for_its_deals_and_its_course() -> None:
    case = load("european-security")
    tables = Tables(case.at("2022-01-28"), 1, 32, steps=6)
    pair = case_pair(tables, "none", 32)
    groups = {g.id for g in pair.rebuilt}
    assert "intent+talks" in groups
    assert {"case", "doing"} <= groups
    carried = sorted(HYPOTHESES[n].name for n in pair.carried)
    assert carried == sorted(tables.over_time.readings)
    both = next(m for g, m in pair.rebuilt.items() if g.id == "sanctions")
    column = [h.name for h in HYPOTHESES].index("sanctions")
    changed = both.readings[:, column] != pair.first.readings[:, column]
    assert changed.any()
    assert (both.worths[0][~changed] == pair.first.worths[0][~changed]).all()
    others = [n for n in range(8) if n != column]
    assert (both.readings[:, others] == pair.first.readings[:, others]).all()
    assert not (pair.rebuilt[sobol.CASE].worths == pair.first.worths).all()
    assert (pair.rebuilt[sobol.CASE].readings == pair.first.readings).all()


def test_a_reading_held_by_hand_is_no_group() -> None:
    case = load("european-security")
    tables = Tables(case.at("2022-01-28"), 1, 32, steps=6, held={"home": "rally"})
    found = parted(case_pair(tables, "none", 32), repeats=1)
    assert "home" not in {g.id for g in found.groups if g.kind == "hypothesis"}

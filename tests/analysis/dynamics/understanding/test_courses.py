"""How runs end over time, where they stand on the ladder, and fans, against plain counting."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.run import run, watch
from goldenbridge.analysis.dynamics.state import CRISIS, SLACK
from goldenbridge.analysis.dynamics.understanding.fans import FEWEST, LEVELS, fans
from goldenbridge.analysis.dynamics.understanding.intervals import ratio, share
from goldenbridge.analysis.dynamics.understanding.ladder import PLACES, ladder
from goldenbridge.analysis.dynamics.understanding.survival import STATES, survival


def test_shares_by_hand(crises, made) -> None:
    runs = made(
        crises,
        ending=[1, 2, 0, 1],
        month=[2.5, 7.0, 24.0, 7.0],
        war_month=[-1, 3.0, 20.0, -1],
    )
    found = survival(runs, (6.0,))
    at = [int(m) for m in found.months].index
    assert found.shares["agreement"][at(2)] == 0
    assert found.shares["agreement"][at(3)] == 0.25
    assert found.shares["agreement"][at(7)] == 0.5
    assert found.shares["lapse"][at(6)] == 0
    assert found.shares["lapse"][at(7)] == 0.25
    assert found.shares["war"][at(3)] == 0.25
    assert found.shares["war"][-1] == 0.5
    assert list(found.at) == [6.0, 24.0]
    assert found.at[6.0]["agreement"].estimate == 0.25


def test_the_three_ends_add_up_and_only_rise(crises) -> None:
    found = survival(run(crises, 2000))
    total = sum(found.shares[state] for state in STATES[:3])
    assert total == pytest.approx(np.ones(len(found.months)))
    for state in ("agreement", "lapse", "war"):
        assert (np.diff(found.shares[state]) >= 0).all()
    for month, told in found.at.items():
        n = int(np.flatnonzero(found.months == month)[0])
        for state in STATES:
            assert told[state].estimate == pytest.approx(found.shares[state][n])


def test_months_told_are_those_simulated(crises) -> None:
    assert list(survival(run(crises, 256)).at) == [3.0, 6.0, 12.0, 24.0]


def test_intervals_take_worlds_as_the_unit(crises) -> None:
    runs = run(crises, 2560)
    found = survival(runs).at[24.0]["agreement"]
    assert found == share(runs["ending"] == 1, runs["world"])
    assert found.worlds == 256


def test_the_ladder_is_the_loops_own_counts(crises) -> None:
    runs = run(crises, 1000, counted=True)
    found = ladder(runs)
    assert found.shares == pytest.approx(runs.counts / 1000)
    assert found.shares[:, PLACES.index("agreed")][-1] == (runs["ending"] == 1).mean()
    assert [one.estimate for one in found.reached] == pytest.approx(
        [(runs["peak"] >= rung).mean() for rung in range(9)]
    )
    assert found.steps["up"] == ratio(runs["steps_up"], runs["month"], runs["world"])
    json.dumps(found.as_dict(), allow_nan=False)


def test_the_ladder_wants_counted_runs(crises) -> None:
    with pytest.raises(ValueError, match="counted=True"):
        ladder(run(crises, 16))


def test_a_fan_is_quantiles_of_those_that_go_on(crises) -> None:
    paths = watch(crises, 300)
    (fan,) = fans(paths, ("mean_trust",))
    column = [v.name for v in CRISIS].index("mean_trust")
    for n in (0, 5, 12):
        step = int(fan.months[n])
        there = paths.crisis[:, step, column]
        there = there[np.isfinite(there)]
        assert fan.running[n] == len(there)
        if len(there) >= FEWEST:
            assert fan.lines[n] == pytest.approx(np.quantile(there, LEVELS))


def test_fewer_than_forty_runs_tell_nothing(crises) -> None:
    told = fans(watch(crises, FEWEST - 1), ("mean_trust",))
    assert told == []
    (fan,) = fans(watch(crises, 60), ("mean_trust",))
    assert fan.running[-1] < FEWEST
    assert fan.as_dict()["lines"][-1] is None
    json.dumps(fan.as_dict(), allow_nan=False)


def test_slack_is_held_and_begins_after_the_first_step(crises) -> None:
    paths = watch(crises, 200)
    assert (paths.crisis[:, 0, SLACK] == 0).all()
    (fan,) = fans(paths, ("slack",))
    assert fan.months[0] > 0
    assert np.nanmin(fan.lines) >= -0.5


def test_what_never_moves_has_no_fan_and_unknown_names_are_refused(crises) -> None:
    quiet = crises.without("audience")
    assert fans(watch(quiet, 100), ("audience",)) == []
    with pytest.raises(ValueError, match="mean_trust"):
        fans(watch(crises, 50), ("trst",))


def test_fans_of_parties_keep_their_names(crises) -> None:
    assert [f.party for f in fans(watch(crises, 100), ("threshold",))] == ["first", "second"]

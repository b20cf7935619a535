"""The results of formal theory that lie beside this checkout, each against what we work out.

The numbers themselves stand, with their sources, in the file of each work; this one sees to it that
none was copied wrongly. What is part of the simulation is tested there.
"""

from __future__ import annotations

import json
from ast import literal_eval
from math import exp
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.analysis.bargaining.audience_signal import least_telling_cost, lock_in_time
from goldenbridge.analysis.bargaining.brinkmanship import critical_risk, disaster_chance
from goldenbridge.analysis.bargaining.kalai_smorodinsky import kalai_smorodinsky
from goldenbridge.analysis.bargaining.nash import nash
from goldenbridge.analysis.bargaining.power_shift import power_shift
from goldenbridge.analysis.bargaining.risk_return import (
    best_demand_uniform,
    signable,
    take_it_or_leave_it,
)
from goldenbridge.analysis.bargaining.rubinstein import (
    finite_share,
    first_share,
    share_at_interval,
)
from goldenbridge.analysis.bargaining.zeuthen import risk
from goldenbridge.analysis.spiral.grit import reciprocated_cuts
from goldenbridge.analysis.spiral.richardson import ArmsRace
from goldenbridge.analysis.steps.repeated import (
    fewest_slices,
    grim_threshold,
    lag_threshold,
    snapback_periods,
    tit_for_tat_threshold,
)

FILE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "formal-theory.json"

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the results of formal theory are not beside this checkout (../shared/reference)",
)


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    results: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return results


def rows(table: dict[str, Any]) -> list[tuple[tuple[float, ...], Any]]:
    """Rows of a table whose keys are written as tuples of arguments."""
    found = [(literal_eval(key), value) for key, value in table.items()]
    assert found
    return found


def test_deals_that_both_would_sign(known: dict[str, Any]) -> None:
    for (chance, cost_a, cost_b), both in rows(known["fearon_range"]):
        assert signable(chance, cost_a, cost_b) == pytest.approx(tuple(both))
    assert known["fearon_take_or_leave_complete"].endswith("p=.6,cB=.15 -> .75")
    assert take_it_or_leave_it(0.6, 0.15) == pytest.approx(0.75)


def test_risk_and_return(known: dict[str, Any]) -> None:
    given = known["fearon_risk_return"]
    found = best_demand_uniform(given["p"], given["cA"], given["cbar"])
    assert found.share == pytest.approx(given["x_star"])
    assert found.share == pytest.approx(given["x_numeric"])
    assert found.war == pytest.approx(given["pwar"])


def test_alternating_offers(known: dict[str, Any]) -> None:
    for (own, other), share in rows(known["rubinstein"]):
        assert first_share(own, other) == pytest.approx(share, abs=1e-10)
    assert known["rubinstein_exact_9/10"] == "10/19"
    finite = known["rubinstein_finite_T200_(.9,.9)"]
    assert finite_share(0.9, 0.9, 201) == pytest.approx(finite, abs=1e-14)
    ((told, share),) = known["rubinstein_limit_nash"].items()
    assert told.startswith("r1=.1,r2=.2,dt=.001")
    assert share_at_interval(0.1, 0.2, 0.001) == pytest.approx(share, abs=1e-12)
    assert first_share(exp(-0.0001), exp(-0.0002)) == pytest.approx(share, abs=1e-10)


def test_power_shift(known: dict[str, Any]) -> None:
    (table,) = (value for key, value in known.items() if key.startswith("power_shift"))
    for (today, tomorrow, cost, _, patience), given in rows(table):
        found = power_shift(today, tomorrow, cost, patience)
        assert found.war_now == pytest.approx(given["war_now"])
        assert found.best_peace == pytest.approx(given["peace_best"])
        assert found.war is given["war"]
        assert found.threshold == pytest.approx(given["threshold_shift"])


def test_audience_costs(known: dict[str, Any]) -> None:
    assert lock_in_time(0.05, 0.4) == pytest.approx(known["audience_lockin"]["a=.05,c=.4"])
    assert lock_in_time(0.2, 0.4) == pytest.approx(known["audience_lockin"]["a=.2,c=.4"])
    assert known["audience_signal"].endswith("q=.6,v=1 -> 1.5")
    assert least_telling_cost(0.6, 1) == pytest.approx(1.5)


def test_nash_and_kalai_smorodinsky(known: dict[str, Any]) -> None:
    split = [(x / 1000, 1 - x / 1000) for x in range(1001)]
    for no_deal, shares in rows(known["nash_bargaining_linear"]):
        assert nash(split, no_deal).worths[0] == pytest.approx(shares)
    curve = [(x / 30000, (1 - x / 30000) ** 0.5) for x in range(30001)]
    assert nash(curve, (0, 0)).worths[0, 0] == pytest.approx(known["nash_sqrt"]["exact"])
    text, _, share = known["kalai_smorodinsky_sqrt"].rpartition("=")
    assert text.startswith("x=sqrt(1-x)")
    assert kalai_smorodinsky(curve, (0, 0)).worths[0, 0] == pytest.approx(float(share), abs=5e-5)


def test_zeuthen(known: dict[str, Any]) -> None:
    risks, products = known["zeuthen_risk"].values()
    assert (risk(0.9, 0.4), risk(0.8, 0.5)) == pytest.approx(tuple(risks))
    assert products == pytest.approx([0.9 * 0.5, 0.4 * 0.8])


def test_brinkmanship(known: dict[str, Any]) -> None:
    added_up, largest = known["brinkmanship"].values()
    assert disaster_chance(0.02, 30) == pytest.approx(added_up, abs=1e-14)
    assert critical_risk(1, 0.4, -2) == pytest.approx(largest)


def test_the_repeated_deal(known: dict[str, Any]) -> None:
    for payoffs, least in rows(known["grim_min_discount"]):
        assert grim_threshold(*payoffs) == pytest.approx(least)
    for payoffs, least in rows(known["tft_min_discount"]):
        assert tit_for_tat_threshold(*payoffs) == pytest.approx(least)
    for lag, least in known["detection_lag_min_discount"].items():
        assert lag_threshold(5, 3, 1, int(lag.removeprefix("L="))) == pytest.approx(least, abs=5e-7)
    (snapback,) = (value for key, value in known.items() if key.startswith("snapback"))
    for patience, periods in snapback.items():
        found = snapback_periods(5, 3, 1, float(patience.removeprefix("d=")))
        # At .5 the file holds where a sum came within 1e-12 of what it never reaches.
        assert found == (None if patience == "d=0.5" else periods), patience
    (slices,) = (value for key, value in known.items() if key.startswith("salami"))
    assert fewest_slices(3, 1, 0.9) == slices["g=3,b=1,d=.9"]


def test_richardson_and_grit(known: dict[str, Any]) -> None:
    (table,) = (value for key, value in known.items() if key.startswith("richardson"))
    for coefficients, given in rows(table):
        race = ArmsRace(*coefficients)
        assert race.resting_levels == pytest.approx(given["eq"], abs=5e-7)
        assert race.stable is given["stable"]
    (cuts,) = (value for key, value in known.items() if key.startswith("grit"))
    assert float(reciprocated_cuts(8, 0.25, 6)[-1]) == pytest.approx(cuts["r=.25,n=6"])


def test_nothing_in_the_file_is_left_out(known: dict[str, Any]) -> None:
    """Faratin's tactics are a part of the simulation; all else stands above."""
    above = ("fearon", "rubinstein", "power_shift", "audience", "nash", "kalai", "zeuthen")
    further = ("brinkmanship", "grim", "tft", "detection", "snapback", "salami", "richardson")
    left = [key for key in known if not key.startswith((*above, *further, "grit"))]
    assert [key.split("_")[0] for key in left] == ["faratin"] * 3

"""Figures of a handful of runs, counted by hand by the data set's definitions."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.simulated import CHECKS, Figure, figures
from goldenbridge.analysis.dynamics.generic import generic, protracted, violent
from goldenbridge.analysis.dynamics.run import Runs
from goldenbridge.analysis.dynamics.state import COLUMNS
from goldenbridge.analysis.dynamics.targets import TARGETS
from goldenbridge.case.base_rates import base_rate

WORLDS, SEED = 8, 3


def runs(*rows: dict[str, float]) -> Runs:
    """Runs in worlds 0, 1, … of which only these columns are not 0."""
    table = np.zeros((len(rows), len(COLUMNS) + 2))
    for number, row in enumerate(rows):
        for name, value in {"run": number, "world": number, **row}.items():
            table[number, COLUMNS.index(name)] = value
    return Runs(generic(WORLDS, SEED, calibrated=False), table, np.zeros((0, 11), dtype=np.int64))


def shown(*rows: dict[str, float]) -> dict[str, Figure]:
    return figures(runs(*rows), SEED)


AGREED = {"ending": 1.0, "month": 0.5, "peak": 4.0, "held": 100.0}
LAPSED = {"ending": 2.0, "month": 2.0, "peak": 7.0}
RUNNING = {"ending": 0.0, "month": 60.0, "peak": 8.0}


def test_shares() -> None:
    found = shown(AGREED, LAPSED, RUNNING, {**AGREED, "held": 59.0})
    assert found["agreement"] == Figure(0.5, 0.25, 4.0)
    assert found["war"].value == 0.5
    assert found["no-violence"].value == 0.5
    assert found["resumption-agreement"].value == 0.5


def test_war_is_the_peak_not_the_end() -> None:
    assert shown({**LAPSED, "peak": 7.0, "at_war": 0.0})["war"].value == 1.0
    assert shown({**LAPSED, "peak": 6.0})["war"].value == 0.0


def test_hazards_count_events_over_months_lived_through_in_the_bin() -> None:
    found = shown(AGREED, LAPSED, RUNNING)
    # The first month: half of one, and two whole ones.
    assert found["agreement-hazard-0-30"].value == pytest.approx(1 / 2.5)
    assert found["agreement-hazard-0-30"].error == pytest.approx(1 / 2.5)
    assert found["ending-hazard-0-30"].value == pytest.approx(1 / 2.5)
    # Days 30 to 90: one month of the second, two of the third.
    assert found["agreement-hazard-30-90"].value == 0.0
    assert found["ending-hazard-30-90"].value == pytest.approx(1 / 3)
    # Whoever still runs at the horizon ends in no bin.
    assert found["ending-hazard-730-1500"].value == 0.0
    assert found["ending-hazard-730-1500"].of == pytest.approx(770 / 30)


def test_an_ending_on_the_edge_belongs_to_the_later_bin() -> None:
    found = shown({**AGREED, "month": 1.0})
    assert found["agreement-hazard-0-30"].value == 0.0
    assert isnan(found["agreement-hazard-30-90"].value)  # nobody lived through it


def test_durations_in_days_with_those_that_run_on() -> None:
    found = shown(*({**LAPSED, "month": m} for m in (1.0, 2.0, 3.0, 4.0)), RUNNING)
    assert found["duration-median"].value == pytest.approx(90)
    assert found["duration-lower-quartile"].value == pytest.approx(60)
    assert found["duration-upper-quartile"].value == pytest.approx(120)
    assert found["duration-median"].error > 0


def test_mediation_is_cross_tabulated() -> None:
    found = shown(
        {**AGREED, "mediated": 1.0}, {**LAPSED, "mediated": 1.0}, LAPSED, AGREED, RUNNING
    )  # fmt: skip
    assert found["mediated"].value == pytest.approx(0.4)
    assert found["agreement-mediated"].value == 0.5
    assert found["agreement-unmediated"].value == pytest.approx(1 / 3)
    assert found["war-mediated"].value == 0.5
    assert found["war-unmediated"].value == pytest.approx(2 / 3)
    assert found["agreement-mediated-violent"].value == 0.0
    assert found["agreement-unmediated-violent"].value == 0.0


def test_by_how_the_crisis_began() -> None:
    peaks = [8.0 if one else 3.0 for one in violent(WORLDS, SEED)]
    found = shown(*({**LAPSED, "peak": peak} for peak in peaks))
    assert (found["war-violent-trigger"].value, found["war-nonviolent-trigger"].value) == (1, 0)
    peaks = [8.0 if one else 3.0 for one in protracted(WORLDS, SEED)]
    found = shown(*({**LAPSED, "peak": peak} for peak in peaks))
    assert (found["war-protracted"].value, found["war-not-protracted"].value) == (1, 0)


def test_what_nobody_was_is_no_number() -> None:
    found = shown(LAPSED)
    assert isnan(found["agreement-mediated"].value)
    assert isnan(found["resumption-agreement"].value)
    assert found["agreement-mediated"].of == 0


def test_every_target_and_check_has_a_figure_and_every_check_a_base_rate() -> None:
    found = shown(AGREED, LAPSED)
    wanted = {t.id for t in TARGETS if t.id != "resumption-ceasefire"}
    assert set(found) == wanted | set(CHECKS)
    for rate, at in CHECKS.values():
        assert base_rate(rate).value is not None or at is not None


def test_errors_of_shares_are_binomial() -> None:
    found = shown(AGREED, LAPSED, LAPSED, LAPSED)
    assert found["agreement"].error == pytest.approx(sqrt(0.25 * 0.75 / 4))

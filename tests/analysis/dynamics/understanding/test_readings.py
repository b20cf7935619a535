"""Rival readings: shares among the runs in which they hold, and what a policy does there."""

from __future__ import annotations

import numpy as np

from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import HYPOTHESES
from goldenbridge.analysis.dynamics.understanding.intervals import share
from goldenbridge.analysis.dynamics.understanding.readings import by_reading, turning


def test_a_row_counts_the_runs_in_which_a_reading_holds(crises) -> None:
    runs = run(crises, 2000)
    rows = by_reading(runs, {})
    assert len(rows) == sum(len(h.readings) for h in HYPOTHESES)
    held = crises.readings[runs["world"].astype(int), 3]
    row = next(r for r in rows if (r.hypothesis, r.reading) == ("talks", "calming"))
    assert row.outcomes["agreement"] == share(runs["ending"] == 1, runs["world"], held == 2)
    by_hypothesis: dict[str, int] = {}
    for r in rows:
        by_hypothesis[r.hypothesis] = by_hypothesis.get(r.hypothesis, 0) + r.outcomes["war"].runs
    assert set(by_hypothesis.values()) == {2000}


def test_a_share_among_those_that_hold_is_that_of_setting_it_by_hand(crises) -> None:
    """Readings are drawn independently, so conditioning and setting agree, up to sampling."""
    told = {r.reading: r for r in by_reading(run(crises, 10_000), {}) if r.hypothesis == "intent"}
    for reading, row in told.items():
        by_hand = run(crises.reading(intent=reading), 10_000)
        aside = share(by_hand["ending"] == 1, by_hand["world"])
        (low, high), (other, most) = row.outcomes["agreement"].interval, aside.interval
        assert low <= most
        assert other <= high


def test_a_policy_that_turns_round_is_named(crises, made) -> None:
    """Runs by hand: the policy brings agreement where talks calm, and takes it where they stall."""
    held = crises.readings[np.arange(2560) % crises.worlds, 3]
    before = np.where(held == 1, 1.0, 0.0)
    after = np.where(held == 2, 1.0, 0.0)
    month = np.full(2560, 3.0)
    nothing = made(crises, ending=before.tolist(), month=month.tolist())
    other = made(crises, ending=after.tolist(), month=month.tolist())
    rows = by_reading(nothing, {"turning": other})
    ((more, less),) = turning(rows, "turning", "agreement")
    assert (more.reading, less.reading) == ("calming", "stalling")
    assert more.changes["turning"]["agreement"].estimate == 1.0
    assert turning(by_reading(nothing, {"same": nothing}), "same", "agreement") == []

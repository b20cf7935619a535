"""How far a judgement may move: against the case written anew with the value moved."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.robustness.asking import Asking
from goldenbridge.analysis.robustness.breakpoints import (
    LEAD,
    leader,
    turns_by_asking,
    turns_by_steps,
)
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.reweighting import (
    STEPS,
    at_confidences,
    confidences,
    steps_with,
)
from goldenbridge.analysis.robustness.screening import screened
from goldenbridge.analysis.robustness.turning import breakpoints
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import load
from goldenbridge.worlds import FRESH, Settings

WORLDS = 128


def pool_of(kit: Any, text: str, worlds: int = WORLDS) -> Pool:
    return Pool(Sample.draw(kit.load(text).at(), 3, worlds), FRESH, worlds)


@pytest.fixture(scope="module")
def pool(kit: Any) -> Pool:
    return pool_of(kit, kit.rich)


@pytest.fixture(scope="module")
def rows(kit: Any, pool: Pool) -> np.ndarray:
    packages = kit.slow(pool.worlds()).packages
    return np.array([pool.frame.index(package) for package in packages[4:16:4]])


# ----------------------------------------------------------------------------------- re-weighting

#: A typed confidence, and how the case is written where it has another value.
TYPED = [
    ("red_lines.not-new.confidence", "confidence: 0.6", "confidence: {}"),
    ("red_lines.border-moves.confidence", "confidence: 0.7", "confidence: {}"),
    ("red_lines.no-watch-untaxed.confidence_under.calm", "calm: 0.4", "calm: {}"),
    ("red_lines.no-watch-untaxed.confidence_under.tense", "tense: 0.9", "tense: {}"),
]


@pytest.mark.parametrize(("where", "old", "new"), TYPED)
@pytest.mark.parametrize("value", [0.0, 0.25, 0.55, 0.8, 1.0])
def test_reweighting_a_line_is_drawing_the_case_with_another_confidence(
    kit: Any, pool: Pool, rows: np.ndarray, where: str, old: str, new: str, value: float
) -> None:
    assert kit.rich.count(old) == 1
    asking = Asking(pool, rows)
    one = next(c for c in confidences(pool.worlds()) if ".".join(map(str, c.where)) == where)
    owner = pool.frame.leads[pool.frame.lines.index(one.line)]
    shares = at_confidences(
        np.array([value]),
        pool.numbers("lead", owner),
        one.counts,
        asking.base,
        asking.masks(Settings(binding={one.line: True})),
        asking.masks(Settings(binding={one.line: False})),
    )
    again = Asking(pool_of(kit, kit.rich.replace(old, new.format(value))), rows)
    assert len(again.base) == len(asking.base)
    np.testing.assert_allclose(shares[0], again.shares, atol=1e-12)


def test_the_confidence_typed_gives_the_answer_as_drawn(pool: Pool, rows: np.ndarray) -> None:
    asking = Asking(pool, rows)
    told = list(confidences(pool.worlds()))
    assert {c.line for c in told} == set(pool.frame.lines)
    for one in told:
        owner = pool.frame.leads[pool.frame.lines.index(one.line)]
        shares = at_confidences(
            np.array([one.value]),
            pool.numbers("lead", owner),
            one.counts,
            asking.base,
            asking.masks(Settings(binding={one.line: True})),
            asking.masks(Settings(binding={one.line: False})),
        )
        np.testing.assert_allclose(shares[0], asking.shares, atol=1e-12)


def test_each_world_has_one_confidence_in_a_line_that_counts(kit: Any) -> None:
    text = kit.rich.replace(
        "effects: [{swing: {party: ben, issue: border}, times: 1.3}]",
        "effects: [{red_line: not-new, confidence: 0.2}, {red_line: no-watch-untaxed, "
        "confidence: 0.1}]",
    )
    pool = pool_of(kit, text)
    tense = pool.worlds().readings["mood"] == 1
    counts: dict[str, np.ndarray] = {}
    for one in confidences(pool.worlds()):
        counts[one.line] = counts.get(one.line, 0) + one.counts.astype(int)
        if "effects" in one.where:
            np.testing.assert_array_equal(one.counts, tense)
    assert set(counts) == set(pool.frame.lines)
    assert all((total == 1).all() for total in counts.values())


def test_a_line_that_a_pulled_lever_sets_is_not_reweighted() -> None:
    at = load("european-security").at("2022-01-28")
    lever, line = next(
        (key, e.red_line) for key, one in at.body.levers.items() for e in one.effects if e.red_line
    )
    sample = Sample.draw(at, 1, 16)
    nothing = np.zeros((0, len(sample.frame.space.issues)), dtype=int)
    for pulled in ([], [lever]):
        pool = Pool(sample.pulling(pulled), FRESH, 16)
        told = breakpoints(pool, nothing, judgements=0).found
        lines = {b.where[1] for b in told if b.where[0] == "red_lines"}
        assert (line in lines) != bool(pulled)


def test_steps_hold_the_value_as_typed() -> None:
    assert 0.12345 in steps_with(0.12345)
    assert len(steps_with(0.5)) == len(STEPS)


def test_a_reading_may_gain_weight_until_the_case_written_so_turns(kit: Any) -> None:
    """Setting a reading is certainty, drawing it again with more weight is not: near enough."""
    pool = pool_of(kit, kit.rich, 1024)
    found = breakpoints(pool, np.zeros((0, 4), dtype=int), judgements=0)
    calm = next(b for b in found.found if b.where[-2:] == ("calm", "weight"))
    assert calm.kind == "weight"
    assert calm.likeliest == pytest.approx(2 / 3)
    for weight, end in ((0.0, calm.ends[0]), (1.0, calm.ends[1])):
        written = kit.rich.replace("weight: 2", f"weight: {weight}").replace(
            "text: Tense\n", f"text: Tense\n        weight: {1 - weight}\n"
        )
        again = search(pool_of(kit, written, 1024).worlds(), "on").found.mean()
        assert end == pytest.approx(again, abs=1e-12)


# ---------------------------------------------------------------------------------------- by hand


def test_a_bracket_turns_where_the_slow_count_turns(kit: Any, pool: Pool, rows: np.ndarray) -> None:
    found = breakpoints(pool, rows, judgements=2)
    assert found.complete
    turning = [b for b in found.found if b.kind == "bracket" and b.finding == "deal"]
    assert len(turning) == 3

    def deal(party: str, value: float) -> bool:
        slow = kit.slow(pool.worlds(Settings(firmness={party: value})))
        return bool(slow.deals().mean() > 0.5)

    drawn = bool(kit.slow(pool.worlds()).deals().mean() > 0.5)
    checked = 0
    for one in turning:
        party = str(one.where[1])
        for end, turn in ((0.0, one.turns.down), (1.0, one.turns.up)):
            if turn is None:
                assert deal(party, end) == drawn
            else:
                assert deal(party, turn) != drawn
                checked += 1
                if turn != one.likeliest:
                    back = turn + (1 if end == 0.0 else -1) * 0.25 / 2**4
                    assert deal(party, back) == drawn
    assert checked


def test_a_share_that_falls_and_rises_again_is_not_bisected_past() -> None:
    """The answer is another between 3 and 4 and beyond 9 only; both are nearest to somewhere."""

    def ask(value: float) -> int:
        return int(3 <= value <= 4 or value >= 9)

    near = turns_by_asking(ask, 0, 2, 10, 0, grid=21, halvings=10)
    assert near.up == pytest.approx(3, abs=0.01)
    assert near.down is None
    far = turns_by_asking(ask, 0, 6, 10, 0, grid=21, halvings=10)
    assert (far.down, far.up) == pytest.approx((4, 9), abs=0.01)


def test_where_the_likeliest_value_already_gives_another_answer_it_turns_there() -> None:
    found = turns_by_asking(lambda value: 1, 0, 2, 10, 0)
    assert (found.down, found.up, found.becomes_up) == (2, 2, 1)
    steps = np.array([0.0, 0.5, 1.0])
    again = turns_by_steps(steps, np.array([0, 1, 0]), 0.5, 0)
    assert (again.down, again.up) == (0.5, 0.5)


def test_the_nearest_is_told_first_and_what_never_turns_by_name(
    pool: Pool, rows: np.ndarray
) -> None:
    found = breakpoints(pool, rows, judgements=2)
    told: Any = found.as_dict()
    distances = [one["distance"] for one in told["turning"]]
    assert distances == sorted(distances)
    assert len(told["turning"]) + len(told["none_within_range"]) == len(found.found)
    assert told["judgements_asked"] == 2
    assert told["judgements"] > 2
    assert {one.finding for one in found.found} == {"deal", "best_package", "leader"}


def test_screening_finds_the_judgement_that_decides(pool: Pool) -> None:
    column = next(n for n, (kind, _) in enumerate(pool.draws.inputs) if kind == "value")
    answer = pool.draws.uniforms[pool.kept][:, [column]] > 0.5
    chosen, known = screened(pool, answer, 1)
    assert chosen == [pool.draws.inputs[column][1]]
    assert known > 1


def test_another_package_leads_only_where_it_is_clearly_ahead() -> None:
    shares = np.array([[0.5, 0.5 + LEAD / 2], [0.5, 0.5 + 2 * LEAD]])
    assert leader(shares).tolist() == [0, 1]


def test_it_stops_between_things(pool: Pool, rows: np.ndarray) -> None:
    found = breakpoints(pool, rows, stop=lambda: True)
    assert not found.complete
    assert {b.name for b in found.found} == {found.found[0].name}

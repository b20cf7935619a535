"""What to find out first, on cases whose answers are known beforehand."""

import json

import numpy as np
import pytest

from goldenbridge.analysis.information import information
from goldenbridge.analysis.sample import Sample

WORLDS = 2000


@pytest.fixture(scope="module")
def tasted(kit, taste):
    return information(Sample.draw(kit.load(taste).at(), 1, WORLDS))


@pytest.fixture(scope="module")
def weighed(kit, weighty):
    return information(Sample.draw(kit.load(weighty).at(), 1, WORLDS))


def question(found, kind, key):
    return next(q for q in found.questions if (q.asked.kind, q.asked.id) == (kind, key))


def test_a_planted_hypothesis_is_worth_what_it_must_be(tasted):
    assert tasted.share.estimate == pytest.approx(0.6, abs=0.01)
    assert tasted.evpi.raw == pytest.approx(0.4, abs=0.01)
    asked = question(tasted, "hypothesis", "taste")
    assert asked.value.raw == pytest.approx(0.4, abs=0.01)
    assert asked.value.low < 0.4 < asked.value.high
    assert asked.visible
    assert asked.proved
    assert tasted.questions[0] is asked


def test_an_answer_right_only_so_often_is_worth_that_much_less(tasted):
    # Told "A" or "B" rightly in a share r of cases: announcing what is told succeeds in r.
    known = dict(question(tasted, "hypothesis", "taste").reliability)
    for share in (0.7, 0.8, 0.9, 1.0):
        assert known[share].raw == pytest.approx(share - 0.6, abs=0.015)
    assert known[0.6].estimate == pytest.approx(0.0, abs=0.015)


def test_how_the_answer_changes_the_advice(tasted):
    asked = question(tasted, "hypothesis", "taste")
    likes_a, likes_b = asked.answers
    assert tasted.advice == {"x": "a", "z": "none"}
    assert (likes_a.answer, dict(likes_a.changes)) == ("It likes A.", {})
    assert likes_b.changes == {"x": ("a", "b")}
    assert likes_b.in_words == ("Which: B, not A",)
    assert (likes_b.share.estimate, likes_b.share_of_advice.estimate) == (1.0, 0.0)
    assert likes_b.weight.estimate == pytest.approx(0.4, abs=0.01)
    assert asked.verdict == "If the answer is: It likes B, then announce: Which: B, not A."
    assert asked.asked.words == (
        "Find out: Which of the two does Two like? It bears on what Two would sign."
    )


def test_idle_questions_are_worth_nothing_and_said_to_be_out_of_sight(tasted):
    for kind, key in [("hypothesis", "mood"), ("weights", "one"), ("bracket", "two")]:
        asked = question(tasted, kind, key)
        assert asked.value.raw == pytest.approx(0.0, abs=0.01)
        assert not asked.visible
        assert not asked.moves
        assert "below what 2000 worlds can see" in asked.verdict
        assert "hope, not advice" in asked.verdict


def test_weights_that_decide_are_seen_and_weights_that_do_not_are_not(weighed):
    deciding, idle = question(weighed, "weights", "two"), question(weighed, "weights", "one")
    assert deciding.visible
    assert deciding.moves
    assert deciding.value.raw > 0.5 * weighed.evpi.raw > 0.05
    assert not idle.visible
    assert idle.value.raw == 0.0
    assert question(weighed, "hypothesis", "taste").value.raw == pytest.approx(0, abs=0.01)


def test_no_answer_is_worth_more_than_everything(kit, tasted, weighed):
    rich = information(Sample.draw(kit.load(kit.rich).at(), 1, 1000))
    for found in (tasted, weighed, rich):
        assert found.questions
        for asked in found.questions:
            assert asked.where_chosen >= 0
            assert asked.value.raw <= found.evpi.high
        visible = [asked.visible for asked in found.questions]
        assert visible == sorted(visible, reverse=True)


def test_a_red_line_nobody_knows_is_worth_asking_after(kit):
    # A deal at "half" crosses the line: worth announcing only if the line is not real.
    text = (
        kit.pair
        + """
red_lines:
  all-or-nothing: {owners: [two], issue: y, at_least: full, confidence: 0.5, severity: 10,
                   declared: inferred, text: Nothing less than all of it.}
"""
    )
    found = information(Sample.draw(kit.load(text).at(), 1, 1000))
    asked = question(found, "red_line", "all-or-nothing")
    assert asked.asked.who == ("Two",)
    assert asked.asked.words == (
        "Ask Two whether this red line is real: “Nothing less than all of it.”"
    )
    assert set(found.exchange_by_party) == {"two"}
    assert found.exchange_by_party["two"].value.raw == pytest.approx(asked.value.raw)
    assert found.exchange is not None
    assert found.exchange.value.raw == pytest.approx(asked.value.raw, abs=0.02)


def test_it_is_plain_data_and_the_same_each_time(kit):
    def whole():
        told = information(Sample.draw(kit.load(kit.rich).at(), 4, 400)).as_dict()
        return json.dumps(told, allow_nan=False)

    assert whole() == whole()
    told = json.loads(whole())
    assert set(told) == {
        "evpi", "advice", "exchange_red_lines", "questions", "floor", "worlds", "complete",
    }  # fmt: skip
    kinds = {one["kind"] for one in told["questions"]}
    assert kinds == {"hypothesis", "red_line", "bracket", "weights", "own_lines"}
    for one in told["questions"]:
        assert {"id", "about", "who", "words", "value", "raw", "floor", "visible"} <= set(one)
        assert one["value"]["estimate"] == max(one["raw"], 0)
        weights = [answer["weight"]["estimate"] for answer in one["answers"]]
        assert sum(weights) == pytest.approx(1, abs=1e-4)


def test_it_tells_how_far_it_is_and_stops_when_asked(kit):
    told, asked = [], []

    def stop():
        asked.append(True)
        return len(asked) > 2

    sample = Sample.draw(kit.load(kit.rich).at(), 4, 400)
    found = information(sample, progress=lambda *step: told.append(step), stop=stop)
    assert not found.complete
    assert len(found.questions) == 2
    assert all(0 < share <= 1 for _, share in told)
    assert {stage for stage, _ in told} >= {"what to find out first"}


def test_too_few_worlds_and_no_deal_anywhere_leave_nothing_to_value(kit, taste):
    few = information(Sample.draw(kit.load(taste).at(), 1, 10))
    assert (few.questions, few.advice) == ((), None)
    hopeless = taste.replace(
        "x: {none: 0, a: 10, b: 10, c: 100}", "x: {none: 100, a: 0, b: 0, c: 0}"
    )
    none = information(
        Sample.draw(kit.load(hopeless.replace("points: 100", "points: 0")).at(), 1, 200)
    )
    assert (none.questions, none.advice) == ((), None)
    assert none.evpi.raw == 0.0
    json.dumps(none.as_dict(), allow_nan=False)


def test_the_value_found_is_that_of_a_large_brute_force(kit):
    """Value of the mood, choosing among all packages by counting in many more worlds."""
    snapshot = kit.load(kit.rich).at()
    found = information(Sample.draw(snapshot, 1, 2000))
    other = Sample.draw(snapshot, 9, 2000).worlds
    slow = kit.slow(other)
    signed = np.array(
        [[slow.signed(w, package) for package in slow.packages] for w in range(len(other))]
    )
    mood = other.readings["mood"]
    best = sum(signed[mood == reading].sum(axis=0).max() for reading in (0, 1))
    value = (best - signed.sum(axis=0).max()) / len(other)
    everything = signed.any(axis=1).mean() - signed.mean(axis=0).max()
    assert question(found, "hypothesis", "mood").value.raw == pytest.approx(value, abs=0.02)
    assert found.evpi.raw == pytest.approx(everything, abs=0.03)

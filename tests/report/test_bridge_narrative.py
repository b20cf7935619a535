import copy

import pytest

from goldenbridge.report.evidence import Links
from goldenbridge.report.narrative.bridge import bridge_words
from goldenbridge.report.words import plain

LINKS = Links()


@pytest.fixture
def w():
    return bridge_words()


def test_the_whole_text_reads_as_stored(stored_bridge, w, kept):
    b = stored_bridge
    sentences = [
        *w.opens(b, LINKS),
        *w.price(b),
        *w.at_knee_holds(b, LINKS),
        *w.levers_alone(b, LINKS),
        *(s for one in w.pressure_groups(b) for s in w.pressed(b, one, LINKS)),
        *w.steps_answer(b),
        *w.in_worlds(b),
        *w.guarantees(b),
    ]
    lines = [*map(plain, sentences), w.proved(b), *w.unravels(b)]
    kept("bridge_narrative.txt", "\n".join(lines) + "\n")


def test_no_sentence_foretells(stored_bridge, w):
    b = stored_bridge
    said = [plain(s) for s in (*w.opens(b, LINKS), *w.steps_answer(b), *w.in_worlds(b))]
    for word in (" will ", "likely", "should", "probab"):
        assert not any(word in s for s in said), word


def test_sides_are_told_in_the_same_words(stored_bridge, w):
    """What is said of a stick does not hang on whose it is."""
    one = stored_bridge["pressure"]["comparisons"][0]
    said = []
    for party in ("mill", "bakery"):
        b = copy.deepcopy(stored_bridge)
        other = {**one, "holder": party}
        text = "\n".join([w.pressed_title(b, other), *map(plain, w.pressed(b, other, LINKS))])
        said.append(text.replace(w.payer_name(b, party), "X"))
    assert said[0] == said[1]


def test_a_set_that_helps_nobody(stored_bridge, w):
    b = copy.deepcopy(stored_bridge)
    b["curve"] = b["curve"][:1]
    b["curve_about"]["knee"] = 0
    assert "No set of the levers" in plain(w.opens(b, LINKS)[-1])
    b["curve_about"]["levers"] = []
    assert "no lever that changes anything" in plain(w.opens(b, LINKS)[-1])


def test_a_curve_that_was_not_proved_says_so(stored_bridge, w):
    b = copy.deepcopy(stored_bridge)
    b["curve_about"]["proved"] = False
    b["curve"][-1]["gap"] = 0.034
    assert "up to 3.4 points more" in w.proved(b)
    assert "proved" not in w.proved(b)


def test_a_curve_proved_over_some_levers_says_over_which(stored_bridge, w):
    b = copy.deepcopy(stored_bridge)
    b["curve_about"]["proved_among"] = b["curve_about"]["levers"][:2]
    b["curve"][-1]["gap"] = 0.034
    assert "sets of the two levers used most" in w.proved(b)
    assert "up to 3.4 points more" in w.proved(b)


@pytest.mark.parametrize("kind", ["knife_edge", "all_readings", "balance", "hinges"])
def test_how_firmly_the_knee_holds(stored_bridge, w, kind):
    b = copy.deepcopy(stored_bridge)
    b["curve_about"]["finding"]["kind"] = kind
    first, label, ends = map(plain, w.at_knee_holds(b, LINKS))
    assert first.startswith("Even with these levers")
    assert label.startswith("That ")
    assert "lowest, 0 % (0 to " in ends
    b["curve_about"]["finding"] = None
    assert w.at_knee_holds(b, LINKS) == []


def test_a_change_that_may_be_chance_is_told_as_such(stored_bridge, w):
    b = copy.deepcopy(stored_bridge)
    one = b["pressure"]["comparisons"][0]
    one["sticks_only"]["share_change"] = {"estimate": -0.01, "interval": [-0.03, 0.01]}
    assert "no more than chance may bring" in plain(w.pressed(b, one, LINKS)[0])
    one["sticks_only"]["share_change"] = {"estimate": -0.02, "interval": [-0.03, -0.01]}
    assert "chance" not in plain(w.pressed(b, one, LINKS)[0])


def test_a_stick_without_a_way_out(stored_bridge, w):
    b = copy.deepcopy(stored_bridge)
    one = b["pressure"]["comparisons"][0]
    one.update(with_way_out=None, way_out_alone=None, ways_out=[])
    assert "No way out is stated" in plain(w.pressed(b, one, LINKS)[-1])


@pytest.mark.parametrize("status", ["holds", "not begun", "out of time", "nothing to order"])
def test_every_ending_of_the_steps_is_told(stored_bridge, w, status):
    b = copy.deepcopy(stored_bridge)
    b["plan"].update(status=status, worlds=None)
    [said] = w.steps_answer(b)
    assert "{" not in plain(said)
    b["plan"] = None
    assert "no steps to order" in plain(w.steps_answer(b)[0])


def test_the_knee_and_the_most(stored_bridge, w):
    shares = [p["share"] for p in stored_bridge["curve"]]
    assert w.best_point(stored_bridge)["share"] == max(shares)
    assert w.at_knee(stored_bridge) in stored_bridge["curve"]

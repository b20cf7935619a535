"""Worlds with a deal for every set of switches, against trying every package under every set."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.dealspace.layers import layer
from goldenbridge.dealspace.search import by_set
from goldenbridge.dealspace.search.by_set import with_deal_by_set
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import TOLERANCE, WorldWorths

many = settings(max_examples=30, deadline=None)


def slow(case, second, switches):
    """For each setting of the switches, the worlds in which some package that has it is signed."""
    counts = np.zeros((2,) * len(switches), dtype=np.int64)
    for world in range(case.worths.n_worlds):
        signed = {tuple(deal[s] for s in switches) for deal in second.accepted(world)}
        for one in signed:
            counts[one] += 1
    return counts


@many
@given(data=st.data(), lead=st.sampled_from(["always", "issues", "never"]))
def test_every_set_is_counted_as_by_trying_every_package(cases_with, brute, data, lead):
    """With rules, terms, red lines and consents that hang on switches, switches in any order."""
    case = data.draw(cases_with(n_worlds=4, switches=data.draw(st.integers(1, 4)), lead=lead))
    two = [issue for issue, size in enumerate(case.layers.space.sizes) if size == 2]
    switches = data.draw(st.permutations(two))[: data.draw(st.integers(0, len(two)))]
    found = with_deal_by_set(*case.asked, switches)
    assert found.finished
    assert found.counts.tolist() == slow(case, brute(case), switches).tolist()


def planted(*, impossible=(), lines=(), terms=(), worlds=1):
    """One issue of no interest, and two switches; each party is content with anything."""
    layers = layer(
        DealSpace.plain([2, 2, 2], impossible), terms, lines, np.zeros((2, 6)), np.zeros(3, int),
        np.zeros((len(lines), 2)),
    )  # fmt: skip
    worths = WorldWorths(np.zeros((worlds, 2, 6)), np.zeros((worlds, 2, len(terms))))
    binding = np.full(worlds, 2 ** len(lines) - 1, dtype=np.uint64)
    return layers, worths, np.zeros((worlds, 2)), binding, ("always", "always")


@pytest.mark.parametrize("on", [(0, 0), (0, 1), (1, 0), (1, 1)])
@pytest.mark.parametrize("points", [3.0, -3.0])
def test_a_term_counts_only_where_all_that_it_names_is_so(on, points):
    """Both switches at once, or one on and the other off: worth 3 to the first party."""
    term = Clause(((1, on[:1]), (2, on[1:])))
    layers, worths, no_deal, binding, consent = planted(terms=[term])
    worths = WorldWorths(worths.unary, np.array([[[points], [0.0]]]))
    asks = no_deal + np.array([max(points, 0.0), 0.0])
    found = with_deal_by_set(layers, worths, asks, binding, consent, [1, 2])
    expected = np.zeros((2, 2)) if points > 0 else np.ones((2, 2))
    expected[on] = 1 - expected[on]
    assert found.counts.tolist() == expected.tolist()


def test_a_set_that_a_rule_forbids_has_no_deal():
    """The second switch needs the first: on its own it is no set at all."""
    needs = Clause(((1, (0,)), (2, (1,))))
    found = with_deal_by_set(*planted(impossible=[needs]), [1, 2])
    assert found.counts.tolist() == [[1, 0], [1, 1]]


def test_a_rule_between_a_switch_and_an_option_leaves_the_other_option():
    """What the rule bars is one package, not the set."""
    rule = Clause(((0, (0,)), (1, (1,))))
    found = with_deal_by_set(*planted(impossible=[rule]), [1, 2])
    assert found.counts.tolist() == [[1, 1], [1, 1]]


def test_a_line_that_a_switch_must_be_on_for():
    """A line crossed wherever the first switch is off: no deal there."""
    found = with_deal_by_set(*planted(lines=[Clause(((1, (0,)),))]), [1, 2])
    assert found.counts.tolist() == [[0, 0], [1, 1]]


def test_a_switch_that_only_calls_in_a_party_that_refuses():
    """The second party is asked only where the switch is on, and nothing suits it."""
    layers, worths, _, binding, _ = planted()
    controls = np.zeros((2, 6))
    controls[1, 2:4] = 1
    layers = layer(layers.space, (), (), controls, np.zeros(3, int))
    found = with_deal_by_set(
        layers, worths, np.array([[0.0, 5.0]]), binding, ("always", "issues"), [1, 2]
    )
    assert found.counts.tolist() == [[1, 1], [0, 0]]


def test_nobody_is_asked_and_still_a_set_that_a_line_forbids_has_no_deal():
    layers, worths, no_deal, binding, _ = planted(lines=[Clause(((1, (1,)), (2, (1,))))])
    found = with_deal_by_set(layers, worths, no_deal, binding, ("never", "never"), [1, 2])
    assert found.counts.tolist() == [[1, 1], [1, 0]]


def test_no_switches_at_all_counts_the_worlds_with_a_deal():
    layers, worths, no_deal, binding, consent = planted(worlds=3)
    no_deal[1] = 1.0
    found = with_deal_by_set(layers, worths, no_deal, binding, consent, [])
    assert found.counts.shape == ()
    assert int(found.counts) == 2


@pytest.mark.parametrize("scale", [1e-3, 1.0, 100.0])
def test_a_deal_on_the_very_edge_is_settled_once(scale):
    """The search and the check of what it found add up in another order, and may disagree."""
    layers, _, _, _, consent = planted()
    worlds = 400
    unary = np.repeat(np.random.default_rng(4).random((worlds, 2, 3)), 2, axis=2) * scale
    edge = unary[:, :, ::2].sum(axis=2) + TOLERANCE
    calls = iter(range(20))
    found = with_deal_by_set(
        layers, WorldWorths(unary, np.zeros((worlds, 2, 0))), edge, np.zeros(worlds, np.uint64),
        consent, [1, 2], stop=lambda: next(calls, None) is None,
    )  # fmt: skip
    assert found.finished
    assert (found.counts <= worlds).all()


@many
@given(data=st.data())
def test_batches_change_nothing(cases_with, data):
    case = data.draw(cases_with(n_worlds=5, switches=2))
    n = len(case.layers.space.issues)
    whole = with_deal_by_set(*case.asked, [n - 2, n - 1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_set, "BATCH", 2)
        parts = with_deal_by_set(*case.asked, [n - 2, n - 1])
    assert (parts.counts == whole.counts).all()


def test_where_it_is_stopped_it_says_so_and_never_counts_too_much():
    asked = planted(worlds=9)
    calls = iter(range(1000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_set, "BATCH", 4)
        found = with_deal_by_set(*asked, [1, 2], stop=lambda: next(calls) >= 1)
    assert not found.finished
    assert (found.counts <= 9).all()
    assert (found.counts < 9).any()


def test_progress_rises_to_one():
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_set, "BATCH", 4)
        with_deal_by_set(*planted(worlds=9), [1, 2], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_switch_of_three_options_is_refused():
    layers = layer(DealSpace.plain([3, 2]), (), (), np.zeros((1, 5)))
    worths = WorldWorths(np.zeros((1, 1, 5)), np.zeros((1, 1, 0)))
    with pytest.raises(ValueError, match="two options"):
        with_deal_by_set(layers, worths, 0.0, 0, ("always",), [0])


@many
@given(data=st.data())
def test_one_package_for_all_is_signed_no_more_often_than_some_package_in_each(
    cases_with, brute, data
):
    """Share ≤ share of worlds with any deal, for every set."""
    case = data.draw(cases_with(n_worlds=4, switches=2))
    second, n = brute(case), len(case.layers.space.issues)
    found = with_deal_by_set(*case.asked, [n - 2, n - 1])
    for deal in second.deals:
        signed = sum(second.lacking(world, deal) == 0 for world in range(4))
        assert signed <= found.counts[deal[n - 2 :]]


def test_two_switches_by_pencil():
    """The first gives one party 2, the second takes 1 from the other."""
    layers, worths, no_deal, binding, consent = planted(worlds=2)
    unary = worths.unary.copy()
    unary[:, 0, 3], unary[:, 1, 5] = 2, -1
    no_deal = np.array([[1.0, 0.0], [0.0, -1.0]])
    # World 0 wants the first on and the second off; world 1 takes anything.
    found = with_deal_by_set(
        layers, WorldWorths(unary, worths.terms), no_deal, binding, consent, [1, 2]
    )
    assert found.counts.tolist() == [[1, 1], [2, 1]]

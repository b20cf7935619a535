"""The order in which issues are settled changes how long a search takes, and no answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.dealspace.layers import layer
from goldenbridge.dealspace.limits import SpaceTooTied
from goldenbridge.dealspace.search import acceptance
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted, crosses
from goldenbridge.dealspace.search.branching import by_importance, importance
from goldenbridge.dealspace.search.by_cost import most_accepted_by_cost
from goldenbridge.dealspace.search.by_set import with_deal_by_set
from goldenbridge.dealspace.search.corrections import corrections
from goldenbridge.dealspace.search.existence import exists, firmest
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths, value

many = settings(max_examples=25, deadline=None)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_no_answer_hangs_on_the_order(cases_with, data):
    case = data.draw(cases_with(n_worlds=4, switches=1))
    layers, *rest = case.asked
    n = len(layers.space.issues)
    order = data.draw(st.permutations(range(n)))
    other = layers.in_order(order, 10**6)
    # A space without any deal has no graph, and no order.
    assert other.is_empty or other.graph.order.tolist() == order
    assert other.is_empty == layers.is_empty
    assert other.line_owners.tolist() == layers.line_owners.tolist()
    deals = layers.space.enumerate()
    for told in (
        lambda one: value(one, case.worths, deals).tolist(),
        lambda one: accepted(one, *rest, deals).tolist(),
        lambda one: crosses(one, case.binding, deals, case.consent).tolist(),
        lambda one: exists(one, *rest).found.tolist(),
        lambda one: firmest(
            one, case.worths, case.no_deal, case.no_deal + 2, case.binding, case.consent
        ).value.round(9).tolist(),
        lambda one: [set(sets) for sets in corrections(one, *rest).sets],
        lambda one: [set(sets) for sets in corrections(one, *rest).conflicts],
        lambda one: most_accepted(one, *rest, how_many=1).counts.tolist(),
        lambda one: most_accepted(one, *rest).any_deal,
        lambda one: with_deal_by_set(one, *rest, [n - 1]).counts.tolist(),
    ):  # fmt: skip
        assert told(layers) == told(other)
    costs = np.arange(layers.space.n_options) % 3.0
    one, two = (most_accepted_by_cost(a, *rest, costs) for a in (layers, other))
    assert one.costs.tolist() == two.costs.tolist()
    assert one.counts.tolist() == two.counts.tolist()


@many
@given(data=st.data())
def test_no_answer_hangs_on_what_is_thought_important(cases_with, brute, data):
    """Also where the branching is turned round, and where there is no room for it."""
    case = data.draw(cases_with(n_worlds=4))
    second = brute(case)
    counts = [sum(second.lacking(w, deal) == 0 for w in range(4)) for deal in second.deals]
    most = [max(counts)] if max(counts, default=0) else []

    def turned(layers, worths, binding, room, weights=None):
        order = by_importance(layers, worths, binding, room, weights).graph.order.tolist()
        return layers if layers.is_empty else layers.in_order(order[::-1], 10**6)

    for branching in (by_importance, turned, lambda layers, *_: layers):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(acceptance, "by_importance", branching)
            found = most_accepted(*case.asked, how_many=1)
        assert found.counts.tolist() == most
        assert found.proved.all()
    cramped = by_importance(case.layers, case.worths, case.binding, 0)
    assert cramped.graph.order.tolist() == case.layers.graph.order.tolist()


def three_issues(lines=(), terms=()):
    layers = layer(DealSpace.plain([2, 2, 2]), terms, lines, np.zeros((2, 6)))
    return layers, np.zeros((2, 2, 6)), np.zeros((2, 2, len(terms)))


def test_importance_by_pencil():
    """Each party's stakes are shared out over the issues; a term's over those that it names."""
    layers, unary, terms = three_issues(
        [Clause(((1, (0,)), (2, (0,))))], [Clause(((0, (1,)), (2, (1,))))]
    )
    unary[:, 0, 0], unary[:, 0, 3] = 3, -1  # 3 on the first, 1 on the second
    unary[:, 1, 5] = 10  # all on the third
    terms[0, 0] = 4  # as much again for the first party in one of two worlds
    binding = np.array([1, 0], np.uint64)
    score = importance(layers, WorldWorths(unary, terms), binding)
    # First party: 3/8, 1/8 and the term 4/8 in world 0; 3/4 and 1/4 in world 1. The line binds in
    # half the worlds and names two issues: a quarter each.
    assert score == pytest.approx(
        [(3 / 8 + 3 / 4) / 2 + 1 / 8, (1 / 8 + 1 / 4) / 2 + 1 / 4, 1 + 1 / 8 + 1 / 4]
    )
    branching = by_importance(layers, WorldWorths(unary, terms), binding, 10**6)
    assert branching.graph.order.tolist() == [2, 0, 1]
    early = by_importance(layers, WorldWorths(unary, terms), binding, 10**6, {1: 4.0})
    assert early.graph.order.tolist() == [1, 2, 0]


def test_an_order_that_takes_too_much_room_is_refused_or_left():
    """Six pairs tied crosswise: settled pair by pair it is small, one side first it is not."""
    ties = [Clause(((n, (0,)), (n + 6, (0,)))) for n in range(6)]
    layers = layer(DealSpace.plain([2] * 12, ties), (), (), np.zeros((1, 24)))
    with pytest.raises(SpaceTooTied):
        layers.in_order(range(12), 60)
    worths = WorldWorths(
        np.repeat(12.0 - np.arange(12), 2)[None, None] * np.tile([0.0, 1.0], 12),
        np.zeros((1, 1, 0)),
    )
    same = by_importance(layers, worths, np.zeros(1, np.uint64), room=120)
    assert same is layers
    other = by_importance(layers, worths, np.zeros(1, np.uint64), room=10**6)
    assert other.graph.order.tolist() == list(range(12))

"""The curve of cost against worlds that accept, against pricing and counting every package."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.dealspace.layers import layer
from goldenbridge.dealspace.search import by_cost
from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.by_cost import most_accepted_by_cost
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths

many = settings(max_examples=20, deadline=None)
leads = st.sampled_from(["always", "always", "issues", "never"])


def drawn_costs(data, sizes):
    """Whole numbers, many of them 0 or alike: packages that cost the same come up often."""
    few = st.sampled_from([0, 0, 0, 1, 1, 2, 5])
    return np.array([data.draw(few) for _ in range(int(sum(sizes)))], dtype=float)


def priced(case, second, costs):
    """Cost and worlds that accept, of every package."""
    offsets, worlds = case.layers.space.offsets, range(case.worths.n_worlds)
    return [
        (
            sum(costs[o + k] for o, k in zip(offsets, deal, strict=False)),
            sum(second.lacking(world, deal) == 0 for world in worlds),
        )
        for deal in second.deals
    ]


def best(points, cost):
    """The most worlds that anything as cheap is accepted in."""
    return max((count for spent, count in points if spent <= cost), default=0)


def curve_of(points):
    """What no package betters, cheapest first: more worlds than everything as cheap."""
    found = []
    for cost in sorted({cost for cost, _ in points}):
        count = best(points, cost)
        if count > (found[-1][1] if found else 0):
            found.append((cost, count))
    return found


def told(result):
    return list(zip(result.costs.tolist(), result.counts.tolist(), strict=True))


def check(case, second, costs, result):
    """Points are what their packages cost and reach; bounds are bounds; proved is true."""
    points = priced(case, second, costs)
    assert (np.diff(result.costs) > 0).all()
    assert (np.diff(result.counts) > 0).all()
    for deal, cost, count, bound in zip(
        result.deals.tolist(), result.costs, result.counts, result.bounds, strict=True
    ):
        assert (cost, count) == points[second.deals.index(tuple(deal))]
        assert count <= best(points, cost) <= bound
    if result.proved:
        assert told(result) == curve_of(points)
        assert (result.bounds == result.counts).all()


@many
@given(data=st.data(), lead=leads)
def test_the_curve_is_that_of_all_packages(cases_with, brute, data, lead):
    case = data.draw(cases_with(n_worlds=6, switches=data.draw(st.integers(0, 3)), lead=lead))
    costs = drawn_costs(data, case.layers.space.sizes)
    second = brute(case)
    result = most_accepted_by_cost(*case.asked, costs)
    assert result.proved
    assert told(result) == curve_of(priced(case, second, costs))
    assert result.any_deal == sum(bool(second.accepted(world)) for world in range(6))
    check(case, second, costs, result)


@many
@given(data=st.data(), parts=st.sampled_from([1, 3, 96]), guesses=st.sampled_from([1, 24]))
def test_neither_parts_nor_guesses_change_the_curve(cases_with, brute, data, parts, guesses):
    case = data.draw(cases_with(n_worlds=6, switches=2))
    costs = drawn_costs(data, case.layers.space.sizes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_cost, "PARTS", parts)
        patch.setattr(by_cost, "GUESSES", guesses)
        result = most_accepted_by_cost(*case.asked, costs)
    assert result.proved
    assert told(result) == curve_of(priced(case, brute(case), costs))


@many
@given(data=st.data(), asked=st.integers(0, 3), nodes=st.sampled_from([1, 2, 8, 10**6]))
def test_cut_short_bounds_still_bound_and_proved_is_still_true(
    cases_with, brute, data, asked, nodes
):
    """Without a first guess, so that there is much left to find where it stops."""
    case = data.draw(cases_with(n_worlds=6, switches=3))
    costs = drawn_costs(data, case.layers.space.sizes)
    calls = iter(range(asked))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_cost, "PARTS", 4)
        patch.setattr(by_cost, "ROUND", 1)
        patch.setattr(by_cost, "_guess", lambda *given: None)
        result = most_accepted_by_cost(
            *case.asked, costs, max_nodes=nodes, stop=lambda: next(calls, None) is None
        )
    check(case, brute(case), costs, result)


def open_to_all(sizes, worlds=1):
    """Issues and one party that takes anything."""
    layers = layer(DealSpace.plain(sizes), (), (), np.zeros((1, sum(sizes))))
    return layers, np.zeros((worlds, 1, sum(sizes))), np.zeros((worlds, 1, 0))


def test_a_cheap_point_not_yet_looked_at_is_not_proved_away():
    """Stopped with a dear package in hand that all accept: a cheap one that some accept is out."""
    layers, unary, terms = open_to_all([2, 2], worlds=3)
    unary[:, 0, 0], unary[2, 0, 2], unary[:, 0, 3] = 1, -5, 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_cost, "_guess", lambda layers, price, witnesses, count, curve: curve.add(
            7.0, 3, np.array([0, 1])
        ))  # fmt: skip
        result = most_accepted_by_cost(
            layers, WorldWorths(unary, terms), 1.0, 0, ("always",), [0, 9, 0, 7],
            stop=lambda: True,
        )  # fmt: skip
    assert told(result) == [(7.0, 3)]
    assert not result.proved
    whole = most_accepted_by_cost(
        layers, WorldWorths(unary, terms), 1.0, 0, ("always",), [0, 9, 0, 7]
    )
    assert told(whole) == [(0.0, 2), (7.0, 3)]
    assert whole.proved


def test_a_curve_with_as_many_points_as_worlds():
    """Each further unit of cost reaches one world more: no point is lost for want of room."""
    worlds = 5000
    layers, unary, terms = open_to_all([2] * 13, worlds)
    weights = 2.0 ** np.arange(13)
    unary[:, 0, 1::2] = weights
    result = most_accepted_by_cost(
        layers, WorldWorths(unary, terms), np.arange(worlds)[:, None] * 1.0, 0, ("always",),
        np.stack([np.zeros(13), weights], axis=1).ravel(),
    )  # fmt: skip
    assert result.counts.tolist() == list(range(1, worlds + 1))
    assert (result.costs == result.counts - 1).all()
    assert result.proved


@many
@given(data=st.data())
def test_free_of_cost_it_is_the_package_accepted_most_often(cases_with, data):
    case = data.draw(cases_with(n_worlds=6, switches=1))
    free = most_accepted_by_cost(*case.asked, np.zeros(case.layers.space.n_options))
    most = most_accepted(*case.asked, how_many=1)
    assert free.counts.tolist() == most.counts.tolist()
    assert free.any_deal == most.any_deal


def test_costs_that_differ_by_next_to_nothing_are_one_cost():
    """0.1 + 0.2 is as dear as 0.3: the package that reaches more stands for both."""
    layers, unary, terms = open_to_all([2, 2, 2], worlds=2)
    unary[:, 0, [1, 3]], unary[0, 0, 5] = 1, 2
    result = most_accepted_by_cost(
        layers, WorldWorths(unary, terms), 2.0, 0, ("always",), [0, 0.1, 0, 0.2, 0, 0.3]
    )
    assert result.deals.tolist() == [[1, 1, 0]]
    assert result.counts.tolist() == [2]


def test_three_points_by_pencil():
    """Nothing reaches one world, the first lever another, both levers the third; one is useless."""
    layers, unary, terms = open_to_all([2, 2, 2], worlds=3)
    unary[:, 0, 1], unary[:, 0, 3], unary[:, 0, 5] = 1, 2, 0
    result = most_accepted_by_cost(
        layers, WorldWorths(unary, terms), [[0.0], [1.0], [3.0]], 0, ("always",),
        [0, 4, 0, 9, 0, 1],
    )  # fmt: skip
    assert told(result) == [(0.0, 1), (4.0, 2), (13.0, 3)]
    assert result.deals.tolist() == [[0, 0, 0], [1, 0, 0], [1, 1, 0]]


def test_no_deal_anywhere_is_an_empty_curve_and_proved():
    layers, unary, terms = open_to_all([2, 2], worlds=2)
    result = most_accepted_by_cost(
        layers, WorldWorths(unary, terms), 1.0, 0, ("always",), [0, 1, 0, 1]
    )
    assert result.proved
    assert result.any_deal == len(result.deals) == 0


@pytest.mark.parametrize("costs", [[0, -1, 0, 0], [0, 0, 0], [0, np.inf, 0, 0], [0, np.nan, 0, 0]])
def test_costs_that_are_none_are_refused(costs):
    layers, unary, terms = open_to_all([2, 2])
    with pytest.raises(ValueError, match="ost"):
        most_accepted_by_cost(layers, WorldWorths(unary, terms), 0.0, 0, ("always",), costs)


def test_progress_rises_to_one(cases_with):
    layers, unary, terms = open_to_all([2, 2, 2], worlds=3)
    heard = []
    most_accepted_by_cost(
        layers, WorldWorths(unary, terms), 0.0, 0, ("always",), np.ones(6), progress=heard.append
    )
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


@many
@given(data=st.data())
def test_a_free_option_that_only_helps_never_lowers_the_curve(cases_with, data):
    """A switch that costs nothing, takes from nobody and crosses no line: on the same worlds."""
    case = data.draw(cases_with(n_worlds=6))
    layers, worths = case.layers, case.worths
    costs = drawn_costs(data, layers.space.sizes)
    bits = np.arange(layers.n_parties, dtype=np.uint64)
    wider = layer(
        DealSpace.plain([*layers.space.sizes, 2], layers.space.impossible),
        (*layers.terms, Clause(((0, (0,)), (len(layers.space.sizes), (1,))))),
        layers.lines,
        np.pad(layers.controls, ((0, 0), (0, 2))),
        np.append(layers.defaults, 0),
        (layers.line_owners[:, None] >> bits) & np.uint64(1) > 0,
    )
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    gains = rng.integers(0, 4, (2, 6, layers.n_parties)).astype(float)
    more = WorldWorths(
        np.concatenate(
            [worths.unary, np.stack([np.zeros_like(gains[0]), gains[0]], axis=2)], axis=2
        ),
        np.concatenate([worths.terms, gains[1][:, :, None]], axis=2),
    )
    before = most_accepted_by_cost(*case.asked, costs)
    after = most_accepted_by_cost(
        wider, more, case.no_deal, case.binding, case.consent, [*costs, 0, 0]
    )
    for cost, count in told(before):
        assert best(told(after), cost) >= count


@many
@given(data=st.data())
def test_a_further_option_never_shrinks_the_zone(cases_with, brute, data):
    """Where worths, no-deals and lines stay what they are, more can be agreed, never less."""
    case = data.draw(cases_with(n_worlds=6))
    layers, worths = case.layers, case.worths
    sizes = [*layers.space.sizes[:-1], layers.space.sizes[-1] + 1]
    bits = np.arange(layers.n_parties, dtype=np.uint64)
    wider = layer(
        DealSpace.plain(sizes, layers.space.impossible),
        layers.terms,
        layers.lines,
        np.pad(layers.controls, ((0, 0), (0, 1)), mode="edge"),
        layers.defaults,
        (layers.line_owners[:, None] >> bits) & np.uint64(1) > 0,
    )
    new = np.random.default_rng(data.draw(st.integers(0, 99))).integers(-5, 6, (6, len(bits), 1))
    more = WorldWorths(np.concatenate([worths.unary, new], axis=2), worths.terms)
    asked = type(case)(wider, more, case.no_deal, case.binding, case.consent)
    before, after = brute(case), brute(asked)
    for world in range(6):
        assert set(before.accepted(world)) <= set(after.accepted(world))
    found = most_accepted_by_cost(*asked.asked, np.zeros(sum(sizes)))
    least = most_accepted_by_cost(*case.asked, np.zeros(sum(sizes) - 1))
    assert found.any_deal >= least.any_deal
    assert found.counts.max(initial=0) >= least.counts.max(initial=0)

"""The frontier against listing all deals, its laws, and what it says to bad input."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.dealspace.frontier import frontier
from goldenbridge.dealspace.space import Clause, DealSpace

many = settings(max_examples=100, deadline=None)


@st.composite
def tables(draw, clause_strategy):
    """Contributions in tenths, whose sums carry floating-point noise; rules; terms; no deal."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    n_parties = draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    contributions = [rng.integers(-9, 10, (size, n_parties)) / 10 for size in sizes]
    rules = draw(st.lists(clause_strategy(sizes, 1, 3), max_size=3))
    clauses = draw(st.lists(clause_strategy(sizes, 1, 3), max_size=3))
    terms = [(clause, rng.integers(-9, 10, n_parties) / 10) for clause in clauses]
    no_deal = draw(st.sampled_from([None, rng.integers(-9, 6, n_parties) / 10]))
    return contributions, rules, terms, no_deal


def tenths(contributions, rules, terms, no_deal):
    """Every deal that counts and its worths in whole tenths, without rounding noise."""
    deals = DealSpace.plain([len(c) for c in contributions], rules).enumerate()
    worths = sum(np.rint(c * 10).astype(int)[deals[:, i]] for i, c in enumerate(contributions))
    for clause, worth in terms:
        worths = worths + clause.matches(deals)[:, None] * np.rint(worth * 10).astype(int)
    if no_deal is not None:
        enough = (worths >= np.rint(no_deal * 10)).all(axis=1)
        deals, worths = deals[enough], worths[enough]
    return deals, worths


def undominated(worths):
    no_worse = (worths[:, None] >= worths[None]).all(axis=2)
    better = (worths[:, None] > worths[None]).any(axis=2)
    return ~(no_worse & better).any(axis=0)


@many
@given(data=st.data())
def test_the_frontier_is_what_listing_every_deal_finds(clause_strategy, data):
    table = data.draw(tables(clause_strategy))
    contributions, rules, terms, no_deal = table
    deals, worths = tenths(*table)
    best = undominated(worths) if len(worths) else np.zeros(0, bool)
    plain = frontier(contributions, no_deal, impossible=rules, terms=terms)
    tied = frontier(contributions, no_deal, impossible=rules, terms=terms, ties=True)
    found = {tuple(row) for row in np.rint(plain.worths * 10).astype(int).tolist()}
    assert found == {tuple(row) for row in worths[best].tolist()}
    assert len(found) == len(plain)
    assert sorted(map(tuple, tied.deals.tolist())) == sorted(map(tuple, deals[best].tolist()))
    by_deal = {tuple(d): w for d, w in zip(deals.tolist(), worths / 10, strict=True)}
    for front in (plain, tied):
        for deal, worth in zip(front.deals.tolist(), front.worths, strict=True):
            np.testing.assert_allclose(worth, by_deal[tuple(deal)], atol=1e-12)


@many
@given(data=st.data())
def test_labels_and_order_of_issues_and_parties_do_not_matter(clause_strategy, data):
    contributions, _, _, no_deal = data.draw(tables(clause_strategy))
    issues = data.draw(st.permutations(range(len(contributions))))
    parties = data.draw(st.permutations(range(contributions[0].shape[1])))
    one = frontier(contributions, no_deal)
    other = frontier(
        [contributions[i][::-1][:, parties] for i in issues],
        None if no_deal is None else no_deal[parties],
    )
    ours = sorted(np.round(one.worths[:, parties], 6).tolist())
    assert ours == sorted(np.round(other.worths, 6).tolist())


@many
@given(data=st.data())
def test_another_option_never_worsens_the_frontier(clause_strategy, data):
    contributions, _, _, no_deal = data.draw(tables(clause_strategy))
    before = frontier(contributions, no_deal)
    extra = np.random.default_rng(3).integers(-9, 10, (1, contributions[0].shape[1])) / 10
    after = frontier([np.vstack([contributions[0], extra]), *contributions[1:]], no_deal)
    for row in before.worths:
        assert (after.worths >= row - 1e-9).all(axis=1).any()


@many
@given(data=st.data())
def test_a_deal_worth_exactly_no_deal_is_reached_through_rules_and_terms(clause_strategy, data):
    contributions, rules, terms, _ = data.draw(tables(clause_strategy))
    deals, worths = tenths(contributions, rules, terms, None)
    if not len(deals):
        return
    # No deal as good as some deal to each party: nothing is to spare on the way to it.
    least = worths[data.draw(st.integers(0, len(deals) - 1))]
    front = frontier(contributions, least / 10, impossible=rules, terms=terms)
    counted = worths[(worths >= least).all(axis=1)]
    expected = {tuple(row) for row in counted[undominated(counted)].tolist()}
    assert {tuple(row) for row in np.rint(front.worths * 10).astype(int).tolist()} == expected


def test_float_noise_leaves_no_dominated_deal():
    # 0.1 + 0.2 is a hair more than 0.3 + 0.0, so each seems to beat the other somewhere.
    front = frontier([[[0.1, 0.3], [0.3, 0.1]], [[0.2, 0.0], [0.0, 0.2]]])
    assert len(front) == len({tuple(row) for row in np.round(front.worths, 9).tolist()})
    np.testing.assert_allclose(front.worths.sum(axis=1), 0.6)


def test_a_billion_billion_deals_are_no_obstacle():
    rng = np.random.default_rng(7)
    contributions = [rng.random((4, 3)) for _ in range(30)]
    low = sum(c.min(axis=0) for c in contributions)
    high = sum(c.max(axis=0) for c in contributions)
    front = frontier(contributions, (low + high) / 2)
    assert len(front) == 6176


def test_as_good_as_no_deal_counts_and_nothing_less():
    table = [[[1, 3], [2, 2], [3, 1]]]
    assert frontier(table, [2, 2]).worths.tolist() == [[2, 2]]
    assert len(frontier(table, [2 + 1e-6, 2])) == 0


def test_large_worths_get_a_coarser_grid():
    front = frontier([[[3e9, 1.0], [1.0, 3e9]], [[1e9, 0.0], [0.0, 1e9]]])
    assert front.tolerance == pytest.approx(1e-6)
    assert len(front) == 4


def test_impossible_everything_leaves_nothing():
    front = frontier([[[1.0], [2.0]]], impossible=[Clause(((0, (0, 1)),))])
    assert len(front) == 0
    assert front.deals.shape == (0, 1)


def test_a_frame_in_words():
    space = DealSpace(("border",), (("open", "shut"),))
    front = frontier([[[1, 0], [0, 1]]])
    frame = front.to_frame(space, ["Norvik", "Sund"])
    assert frame.to_dict("list") == {
        "border": ["shut", "open"],
        "Norvik": [0.0, 1.0],
        "Sund": [1.0, 0.0],
    }
    assert front.to_frame().columns.tolist() == ["issue 0", "party 0", "party 1"]
    assert "2 undominated deals" in front._repr_html_()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "contributions are empty"),
        (([[1, 2]],), r"issue number 0 need a row .* shape \(2,\)"),
        (([[[1, 2]], [[1]]],), "number 0 has 2, issue number 1 has 1"),
        (([[[1, np.nan]]],), "issue number 0 has nan at option 0, party 1"),
        (([np.zeros((0, 2))],), r"shape \(0, 2\)"),
        (([[[1, 2]]], [1, 2, 3]), r"No deal needs one number for each of 2 .* shape \(3,\)"),
        (([[[1, 2]]], [1, np.nan]), "NaN"),
    ],
)
def test_what_is_wrong_is_told(arguments, message):
    with pytest.raises(ValueError, match=message):
        frontier(*arguments)


def test_a_tolerance_must_be_positive_and_coarse_enough():
    with pytest.raises(ValueError, match="positive number; found 0"):
        frontier([[[1.0]]], tolerance=0)
    with pytest.raises(ValueError, match="cannot be told apart"):
        frontier([[[1e12]]], tolerance=1e-9)
    with pytest.raises(ValueError, match="finite number for each party"):
        frontier([[[1.0]]], terms=[(Clause(((0, (0,)),)), [np.inf])])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_dominated_deal_is_left_by_float_noise(data):
    sizes = data.draw(st.lists(st.integers(2, 3), min_size=2, max_size=5))
    parts = st.integers(0, 6)
    whole = [
        np.array([[data.draw(parts) for _ in range(2)] for _ in range(size)]) for size in sizes
    ]
    # Eighty-fourths are no multiples of any decimal grid: equal sums differ by noise.
    found = frontier([array / 84 for array in whole])
    exact = {
        tuple(int(v) for v in np.sum([a[o] for a, o in zip(whole, deal, strict=True)], axis=0))
        for deal in product(*(range(size) for size in sizes))
    }
    best = {x for x in exact if not any(y != x and y[0] >= x[0] and y[1] >= x[1] for y in exact)}
    assert {tuple(np.rint(row * 84).astype(int).tolist()) for row in found.worths} == best
    assert len(found) == len(best)

"""Deal spaces, clauses, consent and the limits of the searches."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge import dealspace
from goldenbridge.dealspace.consent import regimes
from goldenbridge.dealspace.layers import layer
from goldenbridge.dealspace.limits import SpaceTooLarge, SpaceTooTied, TooManyLines, UnknownOption
from goldenbridge.dealspace.order import settling_order
from goldenbridge.dealspace.search.existence import exists, firmest
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths


def owners_of(layers):
    """Whose each red line is, (lines, parties), as ``layer`` takes it."""
    bits = np.arange(layers.n_parties, dtype=np.uint64)
    return (layers.line_owners[:, None] >> bits & np.uint64(1)).astype(bool)


BORDER = DealSpace(("border", "trade"), (("open", "shut"), ("free", "quota", "none")))


def test_words_and_numbers_round_trip():
    for deal in BORDER.enumerate():
        assert BORDER.index(BORDER.package(deal)).tolist() == deal.tolist()


def test_an_unknown_option_is_told_with_a_near_name():
    with pytest.raises(UnknownOption, match=r'no option "qouta". Did you mean "quota"'):
        BORDER.index({"border": "open", "trade": "qouta"})
    with pytest.raises(UnknownOption, match=r"\['army'\], and nothing is said on \['trade'\]"):
        BORDER.index({"border": "open", "army": "none"})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Clause(()), "at least one issue"),
        (lambda: Clause(((0, ()),)), "an option on each"),
        (lambda: Clause(((0, (1,)), (0, (2,)))), "each issue once"),
        (lambda: DealSpace((), ()), "at least one issue"),
        (lambda: DealSpace(("a", "a"), (("x",), ("y",))), "name of its own"),
        (lambda: DealSpace(("a",), (("x", "x"),)), 'Issue "a" needs'),
        (lambda: DealSpace.plain([2], [Clause(((1, (0,)),))]), "issue number 1"),
        (lambda: DealSpace.plain([2], [Clause(((0, (2,)),))]), r"options \(2,\)"),
        (lambda: BORDER.package([1]), r"shape \(1,\)"),
        (lambda: layer(BORDER, controls=np.ones((2, 4))), r"found \(2, 4\)"),
        (lambda: regimes(["sometimes"]), 'party number 0 has "sometimes"'),
        (lambda: WorldWorths(np.ones((1, 2)), np.ones((1, 2, 0))), "three axes"),
        (lambda: WorldWorths(np.full((1, 2, 5), np.nan), np.ones((1, 2, 0))), "finite"),
        (lambda: WorldWorths(np.ones((1, 2, 5)), np.ones((1, 3, 0))), r"\(1, 3\)"),
    ],
)
def test_what_is_wrong_is_told(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_searches_refuse_what_does_not_fit():
    worths = WorldWorths(np.ones((1, 2, 5)), np.ones((1, 2, 0)))
    layers = layer(BORDER, controls=np.ones((2, 5)))
    with pytest.raises(ValueError, match="kinds of consent for 1"):
        exists(layers, worths, 0.0, 0, ["always"])
    with pytest.raises(ValueError, match="in 1 worlds"):
        firmest(layers, worths, [[1.0, 1.0]], [[2.0, 0.0]], 0, ["always", "always"])
    with pytest.raises(ValueError, match="5 options and 0 terms do not fit"):
        maximin(layer(BORDER, [Clause(((0, (0,)),))]), worths, 0.0, objective=1)


def test_limits_are_told_and_travel_between_processes():
    with pytest.raises(SpaceTooLarge, match="limit is 5"):
        BORDER.enumerate(limit=5)
    many = [Clause(((0, (0,)),))] * 63
    with pytest.raises(TooManyLines, match="63 red lines and 2 parties"):
        layer(BORDER, lines=many, controls=np.zeros((2, 5)))
    assert layer(BORDER, lines=many[:62], controls=np.zeros((2, 5))).graph.lines.max() > 2**61
    everywhere = [Clause(tuple((i, (o,)) for i in range(6))) for o in range(3)]
    with pytest.raises(SpaceTooTied, match="more than 5") as caught:
        layer(DealSpace.plain([3] * 6, everywhere), max_nodes=5)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_tied_issues_are_settled_together():
    rng = np.random.default_rng(5)
    ends = rng.permutation(12)
    chain = [Clause(((int(a), (0,)), (int(b), (1,)))) for a, b in pairwise(ends)]
    layers = layer(DealSpace.plain([4] * 12, chain))
    assert np.diff(layers.graph.depth_start).max() <= 4
    assert sorted(settling_order(layers.space, chain)) == list(range(12))


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_another_option_never_closes_the_zone(cases, data):
    case = data.draw(cases)
    space, sizes = case.layers.space, case.layers.space.sizes
    wider = DealSpace.plain([*sizes[:-1], sizes[-1] + 1], space.impossible)
    controls = np.pad(case.layers.controls, ((0, 0), (0, 1)))
    old = case.layers
    layers = layer(wider, old.terms, old.lines, controls, old.defaults, owners_of(old))
    unary = np.pad(case.worths.unary, ((0, 0), (0, 0), (0, 1)), constant_values=-3.0)
    before = exists(*case.asked).found
    after = exists(
        layers, WorldWorths(unary, case.worths.terms), case.no_deal, case.binding, case.consent
    ).found
    assert not (before & ~after).any()


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_the_order_of_issues_is_only_a_label(cases, data):
    case = data.draw(cases)
    old = case.layers
    order = data.draw(st.permutations(range(len(old.space.sizes))))
    place = {issue: new for new, issue in enumerate(order)}

    def moved(clauses):
        return [Clause(tuple((place[i], options) for i, options in c.parts)) for c in clauses]

    flat = np.concatenate(
        [np.arange(old.space.offsets[i], old.space.offsets[i + 1]) for i in order]
    )
    layers = layer(
        DealSpace.plain(old.space.sizes[order], moved(old.space.impossible)),
        moved(old.terms), moved(old.lines), old.controls[:, flat], old.defaults[order],
        owners_of(old),
    )  # fmt: skip
    worths = WorldWorths(case.worths.unary[:, :, flat], case.worths.terms)
    one = firmest(old, case.worths, case.no_deal, case.no_deal + 1, case.binding, case.consent)
    other = firmest(layers, worths, case.no_deal, case.no_deal + 1, case.binding, case.consent)
    np.testing.assert_allclose(one.value, other.value)


def test_every_public_name_is_there():
    assert sorted(dealspace.__all__) == sorted(set(dealspace.__all__))
    for name in dealspace.__all__:
        assert getattr(dealspace, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dealspace.nothing

"""The package accepted most often among some of the worlds, against trying every package."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import HealthCheck, given, settings

from goldenbridge.dealspace.search.choosing import Chooser

many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def most(second, worlds):
    """The worlds that accept the package accepted most often among them."""
    return max(
        (sum(second.lacking(w, deal) == 0 for w in worlds) for deal in second.deals), default=0
    )


@many
@given(data=st.data())
def test_the_best_of_any_part_is_what_trying_every_package_finds(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    part = np.array(data.draw(st.lists(st.booleans(), min_size=3, max_size=3)))
    worlds = np.flatnonzero(part).tolist()
    found = Chooser(*case.asked).best(part)
    assert found.proved
    assert found.count == most(second, worlds)
    if found.deal is not None:
        assert sum(second.lacking(w, tuple(found.deal)) == 0 for w in worlds) == found.count


@many
@given(data=st.data())
def test_lines_set_by_hand_are_the_lines_that_bind(cases, brute, data):
    case = data.draw(cases)
    layers, worths, no_deal, _, consent = case.asked
    lines = data.draw(st.integers(0, 2 ** len(layers.lines) - 1))
    none, every = np.zeros(3, np.uint64), np.ones(3, bool)
    found = Chooser(layers, worths, no_deal, none, consent).best(every, binding=lines)
    bound = type(case)(layers, worths, no_deal, np.full(3, lines, np.uint64), consent)
    assert found.proved
    assert found.count == most(brute(bound), range(3))


@many
@given(data=st.data())
def test_worlds_with_a_deal_and_nothing_better_than_known(cases, brute, data):
    case = data.draw(cases)
    second, chooser = brute(case), Chooser(*case.asked)
    assert chooser.any_deal.tolist() == [bool(second.accepted(world)) for world in range(3)]
    known = most(second, range(3))
    again = chooser.best(np.ones(3, bool), known)
    assert again.deal is None
    assert again.count == known
    assert again.proved

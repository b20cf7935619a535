"""Every search against listing all deals, on random small negotiations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.dealspace.search.acceptance import most_accepted
from goldenbridge.dealspace.search.accepts import accepted, accepts, crosses
from goldenbridge.dealspace.search.corrections import corrections
from goldenbridge.dealspace.search.existence import exists, firmest
from goldenbridge.dealspace.search.hitting import is_minimal_conflict, minimal_hitting_sets
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.search.shortfall import best_margin, shortfall
from goldenbridge.dealspace.worths import value

many = settings(max_examples=100, deadline=None)


@many
@given(data=st.data())
def test_layers_hold_the_deals_that_keep_the_rules_and_their_worths(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    deals = case.layers.space.enumerate()
    assert list(map(tuple, deals.tolist())) == second.deals
    if not len(deals):
        assert case.layers.is_empty
        return
    worths = value(case.layers, case.worths, deals)
    for k, deal in enumerate(second.deals):
        for world in range(3):
            for party in range(len(case.consent)):
                assert worths[world, party, k] == second.worth(world, party, deal)


@many
@given(data=st.data())
def test_each_deal_is_one_path_of_the_graph(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    graph = case.layers.graph
    paths = {}

    def walk(node, depth, deal, lines, triggers, terms):
        if depth == len(graph.order):
            paths[tuple(deal)] = (lines, triggers, sorted(terms))
            return
        for a in range(graph.arc_start[node], graph.arc_start[node + 1]):
            issue = graph.order[depth]
            longer = list(deal)
            longer[issue] = int(graph.option[a] - graph.offsets[issue])
            matched = graph.term[graph.term_start[a] : graph.term_start[a + 1]].tolist()
            walk(
                graph.target[a],
                depth + 1,
                longer,
                lines | int(graph.lines[a]),
                triggers | int(graph.triggers[a]),
                terms + matched,
            )

    walk(0, 0, [-1] * len(graph.order), 0, 0, [])
    assert sorted(paths) == second.deals
    for deal, (lines, triggers, terms) in paths.items():
        assert lines == int(case.layers.crossed(deal)[0])
        assert triggers == int(case.layers.triggered(deal)[0])
        matched = [second.matches(term, deal) for term in case.layers.terms]
        assert terms == np.flatnonzero(matched).tolist()


@many
@given(data=st.data())
def test_exists_finds_a_deal_where_there_is_one(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    best = exists(*case.asked)
    for world in range(3):
        zone = second.accepted(world)
        assert best.found[world] == bool(zone)
        if zone:
            assert tuple(best.deals[world]) in zone


@many
@given(data=st.data())
def test_firmest_is_the_largest_smallest_share_of_the_brackets(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    width = np.random.default_rng(1).integers(0, 4, case.no_deal.shape)
    best = firmest(
        case.layers, case.worths, case.no_deal, case.no_deal + width, case.binding, case.consent
    )
    for world in range(3):
        expected = -np.inf
        for deal in second.deals:
            if second.crossed(world, deal):
                continue
            shares = [np.inf]
            for party in second.needed(deal):
                margin = second.worth(world, party, deal) - case.no_deal[world, party]
                if width[world, party]:
                    shares.append(margin / width[world, party])
                elif margin < 0:
                    shares.append(-np.inf)
            expected = max(expected, min(shares))
        assert best.value[world] == pytest.approx(expected, abs=1e-9)


@many
@given(data=st.data())
def test_maximin_with_masks_a_floor_and_hints(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    n_parties = len(case.consent)
    objective = data.draw(st.integers(0, 2**n_parties - 1))
    needed = data.draw(st.integers(0, 2**n_parties - 1))
    excused = data.draw(st.integers(0, 2**n_parties - 1)) & ~(objective | needed)
    floor = data.draw(st.sampled_from([-np.inf, 0.0, 1.0]))
    steps = data.draw(st.sampled_from([1, 3, 24]))
    scale = np.random.default_rng(2).integers(1, 4, case.no_deal.shape)
    rows = np.array([data.draw(st.sampled_from(second.deals or [(-1,) * 2])) for _ in range(3)])
    best = maximin(
        case.layers, case.worths, case.no_deal, scale, objective=objective, needed=needed,
        binding=case.binding, excused=excused, floor=floor, steps=steps,
        hints=rows if second.deals else None,
    )  # fmt: skip
    for world in range(3):
        expected = -np.inf
        for deal in second.deals:
            margins = [
                second.worth(world, p, deal) - case.no_deal[world, p] for p in range(n_parties)
            ]
            if (
                second.crossed_by_anyone(world, deal)
                or int(case.layers.triggered(deal)[0]) & excused
            ):
                continue
            if any(m < 0 for p, m in enumerate(margins) if (needed & ~objective) >> p & 1):
                continue
            gains = [m / scale[world, p] for p, m in enumerate(margins) if objective >> p & 1]
            expected = max(expected, min(gains, default=np.inf))
        if expected < floor:
            expected = -np.inf
        assert best.value[world] == pytest.approx(expected, abs=1e-9)
        assert best.found[world] == (expected > -np.inf)


@many
@given(data=st.data())
def test_who_accepts_and_what_is_crossed(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    if not second.deals:
        return
    content = accepts(case.layers, case.worths, case.no_deal, case.consent, second.deals)
    lines = crosses(case.layers, case.binding, second.deals, case.consent)
    joint = accepted(*case.asked, second.deals)
    n_lines = len(case.layers.lines)
    for world in range(3):
        for k, deal in enumerate(second.deals):
            lacking = second.lacking(world, deal)
            assert lines[world, k] == lacking & ((1 << n_lines) - 1)
            assert [not lacking >> (n_lines + p) & 1 for p in range(len(case.consent))] == (
                content[world, :, k].tolist()
            )
            assert joint[world, k] == (lacking == 0)


@many
@given(data=st.data())
def test_most_accepted_packages(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    apart = data.draw(st.integers(1, 2))
    found = most_accepted(*case.asked, how_many=3, apart=apart)
    counts = {
        deal: sum(second.lacking(world, deal) == 0 for world in range(3)) for deal in second.deals
    }
    assert found.proved.all()
    assert found.any_deal == sum(bool(second.accepted(world)) for world in range(3))
    taken = []
    for _ in range(3):
        free = {
            deal: count
            for deal, count in counts.items()
            if all(sum(a != b for a, b in zip(deal, t, strict=True)) >= apart for t in taken)
        }
        top = max(free.values(), default=0)
        if top == 0:
            break
        deal = tuple(found.deals[len(taken)])
        assert free[deal] == found.counts[len(taken)] == top
        taken.append(deal)
    assert len(found.deals) == len(taken)


@many
@given(data=st.data())
def test_corrections_are_the_minimal_sets(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    found = corrections(*case.asked)
    assert not found.cut_short.any()
    for world in range(3):
        assert set(found.sets[world]) == second.minimal_corrections(world)
        assert len(set(found.sets[world])) == len(found.sets[world])
        if 0 in found.sets[world] or not second.deals:
            assert found.conflicts[world] == ()
        else:
            assert found.conflicts[world] == minimal_hitting_sets(found.sets[world], 64)


@many
@given(data=st.data())
def test_corrections_up_to_a_size_say_what_they_leave_out(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    found = corrections(*case.asked, max_size=1)
    for world in range(3):
        sets = second.minimal_corrections(world)
        assert set(found.sets[world]) == {mask for mask in sets if mask.bit_count() <= 1}
        if not found.cut_short[world]:
            assert set(found.sets[world]) == sets


@many
@given(data=st.data())
def test_conflicts_are_what_cannot_be_kept_together(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    n_bits = len(case.layers.lines) + len(case.consent)
    for world in range(3):
        family = second.minimal_corrections(world)
        masks = {second.lacking(world, deal) for deal in second.deals}
        # A set is a conflict when every package leaves some of it unsatisfied.
        conflicts = {s for s in range(1 << n_bits) if all(s & mask for mask in masks)}
        minimal = {
            s
            for s in conflicts
            if not any(s & ~(1 << b) in conflicts for b in range(n_bits) if s >> b & 1)
        }
        assert set(minimal_hitting_sets(family, n_bits)) == minimal
        small = {s for s in minimal if s.bit_count() <= 2}
        assert set(minimal_hitting_sets(family, 2)) == small
        assert all(is_minimal_conflict(s, family) for s in minimal)


@many
@given(data=st.data())
def test_shortfalls_and_margins(cases, brute, data):
    case = data.draw(cases)
    second = brute(case)
    party = data.draw(st.integers(0, len(case.consent) - 1))
    dropped = data.draw(st.integers(0, (1 << len(case.layers.lines)) - 1))
    own = 1 << (len(case.layers.lines) + party)
    if case.consent[party] == "never":
        return
    short = shortfall(*case.asked, party, dropped=dropped)
    margin = best_margin(*case.asked, party, dropped=dropped)
    for world in range(3):
        free = [d for d in second.deals if not second.lacking(world, d) & ~(own | dropped)]
        base = case.no_deal[world, party]
        most = max((second.worth(world, party, d) - base for d in free), default=-np.inf)
        assert margin.value[world] == pytest.approx(most)
        if any(party not in second.needed(d) for d in free):
            most = 0.0
        assert short[world] == pytest.approx(max(-most, 0.0))

"""The smallest change of wording against trying every package by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.offers.nearby import NOTABLE, nearby
from goldenbridge.analysis.offers.wording import wording

SOME = range(0, 24, 5)


@pytest.mark.parametrize("number", SOME)
def test_no_change_within_the_radius_does_better(brute: Any, number: int) -> None:
    case = brute()
    text = case.packages[number]
    found = wording(case.sample, case.row(text))
    before = case.table(case.main, text)
    refusing = [p for n, p in enumerate(case.parties) if (~before[:, n]).mean() >= NOTABLE]
    assert [one.party for one in found.parties] == refusing
    assert found.radius == 3
    assert found.tried == sum(1 <= case.apart(text, p) <= 3 for p in case.packages)
    for one in found.parties:
        refuses = int((~before[:, case.parties.index(one.party)]).sum())
        for reach, (change, known) in enumerate(zip(one.frontier, one.known, strict=True), 1):
            near = [p for p in case.packages if 1 <= case.apart(text, p) <= reach]
            won = {tuple(p.values()): case.works(case.main, one.party, text, p) for p in near}
            most = max((int(w.sum()) for w in won.values()), default=0)
            some = np.logical_or.reduce([np.zeros(len(before), bool), *won.values()])
            assert (known.count, known.worlds) == (int(some.sum()), refuses)
            if change is None:
                assert most == 0
                continue
            assert (change.chosen.count, change.chosen.worlds) == (most, refuses)
            after = tuple(case.frame.package(change.after).values())
            assert int(won[after].sum()) == most
            # Nothing that does as much is nearer, in issues and then in steps.
            distance = {
                key: (
                    case.apart(text, dict(zip(text, key, strict=True))),
                    int(np.abs(case.row(dict(zip(text, key, strict=True))) - case.row(text)).sum()),
                )
                for key, w in won.items()
                if int(w.sum()) == most
            }
            assert distance[after] == min(distance.values())


@pytest.mark.parametrize("number", SOME)
def test_a_change_is_measured_on_fresh_worlds(brute: Any, number: int) -> None:
    case = brute()
    text = case.packages[number]
    found = wording(case.sample, case.row(text))
    before = case.table(case.fresh, text)
    assert found.signed.count == int(before.all(axis=1).sum())
    for one in found.parties:
        column = case.parties.index(one.party)
        assert one.refuses.count == int((~before[:, column]).sum())
        for change in (*one.frontier, one.sparing):
            if change is None:
                continue
            package = case.frame.package(change.after)
            after = case.table(case.fresh, package)
            assert change.turns is not None
            assert change.turns.count == int(case.works(case.fresh, one.party, text, package).sum())
            assert change.turns.worlds == one.refuses.count
            assert change.signed.count == int(after.all(axis=1).sum())
            for n, party in enumerate(case.parties):
                assert change.loses[party].count == int((before[:, n] & ~after[:, n]).sum())
                assert change.loses[party].worlds == int(before[:, n].sum())


@pytest.mark.parametrize("number", range(0, 24, 3))
def test_the_sparing_change_costs_nobody_much_where_it_was_chosen(brute: Any, number: int) -> None:
    case = brute()
    text = case.packages[number]
    before = case.table(case.main, text)
    for one in wording(case.sample, case.row(text)).parties:
        most = 0
        for package in case.packages:
            if not 1 <= case.apart(text, package) <= 3:
                continue
            after = case.table(case.main, package)
            lost = (before & ~after).sum(axis=0)
            if (lost <= NOTABLE * before.sum(axis=0)).all():
                most = max(most, int(case.works(case.main, one.party, text, package).sum()))
        assert (one.sparing.chosen.count if one.sparing else 0) == most


def test_the_change_that_all_sign_most_often(brute: Any) -> None:
    case = brute()
    text = case.packages[0]
    found = wording(case.sample, case.row(text))
    for reach, change in enumerate(found.for_all, 1):
        counts = [
            int(case.table(case.main, p).all(axis=1).sum())
            for p in case.packages
            if case.apart(text, p) <= reach
        ]
        own = int(case.table(case.main, text).all(axis=1).sum())
        assert (change.chosen.count if change else own) == max(counts)


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 23), seed=st.integers(1, 4), name=st.sampled_from(["rich", "baskets"]))
def test_more_changes_never_do_less_where_they_are_chosen(
    brute: Any, number: int, seed: int, name: str
) -> None:
    case = brute(name, seed)
    parties = list(range(len(case.parties)))
    found = nearby(case.sample.worlds, case.row(case.packages[number]), parties, 4)
    for party in parties:
        for counts in (found.won[party], found.turnable[party]):
            assert counts == sorted(counts)
        assert all(a <= b for a, b in zip(found.won[party], found.turnable[party], strict=True))
        assert found.spared_won[party] <= found.won[party][-1]
    assert found.signed_in == sorted(found.signed_in)


def test_stopped_it_keeps_the_radius_it_finished(brute: Any) -> None:
    case = brute()
    asked = iter([False, True])
    text = case.row(case.packages[3])
    found = wording(case.sample, text, stop=lambda: next(asked))
    assert found.radius == 1
    whole = wording(case.sample, text)
    for cut, full in zip(found.parties, whole.parties, strict=True):
        assert len(cut.frontier) == 1
        assert (cut.frontier[0] is None) == (full.frontier[0] is None)


def test_it_is_told_in_one_sentence_and_as_plain_data(brute: Any) -> None:
    case = brute()
    told: list[float] = []
    text = {"border": "new", "port": "shared", "tax": "low", "watch": "none"}
    found = wording(case.sample, case.row(text), progress=lambda _, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] <= 1
    one = next(one for one in found.parties if one.smallest is not None)
    smallest = one.smallest
    assert smallest is not None
    assert smallest.text().startswith("Moving ")
    assert f"turns {case.frame.snapshot.name(one.party)} in " in smallest.text()
    data = found.as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["parties"][one.party]["frontier"][0]["change"] is None  # type: ignore[index]

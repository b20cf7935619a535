"""Exchanges between issues against trying every pair by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.offers.in_kind import SHOWN, in_kind


def with_one_changed(case: Any, text: dict[str, str], issue: str) -> list[dict[str, str]]:
    return [
        p
        for p in case.packages
        if p[issue] != text[issue] and all(p[k] == text[k] for k in text if k != issue)
    ]


def hangs(case: Any, slow: Any, party: str, text: dict[str, str], issue: str) -> Any:
    column = case.parties.index(party)
    some = np.zeros(len(slow.worlds), dtype=bool)
    for other in with_one_changed(case, text, issue):
        if party in slow.needed(other):
            some |= case.table(slow, other)[:, column]
    return some & ~case.table(slow, text)[:, column]


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("number", range(24))
def test_every_exchange_is_the_best_for_its_pair(brute: Any, number: int, seed: int) -> None:
    case = brute("rich", seed)
    text = case.packages[number]
    found = in_kind(case.sample, case.row(text))
    for party in case.parties:
        refuses = ~case.table(case.main, text)[:, case.parties.index(party)]
        assert (party in found.exchanges) == bool(refuses.any())
    for party, several in found.exchanges.items():
        column = case.parties.index(party)
        assert len(several) <= SHOWN
        counts = [one.content.count for one in several]
        assert counts == sorted(counts, reverse=True)
        assert all(counts)
        for one in several:
            after = case.frame.package(one.after)
            (given,) = [k for k in text if text[k] != after[k]]
            assert given != one.balks_at
            here = hangs(case, case.main, party, text, one.balks_at)
            won = {
                tuple(p.values()): int((case.works(case.main, party, text, p) & here).sum())
                for p in with_one_changed(case, text, given)
            }
            assert won[tuple(after.values())] == max(won.values())
            there = hangs(case, case.fresh, party, text, one.balks_at)
            works = case.works(case.fresh, party, text, after) & there
            refused = int((~case.table(case.fresh, text)[:, column]).sum())
            assert (one.content.count, one.content.worlds) == (int(works.sum()), refused)
            assert one.hangs_on.count == int(there.sum())
            for payer in case.parties:
                cost = [
                    case.fresh.gain(w, payer, text) - case.fresh.gain(w, payer, after)
                    for w in np.flatnonzero(works)
                ]
                middle = float(np.median(cost))
                if middle > 1e-6:
                    assert one.pays[payer] == pytest.approx(middle, abs=1e-5)
                else:
                    assert payer not in one.pays


def test_what_each_wants_of_the_other_can_be_traded(brute: Any) -> None:
    case = brute("pair")
    # The first gives all of y and gets half of x: more of x is what it may be given.
    found = in_kind(case.sample, case.row({"x": "half", "y": "full"}))
    best = found.exchanges["one"][0]
    assert (best.balks_at, case.frame.package(best.after)["x"]) == ("y", "full")
    assert "two" in best.pays
    assert "one" not in best.pays


def test_exchanges_as_plain_data_and_stopped(brute: Any) -> None:
    case = brute()
    data = in_kind(case.sample, case.row(case.packages[7])).as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    stopped = in_kind(case.sample, case.row(case.packages[7]), stop=lambda: True)
    assert set(stopped.exchanges) <= {"ana"}

"""Baskets apart and together against listing every package."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.offers.baskets import groups
from goldenbridge.analysis.offers.linkage import linkage


def moved(case: Any, package: dict[str, str]) -> set[str]:
    return {k for k, v in package.items() if v != case.main.body.issues[k].default}


def deal(case: Any, issues: Any, each: tuple[Any, ...] = ()) -> Any:
    """Worlds with a deal that moves only these issues, and something in each of some groups."""
    allowed = [
        p
        for p in case.packages
        if moved(case, p) <= set(issues) and all(moved(case, p) & set(part) for part in each)
    ]
    worlds = range(len(case.main.worlds))
    return np.array([any(case.main.signed(w, p) for p in allowed) for w in worlds], dtype=bool)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", ["rich", "baskets", "pair"])
def test_each_share_is_what_listing_all_packages_gives(brute: Any, name: str, seed: int) -> None:
    case = brute(name, seed)
    found = linkage(case.sample)
    parts = dict(found.issues)
    everything = [issue for several in parts.values() for issue in several]
    alone = {key: deal(case, issues) for key, issues in parts.items()}
    whole = deal(case, everything)
    tied = deal(case, everything, tuple(parts.values()))
    assert found.whole.count == whole.sum() == case.main.deals().sum()
    assert found.any_alone.count == np.logical_or.reduce(list(alone.values())).sum()
    assert found.all_tied.count == tied.sum()
    assert found.held_up.count == (whole & ~tied).sum()
    for key in parts:
        assert found.alone[key].count == alone[key].sum()
        rest = [i for k, several in parts.items() if k != key for i in several]
        assert found.without[key].count == deal(case, rest).sum()
    assert len(found.pairs) == len(parts) * (len(parts) - 1) // 2
    for pair in found.pairs:
        one, other = pair.baskets
        both = [*parts[one], *parts[other]]
        together, either = deal(case, both), alone[one] | alone[other]
        settled = deal(case, both, (parts[one], parts[other]))
        assert pair.either.count == either.sum()
        assert pair.together.count == together.sum()
        assert pair.opens.count == (together & ~either).sum()
        assert pair.tied.count == settled.sum()
        for key in (one, other):
            assert pair.holds_up[key].count == (alone[key] & ~settled).sum()


def test_baskets_are_the_cases_own_or_else_single_issues(brute: Any) -> None:
    assert groups(brute("baskets").frame) == {"land": [0, 1], "rest": [2, 3]}
    assert groups(brute("rich").frame) == {"border": [0], "port": [1], "tax": [2], "watch": [3]}


@settings(max_examples=20, deadline=None)
@given(
    name=st.sampled_from(["rich", "baskets", "pair"]),
    seed=st.integers(1, 4),
)
def test_together_is_never_less_than_apart(brute: Any, name: str, seed: int) -> None:
    # A deal on one basket is a deal on two that leaves the other alone: no condition is needed.
    found = linkage(brute(name, seed).sample)
    worlds = found.whole.worlds
    for pair in found.pairs:
        assert pair.together.count == pair.either.count + pair.opens.count
        assert pair.tied.count <= pair.together.count <= found.whole.count <= worlds
        assert all(pair.either.count >= found.alone[key].count for key in pair.baskets)
    assert found.any_alone.count <= found.whole.count
    assert all(share.count <= found.whole.count for share in found.without.values())


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(1, 6))
def test_two_deals_apart_can_be_signed_at_once_under_conditions(brute: Any, seed: int) -> None:
    # Nothing ties x and y in this case; it has to hold where, besides, nobody's no deal is
    # worth less to it than everything at its default.
    case = brute("pair", seed)
    found = case.main
    defaults = {k: i.default for k, i in found.body.issues.items()}
    for w in range(len(found.worlds)):
        if any(found.gain(w, p, defaults) > 0 for p in case.parties):
            continue
        for one in (p for p in case.packages if moved(case, p) == {"x"}):
            for other in (p for p in case.packages if moved(case, p) == {"y"}):
                if found.signed(w, one) and found.signed(w, other):
                    assert found.signed(w, {**one, "y": other["y"]})


def test_linkage_stopped_and_as_plain_data(brute: Any) -> None:
    case = brute("baskets")
    told: list[float] = []
    data = linkage(case.sample, progress=lambda _, done: told.append(done)).as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert told == sorted(told)
    assert told[-1] == 1
    assert data["baskets"]["rest"]["name"] == "The rest"  # type: ignore[index]
    assert linkage(case.sample, stop=lambda: True).pairs == ()

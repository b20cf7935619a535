"""The four labels: a case made for each gets it, in their order, against any threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness.labels import Kind, label

W = 1000


def readings(**shares: tuple[int, ...]) -> dict[str, dict[str, Share]]:
    return {k: {f"r{n}": Share(c, W) for n, c in enumerate(v)} for k, v in shares.items()}


MADE = [
    (700, readings(mood=(900, 300)), Kind.HINGES, True),
    (300, readings(mood=(600, 100)), Kind.HINGES, False),
    # hinging goes before a knife's edge
    (500, readings(mood=(900, 100)), Kind.HINGES, False),
    (510, readings(mood=(600, 500)), Kind.KNIFE_EDGE, True),
    (490, readings(mood=(500, 480)), Kind.KNIFE_EDGE, False),
    (700, readings(mood=(800, 600), other=(900, 560)), Kind.ALL_READINGS, True),
    (300, readings(mood=(400, 200)), Kind.ALL_READINGS, False),
    (700, {}, Kind.ALL_READINGS, True),
    (700, readings(mood=(900, 500)), Kind.BALANCE, True),
    # below the threshold, but not beyond sampling
    (700, readings(mood=(900, 480)), Kind.BALANCE, True),
    (300, readings(mood=(100, 510)), Kind.BALANCE, False),
]


@pytest.mark.parametrize(("count", "under", "kind", "holds"), MADE)
def test_a_case_made_for_each_label_gets_it(
    count: int, under: dict[str, dict[str, Share]], kind: Kind, holds: bool
) -> None:
    found = label(Share(count, W), under)
    assert (found.kind, found.holds) == (kind, holds)


def test_it_names_what_it_hinges_on_and_which_reading_says_what() -> None:
    found = label(Share(700, W), readings(mood=(900, 300, 500), calm=(800, 600), war=(100, 900)))
    assert [one.hypothesis for one in found.hinges] == ["mood", "war"]
    assert (found.hinges[0].above, found.hinges[0].below) == (("r0",), ("r1",))
    assert found.text({"mood": "The mood"}) == "hinges on The mood and on war"
    assert found.compared == 7
    told = found.as_dict({"mood": "The mood"})
    assert told["kind"] == "hinges"
    assert told["threshold"] == 0.5


def test_the_more_readings_are_compared_the_wider_their_intervals() -> None:
    """Two readings at 464 and 536 of 1,000: apart for two intervals, not for forty."""
    few = readings(mood=(464, 536))
    assert label(Share(600, W), few).kind is Kind.HINGES
    many = few | {f"h{n}": {f"r{m}": Share(600, W) for m in range(2)} for n in range(19)}
    assert label(Share(600, W), many).kind is Kind.BALANCE


def test_the_threshold_is_stated_and_counts() -> None:
    under = readings(mood=(800, 600))
    assert label(Share(700, W), under, 0.7).kind is Kind.HINGES
    assert label(Share(700, W), readings(mood=(720, 690)), 0.7).kind is Kind.KNIFE_EDGE
    assert label(Share(700, W), under, 0.9).holds is False
    with pytest.raises(ValueError, match="wanted a share"):
        label(Share(700, W), under, 1.5)


counts = st.integers(0, W)


@given(counts, st.lists(st.lists(counts, min_size=2, max_size=4), max_size=4))
def test_saying_the_opposite_keeps_the_label(count: int, several: list[list[int]]) -> None:
    """At one half, "it holds" and "it does not" are the same finding turned round."""
    under = {f"h{n}": tuple(v) for n, v in enumerate(several)}
    opposite = {k: tuple(W - c for c in v) for k, v in under.items()}
    one = label(Share(count, W), readings(**under))
    other = label(Share(W - count, W), readings(**opposite))
    assert one.kind == other.kind
    assert [h.above for h in one.hinges] == [h.below for h in other.hinges]


@given(counts, st.lists(st.lists(counts, min_size=2, max_size=4), max_size=4))
def test_what_holds_in_all_readings_hinges_on_none(count: int, several: list[list[int]]) -> None:
    found = label(Share(count, W), readings(**{f"h{n}": tuple(v) for n, v in enumerate(several)}))
    assert (found.kind is Kind.HINGES) == bool(found.hinges)
    if found.kind is Kind.ALL_READINGS:
        assert all((c > W / 2) == found.holds for v in several for c in v)

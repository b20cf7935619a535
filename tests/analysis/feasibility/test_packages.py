"""The most widely acceptable packages, chosen and counted again by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.feasibility.packages import Acceptance, acceptance, widely_acceptable
from goldenbridge.analysis.sample import Sample

WORLDS = 64


@pytest.fixture(scope="module")
def sample(kit: Any) -> Sample:
    return Sample.draw(kit.load(kit.rich).at(), 3, WORLDS)


@pytest.fixture(scope="module")
def fresh(kit: Any, sample: Sample) -> Any:
    return kit.slow(sample.fresh)


def told(sample: Sample, packages: list[dict[str, str]]) -> list[Acceptance]:
    rows = np.array([sample.frame.space.index(package) for package in packages])
    return acceptance(sample.fresh, rows)


def counted(slow: Any, package: dict[str, str]) -> int:
    return sum(slow.signed(world, package) for world in range(len(slow.worlds)))


def test_the_package_chosen_is_signed_in_the_most_worlds_of_all(kit: Any, sample: Sample) -> None:
    deals, shares, proved = widely_acceptable(sample)
    slow = kit.slow(sample.worlds)
    counts = sorted((counted(slow, package) for package in slow.packages), reverse=True)
    assert proved == [True] * len(deals)
    assert shares[0].count == counts[0] > 0
    for deal, share in zip(deals, shares, strict=True):
        assert counted(slow, sample.frame.package(deal)) == share.count


def test_each_further_package_is_the_best_of_those_unlike_the_earlier(
    kit: Any, sample: Sample
) -> None:
    deals, shares, _ = widely_acceptable(sample, how_many=4, apart=2)
    slow = kit.slow(sample.worlds)
    chosen: list[dict[str, str]] = []
    for deal, share in zip(deals, shares, strict=True):
        unlike = [
            counted(slow, package)
            for package in slow.packages
            if all(sum(package[k] != other[k] for k in package) >= 2 for other in chosen)
        ]
        assert share.count == max(unlike)
        chosen.append(sample.frame.package(deal))
    assert len(chosen) > 1


def test_joint_acceptability_is_the_count_on_fresh_worlds(sample: Sample, fresh: Any) -> None:
    assert not np.array_equal(sample.fresh.firmness, sample.worlds.firmness)
    for package, one in zip(fresh.packages, told(sample, fresh.packages), strict=True):
        assert one.joint.count == counted(fresh, package)
        assert one.joint.worlds == len(sample.fresh)
        assert one.package == package


def test_each_party_is_counted_alone_with_why_it_refuses(sample: Sample, fresh: Any) -> None:
    worlds = range(len(fresh.worlds))
    for package, one in zip(fresh.packages, told(sample, fresh.packages), strict=True):
        needed = fresh.needed(package)
        assert list(one.needs) == needed
        for party in fresh.parties:
            short = [party in needed and fresh.gain(w, party, package) < -1e-9 for w in worlds]
            across = [
                party in needed
                and any(party in fresh.owners(key) for key in fresh.crossed(w, package))
                for w in worlds
            ]
            assert one.below_no_deal[party].count == sum(short)
            takes = len(worlds) - sum(a or b for a, b in zip(short, across, strict=True))
            assert one.by_party[party].count == takes
        lines = {key: sum(key in fresh.crossed(w, package) for w in worlds) for key in fresh.lines}
        assert {k: v.count for k, v in one.across.items()} == {k: v for k, v in lines.items() if v}


def test_joint_is_at_most_what_the_most_reluctant_party_takes(sample: Sample, fresh: Any) -> None:
    for one in told(sample, fresh.packages):
        assert one.joint.count <= min(share.count for share in one.by_party.values())


def test_a_package_tells_what_it_moves_and_who_refuses_it_why(sample: Sample) -> None:
    package = {"border": "new", "port": "shared", "tax": "low", "watch": "joint"}
    one = told(sample, [package])[0]
    assert one.moves == ("border", "port", "watch")
    assert one.needs == ("ana", "ben", "cyr")
    data = one.as_dict()
    assert data["options"] == package
    refused = data["refusals"]["ben"]  # type: ignore[index]
    assert set(refused["red_lines"]) == {"not-new", "no-watch-untaxed"}
    assert refused["worth"]["estimate"] == one.below_no_deal["ben"].estimate
    assert data["refusals"]["ana"]["red_lines"] == {}  # type: ignore[index]


def test_no_package_where_nobody_would_sign_any(kit: Any) -> None:
    sure = kit.rich.replace("confidence: 0.7", "confidence: 1.0")
    sure = sure.replace("at_least: moved", "at_least: new").replace(
        "confidence: 0.6", "confidence: 1.0"
    )
    deals, shares, proved = widely_acceptable(Sample.draw(kit.load(sure).at(), 3, 32))
    assert (len(deals), shares, proved) == (0, [], [])

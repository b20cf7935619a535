"""The mediator's package, the parties' own, markdowns of authorship, and what outsiders bring."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from goldenbridge import load
from goldenbridge.analysis.offers.answers import answers
from goldenbridge.analysis.offers.devaluation import by_receiver, devalued
from goldenbridge.analysis.offers.mediator import mediator_offers
from goldenbridge.analysis.offers.offers import ASSUMED, offers
from goldenbridge.analysis.offers.proposals import _climb, expected_gain, proposal
from goldenbridge.analysis.offers.third_party import brought
from goldenbridge.analysis.sample import Sample


def mean_gain(case: Any, slow: Any, party: str, package: dict[str, str]) -> float:
    worlds = range(len(slow.worlds))
    gains = [slow.gain(w, party, package) if slow.signed(w, package) else 0.0 for w in worlds]
    return float(np.mean(gains))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_proposal_is_the_best_for_its_party_in_a_small_case(brute: Any, seed: int) -> None:
    case = brute("rich", seed)
    for n, party in enumerate(case.parties):
        row = proposal(case.sample.worlds, n, case.row(case.packages[0]))
        best = max(mean_gain(case, case.main, party, p) for p in case.packages)
        mine = mean_gain(case, case.main, party, case.frame.package(row))
        assert mine == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("number", range(0, 24, 6))
def test_a_climb_ends_where_two_changes_do_not_help(brute: Any, number: int) -> None:
    case = brute()
    for n, party in enumerate(case.parties):
        start = case.packages[number]
        score, row = _climb(
            case.sample.worlds, n, case.row(start), mean_gain(case, case.main, party, start), 2
        )
        end = case.frame.package(row)
        assert score == pytest.approx(mean_gain(case, case.main, party, end), abs=1e-6)
        near = [p for p in case.packages if case.apart(end, p) <= 2]
        assert score >= max(mean_gain(case, case.main, party, p) for p in near) - 1e-6


def test_expected_gain_is_the_mean_over_worlds_where_all_sign(brute: Any) -> None:
    case = brute()
    rows = np.array([case.row(p) for p in case.packages])
    said = answers(case.sample.fresh, rows)
    for n, party in enumerate(case.parties):
        means = expected_gain(said, n)
        for mean, package in zip(means, case.packages, strict=True):
            assert mean == pytest.approx(mean_gain(case, case.fresh, party, package), abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_mediators_package_is_signed_most_often(brute: Any, seed: int) -> None:
    case = brute("rich", seed)
    found = mediator_offers(case.sample)
    assert found is not None
    assert found.proved is True

    def signed(slow: Any, package: dict[str, str]) -> Any:
        return np.array([slow.signed(w, package) for w in range(len(slow.worlds))], dtype=bool)

    package = case.frame.package(found.deal)
    most = max(int(signed(case.main, p).sum()) for p in case.packages)
    assert int(signed(case.main, package).sum()) == most
    own = signed(case.fresh, package)
    assert found.signed.count == own.sum()
    assert [one.party for one in found.proposals] == case.fresh.needed(package)
    for one in found.proposals:
        theirs = signed(case.fresh, case.frame.package(one.deal))
        assert one.signed.count == theirs.sum()
        assert one.only_mediators.count == (own & ~theirs).sum()
        assert one.only_own.count == (theirs & ~own).sum()
        assert one.gain == pytest.approx(
            mean_gain(case, case.fresh, one.party, case.frame.package(one.deal)), abs=1e-9
        )


@pytest.mark.parametrize("number", [5, 9, 14, 21])
def test_markdowns_lose_the_worlds_with_thin_margins(brute: Any, number: int) -> None:
    case = brute()
    package = case.packages[number]
    said = answers(case.sample.fresh, case.row(package))
    asked = case.fresh.needed(package)
    worlds = range(len(case.fresh.worlds))

    def left(points: float, receivers: list[str]) -> int:
        return sum(
            case.fresh.signed(w, package)
            and all(case.fresh.gain(w, p, package) >= points - 1e-9 for p in receivers)
            for w in worlds
        )

    signed = left(-np.inf, [])
    for one in devalued(case.frame, said):
        receivers = [p for p in asked if p != one.author]
        counts = [share.count for _, share in one.slider]
        assert counts == [left(d, receivers) for d, _ in one.slider]
        assert counts[0] == signed
        assert counts == sorted(counts, reverse=True)
        many = -(-len(case.fresh.worlds) // 20)
        for point, lost in ((one.matters_at, many), (one.halves_at, -(-signed // 2))):
            if point is None:
                assert lost > signed or lost == 0
            else:
                assert signed - left(point + 1e-4, receivers) >= lost
                assert signed - left(point - 1e-4, receivers) < lost
    for party, point in by_receiver(case.frame, said).items():
        if point is not None:
            assert signed - left(point + 1e-4, [party]) >= -(-signed // 2)
    assert [one.author for one in devalued(case.frame, said)] == asked


def test_what_outsiders_bring() -> None:
    snapshot = load("european-security").at("2022-03-01")
    found = {one.lever: one for one in brought(snapshot)}
    outside = {k for k, v in snapshot.body.levers.items() if v.holder in ("china", "osce")}
    assert set(found) == outside
    china = found["chinese-guarantor"]
    assert [(t.party, t.direction) for t in china.touches] == [
        ("russia", "gains"),
        ("ukraine", "gains"),
    ]
    assert china.touches[0].applies is None
    package = snapshot.full({"alignment": "neutral"})
    again = {one.lever: one for one in brought(snapshot, package)}
    assert [t.applies for t in again["chinese-guarantor"].touches] == [True, False]


def test_a_lever_of_a_signatory_is_not_an_outsiders() -> None:
    snapshot = load("camp-david-1978").at()
    assert {one.holder for one in brought(snapshot)} == {"jordan", "saudi-arabia"}
    touched = {t.how for one in brought(snapshot) for t in one.touches}
    assert "red line eg-not-alone binds with confidence 0.6" in touched


def test_all_of_it_together_as_plain_data(brute: Any) -> None:
    case = brute("baskets")
    stages: set[str] = set()
    found = offers(case.sample, progress=lambda stage, _: stages.add(stage))
    data = found.as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["assumed"] == list(ASSUMED)
    assert None not in (data["wording"], data["payments"], data["linkage"], data["mediator"])
    assert len(stages) == 5
    again = offers(case.sample, best=case.row(found.package))
    assert again.as_dict()["wording"] == data["wording"]
    other = offers(case.sample, case.row(case.packages[2]), best=case.row(found.package))
    assert other.package == case.packages[2]
    assert other.as_dict()["mediator"]["package"] == found.package  # type: ignore[index]


def test_stopped_at_once_there_is_nothing(brute: Any) -> None:
    found = offers(brute().sample, stop=lambda: True)
    assert (found.wording, found.payments, found.linkage, found.mediator) == (None,) * 4
    assert found.package is not None


def test_where_every_world_contradicts_a_record(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 3, 32)
    nothing = sample.all_worlds.some(np.zeros(0, dtype=np.int64))
    sample.__dict__.update(worlds=nothing, fresh=nothing)
    row = sample.frame.index({"border": "moved"})
    data = offers(sample, row, best=row).as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["wording"]["parties"] == {}  # type: ignore[index]


def test_where_nobody_signs_anything(kit: Any) -> None:
    sure = kit.rich.replace("confidence: 0.7", "confidence: 1.0")
    sure = sure.replace("at_least: moved", "at_least: new").replace(
        "confidence: 0.6", "confidence: 1.0"
    )
    sample = Sample.draw(kit.load(sure).at(), 3, 32)
    assert mediator_offers(sample) is None
    found = offers(sample)
    assert found.package is None
    assert found.wording is None
    assert found.linkage is not None
    assert found.linkage.whole.count == 0
    row = sample.frame.index({"border": "moved"})
    given = offers(sample, row)
    assert given.wording is not None
    assert given.mediator is None
    forced = mediator_offers(sample, row)
    assert forced is not None
    assert forced.signed.count == 0
    assert not forced.nobody_proposes

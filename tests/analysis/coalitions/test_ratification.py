"""Who ratifies: signed packages put before every constituency by hand."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.coalitions.blocking import blocking
from goldenbridge.analysis.coalitions.ratification import Ratification, ratification
from goldenbridge.analysis.coalitions.voices import constituencies
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import load
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import FRESH, MAIN, Worlds

WORLDS = 64
PARTIES = {"ana.guild": "ana", "cyr.crew": "cyr"}


def quiet(stage: str, done: float) -> None:
    """Nobody is told."""


def package_of(sample: Sample) -> Any:
    return widely_acceptable(sample, 1)[0][0]


def signs(worlds: Worlds, row: Any) -> Any:
    frame = worlds.frame
    return accepted(
        frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, row
    )[:, 0]


def ask(sample: Sample, row: Any) -> Ratification:
    deal = blocking(sample.worlds, quiet, lambda: False).deal
    told = ratification(sample, row, deal, signs(sample.fresh, row), quiet, lambda: False)
    assert told is not None
    return told


@pytest.fixture(scope="module")
def sample(voiced: Any) -> Sample:
    return Sample.draw(voiced.at(), 3, WORLDS)


@pytest.fixture(scope="module")
def package(fresh: Any) -> dict[str, str]:
    """What all parties sign and somebody refuses in the most worlds, the port being moved."""
    slow, wills = fresh

    def refused(one: dict[str, str]) -> int:
        return sum(
            slow.signed(w, one) and not all(wills.ratifies(k, w, one) for k in PARTIES)
            for w in range(len(slow.worlds))
        )

    found: dict[str, str] = max((p for p in slow.packages if p["port"] != "shut"), key=refused)
    return found


@pytest.fixture(scope="module")
def told(sample: Sample, package: dict[str, str]) -> Ratification:
    return ask(sample, sample.frame.index(package))


class Wills:
    """Whether each constituency would ratify each package in each world."""

    def __init__(self, worlds: Worlds, stream: int, slow: Any) -> None:
        self.slow = slow
        rows = np.array([worlds.frame.index(p) for p in slow.packages])
        self.gains = {
            key: voice.worth(rows) - voice.least[:, None]
            for key, voice in constituencies(worlds, 3, stream).items()
        }

    def ratifies(self, key: str, world: int, package: dict[str, str]) -> bool:
        """By worth: what its red lines say, its party has said already."""
        number = self.slow.packages.index(package)
        unasked = PARTIES[key] not in self.slow.needed(package)
        return unasked or bool(self.gains[key][world, number] >= -1e-9)


@pytest.fixture(scope="module")
def main(sample: Sample, kit: Any) -> tuple[Any, Wills]:
    slow = kit.slow(sample.worlds)
    return slow, Wills(sample.worlds, MAIN, slow)


@pytest.fixture(scope="module")
def fresh(sample: Sample, kit: Any) -> tuple[Any, Wills]:
    slow = kit.slow(sample.fresh)
    return slow, Wills(sample.fresh, FRESH, slow)


def test_deals_that_all_ratify_are_those_by_hand(told: Ratification, main: Any) -> None:
    slow, wills = main
    deal = passed = 0
    for world in range(len(slow.worlds)):
        signed = [p for p in slow.packages if slow.signed(world, p)]
        deal += bool(signed)
        passed += any(all(wills.ratifies(k, world, p) for k in PARTIES) for p in signed)
    assert (told.deal.count, told.ratified.count) == (deal, passed)
    assert (told.of_those.count, told.of_those.worlds) == (passed, deal)
    assert 0 < passed < deal


def test_each_constituency_alone(told: Ratification, main: Any) -> None:
    slow, wills = main
    for one in told.ratifiers:
        any_deal = with_party = opened = 0
        for world in range(len(slow.worlds)):
            signed = [p for p in slow.packages if slow.signed(world, p)]
            willing = [
                p
                for p in slow.packages
                if not one.terms or wills.gains[one.id][world, slow.packages.index(p)] >= -1e-9
            ]
            any_deal += any(not one.terms or wills.ratifies(one.id, world, p) for p in signed)
            with_party += any(
                slow.gain(world, one.party, p) >= -1e-9
                and not any(
                    one.party in slow.owners(k) and slow.crosses(k, p)
                    for n, k in enumerate(slow.lines)
                    if slow.worlds.binds[world, n]
                )
                for p in willing
            )
            opened += not signed and any(
                set(slow.lacks(world, p)) <= set(one.red_lines) for p in slow.packages
            )
        assert one.any_deal.count == any_deal
        assert one.any_its_party_signs.count == with_party
        if one.red_lines:
            assert one.red_lines_open is not None
            assert one.red_lines_open.count == opened
        else:
            assert one.red_lines_open is None


def test_who_refuses_the_package_and_by_how_much(
    told: Ratification, package: dict[str, str], fresh: Any
) -> None:
    slow, wills = fresh
    worlds = range(len(slow.worlds))
    signed = [w for w in worlds if slow.signed(w, package)]
    assert told.package_signed is not None
    assert told.package_signed.count == len(signed)
    refused = 0
    for one in told.ratifiers:
        assert one.package is not None
        own = [k for k in one.red_lines if slow.crosses(k, package)]
        crossing = [
            w for w in worlds if any(slow.worlds.binds[w, slow.lines.index(k)] for k in own)
        ]
        short = [w for w in worlds if one.terms and not wills.ratifies(one.id, w, package)]
        will = set(worlds) - set(short) - set(crossing)
        assert one.package.ratifies.count == len(will)
        assert one.package.of_signed.count == len(will & set(signed))
        assert one.package.short.count == len(short)
        gaps = [-wills.gains[one.id][w, slow.packages.index(package)] for w in short if w in signed]
        if gaps:
            assert one.package.points is not None
            assert one.package.points.median == pytest.approx(float(np.median(gaps)))
        refused += len(gaps)
    assert refused > 3


def test_the_smallest_change_that_carries_it(
    told: Ratification, package: dict[str, str], fresh: Any
) -> None:
    """Fewest issues first, then the least of the largest losses; every package tried."""
    slow, wills = fresh
    tried = 0
    for one in told.ratifiers:
        if not one.terms:
            continue
        assert one.package is not None
        assert one.package.carries is not None
        found: dict[tuple[tuple[str, str], ...], int] = {}
        none = 0
        for world in range(len(slow.worlds)):
            if not slow.signed(world, package) or wills.ratifies(one.id, world, package):
                continue
            tried += 1
            options = []
            for other in slow.packages:
                change = tuple((k, v) for k, v in other.items() if package[k] != v)
                if (
                    0 < len(change) <= 2
                    and slow.signed(world, other)
                    and wills.ratifies(one.id, world, other)
                ):
                    loss = max(
                        slow.worth(world, q, package) - slow.worth(world, q, other)
                        for q in slow.parties
                    )
                    options.append((len(change), round(loss, 9), change))
            if options:
                best = min(options, key=lambda o: o[:2])
                found[best[2]] = found.get(best[2], 0) + 1
            else:
                none += 1
        assert one.package.carries.none.count == none
        listed = {tuple(c.change.items()): c.share.count for c in one.package.carries.changes}
        assert all(found[change] == count for change, count in listed.items())
        assert sum(listed.values()) == sum(sorted(found.values(), reverse=True)[:5])
    assert tried > 3


def test_one_without_terms_ratifies_whatever_its_party_signs(told: Ratification) -> None:
    (council,) = [one for one in told.ratifiers if one.id == "ana.council"]
    assert not council.terms
    assert council.red_lines == ("no-tax",)
    assert council.any_deal.estimate == 1
    assert council.package is not None
    assert council.package.of_signed.estimate == 1
    assert council.package.carries is None


def test_nobody_is_asked_about_what_its_party_need_not_sign(sample: Sample) -> None:
    row = sample.frame.index({"border": "moved"})
    crew = ask(sample, row).ratifiers[-1]
    assert crew.package is not None
    assert not crew.package.asked
    assert crew.package.ratifies.estimate == 1


def test_asking_more_never_gets_more_ratified(kit: Any, voiced: Any, fixed: Any) -> None:
    text = (fixed.folder / "case.yaml").read_text(encoding="utf-8")
    shares = []
    for asks in (-200, 0, 12, 40, 200):
        case = kit.load(text.replace("asks: 12", f"asks: {asks}"))
        sample = Sample.draw(case.at(), 3, 48)
        shares.append(ask(sample, package_of(sample)))
    counts = [one.ratified.count for one in shares]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    assert len({one.deal.count for one in shares}) == 1, "no share of worlds with a deal may move"


def test_where_it_refuses_names_only_readings_that_differ(told: Ratification) -> None:
    for one in told.ratifiers:
        assert one.package is not None
        for shares in one.package.where.values():
            ends = [share.interval for share in shares.values()]
            assert max(low for low, _ in ends) > min(high for _, high in ends)


def test_where_readings_matter_they_are_named(kit: Any, fixed: Any) -> None:
    """The guild turns down the new border as soon as firmness, which the mood shifts, is high."""
    text = (fixed.folder / "case.yaml").read_text(encoding="utf-8")
    old = "- {firmness: ben, shift: -0.3}"
    assert old in text
    text = text.replace(old, "- {firmness: ana, shift: -0.9}")
    sample = Sample.draw(kit.load(text).at(), 3, 200)
    row = sample.frame.index({"border": "moved", "port": "shared", "tax": "low", "watch": "none"})
    told = ask(sample, row)
    where = list(chain.from_iterable(o.package.where for o in told.ratifiers if o.package))
    assert "mood" in where


def test_bundled_ratifiers_leave_the_share_with_a_deal_alone() -> None:
    sample = Sample.draw(load("european-security").at("2022-01-28"), 1, 64)
    told = ask(sample, package_of(sample))
    assert [one.id for one in told.ratifiers if one.terms] == [
        "us.senate",
        "europe.nato-members",
        "europe.eu-members",
    ]
    assert told.ratified.count <= told.deal.count

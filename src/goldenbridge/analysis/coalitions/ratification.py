"""Who ratifies what is signed, who refuses and where, and what would carry it.

A deal has to pass twice: between the parties, and behind each of them (Putnam 1988). A constituency
without terms of its own ratifies what its party signs: its red lines already count as its party's.
One with terms takes what is worth to it, by its own values, what it asks over no deal. The share of
worlds with a deal is left as it is; beside it stands how many of these worlds have a deal that all
ratify.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.putting import Near, OnPackage, on_package
from goldenbridge.analysis.coalitions.seating import ratified, table
from goldenbridge.analysis.coalitions.voices import Voice, constituencies, ratifiers
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.worlds import FRESH, MAIN, Frame, Worlds

__all__ = ["Ratification", "Ratifier", "ratification"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Ratifier:
    """One constituency that ratifies.

    Attributes
    ----------
    id, name, party : ``party.constituency``, what to call it, and its party.
    terms : whether it has terms of its own; if not, it ratifies what its party signs.
    any_its_party_signs : worlds with some package that it ratifies and its party prefers to no
        deal, whatever the others say of it.
    any_deal : of the worlds with a deal, those with one that it ratifies.
    red_lines : its own red lines.
    red_lines_open : of the worlds without a deal, those that have one if its own lines give way.
    package : what it does with the package, if there is one.
    """

    id: str
    name: str
    party: str
    terms: bool
    any_its_party_signs: Share
    any_deal: Share
    red_lines: tuple[str, ...]
    red_lines_open: Share | None
    package: OnPackage | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        opened = self.red_lines_open
        return {
            "id": self.id,
            "name": self.name,
            "party": self.party,
            "terms": self.terms,
            "any_its_party_signs": self.any_its_party_signs.as_dict(),
            "any_deal": self.any_deal.as_dict(),
            "red_lines": list(self.red_lines),
            "red_lines_open": None if opened is None else opened.as_dict(),
            "package": None if self.package is None else self.package.as_dict(),
        }


@dataclass(frozen=True)
class Ratification:
    """Whether what is signed would also be ratified.

    Attributes
    ----------
    deal : worlds with a deal, as everywhere else.
    ratified : worlds with a deal that all who are asked ratify.
    of_those : the same, of the worlds with a deal.
    package_signed, package_ratified : fresh worlds in which all parties sign the package, and of
        these those in which all ratify it; None without a package.
    ratifiers : each constituency that ratifies.
    """

    deal: Share
    ratified: Share
    of_those: Share
    package_signed: Share | None
    package_ratified: Share | None
    ratifiers: tuple[Ratifier, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        signed, passed = self.package_signed, self.package_ratified
        return {
            "share_with_deal": self.deal.as_dict(),
            "ratified": self.ratified.as_dict(),
            "of_those": self.of_those.as_dict(),
            "package_signed": None if signed is None else signed.as_dict(),
            "package_ratified": None if passed is None else passed.as_dict(),
            "constituencies": [one.as_dict() for one in self.ratifiers],
        }


def ratification(
    sample: Sample,
    package: NDArray[np.integer] | None,
    deal: Bools,
    signs: Bools,
    progress: Progress,
    stop: Stop,
) -> Ratification | None:
    """Who ratifies the package, or any deal, and what would carry it where somebody refuses.

    Parameters
    ----------
    sample : the worlds.
    package : option numbers (issues,), if there is one to put before them.
    deal : (W,), whether each world has a deal.
    signs : (fresh worlds,), where all parties would sign the package.
    progress : told how far it is.
    stop : asked between constituencies; where it says so, there is no answer.
    """
    frame, worlds, fresh = sample.frame, sample.worlds, sample.fresh
    voices = constituencies(worlds, sample.seed, MAIN)
    heard = constituencies(fresh, sample.seed, FRESH)
    seated = table(worlds, list(voices.values()))
    both = ratified(worlds, seated, deal)
    found: list[Ratifier] = []
    passed = signs.copy()
    pairs = ratifiers(frame)
    near = None if package is None else Near.of(fresh, package, signs)
    for number, (party, inner) in enumerate(pairs):
        if stop():
            return None
        key = f"{party}.{inner}"
        mine = _own_lines(frame, key)
        told = None
        if near is not None:
            told, will = on_package(near, heard.get(key), party, mine)
            passed &= will
        found.append(
            Ratifier(
                key,
                frame.snapshot.name(key),
                party,
                key in voices,
                Share.of(_with_its_party(worlds, voices.get(key), party)),
                Share.of(_alone(worlds, voices.get(key), deal)[deal]),
                tuple(k for n, k in enumerate(frame.lines) if mine >> n & 1),
                Share.of(_opened(worlds, mine, deal)) if mine else None,
                told,
            )
        )
        progress("asking who ratifies", (number + 1) / len(pairs))
    return Ratification(
        Share.of(deal),
        Share.of(both),
        Share.of(both[deal]),
        None if package is None else Share.of(signs),
        None if package is None else Share.of(passed[signs]),
        tuple(found),
    )


def _own_lines(frame: Frame, owner: str) -> int:
    """The red lines a constituency owns or shares, as a mask."""
    return sum(1 << n for n, line in enumerate(frame.red_lines) if owner in line.owners)


def _with_its_party(worlds: Worlds, voice: Voice | None, party: str) -> Bools:
    """Worlds with a package that the constituency and its party both prefer to no deal."""
    frame, column = worlds.frame, worlds.frame.parties.index(party)
    seated = table(worlds, [] if voice is None else [voice])
    needed = 1 << column | (0 if voice is None else 1 << len(frame.parties))
    return maximin(
        seated.layers,
        seated.worths,
        seated.least,
        objective=0,
        needed=needed,
        binding=seated.layers.held(worlds.binding, 1 << column),
    ).found


def _alone(worlds: Worlds, voice: Voice | None, deal: Bools) -> Bools:
    """Worlds with a deal that this constituency ratifies, whatever others behind parties do."""
    return deal if voice is None else ratified(worlds, table(worlds, [voice]), deal)


def _opened(worlds: Worlds, lines: int, deal: Bools) -> Bools:
    """Of the worlds without a deal, those that have one without some red lines."""
    some, frame = worlds.some(~deal), worlds.frame
    kept = some.binding & ~np.uint64(lines)
    return exists(frame.layers, some.worths, some.no_deal, kept, frame.consent).found

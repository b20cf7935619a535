"""Who can block, who could do without others, who ratifies, who is passed over, who would spoil."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.blocking import Blocking, blocking
from goldenbridge.analysis.coalitions.clients import Client, clients
from goldenbridge.analysis.coalitions.ratification import Ratification, ratification
from goldenbridge.analysis.coalitions.spoilers import Spoilers, spoilers
from goldenbridge.analysis.coalitions.subdeals import Subdeal, subdeals
from goldenbridge.analysis.coalitions.voices import onlookers
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import FRESH, Frame

__all__ = ["REFERENCES", "Coalitions", "coalitions"]

REFERENCES = (
    "Putnam, R. D. (1988), Diplomacy and domestic politics: the logic of two-level games.",
    "Stedman, S. J. (1997), Spoiler problems in peace processes.",
    "Taylor, A. D. and Zwicker, W. S. (1999), Simple Games: blocking coalitions.",
    "Gillies, D. B. (1959), Solutions to general non-zero-sum games: the core.",
)


@dataclass(frozen=True, eq=False)
class Coalitions:
    """What parties can do together, without each other, and to each other.

    Attributes
    ----------
    frame : the snapshot in numbers.
    seed, worlds, fresh : which worlds, how many searched, how many used to measure packages.
    package : the whole package the answers are about, or None where nobody would sign any.
    given : whether it was handed in; if not, it is the most widely acceptable one.
    blocking, subdeals, ratification, clients, spoilers : the five answers.
    interrupted : whether it was stopped before all was asked.
    """

    frame: Frame
    seed: int
    worlds: int
    fresh: int
    package: NDArray[np.int64] | None
    given: bool
    blocking: Blocking
    subdeals: tuple[Subdeal, ...]
    ratification: Ratification | None
    clients: tuple[Client, ...]
    spoilers: Spoilers
    interrupted: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        ratified = self.ratification
        return {
            "snapshot": self.frame.snapshot.id,
            "seed": self.seed,
            "worlds": self.worlds,
            "fresh_worlds": self.fresh,
            "package": None if self.package is None else self.frame.package(self.package),
            "package_given": self.given,
            "blocking": self.blocking.as_dict(),
            "subdeals": [one.as_dict() for one in self.subdeals],
            "ratification": None if ratified is None else ratified.as_dict(),
            "clients": [one.as_dict() for one in self.clients],
            "spoilers": self.spoilers.as_dict(),
            "interrupted": self.interrupted,
            "references": list(REFERENCES),
        }


def coalitions(
    sample: Sample,
    package: NDArray[np.integer] | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Coalitions:
    """Who can block, do without others, ratify; who is passed over; who gains by no deal.

    Existence is exact in every world. What is said of one package is measured on fresh worlds.
    Trust the shares as far as the case's worths and no-deals; who would use a power is not in
    them.

    Parameters
    ----------
    sample : the worlds.
    package : the whole package to put before everybody, option numbers (issues,); the most widely
        acceptable one where left out.
    progress : told how far it is.
    stop : asked between steps; where it says so, what is finished stands.

    Raises
    ------
    ValueError : the package breaks a rule of the case.

    >>> from goldenbridge import load
    >>> found = coalitions(Sample.draw(load("two-sellers").at(), 1, 64)).as_dict()
    >>> [one["can_block"]["estimate"] for one in found["blocking"]["coalitions"]]
    [1.0, 1.0, 1.0]
    """
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    frame, fresh = sample.frame, sample.fresh
    tell("choosing a package", 0.0)
    chosen = _package(sample, package)
    signs = np.zeros(len(fresh), dtype=np.bool_)
    if chosen is not None:
        asked = (frame.layers, fresh.worths, fresh.no_deal, fresh.binding, frame.consent)
        signs = accepted(*asked, chosen)[:, 0]
    outside = onlookers(fresh, sample.seed, FRESH)
    blocked = blocking(sample.worlds, tell, ends)
    apart, all_apart = subdeals(sample, chosen, signs, outside, tell, ends)
    passed = ratification(sample, chosen, blocked.deal, signs, tell, ends)
    above, all_above = clients(sample, blocked.deal, tell, ends)
    wrecked, all_wrecked = spoilers(sample, chosen, outside, tell, ends)
    whole = not blocked.cut_short and passed is not None
    return Coalitions(
        frame,
        sample.seed,
        len(sample.worlds),
        len(fresh),
        chosen,
        package is not None,
        blocked,
        tuple(apart),
        passed,
        tuple(above),
        wrecked,
        not (whole and all_apart and all_above and all_wrecked),
    )


def _package(sample: Sample, package: NDArray[np.integer] | None) -> NDArray[np.int64] | None:
    frame = sample.frame
    if package is None:
        deals, _, _ = widely_acceptable(sample, 1)
        return deals[0] if len(deals) else None
    row = np.asarray(package, dtype=np.int64)
    if row.shape != (len(frame.space.issues),) or not bool(frame.space.allows(row)[0]):
        raise ValueError(
            f"package: wanted one option number for each of {len(frame.space.issues)} issues that "
            "keep the rules of the case and move something"
        )
    return row

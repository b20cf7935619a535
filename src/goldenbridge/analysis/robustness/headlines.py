"""The findings that a reader takes home, each a question put to every world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.robustness.labels import THRESHOLD, Kind, Label
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import Settings, Worlds

__all__ = ["Headline", "headline_findings", "signed"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Headline:
    """A finding: something holds in more than a stated share of the worlds.

    Any analysis can have a finding of its own labelled: it gives a function from what is set by
    hand to whether the thing holds, world by world.

    Attributes
    ----------
    id : what it is called in data.
    text, opposite : what is said where it holds, and where it does not.
    ask : what is set by hand → (W,), whether it holds in each world in which the question
        arises; the same worlds each time, but for those in which the question does not arise.
    threshold : the share above which it is said to hold.
    """

    id: str
    text: str
    opposite: str
    ask: Callable[[Settings], Bools]
    threshold: float = THRESHOLD

    def told(self, label: Label) -> str:
        """The finding or its opposite, in words; neither on a knife's edge."""
        if label.kind is Kind.KNIFE_EDGE:
            return f"It is too close to tell whether this holds: {self.text}"
        return self.text if label.holds else self.opposite


def signed(worlds: Worlds, packages: NDArray[np.integer]) -> Bools:
    """Whether all needed parties sign each package, no binding red line crossed: (W, packages)."""
    frame = worlds.frame
    return accepted(
        frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, packages
    )


def headline_findings(
    main: Pool, fresh: Pool, packages: NDArray[np.integer]
) -> tuple[Headline, ...]:
    """Is there a deal, with and without red lines; is the best package signed; is it the best?

    The second package is compared with the first where exactly one of them is signed; the worlds
    in which both or neither are say nothing about which is better (McNemar 1947).

    Parameters
    ----------
    main : worlds to look for deals in.
    fresh : worlds to measure packages in that were not chosen on them.
    packages : (packages, issues), the best first; with fewer than two there are fewer findings.
    """

    def one_of_two(settings: Settings) -> Bools:
        taken = signed(fresh.worlds(settings), packages[:2])
        first: Bools = taken[taken[:, 0] != taken[:, 1], 0]
        return first

    found: list[Headline] = [
        Headline(
            "deal",
            "In most worlds there is a deal that all whose consent it needs would sign.",
            "In most worlds there is no deal that all whose consent it needs would sign.",
            lambda settings: main.deals(settings, "on"),
        ),
        Headline(
            "deal_without_red_lines",
            "Red lines set aside, there is a deal in most worlds.",
            "Even with red lines set aside, there is no deal in most worlds.",
            lambda settings: main.deals(settings, "off"),
        ),
    ]
    if len(packages):
        found.append(
            Headline(
                "best_package",
                "In most worlds the best package is signed by all whose consent it needs.",
                "In most worlds somebody whose consent it needs refuses even the best package.",
                lambda settings: signed(fresh.worlds(settings), packages[:1])[:, 0],
            )
        )
    if len(packages) > 1:
        found.append(
            Headline(
                "best_beats_second",
                "Where only one of the two best packages is signed, it is mostly the first.",
                "Where only one of the two best packages is signed, it is mostly the second.",
                one_of_two,
            )
        )
    return tuple(found)

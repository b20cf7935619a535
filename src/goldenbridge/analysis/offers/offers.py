"""What could be offered at a package: a change of wording, a payment, a link, a mediator's text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.offers.answers import checked
from goldenbridge.analysis.offers.devaluation import REFERENCES as ON_DEVALUATION
from goldenbridge.analysis.offers.in_kind import REFERENCES as ON_EXCHANGE
from goldenbridge.analysis.offers.in_kind import InKind, in_kind
from goldenbridge.analysis.offers.linkage import REFERENCES as ON_LINKAGE
from goldenbridge.analysis.offers.linkage import Linkage, linkage
from goldenbridge.analysis.offers.mediator import REFERENCES as ON_MEDIATORS
from goldenbridge.analysis.offers.mediator import MediatorOffers, mediator_offers
from goldenbridge.analysis.offers.payments import REFERENCES as ON_PAYMENTS
from goldenbridge.analysis.offers.payments import Payments, Rates, payments
from goldenbridge.analysis.offers.wording import REFERENCES as ON_WORDING
from goldenbridge.analysis.offers.wording import Wording, wording
from goldenbridge.analysis.sample import Progress, Sample, Stop

__all__ = ["ASSUMED", "REFERENCES", "Offers", "offers"]

REFERENCES = tuple(
    dict.fromkeys(
        ON_WORDING + ON_PAYMENTS + ON_EXCHANGE + ON_LINKAGE + ON_MEDIATORS + ON_DEVALUATION
    )
)

ASSUMED = (
    "Changes, payments and proposals are chosen on some worlds and measured on fresh ones.",
    "Red lines that bind are walls: no wording, payment or mediator moves them here.",
    "Points are each party's own; those of two parties are never added or compared.",
    "A basket alone leaves everything else at what holds without an agreement.",
    "How far an opponent's offer is marked down is a slider, not a finding.",
)


@dataclass(frozen=True, eq=False)
class Offers:
    """Everything that could be offered at one package; None where it was stopped before.

    Attributes
    ----------
    package : issue → option; None where none was given and none is accepted in any world.
    wording, payments, in_kind, linkage, mediator : the answers.
    """

    package: dict[str, str] | None
    wording: Wording | None
    payments: Payments | None
    in_kind: InKind | None
    linkage: Linkage | None
    mediator: MediatorOffers | None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        parts = {
            "wording": self.wording,
            "payments": self.payments,
            "in_kind": self.in_kind,
            "linkage": self.linkage,
            "mediator": self.mediator,
        }
        return {
            "package": self.package,
            **{key: None if part is None else part.as_dict() for key, part in parts.items()},
            "assumed": list(ASSUMED),
            "references": list(REFERENCES),
        }


def offers(
    sample: Sample,
    deal: ArrayLike | None = None,
    *,
    best: ArrayLike | None = None,
    rates: Rates | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Offers:
    """What would turn who refuses a package: words, payments, links, or somebody from outside.

    Trust it as the list of what to try in the room, not as a forecast of what will be accepted.

    Parameters
    ----------
    sample : the worlds.
    deal : (issues,), the package on the table; by default ``best``.
    best : (issues,), the package accepted in the most worlds, where it is known; else it is
        searched for.
    rates : exchange rates between points, if anybody states them: see ``payments``.
    progress, stop : told how far it is; asked between steps. What was not begun is None.

    Raises
    ------
    ValueError : what was given is no package of the case.

    >>> from goldenbridge import load
    >>> found = offers(Sample.draw(load("two-sellers").at(), seed=1, worlds=256))
    >>> found.package
    {'flour': 'middle', 'bread': 'low', 'delivery': 'deliver'}
    """
    frame = sample.frame
    most: NDArray[np.int64] | None = None
    if best is not None:
        most = checked(frame, best)
    else:
        rows, _, _ = widely_acceptable(sample, 1)
        most = rows[0] if len(rows) else None
    row = most if deal is None else checked(frame, deal)

    def going() -> bool:
        return stop is None or not stop()

    told, kept, linked, link, mediated = None, None, None, None, None
    if row is not None and going():
        told = wording(sample, row, progress=progress, stop=stop)
    if row is not None and going():
        kept = payments(sample, row, rates, progress=progress, stop=stop)
    if row is not None and going():
        linked = in_kind(sample, row, progress=progress, stop=stop)
    if going():
        link = linkage(sample, progress=progress, stop=stop)
    if most is not None and going():
        mediated = mediator_offers(sample, most, progress=progress, stop=stop)
    package = None if row is None else frame.package(row)
    return Offers(package, told, kept, linked, link, mediated)

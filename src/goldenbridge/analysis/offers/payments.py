"""Side payments: what a refusing party would have to be paid, and who could pay it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import Answers, answers, checked, chosen_on
from goldenbridge.analysis.offers.transfers import Payer, Receiver
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.worlds import Frame

__all__ = ["LEVELS", "REFERENCES", "Payments", "Rates", "payments", "smallest_payment"]

#: A payment is sized to suffice in these shares of all worlds.
LEVELS = (0.5, 0.8, 0.9)

REFERENCES = (
    (
        "Raiffa, H. (1982). The art and science of negotiation. Harvard University Press (on side "
        "payments and on not comparing the parties' points)."
    ),
    (
        "Sebenius, J. K. (1983). Negotiation arithmetic: adding and subtracting issues and "
        "parties. International Organization 37(2), 281–316."
    ),
)

#: Payer → receiver → the receiver's points that one point of the payer's buys.
Rates = Mapping[str, Mapping[str, float]]


def smallest_payment(said: Answers) -> NDArray[np.float64]:
    """The least each party must be paid to sign each package: (W, P, D), in its own points.

    0 where it signs unpaid or is not asked, infinite where a binding red line of its own is
    crossed, for which no payment makes up.
    """
    need = np.where(said.short, -said.gains, 0.0)
    result: NDArray[np.float64] = np.where(said.blocked, np.inf, need)
    return result


@dataclass(frozen=True, eq=False)
class Payments:
    """Side payments for a package: per party that refuses it, in that party's own points.

    Attributes
    ----------
    frame : names of everything.
    deal : (issues,), the package.
    signed : fresh worlds where all sign it unpaid.
    all_paid : worlds where all sign if everybody is paid whatever it takes.
    parties : party → what it would take; those that refuse somewhere for their worth.
    """

    frame: Frame
    deal: NDArray[np.int64]
    signed: Share
    all_paid: Share
    parties: Mapping[str, Receiver]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "package": self.frame.package(self.deal),
            "signed_by_all": self.signed.as_dict(),
            "signed_if_all_are_paid": self.all_paid.as_dict(),
            "parties": {party: one.as_dict() for party, one in self.parties.items()},
        }


def payments(
    sample: Sample,
    deal: ArrayLike,
    rates: Rates | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Payments:
    """The smallest transfer that has each refusing party sign, and who could make it.

    A payment is stated in the receiver's own points, and points of two parties are never added:
    whether a payer can afford it depends on a rate between their points, which is a judgement
    of whoever states it. Without one, only the rate from which it would be affordable is told.
    Red lines that bind are walls here: no payment moves them. Trust it for what has a
    price; honour and territory may have none.

    Parameters
    ----------
    sample : the worlds; payments are sized on them and measured on fresh ones.
    deal : (issues,), option numbers.
    rates : payer → receiver → the receiver's points that one point of the payer's buys.
    progress, stop : told how far it is; asked between parties.

    Raises
    ------
    ValueError : no package of the case, an unknown party, or a rate that is not above 0.

    References
    ----------
    Raiffa (1982); Sebenius (1983).

    >>> from goldenbridge import load
    >>> sample = Sample.draw(load("two-sellers").at(), seed=1, worlds=256)
    >>> text = sample.frame.index({"flour": "high", "bread": "high"})
    >>> sorted(payments(sample, text).parties)
    ['bakery']
    """
    frame, row = sample.frame, checked(sample.frame, deal)
    known = _rates(frame, rates or {})
    needed = smallest_payment(answers(chosen_on(sample), row))[:, :, 0]
    said = answers(sample.fresh, row)
    prices = smallest_payment(said)[:, :, 0]
    found: dict[str, Receiver] = {}
    for party, name in enumerate(frame.parties):
        if (np.isfinite(prices[:, party]) & (prices[:, party] > 0)).any():
            rate_of = {payer: given.get(name) for payer, given in known.items()}
            found[name] = _receiver(frame, said, prices, needed[:, party], party, rate_of)
        if progress is not None:
            progress("sizing payments", (party + 1) / len(frame.parties))
        if stop is not None and stop():
            break
    return Payments(
        frame,
        row,
        Share.of(said.signed[:, 0]),
        Share.of(np.logical_not(said.blocked[:, :, 0].any(axis=1))),
        found,
    )


def _receiver(
    frame: Frame,
    said: Answers,
    prices: NDArray[np.float64],
    sized_on: NDArray[np.float64],
    party: int,
    rate_of: Mapping[str, float | None],
) -> Receiver:
    price = prices[:, party]
    others = np.delete(prices, party, axis=1).max(axis=1, initial=0.0) == 0
    short = np.isfinite(price) & (price > 0)
    levels = []
    for level in LEVELS:
        points = _point(sized_on, level)
        enough = None if points is None else price <= points + TOLERANCE
        levels.append(
            (
                level,
                points,
                None if enough is None else Share.of(enough),
                None if enough is None else Share.of(enough & others),
            )
        )
    payers = {
        name: _payer(said, price, short, others, number, party, rate_of.get(name))
        for number, name in enumerate(frame.parties)
        if number != party
    }
    return Receiver(
        Share.of(price > 0),
        Share.of(np.isinf(price)),
        Share.of(short),
        (_point(price[short], 0.5), _point(price[short], 0.8), _point(price[short], 0.9)),
        tuple(levels),
        Share.of(np.isfinite(price) & others),
        payers,
    )


def _payer(
    said: Answers,
    price: NDArray[np.float64],
    short: NDArray[np.bool_],
    others: NDArray[np.bool_],
    payer: int,
    party: int,
    rate: float | None,
) -> Payer:
    """One payer; a party with nothing to spare over no deal can pay at no rate."""
    takes = said.takes[:, payer, 0]
    spare = np.where(takes, np.maximum(said.gains[:, payer, 0], 0.0), 0.0)
    with np.errstate(divide="ignore"):
        even = price[short] / spare[short]
    can = signed = None
    if rate is not None:
        pays = short & (price <= spare * rate + TOLERANCE)
        can, signed = Share.of(pays[short]), Share.of(others & ((price == 0) | pays))
    return Payer(Share.of(takes[short]), (_point(even, 0.5), _point(even, 0.8)), rate, can, signed)


def _point(values: NDArray[np.float64], level: float) -> float | None:
    """The least of the values that at least this share of them does not exceed, if finite."""
    if not len(values):
        return None
    rank = int(np.ceil(level * len(values) - 1e-9)) - 1
    point = float(np.sort(values)[max(rank, 0)])
    return round(point, 6) if np.isfinite(point) else None


def _rates(frame: Frame, rates: Rates) -> Rates:
    for payer, given in rates.items():
        for receiver, rate in given.items():
            for party in (payer, receiver):
                if party not in frame.parties:
                    raise ValueError(
                        f'No party "{party}" signs here; those who do: {", ".join(frame.parties)}.'
                    )
            if not (np.isfinite(rate) and rate > 0):
                raise ValueError(f"A rate between points is above 0; found {rate} for {payer}.")
    return rates

"""What it takes to pay one party into a package, and what another would part with to do so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenbridge.analysis.estimate import Share

__all__ = ["Payer", "Receiver"]


@dataclass(frozen=True, eq=False)
class Payer:
    """What one party would part with to pay another, in the worlds where the other is short.

    Attributes
    ----------
    content : of these worlds, those where the payer itself takes the package.
    break_even : median and 80 % point over these worlds of the rate (receiver's points for one of
        the payer's) from which the payer can pay and still be no worse off than without a deal;
        None where no rate would do.
    rate : the rate that was stated; None where none was.
    can_pay : of these worlds, those where it can pay at that rate.
    signed : all worlds in which all sign if it pays, where it has to and can.
    """

    content: Share
    break_even: tuple[float | None, float | None]
    rate: float | None = None
    can_pay: Share | None = None
    signed: Share | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "content": self.content.as_dict(),
            "break_even_rate": dict(zip(("median", "p80"), self.break_even, strict=True)),
            "rate": self.rate,
            "can_pay": self.can_pay.as_dict() if self.can_pay else None,
            "signed_by_all": self.signed.as_dict() if self.signed else None,
        }


@dataclass(frozen=True, eq=False)
class Receiver:
    """What it takes to pay one party into a package; shares over fresh worlds.

    Attributes
    ----------
    refuses, beyond : worlds where it refuses; where a red line of its own stands in the way,
        so that no payment does.
    short : worlds where a payment alone would do.
    shortfall : median, 80 % and 90 % point of the payment over those worlds, its own points.
    levels : (level, points, enough, signed): the payment that sufficed in that share of the
        worlds it was sized on (None if none does), the fresh worlds where it is enough for
        this party, and those where all sign, others unpaid.
    ceiling : worlds where all sign if it is paid whatever it takes, others unpaid.
    payers : who could pay.
    """

    refuses: Share
    beyond: Share
    short: Share
    shortfall: tuple[float | None, float | None, float | None]
    levels: tuple[tuple[float, float | None, Share | None, Share | None], ...]
    ceiling: Share
    payers: Mapping[str, Payer]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "refuses": self.refuses.as_dict(),
            "beyond_payment": self.beyond.as_dict(),
            "short": self.short.as_dict(),
            "shortfall": dict(zip(("median", "p80", "p90"), self.shortfall, strict=True)),
            "payments": [
                {
                    "sized_for": level,
                    "points": points,
                    "enough": enough.as_dict() if enough else None,
                    "signed_by_all": signed.as_dict() if signed else None,
                }
                for level, points, enough, signed in self.levels
            ],
            "signed_if_paid_any_price": self.ceiling.as_dict(),
            "payers": {party: payer.as_dict() for party, payer in self.payers.items()},
        }

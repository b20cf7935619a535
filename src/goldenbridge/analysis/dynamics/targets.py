"""What the generic interstate crisis is calibrated to, as data, each figure with its chance error.

Targets are base rates of *one* population, the crises of ICB; the rates of resumption come from
another one and are put in, not brought out. Figures overlap: durations follow from the hazards of
any ending, and war is counted whole and cut in several ways. So weights are by family, and each
family that is fitted adds up to 1. The weights are a judgement, not a finding.

The six hazards of agreement differ from a constant 0.069 no more than chance lets them (chi-square
below 2 on 6 bins), so a dip or a hump in them need not be met.

Meeting the targets shows that the model *can* look like these crises, not why they went as they
did: the mediated and the unmediated can be told apart by selection alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt
from typing import Literal

from goldenbridge.analysis.estimate import wilson

__all__ = ["EDGES", "TARGETS", "Target"]

#: Days since the beginning at which the bins of the hazards meet. The first bin, the last and the
#: fourth (180 to 365) are named in the notes that the figures come from. The edge at 90 is a
#: reading: with it the hazards of any ending give back the quartiles of duration.
EDGES = (0, 30, 90, 180, 365, 730, 1500)

AGREEMENT_HAZARD = (0.068, 0.072, 0.060, 0.081, 0.067, 0.060)
ENDING_HAZARD = (0.315, 0.230, 0.148, 0.190, 0.123, 0.084)
CRISES = 481

ICB = "ICB1 version 13, international crises from 1918"
ICB_LATER = "ICB2 version 16 (compact), international crises from 1918"
UCDP = "UCDP Conflict Termination version 3, 854 endings, mostly not between states"

Family = Literal["agreement", "ending", "war", "mediation", "resumption"]


@dataclass(frozen=True)
class Target:
    """A figure that the simulated generic crisis should show, and how near is near enough.

    Attributes
    ----------
    id : short name; ``NAME-FROM-TO`` for a bin, in days.
    family : figures that overlap; the weights of a fitted family add up to 1.
    base_rate : id of the base rate it is from.
    quantity : what it is, in plain words.
    value : in ``unit``.
    unit : ``share``, ``per 30 days`` or ``days``.
    population : who was counted.
    n : cases; None where not recorded.
    standard_error : of chance alone, None where n is not known. Of a share, the binomial one. Of a
        hazard, the hazard over the root of the endings expected in its bin; of a quantile, from
        the density there, both as the hazards of any ending imply for 481 crises.
    interval : 95 %, Wilson for a share.
    tolerance : the difference that counts as one in a fit, in ``unit``: the standard error, or half
        the spread over versions and periods where that is wider.
    weight : in a fit; 0 for what is put in.
    role : ``result`` to be brought out, ``input`` to be put in.
    spread : lowest and highest value over versions and periods of the data set.
    note : what to know.
    """

    id: str
    family: Family
    base_rate: str
    quantity: str
    value: float
    unit: Literal["share", "per 30 days", "days"]
    population: str
    n: int | None
    standard_error: float | None
    interval: tuple[float, float] | None
    tolerance: float | None
    weight: float
    role: Literal["result", "input"] = "result"
    spread: tuple[float, float] | None = None
    note: str = ""


def _share(
    id: str,
    family: Family,
    base_rate: str,
    quantity: str,
    count: int,
    n: int,
    weight: float,
    *,
    population: str = ICB,
    spread: tuple[float, float] | None = None,
    note: str = "",
) -> Target:
    """A share with its binomial error, to three digits as it is noted."""
    p = count / n
    error = sqrt(p * (1 - p) / n)
    tolerance = error if spread is None else max(error, (spread[1] - spread[0]) / 2)
    return Target(
        id=id,
        family=family,
        base_rate=base_rate,
        quantity=quantity,
        value=round(p, 3),
        unit="share",
        population=population,
        n=n,
        standard_error=error,
        interval=wilson(count, n),
        tolerance=tolerance,
        weight=weight,
        spread=spread,
        note=note,
    )


def _running(day: float) -> float:
    """The share of crises still running on a day, as the hazards of any ending imply.

    >>> round(_running(0), 3), round(_running(80), 2)
    (1.0, 0.5)
    """
    bins = zip(pairwise(EDGES), ENDING_HAZARD, strict=True)
    return exp(-sum(h * max(0.0, min(day, end) - start) / 30 for (start, end), h in bins))


def _hazards(
    name: str, family: Family, base_rate: str, quantity: str, hazards: tuple[float, ...]
) -> list[Target]:
    """A target a bin. Its error is that of a count of rare events: one over the root of them."""
    found = []
    for (start, end), h, ending in zip(pairwise(EDGES), hazards, ENDING_HAZARD, strict=True):
        events = CRISES * (_running(start) - _running(end)) * h / ending
        spread = exp(1.96 / sqrt(events))
        found.append(
            Target(
                id=f"{name}-{start}-{end}",
                family=family,
                base_rate=base_rate,
                quantity=f"{quantity}, day {start} to {end}",
                value=h,
                unit="per 30 days",
                population=ICB,
                n=CRISES,
                standard_error=h / sqrt(events),
                interval=(h / spread, h * spread),
                tolerance=h / sqrt(events),
                weight=1 / 12,
                note=f"The error is that of about {events:.0f} events expected in the bin.",
            )
        )
    return found


def _quantile(at: float, name: str, days: float) -> Target:
    """A quartile of duration, with the error that its rank and the density there leave it."""
    hazard = next(h for end, h in zip(EDGES[1:], ENDING_HAZARD, strict=True) if days < end)
    error = sqrt(at * (1 - at) / CRISES) / (hazard / 30 * (1 - at))
    return Target(
        id=f"duration-{name}",
        family="ending",
        base_rate="icb-duration",
        quantity=f"Days from beginning to end of a crisis, {name.replace('-', ' ')}",
        value=days,
        unit="days",
        population=ICB,
        n=CRISES,
        standard_error=error,
        interval=(days - 1.96 * error, days + 1.96 * error),
        tolerance=error,
        weight=1 / 6,
        note="Follows from the hazards of any ending: the same crises counted again.",
    )


def _input(id: str, base_rate: str, quantity: str, value: float) -> Target:
    """A figure of another population, put in because the crises have none."""
    return Target(
        id=id,
        family="resumption",
        base_rate=base_rate,
        quantity=quantity,
        value=value,
        unit="share",
        population=UCDP,
        n=None,
        standard_error=None,
        interval=None,
        tolerance=None,
        weight=0.0,
        role="input",
        note="Another population: put in, so coming out near it is no result. How many of the "
        "854 ended so is not recorded.",
    )


SELECTED = (
    "Under selection: mediators go to hard cases. It does not identify an effect of mediation."
)

#: Every target, by family.
TARGETS: tuple[Target, ...] = (
    _share("agreement", "agreement", "icb-agreement", "Crises that end in agreement",
           165, 481, 1 / 2),
    *_hazards("agreement-hazard", "agreement", "icb-agreement-hazard", "Agreements per 30 days",
              AGREEMENT_HAZARD),
    *_hazards("ending-hazard", "ending", "icb-any-ending-hazard", "Endings of any kind per 30 days",
              ENDING_HAZARD),
    _quantile(0.25, "lower-quartile", 29),
    _quantile(0.5, "median", 80),
    _quantile(0.75, "upper-quartile", 202),
    _share("war", "war", "icb-war", "Crises that peak in full-scale war", 101, 481, 1 / 2,
           spread=(0.154, 0.211),
           note="From .154 (after 1990, version 16) and .164 (after 1945, version 13) to .211 (all "
           "years, version 16). In MID it is a fifth of that: another population."),
    _share("war-violent-trigger", "war", "icb-war-violent-trigger",
           "War given a violent trigger", 68, 227, 1 / 8),
    _share("war-nonviolent-trigger", "war", "icb-war-nonviolent-trigger",
           "War given a non-violent trigger", 33, 254, 1 / 8),
    _share("war-protracted", "war", "icb-v16-war-protracted",
           "War given a protracted conflict", 79, 303, 1 / 8, population=ICB_LATER),
    _share("war-not-protracted", "war", "icb-v16-war-not-protracted",
           "War given no protracted conflict", 29, 208, 1 / 8, population=ICB_LATER),
    _share("mediated", "mediation", "icb-mediated", "Crises that are mediated", 150, 477, 1 / 5),
    _share("agreement-mediated", "mediation", "icb-agreement-mediated",
           "Agreement given mediation", 93, 150, 1 / 5, note=SELECTED),
    _share("agreement-unmediated", "mediation", "icb-agreement-unmediated",
           "Agreement given no mediation", 70, 327, 1 / 5, note=SELECTED),
    _share("war-mediated", "mediation", "icb-war-mediated",
           "War given mediation", 45, 150, 1 / 5, note=SELECTED),
    _share("war-unmediated", "mediation", "icb-war-unmediated",
           "War given no mediation", 56, 327, 1 / 5, note=SELECTED),
    _input("resumption-agreement", "ucdp-resumed-5y-agreement",
           "Fighting resumed within 5 years after an agreement", 0.132),
    _input("resumption-ceasefire", "ucdp-resumed-5y-ceasefire",
           "Fighting resumed within 5 years after a ceasefire", 0.326),
)  # fmt: skip

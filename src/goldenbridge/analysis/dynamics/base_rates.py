"""What happened in comparable populations, to stand beside what was simulated, never inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite

from goldenbridge.case.base_rates import BaseRate, base_rate, base_rates
from goldenbridge.errors import did_you_mean

__all__ = ["GENERIC", "OUTCOMES", "BaseRate", "Beside", "base_rates", "panel"]

#: The population whose simulation is calibrated to base rates: nearness to them proves nothing.
GENERIC = "generic interstate crisis"


@dataclass(frozen=True)
class Beside:
    """What to put beside one simulated outcome, and how far the two may be compared.

    Attributes
    ----------
    unit : of the simulated outcome.
    highest : the largest value it can take.
    rates : ids of base rates, the nearest in meaning first.
    compare : what may and what may not be compared, in words.
    """

    unit: str
    highest: float
    rates: tuple[str, ...]
    compare: str


#: By outcome that the simulation reports.
OUTCOMES: dict[str, Beside] = {
    "agreement": Beside(
        "share",
        1.0,
        (
            "icb-agreement",
            "icb-agreement-mediated",
            "icb-agreement-unmediated",
            "mid-negotiated",
            "icb-agreement-hazard",
        ),
        "Both count agreement before the end. Nine in ten crises in the data end within a year, "
        "mostly without one; a simulation that runs longer has more time to agree.",
    ),
    "war": Beside(
        "share",
        1.0,
        (
            "icb-war",
            "icb-war-post-1945",
            "icb-v16-war",
            "icb-v16-war-post-1945",
            "icb-v16-war-post-1990",
            "icb-war-violent-trigger",
            "icb-war-nonviolent-trigger",
            "icb-v16-war-protracted",
            "icb-v16-war-not-protracted",
            "mid-war-gml",
            "mid-war-cow",
        ),
        "Comparable where war means full-scale war at the peak, as in ICB. The MID shares are of "
        "disputes, most of them small, and a fifth as high. A case that is at war when it begins "
        "can be compared with none of them.",
    ),
    "ceasefire": Beside(
        "share",
        1.0,
        ("ucdp-interstate-ceasefire", "ucdp-interstate-agreement"),
        "Of fighting between states that ended, how it ended. The simulated share is of all runs, "
        "also of those without fighting or with no end of it: compare it only among runs in "
        "which fighting ended.",
    ),
    "durable": Beside(
        "share",
        1.0,
        (
            "ucdp-pa-ended-5y",
            "ucdp-pa-ended",
            "ucdp-pa-ended-full",
            "ucdp-pa-ended-partial",
            "ucdp-pa-ended-process",
            "ucdp-resumed-5y-agreement",
        ),
        "The base rates tell how many agreements ended or were followed by fighting, the opposite "
        "of durable, over the years each names. Compare over the same years only, and among runs "
        "with an agreement. UCDP PA is of agreements in armed conflicts, not in crises.",
    ),
    "months_to_agreement": Beside(
        "months of 30 days",
        inf,
        ("icb-agreement-hazard", "icb-duration", "pa-x-time-to-comprehensive"),
        "Units differ and are left as they are. The hazard is among crises still running, the "
        "durations are until any ending, and the PA-X years are between texts of long peace "
        "processes that came so far. None is the time to agreement itself.",
    ),
    "peak_rung": Beside(
        "rung",
        inf,
        ("icb-no-violence", "icb-war", "icb-v16-war", "mid-war-gml"),
        "No data set has these rungs, so a mean rung has no counterpart. Only two ends can be "
        "compared: runs without violence, and runs that reach full-scale war.",
    ),
    "resumption": Beside(
        "share",
        1.0,
        (
            "ucdp-resumed-5y-agreement",
            "ucdp-resumed-5y-ceasefire",
            "ucdp-resumed-5y-low-activity",
            "ucdp-resumed-5y-government-victory",
            "ucdp-resumed-5y-rebel-victory",
        ),
        "The simulation is given these figures, so meeting them is no test of it. They are of 854 "
        "endings, mostly not between states: another population than the crises.",
    ),
}


def panel(
    outcomes: Mapping[str, tuple[float, float, float]], population: str
) -> list[dict[str, object]]:
    """Base rates beside simulated outcomes: what happened elsewhere, next to what the model did.

    Read the two columns apart. Nothing is blended: simulated figures are passed on as they came,
    base rates as they are in the table, each with its own population and unit. Where they differ,
    the model may be wrong, or the case may be unlike the population; where they agree, neither is
    shown to be right.

    Parameters
    ----------
    outcomes : by name (see ``OUTCOMES``), the estimate and the two ends of its interval, in the
        outcome's unit. Names left out get no row.
    population : what was simulated, in words; ``GENERIC`` for the calibrated generic crisis.

    Returns
    -------
    A row an outcome, in the order given: ``outcome``, ``unit``, ``simulated`` (``of``,
    ``estimate``, ``interval``), ``base_rates`` (as :meth:`BaseRate.as_dict`), ``compare`` (what may
    be compared, in words).

    Raises
    ------
    ValueError : an outcome that is not known, or figures that cannot be its; no population.

    >>> (row,) = panel({"agreement": (0.41, 0.38, 0.44)}, "Norvik and Sundal, 2031")
    >>> row["simulated"]["estimate"], [r["value"] for r in row["base_rates"]][:2]
    (0.41, [0.343, 0.62])
    >>> print(row["compare"])  # doctest: +ELLIPSIS
    Both count agreement ... “Norvik and Sundal, 2031” is not a draw from any of these populations.
    """
    if not population.strip():
        raise ValueError("No population. Say in words what was simulated, as the panel names it.")
    return [
        {
            "outcome": name,
            "unit": _known(name).unit,
            "simulated": _simulated(name, figures, population),
            "base_rates": [base_rate(rate).as_dict() for rate in OUTCOMES[name].rates],
            "compare": f"{OUTCOMES[name].compare} {_drawn(population)}",
        }
        for name, figures in outcomes.items()
    ]


def _known(name: str) -> Beside:
    if name not in OUTCOMES:
        near = did_you_mean(name, OUTCOMES)
        raise ValueError(
            f'No base rates for an outcome "{name}".\n  '
            + (f"{near}\n  " if near else "")
            + f"Known outcomes: {', '.join(OUTCOMES)}"
        )
    return OUTCOMES[name]


def _simulated(
    name: str, figures: tuple[float, float, float], population: str
) -> dict[str, object]:
    estimate, low, high = figures
    ordered = low <= estimate <= high  # False for what is not a number
    if not (ordered and low >= 0 and high <= OUTCOMES[name].highest and isfinite(high)):
        raise ValueError(
            f'The figures for "{name}" are ({estimate}, {low}, {high}).\n  Wanted: an estimate, '
            f"then the two ends of its interval around it, in {OUTCOMES[name].unit}."
        )
    return {"of": population, "estimate": estimate, "interval": [low, high]}


def _drawn(population: str) -> str:
    if population == GENERIC:
        return (
            "The generic crisis is calibrated to base rates of ICB, so nearness to them is no "
            "evidence for the model."
        )
    return f"“{population}” is not a draw from any of these populations."

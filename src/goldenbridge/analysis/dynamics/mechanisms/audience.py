"""Audience: what backing down costs at home, who rallies, who rebels, and who ratifies.

    price A of backing down grows by a × rung / 8 × (1 − vague) a month, by the media's price on
    what is
            conceded, and fades
    support → usual − hurt × strain + rally × embattled    (H: unrest, rally)
    embattled: 1 in fighting, else the breadth of the measures against a target
    hawks   → isolation                                    (H: hard-liners)
    mandate → support / usual × (1 − hawks)

A vague definition of success lowers the price of stopping. Support below the usual tempts the side
that made demands to divert attention, unless home counts for nothing (H, neither); where pressure
at home means unrest (H) it also lowers a target's price. Who must be asked at home asks for more,
the smaller the mandate.

Lock-in [Fearon 1994]: with a price growing by a a month nobody can back down once it exceeds what
is lost by standing firm, c; that is after c / a months. ``lock_in`` says so, and the simulation
keeps to it.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, grown, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    AUDIENCE,
    BREADTH,
    CONCEDED,
    DEMANDER,
    EFFECT,
    FIGHTING,
    HAWKS,
    HOME,
    K_EXIT,
    K_NEUTRALITY,
    LIMITED,
    MANDATE,
    PATRON,
    R_HAWKS,
    R_NEITHER,
    R_RALLY,
    R_UNREST,
    RUNG,
    STRAIN,
    SUNK,
    SUPPORT,
    TARGET,
    UP,
)

__all__ = ["PARAMETERS", "audience", "lock_in"]

PARAMETERS = (
    Parameter(
        "price", 0.0, 0.02, 0.05, "worth a month", "of standing at the top rung", (16, 34, 37, 39)
    ),
    Parameter("fading", 0.01, 0.03, 0.08, "per month", "how fast that is forgotten", (16, 34)),
    Parameter(
        "vague", 0.5, 0.8, 1.0, "share", "what room to call it a success takes off", (1, 30, 53)
    ),
    Parameter("media", 0.01, 0.03, 0.06, "worth", "price put on conceding", (41, 42)),
    Parameter(
        "usual", 0.45, 0.5, 0.6, "share", "support in usual times", (28,), bounds=(0.01, 1.0)
    ),
    Parameter("feeling", 0.08, 0.15, 0.3, "per month", "how fast support moves", (28, 29)),
    Parameter("hurt", 0.2, 0.4, 0.8, "share", "full strain on support", (9,)),
    Parameter("rally", 0.1, 0.2, 0.3, "share", "fighting, or measures, on support", (29,)),
    Parameter("diverting", 0.5, 1.5, 3.0, "factor", "lost support on steps up", (28,)),
    Parameter("unrest", 0.05, 0.15, 0.3, "worth", "lost support on its own price", (9,)),
    Parameter("hardening", 0.02, 0.05, 0.1, "per month", "how fast hard-liners gain", (60,)),
    Parameter("isolated", 0.2, 0.5, 0.8, "share", "hard-liners that isolation makes", (60,)),
    Parameter("weakness", 0.05, 0.15, 0.3, "worth", "µ: hard-liners on the price", (34, 60)),
    Parameter("ratifying", 0.02, 0.05, 0.1, "worth", "asked at home for want of a mandate", (42,)),
    Parameter("bold", 0.1, 0.3, 0.6, "factor", "support above the usual on steps up", (29,)),
)
(
    PRICE, FADING, VAGUE, MEDIA, USUAL, FEELING, HURT, RALLY, DIVERTING, UNREST, HARDENING,
    ISOLATED,
    WEAKNESS, RATIFYING, BOLD,
) = range(len(PARAMETERS))  # fmt: skip

TOP = 8.0


def lock_in(price_per_month: float, cost_of_standing_firm: float) -> float:
    """Months after which nobody can back down any more, if the price of it grows steadily.

    Trust it for what it says of a steadily growing price only; in a run the price also fades and
    depends on the rung.

    Raises
    ------
    ValueError : a price or cost below nothing.

    References
    ----------
    Fearon (1994), Domestic political audiences and the escalation of international disputes.

    >>> lock_in(0.05, 0.4), lock_in(0.2, 0.4)
    (8.0, 2.0)
    """
    if price_per_month < 0 or cost_of_standing_firm < 0:
        raise ValueError("lock_in: found a number below 0, wanted a price and a cost of 0 or more")
    if price_per_month == 0:
        return float("inf") if cost_of_standing_firm > 0 else 0.0
    return cost_of_standing_firm / price_per_month


@inlined
def audience(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """The home front of every party in one step."""
    what = reading[HOME]
    vague = par[VAGUE] * knob[K_EXIT]
    growing = par[PRICE] * crisis[RUNG] / TOP * (1.0 - vague)
    isolation = max(crisis[BREADTH], crisis[EFFECT])
    at_blows = crisis[FIGHTING] > 0.0 or crisis[RUNG] >= LIMITED
    for p in range(len(party)):
        target, demander = role[p, TARGET] > 0.0, role[p, DEMANDER] > 0.0
        said = par[MEDIA] * (0.3 * party[p, CONCEDED])
        if role[p, PATRON] > 0.0:
            said += par[MEDIA] * knob[K_NEUTRALITY]
        inflow = growing + said / 12.0
        party[p, AUDIENCE] = clip(grown(party[p, AUDIENCE], inflow, par[FADING], months), 0.0, 10.0)

        hurt = par[HURT] * party[p, STRAIN]
        if what == R_UNREST:
            hurt *= 1.5
        elif what == R_RALLY:
            hurt *= 0.5
        feeling = par[USUAL] - hurt - 0.1 * party[p, SUNK]
        if what == R_RALLY:
            feeling += par[RALLY] * (1.0 if at_blows else (isolation if target else 0.0))
        feeling = clip(feeling, 0.0, 1.0)
        party[p, SUPPORT] = eased(party[p, SUPPORT], feeling, par[FEELING], months)
        gone = max(0.0, par[USUAL] - party[p, SUPPORT])

        harder = 0.0
        if target and what == R_HAWKS:
            harder = par[ISOLATED] * isolation
        party[p, HAWKS] = eased(party[p, HAWKS], harder, par[HARDENING], months)
        shift[p] += par[WEAKNESS] * party[p, HAWKS]
        if target and what == R_UNREST:
            shift[p] -= par[UNREST] * gone
        wanted = clip(party[p, SUPPORT] / par[USUAL], 0.0, 1.0) * (1.0 - party[p, HAWKS])
        party[p, MANDATE] = eased(party[p, MANDATE], wanted, par[FEELING], months)
        shift[p] += par[RATIFYING] * (1.0 - party[p, MANDATE])
        if demander and what >= 0 and what != R_NEITHER:
            factor[UP] *= 1.0 + par[DIVERTING] * gone
            if what == R_RALLY:
                factor[UP] *= 1.0 + par[BOLD] * max(0.0, party[p, SUPPORT] - par[USUAL])

"""Sanctions: threatened and imposed, adapted to, paid for by both, and with or without an end.

    breadth x = measures × cohesion / 0.75, at most 1
    wanted    = x × (0.5 + targeting) × exp(−adapting × exposure) × (1 − blunting × reserves)
    effect    → wanted                          reserves count where measures are blunted (C)
    no deal   falls by weight × effect × lifted × (1 − identity)
    lifted    = conditional + (1 − conditional) × hope(reading)

Only strain that a deal would end counts against no deal, and it counts nowhere else: a measure that
stays whatever is signed presses nobody to sign, neither its target nor its sender. Where terms
decide (C), measures without terms also make every package worth less. A threat deters where
measures compel (C), in so far as past ones did and allies stand together; where they provoke (C),
breadth raises the next step instead.
"""

from __future__ import annotations

from math import exp

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BREADTH,
    COHESION,
    COST,
    EFFECT,
    EXPOSURE,
    IDENTITY,
    K_CONDITIONAL,
    K_MAXIMAL,
    K_SANCTIONS,
    K_TARGETING,
    K_THREAT,
    R_BLUNTED,
    R_COMPEL,
    R_PROVOKE,
    R_TERMS,
    RESERVES,
    SANCTIONS,
    SENDER,
    SPAN,
    STRAIN,
    TARGET,
    UP,
)

__all__ = ["PARAMETERS", "sanctions"]

TIES = (
    "assumed; order of magnitude beside TIES, where the share that gives way grows from 26 to 59 % "
    "with the target's cost"
)

PARAMETERS = (
    Parameter("weight", 0.10, 0.20, 0.30, "worth", "full effect on no deal", (6, 14, 24, 26), TIES),
    Parameter("biting", 0.2, 0.4, 0.8, "per month", "how fast measures take effect", (14,)),
    Parameter("adapting", 0.02, 0.06, 0.10, "per month", "how fast they are outlived", (27,)),
    Parameter("blunting", 0.3, 0.6, 0.9, "share", "what full reserves take off", (27,)),
    Parameter("reserves", 0.2, 0.5, 0.8, "share", "reserves at the outset", (27,)),
    Parameter("drawing", 0.02, 0.05, 0.10, "per month", "how fast reserves are used", (27,)),
    Parameter("hope", 0.3, 0.6, 0.8, "share", "relief hoped for without terms, compel", (24,)),
    Parameter("spite", 0.1, 0.3, 0.6, "share", "worth lost for want of terms", (6, 8, 59)),
    Parameter("defiance", 0.1, 0.3, 0.6, "share", "worth lost where measures provoke", (10,)),
    Parameter("encirclement", 0.3, 0.8, 1.5, "factor", "breadth on steps up, provoke", (7, 10)),
    Parameter("deterrence", 0.2, 0.4, 0.6, "share", "a believed threat on steps up", (24,)),
    Parameter("record", 0.3, 0.6, 0.9, "share", "what earlier rounds leave of belief", (25,)),
    Parameter("blowback", 0.1, 0.2, 0.4, "share", "cost to senders beside the target's", (15,)),
    Parameter("tying", 0.02, 0.06, 0.12, "worth", "retribution on any package", (11,)),
)
(
    WEIGHT, BITING, ADAPTING, BLUNTING, AT_FIRST, DRAWING, HOPE, SPITE, DEFIANCE, ENCIRCLEMENT,
    DETERRENCE, RECORD, BLOWBACK, TYING,
) = range(len(PARAMETERS))  # fmt: skip

#: Share of relief that a target expects although nobody promised it, by reading; the rest of
#: ``hope`` where measures compel, nothing where their terms are what counts.
LITTLE = 0.25


@inlined
def sanctions(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """Measures, what is left of them, and what their end would be worth, in one step."""
    what = reading[SANCTIONS]
    unity = crisis[COHESION] / 0.75
    breadth = clip(knob[K_SANCTIONS] * unity, 0.0, 1.0)
    crisis[BREADTH] = breadth
    conditional = knob[K_CONDITIONAL]
    crisis[EXPOSURE] += breadth * months
    left, reserves, targets = 0.0, 0.0, 0
    for p in range(len(party)):
        if role[p, TARGET] > 0.0:
            party[p, RESERVES] = eased(party[p, RESERVES], 0.0, par[DRAWING] * breadth, months)
            reserves += party[p, RESERVES]
            targets += 1
    if targets > 0:
        reserves /= targets
    blunt = par[BLUNTING] * reserves if what == R_BLUNTED else 0.0
    wanted = clip(breadth * (0.5 + knob[K_TARGETING]), 0.0, 1.0)
    left = wanted * exp(-par[ADAPTING] * crisis[EXPOSURE]) * (1.0 - blunt)
    crisis[EFFECT] = eased(crisis[EFFECT], left, par[BITING], months)
    effect = crisis[EFFECT]

    hope = 0.0
    if what == R_COMPEL:
        hope = par[HOPE]
    elif what in (R_PROVOKE, R_BLUNTED):
        hope = LITTLE * par[HOPE]
    lifted = conditional + (1.0 - conditional) * hope
    open_to = 1.0 - crisis[IDENTITY]
    for p in range(len(party)):
        if role[p, TARGET] > 0.0:
            party[p, STRAIN] = effect
            party[p, COST] += par[WEIGHT] * effect * crisis[SPAN] / 12.0
            leave[p] -= par[WEIGHT] * effect * lifted * open_to
            if what == R_TERMS:
                shift[p] += par[WEIGHT] * par[SPITE] * breadth * (1.0 - conditional) * open_to
            elif what == R_PROVOKE:
                shift[p] += par[WEIGHT] * par[DEFIANCE] * breadth
            shift[p] += par[TYING] * knob[K_MAXIMAL]
        if role[p, SENDER] > 0.0:
            blow = par[BLOWBACK] * wanted
            party[p, STRAIN] = max(party[p, STRAIN] * role[p, TARGET], blow)
            party[p, COST] += par[WEIGHT] * blow * crisis[SPAN] / 12.0
            leave[p] -= 0.5 * par[WEIGHT] * blow * lifted

    believed = clip(knob[K_THREAT] * par[RECORD] * unity, 0.0, 1.0) * (1.0 - blunt)
    if what == R_COMPEL:
        factor[UP] *= 1.0 - par[DETERRENCE] * believed
    elif what == R_TERMS:
        factor[UP] *= 1.0 - 0.5 * par[DETERRENCE] * believed
    elif what == R_BLUNTED:
        factor[UP] *= 1.0 - 0.25 * par[DETERRENCE] * believed
    elif what == R_PROVOKE:
        hostile = breadth * breadth + 0.3 * knob[K_THREAT] + 0.5 * knob[K_MAXIMAL]
        factor[UP] *= 1.0 + par[ENCIRCLEMENT] * hostile

"""Battlefield: momentum, entrenchment, attrition, and what a loss leads to.

    balance  moves towards the better-supplied side and by chance, both the slower the deeper
             positions are dug
    dug in   → 1 while the front stands still
    strength → 0.6, or up to 1 where patrons make good what is lost
    sunk     → 1 while it is fought; half as fast once forces are massed

The side that loses by a share g asks (B): less by χ g where losses bring talks; more where they
make it double down; by χ g (2 openness − 1) less where it turns on whether anything can be had by
talking. The side that gains asks more by ω g². With a threshold that falls linearly on one side
and rises with the square on the other, the chance of a deal is largest at some gain in between:
the inverted U.

What a war is expected to cost is in the value of no deal before it begins, and is not counted a
second time when it does: no deal falls only by toll × wear, as forces wear down, from nothing at
the outbreak to the whole of it at strength 0.6. A party that has decided on war (A, pretext) feels
a fifth of that.
"""

from __future__ import annotations

from math import exp, sqrt

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BACKING,
    BALANCE,
    CEASE,
    COST,
    DEMANDER,
    DRIFT,
    ENTRENCHED,
    FIGHTER,
    FIGHTING,
    INTENT,
    LAPSE,
    LOSSES,
    MOBILISED,
    R_DOUBLING,
    R_OPENNESS,
    R_PRETEXT,
    R_TALKS,
    RUNG,
    SCOPE,
    SIDE,
    SPAN,
    STRENGTH,
    SUNK,
    UP,
)

__all__ = ["PARAMETERS", "battlefield"]

PARAMETERS = (
    Parameter(
        "momentum", 0.05, 0.10, 0.20, "per month", "how fast a balance finds its level", (57,)
    ),
    Parameter("chance", 0.04, 0.08, 0.14, "per month", "spread of a month's fortune", (52,)),
    Parameter("digging", 0.05, 0.10, 0.20, "per month", "how fast a still front is dug in", (55,)),
    Parameter("dug_in", 0.3, 0.6, 0.8, "share", "what full entrenchment takes off movement", (55,)),
    Parameter("attrition", 0.02, 0.05, 0.10, "per month", "how fast strength wears down", (56,)),
    Parameter("outweighs", 0.3, 0.6, 1.0, "balance", "a strength more than the other's", (43, 57)),
    Parameter("toll", 0.02, 0.06, 0.12, "worth", "worn forces on no deal; a year's cost", (56,)),
    Parameter("sinking", 0.03, 0.06, 0.10, "per month", "how fast costs are sunk", (39,)),
    Parameter("sunk", 0.02, 0.06, 0.12, "worth", "sunk costs on the price asked", (39,)),
    Parameter(
        "loss", 0.15, 0.25, 0.35, "worth", "χ: a total loss on the loser's price", (52, 58, 67)
    ),
    Parameter("gain", 0.20, 0.35, 0.50, "worth", "ω: a total gain on the winner's price", (52,)),
    Parameter("doubling", 0.5, 1.5, 3.0, "factor", "a total loss on steps up", (58, 67)),
    Parameter("pressing_on", 0.2, 0.5, 0.8, "share", "a stalled front on ceasefires", (57,)),
    Parameter("weariness", 0.5, 1.5, 3.0, "factor", "worn forces on ceasefires", (52, 56)),
)
(
    MOMENTUM, CHANCE, DIGGING, DUG_IN, ATTRITION, OUTWEIGHS, TOLL, SINKING, SUNK_WORTH, LOSS, GAIN,
    DOUBLING, PRESSING_ON, WEARINESS,
) = range(len(PARAMETERS))  # fmt: skip

WORN = 0.6


@inlined
def battlefield(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """The front in one step, and what it does to what each side asks."""
    fighting = crisis[FIGHTING] > 0.0
    massed = crisis[RUNG] >= MOBILISED
    strength0, strength1, dug, sunk = 0.0, 0.0, 0.0, 0.0
    n0, n1 = 0, 0
    balance = crisis[BALANCE]
    for p in range(len(party)):
        if role[p, FIGHTER] == 0.0:
            continue
        if fighting:
            level = WORN + (1.0 - WORN) * party[p, BACKING]
            party[p, STRENGTH] = eased(party[p, STRENGTH], level, par[ATTRITION], months)
            still = par[DIGGING] * (1.0 - abs(balance))
            party[p, ENTRENCHED] = eased(party[p, ENTRENCHED], 1.0, still, months)
            party[p, SUNK] = eased(party[p, SUNK], 1.0, par[SINKING], months)
        else:
            party[p, STRENGTH] = eased(party[p, STRENGTH], 1.0, par[ATTRITION], months)
            party[p, ENTRENCHED] = eased(party[p, ENTRENCHED], 0.0, 0.02, months)
            if massed and role[p, DEMANDER] > 0.0:
                party[p, SUNK] = eased(party[p, SUNK], 1.0, 0.5 * par[SINKING], months)
            else:
                party[p, SUNK] = eased(party[p, SUNK], 0.0, 0.02, months)
        dug += party[p, ENTRENCHED]
        sunk = max(sunk, party[p, SUNK])
        if role[p, SIDE] == 0.0:
            strength0 += party[p, STRENGTH]
            n0 += 1
        else:
            strength1 += party[p, STRENGTH]
            n1 += 1
    if n0 + n1 == 0:
        return
    dug /= n0 + n1
    strength0 = strength0 / n0 if n0 > 0 else 1.0
    strength1 = strength1 / n1 if n1 > 0 else 1.0
    if fighting:
        level = clip(par[OUTWEIGHS] * (strength0 - strength1), -0.9, 0.9)
        moving = 1.0 - par[DUG_IN] * dug
        rate = max(par[MOMENTUM] * moving, 1e-6)
        spread = par[CHANCE] * sqrt((1.0 - exp(-2.0 * rate * months)) / (2.0 * rate))
        spread *= moving
        balance = eased(balance, level, rate, months) + spread * crisis[DRIFT]
        crisis[BALANCE] = clip(balance, -1.0, 1.0)
    balance = crisis[BALANCE]
    what, openness = reading[LOSSES], crisis[SCOPE]
    for p in range(len(party)):
        if role[p, FIGHTER] == 0.0:
            continue
        mine = balance if role[p, SIDE] == 0.0 else -balance
        loss, gain = max(0.0, -mine), max(0.0, mine)
        if what == R_TALKS:
            shift[p] -= par[LOSS] * loss
        elif what == R_DOUBLING:
            shift[p] += par[LOSS] * loss
            factor[UP] *= 1.0 + par[DOUBLING] * loss
        elif what == R_OPENNESS:
            shift[p] -= par[LOSS] * loss * (2.0 * openness - 1.0)
            factor[UP] *= 1.0 + par[DOUBLING] * loss * (1.0 - openness)
        shift[p] += par[GAIN] * gain * gain
        shift[p] += par[SUNK_WORTH] * party[p, SUNK]
        if fighting:
            decided = reading[INTENT] == R_PRETEXT and role[p, DEMANDER] > 0.0
            wear = clip((1.0 - party[p, STRENGTH]) / (1.0 - WORN), 0.0, 1.0)
            leave[p] -= par[TOLL] * wear * (0.2 if decided else 1.0)
            party[p, COST] += (
                (par[TOLL] + 0.1 * max(0.0, 1.0 - party[p, STRENGTH])) * crisis[SPAN] / 12.0
            )
    if fighting:
        worn = 1.0 - 0.5 * (strength0 + strength1)
        factor[CEASE] *= 1.0 + par[WEARINESS] * max(0.0, worn)
        factor[CEASE] *= 1.0 - par[PRESSING_ON] * dug * (1.0 - abs(balance))
        factor[LAPSE] *= 1.0 + 2.0 * balance * balance

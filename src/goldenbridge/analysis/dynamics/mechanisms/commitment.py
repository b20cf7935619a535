"""Commitment: what makes a promise worth having, who strikes before power shifts, and what lasts.

    needed credibility = asked for + doubt while a pause may be for regrouping, unless vouched for
                         + ironclad demands, unless an opening bid (A) − guarantees − trust / 4
    somebody whose position slips strikes first where   δ Δp > (1 − δ)(p + c)      [Powell 2006]
    Δp           = shifting × (aid to the side that is aided more − aid to the other)
    a signed deal lasts Weibull(shape, scale) months, drawn at signature: failures come early
    hazard ratio = exp(−(slack, guarantees, trust at signature, arms control, neutral buffer)
                       + rivalry + status + tied package + mediation)
    rivalry      = information war, restrained by arms control
    status       = an order not talked about, by those without a seat
    buffer       = neutrality × (1 − hinges × order not talked about)

A tied package gives the demander a say in the client's house: worth more to it, less to the client,
and the likelier to be left unfulfilled. Mediated agreements are likelier at first and fail a little
more later on, where that is switched on.
"""

from __future__ import annotations

from math import exp, log

from goldenbridge.analysis.dynamics.arithmetic import clip, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BACKING,
    BALANCE,
    CEASEFIRE,
    CLIENT,
    CREDIBILITY,
    DEMANDER,
    FIGHTING,
    IDENTITY,
    INTENT,
    K_EXTREMITY,
    K_FORMAT,
    K_GUARANTEES,
    K_LINKED,
    K_NEUTRALITY,
    K_OPERATIONS,
    MEAN_TRUST,
    MEDIATED,
    R_OPENING,
    R_PRETEXT,
    RESUME,
    SIDE,
    TREATIES,
    UP,
)

__all__ = ["PARAMETERS", "commitment", "lasting", "strikes_first"]

ENDINGS = "UCDP Conflict Termination v3 (854 endings, mostly not between states): an input"

PARAMETERS = (
    Parameter("asked", 0.2, 0.35, 0.5, "share", "credibility asked of any deal", (35, 54)),
    Parameter(
        "vouched", 0.1, 0.25, 0.4, "share", "full guarantees on what is still needed", (35, 54)
    ),
    Parameter("by_trust", 0.1, 0.25, 0.4, "share", "trust on what is still needed", (33, 78)),
    Parameter("ironclad", 0.02, 0.08, 0.15, "share", "extreme demands on what is needed", (35,)),
    Parameter("pausing", 0.02, 0.08, 0.15, "share", "fear that a pause is for regrouping", (54,)),
    Parameter("patience", 0.5, 0.8, 0.95, "a month", "δ: worth of next month's point", (39,)),
    Parameter("shifting", 0.0, 0.15, 0.4, "chance of winning", "Δp that full aid brings", (39, 43)),
    Parameter("fighting", 0.05, 0.15, 0.3, "share", "c: what striking costs", (39,)),
    Parameter("preventing", 0.1, 0.5, 1.0, "factor", "a shift that is feared on steps up", (39,)),
    Parameter(
        "shape",
        0.5,
        0.6,
        0.8,
        "exponent",
        "of failures: below 1 they come early",
        (54,),
        ENDINGS,
        bounds=(0.05, 20.0),
    ),
    Parameter(
        "failing",
        0.10,
        0.132,
        0.18,
        "share",
        "of agreements broken in five years",
        (54,),
        ENDINGS,
        bounds=(0.001, 0.999),
    ),
    Parameter("to_spare", 2, 5, 10, "per worth", "slack at signature on failure", (54,)),
    Parameter("guarded", 0.3, 0.8, 1.5, "exponent", "guarantees on failure", (35, 54)),
    Parameter("rivalry", 0.1, 0.3, 0.6, "exponent", "rivalry that goes on, on failure", (48,)),
    Parameter("embedded", 0.1, 0.3, 0.6, "exponent", "a tied package on failure", (64,)),
    Parameter(
        "wears_off",
        0.0,
        0.15,
        0.4,
        "exponent",
        "mediation on failure",
        (),
        "Beardsley 2008: direction",
    ),
    Parameter("breaking", 0.003, 0.0066, 0.012, "per month", "ceasefires", (54,), ENDINGS),
    Parameter("restraint", 0.1, 0.4, 0.8, "exponent", "arms control on failure", (54, 77)),
    Parameter("buffer", 0.1, 0.4, 0.8, "exponent", "a neutral buffer on failure", (4,)),
    Parameter("hinges", 0.0, 0.5, 1.0, "share", "of that which needs order-level talks", (4,)),
    Parameter("status", 0.1, 0.4, 0.8, "exponent", "an order without a say, on failure", (66,)),
    Parameter("leverage", 0.01, 0.03, 0.06, "worth", "a tied package on both prices", (64,)),
)
(
    ASKED, VOUCHED, BY_TRUST, IRONCLAD, PAUSING, PATIENCE, SHIFTING, STRIKING, PREVENTING, SHAPE,
    FAILING, TO_SPARE, GUARDED, RIVALRY, EMBEDDED, WEARS_OFF, BREAKING, RESTRAINT, BUFFER, HINGES,
    STATUS, LEVERAGE,
) = range(len(PARAMETERS))  # fmt: skip

FIVE_YEARS = 60.0


@inlined
def strikes_first(patience: float, shift: float, chance: float, cost: float) -> bool:
    """Whether a party whose position will slip would rather fight now than bargain later; exact.

    Parameters
    ----------
    patience : δ, what a point tomorrow is worth today.
    shift : by how much the other's chance of winning will grow.
    chance : of winning today, of the side that rises.
    cost : of fighting, to the side that slips.

    References
    ----------
    Powell (2006), War as a commitment problem; Fearon (1995), Rationalist explanations for war.

    >>> strikes_first(0.9, 0.6, 0.3, 0.1), strikes_first(0.9, 0.04, 0.3, 0.1)
    (True, False)
    """
    return patience * shift > (1.0 - patience) * (chance + cost)


@inlined
def commitment(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """How credible a deal has to be in one step, and who fears to be the weaker tomorrow."""
    across, here = 0.0, 0.0
    for p in range(len(party)):
        if role[p, CLIENT] > 0.0:
            if role[p, SIDE] > 0.0:
                across = max(across, party[p, BACKING])
            else:
                here = max(here, party[p, BACKING])
            shift[p] += par[LEVERAGE] * knob[K_LINKED]
        if role[p, DEMANDER] > 0.0:
            shift[p] -= par[LEVERAGE] * knob[K_LINKED]
    vouched = knob[K_GUARANTEES] * (1.0 - 0.5 * crisis[IDENTITY])
    need[CREDIBILITY] += par[ASKED] - par[VOUCHED] * vouched
    need[CREDIBILITY] -= par[BY_TRUST] * (crisis[MEAN_TRUST] - 0.5)
    if reading[INTENT] != R_OPENING:
        need[CREDIBILITY] += par[IRONCLAD] * knob[K_EXTREMITY]
    if crisis[FIGHTING] > 0.0 or crisis[CEASEFIRE] > 0.0:
        need[CREDIBILITY] += par[PAUSING] * (1.0 - vouched)
    # Whoever is aided more rises; whose position slips is the side across.
    balance = -crisis[BALANCE] if across >= here else crisis[BALANCE]
    chance = clip(0.5 + 0.5 * balance, 0.0, 1.0)
    rise = par[SHIFTING] * abs(across - here)
    if strikes_first(par[PATIENCE], rise, chance, par[STRIKING]):
        factor[UP] *= 1.0 + par[PREVENTING]
    base[RESUME] += par[BREAKING]
    factor[RESUME] *= exp(-par[GUARDED] * vouched)
    factor[RESUME] *= 1.0 + (1.0 if reading[INTENT] == R_PRETEXT else 0.0)
    factor[RESUME] *= 1.0 + knob[K_OPERATIONS]


@inlined
def lasting(u: float, slack: float, vouched: float, scope: float, crisis, knob, par) -> float:
    """Months that an agreement lasts, from one even draw at its signature."""
    shape = par[SHAPE]
    ratio = -par[TO_SPARE] * clip(slack, 0.0, 0.2) - par[GUARDED] * vouched
    left_out = 1.0 - scope
    ratio += par[RIVALRY] * (0.5 + knob[K_OPERATIONS]) * (1.0 - crisis[TREATIES])
    ratio += par[STATUS] * left_out * (1.0 - knob[K_FORMAT])
    ratio -= par[BUFFER] * knob[K_NEUTRALITY] * (1.0 - par[HINGES] * left_out)
    ratio += par[EMBEDDED] * knob[K_LINKED]
    ratio += par[WEARS_OFF] * crisis[MEDIATED] - par[RESTRAINT] * crisis[TREATIES]
    ratio -= crisis[MEAN_TRUST] - 0.5
    # At a ratio of 1 the share FAILING is broken within five years.
    scale = FIVE_YEARS / (-log(1.0 - par[FAILING])) ** (1.0 / shape)
    return scale * (-log(u) / exp(ratio)) ** (1.0 / shape)

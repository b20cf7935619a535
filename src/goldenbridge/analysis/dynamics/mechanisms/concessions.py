"""Concessions: what a party asks for above no deal, and how fast it comes down.

    margin = m0 (1 − α(τ / T)),   α(s) = κ + (1 − κ) s^(1/β)          [Faratin, Sierra and Jennings
    1998]
    τ grows by  exp(pressure − fear × (1 − what the others conceded)) × (1 + mirroring × what they
    conceded)

Time alone brings a party down; weariness of the effort hurries patrons (what measures cost counts
in no deal, and is not counted again here); nobody likes to be first, and less so where the other
side is thought to seek a pretext or backing down would look weak; what the others concede is
answered, and a first concession said aloud counts as theirs. A build-up makes the others readier or
firmer (E). No inducement meets what is wanted for identity's sake, and to agree to demands that are
more than an opening bid (A) costs a leader's image.
"""

from __future__ import annotations

from math import exp

from goldenbridge.analysis.dynamics.arithmetic import clip, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BUILD_UP,
    CHANNEL,
    CONCEDED,
    DEMANDER,
    IDENTITY,
    INTENT,
    K_BUILD_UP,
    K_ENLARGEMENT,
    K_EXIT,
    K_EXTREMITY,
    K_NEUTRALITY,
    MARGIN,
    PATRON,
    PRETEXT,
    PROGRESS,
    R_BLOCKS,
    R_COMPELS,
    R_OPENING,
    RUNG,
    SIDE,
    TIREDNESS,
)

__all__ = ["PARAMETERS", "conceded", "concessions"]

PARAMETERS = (
    Parameter(
        "margin", 0.02, 0.06, 0.15, "worth", "m0: what is asked above no deal at first", (35, 45)
    ),
    Parameter("horizon", 12, 24, 48, "months", "T: until all of it is given up", (45, 79)),
    Parameter("at_once", 0.0, 0.1, 0.2, "share", "κ: given up at the outset", (30,)),
    Parameter(
        "tactic", 0.5, 1.0, 2.0, "exponent", "β: below 1 holds out, above 1 yields early", (45,)
    ),
    Parameter("hurried", 0.5, 1.0, 2.0, "exponent", "weariness on a patron's pace", (15, 56)),
    Parameter("fear", 0.3, 0.8, 1.5, "exponent", "of being first, and of showing weakness", (34,)),
    Parameter("mirroring", 0.3, 0.8, 1.5, "factor", "of what the others concede", (34, 42)),
    Parameter("urgency", 0.02, 0.05, 0.1, "worth", "a build-up that compels on the others", (69,)),
    Parameter(
        "resistance", 0.02, 0.06, 0.12, "worth", "a build-up that blocks on the others", (36,)
    ),
    Parameter("image", 0.02, 0.05, 0.1, "worth", "extreme demands on a leader's price", (35, 37)),
    Parameter(
        "conciliated", 0.03, 0.08, 0.15, "worth", "a first concession on the demander", (2, 42)
    ),
    Parameter("cornered", 0.02, 0.05, 0.1, "worth", "no way out on the demander", (1, 30)),
)
(
    FIRST, HORIZON, AT_ONCE, TACTIC, HURRIED, FEAR, MIRRORING, URGENCY, RESISTANCE, IMAGE,
    CONCILIATED, CORNERED,
) = range(len(PARAMETERS))  # fmt: skip


@inlined
def conceded(elapsed: float, horizon: float, at_once: float, tactic: float) -> float:
    """Share of its concessions a party has made after some time, as time runs out; exact.

    Parameters
    ----------
    elapsed, horizon : in the same unit.
    at_once : κ, given up at the outset.
    tactic : β; below 1 it holds out to the end (Boulware), above 1 it yields early (conceder).

    References
    ----------
    Faratin, Sierra and Jennings (1998), Negotiation decision functions for autonomous agents.

    >>> round(conceded(10, 20, 0.1, 0.5), 3), round(conceded(10, 20, 0.1, 2.0), 6)
    (0.325, 0.736396)
    """
    s = min(max(elapsed / horizon, 0.0), 1.0)
    return at_once + (1.0 - at_once) * s ** (1.0 / tactic)


@inlined
def concessions(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """What everybody asks above no deal in one step."""
    n = len(party)
    # What either side has conceded so far, before anybody moves in this step.
    given0, given1 = 0.0, 0.0
    n0, n1 = 0, 0
    for p in range(n):
        if role[p, SIDE] == 0.0:
            given0 += party[p, CONCEDED]
            n0 += 1
        else:
            given1 += party[p, CONCEDED]
            n1 += 1
    given0 /= max(1, n0)
    given1 /= max(1, n1)
    pressed = max(knob[K_BUILD_UP], clip((crisis[RUNG] - 3.0) / 4.0, 0.0, 1.0))
    open_to = 1.0 - crisis[IDENTITY]
    for p in range(n):
        theirs = given1 if role[p, SIDE] == 0.0 else given0
        if role[p, DEMANDER] > 0.0:
            theirs = max(theirs, knob[K_NEUTRALITY] * open_to)
        fear = par[FEAR] * (1.0 - 0.5 * knob[K_EXIT]) * (1.0 + party[p, PRETEXT])
        hurry = par[HURRIED] * crisis[TIREDNESS] * role[p, PATRON]
        pace = exp(hurry - fear * (1.0 - theirs)) * (1.0 + par[MIRRORING] * theirs)
        pace *= 0.25 + 0.75 * crisis[CHANNEL]
        party[p, PROGRESS] += pace * months
        given = conceded(party[p, PROGRESS], par[HORIZON], par[AT_ONCE], par[TACTIC])
        party[p, CONCEDED] = clip(given, 0.0, 1.0)
        party[p, MARGIN] = par[FIRST] * (1.0 - party[p, CONCEDED])
        shift[p] += party[p, MARGIN]
        if role[p, DEMANDER] > 0.0:
            shift[p] -= par[CONCILIATED] * (knob[K_NEUTRALITY] - knob[K_ENLARGEMENT]) * open_to
            shift[p] += par[CORNERED] * (1.0 - knob[K_EXIT] * open_to)
        else:
            if reading[BUILD_UP] == R_COMPELS:
                shift[p] -= par[URGENCY] * pressed
            elif reading[BUILD_UP] == R_BLOCKS:
                shift[p] += par[RESISTANCE] * pressed
            if role[p, PATRON] > 0.0 and reading[INTENT] != R_OPENING:
                shift[p] += par[IMAGE] * knob[K_EXTREMITY]

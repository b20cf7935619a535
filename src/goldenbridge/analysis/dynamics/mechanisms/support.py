"""Support: patrons' aid, their unity and weariness, and the client's say over its own fate.

    cohesion → 0.9 holds, 0.45 frays, 0.75 counter-alignment (G); war draws it up where it holds
    ramp     → 1 while aid is asked for
    tiredness→ 1 with aid in war, faster where support frays; not once production has caught up
    backing  = aid × (1 − tiredness) × cohesion / 0.75, at most 1

A client that is backed can hold out; one that is not pays the more for a war that others talked it
into. A deal made without those concerned at the table asks more of the
client. Disunity that shows invites steps up. Forces moved nearer deter where the alliance holds;
where it does not (G) they feed the spiral and are answered elsewhere. Either way they shorten the
time to think, in so far as no limits are in force. Pressure to enlarge an alliance and the threat
of a costly occupation tell on a party that has not decided already (A).
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BACKING,
    CLIENT,
    COHESION,
    COHESIVE,
    COST,
    FIGHTING,
    IDENTITY,
    INTENT,
    K_AID,
    K_DEPLOYMENT,
    K_ENLARGEMENT,
    K_FORMAT,
    K_RESISTANCE,
    K_TOOLKIT,
    MOBILISED,
    PATRON,
    R_FRAYS,
    R_HOLDS,
    R_PRETEXT,
    RAMP,
    RUNG,
    SLIP,
    SPAN,
    TIREDNESS,
    UP,
    WIDEN,
)

__all__ = ["PARAMETERS", "support"]

PARAMETERS = (
    Parameter("moving", 0.1, 0.2, 0.4, "per month", "how fast unity changes", (13, 14, 41)),
    Parameter("shock", 0.05, 0.10, 0.20, "share", "what war adds to unity where it holds", (13,)),
    Parameter("tiring", 0.01, 0.03, 0.06, "per month", "weariness of full aid in war", (56,)),
    Parameter("ramping", 0.02, 0.05, 0.08, "per month", "how fast production catches up", (56,)),
    Parameter(
        "holding_out", 0.02, 0.06, 0.12, "worth", "full backing on the client's price", (43,)
    ),
    Parameter("abandoned", 0.05, 0.10, 0.20, "worth", "a year of war without backing", (5,)),
    Parameter(
        "above_head", 0.02, 0.06, 0.12, "worth", "no seat for the client on its price", (31,)
    ),
    Parameter("disunity", 0.5, 1.0, 2.0, "factor", "visible disunity on steps up", (41,)),
    Parameter("deters", 0.1, 0.3, 0.5, "share", "forces nearer on steps up, holds", (44,)),
    Parameter("spirals", 0.2, 0.5, 1.0, "factor", "forces nearer on steps up, else", (44, 76)),
    Parameter("warning", 0.2, 0.6, 1.2, "factor", "forces nearer on accidental steps", (40,)),
    Parameter("buffer", 0.2, 0.5, 1.0, "factor", "pressure to enlarge on steps up", (3,)),
    Parameter("arming", 0.1, 0.3, 0.6, "factor", "aid on steps up", (43,)),
    Parameter("occupying", 0.1, 0.25, 0.4, "share", "resistance threatened on steps up", (23,)),
    Parameter("paying", 0.02, 0.05, 0.10, "worth", "a year of full aid to the patron", (56,)),
    Parameter("linkage", 0.3, 0.8, 1.5, "factor", "forces nearer on other theatres", (80,)),
)
(
    MOVING, SHOCK, TIRING, RAMPING, HOLDING_OUT, ABANDONED, ABOVE_HEAD, DISUNITY, DETERS, SPIRALS,
    WARNING, BUFFER, ARMING, OCCUPYING, PAYING, LINKAGE,
) = range(len(PARAMETERS))  # fmt: skip

USUAL, TOGETHER, APART = 0.75, 0.9, 0.45


@inlined
def support(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """What patrons send and how united they are in one step."""
    what = reading[COHESIVE]
    unity = USUAL
    if what == R_HOLDS:
        unity = TOGETHER + par[SHOCK] * crisis[FIGHTING]
    elif what == R_FRAYS:
        unity = APART
    crisis[COHESION] = eased(crisis[COHESION], clip(unity, 0.0, 1.0), par[MOVING], months)
    asked = knob[K_AID]
    crisis[RAMP] = eased(crisis[RAMP], 1.0 if asked > 0.0 else 0.0, par[RAMPING], months)
    pace = 2.0 if what == R_FRAYS else (0.5 if what == R_HOLDS else 1.0)
    tiring = par[TIRING] * pace * asked * (0.25 + 0.75 * crisis[FIGHTING])
    tiring *= 1.0 - crisis[RAMP]
    rest = 0.02 * (1.0 - asked)
    if tiring + rest > 0.0:
        crisis[TIREDNESS] = eased(
            crisis[TIREDNESS], tiring / (tiring + rest), tiring + rest, months
        )
    unity = crisis[COHESION] / USUAL
    backing = clip(asked * (1.0 - crisis[TIREDNESS]) * unity, 0.0, 1.0)
    for p in range(len(party)):
        if role[p, CLIENT] > 0.0:
            party[p, BACKING] = backing
            shift[p] += par[HOLDING_OUT] * backing
            alone = par[ABANDONED] * crisis[FIGHTING] * (1.0 - backing)
            party[p, COST] += alone * crisis[SPAN] / 12.0
            shift[p] += par[ABOVE_HEAD] * (1.0 - knob[K_FORMAT])
        if role[p, PATRON] > 0.0:
            party[p, COST] += par[PAYING] * asked * crisis[SPAN] / 12.0
    factor[UP] *= 1.0 + par[DISUNITY] * max(0.0, USUAL - crisis[COHESION])
    if what == R_HOLDS:
        factor[UP] *= 1.0 - par[DETERS] * knob[K_DEPLOYMENT]
    else:
        factor[UP] *= 1.0 + par[SPIRALS] * knob[K_DEPLOYMENT]
        factor[WIDEN] *= 1.0 + par[LINKAGE] * knob[K_DEPLOYMENT]
    factor[SLIP] *= 1.0 + par[WARNING] * knob[K_DEPLOYMENT] * (1.0 - knob[K_TOOLKIT])
    factor[UP] *= 1.0 + par[ARMING] * asked
    if reading[INTENT] != R_PRETEXT:
        factor[UP] *= 1.0 + par[BUFFER] * knob[K_ENLARGEMENT] * (1.0 - crisis[IDENTITY])
        if crisis[RUNG] >= MOBILISED and crisis[FIGHTING] == 0.0:
            factor[UP] *= 1.0 - par[OCCUPYING] * knob[K_RESISTANCE]

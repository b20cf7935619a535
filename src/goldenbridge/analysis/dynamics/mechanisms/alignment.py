"""Alignment: others who balance, counter-align, and offer the target a way round a deal.

    outside → (1 − (1 − k × breadth)(1 − backer)(1 − alliances tightened elsewhere / 2)) × reading
    no deal rises by worth × outside

Read as counter-alignment (G) it counts in full, otherwise for a part. Alliances tightened
elsewhere also make it likelier that another theatre opens.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BREADTH,
    COHESIVE,
    K_ALLIANCES,
    K_BACKER,
    OUTSIDE,
    R_COUNTER,
    TARGET,
    WIDEN,
)

__all__ = ["PARAMETERS", "alignment"]

PARAMETERS = (
    Parameter(
        "driven", 0.2, 0.5, 1.0, "share", "what broad measures drive towards others", (49, 50)
    ),
    Parameter("turning", 0.03, 0.08, 0.15, "per month", "how fast partners are found", (47, 50)),
    Parameter("worth", 0.03, 0.08, 0.15, "worth", "full outside support on no deal", (50,)),
    Parameter(
        "otherwise", 0.0, 0.2, 0.4, "share", "what of it holds under other readings", (13, 49)
    ),
    Parameter(
        "elsewhere", 0.5, 1.5, 3.0, "factor", "tight alliances on other theatres", (47, 49, 80)
    ),
)
DRIVEN, TURNING, WORTH, OTHERWISE, ELSEWHERE = range(len(PARAMETERS))


@inlined
def alignment(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """What others offer the target in one step, and what that does to no deal."""
    part = 1.0 if reading[COHESIVE] == R_COUNTER else par[OTHERWISE]
    missing = (1.0 - clip(par[DRIVEN] * crisis[BREADTH], 0.0, 1.0)) * (1.0 - knob[K_BACKER])
    missing *= 1.0 - 0.5 * knob[K_ALLIANCES]
    offered = (1.0 - missing) * part
    for p in range(len(party)):
        if role[p, TARGET] > 0.0:
            party[p, OUTSIDE] = eased(party[p, OUTSIDE], offered, par[TURNING], months)
            leave[p] += par[WORTH] * party[p, OUTSIDE]
    factor[WIDEN] *= 1.0 + par[ELSEWHERE] * knob[K_ALLIANCES] * part

"""Red lines and information: what each believes the other's lines to be, and what errors do.

    precision τ grows by k a month of talks (less where talks are for show, D) and is forgotten
    misread   = mean over pairs of |z| / √τ, with one z a pair and run

One draw of z a run gives the exact distribution of the error at every moment, without a draw a
step. A misread line bars packages that would do, and is crossed by accident; talking, and replies
in writing, make it known. Items that could be settled are held up where they are tied to those
that cannot.
"""

from __future__ import annotations

from math import exp, sqrt

from goldenbridge.analysis.dynamics.arithmetic import grown, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    AGREE,
    CHANNEL,
    ERROR,
    EXTENT,
    INTENT,
    K_EXTREMITY,
    K_LINKED,
    K_REPLIES,
    MISREAD,
    PRECISION,
    R_IRRELEVANT,
    R_PRETEXT,
    R_STALLING,
    SLIP,
    TALKS,
)

__all__ = ["PARAMETERS", "red_lines"]

PARAMETERS = (
    Parameter("learning", 0.1, 0.3, 0.6, "per month", "precision that talks add", (70, 71)),
    Parameter("forgetting", 0.01, 0.03, 0.06, "per month", "how fast it is lost", (77, 78)),
    Parameter("in_writing", 0.2, 0.5, 1.0, "factor", "replies in writing on learning", (46, 70)),
    Parameter("revealed", 0.1, 0.3, 0.6, "factor", "written demands on learning", (70,)),
    Parameter("for_show", 0.1, 0.3, 0.5, "share", "what is learned where talks stall", (45,)),
    Parameter("bars", 0.2, 0.5, 1.0, "per deviation", "a misread line on agreement", (33, 71)),
    Parameter("crosses", 0.5, 1.0, 1.5, "factor", "a misread line on accidental steps", (72,)),
    Parameter("tied", 0.3, 0.6, 0.9, "share", "of the agenda that a tied package settles", (83,)),
)
LEARNING, FORGETTING, IN_WRITING, REVEALED, FOR_SHOW, BARS, CROSSES, TIED = range(len(PARAMETERS))


@inlined
def red_lines(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """What is known of the others' lines in one step."""
    taught = par[LEARNING] * crisis[CHANNEL] * (1.0 + par[IN_WRITING] * knob[K_REPLIES])
    if reading[INTENT] != R_PRETEXT:
        taught *= 1.0 + par[REVEALED] * knob[K_EXTREMITY]
    if reading[TALKS] == R_STALLING:
        taught *= par[FOR_SHOW]
    elif reading[TALKS] == R_IRRELEVANT:
        taught *= 0.5 * par[FOR_SHOW]
    misread = 0.0
    for d in range(len(pairs)):
        more = grown(dyad[d, PRECISION] - 1.0, taught, par[FORGETTING], months)
        dyad[d, PRECISION] = 1.0 + max(0.0, more)
        misread += abs(dyad[d, ERROR]) / sqrt(dyad[d, PRECISION])
    misread /= max(1, len(pairs))
    crisis[MISREAD] = misread
    factor[AGREE] *= exp(-par[BARS] * misread)
    factor[SLIP] *= 0.3 + par[CROSSES] * misread
    need[EXTENT] += par[TIED] * knob[K_LINKED]

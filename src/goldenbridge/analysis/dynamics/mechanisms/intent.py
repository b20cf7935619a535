"""Intent: demands as a pretext, a probe or an opening bid, and what the others make of them.

The true type is a reading (A). A party whose demands are a pretext asks more than can be had,
climbs on its own, the more so the more it asked and was refused, and does not step down for talks;
one that probes asks less the more united it
finds the others, and goes further the less; one that opened a negotiation can do without a part.

The others weigh the three types by Bayes' rule. In a month at rung r,

    climbing is  exp(a (r − 3) / 5)  times as likely under a pretext,
    talking      exp(−b)             times as likely,
    a demand across a known red line exp(c) times, and exp(c / 2) times under a probe.

A bid that opens a negotiation is explained while talks are open, and then tells nothing against its
maker. Beliefs go back to where they began at a rate, so that none is for ever. Believing in a
pretext they want a deal to be more credible, and ask for more; believing in a probe they show
firmness.
"""

from __future__ import annotations

from math import exp

from goldenbridge.analysis.dynamics.arithmetic import eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    CHANNEL,
    COHESION,
    CREDIBILITY,
    DEMANDER,
    DOWN,
    INTENT,
    K_EXTREMITY,
    K_OPERATIONS,
    PRETEXT,
    PROBE,
    R_OPENING,
    R_PRETEXT,
    R_PROBE,
    RUNG,
    UP,
)

__all__ = ["PARAMETERS", "intent"]

PARAMETERS = (
    Parameter("committed", 0.2, 0.4, 0.6, "worth", "a pretext on what is asked", (18, 32)),
    Parameter("driven", 0.5, 1.0, 2.0, "factor", "a pretext on steps up", (18, 20)),
    Parameter("feigned", 0.2, 0.5, 0.8, "share", "what a pretext leaves of steps down", (32,)),
    Parameter(
        "testing", 0.5, 1.5, 3.0, "factor", "disunity found by a probe on steps up", (38, 40)
    ),
    Parameter(
        "yielding", 0.04, 0.08, 0.15, "worth", "unity found by a probe on what is asked", (38,)
    ),
    Parameter("to_spare", 0.02, 0.06, 0.12, "worth", "an opening bid on what is asked", (19, 30)),
    Parameter("climbing", 0.1, 0.3, 0.6, "log odds", "a month at the top, for a pretext", (19,)),
    Parameter("talking", 0.02, 0.06, 0.12, "log odds", "a month of talks, against it", (69, 78)),
    Parameter("across", 0.02, 0.08, 0.2, "log odds", "a month of demands across lines", (19,)),
    Parameter(
        "distrust", 0.05, 0.15, 0.3, "worth", "belief in a pretext on credibility needed", (33,)
    ),
    Parameter(
        "guarded", 0.02, 0.06, 0.12, "worth", "belief in a pretext on the others' price", (36,)
    ),
    Parameter("identity", 0.0, 0.2, 0.5, "share", "of motives that no inducement meets", (63,)),
    Parameter("prior_pretext", 0.15, 0.33, 0.5, "share", "the others' belief at first", (18,)),
    Parameter("prior_probe", 0.15, 0.33, 0.5, "share", "the others' belief at first", (38,)),
    Parameter("doubting", 0.005, 0.015, 0.03, "per month", "how fast beliefs fade", (19,)),
)
(
    COMMITTED, DRIVEN, FEIGNED, TESTING, YIELDING, TO_SPARE, CLIMBING, TALKING, ACROSS, DISTRUST,
    GUARDED, IDENTITY_SHARE, PRIOR_PRETEXT, PRIOR_PROBE, DOUBTING,
) = range(len(PARAMETERS))  # fmt: skip


@inlined
def intent(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """What the demander is after, and what the others believe, in one step."""
    what = reading[INTENT]
    apart = max(0.0, 0.9 - crisis[COHESION])
    demanded = False
    for p in range(len(party)):
        if role[p, DEMANDER] == 0.0:
            continue
        demanded = True
        if what == R_PRETEXT:
            shift[p] += par[COMMITTED]
        elif what == R_PROBE:
            shift[p] -= par[YIELDING] * crisis[COHESION]
        elif what == R_OPENING:
            shift[p] -= par[TO_SPARE]
    if not demanded:
        return
    if what == R_PRETEXT:
        factor[UP] *= 1.0 + par[DRIVEN] * (1.0 + knob[K_EXTREMITY])
        factor[DOWN] *= par[FEIGNED]
    elif what == R_PROBE:
        factor[UP] *= 1.0 + par[TESTING] * apart
    pretext = par[CLIMBING] * (crisis[RUNG] - 3.0) / 5.0 - par[TALKING] * crisis[CHANNEL]
    across = par[ACROSS] * knob[K_EXTREMITY]
    if what == R_OPENING:
        across *= 1.0 - crisis[CHANNEL]
    pretext += across + par[ACROSS] * knob[K_OPERATIONS]
    probe = 0.5 * across
    believed, watching = 0.0, 0
    for p in range(len(party)):
        if role[p, DEMANDER] > 0.0:
            continue
        one = party[p, PRETEXT] * exp(pretext * months)
        two = party[p, PROBE] * exp(probe * months)
        rest = max(0.0, 1.0 - party[p, PRETEXT] - party[p, PROBE])
        whole = one + two + rest
        party[p, PRETEXT] = eased(one / whole, par[PRIOR_PRETEXT], par[DOUBTING], months)
        party[p, PROBE] = eased(two / whole, par[PRIOR_PROBE], par[DOUBTING], months)
        shift[p] += par[GUARDED] * (party[p, PRETEXT] + 0.5 * party[p, PROBE])
        believed += party[p, PRETEXT]
        watching += 1
    if watching > 0:
        need[CREDIBILITY] += par[DISTRUST] * believed / watching

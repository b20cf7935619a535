"""Talks: how they open, stall, break off and build trust, and what may be talked about.

    open     ρ (1 ± β pressure) (1 + replies) / exp(φ fatigue)      ± by what a build-up does (E)
    suspend  σ (1 + 2 where no package would be signed) × the pull of blame for leaving
             both unless talks calm (D); no blame deters who wants a pretext (A)
    fatigue  → how little has moved, while talking; recovers while not
    trust    → 1 at r a month of talks; forgotten otherwise; more where talks calm (D), less where
    they stall
    scope    → the agenda allowed, plus what trust adds
    mediate  μ (1 + η rung / 8) × readiness^r      to hard cases, and to those that are ripe unseen

Talks calm by themselves where they are read so (D): fewer steps up, more down, while they last.
When talks that were under way are broken off, steps up become likelier, unless talks are
irrelevant. A wider format is slower to convene.
"""

from __future__ import annotations

from math import exp

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    AGREE,
    BUILD_UP,
    CHANNEL,
    CONCEDED,
    CYBER,
    DOWN_TALKING,
    FATIGUE,
    INTENT,
    K_BUILD_UP,
    K_EXTREMITY,
    K_FORMAT,
    K_MAXIMAL,
    K_MEDIATION,
    K_REPLIES,
    K_SCOPE,
    MEAN_TRUST,
    MEDIATE,
    MEDIATED,
    OPEN,
    R_BLOCKS,
    R_CALMING,
    R_COMPELS,
    R_IRRELEVANT,
    R_PRETEXT,
    R_STALLING,
    READINESS,
    RUNG,
    SCOPE,
    SUSPEND,
    SUSPEND_SHUT,
    TALKED,
    TALKS,
    TRUST,
    UP_SILENT,
    UP_TALKING,
)

__all__ = ["PARAMETERS", "talks"]

CRISES = "calibrated to ICB crises for the generic crisis; assumed elsewhere"

PARAMETERS = (
    Parameter("opening", 0.5, 1.5, 3.0, "per month", "ρ: how fast talks open", (69,), CRISES),
    Parameter("pressure", 0.3, 0.8, 1.5, "factor", "β: a build-up on opening", (36, 69)),
    Parameter("suspending", 0.05, 0.12, 0.3, "per month", "σ: how often talks stop", (17,)),
    Parameter("rejected", 1.0, 2.0, 3.0, "factor", "nothing signable on stopping", (17, 45)),
    Parameter("blame", 0.2, 0.5, 0.8, "share", "fear of blame on stopping", (68, 82)),
    Parameter("tiring", 0.02, 0.06, 0.12, "per month", "how fast empty rounds tire", (45,)),
    Parameter("tired", 0.5, 1.0, 2.0, "exponent", "φ: fatigue on opening", (45, 79)),
    Parameter(
        "trusting", 0.02, 0.035, 0.05, "per month", "r: how fast talks build trust", (33, 78, 79)
    ),
    Parameter("forgetting", 0.005, 0.015, 0.03, "per month", "how fast it goes", (77, 78)),
    Parameter("calming", 0.2, 0.4, 0.6, "share", "talks on steps up, where they calm", (69,)),
    Parameter("collapse", 0.2, 0.5, 1.0, "factor", "broken-off talks on steps up", (12, 21)),
    Parameter("venting", 0.2, 0.6, 1.2, "factor", "stalled talks on the lowest rungs", (21, 22)),
    Parameter("widening", 0.1, 0.2, 0.4, "per month", "how fast an agenda is opened", (61,)),
    Parameter("by_trust", 0.0, 0.2, 0.4, "share", "what trust adds to the agenda", (61, 74)),
    Parameter("convening", 0.2, 0.4, 0.6, "share", "a wide format on opening", (75,)),
    Parameter("procedure", 0.05, 0.15, 0.3, "factor", "replies in writing on opening", (46,)),
    Parameter("mediators", 0.02, 0.04, 0.08, "per month", "how often one comes in", (), CRISES),
    Parameter("hard_cases", 0.0, 1.0, 2.0, "factor", "high rungs on mediation", (), CRISES),
    Parameter(
        "mediating",
        0.0,
        0.5,
        1.5,
        "factor",
        "a mediator on agreement",
        (),
        "not identified; a switch",
    ),
    Parameter("trust", 0.2, 0.35, 0.5, "share", "trust at the outset", (33,)),
    Parameter(
        "ripe",
        0.0,
        0.5,
        1.5,
        "exponent",
        "unseen readiness on mediation",
        (),
        "not identified apart from mediating",
    ),
)
(
    OPENING, PRESSURE, SUSPENDING, REJECTED, BLAME, TIRING, TIRED, TRUSTING, FORGETTING, CALMING,
    COLLAPSE, VENTING, WIDENING, BY_TRUST, CONVENING, PROCEDURE, MEDIATORS, HARD_CASES, MEDIATING,
    FIRST_TRUST, RIPE,
) = range(len(PARAMETERS))  # fmt: skip


@inlined
def talks(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """Rounds, fatigue, trust and agenda in one step."""
    what, channel = reading[TALKS], crisis[CHANNEL]
    worth = 1.0
    if what == R_CALMING:
        worth = 1.5
    elif what == R_STALLING:
        worth = 0.4
    elif what == R_IRRELEVANT:
        worth = 0.0
    trust = 0.0
    for d in range(len(pairs)):
        built = par[TRUSTING] * channel * worth
        gone = par[FORGETTING]
        level = built / (built + gone) if built + gone > 0.0 else dyad[d, TRUST]
        dyad[d, TRUST] = eased(dyad[d, TRUST], level, built + gone, months)
        trust += dyad[d, TRUST]
    if len(pairs) > 0:
        crisis[MEAN_TRUST] = trust / len(pairs)
    trust = crisis[MEAN_TRUST]

    moved = 0.0
    for p in range(len(party)):
        moved += party[p, CONCEDED]
    moved /= max(1, len(party))
    tiring = par[TIRING] * channel * (2.0 if what == R_STALLING else 1.0)
    tiring *= 0.1 if what == R_CALMING else 1.0
    rest = 0.05
    stale = clip(1.0 - moved + 0.3 * knob[K_EXTREMITY], 0.0, 1.0)
    crisis[FATIGUE] = eased(
        crisis[FATIGUE], stale * tiring / (tiring + rest), tiring + rest, months
    )
    allowed = clip(knob[K_SCOPE] + par[BY_TRUST] * (trust - 0.5), 0.0, 1.0)
    crisis[SCOPE] = eased(crisis[SCOPE], allowed, par[WIDENING], months)
    need[AGENDA] += 1.0 - crisis[SCOPE]

    pressure = max(knob[K_BUILD_UP], clip((crisis[RUNG] - 3.0) / 4.0, 0.0, 1.0))
    base[OPEN] += par[OPENING]
    if reading[BUILD_UP] == R_COMPELS:
        factor[OPEN] *= 1.0 + par[PRESSURE] * pressure
    elif reading[BUILD_UP] == R_BLOCKS:
        factor[OPEN] *= 1.0 - 0.6 * clip(par[PRESSURE] * pressure, 0.0, 1.0)
    factor[OPEN] *= exp(-par[TIRED] * crisis[FATIGUE])
    factor[OPEN] *= 1.0 - par[CONVENING] * knob[K_FORMAT]
    factor[OPEN] *= 1.0 + par[PROCEDURE] * knob[K_REPLIES]

    base[SUSPEND] += par[SUSPENDING]
    if what != R_CALMING:
        factor[SUSPEND_SHUT] *= 1.0 + par[REJECTED] * (1.0 + crisis[FATIGUE])
    if reading[INTENT] != R_PRETEXT:
        factor[SUSPEND] *= 1.0 - par[BLAME] * (0.5 + 0.5 * knob[K_FORMAT])
    factor[SUSPEND] *= 1.0 + 2.0 * knob[K_MAXIMAL]
    if what == R_IRRELEVANT:
        factor[SUSPEND] *= 1.5

    if what == R_CALMING:
        factor[UP_TALKING] *= 1.0 - par[CALMING]
        factor[DOWN_TALKING] *= 1.0 + par[CALMING]
    if what != R_IRRELEVANT:
        if crisis[TALKED] > 0.0:
            factor[UP_SILENT] *= 1.0 + par[COLLAPSE]
        if crisis[RUNG] < CYBER:
            factor[UP_SILENT] *= 1.0 + par[VENTING]

    base[MEDIATE] += par[MEDIATORS]
    factor[MEDIATE] *= 1.0 + par[HARD_CASES] * crisis[RUNG] / 8.0
    factor[MEDIATE] *= crisis[READINESS] ** par[RIPE]
    factor[MEDIATE] *= 1.0 + 4.0 * knob[K_MEDIATION]
    factor[AGREE] *= 0.5 + trust
    factor[AGREE] *= 1.0 + par[MEDIATING] * crisis[MEDIATED]

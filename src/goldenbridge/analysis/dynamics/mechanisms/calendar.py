"""Calendar: exercises with and without notice, incidents, and events that hold things back.

Exercises come round every E days from a first day that differs by run, and last D days; what
counts in a step is the share of the step that they fill, so that steps of any length see the same
calendar.

    exercise  = intensity × share of the step filled
    suspicion → exercise                        read as a threat (F)
              → exercise × (1 − notice)         read by whether notice was given (F)
    quiet     = delay × share of the step that the held-back days fill
    tension   jumps to 1 at an incident and fades; what counts in a step is its mean over the step

Suspicion shortens talks, wears trust down, and makes both kinds of step up likelier; exercises
with notice build trust where notice is what matters. Operations wear trust down whoever runs them;
they stage incidents where a pretext is wanted (A).
"""

from __future__ import annotations

from math import exp, floor

from goldenbridge.analysis.dynamics.arithmetic import clip, eased, inlined
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    EXERCISE,
    EXERCISES,
    INCIDENT,
    INTENT,
    K_DELAY,
    K_EXERCISES,
    K_NOTICE,
    K_OPERATIONS,
    MONTH,
    PHASE,
    QUIET,
    R_NOTICE,
    R_PRETEXT,
    R_THREAT,
    RUNG,
    SLIP,
    SPAN,
    SUSPEND,
    SUSPICION,
    TENSION,
    TRUST,
    UP,
)

__all__ = ["PARAMETERS", "calendar"]

PARAMETERS = (
    Parameter("every", 60, 90, 150, "days", "from one exercise to the next", (51,)),
    Parameter("lasting", 7, 14, 30, "days", "that an exercise lasts", (51,)),
    Parameter("alarm", 0.5, 1.0, 2.0, "per month", "how fast suspicion follows", (51, 73)),
    Parameter("shortens", 0.3, 0.8, 1.5, "factor", "suspicion on the end of talks", (51,)),
    Parameter("misleads", 0.5, 1.2, 2.5, "factor", "suspicion on accidental steps", (51, 73)),
    Parameter("provokes", 0.2, 0.5, 1.0, "factor", "suspicion on deliberate steps", (51,)),
    Parameter("wears", 0.05, 0.15, 0.3, "per month", "suspicion on trust", (51, 81)),
    Parameter("reassures", 0.05, 0.15, 0.3, "per month", "announced exercises on trust", (73,)),
    Parameter("incidents", 0.02, 0.06, 0.12, "per month", "incidents in quiet times", (20, 73)),
    Parameter("staged", 0.5, 1.5, 3.0, "factor", "operations on incidents, pretext", (20,)),
    Parameter("lingers", 0.5, 1.0, 2.0, "per month", "how fast an incident is forgotten", (20,)),
    Parameter("inflames", 0.5, 1.5, 3.0, "factor", "a fresh incident on accidental steps", (20,)),
    Parameter("pretexts", 0.1, 0.4, 0.8, "factor", "a fresh incident on deliberate steps", (20,)),
    Parameter("held_from", 0, 5, 15, "days", "first day that is held back", (81,)),
    Parameter("held_for", 10, 20, 30, "days", "that are held back", (81,)),
)
(
    EVERY, LASTING, ALARM, SHORTENS, MISLEADS, PROVOKES, WEARS, REASSURES, INCIDENTS, STAGED,
    LINGERS, INFLAMES, PRETEXTS, HELD_FROM, HELD_FOR,
) = range(len(PARAMETERS))  # fmt: skip

DAYS = 30.0


@inlined
def filled_until(day: float, every: float, lasting: float) -> float:
    """Days of exercise from a first day of exercise up to a day, before it too."""
    rounds = floor(day / every)
    return rounds * lasting + min(day - rounds * every, lasting)


@inlined
def overlap(start: float, stop: float, first: float, last: float) -> float:
    """How much of one stretch of time lies within another, at least nothing."""
    return max(0.0, min(stop, last) - max(start, first))


@inlined
def calendar(
    months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift, need
):
    """Exercises, incidents and held-back days of one step."""
    start = crisis[MONTH] * DAYS
    stop = start + crisis[SPAN] * DAYS
    lasting = min(par[LASTING], par[EVERY])
    first = crisis[PHASE] * par[EVERY]
    days = filled_until(stop - first, par[EVERY], lasting)
    days -= filled_until(start - first, par[EVERY], lasting)
    exercise = clip(knob[K_EXERCISES] * days / (stop - start), 0.0, 1.0)
    crisis[EXERCISE] = exercise

    alarming = 0.0
    if reading[EXERCISES] == R_THREAT:
        alarming = exercise
    elif reading[EXERCISES] == R_NOTICE:
        alarming = exercise * (1.0 - knob[K_NOTICE])
        calm = par[REASSURES] * exercise * knob[K_NOTICE]
        for d in range(len(pairs)):
            dyad[d, TRUST] = eased(dyad[d, TRUST], 1.0, calm, months)
    crisis[SUSPICION] = eased(crisis[SUSPICION], alarming, par[ALARM], months)
    suspicion = crisis[SUSPICION]
    for d in range(len(pairs)):
        worn = par[WEARS] * (suspicion + 0.5 * knob[K_OPERATIONS])
        dyad[d, TRUST] = eased(dyad[d, TRUST], 0.0, worn, months)
    factor[SUSPEND] *= 1.0 + par[SHORTENS] * suspicion
    factor[SLIP] *= 1.0 + par[MISLEADS] * suspicion
    factor[UP] *= 1.0 + par[PROVOKES] * suspicion

    # What is left of an incident over the whole of the step, on average.
    fades = par[LINGERS] * crisis[SPAN]
    tension = crisis[TENSION] * ((1.0 - exp(-fades)) / fades if fades > 1e-9 else 1.0)
    crisis[TENSION] = eased(crisis[TENSION], 0.0, par[LINGERS], crisis[SPAN])
    base[INCIDENT] += par[INCIDENTS]
    factor[INCIDENT] *= 1.0 + exercise + crisis[RUNG] / 4.0
    if reading[INTENT] == R_PRETEXT:
        factor[INCIDENT] *= 1.0 + par[STAGED] * knob[K_OPERATIONS]
    factor[SLIP] *= 1.0 + par[INFLAMES] * tension
    factor[UP] *= 1.0 + par[PRETEXTS] * tension

    held = overlap(start, stop, par[HELD_FROM], par[HELD_FROM] + par[HELD_FOR])
    crisis[QUIET] = clip(knob[K_DELAY] * held / (stop - start), 0.0, 1.0)
    factor[UP] *= 1.0 - 0.9 * crisis[QUIET]

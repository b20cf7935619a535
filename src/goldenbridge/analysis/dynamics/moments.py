"""What happens within a step: clocks that run down, and what follows when one strikes.

Every kind of event has a clock: its hazard adds up, and when it passes the next exponential draw,
the event happens. Hazards add up whatever the length of a step, so outcomes do not hang on it, and
the same draw meets the same event under two policies, which is what makes their difference sharp.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.arithmetic import inlined
from goldenbridge.analysis.dynamics.state import (
    AGREE,
    CEASE,
    CEASEFIRE,
    CHANNEL,
    CLASHES,
    DOWN,
    DOWN_TALKING,
    FIGHTING,
    INCIDENT,
    LIMITED,
    MEDIATE,
    MEDIATED,
    OPEN,
    PEAK,
    RESUME,
    RUNG,
    SLIP,
    SUSPEND,
    SUSPEND_SHUT,
    TENSION,
    UP,
    UP_SILENT,
    UP_TALKING,
    WAR,
    WIDEN,
    WIDENED,
    WIDER,
    WINDOW,
)

__all__ = ["follow", "hazard", "next_event"]


@inlined
def _reach(crisis):
    """The highest rung that can be climbed to: short of war while a ceasefire holds."""
    return LIMITED if crisis[CEASEFIRE] > 0.0 else WIDER


@inlined
def hazard(event, crisis, rate, factor):
    """How readily an event comes in this state, per month; 0 where it cannot.

    Parameters
    ----------
    rate : (EVENTS,), as worked out for this step; factor : (EVENTS + WHILE,).
    """
    rung, talking = crisis[RUNG], crisis[CHANNEL] > 0.0
    fighting = crisis[FIGHTING] > 0.0
    possible = rate[event]
    if event == OPEN:
        possible *= 0.0 if talking else 1.0
    elif event == SUSPEND:
        possible *= 1.0 if talking else 0.0
        if crisis[WINDOW] == 0.0:
            possible *= factor[SUSPEND_SHUT]
    elif event == MEDIATE:
        possible *= 1.0 - crisis[MEDIATED]
    elif event == AGREE:
        possible *= crisis[WINDOW] if talking else 0.0
    elif event == UP:
        possible *= 1.0 if rung < _reach(crisis) else 0.0
        possible *= factor[UP_TALKING] if talking else factor[UP_SILENT]
    elif event == SLIP:
        possible *= 0.2 + rung / 4.0 if rung < _reach(crisis) else 0.0
    elif event == DOWN:
        possible *= 1.0 if rung > 0.0 and not fighting else 0.0
        if talking:
            possible *= factor[DOWN_TALKING]
    elif event == WIDEN:
        possible *= (rung / 8.0) ** 2 * (1.0 - crisis[WIDENED])
    elif event == CEASE:
        possible *= 1.0 if fighting else 0.0
    elif event == RESUME:
        possible *= crisis[CEASEFIRE]
    return possible


@inlined
def follow(event, crisis):
    """What an event changes at once; the two endings change nothing here."""
    if event == OPEN:
        crisis[CHANNEL] = 1.0
    elif event == SUSPEND:
        crisis[CHANNEL] = 0.0
    elif event == MEDIATE:
        crisis[MEDIATED] = 1.0
    elif event in (UP, SLIP):
        crisis[RUNG] += 1.0
        if crisis[RUNG] >= WAR:
            crisis[FIGHTING] = 1.0
            crisis[CEASEFIRE] = 0.0
        if crisis[RUNG] >= WIDER:
            crisis[WIDENED] = 1.0
    elif event == DOWN:
        crisis[RUNG] -= 1.0
    elif event == WIDEN:
        crisis[WIDENED] = 1.0
    elif event == CEASE:
        crisis[FIGHTING] = 0.0
        crisis[CEASEFIRE] = 1.0
        crisis[RUNG] = CLASHES
    elif event == RESUME:
        crisis[FIGHTING] = 1.0
        crisis[CEASEFIRE] = 0.0
        crisis[RUNG] = WAR
    elif event == INCIDENT:
        crisis[TENSION] = 1.0
    crisis[PEAK] = max(crisis[PEAK], crisis[RUNG])


@inlined
def next_event(months, crisis, rate, factor, clock, due, hazards):
    """The event that comes first within so many months, or -1, and after how many of them; exact.

    Every clock runs on until then. Between two events nothing changes how readily any comes, so
    nothing hangs on how long a step is, nor on which event is looked at first.

    Parameters
    ----------
    rate : (EVENTS,), factor : (EVENTS + WHILE,): as worked out for this step.
    clock, due : (EVENTS,), what has added up, and when each strikes.
    hazards : (EVENTS,), written: how readily each comes now.

    Returns
    -------
    months lived until then, and the event.

    References
    ----------
    Gibson and Bruck (2000), Efficient exact stochastic simulation: a clock for each kind of event.
    """
    soonest, which = months, -1
    for event in range(len(clock)):
        hazards[event] = hazard(event, crisis, rate, factor)
        if hazards[event] > 0.0 and due[event] - clock[event] < soonest * hazards[event]:
            soonest, which = max(0.0, (due[event] - clock[event]) / hazards[event]), event
    for event in range(len(clock)):
        clock[event] += hazards[event] * soonest
    return soonest, which

"""The compiled loop over runs: one run after the other, step by step, in arrays handed in.

Within a step: slow mechanisms → thresholds → window → from event to event. A
run that has ended is retired and never written to again. A run depends on its number, the seed and
its world's numbers alone, so chunks of any size, in any order, on any machine give the same rows.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from math import exp

import numba
import numpy as np

from goldenbridge.analysis.dynamics.arithmetic import OPTIONS, inlined
from goldenbridge.analysis.dynamics.chain import SPANS, act
from goldenbridge.analysis.dynamics.chance import exponential, normal, run_key, uniform
from goldenbridge.analysis.dynamics.endings import (
    LAPSE_IN_WAR,
    LAPSE_SHAPE,
    LAPSING,
    READINESS_SPREAD,
    SIGNING,
)
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.mechanisms.commitment import lasting
from goldenbridge.analysis.dynamics.moments import follow, next_event
from goldenbridge.analysis.dynamics.state import (
    AGREE,
    AUDIENCE,
    CEASE,
    CEASEFIRE,
    CHANNEL,
    COLUMNS,
    COST,
    CRISIS,
    DOWN,
    DRIFT,
    DYAD,
    ERROR,
    EVENTS,
    FIGHTING,
    IDENTITY,
    K_GUARANTEES,
    LAPSE,
    MEDIATED,
    MONTH,
    NEEDS,
    NO_DEAL,
    O_AT_WAR,
    O_BROKEN,
    O_CEASEFIRE,
    O_DOWN,
    O_ENDING,
    O_HELD,
    O_MEDIATED,
    O_MONTH,
    O_OPEN,
    O_PACKAGE,
    O_PEAK,
    O_RUN,
    O_SLACK,
    O_SLIPS,
    O_SUSPENSIONS,
    O_TALKED,
    O_UP,
    O_WAR,
    O_WAR_MONTH,
    O_WAR_MONTHS,
    O_WIDENED,
    O_WORLD,
    PARTY,
    PEAK,
    PHASE,
    READINESS,
    RESUME,
    RUNG,
    SCOPE,
    SLACK,
    SLIP,
    SPAN,
    SUSPEND,
    TALKED,
    THRESHOLD,
    UP,
    WAR_MONTHS,
    WHILE,
    WIDENED,
    WINDOW,
)
from goldenbridge.analysis.dynamics.window import FREE, best_slack, picked, still

__all__ = ["DRIVES", "ENDED", "NUMBER", "SPANS", "paths", "workspace"]

#: Streams of chance beside the events' own, which are numbered as they are.
STREAM_DRIFT, STREAM_ERROR, STREAM_PHASE, STREAM_READY, STREAM_HELD = range(100, 105)

N_EVENTS, N_NEEDS, N_MECHANISMS = len(EVENTS), len(NEEDS), len(MECHANISMS)
N_FACTORS = len(EVENTS) + len(WHILE)
N_COLUMNS = len(COLUMNS)
#: Events that one step can hold; more than this comes of hazards that no crisis has.
MOST_IN_A_STEP = 10_000
N_PARTY, N_DYAD, N_CRISIS = len(PARTY), len(DYAD), len(CRISIS)

#: What a mechanism is told to have done in a step: factors, then no deal, price and needs.
DRIVES = N_FACTORS + N_NEEDS
#: Ways to count a run at a step: a rung of the ladder, or how it ended.
ENDED = 9

NUMBER = {one.name: number for number, one in enumerate(MECHANISMS)}
M_BATTLEFIELD, M_CALENDAR, M_RED_LINES, M_COMMITMENT = (
    NUMBER["battlefield"], NUMBER["calendar"], NUMBER["red_lines"], NUMBER["commitment"],
)  # fmt: skip
C_FIRST, C_LAST = SPANS[M_COMMITMENT]
E_FIRST, E_LAST = SPANS[-1]


def workspace(parties: int, pairs: int):
    """Arrays that one thread works in; nothing is kept in them from one run to the next."""
    return (
        np.zeros(N_EVENTS), np.zeros(N_EVENTS), np.ones(N_FACTORS),
        np.zeros(parties), np.zeros(parties), np.zeros(N_NEEDS),
        np.zeros(parties + N_NEEDS), np.zeros(parties + N_NEEDS), np.zeros(parties),
        np.zeros(N_EVENTS), np.zeros(N_EVENTS), np.zeros(N_EVENTS, dtype=np.int64),
        np.zeros(N_EVENTS),
        (np.ones(N_FACTORS), (np.zeros(N_NEEDS), np.zeros(parties), np.zeros(parties))),
        np.zeros((N_MECHANISMS, 1)),
        np.zeros((parties, len(PARTY))), np.zeros((pairs, len(DYAD))), np.zeros(len(CRISIS)),
    )  # fmt: skip


#: The files beside this one that the loop is compiled of, besides all mechanisms.
COMPILED = ("arithmetic", "chain", "chance", "endings", "moments", "state", "window")


def _stamp() -> str:
    """What the compiled loop is made of: machine code on disk is kept only while this is so."""
    digest = sha256()
    here = files(__package__)
    for name in COMPILED:
        digest.update((here / f"{name}.py").read_bytes())
    for entry in sorted((here / "mechanisms").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            digest.update(entry.read_bytes())
    return digest.hexdigest()


@inlined
def _tell(row, crisis, party, dyad):
    """Write the whole state into one row: the crisis, the parties, the pairs."""
    at = 0
    for c in range(len(crisis)):
        row[at] = crisis[c]
        at += 1
    for p in range(party.shape[0]):
        for c in range(party.shape[1]):
            row[at] = party[p, c]
            at += 1
    for d in range(dyad.shape[0]):
        for c in range(dyad.shape[1]):
            row[at] = dyad[d, c]
            at += 1


def _kernel(stamp: str):
    # ``stamp`` is read inside, so that it is part of what the compiler knows the loop by: its cache
    # looks at this file only, and not at those of the functions called.
    @numba.njit(cache=True, **OPTIONS)
    def paths(
        worths, no_deal, fees, knobs, starts, readings, params, party0, dyad0, crisis0,
        on, roles, pairs, steps, months, by_product,
        seed, runs, rows, counts, states, drives, happenings, work,
    ):  # fmt: skip
        assert len(stamp) > 0
        n_worlds = len(no_deal[0])
        n = party0.shape[1]
        epochs = len(starts)
        (
            base, rate, factor, leave, shift, need, threshold, looked_at, paid, clock, due, count,
            hazards, told, nowhere, party, dyad, crisis,
        ) = work  # fmt: skip
        for i in range(len(runs)):
            run = runs[i]
            w = run % n_worlds
            key = run_key(seed, run)
            for c in range(N_CRISIS):
                crisis[c] = crisis0[w, c]
            for p in range(n):
                for c in range(N_PARTY):
                    party[p, c] = party0[w, p, c]
            for d in range(len(pairs)):
                for c in range(N_DYAD):
                    dyad[d, c] = dyad0[w, d, c]
            par = params[w]
            reading = readings[w]
            p_commitment = par[C_FIRST:C_LAST]
            p_endings = par[E_FIRST:E_LAST]
            for e in range(N_EVENTS):
                clock[e] = 0.0
                count[e] = 0
                due[e] = exponential(key, e, 0)
            if on[M_RED_LINES]:
                for d in range(len(pairs)):
                    dyad[d, ERROR] = normal(key, STREAM_ERROR, d)
            if on[M_CALENDAR]:
                crisis[PHASE] = uniform(key, STREAM_PHASE, 0)
            spread = p_endings[READINESS_SPREAD]
            crisis[READINESS] = exp(spread * normal(key, STREAM_READY, 0) - 0.5 * spread * spread)
            ending = -1
            ended = steps * months
            signed, held, at_signature = -1, -1.0, 0.0
            war_month = 0.0 if crisis[FIGHTING] > 0.0 else -1.0
            was_at_war = crisis[FIGHTING] > 0.0
            broken, open_months = 0.0, 0.0
            had_ceasefire = crisis[CEASEFIRE] > 0.0
            epoch, slack, fresh = 0, 0.0, False
            record = i < len(states)
            explain = i < len(drives)
            listed = 0
            for p in range(n):
                party[p, COST] += fees[0, w, p]
            for step in range(steps):
                now = step * months
                crisis[MONTH] = now
                crisis[SPAN] = months
                while epoch + 1 < epochs and starts[epoch + 1] <= now + 1e-9:
                    epoch += 1
                    fresh = False
                    for p in range(n):
                        party[p, COST] += fees[epoch, w, p]
                if len(counts):
                    counts[step, int(crisis[RUNG])] += 1
                if record:
                    _tell(states[i, step], crisis, party, dyad)
                knob = knobs[epoch, w]
                for e in range(N_EVENTS):
                    base[e] = 0.0
                for e in range(N_FACTORS):
                    factor[e] = 1.0
                for p in range(n):
                    leave[p] = 0.0
                    shift[p] = 0.0
                for c in range(N_NEEDS):
                    need[c] = 0.0
                if explain:
                    for c in range(N_FACTORS):
                        told[0][c] = 1.0
                    for part in range(3):
                        for c in range(len(told[1][part])):
                            told[1][part][c] = 0.0
                for p in range(n):
                    paid[p] = party[p, COST]
                if on[M_BATTLEFIELD] and crisis[FIGHTING] > 0.0:
                    crisis[DRIFT] = normal(key, STREAM_DRIFT, step)
                # Slow things are moved to the middle of the step, so that what they say of it is
                # right on average; events within it are worked out day by day in any case.
                move = months if step > 0 else 0.5 * months
                act(on, move, party, dyad, crisis, pairs, roles, knob, reading, par, base,
                    factor, leave, shift, need, explain,
                    drives[i, step] if explain else nowhere, told)  # fmt: skip

                for p in range(n):
                    price = party[p, AUDIENCE]
                    party[p, NO_DEAL] = no_deal[epoch, w, p] + leave[p]
                    theta = (party[p, NO_DEAL] + shift[p] + price) / (1.0 + price)
                    party[p, THRESHOLD] = theta
                    threshold[p] = theta
                for c in range(N_NEEDS):
                    threshold[n + c] = need[c]
                known = still(slack, threshold, looked_at) if fresh else -1
                if known < 0 or record:
                    slack = best_slack(worths[epoch, w], threshold)
                    for c in range(len(threshold)):
                        looked_at[c] = threshold[c]
                    fresh = True
                    known = 1 if slack >= 0.0 else 0
                    crisis[SLACK] = max(slack, -FREE)
                crisis[WINDOW] = float(known)

                base[AGREE] += p_endings[SIGNING] * crisis[READINESS]
                base[LAPSE] += (
                    p_endings[LAPSING]
                    * (1.0 + (now + 0.5 * months) / 3.0) ** -p_endings[LAPSE_SHAPE]
                )
                if crisis[FIGHTING] > 0.0:
                    factor[LAPSE] *= p_endings[LAPSE_IN_WAR]
                for e in range(N_EVENTS):
                    rate[e] = base[e] * factor[e]
                # From one event to the next: between them nothing changes how readily any comes.
                left = months
                for _ in range(MOST_IN_A_STEP):
                    at_war = crisis[FIGHTING] > 0.0
                    talking = crisis[CHANNEL] > 0.0
                    lived, which = next_event(left, crisis, rate, factor, clock, due, hazards)
                    left -= lived
                    open_months += lived * known
                    if at_war:
                        crisis[WAR_MONTHS] += lived
                    if talking:
                        crisis[TALKED] += lived
                    if which < 0:
                        break
                    at = now + months - left
                    count[which] += 1
                    if which in (AGREE, LAPSE):
                        ending, ended = which, at
                    else:
                        clock[which] = 0.0
                        due[which] = exponential(key, which, count[which])
                        follow(which, crisis)
                        if not at_war and crisis[FIGHTING] > 0.0:
                            was_at_war = True
                            if war_month < 0.0:
                                war_month = at
                        if which == RESUME:
                            broken = 1.0
                        if which == CEASE:
                            had_ceasefire = True
                    if explain and listed < happenings.shape[1]:
                        happenings[i, listed, 0] = at
                        happenings[i, listed, 1] = which
                        happenings[i, listed, 2] = crisis[RUNG]
                        listed += 1
                    if ending >= 0:
                        break
                if ending == AGREE:
                    # A window that is open by a rounding error alone still has a best package.
                    signed = max(0, picked(worths[epoch, w], threshold, n, by_product))
                    # What the deal leaves to spare for those who sign it; that it lies within the
                    # agenda and is credible enough makes it no firmer.
                    at_signature = 2.0 * FREE
                    for p in range(n):
                        worth = worths[epoch, w, signed, p]
                        if worth < 0.5 * FREE:
                            at_signature = min(at_signature, worth - threshold[p])
                    if at_signature > FREE:
                        at_signature = 0.0
                    vouched = knob[K_GUARANTEES] * (1.0 - 0.5 * crisis[IDENTITY])
                    if on[M_COMMITMENT]:
                        held = lasting(
                            uniform(key, STREAM_HELD, 0), at_signature, vouched, crisis[SCOPE],
                            crisis, knob, p_commitment,
                        )  # fmt: skip
                    else:
                        held = 1e9
                if ending >= 0:
                    # Of the step's costs only what fell before the ending.
                    share = min(1.0, (ended - now) / months)
                    for p in range(n):
                        party[p, COST] = paid[p] + share * (party[p, COST] - paid[p])
                    for later in range(step + 1, steps + 1):
                        if len(counts):
                            counts[later, ENDED + (0 if ending == AGREE else 1)] += 1
                    break
            if ending < 0:
                crisis[MONTH] = ended
                if len(counts):
                    counts[steps, int(crisis[RUNG])] += 1
                if record:
                    _tell(states[i, steps], crisis, party, dyad)
            row = rows[i]
            row[O_RUN] = run
            row[O_WORLD] = w
            row[O_ENDING] = 1.0 if ending == AGREE else (2.0 if ending == LAPSE else 0.0)
            row[O_MONTH] = ended
            row[O_PACKAGE] = signed
            row[O_SLACK] = at_signature
            row[O_WAR] = 1.0 if was_at_war else 0.0
            row[O_WAR_MONTH] = war_month
            row[O_WAR_MONTHS] = crisis[WAR_MONTHS]
            row[O_AT_WAR] = crisis[FIGHTING] if ending < 0 else 0.0
            row[O_CEASEFIRE] = 1.0 if had_ceasefire else 0.0
            row[O_BROKEN] = broken
            row[O_PEAK] = crisis[PEAK]
            row[O_WIDENED] = crisis[WIDENED]
            row[O_MEDIATED] = crisis[MEDIATED]
            row[O_TALKED] = crisis[TALKED]
            row[O_SUSPENSIONS] = count[SUSPEND]
            row[O_UP] = count[UP]
            row[O_SLIPS] = count[SLIP]
            row[O_DOWN] = count[DOWN]
            row[O_OPEN] = open_months
            row[O_HELD] = held
            for p in range(n):
                row[N_COLUMNS + p] = party[p, COST]

    return paths


paths = _kernel(_stamp())

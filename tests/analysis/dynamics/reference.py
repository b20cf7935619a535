"""The crisis over time, told slowly: one run, one step, one event after the other, all by name.

A second opinion on the compiled loop. It is written from the equations that each mechanism states,
looks at every package in every step, and shares with the loop nothing but the tables of names
(``state``), the draws (``chance``, which has a second opinion of its own) and where a parameter
stands in a row. A mechanism is one function here too, of the same name, so that a change there is
followed by a change in one place.

In a mechanism ``s.span`` is the length of the step and ``s.months`` how far slow things move in it.
``s`` itself is the scene: ``s.crisis``, ``s.parties`` and ``s.pairs`` hold the variables of
``state`` by name (a party its roles too), ``s.knob`` the knobs, ``s.par`` its own parameters,
``s.reads(hypothesis)`` the reading that holds. It changes them, and what it does to the rest:
``s.base`` and ``s.factor`` by event, ``s.need`` by name, a party's ``leave`` and ``shift``.
"""

from __future__ import annotations

from math import exp, floor, log, sqrt
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics import chance
from goldenbridge.analysis.dynamics.model import Model, parameters
from goldenbridge.analysis.dynamics.state import (
    BEGINS,
    COLUMNS,
    CRISIS,
    DYAD,
    EVENTS,
    HYPOTHESES,
    KNOBS,
    NEEDS,
    PARTY,
    ROLES,
    WHILE,
    Variable,
)

__all__ = ["ORDER", "rows"]

#: The mechanisms in the order in which they act.
ORDER = (
    "calendar",
    "sanctions",
    "alignment",
    "support",
    "battlefield",
    "audience",
    "red_lines",
    "intent",
    "talks",
    "concessions",
    "commitment",
    "ladder",
)

NAMES = [event.name for event in EVENTS]
#: A party that a package does not need stands at this worth.
NOT_NEEDED = 1e6
NO_WINDOW = "suspension while nothing would be signed"
WAR, WIDER = 7, 8


def clip(x: float, low: float = 0.0, high: float = 1.0) -> float:
    return max(low, min(high, x))


def eased(x: float, level: float, rate: float, months: float) -> float:
    """dx/dt = rate (level − x)."""
    return level + (x - level) * exp(-rate * months)


def balanced(x: float, up: float, down: float, months: float) -> float:
    """dx/dt = up (1 − x) − down x."""
    if up + down == 0:
        return x
    return eased(x, up / (up + down), up + down, months)


# The twelve mechanisms, in the order of the alphabet.


def alignment(s: Any) -> None:
    held = 1.0 if s.reads("cohesion") == "counter_alignment" else s.par.otherwise
    # Each partner makes good a share of what the others left missing.
    missing = 1 - clip(s.par.driven * s.crisis.breadth)
    missing *= (1 - s.knob.backer) * (1 - s.knob.alliances / 2)
    for p in s.parties:
        if p.target:
            p.outside = eased(p.outside, (1 - missing) * held, s.par.turning, s.months)
            p.leave += s.par.worth * p.outside
    s.factor["widen"] *= 1 + s.par.elsewhere * s.knob.alliances * held


def audience(s: Any) -> None:
    home = s.reads("home")
    vague = s.par.vague * s.knob.exit
    isolation = max(s.crisis.breadth, s.crisis.effect)
    at_blows = s.crisis.fighting > 0 or s.crisis.rung >= 6
    for p in s.parties:
        media = 0.3 * p.conceded + (s.knob.neutrality if p.patron else 0)
        growth = s.par.price * s.crisis.rung / 8 * (1 - vague) + s.par.media * media / 12
        if s.par.fading < 1e-9:
            p.audience += growth * s.months
        else:
            p.audience = eased(p.audience, growth / s.par.fading, s.par.fading, s.months)
        p.audience = clip(p.audience, 0, 10)

        hurt = s.par.hurt * p.strain * {"unrest": 1.5, "rally": 0.5}.get(home, 1.0)
        feeling = s.par.usual - hurt - p.sunk / 10
        if home == "rally":
            embattled = isolation if p.target else 0
            feeling += s.par.rally * (1 if at_blows else embattled)
        p.support = eased(p.support, clip(feeling), s.par.feeling, s.months)
        gone = max(0, s.par.usual - p.support)

        hard = s.par.isolated * isolation if p.target and home == "hawks" else 0
        p.hawks = eased(p.hawks, hard, s.par.hardening, s.months)
        would = clip(p.support / s.par.usual) * (1 - p.hawks)
        p.mandate = eased(p.mandate, would, s.par.feeling, s.months)
        p.shift += s.par.weakness * p.hawks + s.par.ratifying * (1 - p.mandate)
        if p.target and home == "unrest":
            p.shift -= s.par.unrest * gone
        if p.demander and home in ("unrest", "rally", "hawks"):
            s.factor["up"] *= 1 + s.par.diverting * gone
            if home == "rally":
                s.factor["up"] *= 1 + s.par.bold * max(0, p.support - s.par.usual)


def battlefield(s: Any) -> None:
    at_war = s.crisis.fighting > 0
    fighters = [p for p in s.parties if p.fighter]
    if not fighters:
        return
    for p in fighters:
        worn_to = 0.6 + 0.4 * p.backing if at_war else 1.0
        p.strength = eased(p.strength, worn_to, s.par.attrition, s.months)
        if at_war:
            standing_still = s.par.digging * (1 - abs(s.crisis.balance))
            p.entrenched = eased(p.entrenched, 1, standing_still, s.months)
            p.sunk = eased(p.sunk, 1, s.par.sinking, s.months)
        else:
            p.entrenched = eased(p.entrenched, 0, 0.02, s.months)
            if s.crisis.rung >= 4 and p.demander:
                p.sunk = eased(p.sunk, 1, s.par.sinking / 2, s.months)
            else:
                p.sunk = eased(p.sunk, 0, 0.02, s.months)

    def strength_of(side: int) -> float:
        own = [p.strength for p in fighters if p.side == side]
        return sum(own) / len(own) if own else 1.0

    first, second = strength_of(0), strength_of(1)
    dug = sum(p.entrenched for p in fighters) / len(fighters)
    if at_war:
        # A process that reverts to its level: exact over a step of any length.
        level, free = clip(s.par.outweighs * (first - second), -0.9, 0.9), 1 - s.par.dug_in * dug
        rate = max(1e-6, s.par.momentum * free)
        spread = s.par.chance * sqrt((1 - exp(-2 * rate * s.months)) / (2 * rate))
        moved = spread * free * s.crisis.drift
        s.crisis.balance = clip(eased(s.crisis.balance, level, rate, s.months) + moved, -1, 1)
    losses, openness = s.reads("losses"), s.crisis.scope
    for p in fighters:
        ahead = s.crisis.balance if p.side == 0 else -s.crisis.balance
        loss, gain = max(0, -ahead), max(0, ahead)
        if losses == "talks":
            p.shift -= s.par.loss * loss
        elif losses == "doubling_down":
            p.shift += s.par.loss * loss
            s.factor["up"] *= 1 + s.par.doubling * loss
        elif losses == "openness":
            p.shift -= s.par.loss * loss * (2 * openness - 1)
            s.factor["up"] *= 1 + s.par.doubling * loss * (1 - openness)
        p.shift += s.par.gain * gain**2 + s.par.sunk * p.sunk
        if at_war:
            decided = p.demander and s.reads("intent") == "pretext"
            wear = clip((1 - p.strength) / 0.4)
            p.leave -= s.par.toll * wear * (0.2 if decided else 1)
            p.cost += (s.par.toll + 0.1 * max(0, 1 - p.strength)) * s.span / 12
    if at_war:
        s.factor["cease"] *= 1 + s.par.weariness * max(0, 1 - (first + second) / 2)
        s.factor["cease"] *= 1 - s.par.pressing_on * dug * (1 - abs(s.crisis.balance))
        s.factor["lapse"] *= 1 + 2 * s.crisis.balance**2


def calendar(s: Any) -> None:
    begin, end = 30 * s.crisis.month, 30 * (s.crisis.month + s.span)
    every, lasting = s.par.every, min(s.par.lasting, s.par.every)
    first = s.crisis.phase * every
    # Every exercise that may touch the step, one by one.
    filled = 0.0
    for n in range(floor((begin - first) / every) - 1, floor((end - first) / every) + 2):
        opens = first + n * every
        filled += max(0.0, min(end, opens + lasting) - max(begin, opens))
    exercise = clip(s.knob.exercises * filled / (end - begin))
    s.crisis.exercise = exercise
    alarming, calm = 0.0, 0.0
    if s.reads("exercises") == "threat":
        alarming = exercise
    elif s.reads("exercises") == "notice":
        alarming = exercise * (1 - s.knob.notice)
        calm = s.par.reassures * exercise * s.knob.notice
    s.crisis.suspicion = eased(s.crisis.suspicion, alarming, s.par.alarm, s.months)
    worn = s.par.wears * (s.crisis.suspicion + s.knob.operations / 2)
    for pair in s.pairs:
        pair.trust = eased(pair.trust, 1, calm, s.months)
        pair.trust = eased(pair.trust, 0, worn, s.months)
    s.factor["suspend"] *= 1 + s.par.shortens * s.crisis.suspicion
    s.factor["slip"] *= 1 + s.par.misleads * s.crisis.suspicion
    s.factor["up"] *= 1 + s.par.provokes * s.crisis.suspicion

    # What is left of an incident fades within the step: its mean counts.
    tension = s.crisis.tension
    s.crisis.tension = eased(tension, 0, s.par.lingers, s.span)
    fades = s.par.lingers * s.span
    tension = (tension - s.crisis.tension) / fades if fades > 1e-9 else tension
    s.base["incident"] += s.par.incidents
    s.factor["incident"] *= 1 + exercise + s.crisis.rung / 4
    if s.reads("intent") == "pretext":
        s.factor["incident"] *= 1 + s.par.staged * s.knob.operations
    s.factor["slip"] *= 1 + s.par.inflames * tension
    s.factor["up"] *= 1 + s.par.pretexts * tension

    held = max(0.0, min(end, s.par.held_from + s.par.held_for) - max(begin, s.par.held_from))
    s.crisis.quiet = clip(s.knob.delay * held / (end - begin))
    s.factor["up"] *= 1 - 0.9 * s.crisis.quiet


def commitment(s: Any) -> None:
    vouched = s.knob.guarantees * (1 - s.crisis.identity / 2)
    needed = s.par.asked - s.par.vouched * vouched
    needed -= s.par.by_trust * (s.crisis.mean_trust - 0.5)
    if s.reads("intent") != "opening":
        needed += s.par.ironclad * s.knob.extremity
    if s.crisis.fighting or s.crisis.ceasefire:
        needed += s.par.pausing * (1 - vouched)
    s.need["credibility"] += needed
    for p in s.parties:
        # A tied package gives the demander a say in the client's house.
        if p.client:
            p.shift += s.par.leverage * s.knob.linked
        if p.demander:
            p.shift -= s.par.leverage * s.knob.linked
    clients = [p for p in s.parties if p.client]
    first, second = (
        max((p.backing for p in clients if (p.side == 0) == ours), default=0)
        for ours in (True, False)
    )
    # Whoever is backed more rises, and it is the position of the side across that slips.
    ahead = s.crisis.balance if first > second else -s.crisis.balance
    shift, wins = s.par.shifting * abs(first - second), clip((1 + ahead) / 2)
    if s.par.patience * shift > (1 - s.par.patience) * (wins + s.par.fighting):
        s.factor["up"] *= 1 + s.par.preventing
    s.base["resume"] += s.par.breaking
    s.factor["resume"] *= exp(-s.par.guarded * vouched) * (1 + s.knob.operations)
    if s.reads("intent") == "pretext":
        s.factor["resume"] *= 2


def months_held(s: Any, u: float, slack: float) -> float:
    """A Weibull waiting time; at a hazard ratio of 1 the share ``failing`` breaks in 60 months."""
    left_out = 1 - s.crisis.scope
    rivalry = (0.5 + s.knob.operations) * (1 - s.crisis.treaties)
    ratio = exp(
        -s.par.to_spare * clip(slack, 0, 0.2)
        - s.par.guarded * s.knob.guarantees * (1 - s.crisis.identity / 2)
        - (s.crisis.mean_trust - 0.5)
        - s.par.restraint * s.crisis.treaties
        - s.par.buffer * s.knob.neutrality * (1 - s.par.hinges * left_out)
        + s.par.rivalry * rivalry
        + s.par.status * left_out * (1 - s.knob.format)
        + s.par.embedded * s.knob.linked
        + s.par.wears_off * s.crisis.mediated
    )
    # S(t) = exp(−ratio (−ln(1 − failing)) (t / 60)^shape) = u
    within = log(u) / (ratio * log(1 - s.par.failing))
    return float(60 * within ** (1 / s.par.shape))


def concessions(s: Any) -> None:
    def moved_by(side: int) -> float:
        theirs = [p.conceded for p in s.parties if p.side == side]
        return sum(theirs) / len(theirs) if theirs else 0.0

    moved = {0: moved_by(0), 1: moved_by(1)}
    pressed = max(s.knob.build_up, clip((s.crisis.rung - 3) / 4))
    persuadable = 1 - s.crisis.identity
    for p in s.parties:
        theirs = moved[1 - p.side]
        if p.demander:
            theirs = max(theirs, s.knob.neutrality * persuadable)
        pressure = s.par.hurried * s.crisis.tiredness if p.patron else 0
        fear = s.par.fear * (1 - s.knob.exit / 2) * (1 + p.pretext)
        pace = exp(pressure - fear * (1 - theirs)) * (1 + s.par.mirroring * theirs)
        p.progress += s.months * pace * (1 if s.crisis.channel else 0.25)
        elapsed = clip(p.progress / s.par.horizon)
        alpha = s.par.at_once + (1 - s.par.at_once) * elapsed ** (1 / s.par.tactic)
        p.conceded = clip(alpha)
        p.margin = s.par.margin * (1 - p.conceded)
        p.shift += p.margin
        if p.demander:
            met = s.knob.neutrality - s.knob.enlargement
            p.shift -= s.par.conciliated * met * persuadable
            p.shift += s.par.cornered * (1 - s.knob.exit * persuadable)
            continue
        if s.reads("build_up") == "compels":
            p.shift -= s.par.urgency * pressed
        if s.reads("build_up") == "blocks":
            p.shift += s.par.resistance * pressed
        if p.patron and s.reads("intent") != "opening":
            p.shift += s.par.image * s.knob.extremity


def intent(s: Any) -> None:
    demanders = [p for p in s.parties if p.demander]
    others = [p for p in s.parties if not p.demander]
    if not demanders:
        return
    true = s.reads("intent")
    for p in demanders:
        if true == "pretext":
            p.shift += s.par.committed
        if true == "probe":
            p.shift -= s.par.yielding * s.crisis.cohesion
        if true == "opening":
            p.shift -= s.par.to_spare
    if true == "pretext":
        s.factor["up"] *= 1 + s.par.driven * (1 + s.knob.extremity)
        s.factor["down"] *= s.par.feigned
    if true == "probe":
        s.factor["up"] *= 1 + s.par.testing * max(0, 0.9 - s.crisis.cohesion)

    # Bayes: how many times as likely a step like this is under each type as under an opening bid.
    # An opening bid is explained while there are talks.
    explained = true == "opening" and s.crisis.channel
    across = 0 if explained else s.par.across * s.knob.extremity
    operations = s.par.across * s.knob.operations
    climbed = s.par.climbing * (s.crisis.rung - 3) / 5
    talked = s.par.talking if s.crisis.channel else 0
    under_pretext = exp(s.months * (climbed - talked + across + operations))
    under_probe = exp(s.months * across / 2)
    for p in others:
        weights = [
            p.pretext * under_pretext,
            p.probe * under_probe,
            max(0, 1 - p.pretext - p.probe),
        ]
        pretext, probe = weights[0] / sum(weights), weights[1] / sum(weights)
        p.pretext = eased(pretext, s.par.prior_pretext, s.par.doubting, s.months)
        p.probe = eased(probe, s.par.prior_probe, s.par.doubting, s.months)
        p.shift += s.par.guarded * (p.pretext + p.probe / 2)
    if others:
        believed = sum(p.pretext for p in others) / len(others)
        s.need["credibility"] += s.par.distrust * believed


def ladder(s: Any) -> None:
    rung = s.crisis.rung
    built = s.par.negotiating * s.knob.toolkit * s.crisis.mean_trust
    s.crisis.treaties = balanced(
        s.crisis.treaties, built, s.par.decaying * (0.2 + rung / 8), s.months
    )
    s.base["up"] += s.par.up
    s.base["slip"] += s.par.slipping
    s.base["down"] += s.par.down
    s.base["widen"] += s.par.widening
    s.base["cease"] += s.par.ceasing
    if rung < 3:
        s.factor["up"] *= 1 + s.par.precedent
    if rung >= 4:
        sunk = max((p.sunk for p in s.parties if p.demander), default=0)
        trapped = s.par.entrapped * sunk * (1 - s.knob.exit)
        s.factor["up"] *= 1 + trapped
        s.factor["down"] /= 1 + trapped
    reach = 1 - s.par.more_hands * (1 - s.knob.format)
    s.factor["slip"] *= 1 - s.par.tools * s.knob.toolkit * reach
    s.factor["slip"] *= 1 - s.par.treaties * s.crisis.treaties
    if not s.crisis.channel and s.reads("talks") != "irrelevant":
        s.factor["widen"] *= 1 + s.par.drawn_in


def red_lines(s: Any) -> None:
    taught = s.par.learning * (1 + s.par.in_writing * s.knob.replies)
    if s.reads("intent") != "pretext":
        taught *= 1 + s.par.revealed * s.knob.extremity
    if s.reads("talks") == "stalling":
        taught *= s.par.for_show
    if s.reads("talks") == "irrelevant":
        taught *= s.par.for_show / 2
    if not s.crisis.channel:
        taught = 0
    s.crisis.misread = 0
    for pair in s.pairs:
        # What is known beyond 1 grows and is forgotten; what was there at first is kept.
        if s.par.forgetting < 1e-9:
            beyond = pair.precision - 1 + taught * s.months
        else:
            level = taught / s.par.forgetting
            beyond = eased(pair.precision - 1, level, s.par.forgetting, s.months)
        pair.precision = 1 + max(0, beyond)
        s.crisis.misread += abs(pair.error) / sqrt(pair.precision) / len(s.pairs)
    s.factor["agree"] *= exp(-s.par.bars * s.crisis.misread)
    s.factor["slip"] *= 0.3 + s.par.crosses * s.crisis.misread
    s.need["extent"] += s.par.tied * s.knob.linked


def sanctions(s: Any) -> None:
    what = s.reads("sanctions")
    unity = s.crisis.cohesion / 0.75
    breadth = clip(s.knob.sanctions * unity)
    s.crisis.breadth = breadth
    s.crisis.exposure += breadth * s.months
    targets = [p for p in s.parties if p.target]
    for p in targets:
        p.reserves = eased(p.reserves, 0, s.par.drawing * breadth, s.months)
    reserves = sum(p.reserves for p in targets) / len(targets) if targets else 0
    imposed = clip(breadth * (0.5 + s.knob.targeting))
    blunted = s.par.blunting * reserves if what == "blunted" else 0
    outlived = exp(-s.par.adapting * s.crisis.exposure)
    s.crisis.effect = eased(
        s.crisis.effect, imposed * outlived * (1 - blunted), s.par.biting, s.months
    )
    effect = s.crisis.effect

    hope = s.par.hope * {"compel": 1, "provoke": 0.25, "blunted": 0.25}.get(what, 0)
    lifted = s.knob.conditional + (1 - s.knob.conditional) * hope
    persuadable = 1 - s.crisis.identity
    a_year = s.par.weight * s.span / 12
    for p in s.parties:
        strain = p.strain
        if p.target:
            strain = effect
            p.cost += a_year * effect
            p.leave -= s.par.weight * effect * lifted * persuadable
            if what == "terms":
                unpromised = breadth * (1 - s.knob.conditional)
                p.shift += s.par.weight * s.par.spite * unpromised * persuadable
            if what == "provoke":
                p.shift += s.par.weight * s.par.defiance * breadth
            p.shift += s.par.tying * s.knob.maximal
        if p.sender:
            blow = s.par.blowback * imposed
            strain = max(effect, blow) if p.target else blow
            p.cost += a_year * blow
            p.leave -= s.par.weight * blow * lifted / 2
        p.strain = strain

    believed = clip(s.knob.threat * s.par.record * unity) * (1 - blunted)
    heard = {"compel": 1, "terms": 0.5, "blunted": 0.25}.get(what, 0)
    s.factor["up"] *= 1 - heard * s.par.deterrence * believed
    if what == "provoke":
        hostile = breadth**2 + 0.3 * s.knob.threat + 0.5 * s.knob.maximal
        s.factor["up"] *= 1 + s.par.encirclement * hostile


def support(s: Any) -> None:
    what = s.reads("cohesion")
    unity = {"holds": 0.9 + s.par.shock * s.crisis.fighting, "frays": 0.45}.get(what, 0.75)
    s.crisis.cohesion = eased(s.crisis.cohesion, clip(unity), s.par.moving, s.months)
    s.crisis.ramp = eased(s.crisis.ramp, 1 if s.knob.aid > 0 else 0, s.par.ramping, s.months)
    tiring = s.par.tiring * s.knob.aid * {"frays": 2, "holds": 0.5}.get(what, 1)
    tiring *= (1 if s.crisis.fighting else 0.25) * (1 - s.crisis.ramp)
    s.crisis.tiredness = balanced(s.crisis.tiredness, tiring, 0.02 * (1 - s.knob.aid), s.months)
    backing = clip(s.knob.aid * (1 - s.crisis.tiredness) * s.crisis.cohesion / 0.75)
    for p in s.parties:
        if p.client:
            p.backing = backing
            p.shift += s.par.holding_out * backing + s.par.above_head * (1 - s.knob.format)
            p.cost += s.par.abandoned * s.crisis.fighting * (1 - backing) * s.span / 12
        if p.patron:
            p.cost += s.par.paying * s.knob.aid * s.span / 12
    s.factor["up"] *= 1 + s.par.disunity * max(0, 0.75 - s.crisis.cohesion)
    if what == "holds":
        s.factor["up"] *= 1 - s.par.deters * s.knob.deployment
    else:
        s.factor["up"] *= 1 + s.par.spirals * s.knob.deployment
        s.factor["widen"] *= 1 + s.par.linkage * s.knob.deployment
    s.factor["up"] *= 1 + s.par.arming * s.knob.aid
    if s.reads("intent") != "pretext":
        s.factor["up"] *= 1 + s.par.buffer * s.knob.enlargement * (1 - s.crisis.identity)
        if s.crisis.rung >= 4 and not s.crisis.fighting:
            s.factor["up"] *= 1 - s.par.occupying * s.knob.resistance
    s.factor["slip"] *= 1 + s.par.warning * s.knob.deployment * (1 - s.knob.toolkit)


def talks(s: Any) -> None:
    what = s.reads("talks")
    talking = 1 if s.crisis.channel else 0
    built = (
        s.par.trusting * talking * {"calming": 1.5, "stalling": 0.4, "irrelevant": 0}.get(what, 1)
    )
    for pair in s.pairs:
        pair.trust = balanced(pair.trust, built, s.par.forgetting, s.months)
    if s.pairs:
        s.crisis.mean_trust = sum(pair.trust for pair in s.pairs) / len(s.pairs)
    trust = s.crisis.mean_trust

    moved = sum(p.conceded for p in s.parties) / len(s.parties)
    tiring = s.par.tiring * talking * {"stalling": 2, "calming": 0.1}.get(what, 1)
    stale = clip(1 - moved + 0.3 * s.knob.extremity)
    # It tires towards how stale the rounds are, and rests at 0.05 a month.
    s.crisis.fatigue = eased(
        s.crisis.fatigue, stale * tiring / (tiring + 0.05), tiring + 0.05, s.months
    )
    allowed = clip(s.knob.scope + s.par.by_trust * (trust - 0.5))
    s.crisis.scope = eased(s.crisis.scope, allowed, s.par.widening, s.months)
    s.need["agenda"] += 1 - s.crisis.scope

    s.base["open"] += s.par.opening
    pressure = s.par.pressure * max(s.knob.build_up, clip((s.crisis.rung - 3) / 4))
    if s.reads("build_up") == "compels":
        s.factor["open"] *= 1 + pressure
    if s.reads("build_up") == "blocks":
        s.factor["open"] *= 1 - 0.6 * clip(pressure)
    s.factor["open"] *= (1 + s.par.procedure * s.knob.replies) / exp(s.par.tired * s.crisis.fatigue)
    s.factor["open"] *= 1 - s.par.convening * s.knob.format

    s.base["suspend"] += s.par.suspending
    if what != "calming":
        s.factor[NO_WINDOW] *= 1 + s.par.rejected * (1 + s.crisis.fatigue)
    if s.reads("intent") != "pretext":
        s.factor["suspend"] *= 1 - s.par.blame * (1 + s.knob.format) / 2
    s.factor["suspend"] *= 1 + 2 * s.knob.maximal
    if what == "irrelevant":
        s.factor["suspend"] *= 1.5

    if what == "calming":
        s.factor["up while talking"] *= 1 - s.par.calming
        s.factor["down while talking"] *= 1 + s.par.calming
    if what != "irrelevant" and s.crisis.months_talked > 0:
        s.factor["up while not talking"] *= 1 + s.par.collapse
    if what != "irrelevant" and s.crisis.rung < 2:
        s.factor["up while not talking"] *= 1 + s.par.venting

    s.base["mediate"] += s.par.mediators
    s.factor["mediate"] *= 1 + s.par.hard_cases * s.crisis.rung / 8
    s.factor["mediate"] *= s.crisis.readiness**s.par.ripe
    s.factor["mediate"] *= 1 + 4 * s.knob.mediation
    s.factor["agree"] *= (0.5 + trust) * (1 + s.par.mediating * s.crisis.mediated)


MECHANISMS = {
    "alignment": alignment,
    "audience": audience,
    "battlefield": battlefield,
    "calendar": calendar,
    "commitment": commitment,
    "concessions": concessions,
    "intent": intent,
    "ladder": ladder,
    "red_lines": red_lines,
    "sanctions": sanctions,
    "support": support,
    "talks": talks,
}


# The window: every package, every step.


def thresholds(s: Any) -> list[float]:
    """What a package must reach, column by column; it absorbs the price A of backing down."""
    for p in s.parties:
        p.no_deal = p.outset + p.leave
        p.threshold = (p.no_deal + p.shift + p.audience) / (1 + p.audience)
    return [*(p.threshold for p in s.parties), *(s.need[name] for name in NEEDS)]


def to_spare(package: list[float], needed: list[float]) -> float:
    """What a package leaves over where it leaves least."""
    return min(worth - wanted for worth, wanted in zip(package, needed, strict=True))


def gained(package: list[float], needed: list[float]) -> float:
    """What it leaves to whoever of those who sign gains least."""
    gains = [
        worth - wanted
        for worth, wanted in zip(package[: -len(NEEDS)], needed[: -len(NEEDS)], strict=True)
        if worth < NOT_NEEDED / 2
    ]
    return min(gains, default=0)


def package_signed(packages: list[list[float]], needed: list[float], by_product: bool) -> int:
    """The first of the best among those that all it needs would sign."""
    parties = len(needed) - len(NEEDS)

    def product(package: list[float]) -> float:
        gains = 1.0
        for worth, wanted in zip(package[:parties], needed[:parties], strict=True):
            if worth < NOT_NEEDED / 2:
                gains *= worth - wanted
        return gains

    able = [k for k, one in enumerate(packages) if to_spare(one, needed) >= 0]
    rank = product if by_product else lambda one: to_spare(one, needed)
    return max(able, key=lambda k: (rank(packages[k]), -k), default=-1)


# What happens within a step.


def possible(s: Any, event: str) -> float:
    """How often a month the event comes as things stand."""
    c = s.crisis
    rate = float(s.rate[event])
    # While a ceasefire holds nobody climbs into war: it has to be broken.
    reach = 6 if c.ceasefire else WIDER
    if event == "open":
        return 0 if c.channel else rate
    if event == "suspend":
        return rate * (1 if c.window else float(s.factor[NO_WINDOW])) if c.channel else 0
    if event == "mediate":
        return 0 if c.mediated else rate
    if event == "agree":
        return rate if c.channel and c.window else 0
    if event == "up":
        return 0 if c.rung >= reach else rate * float(s.factor["up while " + s.mood])
    if event == "slip":
        return 0 if c.rung >= reach else rate * (0.2 + c.rung / 4)
    if event == "down":
        if c.rung <= 0 or c.fighting:
            return 0
        return rate * float(s.factor["down while talking"] if c.channel else 1)
    if event == "widen":
        return 0 if c.widened else rate * (c.rung / 8) ** 2
    if event == "cease":
        return rate if c.fighting else 0
    if event == "resume":
        return rate if c.ceasefire else 0
    return rate


def comes(s: Any, event: str) -> None:
    """What an event changes at once."""
    c = s.crisis
    if event == "open":
        c.channel = 1
    elif event == "suspend":
        c.channel = 0
    elif event == "mediate":
        c.mediated = 1
    elif event in ("up", "slip"):
        c.rung += 1
        if c.rung >= WAR:
            c.fighting, c.ceasefire = 1, 0
        if c.rung >= WIDER:
            c.widened = 1
    elif event == "down":
        c.rung -= 1
    elif event == "widen":
        c.widened = 1
    elif event == "cease":
        c.fighting, c.ceasefire, c.rung = 0, 1, 5
    elif event == "resume":
        c.fighting, c.ceasefire, c.rung = 1, 0, WAR
    elif event == "incident":
        c.tension = 1
    c.peak = max(c.peak, c.rung)


def first_to_come(s: Any, left: float) -> tuple[str | None, float]:
    """Which event comes first within so many months, and after how many: clocks run until then."""
    s.mood = "talking" if s.crisis.channel else "not talking"
    rates = {event: possible(s, event) for event in NAMES}
    waits = {
        event: (s.clocks[event].due - s.clocks[event].gone) / rate
        for event, rate in rates.items()
        if rate > 0
    }
    event = min(waits, key=lambda name: waits[name], default=None)
    if event is None or waits[event] >= left:
        event, lived = None, left
    else:
        lived = max(0, waits[event])
    for name, rate in rates.items():
        s.clocks[name].gone += rate * lived
    return event, lived


# A whole run.


def named(
    variables: tuple[Variable, ...], row: NDArray[np.float64], off: set[str], unsaid: Any
) -> Any:
    """Variables by name: neutral where they belong to what is off, by parameter where not said."""
    found = SimpleNamespace()
    for v, x in zip(variables, row.tolist(), strict=True):
        at = unsaid(v.name) if x != x else x
        setattr(found, v.name, float(v.neutral) if v.owner in off else at)
    return found


def beginning(model: Model, run: int, seed: int) -> Any:
    w = run % model.worlds
    off = {name for name in ORDER if not model.switches.get(name, True)}
    s = SimpleNamespace(run=run, world=w, key=chance.run_key(seed, run), span=model.months)
    s.on = [name for name in ORDER if name not in off]
    groups: dict[str, dict[str, float]] = {}
    for full, value in zip(parameters(), model.params[w], strict=True):
        group, name = full.split(".")
        groups.setdefault(group, {})[name] = float(value)
    s.pars = {group: SimpleNamespace(**values) for group, values in groups.items()}

    def unsaid(name: str) -> float:
        group, parameter = {one.name: one.parameter for one in BEGINS}[name].split(".")
        return groups[group][parameter]

    s.crisis = named(CRISIS, model.crisis[w], off, unsaid)
    s.parties = [named(PARTY, row, off, unsaid) for row in model.party[w]]
    s.pairs = [named(DYAD, row, off, unsaid) for row in model.dyad[w]]
    for p, roles in zip(s.parties, model.roles.array(), strict=True):
        for role, has in zip(ROLES, roles, strict=True):
            setattr(p, role, int(has))
    held = {
        h.name: h.readings[number] if number >= 0 else None
        for h, number in zip(HYPOTHESES, model.readings[w], strict=True)
    }
    s.reads = held.get
    s.clocks = {
        event: SimpleNamespace(gone=0.0, due=chance.exponential(s.key, n, 0), times=0)
        for n, event in enumerate(NAMES)
    }
    if "red_lines" in s.on:
        for d, pair in enumerate(s.pairs):
            pair.error = chance.normal(s.key, 101, d)
    if "calendar" in s.on:
        s.crisis.phase = chance.uniform(s.key, 102, 0)
    spread = s.pars["endings"].readiness
    s.crisis.readiness = exp(spread * chance.normal(s.key, 103, 0) - spread**2 / 2)
    return s


def one_run(model: Model, run: int, seed: int) -> list[float]:
    """The row of outcomes of one run, in the order of COLUMNS, then what it cost each party."""
    s = beginning(model, run, seed)
    c, w = s.crisis, s.world
    end = s.pars["endings"]
    out = dict.fromkeys(COLUMNS, 0.0)
    out |= {"run": run, "world": w, "package": -1, "held": -1, "month": model.steps * model.months}
    out["war"] = float(c.fighting > 0)
    out["war_month"] = 0 if c.fighting > 0 else -1
    out["ceasefire"] = float(c.ceasefire > 0)
    begun = -1
    ending = None
    for step in range(model.steps):
        c.month = step * model.months
        epoch = max(e for e, start in enumerate(model.starts) if start <= c.month + 1e-9)
        for e in range(begun + 1, epoch + 1):
            for p, fee in zip(s.parties, model.fees[e, w], strict=True):
                p.cost += fee
        begun = epoch
        s.knob = SimpleNamespace(
            **{k.name: x for k, x in zip(KNOBS, model.knobs[epoch, w].tolist(), strict=True)}
        )
        s.base = dict.fromkeys(NAMES, 0.0)
        s.factor = dict.fromkeys((*NAMES, *WHILE), 1.0)
        s.need = dict.fromkeys(NEEDS, 0.0)
        for p, outset in zip(s.parties, model.no_deal[epoch, w].tolist(), strict=True):
            p.leave, p.shift, p.outset = 0.0, 0.0, outset
        paid = [p.cost for p in s.parties]
        if "battlefield" in s.on and c.fighting:
            c.drift = chance.normal(s.key, 100, step)
        # Slow things are moved from the middle of one step to the middle of the next.
        s.months = s.span / 2 if step == 0 else s.span
        for name in s.on:
            s.par = s.pars[name]
            MECHANISMS[name](s)

        packages = model.worths[epoch, w].tolist()
        needed = thresholds(s)
        slack = max(to_spare(one, needed) for one in packages)
        c.window = float(slack >= 0)

        s.base["agree"] += end.signing * c.readiness
        s.base["lapse"] += end.lapsing / (1 + (c.month + model.months / 2) / 3) ** end.lapse_shape
        if c.fighting:
            s.factor["lapse"] *= end.lapse_in_war
        s.rate = {event: s.base[event] * s.factor[event] for event in NAMES}
        left = s.span
        while True:
            at_war, talking = c.fighting, c.channel
            event, lived = first_to_come(s, left)
            left -= lived
            c.war_months += lived if at_war else 0
            c.months_talked += lived if talking else 0
            out["open_months"] += lived * c.window
            if event is None:
                break
            at = c.month + s.span - left
            clock = s.clocks[event]
            clock.times += 1
            if event in ("agree", "lapse"):
                ending, out["month"] = event, at
                break
            clock.gone, clock.due = 0, chance.exponential(s.key, NAMES.index(event), clock.times)
            comes(s, event)
            if c.fighting and not at_war:
                out["war_month"] = at if not out["war"] else out["war_month"]
                out["war"] = 1
            out["broken"] = 1 if event == "resume" else out["broken"]
            out["ceasefire"] = 1 if event == "cease" else out["ceasefire"]
        if ending == "agree":
            # Open by a rounding error alone, it still has a package.
            out["package"] = max(0, package_signed(packages, needed, model.by_product))
            out["slack"] = gained(packages[int(out["package"])], needed)
            s.par = s.pars["commitment"]
            u = chance.uniform(s.key, 104, 0)
            out["held"] = months_held(s, u, out["slack"]) if "commitment" in s.on else 1e9
        if ending:
            # The step's costs in so far as the step was lived through.
            for p, before in zip(s.parties, paid, strict=True):
                p.cost = before + (p.cost - before) * (out["month"] - c.month) / model.months
            break
    out["ending"] = {None: 0, "agree": 1, "lapse": 2}[ending]
    out["war_months"] = c.war_months
    out["at_war"] = 0 if ending else c.fighting
    out["peak"], out["widened"], out["mediated"] = c.peak, c.widened, c.mediated
    out["talked"] = c.months_talked
    for column, event in (
        ("suspensions", "suspend"), ("steps_up", "up"), ("slips", "slip"), ("steps_down", "down"),
    ):  # fmt: skip
        out[column] = s.clocks[event].times
    return [*(float(out[name]) for name in COLUMNS), *(p.cost for p in s.parties)]


def rows(model: Model, numbers: list[int], seed: int) -> NDArray[np.float64]:
    """Rows as ``run(model, numbers, seed).rows`` gives them."""
    return np.array([one_run(model, number, seed) for number in numbers])

"""What a run of the crisis consists of: its variables, events, knobs, hypotheses and roles.

State is kept in arrays over runs, a row a run: ``party`` (runs, parties, PARTY), ``dyad`` (runs,
dyads, DYAD) and ``crisis`` (runs, CRISIS). Compiled code knows a column by its number, people by
its entry here; the page on the model is written from these tables. Time is in months of 30 days.

Every variable has a *neutral* value and a mechanism that owns it. Where that mechanism is switched
off, the variable stays neutral, and neutral means: no other mechanism feels it.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "BEGINS",
    "COLUMNS",
    "CRISIS",
    "DYAD",
    "EVENTS",
    "HYPOTHESES",
    "KNOBS",
    "NEEDS",
    "PARTY",
    "ROLES",
    "RUNGS",
    "WHILE",
    "Begins",
    "Event",
    "Hypothesis",
    "Knob",
    "Variable",
]


class Variable(NamedTuple):
    """A number that changes along a run: its range, what leaves all else alone, and its owner."""

    name: str
    low: float
    high: float
    neutral: float
    owner: str
    text: str


class Begins(NamedTuple):
    """Where a variable begins: ``whose`` is a role, ``others`` all but the demanders."""

    of: str
    name: str
    parameter: str
    whose: str = ""


class Event(NamedTuple):
    """Something that may happen at any moment, and what it is to those who live through it."""

    name: str
    text: str


class Knob(NamedTuple):
    """Something a policy can turn: what it means, its range, and where it stands untouched."""

    name: str
    low: float
    high: float
    rest: float
    text: str


class Hypothesis(NamedTuple):
    """A question on which the sources contradict each other, with the rival answers."""

    letter: str
    name: str
    readings: tuple[str, ...]
    text: str


#: The escalation ladder. War is full-scale fighting, rung 7 and above.
RUNGS = (
    "quiet",
    "information operations",
    "cyber-attack",
    "exercises and shows of force",
    "build-up and mobilisation",
    "armed incidents",
    "limited force",
    "full-scale war",
    "war that draws in others",
)

#: Per party.
PARTY = (
    Variable("margin", -1, 1, 0, "concessions", "what it asks for above no deal"),
    Variable("progress", 0, 1e9, 0, "concessions", "how far its concessions have come, in months"),
    Variable("conceded", 0, 1, 0, "concessions", "share of its concessions made"),
    Variable("mandate", 0, 1, 1, "audience", "share of those at home who would ratify"),
    Variable("support", 0, 1, 0.5, "audience", "support at home"),
    Variable("hawks", 0, 1, 0, "audience", "share of hard-liners beyond the usual"),
    Variable("audience", 0, 10, 0, "audience", "price of backing down, in worth"),
    Variable("sunk", 0, 1, 0, "battlefield", "what has been sunk into the course taken"),
    Variable("strain", 0, 1, 0, "sanctions", "economic strain"),
    Variable("reserves", 0, 1, 0, "sanctions", "reserves and preparation against measures"),
    Variable("strength", 0, 2, 1, "battlefield", "strength of its forces"),
    Variable("entrenched", 0, 1, 0, "battlefield", "how well its positions are prepared"),
    Variable("backing", 0, 1, 0, "support", "what its patrons send"),
    Variable("outside", 0, 1, 0, "alignment", "what others offer instead of a deal"),
    Variable("pretext", 0, 1, 0, "intent", "its belief that the demands are a pretext"),
    Variable("probe", 0, 1, 0, "intent", "its belief that they are a probe"),
    Variable("no_deal", -9, 9, 0, "", "what no deal is worth to it now"),
    Variable("threshold", -99, 99, 0, "", "what a package must be worth to it now"),
    Variable("cost", 0, 1e9, 0, "", "what the crisis has cost it so far"),
)

#: Per pair of parties on opposite sides.
DYAD = (
    Variable("trust", 0, 1, 0.5, "talks", "trust between them"),
    Variable("precision", 0, 1e9, 1, "red_lines", "how precisely each knows the other's lines"),
    Variable("error", -9, 9, 0, "red_lines", "the error each began with, in standard deviations"),
)

#: Of the crisis as a whole.
CRISIS = (
    Variable("month", 0, 1e9, 0, "", "months since the beginning"),
    Variable("rung", 0, 8, 0, "ladder", "rung of the ladder"),
    Variable("peak", 0, 8, 0, "ladder", "highest rung so far"),
    Variable("fighting", 0, 1, 0, "ladder", "whether there is full-scale war"),
    Variable("ceasefire", 0, 1, 0, "ladder", "whether a ceasefire holds"),
    Variable("widened", 0, 1, 0, "ladder", "whether a third party or another theatre is in it"),
    Variable("war_months", 0, 1e9, 0, "ladder", "months of war so far"),
    Variable("channel", 0, 1, 1, "talks", "whether talks are open"),
    Variable("fatigue", 0, 1, 0, "talks", "weariness of rounds without movement"),
    Variable("scope", 0, 1, 1, "talks", "how much may be talked about"),
    Variable("months_talked", 0, 1e9, 0, "talks", "months of talks so far"),
    Variable("mediated", 0, 1, 0, "talks", "whether there is a mediator"),
    Variable("readiness", 0, 1e9, 1, "talks", "how ready this crisis is to be settled, unseen"),
    Variable("window", 0, 1, 0, "", "whether some package would be signed by all it needs"),
    Variable("slack", -1e6, 1e6, 0, "", "how much to spare the best package leaves"),
    Variable("mean_trust", 0, 1, 0.5, "talks", "trust, averaged over the pairs"),
    Variable("misread", 0, 99, 0, "red_lines", "how far the lines are misread, averaged"),
    Variable("effect", 0, 1, 0, "sanctions", "what the measures do to the target now"),
    Variable("exposure", 0, 1e9, 0, "sanctions", "months of full measures the target lived with"),
    Variable("cohesion", 0, 1, 0.75, "support", "how united the senders and patrons are"),
    Variable("tiredness", 0, 1, 0, "support", "how tired the patrons are of it"),
    Variable("ramp", 0, 1, 0, "support", "how far production has caught up"),
    Variable("balance", -1, 1, 0, "battlefield", "the battlefield: above 0 the first side gains"),
    Variable("suspicion", 0, 1, 0, "calendar", "suspicion that exercises feed"),
    Variable("exercise", 0, 1, 0, "calendar", "how much is being exercised now"),
    Variable("quiet", 0, 1, 0, "calendar", "whether an event on the calendar holds things back"),
    Variable("tension", 0, 1, 0, "calendar", "what is left of the last incident"),
    Variable("treaties", 0, 1, 0, "ladder", "arms control in force"),
    Variable("drift", -9, 9, 0, "battlefield", "chance on the battlefield in this step"),
    Variable("phase", 0, 1, 0, "calendar", "when in its round the first exercise falls"),
    Variable("identity", 0, 1, 0, "intent", "how far no inducement counts, for identity's sake"),
    Variable("breadth", 0, 1, 0, "sanctions", "breadth of the measures that senders really carry"),
    Variable("span", 0, 12, 1, "", "months that the present step lasts"),
)

#: Variables that begin at a parameter where nobody says otherwise: of what, which, whose.
BEGINS = (
    Begins("party", "reserves", "sanctions.reserves", "target"),
    Begins("party", "support", "audience.usual"),
    Begins("party", "pretext", "intent.prior_pretext", "others"),
    Begins("party", "probe", "intent.prior_probe", "others"),
    Begins("dyad", "trust", "talks.trust"),
    Begins("crisis", "mean_trust", "talks.trust"),
    Begins("crisis", "identity", "intent.identity"),
)

#: What may happen at any moment.
EVENTS = (
    Event("open", "talks open"),
    Event("suspend", "talks are suspended"),
    Event("mediate", "a mediator comes in"),
    Event("agree", "an agreement is signed"),
    Event("lapse", "the crisis lapses without an agreement"),
    Event("up", "somebody goes a rung higher on purpose"),
    Event("slip", "a rung is climbed by accident"),
    Event("down", "a rung is given up"),
    Event("widen", "a third party or another theatre is drawn in"),
    Event("cease", "a ceasefire"),
    Event("resume", "a ceasefire breaks"),
    Event("incident", "an incident"),
)

#: Factors that hold only while talks are open, while they are not, or while there is no window.
WHILE = (
    "up while talking",
    "down while talking",
    "up while not talking",
    "suspension while nothing would be signed",
)

#: What a policy turns. A lever turns them as far as it is believed.
KNOBS = (
    Knob("sanctions", 0, 1, 0, "breadth of the measures in force"),
    Knob("targeting", 0, 1, 0.5, "how far they hit what the target lives by (its large banks)"),
    Knob("conditional", 0, 1, 0, "share of them with stated terms for relief"),
    Knob("threat", 0, 1, 0, "measures threatened for the case of escalation"),
    Knob("maximal", 0, 1, 0, "isolation and retribution sought beyond a deal"),
    Knob("aid", 0, 1, 0, "aid sent to the client"),
    Knob("deployment", 0, 1, 0, "forces and missiles moved nearer"),
    Knob("build_up", 0, 1, 0, "the demander's own massed forces, beyond the ladder"),
    Knob("resistance", 0, 1, 0, "a threat to make occupation costly"),
    Knob("toolkit", 0, 1, 0, "notices, hotlines, incident rules, limits in force"),
    Knob("notice", 0, 1, 0, "share of exercises announced beforehand"),
    Knob("exercises", 0, 1, 0.3, "how often there are exercises"),
    Knob("scope", 0, 1, 0.5, "how much the agenda allows to be discussed"),
    Knob("format", 0, 1, 0.3, "how many of those concerned sit at the table"),
    Knob("replies", 0, 1, 0, "written replies and other procedure"),
    Knob("linked", 0, 1, 0, "feasible and infeasible items tied into one package"),
    Knob("guarantees", 0, 1, 0, "guarantees and verification on offer"),
    Knob("exit", 0, 1, 0, "room to call the outcome a success"),
    Knob("neutrality", 0, 1, 0, "a first concession said aloud, at home too"),
    Knob("enlargement", 0, 1, 0, "pressure to take a buffer state into an alliance"),
    Knob("extremity", 0, 1, 0, "how far the demands lie across the others' red lines"),
    Knob("operations", 0, 1, 0, "information operations and provocations"),
    Knob("alliances", 0, 1, 0, "alliances tightened elsewhere"),
    Knob("backer", 0, 1, 0, "a great power's support for the target"),
    Knob("mediation", 0, 1, 0, "effort to bring a mediator in"),
    Knob("delay", 0, 1, 0, "events on the calendar that hold things back"),
)

#: The rival readings A to H; a world holds one of each.
HYPOTHESES = (
    Hypothesis("A", "intent", ("pretext", "probe", "opening"), "What are the demands for?"),
    Hypothesis("B", "losses", ("talks", "doubling_down", "openness"), "What do losses lead to?"),
    Hypothesis(
        "C", "sanctions", ("compel", "provoke", "blunted", "terms"), "What do sanctions do?"
    ),
    Hypothesis("D", "talks", ("irrelevant", "stalling", "calming"), "What are talks worth?"),
    Hypothesis("E", "build_up", ("compels", "blocks"), "What does a build-up do to talks?"),
    Hypothesis("F", "exercises", ("threat", "notice"), "What makes exercises alarming?"),
    Hypothesis(
        "G", "cohesion", ("holds", "frays", "counter_alignment"), "What do alliances do?"
    ),
    Hypothesis(
        "H", "home", ("unrest", "rally", "hawks", "neither"), "What does pressure do at home?"
    ),
)  # fmt: skip

#: What a party is in this crisis, each 0 or 1 but for the side.
ROLES = (
    "side",  # 0 or 1
    "demander",  # of the side whose demands opened the crisis
    "target",  # under measures
    "sender",  # of measures
    "client",  # leans on patrons
    "patron",  # is leant on
    "fighter",  # its forces are on the field
)

#: What a package needs besides worths, each a column of its own beside the parties.
NEEDS = (
    "credibility",  # how credible it is by itself, against what is needed
    "agenda",  # 1 less what of it lies beyond the narrowest agenda
    "extent",  # how much of the whole agenda it settles
)

#: What is written of each run, a column each; ``cost`` follows, one a party.
COLUMNS = (
    "run",
    "world",
    "ending",  # 0 none by the horizon, 1 agreement, 2 lapse
    "month",  # of the ending, or the horizon
    "package",  # number of the package signed, -1
    "slack",  # to spare at signature
    "war",  # whether full-scale war broke out, or was there from the start
    "war_month",  # when it broke out, -1
    "war_months",  # how long it was fought
    "at_war",  # whether it is being fought at the end
    "ceasefire",  # whether there was a ceasefire
    "broken",  # whether a ceasefire was broken
    "peak",  # highest rung
    "widened",
    "mediated",
    "talked",  # months of talks
    "suspensions",
    "steps_up",  # deliberate steps up
    "slips",  # inadvertent ones
    "steps_down",
    "open_months",  # months with a window for a deal
    "held",  # months the agreement holds, as drawn at signature; -1 without one
)

(
    MARGIN, PROGRESS, CONCEDED, MANDATE, SUPPORT, HAWKS, AUDIENCE, SUNK, STRAIN, RESERVES, STRENGTH,
    ENTRENCHED, BACKING, OUTSIDE, PRETEXT, PROBE, NO_DEAL, THRESHOLD, COST,
) = range(len(PARTY))  # fmt: skip
TRUST, PRECISION, ERROR = range(len(DYAD))
(
    MONTH, RUNG, PEAK, FIGHTING, CEASEFIRE, WIDENED, WAR_MONTHS, CHANNEL, FATIGUE, SCOPE, TALKED,
    MEDIATED, READINESS, WINDOW, SLACK, MEAN_TRUST, MISREAD, EFFECT, EXPOSURE, COHESION, TIREDNESS,
    RAMP, BALANCE, SUSPICION, EXERCISE, QUIET, TENSION, TREATIES, DRIFT, PHASE, IDENTITY, BREADTH,
    SPAN,
) = range(len(CRISIS))  # fmt: skip
(
    OPEN, SUSPEND, MEDIATE, AGREE, LAPSE, UP, SLIP, DOWN, WIDEN, CEASE, RESUME, INCIDENT,
) = range(len(EVENTS))  # fmt: skip
(
    K_SANCTIONS, K_TARGETING, K_CONDITIONAL, K_THREAT, K_MAXIMAL, K_AID, K_DEPLOYMENT, K_BUILD_UP,
    K_RESISTANCE, K_TOOLKIT, K_NOTICE, K_EXERCISES, K_SCOPE, K_FORMAT, K_REPLIES, K_LINKED,
    K_GUARANTEES, K_EXIT, K_NEUTRALITY, K_ENLARGEMENT, K_EXTREMITY, K_OPERATIONS, K_ALLIANCES,
    K_BACKER, K_MEDIATION, K_DELAY,
) = range(len(KNOBS))  # fmt: skip
UP_TALKING, DOWN_TALKING, UP_SILENT, SUSPEND_SHUT = range(len(EVENTS), len(EVENTS) + len(WHILE))
INTENT, LOSSES, SANCTIONS, TALKS, BUILD_UP, EXERCISES, COHESIVE, HOME = range(len(HYPOTHESES))
SIDE, DEMANDER, TARGET, SENDER, CLIENT, PATRON, FIGHTER = range(len(ROLES))
CREDIBILITY, AGENDA, EXTENT = range(len(NEEDS))
(
    O_RUN, O_WORLD, O_ENDING, O_MONTH, O_PACKAGE, O_SLACK, O_WAR, O_WAR_MONTH, O_WAR_MONTHS,
    O_AT_WAR, O_CEASEFIRE, O_BROKEN, O_PEAK, O_WIDENED, O_MEDIATED, O_TALKED, O_SUSPENSIONS, O_UP,
    O_SLIPS, O_DOWN, O_OPEN, O_HELD,
) = range(len(COLUMNS))  # fmt: skip

#: Rungs with a meaning of their own in the mechanisms.
CYBER, SHOW, MOBILISED, CLASHES, LIMITED, WAR, WIDER = 2, 3, 4, 5, 6, 7, 8

#: Readings by number, as compiled code knows them.
R_PRETEXT, R_PROBE, R_OPENING = range(3)
R_TALKS, R_DOUBLING, R_OPENNESS = range(3)
R_COMPEL, R_PROVOKE, R_BLUNTED, R_TERMS = range(4)
R_IRRELEVANT, R_STALLING, R_CALMING = range(3)
R_COMPELS, R_BLOCKS = range(2)
R_THREAT, R_NOTICE = range(2)
R_HOLDS, R_FRAYS, R_COUNTER = range(3)
R_UNREST, R_RALLY, R_HAWKS, R_NEITHER = range(4)

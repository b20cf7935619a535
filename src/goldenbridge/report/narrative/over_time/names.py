"""What things of the simulation are called: policies, readings, groups, variables, ends."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import capital, tidy
from goldenbridge.report.words import Data, inside, listed

__all__ = [
    "OUTCOME_NAMES",
    "QUESTIONS",
    "READINGS",
    "VARIABLES",
    "group_name",
    "outcome",
    "parameter",
    "party",
    "policy",
    "quoted",
    "reading",
    "readings_held",
    "side",
    "variable",
    "war",
]

#: Question → reading → what it says, as it stands inside a sentence.
READINGS: dict[str, dict[str, str]] = {
    "intent": {
        "pretext": "the demands are a pretext",
        "probe": "the demands probe how united the others are",
        "opening": "the demands are an opening bid",
    },
    "losses": {
        "talks": "losses lead to talks",
        "doubling_down": "losses lead to doubling down",
        "openness": "what losses lead to turns on whether anything can be had by talking",
    },
    "sanctions": {
        "compel": "measures compel",
        "provoke": "measures provoke",
        "blunted": "measures are outlived",
        "terms": "measures work through their terms alone",
    },
    "talks": {
        "irrelevant": "talks change nothing",
        "stalling": "talks are used to stall",
        "calming": "talks calm",
    },
    "build_up": {
        "compels": "a build-up compels the others to talk",
        "blocks": "a build-up blocks talks",
    },
    "exercises": {
        "threat": "exercises alarm as such",
        "notice": "only unannounced exercises alarm",
    },
    "cohesion": {
        "holds": "alliances hold and deter",
        "frays": "alliances fray",
        "counter_alignment": "alliances call forth others against them",
    },
    "home": {
        "unrest": "pressure brings unrest at home",
        "rally": "pressure rallies people behind their leaders",
        "hawks": "pressure strengthens hard-liners",
        "neither": "pressure does little at home",
    },
}

#: The same, denied.
DENIED: dict[str, dict[str, str]] = {
    "intent": {
        "pretext": "the demands are no pretext",
        "probe": "the demands are no probe",
        "opening": "the demands are no opening bid",
    },
    "losses": {
        "talks": "losses by themselves do not lead to talks",
        "doubling_down": "losses by themselves do not lead to doubling down",
        "openness": "what losses lead to does not turn on what can be had by talking",
    },
    "sanctions": {
        "compel": "measures do not compel",
        "provoke": "measures do not provoke",
        "blunted": "measures are not outlived",
        "terms": "measures work otherwise than through their terms",
    },
    "talks": {
        "irrelevant": "talks change something",
        "stalling": "talks are not used to stall",
        "calming": "talks do not calm",
    },
    "cohesion": {
        "holds": "alliances do not hold",
        "frays": "alliances do not fray",
        "counter_alignment": "alliances call forth nobody against them",
    },
    "home": {
        "unrest": "pressure brings no unrest at home",
        "rally": "pressure rallies nobody behind their leaders",
        "hawks": "pressure does not strengthen hard-liners",
        "neither": "pressure does something at home",
    },
}

#: Parameter → what to call it where its own words say too little.
PARAMETERS = {
    "endings.signing": "how fast a deal is signed where there is a window and talks are open",
    "endings.lapsing": "how fast crises lapse at the outset",
    "endings.lapse_shape": "how fast lapsing slows down",
    "endings.lapse_in_war": "how much of lapsing is left in full war",
    "endings.readiness": "how far crises differ unseen in how ready they are",
}

#: Question → what is asked, as it stands inside a sentence.
QUESTIONS = {
    "intent": "what the demands are for",
    "losses": "what losses lead to",
    "sanctions": "what measures do",
    "talks": "what talks are worth",
    "build_up": "what a build-up does to talks",
    "exercises": "what makes exercises alarm",
    "cohesion": "what alliances do",
    "home": "what pressure does at home",
}

#: Outcome → what to call it in a table.
OUTCOME_NAMES = {
    "agreement": "Agreement",
    "war": "Full-scale war",
    "durable": "Agreement that holds five years",
    "lapse": "Lapsed without one",
    "going_on": "Still going on",
    "months": "How long it lasts",
    "cost": "What it costs",
}

#: Variable → its name and what the axis says.
VARIABLES = {
    "slack": ("What the best package leaves to spare", "share of a stake"),
    "threshold": ("What a package must be worth", "share of its stake"),
    "mean_trust": ("Trust between the sides", "0 none, 1 full"),
    "support": ("Support at home", "0 none, 1 full"),
    "audience": ("Price of backing down", "share of its stake"),
    "balance": ("Balance on the battlefield", "1: the first side has it all"),
}

#: Kind of input → what stands before the name of a mechanism.
SIZES = {
    "calendar": "Calendar: exercises, incidents, dates",
    "sanctions": "Measures",
    "alignment": "Third parties and outside options",
    "support": "Patrons and their aid",
    "battlefield": "Battlefield",
    "audience": "Audiences at home",
    "red_lines": "Knowledge of red lines",
    "intent": "Intent, and what is believed of it",
    "talks": "Talks",
    "concessions": "Concessions",
    "commitment": "Guarantees and keeping to a deal",
    "ladder": "Steps up and down the ladder",
    "endings": "Signing and lapsing",
}


def outcome(o: Data, key: str) -> str:
    """What an outcome is called in a table; war is another question where it is fought already.

    >>> outcome({"at_war_from_the_start": True}, "war")
    'War at the end'
    """
    if key == "war" and o["at_war_from_the_start"]:
        return "War at the end"
    return OUTCOME_NAMES.get(key, key.replace("_", " "))


def war(o: Data) -> str:
    """What is meant by war, inside a sentence.

    >>> war({"at_war_from_the_start": False})
    'full-scale war'
    """
    return "war at the end" if o["at_war_from_the_start"] else "full-scale war"


def quoted(text: object) -> str:
    """A name as it stands inside a sentence.

    >>> quoted("A golden bridge")
    '“A golden bridge”'
    """
    return f"“{tidy(text)}”"


def policy(o: Data, key: str) -> str:
    """What a policy is called; its id where nothing names it."""
    known = o["comparison"]["policies"].get(key)
    return tidy(known["name"]) if known else key


def party(o: Data, key: str, *, first: bool = False) -> str:
    """What a party is called inside a sentence, or at its head.

    >>> party({"parties": {"us": "The United States"}}, "us")
    'the United States'
    """
    name = inside(str(o["parties"].get(key, key)))
    return capital(name) if first else name


def side(o: Data, which: str) -> str:
    """The fighters of a side, or all of it where none fights, in words."""
    several = o["sides"][which]
    fighting = [p for p in several if p in o["sides"]["fighters"]] or several
    return " and ".join(party(o, p) for p in fighting) or f"the {which} side"


def reading(hypothesis: str, key: str) -> str:
    """What a reading says, inside a sentence.

    >>> reading("talks", "calming")
    'talks calm'
    """
    return READINGS.get(hypothesis, {}).get(key, key.replace("_", " "))


def readings_held(hypothesis: str, options: Sequence[str], whole: Sequence[str]) -> str:
    """One of some readings, inside a sentence; what is left out is denied where that is shorter.

    >>> readings_held("talks", ["irrelevant", "stalling"], ["irrelevant", "stalling", "calming"])
    'talks do not calm'
    """
    missing = [one for one in whole if one not in options]
    if len(options) > 1 and len(missing) == 1 and missing[0] in DENIED.get(hypothesis, {}):
        return DENIED[hypothesis][missing[0]]
    return listed((reading(hypothesis, one) for one in options), "or")


def parameter(key: str, text: str) -> str:
    """What a size of the model is called, inside a sentence.

    >>> parameter("talks.opening", "ρ: how fast talks open")
    'how fast talks open'
    """
    plain = text.partition(": ")[2] if text[1:3] == ": " or text[2:4] == ": " else text
    return PARAMETERS.get(key, plain)


def group_name(o: Data, group: Data) -> str:
    """What a group of inputs is called in a chart.

    >>> group_name({}, {"kind": "chance", "id": "chance", "name": "Chance"})
    'Chance, run by run'
    """
    if group["kind"] == "chance":
        return "Chance, run by run"
    if group["kind"] == "mechanism":
        return f"Sizes: {SIZES.get(str(group['id']), str(group['id'])).lower()}"
    if group["kind"] == "hypothesis":
        several = str(group["id"]).split("+")
        told = "; ".join(QUESTIONS.get(one, one) for one in several)
        return f"{'Reading' if len(several) == 1 else 'Readings'}: {told}"
    return tidy(group["name"])


def variable(name: str) -> tuple[str, str]:
    """What a variable is called, and in which unit it is told."""
    return VARIABLES.get(name, (name.replace("_", " "), ""))

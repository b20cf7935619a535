"""What happens if talks drag on, in sentences: how it ends, what it costs, what moves meanwhile."""

from __future__ import annotations

from goldenbridge.report.narrative.over_time.amounts import WHERE, months, runs_share
from goldenbridge.report.narrative.over_time.names import party, variable
from goldenbridge.report.words import Data, Link, Sentence, counted, listed, number

__all__ = ["begins_at", "cost_words", "drags_on", "moves_meanwhile", "window_words"]

#: What is told of fans, where it moves by as much at least.
LEAST = 0.05
#: Agreements that tell how long they take.
FEWEST = 30


def drags_on(o: Data) -> list[Sentence]:
    """How runs end with nothing new, and how many have seen war."""
    found = o["nothing"]
    last = found["survival"]["at"][-1]
    said: list[Sentence] = [
        (
            (
                f"With nothing new, {number(last['month'])} months on: an agreement has been "
                "signed in "
            ),
            runs_share(last["agreement"]),
            " of the runs, ",
            runs_share(last["lapse"]),
            " have lapsed without one, and ",
            runs_share(last["going_on"]),
            " still go on.",
        )
    ]
    early = next((at for at in found["survival"]["at"] if at["month"] >= 12), last)
    if o["at_war_from_the_start"]:
        said.append(
            ("Full-scale war is being fought at the start; at the end it still is in ",
             runs_share(found["war"]), " of the runs.")
        )  # fmt: skip
    else:
        said.append(
            (
                "Full-scale war has broken out in ",
                runs_share(last["war"]),
                " by then, and within ",
                f"{number(early['month'])} months in ",
                runs_share(early["war"]),
                ".",
            )
        )
    few = found["months_to_agreement"]["runs"]
    if 0 < few < FEWEST:
        said.append(
            (f"Only {counted(few, 'run')} of {o['runs']:,} ended in one: too few to say when.",)
        )
    elif few:
        said.append(
            (
                "Where there is an agreement it takes ",
                Link(months(found["months_to_agreement"]), WHERE),
                " on average; ",
                runs_share(found["held"]),
                " of agreements hold for five years, as drawn at signature.",
            )
        )
    return said


def begins_at(o: Data) -> str:
    """Which rung it begins on, in words; the commonest where worlds differ."""
    row = o["nothing"]["ladder"]["shares"][0]
    places = o["nothing"]["ladder"]["places"]
    return str(places[max(range(len(row)), key=row.__getitem__)])


def window_words(o: Data) -> list[Sentence]:
    """How often there is a window for a deal at all, and for how long."""
    found = o["nothing"]
    if not found["window"]["estimate"]:
        return [("At no time is there a package that all whose consent it needs would sign.",)]
    return [
        (
            (
                "A window, that is some package which all whose consent it needs would sign at "
                "that moment, opens at some time in "
            ),
            runs_share(found["window"]),
            " of the runs; over all runs it is open for ",
            Link(months(found["open_months"], 1), WHERE),
            " on average. An agreement needs a window and open talks at the same time.",
        )
    ]


def cost_words(o: Data) -> list[Sentence]:
    """What it costs each party, in shares of its own stake."""
    costs = o["nothing"]["costs"]
    told = [
        f"{party(o, key)} {number(one['estimate'], 2)}"
        for key, one in costs.items()
        if one["estimate"] is not None
    ]
    if not told:
        return []
    return [
        (
            (
                "What it costs until it ends, each in shares of what is at stake for that party "
                "(the range from its worst to its best package), and not to be compared between "
                "parties: "
            ),
            Link(listed(told), WHERE),
            ".",
        )
    ]


def moves_meanwhile(o: Data) -> list[Sentence]:
    """How the middle run that still goes on moves, from first to last, where it moves visibly."""
    said: list[Sentence] = []
    for fan in o["fans"] or ():
        there = [
            (month, lines[2])
            for month, lines in zip(fan["months"], fan["lines"], strict=True)
            if lines is not None
        ]
        if len(there) < 2 or fan["variable"] in ("slack", "audience"):
            continue
        (_, before), (until, after) = there[0], there[-1]
        if abs(after - before) < LEAST:
            continue
        name = variable(fan["variable"])[0].lower()
        whose = "" if fan["party"] is None else f" to {party(o, fan['party'])}"
        if fan["variable"] == "support":
            whose = f" in {party(o, fan['party'])}"
        verb = "rises" if after > before else "falls"
        said.append(
            (
                f"In the middle run, {name}{whose} {verb} from ",
                Link(number(before, 2), "#m-fans"),
                " to ",
                Link(number(after, 2), "#m-fans"),
                f" by month {number(until)}.",
            )
        )
    if o["fans"] is not None and not said:
        said.append(("In the middle run nothing that was watched moves visibly.",))
    return said

"""What is not known: what rests on assumption, and what the pictures cannot tell."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import capital
from goldenbridge.report.narrative.over_time.names import QUESTIONS
from goldenbridge.report.words import HARD, Data, Link, Sentence, listed, number

__all__ = ["not_known"]


def not_known(o: Data) -> list[tuple[str, Sentence]]:
    """What a reader must know before quoting a figure: what it is about, and a sentence or two."""
    assumed = o["assumed"]
    said: list[tuple[str, Sentence]] = [
        (
            "Sizes",
            (
                f"The model has {assumed['of_the_model']:,} sizes (how fast, how strongly), ",
                "nearly all of them ranges that somebody assumed: the sources give directions ",
                "only. Of the values by which the case says how things stand and what levers ",
                f"turn, {assumed['of_the_case']:,} have no source at all; for ",
                f"{assumed['direction_sourced']:,} a source gives the direction, not the size.",
            ),
        ),
        (
            "Whether the model is right",
            (
                "No figure was fitted to this crisis. Intervals say how far another draw of ",
                "worlds could differ, and nothing of what the model leaves out.",
            ),
        ),
    ]
    even = [QUESTIONS.get(key, key) for key in o["drawn_evenly"]]
    if even:
        verb = "is" if len(even) == 1 else "are"
        said.append(
            (
                "Readings that the case is silent about",
                (
                    f"{capital(listed(even))} {verb} drawn with all readings as often. That is no ",
                    "statement of how likely they are.",
                ),
            )
        )
    gone = o["worlds"] - o["worlds_used"]
    if gone > 0:
        told = (
            f"{gone:,} of {o['worlds']:,} worlds contradict somebody's record; they are not used."
        )
        said.append(("Worlds left out", (told,)))
    said.append(
        (
            "Packages",
            (
                f"{o['packages_looked_at']:,} packages were looked at, the best in some world ",
                "under some policy. What that leaves out is worth ",
                Link(f"{number(100 * o['packages_missed'], 1)}{HARD}%", "#m-over-time"),
                " of a stake in the mean world.",
            ),
        )
    )
    widest = _widest(o)
    if widest:
        said.append(
            (
                "What makes runs differ",
                (
                    f"Shares are known to within some {number(100 * widest)} points; ",
                    "what is smaller cannot be told from nothing.",
                ),
            )
        )
    said.append(
        (
            "Who will do what",
            (
                "Policies are courses that somebody could take; whether anybody would, ",
                "or should, is not asked, and no party is foretold.",
            ),
        )
    )
    return said


def _widest(o: Data) -> float:
    """Half the widest interval of a first-order index."""
    outcomes = (o["sobol"] or {"outcomes": {}})["outcomes"]
    halves = [
        (one["interval"][1] - one["interval"][0]) / 2
        for key in ("agreement", "war")
        for one in outcomes.get(key, {"first": ()})["first"]
        if one["interval"] is not None
    ]
    return max(halves, default=0.0)

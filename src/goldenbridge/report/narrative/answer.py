"""Is there a deal, and what does that hang on: the first sentences of the report."""

from __future__ import annotations

from goldenbridge.report.narrative.decides import thing
from goldenbridge.report.words import Data, Link, Sentence, counted, percent, share

__all__ = ["answer", "assumed", "hangs_on", "headline"]

CLEAR = 0.05
"""A share must move by so much before the answer is said to hang on something."""


def headline(findings: Data) -> str:
    """The answer in a few words, by how many worlds have a deal.

    Where typed confidences decide the share, the answer is what it hangs on, and no share.

    >>> headline({"share_with_deal": {"red_lines_on": {"estimate": 0.47}}})
    'In about half of the worlds there is a deal.'
    >>> headline({"share_with_deal": {"red_lines_on": {"estimate": 0.6}}, "cautions": ["…"]})
    'Whether there is a deal hangs on which red lines are real.'
    """
    if findings.get("cautions"):
        return "Whether there is a deal hangs on which red lines are real."
    found = findings["share_with_deal"]["red_lines_on"]["estimate"]
    steps = [
        (0.0, "No deal was found in any world."),
        (0.1, "There is hardly ever a deal."),
        (0.44, "In some worlds there is a deal; in most there is none."),
        (0.56, "In about half of the worlds there is a deal."),
        (0.9, "In most worlds there is a deal."),
        (0.999999, "In nearly every world there is a deal."),
    ]
    return next(
        (text for limit, text in steps if found <= limit), "In every world there is a deal."
    )


def answer(findings: Data) -> list[Sentence]:
    """What was found, with red lines and without, and for the best single package."""
    shares, best = findings["share_with_deal"], findings["best_package"]
    on, off = shares["red_lines_on"], shares["red_lines_off"]
    meaning = (
        " of the worlds that fit the record there is at least one package that everyone whose "
        "consent it needs would rather sign than go without a deal, and that crosses no red line "
        "in force."
    )
    said: list[Sentence] = [("In ", Link(share(on), "#m-share"), meaning)]
    lost = off["estimate"] - on["estimate"]
    if lost >= CLEAR:
        said.append(
            (
                "If nobody held to a red line, it would be ",
                Link(share(off), "#m-red-lines"),
                f": red lines decide {100 * lost:.0f} points of the answer.",
            )
        )
    elif off["estimate"] < 1:
        said.append(
            (
                "Red lines decide little: without them it would be ",
                Link(share(off), "#m-red-lines"),
                ".",
            )
        )
    if best is None:
        said.append(("No single package was acceptable to all in any world.",))
    else:
        lead = (
            "But nobody knows which world is the real one. The single package that fits the most "
            "worlds would be signed by all who must sign it in "
        )
        said.append((lead, Link(share(best["joint"]), "#m-fresh"), " of fresh worlds."))
    return said


def hangs_on(findings: Data, href: dict[str, str]) -> list[Sentence]:
    """What moves the answer most when it is set by hand, and how much firmness it bears.

    Parameters
    ----------
    findings : as plain data.
    href : dotted path in the case file → link to it.
    """
    said: list[Sentence] = []
    telling = [i for i in findings["influence"] if i["spread"] >= CLEAR][:2]
    for found, lead in zip(telling, ("It hangs most on ", "Next comes "), strict=False):
        ends = sorted(found["settings"], key=lambda s: s["share"]["estimate"])
        best, worst = ends[-1], ends[0]
        said.append(
            (
                lead + ("the red line " if found["kind"] == "red_line" else ""),
                Link(_named(findings, found), href.get(found["where"], "#evidence")),
                ": with all else as it was, ",
                Link(percent(best["share"]["estimate"]), "#m-influence"),
                f" of worlds have a deal if {_if(found['kind'], best)}, and ",
                Link(percent(worst["share"]["estimate"]), "#m-influence"),
                f" if {_if(found['kind'], worst)}.",
            )
        )
    if findings["influence"] and not telling:
        said.append(
            ("No single thing moves the answer by as much as five points when it is set by hand.",)
        )
    return said


def assumed(findings: Data) -> list[Sentence]:
    """How much of the answer rests on what nobody wrote down."""
    counts = findings["assumptions"]
    every = counts["values"]
    sized = counts["assumed"] + counts["direction_sourced"]
    if not every:
        return [("Every number of this case is a plain fact of it; none is a judgement.",)]
    lead = Link(f"{sized:,} of {every:,} numbers", "#assumptions")
    outright, leaning = counts["assumed"], counts["direction_sourced"]
    text = (
        f" behind this answer have a size that the coder assumed: {outright:,} outright, "
        f"{leaning:,} with a direction that a source gives. "
    )
    known = counted(counts["sourced"], "size")
    verb = "is" if counts["sourced"] == 1 else "are"
    last = f"{known[:1].upper()}{known[1:]} {verb} in the sources."
    return [(lead, text, last if counts["sourced"] else "No size is in the sources itself.")]


def _named(findings: Data, found: Data) -> str:
    name = thing(findings, found)
    return name[:1].lower() + name[1:] if found["kind"] == "bracket" else f"“{name}”"


def _if(kind: str, setting: Data) -> str:
    """What holds at a setting, as it stands behind "if"."""
    name = _tidy(setting["name"])
    if kind == "red_line":
        return "it is always in force" if setting["setting"] == "binds" else "it never is in force"
    if kind == "bracket":
        yielding = setting["setting"] == "yielding"
        return (
            "anything better than what was refused would do"
            if yielding
            else "nothing less than the party's own offer would do"
        )
    return f"it is {name}" if kind == "swing" else f"“{name}”"


def _tidy(text: str) -> str:
    return str(text).rstrip(". ")

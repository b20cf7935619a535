"""How far the answer holds, in sentences: readings, breakpoints, what it varies with, regret."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import like, party_name, running, tidy
from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    counted,
    inside,
    listed,
    number,
    share,
)

__all__ = [
    "breakpoints_asked",
    "counted_in",
    "favourites",
    "finding_label",
    "finding_range",
    "least_regret",
    "passed_over",
    "ranked_like",
    "skipped_stages",
    "turn_words",
    "turning_first",
    "varies_with",
]

WHERE = "#m-robustness"
#: What the share of a finding counts, by the finding.
COUNTED = {
    "deal": "of worlds there is a deal",
    "deal_without_red_lines": "of worlds there is a deal if red lines are set aside",
    "best_package": "of worlds all who must sign the best package would",
    "best_beats_second": (
        "of the worlds in which only one of the two best packages is signed, it is the first"
    ),
}
#: What happens where a finding turns: its share falls under the threshold, or rises above it.
TURNED = {
    "deal": ("most worlds have no deal", "most worlds have a deal"),
    "best_package": (
        "somebody refuses the best package in most worlds",
        "the best package is signed in most worlds",
    ),
}
STAGE_NAMES = {
    "labels": "the findings under each reading",
    "pairs": "pairs of readings",
    "smaa": "who ranks which package first",
    "regret": "what is passed over by settling",
    "breakpoints": "how far a judgement may move",
    "sobol": "what the answer varies with",
}


def counted_in(finding: Data) -> Sentence:
    """What share of worlds stands behind a finding, and against which threshold."""
    what = COUNTED.get(finding["id"], "of worlds it holds")
    half = finding["threshold"] == 0.5
    text = "" if half else f" “Most” means more than {number(100 * finding['threshold'])} % here."
    return ("In ", Link(share(finding["share"]), WHERE), f" {what}.{text}")


def finding_label(bridge: Data, finding: Data) -> Sentence:
    """How firmly it holds, in a sentence; which readings turn it where it hangs on one."""
    kind = finding["kind"]
    if kind == "hinges":
        known = _readings(bridge)
        said = []
        for one in finding["hinges"]:
            above, below = (
                listed((_reading(known, one["hypothesis"], key) for key in one[side]), "or")
                for side in ("above", "below")
            )
            verb = "puts" if len(one["above"]) == 1 else "put"
            other = "puts" if len(one["below"]) == 1 else "put"
            said.append(
                f"It hinges on “{tidy(one['name'])}”: {above} {verb} the share clearly above the "
                f"threshold, {below} {other} it clearly below."
            )
        return (" ".join(said),)
    texts = {
        "knife_edge": (
            "It stands on a knife's edge: the interval contains the threshold, so another draw of "
            "worlds may say the opposite."
        ),
        "all_readings": "It holds in all readings of every hypothesis, each taken alone.",
        "balance": (
            "It holds on balance: clearly over all worlds, but not clearly under every reading."
        ),
    }
    return (texts.get(kind, f"Label: {finding['label']}."),)


def finding_range(bridge: Data, finding: Data) -> list[Sentence]:
    """The lowest and highest share under one reading, and under two at once."""
    said: list[Sentence] = []
    if finding["worst"] is None or finding["best"] is None:
        return [("No hypothesis was set by hand.",)]
    said.append(
        (
            "One reading set by hand: lowest ",
            Link(share(finding["worst"]["share"]), WHERE),
            f", where {_set(finding['worst'])}; highest ",
            Link(share(finding["best"]["share"]), WHERE),
            f", where {_set(finding['best'])}.",
        )
    )
    if finding["worst_pair"] is not None and finding["best_pair"] is not None:
        asked = f"{finding['pairs_asked']} of {bridge['robustness']['pairs_possible']} pairs asked"
        said.append(
            (
                f"Two at once ({asked}): ",
                Link(share(finding["worst_pair"]["share"]), WHERE),
                f", where {_set(finding['worst_pair'])}, to ",
                Link(share(finding["best_pair"]["share"]), WHERE),
                f", where {_set(finding['best_pair'])}.",
            )
        )
    return said


def _set(found: Data) -> str:
    return listed(f"“{tidy(one['text'])}”" for one in found["readings"])


def _readings(bridge: Data) -> dict[tuple[str, str], str]:
    """The words of the readings, as far as the findings tell them."""
    known = {}
    for finding in bridge["robustness"]["headlines"]:
        for side in ("worst", "best", "worst_pair", "best_pair"):
            for one in (finding[side] or {}).get("readings", ()):
                known[one["hypothesis"], one["reading"]] = str(one["text"])
    for q in bridge["questions"] or ():
        if q["kind"] == "hypothesis":
            for one in q["answers"]:
                if "reading" in one:
                    known[q["id"], one["reading"]] = one["answer"]
    return known


def _reading(known: dict[tuple[str, str], str], hypothesis: str, reading: str) -> str:
    text = known.get((hypothesis, reading)) or reading.replace("_", " ").replace("-", " ")
    return f"“{tidy(text)}”"


def turning_first(bridge: Data) -> list[Data]:
    """Breakpoints, the nearest first."""
    found: Sequence[Data] = bridge["robustness"]["breakpoints"]["turning"]
    return list(found)


def turn_words(bridge: Data, findings: Data, found: Data) -> Sentence:
    """How far one thing may move before which answer turns."""
    down, up, now = found["down"], found["up"], found["likeliest"]
    name = _moved(found["name"])
    turned = _turned(bridge, findings, found)
    if down == now or up == now:
        text = f"{name}: set at its likeliest value ({_amount(now)}) in every world, "
        return (text, *turned, " already.")
    ways = []
    if down is not None:
        ways.append(f"fall from {_amount(now)} to {_amount(down)}")
    if up is not None:
        ways.append(f"rise {'' if ways else f'from {_amount(now)} '}to {_amount(up)}")
    return (f"{name}: it may {' or '.join(ways)} before ", *turned, ".")


def _moved(name: str) -> str:
    text = running(tidy(name))
    for end, said in (
        (": how firm it is", "How firm {} is"),
        (": what it cares for", "What {} cares for"),
    ):
        if text.endswith(end):
            return said.format(inside(text[: -len(end)]))
    lead = "Confidence in: "
    return f"Confidence in “{text[len(lead) :]}”" if text.startswith(lead) else text


def _amount(value: float) -> str:
    return number(value, 2 if abs(value) < 10 else 0)


def _turned(bridge: Data, findings: Data, found: Data) -> Sentence:
    """What holds beyond a turn: the answer's opposite, or the package that leads there."""
    if found["finding"] == "leader":
        becomes = found.get("becomes") or {}
        numbers = {n for n in (becomes.get("down"), becomes.get("up")) if n is not None}
        said: list[Piece] = []
        for place in sorted(numbers):
            known = like(findings, bridge["robustness"]["packages"][place])
            said += [*([" or "] if said else []), *known]
        first = like(findings, bridge["robustness"]["packages"][0])
        return (*said, " is signed in clearly more worlds than ", *first)
    under, over = TURNED.get(found["finding"], ("the finding turns", "the finding turns"))
    drawn = bridge["robustness"]["breakpoints"]["as_drawn"].get(found["finding"])
    return (under if drawn is None or drawn > 0.5 else over,)


def breakpoints_asked(bridge: Data) -> list[Sentence]:
    """How many things were moved, and how many of them turn anything."""
    found = bridge["robustness"]["breakpoints"]
    turning = {one["where"] for one in found["turning"]}
    every = turning | {one["where"] for one in found["none_within_range"]}
    said: list[Sentence] = [
        (
            (
                f"{_capital(counted(len(every), 'thing was', 'things were'))} moved through the "
                "whole range that the case allows, one at a time with all else as drawn; "
                f"{counted(len(turning), 'turns', 'turn')} one of three answers: whether most "
                "worlds have a deal, whether most see the best package signed, and which package "
                "is the best."
            ),
        )
    ]
    left = found["judgements"] - found["judgements_asked"]
    if left <= 0:
        text = "They are every confidence in a red line, every weight of a reading and every"
        said.append((f"{text} party's firmness.",))
    else:
        said.append(
            (
                (
                    "They are every confidence in a red line, every weight of a reading, every "
                    f"party's firmness, and {found['judgements_asked']} of {found['judgements']} "
                    "other judgements, those that go along most with an answer. "
                    f"{_capital(counted(left, 'judgement was', 'judgements were'))} not moved by "
                    "hand, which proves nothing about them."
                ),
            )
        )
    return said


def varies_with(bridge: Data) -> list[Sentence]:
    """What whether there is a deal varies with most, alone and together with other things."""
    found = bridge["robustness"]["sobol"]
    output = found["outputs"].get("deal") or {}
    rows = [
        (total, first or 0.0, ends, group)
        for total, first, ends, group in zip(
            output.get("total", ()),
            output.get("first", ()),
            output.get("total_interval", ()),
            found["groups"],
            strict=False,
        )
        if total is not None
    ]
    rows.sort(key=lambda row: -row[0])
    if not rows or rows[0][0] <= 0:
        return [("Whether there is a deal is the same in all worlds, so it varies with nothing.",)]
    said: list[Sentence] = []
    for place, (total, first, ends, group) in enumerate(rows[:2]):
        if place and total < 0.05:
            break
        whole = f"{number(100 * total)} %"
        sampled = f" ({number(100 * ends[0])} to {number(100 * ends[1])} %)" if ends else ""
        alone = f"{number(100 * max(first, 0))} %"
        lead = "Whether there is a deal varies most with" if not place else "Next comes"
        rest = " of the differences between worlds, and" if not place else ", and"
        said.append(
            (
                f"{lead} {_group(group)}: it has a part in ",
                Link(whole + sampled, WHERE),
                f"{rest} ",
                Link(alone, WHERE),
                " are its doing alone.",
            )
        )
    said.append(
        (
            (
                "What lies between the two acts only together with other things, and is counted "
                "with each of them, so the bars do not add up."
            ),
        )
    )
    return said


def _group(group: Data) -> str:
    name = running(tidy(group["name"]))
    if group["kind"] == "hypothesis":
        names = name.split(" with ")
        if len(names) == len(group["id"].split("+")) > 1:
            told = listed(f"“{one}”" for one in names)
            return f"the readings of {told}, which go together"
        return f"the reading of “{name}”"
    told = _moved(name)
    return told[:1].lower() + told[1:]


def ranked_like(bridge: Data, findings: Data, row: Data) -> Sentence:
    """A package that was ranked, by its likeness to those in the report."""
    return like(findings, bridge["robustness"]["packages"][row["package"]])


def favourites(bridge: Data, findings: Data) -> list[Sentence]:
    """Which package each party likes best most often, beside the one all sign most often."""
    rows = bridge["robustness"]["smaa"]["packages"]
    if len(rows) < 2:
        return [("There is one package only, so there is nothing to rank.",)]
    joint = max(rows, key=lambda row: row["joint"]["estimate"])
    same: list[str] = []
    other: list[str] = []
    for party in joint["parties"]:
        best = max(rows, key=lambda row: row["parties"][party]["first"]["estimate"])
        (same if best is joint else other).append(party_name(bridge, party))
    said: list[Sentence] = [
        (
            "Of the packages compared, the one that all would sign most often, in ",
            Link(share(joint["joint"]), WHERE),
            " of worlds, is ",
            *ranked_like(bridge, findings, joint),
            ".",
        )
    ]
    if same:
        said.append((f"For {listed(same)} it is the best more often than any other is.",))
    if other:
        text = f"For {listed(other)} another one is more often the best"
        said.append((f"{text}: what all can sign need not be everybody's favourite.",))
    return said


def passed_over(bridge: Data, findings: Data) -> list[Sentence]:
    """How often settling on the best package passes over a deal there would have been."""
    rows = bridge["robustness"]["regret"]["packages"]
    if not rows:
        return []
    return [
        (
            "To settle on ",
            *ranked_like(bridge, findings, rows[0]),
            " is to pass over a deal in ",
            Link(share(rows[0]["missed"]), WHERE),
            " of worlds: all would have signed something there, but not this.",
        )
    ]


def least_regret(bridge: Data, findings: Data) -> list[Sentence]:
    """Which package keeps the worst disappointment of any party smallest."""
    found = bridge["robustness"]["regret"]
    count = len(found["packages"])
    if count < 2:
        return []
    worst, nine = found["minimax"]["all"], found["minimax"]["all_nine_tenths"]
    said: list[Sentence] = []
    if len(worst) == count:
        said.append(("By the worst that any party could miss, the packages are all alike.",))
    else:
        said.append(
            (
                "The worst that any party could miss is smallest with ",
                *_several(bridge, findings, worst),
                ".",
            )
        )
    if 0 < len(nine) < count:
        said.append(
            (
                "Leaving out each party's worst tenth of worlds, it is smallest with ",
                *_several(bridge, findings, nine),
                ".",
            )
        )
    return said


def _several(bridge: Data, findings: Data, numbers: Sequence[int]) -> Sentence:
    said: list[Piece] = []
    for place in numbers:
        known = like(findings, bridge["robustness"]["packages"][place])
        said += [*([" or "] if said else []), *known]
    return tuple(said)


def skipped_stages(bridge: Data) -> list[Sentence]:
    """What was not finished, because the run was stopped."""
    left = [STAGE_NAMES.get(key, key) for key in bridge["robustness"]["left_out"]]
    return [(f"The run was stopped before this was finished: {listed(left)}.",)] if left else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

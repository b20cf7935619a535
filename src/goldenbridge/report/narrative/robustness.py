"""How far the answer holds, in sentences: what each finding is under rival readings."""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import (
    few_worlds,
    tidy,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Sentence,
    listed,
    number,
    share,
)

__all__ = [
    "counted_in",
    "finding_label",
    "finding_range",
    "skipped_stages",
]

WHERE = "#m-robustness"
#: What the share of a finding counts, by the finding.
COUNTED = {
    "deal": "of worlds there is a deal",
    "deal_without_red_lines": "of worlds there is a deal if red lines are set aside",
    "best_package": "of worlds all who must sign the best package would do so",
    "best_beats_second": (
        "of the worlds in which only one of the two best packages is signed, it is the first"
    ),
}
#: What the stages of this part are called.
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
    low, high = _extreme(finding["worst"]), _extreme(finding["best"])
    said.append(("One reading set by hand: lowest ", *low, "; highest ", *high, "."))
    if finding["worst_pair"] is not None and finding["best_pair"] is not None:
        asked = f"{finding['pairs_asked']} of {bridge['robustness']['pairs_possible']} pairs asked"
        low, high = _extreme(finding["worst_pair"]), _extreme(finding["best_pair"])
        said.append((f"Two at once ({asked}): ", *low, ", to ", *high, "."))
    return said


def _extreme(found: Data) -> Sentence:
    """A share under readings set by hand, and which; how many worlds, where they are few."""
    texts = listed(f"“{tidy(one['text'])}”" for one in found["readings"])
    if not found["share"]["worlds"]:
        return (f"where {texts}, as no world raises the question there",)
    return (Link(share(found["share"]), WHERE), f"{few_worlds(found['share'])}, where {texts}")


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


def skipped_stages(bridge: Data) -> list[Sentence]:
    """What was not finished, because the run was stopped."""
    left = [STAGE_NAMES.get(key, key) for key in bridge["robustness"]["left_out"]]
    return [(f"The run was stopped before this was finished: {listed(left)}.",)] if left else []

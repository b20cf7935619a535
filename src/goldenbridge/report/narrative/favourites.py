"""Whose favourite a package is, and what settling on it passes over, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.report.narrative.amounts import (
    like,
    party_name,
)
from goldenbridge.report.words import (
    Data,
    Link,
    Piece,
    Sentence,
    listed,
    share,
)

__all__ = [
    "favourites",
    "least_regret",
    "passed_over",
    "ranked_like",
]

WHERE = "#m-robustness"


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
    if len(worst) == count:
        text = "By the worst that any party could miss, the packages are all alike"
        pieces: list[Piece] = [text]
    else:
        text = "The worst that any party could miss is smallest with "
        pieces = [text, *_several(bridge, findings, worst)]
    if nine == worst:
        pieces.append(", and so it is without each party's worst tenth of worlds.")
    elif 0 < len(nine) < count:
        without = "; without each party's worst tenth of worlds it is smallest with "
        pieces += [without, *_several(bridge, findings, nine), "."]
    else:
        pieces.append(".")
    said: list[Sentence] = [tuple(pieces)]
    return said


def _several(bridge: Data, findings: Data, numbers: Sequence[int]) -> Sentence:
    said: list[Piece] = []
    for place in numbers:
        known = like(findings, bridge["robustness"]["packages"][place])
        said += [*([" or "] if said else []), *known]
    return tuple(said)

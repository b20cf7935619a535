"""How snapshots differ, and how the actual agreement compares."""

from __future__ import annotations

from typing import Any

from goldenbridge.report.narrative.packages import moves
from goldenbridge.report.narrative.why_not import member_name
from goldenbridge.report.words import Data, Link, Sentence, counted, inside, listed, share

__all__ = ["agreed", "differences", "leading_conflict", "summary"]


def summary(findings: Data) -> dict[str, Any]:
    """The few numbers of one snapshot that stand beside the others; small enough to embed."""
    best = findings["best_package"]
    sets = findings["conflict_sets"]
    moved = moves(findings, best["options"])[0] if best else []
    return {
        "snapshot": findings["snapshot"],
        "title": findings["snapshot_title"],
        "worlds_used": findings["worlds_used"],
        "share_with_deal": findings["share_with_deal"],
        "u_star": {k: findings["u_star"][k] for k in ("estimate", "range")},
        "best": None
        if best is None
        else {
            "joint": best["joint"],
            "needs": [inside(findings["parties"][p]["name"]) for p in best["needs"]],
            "moves": {m.name: m.option for m in moved},
        },
        "conflict": None
        if not sets
        else {
            "members": [member_name(findings, m) for m in sets[0]["members"]],
            "share": sets[0]["share"],
        },
        "red_lines_alone": findings["red_lines_alone"],
        "typed": bool(findings.get("cautions")),
        "assumptions": {k: findings["assumptions"][k] for k in ("values", "assumed", "sourced")},
    }


def leading_conflict(row: Data) -> str:
    """The commonest conflict of a snapshot, in words."""
    found = row["conflict"]
    return "None" if found is None else "; ".join(found["members"])


def differences(rows: list[Data]) -> list[Sentence]:
    """The largest step between two snapshots, and which moves all best packages share."""
    said: list[Sentence] = []
    ordered = sorted(rows, key=lambda r: r["share_with_deal"]["red_lines_on"]["estimate"])
    low, high = ordered[0], ordered[-1]
    on = [r["share_with_deal"]["red_lines_on"] for r in (high, low)]
    if on[0]["interval"][0] > on[1]["interval"][1]:
        said.append(
            (
                "The share of worlds with a deal is highest at ",
                f"{high['title']}, ",
                Link(share(on[0]), "#m-share"),
                f", and lowest at {low['title']}, ",
                Link(share(on[1]), "#m-share"),
                ".",
            )
        )
    else:
        said.append(("The snapshots differ by no more than sampling alone would explain.",))
    typed = [inside(r["title"]) for r in rows if r.get("typed")]
    if typed:
        at = "At every snapshot" if len(typed) == len(rows) else f"At {listed(typed)}"
        said.append(
            (
                (
                    f"{at} the share is little more than confidences typed in for red lines: "
                    "compare which red lines collide, not the shares."
                ),
            )
        )
    packages = [set(r["best"]["moves"].items()) for r in rows if r["best"]]
    common = set.intersection(*packages) if packages else set()
    if len(packages) > 1 and common:
        text = "; ".join(f"{k}: {v}" for k, v in sorted(common))
        said.append((f"The best packages of all snapshots have in common: {text}.",))
    elif len(packages) > 1:
        said.append(("The best packages of the snapshots have no move in common.",))
    return said


def agreed(findings: Data) -> list[Sentence]:
    """Whether the case would have found the agreement that was made."""
    found = findings["agreement"]
    if found.get("joint") is None:
        return [(str(found.get("status") or "It cannot be told from this case."),)]
    said: list[Sentence] = [
        (
            (
                "Measured on worlds coded only from what was known before, all who had to consent "
                "would have signed the actual agreement in "
            ),
            Link(share(found["joint"]), "#m-fresh"),
            " of them.",
        )
    ]
    said.append(
        (
            "In the central world no package of the frontier is better for every party."
            if found["on_frontier"]
            else "In the central world there are packages that are better for every party.",
        )
    )
    if found["differs_from_best"]:
        names = [findings["issues"][k]["name"] for k in found["differs_from_best"]]
        count = counted(len(names), "issue")
        said.append(
            (f"It differs from the most widely acceptable package on {count}: {listed(names)}.",)
        )
    else:
        said.append(("It is the most widely acceptable package.",))
    return said

"""What would open a deal, at whose cost, and what nobody can know: in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.report.narrative.levers import cost_words, lever_links
from goldenbridge.report.words import Data, Link, Sentence, counted, number, share

__all__ = [
    "at_knee",
    "best_point",
    "curve_rows",
    "opens",
    "package_changes",
    "point_share",
    "price",
    "proved",
]


def point_share(point: Data, key: str = "share") -> Data:
    """The share of a point on the curve, as shares are told elsewhere."""
    interval = point["interval" if key == "share" else "interval_any"]
    return {"estimate": point[key], "interval": interval, "worlds": point["worlds"]}


def at_knee(b: Data) -> Data:
    """The set of levers where more cost begins to buy less."""
    found: Data = b["curve"][b["curve_about"]["knee"]]
    return found


def best_point(b: Data) -> Data:
    """The listed set with which one announced package is signed in the most worlds."""
    found: Data = max(b["curve"], key=lambda p: (p["share"], -p["cost"]))
    return found


def opens(b: Data, href: Mapping[str, str]) -> list[Sentence]:
    """How far the levers carry, from none to the most, and where to start talking."""
    first, knee, best = b["curve"][0], at_knee(b), best_point(b)
    said: list[Sentence] = [
        (
            (
                "Without any lever, the one package that fits the most worlds would be signed by "
                "all who must sign it in "
            ),
            Link(share(point_share(first)), "#m-lever-curve"),
            " of fresh worlds.",
        )
    ]
    if not best["levers"]:
        said.append(
            (
                "No set of the levers in this case raises that share."
                if b["curve_about"]["levers"]
                else "The case names no lever that changes anything at this snapshot.",
            )
        )
        return said
    said.append(
        (
            "With ",
            *lever_links(b["levers"], list(knee["levers"]), href),
            " it would be ",
            Link(share(point_share(knee)), "#m-lever-curve"),
            (
                f", at an expected cost of {number(knee['cost'], 1)} points "
                f"({cost_words(b, knee['costs'])}). From here on more cost buys less: the set is a "
                "place to start talking from, not advice."
            ),
        )
    )
    if best is not knee:
        said.append(
            (
                "The most that was found is ",
                Link(share(point_share(best)), "#m-lever-curve"),
                (
                    f", with {counted(len(best['levers']), 'lever')} and "
                    f"{number(best['cost'], 1)} points."
                ),
            )
        )
    return said


def price(b: Data) -> list[Sentence]:
    """What nobody knowing which world is the real one costs."""
    first, knee = b["curve"][0], at_knee(b)
    said: list[Sentence] = [
        (
            (
                "The second line asks something easier: in how many worlds some package would be "
                "signed, if one knew which world it is. Without levers that is "
            ),
            Link(share(point_share(first, "share_any")), "#m-not-knowing"),
            (
                f", {number(100 * first['price_of_not_knowing'], 1)} points more than one "
                "announced package reaches."
            ),
        )
    ]
    if knee["levers"]:
        said.append(
            (
                "With the set above it is ",
                Link(share(point_share(knee, "share_any")), "#m-not-knowing"),
                f", {number(100 * knee['price_of_not_knowing'], 1)} points more.",
            )
        )
    said.append(
        (
            (
                "That gap is the price of not knowing: a package is there, but nobody can tell "
                "which one. Levers may widen or narrow the gap; only finding out closes it."
            ),
        )
    )
    return said


def proved(b: Data) -> str:
    """How sure it is that nothing as cheap does better."""
    about = b["curve_about"]
    sets = counted(about["sets"], "set")
    where = f"on the {about['chosen_on']:,} worlds on which sets and packages were chosen"
    if about["proved"]:
        text = f"Of all {sets} of levers, none as cheap does better {where}; this was proved."
    else:
        gap = max((p["gap"] for p in b["curve"]), default=0.0)
        text = (
            f"{sets.capitalize()} of levers were searched, not all to the end: {where}, a set as "
            f"cheap might reach up to {number(100 * gap, 1)} points more than a listed one."
        )
    if about["left_out"]:
        text += (
            f" Only the {about['most']} levers that move most were told apart; "
            f"{counted(len(about['left_out']), 'other')} were left out."
        )
    return (
        f"{text} Shares are measured on fresh worlds, so a dearer set may come out a little lower. "
        f"A set is listed where it raises a share by at least {number(100 * about['step'])} "
        f"{'point' if about['step'] == 0.01 else 'points'}."
    )


def curve_rows(b: Data, key: str = "share") -> list[Data]:
    """The points of one of the two curves, cheapest first."""
    return [p for p in b["curve"] if key in p["best_for"]]


def package_changes(f: Data, now: Data | None, before: Data | None) -> list[str]:
    """How a package differs from another, issue by issue, in words."""
    if now is None or before is None:
        return []
    issues = f["issues"]
    return [
        f"{issues[k]['name']}: {issues[k]['options'][now[k]]}, not {issues[k]['options'][v]}"
        for k, v in before.items()
        if k in now and now[k] != v
    ]

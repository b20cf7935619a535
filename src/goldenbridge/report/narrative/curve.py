"""What would open a deal, at whose cost, and what nobody can know: in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.report.narrative.levers import cost_words, lever_links
from goldenbridge.report.words import Data, Link, Piece, Sentence, counted, listed, number, share

__all__ = [
    "at_knee",
    "at_knee_holds",
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
    sets, among = counted(about["sets"], "set"), about["proved_among"]
    where = f"on the {about['chosen_on']:,} worlds on which sets and packages were chosen"
    gap = number(100 * max((p["gap"] for p in b["curve"]), default=0.0), 1)
    if about["proved"] and len(among) == len(about["levers"]):
        text = f"Of all {sets} of levers, none as cheap does better {where}; this was proved."
    elif about["proved"]:
        text = (
            f"Of all sets of the {counted(len(among), 'lever')} used most, none as cheap does "
            f"better {where}; this was proved. With the others, {sets} in all, one as cheap might "
            f"reach up to {gap} points more."
        )
    else:
        text = (
            f"{sets.capitalize()} of levers were searched, not all to the end: {where}, one as "
            f"cheap might reach up to {gap} points more than a listed one."
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


#: How firmly a finding holds, by the kind of its label.
FIRM = {
    "knife_edge": "That stands on a knife's edge: another draw of worlds may say the opposite.",
    "all_readings": "That holds in every reading of every hypothesis, each set by hand alone.",
    "balance": "That holds on balance: over all worlds, not clearly in every reading.",
}


def at_knee_holds(b: Data, href: Mapping[str, str]) -> list[Sentence]:
    """Whether most worlds sign at the knee, how firmly, and in which readings most and least."""
    found = b["curve_about"]["finding"]
    if found is None:
        return []
    said: list[Sentence] = [(str(found["finding"]),)]
    if found["kind"] == "hinges":
        pieces: list[Piece] = ["That hinges on "]
        for place, one in enumerate(found["hinges"]):
            pieces += [
                " and on " if place else "",
                Link(f"“{_tidy(one['name'])}”", href[f"hypotheses.{one['hypothesis']}"]),
            ]
        said.append((*pieces, "."))
    else:
        said.append((FIRM.get(found["kind"], f"Label: {found['label']}."),))
    low, high = found["worst"], found["best"]
    if low is not None and high is not None:
        said.append(
            (
                "Of the readings set by hand one at a time, the share is lowest, ",
                *_where(low),
                ", and highest, ",
                *_where(high),
                ".",
            )
        )
    return said


def _where(found: Data) -> Sentence:
    texts = listed(f"“{_tidy(one['text'])}”" for one in found["readings"])
    return (Link(share(found["share"]), "#m-knee-holds"), f", where {texts}")


def _tidy(text: object) -> str:
    return str(text).rstrip(". ")


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

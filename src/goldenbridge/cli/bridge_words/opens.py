"""What would open a deal, and in which order: curve, levers, sticks and steps in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenbridge.cli.bridge_words.told import Told, change
from goldenbridge.cli.tables import row, table

__all__ = ["curve", "levers", "pressure", "steps"]

#: Points of the curve that are shown.
POINTS = 8


def _interval(found: Mapping[str, Any], of: str = "") -> dict[str, Any]:
    """A share of a point of the curve, in the form of every other share."""
    return {
        "estimate": found[f"share{of}"],
        "interval": found[f"interval{of}"],
        "worlds": found["worlds"],
    }


def curve(told: Told) -> None:
    """How far the levers carry, at which cost."""
    from goldenbridge.report.words import counted, number, share

    points, about = told.found["curve"], told.found["curve_about"]
    told.head("Cost against share")
    first, knee = points[0], points[about["knee"]]
    told.say(
        f"Without levers one announced package is signed by all in {share(_interval(first))} of "
        f"worlds; if each world were known, some package in {share(_interval(first, '_any'))}."
    )
    if not about["levers"] and not about["idle"]:
        told.say("The case has no levers here, so there is nothing to pull.")
        return
    if not any(p["share"] or p["share_any"] for p in points):
        told.say("No package is signed in any world, with whatever levers.")
    elif not knee["levers"]:
        told.say("No set of levers is seen to raise the share of one announced package.")
    else:
        paid = "; ".join(f"{told.party(k)} {number(v, 1)}" for k, v in knee["costs"].items())
        told.say(
            f"At the knee of the curve, marked *, it is {share(_interval(knee))}, for "
            f"{number(knee['cost'])} points ({paid})."
        )
        _package(told, knee["package"])
        if about["finding"] is not None:
            told.say(f"{about['finding']['finding']} ({about['finding']['label']})")
    if len(points) > 1:
        _points(told, points, about["knee"])
    _proved(told)
    for key, what in (("idle", "change nothing here"), ("left_out", "were too many to search")):
        if about[key]:
            told.say(f"{counted(len(about[key]), 'lever')} {what}: {told.named(about[key])}.")
    told.say("Points of different parties are added one to one: see who pays before you compare.")


def _proved(told: Told) -> None:
    """Over which sets of levers nothing as cheap does better, and whether that is proved."""
    from goldenbridge.report.words import counted, percent

    points, about = told.found["curve"], told.found["curve_about"]
    if not about["proved"]:
        gap = max(p["gap"] for p in points)
        told.say(f"Not proved: a set as cheap may reach up to {percent(gap)} of worlds more.")
        return
    among, rest = about["proved_among"], len(about["levers"]) - len(about["proved_among"])
    used = f" of the {len(among)} levers used most" if rest else " of levers"
    told.say(
        f"Of all {2 ** len(among):,} sets{used} none as cheap does better on the "
        f"{about['chosen_on']:,} worlds on which these were chosen: proved. The shares are of "
        "fresh worlds."
    )
    if rest:
        what = "is" if rest == 1 else "are"
        told.say(f"{counted(rest, 'lever')} more {what} outside this proof.".capitalize())


def _package(told: Told, package: dict[str, str] | None) -> None:
    from goldenbridge.report.narrative import describe

    if package is not None:
        told.say(f"The package: {describe(told.found, package)}.")


def _points(told: Told, points: list[dict[str, Any]], knee: int) -> None:
    """The mediator's points: the first, the knee, the last, and some between."""
    from goldenbridge.report.words import counted, number, share

    every = [n for n, p in enumerate(points) if "share" in p["best_for"]]
    shown = every
    if "curve" not in told.asked and len(every) > POINTS:
        step = (len(every) - 1) / (POINTS - 2)
        shown = sorted({every[round(k * step)] for k in range(POINTS - 1)} | {knee})
    made = table(
        "", ("cost", True), ("one package", True), ("some package", True), ("levers", False)
    )
    for n in shown:
        p = points[n]
        row(
            made,
            f"{'* ' if n == knee else ''}{number(p['cost'])}",
            share(_interval(p)),
            share(_interval(p, "_any")),
            told.named(p["levers"]) or "none",
        )
    told.console.print(made)
    more = len(points) - len(shown)
    if more:
        told.say(f"{counted(more, 'point')} of the curves not shown: --json has all.".capitalize())


def levers(told: Told) -> None:
    """What each lever changes by itself."""
    from goldenbridge.report.words import number

    levers = told.found["levers"]
    measured = {k: v for k, v in levers.items() if v["share"] is not None}
    if not measured:
        return
    told.head("Each lever by itself")
    told.say("What it changes in the share of one announced package, in per cent of the worlds.")
    ranked = sorted(measured, key=lambda k: -measured[k]["share"]["change"])
    made = table("", ("change", True), ("cost", True), ("lever, and whose it is", False))
    for key in told.few("levers", ranked):
        one = measured[key]
        row(
            made,
            change(one["share"]["change"], one["share"]["change_interval"]),
            number(sum(one["costs"].values())),
            f"{one['name']} ({one['holder_name']})",
        )
    told.console.print(made)
    told.rest("levers", ranked, "lever")


def pressure(told: Told) -> None:
    """Each side's sticks, alone and with a way out; in short, all of a holder's together."""
    from goldenbridge.report.words import inside, share

    comparisons = told.found["pressure"]["comparisons"]
    without = told.found["pressure"]["without_way_out"]
    if not comparisons and not without:
        return
    told.head("Sticks only, or with a way out")
    if "pressure" not in told.asked:  # of each holder, all sticks together
        comparisons = list({one["holder"]: one for one in comparisons}.values())
    for one in comparisons:
        whose = "everybody" if one["holder"] is None else inside(told.party(one["holder"]))
        text = (
            f"Sticks of {whose} ({told.named(one['sticks'])}): one package is signed in "
            f"{share(one['sticks_only']['share'])} of worlds, against "
            f"{share(one['nothing']['share'])} without."
        )
        terms = one["with_way_out"]
        if terms is not None:
            moved = terms["share_change"]
            text += (
                f" With a way out stated ({told.named(one['ways_out'])}): "
                f"{share(terms['share'])}, {change(moved['estimate'], moved['interval'])} over "
                "sticks only"
            )
            alone = one["way_out_alone"]
            text += f"; the way out alone: {share(alone['share'])}." if alone else "."
        told.say(text, indent=2)
    if without:
        told.say(f"Without any way out: {told.named(without)}.", indent=2)


def steps(told: Told) -> None:
    """The order of steps, the guarantee and the patience it needs."""
    from goldenbridge.report.words import number

    plan, steps = told.found["plan"], told.found["steps"]
    told.head("Steps")
    if plan is None:
        told.say("There is no package to carry out.")
        return
    levers = told.named(plan["levers"])
    told.say(f"To carry out the package{' with these levers: ' + levers if levers else ''}.")
    if "curve" not in told.found or told.found["curve"] is None:
        _package(told, plan["package"])
    told.say(plan["text"])
    for step in told.few("steps", steps):
        told.say(step["text"], indent=2)
    told.rest("steps", steps, "step")
    named = plan["parties"]
    guarantees = plan.get("guarantees")
    if guarantees and any(guarantees["posted"].values()):
        posted = (f"{named[k]} {number(v, 1)}" for k, v in guarantees["posted"].items() if v)
        told.say(f"Guarantees that the case has: {'; '.join(posted)} points.")
    if guarantees and not guarantees["total_added"] and plan["status"] == "holds":
        told.say("No further guarantee is needed.")
    least = [
        f"{named[k]} {number(v['least'], 2)} (thought {number(v['thought'][0], 2)} to "
        f"{number(v['thought'][-1], 2)})"
        for k, v in (plan.get("patience") or {}).items()
        if v["least"] is not None
    ]
    if least:
        told.say(
            f"It needs patience (what a point next {plan['period']} is worth now) of at least: "
            f"{'; '.join(least)}."
        )

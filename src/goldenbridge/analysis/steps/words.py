"""The steps of a plan in words a negotiator would use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenbridge.analysis.steps.agreed import Act, Agreed
from goldenbridge.analysis.steps.rounding import ALLOWED
from goldenbridge.analysis.steps.schedule import Schedule
from goldenbridge.analysis.steps.unravel import Breach

if TYPE_CHECKING:
    from goldenbridge.analysis.steps.plan import StepPlan

__all__ = ["CONVENTIONS", "LEAST", "amount", "breach_words", "sizes", "summary"]

#: A step below this share is not told: it is rounding, or nothing anyone would notice.
LEAST = 0.005

ROUND = {0.1: "tenths", 0.05: "twentieths"}

#: How steps are counted, for whoever reads a plan; the whole model stands in ``exchange``.
CONVENTIONS = (
    "A worth is that of having a thing for good; having it for a while is worth so much less.",
    (
        "Having part of an act done is worth that part of it; what several issues are worth "
        "together is spread evenly over them."
    ),
    (
        "Who breaks off takes no further step, takes back what it can of what cost it, and keeps "
        "what the others cannot take back."
    ),
    (
        "Until they notice, the others go on with their own steps; then all of them stop and take "
        "back what they can."
    ),
    "After a snapback everything resumes at the plan's own dates; without one, never.",
    (
        "What no deal is worth beyond today's state is open to a party as far as the deal can be "
        "undone."
    ),
    (
        "A guarantee is forfeited when the breach is noticed, stands as long as the deal does, and "
        "costs nothing to post."
    ),
    (
        "Red lines are not looked at here: they say whether a package is signed, not whether it is "
        "kept."
    ),
)


def sizes(schedule: Schedule) -> str:
    """What was done so that the sizes of steps can be said in a meeting."""
    bound = (
        f"{ALLOWED * 100:g} % of the largest worth of an act, or none where the steps hold by "
        "themselves"
    )
    if schedule.rounded_to is None:
        return (
            "Sizes are those found to need the least guarantee: none that was tried in tenths or "
            f"twentieths kept what orders the acts and needed at most so much more: {bound}."
        )
    return (
        f"Sizes are rounded to {ROUND[schedule.rounded_to]}. The guarantee is that of the rounded "
        f"steps, {schedule.above:.1f} points above the least found; put up with was {bound}."
    )


def summary(plan: StepPlan) -> str:
    """The answer in a few sentences: at the values the steps were made for, and over worlds."""
    return _answer(plan) + _over_worlds(plan)


def _over_worlds(plan: StepPlan) -> str:
    """How often it is so; what holds for one set of values may hold in few worlds."""
    if plan.tested is None or plan.status == "not begun":
        return ""
    made = {
        "signed": "the mean of the worlds in which all would sign",
        "likeliest": "every value at its likeliest",
    }
    return (
        f" So it is for {made[plan.values]}. Tried world by world, all begin and nobody gains by "
        f"breaking off in {plan.tested.holds} of worlds, and in {plan.tested.kept} of those in "
        "which all begin."
    )


def _answer(plan: StepPlan) -> str:
    found, schedule = plan.agreed, plan.schedule
    if plan.status == "nothing to order":
        return "The package asks no act of anybody who must agree, so there is nothing to order."
    if plan.status == "out of time" or schedule is None:
        return "What the package asks cannot be done in the time there is, in any order tried."
    name = found.frame.snapshot.name
    if plan.status == "not begun":
        short = [
            f"{name(p)} ({schedule.short[n]:.1f} points short)"
            for n, p in enumerate(found.parties)
            if schedule.short[n] > 0
        ]
        return (
            "Somebody would rather not begin, in whatever steps: " + ", ".join(short) + ". "
            "For them what the package brings comes too late, or is too little."
        )
    if plan.status == "holds":
        return "There are steps in which nobody gains by breaking off at any point."
    added = [
        f"{name(p)} {schedule.added[n]:.1f}"
        for n, p in enumerate(found.parties)
        if schedule.added[n] > 0
    ]
    where = ""
    if plan.without is not None and plan.without.chain:
        end, start = plan.without.chain[0], plan.without.chain[-1]
        where = f" Without it, {breach_words(found, end)}"
        where += "." if end == start else f"; that seen coming, {breach_words(found, start)}."
    what, more = "cheapest guarantee", ""
    if schedule.rounded_to is not None and schedule.above > 0:
        what = "guarantee"
        more = (
            f" Sizes are rounded to {ROUND[schedule.rounded_to]}; to the last hundredth they would "
            f"need {schedule.above:.1f} points less."
        )
    return (
        f"No steps hold by themselves. The {what} added, in points of whoever posts "
        f"it: {', '.join(added)}.{more}{where}"
    )


def amount(found: Agreed, act: Act, before: float, now: float) -> str:
    """How much of an act a step does.

    The words count shares done: "half of it", "the rest".
    """
    issue = found.frame.snapshot.body.issues[act.issue]
    what = f"{issue.name}: {issue.options[act.option].name}"
    if before < LEAST and now > 1 - LEAST:
        return f"“{what}”" + (" into escrow" if act.doing.escrow else "")
    if now > 1 - LEAST:
        return f"the rest of “{what}”"
    if before < LEAST:
        return f"{now:.0%} of “{what}”".replace("%", " %")
    return f"“{what}” from {before:.0%} to {now:.0%}".replace("%", " %")


def breach_words(found: Agreed, breach: Breach) -> str:
    """Who would leave when.

    After the last step everything is done, and leaving means stopping and taking back.
    """
    steps, name = (
        found.frame.snapshot.body.steps,
        found.frame.snapshot.name(found.parties[breach.party]),
    )
    if breach.point > steps.periods:
        return f"{name} would break off once all is done, better off by {breach.gain:.1f} points"
    return (
        f"{name} would break off in {steps.period} {breach.point}, "
        f"better off by {breach.gain:.1f} points"
    )

"""What to find out first, how firmly it holds, and who stands in the way: in words."""

from __future__ import annotations

from goldenbridge.cli.bridge_words.told import Told, change
from goldenbridge.cli.tables import row, table

__all__ = ["coalitions", "offers", "perception", "questions", "robustness"]


def questions(told: Told) -> None:
    """The most valuable questions, each with what its answer would be worth."""
    from goldenbridge.report.words import percent

    questions, about = told.found["questions"], told.found["information"]
    told.head("What to find out first")
    seen = [q for q in questions if q["visible"]]
    most = about["evpi"]
    told.say(
        "Were everything known beforehand, the share of one announced package would change by "
        f"{change(most['estimate'], most['interval'])} of the worlds; no question is worth more."
    )
    if not seen:
        luck = f": nothing below {percent(about['floor'])} can be told from luck"
        told.say(
            f"No single question is seen to be worth anything in {about['worlds']:,} worlds"
            f"{luck if about['floor'] > 0 else ''}."
        )
        return
    made = table("", ("worth", True), ("question", False))
    for q in told.few("questions", seen):
        verdict = f" {q['verdict']}" if "questions" in told.asked else ""
        row(made, change(q["value"]["estimate"], q["value"]["interval"]), q["words"] + verdict)
    told.console.print(made)
    told.rest("questions", seen, "question")


def robustness(told: Told) -> None:
    """Each finding with its label."""
    from goldenbridge.report.words import share

    told.head("How firmly it holds")
    made = table("", ("share", True), ("label", False), ("finding", False))
    for one in told.found["robustness"]["headlines"]:
        said = one["share"]
        if not one["holds"] and one["kind"] != "knife_edge":  # what is told is the opposite
            low, high = said["interval"]
            said = {"estimate": 1 - said["estimate"], "interval": [1 - high, 1 - low]}
        row(made, share(said), one["label"], one["finding"])
    told.console.print(made)


def coalitions(told: Told) -> None:
    """Who blocks where there is no deal, and whether who must ratify would."""
    from goldenbridge.report.words import listed, share

    found = told.found["coalitions"]
    told.head("Who blocks, and who ratifies")
    blocking = found["blocking"]
    if blocking and blocking["minimal"]:
        told.say(
            f"In the {blocking['worlds_without_deal']:,} worlds without a deal there would be one, "
            "were these set aside, and no fewer of them:"
        )
        for one in told.few("coalitions", blocking["minimal"]):
            who = listed(m["name"] for m in one["members"])
            told.say(f"{who}: {share(one['share'])} of those worlds.", indent=2)
    elif blocking:
        told.say("There is no world without a deal in which setting a few parties aside opens one.")
    ratification = found["ratification"]
    if ratification and ratification["constituencies"]:
        told.say(f"Of the worlds with a deal, {share(ratification['of_those'])} have one that all "
                 "who ratify would ratify.")  # fmt: skip


def perception(told: Told) -> None:
    """What each party wrongly believes of the others."""
    found = told.found["perception"]
    if not found["parties"]:
        return
    told.head("What each wrongly believes")
    for one in found["parties"].values():
        told.say(f"{one['name']}: {one['told']}", indent=2)


def offers(told: Told) -> None:
    """The smallest change of wording that turns who refuses."""
    wording = told.found["offers"]["wording"]
    if not wording:
        return
    told.head("The smallest change of wording")
    some = False
    for one in wording["parties"].values():
        for kind in ("smallest", "sparing") if "offers" in told.asked else ("smallest",):
            if one[kind] is not None:
                told.say(one[kind]["text"], indent=2)
                some = True
    if not some:
        told.say("No small change turns anybody who refuses in a share of worlds that matters.")
    together = [one for one in wording["for_all"] if one is not None]
    if together:
        told.say(f"For all at once: {together[0]['text']}", indent=2)
    elif wording["parties"]:
        told.say("None is signed by all in more worlds than the text as it is.")

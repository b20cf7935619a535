"""Policies side by side, in sentences: what each changes, for whom, and where nothing is seen."""

from __future__ import annotations

from goldenbridge.report.narrative.over_time.amounts import (
    against_nothing,
    changed,
    clear,
    runs_share,
)
from goldenbridge.report.narrative.over_time.names import party, policy, quoted, war
from goldenbridge.report.words import Data, Link, Piece, Sentence, counted, listed, number

__all__ = ["costs_more", "most_and_least", "policy_rows", "where_more"]

WHERE = "#m-policies"


def others(o: Data) -> list[str]:
    """All policies but that of doing nothing new."""
    return [key for key in o["comparison"]["policies"] if key != "none"]


def most_and_least(o: Data) -> list[Sentence]:
    """Which policies raise or lower agreement and war against nothing new, and which do neither."""
    said: list[Sentence] = []
    for outcome, name in (("agreement", "agreement"), ("war", war(o))):
        told = [(key, against_nothing(o, key, outcome)) for key in others(o)]
        seen = [(key, one) for key, one in told if one is not None and clear(one)]
        seen.sort(key=lambda row: -abs(row[1]["estimate"]))
        for word, sign in (("more", 1), ("less", -1)):
            some = [row for row in seen if sign * row[1]["estimate"] > 0]
            if some:
                pieces: list[Piece] = [f"Against nothing new there is {word} {name} under "]
                for place, (key, found) in enumerate(some):
                    amount = changed(found) if place == 0 else _bare(found)
                    last = "." if place == len(some) - 1 else "; "
                    pieces += [f"{quoted(policy(o, key))} (", Link(amount, WHERE), f"){last}"]
                said.append(tuple(pieces))
        same = [quoted(policy(o, key)) for key, one in told if one is not None and not clear(one)]
        if same:
            verb = "makes" if len(same) == 1 else "make"
            said.append((f"{listed(same)} {verb} no visible difference to {name}.",))
    return said


def _bare(found: Data) -> str:
    """A difference in points without its interval."""
    points = 100 * found["estimate"]
    told = number(points, int(abs(points) < 0.95))
    return told if told.startswith("−") else f"+{told}"


def policy_rows(o: Data) -> list[dict[str, object]]:
    """A row a policy: what it is, what comes of it, and what it changes against nothing new."""
    return [
        {
            "key": key,
            "name": one["name"],
            "text": one["text"] or "",
            "agreement": runs_share(one["agreement"]),
            "war": runs_share(one["war"]),
            "durable": runs_share(one["durable"]),
            "changes": {
                outcome: changed(against_nothing(o, key, outcome))
                for outcome in ("agreement", "war", "durable")
            },
        }
        for key, one in o["comparison"]["policies"].items()
    ]


def costs_more(o: Data) -> list[Sentence]:
    """For whom each policy costs clearly more or less than nothing new; the same for every side."""
    said: list[Sentence] = []
    for pair in o["comparison"]["differences"]:
        if "none" not in (pair["a"], pair["b"]):
            continue
        key = pair["b"] if pair["a"] == "none" else pair["a"]
        sign = -1 if pair["a"] == "none" else 1
        more: list[str] = []
        less: list[str] = []
        for who, one in pair["costs"].items():
            if one["estimate"] is None or not clear(one) or abs(one["estimate"]) < 0.005:
                continue
            amount = sign * one["estimate"]
            (more if amount > 0 else less).append(f"{party(o, who)} {number(abs(amount), 2)}")
        told = [
            f"{word} for {listed(several)}"
            for word, several in (("more", more), ("less", less))
            if several
        ]
        if told:
            said.append((f"{quoted(policy(o, key))} costs ", Link(listed(told), WHERE), "."))
    return said


def where_more(o: Data) -> list[Sentence]:
    """In how many worlds a policy does better and in how many worse, for those that do both."""
    said: list[Sentence] = []
    for pair in o["comparison"]["differences"]:
        if "none" not in (pair["a"], pair["b"]):
            continue
        key = pair["b"] if pair["a"] == "none" else pair["a"]
        for outcome, name in (("agreement", "agreement"), ("war", war(o))):
            found = pair["worlds_where"][outcome]
            more, less = found["more"], found["less"]
            if pair["a"] == "none":
                more, less = less, more
            if min(more["estimate"], less["estimate"]) >= 0.01:
                said.append(
                    (
                        f"{quoted(policy(o, key))} brings more {name} in ",
                        runs_share(more),
                        " of the worlds and less in ",
                        runs_share(less),
                        ", told world by world from its runs.",
                    )
                )
    if not said and others(o):
        every = counted(len(others(o)), "policy", "policies")
        said.append(
            (f"Of the {every}, none clearly does the opposite in one world in a hundred or more.",)
        )
    return said

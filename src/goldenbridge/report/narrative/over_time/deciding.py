"""Where the readings decide, and what makes runs differ, in sentences."""

from __future__ import annotations

from goldenbridge.report.narrative.over_time.amounts import clear, runs_share, signed_points
from goldenbridge.report.narrative.over_time.names import (
    QUESTIONS,
    group_name,
    outcome,
    policy,
    quoted,
    reading,
    war,
)
from goldenbridge.report.words import HARD, Data, Link, Sentence, listed, number

__all__ = ["by_reading", "policies_turn", "runs_differ", "tied_readings"]

WHERE = "#m-readings"
SHOWN = 3
#: A policy turns where it does a point or more either way: among so many pairs of readings some
#: will lie clear of nought by luck.
LEAST = 0.01


def _spreads(o: Data, outcome: str) -> list[tuple[float, bool, str, Data, Data]]:
    """Each question: how far its readings lie apart, whether surely, and the two ends."""
    rows: dict[str, list[Data]] = {}
    for row in o["comparison"]["readings"]["rows"]:
        if row[outcome]["interval"] is not None:
            rows.setdefault(row["hypothesis"], []).append(row)
    found = []
    for key, several in rows.items():
        low = min(several, key=lambda r: r[outcome]["estimate"])
        high = max(several, key=lambda r: r[outcome]["estimate"])
        apart = high[outcome]["estimate"] - low[outcome]["estimate"]
        sure = high[outcome]["interval"][0] > low[outcome]["interval"][1]
        found.append((apart, sure, key, low, high))
    return sorted(found, key=lambda row: -row[0])


def by_reading(o: Data) -> list[Sentence]:
    """Which questions agreement and war turn on most, and on which they do not visibly."""
    said: list[Sentence] = []
    for key_of in ("agreement", "war"):
        name = outcome(o, key_of)
        found = _spreads(o, key_of)
        seen = [row for row in found if row[1]][:SHOWN]
        for place, (_, _, key, low, high) in enumerate(seen):
            lead = f"{name} turns most on " if place == 0 else "Then on "
            said.append(
                (
                    f"{lead}{QUESTIONS.get(key, key)}: it comes in ",
                    runs_share(high[key_of]),
                    f" of the runs where {reading(key, high['reading'])}, and in ",
                    runs_share(low[key_of]),
                    f" where {reading(key, low['reading'])}.",
                )
            )
        rest = [QUESTIONS.get(key, key) for _, sure, key, _, _ in found if not sure]
        if rest:
            verb = "makes" if len(rest) == 1 else "make"
            said.append((f"To {_inside(name)}, {listed(rest)} {verb} no visible difference.",))
    return said


def tied_readings(o: Data) -> list[Sentence]:
    """Questions whose readings come together in the case, so that a row of one tells of both."""
    sobol = o["sobol"]
    tied = [g["id"].split("+") for g in (sobol["groups"] if sobol else ()) if "+" in g["id"]]
    return [
        (
            (
                f"The case draws {listed(QUESTIONS.get(one, one) for one in several)} together, so "
                "what a reading of the one shows is partly the doing of the other."
            ),
        )
        for several in tied
    ]


def policies_turn(o: Data) -> list[Sentence]:
    """Policies that visibly raise an outcome under one reading and lower it under a rival one."""
    rows = o["comparison"]["readings"]["rows"]
    said: list[Sentence] = []
    for key in o["comparison"]["policies"]:
        for end, name in (("agreement", "agreement"), ("war", war(o))):
            told = [r for r in rows if key in r["policies"] and clear(r["policies"][key][end])]
            for more in told:
                for less in told:
                    up, down = (r["policies"][key][end] for r in (more, less))
                    if more["hypothesis"] != less["hypothesis"]:
                        continue
                    if up["estimate"] >= LEAST and down["estimate"] <= -LEAST:
                        said.append(
                            (
                                (
                                    f"{quoted(policy(o, key))} brings more {name} where "
                                    f"{reading(more['hypothesis'], more['reading'])} ("
                                ),
                                Link(signed_points(up), WHERE),
                                (
                                    f") and less where "
                                    f"{reading(less['hypothesis'], less['reading'])} ("
                                ),
                                Link(signed_points(down), WHERE),
                                ").",
                            )
                        )
    if said or len(o["comparison"]["policies"]) < 2:
        return said
    return [
        (
            (
                "No policy visibly does the opposite, by a point or more, under two readings of "
                "one question: readings decide how much a policy does, not which way."
            ),
        )
    ]


def runs_differ(o: Data) -> list[Sentence]:
    """What is due to chance, what to the rest, and which groups reach above noise."""
    found = o["sobol"]
    if not found:
        return []
    groups = found["groups"]
    said: list[Sentence] = []
    chance = next((n for n, g in enumerate(groups) if g["kind"] == "chance"), None)
    for end in ("agreement", "war"):
        told = found["outcomes"][end]
        if not told["variance"]:
            said.append((f"{outcome(o, end)} is the same in every run.",))
            continue
        if chance is not None:
            known = max(0.0, 1.0 - told["total"][chance]["estimate"])
            said.append(
                (
                    f"{outcome(o, end)}: even if everything but chance were known, only ",
                    Link(f"{number(100 * known)}{HARD}%", "#m-sobol"),
                    (
                        " of the differences between single runs would be told; the rest is luck, "
                        "or how luck falls in with the rest."
                    ),
                )
            )
        order = sorted(
            (n for n in range(len(groups)) if n != chance and told["visible"][n]),
            key=lambda n: -told["total"][n]["estimate"],
        )
        if order:
            names = [_inside(group_name(o, groups[n])) for n in order[:3]]
            said.append((f"Most has a part of: {'; '.join(names)}.",))
    quiet = [
        _inside(group_name(o, g))
        for n, g in enumerate(groups)
        if not any(found["outcomes"][k]["visible"][n] for k in ("agreement", "war"))
    ]
    if quiet:
        said.append((f"Not told from nothing in either: {'; '.join(quiet)}.",))
    return said


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]

"""Each lever by itself: what it is, who holds it, and what it changes, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from goldenbridge.report.words import (
    HARD,
    Data,
    Link,
    Piece,
    Sentence,
    counted,
    inside,
    listed,
    number,
)

__all__ = [
    "change",
    "clear",
    "cost_words",
    "lever_links",
    "lever_name",
    "levers_alone",
    "payer_name",
    "points",
]


def lever_name(levers: Data | None, lever: str) -> str:
    """What to call a lever; its id where nothing is known of it.

    >>> lever_name({"bond": {"name": "A bond"}}, "bond"), lever_name(None, "bond")
    ('A bond', 'bond')
    """
    return str(levers[lever]["name"]) if levers and lever in levers else lever


def payer_name(b: Data, party: str) -> str:
    """What to call a party, also one that only holds or pays for a lever."""
    named: Mapping[str, str] = b.get("names") or {}
    if party in named:
        return named[party]
    return str(b["parties"][party]["name"]) if party in b["parties"] else party


def points(value: float, digits: int = 1) -> str:
    """A change of a share in points of a hundred, with its sign.

    >>> points(0.0514), points(-0.023), points(0.0), points(-0.0001)
    ('+5.1', '−2.3', '0.0', '0.0')
    """
    said = number(100 * value, digits)
    return said if said.startswith("−") or float(said) == 0 else "+" + said


def change(found: Data) -> str:
    """A change with its interval, in points.

    >>> change({"change": 0.034, "change_interval": [0.0193, 0.0486]})
    '+3.4 (+1.9 to +4.9)'
    """
    value = found["change"] if "change" in found else found["estimate"]
    low, high = found["change_interval"] if "change" in found else found["interval"]
    return f"{points(value)} ({points(low)} to {points(high)})"


def clear(found: Data) -> bool:
    """Whether a change is more than sampling alone may bring."""
    low, high = found["change_interval"] if "change" in found else found["interval"]
    return bool(low > 0 or high < 0)


def cost_words(b: Data, costs: Mapping[str, float]) -> str:
    """Who pays how much, each in points of its own, as it stands inside a sentence.

    >>> both = {"names": {"a": "Ada", "b": "The bank"}, "parties": {}}
    >>> cost_words(both, {"a": 2.4, "b": 1}).replace(HARD, " ")
    'Ada 2.4, the bank 1.0'
    """
    said = [f"{inside(payer_name(b, p))}{HARD}{number(c, 1)}" for p, c in costs.items()]
    return ", ".join(said) or "nobody"


def lever_links(levers: Data | None, keys: list[str], href: Mapping[str, str]) -> Sentence:
    """Levers as a list in a sentence, each leading to its place in the evidence."""
    pieces: list[Piece] = []
    for place, key in enumerate(keys):
        if place:
            pieces.append(" and " if place == len(keys) - 1 else ", ")
        pieces.append(Link(f"“{lever_name(levers, key)}”", href[f"levers.{key}"]))
    return tuple(pieces)


def levers_alone(b: Data, href: Mapping[str, str]) -> list[Sentence]:
    """How many levers there are, and which move the share when nothing else is pulled."""
    levers = b["levers"]
    if not levers:
        return [("The case names no lever.",)]
    asked = {k: v["share"] for k, v in levers.items() if v["share"] is not None}
    outside = [k for k, v in levers.items() if v["third_party"]]
    said: list[Sentence] = []
    lead = f"The case names {counted(len(levers), 'lever')}."
    if outside:
        whose = listed(dict.fromkeys(inside(levers[k]["holder_name"]) for k in outside))
        verb = "is" if len(outside) == 1 else "are"
        lead += (
            f" {counted(len(outside), 'of them', 'of them').capitalize()} {verb} held from outside "
            f"the talks, by {whose}."
        )
    said.append((lead,))
    up = sorted((k for k in asked if asked[k]["change"] > 0 and clear(asked[k])),
                key=lambda k: -asked[k]["change"])  # fmt: skip
    down = sorted((k for k in asked if asked[k]["change"] < 0 and clear(asked[k])),
                  key=lambda k: asked[k]["change"])  # fmt: skip
    for keys, lead in (
        (
            up,
            (
                "Pulled by itself, or with what it needs, and with the package chosen anew, what "
                "raises the share most is "
            ),
        ),
        (down, "What lowers it most is "),
    ):
        if keys:
            first = keys[0]
            said.append(
                (
                    lead,
                    *lever_links(levers, [first], href),
                    f", held by {inside(levers[first]['holder_name'])}: ",
                    Link(f"{change(asked[first])} points", "#m-alone"),
                    ".",
                )
            )
    unclear = len(asked) - len(up) - len(down)
    if asked:
        said.append(
            (
                (
                    f"Of {counted(len(asked), 'lever')} tried, {_how_many(len(up), 'raise')} the "
                    f"share and {_how_many(len(down), 'lower')} it by more than sampling alone may "
                    f"do; for {_how_many(unclear)} the change may be chance."
                ),
            )
        )
    return said


def _how_many(count: int, verb: str = "") -> str:
    """How many, with a verb that agrees; "none lowers", "one lowers", "three lower"."""
    said = counted(count, " ", " ").strip() if count else "none"
    return f"{said} {verb}{'s' if count < 2 else ''}" if verb else said

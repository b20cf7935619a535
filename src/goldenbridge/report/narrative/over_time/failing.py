"""Under which conditions a policy fails, and where it brings agreement, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.report.narrative.amounts import tidy
from goldenbridge.report.narrative.over_time.amounts import runs_share
from goldenbridge.report.narrative.over_time.names import (
    parameter,
    party,
    policy,
    quoted,
    readings_held,
)
from goldenbridge.report.words import HARD, Data, Link, Sentence, given, inside, listed, number

__all__ = ["box_rows", "conditions", "fails_where", "limit_words", "works_where"]

WHERE = "#m-prim"
#: What a discovery is of → how it is said of runs, and what such runs are called together.
ENDS = {
    "no_agreement": ("end without an agreement", "runs without one"),
    "war": ("come to full-scale war", "runs with war"),
    "agreement": ("end in an agreement", "agreements"),
}


def _ends(o: Data, what: str) -> tuple[str, str]:
    """How it is said of runs that they end so, and what such runs are called together."""
    if what == "war" and o["at_war_from_the_start"]:
        return "are at war at the end", "runs at war then"
    return ENDS[what]


def limit_words(o: Data, limit: Data) -> str:
    """One condition, as it stands behind "where".

    >>> talks = {"kind": "reading", "id": "talks", "whole": ["stalling", "calming"]}
    >>> limit_words({}, {**talks, "options": ["calming"]})
    'talks calm'
    """
    kind, options = limit["kind"], list(limit["options"])
    if kind == "reading":
        return readings_held(limit["id"], options, list(limit["whole"]))
    if kind == "red_line":
        state = "is in force" if options == ["in force"] else "is not in force"
        return f"the red line {quoted(limit['name'])} {state}"
    if kind == "hypothesis":
        told = listed((quoted(one) for one in options), "or")
        return f"the answer to {quoted(limit['name'])} is {told}"
    if kind == "room":
        return f"even the best package leaves {_between(limit)} of a stake to spare at the outset"
    if kind == "no_deal":
        whose = party(o, limit["id"])
        return f"no deal is worth {_between(limit)} of what is at stake to {whose}"
    unit = f" {limit['unit']}" if limit["unit"] else ""
    low, high = limit["whole"]
    ranged = f"{_figure(low)} to {_figure(high)} in all worlds"
    name = inside(limit["name"])
    name = parameter(limit["id"], name) if kind == "parameter" else name
    return f"{quoted(name)} is {_between(limit)}{unit} ({ranged})"


def _between(limit: Data) -> str:
    low, high = limit["low"], limit["high"]
    if low is not None and high is not None:
        return f"between {_figure(low)} and {_figure(high)}"
    return f"more than {_figure(low)}" if high is None else f"less than {_figure(high)}"


def _figure(value: float) -> str:
    return given(float(f"{value:.2g}"))


def conditions(o: Data, box: Data) -> str:
    """All conditions of a box, in words."""
    return ", and ".join(limit_words(o, limit) for limit in box["limits"])


def fails_where(o: Data) -> list[Sentence]:
    """Where each policy fails: without agreement, or with war; like boxes told once."""
    said: list[Sentence] = []
    for what in ("no_agreement", "war"):
        if what == "war" and not _asked(o, what):
            continue
        said += _told(o, what)
    return said


def works_where(o: Data) -> list[Sentence]:
    """Where agreements crowd, policy by policy; like boxes told once."""
    return _told(o, "agreement")


def _asked(o: Data, what: str) -> bool:
    return any(one[what]["failing"]["estimate"] for one in o["failures"].values())


def _told(o: Data, what: str) -> list[Sentence]:
    alike: dict[str, list[tuple[str, Data]]] = {}
    none = []
    for key, found in o["failures"].items():
        boxes = found[what]["boxes"]
        if boxes:
            alike.setdefault(_like(boxes[0]), []).append((key, boxes[0]))
        else:
            none.append(key)
    said = [_sentence(o, several, what) for several in alike.values()]
    if none:
        names = listed(quoted(policy(o, key)) for key in none)
        said.append(
            (
                f"Under {names} no conditions were found ",
                f"in which runs that {_ends(o, what)[0]} crowd.",
            )
        )
    return said


def _like(box: Data) -> str:
    """What two boxes have in common that are told in one sentence: things and which way."""
    return "|".join(
        f"{limit['kind']} {limit['id']} {limit['options']} {limit['low'] is None} "
        f"{limit['high'] is None}"
        for limit in box["limits"]
    )


def _sentence(o: Data, several: list[tuple[str, Data]], what: str) -> Sentence:
    ends, together = _ends(o, what)
    names = [quoted(policy(o, key)) for key, _ in several]
    _, box = several[0]
    where = conditions(o, box)
    if len(several) == 1:
        return (
            f"Under {names[0]}, ",
            runs_share(box["density"]),
            f" of the runs {ends} in the worlds where {where}; elsewhere ",
            runs_share(box["elsewhere"]),
            ". These worlds are ",
            runs_share(box["support"]),
            " of all and hold ",
            runs_share(box["coverage"]),
            f" of the {together}.",
        )
    return (
        f"Under {_names(o, names)}, ",
        Link(_range([b["density"] for _, b in several]), WHERE),
        f" of the runs {ends} in the worlds where {where}; elsewhere ",
        Link(_range([b["elsewhere"] for _, b in several]), WHERE),
        ". These worlds hold ",
        Link(_range([b["coverage"] for _, b in several]), WHERE),
        f" of the {together}.",
    )


def _names(o: Data, names: list[str]) -> str:
    if len(names) == len(o["failures"]):
        return "every policy"
    if len(names) > 4:
        rest = [
            quoted(policy(o, key)) for key in o["failures"] if quoted(policy(o, key)) not in names
        ]
        if len(rest) <= 3:
            return f"every policy but {listed(rest)}"
    return listed(names)


def _range(found: Iterable[Data]) -> str:
    """From the least to the most of several shares."""
    told = [one["estimate"] for one in found if one["estimate"] is not None]
    low, high = number(100 * min(told)), number(100 * max(told))
    return f"{low}{HARD}%" if low == high else f"{low} to {high}{HARD}%"


def box_rows(o: Data, what: str) -> list[dict[str, object]]:
    """A row a policy and box, for a table."""
    rows: list[dict[str, object]] = []
    for key, found in o["failures"].items():
        for place, box in enumerate(found[what]["boxes"]):
            rows.append(
                {
                    "policy": policy(o, key),
                    "outside": place > 0,
                    "where": tidy(conditions(o, box)),
                    "density": runs_share(box["density"]),
                    "elsewhere": runs_share(box["elsewhere"]),
                    "coverage": runs_share(box["coverage"]),
                    "support": runs_share(box["support"]),
                    "luck": max((limit["luck"] or 0.0) for limit in box["limits"]),
                }
            )
    return rows

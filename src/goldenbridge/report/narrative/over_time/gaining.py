"""Battlefield gain and openness in sentences: is there an inverted U, do the two act together?"""

from __future__ import annotations

from goldenbridge.report.narrative.amounts import capital
from goldenbridge.report.narrative.over_time.amounts import clear, signed_points
from goldenbridge.report.narrative.over_time.names import reading, side
from goldenbridge.report.words import Data, Link, Sentence, listed, number

__all__ = ["act_together", "inverted_u", "too_few"]

WHERE = "#m-gain"
#: Agreement in fewer runs than these tells no shape.
FEWEST = 0.005
SHAPES = {
    "falls": "agreement is the less likely the more it has gained",
    "rises": "agreement is likelier where it has gained, and no fall is seen for larger gains",
    "flat": "its gain makes no visible difference to agreement",
}


def too_few(o: Data) -> bool:
    """Whether so few runs that begin at war end in an agreement that no shape can be told."""
    drawn = o["gain"]["readings"]["as_drawn"]["agreement"]
    return bool(max(one["estimate"] for one in drawn) < FEWEST)


def inverted_u(o: Data) -> list[Sentence]:
    """For each side and reading, whether agreement is likeliest at some gain in between."""
    found = o["gain"]["readings"]
    if too_few(o):
        return [
            (
                "Whatever has been gained, fewer than one in two hundred of the runs that begin ",
                "at war end in an agreement with nothing new: too few to tell a shape.",
            )
        ]
    said: list[Sentence] = []
    for which in ("second", "first"):
        shapes: dict[str, list[str]] = {}
        for key, one in found.items():
            if key != "as_drawn":
                shapes.setdefault(one["peaks"][which]["shape"], []).append(key)
        for shape, several in shapes.items():
            if shape == "inverted_u":
                said += [_peak(o, which, key, found[key]["peaks"][which]) for key in several]
                continue
            where = f"where {listed((reading('losses', key) for key in several), 'or')}"
            if len(several) == len(found) - 1:
                where = "in every reading"
            said.append((f"Gains of {side(o, which)}: {where}, {SHAPES[shape]}.",))
    return said


def _peak(o: Data, which: str, key: str, peak: Data) -> Sentence:
    return (
        f"Gains of {side(o, which)}: where {reading('losses', key)}, there is an inverted U. ",
        "Agreement is likeliest at a gain of ",
        Link(number(peak["gain"], 1), WHERE),
        " of 1: ",
        Link(signed_points(peak["above_none"]), WHERE),
        " against no gain, and ",
        Link(signed_points(peak["above_most"]), WHERE),
        " against the largest.",
    )


def act_together(o: Data) -> list[Sentence]:
    """Whether a large gain changes agreement and steps up otherwise where more may be discussed."""
    table = o["gain"]["table"]
    middle = table["balances"].index(0.0)
    wide, narrow = number(table["openness"][-1], 2), number(table["openness"][0], 2)
    said: list[Sentence] = []
    for which, place in (("second", 0), ("first", -1)):
        told = table["interaction"][which]
        agreement = told["agreement"]
        by = [_points(table, place, n) - _points(table, middle, n) for n in (-1, 0)]
        gained = f"a gain of {side(o, which)} of {number(abs(table['balances'][place]), 1)}"
        if clear(agreement):
            said.append(
                (
                    f"{capital(gained)} changes agreement by {number(by[0], 1)} points ",
                    f"where all may be talked about ({wide}) and by {number(by[1], 1)} ",
                    f"where little may ({narrow}): ",
                    Link(signed_points(agreement), WHERE),
                    " apart.",
                )
            )
        else:
            said.append(
                (
                    "Openness makes no visible difference to what ",
                    f"{gained} does to agreement (",
                    Link(signed_points(agreement), WHERE),
                    ").",
                )
            )
        inner = told["agreement_openness"]
        if inner["estimate"] is not None and clear(inner):
            said.append(
                (
                    f"Among the worlds where {reading('losses', 'openness')}, the two are ",
                    Link(signed_points(inner), WHERE),
                    " apart.",
                )
            )
    ups = [table["interaction"][which]["steps_up"] for which in ("second", "first")]
    if any(clear(one) for one in ups):
        said.append(
            (
                "Steps up come oftener the more one side has just lost, ",
                "and a wider agenda changes that: see the map on the right.",
            )
        )
    else:
        said.append(("To deliberate steps up, the two together make no visible difference.",))
    return said


def _points(table: Data, balance: int, openness: int) -> float:
    """Agreement at one point of the table, in per cent."""
    return 100.0 * float(table["agreement"][balance][openness]["estimate"])

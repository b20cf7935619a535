"""How far a party's picture of another lies from what the case says: no deal, firmness, lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.worlds import Worlds

__all__ = ["gaps"]

Floats = NDArray[np.float64]
#: Points or firmness that differ by less are the same number, worked out another way.
SAME = 1e-9


def gaps(case: Worlds, seen: Worlds, party: str) -> list[dict[str, object]]:
    """What a party believes of each other beside what the case says, over the same worlds.

    Points are the other's own (its main issue is 100), as the party believes them to be: where
    it takes another issue for the other's main one, the two columns have different rods.

    Parameters
    ----------
    case, seen : W worlds, and the same as the party believes them to be.
    party : which.

    Returns
    -------
    one entry for each other party: medians of no deal (points) and firmness (0 to 1) with the
    range of the middle four fifths, and what differs of its red lines and of its stakes.
    """
    frame = case.frame
    found: list[dict[str, object]] = []
    for column, about in enumerate(frame.parties):
        if about == party:
            continue
        found.append(
            {
                "about": about,
                "name": frame.snapshot.body.parties[about].name,
                "no_deal": _beside(case.no_deal[:, column], seen.no_deal[:, column]),
                "firmness": _beside(case.firmness[:, column], seen.firmness[:, column]),
                "red_lines": _lines(case, seen, column),
                "stakes": _stakes(case, seen, column),
            }
        )
    return found


def _beside(case: Floats, seen: Floats) -> dict[str, object]:
    """Medians and ranges of the two, and of the difference world by world."""
    difference = np.where(np.abs(seen - case) > SAME, seen - case, 0.0)
    return {"case": _middle(case), "believed": _middle(seen), "gap": _middle(difference)}


def _middle(values: Floats) -> dict[str, object]:
    if not len(values) or not np.isfinite(values).all():
        return {"median": None, "range": None}
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    return {
        "median": round(float(middle), 6),
        "range": [round(float(low), 6), round(float(high), 6)],
    }


def _lines(case: Worlds, seen: Worlds, column: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    known = {key: number for number, key in enumerate(case.frame.lines)}
    for number, key in enumerate(seen.frame.lines):
        if not seen.frame.line_owners[number, column]:
            continue
        believed = seen.binds[:, number]
        before = case.binds[:, known[key]] if key in known else None
        if before is None or not np.array_equal(before, believed):
            found.append(
                {
                    "id": key,
                    "text": seen.frame.snapshot.body.red_lines[key].text,
                    "case": None if before is None else Share.of(before).as_dict(),
                    "believed": Share.of(believed).as_dict(),
                }
            )
    return found


def _stakes(case: Worlds, seen: Worlds, column: int) -> list[dict[str, object]]:
    """Open issues of which a party thinks that they matter otherwise to another."""
    frame, found = case.frame, []
    before = case.full[:, column][:, frame.columns]
    after = seen.full[:, column][:, seen.frame.columns]
    for number, issue in enumerate(frame.space.issues):
        part = slice(int(frame.space.offsets[number]), int(frame.space.offsets[number + 1]))
        one, two = before[:, part], after[:, part]
        known = frame.snapshot.body.issues[issue]
        if known.open and len(one) and np.abs(one - two).max() > SAME:
            found.append(
                {
                    "issue": issue,
                    "name": known.name,
                    **_beside(one.max(axis=1) - one.min(axis=1), two.max(axis=1) - two.min(axis=1)),
                    "best": {"case": _best(case, one, issue), "believed": _best(seen, two, issue)},
                }
            )
    return found


def _best(worlds: Worlds, points: Floats, issue: str) -> str:
    """The option that a party likes best in most worlds; where it does not care, the first."""
    names = worlds.frame.snapshot.body.issues[issue].options
    counts = np.bincount(points.argmax(axis=1), minlength=points.shape[1])
    return list(names)[int(counts.argmax())]

"""What is at stake for whom: how many points each open issue moves, worst to best."""

from __future__ import annotations

import numpy as np

from goldenbridge.worlds import Worlds

__all__ = ["stakes"]


def stakes(worlds: Worlds) -> dict[str, dict[str, dict[str, object]]]:
    """Per party and open issue, the points between its worst and best option over worlds.

    Each party has its own measuring rod (its main issue is 100), so rows may be compared and
    columns may not: 50 points of one party are not 50 of another.

    Returns
    -------
    party → issue → median, range of the middle four fifths, and where the weight comes from.
    """
    frame = worlds.frame
    body, space = frame.snapshot.body, frame.space
    full = worlds.full[:, :, frame.columns]
    found: dict[str, dict[str, dict[str, object]]] = {}
    for column, party in enumerate(frame.parties):
        known = body.worths[party]
        found[party] = {}
        for number, issue in enumerate(space.issues):
            if not body.issues[issue].open or not len(worlds):
                continue
            part = full[:, column, space.offsets[number] : space.offsets[number + 1]]
            moved = part.max(axis=1) - part.min(axis=1)
            low, middle, high = np.quantile(moved, [0.1, 0.5, 0.9])
            origin = "assumed"
            if issue == known.main:
                origin = "measuring rod"
            elif issue in known.swings:
                origin = known.swings[issue].origin
            found[party][issue] = {
                "median": round(float(middle), 6),
                "range": [round(float(low), 6), round(float(high), 6)],
                "origin": origin,
            }
    return found

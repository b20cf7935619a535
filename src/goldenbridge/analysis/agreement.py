"""What was in fact agreed, held against what the case says: met or not, and where it differs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from goldenbridge.analysis.central import Central
from goldenbridge.analysis.feasibility.packages import acceptance
from goldenbridge.case.schema import Agreement
from goldenbridge.dealspace.limits import UnknownOption
from goldenbridge.dealspace.worths import TOLERANCE
from goldenbridge.worlds import Worlds

__all__ = ["compare_agreement"]


def compare_agreement(
    agreement: Agreement, fresh: Worlds, central: Central, best: Mapping[str, str] | None
) -> dict[str, object]:
    """Whether all needed parties take the actual agreement in most worlds, and what it crosses.

    A case coded only from what was known before the talks is put to the test here; an agreement
    that is not met says that the coding, or the model, missed something that mattered.

    Parameters
    ----------
    agreement : what was agreed, over the issues of the case.
    fresh : worlds to measure on.
    central : the central world, to see whether some deal was better for all.
    best : the most widely acceptable package, if there is one.
    """
    frame = fresh.frame
    told: dict[str, object] = {
        "text": agreement.text,
        "date": agreement.date,
        "package": dict(agreement.package),
        "cite": [one.model_dump() for one in agreement.cite],
        "note": agreement.note,
    }
    try:
        row = frame.index(agreement.package)
    except UnknownOption as error:
        return {**told, "met": None, "status": f"It cannot be told: {error}"}
    if not bool(frame.space.allows(row[None])[0]):
        return {**told, "met": None, "status": "It breaks a rule of the case."}
    taken = acceptance(fresh, row)[0]
    differs = [k for k, v in taken.package.items() if best is not None and best[k] != v]
    worth = central.worth(row)
    better = (central.frontier.worths > worth + TOLERANCE).all(axis=1)
    return {
        **told,
        "package": dict(taken.package),
        "acceptability": {k: v.as_dict() for k, v in taken.by_party.items()},
        "refusals": taken.refusals(),
        "joint": taken.joint.as_dict(),
        "crosses": {k: v.as_dict() for k, v in taken.across.items()},
        "differs_from_best": differs,
        "on_frontier": not bool(np.any(better)),
        "met": taken.joint.estimate > 0.5,
        "status": "All whose consent it needed take it in more than half of the worlds."
        if taken.joint.estimate > 0.5
        else "In most worlds somebody whose consent it needed refuses it.",
    }

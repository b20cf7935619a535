"""Each lever by itself: what it does, for whom, at whose cost, and in which readings it works."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goldenbridge.analysis.estimate import Share, paired_difference
from goldenbridge.analysis.levers.under import Bench
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.worlds.lever_space import expected_costs

__all__ = ["levers_alone"]


def levers_alone(
    bench: Bench, levers: Sequence[str], idle: Sequence[str], *, progress: Progress, stop: Stop
) -> dict[str, dict[str, object]]:
    """What every lever of a case is, and what it changes when it alone is pulled.

    A lever that needs others is pulled with them. The changes are paired differences on fresh
    worlds: in the share in which one announced package is signed, and in which some package is.

    Parameters
    ----------
    bench : the worlds, without any lever pulled.
    levers, idle : those that matter here, and those that change nothing.
    progress, stop : told how far it is; asked between levers.

    Returns
    -------
    lever → plain data; ``share`` and ``share_any`` are None for a lever that was not asked.
    """
    snapshot = bench.sample.frame.snapshot
    nothing = bench.under(())
    told: dict[str, dict[str, object]] = {}
    stopped = False
    for number, (key, lever) in enumerate(snapshot.body.levers.items()):
        ground = bench.sample.pulling((key,)).ground.pulled
        row: dict[str, object] = {
            "name": lever.name,
            "text": lever.text,
            "kind": lever.kind,
            "holder": lever.holder,
            "holder_name": snapshot.name(lever.holder),
            "third_party": lever.holder not in snapshot.consenting,
            "costs": {k: round(v, 6) for k, v in expected_costs(bench.sample.frame, key).items()},
            "paid": lever.paid,
            "works": Share.of(ground.works(key)).as_dict(),
            "works_if": {k: list(v) for k, v in lever.works_if.items()},
            "believed": {
                party: round(float(np.median(ground.value(
                    ("levers", key, "credibility", party), judgement))), 6)
                for party, judgement in lever.credibility.items()
            },
            "needs": list(lever.needs),
            "excludes": list(lever.excludes),
            "idle": key in idle,
            "statements": list(lever.from_),
            "share": None,
            "share_any": None,
        }  # fmt: skip
        chosen = {key, *lever.needs}
        if key in levers and bench.allowed(chosen) and not stopped:
            one = bench.under(chosen)
            for name, now, before in (
                ("share", one.signed, nothing.signed),
                ("share_any", one.any_signed, nothing.any_signed),
            ):
                change, low, high = paired_difference(now, before)
                row[name] = {
                    **Share.of(now).as_dict(),
                    "change": round(change, 6),
                    "change_interval": [round(low, 6), round(high, 6)],
                }
            stopped = stop()
        told[key] = row
        progress("each lever by itself", (number + 1) / len(snapshot.body.levers))
    return told

"""Carrots and sticks: the same stick with and without a stated way out, on the same worlds.

A stick is a measure or a threat. It presses only as far as the other side believes it, and a side
that is told what would end it may believe in the end too: that is the way out, which somebody has
to state. Nothing here says that sticks work or do not: what they do is what the case says they do
in the readings in which it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenbridge.analysis.estimate import Share, paired_difference
from goldenbridge.analysis.levers.under import Bench, Under
from goldenbridge.analysis.sample import Progress, Stop

__all__ = ["STICKS", "Pressure", "pressure"]

STICKS = ("measure", "threat")


@dataclass(frozen=True, eq=False)
class Comparison:
    """One holder's sticks, alone and with their way out, beside doing nothing.

    Attributes
    ----------
    holder : whose sticks; None for everybody's.
    sticks, ways_out : ids of levers.
    nothing, only, terms, carrots : with none, with the sticks only, with sticks and ways out, and
        with the ways out alone.
    believed : stick → party → medians of how far it believes it, without and with a way out.
    works : stick → worlds in which it works.
    """

    holder: str | None
    sticks: tuple[str, ...]
    ways_out: tuple[str, ...]
    nothing: Under
    only: Under
    terms: Under | None
    carrots: Under | None
    believed: dict[str, dict[str, list[float]]]
    works: dict[str, Share]

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        told: dict[str, object] = {
            "holder": self.holder,
            "sticks": list(self.sticks),
            "ways_out": list(self.ways_out),
            "believed": self.believed,
            "works": {k: v.as_dict() for k, v in self.works.items()},
            "nothing": _told(self.nothing, self.nothing),
            "sticks_only": _told(self.only, self.nothing),
            "with_way_out": None if self.terms is None else _told(self.terms, self.only),
            "way_out_alone": None if self.carrots is None else _told(self.carrots, self.nothing),
        }
        return told


def _told(now: Under, before: Under) -> dict[str, object]:
    """Shares with these levers, and how they differ from what they are held against."""
    differences = {
        "share": paired_difference(now.signed, before.signed),
        "share_any": paired_difference(now.any_signed, before.any_signed),
    }
    return {
        "share": now.share.as_dict(),
        "share_any": now.share_any.as_dict(),
        "package": now.package(),
        **{
            f"{name}_change": {
                "estimate": round(change, 6),
                "interval": [round(low, 6), round(high, 6)],
            }
            for name, (change, low, high) in differences.items()
        },
    }


@dataclass(frozen=True, eq=False)
class Pressure:
    """What sticks do, and what a stated way out adds, by holder and for each stick."""

    comparisons: tuple[Comparison, ...]
    without_way_out: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        return {
            "comparisons": [one.as_dict() for one in self.comparisons],
            "without_way_out": list(self.without_way_out),
        }


def pressure(bench: Bench, levers: Sequence[str], *, progress: Progress, stop: Stop) -> Pressure:
    """The pair "sticks only" and "sticks with a stated way out", for each stick and each holder.

    Both halves of a pair stand on the same fresh worlds; the interval of their difference is that
    of paired answers.

    Parameters
    ----------
    bench : the worlds, without any lever pulled.
    levers : those that matter here.
    progress, stop : told how far it is; asked between comparisons.
    """
    body = bench.sample.frame.snapshot.body
    sticks = [k for k in levers if body.levers[k].kind in STICKS]
    groups: list[tuple[str | None, tuple[str, ...]]] = []
    for one_holder in dict.fromkeys(body.levers[k].holder for k in sticks):
        own = tuple(k for k in sticks if body.levers[k].holder == one_holder)
        groups += [(one_holder, (k,)) for k in own]
        if len(own) > 1:
            groups.append((one_holder, own))
    if len({body.levers[k].holder for k in sticks}) > 1:
        groups.append((None, tuple(sticks)))
    told: list[Comparison] = []
    for number, (holder, some) in enumerate(groups):
        one = _compare(bench, holder, some)
        if one is not None:
            told.append(one)
        progress("carrots and sticks", (number + 1) / len(groups))
        if stop():
            break
    bare = tuple(k for k in sticks if body.levers[k].way_out is None)
    return Pressure(tuple(told), bare)


def _compare(bench: Bench, holder: str | None, sticks: tuple[str, ...]) -> Comparison | None:
    body = bench.sample.frame.snapshot.body
    sticks = _with_needs(bench, sticks)
    if not bench.allowed(sticks):
        return None
    stated = [k for s in sticks if (w := body.levers[s].way_out) is not None for k in w.levers]
    ways = tuple(k for k in body.levers if k in stated and k not in sticks)
    ways = tuple(k for k in _with_needs(bench, ways) if k not in sticks)
    both = {*sticks, *ways}
    return Comparison(
        holder,
        sticks,
        ways,
        bench.under(()).worked_out(),
        bench.under(sticks).worked_out(),
        bench.under(both).worked_out() if ways and bench.allowed(both) else None,
        bench.under(ways).worked_out() if ways and bench.allowed(ways) else None,
        _believed(bench, sticks, ways),
        _works(bench, sticks),
    )


def _with_needs(bench: Bench, levers: Sequence[str]) -> tuple[str, ...]:
    """Levers with all that they need, in the order of the case."""
    body = bench.sample.frame.snapshot.body
    wanted, grown = set(levers), set[str]()
    while wanted != grown:
        grown = set(wanted)
        wanted |= {n for k in grown for n in body.levers[k].needs}
    return tuple(k for k in body.levers if k in wanted)


def _believed(
    bench: Bench, sticks: Sequence[str], ways: Sequence[str]
) -> dict[str, dict[str, list[float]]]:
    """Per stick and party, the median credibility without and with the way out stated."""
    body, found = bench.sample.frame.snapshot.body, {}
    ground = bench.under((*sticks, *ways)).sample.ground.pulled
    for key in sticks:
        lever, row = body.levers[key], {}
        out = lever.way_out
        for party in dict.fromkeys([*lever.credibility, *(out.credibility if out else ())]):
            works = ground.works(key)
            if not works.any():
                continue
            bare = ground.believed(key, party, (key,))[works]
            stated = ground.believed(key, party, (key, *ways))[works]
            row[party] = [round(float(np.median(x)), 6) for x in (bare, stated)]
        found[key] = row
    return found


def _works(bench: Bench, sticks: Sequence[str]) -> dict[str, Share]:
    ground = bench.under(sticks).sample.ground.pulled
    return {key: Share.of(ground.works(key)) for key in sticks}

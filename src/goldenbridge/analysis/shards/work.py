"""Working out one shard: the worlds of its span, looked at as in the whole answer."""

from __future__ import annotations

from functools import partial

import numpy as np

from goldenbridge import __version__
from goldenbridge.analysis.chunks import Answer, answer, cut, ranges
from goldenbridge.analysis.feasibility.zone import Zone, look
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.analysis.shards.part import Heading, Part
from goldenbridge.case.case import Case
from goldenbridge.executors import SERIAL, Executor
from goldenbridge.worlds import NOTHING_SET, Worlds

__all__ = ["heading_of", "work_out"]


def heading_of(
    case: Case, snapshot: str | None, seed: int, worlds: int, shard: int, shards: int
) -> Heading:
    """What the part of a shard is a part of.

    Raises
    ------
    SnapshotUnknown : the case has no such snapshot.
    ValueError : there are more shards than worlds, or no shard of that number.
    """
    if not 1 <= shard <= shards <= worlds:
        raise ValueError(f"shard: found {shard} of {shards}, for {worlds} worlds")
    at = case.at(snapshot).id
    return Heading(case.id, case.hash, at, seed, worlds, shard, shards, __version__)


def work_out(
    case: Case,
    heading: Heading,
    progress: Progress,
    stop: Stop,
    executor: Executor = SERIAL,
) -> Part | None:
    """What is found in the worlds of one shard; nothing where it was stopped before the end.

    Parameters
    ----------
    case : what it is about.
    heading : from :func:`heading_of`.
    progress : told how far it is.
    stop : asked between chunks; a part is whole or not at all.
    executor : who searches the worlds.
    """
    sample = Sample.draw(case.at(heading.snapshot), heading.seed, heading.worlds, executor)
    pieces = ranges(*heading.span, executor.workers)
    chunks = cut(sample, pieces, [NOTHING_SET], _numbered, at_hand=False)
    tell = partial(progress, "looking for deals")
    answers = [one for (one,) in executor.map(answer, chunks, tell, stop)]
    if len(answers) < len(chunks):
        return None
    index, *found = (np.concatenate(arrays) for arrays in zip(*answers, strict=True))
    return Part(heading, index, Zone(*found))


def _numbered(worlds: Worlds) -> Answer:
    return (worlds.index, *look(worlds))

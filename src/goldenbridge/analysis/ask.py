"""The same worlds asked again and again with things set by hand: is there a deal in each?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.chunks import CHUNK, Answer, answer, cut, ranges
from goldenbridge.analysis.sample import Lines, Progress, Sample, Stop, search
from goldenbridge.executors.executor import go_on
from goldenbridge.worlds import Settings, Worlds

__all__ = ["ask_each", "ask_groups"]

#: The most settings that one worker is asked at once.
GROUP = 16


def ask_each(
    sample: Sample,
    settings: Sequence[Settings],
    lines: Lines = "on",
    *,
    stage: str = "asking what decides",
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> list[NDArray[np.bool_]]:
    """Whether each world of a sample has a deal, under each of several settings.

    The worlds are the same throughout, so differences are due to what was set.

    Parameters
    ----------
    sample : the worlds.
    settings : what to set, one answer each.
    lines : how red lines count.
    stage : what this is called where progress is told.
    progress : told how far it is.
    stop : asked between settings; where it says so, the answers finished so far come back.

    Returns
    -------
    one array (W,) for each setting, fewer where it was stopped.
    """
    size = 1
    workers = sample.executor.workers
    if workers > 1:
        size = min(GROUP, max(1, len(settings) // (4 * workers)))
    groups = [settings[at : at + size] for at in range(0, len(settings), size)]
    found = ask_groups(sample, groups, lines, stage=stage, progress=progress, stop=stop)
    return [one for group in found for one in group]


def ask_groups(
    sample: Sample,
    groups: Sequence[Sequence[Settings]],
    lines: Lines = "on",
    *,
    stage: str = "asking what decides",
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> list[list[NDArray[np.bool_]]]:
    """The same for settings that belong together: a group is answered whole or not at all.

    Parameters
    ----------
    groups : settings, by group.
    sample, lines, stage, progress, stop : as for :func:`ask_each`.

    Returns
    -------
    one array (W,) for each setting of each group; fewer groups where it was stopped.
    """
    workers = sample.executor.workers
    most = sample.wanted if workers == 1 else CHUNK
    # Where groups are enough to keep every worker busy, each draws its worlds once for them all.
    split = workers if len(groups) < 4 * workers else 1
    pieces = ranges(0, sample.wanted, split, most)
    seek = partial(_found, lines)
    chunks = [chunk for group in groups for chunk in cut(sample, pieces, group, seek)]

    def tell(fraction: float) -> None:
        if progress is not None:
            progress(stage, fraction)

    parts = [
        [array for (array,) in one]
        for one in sample.executor.map(answer, chunks, tell, stop or go_on)
    ]
    whole = len(parts) // len(pieces)
    return [
        [
            np.concatenate(arrays)
            for arrays in zip(*parts[at * len(pieces) : (at + 1) * len(pieces)], strict=True)
        ]
        for at in range(whole)
    ]


def _found(lines: Lines, worlds: Worlds) -> Answer:
    return (search(worlds, lines).found,)

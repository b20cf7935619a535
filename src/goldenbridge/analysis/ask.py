"""The same worlds asked again and again with things set by hand: is there a deal in each?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.sample import Lines, Progress, Sample, Stop, search
from goldenbridge.worlds import Settings

__all__ = ["ask_each"]


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
    found: list[NDArray[np.bool_]] = []
    for number, setting in enumerate(settings):
        found.append(search(sample.intervened(setting), lines).found)
        if progress is not None:
            progress(stage, (number + 1) / len(settings))
        if stop is not None and stop():
            break
    return found

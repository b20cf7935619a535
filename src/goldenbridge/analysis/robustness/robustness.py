"""How far the answer for a snapshot can be trusted: labels, readings, breakpoints, ranks, regret.

All of it speaks of the case as coded. What no hypothesis doubts and no range leaves open is not
doubted here either; intervals cover sampling only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness import regret as regrets
from goldenbridge.analysis.robustness import smaa, sobol
from goldenbridge.analysis.robustness.headlines import headline_findings
from goldenbridge.analysis.robustness.labelled import Labelled, label_findings
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.robustness.readings import (
    ask_readings,
    hardest_pairs,
    pairs_possible,
    single_readings,
)
from goldenbridge.analysis.robustness.regret import Regret, regret
from goldenbridge.analysis.robustness.sensitivity import Sensitivity, sensitivity
from goldenbridge.analysis.robustness.smaa import Acceptabilities, acceptabilities
from goldenbridge.analysis.robustness.turning import Breakpoints, breakpoints
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.worlds import FRESH, MAIN, NOTHING_SET

__all__ = ["REFERENCES", "STAGES", "Robustness", "robustness"]

#: At most so many worlds for what has to be asked many times over.
READING_WORLDS, PAIR_WORLDS, TURNING_WORLDS = 2000, 1000, 1000
#: Who signs a package is quickly told, and few worlds tell the best from the second best.
SIGNING_WORLDS = 5000
RANK_WORLDS, REGRET_WORLDS = 2000, 1000

STAGES = ("labels", "pairs", "smaa", "regret", "breakpoints", "sobol")

REFERENCES = (*smaa.REFERENCES, *regrets.REFERENCES, *sobol.REFERENCES)


@dataclass(frozen=True, eq=False)
class Robustness:
    """What the headline findings rest on, and how far each judgement may move.

    Attributes
    ----------
    sample : the worlds.
    packages : (packages, issues), those compared, the best first.
    headlines : findings with their labels and readings.
    smaa, regret, breakpoints, sobol : None where it was stopped before.
    left_out : stages (see ``STAGES``) that were not finished, or not begun.
    """

    sample: Sample
    packages: NDArray[np.integer]
    headlines: tuple[Labelled, ...] = ()
    smaa: Acceptabilities | None = None
    regret: Regret | None = None
    breakpoints: Breakpoints | None = None
    sobol: Sensitivity | None = None
    left_out: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, object]:
        """Everything as plain data."""
        frame = self.sample.frame
        body = frame.snapshot.body
        return {
            "seed": self.sample.seed,
            "worlds": self.sample.wanted,
            "packages": [frame.package(row) for row in self.packages],
            "headlines": [one.as_dict(body) for one in self.headlines],
            "pairs_possible": pairs_possible(body),
            "breakpoints": None if self.breakpoints is None else self.breakpoints.as_dict(),
            "smaa": None if self.smaa is None else self.smaa.as_dict(),
            "regret": None if self.regret is None else self.regret.as_dict(),
            "sobol": None if self.sobol is None else self.sobol.as_dict(),
            "left_out": list(self.left_out),
            "references": list(REFERENCES),
        }


def robustness(
    sample: Sample,
    packages: NDArray[np.integer],
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Robustness:
    """Labels of the headline findings, readings, breakpoints, ranks, regret and Sobol indices.

    Parameters
    ----------
    sample : the worlds; what is asked many times over is asked of the first of them only.
    packages : (packages, issues), the best first, as ``widely_acceptable`` or ``candidates`` give
        them. Everything said of packages is among these only.
    progress, stop : told how far it is; asked along the way whether to end with what is finished.

    Raises
    ------
    ValueError : the packages do not fit the case.

    >>> from goldenbridge import load
    >>> sample = Sample.draw(load("two-sellers").at(), 1, 128)
    >>> found = robustness(sample, sample.frame.defaults[None] * 0)
    >>> [(one.headline.id, one.label.text()) for one in found.headlines][0]
    ('deal', 'hinges on other-buyer')
    """
    frame = sample.frame
    rows = np.asarray(packages)
    rows = rows.reshape(0, len(frame.space.issues)) if not rows.size else np.atleast_2d(rows)
    if rows.shape[1] != len(frame.space.issues):
        raise ValueError(
            f"One option for each of {len(frame.space.issues)} issues is wanted in each package; "
            f"found {rows.shape[1]}."
        )
    ends: Stop = stop or (lambda: False)
    found = Robustness(sample, rows)
    left: list[str] = []
    steps: tuple[Callable[[Robustness, Progress | None, Stop], tuple[Robustness, bool]], ...] = (
        _labels, _pairs, _smaa, _regret, _breakpoints, _sobol,
    )  # fmt: skip
    for number, (stage, step) in enumerate(zip(STAGES, steps, strict=True)):
        if number and ends():
            left.append(stage)
            continue
        found, whole = step(found, progress, ends)
        if not whole:
            left.append(stage)
    return replace(found, left_out=tuple(left))


def _pools(found: Robustness, count: int) -> tuple[Pool, Pool]:
    return Pool(found.sample, MAIN, count), Pool(found.sample, FRESH, count)


def _labels(found: Robustness, progress: Progress | None, stop: Stop) -> tuple[Robustness, bool]:
    sample, body = found.sample, found.sample.frame.snapshot.body
    all_of_them = headline_findings(*_pools(found, sample.wanted), found.packages)
    shares = {one.id: Share.of(one.ask(NOTHING_SET)) for one in all_of_them}
    main, fresh = Pool(sample, MAIN, READING_WORLDS), Pool(sample, FRESH, SIGNING_WORLDS)
    few = headline_findings(main, fresh, found.packages)
    told = label_findings(few, body, shares, progress=progress, stop=stop)
    wanted = len(single_readings(body))
    return replace(found, headlines=tuple(told)), all(len(one.singles) == wanted for one in told)


def _pairs(found: Robustness, progress: Progress | None, stop: Stop) -> tuple[Robustness, bool]:
    asked = hardest_pairs([one.singles for one in found.headlines])
    few = headline_findings(*_pools(found, PAIR_WORLDS), found.packages)
    answers = ask_readings(
        few, asked, stage="asking pairs of readings", progress=progress, stop=stop
    )
    told = tuple(replace(one, pairs=tuple(answers[one.headline.id])) for one in found.headlines)
    return replace(found, headlines=told), all(len(one.pairs) == len(asked) for one in told)


def _smaa(found: Robustness, progress: Progress | None, stop: Stop) -> tuple[Robustness, bool]:
    if not len(found.packages):
        return found, True
    fresh = Pool(found.sample, FRESH, RANK_WORLDS)
    told = acceptabilities(fresh, found.packages, progress=progress, stop=stop)
    return replace(found, smaa=told), told.complete


def _regret(found: Robustness, progress: Progress | None, stop: Stop) -> tuple[Robustness, bool]:
    if not len(found.packages):
        return found, True
    worlds = Pool(found.sample, FRESH, REGRET_WORLDS).worlds()
    told = regret(worlds, found.packages, progress=progress, stop=stop)
    return replace(found, regret=told), told.complete


def _breakpoints(
    found: Robustness, progress: Progress | None, stop: Stop
) -> tuple[Robustness, bool]:
    pool = Pool(found.sample, FRESH, TURNING_WORLDS)
    told = breakpoints(pool, found.packages, progress=progress, stop=stop)
    return replace(found, breakpoints=told), told.complete


def _sobol(found: Robustness, progress: Progress | None, stop: Stop) -> tuple[Robustness, bool]:
    best = found.packages[0] if len(found.packages) else None
    told = sensitivity(found.sample, best, progress=progress, stop=stop)
    return replace(found, sobol=told), told.complete

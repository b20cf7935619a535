"""Questions whose answer is too long for bins: a party's weights, and all red lines at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.answers import change_in_words
from goldenbridge.analysis.information.asked import Asked, within
from goldenbridge.analysis.information.cells import MOST, speaks_for
from goldenbridge.analysis.information.fold import Fold, Labels
from goldenbridge.analysis.information.red_lines import promise_of_lines
from goldenbridge.analysis.information.weights import Weighing
from goldenbridge.worlds import Frame

__all__ = ["Spoken", "lines_question", "spoken_lines", "spoken_weights", "weights_question"]

#: Patterns of all red lines may speak for more packages than one party's weights.
MOST_LINES = 16


@dataclass(frozen=True, eq=False)
class Spoken:
    """For which packages the answers speak, on each half.

    Attributes
    ----------
    deals : for each half, (packages, issues), the packages spoken for.
    labels : for each half, (W,) which of them the answer in each world speaks for.
    """

    deals: tuple[NDArray[np.int64], NDArray[np.int64]]
    labels: tuple[Labels, Labels]

    def look(self, folds: tuple[Fold, Fold]) -> bool:
        """Search the best package under each answer; whether all are proved best."""
        whole = [fold.look(labels) for fold, labels in zip(folds, self.labels, strict=True)]
        return all(whole)


def spoken_weights(folds: tuple[Fold, Fold], weighing: Weighing, party: int) -> Spoken:
    """What one party's weights speak for."""
    return _spoken(folds, [weighing.promise(fold, party) for fold in folds], MOST)


def spoken_lines(folds: tuple[Fold, Fold]) -> Spoken:
    """What the pattern of all binding red lines speaks for."""
    told = np.ones(len(folds[0].worlds.frame.lines), dtype=np.bool_)
    return _spoken(folds, [promise_of_lines(fold, told) for fold in folds], MOST_LINES)


def weights_question(spoken: Spoken, fold: Fold, party: int, heaviest: tuple[str, ...]) -> Asked:
    """The question after one party's weights.

    Parameters
    ----------
    spoken : what they speak for.
    fold : the half whose advice the answers are told against, settled.
    party : its column.
    heaviest : names of the issues whose weight for it is least known.
    """
    frame = fold.worlds.frame
    key = frame.parties[party]
    name = frame.snapshot.body.parties[key].name
    chiefly = f", chiefly on {'; '.join(heaviest)}" if heaviest else ""
    return Asked(
        "weights",
        key,
        f"What {within(name)} would give for what",
        (name,),
        f"Ask {within(name)} what it would give for what{chiefly}.",
        "by the package that its judged values together make the most promising",
        _texts(frame, spoken.deals[0], fold.deals[0], "Its weights speak for"),
        spoken.labels,
    )


def lines_question(spoken: Spoken, fold: Fold) -> Asked:
    """The question after all red lines at once."""
    frame = fold.worlds.frame
    names = tuple(
        frame.snapshot.body.parties[party].name
        for party, mine in zip(frame.parties, frame.line_owners.T, strict=True)
        if mine.any()
    )
    return Asked(
        "all_lines",
        "red_lines",
        "All red lines at once",
        names,
        "Let each side tell, in confidence, which of its red lines are real.",
        "by the package that suits most often of those that cross no real line",
        _texts(frame, spoken.deals[0], fold.deals[0], "The real lines leave room for"),
        spoken.labels,
    )


def _spoken(folds: tuple[Fold, Fold], promises: list[NDArray[np.float64]], most: int) -> Spoken:
    kept = [
        speaks_for(promise, fold.chosen, most)
        for fold, promise in zip(folds, promises, strict=True)
    ]
    first, second = (fold.deals[k[0]] for fold, k in zip(folds, kept, strict=True))
    return Spoken((first, second), (kept[0][1], kept[1][1]))


def _texts(
    frame: Frame, deals: NDArray[np.int64], advice: NDArray[np.int64], start: str
) -> tuple[str, ...]:
    now = frame.package(advice)
    told = []
    for deal in deals:
        changes = change_in_words(frame.snapshot, frame.package(deal), now)
        told.append(f"{start} {'; '.join(changes) if changes else 'the present advice'}.")
    return tuple(told)

"""How each answer would change the advice: the package to announce then, and how it would fare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.information.fold import Fold, Labels
from goldenbridge.analysis.information.value import Value
from goldenbridge.case.case import Snapshot
from goldenbridge.dealspace.search.accepts import accepted

__all__ = ["Answer", "answers", "change_in_words"]


@dataclass(frozen=True)
class Answer:
    """One answer, and the advice then.

    Attributes
    ----------
    answer : in words.
    weight : share of worlds in which it holds.
    package : issue → option, to announce then.
    changes : issue → option of the present advice, option then; empty where it stays.
    in_words : the changes in words.
    share : share of worlds with this answer in which all needed parties accept the package.
    share_of_advice : the same for the present advice.
    gain : the difference, with its interval.
    """

    answer: str
    weight: Share
    package: dict[str, str]
    changes: dict[str, tuple[str, str]]
    in_words: tuple[str, ...]
    share: Share
    share_of_advice: Share
    gain: Value

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        return {
            "answer": self.answer,
            "weight": self.weight.as_dict(),
            "package": self.package,
            "changes": {issue: list(pair) for issue, pair in self.changes.items()},
            "in_words": list(self.in_words),
            "share": self.share.as_dict(),
            "share_of_advice": self.share_of_advice.as_dict(),
            "gain": {
                "estimate": round(self.gain.raw, 6),
                "interval": [round(self.gain.low, 6), round(self.gain.high, 6)],
            },
        }


def answers(
    fold: Fold,
    labels: Labels,
    told: tuple[str, ...],
    change: Literal["none", "clear", "best"] = "clear",
) -> tuple[Answer, ...]:
    """What to announce under each answer: chosen on one half, measured on the other.

    Packages that do equally well as far as the worlds can tell differ in ways that mean nothing.
    So, where ``change`` is "clear", the fewest issues are changed that leave the package within
    one standard error of the best on the half it was chosen on; "best" takes the best itself,
    and "none" keeps the advice, to show how it fares under each answer.

    References
    ----------
    Breiman, Friedman, Olshen and Stone (1984), Classification and regression trees: the rule of
    one standard error.
    """
    frame = fold.worlds.frame
    advice = frame.package(fold.deals[0])
    best = fold.picks(labels)
    found = []
    for number, text in enumerate(told):
        here = labels == number
        deal = fold.deals[0 if change == "none" else best[number]]
        if change == "clear":
            deal = _simplest(fold, fold.chosen[here[fold.chosen]], deal)
        other = fold.other[here[fold.other]]
        stays = fold.takes[other, 0]
        same = bool((deal == fold.deals[0]).all())
        takes = stays if same else _takes(fold, other, deal[None])[:, 0]
        package = frame.package(deal)
        found.append(
            Answer(
                text,
                Share.of(here),
                package,
                {k: (advice[k], v) for k, v in package.items() if v != advice[k]},
                change_in_words(frame.snapshot, package, advice),
                Share.of(takes),
                Share.of(stays),
                Value.of(takes.astype(float) - stays),
            )
        )
    return tuple(found)


def change_in_words(
    snapshot: Snapshot, package: dict[str, str], advice: dict[str, str]
) -> tuple[str, ...]:
    """Where a package differs from the advice: issue, option now, option before."""
    told = []
    for key, option in package.items():
        if option != advice[key]:
            issue = snapshot.body.issues[key]
            now, before = issue.options[option].name, issue.options[advice[key]].name
            told.append(f"{issue.name}: {now}, not {before}")
    return tuple(told)


def _simplest(fold: Fold, where: NDArray[np.int64], deal: NDArray[np.int64]) -> NDArray[np.int64]:
    """The package nearest to the advice that is hardly accepted less often in these worlds."""
    advice: NDArray[np.int64] = fold.deals[0]
    if (deal == advice).all() or not len(where):
        return advice
    best = _takes(fold, where, deal[None])[:, 0]
    if _hardly_worse(best, fold.takes[where, 0]):
        return advice
    now = deal
    while True:
        issues = np.flatnonzero(now != advice)
        nearer = np.repeat(now[None], len(issues), axis=0)
        nearer[np.arange(len(issues)), issues] = advice[issues]
        takes = _takes(fold, where, nearer)
        first = int(takes.sum(axis=0).argmax())
        if not _hardly_worse(best, takes[:, first]):
            return now
        now = nearer[first]


def _hardly_worse(best: NDArray[np.bool_], takes: NDArray[np.bool_]) -> bool:
    """Whether the mean loss against the best is within one standard error of the difference."""
    loss = best.astype(float) - takes
    return float(loss.sum()) <= float(np.sqrt(np.square(loss - loss.mean()).sum()))


def _takes(fold: Fold, where: NDArray[np.int64], deals: NDArray[np.int64]) -> NDArray[np.bool_]:
    frame, worlds = fold.worlds.frame, fold.worlds
    return accepted(
        frame.layers,
        worlds.worths.some(where),
        worlds.no_deal[where],
        worlds.binding[where],
        frame.consent,
        deals,
    )

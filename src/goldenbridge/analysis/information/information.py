"""What to find out first: what each answer would be worth before the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.information.asked import Asked, own_lines, questions
from goldenbridge.analysis.information.dealt import (
    Spoken,
    lines_question,
    spoken_lines,
    spoken_weights,
    weights_question,
)
from goldenbridge.analysis.information.floor import Shuffles, floor_of
from goldenbridge.analysis.information.fold import Fold, folds
from goldenbridge.analysis.information.question import Question, valued
from goldenbridge.analysis.information.red_lines import look_under_patterns
from goldenbridge.analysis.information.value import Value
from goldenbridge.analysis.information.weights import Weighing
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.worlds import Frame, Worlds

__all__ = ["Information", "information"]

T = TypeVar("T")

#: With fewer worlds nothing is valued.
LEAST_WORLDS = 40
#: Issues named where a party is asked for its weights.
NAMED = 3


@dataclass(frozen=True, eq=False)
class Information:
    """What to ask, the most valuable first, and what knowing everything would be worth.

    Attributes
    ----------
    evpi : what it is worth to know everything: share of worlds with some deal, less the share
        in which the best single package is accepted.
    advice : the present advice, issue → option; None where no package is accepted anywhere.
    share : how often it is accepted in worlds it was not chosen on.
    advice_proved : whether it is proved best on the half it was chosen on.
    exchange : knowing all red lines at once; None where no line is uncertain.
    exchange_by_party : party → knowing its own red lines.
    questions : the most valuable first; those below what the worlds can see come last.
    floor : what the best of all these questions reaches by luck in one case of twenty.
    worlds : how many were looked at.
    complete : false where it was stopped early.
    """

    evpi: Value
    advice: dict[str, str] | None
    share: Share
    advice_proved: bool
    exchange: Question | None
    exchange_by_party: dict[str, Question]
    questions: tuple[Question, ...]
    floor: float
    worlds: int
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge bridge --json`` gives it."""
        by_party = {key: one.as_dict() for key, one in self.exchange_by_party.items()}
        return {
            "evpi": {**self.evpi.as_dict(), "raw": round(self.evpi.raw, 6)},
            "advice": {
                "package": self.advice,
                "share": self.share.as_dict(),
                "proved": self.advice_proved,
            },
            "exchange_red_lines": {
                "all": None if self.exchange is None else self.exchange.as_dict(),
                "by_party": by_party,
            },
            "questions": [question.as_dict() for question in self.questions],
            "floor": round(self.floor, 6),
            "worlds": self.worlds,
            "complete": self.complete,
        }


def information(
    sample: Sample, *, progress: Progress | None = None, stop: Stop | None = None
) -> Information:
    """What each answer is worth to a mediator who must announce one package.

    The value of an answer is how much more often the announced package would be accepted by all
    whose consent it needs, if the package could be chosen after the answer. The package is
    searched anew under each answer on one half of the worlds and valued on the other, and then
    the halves change places. Trust a value only above its floor, and read it as a statement
    about the case as coded: no answer is predicted, and an answer may be tactical (see
    ``reliability``).

    Parameters
    ----------
    sample : the worlds.
    progress, stop : told of each step; asked between questions.

    References
    ----------
    Raiffa and Schlaifer (1961), Applied statistical decision theory; Howard (1966), Information
    value theory; Strong, Oakley and Brennan (2014), Estimating multiparameter partial expected
    value of perfect information.

    >>> from goldenbridge import load
    >>> found = information(Sample.draw(load("two-sellers").at(), seed=1, worlds=512))
    >>> print(found.share)
    25 % (20 to 31 %)
    >>> found.questions[0].asked.words
    "Ask Poppy's Bakery how far it would go from what it offered to what it refused."
    """
    worlds = sample.worlds
    if len(worlds) < LEAST_WORLDS:
        return _nothing(worlds)
    halves = folds(worlds)
    tell = _Steps(progress, stop)
    told, spoken, lines, proved = _search(sample, halves, tell)
    fold = halves[0]
    if not fold.takes[fold.chosen, 0].any():
        return _nothing(worlds, _everything(halves))
    asked = list(told)
    for party, one in spoken.items():
        heaviest = _least_known(sample.frame, party)
        asked.append(weights_question(one, fold, party, heaviest))
    owners = {p: own_lines(worlds, n) for n, p in enumerate(worlds.frame.parties)}
    exchanged = None if lines is None else lines_question(lines, fold)
    shuffles = Shuffles(sample.seed, len(worlds))
    tell.begin("what so many worlds cannot see", len(asked))
    dealt = [tell.after(shuffles.values(halves, one.labels)) for one in asked]
    common = floor_of(np.max(dealt, axis=0)) if dealt else 0.0

    def value(one: Asked, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Question:
        return valued(one, halves, values, common, proved=proved.get((one.kind, one.id), False))

    tell.begin("how answers change the advice", len(asked))
    found = [tell.after(value(*pair)) for pair in zip(asked, dealt, strict=True)]
    found.sort(key=lambda q: (not q.visible, -round(q.value.raw, 9), q.asked.kind, q.asked.id))
    known = {(q.asked.kind, q.asked.id): q for q in found}
    by_party = {
        p: known.get(("own_lines", p)) or value(one, shuffles.values(halves, one.labels))
        for p, one in owners.items()
        if one is not None
    }
    return Information(
        evpi=_everything(halves),
        advice=worlds.frame.package(fold.deals[0]),
        share=Share.of(fold.takes[fold.other, 0]),
        advice_proved=fold.advice_proved,
        exchange=None
        if exchanged is None
        else value(exchanged, shuffles.values(halves, exchanged.labels)),
        exchange_by_party=by_party,
        questions=tuple(found),
        floor=common,
        worlds=len(worlds),
        complete=not tell.stopped,
    )


class _Steps:
    """Tells how far each stage is, and remembers whether it was asked to stop."""

    def __init__(self, progress: Progress | None, stop: Stop | None) -> None:
        self._progress, self._stop = progress, stop
        self._stage, self._of, self._done, self.stopped = "", 1, 0, False

    def begin(self, stage: str, of: int) -> None:
        self._stage, self._of, self._done = stage, max(of, 1), 0

    def after(self, result: T) -> T:
        """Hand a finished result through, and tell of it."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._stage, min(self._done / self._of, 1.0))
        return result

    def stop(self) -> bool:
        self.stopped = self.stopped or (self._stop is not None and self._stop())
        return self.stopped


def _search(
    sample: Sample, halves: tuple[Fold, Fold], tell: _Steps
) -> tuple[list[Asked], dict[int, Spoken], Spoken | None, dict[tuple[str, str], bool]]:
    """Search the best package under every answer on both halves, and settle what is known."""
    worlds, frame = sample.worlds, sample.frame
    plain = questions(worlds)
    told: list[Asked] = []
    proved: dict[tuple[str, str], bool] = {}
    tell.begin("what to find out first", len(plain) + len(frame.parties) + 1)
    for one in plain:
        if tell.stop():
            break
        whole = [fold.look(mine) for fold, mine in zip(halves, one.labels, strict=True)]
        proved[one.kind, one.id] = tell.after(all(whole))
        told.append(one)
    _settle(halves)
    weighing = Weighing(sample)
    spoken: dict[int, Spoken] = {}
    for party, key in enumerate(frame.parties):
        if not _weighs(frame, key) or tell.stop():
            continue
        spoken[party] = spoken_weights(halves, weighing, party)
        proved["weights", key] = tell.after(spoken[party].look(halves))
    lines = None
    varies = worlds.binds.any(axis=0) & ~worlds.binds.all(axis=0)
    if varies.any() and not tell.stop():
        for fold in halves:
            look_under_patterns(fold)
        _settle(halves)
        lines = spoken_lines(halves)
        proved["all_lines", "red_lines"] = tell.after(lines.look(halves))
    _settle(halves)
    return told, spoken, lines, proved


def _settle(halves: tuple[Fold, Fold]) -> None:
    for fold in halves:
        fold.settle()


def _weighs(frame: Frame, party: str) -> bool:
    """Whether any judged value of a party is uncertain."""
    judged = frame.snapshot.judgements().items()
    return any(path[:2] == ("worths", party) and value.uncertain for path, value in judged)


def _least_known(frame: Frame, party: int) -> tuple[str, ...]:
    """Names of the open issues whose weight for a party has the widest range."""
    body, key = frame.snapshot.body, frame.parties[party]
    swings = body.worths[key].swings if key in body.worths else {}
    wide = sorted(
        (judged.low - judged.high, issue)
        for issue, judged in swings.items()
        if judged.uncertain and body.issues[issue].open
    )
    return tuple(body.issues[issue].name for _, issue in wide[:NAMED])


def _everything(halves: tuple[Fold, Fold]) -> Value:
    """Knowing everything: some deal in each world that has one, against the advice."""
    gains = []
    for fold, across in zip(halves, halves[::-1], strict=True):
        # The other half is the one its partner chooses on: there it knows where deals are.
        gains.append(across.chooser.any_deal.astype(float) - fold.takes[fold.other, 0])
    return Value.of(np.concatenate(gains))


def _nothing(worlds: Worlds, evpi: Value | None = None) -> Information:
    """Where there is nothing to value: too few worlds, or no package accepted in any."""
    return Information(
        evpi or Value(0.0, 0.0, 0.0, len(worlds)), None, Share(0, len(worlds)), False,
        None, {}, (), 0.0, len(worlds), True,
    )  # fmt: skip

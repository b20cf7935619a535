"""Issues linked: what a party that balks at one issue could be given on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import Answers, answers, checked, chosen_on, moves
from goldenbridge.analysis.offers.changes import changes
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.worlds import Frame, Worlds

__all__ = ["REFERENCES", "Exchange", "InKind", "in_kind"]

REFERENCES = (
    (
        "Tollison, R. D. & Willett, T. D. (1979). An economic theory of mutually advantageous "
        "issue linkages in international negotiations. International Organization 33(4), 425–449."
    ),
    (
        "Froman, L. A. & Cohen, M. D. (1970). Compromise and logroll: comparing the efficiency of "
        "two bargaining processes. Behavioral Science 15(2), 180–183."
    ),
)

#: Exchanges told for each receiver, best first.
SHOWN = 8


@dataclass(frozen=True, eq=False)
class Exchange:
    """A concession on one issue for which a party swallows another; measured on fresh worlds.

    Attributes
    ----------
    balks_at : the issue that the refusal hangs on.
    before, after : (issues,), the package and what becomes of it.
    hangs_on : of the worlds where the party refuses, those where it would take the package if that
        issue alone were settled otherwise.
    content : of the worlds where the party refuses, those where its refusal hangs on that issue
        and the concession makes it and everybody who takes the package content.
    loses : party → of the worlds where it takes the package, those where it refuses afterwards.
    pays : party → median points the concession costs it where it does the work; own points.
    """

    frame: Frame
    party: str
    balks_at: str
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    hangs_on: Share
    content: Share
    loses: Mapping[str, Share]
    pays: Mapping[str, float]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        issue = self.frame.snapshot.body.issues[self.balks_at]
        return {
            "balks_at": self.balks_at,
            "balks_at_name": issue.name,
            "hangs_on": self.hangs_on.as_dict(),
            "in_return": moves(self.frame, self.before, self.after)[0],
            "content": self.content.as_dict(),
            "loses": {party: share.as_dict() for party, share in self.loses.items()},
            "pays": dict(self.pays),
        }


@dataclass(frozen=True, eq=False)
class InKind:
    """Exchanges between issues that turn a refusal, receiver by receiver, best first.

    Attributes
    ----------
    exchanges : party → what it could be given, at most eight; empty where nothing turns it.
    """

    frame: Frame
    deal: NDArray[np.int64]
    exchanges: Mapping[str, tuple[Exchange, ...]]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "package": self.frame.package(self.deal),
            "parties": {
                party: [exchange.as_dict() for exchange in several]
                for party, several in self.exchanges.items()
            },
        }


def in_kind(
    sample: Sample,
    deal: ArrayLike,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> InKind:
    """What a party that refuses because of one issue could be given on another.

    A refusal *hangs on* an issue in a world where another option on it alone would have the
    party sign. For every such issue and every other issue, the option is found that makes the
    party content, keeping everybody who takes the package, in the most worlds; ties go to the
    fewest worlds where a consent is lost. No points pass from one rod to another: the payer
    gives up something it has, and what that costs is told in its own points.

    Parameters
    ----------
    sample : the worlds; exchanges are chosen on them and measured on fresh ones.
    deal : (issues,), option numbers.
    progress, stop : told how far it is; asked between parties.

    Raises
    ------
    ValueError : no package of the case.

    References
    ----------
    Tollison & Willett (1979); Froman & Cohen (1970) on the logroll.

    >>> from goldenbridge import load
    >>> sample = Sample.draw(load("two-sellers").at(), seed=1, worlds=256)
    >>> text = sample.frame.index({"flour": "high", "delivery": "deliver"})
    >>> for one in in_kind(sample, text).exchanges["bakery"][:1]:
    ...     print(one.balks_at, one.frame.package(one.after))
    flour {'flour': 'high', 'bread': 'high', 'delivery': 'deliver'}
    """
    frame, row = sample.frame, checked(sample.frame, deal)
    several = list(changes(frame.space, row, 1))
    rows = np.concatenate([row[None], *several])
    where = np.concatenate([[-1], (rows[1:] != row).argmax(axis=1)])
    chosen, measured = chosen_on(sample), sample.fresh
    first = answers(chosen, rows)
    found: dict[str, tuple[Exchange, ...]] = {}
    for party, name in enumerate(frame.parties):
        if not first.takes[:, party, 0].all():
            pairs = _pairs(first, where, party)
            told = [_measure(measured, name, party, rows, where, a, n) for a, n in pairs]
            told = [one for one in told if one.content.count]
            told.sort(key=lambda one: -one.content.count)
            found[name] = tuple(told[:SHOWN])
        if progress is not None:
            progress("linking issues", (party + 1) / len(frame.parties))
        if stop is not None and stop():
            break
    return InKind(frame, row, found)


def _hangs(said: Answers, where: NDArray[np.int64], party: int, issue: int) -> NDArray[np.bool_]:
    """Worlds where the party refuses and another option on the issue would have it sign: (W,)."""
    takes, asked = said.takes[:, party], said.asked[:, party]
    result: NDArray[np.bool_] = ~takes[:, 0] & takes[:, (where == issue) & asked].any(axis=1)
    return result


def _works(said: Answers, party: int) -> NDArray[np.bool_]:
    """Worlds where each package turns the party and keeps all who take the first: (W, D)."""
    takes = said.takes
    now = takes[:, :, :1]
    keeps = (takes | ~now).all(axis=1)
    result: NDArray[np.bool_] = keeps & takes[:, party] & ~now[:, party] & said.asked[:, party]
    return result


def _pairs(said: Answers, where: NDArray[np.int64], party: int) -> list[tuple[int, int]]:
    """For each issue balked at and each other issue, the row that does best; the best pairs."""
    works, issues = _works(said, party), np.unique(where[1:])
    lost = (said.takes[:, :, :1] & ~said.takes).any(axis=1).sum(axis=0)
    ranked = []
    for issue in issues:
        hangs = _hangs(said, where, party, int(issue))
        if not hangs.any():
            continue
        won = works[hangs].sum(axis=0)
        for other in issues:
            rows = np.flatnonzero(where == other)
            best = rows[np.lexsort((lost[rows], -won[rows]))[0]]
            if other != issue and won[best]:
                ranked.append((-int(won[best]), int(issue), int(best)))
    return [(issue, row) for _, issue, row in sorted(ranked)[: 2 * SHOWN]]


def _measure(
    worlds: Worlds,
    name: str,
    party: int,
    rows: NDArray[np.int64],
    where: NDArray[np.int64],
    issue: int,
    number: int,
) -> Exchange:
    frame = worlds.frame
    of_issue = np.flatnonzero(where == issue)
    said = answers(worlds, rows[np.concatenate([[0, number], of_issue])])
    takes = said.takes
    hangs = _hangs(said, np.concatenate([[-1, -1], where[of_issue]]), party, issue)
    works = _works(said, party)[:, 1] & hangs
    refuses = np.flatnonzero(~takes[:, party, 0])
    cost = said.gains[works][:, :, 0] - said.gains[works][:, :, 1]
    medians = np.median(cost, axis=0) if len(cost) else np.zeros(len(frame.parties))
    return Exchange(
        frame,
        name,
        frame.space.issues[issue],
        rows[0],
        rows[number],
        Share.of(hangs[refuses]),
        Share.of(works[refuses]),
        {
            other: Share.of(np.logical_not(takes[takes[:, n, 0], n, 1]))
            for n, other in enumerate(frame.parties)
        },
        {
            other: round(float(medians[n]), 6)
            for n, other in enumerate(frame.parties)
            if medians[n] > 1e-9
        },
    )

"""How often each package ranks first, second, … for each party, over all uncertain judgements.

Stochastic multicriteria acceptability analysis: instead of one set of weights, all that the
evidence leaves open, and for each package the weights that speak for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness.headlines import signed
from goldenbridge.analysis.robustness.pool import Pool
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.dealspace.worths import TOLERANCE, value
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Settings, Worlds

__all__ = [
    "REFERENCES",
    "TIES",
    "Acceptabilities",
    "acceptabilities",
    "rank_acceptability",
    "ranks",
]

REFERENCES = (
    "Lahdelma, R. and others (1998), SMAA: Stochastic multiobjective acceptability analysis.",
    "Tervonen, T. and Lahdelma, R. (2007), Implementing SMAA methods.",
)
TIES = "Packages worth the same share the better rank, so that shares of one rank may pass 1."

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A package gets its central weights told where it ranks first in at least so many worlds.
LEAST = 20


def ranks(worths: Floats) -> Ints:
    """Ranks of packages, 0 the best: one more for each package that is worth more; ties share.

    Parameters
    ----------
    worths : (..., n), of n packages.

    >>> import numpy as np
    >>> ranks(np.array([5.0, 7.0, 5.0])).tolist()
    [1, 0, 1]
    """
    better = worths[..., None, :] > worths[..., :, None] + TOLERANCE
    return np.asarray(better.sum(axis=-1), dtype=np.int64)


def rank_acceptability(worths: Floats) -> Ints:
    """In how many worlds each package has each rank.

    Parameters
    ----------
    worths : (W, n), of n packages to one party.

    Returns
    -------
    array (n, n): packages, ranks.

    References
    ----------
    Tervonen and Lahdelma (2007), the rank acceptability index.

    >>> import numpy as np
    >>> rank_acceptability(np.array([[1.0, 2.0], [3.0, 2.0], [4.0, 1.0]])).tolist()
    [[2, 1], [1, 2]]
    """
    placed = ranks(worths)
    n = worths.shape[1]
    return np.array([np.bincount(placed[:, k], minlength=n) for k in range(n)], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Acceptabilities:
    """Which package ranks where for whom, and with which weights.

    Attributes
    ----------
    parties : ids of the P parties.
    counts : (P, n, n), worlds in which a package has a rank, for each party.
    mean_worth : (P, n), mean worth over worlds, each party in its own points.
    central : party number, package → path of a swing → its mean in the worlds where the
        package ranks first for the party; only where these are enough.
    usual : path of a swing → its mean over all worlds.
    confidence : party number, package → worlds where it ranks first with the central weights set.
    joint : worlds in which all whose consent a package needs sign it, for each package.
    worlds : on how many worlds.
    complete : whether all confidence factors that could be told were asked.
    """

    parties: tuple[str, ...]
    counts: Ints
    mean_worth: Floats
    central: dict[tuple[int, int], dict[Path_, float]]
    usual: dict[Path_, float]
    confidence: dict[tuple[int, int], Share]
    joint: tuple[Share, ...]
    worlds: int
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """Plain data, by package in the order given."""
        return {
            "worlds": self.worlds,
            "ties": TIES,
            "complete": self.complete,
            "usual_weights": {
                party: {
                    str(path[3]): round(mean, 6)
                    for path, mean in self.usual.items()
                    if path[1] == party
                }
                for party in self.parties
            },
            "packages": [
                {
                    "package": k,
                    "joint": self.joint[k].as_dict(),
                    "parties": {
                        party: self._of(number, k) for number, party in enumerate(self.parties)
                    },
                }
                for k in range(self.counts.shape[1])
            ],
        }

    def _of(self, party: int, package: int) -> dict[str, object]:
        counts = self.counts[party, package]
        places = np.arange(1, len(counts) + 1)
        mean = float(counts @ places) / self.worlds if self.worlds else None
        central = self.central.get((party, package))
        sure = self.confidence.get((party, package))
        return {
            "first": Share(int(counts[0]), self.worlds).as_dict(),
            "ranks": [round(float(c) / max(self.worlds, 1), 6) for c in counts],
            "mean_rank": None if mean is None else round(mean, 6),
            "mean_worth": round(float(self.mean_worth[party, package]), 6),
            "central_weights": central
            if central is None
            else {str(path[3]): round(mean, 6) for path, mean in central.items()},
            "confidence_factor": None if sure is None else sure.as_dict(),
        }


def acceptabilities(
    fresh: Pool,
    packages: NDArray[np.integer],
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Acceptabilities:
    """Acceptability indices of packages for each party and jointly, over all uncertain judgements.

    A package that ranks first for a party is not thereby one it gets: ranks are the party's own,
    joint acceptability is everybody's. Weights are swings; a party's baskets still hold theirs to
    their totals. The confidence factor sets the party's central weights and leaves all else as
    drawn: a low one says that the package is not surely best even for whom it should suit best.

    Parameters
    ----------
    fresh : worlds that the packages were not chosen on.
    packages : (n, issues).
    progress, stop : told how far it is; asked between confidence factors whether to end there.
    """
    worlds = fresh.worlds()
    frame, n = fresh.frame, len(packages)
    worths = value(frame.layers, worlds.worths, packages)
    parties = range(len(frame.parties))
    counts = np.array([rank_acceptability(worths[:, p]) for p in parties])
    weights = _weights(worlds)
    usual = {path: float(drawn.mean()) for path, drawn in weights.items()} if len(worlds) else {}
    central: dict[tuple[int, int], dict[Path_, float]] = {}
    for p, party in enumerate(frame.parties):
        placed = ranks(worths[:, p])
        for k in range(n):
            first = placed[:, k] == 0
            if int(first.sum()) >= LEAST:
                central[p, k] = {
                    path: float(drawn[first].mean())
                    for path, drawn in weights.items()
                    if path[1] == party
                }
    confidence: dict[tuple[int, int], Share] = {}
    for number, ((p, k), mean) in enumerate(central.items()):
        if stop is not None and number and stop():
            break
        changed = fresh.worlds(Settings(values=mean))
        again = value(frame.layers, changed.worths, packages)[:, p]
        confidence[p, k] = Share.of(np.asarray(ranks(again)[:, k] == 0))
        if progress is not None:
            progress("ranking packages", (number + 1) / len(central))
    joint = signed(worlds, packages)
    return Acceptabilities(
        frame.parties,
        counts,
        worths.mean(axis=0) if len(worlds) else np.zeros((len(parties), n)),
        central,
        usual,
        confidence,
        tuple(Share.of(joint[:, k]) for k in range(n)),
        len(worlds),
        complete=len(confidence) == len(central),
    )


def _weights(worlds: Worlds) -> dict[Path_, Floats]:
    """The uncertain swings of the parties, as drawn: path → (W,)."""
    return {
        path: drawn
        for path, drawn in worlds.judged.items()
        if path[0] == "worths" and path[2] == "swings"
    }

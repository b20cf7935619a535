"""A schedule made for the likeliest values, tried in worlds where everything may be otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.analysis.steps.agreed import Agreed, patience_of, reversible
from goldenbridge.analysis.steps.margins import TOLERANCE, Margins, margins_in
from goldenbridge.analysis.steps.schedule import Schedule
from goldenbridge.worlds import Worlds
from goldenbridge.worlds.uniforms import triangular, uniforms

__all__ = ["Tested", "drawn_patience", "try_in_worlds"]

Floats = NDArray[np.float64]

#: A stream of its own: patience is drawn apart, so no world is another for it.
STREAM = 31
CHUNK = 1000
SHARES = (0.5, 0.8, 0.95)


@dataclass(frozen=True)
class Tested:
    """What becomes of a schedule over many worlds.

    Attributes
    ----------
    begins : worlds in which all prefer the package, as late as it comes, to no deal.
    holds : worlds in which all begin and nobody gains by breaking at any point.
    kept : the same as a share of the worlds in which all begin.
    without_added : ``holds``, had no guarantee been added.
    stays_away : party → worlds in which it would not begin.
    breaks : (period, party) → share of the begun worlds in which that is the first breach; the
        party is the one that gains most then.
    needed : party → guarantee, besides those posted, that would keep it in half, four fifths
        and nineteen twentieths of the begun worlds.
    taken_back : the share that holds with everything as reversible as at least, and at most,
        thought; None where the case gives no ranges.
    """

    begins: Share
    holds: Share
    kept: Share
    without_added: Share
    stays_away: dict[str, Share]
    breaks: dict[tuple[int, str], Share]
    needed: dict[str, dict[float, float]]
    taken_back: tuple[Share, Share] | None


def drawn_patience(agreed: Agreed, worlds: Worlds, seed: int, stream: int) -> Floats:
    """The patience of each party in each world: (W, P), one draw each, by the world's number.

    Parameters
    ----------
    seed, stream : those of the worlds, so that every world keeps its patience.
    """
    frame = agreed.frame
    count = int(worlds.index.max(initial=-1)) + 1
    u = uniforms(seed, 0, count, len(frame.parties), STREAM + stream)[worlds.index]
    known = [patience_of(frame, party) for party in agreed.parties]
    corners = np.array([[k.low, k.mode, k.high] for k in known]).T
    return triangular(u[:, agreed.columns], *corners)


def try_in_worlds(
    agreed: Agreed,
    schedule: Schedule,
    worlds: Worlds,
    patience: Floats,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Tested:
    """Try a schedule, with its guarantees, in many worlds.

    Parameters
    ----------
    worlds : W of them, best ones that nothing was chosen on.
    patience : (W, P).
    progress, stop : told how far it is; asked whether to end with the worlds tried so far.
    """
    tried: list[Margins] = []
    ends: list[tuple[Margins, Margins]] = []
    corners = _corners(agreed)
    for start in range(0, max(len(worlds), 1), CHUNK):
        rows = np.arange(start, min(start + CHUNK, len(worlds)))
        worth, outside = agreed.worths(worlds.some(rows))
        those = (schedule.levels, worth, outside, patience[rows], schedule.added)
        tried.append(margins_in(agreed.exchange, *those))
        if corners is not None:
            least, most = (
                margins_in(replace(agreed.exchange, reversible=r), *those) for r in corners
            )
            ends.append((least, most))
        if progress is not None:
            progress(
                "trying the steps in many worlds", min(1.0, (start + CHUNK) / max(len(worlds), 1))
            )
        if stop is not None and stop():
            break
    found = Margins(
        np.concatenate([m.going_on for m in tried]), np.concatenate([m.begin for m in tried])
    )
    return _told(agreed, schedule, found, patience[: len(found.begin)], ends)


def _told(
    agreed: Agreed,
    schedule: Schedule,
    found: Margins,
    patience: Floats,
    ends: list[tuple[Margins, Margins]],
) -> Tested:
    late = patience**agreed.exchange.lag
    bare = found.going_on - (late * schedule.added)[:, :, None]
    begun = found.begins
    worst = found.going_on[begun]
    first: Counter[tuple[int, str]] = Counter()
    failing = np.asarray((worst < -TOLERANCE).any(axis=1))
    for row in np.flatnonzero(np.asarray(failing.any(axis=1))):
        point = int(np.argmax(failing[row]))
        first[point + 1, agreed.parties[int(np.argmin(worst[row, :, point]))]] += 1
    count = int(begun.sum())
    kept_bare = Margins(bare, found.begin)
    missing = np.maximum(0.0, -bare.min(axis=2) / late)[begun]
    both = [Share.of(np.concatenate([pair[end].holds for pair in ends])) for end in (0, 1) if ends]
    return Tested(
        Share.of(begun),
        Share.of(found.holds),
        Share(int(found.holds.sum()), count),
        Share.of(kept_bare.holds),
        {party: Share.of(found.begin[:, n] < -TOLERANCE) for n, party in enumerate(agreed.parties)},
        {key: Share(n, count) for key, n in sorted(first.items(), key=lambda i: (-i[1], i[0]))},
        {
            party: {q: float(np.quantile(missing[:, n], q, method="higher")) for q in SHARES}
            for n, party in enumerate(agreed.parties)
            if count
        },
        (both[0], both[1]) if both else None,
    )


def _corners(agreed: Agreed) -> tuple[Floats, Floats] | None:
    """Shares that can be taken back, at their least and at their most; None without ranges."""
    least, most = (
        np.array([reversible(act.doing, corner) for act in agreed.acts])
        for corner in ("low", "high")
    )
    return None if (least == most).all() else (least, most)

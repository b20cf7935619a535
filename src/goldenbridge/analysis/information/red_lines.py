"""What it would help if red lines were exchanged: told which of them are real.

Thousands of patterns of binding lines cannot be binned, but what a pattern does is known: it
rules packages out. So packages are scored by who finds them worth signing, and under each
pattern the best one that crosses no line is announced.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.fold import Fold
from goldenbridge.dealspace.search.accepts import accepts, crosses
from goldenbridge.dealspace.search.choosing import Chooser
from goldenbridge.worlds import Frame

__all__ = ["governed", "look_under_patterns", "promise_of_lines"]

#: With fewer worlds of the same governed lines, all worlds are scored together.
FEW = 50
#: Packages are searched for so many of the most frequent patterns, on at most so many worlds.
PATTERNS = 12
SCORED = 500
NODES = 3_000


def governed(frame: Frame) -> NDArray[np.bool_]:
    """Which red lines tell of more than themselves, since a hypothesis decides them: (L,)."""
    moved = {
        effect.red_line
        for _, effects in frame.snapshot.effects()
        for effect in effects
        if effect.red_line is not None
    }
    lines = zip(frame.lines, frame.red_lines, strict=True)
    return np.array(
        [line.hypothesis is not None or key in moved for key, line in lines], dtype=np.bool_
    )


def look_under_patterns(fold: Fold) -> None:
    """Search the package that suits most often under each of the most frequent patterns of lines.

    Which worlds have the pattern makes no difference here, only what the pattern rules out.
    """
    worlds, frame = fold.worlds, fold.worlds.frame
    part = worlds.some(fold.chosen[:SCORED])
    none = np.zeros(len(part), dtype=np.uint64)
    chooser = Chooser(frame.layers, part.worths, part.no_deal, none, frame.consent)
    patterns, often = np.unique(worlds.binding[fold.chosen], return_counts=True)
    common = patterns[np.argsort(-often, kind="stable")[:PATTERNS]]
    whole = np.ones(len(part), dtype=np.bool_)
    found = [chooser.best(whole, 0, NODES, binding=int(pattern)).deal for pattern in common]
    deals = [deal for deal in found if deal is not None]
    if deals:
        fold.add(np.array(deals))


def promise_of_lines(fold: Fold, told: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How often each known package would be accepted, given which told red lines bind: (W, K).

    Parameters
    ----------
    fold : the half to score on.
    told : (L,), the red lines of which it is told whether they bind; the others stay unknown.
    """
    worlds, frame = fold.worlds, fold.worlds.frame
    bits = np.uint64(1) << np.arange(len(frame.lines), dtype=np.uint64)
    known = np.uint64(sum(int(bit) for bit in bits[told]))
    part = worlds.some(fold.chosen)
    content = accepts(frame.layers, part.worths, part.no_deal, frame.consent, fold.deals)
    unknown = part.binding & ~known
    suits = content.all(axis=1) & (crosses(frame.layers, unknown, fold.deals, frame.consent) == 0)
    clear = crosses(frame.layers, worlds.binding & known, fold.deals, frame.consent) == 0
    _, group = np.unique(worlds.binds[:, told & governed(frame)], axis=0, return_inverse=True)
    group = group.ravel()
    mine = group[fold.chosen]
    whole = suits.mean(axis=0) if len(suits) else np.zeros(len(fold.deals))
    score = np.array(
        [
            suits[mine == number].mean(axis=0) if (mine == number).sum() >= FEW else whole
            for number in range(int(group.max(initial=-1)) + 1)
        ]
    ).reshape(-1, len(fold.deals))
    promise: NDArray[np.float64] = score[group] * clear
    promise *= fold.worlds.frame.space.allows(fold.deals)
    return promise

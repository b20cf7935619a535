"""Where on the curve more cost begins to buy less, and how far that finding holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.levers.under import Under
from goldenbridge.analysis.robustness.headlines import Headline
from goldenbridge.analysis.robustness.labelled import Labelled, label_findings
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.dealspace.search.accepts import accepted
from goldenbridge.worlds import Settings

__all__ = ["knee", "label_bridge"]


def knee(costs: Sequence[float], shares: Sequence[float]) -> int:
    """The point that lies farthest above the straight line from the first point to the best.

    It is a place to start talking from, not advice on how much is enough: that is for those who
    pay. Where nothing is gained, it is the first point.

    Parameters
    ----------
    costs : rising, the first is that of doing nothing.
    shares : what each reaches.

    References
    ----------
    Satopää, V. et al. (2011), Finding a "kneedle" in a haystack.

    >>> knee([0, 10, 20, 60], [0.3, 0.45, 0.5, 0.52])
    2
    >>> knee([0, 5], [0.3, 0.3])
    0
    """
    if not costs:
        raise ValueError("A curve has at least one point.")
    best = max(range(len(shares)), key=lambda n: (shares[n], -costs[n]))
    rise, run = shares[best] - shares[0], costs[best] - costs[0]
    if best == 0 or rise <= 0 or run <= 0:
        return best if rise > 0 else 0
    over = [
        (shares[n] - shares[0]) / rise - (costs[n] - costs[0]) / run if costs[n] <= costs[best]
        else float("-inf")
        for n in range(len(costs))
    ]  # fmt: skip
    highest = max(over)
    # Where the curve is straight, the best point itself.
    return best if highest <= 1e-9 else over.index(highest)


def label_bridge(under: Under, *, progress: Progress, stop: Stop) -> Labelled | None:
    """Whether a package with its levers is signed in most worlds, and in which readings not.

    Returns
    -------
    the finding with its label; None where there is no package.
    """
    deal = under.deal
    if deal is None:
        return None
    frame = under.sample.frame

    def ask(settings: Settings) -> NDArray[np.bool_]:
        worlds = under.sample.intervened(settings)
        signed: NDArray[np.bool_] = accepted(
            frame.layers, worlds.worths, worlds.no_deal, worlds.binding, frame.consent, deal
        )[:, 0]
        return signed

    finding = Headline(
        "bridge",
        "With these levers, in most worlds all whose consent it needs sign the one package.",
        "Even with these levers, in most worlds somebody whose consent it needs refuses the "
        "one package.",
        ask,
    )
    return label_findings(
        [finding], frame.snapshot.body, {"bridge": under.share}, progress=progress, stop=stop
    )[0]

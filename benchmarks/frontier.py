"""The exact frontier against a 20-line prototype without rules, ties or recovery, same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

import moocore
import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.frontier import frontier

CASES = ((2, 30), (3, 20), (3, 30), (4, 20), (5, 15), (6, 15))
OPTIONS = 4

Contributions = Sequence[NDArray[np.float64]]


def prototype(contributions: Contributions, no_deal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Merge issue by issue; drop what is dominated or cannot reach no deal."""
    best = np.array([issue.max(axis=0) for issue in contributions])
    to_come = best[::-1].cumsum(axis=0)[::-1]
    points = np.zeros((1, len(no_deal)))
    for number, issue in enumerate(contributions):
        points = (points[:, None, :] + issue[None, :, :]).reshape(-1, len(no_deal))
        rest = to_come[number + 1] if number + 1 < len(contributions) else 0.0
        points = points[(points + rest >= no_deal).all(axis=1)]
        points = points[moocore.is_nondominated(points, maximise=True)]
    return points


def case(parties: int, issues: int, seed: int = 7) -> tuple[Contributions, NDArray[np.float64]]:
    """Random additive worths; no deal at half of each party's range."""
    rng = np.random.default_rng(seed)
    contributions = [rng.random((OPTIONS, parties)) for _ in range(issues)]
    low = np.sum([issue.min(axis=0) for issue in contributions], axis=0)
    high = np.sum([issue.max(axis=0) for issue in contributions], axis=0)
    return contributions, (low + high) / 2


def best_time(run: Callable[[], object], budget: float = 1.0, most: int = 20) -> float:
    """The fastest of a few runs, within about a budget of seconds."""
    times: list[float] = []
    while len(times) < most and (not times or sum(times) < budget):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    head = ("parties", "issues", "deals", "frontier", "prototype s", "goldenbridge s", "ratio")
    print("".join(f"{word:>15}" for word in head))
    for parties, issues in CASES:
        contributions, no_deal = case(parties, issues)
        found = len(frontier(contributions, no_deal))
        assert found == len(prototype(contributions, no_deal)), "the two disagree"
        plain = best_time(partial(prototype, contributions, no_deal))
        ours = best_time(partial(frontier, contributions, no_deal))
        cells = (parties, issues, f"{OPTIONS**issues:.0e}", f"{found:,}")
        print(
            "".join(f"{cell:>15}" for cell in cells)
            + f"{plain:15.4f}{ours:15.4f}{ours / plain:15.2f}"
        )


if __name__ == "__main__":
    main()

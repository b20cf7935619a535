"""The central world: every judgement at its mode, to show a frontier and named solutions in.

It is an illustration. No share comes from it; a package that shines here may fail in most worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.catalogue import CATALOGUE, solve
from goldenbridge.dealspace.frontier import Frontier, frontier
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Frame, Worlds, central_world

__all__ = ["Central"]

SHOWN = 240


@dataclass(frozen=True, eq=False)
class Central:
    """The frontier of one world and the packages that bargaining theory picks from it.

    Every consenting party is asked here, also those whose consent only some issues need, and
    binding red lines are walls as long as they leave a deal.

    Attributes
    ----------
    frame : the snapshot in numbers.
    """

    frame: Frame

    @cached_property
    def world(self) -> Worlds:
        """The one world."""
        return central_world(self.frame)

    @cached_property
    def no_deal(self) -> NDArray[np.float64]:
        """What no deal is worth: (P,)."""
        row: NDArray[np.float64] = self.world.no_deal[0]
        return row

    @cached_property
    def frontier(self) -> Frontier:
        """Deals that all prefer to no deal and that no other deal betters for everyone.

        Where binding red lines leave none in this world, they are left out: ``lines_left_out``.
        """
        return self._frontier(lines=False) if self.lines_left_out else self._with_lines

    @cached_property
    def lines_left_out(self) -> bool:
        """Whether red lines leave no deal in this world, so that it is shown without them."""
        return len(self._with_lines) == 0

    @cached_property
    def _with_lines(self) -> Frontier:
        return self._frontier(lines=True)

    def _frontier(self, *, lines: bool) -> Frontier:
        frame, worths = self.frame, self.world.worths
        offsets = frame.space.offsets
        contributions = [
            np.ascontiguousarray(worths.unary[0, :, offsets[n] : offsets[n + 1]].T)
            for n in range(len(frame.space.issues))
        ]
        binding = [c for n, c in enumerate(frame.clauses) if self.world.binds[0, n]]
        terms = [
            (clause, worths.terms[0, :, column]) for column, clause in enumerate(frame.layers.terms)
        ]
        return frontier(
            contributions,
            self.no_deal,
            impossible=(*frame.space.impossible, *(binding if lines else ())),
            terms=terms,
        )

    def worth(self, deal: NDArray[np.integer]) -> NDArray[np.float64]:
        """What a deal is worth to each party: (P,)."""
        row: NDArray[np.float64] = value(self.frame.layers, self.world.worths, deal)[0, :, 0]
        return row

    def solutions(self, draft: NDArray[np.integer] | None) -> dict[str, object]:
        """Each named solution: its package, worths and gains, or why there is none.

        Parameters
        ----------
        draft : the package that ``nearest`` stays close to.
        """
        found: dict[str, object] = {}
        for entry in CATALOGUE:
            answer = solve(
                entry.id, self.frontier.worths, self.no_deal, draft=draft,
                deals=self.frontier.deals,
            )  # fmt: skip
            told: dict[str, object] = {
                "name": entry.name,
                "status": str(answer.status.value),
                "ties": len(answer.rows),
                "package": None,
                "worths": None,
                "gains": None,
            }
            if answer.rows:
                row = answer.rows[0]
                told["package"] = self.frame.package(self.frontier.deals[row])
                told["worths"] = self._by_party(self.frontier.worths[row])
                told["gains"] = self._by_party(self.frontier.worths[row] - self.no_deal)
            found[entry.id] = told
        return found

    def shown(self) -> dict[str, object]:
        """The frontier as data, thinned evenly where it is long."""
        worths, rows = self.frontier.worths, self.frontier.deals
        order = np.lexsort(worths.T[::-1])
        if len(order) > SHOWN:
            order = order[np.linspace(0, len(order) - 1, SHOWN).astype(int)]
        return {
            "size": len(worths),
            "lines_left_out": self.lines_left_out,
            "shown": [
                {
                    "worths": self._by_party(worths[n]),
                    "gains": self._by_party(worths[n] - self.no_deal),
                    "package": self.frame.package(rows[n]),
                }
                for n in order
            ],
        }

    def _by_party(self, values: NDArray[np.float64]) -> dict[str, float]:
        return {p: round(float(v), 6) for p, v in zip(self.frame.parties, values, strict=True)}

    def no_deal_by_party(self) -> dict[str, float]:
        """What no deal is worth to each party."""
        return self._by_party(self.no_deal)

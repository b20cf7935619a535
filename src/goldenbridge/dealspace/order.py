"""In which order to settle the issues, so that tied issues meet early.

What matters of a partial deal for the rest is only which clauses are still undecided, and
of these which it has not ruled out. The fewer such situations along the way, the faster
every exact search; how many there can be depends on the *set* of issues settled, not on
the order within it, so a beam over sets finds a good order quickly.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.dealspace.space import Clause, DealSpace

__all__ = ["settling_order"]


def settling_order(space: DealSpace, clauses: Sequence[Clause], beam: int = 8) -> tuple[int, ...]:
    """An order of the issues with few open situations along the way.

    >>> space = DealSpace.plain([2, 2, 2, 2])
    >>> settling_order(space, [Clause(((0, (1,)), (3, (1,))))])
    (0, 3, 1, 2)
    """
    sizes = [len(names) for names in space.options]
    tying = [clause for clause in clauses if len(clause.parts) > 1]
    if not tying:
        return tuple(range(len(sizes)))
    classes = _Situations(sizes, tying)
    # A path is (cost so far, order, set of issues settled); the cheapest to each set is kept.
    paths: list[tuple[float, tuple[int, ...], int]] = [(0.0, (), 0)]
    for _ in sizes:
        reached: dict[int, tuple[float, tuple[int, ...], int]] = {}
        for cost, order, settled in paths:
            before = classes.count(settled)
            for issue, size in enumerate(sizes):
                if settled >> issue & 1:
                    continue
                after = settled | 1 << issue
                longer = (cost + before * size + classes.count(after), (*order, issue), after)
                reached[after] = min(reached.get(after, longer), longer)
        paths = sorted(reached.values())[:beam]
    return paths[0][1]


class _Situations:
    """How many situations can be open once a set of issues (a bit mask) is settled."""

    def __init__(self, sizes: Sequence[int], clauses: Sequence[Clause]) -> None:
        self.sizes = sizes
        self.scopes = [sum(1 << issue for issue in clause.issues) for clause in clauses]
        # For each issue: the clauses it is named by, and for each option those it keeps alive.
        self.named = [0] * len(sizes)
        self.alive = [[0] * size for size in sizes]
        for number, clause in enumerate(clauses):
            for issue, options in clause.parts:
                self.named[issue] |= 1 << number
                for option in options:
                    self.alive[issue][option] |= 1 << number
        self._counts: dict[int, int] = {}
        self._kinds: dict[tuple[int, int], int] = {}

    def count(self, settled: int) -> int:
        """At most so many situations: the kinds of option on each issue still tied to others."""
        if settled not in self._counts:
            undecided = 0
            for number, scope in enumerate(self.scopes):
                if scope & settled and scope & ~settled:
                    undecided |= 1 << number
            product = 1
            for issue in range(len(self.sizes)):
                tied = self.named[issue] & undecided
                if settled >> issue & 1 and tied:
                    product *= self._kinds_of(issue, tied)
            self._counts[settled] = product
        return self._counts[settled]

    def _kinds_of(self, issue: int, tied: int) -> int:
        if (issue, tied) not in self._kinds:
            self._kinds[issue, tied] = len({alive & tied for alive in self.alive[issue]})
        return self._kinds[issue, tied]

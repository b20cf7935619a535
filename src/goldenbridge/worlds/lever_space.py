"""Levers as issues of their own: pulled or not is one more thing that a package settles.

So one exact search over packages is a search over packages and sets of levers at once. What a set
of levers does to a worth, a no-deal, a red line or the agenda is written as terms, lines and
options of the joint deal space; where several levers meet in one thing (a place in a bracket that
cannot leave it, a factor on a factor, a stick with its way out) the part that only the set has is
a term of the set, so nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths
from goldenbridge.errors import LeversTooTied
from goldenbridge.worlds.frame import Frame, opened_by
from goldenbridge.worlds.ground import Ground

__all__ = ["LeverSpace", "lever_space"]

Floats = NDArray[np.float64]

#: Levers that may meet in one thing.
MEETING = 8
#: What is smaller than this in every world is nothing, in points.
NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class LeverSpace:
    """A snapshot's deals and its levers as one deal space, in W worlds.

    Attributes
    ----------
    frame : the snapshot with every lever that matters.
    levers : ids of the levers, one issue each behind the snapshot's own; idle ones are left out.
    idle : levers that change nothing here but what they cost.
    layers, worths, no_deal, binding : as the searches take them.
    costs : (levers,), the expected points that each costs all who pay, added up one to one.
    costs_by_party : lever → party → expected points.
    """

    frame: Frame
    levers: tuple[str, ...]
    idle: tuple[str, ...]
    layers: Layers
    worths: WorldWorths
    no_deal: Floats
    binding: NDArray[np.uint64]
    costs: Floats
    costs_by_party: dict[str, dict[str, float]]

    @property
    def first(self) -> int:
        """The number of the first lever's issue."""
        return len(self.frame.space.issues)

    @cached_property
    def option_costs(self) -> Floats:
        """What each option of the joint space costs: only a lever pulled does."""
        costs = np.zeros(self.layers.space.n_options)
        costs[self.layers.space.offsets[self.first : -1] + 1] = self.costs
        return costs

    def pulled(self, row: NDArray[np.integer]) -> tuple[str, ...]:
        """The levers that a joint package pulls."""
        return tuple(k for k, on in zip(self.levers, row[self.first :], strict=True) if on)

    def package(self, row: NDArray[np.integer]) -> NDArray[np.int64]:
        """The package without its levers: (issues,)."""
        return np.asarray(row[: self.first], dtype=np.int64)


def lever_space(frame: Frame, ground: Ground) -> LeverSpace:
    """The joint deal space of packages and levers.

    Parameters
    ----------
    frame : the snapshot with every lever that may be pulled.
    ground : its worlds with none of them pulled.

    Raises
    ------
    LeversTooTied : more levers meet in one thing than can be told apart.
    TooManyLines, SpaceTooTied : the joint space is too large to search.
    """
    build = _Builder(frame, ground)
    build.shifts()
    build.swings()
    build.terms()
    build.burdens()
    lines = build.lines()
    return build.done(lines)


class _Builder:
    def __init__(self, frame: Frame, ground: Ground) -> None:
        self.frame, self.ground = frame, ground
        self.body = frame.snapshot.body
        self.offset = len(frame.space.issues)
        self.parties = frame.parties
        base = ground.worlds.worths
        self.count = base.n_worlds
        self.unary = base.unary
        self.clauses: list[Clause] = list(frame.open_terms[1])
        kept = [n for n, number in enumerate(frame.open_terms[0]) if not self._of_lever(number)]
        self.clauses = [frame.open_terms[1][n] for n in kept]
        self.columns: list[Floats] = [base.terms[:, :, n] for n in kept]
        # (levers, what they add to a party on some options): written as clauses at the end.
        self.added: list[tuple[frozenset[str], Clause | None, int, Floats]] = []
        self.live: set[str] = set()

    def _of_lever(self, number: int) -> bool:
        source = self.frame.terms[number].source
        return source is not None and source[0] == "lever"

    def meeting(self, levers: Sequence[str]) -> tuple[str, ...]:
        """These levers and what would state the way out of them, as far as they are in play."""
        ways = [self.body.levers[k].way_out for k in levers]
        more = chain.from_iterable(way.levers for way in ways if way is not None)
        wanted = {*levers, *more}
        found = tuple(k for k in self.frame.levers if k in wanted)
        if len(found) > MEETING:
            raise LeversTooTied(found, MEETING)
        return found

    def parts(
        self, levers: tuple[str, ...], of: Callable[[frozenset[str]], Floats]
    ) -> dict[frozenset[str], Floats]:
        """What each set adds beyond all its smaller sets (Möbius inversion over sets)."""
        nothing = of(frozenset())
        found: dict[frozenset[str], Floats] = {}
        for size in range(1, len(levers) + 1):
            for some in map(frozenset, combinations(levers, size)):
                rest = of(some) - nothing
                for less, part in found.items():
                    if less < some:
                        rest = rest - part
                if np.abs(rest).max(initial=0.0) > NOTHING:
                    found[some] = rest
        return found

    def add(self, some: frozenset[str], clause: Clause | None, party: int, what: Floats) -> None:
        self.added.append((some, clause, party, what))
        self.live |= some

    def touching(self, kind: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(k for k in self.frame.levers if kind(k))

    def shifts(self) -> None:
        """A place in a bracket: no deal is worth more or less."""
        worlds = self.ground.worlds
        width = np.abs(worlds.high - worlds.low)
        for number, party in enumerate(self.parties):
            levers = self.touching(
                lambda k, p=party: any(e.firmness == p for e in self.body.levers[k].effects)  # type: ignore[misc]
            )

            def gain(some: frozenset[str], number: int = number, party: str = party) -> Floats:
                return -self.ground.firmness_of(party, some) * width[:, number]

            if levers:
                for some, part in self.parts(self.meeting(levers), gain).items():
                    self.add(some, None, number, part)

    def swings(self) -> None:
        """A factor on a swing: every option of the issue is worth more or less."""
        frame = self.frame
        for party, issue in self.ground.swings(frame.levers):
            number, place = self.parties.index(party), frame.space.issues.index(issue)
            levers = self.touching(
                lambda k, w=(party, issue): any(  # type: ignore[misc]
                    e.swing is not None and (e.swing.party, e.swing.issue) == w
                    for e in self.body.levers[k].effects
                )
            )
            parts = self.parts(
                self.meeting(levers),
                lambda some, p=party, i=issue: self.ground.pulled.factor(p, i, some),  # type: ignore[misc]
            )
            start = int(frame.space.offsets[place])
            for option in range(frame.space.sizes[place]):
                worth = self.ground.worlds.full[:, number, frame.columns[start + option]]
                for some, part in parts.items():
                    added = part * worth
                    if np.abs(added).max(initial=0.0) > NOTHING:
                        self.add(some, Clause(((place, (option,)),)), number, added)

    def terms(self) -> None:
        """Points where certain options hold."""
        for number, term in enumerate(self.frame.terms):
            if not self._of_lever(number) or term.source is None:
                continue
            clause = self.frame.narrow(term.clause)
            if clause is None:
                continue
            parts = self.parts(
                self.meeting((str(term.source[1]),)),
                lambda some, n=number: self.ground.pulled.points(n, some),  # type: ignore[misc]
            )
            for some, part in parts.items():
                self.add(some, clause, term.party, part)

    def burdens(self) -> None:
        """Costs that fall due where there is a deal."""
        for number, party in enumerate(self.parties):
            for key in self.frame.levers:
                cost = self.ground.pulled.burden(party, {key})
                if np.abs(cost).max(initial=0.0) > NOTHING:
                    self.added.append((frozenset((key,)), None, number, -cost))

    def lines(self) -> list[tuple[Clause, frozenset[str], frozenset[str], NDArray[np.bool_], int]]:
        """Red lines, each told apart by which of the levers that move it are pulled.

        Each is a clause, the levers that must be pulled, those that must not, where it binds, and
        whose it is (-1: it blocks whoever is asked: an issue that no lever has opened).
        """
        found = []
        worlds = self.ground.worlds
        for number, key in enumerate(self.frame.lines):
            clause = self.frame.clauses[number]
            levers = self.touching(
                lambda k, line=key: any(e.red_line == line for e in self.body.levers[k].effects)  # type: ignore[misc]
            )
            if levers:
                levers = self.meeting(levers)
            patterns = {}
            for size in range(len(levers) + 1):
                for some in map(frozenset, combinations(levers, size)):
                    patterns[some] = self.ground.binds_of(key, some)
            if all(np.array_equal(b, worlds.binds[:, number]) for b in patterns.values()):
                levers, patterns = (), {frozenset(): worlds.binds[:, number]}
            self.live |= set(levers)
            for some, binds in patterns.items():
                found.append((clause, some, frozenset(levers) - some, binds, number))
        for issue, levers in opened_by(self.body, self.frame.levers).items():
            place = self.frame.space.issues.index(issue)
            default = int(self.frame.defaults[place])
            moved = tuple(n for n in range(self.frame.space.sizes[place]) if n != default)
            always = np.ones(self.count, dtype=np.bool_)
            found.append((Clause(((place, moved),)), frozenset(), frozenset(levers), always, -1))
            self.live |= set(levers)
        return found

    def done(
        self, lines: list[tuple[Clause, frozenset[str], frozenset[str], NDArray[np.bool_], int]]
    ) -> LeverSpace:
        frame = self.frame
        wanted, todo = set(self.live), list(self.live)
        while todo:
            more = set(self.body.levers[todo.pop()].needs) - wanted
            wanted |= more
            todo += more
        levers = tuple(k for k in frame.levers if k in wanted)
        at = {key: self.offset + n for n, key in enumerate(levers)}

        def joint(clause: Clause | None, on: frozenset[str], off: frozenset[str]) -> Clause:
            parts = dict(clause.parts) if clause is not None else {}
            parts.update({at[k]: (1,) for k in on if k in at})
            parts.update({at[k]: (0,) for k in off if k in at})
            return Clause(tuple(sorted(parts.items())))

        space = DealSpace(
            (*frame.space.issues, *(f"lever {key}" for key in levers)),
            (*frame.space.options, *(("no", "yes") for _ in levers)),
            (*frame.space.impossible, *self._rules(levers, at)),
        )
        unary = np.zeros((self.count, len(self.parties), space.n_options))
        unary[:, :, : self.unary.shape[2]] = self.unary
        clauses, columns = list(self.clauses), list(self.columns)
        whole: dict[tuple[tuple[int, tuple[int, ...]], ...], Floats] = {}
        for some, clause, party, what in self.added:
            if not some <= at.keys():
                continue
            tied = joint(clause, some, frozenset())
            if len(tied.parts) == 1:
                issue, (option,) = tied.parts[0]
                unary[:, party, int(space.offsets[issue]) + option] += what
            else:
                column = whole.setdefault(tied.parts, np.zeros((self.count, len(self.parties))))
                column[:, party] += what
        for parts, column in whole.items():
            clauses.append(Clause(parts))
            columns.append(column)
        binding = np.zeros(self.count, dtype=np.uint64)
        owners = np.zeros((len(lines), len(self.parties)), dtype=np.bool_)
        for number, (_, _, _, binds, owner) in enumerate(lines):
            binding |= binds.astype(np.uint64) << np.uint64(number)
            if owner >= 0:
                owners[number] = frame.line_owners[owner]
        controls = np.zeros((len(self.parties), space.n_options), dtype=np.bool_)
        controls[:, : frame.controls.shape[1]] = frame.controls
        defaults = np.concatenate([frame.defaults, np.zeros(len(levers), dtype=np.int64)])
        layers = layer(
            space, clauses, [joint(c, on, off) for c, on, off, _, _ in lines], controls, defaults,
            owners,
        )  # fmt: skip
        terms = np.stack(columns, axis=2) if columns else np.zeros((*unary.shape[:2], 0))
        by_party = {k: expected_costs(frame, k) for k in levers}
        return LeverSpace(
            frame, levers, tuple(k for k in frame.levers if k not in levers), layers,
            WorldWorths(unary, terms), self.ground.worlds.no_deal, binding,
            np.array([sum(by_party[k].values()) for k in levers]), by_party,
        )  # fmt: skip

    def _rules(self, levers: tuple[str, ...], at: dict[str, int]) -> list[Clause]:
        rules = []
        for key in levers:
            one = self.body.levers[key]
            for k in one.needs:
                if k not in at:  # it may not be pulled, and so neither may what needs it
                    rules.append(Clause(((at[key], (1,)),)))
                elif k != key:
                    rules.append(Clause(((at[key], (1,)), (at[k], (0,)))))
            rules += [
                Clause(tuple(sorted([(at[key], (1,)), (at[k], (1,))])))
                for k in one.excludes
                if k in at and k != key
            ]
        return rules


def expected_costs(frame: Frame, lever: str) -> dict[str, float]:
    """What a lever costs each who pays, on average over what the cost may be, in points."""
    costs = frame.snapshot.body.levers[lever].costs
    return {party: (j.low + j.mode + j.high) / 3.0 for party, j in costs.items()}

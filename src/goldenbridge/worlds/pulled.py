"""What levers do in each world, where they work and as far as those they aim at believe them.

A lever's numbers are drawn from streams that hang on their names, so that a lever added to a case
changes no world. The record of what was refused and offered is older than any lever: it is valued
without them, and a lever moves what no deal is worth through firmness alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Effect
from goldenbridge.files.document import Path_
from goldenbridge.worlds.frame import Frame
from goldenbridge.worlds.uniforms import MAIN, named, triangular

__all__ = ["Pulled"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pulled:
    """The levers of a frame in W worlds; each question names the set that is pulled.

    Attributes
    ----------
    frame : the snapshot in numbers, with the levers that may be pulled.
    readings : hypothesis → (W,), which reading holds.
    index : (W,), the worlds' numbers.
    seed, stream : which worlds.
    set_values : judgements set by hand, by path.
    central : every judgement at its mode instead of drawn.
    """

    frame: Frame
    readings: Mapping[str, NDArray[np.int64]]
    index: NDArray[np.int64]
    seed: int = 0
    stream: int = MAIN
    set_values: Mapping[Path_, float] | None = None
    central: bool = False

    @cached_property
    def _drawn(self) -> dict[Path_, Floats]:
        return {}

    def value(self, path: Path_, judgement: Judgement) -> Floats:
        """A judgement of a lever in each world: (W,)."""
        if path not in self._drawn:
            given = (self.set_values or {}).get(path)
            if given is not None or self.central or not judgement.uncertain:
                fixed = judgement.mode if given is None else given
                self._drawn[path] = np.full(len(self.index), float(fixed))
            else:
                # A stick is believed more or less by the same draw with and without a way out.
                name = tuple(part for part in path if part != "way_out")
                u = named(self.seed, self.index, ".".join(map(str, name)), self.stream)
                corners = np.array([judgement.low, judgement.mode, judgement.high])
                self._drawn[path] = triangular(u, *corners)
        return self._drawn[path]

    def works(self, lever: str) -> NDArray[np.bool_]:
        """The worlds in which a lever works: (W,)."""
        body = self.frame.snapshot.body
        holds = np.ones(len(self.index), dtype=np.bool_)
        for hypothesis, wanted in body.levers[lever].works_if.items():
            names = list(body.hypotheses[hypothesis].readings)
            holds &= np.isin(self.readings[hypothesis], [names.index(r) for r in wanted])
        return holds

    def believed(self, lever: str, party: str, pulled: Collection[str]) -> Floats:
        """How far a lever is felt by a party: 0 where it does not work, else its credibility."""
        one = self.frame.snapshot.body.levers[lever]
        path: Path_ = ("levers", lever, "credibility", party)
        judgement = one.credibility.get(party)
        out = one.way_out
        if out is not None and party in out.credibility and not set(out.levers).isdisjoint(pulled):
            path = ("levers", lever, "way_out", "credibility", party)
            judgement = out.credibility[party]
        felt = np.ones(len(self.index)) if judgement is None else self.value(path, judgement)
        result: Floats = np.where(self.works(lever), felt, 0.0)
        return result

    def effects(self, pulled: Collection[str]) -> Iterator[tuple[str, Path_, Effect]]:
        """The effects of the levers pulled: the lever, the effect's path, and itself."""
        for key in self.frame.levers:
            if key in pulled:
                for number, effect in enumerate(self.frame.snapshot.body.levers[key].effects):
                    yield key, ("levers", key, "effects", number), effect

    def points(self, number: int, pulled: Collection[str]) -> Floats:
        """Points that a lever's term adds where its clause holds: (W,)."""
        term = self.frame.terms[number]
        if term.source is None or term.source[0] != "lever" or term.source[1] not in pulled:
            return np.zeros(len(self.index))
        lever = term.source[1]
        effect = self.frame.snapshot.body.levers[lever].effects[int(term.path[3])]
        assert effect.points is not None
        party = self.frame.parties[term.party]
        return self.value(term.path, effect.points) * self.believed(lever, party, pulled)

    def factor(self, party: str, issue: str, pulled: Collection[str]) -> Floats:
        """What a party's swing on an issue is multiplied by: (W,)."""
        product = np.ones(len(self.index))
        for lever, path, effect in self.effects(pulled):
            swing = effect.swing
            if swing and effect.times and (swing.party, swing.issue) == (party, issue):
                times = self.value((*path, "times"), effect.times)
                product *= 1.0 + (times - 1.0) * self.believed(lever, party, pulled)
        return product

    def shift(self, party: str, pulled: Collection[str]) -> Floats:
        """How far a party's place in its bracket moves, before it is kept within it: (W,)."""
        total = np.zeros(len(self.index))
        for lever, path, effect in self.effects(pulled):
            if effect.firmness == party and effect.shift is not None:
                shift = self.value((*path, "shift"), effect.shift)
                total += shift * self.believed(lever, party, pulled)
        return total

    def confidence(self, line: str, before: Floats, pulled: Collection[str]) -> Floats:
        """How sure a red line is then: the highest a lever raises it to, else the lowest: (W,)."""
        owner = self.frame.snapshot.body.red_lines[line].owners[0].split(".", 1)[0]
        raised, lowered = before.copy(), before.copy()
        for lever, _, effect in self.effects(pulled):
            if effect.red_line == line and effect.confidence is not None:
                moved = before + (effect.confidence - before) * self.believed(lever, owner, pulled)
                raised, lowered = np.maximum(raised, moved), np.minimum(lowered, moved)
        result: Floats = np.where(raised > before, raised, lowered)
        return result

    def burden(self, party: str, pulled: Collection[str]) -> Floats:
        """What levers cost a party where there is a deal: (W,), in its own points."""
        total = np.zeros(len(self.index))
        for lever in self.frame.levers:
            one = self.frame.snapshot.body.levers[lever]
            if lever in pulled and one.paid == "with_deal" and party in one.costs:
                total += self.value(("levers", lever, "costs", party), one.costs[party])
        return total

"""Offers worked out package by package and world by world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.sample import Sample

Package = Mapping[str, str]

#: Two baskets laid over the kit's rich case.
BASKETS = {
    "issues:\n": "baskets: {land: {name: Land}, rest: {name: The rest}}\nissues:\n",
    "{name: Border, ": "{name: Border, basket: land, ",
    "{name: Port, ": "{name: Port, basket: land, ",
    "{name: Tax, ": "{name: Tax, basket: rest, ",
    "{name: Watch, ": "{name: Watch, basket: rest, ",
}


class Brute:
    """A sample asked the slow way, where things are chosen (``main``) and on fresh worlds."""

    def __init__(self, kit: Any, sample: Sample) -> None:
        self.sample, self.frame = sample, sample.frame
        self.main, self.fresh = kit.slow(sample.worlds), kit.slow(sample.fresh)
        self.parties: list[str] = list(self.frame.parties)
        self.packages: list[dict[str, str]] = self.main.packages
        self.tables: dict[Any, Any] = {}

    def row(self, package: Package) -> Any:
        return self.frame.space.index(package)

    def takes(self, slow: Any, world: int, party: str, package: Package) -> bool:
        if party not in slow.needed(package):
            return True
        crossed = [k for k in slow.crossed(world, package) if party in slow.owners(k)]
        return not crossed and slow.gain(world, party, package) >= -1e-9

    def table(self, slow: Any, package: Package) -> Any:
        """Who takes it where: (worlds, parties)."""
        key = (slow is self.main, tuple(package.items()))
        if key not in self.tables:
            worlds = range(len(slow.worlds))
            self.tables[key] = np.array(
                [[self.takes(slow, w, p, package) for p in self.parties] for w in worlds],
                dtype=bool,
            )
        return self.tables[key]

    def apart(self, one: Package, other: Package) -> int:
        return sum(one[k] != other[k] for k in one)

    def works(self, slow: Any, party: str, text: Package, change: Package) -> Any:
        """Worlds where the change turns the party and nobody who takes the text refuses it."""
        before, after = self.table(slow, text), self.table(slow, change)
        column = self.parties.index(party)
        if party not in slow.needed(change):
            return np.zeros(len(before), dtype=bool)
        return ~before[:, column] & after[:, column] & (after | ~before).all(axis=1)


@pytest.fixture(scope="session")
def brute(kit: Any) -> Any:
    """Samples of the small cases by name and seed, each made once."""
    rich = kit.rich
    for old, new in BASKETS.items():
        assert old in rich
        rich = rich.replace(old, new, 1)
    cases = {"rich": kit.load(kit.rich), "pair": kit.load(kit.pair), "baskets": kit.load(rich)}

    @cache
    def made(name: str = "rich", seed: int = 3, worlds: int = 48) -> Brute:
        return Brute(kit, Sample.draw(cases[name].at(), seed, worlds))

    return made

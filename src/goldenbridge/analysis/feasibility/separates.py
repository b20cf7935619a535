"""What worlds with a deal have in common that worlds without have not: a description, no cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.feasibility.influence import Influence
from goldenbridge.worlds import Worlds

__all__ = ["Separation", "separations"]

LEAST_DIFFERENCE = 0.05
LEAST_WORLDS = 30


@dataclass(frozen=True)
class Separation:
    """The share with a deal among worlds where something holds, and among the others.

    Attributes
    ----------
    kind, id, name : what holds.
    with_it, without_it : shares of worlds with a deal.
    when_set : the shares where it is set by hand to hold and not to hold, if that was asked.
    """

    kind: str
    id: str
    name: str
    with_it: Share
    without_it: Share
    when_set: tuple[float, float] | None

    @property
    def difference(self) -> float:
        """How far the two shares lie apart."""
        return abs(self.with_it.estimate - self.without_it.estimate)

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge deals --json`` gives it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "with": self.with_it.as_dict(),
            "without": self.without_it.as_dict(),
            "set": None if self.when_set is None else [round(x, 6) for x in self.when_set],
        }


def separations(
    worlds: Worlds, deal: NDArray[np.bool_], asked: Sequence[Influence]
) -> list[Separation]:
    """Readings, binding red lines and firm brackets that go with having a deal or not.

    Trust them as a description only; beside each stands what happens when it is set by hand.

    Parameters
    ----------
    worlds : W of them.
    deal : (W,), whether each has a deal.
    asked : influences, to set beside.
    """
    body = worlds.frame.snapshot.body
    settings = {(one.kind, one.id): {s.id: s.share.estimate for s in one.settings} for one in asked}
    found: list[Separation] = []

    def add(kind: str, key: str, name: str, held: NDArray[np.bool_],
            when_set: tuple[float, float] | None) -> None:  # fmt: skip
        if min(held.sum(), (~held).sum()) >= LEAST_WORLDS:
            one = Separation(kind, key, name, Share.of(deal[held]), Share.of(deal[~held]), when_set)
            if one.difference >= LEAST_DIFFERENCE:
                found.append(one)

    for key, drawn in worlds.readings.items():
        hypothesis = body.hypotheses[key]
        for number, (reading, told) in enumerate(hypothesis.readings.items()):
            shares = settings.get(("hypothesis", key), {})
            others = [v for k, v in shares.items() if k != reading]
            when_set = (shares[reading], float(np.mean(others))) if shares else None
            name = f"{hypothesis.name}: {told.text}"
            add("reading", f"{key}.{reading}", name, drawn == number, when_set)
    for number, line in enumerate(worlds.frame.lines):
        shares = settings.get(("red_line", line), {})
        pair = (shares["binds"], shares["does_not_bind"]) if shares else None
        add("red_line", line, body.red_lines[line].text, worlds.binds[:, number], pair)
    for number, party in enumerate(worlds.frame.parties):
        shares = settings.get(("bracket", party), {})
        pair = (shares["firm"], shares["yielding"]) if shares else None
        name = f"{body.parties[party].name} is firm (over half way to its own offer)"
        add("bracket", party, name, worlds.firmness[:, number] > 0.5, pair)
    return sorted(found, key=lambda one: (-one.difference, one.kind, one.id))

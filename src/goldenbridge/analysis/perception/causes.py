"""What a party gets wrong about whom: each of its beliefs taken alone, and left out.

Both are interventions on the view: the worlds stay the same. Alone, a belief may do nothing that
it does together with others; left out, nothing that others do as well. So both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.perception.pairs import Pairs
from goldenbridge.analysis.perception.table import Table
from goldenbridge.case.believed import Belief

__all__ = ["Cause", "Telling", "causes", "tellings"]

Bools = NDArray[np.bool_]
#: Whether there is a deal in each world as a party would see it with these beliefs only; None
#: where they make sense with others only.
Answer = Callable[[Iterable[Belief]], "Bools | None"]


@dataclass(frozen=True, eq=False)
class Cause:
    """One belief, and what it does to whether the party believes in a deal.

    Attributes
    ----------
    belief : what is believed.
    alone : the table were it the party's only error; None where it makes no sense alone.
    left_out : the table were the party right about this; None likewise.
    moved : worlds in which leaving it out changes whether the party believes in a deal.
    """

    belief: Belief
    alone: Table | None
    left_out: Table | None
    moved: Share

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "about": self.belief.about,
            "kind": self.belief.kind,
            "id": self.belief.id,
            "name": self.belief.name,
            "where": ".".join(map(str, self.belief.where)),
            "alone": None if self.alone is None else _brief(self.alone),
            "left_out": None if self.left_out is None else _brief(self.left_out),
            "moved": self.moved.as_dict(),
        }


@dataclass(frozen=True, eq=False)
class Telling:
    """What it would change to tell a party the truth about one other.

    Attributes
    ----------
    about : the other.
    after : the table then.
    set_right, set_wrong : worlds in which the party was wrong about whether there is a deal and
        is right then, and the reverse: half the truth may mislead.
    """

    about: str
    after: Table
    set_right: Share
    set_wrong: Share

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "about": self.about,
            **_brief(self.after),
            "set_right": self.set_right.as_dict(),
            "set_wrong": self.set_wrong.as_dict(),
        }


def _brief(table: Table) -> dict[str, object]:
    return {
        "believed": Share.of(table.believed).as_dict(),
        "wrongly_believes_none": table.wrongly_none.as_dict(),
        "wrongly_hopes": table.wrongly_hopes.as_dict(),
    }


def answers(pairs: Pairs, party: str, seen: Bools) -> Answer:
    """A function that answers for some of a party's beliefs, each selection once."""
    everything = pairs.beliefs(party)
    known: dict[tuple[int, ...], Bools | None] = {
        tuple(range(len(everything))): seen,
    }

    def answer(only: Iterable[Belief]) -> Bools | None:
        chosen = list(only)
        key = tuple(n for n, one in enumerate(everything) if one in chosen)
        if key not in known:
            try:
                known[key] = pairs.deals(pairs.seen(party, chosen))
            except ValidationError:
                known[key] = None
        return known[key]

    return answer


def causes(
    deal: Bools, seen: Bools, several: tuple[Belief, ...], answer: Answer, tell: Callable[[], bool]
) -> list[Cause]:
    """Each belief alone and left out, the one that moves most first.

    Parameters
    ----------
    deal, seen : (W,), whether there is a deal, and whether the party believes so.
    several : its beliefs.
    answer : from ``answers``.
    tell : called after each; where it says so, those finished so far come back.
    """
    found: list[Cause] = []
    for one in several:
        alone = answer([one])
        rest = answer([other for other in several if other != one])
        moved = Share(0, len(seen)) if rest is None else Share.of(rest != seen)
        found.append(
            Cause(
                one,
                None if alone is None else Table(deal, alone),
                None if rest is None else Table(deal, rest),
                moved,
            )
        )
        if tell():
            break
    return sorted(found, key=lambda cause: -cause.moved.count)


def tellings(
    deal: Bools, seen: Bools, several: tuple[Belief, ...], answer: Answer
) -> list[Telling]:
    """The truth about each other party in turn, the most telling first."""
    found = []
    for about in dict.fromkeys(one.about for one in several):
        then = answer([one for one in several if one.about != about])
        if then is not None:
            was, now = seen == deal, then == deal
            found.append(
                Telling(about, Table(deal, then), Share.of(~was & now), Share.of(was & ~now))
            )
    return sorted(found, key=lambda one: one.set_wrong.count - one.set_right.count)

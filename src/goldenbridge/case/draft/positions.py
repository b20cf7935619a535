"""Which party holds what: for an issue's proposition, against it, or both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.grade import Graded, grade

__all__ = ["GIVEN", "MOVES", "Position", "positions_of"]

#: Acts that tell how far a party would come, not what it would rather have.
MOVES = frozenset({"offers", "concedes", "considers"})

#: Acts that tell what a party would give, which it need not want for itself.
GIVEN = frozenset({"offers", "concedes"})


@dataclass(frozen=True)
class Position:
    """What one party's statements say on one issue.

    Attributes
    ----------
    party, issue : ids.
    said : all of the party's statements on it, in order.
    """

    party: str
    issue: str
    said: tuple[Said, ...]

    def side(self, sign: int) -> tuple[Said, ...]:
        """The statements for (1), against (-1), or that take no side (0)."""
        return tuple(s for s in self.said if s.polarity == sign)

    @cached_property
    def moves(self) -> tuple[Said, ...]:
        """Offers, concessions and steps that it weighs, away from what it wants."""
        away = {0, -self.sign}
        return tuple(s for s in self.said if s.coded.act in MOVES and s.polarity in away)

    @cached_property
    def divided(self) -> bool:
        """Whether the statements stand on both sides."""
        return bool(self.side(1) and self.side(-1))

    @cached_property
    def sign(self) -> int:
        """The side it stands on: 1, -1, or 0 where no statement takes one.

        What it wants counts before what it offers. Where that points both ways, the side that
        counts is the one with a red line, then the one better carried, then the one in more
        documents, then the later one, and at last the side against: a refusal stands until it is
        taken back.
        """
        wants = [s for s in self.said if s.polarity and s.coded.act not in MOVES]
        some = wants or [s for s in self.said if s.polarity]
        signs = {s.polarity for s in some}
        if len(signs) < 2:
            return signs.pop() if signs else 0
        return max((1, -1), key=lambda sign: self._strength(some, sign))

    def _strength(self, some: Iterable[Said], sign: int) -> tuple[int, int, int, int, int]:
        here = [s for s in some if s.polarity == sign]
        lines = any(s.line for s in here)
        last = max((s.when.last.toordinal() for s in here if s.when), default=0)
        return (
            int(lines),
            grade(here).rank,
            len({s.source for s in here}),
            last,
            -sign,
        )

    @cached_property
    def carried(self) -> tuple[Said, ...]:
        """The statements that carry the side it stands on."""
        return self.side(self.sign) if self.sign else ()

    @property
    def only_given(self) -> bool:
        """Whether it is known from offers and concessions alone: perhaps a price, and no wish."""
        return bool(self.carried) and all(s.coded.act in GIVEN for s in self.carried)

    @cached_property
    def graded(self) -> Graded:
        """How well that side is carried."""
        return grade(self.carried, opposed=self.divided)


def positions_of(said: Iterable[Said]) -> dict[tuple[str, str], Position]:
    """The positions of all parties, by party and issue."""
    found: dict[tuple[str, str], list[Said]] = {}
    for s in said:
        if s.party is not None and s.issue is not None:
            found.setdefault((s.party, s.issue), []).append(s)
    return {key: Position(*key, tuple(found[key])) for key in sorted(found)}

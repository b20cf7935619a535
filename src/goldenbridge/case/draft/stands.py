"""Where the parties stand at one moment, and what follows: whose consent, what is contested."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from goldenbridge.case.draft.evidence import Said
from goldenbridge.case.draft.frame import Frame
from goldenbridge.case.draft.positions import Position
from goldenbridge.case.draft.words import Ids

__all__ = ["Stands", "refs"]

#: Contradictions that become hypotheses: a case holds 32, and others need room too.
LIMIT_DIVIDED = 24


def refs(said: Iterable[Said]) -> list[str]:
    """Ids for a ``from``: each once, in order."""
    return list(dict.fromkeys(s.id for s in said))


@dataclass(frozen=True, eq=False)
class Stands:
    """The positions at one moment, on a frame that is the same for all moments.

    Attributes
    ----------
    frame : parties and issues.
    said : the statements made by then.
    """

    frame: Frame
    said: Collection[Said]

    @cached_property
    def positions(self) -> Mapping[tuple[str, str], Position]:
        """Every position, with those that take no side."""
        return self.frame.positions(self.said)

    @cached_property
    def taken(self) -> Mapping[str, Mapping[str, Position]]:
        """Party → issue → position, where it takes a side; issues in the order of the case."""
        return {
            party: {
                issue: self.positions[party, issue]
                for issue in self.frame.issues
                if (party, issue) in self.positions and self.positions[party, issue].sign
            }
            for party in self.frame.parties
        }

    @cached_property
    def on_table(self) -> frozenset[str]:
        """Issues on which some party takes a side."""
        return frozenset(issue for some in self.taken.values() for issue in some)

    @cached_property
    def contested(self) -> frozenset[str]:
        """Issues on which two parties stand on opposite sides."""
        sides: dict[str, set[int]] = {}
        for some in self.taken.values():
            for issue, position in some.items():
                sides.setdefault(issue, set()).add(position.sign)
        return frozenset(issue for issue, signs in sides.items() if len(signs) > 1)

    @cached_property
    def consenting(self) -> tuple[str, ...]:
        """Parties taken to be needed: those that stand against another on some issue.

        Where nobody stands against anybody, all that take a side.
        """
        against = [p for p, some in self.taken.items() if self.contested & some.keys()]
        return tuple(against or [p for p, some in self.taken.items() if some])

    @cached_property
    def divided(self) -> Mapping[tuple[str, str], str]:
        """Party and issue, where its statements stand on both sides → id of the hypothesis."""
        ids = Ids(self.frame.facts)
        found = {k: ids.new("-".join(k)) for k, p in self.positions.items() if p.divided}
        ranked = sorted(found, key=lambda k: (k[1] not in self.contested, k))
        kept = set(ranked[:LIMIT_DIVIDED])
        return {k: v for k, v in found.items() if k in kept}

    def main(self, party: str) -> str:
        """The issue that serves as the party's measuring rod.

        One that it wants something on before one it only gives on; then one on which it draws a red
        line, one that is contested, the one best carried; of several the first in the case.
        """
        order = list(self.frame.issues)

        def rank(issue: str) -> tuple[bool, bool, bool, bool, int, int]:
            position = self.taken[party][issue]
            return (
                position.only_given,
                not self.lined(position),
                issue not in self.contested,
                position.divided,
                -position.graded.rank,
                order.index(issue),
            )

        return min(self.taken[party], key=rank)

    @staticmethod
    def lined(position: Position) -> tuple[Said, ...]:
        """The statements that draw a red line on the side the party stands on."""
        return tuple(s for s in position.carried if s.line)

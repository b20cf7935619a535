"""What each party believes of the zone of agreement, beside what the case says, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.perception.causes import Cause, Telling, answers, causes, tellings
from goldenbridge.analysis.perception.gaps import gaps
from goldenbridge.analysis.perception.packages import Overlooked, choose, overlooked
from goldenbridge.analysis.perception.pairs import Pairs
from goldenbridge.analysis.perception.table import Table
from goldenbridge.analysis.perception.together import Together
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.case.case import Snapshot
from goldenbridge.worlds import FRESH, Worlds

__all__ = ["Perception", "Picture", "perception"]

Bools = NDArray[np.bool_]

REFERENCES = (
    (
        "Jervis, R. (1968). Hypotheses on misperception. World Politics, 20(3), 454-479; and "
        "(1976) Perception and Misperception in International Politics. Princeton University Press."
    ),
    (
        "Thompson, L., & Hastie, R. (1990). Social perception in negotiation. Organizational "
        "Behavior and Human Decision Processes, 47(1), 98-123."
    ),
)
NOBODY = (
    "No party's view of the others is coded at this snapshot, so whether somebody overlooks a "
    "deal cannot be told."
)
ASSUMED = (
    (
        "What a party is said to believe is the coder's reading of the record, with the confidence "
        "given beside it; a party without a view is taken to see the others as the case does."
    ),
    (
        "A party is unsure of all that the case is unsure of: where the others' values differ from "
        "world to world, so does what it believes, but for what its view says."
    ),
    (
        "What telling opens assumes that talks go on only where everybody with a view believes in "
        "a deal; nobody is said to act so."
    ),
)


@dataclass(frozen=True, eq=False)
class Picture:
    """How things look to one party.

    Attributes
    ----------
    party : which.
    on, off : deals in truth and in belief, with red lines as walls and without them.
    odd : worlds in which what it believes contradicts somebody's recorded refusal or offer.
    causes, tellings : what it gets wrong about whom, and what the truth about one would change.
    gaps : what it believes of each other beside what the case says.
    overlooked : the deals it does not see, by name.
    seen : the case as it sees it.
    """

    party: str
    on: Table
    off: Table
    odd: Share
    causes: tuple[Cause, ...]
    tellings: tuple[Telling, ...]
    gaps: tuple[dict[str, object], ...]
    overlooked: tuple[Overlooked, ...]
    seen: Snapshot

    def told(self, name: str) -> str:
        """The finding in a sentence or two, with how much of it rests on red lines."""
        name = name.replace("The ", "the ", 1) if name.startswith("The ") else name
        none, hopes = self.on.wrongly_none, self.on.wrongly_hopes
        if not none.count and not hopes.count:
            return f"In all {none.worlds} worlds a deal exists just where one seems to, to {name}."
        said = f"No deal that exists goes unseen by {name}."
        if none.count:
            lines_aside = f"{self.off.wrongly_none.estimate:.0%}".replace("%", " %")
            said = (
                f"In {none} of the worlds there is a deal, and to {name} there seems to be none "
                f"({lines_aside} with red lines left out)."
            )
        if hopes.count:
            where = " of the worlds" if not none.count else ""
            said += f" In {hopes}{where} there is none, and to {name} there seems to be one."
        return said


@dataclass(frozen=True, eq=False)
class Perception:
    """What the parties believe of the zone of agreement; empty where no view is coded.

    Attributes
    ----------
    snapshot : the case as it stands.
    worlds : how many were looked at.
    pictures : one for each party with a view, in the order of the file.
    together : all of those whose consent a deal may need; None where there is none.
    interrupted : whether it was stopped before all was asked.
    """

    snapshot: Snapshot
    worlds: int
    pictures: tuple[Picture, ...]
    together: Together | None
    interrupted: bool

    def told(self) -> str:
        """The finding, or that nothing can be told, in plain sentences."""
        parties = self.snapshot.body.parties
        if not self.pictures:
            return NOBODY
        return " ".join(one.told(parties[one.party].name) for one in self.pictures)

    def as_dict(self) -> dict[str, Any]:
        """Plain data; see docs/reference for what each key holds."""
        return {
            "told": self.told(),
            "worlds": self.worlds,
            "interrupted": self.interrupted,
            "parties": {one.party: self._picture(one) for one in self.pictures},
            "together": None if self.together is None else self.together.as_dict(),
            "assumed": list(ASSUMED) if self.pictures else [],
            "references": list(REFERENCES) if self.pictures else [],
        }

    def _picture(self, one: Picture) -> dict[str, object]:
        view, name = self.snapshot.body.views[one.party], self.snapshot.body.parties[one.party].name
        return {
            "name": name,
            "told": one.told(name),
            "text": view.text,
            "note": view.note,
            "confidence": view.confidence,
            "from": list(view.from_),
            **one.on.as_dict(),
            "red_lines_off": one.off.as_dict(),
            "against_the_record": one.odd.as_dict(),
            "beliefs": [cause.as_dict() for cause in one.causes],
            "telling": [telling.as_dict() for telling in one.tellings],
            "gaps": list(one.gaps),
            "overlooked": [deal.as_dict(one.seen) for deal in one.overlooked],
        }


def perception(
    sample: Sample, *, progress: Progress | None = None, stop: Stop | None = None
) -> Perception:
    """Does a deal exist that somebody wrongly believes does not, and what makes them think so?

    In each world the answer is worked out as the case says, and once for each party with a view:
    its own part as it is, the others' as it believes. A deal in the first and none in the second
    is a deal overlooked. Trust it as far as the views: they are seldom on record, and a share
    that rests on one confidence typed in for a believed red line is that confidence.

    Parameters
    ----------
    sample : the worlds; a snapshot without views costs nothing.
    progress : told of each step, and how much of it is done.
    stop : asked between steps; where it says so, what is finished stands.

    References
    ----------
    Jervis (1968), Hypotheses on misperception: an actor acts on its image of others and of their
    intentions, which may be wrong; Jervis (1976), Perception and misperception in international
    politics; Thompson and Hastie (1990), Social perception in negotiation.

    >>> from goldenbridge import load
    >>> found = perception(Sample.draw(load("two-sellers").at(), 1, 256))
    >>> sorted(found.as_dict()["parties"])
    ['bakery', 'mill']
    """
    snapshot = sample.frame.snapshot
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    holders = [party for party in snapshot.body.views if party in snapshot.body.parties]
    if not holders:
        return Perception(snapshot, 0, (), None, False)
    tell("drawing worlds", 0.0)
    pairs, fresh = Pairs(sample), Pairs(sample, FRESH)
    case = pairs.case
    on, off = pairs.deals(case), pairs.deals(case, "off")
    stopped = False
    steps = sum(len(pairs.beliefs(party)) + 2 for party in holders)
    done = 0

    def step() -> bool:
        nonlocal done, stopped
        done += 1
        tell("asking what each believes", min(done / steps, 1.0))
        stopped = stopped or ends()
        return stopped

    found: list[Picture] = []
    for party in holders:
        if stopped:
            break
        seen = pairs.seen(party)
        table = Table(on, pairs.deals(seen))
        several = pairs.beliefs(party)
        whole = Table(off, pairs.deals(seen, "off"))
        answer = answers(pairs, party, table.believed)
        why, truth, named = [], [], []
        if not step():
            why = causes(on, table.believed, several, answer, step)
        if not stopped:
            truth = tellings(on, table.believed, several, answer)
            named = _named(case, fresh, party, table)
            step()
        found.append(
            Picture(
                party,
                table,
                whole,
                Share.of(~seen.consistent),
                tuple(why),
                tuple(truth),
                tuple(gaps(case, seen, party)),
                tuple(named),
                seen.frame.snapshot,
            )
        )
    asked = {one.party: one.on.believed for one in found if one.party in sample.frame.parties}
    together = Together(on, asked) if asked else None
    complete = done >= steps
    return Perception(snapshot, len(case), tuple(found), together, not complete)


def _named(case: Worlds, fresh: Pairs, party: str, table: Table) -> list[Overlooked]:
    """The deals a party overlooks, chosen on these worlds and measured on fresh ones."""
    deals, proved = choose(case, table)
    if not len(deals):
        return []
    seen = fresh.seen(party)
    measured = Table(fresh.deals(fresh.case), fresh.deals(seen))
    return overlooked(fresh.case, seen, measured, deals, proved)

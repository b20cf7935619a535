"""What could be asked: every hypothesis, red line and bracket of a case, and each party's lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.information.fold import Labels
from goldenbridge.case.case import Snapshot
from goldenbridge.worlds import Worlds

__all__ = ["BINS", "Asked", "bears_on", "own_lines", "questions", "within"]

#: Brackets are parted into so many equally frequent ranges.
BINS = 8
#: Of the sets of a party's real lines, so many are told apart, if this frequent; then the rest.
SETS = 8
RARE = 0.02


@dataclass(frozen=True, eq=False)
class Asked:
    """Something unknown, and which answer holds in each world.

    Attributes
    ----------
    kind : hypothesis, red_line, bracket, weights or own_lines.
    id : of the hypothesis, red line or party.
    about : what it is about, in words.
    who : names of those to ask, or whose side it bears on.
    words : the question for the next meeting.
    how : how the answers are told apart.
    answers : each answer in words.
    labels : for each of the two halves, (W,) the number of the answer.
    """

    kind: str
    id: str
    about: str
    who: tuple[str, ...]
    words: str
    how: str
    answers: tuple[str, ...]
    labels: tuple[Labels, Labels]


def questions(worlds: Worlds) -> list[Asked]:
    """Every question whose answer differs between worlds, but for those of weights."""
    found = [*_hypotheses(worlds), *_lines(worlds), *_brackets(worlds)]
    for column in range(len(worlds.frame.parties)):
        uncertain = worlds.frame.line_owners[:, column] & _varies(worlds)
        asked = own_lines(worlds, column) if int(uncertain.sum()) > 1 else None
        if asked is not None:
            found.append(asked)
    return found


def own_lines(worlds: Worlds, column: int) -> Asked | None:
    """One party telling which of its own red lines are real; None where that is no question."""
    frame, body = worlds.frame, worlds.frame.snapshot.body
    mine = np.flatnonzero(frame.line_owners[:, column] & _varies(worlds))
    if not len(mine):
        return None
    patterns, place, often = np.unique(
        worlds.binds[:, mine], axis=0, return_inverse=True, return_counts=True
    )
    order = np.argsort(-often, kind="stable")
    kept = [int(n) for n in order[:SETS] if often[n] >= RARE * len(worlds)]
    rank = np.full(len(patterns), len(kept), dtype=np.int64)
    rank[kept] = np.arange(len(kept))
    texts = [body.red_lines[frame.lines[n]].text.rstrip(".") for n in mine]
    answers = [_set(texts, patterns[n]) for n in kept] + ["another set of them is real"]
    party = frame.parties[column]
    name = body.parties[party].name
    return _asked(
        "own_lines",
        party,
        f"The red lines of {name}",
        (name,),
        f"Ask {within(name)} which of its red lines are real: {_quoted(texts)}.",
        "by which of its lines bind; sets in fewer than 2 % of worlds count as one",
        answers,
        rank[place.ravel()],
    )


def bears_on(snapshot: Snapshot, hypothesis: str) -> tuple[str, ...]:
    """Consenting parties whose worths, firmness or red lines a hypothesis touches."""
    body, found = snapshot.body, set()
    for path, effects in snapshot.effects():
        tabled = path[0] == "joint" and hypothesis in body.joint[str(path[1])].hypotheses
        if not tabled and path[1] != hypothesis:
            continue
        for effect in effects:
            found |= {part.party for part in (effect.swing, effect.worth) if part is not None}
            if effect.firmness is not None:
                found.add(effect.firmness)
            if effect.red_line is not None:
                found |= _owners(snapshot, effect.red_line)
    for key, line in body.red_lines.items():
        if line.hypothesis == hypothesis:
            found |= _owners(snapshot, key)
    return tuple(party for party in snapshot.consenting if party in found)


def _hypotheses(worlds: Worlds) -> Iterator[Asked]:
    snapshot = worlds.frame.snapshot
    for key, hypothesis in snapshot.body.hypotheses.items():
        who = tuple(snapshot.name(party) for party in bears_on(snapshot, key))
        question = hypothesis.question or f"{hypothesis.name}: which reading is right?"
        whose = f"It bears on what {_and(who)} would sign." if who else ""
        asked = _asked(
            "hypothesis",
            key,
            hypothesis.name,
            who,
            f"Find out: {question} {whose}".strip(),
            "by reading",
            [reading.text for reading in hypothesis.readings.values()],
            worlds.readings[key],
        )
        if asked is not None:
            yield asked


def _lines(worlds: Worlds) -> Iterator[Asked]:
    frame, snapshot = worlds.frame, worlds.frame.snapshot
    for number, key in enumerate(frame.lines):
        line = snapshot.body.red_lines[key]
        who = tuple(snapshot.name(owner) for owner in line.owners)
        asked = _asked(
            "red_line",
            key,
            line.text,
            who,
            f"Ask {_and(who)} whether this red line is real: “{line.text}”",
            "by whether it binds",
            ["It can be crossed in a deal that suits otherwise.", "It is real."],
            worlds.binds[:, number].astype(np.int64),
        )
        if asked is not None:
            yield asked


def _brackets(worlds: Worlds) -> Iterator[Asked]:
    frame, body = worlds.frame, worlds.frame.snapshot.body
    for column, party in enumerate(frame.parties):
        firmness = worlds.firmness[:, column]
        if not len(firmness) or firmness.min() == firmness.max():
            continue
        inner = np.unique(np.quantile(firmness, np.arange(1, BINS) / BINS))
        place = np.searchsorted(inner, firmness, side="left")
        ends = [float(firmness.min()), *map(float, inner), float(firmness.max())]
        name = body.parties[party].name
        asked = _asked(
            "bracket",
            party,
            f"No deal for {name}",
            (name,),
            f"Ask {within(name)} how far it would go from what it offered to what it refused.",
            f"by where in its bracket no deal lies, in {len(inner) + 1} equally frequent ranges",
            [
                f"No deal is worth {low:.0%} to {high:.0%} of the way from what it refused to "
                "what it offered.".replace("%", " %")
                for low, high in pairwise(ends)
            ],
            place,
        )
        if asked is not None:
            yield asked


def _asked(
    kind: str,
    key: str,
    about: str,
    who: tuple[str, ...],
    words: str,
    how: str,
    answers: list[str],
    labels: NDArray[np.integer],
) -> Asked | None:
    """The question with the answers that occur, numbered anew; None if there are not two."""
    seen, place = np.unique(labels, return_inverse=True)
    if len(seen) < 2:
        return None
    mine = place.ravel().astype(np.int64)
    told = tuple(answers[int(n)] for n in seen)
    return Asked(kind, key, about, who, words, how, told, (mine, mine))


def _varies(worlds: Worlds) -> NDArray[np.bool_]:
    """Red lines that bind in some worlds and not in others."""
    share = worlds.binds.mean(axis=0) if len(worlds) else np.zeros(worlds.binds.shape[1])
    varies: NDArray[np.bool_] = (share > 0) & (share < 1)
    return varies


def _owners(snapshot: Snapshot, line: str) -> set[str]:
    return {snapshot.owner_party(owner) for owner in snapshot.body.red_lines[line].owners}


def _set(texts: list[str], binds: NDArray[np.bool_]) -> str:
    """Which of a party's lines are real, in words."""
    real = [text for text, bound in zip(texts, binds, strict=True) if bound]
    open_ = [text for text, bound in zip(texts, binds, strict=True) if not bound]
    if not real:
        return "None of them is real."
    if not open_:
        return "All of them are real."
    return f"Real: {_quoted(real)}; not: {_quoted(open_)}."


def _quoted(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def within(name: str) -> str:
    """A name inside a sentence.

    >>> within("The United States")
    'the United States'
    """
    return "the " + name[4:] if name.startswith("The ") else name


def _and(several: tuple[str, ...]) -> str:
    names = tuple(within(name) for name in several)
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)

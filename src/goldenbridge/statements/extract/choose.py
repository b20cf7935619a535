"""Of all that a sentence might be coded as, what is suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.statements.extract.candidates import Candidate
from goldenbridge.statements.extract.weights import Weights, sigmoid

__all__ = ["ANOTHER", "LEAST", "POSITION", "Chosen", "chances", "choose"]

#: A sentence less likely than this to hold a position is passed over.
POSITION = 0.1
#: A candidate less likely than this to be right is not suggested at all.
LEAST = 0.05
#: Words that are suggested once are suggested for another issue of the same holder from here on.
ANOTHER = 0.2


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is suggested.

    Attributes
    ----------
    candidate : whose position, on what, in which words.
    confidence : the chance that words, actor and issue are right.
    """

    candidate: Candidate
    confidence: float


def chances(
    candidates: Sequence[Candidate], told: Mapping[str, float], weights: Weights
) -> list[float]:
    """How likely each candidate of a sentence is right: words, actor and issue.

    ``told`` is what speaks for and against a position in the sentence; see :mod:`.gate`. What
    several candidates share is added up once.
    """
    own, held = weights.sentence(told, True), weights.sentence(told, False)
    worth: dict[tuple[int, bool], float] = {}
    found = []
    for one in candidates:
        mine = one.holder is None
        total = own if mine else held
        for part in one.parts:
            key = (id(part), mine)
            if key not in worth:
                worth[key] = weights.part(part, mine)
            total += worth[key]
        found.append(sigmoid(total))
    return found


def choose(
    candidates: Sequence[Candidate], told: Mapping[str, float], weights: Weights
) -> list[Chosen]:
    """The candidates of a sentence that are suggested, by place.

    The likeliest goes first. Another is suggested beside it where it shares no words with it, or
    where the same holder speaks of another issue in them.
    """
    sure = chances(candidates, told, weights)
    kept: list[Chosen] = []
    for at in sorted(range(len(candidates)), key=lambda k: (-sure[k], k)):
        one = candidates[at]
        if sure[at] < LEAST:
            break
        shared = [
            k.candidate
            for k in kept
            if min(one.stop, k.candidate.stop) > max(one.first, k.candidate.first)
        ]
        if not shared or (
            sure[at] >= ANOTHER
            and all(k.issue != one.issue and _holder(k) == _holder(one) for k in shared)
        ):
            kept.append(Chosen(one, sure[at]))
    return sorted(kept, key=lambda k: k.candidate.first)


def _holder(candidate: Candidate) -> str | None:
    return None if candidate.holder is None else candidate.holder.actor

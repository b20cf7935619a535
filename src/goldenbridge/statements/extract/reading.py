"""What is known of a sentence before anything is weighed, and what of its document bears on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.statements.extract.issues import rank
from goldenbridge.statements.extract.memory import Memory, Mention
from goldenbridge.statements.extract.positions import Sentence, Voice, subject_of, voices_of
from goldenbridge.statements.extract.red_lines import red_line_of
from goldenbridge.statements.extract.wording import Worded, Wording

__all__ = ["Reading", "Setting", "read"]

#: How much of a sentence's issues is left a sentence later.
FADING = 0.6
#: A sentence that names no issue is weighed only while one before it names one so strongly.
FAINT = 0.6


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a document bears on a sentence of it."""

    opinion: float
    deeds: frozenset[str]
    topics: Mapping[str, float]  # each issue's share of what stands around
    foremost: Sequence[str]  # the issues that it is about most
    dense: float = 0.0  # how much of it is told in terms of any issue


@dataclass(slots=True)
class Reading:
    """A sentence that may be about an issue: what is known of it before anything is weighed.

    Attributes
    ----------
    sentence : its words, names, heads and clauses.
    issues : what it is about, by its own words.
    before : what the sentences before it were about.
    voices : whose position each clause is.
    subjects : head → who does what it says.
    worded : its words, to be asked what was learned of them.
    """

    sentence: Sentence
    issues: Mapping[str, float]
    before: Mapping[str, float]
    voices: Sequence[Voice | None]
    subjects: Mapping[int, list[Mention]]
    worded: Worded | None = None


def read(sentence: Sentence, memory: Memory, wording: Wording | None = None) -> Reading | None:
    """What is known of a sentence, or None where neither it nor what stands before names an issue."""
    now, before = dict(rank(sentence.hits, 0, len(sentence.tokens))), memory.issues
    memory.issues = _fading(memory, now)
    if not now and max(before.values(), default=0.0) < FAINT:
        return None
    subjects = {
        id(head): subject_of(sentence, head, clause.first)[0]
        for clause in sentence.clauses
        for head in clause.heads
        if not head.infinitive or head is clause.heads[0]
    }
    sentence.red_line = red_line_of(sentence.tokens, 0, len(sentence.tokens)) != "no"
    worded = wording.read(sentence.tokens) if wording is not None else None
    return Reading(sentence, now, before, voices_of(sentence), subjects, worded)


def _fading(memory: Memory, now: Mapping[str, float]) -> dict[str, float]:
    """What is left of the issues of the sentences before, and those of this one."""
    return {
        issue: FADING * memory.issues.get(issue, 0.0) + min(now.get(issue, 0.0), 1.5)
        for issue in sorted({*memory.issues, *now})
        if memory.issues.get(issue, 0.0) > 0.01 or issue in now
    }

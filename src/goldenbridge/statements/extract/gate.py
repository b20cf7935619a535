"""Whether a sentence takes a position at all, asked before anything in it is weighed.

Most of the work is weighing candidates, and many sentences only narrate. What is asked here is
known of a sentence anyway: its verbs, its names, its tone, whose voice its clauses are.
"""

from __future__ import annotations

from goldenbridge.statements.extract.reading import Reading, Setting
from goldenbridge.statements.extract.words.cues import KINDS

__all__ = ["sentence_features"]


def sentence_features(reading: Reading, setting: Setting) -> dict[str, float]:
    """What speaks for and against a position in a sentence."""
    sentence = reading.sentence
    tokens = sentence.tokens
    told = {
        "opinion": setting.opinion,
        "dense": setting.dense,
        "length": min(len(tokens), 60) / 60,
        "short": float(len(tokens) < 10),
        "red line": float(sentence.red_line),
        "question": float(tokens[-1].text == "?"),
        "quoted": sentence.spoken[-1] / len(tokens),
        "names": min(len(sentence.mentions), 5) / 5,
        "clauses": min(len(sentence.clauses), 6) / 6,
        "speaker": float(sentence.attributed is not None),
        "numbers": min(sum(t.text[0].isdigit() for t in tokens), 3) / 3,
    }
    _issues(reading, setting, told)
    _names(reading, told)
    for head in sentence.heads:
        told[f"head:{head.kind}:{head.head.act}"] = 1.0
        if head.negated:
            told["head:negated"] = 1.0
        if head.passive:
            told["head:passive"] = 1.0
        if reading.subjects.get(id(head)):
            told[f"subject:{head.kind}"] = 1.0
    for voice in reading.voices:
        told[f"voice:{voice.rule if voice else 'none'}"] = 1.0
        if voice is not None:
            told[f"voice:{voice.role}"] = 1.0
    counts: dict[str, int] = {}
    for token in tokens:
        for name in KINDS.get(token.low, ()):
            counts[name] = counts.get(name, 0) + 1
    for name, count in counts.items():
        told[f"words:{name}"] = min(count, 3) / 3
    return told


def _issues(reading: Reading, setting: Setting, told: dict[str, float]) -> None:
    """How sure it is what the sentence is about, and where its words stand."""
    hits, heads = reading.sentence.hits, reading.sentence.heads
    if reading.issues:
        issue, worth = next(iter(reading.issues.items()))
        told["issue:worth"] = min(worth, 2.5)
        told["issue:several"] = min(len(reading.issues), 4) / 4
        told["issue:topic"] = setting.topics.get(issue, 0.0)
        told["issue:deed"] = float(issue in setting.deeds)
        told["issue:strongest"] = min(max((h.strength for h in hits if not h.hint), default=0), 1.5)
    told["issue:before"] = min(max(reading.before.values(), default=0.0), 2.0)
    if heads and any(h.first >= heads[0].first for h in hits):
        told["issue:after head"] = 1.0


def _names(reading: Reading, told: dict[str, float]) -> None:
    """Who is named, and how."""
    for mention in reading.sentence.mentions:
        told[f"named:{mention.kind}"] = 1.0
        if mention.known:
            told["named:known"] = 1.0
        if mention.refers:
            told["named:refers"] = 1.0
        if mention.first < 3:
            told["named:first"] = 1.0

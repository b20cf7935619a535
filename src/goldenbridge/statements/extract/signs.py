"""What speaks for and against a candidate: its words, its holder, its issue.

Each sign is a name with a number. They say how a candidate is built (who is the subject of which kind
of verb, what is cut off, how sure the issue is) and never which words it holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.sources.words import words as words_of
from goldenbridge.statements.extract.clauses import Clause
from goldenbridge.statements.extract.heads import Found
from goldenbridge.statements.extract.issues import rank
from goldenbridge.statements.extract.memory import Mention
from goldenbridge.statements.extract.positions import Sentence, Voice
from goldenbridge.statements.extract.reading import Setting
from goldenbridge.statements.extract.red_lines import red_line_of
from goldenbridge.statements.extract.words.small import PREPOSITIONS

__all__ = ["Holder", "holder_features", "issue_features", "span_features"]


@dataclass(slots=True)
class Holder:
    """Who may hold a position, and how that is known: named, by a rule, from before."""

    mention: Mention | None
    how: str
    instead: Mention | None = None  # whom the rules took the same words to mean


def span_features(
    sentence: Sentence,
    voices: Sequence[Voice | None],
    i: int,
    j: int,
    heads: Sequence[Found],
    issue: str,
) -> dict[str, float]:
    """What speaks for and against the clauses from ``i`` to ``j`` as the words of a statement."""
    clauses = sentence.clauses
    words = clauses[j].stop - clauses[i].first
    told = {
        "span:clauses": float(j - i),
        "span:whole": float(i == 0 and j == len(clauses) - 1),
        "span:starts": float(i == 0),
        "span:ends": float(j == len(clauses) - 1),
        "span:short": float(words < 6),
        "span:long": max(0.0, min(words - 25, 30) / 30),
        "span:heads": min(len(heads), 4) / 4,
        "span:quoted": sum(c.quoted for c in clauses[i : j + 1]) / (j - i + 1),
        "span:none": float(all(v is None for v in voices[i : j + 1])),
    }
    inner = [v for v in voices[i : j + 1] if v is not None]
    tokens, first, stop = sentence.tokens, clauses[i].first, clauses[j].stop
    told["span:words"] = math.log(words)
    told["span:share"] = words / len(tokens)
    for length in _LENGTHS:
        told[f"span:over {length}"] = float(words > length)
    told["edge:first " + _small(tokens[first].low)] = 1.0
    told["edge:last " + _small(tokens[stop - 1].low)] = 1.0
    told["edge:before " + (_small(tokens[first - 1].low) if first else "^")] = 1.0
    told["edge:after " + (_small(tokens[stop].low) if stop < len(tokens) else "$")] = 1.0
    told["span:red line"] = float(sentence.red_line and red_line_of(tokens, first, stop) != "no")
    told["span:one voice"] = float(len(inner) == j - i + 1 and all(v.same(inner[0]) for v in inner))
    told["span:two voices"] = float(bool(inner) and not all(v.same(inner[0]) for v in inner))
    told["span:cuts before"] = float(i > 0 and _goes_on(voices[i - 1], voices[i]))
    told["span:cuts after"] = float(j + 1 < len(clauses) and _goes_on(voices[j], voices[j + 1]))
    told["span:issues apart"] = float(_apart(sentence, clauses[i : j + 1], issue))
    opener = clauses[i].opener
    told[f"opener:{opener if opener in _OPENED else 'other' if opener else 'none'}"] = 1.0
    if sentence.tokens and sentence.tokens[-1].text == "?":
        told["span:question"] = 1.0
    return told


_OPENED = frozenset(
    {"and", "but", "gerund", "while", "as", "which", "who", "–", "—", ";", "if", ","}
)


_LENGTHS = (4, 7, 10, 15, 20, 30, 40)
_SMALL = words_of(
    "the a an and but or that to of in on for with by as if when while who which this these those",
    "its their his it they he we not no will would should must can could may might has have had is",
    "are was were be been than then also still only more most any all some said says saying",
)


def _small(low: str) -> str:
    """A mark or a small word as it is; any other word tells what it is about, which is not asked."""
    return low if low in _SMALL or not low.isalpha() else "word"


def _goes_on(before: Voice | None, after: Voice | None) -> bool:
    return before is not None and after is not None and after.same(before)


def _apart(sentence: Sentence, clauses: Sequence[Clause], issue: str) -> bool:
    """Whether some clause is about another issue first."""
    for clause in clauses:
        ranked = rank(sentence.hits, clause.first, clause.stop)
        if ranked and ranked[0][0] != issue and ranked[0][1] > 0.6:
            return True
    return False


def holder_features(
    sentence: Sentence,
    voices: Sequence[Voice | None],
    subjects: Mapping[int, list[Mention]],
    i: int,
    j: int,
    heads: Sequence[Found],
    holder: Holder,
    lead: Voice | None,
    setting: Setting,
) -> dict[str, float]:
    """What speaks for and against somebody as the holder of what those clauses say."""
    mention = holder.mention
    if mention is None:
        told = {"author": 1.0, "author:opinion": setting.opinion}
        told["author:rule"] = float(lead is not None and lead.role == "author")
        told["author:modal"] = float(any(h.kind == "modal" for h in heads))
        for h in heads:
            if h.kind == "modal":
                told[f"author:{h.head.act}"] = 1.0
        told["author:quoted"] = float(any(c.quoted > 0.3 for c in sentence.clauses[i : j + 1]))
        told["author:other voice"] = float(
            any(v is not None and v.role != "author" for v in voices[i : j + 1])
        )
        told["author:voice kind " + (lead.rule if lead is not None else "none")] = 1.0
        told["author:opinion, " + (lead.rule if lead is not None else "none")] = setting.opinion
        told["author:attributed"] = float(sentence.attributed is not None)
        told["author:we"] = float(
            any(
                t.low in {"we", "our", "i", "us", "my"} and t.text != "US" and not t.quoted
                for t in sentence.tokens
            )
        )
        return told
    told = {"held": 1.0, f"held:{mention.kind}": 1.0, "held:known": float(mention.known)}
    told[f"held:{holder.how}"] = 1.0
    actor = holder.instead.actor if holder.instead is not None else mention.actor
    if lead is not None and any(h is not None and h.actor == actor for h in lead.holders):
        told[f"lead:{lead.rule}"] = 1.0
        told["lead"] = 1.0
        if lead.head is not None:
            told[f"lead act:{lead.head.head.act}"] = 1.0
            told["lead negated"] = float(lead.head.negated)
    elif lead is not None:
        told["not lead"] = 1.0
        told["not lead:opinion"] = setting.opinion * float(lead.role == "author")
    for head in heads:
        owners = subjects.get(id(head), [])
        if any(o.actor == actor for o in owners):
            told[f"subject:{head.kind}"] = 1.0
            if head.kind in {"stance", "noun", "state"}:
                told[f"subject act:{head.head.act}"] = 1.0
    first, stop = sentence.clauses[i].first, sentence.clauses[j].stop
    inner = _inner(heads, subjects)
    if inner is not None:
        head, names = inner
        if actor in names:
            told[f"inner:{head.kind}"] = 1.0
            told[f"inner act:{head.head.act}"] = 1.0
            if lead is not None:
                voices_own = {h.affiliation for h in lead.holders if h is not None}
                told["inner own side"] = float(actor in voices_own)
                if lead.head is not None and lead.head.head.act == "assesses":
                    told["inner, lead assesses"] = 1.0
        elif "lead" in told:
            told[f"lead, inner:{head.kind}"] = 1.0
            told[f"lead, inner act:{head.head.act}"] = 1.0
            told["lead, inner own side"] = float(mention.affiliation in names)
            if lead is not None and lead.head is not None:
                act = lead.head.head.act
                told["lead assesses, inner"] = float(act == "assesses")
    inside = [m for m in sentence.mentions if m.actor == actor and first <= m.first < stop]
    told["held:inside"] = float(bool(inside))
    told["held:owns"] = float(bool(inside) and inside[0].owns)
    told["held:opinion"] = setting.opinion
    share, spoke, seen = sentence.standing.get(mention.actor, (0.0, 0.0, 0.0))
    told["held:share"], told["held:spoke"], told["held:seen"] = share, spoke, seen
    told[f"held:{holder.how}, share"] = share
    told[f"held:{holder.how}, spoke"] = spoke
    told[f"held:{holder.how}, seen"] = seen
    if holder.how in {"earlier", "before"}:
        quoted = sum(c.quoted for c in sentence.clauses[i : j + 1]) / (j - i + 1)
        told[f"held:{holder.how}, quoted"] = quoted
        told[f"held:{holder.how}, alone"] = float(sentence.attributed is None)
        told[f"held:{holder.how}, opened"] = float(sentence.opened)
        told[f"held:{holder.how}, lead"] = float(lead is not None)
        told[f"held:{holder.how}, opinion"] = setting.opinion
    told["held:first"] = float(bool(sentence.mentions) and sentence.mentions[0].actor == actor)
    told["held:refers"] = float(mention.refers)
    before = sentence.tokens[inside[0].first - 1].low if inside and inside[0].first else ""
    told["held:after preposition"] = float(before in PREPOSITIONS)
    if sentence.attributed is not None:
        speaks = sentence.attributed.actor == actor
        told["held:speaks" if speaks else "held:another speaks"] = 1.0
    if lead is not None and lead.said_by is not None:
        told["held:nested"] = 1.0
    return told


def _inner(
    heads: Sequence[Found], subjects: Mapping[int, list[Mention]]
) -> tuple[Found, set[str]] | None:
    """What somebody is said to do inside what another says: "Lavrov said Washington refused"."""
    outer: set[str] | None = None
    for head in heads:
        names = {m.actor for m in subjects.get(id(head), [])}
        if not names:
            continue
        if outer is None:
            if head.kind == "report":
                outer = names
            continue
        if not names & outer and head.kind != "modal":
            return head, names
    return None


def issue_features(
    sentence: Sentence,
    issue: str,
    ranked: Sequence[tuple[str, float]],
    head: Found | None,
    first: int,
    stop: int,
    before: Mapping[str, float],
    setting: Setting,
) -> dict[str, float]:
    """What the codebook's terms say for and against an issue as the one some words are about."""
    worth, best = dict(ranked).get(issue, 0.0), ranked[0][1]
    mine = [h for h in sentence.hits if h.issue == issue]
    inside = [h for h in mine if h.first >= first and h.stop <= stop]
    told = {
        "issue:worth": min(worth, 2.5),
        "issue:weak": float(worth < 0.5),
        "issue:here": float(bool(mine)),
        "issue:in span": float(bool(inside)),
        "issue:hint only": float(bool(inside) and all(h.hint for h in inside)),
        "issue:strongest": min(max((h.strength for h in inside), default=0.0), 1.5),
        "issue:many": min(len(inside), 4) / 4,
        "issue:outside": float(len(mine) > len(inside)),
        "issue:topic": setting.topics.get(issue, 0.0),
        "issue:before": min(before.get(issue, 0.0), 2.0),
        "issue:deed": float(issue in setting.deeds),
    }
    if issue == ranked[0][0]:
        told["issue:first"] = 1.0
        told["issue:margin"] = min(worth - ranked[1][1], 1.5) if len(ranked) > 1 else 1.0
    else:
        told["issue:behind"] = min(best - worth, 1.5)
    if head is not None:
        after = [h for h in inside if h.first >= head.first]
        if after:
            told["issue:after head"] = 1.0
            near = min(h.first for h in after) - head.stop
            told["issue:near head"] = 1.0 / (1.0 + max(0, near))
    return told

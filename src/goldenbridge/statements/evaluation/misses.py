"""What went wrong with each suggestion, and which coded statements were overlooked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.evaluation.evaluate import LEVELS, Evaluation, agreement
from goldenbridge.statements.evaluation.matching import document_key, overlap, same_documents

__all__ = ["Miss", "misses"]


@dataclass(frozen=True, slots=True)
class Miss:
    """A suggestion that is wrong, or a coded statement that was missed, and why.

    Attributes
    ----------
    kind : ``wrong`` or ``missed``.
    statement : the record itself.
    nearest : what stands nearest to it on the other side, if anything overlaps it.
    why : in words, what keeps the two apart.
    """

    kind: Literal["wrong", "missed"]
    statement: CodedStatement
    nearest: CodedStatement | None
    why: str

    def as_dict(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "why": self.why,
            "statement": self.statement.model_dump(mode="json", exclude_none=True),
            "nearest": self.nearest.model_dump(mode="json", exclude_none=True)
            if self.nearest
            else None,
        }


def misses(evaluation: Evaluation, level: str = "span+actor+issue") -> list[Miss]:
    """The wrong suggestions and the missed statements of a level, in the order of the documents.

    >>> from goldenbridge.statements.evaluation import evaluate
    >>> gold = CodedStatement(doc="a", start=0, end=9, actor="Norvik", act="rejects", issue="tolls")
    >>> ours = gold.model_copy(update={"actor": "Sundal"})
    >>> [(m.kind, m.why) for m in misses(evaluate([ours], [gold]))]
    [('wrong', 'actor: coded Norvik'), ('missed', 'actor: suggested Sundal')]
    """
    found = evaluation[level]
    matched = {p.suggestion for p in found.pairs} | found.aside
    taken = {p.gold for p in found.pairs}
    name_of = same_documents(
        (s.doc for s in evaluation.suggestions), (g.doc for g in evaluation.gold)
    )
    ours: defaultdict[str, list[CodedStatement]] = defaultdict(list)
    theirs: defaultdict[str, list[CodedStatement]] = defaultdict(list)
    for s in evaluation.suggestions:
        ours[name_of[s.doc]].append(s)
    for g in evaluation.gold:
        theirs[document_key(g.doc)].append(g)
    rows: list[tuple[tuple[str, int, int], Miss]] = []
    for n, s in enumerate(evaluation.suggestions):
        if n not in matched:
            doc = name_of[s.doc]
            nearest, why = _why(s, theirs[doc], evaluation, level, suggested=True)
            rows.append(((doc, s.start, 0), Miss("wrong", s, nearest, why)))
    for n, g in enumerate(evaluation.gold):
        counts = not (evaluation.settings.core and g.tier == "fringe")
        if counts and n not in taken:
            doc = document_key(g.doc)
            nearest, why = _why(g, ours[doc], evaluation, level, suggested=False)
            rows.append(((doc, g.start, 1), Miss("missed", g, nearest, why)))
    return [miss for _, miss in sorted(rows, key=lambda row: row[0])]


def _why(
    one: CodedStatement,
    others: Sequence[CodedStatement],
    evaluation: Evaluation,
    level: str,
    suggested: bool,
) -> tuple[CodedStatement | None, str]:
    """The record of the other side that agrees most, and what it does not agree on."""
    settings = evaluation.settings
    agree = agreement(settings.strict_actors)
    word = "coded" if suggested else "suggested"
    ladder = LEVELS[1 : LEVELS.index(level) + 1]

    def rank(other: CodedStatement) -> tuple[bool, int, float]:
        s, g = (one, other) if suggested else (other, one)
        share = overlap(s, g, settings.overlap)
        return share >= settings.least, sum(agree[name](s, g) for name in ladder), share

    near = max(others, key=rank, default=None)
    if near is None or rank(near)[2] == 0:
        return None, f"nothing {word} there"
    fits, steps, share = rank(near)
    if not fits:
        return near, f"span: {share:.0%} in common with what is {word}"
    if steps == len(ladder):
        return near, f"once more: what is {word} there already stands for another"
    part = ladder[steps].rsplit("+", 1)[-1]
    value = getattr(near, part)
    return near, f"{part}: {word} {'none' if value is None else value}"

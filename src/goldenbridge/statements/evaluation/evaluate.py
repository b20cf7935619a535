"""How good suggestions are, measured against statements that somebody coded by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from goldenbridge.statements.evaluation.matching import (
    Candidate,
    Overlap,
    assign,
    candidates,
    document_key,
    plain_name,
    same_documents,
)
from goldenbridge.statements.evaluation.scores import (
    Intervals,
    Score,
    Share,
    over_documents,
    over_statements,
)

if TYPE_CHECKING:
    from goldenbridge.statements.coded import CodedStatement

__all__ = ["LEVELS", "Evaluation", "Level", "Settings", "evaluate"]

#: What a suggestion must share with the coded statement it stands for, from little to all.
LEVELS = ("span", "span+actor", "span+actor+issue", "span+actor+issue+polarity")

Agree = Callable[["CodedStatement", "CodedStatement"], bool]


@dataclass(frozen=True, slots=True)
class Settings:
    """How suggestions were matched.

    Attributes
    ----------
    overlap : what two spans have in common as a share of the ``longer``, the ``shorter`` or the
        ``union`` of both.
    least : how much of it two records must share to be about the same words.
    strict_actors : whether only the coder's first choice of actor counts, not ``alt_actors``.
    core : whether records that a second coder may well not have made (tier fringe) are left out:
        who finds one is neither right nor wrong.
    all_documents : whether suggestions from documents without any coded statement are wrong; else
        they are not judged.
    draws : resamples of each bootstrap interval.
    seed : which resamples.
    """

    overlap: Overlap = "longer"
    least: float = 0.5
    strict_actors: bool = False
    core: bool = False
    all_documents: bool = False
    draws: int = 2000
    seed: int = 1


@dataclass(frozen=True)
class Level:
    """The figures for one demand on what a suggestion must get right.

    Attributes
    ----------
    name : what must agree, such as ``span+actor+issue``.
    score : over all documents.
    by_documents, by_statements : intervals from resampling either.
    documents, roles, issues, rules : the score of each; a rule is what made a suggestion, and its
        recall is the share of *all* coded statements that it finds.
    red_lines : the score among records that draw a red line, matched on their own.
    act, role, red_line : how many of the matched pairs agree on it.
    pairs : the matched pairs, as places in the evaluation's lists.
    aside : suggestions that are neither right nor wrong (only with ``core``).
    """

    name: str
    score: Score
    by_documents: Intervals
    by_statements: Intervals
    documents: dict[str, Score]
    roles: dict[str, Score]
    issues: dict[str, Score]
    rules: dict[str, Score]
    red_lines: Score
    act: Share
    role: Share
    red_line: Share
    pairs: tuple[Candidate, ...] = field(repr=False)
    aside: frozenset[int] = field(repr=False)

    def as_dict(self) -> dict[str, object]:
        parts = {"documents": self.documents, "roles": self.roles, "issues": self.issues}
        return {
            "level": self.name,
            **self.score.as_dict(),
            "interval_over_documents": self.by_documents.as_dict(),
            "interval_over_statements": self.by_statements.as_dict(),
            "neither_right_nor_wrong": len(self.aside),
            "red_lines": self.red_lines.as_dict(),
            "matched_pairs_agree_on": {
                "act": self.act.as_dict(),
                "role": self.role.as_dict(),
                "red_line": self.red_line.as_dict(),
            },
            **{name: {k: s.as_dict() for k, s in part.items()} for name, part in parts.items()},
            "rules": {k: s.as_dict() for k, s in self.rules.items()},
        }


@dataclass(frozen=True)
class Evaluation:
    """What a set of suggestions is worth, beside what a coder made of the same documents.

    One coder is no truth: where two coders agree on nine statements in ten, no machine can be
    right more often. Read the figures with the interval over documents.

    Attributes
    ----------
    settings : how it was measured.
    suggestions, gold : the records judged, in the order given.
    levels : the figures, by what must agree.
    documents : how many documents were judged.
    not_judged : documents with suggestions and without any coded statement → how many suggestions
        were left out there; empty with ``all_documents``.
    silent : documents with coded statements and without any suggestion.
    """

    settings: Settings
    suggestions: tuple[CodedStatement, ...] = field(repr=False)
    gold: tuple[CodedStatement, ...] = field(repr=False)
    levels: dict[str, Level]
    documents: int
    not_judged: dict[str, int]
    silent: tuple[str, ...]

    def __getitem__(self, name: str) -> Level:
        return self.levels[name]

    def as_dict(self) -> dict[str, object]:
        """The whole as plain data, for ``--json``; the records themselves are left out."""
        s = self.settings
        return {
            "settings": {name: getattr(s, name) for name in s.__slots__},
            "documents": self.documents,
            "suggestions": len(self.suggestions),
            "gold": len(self.gold),
            "fringe": sum(g.tier == "fringe" for g in self.gold),
            "not_judged": self.not_judged,
            "silent": list(self.silent),
            "levels": {name: level.as_dict() for name, level in self.levels.items()},
        }


def evaluate(
    suggestions: Iterable[CodedStatement],
    gold: Iterable[CodedStatement],
    settings: Settings | None = None,
) -> Evaluation:
    """How many suggestions are right, and how many of the coded statements they find.

    Within a document a suggestion stands for at most one coded statement and the other way round;
    as many as possible are matched, and of several ways the one with the largest overlaps is
    taken. Every level is matched on its own, among pairs that agree on what it asks for. So two
    coded statements over the same words by different actors are both found where both are
    suggested, and a record suggested twice is wrong once.

    Trust the figures for documents like those measured on, and never for those that the rules were
    tuned on.

    Raises
    ------
    OverlapsTooMany : a document holds more overlapping records than anybody codes.

    >>> from goldenbridge.statements import CodedStatement
    >>> gold = [CodedStatement(doc="a.txt", start=0, end=21, actor="Norvik", issue="tolls",
    ...     act="rejects", polarity=-1)]
    >>> ours = [gold[0].model_copy(update={"end": 18, "polarity": 1})]
    >>> found = evaluate(ours, gold)
    >>> [found[name].score.f1 for name in LEVELS]
    [1.0, 1.0, 1.0, 0.0]
    """
    settings = settings or Settings()
    suggested, coded = list(suggestions), list(gold)
    name_of = same_documents((s.doc for s in suggested), (g.doc for g in coded))
    known = {document_key(g.doc) for g in coded}
    not_judged: dict[str, int] = {}
    if not settings.all_documents:
        for s in suggested:
            if name_of[s.doc] not in known:
                not_judged[name_of[s.doc]] = not_judged.get(name_of[s.doc], 0) + 1
        suggested = [s for s in suggested if name_of[s.doc] in known]
    work = _Work(settings, suggested, coded, name_of)
    return Evaluation(
        settings=settings,
        suggestions=tuple(suggested),
        gold=tuple(coded),
        levels={name: work.level(name) for name in LEVELS},
        documents=len(work.documents),
        not_judged=not_judged,
        silent=tuple(d for d, (ours, _) in work.documents.items() if not ours),
    )


def agreement(strict_actors: bool = False) -> dict[str, Agree]:
    """What each level asks of a suggestion and the coded statement that it may stand for."""

    def actor(s: CodedStatement, g: CodedStatement) -> bool:
        names = [g.actor] if strict_actors else [g.actor, *g.alt_actors]
        return plain_name(s.actor) in map(plain_name, names)

    def issue(s: CodedStatement, g: CodedStatement) -> bool:
        return actor(s, g) and _same_issue(s, g)

    def polarity(s: CodedStatement, g: CodedStatement) -> bool:
        return issue(s, g) and s.polarity == g.polarity

    return dict(zip(LEVELS, (lambda s, g: True, actor, issue, polarity), strict=True))


def _same_issue(s: CodedStatement, g: CodedStatement) -> bool:
    return (s.issue or "").strip().casefold() == (g.issue or "").strip().casefold()


def _draws_line(s: CodedStatement) -> bool:
    return s.red_line != "no"


class _Work:
    """The records by document, and their overlapping pairs, found once for all levels."""

    def __init__(
        self,
        settings: Settings,
        suggested: Sequence[CodedStatement],
        coded: Sequence[CodedStatement],
        name_of: dict[str, str],
    ) -> None:
        self.settings, self.suggested, self.coded = settings, suggested, coded
        self.agree = agreement(settings.strict_actors)
        self.documents: dict[str, tuple[list[int], list[int]]] = {}
        for n, s in enumerate(suggested):
            self.documents.setdefault(name_of[s.doc], ([], []))[0].append(n)
        for n, g in enumerate(coded):
            self.documents.setdefault(document_key(g.doc), ([], []))[1].append(n)
        self.documents = dict(sorted(self.documents.items()))
        self.pairs = {
            doc: candidates(
                [(n, suggested[n]) for n in ours],
                [(n, coded[n]) for n in theirs],
                settings.overlap,
                settings.least,
            )
            for doc, (ours, theirs) in self.documents.items()
        }

    def counts(self, gold: int) -> bool:
        """Whether a coded statement must be found."""
        return not (self.settings.core and self.coded[gold].tier == "fringe")

    def alike(self, pair: Candidate) -> float:
        """How far two records agree beyond their words; decides between equal overlaps."""
        s, g = self.suggested[pair.suggestion], self.coded[pair.gold]
        same = (
            *(self.agree[name](s, g) for name in LEVELS[1:]),
            _same_issue(s, g),
            s.polarity == g.polarity,
            s.act == g.act,
            s.role == g.role,
            s.red_line == g.red_line,
        )
        return sum(same) / len(same)

    def matched(self, keep: Callable[[CodedStatement, CodedStatement], bool]) -> list[Candidate]:
        """The matching of every document among pairs that are to be kept."""
        return [
            pair
            for pairs in self.pairs.values()
            for pair in assign(
                [p for p in pairs if keep(self.suggested[p.suggestion], self.coded[p.gold])],
                self.alike,
                lambda p: self.counts(p.gold),
            )
        ]

    def level(self, name: str) -> Level:
        s, rng = self.settings, np.random.default_rng(self.settings.seed)
        agree = self.agree[name]
        pairs = self.matched(agree)
        lines = self.matched(lambda a, b: _draws_line(a) and _draws_line(b) and agree(a, b))
        aside = frozenset(p.suggestion for p in pairs if not self.counts(p.gold))
        pairs = [p for p in pairs if self.counts(p.gold)]
        tally = _Tally(self, pairs, aside)
        documents = tally.documents()
        score = sum(documents.values(), Score())
        both = [(self.suggested[p.suggestion], self.coded[p.gold]) for p in pairs]
        return Level(
            name=name,
            score=score,
            by_documents=over_documents(list(documents.values()), s.draws, rng),
            by_statements=over_statements(score, s.draws, rng),
            documents=documents,
            roles=tally.by(lambda r: r.role),
            issues=tally.by(lambda r: (r.issue or "").strip() or "(none)"),
            rules=tally.rules(score.gold),
            red_lines=self._red_lines(lines),
            act=Share(sum(a.act == b.act for a, b in both), len(both)),
            role=Share(sum(a.role == b.role for a, b in both), len(both)),
            red_line=Share(sum(a.red_line == b.red_line for a, b in both), len(both)),
            pairs=tuple(pairs),
            aside=aside,
        )

    def _red_lines(self, pairs: Sequence[Candidate]) -> Score:
        core = [p for p in pairs if self.counts(p.gold)]
        aside = len(pairs) - len(core)
        return Score(
            sum(map(_draws_line, self.suggested)) - aside,
            len(core),
            sum(_draws_line(g) and self.counts(n) for n, g in enumerate(self.coded)),
            len(core),
        )


class _Tally:
    """Counts of right and found records, by anything."""

    def __init__(self, work: _Work, pairs: Sequence[Candidate], aside: frozenset[int]) -> None:
        self.work = work
        self.right = {p.suggestion for p in pairs}
        self.found = {p.gold for p in pairs}
        self.suggested = [n for n in range(len(work.suggested)) if n not in aside]
        self.gold = [n for n in range(len(work.coded)) if work.counts(n)]

    def documents(self) -> dict[str, Score]:
        judged, counted = set(self.suggested), set(self.gold)
        return {
            doc: Score(
                len(judged.intersection(ours)),
                len(self.right.intersection(ours)),
                len(counted.intersection(theirs)),
                len(self.found.intersection(theirs)),
            )
            for doc, (ours, theirs) in self.work.documents.items()
        }

    def by(self, of: Callable[[CodedStatement], str]) -> dict[str, Score]:
        found: defaultdict[str, Score] = defaultdict(Score)
        for n in self.suggested:
            found[of(self.work.suggested[n])] += Score(1, n in self.right, 0, 0)
        for n in self.gold:
            found[of(self.work.coded[n])] += Score(0, 0, 1, n in self.found)
        return dict(sorted(found.items()))

    def rules(self, gold: int) -> dict[str, Score]:
        found: defaultdict[str, Score] = defaultdict(Score)
        for n in self.suggested:
            right = int(n in self.right)
            found[self.work.suggested[n].made_by or "(unnamed)"] += Score(1, right, 0, right)
        return {
            rule: Score(s.suggested, s.right, gold, s.found) for rule, s in sorted(found.items())
        }

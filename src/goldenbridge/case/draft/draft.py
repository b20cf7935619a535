"""From coded statements to a case that can be checked, with what they leave open as questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenbridge.case.draft.ask import ask
from goldenbridge.case.draft.body import body_of
from goldenbridge.case.draft.evidence import Evidence, Said, gather
from goldenbridge.case.draft.frame import SIZES, Frame, frame_of
from goldenbridge.case.draft.hypotheses import contradictions_of
from goldenbridge.case.draft.moments import snapshots_of, told_apart
from goldenbridge.case.draft.questions import Question
from goldenbridge.case.draft.room import LIMIT_VALUES, NAMED, count, named, ranks, trimmed
from goldenbridge.case.draft.stands import Stands
from goldenbridge.case.draft.words import clean, listed, paraphrase, plural
from goldenbridge.case.draft.write import case_text, questions_text, sources_text
from goldenbridge.errors import DraftTooThin
from goldenbridge.sources.source import Source
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CodedStatement

__all__ = ["Draft", "draft_case"]

LIMIT_STATEMENTS = 800

#: Values that a statement takes up, at most.
STATEMENT = 32
PASSAGE_HASH = 16


@dataclass(frozen=True)
class Draft:
    """A case as statements alone propose it.

    Attributes
    ----------
    title : what it is called.
    case, sources, questions_page : the texts of ``case.yaml``, ``sources.yaml``, ``questions.md``.
    questions : what no statement says, and whom to ask.
    parties, consenting, issues : names, in the order of the case.
    suggested : how many statements no person has looked over.
    statements, left_out : how many statements stand in it, and how many found no room.
    """

    title: str
    case: str
    sources: str
    questions_page: str
    questions: tuple[Question, ...]
    parties: tuple[str, ...]
    consenting: tuple[str, ...]
    issues: tuple[str, ...]
    statements: int
    left_out: int = 0
    suggested: int = 0


def draft_case(
    statements: Iterable[CodedStatement],
    codebook: Codebook | None = None,
    *,
    suggestions: Iterable[CodedStatement] = (),
    title: str | None = None,
    least: int = 1,
    snapshots: bool = False,
    sources: Mapping[str, Source] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Draft:
    """A case as statements propose it: parties, issues, positions, red lines, contradictions.

    Trust it to add nothing: what the case format demands and no statement gives is the widest range
    there is, says so in its note, and is asked under ``questions``. It is where coding a case
    starts, not where it ends; sizes, consent and what holds today are nearly always open.

    Parameters
    ----------
    statements : in any order, from any number of documents.
    codebook : what issues and actors are called, and who speaks for whom.
    suggestions : of programs, that no person looked over: the case says so wherever they count.
    title : of the case; made of the parties' names if left out.
    least : parties and issues with fewer statements are left out, and asked about.
    snapshots : whether moments more than sixty days apart become snapshots.
    sources : what is known of the documents, by file name.
    texts : the documents' texts at hand, by file name.

    Raises
    ------
    DraftTooThin : fewer than two parties, or no issue on which a party takes a side.

    >>> said = [CodedStatement(doc="a.txt", start=0, end=9, actor=who, affiliation=who,
    ...         issue="tolls", act=act, polarity=sign)
    ...         for who, act, sign in (("Norvik", "rejects", -1), ("Ostia", "demands", 1))]
    >>> made = draft_case(said)
    >>> made.parties, made.issues, made.title
    (('Norvik', 'Ostia'), ('tolls',), 'Norvik and Ostia: a draft')
    """
    evidence = gather(statements, suggestions, codebook, sources, texts)
    for most in SIZES:
        frame, stands = _stands(evidence, least, most)
        found = _case(evidence, stands, title, snapshots)
        if found is not None:
            break
    assert found is not None, "two parties and two issues fit"
    case, kept = found
    questions = ask(stands, evidence)
    cited = {s.source for s in kept}
    name = str(case["title"])
    return Draft(
        name,
        case_text(case, questions, stands),
        sources_text({k: s for k, s in evidence.sources.items() if k in cited}),
        questions_text(name, questions),
        questions,
        tuple(frame.parties.values()),
        tuple(frame.parties[p] for p in stands.consenting),
        tuple(issue.name for issue in frame.issues.values()),
        len(kept),
        len(evidence.said) - len(kept),
        sum(s.suggested for s in kept),
    )


def _about(evidence: Evidence, frame: Frame) -> str:
    unseen = sum(s.suggested for s in evidence.said)
    looked = f" Of the statements, no person has looked over {unseen}." if unseen else ""
    return (
        f"Drafted from {plural(len(evidence.said), 'statement')} in "
        f"{plural(len(evidence.sources), 'document')}: {plural(len(frame.parties), 'party')}, "
        f"{plural(len(frame.issues), 'issue')}. It holds what the statements show, no more; "
        f"what they leave open is asked in questions.md.{looked} Not a forecast."
    )


def _stands(evidence: Evidence, least: int, most: tuple[int, int]) -> tuple[Frame, Stands]:
    """Parties, issues and positions, if there are enough for a case."""
    frame = frame_of(evidence, least, most)
    stands = Stands(frame, evidence.said)
    if len(frame.parties) < 2 or not stands.on_table:
        taken = [frame.issues[i].name for i in frame.issues if i in stands.on_table]
        raise DraftTooThin(len(evidence.said), list(frame.parties.values()), taken, least)
    return frame, stands


def _case(
    evidence: Evidence, stands: Stands, title: str | None, snapshots: bool
) -> tuple[dict[str, Any], list[Said]] | None:
    """The case as plain values and the statements in it, or None where there is no room for it."""
    frame = stands.frame
    whole = body_of(stands)
    rank = ranks(evidence.said)
    needed = [frame.parties[p] for p in stands.consenting]
    name = clean(title) if title and clean(title) else f"{listed(needed, 3)}: a draft"
    apart = told_apart(frame, evidence.said) if snapshots else []
    for most in NAMED:
        body = trimmed(whole, rank, most)
        moments = snapshots_of(apart, body, rank, most)
        contradictions = contradictions_of(stands, most)
        parts = {**body, "snapshots": moments, "contradictions": contradictions}
        used = named(parts)
        room = LIMIT_STATEMENTS - len(used)
        spare = [s.id for s in evidence.said if s.id not in used][: max(room, 0)]
        if room < 0 or count(parts) + STATEMENT * (len(used) + len(spare)) > LIMIT_VALUES:
            continue
        names = used.union(spare)
        kept = [s for s in evidence.said if s.id in names]
        case: dict[str, Any] = {
            "goldenbridge": 1,
            "title": name,
            "about": _about(evidence, frame),
            **body,
            **({"snapshots": moments} if moments else {}),
            "statements": {s.id: _statement(s, frame, evidence) for s in kept},
            **({"contradictions": contradictions} if contradictions else {}),
        }
        return case, kept
    return None


def _statement(said: Said, frame: Frame, evidence: Evidence) -> dict[str, Any]:
    """A statement as a case keeps it: fields, our paraphrase, and the place; never the quote."""
    import hashlib

    coded = said.coded
    party = said.party if said.party in frame.parties else None
    issue = evidence.issues[said.issue] if said.issue is not None else None
    name = evidence.parties.get(said.party) if said.party else None
    made: dict[str, Any] = {
        "actor": party or said.who,
        "act": coded.act,
        "text": paraphrase(coded, said.who, issue, name),
        "role": coded.role,
    }
    if coded.attributed_by and clean(coded.attributed_by):
        made["attributed_by"] = clean(coded.attributed_by)
    if said.issue in frame.issues:
        made["issue"] = said.issue
    if coded.date and clean(coded.date):
        made["date"] = clean(coded.date)
    if said.whole and coded.line is not None:
        digest = hashlib.sha256(coded.quote.encode()).hexdigest()[:PASSAGE_HASH]
        made["anchor"] = {
            "source": said.source,
            "line": coded.line,
            "start": coded.start,
            "end": coded.end,
            "sha256": digest,
        }
    else:
        made["cite"] = {"source": said.source, "at": f"characters {coded.start} to {coded.end}"}
    if said.suggested:
        by = f" by {clean(coded.made_by)}" if coded.made_by else ""
        sure = f", confidence {coded.confidence:.2f}" if coded.confidence is not None else ""
        made["note"] = f"Suggested{by}{sure}; not reviewed."
    return made

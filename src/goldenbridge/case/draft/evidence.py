"""Coded statements made ready: each once, in one order, with an id, a source and its party."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenbridge.case.draft.dates import Span, span_of
from goldenbridge.case.draft.speakers import Speakers
from goldenbridge.case.draft.words import Ids, clean, key_of, slug, spoken
from goldenbridge.sources.source import Source
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CodedStatement

__all__ = ["Evidence", "Said", "gather"]


@dataclass(frozen=True)
class Said:
    """A coded statement with what the draft makes of who said it and where.

    Attributes
    ----------
    id : its id in the case.
    who : its actor's name, as it is written most often.
    source : id of its document in ``sources.yaml``.
    coded : the statement as it was handed on.
    party : id of the party it is counted for; None for voices from outside.
    issue : id of its issue; None where it has none.
    own : whether it is in the party's own voice, not laid into its mouth by others.
    when : when it was said, as far as that is known.
    suggested : whether a program suggested it and no person looked it over.
    whole : whether quote and offsets fit each other, so that the passage has a hash.
    """

    id: str
    who: str
    source: str
    coded: CodedStatement
    party: str | None = None
    issue: str | None = None
    own: bool = True
    when: Span | None = None
    suggested: bool = False
    whole: bool = True

    @property
    def polarity(self) -> int:
        """Which side it takes on its issue's proposition."""
        return self.coded.polarity

    @property
    def line(self) -> bool:
        """Whether a red line is drawn in it."""
        return self.coded.red_line != "no" or self.coded.act == "red_line"


@dataclass(frozen=True)
class Evidence:
    """All that a draft is made of.

    Attributes
    ----------
    said : the statements, in order of document and place.
    parties : id → name, of everybody statements are counted for, in order of id.
    issues : id → name, in the codebook's order, then by id.
    propositions : id of an issue → what polarity +1 means, where the codebook says it.
    deeds : issues of the codebook that are deeds which their own doers deny.
    sources : id → document.
    speakers : who speaks for whom.
    repeated : how many statements came twice and were counted once.
    """

    said: tuple[Said, ...]
    parties: Mapping[str, str]
    issues: Mapping[str, str]
    propositions: Mapping[str, str]
    deeds: frozenset[str]
    sources: Mapping[str, Source]
    speakers: Speakers
    repeated: int = 0


def gather(
    statements: Iterable[CodedStatement],
    suggestions: Iterable[CodedStatement] = (),
    codebook: Codebook | None = None,
    sources: Mapping[str, Source] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Evidence:
    """Put statements in order, count each once, and say for whom each speaks.

    Parameters
    ----------
    statements : in any order; the result is the same.
    suggestions : likewise, of programs, that no person looked over.
    codebook : names issues and actors, if there is one.
    sources : what is known of documents, by file name.
    texts : texts of documents at hand, by file name: they give lines, and show wrong offsets.
    """
    given, unseen = list(statements), list(suggestions)
    both = _once([(s, False) for s in given] + [(s, True) for s in unseen])
    coded = [s for s, _ in both]
    speakers = Speakers.of(coded, codebook)
    documents = Ids()
    source_ids = {
        doc: documents.new(slug(_stem(doc), "doc")) for doc in sorted({s.doc for s in coded})
    }
    issue_ids = _issue_ids(coded, codebook)
    keys = sorted({key for s in coded if (key := _party(s, speakers)) is not None})
    party_ids_ = Ids()
    party_ids = {key: party_ids_.new(slug(speakers.name(key), "party")) for key in keys}
    said = []
    for ident, (s, suggested) in zip(_ids(coded, source_ids), both, strict=True):
        key = _party(s, speakers)
        by = speakers.party(s.attributed_by) if s.attributed_by else key
        line, whole = _placed(s, (texts or {}).get(s.doc))
        said.append(
            Said(
                ident,
                clean(s.actor) if s.role == "author" else speakers.name(key_of(s.actor)),
                source_ids[s.doc],
                s if line == s.line else s.model_copy(update={"line": line}),
                party_ids[key] if key is not None else None,
                issue_ids[key_of(s.issue)] if s.issue and key_of(s.issue) else None,
                key is not None and by == key,
                span_of(s),
                suggested,
                whole,
            )
        )
    names = {party_ids[key]: speakers.name(key) for key in keys}
    used = [x.issue for x in said if x.issue is not None]
    book = codebook.issues if codebook else {}
    order = [issue_ids[key_of(k)] for k in book if key_of(k) in issue_ids]
    spelt = {
        issue_ids[key_of(s.issue)]: s.issue for s in reversed(coded) if s.issue and key_of(s.issue)
    }
    issues = {}
    for ident in [*order, *sorted(set(used) - set(order))]:
        named = book[ident].name if ident in book else None
        issues[ident] = clean(named) if named else spoken(spelt[ident])
    return Evidence(
        tuple(said),
        dict(sorted(names.items())),
        issues,
        {i: " ".join(book[i].proposition.split()).rstrip(".") for i in issues if i in book},
        frozenset(i for i in issues if i in book and book[i].deed),
        _sources(coded, source_ids, sources or {}, texts or {}),
        speakers,
        len(given) + len(unseen) - len(coded),
    )


def _once(statements: Iterable[tuple[CodedStatement, bool]]) -> list[tuple[CodedStatement, bool]]:
    """Statements in order of document and place, those coded alike once: as reviewed, if any is."""
    first: dict[tuple[object, ...], tuple[bool, str, CodedStatement]] = {}
    for s, suggested in statements:
        same = (
            s.doc, s.start, s.end, key_of(s.actor), s.affiliation, s.role, s.attributed_by,
            s.issue, s.act, s.polarity, s.red_line,
        )  # fmt: skip
        ranked = (suggested, s.model_dump_json(), s)
        if same not in first or ranked[:2] < first[same][:2]:
            first[same] = ranked
    ordered = sorted(first.values(), key=lambda x: (x[2].doc, x[2].start, x[2].end, x[1]))
    return [(s, suggested) for suggested, _, s in ordered]


def _party(s: CodedStatement, speakers: Speakers) -> str | None:
    """The key of whom a statement is counted for."""
    if s.role == "author":
        return None
    if s.affiliation and key_of(s.affiliation) and not speakers.coded(s.actor):
        return speakers.party(s.affiliation)
    return speakers.party(s.actor)


def _ids(coded: list[CodedStatement], source_ids: Mapping[str, str]) -> list[str]:
    """Their own ids where all have one and no two the same; else document and number."""
    own = [slug(s.id or "") for s in coded]
    if all(s.id for s in coded) and len(set(own)) == len(own):
        return own
    counts: dict[str, int] = {}
    ids = Ids()
    found = []
    for s in coded:
        counts[s.doc] = counts.get(s.doc, 0) + 1
        found.append(ids.new(f"{source_ids[s.doc][:60]}-{counts[s.doc]:02}"))
    return found


def _issue_ids(coded: list[CodedStatement], codebook: Codebook | None) -> dict[str, str]:
    """Key of an issue's name → its id."""
    named = {key_of(s.issue) for s in coded if s.issue and key_of(s.issue)}
    ids = Ids()
    found = {
        key_of(k): ids.new(k) for k in (codebook.issues if codebook else ()) if key_of(k) in named
    }
    for key in sorted(named - found.keys()):
        found[key] = ids.new(slug(key, "issue"))
    return found


def _placed(s: CodedStatement, text: str | None) -> tuple[int | None, bool]:
    """The line of a statement, and whether its quote is what stands at its offsets."""
    whole = bool(s.quote) and s.end - s.start == len(s.quote)
    if text is None:
        return s.line, whole
    whole = whole and text[s.start : s.end] == s.quote
    return (text.count("\n", 0, s.start) + 1 if whole else s.line), whole


def _sources(
    coded: list[CodedStatement],
    ids: Mapping[str, str],
    known: Mapping[str, Source],
    texts: Mapping[str, str],
) -> dict[str, Source]:
    """Each document as ``sources.yaml`` has it: what is known, and nothing made up."""
    found = {}
    for doc, ident in ids.items():
        here = [s for s in coded if s.doc == doc]
        authors = sorted({clean(s.actor) for s in here if s.role == "author"})
        dates = sorted({clean(s.doc_date) for s in here if s.doc_date and clean(s.doc_date)})
        name = clean(doc.replace("\\", "/").rsplit("/", 1)[-1]) or ident
        made = known.get(doc) or Source(
            title=name,
            author=authors[0] if len(authors) == 1 else None,
            date=dates[0] if len(dates) == 1 else None,
            note="The title is open: it is the name of the file.",
        )
        if made.file is None:
            made = made.model_copy(update={"file": name})
        if made.sha256 is None and doc in texts:
            digest = hashlib.sha256(texts[doc].encode()).hexdigest()
            made = made.model_copy(update={"sha256": digest})
        found[ident] = made
    return found


def _stem(doc: str) -> str:
    """The name of a file without its folder and its ending."""
    name = doc.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name

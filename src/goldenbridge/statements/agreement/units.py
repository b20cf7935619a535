"""Which statement of one coder stands for which of another's: the units on which they are compared.

Coders choose themselves where a statement begins and ends, so before comparing what they took
statements for one has to say which belong together. Two do if they are of one document and share at
least half of the longer one's characters; each stands for one other at most. As many as possible
are matched, then those that overlap most, and only between equal overlaps those that say the same:
otherwise matching itself would make coders agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.evaluation.matching import (
    Candidate,
    assign,
    candidates,
    document_key,
    plain_name,
)

__all__ = ["FIELDS", "HALF", "NONE", "Unit", "differing", "match_units", "value_of"]

#: What coders are compared on.
FIELDS = ("actor", "issue", "act", "polarity", "red_line", "role")
#: How much of the longer span two statements must share.
HALF = 0.5
#: Stands for a field that was left open, which is a choice like any other.
NONE = "(none)"

#: A statement of a coder: whose, and the how-manieth of theirs.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """What coders made of one stretch of a document.

    Attributes
    ----------
    doc : the document.
    start, end : the stretch that all of them took together.
    coded : by coder: their statement; None where they looked and coded nothing. A coder who is not
        in it has not looked, and counts as missing.
    """

    doc: str
    start: int
    end: int
    coded: Mapping[str, CodedStatement | None]

    @property
    def statements(self) -> list[CodedStatement]:
        """The statements in it."""
        return [s for s in self.coded.values() if s is not None]


def value_of(statement: CodedStatement, field: str) -> str | int:
    """A field as it is compared: names of actors without regard to case or a leading “the”."""
    value = getattr(statement, field)
    if value is None:
        return NONE
    if field == "actor":
        return plain_name(value)
    return int(value) if field == "polarity" else str(value)


def differing(unit: Unit, fields: Iterable[str] = FIELDS) -> tuple[str, ...]:
    """On which fields coders differ; ``coded`` first where somebody coded nothing there.

    >>> a = CodedStatement(doc="a", start=0, end=9, actor="Norvik", act="rejects", polarity=-1)
    >>> b = a.model_copy(update={"actor": "norvik", "polarity": 0})
    >>> differing(Unit("a", 0, 9, {"anna": a, "ben": b, "carla": None}))
    ('coded', 'polarity')
    """
    found = ["coded"] if None in unit.coded.values() else []
    found += [f for f in fields if len({value_of(s, f) for s in unit.statements}) > 1]
    return tuple(found)


def match_units(
    coded: Mapping[str, Sequence[CodedStatement]],
    *,
    looked: Mapping[str, Collection[str]] | None = None,
    pending: Mapping[str, Collection[str]] | None = None,
    rejected: Mapping[str, Collection[str]] | None = None,
    by_id: bool = False,
    least: float = HALF,
) -> list[Unit]:
    """Put the statements of several coders together, one of each at most; by document and place.

    With two coders the matching is the best there is. With more, the pairs of all best matchings
    of two are joined, strongest first, as long as nobody comes to be in a unit twice.

    Parameters
    ----------
    coded : by coder, their statements.
    looked : by coder, the documents that they have worked through; without it, those in which they
        have a statement. There, what others coded and they did not, they left out; elsewhere they
        are missing.
    pending : by coder, ids of statements about which they have not decided; there they are missing.
    rejected : by coder, ids of statements that they hold to be none, wherever these are.
    by_id : whether statements with one id are one, whatever became of their spans.
    least : share of the longer span that two statements must have in common.

    Raises
    ------
    OverlapsTooMany : more statements overlap than anybody codes.

    >>> a = CodedStatement(doc="a", start=0, end=10, actor="Norvik", act="rejects")
    >>> b = a.model_copy(update={"start": 2, "end": 12})
    >>> c = a.model_copy(update={"start": 50, "end": 60})
    >>> for unit in match_units({"anna": [a, c], "ben": [b]}):
    ...     print(unit.start, unit.end, [name for name, s in unit.coded.items() if s])
    0 12 ['anna', 'ben']
    50 60 ['anna']
    """
    ordered = {name: sorted(coded[name], key=_content) for name in sorted(coded)}
    links: list[tuple[tuple[object, ...], Place, Place]] = []
    for one, other in combinations(ordered, 2):
        for pair in _matched(ordered[one], ordered[other], by_id, least):
            a, b = (one, pair.suggestion), (other, pair.gold)
            first, second = ordered[one][a[1]], ordered[other][b[1]]
            same = by_id and first.id is not None and first.id == second.id
            strength = (not same, -pair.overlap, -_alike(first, second))
            links.append(((*strength, *sorted([_content(first), _content(second)])), a, b))
    unit_of = {(name, n): {name: n} for name, hers in ordered.items() for n in range(len(hers))}
    for _, a, b in sorted(links, key=lambda link: link[0]):
        one_unit, other_unit = unit_of[a], unit_of[b]
        if one_unit is not other_unit and not one_unit.keys() & other_unit.keys():
            one_unit |= other_unit
            for name, n in other_unit.items():
                unit_of[name, n] = one_unit
    whole = {id(unit): unit for unit in unit_of.values()}
    worked = _worked(coded, looked)
    units = [
        _unit(
            {name: ordered[name][n] for name, n in members.items()},
            worked,
            pending or {},
            rejected or {},
        )
        for members in whole.values()
    ]
    return sorted(units, key=lambda u: (u.doc, u.start, u.end, sorted(map(_content, u.statements))))


def _worked(
    coded: Mapping[str, Sequence[CodedStatement]], looked: Mapping[str, Collection[str]] | None
) -> dict[str, set[str]]:
    if looked is None:
        return {name: {document_key(s.doc) for s in hers} for name, hers in coded.items()}
    found: dict[str, set[str]] = {name: set() for name in coded}
    for name, docs in looked.items():
        found[name] = {document_key(doc) for doc in docs}
    return found


def _unit(
    members: dict[str, CodedStatement],
    worked: Mapping[str, Collection[str]],
    pending: Mapping[str, Collection[str]],
    rejected: Mapping[str, Collection[str]],
) -> Unit:
    one = next(iter(members.values()))
    doc = document_key(one.doc)
    ids = {s.id for s in members.values() if s.id is not None}
    coded: dict[str, CodedStatement | None] = {}
    for name in sorted(worked):
        if name in members:
            coded[name] = members[name]
        elif ids & set(rejected.get(name, ())) or (
            doc in worked[name] and not ids & set(pending.get(name, ()))
        ):
            coded[name] = None
    spans = [(s.start, s.end) for s in members.values()]
    return Unit(one.doc, min(a for a, _ in spans), max(b for _, b in spans), coded)


def _matched(
    hers: Sequence[CodedStatement], his: Sequence[CodedStatement], by_id: bool, least: float
) -> list[Candidate]:
    """The best matching of two coders' statements, document by document."""
    found: list[Candidate] = []
    ours, theirs = _by_document(hers), _by_document(his)
    for doc in ours.keys() & theirs.keys():
        one, other = ours[doc], theirs[doc]
        pairs = {(c.suggestion, c.gold): c for c in candidates(one, other, "longer", least)}
        same: frozenset[tuple[int, int]] = frozenset()
        if by_id:
            where = {s.id: n for n, s in other if s.id is not None}
            same = frozenset((n, where[s.id]) for n, s in one if s.id in where)
            pairs.update({(a, b): Candidate(a, b, 1.0) for a, b in same})
        found += assign(
            list(pairs.values()),
            prefer=lambda c: _alike(hers[c.suggestion], his[c.gold]),
            core=partial(_among, same),
        )
    return found


def _among(same: Collection[tuple[int, int]], pair: Candidate) -> bool:
    return (pair.suggestion, pair.gold) in same


def _by_document(
    statements: Sequence[CodedStatement],
) -> dict[str, list[tuple[int, CodedStatement]]]:
    found: dict[str, list[tuple[int, CodedStatement]]] = {}
    for n, s in enumerate(statements):
        found.setdefault(document_key(s.doc), []).append((n, s))
    return found


def _alike(a: CodedStatement, b: CodedStatement) -> float:
    """Share of fields on which two statements say the same."""
    return sum(value_of(a, field) == value_of(b, field) for field in FIELDS) / len(FIELDS)


def _content(s: CodedStatement) -> tuple[str | int, ...]:
    """By what statements are put in order, whoever coded them."""
    said = (str(value_of(s, field)) for field in FIELDS)
    return (document_key(s.doc), s.start, s.end, *said, s.id or "")

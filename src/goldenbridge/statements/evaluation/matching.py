"""Which suggestion stands for which coded statement: one to one, as many as possible."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from goldenbridge.errors import OverlapsTooMany

if TYPE_CHECKING:
    from goldenbridge.statements.coded import CodedStatement

__all__ = [
    "OVERLAPS",
    "Candidate",
    "Overlap",
    "assign",
    "candidates",
    "document_key",
    "overlap",
    "plain_name",
    "same_documents",
]

Overlap = Literal["longer", "shorter", "union"]
OVERLAPS: tuple[str, ...] = get_args(Overlap)

#: Pairs that overlap in one document; more are no coding, and would take minutes to match.
LIMIT_PAIRS = 2_000_000

#: How much agreement may count against overlap: only where two spans overlap as good as equally.
_TIE = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion and a coded statement whose spans overlap enough.

    Attributes
    ----------
    suggestion, gold : their places in the lists that were handed in.
    overlap : share of the span in common, at most 1.
    """

    suggestion: int
    gold: int
    overlap: float


def overlap(a: CodedStatement, b: CodedStatement, measure: Overlap = "longer") -> float:
    """The share that two spans have in common: of the longer, of the shorter, or of their union.

    The longer is the strict usual one: half a clause does not stand for the whole sentence, nor a
    paragraph for a clause. An empty span has nothing in common with any.

    >>> from goldenbridge.statements import CodedStatement
    >>> a = CodedStatement(doc="a", start=0, end=10, actor="Norvik", act="rejects")
    >>> b = a.model_copy(update={"start": 5, "end": 25})
    >>> [overlap(a, b, measure) for measure in ("longer", "shorter", "union")]
    [0.25, 0.5, 0.2]
    """
    common = min(a.end, b.end) - max(a.start, b.start)
    if common <= 0:
        return 0.0
    lengths = a.end - a.start, b.end - b.start
    whole = {"longer": max(lengths), "shorter": min(lengths), "union": sum(lengths) - common}
    return common / whole[measure]


#: Letters that no accent can be taken off.
_STROKED = str.maketrans("łøđıß", "lodis")


def plain_name(name: str) -> str:
    """A name as names are compared: case, accents, spacing and a leading “the” do not count.

    >>> plain_name("The  United States") == plain_name("united states")
    True
    >>> plain_name("Ana Šimić") == plain_name("Ana Simic")
    True
    """
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    words = "".join(c for c in bare if not unicodedata.combining(c)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def document_key(doc: str) -> str:
    r"""The file name of a document, without the folders before it.

    >>> document_key(r"C:\texts\a.txt"), document_key("texts/a.txt")
    ('a.txt', 'a.txt')
    """
    name = PurePosixPath(doc.replace("\\", "/")).name
    return unicodedata.normalize("NFC", name or doc)


def same_documents(suggested: Iterable[str], gold: Iterable[str]) -> dict[str, str]:
    """Which document of the gold each document of the suggestions is; others stand for themselves.

    File names are compared. An extension that is missing on one side is forgiven where only one
    document can be meant.

    >>> same_documents(["out/a", "b.txt", "c.txt"], ["a.txt", "b.txt"])
    {'out/a': 'a.txt', 'b.txt': 'b.txt', 'c.txt': 'c.txt'}
    """
    known = set(map(document_key, gold))
    keys = {doc: document_key(doc) for doc in suggested}
    lost, free = set(keys.values()) - known, known - set(keys.values())
    partner: dict[str, str] = {}
    ours, theirs = _by_stem(lost), _by_stem(free)
    for key in lost:
        near = _others(key, free, theirs)
        if len(near) == 1 and len(_others(near[0], lost, ours)) == 1:
            partner[key] = near[0]
    return {doc: partner.get(key, key) for doc, key in keys.items()}


def _by_stem(names: Iterable[str]) -> dict[str, list[str]]:
    stems: dict[str, list[str]] = {}
    for name in names:
        stems.setdefault(PurePosixPath(name).stem, []).append(name)
    return stems


def _others(name: str, names: set[str], stems: dict[str, list[str]]) -> list[str]:
    """Names that are this one with an extension, or this one without its extension."""
    return [*({PurePosixPath(name).stem} & names), *stems.get(name, ())]


def candidates(
    suggestions: Sequence[tuple[int, CodedStatement]],
    gold: Sequence[tuple[int, CodedStatement]],
    measure: Overlap,
    least: float,
) -> list[Candidate]:
    """All pairs of one document whose spans overlap by at least ``least``.

    Raises
    ------
    OverlapsTooMany : more pairs overlap than anybody codes.
    """
    if not gold:
        return []
    ordered = sorted(gold, key=lambda item: item[1].start)
    starts = np.array([g.start for _, g in ordered])
    ends = np.array([g.end for _, g in ordered])
    longest = int((ends - starts).max())
    found: list[Candidate] = []
    for number, s in suggestions:
        first = int(np.searchsorted(starts, s.start - longest))
        last = int(np.searchsorted(starts, s.end))
        for at in np.flatnonzero(ends[first:last] > s.start):
            which, g = ordered[first + int(at)]
            share = overlap(s, g, measure)
            if share >= least and share > 0:
                found.append(Candidate(number, which, share))
        if len(found) > LIMIT_PAIRS:
            raise OverlapsTooMany(s.doc, len(found), LIMIT_PAIRS)
    return found


def assign(
    pairs: Sequence[Candidate],
    prefer: Callable[[Candidate], float] = lambda pair: 0.0,
    core: Callable[[Candidate], bool] = lambda pair: True,
) -> list[Candidate]:
    """The pairs of a maximum matching: each suggestion and each coded statement at most once.

    As many pairs as possible (first of those that ``core`` holds for), among those the largest sum
    of overlaps, and between equal overlaps what ``prefer``, from 0 to 1, likes best. Exact: a
    minimum-weight full matching in which every suggestion may also stay alone.

    References
    ----------
    Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear
    assignment problems.

    >>> pairs = [Candidate(0, 0, 0.9), Candidate(0, 1, 0.6), Candidate(1, 0, 0.5)]
    >>> [(p.suggestion, p.gold) for p in assign(pairs)]
    [(0, 1), (1, 0)]
    """
    if not pairs:
        return []
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows = {s: n for n, s in enumerate(sorted({p.suggestion for p in pairs}))}
    columns = {g: n for n, g in enumerate(sorted({p.gold for p in pairs}))}
    # One pair more outweighs the overlaps of all, one core pair more outweighs all others.
    one = 2.0 * (min(len(rows), len(columns)) + 1)
    weights = [(one * one if core(p) else one) + p.overlap + _TIE * prefer(p) for p in pairs]
    alone = one * one + one + 2.0
    costs = [*(alone - w for w in weights), *[alone] * len(rows)]
    ends = [columns[p.gold] for p in pairs]
    table = csr_array(
        (
            np.array(costs),
            (
                np.array([*(rows[p.suggestion] for p in pairs), *rows.values()]),
                np.array([*ends, *(len(columns) + n for n in rows.values())]),
            ),
        ),
        shape=(len(rows), len(columns) + len(rows)),
    )
    matched = set(
        zip(*(x.tolist() for x in min_weight_full_bipartite_matching(table)), strict=True)
    )
    return [p for p in pairs if (rows[p.suggestion], columns[p.gold]) in matched]

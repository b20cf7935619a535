"""How good the statements are: measured for a program's suggestions, by name for coders' work.

A network is only as good as its statements. The figures come from a file that is bundled: what the
extractor reached on documents that were coded by hand and that it was not tuned on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from goldenbridge.files.document import parse_document
from goldenbridge.statements.coded import CodedStatement

__all__ = ["Figures", "Makers", "Measured", "makers", "measured", "read_measured", "sentence"]

FILE = "measured-coding.yaml"
#: How a program names itself: ``rules:reporting``, ``rules+minilm:…``, ``llm:…``.
_PROGRAM = re.compile(r"(rules?|parser|spacy|minilm|rerank|llm|model|extras)\b[\w+. -]*(:|$)", re.I)
#: What a program was helped by, wherever ``made_by`` tells it; the first that fits counts.
_WAYS = (
    ("llm", re.compile(r"(^|\+)llm\b", re.I)),
    ("aided", re.compile(r"(^|\+)(parser|spacy|minilm|rerank|model|extras)\b", re.I)),
)
_BY = {
    "rules": "rules",
    "aided": "rules with the help of grammar or meaning",
    "llm": "a language model",
}
_REVIEWED = re.compile(r"(?:reviewed|accepted|edited|coded|adjudicated) by (.+)", re.I)
NAMED = 4
_AS = ("was suggested", "were suggested")


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, each from 0 to 1; None where it was not measured."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None

    def __str__(self) -> str:
        told = [
            f"{name} {value:.2f}"
            for name, value in (
                ("precision", self.precision), ("recall", self.recall), ("F1", self.f1),
            )
            if value is not None
        ]  # fmt: skip
        return ", ".join(told)


@dataclass(frozen=True)
class Measured:
    """What suggestions reached on documents coded by hand.

    Attributes
    ----------
    corpus : which documents, in words.
    documents, statements : how many, and how many statements a person coded in them.
    whole : figures of the extractor as it runs by default: span, actor and issue right.
    red_lines : of the red lines that it claims how many a coder drew too, and how many it claims:
        there, and in further texts.
    by : ``rules`` (no model), ``aided`` (by grammar and meaning) and ``llm`` (a language model, not
        the one that a user has) → their figures.
    """

    corpus: str
    documents: int | None
    statements: int | None
    whole: Figures
    red_lines: tuple[tuple[int, int], ...] = ()
    by: Mapping[str, Figures] = field(default_factory=dict)

    def of(self, way: str) -> Figures:
        """The figures of ``rules``, ``aided`` or ``llm``; the default's if they are not known."""
        figures = self.by.get(way, self.whole)
        return figures if str(figures) else self.whole

    def told(self, way: str = "rules") -> str:
        """What suggestions reached, as a sentence without its stop; empty where nothing is known.

        >>> Measured("two articles", 2, 40, Figures(f1=0.5)).told()
        'On two articles, such suggestions reached F1 0.50 (words, actor and issue right)'
        """
        figures = self.of(way)
        if not str(figures) or (way == "llm" and way not in self.by):
            return ""
        who = "a large language model" if way == "llm" else "such suggestions"
        lines = [f"{right:,} of {claimed:,}" for right, claimed in self.red_lines]
        red = ", ".join(lines[:1] + [f"in other texts {told}" for told in lines[1:]])
        red = f"; red lines right: {red}" if red and way != "llm" else ""
        return f"On {self.corpus}, {who} reached {figures} (words, actor and issue right){red}"


@dataclass(frozen=True)
class Makers:
    """Who made some statements.

    Attributes
    ----------
    suggested : ``rules``, ``aided`` or ``llm`` → how many are its suggestions.
    coders : name of a coder → how many.
    unknown : how many say nothing.
    """

    suggested: Mapping[str, int]
    coders: Mapping[str, int]
    unknown: int


def makers(statements: Iterable[CodedStatement]) -> Makers:
    """Who made the statements, as far as ``made_by`` tells.

    A suggestion that somebody accepted counts as theirs if it says so, as in ``rules:verb; accepted
    by Anna``. Statements of a case (``case:ID``) are its coders'.

    >>> base = {"doc": "a.txt", "start": 0, "end": 1, "actor": "Norvik", "act": "rejects"}
    >>> makers(CodedStatement(**base, made_by=m) for m in ("rules:verb", "llm:small", "Anna", ""))
    Makers(suggested={'rules': 1, 'llm': 1}, coders={'Anna': 1}, unknown=1)
    """
    unknown = 0
    suggested: Counter[str] = Counter()
    coders: Counter[str] = Counter()
    for s in statements:
        by = " ".join(s.made_by.split())
        reviewed = _REVIEWED.search(by)
        if reviewed:
            coders[reviewed[1]] += 1
        elif by.startswith("case:"):
            coders[f"the coders of the case {by[5:].strip()}"] += 1
        elif not by:
            unknown += 1
        elif _PROGRAM.match(by):
            suggested[next((way for way, told in _WAYS if told.search(by)), "rules")] += 1
        else:
            coders[by] += 1
    return Makers(dict(suggested), dict(coders), unknown)


@cache
def measured() -> Measured | None:
    """The figures that are bundled, or None where none are."""
    try:
        text = resources.files("goldenbridge.bundled").joinpath(FILE).read_text(encoding="utf-8")
    except (FileNotFoundError, ModuleNotFoundError):
        return None
    return read_measured(text)


def read_measured(text: str) -> Measured | None:
    r"""The figures in a file of them, or None if it holds none.

    >>> print(read_measured("corpus: four articles\nprecision: 0.7\nf1: 0.6").whole)
    precision 0.70, F1 0.60
    """
    found = parse_document(text, FILE)
    data = found.data
    if not isinstance(data, dict) or found.problems:
        return None
    whole = _figures(data)
    by = data.get("by")
    ways = {k: _figures(v) for k, v in by.items()} if isinstance(by, dict) else {}
    if not str(whole) and not any(map(str, ways.values())):
        return None
    return Measured(
        str(data.get("corpus") or "documents coded by hand"),
        _whole_number(data.get("documents")),
        _whole_number(data.get("statements")),
        whole,
        tuple(_counts(data.get("red_lines"))),
        ways,
    )


def _figures(data: Any) -> Figures:
    if not isinstance(data, dict):
        return Figures(f1=_share(data))
    return Figures(*(_share(data.get(name)) for name in ("precision", "recall", "f1")))


def _counts(data: Any) -> Iterator[tuple[int, int]]:
    for pair in data if isinstance(data, list) else ():
        if isinstance(pair, list) and len(pair) == 2:
            right, claimed = map(_whole_number, pair)
            if right is not None and claimed is not None and 0 <= right <= claimed:
                yield right, claimed


def _share(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def _whole_number(value: Any) -> int | None:
    if isinstance(value, list | dict):
        return len(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def sentence(statements: Iterable[CodedStatement], known: Measured | None = None) -> str:
    """How good some statements are, in a sentence or two that stand beside what is drawn from them.

    Parameters
    ----------
    statements : what is drawn from.
    known : measured figures; those that are bundled, if left out.

    >>> base = {"doc": "a.txt", "start": 0, "end": 1, "actor": "Norvik", "act": "rejects"}
    >>> sentence([CodedStatement(**base, made_by="Anna")])
    'The one statement was reviewed by Anna.'
    """
    made = makers(statements)
    whole = sum(made.suggested.values()) + made.unknown + sum(made.coders.values())
    if not whole:
        return "There are no statements."
    known = known or measured()
    told = [
        f"{_part(made.suggested[way], whole, *_AS)} by {by}, no review recorded"
        f"{_reached(way, known)}."
        for way, by in _BY.items()
        if way in made.suggested
    ]
    if made.coders:
        n = sum(made.coders.values())
        told.append(f"{_part(n, whole, 'was', 'were')} reviewed by {_named(made.coders)}.")
    if made.unknown:
        told.append(
            f"{_part(made.unknown, whole, 'names', 'name')} neither coder nor program: "
            "how good they are is not known."
        )
    return " ".join(told)


def _part(n: int, whole: int, one: str = "is", many: str = "are") -> str:
    if n == whole:
        return f"The one statement {one}" if n == 1 else f"All {n:,} statements {many}"
    return f"{n:,} of {whole:,} statements {one if n == 1 else many}"


def _reached(way: str, known: Measured | None) -> str:
    if known is None:
        return "; how good such suggestions are has not been measured"
    figures = known.of(way)
    if not str(figures):
        return "; how good such suggestions are has not been measured"
    size = [
        f"{n:,} {what}"
        for n, what in ((known.documents, "documents"), (known.statements, "statements"))
        if n is not None
    ]
    on = known.corpus + (f" ({', '.join(size)})" if size else "")
    if way == "llm":
        if way not in known.by:
            return "; how good depends on the model, and has not been measured"
        return f"; how good depends on the model: a large one reached, on {on}, {figures}"
    return f"; measured on {on}: {figures} (span, actor and issue right)"


def _named(coders: Mapping[str, int]) -> str:
    names = sorted(coders, key=lambda name: (-coders[name], name))
    some = [name[:60] for name in names[:NAMED]]
    if len(names) > NAMED:
        return ", ".join(some) + f" and {len(names) - NAMED} more"
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)

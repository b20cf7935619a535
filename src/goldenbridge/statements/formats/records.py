"""Rows of a stranger's table as statements: columns have other names, and values may be wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from goldenbridge.errors import StatementsInvalid
from goldenbridge.files.explain import say, show
from goldenbridge.files.problem import Problem, shown, suggest
from goldenbridge.statements.coded import CONTEXT, CodedStatement
from goldenbridge.statements.evaluation.matching import document_key, same_documents
from goldenbridge.statements.refind import refind
from goldenbridge.statements.statement import ACTS

__all__ = [
    "FIELDS",
    "LIMIT_PROBLEMS",
    "LIMIT_ROWS",
    "USUAL_NAMES",
    "Faults",
    "Header",
    "Places",
    "Row",
    "cell",
    "header",
    "to_statements",
]

FIELDS = tuple(CodedStatement.model_fields)

#: Our field → what other programs and coders call its column, most telling name first.
USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "doc": ("document", "file", "filename", "file_name", "document_title", "title", "article",
            "doc_id", "document_id", "source"),
    "start": ("begin", "start_position", "start_offset", "start_char", "from"),
    "end": ("stop", "end_position", "stop_position", "end_offset", "end_char", "to"),
    "quote": ("text", "quotation", "excerpt", "selected_text", "passage", "sentence", "exact"),
    "actor": ("organization", "organisation", "person", "speaker", "party", "holder",
              "stakeholder", "subject"),
    "affiliation": ("country", "member_of", "bloc", "belongs_to"),
    "role": ("voice",),
    "attributed_by": ("reported_by", "according_to"),
    "issue": ("concept", "category", "topic", "claim", "theme", "code"),
    "act": ("speech_act", "act_type"),
    "polarity": ("agreement", "agree", "stance", "valence", "sentiment", "position"),
    "red_line": ("redline",),
    "confidence": ("probability",),
    "date": ("event_date",),
    "doc_date": ("document_date", "published", "publication_date", "date_published",
                 "time"),
    "line": ("paragraph", "line_number"),
    "actor_surface": ("surface", "actor_text", "mention"),
    "alt_actors": ("alternative_actors", "other_actors"),
    "prefix": ("before", "left_context"),
    "suffix": ("after", "right_context"),
    "made_by": ("coder", "annotator", "coded_by", "rule", "creator"),
    "note": ("comment", "remark", "memo", "notes"),
    "id": ("statement_id", "record_id", "identifier"),
}  # fmt: skip

LIMIT_ROWS = 500_000
LIMIT_PROBLEMS = 200
#: No text has more characters than this.
LIMIT_OFFSET = 2**31

_WHOLE = frozenset({"start", "end", "line"})
_WORDS = frozenset({"role", "act", "red_line"})
_POLARITY = {
    **dict.fromkeys(("1", "+1", "+", "yes", "y", "true", "agree", "agrees", "pro", "for"), 1),
    **dict.fromkeys(("support", "supports", "positive", "in favour", "in favor"), 1),
    **dict.fromkeys(("-1", "-", "no", "n", "false", "disagree", "disagrees", "contra"), -1),
    **dict.fromkeys(("con", "against", "oppose", "opposes", "negative"), -1),
    **dict.fromkeys(("0", "+0", "-0", "neutral", "none", "mixed", "ambiguous"), 0),
}
_RED_LINE = {
    **dict.fromkeys(("false", "0", "none", "n"), "no"),
    **dict.fromkeys(("true", "yes", "1", "y"), "explicit"),
}
_ACT_OF = {1: "supports", -1: "rejects", 0: "assesses"}
_POINT_ZERO = re.compile(r"^[+-]?\d{1,18}\.0*$")
_COMMA = re.compile(r"^\d*,\d+$")
_WANTED = {
    "start": "a whole number: the first character of the quote, counted from 0",
    "end": "a whole number: one past the last character of the quote",
    "line": "a whole number: the line of the document, counted from 1",
    "polarity": "1, 0 or -1",
    "confidence": "a number from 0 to 1",
    "red_line": "no, implicit or explicit",
}


@dataclass
class Faults:
    """What is wrong with a file, gathered while it is read."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, where: str, found: str, wanted: str, advice: str) -> None:
        """Note one fault.

        Raises
        ------
        StatementsInvalid : there are so many that reading on is of no use.
        """
        self.found.append(Problem(self.file, line, where, found, wanted, advice, code="statements"))
        if len(self.found) >= LIMIT_PROBLEMS:
            note = f"reading stopped after {LIMIT_PROBLEMS} problems"
            self.found.append(
                Problem(self.file, 0, "", note, "", "Mend these first.", code="statements")
            )
            raise StatementsInvalid(self.file, self.found)

    def stop(
        self, line: int, where: str, found: str, wanted: str, advice: str
    ) -> StatementsInvalid:
        """The error for a fault after which nothing more can be read; with all found before."""
        problem = Problem(self.file, line, where, found, wanted, advice, code="statements")
        return StatementsInvalid(self.file, [*self.found, problem])

    def told(self) -> None:
        """Raise what was gathered, if anything was."""
        if self.found:
            raise StatementsInvalid(self.file, self.found)


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it was read: the line it starts on, and its values by their own names.

    ``where`` names a record of a file in which lines tell nothing.
    """

    line: int
    values: Mapping[str, Any]
    where: str = ""


@dataclass(frozen=True)
class Places:
    """What is done where a record does not say where its words stand.

    Attributes
    ----------
    texts : document → its text, in which quotes are looked for.
    optional : whether a record may go without a place; it gets the first characters then.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False

    def text(self, doc: str) -> str | None:
        """The text of a document, by file name; its extension may be missing on one side."""
        if doc in self.texts or not self.texts:
            return self.texts.get(doc)
        key = same_documents([doc], self.texts)[doc]
        return next((t for name, t in self.texts.items() if document_key(name) == key), None)

    def fill(self, values: dict[str, Any]) -> tuple[str, str, str] | None:
        """Add a place to a record that has none; what is wrong where that cannot be done."""
        if "start" in values and "end" in values:
            return None
        quote = str(values.get("quote", ""))
        text = self.text(str(values.get("doc", "")))
        if text is None or not quote:
            if self.optional:
                values.update(start=0, end=max(1, len(quote)))
                return None
            if "doc" not in values or "actor" not in values or not quote:
                return None  # told as what is missing
            return (
                "a quote without a place",
                "the place, or the text of the document",
                "Hand in the text (in Python: texts=…), so that the quote can be found in it.",
            )
        near = values.get("start")
        found = refind(
            text, quote, str(values.get("prefix", "")), str(values.get("suffix", "")), near
        )
        if found is None:
            return (
                f"“{shown(quote, 40)}” is nowhere in {shown(values.get('doc'))}",
                "words of the document",
                "Correct the quote, or hand in the text it was taken from.",
            )
        if found.how == "fuzzy":
            remark = f"place found by likeness ({found.score:.2f}): {shown(quote, 200)}"
            note = values.get("note")
            values["note"] = f"{note}; {remark}" if note else remark
        start, end = found.start, found.end
        values.update(
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            line=text.count("\n", 0, start) + 1,
        )
        return None


@dataclass(frozen=True)
class Header:
    """Which column of a table is which field."""

    by_field: Mapping[str, str]
    line: int = 1

    def name(self, ours: str) -> str:
        """What the file calls a field."""
        return self.by_field.get(ours, ours)


def plain(name: str) -> str:
    """A column's name as names are compared.

    >>> plain(" Start position")
    'start_position'
    """
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def header(
    names: Iterable[str], columns: Mapping[str, str], faults: Faults, line: int = 1
) -> Header:
    """Which of the names stands for which field: as told, else by our own name, else the usual.

    >>> header(["Document", "organization", "concept", "agreement"], {}, Faults("a.csv")).by_field
    {'doc': 'Document', 'actor': 'organization', 'issue': 'concept', 'polarity': 'agreement'}
    """
    there = list(names)
    known: dict[str, str] = {}
    for name in there:
        known.setdefault(plain(name), name)
    found: dict[str, str] = {}
    for ours, theirs in columns.items():
        if ours not in FIELDS:
            advice = suggest(ours, FIELDS)
            faults.add(0, "columns", f'no field is called "{shown(ours)}"', "a field", advice)
        elif theirs not in there and plain(theirs) not in known:
            advice = suggest(theirs, there)
            faults.add(line, ours, f'no column "{shown(theirs)}"', "a column of the file", advice)
        else:
            found[ours] = theirs if theirs in there else known[plain(theirs)]
    taken = set(found.values())
    for ours in FIELDS:
        for name in (ours, *USUAL_NAMES.get(ours, ())):
            at = known.get(plain(name))
            if ours not in found and at is not None and at not in taken:
                found[ours] = at
                taken.add(at)
    return Header({ours: found[ours] for ours in FIELDS if ours in found}, line)


def to_statements(
    rows: Sequence[Row],
    faults: Faults,
    columns: Mapping[str, str] | None = None,
    *,
    head: Header | None = None,
    flat: Callable[[Any], Any] = lambda value: value,
    places: Places | None = None,
) -> list[CodedStatement]:
    """The statements of some rows, or every fault of them at once.

    Parameters
    ----------
    rows : what was read.
    faults : what was found wrong so far; told together with what is found here.
    columns : field → the file's own name of it, where the usual names do not tell.
    head : the columns of a table; left out, each record tells its own.
    flat : what turns a cell back into a value.
    places : where quotes are looked for that come without a place.

    Raises
    ------
    StatementsInvalid : with all faults.
    """
    places = places or Places()
    if head is not None:
        _complete(head, faults, places)
    heads: dict[tuple[str, ...], Header] = {}
    reading = _Reading(faults, flat, _agreement_is_yes_or_no(rows, head), places)
    made = []
    for row in rows:
        own = head
        if own is None:
            keys = tuple(row.values)
            own = heads.get(keys) or header(keys, columns or {}, faults, row.line)
            if len(heads) < 1000:
                heads[keys] = own
        statement = reading.statement(row, own)
        if statement is not None:
            made.append(statement)
    faults.told()
    return made


def _complete(head: Header, faults: Faults, places: Places) -> None:
    """Tell once which columns a table lacks, and not again in every row."""
    given = head.by_field
    lacking = [name for name in ("doc", "actor") if name not in given]
    if not places.optional and not (places.texts and "quote" in given):
        lacking += [name for name in ("start", "end") if name not in given]
    if not {"act", "polarity"} & set(given):
        lacking.append("act")
    for ours in lacking:
        names = ", ".join((ours, *USUAL_NAMES.get(ours, ())[:3]))
        advice = f"Name it so, or say which it is (in Python: columns={{{ours!r}: …}})."
        if ours == "start":
            advice += (
                " Where the table has none: texts=… finds quotes, placeless=True goes without."
            )
        faults.add(head.line, ours, f'no column for "{ours}"', f"one called {names}", advice)
    if lacking:
        faults.told()


def _agreement_is_yes_or_no(rows: Sequence[Row], head: Header | None) -> bool:
    """Whether a column called agreement holds 1 for yes and 0 for no, as others write it."""
    name = head.by_field.get("polarity") if head else None
    if name is None or plain(name) not in ("agreement", "agree"):
        return False
    given = {str(row.values.get(name, "")).strip().casefold() for row in rows} - {"", "none"}
    return given <= {"0", "1", "0.0", "1.0", "true", "false", "yes", "no"}


class _Reading:
    """Turns rows into statements, one by one."""

    def __init__(
        self, faults: Faults, flat: Callable[[Any], Any], yes_or_no: bool, places: Places
    ) -> None:
        self.faults, self.flat, self.yes_or_no, self.places = faults, flat, yes_or_no, places

    def statement(self, row: Row, head: Header) -> CodedStatement | None:
        before = len(self.faults.found)
        values: dict[str, Any] = {}
        for ours, theirs in head.by_field.items():
            value = self.flat(row.values.get(theirs))
            if value is None:
                continue
            try:
                values[ours] = self.value(ours, value)
            except ValueError:
                found, wanted = show(value), _WANTED.get(ours, "a value that fits")
                self.fault(row, theirs, found, wanted, "Correct the value.")
        if "act" not in head.by_field and values.get("polarity") in _ACT_OF:
            values["act"] = _ACT_OF[values["polarity"]]
        if len(self.faults.found) > before:
            return None
        lost = self.places.fill(values)
        if lost:
            self.fault(row, head.name("start"), *lost)
            return None
        try:
            made = CodedStatement.model_validate(values)
        except ValidationError as error:
            self.explain(error, row, head)
            return None
        if made.end <= made.start:
            found = f"ends at {made.end}, and starts at {made.start}"
            self.fault(row, head.name("end"), found, "an end after the start", "Correct the two.")
            return None
        return made

    def fault(self, row: Row, name: str, found: str, wanted: str, advice: str) -> None:
        where = f"{row.where}: {shown(name)}" if row.where else shown(name)
        self.faults.add(row.line, where, found, wanted, advice)

    def value(self, ours: str, value: Any) -> Any:
        """A value as the model wants it, from whatever a table makes of it."""
        if ours in _WHOLE:
            return _whole(value)
        if ours == "polarity":
            return _polarity(value, self.yes_or_no)
        if ours == "confidence" and isinstance(value, str):
            text = value.strip()
            return float(text.replace(",", ".") if _COMMA.match(text) else text)
        if ours in _WORDS and isinstance(value, str | bool):
            word = str(value).strip().casefold().replace(" ", "_")
            return _RED_LINE.get(word, word) if ours == "red_line" else word
        if ours == "tier" and isinstance(value, str):
            return value.strip().casefold()
        if ours == "alt_actors" and isinstance(value, str):
            return _names(value)
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == value.min.time() else str(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int | float) and type(value) is not bool and ours != "confidence":
            return _number(value)  # a document called 7, a note of 1918
        return value

    def explain(self, error: ValidationError, row: Row, head: Header) -> None:
        for item in error.errors(include_url=False):
            ours = str(item["loc"][0]) if item["loc"] else ""
            found, wanted, advice = say(item, (ours,), CodedStatement, _HOW)
            if item["type"] == "missing":
                names = ", ".join((ours, *USUAL_NAMES.get(ours, ())[:3]))
                wanted = f"it to be said, under one of the names {names}"
            elif ours == "act":
                wanted = "one of " + ", ".join(ACTS)
                advice = suggest(str(item.get("input")), ACTS)
            self.fault(row, head.name(ours), found, wanted, advice)


_HOW = {name: f'Fill in "{name}" in this record.' for name in FIELDS}


def _whole(value: Any) -> int:
    if isinstance(value, str):
        text = value.strip()
        value = int(text.split(".")[0]) if _POINT_ZERO.match(text) else int(text)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LIMIT_OFFSET:
        raise ValueError
    return value


def _polarity(value: Any, yes_or_no: bool) -> int:
    text = str(value).strip().casefold().replace("\u2212", "-").replace("\u2013", "-")
    if _POINT_ZERO.match(text):
        text = text.split(".")[0]
    if text not in _POLARITY:
        raise ValueError
    return -1 if yes_or_no and text == "0" else _POLARITY[text]


def _number(value: int | float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _names(text: str) -> tuple[str, ...]:
    """Several names in one cell: apart by semicolons, or as a JSON list."""
    if text.startswith("["):
        try:
            names = json.loads(text)
        except (ValueError, RecursionError):
            names = None
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return tuple(names)
    return tuple(name.strip() for name in text.split(";") if name.strip())


def cell(statement: CodedStatement, ours: str) -> str | int | float | None:
    """A field as one cell of a table; None where there is nothing to say."""
    value = getattr(statement, ours)
    if ours == "alt_actors":
        if not value:
            return None
        plainly = all(n and n == n.strip() and ";" not in n for n in value)
        if plainly and not value[0].startswith("["):
            return "; ".join(value)
        return json.dumps(list(value), ensure_ascii=False)
    if value == "" and CodedStatement.model_fields[ours].default == "":
        return None
    assert value is None or isinstance(value, str | int | float)
    return value

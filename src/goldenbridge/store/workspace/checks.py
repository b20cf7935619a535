"""What may be kept: names, remarks, spans and records, each refused in words where it may not."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from goldenbridge.errors import DecisionRefused
from goldenbridge.files.problem import shown
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace import rows
from goldenbridge.store.workspace.fold import View
from goldenbridge.store.workspace.identity import to_text
from goldenbridge.store.workspace.placing import found_again, placed_at

__all__ = ["EDITABLE", "edited", "final_record", "keepable", "name_checked", "remark"]

#: What an edit may change. The quote and what is around it follow from the span.
EDITABLE = (
    "actor",
    "affiliation",
    "role",
    "attributed_by",
    "issue",
    "act",
    "polarity",
    "red_line",
    "date",
    "start",
    "end",
    "tier",
    "note",
)
#: A name longer than this is none.
LONGEST_NAME = 200
#: Characters of a record or a remark that are kept.
LONGEST_RECORD = 1_000_000


def name_checked(what: str, name: str) -> str:
    """A name that can be kept and printed.

    Raises
    ------
    DecisionRefused : it is none.

    >>> name_checked("coder", " anna ")
    'anna'
    """
    found = name.strip() if what == "coder" else name
    if not found.strip():
        raise DecisionRefused(f"The {what}", ["its name: found nothing, wanted some letters"])
    if not found.isprintable() or len(found) > LONGEST_NAME:
        wanted = f"at most {LONGEST_NAME} characters, all of which can be printed"
        raise DecisionRefused(f"The {what}", [f"its name: found {found[:40]!a}, wanted {wanted}"])
    return found


def remark(note: str) -> str:
    """A remark that can be kept.

    Raises
    ------
    DecisionRefused : it is too long.
    """
    if len(note) > LONGEST_RECORD:
        raise DecisionRefused("It", [f"note: longer than the {LONGEST_RECORD:,} characters kept"])
    return note.replace("\0", "\N{REPLACEMENT CHARACTER}")


def keepable(record: CodedStatement, what: str) -> CodedStatement:
    """A record whose span is one, and that is not too long.

    Raises
    ------
    DecisionRefused : it is not.
    """
    if record.end <= record.start:
        found = f"found {record.start} to {record.end}, wanted an end after the start"
        raise DecisionRefused(what, [f"its span: {found}"])
    if len(to_text(record)) > LONGEST_RECORD:
        raise DecisionRefused(what, [f"it: longer than the {LONGEST_RECORD:,} characters kept"])
    return record


def edited(
    held: View, changes: Mapping[str, object], version: rows.Version | None, name: str
) -> tuple[CodedStatement, str]:
    """The record with the changes in it, checked as a whole, and the hash of its text.

    Raises
    ------
    DecisionRefused : a change is none that a statement can have.
    """
    unknown = [str(key) for key in changes if key not in EDITABLE]
    if unknown:
        wanted = ", ".join(EDITABLE)
        raise DecisionRefused(
            name, [f"{shown(key)}: found no such field, wanted {wanted}" for key in unknown]
        )
    try:
        record = CodedStatement.model_validate(held.record.model_dump() | dict(changes))
    except ValidationError as error:
        raise DecisionRefused(name, _told(error)) from None
    sha = held.sha256
    if {"start", "end"} & set(changes):
        if version is None:
            raise DecisionRefused(
                name, ["its span: found no text of the document in the workspace, wanted one"]
            )
        if held.sha256 != version.sha256 and {"start", "end"} - set(changes):
            raise DecisionRefused(name, ["its span: its words are lost, wanted both start and end"])
        text, sha = rows.document_of(version).text, version.sha256
        if not record.start < record.end <= len(text):
            found = f"found {record.start} to {record.end}"
            wanted = f"wanted an end after the start and at most {len(text)}"
            raise DecisionRefused(name, [f"its span: {found}, {wanted}"])
        record = placed_at(record, text, record.start, record.end)
    record = keepable(record, name)
    if record == held.record:
        raise DecisionRefused(name, ["the changes: found nothing new in them"])
    return record, sha


def final_record(
    record: CodedStatement, version: rows.Version | None, sha: str
) -> tuple[CodedStatement, str]:
    """A final record as it fits the text, and the hash of the text that it fits; empty for none."""
    keepable(record, "The final record")
    if version is None:
        return record, sha
    text = rows.document_of(version).text
    if record.quote and text[record.start : record.end] == record.quote:
        return record, version.sha256
    found = found_again(record, text)
    return (found.record, version.sha256) if found else (record, "")


def _told(error: ValidationError) -> list[str]:
    found = []
    for fault in error.errors(include_url=False, include_context=False):
        where = ".".join(map(str, fault["loc"])) or "it"
        found.append(f"{where}: found {shown(fault['input'])!r}. {fault['msg']}")
    return found

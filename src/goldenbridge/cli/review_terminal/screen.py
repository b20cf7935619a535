"""What a reviewer sees: the passage with the words marked, and what they were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenbridge.cli.review_terminal.lines import plain
from goldenbridge.cli.visible import one_line, visible
from goldenbridge.statements.coded import CodedStatement

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from goldenbridge.sources.passage import SourceText
    from goldenbridge.store.workspace import Row

__all__ = ["LABELS", "fields_of", "marked", "passage_around", "show"]

#: Field → what it is called here.
LABELS = {
    "actor": "actor",
    "affiliation": "affiliation",
    "role": "role",
    "attributed_by": "said by",
    "issue": "issue",
    "act": "act",
    "polarity": "polarity",
    "red_line": "red line",
    "date": "date",
    "tier": "tier",
    "note": "note",
}
#: A longer passage is cut around the words that are marked.
LONGEST = 2_400
BEGIN, END = "»", "«"


def passage_around(
    record: CodedStatement, document: SourceText | None, lost: bool
) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands after, in the same passage.

    >>> s = CodedStatement(doc="a", start=3, end=6, quote="two", prefix="one", suffix="three",
    ...     actor="Norvik", act="rejects")
    >>> passage_around(s, None, lost=False)
    ('… one', 'two', 'three …')
    """
    if document is None or lost or record.end > len(document.text):
        words = record.quote or "(the words are not at hand)"
        return (
            f"… {record.prefix}" if record.prefix else "",
            words,
            f"{record.suffix} …" if record.suffix else "",
        )
    inside = [p for p in document.passages if p.start < record.end and p.end > record.start]
    first = min([record.start, *(p.start for p in inside)])
    last = max([record.end, *(p.end for p in inside)])
    text = document.text
    before, words, after = (
        text[first : record.start],
        text[record.start : record.end],
        text[record.end : last],
    )
    room = max(200, (LONGEST - len(words)) // 2)
    if len(before) > room:
        before = "… " + before[-room:]
    if len(after) > room:
        after = after[:room] + " …"
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} … {words[-LONGEST // 2 :]}"
    return before, words, after


def marked(parts: tuple[str, str, str], colours: bool) -> Text:
    """The three parts as one text: the words stand out, in a plain terminal by marks."""
    from rich.text import Text

    before, words, after = map(visible, parts)
    if colours:
        return Text.assemble(before, (words, "bold reverse"), after)
    return Text(f"{before}{BEGIN}{words}{END}{after}")


def fields_of(record: CodedStatement) -> list[tuple[str, str]]:
    """The fields that have something in them, as label and value."""
    found = []
    for field, label in LABELS.items():
        value = getattr(record, field)
        if value is None:
            value = "(none)" if field == "issue" else ""
        if field == "actor" and record.actor_surface not in (None, "", value):
            value = f"{value} (in the text: {record.actor_surface})"
        if field == "actor" and record.alt_actors:
            value = f"{value}; or {', '.join(record.alt_actors)}"
        if field == "polarity":
            value = f"{value:+d}" if value else "0"
        if value not in ("", None):
            found.append((label, one_line(value, 400)))
    return found


def show(console: Console, row: Row, document: SourceText | None, head: str) -> None:
    """One statement on the screen."""
    from rich.table import Table
    from rich.text import Text

    colours = not plain()
    console.print()
    console.print(Text(visible(head), style="bold" if colours else ""))
    if row.lost:
        console.print(Text("Its words are no longer in the document."))
    if row.reworded:
        console.print(Text("The text has changed within these words. Look again."))
    console.print(marked(passage_around(row.record, document, row.lost), colours))
    console.print()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for label, value in fields_of(row.record):
        table.add_row(Text(label), Text(value))
    suggestion = row.standing.suggestion
    if suggestion is not None:
        source = one_line(suggestion.by, 200)
        if suggestion.record.confidence is not None:
            source += f", confidence {suggestion.record.confidence:.2f}"
        table.add_row(Text("suggested by"), Text(source))
    table.add_row(Text("state"), Text(row.state))
    console.print(table)

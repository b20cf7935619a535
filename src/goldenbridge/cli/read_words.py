"""What ``goldenbridge read`` says of documents and suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from goldenbridge.cli.visible import json_visible, one_line

if TYPE_CHECKING:
    from rich.text import Text

    from goldenbridge.statements.coded import CodedStatement
    from goldenbridge.statements.from_file import Outcome

__all__ = ["as_lines", "document_told", "statement_told", "summary_told"]

#: The keys that come first in a line of JSON, in this order; others follow.
KEYS = (
    "doc",
    "start",
    "end",
    "quote",
    "actor",
    "affiliation",
    "role",
    "attributed_by",
    "issue",
    "act",
    "polarity",
    "red_line",
    "confidence",
    "made_by",
    "date",
    "doc_date",
    "line",
    "prefix",
    "suffix",
)


def as_lines(outcome: Outcome) -> list[str]:
    """A document's statements as lines of JSON; without a codebook, the document itself."""
    if outcome.text is not None and not outcome.statements and outcome.codebook is None:
        passages = [
            {"start": p.start, "end": p.end, "line": p.line, "kind": p.kind, "why": p.why}
            for p in outcome.text.passages
        ]
        return [_line({**outcome.document, "where": passages})]
    return [_line({key: getattr(s, key) for key in KEYS}) for s in outcome.statements]


def _line(record: dict[str, Any]) -> str:
    return json_visible(json.dumps(record, ensure_ascii=False, allow_nan=False))


def document_told(outcome: Outcome) -> Iterator[Text]:
    """A document's head: what it is, what was marked, what to know of it."""
    from rich.text import Text

    told = outcome.document
    head = Text(one_line(outcome.name), style="bold")
    yield head
    cited = [told["author"], f"“{told['title']}”", told["outlet"], told["date"]]
    yield Text("  " + one_line(", ".join(str(part) for part in cited if part)))
    marked = [f"{count} {kind.replace('_', ' ')}" for kind, count in told["passages"].items()]
    yield Text(f"  {told['medium']}, {told['words']:,} words: {', '.join(marked)}", style="dim")
    for remark in told["remarks"]:
        yield Text(f"  note: {one_line(remark)}", style="yellow")
    if outcome.text is not None and outcome.codebook is None:
        for passage in outcome.text.passages:
            if passage.kind not in {"body", "heading", "standfirst"}:
                quote = one_line(outcome.text.quote(passage), 60)
                why = f" ({one_line(passage.why)})" if passage.why else ""
                yield Text(f"  line {passage.line}: {passage.kind}{why}: {quote}", style="dim")


def statement_told(statement: CodedStatement) -> Iterator[Text]:
    """A suggestion on two lines: who, what, on what, how sure; then the words."""
    from rich.text import Text

    sign = {1: "for", -1: "against", 0: "neutral on"}[statement.polarity]
    line = Text(f"  line {statement.line:>4}  ", style="dim")
    line.append(one_line(statement.actor, 40), style="bold")
    line.append(f" {statement.act} ({sign} {statement.issue})")
    if statement.attributed_by:
        line.append(f", says {one_line(statement.attributed_by, 40)}")
    if statement.red_line != "no":
        line.append(f", {statement.red_line} red line", style="red")
    sure = "" if statement.confidence is None else f", sure {statement.confidence:.2f}"
    line.append(f"  {statement.role}{sure}", style="dim")
    yield line
    yield Text(f"             {one_line(statement.quote, 140)}", style="dim")


def summary_told(
    documents: int, words: int, made: int, refused: int, codebook: str | None, way: str = "rules"
) -> str:
    """How it went, in a sentence or two, with how far suggestions can be trusted."""
    told = f"{documents:,} document{'s' * (documents != 1)} read, {words:,} words"
    told += f", {refused:,} refused." if refused else "."
    if codebook is None:
        return told
    from goldenbridge.statements.measured import measured

    told += (
        f" {made:,} statement{'s' * (made != 1)} suggested, each for a person to accept, "
        "edit or reject."
    )
    known = measured()
    if known is not None and known.told(way):
        told += f" {known.told(way)}."
    return told

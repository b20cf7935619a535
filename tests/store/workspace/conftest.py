from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenbridge.sources import Passage, Source, SourceText
from goldenbridge.statements import CodedStatement
from goldenbridge.store.workspace import Workspace

TEXT = (
    "Talks in Norvik\n"
    "“We will never accept a toll on the bridge,” the minister of Norvik said on Monday.\n"
    "Sudria offers to share the cost of repairs. Norvik called that a first step.\n"
)


def document(text: str = TEXT, name: str = "a.txt") -> SourceText:
    passages, at = [], 0
    for n, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            kind = "title" if n == 1 else "body"
            passages.append(Passage(at, at + len(line), n, kind))  # type: ignore[arg-type]
        at += len(line) + 1
    return SourceText(name, Source(title="Talks in Norvik"), text, tuple(passages))


def statement(quote: str, text: str = TEXT, **more: object) -> CodedStatement:
    start = text.index(quote)
    said: dict[str, object] = {
        "doc": "a.txt",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "actor": "Norvik",
        "issue": "tolls",
        "act": "rejects",
        "polarity": -1,
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[start + len(quote) : start + len(quote) + 32],
        "line": text.count("\n", 0, start) + 1,
        "made_by": "rule:modal",
        "confidence": 0.7,
    }
    return CodedStatement.model_validate(said | more)


NEVER = statement("“We will never accept a toll on the bridge,” the minister of Norvik said")
OFFER = statement(
    "Sudria offers to share the cost of repairs",
    actor="Sudria", issue="repairs", act="offers", polarity=1,
)  # fmt: skip
STEP = statement("Norvik called that a first step", issue="repairs", act="assesses", polarity=1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "w") as opened:
        yield opened

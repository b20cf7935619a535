"""JSON Lines: one statement a line. It holds everything that a statement can hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from goldenbridge.errors import FormatCannotHold
from goldenbridge.files.problem import shown
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.formats.records import LIMIT_ROWS, Faults, Places, Row, to_statements
from goldenbridge.statements.formats.whole import written_whole

__all__ = ["parse_jsonl", "read_jsonl", "write_jsonl"]

LIMIT_LINE = 1_000_000
LIMIT_BYTES = 500_000_000


def read_jsonl(
    path: Path, columns: Mapping[str, str] | None = None, places: Places | None = None
) -> list[CodedStatement]:
    """The statements of a file of JSON lines; blank lines are passed over.

    Raises
    ------
    StatementsInvalid : with every fault and its line.
    OSError : the file cannot be read.
    """
    with path.open("rb") as stream:
        return parse_jsonl(stream, path.name, columns, places)


def parse_jsonl(
    stream: IO[bytes],
    name: str,
    columns: Mapping[str, str] | None = None,
    places: Places | None = None,
) -> list[CodedStatement]:
    """The statements that a stream of JSON lines holds; ``name`` is what messages call it."""
    faults = Faults(name)
    return to_statements(list(_rows(stream, faults)), faults, columns, places=places)


def _rows(stream: IO[bytes], faults: Faults) -> Iterator[Row]:
    number = size = count = 0
    while raw := stream.readline(LIMIT_LINE + 1):
        number += 1
        size += len(raw)
        if len(raw) > LIMIT_LINE or size > LIMIT_BYTES or count >= LIMIT_ROWS:
            limit = f"lines of at most {LIMIT_LINE:,} bytes"
            if size > LIMIT_BYTES or count >= LIMIT_ROWS:
                limit = f"at most {LIMIT_BYTES:,} bytes and {LIMIT_ROWS:,} statements"
            raise faults.stop(number, "", "more than can be read", limit, "Split the file.")
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            if not text:
                continue
            count += 1
            values = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        except UnicodeDecodeError as error:
            faults.add(
                number, "", f"byte {error.start} is not UTF-8", "UTF-8 text", "Save it as UTF-8."
            )
        except json.JSONDecodeError as error:
            advice = "Put each statement on one line of its own, as one JSON object."
            if number == 1 and text.startswith("["):
                advice = "Take away the outer brackets and commas: one object a line, no list."
            found = f"not valid JSON at character {error.pos + 1}: {error.msg}"
            faults.add(number, "", found, "one JSON object", advice)
        except (ValueError, RecursionError) as error:
            said = "brackets too deep" if isinstance(error, RecursionError) else shown(error)
            faults.add(number, "", said, "one flat JSON object", "Correct the record.")
        else:
            if isinstance(values, dict):
                yield Row(number, values)
            else:
                found = f"a JSON {_KINDS.get(type(values), 'null')}, not an object"
                faults.add(number, "", found, '{"doc": …, "start": …, …}', "Correct the line.")


_KINDS = {list: "list", str: "text", bool: "truth value", int: "number", float: "number"}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{shown(twice)}" is given twice')
    return made


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def write_jsonl(statements: Iterable[CodedStatement], path: Path) -> None:
    """Write one statement a line, every field of it, in UTF-8.

    Raises
    ------
    FormatCannotHold : a text has half a character, which no file can hold.
    OSError : the file cannot be written; one that was there stays as it was.
    """
    with written_whole(path) as stream:
        for number, statement in enumerate(statements, 1):
            line = json.dumps(statement.model_dump(mode="json"), ensure_ascii=False)
            try:
                stream.write(line.encode() + b"\n")
            except UnicodeEncodeError:
                raise FormatCannotHold(
                    path.name, [f"statement {number}: half a character (a lone surrogate)"]
                ) from None

"""A YAML file read safely: plain values, the line of every key, and all that is wrong with it.

Files come from strangers. The parser yields events only; nothing is constructed from tags, aliases
are refused (they are how a small file becomes a huge one), nesting and size are bounded, and a
key given twice is an error instead of a silent loss. YAML 1.2 core schema: ``no`` is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldenbridge.files.problem import Problem, place

__all__ = [
    "LIMIT_BYTES",
    "LIMIT_DEPTH",
    "LIMIT_LINE",
    "LIMIT_VALUES",
    "Document",
    "Path_",
    "parse_document",
    "read_document",
]

LIMIT_BYTES = 2_000_000
LIMIT_LINE = 20_000
LIMIT_DEPTH = 24
LIMIT_VALUES = 60_000
LIMIT_PROBLEMS = 200

Path_ = tuple[str | int, ...]

_COMPLEX = "\x00"  # stands for a key that is no word; no text read from a file contains it

_INT = re.compile(r"^[-+]?[0-9]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG = re.compile(rf"[^\n]{{{LIMIT_LINE + 1}}}")
_CONSTANTS: dict[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    ".nan": float("nan"),
    ".inf": float("inf"),
    "+.inf": float("inf"),
    "-.inf": float("-inf"),
}


@dataclass(frozen=True)
class Document:
    """A file's values with the line on which each stands.

    Attributes
    ----------
    file : name of the file, as problems name it.
    data : plain dicts, lists, texts, numbers, booleans and None.
    lines : path of keys → physical line, from 1.
    problems : what is wrong with the file as YAML.
    spans : path → where the value stands in the text, for values written on the spot (words,
        numbers, and what stands in brackets or braces).
    """

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    spans: dict[Path_, tuple[int, int]] = field(default_factory=dict, repr=False)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return self.lines.get((), 0)


def read_document(path: Path, limit: int = LIMIT_BYTES) -> Document:
    """Read one YAML file; never raises for what is in it.

    Parameters
    ----------
    path : the file.
    limit : the largest size accepted, in bytes.

    Returns
    -------
    Document, whose ``problems`` say what is wrong; its ``data`` is None where nothing can be read.
    """
    name = path.name

    def fail(found: str, wanted: str, advice: str, line: int = 0) -> Document:
        problem = Problem(name, line, "", found, wanted, advice, code="file")
        return Document(name, problems=(problem,))

    try:
        if path.is_dir():
            return fail(
                f"{name} is a folder", "a text file", "Give the folder another name, or remove it."
            )
        if not path.is_file():
            return fail(
                f"no such file in {path.parent.name or path.parent}",
                f"a file {name}",
                "Check the path, or start one with: goldenbridge new NAME",
            )
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return fail(f"cannot be read ({reason})", "a readable file", "Check the path and rights.")
    if len(raw) > limit:
        return fail(
            f"the file is larger than {limit:,} bytes",
            f"at most {limit:,}",
            "Keep documents out of the case file; anchors point into them.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return fail(
            f"byte {error.start} is not UTF-8",
            "a UTF-8 text file",
            "Save it as UTF-8 (in most editors: Save with encoding).",
            raw.count(b"\n", 0, error.start) + 1,
        )
    return parse_document(text, name)


def parse_document(text: str, name: str = "case.yaml") -> Document:
    """Parse YAML text; never raises for what is in it.

    >>> d = parse_document("a: {b: no}")
    >>> d.data, d.line(("a", "b"))
    ({'a': {'b': 'no'}}, 1)
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    builder = _Builder(name)
    if builder.unreadable(text):
        return Document(name, problems=tuple(builder.problems))
    try:
        builder.build(YAML(typ="safe", pure=True).parse(text))
    except _Stop:
        pass
    except YAMLError as error:
        builder.syntax(error)
    except Exception as error:  # the parser's own slips on broken input are faults of the input
        builder.syntax(error)
    builder.enough()
    return Document(name, builder.root, builder.lines, tuple(builder.problems), builder.spans)


class _Stop(Exception):
    """Reading cannot go on."""


@dataclass
class _Level:
    value: dict[str, Any] | list[Any]
    path: Path_
    key: str | None = None
    start: int | None = None


class _Builder:
    """Turns parser events into plain values without recursion, so depth is a plain number."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.lines: dict[Path_, int] = {}
        self.spans: dict[Path_, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.stack: list[_Level] = []
        self.count = 0
        self.documents = 0

    def problem(self, line: int, path: Path_, found: str, wanted: str, advice: str) -> None:
        where = place(path).replace(_COMPLEX, "?")
        self.problems.append(Problem(self.name, line, where, found, wanted, advice, code="yaml"))
        if len(self.problems) > LIMIT_PROBLEMS:
            raise _Stop

    def enough(self) -> None:
        """Nothing of a file that was not read to its end is kept."""
        if len(self.problems) > LIMIT_PROBLEMS:
            self.root = None

    def unreadable(self, text: str) -> bool:
        """Whether the text holds what no text file should: told with its line."""
        bad = _CONTROL.search(text)
        if bad:
            self.problem(
                text.count("\n", 0, bad.start()) + 1,
                (),
                f"a control character (U+{ord(bad.group()):04X})",
                "a text file",
                "Remove the character; the file may be binary, or saved in another encoding.",
            )
        long = _LONG.search(text)
        if long:
            self.problem(
                text.count("\n", 0, long.start()) + 1,
                (),
                f"a line of more than {LIMIT_LINE:,} characters",
                "shorter lines",
                "Break the line; a long text may go on in the next line, indented.",
            )
        return bool(bad or long)

    def syntax(self, error: Exception) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = getattr(error, "problem", None) or type(error).__name__
        self.problem(
            mark.line + 1 if mark else 0,
            (),
            f"not valid YAML: {said}",
            "valid YAML 1.2",
            "A tab indents this line or the next: use spaces."
            if "\\t" in str(said)
            else "Look at this line and the one before: indents, colons, quotes, brackets.",
        )
        self.root = None

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event).__name__
            line = event.start_mark.line + 1 if event.start_mark else 0
            if kind == "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    advice = "Remove the line ---, and what follows if it is another case."
                    self.problem(line, (), "a second document", "one document a file", advice)
                    raise _Stop
            elif kind == "AliasEvent":
                self.problem(
                    line,
                    self.here(),
                    f"an alias (*{str(event.anchor)[:60]})",
                    "the value itself",
                    "Write the value out; aliases are refused since they can blow a file up.",
                )
                self.add(None, line)
            elif kind in {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent"}:
                self.tag(event, line)
                if kind == "ScalarEvent":
                    path = self.here()
                    if not self.add(self.clean(self.scalar(event), line), line):
                        span = (event.start_mark.index, event.end_mark.index)
                        self.spans.setdefault(path, span)
                else:
                    start = event.start_mark.index if event.flow_style else None
                    self.open({} if kind.startswith("M") else [], line, start)
            elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
                level = self.stack.pop()
                if level.start is not None:
                    self.spans.setdefault(level.path, (level.start, event.end_mark.index))

    def tag(self, event: Any, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in {"!", "None"}:
            self.problem(
                line, self.here(), f"a tag ({str(tag)[:60]})", "plain values", "Remove the tag."
            )

    def clean(self, value: Any, line: int) -> Any:
        """A text without the characters that escapes can smuggle in."""
        if isinstance(value, str) and (bad := _CONTROL.search(value)):
            self.problem(
                line,
                self.here(),
                f"a control character (U+{ord(bad.group()):04X}), written as an escape",
                "a text that can be printed",
                "Remove it.",
            )
            return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
        return value

    @staticmethod
    def scalar(event: Any) -> Any:
        text = str(event.value)
        if getattr(event, "style", None) not in {None, ""}:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INT.match(text) and len(text) < 18:
            return int(text)
        return float(text) if _FLOAT.match(text) and len(text) < 40 else text

    def here(self) -> Path_:
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            return (*top.path, len(top.value))
        return top.path if top.key is None else (*top.path, top.key)

    def open(self, value: dict[str, Any] | list[Any], line: int, start: int | None) -> None:
        if len(self.stack) >= LIMIT_DEPTH:
            self.problem(
                line,
                (),
                f"values nested {LIMIT_DEPTH} deep",
                "a flat file",
                "No part of a case is that deep: look for a bracket that is not closed.",
            )
            self.root = None
            raise _Stop
        path = self.here()
        self.add(value, line)
        self.stack.append(_Level(value, path, start=start))

    def add(self, value: Any, line: int) -> bool:
        """Put a value in its place; tells whether it was a key and so no value yet."""
        self.count += 1
        if self.count > LIMIT_VALUES:
            self.problem(
                line,
                (),
                f"more than {LIMIT_VALUES:,} values",
                "fewer",
                "Split the case, or keep documents out of it.",
            )
            self.root = None
            raise _Stop
        if not self.stack:
            self.root = value
            self.lines[()] = line
            return False
        top = self.stack[-1]
        path = self.here()
        if isinstance(top.value, list):
            top.value.append(value)
            self.lines[path] = line
        elif top.key is None:
            self.key(top, value, line)
            return True
        else:
            if top.key == _COMPLEX:
                pass  # told already
            elif top.key in top.value:
                self.problem(
                    line,
                    path,
                    "this key stands here a second time",
                    "each key once",
                    f"Remove one of the two; the first is on line {self.lines.get(path, 0)}.",
                )
            else:
                top.value[top.key] = value
                self.lines.setdefault(path, line)
            top.key = None
        return False

    def key(self, top: _Level, value: Any, line: int) -> None:
        if isinstance(value, dict | list):
            advice = "Put the key in quotes, or look for a bracket or brace in the wrong place."
            self.problem(line, top.path, "a key that is itself a list or mapping", "a word", advice)
            top.key = _COMPLEX
        else:
            top.key = _key(value)
        path = (*top.path, top.key)
        self.lines.setdefault(path, line)


def _key(value: Any) -> str:
    """A key as text: 2022 and null are names here, not numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)

"""From a folder to a case: read, merge the snapshots, check; everything wrong told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from goldenbridge.case.case import Case, Snapshot
from goldenbridge.case.check import View, check_all
from goldenbridge.case.explain import explain
from goldenbridge.case.schema import Body, CaseFile, Expected, SnapshotEntry, SourcesFile
from goldenbridge.case.snapshot import merge
from goldenbridge.errors import CaseInvalid, CaseNotFound
from goldenbridge.files.document import Document, Path_, read_document
from goldenbridge.files.problem import Problem, Severity, place, shown

__all__ = ["Loaded", "bundled_cases", "find_case", "load", "read_case"]

BUNDLED = Path(__file__).parent.parent / "bundled"
FILES = ("case.yaml", "sources.yaml", "expected.yaml")
LIMIT_PROBLEMS = 300
SOMEBODY = {"name": "?", "consent": "always"}
STAND_INS: dict[str | int, object] = {"goldenbridge": 1, "title": "untitled"}

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Loaded:
    """What reading a folder gave: a case if there is one to be had, and every problem.

    ``case`` is None where a problem is an error: a case is never half loaded.
    """

    path: Path
    case: Case | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the case from loading."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def bundled_cases() -> dict[str, Path]:
    """The cases that come with goldenbridge, by name."""
    return {p.parent.name: p.parent for p in sorted(BUNDLED.glob("*/case.yaml"))}


def find_case(name: str | Path) -> Path:
    """The folder of a case: a folder, a case.yaml in it, or the name of a bundled case.

    Raises
    ------
    CaseNotFound : it is none of these.
    """
    path = Path(name)
    try:
        if path.is_dir():
            return path
        if path.is_file():
            return path.parent if path.name == FILES[0] else path
    except (OSError, ValueError):
        pass  # a name too long or too odd for this file system is no path
    known = bundled_cases()
    if str(name) in known:
        return known[str(name)]
    raise CaseNotFound(str(name), known)


def load(name: str | Path, texts: Path | None = None) -> Case:
    """The case in a folder, or a bundled one by its name, ready to be asked.

    Trust what comes back to be whole: with any error in it a case does not load. Warnings do not
    keep it from loading; they are in ``case.problems``, and ``goldenbridge check`` prints them.

    Parameters
    ----------
    name : a folder, the path of a case.yaml, or the name of a bundled case.
    texts : a folder with the texts of the sources; anchors are then read again.

    Raises
    ------
    CaseNotFound : there is no such case.
    CaseInvalid : there are errors in it; every one is listed, with its line.

    >>> load("two-sellers").id
    'two-sellers'
    """
    loaded = read_case(name, texts)
    if loaded.case is None:
        raise CaseInvalid(str(loaded.path), loaded.errors)
    return loaded.case


def read_case(name: str | Path, texts: Path | None = None) -> Loaded:
    """Read a case and say everything that is wrong with it; raises only if there is none.

    Raises
    ------
    CaseNotFound : there is no such case.
    """
    folder = find_case(name)
    main = folder if folder.is_file() else folder / FILES[0]
    document = read_document(main)
    problems = list(document.problems)
    beside = _Beside(main.parent, problems)
    whole = _Read(document, problems)
    if whole.file is not None:
        problems += check_all(
            View(
                document.file,
                snapshot,
                whole.snapshots,
                data=document.data,
                case=whole.file,
                sources=beside.sources,
                expected=beside.expected,
                source_line=beside.source_line,
                expected_line=beside.expected_line,
                dropped=frozenset(whole.dropped | beside.dropped),
                complete=whole.complete,
                texts=texts,
            )
            for snapshot in whole.snapshots.values()
        )
    found = _bounded(problems, document.file)
    if whole.file is None or any(p.severity is Severity.ERROR for p in found):
        return Loaded(folder, None, found)
    case = Case(
        id=main.parent.resolve().name,
        title=whole.file.title,
        about=whole.file.about,
        folder=main.parent,
        hash=_hash(main.parent, main),
        snapshots=whole.snapshots,
        statements=whole.file.statements,
        contradictions=whole.file.contradictions,
        sources=beside.sources,
        expected=beside.expected,
        problems=found,
        statement_lines={k: document.line(("statements", k)) for k in whole.file.statements},
    )
    return Loaded(folder, case, found)


def _bounded(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """Each problem once, by place; a file of nothing but faults is told in part."""
    found = sorted(set(problems), key=_by_place)
    if len(found) <= LIMIT_PROBLEMS:
        return tuple(found)
    found.sort(key=lambda p: list(Severity).index(p.severity))
    worst = max(found[LIMIT_PROBLEMS:], key=lambda p: p.severity is Severity.ERROR)
    more = Problem(
        file, 0, "", f"{len(found) - LIMIT_PROBLEMS} more problems", "", "Mend these first.",
        worst.severity, "too-many",
    )  # fmt: skip
    return (*sorted(found[:LIMIT_PROBLEMS], key=_by_place), more)


def _by_place(problem: Problem) -> tuple[int, str, int, str, str]:
    rank = FILES.index(problem.file) if problem.file in FILES else 0
    return (rank, problem.file, problem.line, problem.where, problem.found)


def _hash(folder: Path, main: Path) -> str:
    """SHA-256 over the case's files, each with its name and length."""
    digest = hashlib.sha256()
    for path in (main, *(folder / name for name in FILES[1:])):
        if path.is_file():
            raw = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name}:{len(raw)}\n".encode() + raw)
    return digest.hexdigest()


class _Read:
    """The case file as models, its snapshots resolved; ``file`` is None where that cannot be."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document, self.problems = document, problems
        self.dropped: set[Path_] = set()
        self.snapshots: dict[str, Snapshot] = {}
        self.complete = False
        self.file: CaseFile | None = None
        data: Any = None
        if isinstance(document.data, dict):
            self.file, data = self.model(CaseFile, document.data, document.line)
        elif not problems:
            where = "the file is empty" if document.data is None else "no mapping of keys to values"
            self.tell(1, (), where, "a case", "Start one with: goldenbridge new NAME", "schema")
        if self.file is not None:
            self.resolve(self.file, {k: v for k, v in data.items() if k in Body.model_fields})

    def tell(self, line: int, path: Path_, found: str, wanted: str, advice: str, code: str) -> None:
        where = place(path)
        self.problems.append(
            Problem(self.document.file, line, where, found, wanted, advice, code=code)
        )

    def model(
        self, model: type[M], data: Any, line: Callable[[Path_], int]
    ) -> tuple[M | None, Any]:
        """Validate; leave out what is faulty and go on, so that the checks see the rest."""
        found, dropped, rest = validate(model, data, self.document.file, line, self.problems)
        self.dropped |= dropped
        return found, rest

    def resolve(self, file: CaseFile, data: dict[str, Any]) -> None:
        """Lay each snapshot's changes over the case's own part."""
        undated = {"undated": SnapshotEntry(title=file.title)}
        self.complete = True
        for key, entry in (file.snapshots or undated).items():
            changes = {}
            for name, value in entry.changes.items():
                if name in Body.model_fields:
                    changes[name] = value
                else:
                    path = ("snapshots", key, "changes", name)
                    advice = "One of: " + ", ".join(Body.model_fields) + "."
                    found = f'"{shown(name)}" cannot differ by snapshot'
                    wanted = "a part of the case that may"
                    self.tell(self.document.line(path), path, found, wanted, advice, "schema")
            line_of = _LineIn(self.document.lines, key)
            body, _ = self.model(Body, merge(data, self.less(changes)), line_of)
            if body is None:
                self.complete = False
            else:
                self.snapshots[key] = Snapshot(key, entry.title, entry.text, body, line_of)

    def less(self, data: dict[str, Any]) -> dict[str, Any]:
        """Sections without the entries that were read with a fault."""
        out = {}
        for name, section in data.items():
            if (name,) in self.dropped:
                continue
            if isinstance(section, dict):
                section = {k: v for k, v in section.items() if (name, k) not in self.dropped}
            out[name] = section
        return out


@dataclass(frozen=True)
class _LineIn:
    """The line of a path in a snapshot's changes, or else in the case's own part."""

    lines: Mapping[Path_, int]
    snapshot: str

    def __call__(self, path: Path_) -> int:
        inside: Path_ = ("snapshots", self.snapshot, "changes")
        for end in range(len(path), 0, -1):
            for whole in ((*inside, *path[:end]), path[:end]):
                if whole in self.lines:
                    return self.lines[whole]
        return self.lines.get((), 0)


def validate(
    model: type[M],
    data: Any,
    file: str,
    line: Callable[[Path_], int],
    problems: list[Problem],
    depth: int = 2,
) -> tuple[M | None, set[Path_], Any]:
    """A model of the data less its faulty entries, which are told and returned, and that data.

    ``depth`` is how far down an entry lies: ``issues.harbour`` is two deep.
    """
    dropped: set[Path_] = set()
    for _ in range(25):
        try:
            return model.model_validate(data), dropped, data
        except ValidationError as error:
            told = explain(error, model, file, line)
            thinned = {path[0] for path in dropped if len(path) > 1}
            problems += [p for loc, p in told if not (len(loc) == 1 and loc[0] in thinned)]
            smaller = data
            for loc, _ in told:
                smaller, gone = _without(smaller, loc if depth > 1 else loc[:1])
                dropped |= gone
            if smaller is data:
                return None, dropped, data
            data = smaller
    return None, dropped, data


def _without(data: Any, loc: Path_) -> tuple[Any, set[Path_]]:
    """The data without the entry that a fault is in: ``issues.harbour`` for anything inside it."""
    if not isinstance(data, dict) or not loc:
        return data, set()
    if loc[0] in STAND_INS and data.get(loc[0]) != STAND_INS[loc[0]]:
        return {**data, loc[0]: STAND_INS[loc[0]]}, set()
    if loc[0] not in data:
        return data, set()
    section, rest = loc[0], {k: v for k, v in data.items() if k != loc[0]}
    if len(loc) == 1 or not isinstance(data[section], dict):
        return (data, set()) if section in {"parties", "issues"} else (rest, {(section,)})
    if loc[1] not in data[section]:
        return data, set()
    entries = {k: v for k, v in data[section].items() if k != loc[1]}
    if section == "parties" and len(loc) > 2 and data[section][loc[1]] != SOMEBODY:
        entries = {**data[section], loc[1]: SOMEBODY}  # so that the checks can go on
    return {**data, section: entries}, {(section, loc[1])}


class _Beside:
    """The files beside the case file, each of which may be absent."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.problems = problems
        self.dropped: set[Path_] = set()
        sources = self.read(folder / FILES[1])
        expected = self.read(folder / FILES[2])
        self.source_line = sources.line
        self.expected_line = expected.line
        given = self.model(SourcesFile, sources, "sources")
        self.sources = given.root if given else {}
        self.expected = self.model(Expected, expected, "expected")

    def read(self, path: Path) -> Document:
        if not path.exists() and not path.is_symlink():
            return Document(path.name)
        document = read_document(path)
        self.problems += document.problems
        if document.data is None and document.problems:
            self.dropped.add((path.stem,))
        return document

    def model(self, model: type[M], document: Document, section: str) -> M | None:
        if document.data is None:
            return None
        depth = 1 if model is SourcesFile else 2
        found, dropped, _ = validate(
            model, document.data, document.file, document.line, self.problems, depth
        )
        if found is None:
            self.dropped.add((section,))
        self.dropped |= {(section, path[0]) for path in dropped}
        return found

"""From a file to a codebook: read safely, check, tell everything that is wrong at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from goldenbridge.errors import CodebookInvalid, CodebookNotFound
from goldenbridge.files.document import Document, Path_, read_document
from goldenbridge.files.explain import explain_schema
from goldenbridge.files.problem import Problem, Severity
from goldenbridge.statements.codebook.check import View, check_all
from goldenbridge.statements.codebook.learned import read_learned
from goldenbridge.statements.codebook.schema import Codebook

__all__ = ["LoadedCodebook", "bundled_codebooks", "find_codebook", "load_codebook", "read_codebook"]

BUNDLED = Path(__file__).parents[2] / "bundled"
FILE = "codebook.yaml"
LIMIT_PROBLEMS = 300

_HOW = {
    "codebook": "Begin the file with: codebook: 1",
    "title": "Say what the codebook is for, in a short title.",
    "issues": "List the issues of the conflict under issues:, each with a proposition and terms.",
    "actors": "List who takes positions under actors:, each by name.",
    "proposition": "Say as a sentence what a statement for this issue (polarity +1) is for.",
    "terms": "List the words by which a text shows that it is about this issue.",
}
_STAND_INS: dict[str, object] = {"codebook": 1, "title": "untitled", "language": "en"}


@dataclass(frozen=True)
class LoadedCodebook:
    """What reading a file gave: a codebook if there is one to be had, and every problem.

    ``codebook`` is None where a problem is an error: a codebook is never half loaded.
    """

    path: Path
    codebook: Codebook | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the codebook from loading."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def bundled_codebooks() -> dict[str, Path]:
    """The codebooks that come with goldenbridge, by the name of their case."""
    return {p.parent.name: p for p in sorted(BUNDLED.glob(f"*/{FILE}"))}


def find_codebook(name: str | Path) -> Path:
    """The file of a codebook: a path, a folder with a codebook.yaml, or a bundled case's name.

    Raises
    ------
    CodebookNotFound : it is none of these.
    """
    path = Path(name)
    try:
        if path.is_file():
            return path
        if (path / FILE).is_file():
            return path / FILE
    except (OSError, ValueError):
        pass  # a name too long or too odd for this file system is no path
    known = bundled_codebooks()
    if str(name) in known:
        return known[str(name)]
    raise CodebookNotFound(str(name), known)


def load_codebook(name: str | Path) -> Codebook:
    """The issues and actors of a conflict, in the words that texts use for them.

    Trust it to be whole: with any error in it a codebook does not load. Warnings do not keep it
    from loading; ``goldenbridge codebook NAME`` prints them.

    Parameters
    ----------
    name : the path of a file, a folder with a codebook.yaml, or the name of a bundled case.

    Raises
    ------
    CodebookNotFound : there is no such file.
    CodebookInvalid : there are errors in it; every one is listed, with its line.

    >>> load_codebook("european-security").issues["arms_control"].proposition
    'There is more arms control.'
    """
    loaded = read_codebook(name)
    if loaded.codebook is None:
        raise CodebookInvalid(str(loaded.path), loaded.errors)
    return loaded.codebook


def read_codebook(name: str | Path) -> LoadedCodebook:
    """Read a codebook and say everything that is wrong with it; raises only if there is none.

    Raises
    ------
    CodebookNotFound : there is no such file.
    """
    path = find_codebook(name)
    document = read_document(path)
    problems = list(document.problems)
    codebook, dropped = None, set[Path_]()
    if isinstance(document.data, dict):
        codebook, dropped = _validated(document, problems)
    elif not problems:
        found = "the file is empty" if document.data is None else "no mapping of keys to values"
        problems.append(
            Problem(document.file, 1, "", found, "a codebook", _HOW["codebook"], code="schema")
        )
    if codebook is not None and codebook.learned is not None:
        codebook = _with_words(codebook, document, path, problems)
    if codebook is not None:
        problems += check_all(View(codebook, document, frozenset(dropped)))
    told = _bounded(problems, document.file)
    if any(problem.severity is Severity.ERROR for problem in told):
        codebook = None
    return LoadedCodebook(path, codebook, told)


def _with_words(
    codebook: Codebook, document: Document, path: Path, problems: list[Problem]
) -> Codebook:
    """The codebook with the learned words that it names; what is wrong with them is told."""
    name = codebook.learned or ""
    try:
        return codebook.taught(read_learned(path.parent / name))
    except FileNotFoundError:
        found = f"there is no {name} beside it"
    except OSError as error:
        found = f"{name} cannot be read: {error.strerror or error}"
    except ValueError as error:
        found = f"{name}: {error}"
    problems.append(
        Problem(
            document.file, document.line(("learned",)), "learned", found,
            "a file of learned words, beside the codebook",
            "Copy the file beside the codebook, or leave the line out: terms serve without it.",
            code="learned",
        )
    )  # fmt: skip
    return codebook


def _validated(document: Document, problems: list[Problem]) -> tuple[Codebook | None, set[Path_]]:
    """A codebook without its faulty entries, which are told: the checks see the rest."""
    data, dropped = document.data, set[Path_]()
    for _ in range(10):  # leaving an entry out may bring up another fault, seldom twice
        try:
            return Codebook.model_validate(data), dropped
        except ValidationError as error:
            told = explain_schema(error, Codebook, document.file, document.line, _HOW)
            thinned = {path[0] for path in dropped if len(path) > 1}
            problems += [p for loc, p in told if not (len(loc) == 1 and loc[0] in thinned)]
            smaller = data
            for loc, _problem in told:
                smaller = _without(smaller, loc, dropped)
            if smaller is data:
                return None, dropped
            data = smaller
    return None, dropped


def _without(data: dict[str, Any], loc: Path_, dropped: set[Path_]) -> dict[str, Any]:
    """The data less the entry that a fault is in, which is noted as dropped."""
    if not loc:
        return data
    section = str(loc[0])
    if section in _STAND_INS:
        if data.get(section) == _STAND_INS[section]:
            return data
        return {**data, section: _STAND_INS[section]}
    if section not in data:
        return data
    entries = data[section]
    if section in {"issues", "actors", "words"}:
        if len(loc) < 2 or not isinstance(entries, dict) or loc[1] not in entries:
            return data
        dropped.add((section, loc[1]))
        return {**data, section: {k: v for k, v in entries.items() if k != loc[1]}}
    dropped.add((section,))
    return {k: v for k, v in data.items() if k != section}


def _bounded(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """Each problem once, by line; a file of nothing but faults is told in part, worst first."""
    found = sorted(set(problems), key=_by_line)
    if len(found) <= LIMIT_PROBLEMS:
        return tuple(found)
    found.sort(key=lambda problem: list(Severity).index(problem.severity))
    more = Problem(
        file, 0, "", f"{len(found) - LIMIT_PROBLEMS} more problems", "", "Mend these first.",
        found[LIMIT_PROBLEMS].severity, "too-many",
    )  # fmt: skip
    return (*sorted(found[:LIMIT_PROBLEMS], key=_by_line), more)


def _by_line(problem: Problem) -> tuple[int, str, str]:
    return (problem.line, problem.where, problem.found)

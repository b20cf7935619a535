"""The checks of a codebook: what would make two coders, or a program, name one thing two ways.

Each check takes a :class:`View` and yields problems. To add one, write ``check_<what>(view)`` and
list it in ``CHECKS``; a broken codebook that it catches goes to ``tests/statements/codebook``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice

from goldenbridge.files.document import Document, Path_
from goldenbridge.files.problem import Problem, Severity, place, shown, suggest
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.extract.tokens import tokenise

__all__ = ["CHECKS", "LEAST_LETTERS", "LIMIT", "View", "check_all"]

LIMIT = 200
"""Problems taken from one check: no one reads more, and a hostile file must not take forever."""
LEAST_LETTERS = 3
"""Letters that must stand before a ``*``: with fewer, half the dictionary fits."""

_COMMON = """
a about after again against all also an and any are as at be because been before being between
both but by can could did do does doing down during each few for from further had has have
having he her here him his how i if in into is it its itself just may me might more most must my
new no nor not now of off on once one only or other our out over own said same say says shall
she should so some such than that the their them then there these they this those through to too
two under until up very was we were what when where which while who whom why will with would you
your
"""
COMMON = frozenset(_COMMON.split())
"""Words found in nearly every sentence: a term of one of them would match everything."""

_LISTS = ("terms", "hints", "pro", "contra")
_NAMES = ("aliases", "adjectives", "titles")


@dataclass(frozen=True)
class View:
    """A codebook with the lines it stands on.

    Attributes
    ----------
    codebook : what could be read; entries with faults of their own are left out.
    document : the file, for lines.
    dropped : paths of the entries left out, so that a name is not called unknown for that.
    """

    codebook: Codebook
    document: Document
    dropped: frozenset[Path_] = frozenset()

    def problem(
        self,
        path: Path_,
        found: str,
        wanted: str,
        advice: str,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at a place of the file."""
        line = self.document.line(path)
        return Problem(self.document.file, line, place(path), found, wanted, advice, severity, code)

    def terms(self) -> Iterator[tuple[Path_, str]]:
        """Every term of every issue, with its place."""
        for name, issue in self.codebook.issues.items():
            for kind in _LISTS:
                for at, term in enumerate(getattr(issue, kind)):
                    yield ("issues", name, kind, at), term

    def names(self) -> Iterator[tuple[Path_, str, str]]:
        """Every name of every actor and each other word for it: its place, the actor, the name."""
        for actor, entry in self.codebook.actors.items():
            yield ("actors", actor), actor, actor
            for at, alias in enumerate(entry.aliases):
                yield ("actors", actor, "aliases", at), actor, alias


def check_all(view: View) -> list[Problem]:
    """Every problem that the checks find."""
    return [problem for check in CHECKS for problem in islice(check(view), LIMIT)]


def check_terms(view: View) -> Iterator[Problem]:
    """A term that cannot be found, or that is found everywhere."""
    known = set(view.codebook.words)
    known |= {str(path[1]) for path in view.dropped if path[0] == "words" and len(path) > 1}
    for path, term in view.terms():
        fault = _list_fault(term, known) or _term_fault(view.codebook.spelled(term))
        if fault is not None:
            found, wanted, advice = fault
            yield view.problem(path, f'"{shown(term)}": {found}', wanted, advice, "term")


def check_lists(view: View) -> Iterator[Problem]:
    """A list of words with something else in it, or that no term names."""
    named = {name for _, term in view.terms() for name in re.findall(r"<([^<>]*)>", term)}
    for name, words in view.codebook.words.items():
        if name not in named and not view.dropped:
            yield view.problem(
                ("words", name), "no term names this list", f"a term with <{name}>",
                "Use it, or remove it.", "list-unused", Severity.WARNING,
            )  # fmt: skip
        for at, word in enumerate(words):
            bare = word.rstrip("*")
            if " " in word or "/" in word or len(tokenise(bare, 0, len(bare))) != 1:
                yield view.problem(
                    ("words", name, at), f'"{shown(word)}" is not one word', "single words",
                    "Write it as a term of its own.", "list",
                )  # fmt: skip


def check_names(view: View) -> Iterator[Problem]:
    """A name for two actors, so that nobody can tell which one a text means."""
    first: dict[str, tuple[Path_, str, str]] = {}
    names = sorted(view.names(), key=lambda entry: len(entry[0]))  # names before aliases
    for path, actor, name in names:
        key = _plain(name)
        if key in first and first[key][1] != actor:
            known_path, other, _ = first[key]
            line = view.document.line(known_path)
            if len(path) > 2 and len(known_path) == 2:
                found = f'the alias "{shown(name)}" is the name of another actor'
            elif len(path) > 2:
                found = f'the alias "{shown(name)}" is an alias of "{shown(other)}" too'
            else:
                found = f'"{shown(name)}" is the same name as "{shown(other)}"'
            advice = f"Keep it here or on line {line}, not both, or put both under one actor."
            yield view.problem(path, found, "each name for one actor", advice, "name-shared")
        elif key in first:
            known_path, _, known = first[key]
            if len(path) > 2 and name == known:
                yield view.problem(
                    path, f'"{shown(name)}" is said twice', "each name once", "Remove one.",
                    "name-twice", Severity.WARNING,
                )  # fmt: skip
        else:
            first[key] = (path, actor, name)
        if name.lower() == name and name in COMMON:
            yield view.problem(
                path, f'"{shown(name)}" is one of the commonest words', "a name",
                "Write it as a text names the actor; upper case counts.", "name-common",
            )  # fmt: skip


def check_references(view: View) -> Iterator[Problem]:
    """An affiliation or a member that is no actor of the codebook."""
    known = set(view.codebook.actors)
    known |= {str(path[1]) for path in view.dropped if path[0] == "actors" and len(path) > 1}
    everything_read = ("actors",) not in view.dropped
    for name, actor in view.codebook.actors.items():
        pairs: list[tuple[Path_, str | None, str]] = [
            (("actors", name, "affiliation"), actor.affiliation, "affiliation")
        ]
        pairs += [
            (("actors", name, "members", at), member, "member")
            for at, member in enumerate(actor.members)
        ]
        for path, other, what in pairs:
            if other is None:
                continue
            if other == name:
                yield view.problem(
                    path, f'"{shown(name)}" is its own {what}', "another actor", "Remove it.",
                    "actor-own",
                )  # fmt: skip
            elif other not in known and everything_read:
                yield view.problem(
                    path, f'the {what} "{shown(other)}" is no actor here', "the name of an actor",
                    f"{suggest(other, known)} Or add it under actors.", "actor-unknown",
                )  # fmt: skip
        if actor.members and actor.kind not in {"bloc", "body", "group"}:
            yield view.problem(
                ("actors", name, "members"), f"members of a {actor.kind}",
                "a bloc, a body or a group", "Set kind, or remove the members.",
                "members-of-one", Severity.WARNING,
            )  # fmt: skip


def check_circles(view: View) -> Iterator[Problem]:
    """Actors that speak for each other in a circle."""
    actors = view.codebook.actors
    done: set[str] = set()
    for name in actors:
        way: list[str] = []
        at: str | None = name
        while at in actors and at not in done and at not in way:
            way.append(at)
            at = actors[at].affiliation
        if at in way:
            circle = way[way.index(at) :]
            if len(circle) > 1:
                told = " → ".join(shown(actor, 30) for actor in (*circle[:5], circle[0]))
                yield view.problem(
                    ("actors", at, "affiliation"), f"affiliations in a circle: {told}",
                    "whom each actor speaks for in the end", "Leave the highest one without.",
                    "actor-circle",
                )  # fmt: skip
        done.update(way)


def check_shared_terms(view: View) -> Iterator[Problem]:
    """A term of two issues: whichever comes first in the file would win."""
    first: dict[str, Path_] = {}
    for path, term in view.terms():
        if path[2] == "hints":
            continue  # hints may be shared: they only add to what stands beside them
        known_path = first.setdefault(" ".join(term.split()), path)
        if known_path == path:
            continue
        if known_path[1] == path[1]:
            found, advice = "is said twice", "Remove one."
        else:
            found = f'is a term of "{known_path[1]}" too'
            advice = "Make one of them longer, or make it a hint of both."
        yield view.problem(
            path, f'"{shown(term)}" {found}', "each term once", advice, "term-shared",
            Severity.WARNING,
        )  # fmt: skip


def check_codes(view: View) -> Iterator[Problem]:
    """A state's code given to two actors."""
    for field in ("iso3", "cow"):
        first: dict[object, str] = {}
        for name, actor in view.codebook.actors.items():
            code = getattr(actor, field)
            if code is None:
                continue
            other = first.setdefault(code, name)
            if other != name:
                yield view.problem(
                    ("actors", name, field), f'{code} is "{shown(other)}" already',
                    "one actor for each code", "Correct one of them.",
                    "code-shared", Severity.WARNING,
                )  # fmt: skip


def check_empty(view: View) -> Iterator[Problem]:
    """A list with nothing in it: harmless, but seldom what was meant."""
    data = view.document.data
    for section, kinds in (("issues", _LISTS), ("actors", (*_NAMES, "members"))):
        entries = data.get(section) if isinstance(data, dict) else None
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            for kind in kinds:
                if isinstance(entry, dict) and entry.get(kind) == [] and kind != "terms":
                    yield view.problem(
                        (section, name, kind), "an empty list", "at least one entry",
                        "Fill it, or remove the key.", "empty", Severity.WARNING,
                    )  # fmt: skip


CHECKS: tuple[Callable[[View], Iterable[Problem]], ...] = (
    check_terms,
    check_lists,
    check_names,
    check_references,
    check_circles,
    check_shared_terms,
    check_codes,
    check_empty,
)


def _term_fault(term: str) -> tuple[str, str, str] | None:
    """What was found, wanted and to be done about a term that cannot work."""
    pieces = term.split()
    words = [piece for piece in pieces if piece != "~"]
    if not words:
        return "only a gap", "words", "Write the words on either side of ~, or remove it."
    if pieces[0] == "~" or pieces[-1] == "~":
        return "a gap at an end", "words on either side of ~", "Remove the ~ at the end."
    for piece in words:
        fault = next(filter(None, map(_word_fault, piece.split("/"))), None)
        if fault is not None:
            return fault
    if len(words) == 1 and not COMMON.isdisjoint(words[0].split("/")):
        return (
            "one of the commonest words, found everywhere", "a word that shows the issue",
            "Make it longer, or remove it.",
        )  # fmt: skip
    return None


def _word_fault(word: str) -> tuple[str, str, str] | None:
    """What is wrong with one word of a term."""
    bare = word.rstrip("*")
    if any(mark in bare for mark in "*~<>"):
        return (
            f"{shown(word)} has a mark inside a word", "* at the end of a word; ~ and <list> apart",
            "Set it apart, or write one term for each form.",
        )  # fmt: skip
    parts = [token for token in tokenise(bare, 0, len(bare)) if token.word]
    if not parts:
        return f"{shown(word) or '/'} is no word", "words", "Leave the mark out."
    letters = sum(character.isalnum() for character in bare)
    if bare != word and letters < LEAST_LETTERS:
        return (
            f"{shown(word)} fits too many words", f"at least {LEAST_LETTERS} letters before *",
            "Write more of the word, or its forms one by one.",
        )  # fmt: skip
    return None


def _list_fault(term: str, words: Set[str]) -> tuple[str, str, str] | None:
    """What is wrong with the lists of words that a term names."""
    for name in re.findall(r"<([^<>]*)>", term):
        if name not in words:
            found = f"there is no list <{shown(name)}>"
            return found, "a list under words:", suggest(name, words)
    return None


def _plain(name: str) -> str:
    """A name or term as the finder tells them apart: spaces as one, without an article."""
    return " ".join(name.split()).removeprefix("the ").removeprefix("The ")

"""Ids, names and paraphrases of a draft: made of a statement's fields, never of its quote."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from goldenbridge.statements.coded import CodedStatement

__all__ = [
    "Ids",
    "capital",
    "clean",
    "key_of",
    "listed",
    "paraphrase",
    "plural",
    "slug",
    "spoken",
    "voice",
]

LIMIT_ID = 80
LIMIT_NAME = 120

_ACTS = {
    "supports": "speaks",
    "rejects": "speaks",
    "demands": "makes a demand",
    "offers": "makes an offer",
    "threatens": "makes a threat",
    "red_line": "draws a red line",
    "warns": "gives a warning",
    "accuses": "makes an accusation",
    "denies": "makes a denial",
    "concedes": "makes a concession",
    "commits": "makes a commitment",
    "considers": "weighs a step",
    "assesses": "gives an assessment",
}
_SIDES = {1: "for", -1: "against", 0: "about"}
_SIMPLE = {("supports", 1): "supports", ("rejects", -1): "rejects"}


def clean(text: str, limit: int = LIMIT_NAME) -> str:
    r"""A name as it may stand in a file: on one line, printable, not too long.

    >>> clean("Norvik\x07  and\nOstia")
    'Norvik and Ostia'
    """
    plain = "".join(c if c.isprintable() or c.isspace() else " " for c in text[: 8 * limit])
    line = " ".join(plain.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def key_of(name: str) -> str:
    """What two spellings of one name have in common: case and spaces do not count."""
    return clean(name).casefold()


def slug(text: str, stem: str = "x") -> str:
    """An id made of a name; of a name in another script, the stem and some of its hash.

    >>> slug("Côte d'Ivoire"), slug("nato_enlargement")
    ('cote-d-ivoire', 'nato_enlargement')
    """
    plain = unicodedata.normalize("NFKD", clean(text)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9_]+", "-", plain.lower()).strip("-_")[:LIMIT_ID]
    return made.rstrip("-_") or f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


class Ids:
    """Hands out ids, each once: a second claim to one gets a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)

    def new(self, wanted: str) -> str:
        """The id itself if it is free, else with the first number that makes it so."""
        made = wanted[:LIMIT_ID]
        number = 2
        while made in self.taken:
            tail = f"-{number}"
            made = wanted[: LIMIT_ID - len(tail)] + tail
            number += 1
        self.taken.add(made)
        return made


def spoken(issue: str) -> str:
    """An issue's id as words.

    >>> spoken("nato_enlargement")
    'nato enlargement'
    """
    return clean(re.sub(r"[_-]+", " ", issue)) or clean(issue)


def capital(text: str) -> str:
    """A text with a capital at its beginning, and all else as it is."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str], limit: int = 6) -> str:
    """Words as a person lists them.

    >>> listed(["a", "b", "c"]), listed("abcdefgh", 3)
    ('a, b and c', 'a, b, c and 5 more')
    """
    some = list(words)
    if len(some) > limit:
        return f"{', '.join(some[:limit])} and {len(some) - limit} more"
    return " and ".join(filter(None, [", ".join(some[:-1]), *some[-1:]]))


def plural(count: int, word: str) -> str:
    """A number with its noun.

    >>> plural(1, "statement"), plural(2, "statement"), plural(2, "party")
    ('1 statement', '2 statements', '2 parties')
    """
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("y") else f"{count} {word}s"


def voice(coded: CodedStatement) -> str:
    """Whose voice a statement is in, as words for brackets."""
    how = {"author": "the author's own", "reported": "reported", "quoted": "quoted"}[coded.role]
    by = clean(coded.attributed_by) if coded.attributed_by else ""
    return f"{how} by {by}" if by and coded.role != "author" else how


def paraphrase(coded: CodedStatement, who: str, issue: str | None, party: str | None = None) -> str:
    """What a statement says, in our own words, made of its fields alone.

    Parameters
    ----------
    coded : the statement; its quote is not looked at.
    who : what to call its actor.
    issue : what to call its issue; None where it has none.
    party : the party it is counted for, if the actor is called otherwise.

    >>> s = CodedStatement(doc="a.txt", start=0, end=9, actor="Russia", issue="sanctions",
    ...     act="rejects", polarity=-1, attributed_by="A. Writer", red_line="implicit")
    >>> paraphrase(s, "Russia", "sanctions")
    'Russia rejects sanctions, as an implicit red line (reported by A. Writer).'
    """
    if party and key_of(party) != key_of(who):
        who = f"{who} ({party})"
    simple = _SIMPLE.get((coded.act, coded.polarity))
    if issue is None:
        did = _ACTS[coded.act] + (" on no issue of the codebook")
    elif simple:
        did = f"{simple} {issue}"
    else:
        did = f"{_ACTS[coded.act]} {_SIDES[coded.polarity]} {issue}"
        did += "" if coded.polarity else ", taking no side"
    line = {"no": "", "implicit": ", as an implicit red line", "explicit": ", as a red line"}
    mark = "" if coded.act == "red_line" else line[coded.red_line]
    return f"{who} {did}{mark} ({voice(coded)})."

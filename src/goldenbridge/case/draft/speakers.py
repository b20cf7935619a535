"""Who speaks for whom: the party behind an actor, and who is no party whatever they say.

A person speaks for the country or body they are affiliated with. Authors of documents and experts
without an affiliation are voices about the conflict and never parties to it; nor are universities,
institutes and newspapers, whoever speaks for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goldenbridge.case.draft.words import clean, key_of
from goldenbridge.statements.codebook.schema import Codebook
from goldenbridge.statements.coded import CodedStatement

__all__ = ["Speakers"]

_OUTSIDE = re.compile(
    r"\b(university|college|school of|academy of sciences|institut\w*|think[ -]tank|endowment|"
    r"cent(er|re) (for|of|on)|newspaper|magazine|journal|news agency|broadcaster|"
    r"press agency|press association|associated press)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Speakers:
    """Resolves names of actors to the name of the party they speak for.

    Attributes
    ----------
    names : key of a name → the name as it is written most often.
    behind : key of an actor → key of its affiliation.
    alone : whether actors without an affiliation speak for themselves, since nobody has one.
    aliases : key of another name → key of the actor, from the codebook.
    kinds : key of an actor → its kind, from the codebook.
    """

    names: Mapping[str, str]
    behind: Mapping[str, str]
    authors: frozenset[str]
    alone: bool
    aliases: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[CodedStatement], codebook: Codebook | None) -> Speakers:
        """What the statements, and a codebook where there is one, say of who speaks for whom."""
        some = [s for s in statements if s.role != "author"]
        written: dict[str, Counter[str]] = {}
        given: dict[str, Counter[str]] = {}
        for s in some:
            actor = key_of(s.actor)
            written.setdefault(actor, Counter())[clean(s.actor)] += 1
            if s.affiliation and key_of(s.affiliation):
                body = key_of(s.affiliation)
                written.setdefault(body, Counter())[clean(s.affiliation)] += 1
                given.setdefault(actor, Counter())[body] += 1
        names = {key: _commonest(counts) for key, counts in written.items()}
        # Who is ever said to speak for itself does; the rest go with whom they speak for most.
        behind = {key: key if key in c else _commonest(c) for key, c in given.items()}
        alone = not given
        aliases: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for name, actor_ in (codebook.actors if codebook else {}).items():
            key = key_of(name)
            names[key] = clean(name)
            kinds[key] = actor_.kind
            aliases |= {key_of(alias): key for alias in actor_.aliases}
            if actor_.affiliation:
                behind[key] = key_of(actor_.affiliation)
            elif actor_.kind == "person":
                behind.pop(key, None)
            else:
                behind[key] = key
        authors = frozenset(key_of(s.actor) for s in statements if s.role == "author")
        return cls(names, behind, authors, alone, aliases, kinds)

    def party(self, name: str) -> str | None:
        """The key of the party that a name speaks for; None for a voice from outside."""
        key = key_of(name)
        if key not in self.kinds:
            key = self.aliases.get(key, key)
        seen = {key}
        bodies = set(self.behind.values())
        while (above := self.behind.get(key)) is not None:
            if above not in self.kinds:
                above = self.aliases.get(above, above)
            if above in seen:
                break
            seen.add(above)
            key = above
        known = key in self.behind or key in bodies or len(seen) > 1
        if self.kinds.get(key) == "person" and len(seen) == 1:
            return None
        if not known and not (self.alone and key not in self.authors):
            return None
        outside = self.kinds.get(key) not in {"state", "bloc"} and _OUTSIDE.search(self.name(key))
        return None if outside else key

    def coded(self, name: str) -> bool:
        """Whether the codebook says for whom somebody speaks, whatever a statement says."""
        key = key_of(name)
        key = key if key in self.kinds else self.aliases.get(key, key)
        return key in self.kinds and (key in self.behind or self.kinds[key] != "person")

    def name(self, key: str) -> str:
        """What to call an actor."""
        return self.names.get(key, key)


def _commonest(counts: Counter[str]) -> str:
    """The word counted most often; of several, the first by letters, whatever came first."""
    return min(counts, key=lambda word: (-counts[word], word))

"""Who has the floor in a transcript, an interview or minutes: "MS. BRANDT: We shall talk"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from goldenbridge.sources.passage import Passage
from goldenbridge.sources.words import words
from goldenbridge.statements.extract.words.people import PARTICLES

__all__ = ["Turn", "plain_label", "turns"]

_NAME = r"[^\W\d_][\w.'’\-]*"
#: A label in capitals, or the words of a name, before a colon; bounded, so that it costs no time.
_LABEL = re.compile(
    rf"\s*(?P<label>{_NAME}(?:,? {_NAME}){{0,6}})(?: \([^()\n]{{1,40}}\))? ?:(?=\s|\Z)\s*"
)
_ASKED = re.compile(
    r"\s*(?:Q|QUESTION|Question|INTERVIEWER|Interviewer|REPORTER|Reporter|JOURNALIST|Journalist)"
    r"(?: \d{1,3})?(?:(?:\.|:)(?=\s|\Z)|(?= [\"“(A-Z]))\s*"
)
_SMALL = PARTICLES | words("of the and for")
#: In front of a name, and no part of it.
_BEFORE = words(
    "mr mrs ms miss mx dr prof professor the sir dame lord lady general gen colonel col admiral",
    "secretary ambassador senator sen representative rep congressman congresswoman president vice",
    "chancellor prime foreign minister defense defence deputy under chairman chairwoman chair",
    "commissioner director spokesperson spokesman spokeswoman king queen",
)
#: In capitals they name a speaker; "GENERAL BACKGROUND" would be one of many headings.
_OFFICES = words(
    "president chancellor minister secretary ambassador official chairman spokesperson spokesman",
    "spokeswoman moderator mediator commissioner",
)
_COURTESY = words("mr mrs ms miss mx dr")
#: Times a label must come for a text to be a transcript, where it is no office and no "Mr".
OFTEN = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of speech: whose, and where in the text its words begin.

    Attributes
    ----------
    label : who speaks, as the transcript calls them; empty for whoever asks.
    begin : code point at which a passage's own words begin, after its label.
    """

    label: str
    begin: int

    @property
    def asks(self) -> bool:
        """Whether it is a journalist's question: who asks takes no position by it."""
        return not self.label


def turns(
    text: str, passages: Sequence[Passage], known: Callable[[str], bool]
) -> list[Turn | None]:
    r"""For each passage whose turn it is, None throughout where a text is no transcript.

    A text is one where a label in capitals names an office or somebody with "Mr" or "Ms", where
    two actors speak by their labels again and again, or somebody does and questions are put.
    A turn lasts until the next label.

    Parameters
    ----------
    text, passages : a document's text and its passages in order.
    known : whether a label names an actor of the codebook.

    >>> said = "MS. BRANDT: We shall talk.\n\nSoon."
    >>> made = [Passage(0, 26, 1), Passage(28, 33, 3)]
    >>> [(turn.label, said[turn.begin:][:2]) for turn in turns(said, made, lambda label: False)]
    [('MS. BRANDT', 'We'), ('MS. BRANDT', 'So')]
    """
    labels = [_labelled(text, passage) for passage in passages]
    speakers = _speakers([label.label for label in labels if label is not None], known)
    if not speakers:
        return [None] * len(passages)
    return list(_held(passages, labels, speakers))


def _held(
    passages: Sequence[Passage], labels: Sequence[Turn | None], speakers: frozenset[str]
) -> Iterator[Turn | None]:
    now: str | None = None
    for passage, turn in zip(passages, labels, strict=True):
        if turn is not None and turn.label in speakers:
            now = turn.label
            yield turn
        else:
            yield None if now is None else Turn(now, passage.start)


def _labelled(text: str, passage: Passage) -> Turn | None:
    """What stands in front of a passage and looks like a label."""
    if not passage.coded:
        return None
    asked = _ASKED.match(text, passage.start, passage.end)
    if asked:
        return Turn("", asked.end())
    found = _LABEL.match(text, passage.start, passage.end)
    if found is None:
        return None
    label = found["label"]
    capital = all(word[0].isupper() or word in _SMALL for word in re.findall(r"\w[\w.'’-]*", label))
    return Turn(label, found.end()) if capital else None


def _speakers(labels: Sequence[str], known: Callable[[str], bool]) -> frozenset[str]:
    """The labels that name speakers, none where the text is no transcript: "UKRAINE: …" is news."""
    counts = Counter(labels)
    named = [label for label in counts if label]
    sure = {label for label in named if _official(label)}
    often = {label for label in named if counts[label] >= OFTEN}
    actors = {label for label in named if known(label)}
    if not (sure or len(often & actors) > 1 or (often & actors and "" in counts)):
        return frozenset()
    others = {label for label in often if len(label.split()) > 1}
    return frozenset({"", *sure, *actors, *others})


def _official(label: str) -> bool:
    """A label in capitals with an office or a courtesy title: "THE PRESIDENT", "MS. BRANDT"."""
    low = [word.strip(".,").lower() for word in label.split()]
    courteous = len(low) > 1 and low[0] in _COURTESY
    return label.isupper() and (courteous or any(word in _OFFICES for word in low))


def plain_label(label: str) -> tuple[list[str], list[str]]:
    """A label as the words of a name, and of the office in front of it.

    >>> plain_label("CHANCELLOR VON BRANDT")
    (['von', 'Brandt'], ['chancellor'])
    >>> plain_label("THE VICE PRESIDENT")
    ([], ['vice', 'president'])
    """
    if label.isupper():
        label = re.sub(r"[^\W\d_]+", lambda found: found.group().capitalize(), label)
    name = [word.strip(",") for word in label.split()]
    office = []
    while name and name[0].strip(".").lower() in _BEFORE:
        office.append(name.pop(0).strip(".").lower())
    name = [word.lower() if word.lower() in _SMALL else word for word in name]
    return name, [word for word in office if word not in _COURTESY and word != "the"]

"""What offices are called: "Norvik's top diplomat" is its foreign minister."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenbridge.sources.words import words

__all__ = ["plain_office", "same_office", "shorter"]

_SAME = {
    "defence": "defense",
    "advisor": "adviser",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "premier": "prime minister",
    "secretary-general": "secretary general",
}
_LEFT_OUT = words(
    "the a an senior former then visiting incumbent outgoing current longtime new newly elected",
)
_HEADS_OF_STATE = ("president", "prime minister", "chancellor")
_TOP_DIPLOMATS = ("foreign minister", "secretary of state", "foreign secretary",
                  "foreign policy chief")  # fmt: skip
#: Other words for an office → the offices that may be meant.
_MEANT = {
    "leader": _HEADS_OF_STATE,
    "head of state": _HEADS_OF_STATE,
    "head of government": ("prime minister", "chancellor"),
    "dictator": ("president",),
    "strongman": ("president",),
    "ruler": ("president",),
    "autocrat": ("president",),
    "top diplomat": _TOP_DIPLOMATS,
    "chief diplomat": _TOP_DIPLOMATS,
    "head of diplomacy": _TOP_DIPLOMATS,
    "diplomacy chief": _TOP_DIPLOMATS,
    "chief": ("secretary general",),
    "head": ("secretary general", "president"),
    "top general": ("chairman of the joint chiefs of staff",),
}


def plain_office(office: Sequence[str]) -> str:
    """An office as offices are compared: one word for each spelling, no "former" or "senior".

    >>> plain_office(["former", "defence", "minister"])
    'defense minister'
    """
    return " ".join(_SAME.get(word, word) for word in office if word not in _LEFT_OUT)


def same_office(office: str) -> Iterator[str]:
    """An office, and those that its words may stand for.

    >>> list(same_office("top diplomat"))[:2]
    ['top diplomat', 'foreign minister']
    """
    yield office
    yield from _MEANT.get(office, ())


def shorter(office: Sequence[str]) -> list[str]:
    """An office and what it is called in short: "deputy foreign minister", "minister"."""
    return [
        plain_office(office[at:])
        for at in range(len(office))
        if at in (0, len(office) - 1) or office[at - 1] not in {"deputy", "vice", "assistant"}
    ]

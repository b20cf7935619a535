"""Numbers and lists as a person says them, and sentences whose numbers are links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = [
    "Data",
    "Link",
    "Piece",
    "Sentence",
    "counted",
    "estimate",
    "given",
    "inside",
    "interval",
    "listed",
    "number",
    "package_label",
    "percent",
    "plain",
    "share",
    "spread",
]

#: Findings as plain data, the form that ``goldenbridge deals --json`` prints.
Data = Mapping[str, Any]

HARD = "\u00a0"  # keeps a number and its unit on one line


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere in the report."""

    text: str
    href: str


Piece = str | Link
Sentence = tuple[Piece, ...]


def plain(sentence: Sentence) -> str:
    """A sentence without its links.

    >>> plain(("There is a deal in ", Link("41 %", "#m-share"), " of worlds."))
    'There is a deal in 41 % of worlds.'
    """
    text = "".join(p if isinstance(p, str) else p.text for p in sentence)
    return text.replace(HARD, " ")


def percent(value: float) -> str:
    """A share in per cent, whole unless that would pass for none or all.

    >>> [percent(x).replace(HARD, " ") for x in (0, 0.004, 0.41, 0.996, 1)]
    ['0 %', '0.4 %', '41 %', '99.6 %', '100 %']
    """
    return f"{_hundredths(value, _near_end(value))}{HARD}%"


def share(found: Data) -> str:
    """A share of worlds with its 95 % interval.

    >>> share({"estimate": 0.41, "interval": [0.38, 0.44], "worlds": 1000}).replace(HARD, " ")
    '41 % (38 to 44 %)'
    """
    return f"{estimate(found)} ({interval(found)})"


def estimate(found: Data) -> str:
    """A share without its interval, as precise as its interval is given."""
    return f"{_hundredths(found['estimate'], _precise(found))}{HARD}%"


def interval(found: Data) -> str:
    """The interval of a share alone, in per cent."""
    low, high = (_hundredths(end, _precise(found)) for end in found["interval"])
    return f"{low} to {high}{HARD}%"


def _precise(found: Data) -> bool:
    return any(map(_near_end, (found["estimate"], *found["interval"])))


def _near_end(value: float) -> bool:
    return 0 < value < 0.01 or 0.99 < value < 1


def _hundredths(value: float, precise: bool) -> str:
    return f"{100 * value:.{int(precise and 0 < value < 1)}f}"


def number(value: float | None, digits: int = 0) -> str:
    """A plain number with a true minus sign; a dash where there is none.

    >>> number(-3.2), number(0.444, 2), number(None), number(-0.2)
    ('−3', '0.44', '–', '0')
    """
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        text = text[1:] if float(text.replace(",", "")) == 0 else "−" + text[1:]
    return text


def given(value: float) -> str:
    """A number as somebody wrote it, without digits that say nothing.

    >>> given(40.0), given(0.35), given(-2.5)
    ('40', '0.35', '−2.5')
    """
    return f"{value:,.10g}".replace("-", "−")


def spread(median: float | None, ends: Sequence[float | None] | None, digits: int = 0) -> str:
    """A middle value with the range in which the middle eight tenths of worlds lie.

    >>> spread(12.2, [5, 20])
    '12 (5 to 20)'
    >>> spread(7, [7, 7])
    '7'
    """
    if median is None:
        return "–"
    middle = number(median, digits)
    if not ends or ends[0] is None or ends[1] is None:
        return middle
    low, high = number(ends[0], digits), number(ends[1], digits)
    return middle if low == middle == high else f"{middle} ({low} to {high})"


def inside(name: str) -> str:
    """A name as it stands inside a sentence.

    >>> inside("The United States"), inside("Russia")
    ('the United States', 'Russia')
    """
    return "the " + name[4:] if name.startswith("The ") else name


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names as a list in a sentence.

    >>> listed(["flour"]), listed(["flour", "bread", "delivery"])
    ('flour', 'flour, bread and delivery')
    """
    every = [inside(name) if place else name for place, name in enumerate(names)]
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"


_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun, small counts in words.

    >>> counted(1, "red line"), counted(3, "party", "parties"), counted(40, "value")
    ('one red line', 'three parties', '40 values')
    """
    said = _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"
    return f"{said} {noun if count == 1 else plural or noun + 's'}"


def package_label(number: int) -> str:
    """What the report calls a package: A, B, …, Z, AA.

    >>> [package_label(n) for n in (0, 25, 26)]
    ['A', 'Z', 'AA']
    """
    letters = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters

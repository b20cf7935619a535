"""Where sentences begin and end, quickly, by the marks on the page.

A stop is told from an abbreviation by the words around it, never by a model: a million words take a
few seconds. All patterns are possessive or start where the run they match starts, so that no input
takes more than linear time.
"""

# ruff: noqa: RUF001 - stops and quotation marks of many scripts

from __future__ import annotations

import re

from goldenbridge.sources.words import words

__all__ = ["sentences"]

_CLOSERS = "\"'”’»›)\\]」』）"
_OPENERS = "\"'“‘«‹(\\[„「『（"

#: A stop with what closes after it; CJK, Indic and Arabic stops need no space behind them. A stop
#: without a space counts between a word in small letters and a capital one, with or without a
#: closing quotation mark: typists forget it.
_STOP = re.compile(
    rf"(?P<stop>(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\]){{0,5}}+)"
    rf"(?:(?=\s|\Z)|(?:(?<=[a-z][a-z][a-z][.!?])|(?<=[a-z][a-z][.!?][\"”]))(?=[A-Z][a-z]+\s))"
    rf"|(?P<other>(?<![。！？｡।؟۔])[。！？｡।؟۔]++[{_CLOSERS}]*+)"
    r"|(?P<gap>\n[ \t\r\f\v]*+\n|\r[ \t]*+\r(?!\n)|\u2029)"
)
_NEXT = re.compile(rf"\s*+[{_OPENERS}]*+(?P<word>\w{{0,30}}+)")
_SPACE = re.compile(r"\s*+")

#: Never the end of a sentence: a name or a number follows.
_TITLES = words(
    "Mr Mrs Ms Mx Dr Prof Gen Lt Col Maj Sgt Capt Cmdr Cpl Adm Brig Sen Rep Gov Pres Amb Rev",
    "Hon Fr Messrs Mme Mlle Supt Insp Det vs v cf viz ca approx Ft Mt Sts Gens Sens Reps Drs",
    "Profs e.g i.e eg ie",
)
#: The end of a sentence only where the next word looks like the beginning of one.
_SHORT = words(
    "St Jr Sr Inc Ltd Corp Co Bros Ave Blvd Rd etc al est dept Dept Univ Assn Jan Feb Mar Apr",
    "Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Ala Ariz",
    "Ark Calif Colo Conn Fla Ga Ind Kan Ky La Md Mass Mich Minn Mo Mont Neb Nev",
    "Okla Ore Pa Tenn Tex Va Vt Wis Wyo Ont Que",
)
#: Short for "number" and the like before a digit, a word of its own otherwise.
_BEFORE_DIGITS = words(
    "No Nos no nos Art Arts art Sec sec Fig Figs fig p pp Vol vol Ch Para",
)
_STARTERS = words(
    "The A An This That These Those It Its He She They We You His Her Their Our My In On At",
    "By For From With Without As If When While After Before Since Although Though Because But",
    "And Or Nor Yet So However Moreover Meanwhile Instead Still There Here What Why How Who",
    "Which Where Whether Some Many Most Much Such Both Neither Either Not Now Then Today",
    "Yesterday Tomorrow Thus Hence Therefore Even Only Also Under Over Despite Until Unless",
    "Every Each All Any Another Other Others To Of Once Perhaps Nevertheless Nonetheless",
    "Indeed Rather According During Among Between Asked Speaking Last Earlier Later Next",
    "Nobody Nothing One Two Three Few Critics Officials Analysts Experts Diplomats",
)
_SAYS = re.compile(
    r"\s*+(?:[A-Z][\w’'.-]*+\s+|the\s+){1,4}?"
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|warned|tweeted|insisted|"
    r"wondered|shouted|declared|argued|exclaimed|continued|demanded|quipped|posted|noted)\b"
)
_DIGITS = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\.")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where each sentence of a passage stands.

    Quotes and brackets that close after the stop belong to the sentence; abbreviations (U.S., Mr.,
    Jan., initials), decimals and trailing dots before a small letter do not end one. A blank line
    always does. Rules are those of English; other scripts are cut at their own stops.

    Parameters
    ----------
    text : the canonical text of a document.
    start, end : the passage, in code points; all of the text where they are left out.

    Returns
    -------
    Spans (first code point, one past the last) into ``text``, in order, without the white space
    between them; together they hold everything of the passage that is not white space.

    >>> text = 'The U.S. said no. "Why?" Mr. Orlov asked. "We waited 3.5 years."'
    >>> [text[a:b] for a, b in sentences(text)]
    ['The U.S. said no.', '"Why?" Mr. Orlov asked.', '"We waited 3.5 years."']
    """
    end = len(text) if end is None else min(end, len(text))
    begin = _SPACE.match(text, start, end).end()  # type: ignore[union-attr]
    found: list[tuple[int, int]] = []
    for match in _STOP.finditer(text, begin, end):
        if match.lastgroup == "stop" and not _ends(text, begin, match, end):
            continue
        stop = match.end() if match.lastgroup != "gap" else match.start()
        _add(found, text, begin, stop)
        begin = _SPACE.match(text, max(match.end(), begin), end).end()  # type: ignore[union-attr]
    _add(found, text, begin, end)
    return found


def _add(found: list[tuple[int, int]], text: str, begin: int, stop: int) -> None:
    """Keep a sentence without the white space at its end, if anything is left of it."""
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if stop > begin:
        found.append((begin, stop))


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at a stop."""
    after = _NEXT.match(text, match.end(), end)
    word = after["word"] if after else ""
    if word and word[0].islower():
        return False
    marks = match["stop"]
    if marks[0] != "." or marks.startswith(".."):
        # A question or a shout inside a sentence: “Why?” Orlov asked.
        return len(marks) == 1 or not _SAYS.match(text, match.end(), min(end, match.end() + 120))
    before = text[max(begin, match.start() - 24) : match.start()].split()
    last = before[-1].lstrip("\"'“‘«([„—–-") if before else ""
    last = last.rsplit("—", 1)[-1].rsplit("-", 1)[-1]
    if len(marks) > 1 and not last:
        return True
    if last in _TITLES:
        return False
    if last in _BEFORE_DIGITS:
        return not word[:1].isdigit()
    if match.start() - begin < 6 and _DIGITS.fullmatch(text, begin, match.start() + 1):
        return False  # the number of an item in a list
    if last == "I" and len(before) > 1 and before[-2][:1].islower():
        return True
    if last in _SHORT or "." in last or (len(last) == 1 and last.isalpha()):
        return not word or (word in _STARTERS) or (len(marks) > 1 and marks[-1] in '"”’')
    return True

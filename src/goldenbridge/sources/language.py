"""Which language a text is in, as far as its script and its smallest words tell."""

from __future__ import annotations

import re

from goldenbridge.sources.words import words

__all__ = ["language"]

#: Small words that English has and its neighbours in the Latin script have not.
_ENGLISH = words(
    "the and to that with this are from have not which they their has been would will its were",
    "but said about more than between after when there these should could also because where",
    "while into such other only against being does did what who whom our your his her",
)
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]{1,40}+")
#: One sign of these is a syllable or a word, not a letter.
_DENSE = 3
_SCRIPTS = {
    name: re.compile(f"[{ranges}]+")
    for name, ranges in {
        "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
        "cyrillic": "\u0400-\u04ff",
        "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
        "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef",
        "kana": "\u3040-\u30ff",
        "devanagari": "\u0900-\u097f",
        "ko": "\u1100-\u11ff\uac00-\ud7a3",
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "he": "\u0590-\u05ff",
        "hy": "\u0530-\u058f",
        "ka": "\u10a0-\u10ff",
        "th": "\u0e00-\u0e7f",
        "bn": "\u0980-\u09ff",
        "gu": "\u0a80-\u0aff",
        "ta": "\u0b80-\u0bff",
        "te": "\u0c00-\u0c7f",
        "lo": "\u0e80-\u0eff",
        "my": "\u1000-\u109f",
        "am": "\u1200-\u137f",
        "km": "\u1780-\u17ff",
    }.items()
}


def language(text: str) -> str:
    """Two letters for the language of a text, or ``und`` where that cannot be told.

    English is told by its small words, so a headline alone may be ``und``. Another language is
    named only where its script gives it away: Latin letters, and Devanagari, serve too many.

    >>> language("The talks were broken off because they had not agreed on the border.")
    'en'
    >>> language("Переговоры были прерваны, и это плохо."), language("Les pourparlers sont rompus.")
    ('ru', 'und')
    """
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        text = text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE]
    amount = {name: sum(map(len, found.findall(text))) for name, found in _SCRIPTS.items()}
    amount["han"] *= _DENSE
    amount["kana"] *= _DENSE
    amount["ko"] *= _DENSE
    if amount["kana"] * 10 > amount["han"]:
        amount["ja"] = amount.pop("han") + amount.pop("kana")
    script = max(amount, key=lambda name: amount[name])
    if not amount[script] or amount[script] * 2 < sum(amount.values()):
        return "und"
    if script == "latin":
        return "en" if _english(text) else "und"
    if script == "cyrillic":
        return _cyrillic(text.lower())
    if script == "arabic":
        return _arabic(text)
    if script == "devanagari":
        return "und"
    return "zh" if script == "han" else script


def _english(text: str) -> bool:
    found = _WORD.findall(text.lower())
    small = sum(word in _ENGLISH for word in found)
    return small >= 2 and small >= 0.08 * len(found)


def _cyrillic(text: str) -> str:
    """Letters that only some of the languages have."""
    if any(c in text for c in "ђћљњџј"):
        return "und"  # Serbian or Macedonian
    if "ў" in text:
        return "be"
    ukrainian = sum(text.count(c) for c in "іїєґ")
    russian = sum(text.count(c) for c in "ыэё")
    if ukrainian > russian:
        return "uk"
    return "ru" if russian else "und"


def _arabic(text: str) -> str:
    if any(c in text for c in "ٹڈڑے"):
        return "ur"
    if sum(text.count(c) for c in "پچژگ") * 100 > len(text):
        return "fa"
    return "ar"

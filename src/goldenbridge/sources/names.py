"""Names of people at the head of an article: told from other capitalised words, with care."""

# ruff: noqa: E501, RUF001 - quotation marks of many scripts

from __future__ import annotations

import re

from goldenbridge.sources.words import words

__all__ = ["byline", "looks_like_name", "names_in_note", "spelled"]

_TOKEN = r"(?:[A-ZÀ-ÞŁŚŠŽČĆĐŞİ][\w’'‑-]*\.?|[A-Z]\.)"
_PARTICLE = (
    r"(?:de|da|di|del|della|der|den|van|von|vom|zu|bin|ibn|al|el|la|le|du|dos|ter|ten|af|av)"
)
_PERSON = rf"{_TOKEN}(?:[ -]{_PARTICLE}){{0,2}}(?: {_TOKEN}| {_PARTICLE} {_TOKEN}){{1,3}}"
_NAME = re.compile(rf"{_PERSON}")
_BYLINE = re.compile(
    r"^\W*(?:written |story |text |words |analysis |opinion |commentary |report(?:ed|ing)? |"
    r"exclusive |posted )?(?:by|author|authors|from)(?:\s?[:|]\s?|\s+)(?P<who>.+)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
#: What follows a name on its line: a post, a paper, a date.
_AFTER = re.compile(r"\s+(?:[-–—|•·/]|in|for|at|of|on)\s+.*$|\s*[|•·(].*$")
#: Capitalised words that are no part of a person's name.
_OTHER = words(
    "executive summary introduction conclusion abstract overview contents preface",
    "the a an and or of in on at to for from with by as is are be not no new news times post",
    "herald tribune guardian journal review report reports reporter staff editor editors editorial",
    "correspondent desk team board council institute centre center university college school",
    "foundation network agency press media radio television tv channel world national international",
    "global foreign affairs policy politics political opinion analysis commentary comment column",
    "feature features special exclusive breaking latest live update updates video photo photos",
    "security defence defense military war peace talks crisis conflict summit treaty sanctions",
    "government ministry minister president prime secretary general ambassador senator congress",
    "parliament senate house white kremlin pentagon embassy court bank union nations united states",
    "kingdom republic federation european europe russia russian ukraine ukrainian china chinese",
    "america american britain british france french germany german turkey turkish iran iranian",
    "israel israeli india indian japan japanese korea korean africa african asia asian middle east",
    "west western eastern north south northern southern central nato un eu us uk usa uae moscow kyiv",
    "kiev washington beijing brussels london paris berlin tehran jerusalem geneva minsk sea black",
    "pacific atlantic arctic baltic balkans caucasus gulf islands island city street square",
    "monday tuesday wednesday thursday friday saturday sunday january february march april june",
    "july august september october november december today yesterday morning evening weekly daily",
    "home about contact search menu share print email subscribe login sign log read more related",
    "most popular editors' picks newsletter archive archives topics topic section sections edition",
    "business economy markets technology science health sport sports culture arts travel style",
    "climate environment energy nuclear weapons missile arms control human rights law society party",
    "reuters bloomberg associated agence xinhua tass interfax sputnik staff wire services guest",
    "contributor contributors author authors writer columnist exclusive updated published key points",
    "why how what when where who will would could should must can this that these those its his her",
    "www com org net condé nast story stories saved timeline episode chapter part home page site edition follow listen watch",
    "fellow senior professor director associate research visiting scholar lecturer chief deputy",
    "head chair chairman former assistant nonresident distinguished doctor colonel lieutenant",
    "their our your my two three four five six first second last next one big great long old",
)
_ROLE = (
    r"(?:(?:a|an|the|our|former(?:ly)?|currently|also|both|executive|managing|senior|associate|"
    r"assistant|non-?resident|visiting|chief|deputy|research|independent|freelance|political|"
    r"foreign|military|security|defen[cs]e|international|award-winning|distinguished|adjunct|"
    r"staff|contributing|national|policy|founding|founder|co-?founder|vice|emeritus|retired|"
    r"[A-Z][\w.-]+(?:-based)?|[a-z]+-based|of|and|at|in|,)\s+){0,8}?"
    r"(?:fellow|professor|journalist|columnist|analyst|author|writer|editor|reporter|researcher|"
    r"lecturer|scholar|director|correspondent|historian|economist|commentator|scientist|student|"
    r"associate|expert|consultant|contributor|diplomat|ambassador|officer|president|chair(?:man|"
    r"woman)?|head|advis[eo]r|coordinator|candidate|strategist|freelancer|founder|specialist)\b"
)
_NOTE = re.compile(
    rf"^\W*(?:(?i:editor['’]s note|about the author|the author|author|by)\W+)?(?:(?:Dr|Prof|Sir|Ms|Mr|Mrs|"
    rf"Lt|Col|Gen|Ambassador|Professor)\.? )*(?P<who>{_PERSON}),? (?:is|was|are|has been|serves as|"
    rf"works as)\s+(?=(?i:{_ROLE}))",
)


def looks_like_name(text: str) -> bool:
    """Whether a line holds just a person's name; anything that may be something else does not.

    >>> looks_like_name("Anna van der Hale"), looks_like_name("Middle East"), looks_like_name("Hale")
    (True, False, False)
    """
    text = " ".join(text.split())
    if len(text) > 60 or not _NAME.fullmatch(text):
        return False
    tokens = re.split(r"[ ‑-]", text.casefold())
    if len(tokens[-1].strip(".")) < 2 or any(t.endswith(("'s", "’s")) for t in tokens):
        return False
    if any(token.strip(".'’") in _OTHER for token in tokens):
        return False
    plain = [t for t in text.split() if not t.islower()]
    return not all(t.isupper() and len(t) > 2 for t in plain) or len(plain) <= 3


_BESIDE = re.compile(r"\s*[|•·]\s*|\s+[–—/]\s+")
_POST = re.compile(
    r"\b(fellow|researcher|research|director|editor|professor|lecturer|analyst|correspondent|reporter"
    r"|columnist|contributor|head|lead|programme|program|adviser|advisor|ambassador|scholar|writer"
    r"|author|journalist|chair|president|manager|officer|associate|student|historian|expert)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"commentary|comment|opinion|analysis|news|essay|blog|policy brief|op-ed|column|feature|article",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")


def byline(text: str) -> str | None:
    """The authors that a line names: it begins with “By”, or gives name and post side by side.

    >>> byline("By Anna Hale and B. J. Orlov, in Geneva")
    'Anna Hale, B. J. Orlov'
    >>> byline("By the time they met, it was over")
    >>> byline("Anna Hale | Senior Fellow")
    'Anna Hale'
    """
    if len(text) > 200:
        return None
    line = " ".join(text.split())
    found = _BYLINE.match(line)
    if not found:
        return _beside(line)
    who = found["who"].strip(" .")
    names = []
    for part in _AND.split(_AFTER.sub("", who)):
        name = part.strip()
        if looks_like_name(spelled(name)):
            names.append(spelled(name))
        elif names:
            break  # what follows the names: a post, a place, a date
        else:
            return None
    return ", ".join(names) or None


def _beside(line: str) -> str | None:
    """The one name of a line whose other parts are posts, dates or the kind of the article."""
    parts = [part.strip(" .") for part in _BESIDE.split(line)]
    if len(parts) == 1 and "," in line:
        parts = [part.strip(" .") for part in line.split(",", 1)]
        if not _POST.search(parts[1]):
            return None
    if not 2 <= len(parts) <= 4 or line.endswith((".", "!", "?")):
        return None
    names = [part for part in parts if looks_like_name(spelled(part))]
    if len(names) != 1 or _POST.search(names[0]):
        return None
    others = [part for part in parts if part is not names[0]]
    fits = all(_POST.search(p) or _KIND.fullmatch(p) or _DATED.search(p) for p in others)
    return spelled(names[0]) if fits and any(others) else None


def spelled(name: str) -> str:
    """A name in capital letters as it is written elsewhere.

    >>> spelled("ANNA HALE")
    'Anna Hale'
    """
    return name.title() if name.isupper() and len(name) > 5 else name


def names_in_note(text: str) -> str | None:
    """The person whom a note on the author introduces, or None.

    >>> names_in_note("Anna Hale is a senior fellow at the Institute.")
    'Anna Hale'
    >>> names_in_note("Anna Hale is tired of talks.")
    """
    found = _NOTE.match(" ".join(text[:400].split()))
    return found["who"] if found and looks_like_name(found["who"]) else None

"""The words of a sentence that make a position of it, told from the same words used otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenbridge.sources.words import words
from goldenbridge.statements.extract.matcher import Matcher, longest
from goldenbridge.statements.extract.tokens import Token
from goldenbridge.statements.extract.words.heads import HEADS, Head
from goldenbridge.statements.extract.words.small import NEGATIONS, NOT_ONLY

__all__ = ["Found", "find_heads"]

_MATCHER: Matcher[Head] = Matcher(HEADS)

_BE = words(
    "is are was were be been being 's 're am gets got isn't aren't wasn't weren't",
)
_FOR_OR_AGAINST = _BE | words(
    "argue argues argued arguing vote votes voted voting speak speaks spoke decide decided advise",
    "advised warn warned come comes came out strongly firmly stand stands stood remain remains",
)
_MODALS = words("will would can could should must may might has have had cannot")
_NOUN_BEFORE = words(
    "the a an its their his her our my your this that these those any no some such each every",
    "more less further another other of for with in on by from about against legal military",
    "public key core common new recent strong first same both two three current possible clear",
    "full many much own latest",
)
_VERB_BEFORE = words(
    "to will would can could should must may might do does did not never don't doesn't didn't",
    "won't wouldn't can't cannot couldn't shouldn't we they i you and or also still now always",
    "again both all who that let help continue strongly firmly openly publicly repeatedly",
    "reportedly clearly",
)
_OF_NOUN = words(
    "that to for of on against about over not in regarding with",
)
#: Base and -s forms that are mostly nouns or adjectives in the news.
_MOSTLY_NOUNS = words(
    "state states hold holds mean means report reports back press share post posts fault charge",
    "value table float brand label frame end object plan plans block balance train arm study",
    "extend try need needs support want fear claim view call hope request promise pledge threat",
    "offer demand worry force approach push aim answer reply voice ban bar veto launch increase",
    "boost stop halt start drop supply project sanction sanctions guarantee guarantees arm arms",
    "reports supports wants fears claims views calls hopes requests promises pledges threats",
    "offers demands worries forces approaches pushes aims answers replies voices bans bars vetoes",
    "launches increases boosts stops halts starts drops supplies projects plans trains matters",
    "helps risks needs returns limits attempts finances estimates",
)
#: What stands before a verb in -s, or after one: "he claims", "claims the".
_ONE_BEFORE = words("he she it who which that this also still now always often then but")
_OBJECT_AFTER = words(
    "the a an its their his her our your them him us it to more no any all only nothing",
)


@dataclass(slots=True)
class Found:
    """A head in a sentence: where, what, in the passive or not, denied or not."""

    first: int
    stop: int
    head: Head
    passive: bool = False
    negated: bool = False
    infinitive: bool = False

    @property
    def kind(self) -> str:
        return self.head.kind


def find_heads(tokens: Sequence[Token]) -> list[Found]:
    """Every head of a sentence in order."""
    by_place: dict[tuple[int, int], list[Head]] = {}
    matches = _MATCHER.find(tokens)
    for match in longest(matches):
        by_place[match.first, match.stop] = []
    for match in matches:
        if (match.first, match.stop) in by_place:
            by_place[match.first, match.stop].append(match.tag)
    found = []
    for (first, stop), heads in by_place.items():
        best = _choose(tokens, first, stop, heads)
        if best is not None:
            found.append(best)
    return sorted(found, key=lambda f: f.first)


def _choose(tokens: Sequence[Token], first: int, stop: int, heads: list[Head]) -> Found | None:
    """Which of the heads that a word may be it is here, or none."""
    before = tokens[first - 1].low if first else ""
    owned = bool(first) and tokens[first - 1].owns
    after = tokens[stop].low if stop < len(tokens) else ""
    nounish = owned or before in _NOUN_BEFORE
    negated = any(
        tokens[i].low in NEGATIONS and tokens[i + 1].low not in NOT_ONLY
        for i in range(max(0, first - 3), first)
    )
    nouns = [h for h in heads if h.kind == "noun"]
    verbs = [h for h in heads if h.kind in {"report", "stance"}]
    others = [h for h in heads if h.kind in {"state", "plan", "modal"}]
    if others and not (nouns and nounish):
        best = others[0]
        if best.word == "against" and before not in _FOR_OR_AGAINST:
            return None  # "sanctions against Norvik" are no opposition
        return Found(first, stop, best, False, negated and best.kind != "plan")
    if nouns and (nounish or not verbs):
        if owned or after in _OF_NOUN:
            return Found(first, stop, nouns[0], False, negated)
        return None
    if not verbs:
        return None
    head = next((h for h in verbs if h.kind == "stance"), verbs[0])
    word = tokens[first].low
    if nounish and before not in {"that", "these", "those", "all", "both"}:
        if (
            head.form == "gerund"
            and not owned
            and before in {"of", "for", "in", "by", "about", "against", "from", "on", "with"}
        ):
            return Found(first, stop, head, False, negated)
        return None
    if head.form in {"base", "s"} and (after in _BE or after in _MODALS):
        return None  # "sanctions would be": no verb
    if word == "states" and _many_states(tokens, first):
        return None
    if head.form in {"base", "s"} and word in _MOSTLY_NOUNS:
        if head.form == "s" and not _one_acts(tokens, first, stop, head):
            return None
        if head.form == "base" and before not in _VERB_BEFORE and not _plural_before(tokens, first):
            return None
        if head.form == "s" and before in _VERB_BEFORE - {
            "also",
            "still",
            "now",
            "who",
            "that",
            "and",
        }:
            return None
    passive = (
        head.form in {"past", "participle"}
        and (before in _BE or (first > 1 and tokens[first - 2].low in _BE))
    ) or (head.form in {"past", "participle"} and after == "by")
    infinitive = before == "to" and head.form == "base"
    return Found(first, stop, head, passive, negated, infinitive)


def _many_states(tokens: Sequence[Token], at: int) -> bool:
    """Whether "states" is no verb here: "the United States", "member states"."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].text[0].isupper() or after not in {"that", ",", ":", "“", '"', "in"}


def _one_acts(tokens: Sequence[Token], first: int, stop: int, head: Head) -> bool:
    """Whether a word in -s that is mostly a noun is a verb here: "Norvik claims", "claims the"."""
    after = tokens[stop].low if stop < len(tokens) else ""
    if after in _OBJECT_AFTER or (head.kind == "report" and after == "that"):
        return True
    before = tokens[first - 1] if first else None
    return before is not None and (
        before.low in _ONE_BEFORE or (before.text[0].isupper() and first > 1 and before.word)
    )


def _plural_before(tokens: Sequence[Token], first: int) -> bool:
    return bool(first) and tokens[first - 1].word and tokens[first - 1].low.endswith("s")

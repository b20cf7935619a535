"""Small words the rules lean on: negations, turns against, clause openers, cues of red lines."""

from __future__ import annotations

from goldenbridge.sources.words import words

__all__ = [
    "AGAINST",
    "HARD_LINES",
    "ILLS",
    "NEGATIONS",
    "NOT_DRAWN",
    "NOT_ONLY",
    "OPENERS",
    "PREPOSITIONS",
    "SOFT_LINES",
]

NEGATIONS = words(
    "not no never neither nor none nothing without cannot can't won't don't doesn't didn't",
    "isn't aren't wasn't weren't wouldn't shouldn't couldn't hasn't haven't hardly barely",
    "little few",
)
#: After a "not" that denies nothing: "not only".
NOT_ONLY = words("only just merely simply doubt least")
#: Verbs and nouns that turn against what they govern: "an end to sanctions".
AGAINST = words(
    "stop stops stopped stopping halt halts halting end ends ended ending prevent prevents",
    "preventing prevented bar bars barring barred ban bans banning banned exclude excludes",
    "excluding lift lifts lifting lifted drop drops dropping dropped ease eases easing eased",
    "remove removes removing removed removal cancel cancels cancelling suspend suspends",
    "suspending withdraw withdraws withdrawing withdrew withdrawal roll rolling rollback curb",
    "curbs curbing avoid avoids avoiding deter deters deterring freeze renounce renounces",
    "renouncing abandon abandons abandoning forgo forswear refrain refrains limit limits",
    "limiting reject rejects rejecting oppose opposes opposing halted reduce reduces",
    "reducing pull pulling pullback reconsider reconsidered rethink repeal reverse undo scrap",
    "scrapping relief exclusion rule discontinue cease jettison ditch dismantle loosen loosening",
    "relax relaxing closing moratorium unblock unblocking unfreeze unfreezing terminate abolish",
)
#: What is bad in itself: who ends or prevents it is not against what else is told of.
ILLS = words(
    "war wars conflict conflicts fighting bloodshed violence crisis crises hostilities invasion",
    "aggression aggressor tensions tension escalation confrontation attack attacks clash clashes",
    "incident incidents accident accidents miscalculation misunderstandings suffering killing",
    "killings crimes catastrophe disaster collapse deaths risk risks danger dangers threat threats",
    "him them it himself itself disagreement race cycle spiral blackmail loss deadlock",
)
PREPOSITIONS = words(
    "of with from to in on by against for at between near about towards toward over into among",
    "behind around across within without under despite regarding after before during through as",
    "upon via than like including amid concerning versus",
)
#: Words that open a clause of its own.
OPENERS = words(
    "but while whereas although though because since unless if when whether which who where yet",
    "so however even",
)
#: Before a red line: it is not drawn here, but asked for, doubted or denied.
NOT_DRAWN = words(
    "where whether no not without any randomly hypothetical so-called no-one nobody could",
    "possible whose wonder anybody anyone accepting myth talk concept illusion",
    "doesn't don't didn't isn't wasn't crossed crossing",  # told by others than who draws it
)
#: A red line drawn in so many words.
HARD_LINES = ("red line", "red lines", "redline", "redlines")
#: A red line in other words.
SOFT_LINES = (
    "never", "unacceptable", "non-starter", "non-starters", "nonstarter", "nonstarters",
    "act of war", "acts of war", "will not accept", "won't accept", "will not tolerate",
    "won't tolerate", "never compromise",
    "never accept", "never tolerate", "nonnegotiable", "non-negotiable", "not negotiable",
    "under no circumstances", "out of the question", "intolerable", "inadmissible",
    "will not be allowed", "no compromise", "no concessions on", "cannot be tolerated", "not for sale", "anathema",
    "crosses a line", "cross a line", "crossed a line", "not acceptable", "impermissible",
    "not on the table", "declaration of war", "casus belli", "point of no return",
    "party to the conflict", "participant in the conflict", "direct participation in the conflict",
    "direct involvement in the conflict", "party to the armed conflict",
    "participant in the armed conflict", "direct participation in the armed conflict",
)  # fmt: skip

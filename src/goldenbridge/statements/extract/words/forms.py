"""The forms of an English verb."""

from __future__ import annotations

__all__ = ["forms"]

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hold": ("holds", "held", "held", "holding"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "send": ("sends", "sent", "sent", "sending"),
    "put": ("puts", "put", "put", "putting"),
    "set": ("sets", "set", "set", "setting"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "forbid": ("forbids", "forbade", "forbidden", "forbidding"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "come": ("comes", "came", "come", "coming"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "mean": ("means", "meant", "meant", "meaning"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "find": ("finds", "found", "found", "finding"),
    "take": ("takes", "took", "taken", "taking"),
    "get": ("gets", "got", "got", "getting"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "leave": ("leaves", "left", "left", "leaving"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "let": ("lets", "let", "let", "letting"),
    "rule": ("rules", "ruled", "ruled", "ruling"),
    "back": ("backs", "backed", "backed", "backing"),
    "veto": ("vetoes", "vetoed", "vetoed", "vetoing"),
    "mull": ("mulls", "mulled", "mulled", "mulling"),
    "begin": ("begins", "began", "begun", "beginning"),
    "bar": ("bars", "barred", "barred", "barring"),
    "ban": ("bans", "banned", "banned", "banning"),
    "drop": ("drops", "dropped", "dropped", "dropping"),
    "stop": ("stops", "stopped", "stopped", "stopping"),
    "commit": ("commits", "committed", "committed", "committing"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "rebuff": ("rebuffs", "rebuffed", "rebuffed", "rebuffing"),
    "plan": ("plans", "planned", "planned", "planning"),
    "fight": ("fights", "fought", "fought", "fighting"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "know": ("knows", "knew", "known", "knowing"),
    "lay": ("lays", "laid", "laid", "laying"),
    "spell": ("spells", "spelled", "spelled", "spelling"),
    "refer": ("refers", "referred", "referred", "referring"),
    "quit": ("quits", "quit", "quit", "quitting"),
    "deter": ("deters", "deterred", "deterred", "deterring"),
    "curb": ("curbs", "curbed", "curbed", "curbing"),
    "shun": ("shuns", "shunned", "shunned", "shunning"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "vow": ("vows", "vowed", "vowed", "vowing"),
    "tweet": ("tweets", "tweeted", "tweeted", "tweeting"),
}


def forms(verb: str) -> tuple[str, ...]:
    """Base, third person, past, participle and gerund; what follows the first word stays.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denied', 'denying')
    >>> forms("call for")[2]
    'called for'
    """
    head, _, tail = verb.partition(" ")
    known = _IRREGULAR.get(head) or _regular(head)
    tail = f" {tail}" if tail else ""
    return tuple(form + tail for form in (head, *known))


def _regular(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    es = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return verb + es, verb + "ed", verb + "ed", verb + "ing"

"""What a draft speaks of: the parties, the issues with their options, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from goldenbridge.case.draft.evidence import Evidence, Said
from goldenbridge.case.draft.positions import MOVES, Position, positions_of
from goldenbridge.case.draft.questions import OPEN
from goldenbridge.case.draft.words import Ids, capital, clean, listed, plural

__all__ = ["NOT_SO", "SIZES", "SO", "Frame", "Issue", "frame_of"]

SO = "so"
NOT_SO = "not_so"

#: How many parties and issues a draft has at most, and less where the first leave no room.
SIZES = ((32, 100), (24, 40), (16, 24), (12, 16), (8, 10), (6, 6), (4, 4), (2, 2))

LIMIT_BETWEEN = 6
LIMIT_TEXT = 300

#: Acts by which somebody takes a side on what should be done.
_WANTS = frozenset({"supports", "rejects", "demands", "threatens", "red_line", "commits"}) | MOVES

#: Acts on what does not hold yet: nobody offers, threatens or weighs what is there already.
_NOT_YET = frozenset({"offers", "threatens", "considers"})


@dataclass(frozen=True)
class Issue:
    """One issue as drafted.

    Attributes
    ----------
    id, name : what to call it.
    proposition : what polarity +1 means, where a codebook says it.
    options : id → name and text, from not so to so.
    between : party → the option that stands for what it offers between the two.
    default : the option taken to hold where nothing is agreed.
    default_why : what that was taken from.
    """

    id: str
    name: str
    proposition: str | None
    options: Mapping[str, tuple[str, str]]
    between: Mapping[str, str] = field(default_factory=dict)
    default: str = NOT_SO
    default_why: str = OPEN

    def option(self, sign: int) -> str:
        """The option of those for the proposition (1) or against it (-1)."""
        return SO if sign > 0 else NOT_SO

    def value(self, option: str, sign: int) -> int:
        """What an option is worth to who stands on a side: 0, 100, or half-way for one between."""
        if option not in (SO, NOT_SO):
            return 50
        return 100 if option == self.option(sign) else 0


@dataclass(frozen=True)
class Frame:
    """Parties and issues of a draft, fixed for all its moments.

    Attributes
    ----------
    parties : id → name.
    issues : those that something can be agreed on.
    facts : id → name, of questions of what is so, on which nobody asks for anything.
    few : names of parties and issues with fewer statements than asked for.
    """

    parties: Mapping[str, str]
    issues: Mapping[str, Issue]
    facts: Mapping[str, str]
    few_parties: tuple[str, ...] = ()
    few_issues: tuple[str, ...] = ()
    propositions: Mapping[str, str] = field(default_factory=dict)

    def positions(self, said: Collection[Said]) -> dict[tuple[str, str], Position]:
        """The positions of the parties on the issues, as some of the statements show them."""
        found = positions_of(said)
        return {k: p for k, p in found.items() if k[0] in self.parties and k[1] in self.issues}


def frame_of(evidence: Evidence, least: int = 1, most: tuple[int, int] = SIZES[0]) -> Frame:
    """Which parties and issues a draft has.

    Parameters
    ----------
    evidence : all statements.
    least : parties and issues with fewer statements are left out, and named.
    most : how many parties and issues there is room for: those with the most statements stay.
    """
    parties, few_parties = _enough(
        evidence.parties, [s.party for s in evidence.said if s.party], least, most[0]
    )
    told = [s for s in evidence.said if s.issue is not None]
    some, few_issues = _enough(evidence.issues, [s.issue for s in told if s.issue], least, most[1])
    facts, issues = {}, {}
    for key, name in some.items():
        here = [s for s in told if s.issue == key]
        if key not in evidence.deeds and _of_fact(here):
            facts[key] = name
        else:
            issues[key] = _issue(key, name, evidence, parties, here)
    return Frame(parties, issues, facts, few_parties, few_issues, evidence.propositions)


def _enough(
    names: Mapping[str, str], named: list[str], least: int, limit: int
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Those named often enough, the most named where there are too many; and the others' names."""
    counts = dict.fromkeys(names, 0)
    for name in named:
        counts[name] += 1
    ranked = sorted(names, key=lambda k: (-counts[k], k))
    kept = {k for k in ranked[:limit] if counts[k] >= max(least, 1)}
    left = [f"{names[k]} ({counts[k]})" for k in names if k not in kept]
    return {k: v for k, v in names.items() if k in kept}, tuple(left)


def _of_fact(said: list[Said]) -> bool:
    """Whether an issue asks what is so rather than what to do.

    Somebody assesses it, or accuses others of it, and nobody asks for, offers or refuses anything.
    """
    told = any(
        s.coded.act == "assesses" or (s.coded.act == "accuses" and s.polarity > 0) for s in said
    )
    return told and not any(s.coded.act in _WANTS or s.line for s in said)


def _issue(
    key: str, name: str, evidence: Evidence, parties: Mapping[str, str], said: list[Said]
) -> Issue:
    """An issue with its proposition, the opposite, and what parties offer between."""
    proposition = evidence.propositions.get(key)
    what = clean(proposition, LIMIT_TEXT) if proposition else f"what polarity +1 means on {name}"
    ids = Ids([SO, NOT_SO])
    between: dict[str, str] = {}
    middle: list[tuple[int, str, tuple[str, str]]] = []
    for (party, _), position in positions_of([s for s in said if s.party in parties]).items():
        moves = position.moves
        if not moves or len(between) == LIMIT_BETWEEN:
            continue
        option = between[party] = ids.new(f"as_{party}_offers")
        acts = listed(sorted({s.coded.act for s in moves}))
        text = (
            f"What {parties[party]} {acts}, taken to lie between; what it is, "
            f"{plural(len(moves), 'statement')} ({listed(s.id for s in moves)}) would show."
        )
        middle.append((position.sign, option, (f"As {parties[party]} offers", text)))
    options = {NOT_SO: ("Not so", f"Not: {what}.")}
    options |= {option: told for _, option, told in sorted(middle)}
    options[SO] = ("So", f"{capital(what)}.")
    default, why = _default(said, parties)
    return Issue(key, name, proposition, options, between, default, why)


def _default(said: list[Said], parties: Mapping[str, str]) -> tuple[str, str]:
    """What holds today, where offers, threats and steps weighed say it: not what they speak of."""
    yet = [s for s in said if s.party in parties and s.coded.act in _NOT_YET and s.polarity]
    signs = {s.polarity for s in yet}
    if len(signs) != 1:
        return NOT_SO, f"{OPEN}."
    today = SO if signs == {-1} else NOT_SO
    names = listed((s.id for s in yet), 4)
    acts = listed(sorted({s.coded.act for s in yet}))
    return today, f"inferred: somebody {acts} the other ({names}), so it does not hold yet."

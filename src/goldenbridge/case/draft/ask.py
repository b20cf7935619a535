"""The questions of a draft, a function each: what a case needs and no statement says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from goldenbridge.case.draft.evidence import Evidence, Said
from goldenbridge.case.draft.questions import CODER, KNOWS, OPEN, Question
from goldenbridge.case.draft.stands import Stands
from goldenbridge.case.draft.words import capital, clean, listed, plural

__all__ = ["ASKED", "ask"]


def ask(stands: Stands, evidence: Evidence) -> tuple[Question, ...]:
    """Every question, each once."""
    found = (q for asked in ASKED for q in asked(stands, evidence))
    return tuple(dict.fromkeys(found))


def _ids(said: Iterable[Said], limit: int = 12) -> tuple[str, ...]:
    return tuple(s.id for s in said)[:limit]


def _plain(said: Iterable[Said]) -> str:
    """What somebody does, said to them: offer and concede."""
    return listed(sorted({s.coded.act.removesuffix("s") for s in said}))


def _main(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for party, taken in stands.taken.items():
        if len(taken) > 1:
            names = listed(stands.frame.issues[i].name for i in taken)
            yield Question(
                stands.frame.parties[party],
                f"Which matters most to you, and how much do the others beside it: {names}?",
                f"worths.{party}",
            )


def _elsewhere(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    """Where a needed party stands on what others want something on."""
    for party in stands.consenting:
        silent = [
            issue.name
            for key, issue in stands.frame.issues.items()
            if key not in stands.taken[party]
        ]
        if silent:
            yield Question(
                stands.frame.parties[party],
                f"Where do you stand on {listed(silent, 12)}? Statements show no side of yours.",
                f"worths.{party}.values",
            )


def _brackets(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for party in stands.consenting:
        taken = stands.taken[party]
        refused = [
            s for p in taken.values() for s in p.carried if s.coded.act == "rejects" or s.line
        ]
        moves = [s for p in taken.values() for s in p.moves]
        yield Question(
            stands.frame.parties[party],
            "Which whole package have you turned down, and what is the least that you would sign? "
            + ("What you reject by itself is on record" if refused else "No refusal is on record")
            + (", and some ground that you give." if moves else ", and no ground that you give."),
            f"no_deal.{party}",
            _ids([*refused, *moves]),
        )


def _between(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for key, issue in stands.frame.issues.items():
        for party, option in issue.between.items():
            moves = stands.positions[party, key].moves if (party, key) in stands.positions else ()
            yield Question(
                stands.frame.parties[party],
                f"What exactly do you offer on {issue.name}, and in return for what?",
                f"issues.{key}.options.{option}",
                _ids(moves),
            )


def _gaps(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    """Contested issues on which nobody offers anything between: as drafted, one side gives way."""
    for key, issue in stands.frame.issues.items():
        if key in stands.contested and not issue.between:
            here = [p for p, taken in stands.taken.items() if key in taken]
            yield Question(
                KNOWS,
                f"{capital(issue.name)}: what lies between so and not so? No statement offers "
                f"anything, so in the draft {listed((stands.frame.parties[p] for p in here), 12)} "
                "can meet only where one side gives way for something else.",
                f"issues.{key}.options",
            )


def _offers(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for party, taken in stands.taken.items():
        for key, position in taken.items():
            if position.only_given:
                yield Question(
                    stands.frame.parties[party],
                    f"{capital(stands.frame.issues[key].name)}: statements tell only what you "
                    f"{_plain(position.carried)}. Do you want it, or is it a price?",
                    f"worths.{party}.values.{key}",
                    _ids(position.carried),
                )


def _lines(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for (party, key), position in stands.positions.items():
        drawn = [s for s in position.said if s.line]
        if not drawn:
            continue
        name, issue = stands.frame.parties[party], stands.frame.issues[key]
        kept = stands.lined(position)
        if not kept:
            text = f"Where exactly does your red line on {issue.name} run? "
            text += (
                "No statement says on which side."
                if not position.sign
                else ("It runs against the side that your other statements take, and is left out.")
            )
            yield Question(name, text, "red_lines", _ids(drawn))
            continue
        crossed = listed(n for o, (n, _) in issue.options.items() if o in issue.between.values())
        yield Question(
            name,
            f"Is your red line on {issue.name} one that you would rather have no deal than cross?"
            + (f" Does it rule this out too: {crossed}?" if crossed else ""),
            "red_lines",
            _ids(kept),
        )


def _divided(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for (party, key), position in stands.positions.items():
        if position.divided:
            hypothesis = stands.divided.get((party, key))
            yield Question(
                stands.frame.parties[party],
                f"You are told to be for {stands.frame.issues[key].name}, and against it: which "
                "holds?" + ("" if hypothesis else " It became no hypothesis, for want of room."),
                f"hypotheses.{hypothesis}" if hypothesis else "contradictions",
                _ids(position.said),
            )


def _consent(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    names = stands.frame.parties
    rest = [name for party, name in names.items() if party not in stands.consenting]
    also = f" Taken as not needed: {listed(rest, 12)}." if rest else ""
    yield Question(
        KNOWS,
        "Whose signature does a deal need? Taken as needed, since each stands against another: "
        f"{listed((names[p] for p in stands.consenting), 12)}.{also}"
        if stands.contested
        else "Whose signature does a deal need? No two parties are seen on opposite sides of "
        f"anything, so all that take a side are taken as needed.{also}",
        "parties",
    )
    blocs = [n for n in names.values() if evidence.speakers.kinds.get(n.casefold()) == "bloc"]
    if blocs:
        yield Question(
            KNOWS,
            f"Who signs for {listed(blocs)}? A bloc takes positions here and signs nothing.",
            "parties",
        )


def _defaults(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    unknown = [
        issue.name for issue in stands.frame.issues.values() if issue.default_why.startswith(OPEN)
    ]
    if unknown:
        yield Question(
            KNOWS,
            f"What holds today on {listed(unknown, 20)}? The draft takes “not so”.",
            "issues",
        )


def _agreed(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    """Issues that nobody contests, and issues that only others speak of."""
    for key, issue in stands.frame.issues.items():
        here = [s for s in stands.said if s.issue == key]
        if key not in stands.on_table:
            yield Question(
                KNOWS,
                f"{capital(issue.name)}: is it to be settled here? No party has taken a side "
                f"({plural(len(here), 'statement')}, by others or taking none).",
                f"issues.{key}",
                _ids(here),
            )
        elif key not in stands.contested:
            names = [stands.frame.parties[p] for p, t in stands.taken.items() if key in t]
            yield Question(
                KNOWS,
                f"{capital(issue.name)}: who is on the other side? Only {listed(names)} "
                f"take{'s' * (len(names) == 1)} a side, and the same one.",
                f"issues.{key}",
                _ids(here),
            )


def _facts(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for key, name in stands.frame.facts.items():
        here = [s for s in stands.said if s.issue == key]
        yield Question(
            KNOWS,
            f"Is it so: {stands.frame.propositions.get(key, name)}? What would follow for whom?",
            f"hypotheses.{key}",
            _ids(here),
        )


def _threats(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for party, name in stands.frame.parties.items():
        made = [s for s in stands.said if s.party == party and s.coded.act == "threatens"]
        if made:
            yield Question(
                KNOWS,
                f"What would {name} do if it carried out what it threatens, at what cost, and who "
                "believes it? An answer makes a lever.",
                "levers",
                _ids(made),
            )


def _left_out(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    for word, few in (("parties", stands.frame.few_parties), ("issues", stands.frame.few_issues)):
        if few:
            yield Question(
                CODER,
                f"Do these {word} belong in, with their few statements: {listed(few, 20)}?",
                word,
            )


def _speakers(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    outside = sorted({s.who for s in stands.said if s.party is None and s.coded.role != "author"})
    if outside:
        yield Question(
            CODER,
            f"Do these speak for themselves only: {listed(outside, 20)}? They are counted for no "
            "party; give an affiliation if they speak for one.",
            "parties",
        )
    for s in stands.said:
        speaks = evidence.speakers.party(s.coded.affiliation or "")
        if s.coded.role == "author" and s.coded.affiliation and speaks is not None:
            yield Question(
                CODER,
                f"{s.who} writes as an author, with the affiliation "
                f"{clean(s.coded.affiliation)}: for it, or for oneself, as the draft takes it?",
                f"statements.{s.id}",
            )
    if evidence.speakers.alone and stands.frame.parties:
        yield Question(
            CODER,
            "Who speaks for whom? No statement gives an affiliation: each actor is a party.",
            "parties",
        )


def _doubts(stands: Stands, evidence: Evidence) -> Iterator[Question]:
    unsure = [s for s in stands.said if s.coded.alt_actors]
    if unsure:
        told = listed(
            (f"{s.id} ({listed([s.who, *map(clean, s.coded.alt_actors)])})" for s in unsure),
            12,
        )
        yield Question(CODER, f"Who is meant in {told}?", "statements", _ids(unsure))
    loose = [s for s in stands.said if not s.whole or s.coded.line is None]
    if loose:
        yield Question(
            CODER,
            f"Where do {listed((s.id for s in loose), 12)} stand? Words, offsets and line do not "
            "make an anchor, so they are cited by document only.",
            "statements",
            _ids(loose),
        )
    silent = [s for s in stands.said if s.issue is None]
    if silent:
        yield Question(
            CODER,
            f"Which issue are {listed((s.id for s in silent), 12)} on? They carry nothing here.",
            "statements",
            _ids(silent),
        )


ASKED: tuple[Callable[[Stands, Evidence], Iterator[Question]], ...] = (
    _main,
    _elsewhere,
    _brackets,
    _between,
    _gaps,
    _offers,
    _lines,
    _divided,
    _consent,
    _defaults,
    _agreed,
    _facts,
    _threats,
    _left_out,
    _speakers,
    _doubts,
)

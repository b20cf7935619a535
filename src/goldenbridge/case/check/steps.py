"""Whether what a case says of carrying out a deal can be: who acts, in what time, how patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goldenbridge.case.check.view import View
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Doing
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, shown, suggest

__all__ = ["check_steps"]


def check_steps(view: View) -> Iterator[Problem]:
    """Names that lead nowhere, shares out of bounds, acts that take too long, idle entries."""
    at: Path_ = ("steps",)
    steps, parties = view.body.steps, view.body.parties
    yield from _statements(view, at, steps.from_)
    for name in ("patience", "notice"):
        said: Mapping[str, object] = getattr(steps, name)
        for party in said:
            yield from _one_of(view, (*at, name, party), "party", party, parties)
            if party in parties and parties[party].consent == "never":
                yield view.warning(
                    (*at, name, party),
                    f"{party} never has to agree, so nobody waits for it to break a deal",
                    "a party whose consent is needed, always or on some issues",
                    "Remove it, or say on which issues its consent is needed.",
                    "steps-idle",
                )
    for party, patience in steps.patience.items():
        yield from _statements(view, (*at, "patience", party), patience.from_)
        if not (patience.low > 0 and patience.high < 1):
            yield view.problem(
                (*at, "patience", party),
                _from_to("patience", patience),
                "more than 0 (nothing later counts) and less than 1 (never is as good as now)",
                "Say what a point next period is worth now; 0.9 where it loses a tenth.",
                "steps-bounds",
            )
    for key, bond in steps.guarantees.items():
        here: Path_ = (*at, "guarantees", key)
        yield from _statements(view, here, (*bond.from_, *bond.points.from_))
        for party in (bond.by, *bond.to):
            yield from _one_of(view, here, "party", party, parties)
        if bond.points.low < 0:
            yield view.problem(
                (*here, "points"),
                _from_to("forfeited points", bond.points),
                "points of 0 or more",
                "Say what the party loses as a positive number.",
                "steps-bounds",
            )
    for issue, said_of in view.body.issues.items():
        if said_of.steps is not None:
            yield from _doing(view, issue, said_of.steps)


def _doing(view: View, issue: str, doing: Doing) -> Iterator[Problem]:
    at: Path_ = ("issues", issue, "steps")
    known = view.body.issues[issue]
    yield from _statements(view, at, doing.from_)
    for party in doing.by:
        yield from _one_of(view, (*at, "by"), "party", party, view.body.parties)
    for option, by in doing.by_option.items():
        here: Path_ = (*at, "by_option", option)
        yield from _one_of(view, here, f'option of "{issue}"', option, known.options)
        for party in by:
            yield from _one_of(view, here, "party", party, view.body.parties)
        if option == known.default:
            yield view.warning(
                here,
                "nobody has to act for what holds today",
                "options that have to be carried out",
                "Remove it.",
                "steps-idle",
            )
    share = doing.reversible
    if share is not None:
        yield from _statements(view, (*at, "reversible"), share.from_)
        if not (share.low >= 0 and share.high <= 1):
            yield view.problem(
                (*at, "reversible"),
                _from_to("a share that can be taken back", share),
                "0 (once done it is done) to 1 (all of it can be taken back)",
                "Correct the range.",
                "steps-bounds",
            )
    if doing.takes > view.body.steps.periods:
        yield view.problem(
            (*at, "takes"),
            f"it takes {doing.takes} periods, and all must be done in {view.body.steps.periods}",
            "an act that can be done in the time there is",
            'Allow more "periods" under steps, or correct what it takes.',
            "steps-time",
        )


def _from_to(what: str, value: Judgement) -> str:
    return f"{what} from {value.low:g} to {value.high:g}"


def _statements(view: View, path: Path_, ids: Iterable[str]) -> Iterator[Problem]:
    for name in ids:
        yield from _one_of(view, (*path, "from"), "statement", name, view.statements)


def _one_of(
    view: View, path: Path_, kind: str, name: str, known: Iterable[str]
) -> Iterator[Problem]:
    names = list(known)
    section = {"party": "parties", "statement": "statements"}.get(kind, "")
    if name not in names and not view.lost(section, name):
        article = "an" if kind[0] in "aeiou" else "a"
        wanted = f"{article} {kind}" if " of " in kind else f"{article} {kind} of this case"
        found = f'unknown {kind} "{shown(name)}"'
        yield view.problem(path, found, wanted, suggest(name, names), "unknown-name")

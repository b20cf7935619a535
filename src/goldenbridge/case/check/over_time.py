"""Whether what a case says of a crisis that goes on can be: names, sides, ranges, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import inf, nan

from goldenbridge.case.check.view import View
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.over_time import READ, TURNED, Dated, OverTime, Policy, month_of
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, shown, suggest

__all__ = ["check_over_time"]

ROLES = ("demanders", "targets", "senders", "clients", "patrons", "fighters")


def check_over_time(view: View) -> Iterator[Problem]:
    """Names that lead nowhere, sides that overlap, values out of bounds, moments that are none."""
    over_time = view.body.dynamics
    if over_time is not None:
        yield from _who(view, over_time)
        yield from _how(view, over_time)
        yield from _readings(view, over_time)
    for key, lever in view.body.levers.items():
        for knob, value in lever.turns.items():
            yield from _turn(view, ("levers", key, "turns", knob), knob, value, -1.0)
    for key, policy in view.body.policies.items():
        at: Path_ = ("policies", key)
        yield from _statements(view, at, policy.from_)
        if key == "none":
            yield view.problem(
                at, 'a policy called "none"', "another name: none means that nothing new is done",
                "Call it otherwise.", "policy",
            )  # fmt: skip
        for number, part in enumerate(policy.schedule):
            yield from _part(view, (*at, "schedule", number), part)
        yield from _at_once(view, (*at, "schedule"), policy)


def _who(view: View, over_time: OverTime) -> Iterator[Problem]:
    at: Path_ = ("dynamics",)
    consenting = view.snapshot.consenting
    yield from _statements(view, at, over_time.from_)
    both = set(over_time.first) & set(over_time.second)
    for side in ("first", "second"):
        several = getattr(over_time, side)
        for party in several:
            yield from _party(view, (*at, side), party, consenting)
            if party in both and side == "second":
                yield view.problem(
                    (*at, side), f'"{shown(party)}" on both sides', "each party on one side",
                    "Leave it on one.", "dynamics",
                )  # fmt: skip
    if over_time.first or over_time.second:
        for side in ("first", "second"):
            if not getattr(over_time, side):
                yield view.problem(
                    (*at, side), "a side without parties", "one party at least on each side",
                    "Say who stands on it, or leave both sides out.", "dynamics",
                )  # fmt: skip
        for party in consenting:
            if party not in (*over_time.first, *over_time.second):
                yield view.problem(
                    at, f'"{party}" must agree and stands on no side', "all that must agree",
                    "Put it under first or second.", "dynamics",
                )  # fmt: skip
    sided = {*over_time.first, *over_time.second}
    for role in ROLES:
        for party in getattr(over_time, role):
            yield from _party(view, (*at, role), party, consenting)
            if not sided:
                yield view.problem(
                    (*at, role), "a role in a crisis without sides", "sides, first and second",
                    "Say who stands on which side.", "dynamics",
                )  # fmt: skip
    if over_time.begin.rung >= 7 and not over_time.fighters:
        yield view.problem(
            (*at, "begin"), "a full-scale war that nobody fights", "the parties whose forces fight",
            "Name them under fighters, or begin on a lower rung.", "dynamics",
        )  # fmt: skip


def _how(view: View, over_time: OverTime) -> Iterator[Problem]:
    at: Path_ = ("dynamics",)
    for knob, value in over_time.stands.items():
        yield from _turn(view, (*at, "stands", knob), knob, value, 0.0)
    yield from _within(view, (*at, "credibility"), over_time.credibility, 0.0)
    yield from _within(view, (*at, "begin", "balance"), over_time.begin.balance, -1.0)
    for section in ("vouched", "beyond"):
        for issue, options in getattr(over_time, section).items():
            here: Path_ = (*at, section, issue)
            yield from _one_of(view, here, "issue", issue, view.body.issues)
            if issue in view.body.issues:
                for option in options:
                    known = view.body.issues[issue].options
                    yield from _one_of(view, (*here, option), f'option of "{issue}"', option, known)
    for name, value in over_time.parameters.items():
        yield from _statements(view, (*at, "parameters", name), value.from_)


def _readings(view: View, over_time: OverTime) -> Iterator[Problem]:
    used: dict[str, str] = {}
    for name, read in over_time.readings.items():
        at: Path_ = ("dynamics", "readings", name)
        yield from _one_of(view, at, "hypothesis of the simulation", name, READ)
        here: Path_ = (*at, "hypothesis")
        if read.hypothesis not in view.body.hypotheses:
            elsewhere = any(read.hypothesis in s.body.hypotheses for s in view.snapshots.values())
            if elsewhere:
                yield view.problem(
                    here,
                    f'the hypothesis "{read.hypothesis}" is absent from the snapshot '
                    f"{view.snapshot.id}",
                    "a hypothesis that is there in each snapshot that refers to it",
                    f"Remove {name} there (set it to null under changes).",
                    "absent-hypothesis",
                )
            else:
                yield from _one_of(view, here, "hypothesis", read.hypothesis, view.body.hypotheses)
            continue
        if read.hypothesis in used:
            yield view.problem(
                here, f'"{read.hypothesis}" carries {used[read.hypothesis]} already',
                "each hypothesis of the case read as one of the simulation's",
                "Leave one of them out; contradicting readings cannot both hold in a world.",
                "dynamics",
            )  # fmt: skip
        used[read.hypothesis] = name
        known = view.body.hypotheses[read.hypothesis].readings
        for mine, theirs in read.as_.items():
            place: Path_ = (*at, "as", mine)
            yield from _one_of(view, place, f'reading of "{read.hypothesis}"', mine, known)
            if name in READ:
                yield from _one_of(view, place, f'reading of "{name}"', theirs, READ[name])
        missing = [reading for reading in known if reading not in read.as_]
        if missing:
            yield view.problem(
                (*at, "as"), f'nothing for "{missing[0]}"', f"every reading of {read.hypothesis}",
                "Say what it is read as.", "dynamics",
            )  # fmt: skip


def _part(view: View, at: Path_, part: Dated) -> Iterator[Problem]:
    for lever in part.levers:
        if lever not in view.body.levers and any(
            lever in other.body.levers for other in view.snapshots.values()
        ):
            yield view.problem(
                (*at, "levers"),
                f'the lever "{shown(lever)}" is absent from the snapshot {view.snapshot.id}',
                "levers that are there in each snapshot that has the policy",
                f"Remove the policy {at[1]} there (set it to null under changes), or add the "
                "lever.",
                "policy",
            )
        else:
            yield from _one_of(view, (*at, "levers"), "lever", lever, view.body.levers)
    pulled = {lever for lever in part.levers if lever in view.body.levers}
    for lever in sorted(pulled):
        one = view.body.levers[lever]
        for needed in one.needs:
            if needed not in part.levers:
                yield view.problem(
                    (*at, "levers"), f'"{lever}" without "{needed}", which it needs',
                    "levers together with those they need", f'Add "{needed}".', "policy",
                )  # fmt: skip
        for other in one.excludes:
            if other in part.levers:
                yield view.problem(
                    (*at, "levers"), f'"{lever}" and "{other}", which exclude each other',
                    "levers that can be pulled together", "Leave one of them out.", "policy",
                )  # fmt: skip
    for knob, value in part.turns.items():
        yield from _turn(view, (*at, "turns", knob), knob, value, -1.0)
    if not part.levers and not part.turns:
        yield view.warning(
            at, "a stretch of time in which nothing is done", "levers, or something that is turned",
            "Remove it, or say what is done.", "policy",
        )  # fmt: skip
    for name in ("start", "end"):
        moment = getattr(part, name)
        if moment is None:
            continue
        month = month_of(moment, view.snapshot.id)
        if month is None:
            dated = month_of(view.snapshot.id, view.snapshot.id) is not None
            yield view.problem(
                (*at, name),
                f'"{shown(moment)}"' + ("" if dated else f' at "{view.snapshot.id}"'),
                "a date that exists, at a snapshot that is called by its date; or a month number",
                "Correct it, or count in months from the snapshot.", "policy",
            )  # fmt: skip
        elif month < 0:
            yield view.problem(
                (*at, name), f"{moment}, before the snapshot {view.snapshot.id}",
                "a date from the snapshot on", "Correct it.", "policy",
            )  # fmt: skip
    start, end = _span(view, part)
    if end <= start:
        yield view.problem(
            (*at, "end"), f"an end of {part.end} after a start of {part.start}",
            "an end after the start", "Correct one of them.", "policy",
        )  # fmt: skip


def _span(view: View, part: Dated) -> tuple[float, float]:
    """From which month to which; not a number where that is no date."""
    start = month_of(part.start, view.snapshot.id)
    end = inf if part.end is None else month_of(part.end, view.snapshot.id)
    return nan if start is None else start, nan if end is None else end


def _at_once(view: View, at: Path_, policy: Policy) -> Iterator[Problem]:
    """Levers that exclude each other, in two parts of a policy that overlap in time."""
    for (_, one), (number, other) in combinations(enumerate(policy.schedule), 2):
        (start, end), (begin, stop) = _span(view, one), _span(view, other)
        if not (begin < end and start < stop):
            continue
        for lever in other.levers:
            if lever not in view.body.levers:
                continue
            against = [
                held for held in one.levers
                if held in view.body.levers and lever not in one.levers
                and held not in other.levers
                and (held in view.body.levers[lever].excludes
                     or lever in view.body.levers[held].excludes)
            ]  # fmt: skip
            for held in against:
                yield view.problem(
                    (*at, number, "levers"),
                    f'"{lever}" while "{held}" is still pulled, which exclude each other',
                    "levers that can be pulled together",
                    "Let the one end before the other begins.", "policy",
                )  # fmt: skip


def _turn(view: View, path: Path_, knob: str, value: Judgement, least: float) -> Iterator[Problem]:
    yield from _one_of(view, path, "thing to turn", knob, TURNED)
    yield from _within(view, path, value, least)


def _within(view: View, path: Path_, value: Judgement, least: float) -> Iterator[Problem]:
    yield from _statements(view, path, value.from_)
    if value.low < least or value.high > 1.0:
        yield view.problem(
            path, f"{value.low:g} to {value.high:g}", f"{least:g} to 1", "Correct the range.",
            "dynamics",
        )  # fmt: skip


def _party(view: View, path: Path_, name: str, consenting: Iterable[str]) -> Iterator[Problem]:
    yield from _one_of(view, path, "party", name, view.body.parties)
    if name in view.body.parties and name not in consenting:
        yield view.problem(
            path, f'"{name}" never has to agree, so it is not at this table',
            "a party whose consent is needed, always or on some issues",
            "Remove it, or say on which issues its consent is needed.", "dynamics",
        )  # fmt: skip


def _statements(view: View, path: Path_, ids: Iterable[str]) -> Iterator[Problem]:
    for name in ids:
        yield from _one_of(view, (*path, "from"), "statement", name, view.statements)


def _one_of(
    view: View, path: Path_, kind: str, name: str, known: Iterable[str]
) -> Iterator[Problem]:
    names = list(known)
    section = {"party": "parties", "statement": "statements", "lever": "levers"}.get(kind, "")
    if name not in names and not view.lost(section, name):
        article = "an" if kind[0] in "aeiou" else "a"
        wanted = f"{article} {kind}"
        wanted += "" if " of " in kind or " to " in kind else " of this case"
        found = f'unknown {kind} "{shown(name)}"'
        yield view.problem(path, found, wanted, suggest(name, names), "unknown-name")

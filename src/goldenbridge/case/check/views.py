"""Whether each party's view of the others is of the others, and makes a case of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from pydantic import ValidationError

from goldenbridge.case.believed import beliefs, believed
from goldenbridge.case.check.names import check_names
from goldenbridge.case.check.no_deal import check_no_deal
from goldenbridge.case.check.red_lines import check_red_lines
from goldenbridge.case.check.view import View
from goldenbridge.case.check.worths import check_worths
from goldenbridge.case.explain import explain
from goldenbridge.case.schema import VIEWED, Body
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity, place, shown, suggest

__all__ = ["check_views"]

Check = Callable[[View], Iterator[Problem]]
_Told = tuple[str, str, str]
#: The checks that a case as a party sees it goes through, and the beliefs that call for each.
CHECKS: dict[Check, set[str]] = {
    check_names: set(VIEWED),
    check_worths: {"worths"},
    check_no_deal: {"worths", "no_deal"},
    check_red_lines: {"red_lines"},
}
#: What a view may say of a red line that is in the case.
LINE = ("confidence", "confidence_under", "hypothesis", "severity", "text", "note", "from")
#: What contradicts the record may still be believed: it is noted, and no fault.
ODD = {"bracket-order", "own-red-line"}


def check_views(view: View) -> Iterator[Problem]:
    """Views of nobody, of oneself, of what no view may hold, and views that are no case."""
    known: dict[Check, set[_Told]] = {}
    for party, held in view.body.views.items():
        at: Path_ = ("views", party)
        if party not in view.body.parties and not view.lost("parties", party):
            yield view.problem(
                at, f'unknown party "{shown(party)}"', "a party of this case",
                suggest(party, view.body.parties), "unknown-name",
            )  # fmt: skip
            continue
        for name in held.from_:
            if name not in view.statements and not view.lost("statements", name):
                yield view.problem(
                    (*at, "from"), f'unknown statement "{shown(name)}"', "a statement of this case",
                    suggest(name, view.statements), "unknown-name",
                )  # fmt: skip
        wrong = list(_form(view, party))
        yield from wrong or _as_case(view, party, known)


def _form(view: View, party: str) -> Iterator[Problem]:
    """Parts that no view may change, and what is the party's own."""
    for section, said in view.body.views[party].changes.items():
        at: Path_ = ("views", party, "changes", section)
        if section not in VIEWED:
            yield view.problem(
                at,
                f'"{shown(section)}" is nothing that a party may see otherwise',
                "views of " + ", ".join(VIEWED).replace("_", " "),
                "The parties, issues and rules are the same to all; remove it here.",
                "view",
            )
        elif not isinstance(said, dict):
            yield view.problem(
                at, "no mapping of keys to values", "the others, each with what is believed",
                "Write the id of a party or red line, then what is believed of it.", "view",
            )  # fmt: skip
        else:
            for key, change in said.items():
                yield from _entry(view, party, (*at, key), change)


def _entry(view: View, party: str, at: Path_, change: object) -> Iterator[Problem]:
    section, key = str(at[-2]), str(at[-1])
    own = (
        f'the view of "{party}" changes what is its own',
        "beliefs about others only",
        "Say under the case itself what holds of the party; remove it from its view.",
        "view-own",
    )
    if not isinstance(change, dict):
        advice = "Write confidence: 0 for a red line that is thought not to exist."
        if section != "red_lines":
            advice = "Name what is believed to be otherwise, key by key."
        found = "removes it" if change is None else "no mapping of keys to values"
        yield view.problem(at, found, "what is believed of it", advice, "view")
    elif section != "red_lines":
        if key == party:
            yield view.problem(at, *own)
    else:
        line = view.body.red_lines.get(key)
        owners = line.owners if line is not None else change.get("owners")
        names = owners if isinstance(owners, list | tuple) else ()
        if party in {view.snapshot.owner_party(str(owner)) for owner in names}:
            yield view.problem(at, *own)
        elif line is not None:
            for name in change:
                if name not in LINE:
                    yield view.problem(
                        (*at, name),
                        f'"{shown(name)}" of a red line that is in the case',
                        "a belief about how real it is (confidence) or how much it matters "
                        "(severity)",
                        "Give a line that only the view has an id of its own.",
                        "view",
                    )


def _as_case(view: View, party: str, known: dict[Check, set[_Told]]) -> Iterator[Problem]:
    """What the checks say of the case as the party sees it, and would not say of the case."""
    inside: Path_ = ("views", party, "changes")

    def at(path: Path_) -> Path_:
        return (*inside, *path) if path and path[0] in VIEWED else path

    try:
        seen = believed(view.snapshot, party)
    except ValidationError as error:
        for path, problem in explain(error, Body, view.file, view.snapshot.line_of):
            line = view.snapshot.line_of(at(path))
            yield replace(problem, line=line, where=place(at(path)))
        return
    same = {name: getattr(view, name) for name in (f.name for f in fields(View))}
    other = _Seen(**{**same, "snapshot": seen}, at=at)
    changed = set(view.body.views[party].changes)
    for check in (c for c, sections in CHECKS.items() if sections & changed):
        if check not in known:
            known[check] = {_told(problem) for problem in check(view)}
        for problem in check(other):
            if _told(problem, place(inside) + ".") not in known[check]:
                odd = problem.code in ODD
                yield replace(problem, severity=Severity.NOTE) if odd else problem
    yield from _idle(view, party)


def _idle(view: View, party: str) -> Iterator[Problem]:
    """Beliefs that are what the case says anyway, or about somebody nobody asks."""
    inside: Path_ = ("views", party, "changes")
    for belief in beliefs(view.snapshot, party):
        known = view.body.parties.get(belief.about)
        unasked = known is not None and known.consent == "never"
        try:
            seen = believed(view.snapshot, party, [belief])
        except ValidationError:
            continue  # it makes sense with the others only
        if unasked or all(getattr(seen.body, s) == getattr(view.body, s) for s in VIEWED):
            yield view.warning(
                (*inside, *belief.where),
                f'the consent of "{belief.about}" is never needed, so this changes nothing'
                if unasked
                else "what the case says anyway",
                "what a party believes otherwise, of those whose consent a deal needs",
                "Remove it, or correct it.",
                "view-idle",
            )


def _told(problem: Problem, less: str = "") -> _Told:
    return problem.where.removeprefix(less), problem.found, problem.code


@dataclass(frozen=True)
class _Seen(View):
    """The case as a party sees it, with problems told at their place in the view."""

    at: Callable[[Path_], Path_] = tuple

    def problem(
        self,
        path: Path_,
        found: str,
        wanted: str,
        advice: str,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at a path of keys, which stands in the view."""
        line = self.snapshot.line_of(path)
        where = place(self.at(path))
        return Problem(self.file, line, where, found, wanted, advice, severity, code)

"""Whether no-deal is bracketed by the record, and the record fits the worths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenbridge.case.check.logic import holds
from goldenbridge.case.check.modes import confidences, shares, span, worth
from goldenbridge.case.check.view import View
from goldenbridge.case.combinations import crossing, forbidden
from goldenbridge.case.schema import NoDeal
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity

__all__ = ["check_no_deal"]

WIDE = 0.95
TENTH = 0.1


def check_no_deal(view: View) -> Iterator[Problem]:
    """Brackets that are missing, unsourced, upside down, or too wide to say anything."""
    for party in view.snapshot.consenting:
        if view.lost("no_deal", party) or view.lost("parties", party):
            continue
        bracket = view.body.no_deal.get(party)
        missing = [k for k in ("refused", "offered") if not getattr(bracket, k, None)]
        if missing:
            at: Path_ = ("no_deal", party) if bracket else ("parties", party)
            yield view.problem(
                at,
                f'no package that "{party}" {" or ".join(missing)}',
                "at least one package it refused and one it offered or would sign",
                f"Record one under no_deal.{party}.{missing[0]}, with the statements it rests on.",
                "no-bracket",
            )
    for party, bracket in view.body.no_deal.items():
        yield from _firmness(view, party, bracket)
        yield from _sourced(view, party, bracket)
        yield from _ordered(view, party, bracket)
    yield from _packages(view)


def _firmness(view: View, party: str, bracket: NoDeal) -> Iterator[Problem]:
    value = bracket.firmness
    if value is not None and not (value.low >= 0 and value.high <= 1):
        yield view.problem(
            ("no_deal", party, "firmness"),
            f"firmness from {value.low:g} to {value.high:g}",
            "0 (takes anything better than what it refused) to 1 (insists on its own offer)",
            "Correct the range; where it would be outside, another package belongs on record.",
            "firmness",
        )


def _sourced(view: View, party: str, bracket: NoDeal) -> Iterator[Problem]:
    records = [*bracket.refused.values(), *bracket.offered.values()]
    if records and not any(record.from_ for record in records):
        yield view.warning(
            ("no_deal", party),
            "no package of this bracket names a statement",
            "at least one package that rests on the record",
            'Add "from: [statement]" to the packages; without, the bracket is typed in.',
            "unsourced-bracket",
        )


def _ordered(view: View, party: str, bracket: NoDeal) -> Iterator[Problem]:
    body = view.body
    worths = body.worths.get(party)
    records = [*bracket.refused.values(), *bracket.offered.values()]
    if worths is None or not all(view.known(record.package) for record in records):
        return
    low, high = (
        {k: worth(body, worths, view.snapshot.full(r.package)) for k, r in kind.items()}
        for kind in (bracket.refused, bracket.offered)
    )
    if not low or not high:
        return
    refused, offered = max(low, key=lambda k: low[k]), min(high, key=lambda k: high[k])
    width = high[offered] - low[refused]
    if width <= 1e-9:
        upside_down = width < -1e-9
        yield view.problem(
            ("no_deal", party),
            f'it refused "{refused}", worth {low[refused]:.0f} to it, and offered "{offered}", '
            f"worth {'only ' if upside_down else 'also '}{high[offered]:.0f} (at the modes)",
            "refused packages worth less to a party than those it offered",
            "Its worths contradict the record: look again at the swings and values that set the "
            "two packages apart.",
            "bracket-order",
            Severity.ERROR if upside_down else Severity.WARNING,
        )
        return
    closed = {key for key, issue in body.issues.items() if not issue.open}
    if any(closed & record.package.keys() for record in records):
        return  # the span is of what is on the table
    ends = span(body, worths)
    if ends and ends[1] > ends[0] and width >= WIDE * (ends[1] - ends[0]):
        share = 100 * width / (ends[1] - ends[0])
        yield view.warning(
            ("no_deal", party),
            f'from "{refused}", worth {low[refused]:.0f}, to "{offered}", worth '
            f"{high[offered]:.0f}: a width of {width:.0f} points, {share:.0f} % of all "
            f"that is at stake for it (at the modes)",
            "a bracket that says where no-deal lies",
            "Record a better package that it refused, or a lesser one that it would sign.",
            "wide-bracket",
        )


def _packages(view: View) -> Iterator[Problem]:
    """Packages that break a rule, are off the table, or cross their own party's red line."""
    for path, party, kind, record in view.packages():
        if not view.known(record.package):
            continue
        whole = view.snapshot.full(record.package)
        for key, clause in forbidden(view.body):
            if clause and set(clause) <= set(whole) and holds(clause, whole):
                parts = ", ".join(f"{issue}: {whole[issue]}" for issue in clause)
                yield view.problem(
                    (*path, "package"),
                    f'breaks the rule "{key}" ({parts})',
                    "packages that keep the rules; issues left out stay at their default",
                    "Correct the package, or the rule: what was proposed is not impossible.",
                    "package-rule",
                )
        yield from _off_table(view, path, record.package)
        if kind == "offered":
            yield from _own_line(view, path, party, whole)


def _off_table(view: View, path: Path_, package: Mapping[str, str]) -> Iterator[Problem]:
    for issue, option in package.items():
        found = view.body.issues[issue]
        if not found.open and option != found.default:
            yield view.warning(
                (*path, "package", issue),
                f'"{issue}" is closed here and stays at "{found.default}"',
                "packages of what is on the table",
                "Leave the issue out of the package, or open it.",
                "package-closed",
            )


def _own_line(view: View, path: Path_, party: str, whole: Mapping[str, str]) -> Iterator[Problem]:
    body = view.body
    for key, line in body.red_lines.items():
        clause = crossing(body, line)
        own = party in {view.snapshot.owner_party(owner) for owner in line.owners}
        if not own or not all(clause.values()) or not clause or not holds(clause, whole):
            continue
        sure = confidences(body, key)
        weights = shares(body, str(line.hypothesis)) if "" not in sure else {"": 1.0}
        share = sum(weights[reading] * sure[reading] for reading in sure)
        if share <= 0:
            continue
        yield view.problem(
            (*path, "package"),
            f'"{party}" offered what crosses its own red line "{key}", '
            f"which binds in {share:.0%} of worlds",
            "offers that keep the party's own red lines, in nine worlds of ten",
            "Soften the line or its confidence, correct the package, or let the hypothesis that "
            "explains the offer govern the line.",
            "own-red-line",
            Severity.ERROR if share > TENTH else Severity.WARNING,
        )

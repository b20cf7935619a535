"""Whether every name that is used is defined: parties, issues, options, readings, statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from goldenbridge.case.check.view import View
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Effect
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, shown, suggest

__all__ = ["check_names"]


def check_names(view: View) -> Iterator[Problem]:
    """Every reference that leads nowhere, with the nearest name that exists."""
    checker = _Names(view)
    yield from checker.parties()
    yield from checker.issues()
    yield from checker.worths()
    yield from checker.no_deal()
    yield from checker.red_lines()
    yield from checker.hypotheses()
    yield from checker.levers()
    yield from checker.evidence()


_SECTIONS = {
    "party": "parties",
    "issue": "issues",
    "basket": "baskets",
    "statement": "statements",
    "hypothesis": "hypotheses",
    "red line": "red_lines",
    "lever": "levers",
    "source": "sources",
}


class _Names:
    def __init__(self, view: View) -> None:
        self.view = view
        self.body = view.body

    def one_of(self, path: Path_, kind: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
        names = list(known)
        section = _SECTIONS.get(kind, "")
        if name not in names and not self.view.lost(section, name):
            said = suggest(name, names)
            found = f'unknown {kind} "{shown(name)}"'
            article = "an" if kind[0] in "aeiou" else "a"
            wanted = f"{article} {kind}" if " of " in kind else f"{article} {kind} of this case"
            yield self.view.problem(path, found, wanted, said, "unknown-name")

    def party(self, path: Path_, name: str) -> Iterator[Problem]:
        yield from self.one_of(path, "party", name, self.body.parties)

    def issue(self, path: Path_, name: str) -> Iterator[Problem]:
        yield from self.one_of(path, "issue", name, self.body.issues)

    def option(self, path: Path_, issue: str, option: str) -> Iterator[Problem]:
        if issue in self.body.issues:
            known = self.body.issues[issue].options
            yield from self.one_of(path, f'option of "{issue}"', option, known)

    def when(self, path: Path_, when: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
        for issue, options in when.items():
            yield from self.issue((*path, issue), issue)
            for option in options:
                yield from self.option((*path, issue), issue, option)

    def statements(self, path: Path_, ids: Iterable[str]) -> Iterator[Problem]:
        for name in ids:
            yield from self.one_of((*path, "from"), "statement", name, self.view.statements)

    def parties(self) -> Iterator[Problem]:
        for key, party in self.body.parties.items():
            at: Path_ = ("parties", key)
            yield from self.statements(at, party.from_)
            for issue in party.controls:
                yield from self.issue((*at, "controls"), issue)
            for name, constituency in party.constituencies.items():
                place: Path_ = (*at, "constituencies", name)
                yield from self.statements(place, constituency.from_)
                yield from self.effects((*place, "weighs"), constituency.weighs)
                if constituency.asks is not None:
                    yield from self.statements((*place, "asks"), constituency.asks.from_)
            if party.patron is not None:
                yield from self.party((*at, "patron"), party.patron)

    def issues(self) -> Iterator[Problem]:
        for key, issue in self.body.issues.items():
            at: Path_ = ("issues", key)
            yield from self.option((*at, "default"), key, issue.default)
            for name in issue.between:
                yield from self.party((*at, "between"), name)
            yield from self.statements(at, issue.from_)
            if issue.basket is not None:
                yield from self.one_of((*at, "basket"), "basket", issue.basket, self.body.baskets)
        for key, rule in self.body.rules.items():
            for part, name in ((rule.impossible, "impossible"), (rule.if_, "if"),
                               (rule.then, "then")):  # fmt: skip
                yield from self.when(("rules", key, name), part or {})

    def worths(self) -> Iterator[Problem]:
        for party, worths in self.body.worths.items():
            at: Path_ = ("worths", party)
            yield from self.party(at, party)
            yield from self.issue((*at, "main"), worths.main)
            for issue, judgement in worths.swings.items():
                yield from self.issue((*at, "swings", issue), issue)
                yield from self.statements((*at, "swings", issue), judgement.from_)
            for basket, judgement in worths.baskets.items():
                place: Path_ = (*at, "baskets", basket)
                yield from self.one_of(place, "basket", basket, self.body.baskets)
                yield from self.statements(place, judgement.from_)
            for issue, values in worths.values.items():
                yield from self.issue((*at, "values", issue), issue)
                for option, judgement in values.items():
                    place = (*at, "values", issue, option)
                    yield from self.option(place, issue, option)
                    yield from self.statements(place, judgement.from_)
            for key, term in worths.interactions.items():
                yield from self.when((*at, "interactions", key, "when"), term.when)
                yield from self.statements((*at, "interactions", key), term.worth.from_)
            for number, order in enumerate(worths.orders):
                place = (*at, "orders", number)
                yield from self.statements(place, order.from_)
                for name in (order.more, order.less, order.issue):
                    if name is not None:
                        yield from self.issue(place, name)
                for name in (order.better, order.worse):
                    if name is not None and order.issue is not None:
                        yield from self.option(place, order.issue, name)

    def no_deal(self) -> Iterator[Problem]:
        for party, bracket in self.body.no_deal.items():
            at: Path_ = ("no_deal", party)
            yield from self.party(at, party)
            if bracket.firmness is not None:
                yield from self.statements((*at, "firmness"), bracket.firmness.from_)
            for kind in ("refused", "offered"):
                for key, record in getattr(bracket, kind).items():
                    place: Path_ = (*at, kind, key)
                    yield from self.statements(place, record.from_)
                    for issue, option in record.package.items():
                        yield from self.issue((*place, "package", issue), issue)
                        yield from self.option((*place, "package", issue), issue, option)

    def red_lines(self) -> Iterator[Problem]:
        for key, line in self.body.red_lines.items():
            at: Path_ = ("red_lines", key)
            yield from self.issue((*at, "issue"), line.issue)
            for name in ("at_least", "at_most"):
                option = getattr(line, name)
                if option is not None:
                    yield from self.option((*at, name), line.issue, option)
            for option in line.not_ or ():
                yield from self.option((*at, "not"), line.issue, option)
            yield from self.when((*at, "when"), line.when)
            yield from self.statements(at, line.from_)
            yield from self.statements((*at, "severity"), line.severity.from_)
            for owner in line.owners:
                yield from self.owner((*at, "owners"), owner)
            if line.hypothesis is not None:
                yield from self.hypothesis((*at, "hypothesis"), line.hypothesis)
                for reading in line.confidence_under:
                    place: Path_ = (*at, "confidence_under", reading)
                    yield from self.reading(place, line.hypothesis, reading)

    def owner(self, path: Path_, owner: str) -> Iterator[Problem]:
        party, _, inner = owner.partition(".")
        yield from self.party(path, party)
        if inner and party in self.body.parties:
            known = self.body.parties[party].constituencies
            yield from self.one_of(path, f'constituency of "{party}"', inner, known)

    def hypothesis(self, path: Path_, name: str) -> Iterator[Problem]:
        elsewhere = any(name in s.body.hypotheses for s in self.view.snapshots.values())
        if elsewhere and name not in self.body.hypotheses:
            yield self.view.problem(
                path,
                f'the hypothesis "{name}" is absent from the snapshot {self.view.snapshot.id}',
                "a hypothesis that is there in each snapshot that refers to it",
                "Keep the hypothesis in the snapshot, or remove there what depends on it "
                "(set it to null under changes).",
                "absent-hypothesis",
            )
            return
        yield from self.one_of(path, "hypothesis", name, self.body.hypotheses)

    def reading(self, path: Path_, hypothesis: str, name: str) -> Iterator[Problem]:
        if hypothesis in self.body.hypotheses:
            known = self.body.hypotheses[hypothesis].readings
            yield from self.one_of(path, f'reading of "{hypothesis}"', name, known)

    def effects(self, path: Path_, effects: Iterable[Effect]) -> Iterator[Problem]:
        for number, effect in enumerate(effects):
            at: Path_ = (*path, number)
            yield from self.statements(at, effect.from_)
            for value in (effect.times, effect.points, effect.shift):
                if value is not None:
                    yield from self.statements(at, value.from_)
            if effect.swing:
                yield from self.party((*at, "swing"), effect.swing.party)
                yield from self.issue((*at, "swing"), effect.swing.issue)
            if effect.worth:
                yield from self.party((*at, "worth"), effect.worth.party)
                yield from self.when((*at, "worth", "when"), effect.worth.when)
            if effect.firmness:
                yield from self.party((*at, "firmness"), effect.firmness)
            if effect.red_line:
                yield from self.one_of(
                    (*at, "red_line"), "red line", effect.red_line, self.body.red_lines
                )
            if effect.opens:
                yield from self.issue((*at, "opens"), effect.opens)

    def hypotheses(self) -> Iterator[Problem]:
        for key, hypothesis in self.body.hypotheses.items():
            for name, reading in hypothesis.readings.items():
                at: Path_ = ("hypotheses", key, "readings", name)
                yield from self.statements(at, reading.from_)
                yield from self.effects((*at, "effects"), reading.effects)
        for key, joint in self.body.joint.items():
            at = ("joint", key)
            for name in joint.hypotheses:
                yield from self.hypothesis((*at, "hypotheses"), name)
            for number, cell in enumerate(joint.cells):
                place: Path_ = (*at, "cells", number)
                yield from self.effects((*place, "effects"), cell.effects)
                for name, reading_name in cell.when.items():
                    yield from self.one_of(
                        (*place, "when", name), "hypothesis of this table", name, joint.hypotheses
                    )
                    yield from self.reading((*place, "when", name), name, reading_name)

    def levers(self) -> Iterator[Problem]:
        for key, lever in self.body.levers.items():
            at: Path_ = ("levers", key)
            yield from self.party((*at, "holder"), lever.holder)
            yield from self.statements(at, lever.from_)
            yield from self.effects((*at, "effects"), lever.effects)
            for party, cost in lever.costs.items():
                yield from self.party((*at, "costs", party), party)
                yield from self.statements((*at, "costs", party), cost.from_)
            beliefs: list[tuple[Path_, dict[str, Judgement]]] = [
                (("credibility",), lever.credibility)
            ]
            if lever.way_out is not None:
                beliefs.append((("way_out", "credibility"), lever.way_out.credibility))
                for name in lever.way_out.levers:
                    place: Path_ = (*at, "way_out", "levers")
                    yield from self.one_of(place, "lever", name, self.body.levers)
            for keys, said in beliefs:
                for party, belief in said.items():
                    yield from self.party((*at, *keys, party), party)
                    yield from self.statements((*at, *keys, party), belief.from_)
            for name in (*lever.needs, *lever.excludes):
                yield from self.one_of(at, "lever", name, self.body.levers)
            for name, readings in lever.works_if.items():
                yield from self.hypothesis((*at, "works_if"), name)
                for reading in readings:
                    yield from self.reading((*at, "works_if", name), name, reading)

    def evidence(self) -> Iterator[Problem]:
        for key, statement in self.view.statements.items():
            at: Path_ = ("statements", key)
            if statement.issue is not None:
                yield from self.issue((*at, "issue"), statement.issue)
            if statement.source is not None:
                yield from self.one_of(at, "source", statement.source, self.view.sources)
        for key, contradiction in self.view.contradictions.items():
            at = ("contradictions", key)
            for name in contradiction.statements:
                yield from self.one_of(at, "statement", name, self.view.statements)
            if contradiction.hypothesis is not None:
                everywhere = {h for s in self.view.snapshots.values() for h in s.body.hypotheses}
                yield from self.one_of(
                    (*at, "hypothesis"), "hypothesis", contradiction.hypothesis, everywhere
                )

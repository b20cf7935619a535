"""A snapshot turned into numbers: which option, party, term and line stands in which column."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.case.case import Snapshot
from goldenbridge.case.combinations import Combination, crossing, forbidden
from goldenbridge.case.schema import Body, Effect, RedLine
from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.files.document import Path_

__all__ = ["Consent", "Frame", "Term", "effects", "frame", "opened_by"]

Consent = Literal["always", "issues", "never"]


@dataclass(frozen=True)
class Term:
    """Points that a party gains (or loses) where a clause holds, and what makes them apply.

    Attributes
    ----------
    party : column of the party.
    clause : over issues with all their options, closed ones included.
    path : the judgement that says how many points.
    source : None always, else the reading or joint cell that must hold: ("reading",
        hypothesis, reading), ("cell", joint, number) or ("lever", lever, "").
    """

    party: int
    clause: Clause
    path: Path_
    source: tuple[str, str, str | int] | None = None


@dataclass(frozen=True)
class Frame:
    """Everything about a snapshot that is the same in all worlds.

    Only parties whose consent a deal may need are in it. Issues that are not open stay in the
    deal space with one option, their default, so that a package is always whole.

    Attributes
    ----------
    snapshot : what it was made of.
    parties, consent : ids of the P parties, and when each is needed.
    space : the deals that could be struck, closed issues with one option.
    wide : the same with all options of closed issues, to value packages on record.
    columns : for each option of ``space``, its column in ``wide``.
    terms : interactions and effects on worths.
    lines : ids of the red lines that can block, L of them; ``clauses`` what crosses each,
        ``wide_clauses`` the same over all options of closed issues.
    line_owners : (L, P), whose line it is; the first-named owner's draw decides: ``leads``.
    controls : (P, options of ``space``), whose consent an option calls for.
    defaults : (issues,), option of ``space`` that holds where nothing is agreed.
    levers : ids of the levers that may be pulled; issues that they open are open.
    """

    snapshot: Snapshot
    parties: tuple[str, ...]
    consent: tuple[Consent, ...]
    space: DealSpace
    wide: DealSpace
    columns: NDArray[np.int64]
    terms: tuple[Term, ...]
    lines: tuple[str, ...]
    clauses: tuple[Clause, ...]
    wide_clauses: tuple[Clause, ...]
    line_owners: NDArray[np.bool_]
    leads: tuple[str, ...]
    controls: NDArray[np.bool_]
    defaults: NDArray[np.int64]
    levers: tuple[str, ...] = ()

    @property
    def red_lines(self) -> list[RedLine]:
        """The red lines in the order of ``lines``."""
        return [self.snapshot.body.red_lines[key] for key in self.lines]

    @cached_property
    def open_terms(self) -> tuple[tuple[int, ...], tuple[Clause, ...]]:
        """Which terms the open issues decide between them, with their clauses in ``space``.

        A term on one open issue adds to that option's column instead; one that no open package
        can match, or that every package matches, needs no clause.
        """
        numbers, clauses = [], []
        for number, term in enumerate(self.terms):
            clause = self.narrow(term.clause)
            if clause is not None and len(clause.parts) > 1:
                numbers.append(number)
                clauses.append(clause)
        return tuple(numbers), tuple(clauses)

    @cached_property
    def loss_lines(self) -> tuple[int, ...]:
        """Red lines over several issues: as losses they are terms of the deal space."""
        return tuple(n for n, clause in enumerate(self.clauses) if len(clause.parts) > 1)

    @cached_property
    def layers(self) -> Layers:
        """The deal space unfolded for search, with terms, red lines and whose consent is needed."""
        losses = tuple(self.clauses[n] for n in self.loss_lines)
        return layer(
            self.space,
            self.open_terms[1] + losses,
            self.clauses,
            self.controls,
            self.defaults,
            self.line_owners,
        )

    def narrow(self, clause: Clause) -> Clause | None:
        """A clause over all options said over the open ones; None if no open package matches.

        Parts that every open package matches fall away (one is kept, so that it stays a clause).
        """
        kept = []
        for issue, options in clause.parts:
            names = {self.wide.options[issue][o] for o in options}
            inside = tuple(n for n, name in enumerate(self.space.options[issue]) if name in names)
            if not inside:
                return None
            if len(inside) < len(self.space.options[issue]):
                kept.append((issue, inside))
        return Clause(tuple(kept) or ((0, tuple(range(len(self.space.options[0])))),))

    def index(self, package: Mapping[str, str]) -> NDArray[np.int64]:
        """A package as option numbers of ``space``; issues left out stay at their default."""
        return np.asarray(self.space.index(self.snapshot.full(package)))

    def package(self, deal: NDArray[np.integer]) -> dict[str, str]:
        """Option numbers as issue → option."""
        return self.space.package(deal)


def frame(snapshot: Snapshot, levers: Collection[str] = ()) -> Frame:
    """Number the parties, options, terms and red lines of a snapshot.

    Trust the case to have passed its checks; names are not looked at again.

    Parameters
    ----------
    snapshot : the case as it stood.
    levers : those that are pulled, or may be; an issue that one of them opens is open.
    """
    chosen = tuple(key for key in snapshot.body.levers if key in levers)
    opened = opened_by(snapshot.body, chosen)
    body = snapshot.body
    parties = snapshot.consenting
    issues = tuple(body.issues)
    wide_options = tuple(tuple(issue.options) for issue in body.issues.values())
    options = tuple(
        tuple(issue.options) if issue.open or key in opened else (issue.default,)
        for key, issue in body.issues.items()
    )
    wide = DealSpace(issues, wide_options)
    bare = Frame(
        snapshot,
        parties,
        tuple(body.parties[p].consent for p in parties),
        DealSpace(issues, options),
        wide,
        _columns(wide, options),
        _terms(snapshot, wide, parties, chosen),
        (),
        (),
        (),
        np.zeros((0, len(parties)), dtype=np.bool_),
        (),
        _controls(snapshot, parties, options),
        np.array([options[n].index(i.default) for n, i in enumerate(body.issues.values())]),
        chosen,
    )
    rules = [bare.narrow(_clause(wide, c)) for _, c in forbidden(body) if all(c.values())]
    rules.append(_nothing_agreed(bare))
    space = DealSpace(issues, options, tuple(r for r in rules if r is not None))
    lines, clauses, wide_clauses = [], [], []
    for key, line in body.red_lines.items():
        owners = {snapshot.owner_party(o) for o in line.owners}
        crossed = crossing(body, line)
        if not all(crossed.values()):
            continue
        broad = _clause(wide, crossed)
        narrow = bare.narrow(broad)
        if narrow is not None and any(p in owners for p in parties):
            lines.append(key)
            clauses.append(narrow)
            wide_clauses.append(broad)
    owned = [{snapshot.owner_party(o) for o in body.red_lines[k].owners} for k in lines]
    return replace(
        bare,
        space=space,
        lines=tuple(lines),
        clauses=tuple(clauses),
        wide_clauses=tuple(wide_clauses),
        line_owners=np.array(
            [[p in owners for p in parties] for owners in owned], dtype=np.bool_
        ).reshape(len(lines), len(parties)),
        leads=tuple(body.red_lines[k].owners[0] for k in lines),
    )


def opened_by(body: Body, levers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The closed issues that levers put on the table, and which levers do."""
    found: dict[str, tuple[str, ...]] = {}
    for key in levers:
        for effect in body.levers[key].effects:
            issue = body.issues.get(effect.opens or "")
            if effect.opens is not None and issue is not None and not issue.open:
                found[effect.opens] = (*found.get(effect.opens, ()), key)
    return found


def _clause(wide: DealSpace, combination: Combination | Mapping[str, Sequence[str]]) -> Clause:
    parts = []
    for issue, options in combination.items():
        number = wide.issues.index(issue)
        parts.append((number, tuple(wide.options[number].index(o) for o in options)))
    return Clause(tuple(parts))


def _columns(wide: DealSpace, options: tuple[tuple[str, ...], ...]) -> NDArray[np.int64]:
    columns = [
        int(wide.offsets[n]) + wide.options[n].index(option)
        for n, names in enumerate(options)
        for option in names
    ]
    return np.array(columns, dtype=np.int64)


def _controls(
    snapshot: Snapshot, parties: tuple[str, ...], options: tuple[tuple[str, ...], ...]
) -> NDArray[np.bool_]:
    rows = []
    for party in parties:
        controlled = snapshot.body.parties[party].controls
        rows.append(
            [
                issue in controlled
                for issue, names in zip(snapshot.body.issues, options, strict=True)
                for _ in names
            ]
        )
    return np.array(rows, dtype=np.bool_)


def _nothing_agreed(bare: Frame) -> Clause:
    """Every open issue at its default: no deal, not a deal that everybody could sign.

    Where no issue is open, that is every package.
    """
    parts = tuple(
        (number, (int(bare.defaults[number]),))
        for number, size in enumerate(bare.space.sizes)
        if size > 1
    )
    return Clause(parts or ((0, (0,)),))


def _terms(
    snapshot: Snapshot, wide: DealSpace, parties: tuple[str, ...], levers: tuple[str, ...]
) -> tuple[Term, ...]:
    terms = []
    for party, worths in snapshot.body.worths.items():
        if party not in parties:
            continue
        for key, term in worths.interactions.items():
            path: Path_ = ("worths", party, "interactions", key, "worth")
            terms.append(Term(parties.index(party), _clause(wide, term.when), path))
    for source, path, effect in effects(snapshot):
        if effect.worth is not None and effect.worth.party in parties:
            clause = _clause(wide, effect.worth.when)
            column = parties.index(effect.worth.party)
            terms.append(Term(column, clause, (*path, "points"), source))
    for key in levers:
        for number, effect in enumerate(snapshot.body.levers[key].effects):
            if effect.worth is not None and effect.worth.party in parties:
                clause = _clause(wide, effect.worth.when)
                column = parties.index(effect.worth.party)
                place: Path_ = ("levers", key, "effects", number, "points")
                terms.append(Term(column, clause, place, ("lever", key, "")))
    return tuple(terms)


def effects(snapshot: Snapshot) -> list[tuple[tuple[str, str, str | int], Path_, Effect]]:
    """Every effect of a reading or joint cell: what must hold, its path, and the effect."""
    found: list[tuple[tuple[str, str, str | int], Path_, Effect]] = []
    for path, several in snapshot.effects():
        kind = "reading" if path[0] == "hypotheses" else "cell"
        source = (kind, str(path[1]), path[3])
        found += [(source, (*path, number), effect) for number, effect in enumerate(several)]
    return found

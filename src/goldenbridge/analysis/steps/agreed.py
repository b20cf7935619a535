"""From a package to an exchange: which acts it asks of whom, and what each is worth to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.steps.exchange import Exchange
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Doing
from goldenbridge.dealspace.consent import needed_by
from goldenbridge.dealspace.worths import value
from goldenbridge.worlds import Frame, Worlds, central_world

__all__ = ["PATIENCE", "Act", "Agreed", "agreed", "patience_of", "reversible"]

Floats = NDArray[np.float64]

#: What a point next period is taken to be worth now where a case says nothing.
PATIENCE = 0.9
NOTICE = 1
SMALL = 1e-9


@dataclass(frozen=True)
class Act:
    """One measure: what one doer does of what is agreed on one issue.

    Attributes
    ----------
    issue : id; ``option`` the one agreed, ``default`` the one that holds today.
    by : id of the doer.
    share : part of the issue that this act is; 1 where nobody else acts on it.
    doing : what the case says of it, or what is taken where it says nothing.
    """

    issue: str
    option: str
    default: str
    by: str
    share: float
    doing: Doing


@dataclass(frozen=True, eq=False)
class Agreed:
    """A package as an exchange of acts, on the likeliest values.

    Attributes
    ----------
    frame : the snapshot in numbers.
    deal : (issues,), option numbers.
    acts : the measures, in the order of the file.
    parties : ids of those who must agree or act, P of them; ``columns`` theirs in the frame.
    exchange : in the central world.
    spread : points of worth over several issues that were spread evenly over them: (P,), the
        most at stake in it for each party.
    rests_on : what stands in where the case says nothing, in words.
    """

    frame: Frame
    deal: NDArray[np.int64]
    acts: tuple[Act, ...]
    parties: tuple[str, ...]
    columns: NDArray[np.int64]
    exchange: Exchange
    spread: Floats
    rests_on: tuple[str, ...]

    def with_exchange(self, exchange: Exchange) -> Agreed:
        """The same package, valued otherwise."""
        return replace(self, exchange=exchange)

    def worths(self, worlds: Worlds) -> tuple[Floats, Floats]:
        """What each act, and no deal beyond today's state, is worth in many worlds.

        An issue's worth is what its option adds to today's; what several issues are worth
        together is spread evenly over those of them that move, so that all acts together are
        worth the package less today's state, exactly.

        Returns
        -------
        worth : (W, P, M).
        outside : (W, P).
        """
        return _worths(self.frame, self.deal, self.acts, self.columns, worlds)


def agreed(frame: Frame, deal: NDArray[np.integer]) -> Agreed:
    """The acts that a package asks, and of whom, valued in the central world.

    Where the case does not say who must act, it is whoever loses by it there; where nobody
    does, all whose consent the package needs.

    Raises
    ------
    ValueError : the package breaks a rule of the case.
    """
    row = np.asarray(deal, dtype=np.int64).reshape(-1)
    body, world = frame.snapshot.body, central_world(frame)
    issues = _by_issue(frame, world, row)[0]
    triggered = frame.layers.triggered(row[None])
    needed = [p for p, asked in zip(
        frame.parties, needed_by(frame.consent, triggered)[0], strict=True) if asked]  # fmt: skip
    unsaid: list[str] = []
    free: list[str] = []
    acts: list[Act] = []
    for n, issue in enumerate(frame.space.issues):
        if row[n] == frame.defaults[n]:
            continue
        option = frame.space.options[n][row[n]]
        said = body.issues[issue].steps
        doing = said or Doing()
        by = doing.by_option.get(option, doing.by)
        if not by:
            by = tuple(p for c, p in enumerate(frame.parties) if issues[c, n] < -SMALL)
            by = tuple(p for p in by if p in needed) or tuple(needed)
            unsaid.append(body.issues[issue].name)
        if said is None:
            free.append(body.issues[issue].name)
        default = body.issues[issue].default
        acts += [Act(issue, option, default, p, 1.0 / len(by), doing) for p in by]
    names = {act.by for act in acts}
    parties = tuple(p for p in frame.parties if p in needed or p in names)
    columns = np.array([frame.parties.index(p) for p in parties], dtype=np.int64)
    rests = [f"Whoever loses by it must act: {', '.join(unsaid)}."] if unsaid else []
    rests += [f"Can be divided, and stopped at any time: {', '.join(free)}."] if free else []
    valued = _worths(frame, row, acts, columns, world)
    exchange = _exchange(frame, row, acts, parties, valued, rests)
    spread = _together(frame, world, row)[columns]
    return Agreed(frame, row, tuple(acts), parties, columns, exchange, spread, tuple(rests))


def _worths(
    frame: Frame,
    deal: NDArray[np.int64],
    acts: Sequence[Act],
    columns: NDArray[np.int64],
    worlds: Worlds,
) -> tuple[Floats, Floats]:
    number = {key: n for n, key in enumerate(frame.space.issues)}
    rows = [number[act.issue] for act in acts]
    share = np.array([act.share for act in acts])
    worth: Floats = _by_issue(frame, worlds, deal)[:, columns][:, :, rows] * share
    today = value(frame.layers, worlds.worths, frame.defaults)[:, columns, 0]
    return worth, worlds.no_deal[:, columns] - today


def _exchange(
    frame: Frame,
    deal: NDArray[np.int64],
    acts: Sequence[Act],
    parties: Sequence[str],
    valued: tuple[Floats, Floats],
    rests: list[str],
) -> Exchange:
    """The terms that the case sets, and what stands in where it sets none: told in ``rests``."""
    steps = frame.snapshot.body.steps
    without = [p for p in parties if p not in steps.patience]
    if without:
        rests.append(f"Patience {PATIENCE:g} a {steps.period}: {_names(frame, without)}.")
    unwatched = [p for p in parties if p not in steps.notice]
    if unwatched:
        names = _names(frame, unwatched)
        rests.append(f"A breach by these is noticed after one {steps.period}: {names}.")
    if steps.snapback is None:
        rests.append("A breach ends the deal for good.")
    posted = np.zeros(len(parties))
    for bond in steps.guarantees.values():
        if bond.by in parties:
            posted[parties.index(bond.by)] += bond.points.mode
    rules, limits = _orders(frame, deal, acts)
    return Exchange(
        np.array([parties.index(a.by) if a.by in parties else -1 for a in acts], dtype=np.int64),
        valued[0][0],
        valued[1][0],
        np.array([steps.patience[p].mode if p in steps.patience else PATIENCE for p in parties]),
        np.array([steps.notice.get(p, NOTICE) for p in parties], dtype=np.int64),
        steps.periods,
        np.array([reversible(a.doing, "mode") for a in acts]),
        np.array([a.doing.divisible for a in acts], dtype=np.bool_),
        np.array([a.doing.escrow for a in acts], dtype=np.bool_),
        np.array([a.doing.takes for a in acts], dtype=np.int64),
        np.array([frame.space.issues.index(a.issue) for a in acts], dtype=np.int64),
        steps.snapback,
        posted,
        rules,
        limits,
    )


def reversible(doing: Doing, corner: str) -> float:
    """The share that can be taken back, at the low, mode or high of what the case says."""
    if doing.reversible is not None:
        return float(getattr(doing.reversible, corner))
    return 1.0 if doing.kind == "flow" else 0.0


def _by_issue(frame: Frame, worlds: Worlds, deal: NDArray[np.int64]) -> Floats:
    """Points by which each issue's move away from today changes each party's worth: (W, P, I)."""
    worths, offsets = worlds.worths, frame.space.offsets[:-1]
    moved = deal != frame.defaults
    gained: Floats = (
        worths.unary[:, :, offsets + deal] - worths.unary[:, :, offsets + frame.defaults]
    )
    both = np.stack([frame.defaults, deal])
    for column, clause in enumerate(frame.layers.terms):
        before, after = clause.matches(both)
        if before != after:
            movers = [issue for issue, _ in clause.parts if moved[issue]]
            points = worths.terms[:, :, column] * (float(after) - float(before)) / len(movers)
            gained[:, :, movers] += points[:, :, None]
    return gained


def _together(frame: Frame, worlds: Worlds, deal: NDArray[np.int64]) -> Floats:
    """The points that were spread over several issues: (P,), signs left out."""
    both = np.stack([frame.defaults, deal])
    changed = [c for c, clause in enumerate(frame.layers.terms) if np.ptp(clause.matches(both) * 1)]
    points: Floats = np.abs(worlds.worths.terms[0][:, changed]).sum(axis=1)
    return points


def _orders(frame: Frame, deal: NDArray[np.int64], acts: Sequence[Act]) -> tuple[Floats, Floats]:
    """Which acts may not run ahead of which, from the rules of the case."""
    rules, limits = [], []
    for clause in frame.space.impossible:
        new, old, never = [], [], False
        for issue, options in clause.parts:
            at = (int(deal[issue]) in options, int(frame.defaults[issue]) in options)
            never |= at == (False, False)
            new += [issue] if at == (True, False) else []
            old += [issue] if at == (False, True) else []
        if never or not new:
            continue
        if not old:
            raise ValueError("The package breaks a rule of the case, so it cannot be carried out.")
        row = np.zeros(len(acts))
        for issues, sign in ((new, 1.0), (old, -1.0)):
            for column, act in enumerate(acts):
                if frame.space.issues.index(act.issue) in issues:
                    row[column] = sign * act.share
        rules.append(row)
        limits.append(len(new) - 1.0)
    return np.array(rules).reshape(len(rules), len(acts)), np.array(limits)


def _names(frame: Frame, ids: Sequence[str]) -> str:
    return ", ".join(frame.snapshot.name(p) for p in ids)


def patience_of(frame: Frame, party: str) -> Judgement:
    """What a case says of a party's patience, or the value that stands in."""
    said = frame.snapshot.body.steps.patience.get(party)
    return said or Judgement(low=PATIENCE, mode=PATIENCE, high=PATIENCE)

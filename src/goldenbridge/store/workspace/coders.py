"""What several coders made of the same documents: where they differ, and what they agree on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from goldenbridge.statements.agreement import Unit, differing, match_units
from goldenbridge.statements.coded import CodedStatement
from goldenbridge.store.workspace.fold import Standing, View

__all__ = ["Compared", "Settled", "agreed_or_settled", "compared", "taken", "units_of"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One stretch of a document on which two coders or more have decided.

    Attributes
    ----------
    unit : what each coder made of it; records carry their ids in the workspace.
    ids : of its statements: one where all decided about the same, more where coders added theirs.
    fields : on which they differ; ``coded`` where somebody holds that there is no statement.
    final : what an adjudication made of it; None where there was none.
    """

    unit: Unit
    ids: tuple[str, ...]
    fields: tuple[str, ...]
    final: View | None

    @property
    def open(self) -> bool:
        """Whether coders differ and nobody has settled it."""
        return bool(self.fields) and self.final is None


@dataclass(frozen=True, slots=True)
class Settled:
    """A set of statements that is fit to go out, and what is missing from it.

    Attributes
    ----------
    statements : with their ids in the workspace.
    open : how many were left out because coders differ about them and nobody settled it.
    single : how many were left out because one coder alone has decided about them.
    """

    statements: tuple[CodedStatement, ...]
    open: int
    single: int


def units_of(standings: Iterable[Standing], coders: Collection[str] | None = None) -> list[Unit]:
    """What coders made of each stretch of a document, as :func:`match_units` puts it together.

    A coder who rejected a suggestion coded nothing there; one who has not decided about it is
    missing. What others added and a coder did not, they left out if nothing of the document waits
    for them any more; before that they are missing.
    """
    coded: dict[str, list[CodedStatement]] = {}
    looked: dict[str, set[str]] = {}
    pending: dict[str, set[str]] = {}
    rejected: dict[str, set[str]] = {}
    listed = list(standings)
    for standing in listed:
        for name, view in standing.coders.items():
            if coders is None or name in coders:
                looked.setdefault(name, set()).add(standing.document)
                mine = coded.setdefault(name, [])
                if view.taken:
                    mine.append(view.record.model_copy(update={"id": standing.id}))
                else:
                    rejected.setdefault(name, set()).add(standing.id)
    for standing in listed:
        for name, docs in looked.items():
            if standing.suggestion is not None and name not in standing.coders:
                pending.setdefault(name, set()).add(standing.id)
                docs.discard(standing.document)
    return match_units(coded, looked=looked, pending=pending, rejected=rejected, by_id=True)


def compared(
    standings: Sequence[Standing], coders: Collection[str] | None = None
) -> list[Compared]:
    """Every stretch on which two coders or more have decided, by document and place."""
    known = {s.id: s for s in standings}
    found = []
    for unit in units_of(standings, coders):
        if len(unit.coded) > 1:
            ids = tuple(dict.fromkeys(s.id for s in unit.statements if s.id is not None))
            finals = [known[i].final for i in ids]
            final = next((f for f in finals if f is not None), None)
            found.append(Compared(unit, ids, differing(unit), final))
    return found


def agreed_or_settled(standings: Sequence[Standing]) -> Settled:
    """The adjudicated set: what was settled, and what two coders or more agree on.

    Where they agree, the record is that of the first coder by name: spans may differ by less than
    half, and fields that are not compared, such as the date, may differ too.
    """
    kept: list[CodedStatement] = []
    left = 0
    done: set[str] = set()
    for one in compared(standings):
        done.update(one.ids)
        if one.open:
            left += 1
        elif one.final is None:
            kept.append(one.unit.statements[0])
    done |= {s.id for s in standings if s.final is not None}
    kept += [
        s.final.record.model_copy(update={"id": s.id})
        for s in standings
        if s.final is not None and s.final.state == "adjudicated"
    ]
    single = sum(any(v.taken for v in s.coders.values()) for s in standings if s.id not in done)
    return Settled(_signed(kept, standings), left, single)


def taken(standings: Sequence[Standing], coder: str | None = None) -> Settled:
    """What a coder holds to be statements; without one, what nobody who decided differs about."""
    if coder is not None:
        views = [(s.id, s.coders.get(coder)) for s in standings]
        mine = [
            v.record.model_copy(update={"id": i}) for i, v in views if v is not None and v.taken
        ]
        return Settled(_signed(mine, standings, coder), 0, 0)
    settled = agreed_or_settled(standings)
    seen = {i for one in compared(standings) for i in one.ids}
    single = [
        v.record.model_copy(update={"id": standing.id})
        for standing in standings
        if standing.id not in seen and standing.final is None
        for v in standing.coders.values()
        if v.taken
    ]
    kept = sorted((*settled.statements, *_signed(single, standings)), key=_place)
    return Settled(tuple(kept), settled.open, 0)


def _signed(
    kept: Iterable[CodedStatement], standings: Iterable[Standing], coder: str | None = None
) -> tuple[CodedStatement, ...]:
    """Statements by place, each telling who suggested it and who took it.

    What goes out says so itself: a network of accepted suggestions is not one of suggestions.
    """
    known = {s.id: s for s in standings}
    signed = []
    for one in sorted(kept, key=_place):
        standing = known[one.id or ""]
        names = [coder] if coder else [n for n, v in standing.coders.items() if v.taken]
        how = "accepted by" if standing.suggestion else "coded by"
        if coder is None and standing.final is not None:
            names, how = [standing.final.by], "adjudicated by"
        base = standing.suggestion.record.made_by if standing.suggestion else ""
        told = "; ".join(part for part in (base, f"{how} {' and '.join(sorted(names))}") if part)
        signed.append(one.model_copy(update={"made_by": told}))
    return tuple(signed)


def _place(statement: CodedStatement) -> tuple[str, int, int, str]:
    return statement.doc, statement.start, statement.end, statement.id or ""

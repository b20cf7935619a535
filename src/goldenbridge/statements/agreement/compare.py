"""Agreement of coders, field by field, on units that were matched before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from goldenbridge.statements.agreement.coefficients import (
    Coefficient,
    Level,
    cohens_kappa,
    krippendorffs_alpha,
)
from goldenbridge.statements.agreement.units import FIELDS, Unit, value_of

__all__ = ["FIELDS", "GROUPED", "NOTHING", "Agreement", "FieldRow", "compare"]

#: The value of a coder who looked and coded nothing, where that is to count as one.
NOTHING = "(nothing coded)"
#: From so many documents on, whole documents are resampled and not their statements.
GROUPED = 10
_LEVELS: dict[str, tuple[Level, ...]] = {"polarity": ("nominal", "ordinal", "interval")}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Agreement on one field.

    Attributes
    ----------
    field : which.
    level : how its values were compared: as names, ranks or numbers.
    alpha : Krippendorff's, of all coders.
    kappa : Cohen's, where there are two coders and values are compared as names.
    """

    field: str
    level: Level
    alpha: Coefficient
    kappa: Coefficient | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on where statements are, and on what they are.

    Attributes
    ----------
    coders : who, by name.
    units : on how many stretches somebody coded something and another one looked.
    found_by_all : on how many of them all who looked coded something.
    overlap : mean over pairs of coders of twice the shared units over the units of both, which is
        the F1 of one measured on the other; None without any.
    documents : in how many documents the units are.
    nothing : whether "nothing coded" counted as a value.
    drawn : what the bootstrap drew: ``units`` or ``documents``.
    rows : field by field.
    """

    coders: tuple[str, ...]
    units: int
    found_by_all: int
    overlap: float | None
    documents: int
    nothing: bool
    drawn: str
    rows: tuple[FieldRow, ...]


def compare(
    units: Sequence[Unit],
    coders: Sequence[str],
    *,
    nothing: bool = False,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    """Agreement on actor, issue, act, polarity, red line and role, with bootstrap intervals.

    Fields are compared where two coders coded something: how often only one of them did is told
    beside it, and must be read with it. With ``nothing`` it counts as a value of each field, which
    is stricter and mixes the two questions; polarity is then compared as a name only.

    Parameters
    ----------
    units : as :func:`match_units` gives them.
    coders : who is compared.
    nothing : whether "nothing coded" is a value.
    resamples, seed : of the bootstrap. From ten documents on whole documents are drawn.

    Raises
    ------
    ValueError : fewer than two coders.

    >>> from goldenbridge.statements import CodedStatement
    >>> from goldenbridge.statements.agreement import match_units
    >>> a = CodedStatement(doc="a", start=0, end=9, actor="Norvik", act="rejects", polarity=-1)
    >>> b = a.model_copy(update={"start": 20, "end": 29, "polarity": 1})
    >>> both = compare(match_units({"anna": [a, b], "ben": [a, b]}), ["anna", "ben"])
    >>> [row.alpha.value for row in both.rows if row.field == "polarity"]
    [1.0, 1.0, 1.0]
    >>> both.rows[0].alpha.value is None, both.overlap
    (True, 1.0)
    """
    named = sorted(set(coders))
    if len(named) < 2:
        raise ValueError("coders: found fewer than two, wanted two or more")
    seen = [u for u in units if sum(name in u.coded for name in named) > 1 and _any(u, named)]
    docs = [u.doc for u in seen]
    groups = docs if len(set(docs)) >= GROUPED else None
    rows = []
    for field in FIELDS:
        levels: tuple[Level, ...] = (
            _LEVELS.get(field, ("nominal",)) if not nothing else ("nominal",)
        )
        values = [[_value(u, name, field, nothing) for u in seen] for name in named]
        for level in levels:
            alpha = krippendorffs_alpha(
                values, level, resamples=resamples, seed=seed, groups=groups
            )
            kappa = None
            if len(named) == 2 and level == "nominal":
                kappa = cohens_kappa(*values, resamples=resamples, seed=seed, groups=groups)
            rows.append(FieldRow(field, level, alpha, kappa))
    return Agreement(
        coders=tuple(named),
        units=len(seen),
        found_by_all=sum(None not in _of(u, named) for u in seen),
        overlap=_overlap(seen, named),
        documents=len(set(docs)),
        nothing=nothing,
        drawn="documents" if groups else "units",
        rows=tuple(rows),
    )


def _of(unit: Unit, coders: Sequence[str]) -> list[object]:
    return [unit.coded[name] for name in coders if name in unit.coded]


def _any(unit: Unit, coders: Sequence[str]) -> bool:
    return any(one is not None for one in _of(unit, coders))


def _value(unit: Unit, coder: str, field: str, nothing: bool) -> str | int | None:
    if coder not in unit.coded:
        return None
    statement = unit.coded[coder]
    if statement is None:
        return NOTHING if nothing else None
    return value_of(statement, field)


def _overlap(units: Sequence[Unit], coders: Sequence[str]) -> float | None:
    shares = []
    for one, other in combinations(coders, 2):
        both = [u for u in units if one in u.coded and other in u.coded]
        hers = sum(u.coded[one] is not None for u in both)
        his = sum(u.coded[other] is not None for u in both)
        shared = sum(None not in (u.coded[one], u.coded[other]) for u in both)
        if hers + his:
            shares.append(2 * shared / (hers + his))
    return sum(shares) / len(shares) if shares else None

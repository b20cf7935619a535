"""What somebody outside brings: levers in the hands of those whose signature is not needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.case.case import Snapshot
from goldenbridge.case.schema import Effect

__all__ = ["Brought", "Touch", "brought"]


@dataclass(frozen=True)
class Touch:
    """What one effect of a lever does to one party.

    Attributes
    ----------
    party : whom it touches; empty for the agenda, which touches all.
    direction : "gains", "loses" or "either way", as the sign of its points or its shift says.
    how : in words.
    applies : whether the package at hand is one that it bears on; None where any is, or no
        package was given.
    """

    party: str
    direction: str
    how: str
    applies: bool | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "party": self.party or None,
            "direction": self.direction,
            "how": self.how,
            "applies": self.applies,
        }


@dataclass(frozen=True)
class Brought:
    """A lever that no signatory holds.

    Attributes
    ----------
    lever, name, holder : which, and whose it is.
    touches : who gains and who loses by it.
    costs : whom it costs points to use, signatories among them.
    works_if : hypothesis → readings under which it works; empty where it always does.
    """

    lever: str
    name: str
    holder: str
    touches: tuple[Touch, ...]
    costs: Mapping[str, tuple[float, float, float]]
    works_if: Mapping[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "lever": self.lever,
            "name": self.name,
            "holder": self.holder,
            "touches": [touch.as_dict() for touch in self.touches],
            "costs": {party: list(points) for party, points in self.costs.items()},
            "works_if": {key: list(readings) for key, readings in self.works_if.items()},
        }


def brought(snapshot: Snapshot, package: Mapping[str, str] | None = None) -> tuple[Brought, ...]:
    """The levers whose holder signs nothing, with who gains by them; in the order of the case.

    What they do to the share of worlds with a deal is the levers' own question and not asked here.

    Parameters
    ----------
    snapshot : the case as it stood.
    package : issue → option; told of it, an effect says whether it bears on that package.

    >>> from goldenbridge import load
    >>> [(one.lever, one.holder) for one in brought(load("two-sellers").at())]
    [('one-season', 'council')]
    """
    found = []
    for key, lever in snapshot.body.levers.items():
        if lever.holder in snapshot.consenting:
            continue
        touches = [t for effect in lever.effects for t in _touches(snapshot, effect, package)]
        found.append(
            Brought(
                key,
                lever.name,
                lever.holder,
                tuple(touches),
                {p: (c.low, c.mode, c.high) for p, c in lever.costs.items()},
                {k: tuple(v) for k, v in lever.works_if.items()},
            )
        )
    return tuple(found)


def _touches(
    snapshot: Snapshot, effect: Effect, package: Mapping[str, str] | None
) -> Sequence[Touch]:
    body = snapshot.body
    if effect.worth is not None and effect.points is not None:
        when = effect.worth.when
        applies = None
        if package is not None:
            applies = all(package[issue] in options for issue, options in when.items())
        names = "; ".join(
            f"{body.issues[i].name}: {' or '.join(body.issues[i].options[o].name for o in options)}"
            for i, options in when.items()
        )
        low, high = effect.points.low, effect.points.high
        return [Touch(effect.worth.party, _sign(low, high), f"worth of {names}", applies)]
    if effect.firmness is not None and effect.shift is not None:
        # Less firm is not better off: but a deal is easier to get from it.
        sign = _sign(-effect.shift.high, -effect.shift.low)
        how = {"gains": "asks for less", "loses": "asks for more"}.get(
            sign, "asks for more or less"
        )
        return [Touch(effect.firmness, "either way", how)]
    if effect.swing is not None:
        issue = body.issues[effect.swing.issue].name
        return [Touch(effect.swing.party, "either way", f"cares more or less about {issue}")]
    if effect.red_line is not None:
        line = body.red_lines.get(effect.red_line)
        owners = [] if line is None else [snapshot.owner_party(o) for o in line.owners]
        how = f"red line {effect.red_line} binds with confidence {effect.confidence}"
        return [Touch(owner, "either way", how) for owner in dict.fromkeys(owners)]
    issue = effect.opens or ""
    named = body.issues[issue].name if issue in body.issues else issue
    return [Touch("", "either way", f"puts {named} on the table")]


def _sign(low: float, high: float) -> str:
    if low >= 0 and high > 0:
        return "gains"
    return "loses" if high <= 0 and low < 0 else "either way"

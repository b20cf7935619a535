"""A model ready to run: the deals of every world, what policies turn, and what is uncertain.

Nothing here knows a case. ``tables`` makes a model of a case's worlds, ``generic`` one of crises
in general, tests small ones of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldenbridge.analysis.dynamics import endings
from goldenbridge.analysis.dynamics.chain import SPANS
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BEGINS,
    CRISIS,
    DYAD,
    HYPOTHESES,
    KNOBS,
    NEEDS,
    PARTY,
    ROLES,
)
from goldenbridge.errors import GoldenbridgeError, did_you_mean

__all__ = ["Bad", "Model", "Roles", "at_rest", "parameters", "place", "start"]

Floats = NDArray[np.float64]

#: Mechanism, or ``endings``, → its parameters.
GROUPS: dict[str, tuple[Parameter, ...]] = {
    **{one.name: one.parameters for one in MECHANISMS},
    "endings": endings.PARAMETERS,
}

#: Variables of the crisis that are counted or are so or not.
WHOLE = ("rung", "peak", "fighting", "ceasefire", "widened", "channel", "mediated")

#: The variables by what they are of.
VARIABLES = {"party": PARTY, "dyad": DYAD, "crisis": CRISIS}


class Bad(GoldenbridgeError, ValueError):
    """A model that cannot be run as it was put together: what was found, and what was wanted."""

    exit_code = 2


def parameters() -> dict[str, Parameter]:
    """Every parameter by its full name, in the order of a row of parameters.

    >>> parameters()["talks.opening"].mode
    1.5
    """
    return {f"{group}.{p.name}": p for group, several in GROUPS.items() for p in several}


def place(name: str) -> int:
    """In which column a parameter stands.

    Raises
    ------
    Bad : no parameter has that name.

    >>> place("calendar.every")
    0
    """
    names = list(parameters())
    if name not in names:
        raise Bad(f'parameter: found "{name}", which is none. {did_you_mean(name, names)}'.strip())
    return names.index(name)


@dataclass(frozen=True)
class Roles:
    """Who stands where: which side, whose demands, whose measures, who fights, who leans on whom.

    Attributes
    ----------
    parties : ids, one or more.
    second : those of the second side; all others are of the first.
    demanders, targets, senders, clients, patrons, fighters : ids.
    """

    parties: tuple[str, ...]
    second: tuple[str, ...] = ()
    demanders: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    patrons: tuple[str, ...] = ()
    fighters: tuple[str, ...] = ()

    def array(self) -> Floats:
        """(parties, ROLES), 0 or 1."""
        several = (
            self.second, self.demanders, self.targets, self.senders, self.clients, self.patrons,
            self.fighters,
        )  # fmt: skip
        assert len(several) == len(ROLES)
        return np.array([[float(p in ids) for ids in several] for p in self.parties])

    def pairs(self) -> NDArray[np.int64]:
        """(dyads, 2): every pair on opposite sides; every pair at all where there is one side."""
        all_pairs = list(combinations(range(len(self.parties)), 2))
        side = [p in self.second for p in self.parties]
        across = [(a, b) for a, b in all_pairs if side[a] != side[b]]
        return np.array(across or all_pairs, dtype=np.int64).reshape(-1, 2)


def at_rest(worlds: int, epochs: int = 1) -> Floats:
    """Knobs as nobody has touched them: (epochs, worlds, KNOBS)."""
    rest = np.array([knob.rest for knob in KNOBS])
    return np.broadcast_to(rest, (epochs, worlds, len(KNOBS))).copy()


def start(worlds: int, roles: Roles) -> tuple[Floats, Floats, Floats]:
    """A beginning of which nobody has said anything, to be written over.

    Everything is neutral, and *not a number* where a variable begins at its parameter
    (``state.BEGINS``): ``Model.beginning`` looks that up when a run begins, so that a parameter
    set later counts too.

    Returns
    -------
    party (worlds, parties, PARTY), dyad (worlds, pairs, DYAD), crisis (worlds, CRISIS).
    """
    party = np.array([v.neutral for v in PARTY], dtype=float)
    dyad = np.array([v.neutral for v in DYAD], dtype=float)
    crisis = np.array([v.neutral for v in CRISIS], dtype=float)
    found = {
        "party": np.broadcast_to(party, (worlds, len(roles.parties), len(party))).copy(),
        "dyad": np.broadcast_to(dyad, (worlds, len(roles.pairs()), len(dyad))).copy(),
        "crisis": np.broadcast_to(crisis, (worlds, len(crisis))).copy(),
    }
    for one in BEGINS:
        array, column = found[one.of], [v.name for v in VARIABLES[one.of]].index(one.name)
        if one.of == "party":
            array[:, _whose(roles, one.whose), column] = np.nan
        else:
            array[..., column] = np.nan
    return found["party"], found["dyad"], found["crisis"]


def _whose(roles: Roles, whose: str) -> NDArray[np.bool_]:
    """Which parties a beginning is for: (parties,)."""
    if not whose:
        return np.ones(len(roles.parties), dtype=bool)
    demanders = roles.array()[:, ROLES.index("demander")] > 0
    return ~demanders if whose == "others" else roles.array()[:, ROLES.index(whose)] > 0


@dataclass(frozen=True, eq=False)
class Model:
    """Everything that a run needs but its number and the seed.

    Attributes
    ----------
    roles : who stands where.
    worths : (epochs, worlds, packages, parties + NEEDS), worth to each party in shares of what is
    at
        stake for it, then what each package offers of NEEDS; ``window.FREE`` where a party is not
        needed, its negative where a package is barred.
    no_deal : (epochs, worlds, parties), before anything moves.
    fees : (epochs, worlds, parties), paid when an epoch begins.
    knobs : (epochs, worlds, KNOBS), where the policy has turned them.
    starts : (epochs,), months at which each epoch begins; the first is 0.
    readings : (worlds, HYPOTHESES), which reading holds; -1 none.
    params : (worlds, all parameters), in the order of :func:`parameters`.
    party, dyad, crisis : the beginning of each world, as :func:`start` gives it; not a number where
        a variable of ``state.BEGINS`` begins at its parameter.
    switches : mechanism → whether it acts; those left out do.
    steps, step_days : the horizon.
    by_product : whether the largest product of gains is signed instead of the largest smallest
    gain.
    """

    roles: Roles
    worths: Floats
    no_deal: Floats
    fees: Floats
    knobs: Floats
    starts: Floats
    readings: NDArray[np.int64]
    params: Floats
    party: Floats
    dyad: Floats
    crisis: Floats
    switches: Mapping[str, bool] = field(default_factory=dict)
    steps: int = 60
    step_days: float = 30.0
    by_product: bool = False

    @property
    def worlds(self) -> int:
        """How many worlds there are; run r is set in world r modulo that."""
        return int(self.no_deal.shape[1])

    @property
    def begins_in_war(self) -> bool:
        """Whether full-scale war is being fought when the simulation begins."""
        fighting = [v.name for v in CRISIS].index("fighting")
        return bool((self.crisis[:, fighting] > 0).any())

    @property
    def on(self) -> NDArray[np.bool_]:
        """(MECHANISMS,), whether each acts."""
        return np.array([bool(self.switches.get(one.name, True)) for one in MECHANISMS])

    @property
    def beginning(self) -> tuple[Floats, Floats, Floats]:
        """The outset, party, dyad and crisis: as said, or by its parameter where nobody said.

        What belongs to a mechanism that is off is neutral.
        """
        off = {one.name for one, acts in zip(MECHANISMS, self.on, strict=True) if not acts}
        found = []
        for of, array in (("party", self.party), ("dyad", self.dyad), ("crisis", self.crisis)):
            variables = VARIABLES[of]
            names = [v.name for v in variables]
            whole = array.copy()
            for one in BEGINS:
                if one.of == of:
                    column = names.index(one.name)
                    by_world = self.params[:, place(one.parameter)]
                    by_world = by_world.reshape(-1, *[1] * (whole.ndim - 2))
                    said = whole[..., column]
                    whole[..., column] = np.where(np.isnan(said), by_world, said)
            owned = [v.owner in off for v in variables]
            found.append(np.where(owned, np.array([float(v.neutral) for v in variables]), whole))
        return found[0], found[1], found[2]

    @property
    def months(self) -> float:
        """Length of a step in months of 30 days."""
        return self.step_days / 30.0

    @property
    def horizon(self) -> float:
        """Months until the end."""
        return self.steps * self.months

    def only(self, *names: str) -> Model:
        """The same with these mechanisms on and all others off.

        Raises
        ------
        Bad : no mechanism has that name.
        """
        return self.switched({one.name: one.name in names for one in MECHANISMS}, names)

    def without(self, *names: str) -> Model:
        """The same with these mechanisms off.

        Raises
        ------
        Bad : no mechanism has that name.
        """
        return self.switched({**self.switches, **dict.fromkeys(names, False)}, names)

    def switched(self, switches: Mapping[str, bool], named: Sequence[str] = ()) -> Model:
        """The same with mechanisms on or off as told."""
        known = [one.name for one in MECHANISMS]
        for name in (*switches, *named):
            if name not in known:
                raise Bad(f'mechanism: found "{name}", wanted one of {", ".join(known)}')
        return replace(self, switches=dict(switches))

    def setting(self, values: Mapping[str, ArrayLike]) -> Model:
        """The same with parameters set, each to a number or to one a world: (worlds,).

        Raises
        ------
        Bad : no parameter has that name, or a value is not a finite number.
        """
        params = self.params.copy()
        for name, value in values.items():
            array = np.asarray(value, dtype=float)
            if not np.isfinite(array).all():
                raise Bad(f"{name}: found a value that is not a finite number")
            params[:, place(name)] = array
        return replace(self, params=params)

    def reading(self, **held: str | None) -> Model:
        """The same with one reading of a hypothesis in every world; None: no reading at all.

        Raises
        ------
        Bad : no hypothesis or reading has that name.
        """
        readings = self.readings.copy()
        names = [h.name for h in HYPOTHESES]
        for name, wanted in held.items():
            if name not in names:
                raise Bad(f'hypothesis: found "{name}", wanted one of {", ".join(names)}')
            known = HYPOTHESES[names.index(name)].readings
            if wanted is not None and wanted not in known:
                raise Bad(f'reading of {name}: found "{wanted}", wanted one of {", ".join(known)}')
            readings[:, names.index(name)] = -1 if wanted is None else known.index(wanted)
        return replace(self, readings=readings)

    def turned(self, **knobs: float) -> Model:
        """The same with knobs turned from the beginning to the end.

        Raises
        ------
        Bad : no knob has that name, or a value is out of its range.
        """
        turned = self.knobs.copy()
        names = [knob.name for knob in KNOBS]
        for name, value in knobs.items():
            if name not in names:
                raise Bad(f'knob: found "{name}", wanted one of {", ".join(names)}')
            knob = KNOBS[names.index(name)]
            if not knob.low <= value <= knob.high:
                raise Bad(f"knob {name}: found {value}, wanted {knob.low} to {knob.high}")
            turned[:, :, names.index(name)] = value
        return replace(self, knobs=turned)

    def begun(self, **values: float) -> Model:
        """The same with variables of the crisis set at the outset, in every world.

        Raises
        ------
        Bad : the crisis has no variable of that name, or the value is out of its range.
        """
        crisis = self.crisis.copy()
        names = [v.name for v in CRISIS]
        for name, value in values.items():
            if name not in names:
                raise Bad(f'variable: found "{name}", wanted one of {", ".join(names)}')
            known = CRISIS[names.index(name)]
            if not known.low <= value <= known.high:
                raise Bad(f"{name}: found {value}, wanted {known.low} to {known.high}")
            crisis[:, names.index(name)] = value
        if "rung" in values:
            rung = crisis[:, names.index("rung")]
            crisis[:, names.index("peak")] = np.maximum(crisis[:, names.index("peak")], rung)
            if "fighting" not in values:
                crisis[:, names.index("fighting")] = rung >= 7
        return replace(self, crisis=crisis)

    def checked(self) -> Model:
        """Itself, where it can be run.

        Raises
        ------
        Bad : with what was found and what was wanted.
        """
        if self.no_deal.ndim != 3 or not self.no_deal.shape[0]:
            raise Bad(
                f"no_deal: found an array of shape {self.no_deal.shape}, wanted epochs, worlds and "
                "parties, one epoch at least"
            )
        epochs, worlds, n = self.no_deal.shape
        packages = self.worths.shape[2] if self.worths.ndim == 4 else 0
        pairs = len(self.roles.pairs())
        self.switched(self.switches)
        wanted = {
            "no_deal": (epochs, worlds, n),
            "worths": (epochs, worlds, packages, n + len(NEEDS)),
            "fees": (epochs, worlds, n),
            "knobs": (epochs, worlds, len(KNOBS)),
            "starts": (epochs,),
            "readings": (worlds, len(HYPOTHESES)),
            "params": (worlds, SPANS[-1][1]),
            "party": (worlds, n, len(PARTY)),
            "dyad": (worlds, pairs, len(DYAD)),
            "crisis": (worlds, len(CRISIS)),
        }
        if n != len(self.roles.parties) or n == 0:
            raise Bad(f"parties: found {len(self.roles.parties)} at the table, wanted {max(n, 1)}")
        if worlds == 0 or packages == 0:
            raise Bad(f"found {worlds} worlds and {packages} packages, wanted one of each at least")
        for name, shape in wanted.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise Bad(f"{name}: found an array of shape {array.shape}, wanted {shape}")
        begins = dict(zip(VARIABLES, self.beginning, strict=True))
        for name in wanted:
            array = getattr(self, name)
            whole = begins.get(name, array)
            if not np.isfinite(whole).all():
                raise Bad(f"{name}: found something that is not a finite number")
        if self.starts[0] != 0 or (np.diff(self.starts) <= 0).any():
            raise Bad(f"starts: found {self.starts.tolist()}, wanted a rising row from 0")
        if not 1 <= self.steps <= 6000:
            raise Bad(f"steps: found {self.steps}, wanted 1 to 6000")
        if not 0.25 <= self.step_days <= 360:
            raise Bad(f"step_days: found {self.step_days}, wanted 0.25 to 360")
        for name, variables in VARIABLES.items():
            low = np.array([v.low for v in variables])
            high = np.array([v.high for v in variables])
            array = begins[name]
            outside = ((array < low) | (array > high)).reshape(-1, len(variables)).any(axis=0)
            if outside.any():
                one = variables[int(outside.argmax())]
                raise Bad(f"{one.name}: found a start outside {one.low} to {one.high}")
        low, high = np.array([k.low for k in KNOBS]), np.array([k.high for k in KNOBS])
        turned = ((self.knobs < low) | (self.knobs > high)).reshape(-1, len(KNOBS)).any(axis=0)
        if turned.any():
            knob = KNOBS[int(turned.argmax())]
            raise Bad(f"knob {knob.name}: found a value outside {knob.low} to {knob.high}")
        stands = np.array([p.stands for p in parameters().values()])
        beyond = ((self.params < stands[:, 0]) | (self.params > stands[:, 1])).any(axis=0)
        if beyond.any():
            at = int(beyond.argmax())
            found = self.params[:, at]
            worst = found[(found < stands[at, 0]) | (found > stands[at, 1])][0]
            raise Bad(
                f"{list(parameters())[at]}: found {worst:g}, wanted {stands[at, 0]:g} to "
                f"{stands[at, 1]:g}"
            )
        if (self.fees < 0).any():
            raise Bad("fees: found a cost below 0, wanted 0 or more")
        self._sound_start(begins["crisis"])
        if not np.issubdtype(self.readings.dtype, np.integer):
            raise Bad(f"readings: found {self.readings.dtype}, wanted whole numbers")
        for column, hypothesis in enumerate(HYPOTHESES):
            held = self.readings[:, column]
            if held.min() < -1 or held.max() >= len(hypothesis.readings):
                raise Bad(f"reading of {hypothesis.name}: found {held.min()} or {held.max()}")
        return self

    @staticmethod
    def _sound_start(crisis: Floats) -> None:
        """Raise where a start contradicts itself: half a rung, a war on a low one, a low peak."""
        names = [v.name for v in CRISIS]
        said = {name: crisis[:, names.index(name)] for name in WHOLE}
        for name, column in said.items():
            if (column != np.rint(column)).any():
                raise Bad(f"{name}: found {column[column != np.rint(column)][0]}, wanted whole")
        if ((said["rung"] >= 7) != (said["fighting"] > 0)).any():
            raise Bad("fighting: found war below rung 7, or none from there on")
        if (said["peak"] < said["rung"]).any():
            raise Bad("peak: found a highest rung below the present one, wanted as high at least")
        if ((said["fighting"] > 0) & (said["ceasefire"] > 0)).any():
            raise Bad("ceasefire: found one in a war that is fought, wanted one or the other")

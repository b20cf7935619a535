"""A case as a model: its worlds, its packages in each, and what its levers turn under a policy.

Worths and no deal become shares of what is at stake for a party: 0 the worst package for it, 1 the
best, by the options alone. The worlds are those of ``goldenbridge deals``: the same seed and
number, the same draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.drawn import (
    Given,
    corners,
    drawn_parameters,
    drawn_readings,
)
from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.kernel import DRIVES
from goldenbridge.analysis.dynamics.mechanisms.battlefield import WORN
from goldenbridge.analysis.dynamics.model import Bad, Model, Roles, at_rest, place, start
from goldenbridge.analysis.dynamics.pool import Pool, at_stake, pool, shares
from goldenbridge.analysis.dynamics.run import watch
from goldenbridge.analysis.dynamics.schedule import (
    Epoch,
    PolicyDate,
    Schedule,
    known_policies,
    schedule,
)
from goldenbridge.analysis.dynamics.state import (
    AGENDA,
    BALANCE,
    CHANNEL,
    CREDIBILITY,
    EFFECT,
    ENTRENCHED,
    EXPOSURE,
    EXTENT,
    FIGHTING,
    HYPOTHESES,
    K_SANCTIONS,
    K_SCOPE,
    KNOBS,
    NEEDS,
    PEAK,
    RUNG,
    SCOPE,
    STRENGTH,
    SUNK,
    TALKED,
    WAR,
)
from goldenbridge.analysis.dynamics.window import FREE
from goldenbridge.analysis.sample import Sample
from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.over_time import OverTime
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Settings, Worlds
from goldenbridge.worlds.frame import opened_by
from goldenbridge.worlds.uniforms import MAIN, named, triangular

__all__ = ["Tables"]

Floats = NDArray[np.float64]

#: What a simulation covers where nobody says otherwise.
STEPS, STEP_DAYS = 60, 30.0

#: Numbers that the table of what packages are worth may hold: a gigabyte of them.
LARGEST = 125_000_000

_NO_MARGIN = {"concessions.margin": 0.0}

#: What acts where a case says nothing of sides, force or measures.
TALKS_ALONE = ("red_lines", "talks", "concessions")


@dataclass(frozen=True, eq=False)
class Tables:
    """The worlds of one snapshot, ready to be run under any of its policies.

    Attributes
    ----------
    snapshot : the case as it stood.
    seed, wanted : which worlds, and how many before those that contradict a record are left out.
    steps, step_days : the horizon.
    given : parameters in place of the model's and the case's ranges.
    held : hypothesis of the simulation → reading that holds in every world.
    switches : mechanism → whether it acts.
    """

    snapshot: Snapshot
    seed: int = 1
    wanted: int = 1024
    steps: int = STEPS
    step_days: float = STEP_DAYS
    given: Mapping[str, Given] | None = None
    held: Mapping[str, str] | None = None
    switches: Mapping[str, bool] | None = None

    @property
    def horizon(self) -> float:
        """Months that are simulated."""
        return self.steps * self.step_days / 30.0

    @property
    def over_time(self) -> OverTime:
        """What the case says of a crisis that goes on; nothing but talks where it says nothing."""
        return self.snapshot.body.dynamics or OverTime()

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """Every policy of the snapshot, laid out over the months.

        One that names a moment beyond them is not there; asked for by name, it is an error.
        """
        found = {}
        for key in known_policies(self.snapshot):
            with suppress(PolicyDate):
                found[key] = schedule(self.snapshot, key, self.horizon)
        return found

    def refuse(self, *policies: str) -> None:
        """Raise what is wrong with what is asked for, before anything takes long.

        Raises
        ------
        PolicyUnknown, PolicyDate : see :func:`goldenbridge.analysis.dynamics.schedule.schedule`.
        Bad : a parameter, reading or mechanism has no such name, or a value is out of range.
        """
        for policy in policies:
            schedule(self.snapshot, policy, self.horizon)
        _ = self._sound

    @cached_property
    def _sound(self) -> bool:
        """Whether parameters, readings and mechanisms are such as the model knows.

        Raises
        ------
        Bad : they are not.
        """
        said = {k: (j.low, j.mode, j.high) for k, j in self.over_time.parameters.items()}
        for whose, values in (("dynamics.parameters of the case: ", said), ("", self.given or {})):
            try:
                for end in (min, max):
                    ends = {name: end(corners(name, value)) for name, value in values.items()}
                    generic(2, given=ends).checked()
            except Bad as error:
                raise Bad(f"{whose}{error}") from None
        self._turned(generic(2))
        return True

    def _turned(self, model: Model) -> Model:
        """The same model with mechanisms switched and readings held as is asked for."""
        if self.switches:
            model = model.switched({**model.switches, **self.switches})
        return model.reading(**dict(self.held)) if self.held else model

    @cached_property
    def sample(self) -> Sample:
        """The worlds, with every lever there that some policy pulls."""
        levers = {k for s in self.schedules.values() for e in s.epochs for k in e.levers}
        drawn = Sample.draw(self.snapshot, self.seed, self.wanted).pulling(levers)
        if not drawn.frame.parties:
            raise Bad(
                f"parties: found none at {self.snapshot.id} whose consent a deal needs, wanted one "
                "at least. Say under parties who has to agree (consent: always, or issues)."
            )
        if not len(drawn.worlds):
            raise Bad(
                f"worlds: found none of {self.wanted} that fits the record, wanted one at least. "
                "Ask for more worlds, or run goldenbridge check."
            )
        return drawn

    @cached_property
    def bare(self) -> Worlds:
        """The worlds with no lever pulled."""
        return self._worlds(frozenset())

    def _worlds(self, levers: frozenset[str]) -> Worlds:
        """The worlds with these levers pulled."""
        return self.sample.intervened(Settings(levers=levers))

    @cached_property
    def pool(self) -> Pool:
        """The packages looked at, the same under every policy."""
        sets: set[frozenset[str]] = {frozenset()}
        sets |= {e.levers for s in self.schedules.values() for e in s.epochs}
        several = sorted(sets, key=sorted)
        return pool([self._worlds(one) for one in several], [self._closed(one) for one in several])

    @cached_property
    def roles(self) -> Roles:
        """Who stands where; where a case says nothing, each party stands by itself."""
        said, parties = self.over_time, self.sample.frame.parties
        return Roles(
            parties=parties,
            second=said.second or parties[1:],
            demanders=said.demanders,
            targets=said.targets,
            senders=said.senders,
            clients=said.clients,
            patrons=said.patrons,
            fighters=said.fighters,
        )

    def drawn(self, path: Path_, judgement: Judgement) -> Floats:
        """A judgement of the dynamics in every world: (W,)."""
        index = self.bare.index
        if not judgement.uncertain:
            return np.full(len(index), float(judgement.mode))
        u = named(self.seed, index, ".".join(map(str, path)), MAIN)
        return triangular(
            u, *(np.full(1, x) for x in (judgement.low, judgement.mode, judgement.high))
        )

    @cached_property
    def readings(self) -> NDArray[np.int64]:
        """Which reading of A to H holds in each world: (W, HYPOTHESES)."""
        body, held = self.snapshot.body, {}
        for name, read in self.over_time.readings.items():
            known = next(h.readings for h in HYPOTHESES if h.name == name)
            theirs = list(body.hypotheses[read.hypothesis].readings)
            meant = np.array([known.index(read.as_[key]) for key in theirs])
            held[name] = meant[self.bare.readings[read.hypothesis]]
        return drawn_readings(self.bare.index, self.seed, held)

    @cached_property
    def params(self) -> Floats:
        """Every parameter in every world: (W, parameters); the model's, the case's, or as given."""
        said = {k: (j.low, j.mode, j.high) for k, j in self.over_time.parameters.items()}
        return drawn_parameters(self.bare.index, self.seed, {**said, **(self.given or {})})

    @cached_property
    def _asked_at_home(self) -> Floats:
        """Points over no deal that those at home who ratify ask for: (W, P)."""
        found = np.zeros((len(self.bare), len(self.sample.frame.parties)))
        for column, party in enumerate(self.sample.frame.parties):
            for key, inner in self.snapshot.body.parties[party].constituencies.items():
                if inner.ratifies and inner.asks is not None:
                    path: Path_ = ("parties", party, "constituencies", key, "asks")
                    asks = self.drawn(path, inner.asks)
                    found[:, column] = np.maximum(found[:, column], asks)
        return found

    @cached_property
    def _needs(self) -> Floats:
        """What each package offers besides worth: (W, packages, NEEDS)."""
        frame, deals, said = self.sample.frame, self.pool.deals, self.over_time
        found = np.zeros((len(self.bare), len(deals), len(NEEDS)))
        vouched, beyond = np.zeros(len(deals)), np.zeros(len(deals))
        for n, issue in enumerate(frame.space.issues):
            options = frame.space.options[n]
            adds = np.array([said.vouched.get(issue, {}).get(o, 0.0) for o in options])
            lies = np.array([said.beyond.get(issue, {}).get(o, 0.0) for o in options])
            vouched += adds[deals[:, n]]
            beyond = np.maximum(beyond, lies[deals[:, n]])
        bare = self.drawn(("dynamics", "credibility"), said.credibility)
        found[:, :, CREDIBILITY] = np.clip(bare[:, None] + vouched[None], 0.0, 1.0)
        found[:, :, AGENDA] = 1.0 - beyond
        decided = frame.space.sizes > 1
        moved = (deals != frame.defaults)[:, decided]
        found[:, :, EXTENT] = moved.mean(axis=1) if decided.any() else 1.0
        return found

    def _knobs(self, epoch: Epoch) -> Floats:
        """How far everything is turned in an epoch: (W, KNOBS)."""
        names = [knob.name for knob in KNOBS]
        found = at_rest(len(self.bare))[0]
        if self.snapshot.body.dynamics is None:
            found[:, K_SCOPE] = 1.0
        for name, value in self.over_time.stands.items():
            found[:, names.index(name)] = self.drawn(("dynamics", "stands", name), value)
        pulled = self.sample.ground.pulled
        for lever in sorted(epoch.levers):
            one = self.snapshot.body.levers[lever]
            believed = pulled.works(lever).astype(float)
            if one.credibility:
                several = [pulled.believed(lever, p, epoch.levers) for p in one.credibility]
                believed = np.mean(several, axis=0)
            for name, value in one.turns.items():
                by = self.drawn(("levers", lever, "turns", name), value)
                found[:, names.index(name)] += by * believed
        for path, name, value in epoch.turns:
            found[:, names.index(name)] += self.drawn(path, value)
        low, high = np.array([k.low for k in KNOBS]), np.array([k.high for k in KNOBS])
        clipped: Floats = np.clip(found, low, high)
        return clipped

    def _fees(self, epochs: Sequence[Epoch], width: Floats) -> Floats:
        """What pulling levers costs, once, when they are first pulled: (epochs, W, P)."""
        frame, pulled = self.sample.frame, self.sample.ground.pulled
        found = np.zeros((len(epochs), *width.shape))
        done: set[str] = set()
        for number, epoch in enumerate(epochs):
            for lever in sorted(epoch.levers - done):
                one = self.snapshot.body.levers[lever]
                for party, cost in one.costs.items():
                    if one.paid == "now" and party in frame.parties:
                        column = frame.parties.index(party)
                        points = pulled.value(("levers", lever, "costs", party), cost)
                        found[number, :, column] += points / width[:, column]
            done |= epoch.levers
        return found

    def _worn(self, party: Floats, months: float) -> None:
        """What so many months of war have done to those who fight: dug in, worn, invested."""
        fighters = [p in self.roles.fighters for p in self.roles.parties]
        for variable, parameter, least in (
            (ENTRENCHED, "battlefield.digging", None),
            (SUNK, "battlefield.sinking", None),
            (STRENGTH, "battlefield.attrition", WORN),
        ):
            gone = np.exp(-self.params[:, place(parameter)] * months)
            reached = 1.0 - gone if least is None else least + (1.0 - least) * gone
            party[:, fighters, variable] = reached[:, None]

    def _begun(self, knobs: Floats) -> tuple[Floats, Floats, Floats]:
        """Where every world begins: party, dyad, crisis."""
        said, worlds = self.over_time.begin, len(self.bare)
        party, dyad, crisis = start(worlds, self.roles)
        if self.snapshot.body.dynamics is None:
            crisis[:, CHANNEL] = 0.0
            return party, dyad, crisis
        crisis[:, RUNG] = crisis[:, PEAK] = said.rung
        crisis[:, FIGHTING] = float(said.rung >= WAR)
        crisis[:, CHANNEL] = float(said.talks)
        crisis[:, BALANCE] = self.drawn(("dynamics", "begin", "balance"), said.balance)
        self._worn(party, said.war_months)
        crisis[:, TALKED] = said.talked_months
        crisis[:, EXPOSURE] = said.sanctioned_months
        crisis[:, EFFECT] = 0.5 * knobs[:, K_SANCTIONS]
        crisis[:, SCOPE] = knobs[:, K_SCOPE]
        return party, dyad, crisis

    @cached_property
    def _anchor(self) -> Floats:
        """What the mechanisms say at the snapshot itself, in its no deals already: (W, P).

        Whoever coded what was refused and offered saw the war, the measures and the moods of that
        day. So only what changes from then on counts; the margin asked above no deal is not in it.
        """
        still = self._model((Epoch(0.0, frozenset()),), np.zeros(1)).setting(_NO_MARGIN)
        at_once = watch(replace(still, steps=1), len(self.bare), self.seed, explained=True)
        found: Floats = at_once.drives[:, 0, :, DRIVES:].sum(axis=1)
        n = len(self.sample.frame.parties)
        return found[:, :n] + found[:, n:]

    def model(self, policy: str) -> Model:
        """The model under one policy, ready to run.

        Raises
        ------
        PolicyUnknown, PolicyDate : see :func:`goldenbridge.analysis.dynamics.schedule.schedule`.
        Bad : a parameter, reading or mechanism has no such name, or a value is out of range.
        """
        self.refuse(policy)
        return self._model(self.schedules[policy].epochs, self._anchor).checked()

    def _model(self, epochs: Sequence[Epoch], anchor: Floats) -> Model:
        frame, deals = self.sample.frame, self.pool.deals
        parties, needs = len(frame.parties), self._needs
        least, width = at_stake(self.bare)
        shape = (len(epochs), len(self.bare), len(deals), parties + len(NEEDS))
        self._fits(shape)
        worths, no_deals = np.empty(shape), np.empty((*shape[:2], parties))
        for number, epoch in enumerate(epochs):
            worlds = self._worlds(epoch.levers)
            worth, no_deal = shares(worlds, deals, least, width, FREE)
            worths[number, :, :, :parties] = worth
            worths[number, :, self._not_yet(epoch.levers), :parties] = -FREE
            worths[number, :, :, parties:] = needs
            no_deals[number] = no_deal + self._asked_at_home / width - anchor
        knobs = np.stack([self._knobs(epoch) for epoch in epochs])
        # What held before the policy began is how things stood untouched.
        party, dyad, crisis = self._begun(self._knobs(Epoch(0.0, frozenset())))
        model = Model(
            replace(self.roles, parties=frame.parties),
            worths,
            no_deals,
            self._fees(epochs, width),
            knobs,
            np.array([epoch.start for epoch in epochs]),
            self.readings,
            self.params,
            party,
            dyad,
            crisis,
            steps=self.steps,
            step_days=self.step_days,
        )
        if self.snapshot.body.dynamics is None:
            model = model.only(*TALKS_ALONE)
        elif not self.roles.fighters:
            # Nobody has force: what is quarrelled over may be lost, but no war comes of it.
            model = model.without("ladder", "battlefield", "calendar")
        return self._turned(model)

    def _fits(self, shape: tuple[int, ...]) -> None:
        """Raise where what packages are worth would fill the memory.

        Raises
        ------
        Bad : a table of more than ``LARGEST`` numbers.
        """
        if prod(shape) > LARGEST:
            epochs, worlds, packages, columns = shape
            fewer = max(16, LARGEST // (epochs * packages * columns))
            raise Bad(
                f"policy: found {epochs} stretches of time in {worlds} worlds with {packages} "
                f"packages, {prod(shape) * 8 / 1e9:.1f} GB, wanted {LARGEST * 8 / 1e9:.1f} GB at "
                f"the most. Ask for {fewer} worlds, or let the policy change less often."
            )

    def _closed(self, levers: frozenset[str]) -> NDArray[np.bool_]:
        """Options of issues that none of these levers has put on the table yet: (options,)."""
        frame, body = self.sample.frame, self.snapshot.body
        found = np.zeros(frame.space.n_options, dtype=np.bool_)
        for issue in set(opened_by(body, frame.levers)) - set(opened_by(body, levers)):
            number = frame.space.issues.index(issue)
            first, last = frame.space.offsets[number : number + 2]
            found[first:last] = np.arange(last - first) != frame.defaults[number]
        return found

    def _not_yet(self, levers: frozenset[str]) -> NDArray[np.bool_]:
        """Packages that settle an issue which no lever has put on the table yet: (packages,)."""
        places = self.sample.frame.space.offsets[:-1] + self.pool.deals
        beyond: NDArray[np.bool_] = self._closed(levers)[places].any(axis=1)
        return beyond

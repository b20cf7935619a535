"""An experiment: one thing changed in a small crisis, what it moves, and under which reading.

Both sides of the change meet the same worlds and the same chance. What comes out shows only what
was coded: it is a test of the model's wiring and no evidence for the claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.rows.four import WORLDS, Setting, crisis_of_four
from goldenbridge.analysis.dynamics.rows.outcomes import OUTCOMES, Outcome
from goldenbridge.analysis.dynamics.run import Paths, watch
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate, difference

__all__ = ["Experiment", "Rival", "measured"]

#: Runs of an experiment, unless told otherwise: two in each world.
RUNS = 2 * WORLDS

Way = Literal[-1, 0, 1]


@dataclass(frozen=True)
class Rival:
    """The rival reading: what else is so there, and what is expected.

    Attributes
    ----------
    text : the rival claim, in short.
    setting : what differs from the experiment's own setting.
    expected : which way the same change moves the outcome there; 0 not visibly.
    outcome : another outcome, where the rival claim is about another.
    """

    text: str
    setting: Setting
    expected: Way
    outcome: str = ""


@dataclass(frozen=True)
class Experiment:
    """One thing changed, and which way it is claimed to move one outcome.

    Attributes
    ----------
    id : short name.
    rows : of the table of mechanisms; none where it shows a switch that no row claims.
    outcome : of ``OUTCOMES``.
    expected : the claimed way; 0 not visibly.
    before, after : the change.
    setting : all that stays the same, with the claim's own reading.
    rival : the rival reading, where there is one.
    """

    id: str
    rows: tuple[int, ...]
    outcome: str
    expected: Way
    before: Setting
    after: Setting
    setting: Setting = field(default_factory=Setting)
    rival: Rival | None = None

    @property
    def changed(self) -> str:
        """The change in words.

        >>> Experiment("x", (), "war", 1, Setting(knobs={"aid": 0}), Setting(knobs={"aid": 1})
        ... ).changed
        'knob aid 0 → 1'
        """
        before, after = dict(self.before.told()), dict(self.after.told())
        return ", ".join(
            f"{what} {before.get(what, '–')} → {after.get(what, '–')}"
            for what in dict.fromkeys([*before, *after])
        )

    def looked_at(self, rival: bool = False) -> Outcome:
        """What is measured, under its own reading or the rival one."""
        other = self.rival.outcome if rival and self.rival else ""
        return OUTCOMES[other or self.outcome]

    @property
    def in_company(self) -> Experiment | None:
        """The same with all mechanisms at work, where it is made with a few; None otherwise."""
        if not self.setting.only:
            return None
        return replace(self, setting=replace(self.setting, only=()), rival=None)

    def settings(self, rival: bool = False) -> tuple[Setting, Setting]:
        """Before and after, whole, under its own reading or the rival one.

        Raises
        ------
        ValueError : there is no rival reading.
        """
        if rival and self.rival is None:
            raise ValueError(f"experiment {self.id}: found no rival reading, asked for one")
        base = self.rival.setting.over(self.setting) if rival and self.rival else self.setting
        return self.before.over(base), self.after.over(base)


def measured(
    experiment: Experiment,
    runs: int = RUNS,
    seed: int = 1,
    *,
    rival: bool = False,
    worlds: int = WORLDS,
) -> Estimate:
    """How far an experiment's change moves its outcome, with an interval clustered by world.

    Trust it for which way the model is wired. It is no evidence that the world is so.

    Parameters
    ----------
    experiment : see ``EXPERIMENTS``.
    runs, seed : which runs; the same before and after.
    rival : under the rival reading instead of the claim's own.
    worlds : how many worlds runs nest in.

    Raises
    ------
    ValueError : there is no rival reading.

    >>> from goldenbridge.analysis.dynamics.rows.experiments import EXPERIMENTS
    >>> measured(EXPERIMENTS["a way out"], 64).estimate > 0
    True
    """
    before, after = experiment.settings(rival)
    outcome = experiment.looked_at(rival)
    one = watch(crisis_of_four(after, worlds, seed), runs, seed)
    other = watch(crisis_of_four(before, worlds, seed), runs, seed)
    return difference(
        outcome.of(one),
        outcome.of(other),
        one["world"],
        _counted(outcome, one),
        _counted(outcome, other),
    )


def _counted(outcome: Outcome, paths: Paths) -> NDArray[np.bool_] | None:
    return None if outcome.where is None else outcome.where(paths)

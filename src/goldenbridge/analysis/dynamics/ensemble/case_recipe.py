"""The recipe of a case under one policy: what a worker anywhere needs to make the same runs."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from goldenbridge.analysis.dynamics.drawn import Given
from goldenbridge.analysis.dynamics.ensemble.recipe import key_of
from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.simulate import tables_of
from goldenbridge.analysis.dynamics.tables import STEP_DAYS, STEPS, Tables
from goldenbridge.case.case import Case, Snapshot
from goldenbridge.files.document import Path_

__all__ = ["CaseRecipe"]


@dataclass(frozen=True)
class CaseRecipe:
    """How to make the model of a case under one policy; get it with :meth:`of`.

    Attributes
    ----------
    case, case_hash, snapshot : which case, as it stood when.
    raw : the snapshot itself, so that a worker needs no file.
    policy : its name.
    seed, worlds, steps, step_days : as for ``simulate``.
    given, held : parameters and readings that are set, as sorted pairs.
    without : mechanisms that are switched off.
    """

    case: str
    case_hash: str
    snapshot: str
    raw: bytes
    policy: str
    seed: int
    worlds: int
    steps: int
    step_days: float
    given: tuple[tuple[str, float | tuple[float, ...]], ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        case: Case,
        policy: str,
        snapshot: str | None = None,
        *,
        runs: int,
        seed: int = 1,
        worlds: int | None = None,
        steps: int = STEPS,
        step_days: float = STEP_DAYS,
        parameters: Mapping[str, Given] | None = None,
        readings: Mapping[str, str] | None = None,
        without: tuple[str, ...] = (),
    ) -> CaseRecipe:
        """The recipe of the very runs that ``simulate`` would make with these arguments.

        Raises
        ------
        SnapshotUnknown, PolicyUnknown, PolicyDate, Bad : see :func:`goldenbridge.simulate`.

        >>> from goldenbridge import load
        >>> CaseRecipe.of(load("two-sellers"), "none", runs=64, steps=6).model().steps
        6
        """
        tables = tables_of(
            case, snapshot, runs, seed, worlds=worlds, steps=steps, step_days=step_days,
            parameters=parameters, readings=readings, without=without,
        )  # fmt: skip
        at = tables.snapshot
        made = cls(
            case.id, case.hash, at.id, pickle.dumps(replace(at, line_of=_nowhere)), policy, seed,
            tables.wanted, steps, float(step_days),
            tuple(sorted((k, _plain(v)) for k, v in (parameters or {}).items())),
            tuple(sorted((readings or {}).items())), tuple(sorted(without)),
        )  # fmt: skip
        made.model()  # raises what is wrong before anything is written
        return made

    @cached_property
    def tables(self) -> Tables:
        """The worlds and packages, made once."""
        at: Snapshot = pickle.loads(self.raw)
        return Tables(
            at, self.seed, self.worlds, self.steps, self.step_days, dict(self.given) or None,
            dict(self.held) or None, dict.fromkeys(self.without, False) or None,
        )  # fmt: skip

    @property
    def about(self) -> Mapping[str, Any]:
        return {
            "model": "case",
            "case": self.case,
            "case_hash": self.case_hash,
            "snapshot": self.snapshot,
            "policy": self.tables.schedules[self.policy].as_dict(),
            "worlds": self.worlds,
            "worlds_seed": self.seed,
            "steps": self.steps,
            "step_days": self.step_days,
            "given": {k: list(v) if isinstance(v, tuple) else v for k, v in self.given},
            "held": dict(self.held),
            "without": list(self.without),
        }

    @property
    def key(self) -> str:
        return key_of(self.about)

    def model(self) -> Model:
        return self.tables.model(self.policy)

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "tables"}


def _plain(value: Given) -> float | tuple[float, ...]:
    return float(value) if isinstance(value, (int, float)) else tuple(map(float, value))


def _nowhere(path: Path_) -> int:
    return 0

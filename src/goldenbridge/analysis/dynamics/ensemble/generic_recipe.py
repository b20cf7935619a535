"""The recipe of crises in general: for base rates, for teaching, for trying out policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenbridge.analysis.dynamics.drawn import Given
from goldenbridge.analysis.dynamics.ensemble.recipe import key_of
from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.model import Model

__all__ = ["GenericRecipe"]

Named = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class GenericRecipe:
    """How to make a population of generic crises; trust it as far as ``generic`` itself.

    Attributes
    ----------
    worlds, seed, steps, step_days : as for ``generic``.
    given, settings : as for ``generic``; kept as sorted pairs, so that they can be compared.
    turned : knobs turned from the beginning to the end.
    without : mechanisms switched off.

    >>> GenericRecipe(worlds=16, turned={"mediation": 1.0}).model().worlds
    16
    >>> one = GenericRecipe(given={"talks.opening": 2})
    >>> one.key == GenericRecipe(given={"talks.opening": 2.0}).key, one.key == GenericRecipe().key
    (True, False)
    """

    worlds: int = 2048
    seed: int = 1
    steps: int = 60
    step_days: float = 30.0
    given: Mapping[str, Given] | tuple[tuple[str, Given], ...] = ()
    settings: Mapping[str, float] | Named = ()
    turned: Mapping[str, float] | Named = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        given = {name: _plain(value) for name, value in dict(self.given).items()}
        settings = {name: float(value) for name, value in dict(self.settings).items()}
        turned = {name: float(value) for name, value in dict(self.turned).items()}
        for name, values in (("given", given), ("settings", settings), ("turned", turned)):
            object.__setattr__(self, name, tuple(sorted(values.items())))
        object.__setattr__(self, "step_days", float(self.step_days))
        object.__setattr__(self, "without", tuple(sorted(self.without)))

    @property
    def about(self) -> Mapping[str, Any]:
        return {
            "model": "generic crisis",
            "worlds": self.worlds,
            "worlds_seed": self.seed,
            "steps": self.steps,
            "step_days": self.step_days,
            "given": {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in dict(self.given).items()
            },
            "settings": dict(self.settings),
            "turned": dict(self.turned),
            "without": list(self.without),
        }

    @property
    def key(self) -> str:
        return key_of(self.about)

    def model(self) -> Model:
        made = generic(
            self.worlds,
            self.seed,
            dict(self.given),
            dict(self.settings),
            self.steps,
            self.step_days,
        )
        return made.turned(**dict(self.turned)).without(*self.without).checked()


def _plain(value: Given) -> Given:
    return float(value) if isinstance(value, (int, float)) else tuple(map(float, value))

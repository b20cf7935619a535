"""What a model is made from: small enough to send along, and known by a key."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import goldenbridge
from goldenbridge.analysis.dynamics.model import Model

__all__ = ["Recipe", "code", "key_of", "model_of"]

#: What runs hang on: the rooms before, and the simulation itself.
ROOMS = ("case", "dealspace", "worlds", "analysis/dynamics")
PACKAGES = ("numpy", "numba", "scipy")


class Recipe(Protocol):
    """How to make a model: a frozen dataclass with equality by content, which can be pickled.

    Attributes
    ----------
    about : plain data (texts, numbers, lists, dicts with texts as keys) that says all of it: hash
        of the case, snapshot, policy with its schedule, seed and number of worlds, steps, and what
        was set in place of the model's ranges.
    key : :func:`key_of` of ``about``.
    """

    def __hash__(self) -> int: ...

    @property
    def about(self) -> Mapping[str, Any]: ...

    @property
    def key(self) -> str: ...

    def model(self) -> Model:
        """The model; the same recipe gives the same arrays to the last bit, on any machine."""
        ...


@lru_cache(maxsize=2)
def model_of(recipe: Recipe) -> Model:
    """The model of a recipe, made once in a process for all its pieces."""
    return recipe.model()


def key_of(about: Mapping[str, Any], made_by: Mapping[str, str] | None = None) -> str:
    """By what runs are known: equal keys, equal runs to the last bit.

    Parameters
    ----------
    about : of a :class:`Recipe`.
    made_by : code and versions, where they are not those at hand: see :func:`code`.

    >>> key_of({"worlds": 2, "seed": 1}) == key_of({"seed": 1, "worlds": 2})
    True
    >>> key_of({"seed": 1}) == key_of({"seed": 2})
    False
    """
    whole = {"about": about, "code": code() if made_by is None else made_by}
    return sha256(json.dumps(whole, sort_keys=True, allow_nan=False).encode()).hexdigest()


@lru_cache(maxsize=1)
def code() -> Mapping[str, str]:
    """What else a run hangs on to the last bit: our code, whose libraries, what kind of machine.

    Our code by its content and not by its version alone, since a checkout changes between versions.
    """
    digest = sha256()
    package = Path(goldenbridge.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return {
        "goldenbridge": goldenbridge.__version__,
        "sources": digest.hexdigest()[:16],
        **{name: version(name) for name in PACKAGES},
        "machine": f"{platform.system()} {platform.machine()}",
    }


code()  # read now, while what is imported is what lies on the disk

"""What a folder of runs holds, in one small file that is written first: ``_ensemble.json``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from goldenbridge.analysis.dynamics.ensemble import (
    CHUNK,
    Recipe,
    code,
    key_of,
    kinds_of,
    model_of,
    pieces_of,
)
from goldenbridge.files.problem import shown
from goldenbridge.store.errors import NotAnEnsemble, PartRefused
from goldenbridge.store.whole_files import NotPlain, plain

__all__ = ["MANIFEST", "Manifest", "alone", "differences", "found_in", "name_of"]

#: An underscore before it: programs that read a folder of Parquet files pass over it.
MANIFEST = "_ensemble.json"
FORMAT = 1
LIMIT_BYTES = 4_000_000
LIMIT_COLUMNS, LIMIT_WORLDS = 1_000, 10**7
KINDS = ("int8", "int32", "int64", "float64")


@dataclass(frozen=True)
class Manifest:
    """What was asked for: the same call gives the same manifest, byte by byte.

    Attributes
    ----------
    key, about : of the recipe.
    code : what else its runs hang on.
    seed, runs, chunk : which runs, how many, and how many to a part.
    worlds : how many the model has; run r is set in world r modulo that.
    columns : name → kind of number.
    """

    key: str
    seed: int
    runs: int
    chunk: int
    worlds: int
    columns: Mapping[str, str]
    about: Mapping[str, Any]
    code: Mapping[str, str]

    @classmethod
    def of(cls, recipe: Recipe, runs: int, seed: int, chunk: int = CHUNK) -> Manifest:
        """The manifest of an ensemble.

        Raises
        ------
        ValueError : too many or too few of something.
        """
        if not 0 <= seed < 2**63:
            raise ValueError(f"seed: found {seed}, wanted 0 to {2**63 - 1}")
        pieces_of(runs, chunk)
        model = model_of(recipe)
        about = json.loads(json.dumps(recipe.about, allow_nan=False))
        kinds = dict(kinds_of(model))
        return cls(recipe.key, seed, runs, chunk, model.worlds, kinds, about, dict(code()))

    @cached_property
    def pieces(self) -> Mapping[str, tuple[int, int]]:
        """Name of each part → its first run and its count, in order."""
        return {name_of(*piece): piece for piece in pieces_of(self.runs, self.chunk)}

    def names(self, shard: tuple[int, int] = (1, 1)) -> list[str]:
        """The parts of a shard, in order."""
        return [name_of(*piece) for piece in pieces_of(self.runs, self.chunk, shard)]

    def to_bytes(self) -> bytes:
        """As the content of a file."""
        whole = {"format": FORMAT, **asdict(self)}
        return (json.dumps(whole, indent=1, allow_nan=False) + "\n").encode()

    @classmethod
    def from_bytes(cls, raw: bytes, folder: str) -> Manifest:
        """The manifest that a file holds; whatever is not just as expected is refused.

        Raises
        ------
        NotAnEnsemble : it is none.
        """

        def wrong(reason: str) -> NotAnEnsemble:
            return NotAnEnsemble(folder, f"its {MANIFEST} {reason}")

        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            raise wrong("is damaged, or something else") from None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise wrong(f"is not of format {FORMAT}")
        for name in ("columns", "about", "code"):
            if not isinstance(data.get(name), dict):
                raise wrong(f'does not say its "{name}"')
        numbers = {"seed": (0, 2**63 - 1), "runs": (1, 10**9), "chunk": (1, 10**6)}
        for name, (least, most) in {**numbers, "worlds": (1, LIMIT_WORLDS)}.items():
            value = data.get(name)
            if type(value) is not int or not least <= value <= most:
                raise wrong(f'has {shown(value, 30)} as its "{name}", wanted {least} to {most}')
        columns = data["columns"]
        if not {"run", "world", "ending"} <= set(columns) or len(columns) > LIMIT_COLUMNS:
            raise wrong("names other columns than runs have")
        if any(kind not in KINDS for kind in columns.values()):
            raise wrong("names other kinds of numbers than runs have")
        if not re.fullmatch("[0-9a-f]{64}", str(data.get("key"))):
            raise wrong("does not say its key")
        if key_of(data["about"], data["code"]) != data["key"]:
            raise wrong("was changed: its key does not follow from what it is about")
        try:
            pieces_of(data["runs"], data["chunk"])
        except ValueError as error:
            raise wrong(f"asks for the impossible: {error}") from None
        told = {name: data[name] for name in cls.__dataclass_fields__}
        return cls(**told)


def name_of(first: int, count: int) -> str:
    """What the part with these runs is called.

    >>> name_of(50_000, 50_000)
    'runs-000050000-000099999.parquet'
    """
    return f"runs-{first:09d}-{first + count - 1:09d}.parquet"


def found_in(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where it has none.

    Raises
    ------
    NotAnEnsemble : it cannot be read as one.
    """
    try:
        raw = plain(folder / MANIFEST, LIMIT_BYTES)
    except NotPlain as reason:
        raise NotAnEnsemble(str(folder), f"of its {MANIFEST}: {reason}") from None
    return None if raw is None else Manifest.from_bytes(raw, str(folder))


def alone(folder: Path, manifest: Manifest, *, begun: bool = True) -> None:
    """See that a folder holds nothing that could be taken for one of its parts.

    Parameters
    ----------
    begun : whether it has its manifest; without one, it must hold nothing but parts.

    Raises
    ------
    PartRefused : there is a Parquet file that is no part of these runs.
    NotAnEnsemble : there is no such folder, or there are other things in a folder not yet begun.
    """
    others = []
    try:
        for name in sorted(os.listdir(folder)):
            if name.startswith(".") or name == MANIFEST or name in manifest.pieces:
                continue
            if begun and name.endswith(".parquet"):
                raise PartRefused(str(folder / name), "these runs have no part of that name")
            others.append(name)
    except OSError as error:
        reason = f"it cannot be read: {error.strerror or error}"
        raise NotAnEnsemble(str(folder), reason) from None
    if others and not begun:
        raise NotAnEnsemble(str(folder), f"it is not empty: {shown(', '.join(others))}")


def differences(found: Manifest, wanted: Manifest) -> list[tuple[str, str, str]]:
    """Where two manifests differ: what, what it is in the first, and in the second.

    >>> from dataclasses import replace
    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
    >>> one = Manifest.of(GenericRecipe(worlds=2), 10, 1)
    >>> differences(one, replace(one, seed=2, about={**one.about, "steps": 3}))
    [('seed', '1', '2'), ('about.steps', '60', '3')]
    """
    left, right = _flat(asdict(found)), _flat(asdict(wanted))
    return [
        (shown(name), shown(left.get(name, "nothing")), shown(right.get(name, "nothing")))
        for name in dict.fromkeys([*left, *right])
        if name != "key" and left.get(name, left) != right.get(name, right)
    ]


def _flat(data: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested plain data on one level.

    >>> _flat({"a": {"b": 1}, "c": []})
    {'a.b': 1, 'c': []}
    """
    flat: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict) and value:
            flat.update(_flat(value, f"{before}{name}."))
        else:
            flat[f"{before}{name}"] = value
    return flat

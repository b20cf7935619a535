"""Reading an ensemble part by part, and adding it up without ever holding it whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenbridge.analysis.dynamics.ensemble import Columns, Measure, Sums, measures_of
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate
from goldenbridge.errors import did_you_mean
from goldenbridge.store.errors import EnsembleIncomplete, NotAnEnsemble, PartRefused
from goldenbridge.store.manifest import MANIFEST, Manifest, alone, found_in
from goldenbridge.store.part_file import CutShort, from_bytes, limit_of
from goldenbridge.store.whole_files import NotPlain, plain

if TYPE_CHECKING:
    from goldenbridge.analysis.sample import Progress

__all__ = ["Ensemble", "Summary", "read_ensemble", "summed"]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Runs in a folder; a loop over it reads one part after the other.

    Attributes
    ----------
    folder : where they are.
    manifest : what they are: ``about`` the model, ``seed``, ``runs``, ``chunk``, ``columns``.
    parts : names of the parts that are there, in the order of their runs.
    partial : whether parts may be missing.
    """

    folder: Path
    manifest: Manifest
    parts: tuple[str, ...]
    partial: bool = False

    def __iter__(self) -> Iterator[Columns]:
        return self.blocks()

    def blocks(self, *columns: str) -> Iterator[Columns]:
        """One part after the other, each as name → array; only these columns, or all of them.

        Raises
        ------
        ValueError : the runs have no such column.
        EnsembleIncomplete : a part was cut short.
        PartRefused : a part is not the one that belongs there.
        """
        known = list(self.manifest.columns)
        for name in columns:
            if name not in known:
                said = f'column: found "{name}", which the runs do not have.'
                raise ValueError(f"{said} {did_you_mean(name, known)}".strip())
        return self._blocks(columns or None)

    def _blocks(self, columns: Sequence[str] | None) -> Iterator[Columns]:
        manifest = self.manifest
        for name in self.parts:
            first, count = manifest.pieces[name]
            path = self.folder / name
            try:
                raw = plain(path, limit_of(manifest, count))
                if raw is None:
                    raise CutShort
                found = from_bytes(raw, manifest, first, count, str(path), columns)
            except NotPlain as reason:
                raise PartRefused(str(path), str(reason)) from None
            except CutShort:
                if self.partial:
                    continue
                folder, parts = str(self.folder), len(manifest.pieces)
                raise EnsembleIncomplete(folder, [name], parts) from None
            yield found


@dataclass(frozen=True, eq=False)
class Summary:
    """What the runs of an ensemble come to.

    Attributes
    ----------
    manifest : what the runs are.
    runs : how many were added up; fewer than ``manifest.runs`` where parts are missing.
    sums : by measure and world: for differences between ensembles in the same worlds.
    """

    manifest: Manifest
    runs: int
    sums: Sums

    @property
    def estimates(self) -> Mapping[str, Estimate]:
        """Means and shares with their 95 % intervals over worlds, by name."""
        return self.sums.estimates

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "about": dict(self.manifest.about),
            "seed": self.manifest.seed,
            "runs": self.runs,
            "worlds": self.manifest.worlds,
            "estimates": {name: one.as_dict() for name, one in self.estimates.items()},
        }


def read_ensemble(folder: str | os.PathLike[str], *, partial: bool = False) -> Ensemble:
    """The runs in a folder, read lazily: memory is bounded by one part.

    Trust it as far as those who can write to the folder: a damaged or foreign part is told, but
    whoever can write a part can also write a false one.

    Parameters
    ----------
    folder : where ``write_ensemble`` put them.
    partial : whether parts may be missing or cut short; they are then left out.

    Raises
    ------
    NotAnEnsemble : the folder is something else.
    EnsembleIncomplete : parts are missing.
    PartRefused : there is a part too many.

    >>> from tempfile import TemporaryDirectory
    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
    >>> from goldenbridge.store import write_ensemble
    >>> with TemporaryDirectory() as folder:
    ...     written = write_ensemble(folder, GenericRecipe(worlds=2, steps=2), 10, chunk=4)
    ...     [block["run"].tolist() for block in read_ensemble(folder).blocks("run", "ending")]
    [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    """
    place = Path(folder).absolute()
    if not place.is_dir():
        raise NotAnEnsemble(str(place), "there is no such folder")
    manifest = found_in(place)
    if manifest is None:
        raise NotAnEnsemble(str(place), f"it has no {MANIFEST}")
    alone(place, manifest)
    listed = set(os.listdir(place))
    missing = [name for name in manifest.pieces if name not in listed]
    if missing and not partial:
        raise EnsembleIncomplete(str(place), missing, len(manifest.pieces))
    parts = tuple(name for name in manifest.pieces if name in listed)
    return Ensemble(place, manifest, parts, partial)


def summed(
    runs: Ensemble | str | os.PathLike[str],
    measures: Sequence[Measure] | None = None,
    *,
    progress: Progress | None = None,
) -> Summary:
    """What the runs of an ensemble come to: means and shares, with intervals over worlds.

    The same to the last bit however the runs were cut into parts. Memory is bounded by one part
    and the number of worlds.

    Parameters
    ----------
    runs : an ensemble, or its folder.
    measures : what to ask; without them, how crises end, war, talks, and the cost to each party.
    progress : told how much is done.

    >>> from tempfile import TemporaryDirectory
    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
    >>> from goldenbridge.store import write_ensemble
    >>> with TemporaryDirectory() as folder:
    ...     written = write_ensemble(folder, GenericRecipe(worlds=8, steps=6), 400)
    ...     found = summed(folder)
    >>> shares = [found.estimates[name].estimate for name in ("agreement", "lapse", "going_on")]
    >>> round(sum(shares), 9)
    1.0
    """
    ensemble = runs if isinstance(runs, Ensemble) else read_ensemble(runs)
    manifest = ensemble.manifest
    asked = measures_of(manifest.columns) if measures is None else tuple(measures)
    sums = Sums(asked, manifest.worlds)
    columns = dict.fromkeys(["world", *(name for one in asked for name in one.columns)])
    counted = 0
    for done, block in enumerate(ensemble.blocks(*columns), start=1):
        sums.add(block)
        counted += len(block["world"])
        if progress is not None:
            progress("adding up", done / len(ensemble.parts))
    return Summary(manifest, counted, sums)

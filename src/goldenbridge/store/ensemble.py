"""Writing an ensemble: a part a chunk, each made where the work is done, resumable at any time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goldenbridge.analysis.dynamics.ensemble import CHUNK, Piece, Recipe, code, rows_of
from goldenbridge.executors import SERIAL, Executor
from goldenbridge.executors.executor import go_on
from goldenbridge.files.problem import shown
from goldenbridge.store.errors import (
    CannotWrite,
    EnsembleOther,
    NotAnEnsemble,
    PartRefused,
    WorkerDiffers,
)
from goldenbridge.store.manifest import (
    MANIFEST,
    Manifest,
    alone,
    differences,
    found_in,
    name_of,
)
from goldenbridge.store.part_file import CutShort, from_bytes, limit_of, to_bytes
from goldenbridge.store.whole_files import NotPlain, plain, swept, temporary, write_whole

if TYPE_CHECKING:
    from goldenbridge.analysis.sample import Progress, Stop

__all__ = ["Written", "write_ensemble"]

#: A file that is there while somebody asks: a worker that sees it has the same folder before it.
ASKING = "asking"


@dataclass(frozen=True)
class Written:
    """What became of one call of :func:`write_ensemble`.

    Attributes
    ----------
    folder : where the parts are.
    runs : of the whole ensemble.
    parts : how many parts were asked for: all, or those of one shard.
    kept : of these, how many were there already, whole and of the same runs.
    remade : names of parts that had been cut short, and were made anew.
    missing : names of parts that are not there, since it was stopped.
    """

    folder: Path
    runs: int
    parts: int
    kept: int
    remade: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every part that was asked for is there."""
        return not self.missing


@dataclass(frozen=True)
class _Job:
    """A part to be made: which runs, and where to put them."""

    piece: Piece
    manifest: Manifest
    folder: Path
    mark: str


def write_ensemble(
    folder: str | os.PathLike[str],
    recipe: Recipe,
    runs: int,
    seed: int = 1,
    *,
    executor: Executor = SERIAL,
    progress: Progress | None = None,
    stop: Stop = go_on,
    chunk: int | None = None,
    shard: tuple[int, int] = (1, 1),
) -> Written:
    """Run a model so many times, and keep a row a run, in parts that an interruption cannot harm.

    Trust the folder to hold the same rows to the last bit whatever the chunk, the executor and the
    number of interruptions. Call it again after a kill: what is there is looked at and kept, only
    what is missing is made. Memory is bounded by the chunk: some 50 MB for each worker where parts
    have 50,000 runs, beside what a process needs anyway.

    Parameters
    ----------
    folder : new, empty, or with parts of the same ensemble.
    recipe : how to make the model.
    runs, seed : how many, and which.
    executor : who works; each worker writes its parts itself if it sees the folder, and otherwise
        sends them here.
    progress : told what is being done and how much of it.
    stop : asked between parts; what is finished stays.
    chunk : runs to a part; without it, as in the folder, or 50,000.
    shard : the how-manieth share of the parts of how many, counted from 1. Shards of one ensemble
        may share a folder, or have one each whose parts are then copied together.

    Raises
    ------
    EnsembleOther : the folder holds other runs.
    NotAnEnsemble : the folder is something else.
    PartRefused : something in the folder has the name of a part and is none, or not of these runs.
        A part that was cut short is not refused but made anew.
    CannotWrite : the disk does not take it.
    WorkerDiffers : a worker has other code or other versions.
    ValueError : too many or too few of something.

    >>> from tempfile import TemporaryDirectory
    >>> from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
    >>> small = GenericRecipe(worlds=2, steps=2)
    >>> with TemporaryDirectory() as folder:
    ...     first = write_ensemble(folder, small, 10, chunk=4, shard=(1, 3))
    ...     rest = write_ensemble(folder, small, 10)
    >>> first.parts, first.kept, rest.parts, rest.kept, rest.whole
    (1, 0, 3, 1, True)
    """
    tell = progress or _untold
    place = Path(folder).absolute()
    manifest = _agreed(place, recipe, runs, seed, chunk)
    names = manifest.names(shard)
    swept(place, {*names, MANIFEST, ASKING})
    kept, cut = _there(place, manifest, names, tell)
    todo = [name for name in names if name not in kept]
    made: set[str] = set()

    def advanced(fraction: float) -> None:
        tell("running", (len(kept) + fraction * len(todo)) / len(names))

    if todo:
        with _asking(place) as mark:
            jobs = [
                _Job(Piece(recipe, seed, *manifest.pieces[name]), manifest, place, mark)
                for name in todo
            ]
            for name, raw in executor.map(_made, jobs, advanced, stop):
                if raw is not None:
                    write_whole(place, name, raw)
                made.add(name)
    if len(made) == len(todo):
        swept(place, names)  # of writers that died after this one began
    return Written(
        place,
        runs,
        len(names),
        len(kept),
        tuple(name for name in cut if name in made),
        tuple(name for name in todo if name not in made),
    )


def _made(job: _Job) -> tuple[str, bytes | None]:
    """Make a part where the work is done, and put it in its place if its folder is seen from here.

    Returns
    -------
    its name; and its content, where somebody else must put it in its place.
    """
    piece, manifest = job.piece, job.manifest
    here = piece.recipe.key
    if here != manifest.key:
        found = [
            (f"code.{name}", shown(value), shown(manifest.code.get(name)))
            for name, value in code().items()
            if value != manifest.code.get(name)
        ]
        raise WorkerDiffers(found or [("recipe", here[:16], manifest.key[:16])])
    name = name_of(piece.first, piece.count)
    raw = to_bytes(manifest, piece.first, rows_of(piece))
    if not (job.folder / job.mark).exists():
        return name, raw
    write_whole(job.folder, name, raw)
    return name, None


def _agreed(place: Path, recipe: Recipe, runs: int, seed: int, chunk: int | None) -> Manifest:
    """The manifest of the folder, which is written if there is none, and is the one asked for."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotAnEnsemble(str(place), "it, or what it lies in, is a file") from None
    except OSError as error:
        raise CannotWrite(str(place), error.strerror or str(error)) from None
    found = found_in(place)
    if chunk is None:
        chunk = CHUNK if found is None else found.chunk
    wanted = Manifest.of(recipe, runs, seed, chunk)
    if found is None:
        alone(place, wanted, begun=False)
        write_whole(place, MANIFEST, wanted.to_bytes())
        found = found_in(place) or wanted  # of two that began at once, the last one stands
    if found != wanted:
        raise EnsembleOther(str(place), differences(found, wanted))
    alone(place, wanted)
    return wanted


def _there(
    place: Path, manifest: Manifest, names: list[str], tell: Progress
) -> tuple[set[str], list[str]]:
    """Which parts are there already and whole, and which were cut short."""
    kept: set[str] = set()
    cut: list[str] = []
    for done, name in enumerate(names, start=1):
        first, count = manifest.pieces[name]
        path = place / name
        try:
            raw = plain(path, limit_of(manifest, count))
            if raw is None:
                continue
            from_bytes(raw, manifest, first, count, str(path))
        except NotPlain as reason:
            raise PartRefused(str(path), str(reason)) from None
        except CutShort:
            cut.append(name)
        else:
            kept.add(name)
        tell("checking parts", done / len(names))
    return kept, cut


@contextmanager
def _asking(place: Path) -> Iterator[str]:
    """A mark in the folder, as long as somebody asks for parts in it."""
    mark = temporary(ASKING)
    try:
        (place / mark).touch(exist_ok=False)
    except OSError as error:
        raise CannotWrite(str(place / mark), error.strerror or str(error)) from None
    try:
        yield mark
    finally:
        with suppress(OSError):
            (place / mark).unlink()


def _untold(stage: str, fraction: float) -> None:
    """Tell nobody."""

"""The same rows and summaries however they are cut and whoever works; resuming; shards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe, Piece, code, rows_of
from goldenbridge.analysis.dynamics.ensemble.part import Columns
from goldenbridge.executors import SERIAL, Cluster, Executor, Processes
from goldenbridge.store import (
    EnsembleIncomplete,
    EnsembleOther,
    NotAnEnsemble,
    WorkerDiffers,
    read_ensemble,
    summed,
    write_ensemble,
)
from goldenbridge.store import ensemble as ensemble_module
from goldenbridge.store.manifest import MANIFEST

RUNS = 8_000


def joined(folder: Path) -> Columns:
    blocks = list(read_ensemble(folder))
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def as_text(folder: Path) -> str:
    return json.dumps(summed(folder).as_dict(), allow_nan=False)


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2) as made:
        yield made


def test_the_same_whatever_the_chunk(tmp_path: Path, recipe: GenericRecipe) -> None:
    at_once = rows_of(Piece(recipe, 1, 0, RUNS))
    said = set()
    for chunk in (777, 1_000, 4_000, 50_000):
        folder = tmp_path / str(chunk)
        written = write_ensemble(folder, recipe, RUNS, chunk=chunk)
        assert written.parts == -(-RUNS // chunk)
        assert written.whole
        rows = joined(folder)
        assert list(rows) == list(at_once)
        for name, values in rows.items():
            assert values.dtype == at_once[name].dtype
            assert values.tobytes() == at_once[name].tobytes(), (chunk, name)
        said.add(as_text(folder))
    assert len(said) == 1


def test_the_same_whoever_works(
    tmp_path: Path, recipe: GenericRecipe, two: Processes, cluster: Any
) -> None:
    """Byte by byte: by itself, two processes, a cluster that sees the folder and one that does
    not."""
    cluster.scheduler()
    cluster.worker()
    cluster.worker()
    with Cluster(cluster.address, answer_within=60, patience=60) as dask:
        dask._client.wait_for_workers(2, timeout=60)
        executors: list[tuple[str, Executor]] = [("serial", SERIAL), ("two", two), ("dask", dask)]
        for name, executor in executors:
            assert write_ensemble(tmp_path / name, recipe, RUNS, chunk=777, executor=executor).whole
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ensemble_module, "_asking", unseen)
            write_ensemble(tmp_path / "apart", recipe, RUNS, chunk=777, executor=dask)
    for name in ("two", "dask", "apart"):
        assert content(tmp_path / name) == content(tmp_path / "serial"), name
        assert as_text(tmp_path / name) == as_text(tmp_path / "serial")


class unseen:  # noqa: N801 in place of a function
    """A mark that no worker sees, as when its folder is another one."""

    def __init__(self, place: Path) -> None: ...

    def __enter__(self) -> str:
        return "no mark"

    def __exit__(self, *told: object) -> None: ...


def test_only_what_is_missing_is_made(
    tmp_path: Path, recipe: GenericRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ensemble(tmp_path, recipe, RUNS, chunk=1_000)
    before = content(tmp_path)
    made: list[int] = []

    def counted(piece: Piece) -> Columns:
        made.append(piece.first)
        return rows_of(piece)

    monkeypatch.setattr(ensemble_module, "rows_of", counted)
    assert write_ensemble(tmp_path, recipe, RUNS).kept == 8
    assert made == []
    for first in (0, 3_000, 7_000):
        (tmp_path / f"runs-{first:09d}-{first + 999:09d}.parquet").unlink()
    told: list[tuple[str, float]] = []
    written = write_ensemble(
        tmp_path, recipe, RUNS, progress=lambda stage, done: told.append((stage, done))
    )
    assert made == [0, 3_000, 7_000]
    assert (written.kept, written.parts, written.remade) == (5, 8, ())
    assert content(tmp_path) == before
    assert [stage for stage, _ in told] == ["checking parts"] * 5 + ["running"] * 3
    assert [done for stage, done in told if stage == "running"] == [6 / 8, 7 / 8, 1.0]


def test_stopped_and_taken_up_again(tmp_path: Path, recipe: GenericRecipe, two: Processes) -> None:
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    write_ensemble(whole, recipe, RUNS, chunk=500)
    told: list[float] = []
    for executor in (SERIAL, two):
        first = write_ensemble(
            stopped, recipe, RUNS, chunk=500, executor=executor, stop=lambda: True,
            progress=lambda stage, done: told.append(done),
        )  # fmt: skip
        assert not first.whole
        assert 1 <= first.parts - first.kept - len(first.missing) < 16
        with pytest.raises(EnsembleIncomplete, match=r"of 16 parts are missing"):
            read_ensemble(stopped)
    some = read_ensemble(stopped, partial=True)
    assert 2 <= len(some.parts) < 16
    assert summed(some).runs == 500 * len(some.parts)
    last = write_ensemble(stopped, recipe, RUNS)
    assert last.kept >= 2
    assert content(stopped) == content(whole)


def test_shards_in_one_folder_or_in_many(tmp_path: Path, recipe: GenericRecipe) -> None:
    write_ensemble(tmp_path / "whole", recipe, RUNS, chunk=700)
    for number in (3, 1, 2):
        shard = (number, 3)
        one = write_ensemble(tmp_path / "one", recipe, RUNS, chunk=700, shard=shard)
        write_ensemble(tmp_path / str(number), recipe, RUNS, chunk=700, shard=shard)
        assert one.parts == 4
    (tmp_path / "copied").mkdir()
    for number in (1, 2, 3):
        for path in (tmp_path / str(number)).iterdir():
            (tmp_path / "copied" / path.name).write_bytes(path.read_bytes())
    for name in ("one", "copied"):
        assert content(tmp_path / name) == content(tmp_path / "whole")
    with pytest.raises(ValueError, match="shard: found 4 of 3"):
        write_ensemble(tmp_path / "one", recipe, RUNS, chunk=700, shard=(4, 3))


def test_several_writers_at_once(tmp_path: Path, recipe: GenericRecipe) -> None:
    write_ensemble(tmp_path / "whole", recipe, RUNS, chunk=200)

    def write(number: int) -> bool:
        return write_ensemble(tmp_path / "several", recipe, RUNS, chunk=200).whole

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write, range(4)))
    assert content(tmp_path / "several") == content(tmp_path / "whole")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"seed": 2}, r"seed: found 1, wanted 2"),
        ({"runs": 21}, r"runs: found 20, wanted 21"),
        ({"chunk": 4}, r"chunk: found 10, wanted 4"),
        ({"recipe": GenericRecipe(worlds=24, steps=13)}, r"about\.steps: found 12, wanted 13"),
        (
            {"recipe": GenericRecipe(worlds=24, steps=12, turned={"aid": 1.0})},
            r"about\.turned\.aid: found nothing, wanted 1\.0",
        ),
    ],
)
def test_a_folder_of_other_runs_is_refused(
    tmp_path: Path, recipe: GenericRecipe, changed: dict[str, Any], said: str
) -> None:
    asked: dict[str, Any] = {"recipe": recipe, "runs": 20, "seed": 1, "chunk": 10}
    write_ensemble(tmp_path, **asked)
    before = content(tmp_path)
    with pytest.raises(EnsembleOther, match=said) as error:
        write_ensemble(tmp_path, **asked | changed)
    assert "nothing in it was changed" in str(error.value)
    assert content(tmp_path) == before


def test_another_version_is_refused(
    tmp_path: Path, recipe: GenericRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ensemble(tmp_path, recipe, 20)
    other = {**code(), "numba": "0.1"}
    monkeypatch.setattr("goldenbridge.store.manifest.code", lambda: other)
    monkeypatch.setattr("goldenbridge.analysis.dynamics.ensemble.recipe.code", lambda: other)
    with pytest.raises(EnsembleOther, match=r"code\.numba: found .*, wanted 0\.1"):
        write_ensemble(tmp_path, recipe, 20)


def test_a_worker_with_other_code_does_nothing(
    tmp_path: Path, recipe: GenericRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ensemble_module._made

    def elsewhere(job: Any) -> Any:
        other = {**job.manifest.code, "numba": "0.1"}
        return real(replace(job, manifest=replace(job.manifest, key="0" * 64, code=other)))

    monkeypatch.setattr(ensemble_module, "_made", elsewhere)
    with pytest.raises(WorkerDiffers, match=r"code\.numba: found .*, wanted 0\.1"):
        write_ensemble(tmp_path, recipe, 20)
    assert list(content(tmp_path)) == [MANIFEST]


def test_other_programs_read_the_parts(tmp_path: Path, recipe: GenericRecipe) -> None:
    write_ensemble(tmp_path, recipe, 100, chunk=40)
    table = pq.read_table(tmp_path)
    assert table.column("run").to_pylist() == list(range(100))
    part = pq.ParquetFile(sorted(tmp_path.glob("*.parquet"))[1])
    heading = json.loads(part.metadata.metadata[b"goldenbridge"])
    assert (heading["seed"], heading["first"], heading["count"]) == (1, 40, 40)
    assert heading["about"] == recipe.about
    assert heading["key"] == recipe.key
    assert {"goldenbridge", "numpy", "numba"} <= set(heading["code"])


def test_columns_that_are_not_there(tmp_path: Path, recipe: GenericRecipe) -> None:
    write_ensemble(tmp_path, recipe, 10)
    with pytest.raises(ValueError, match='Did you mean "ending"'):
        read_ensemble(tmp_path).blocks("endng")
    assert [list(block) for block in read_ensemble(tmp_path).blocks("war", "run")] == [
        ["war", "run"]
    ]


def test_no_ensemble_to_read(tmp_path: Path) -> None:
    with pytest.raises(NotAnEnsemble, match="there is no such folder"):
        read_ensemble(tmp_path / "nowhere")
    with pytest.raises(NotAnEnsemble, match=r"it has no _ensemble\.json"):
        summed(tmp_path)

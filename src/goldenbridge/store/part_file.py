"""A part as the content of a Parquet file, and a look at whether a file is just that part."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.ensemble import Columns
from goldenbridge.files.problem import shown
from goldenbridge.store.errors import PartRefused
from goldenbridge.store.manifest import Manifest

__all__ = ["CutShort", "from_bytes", "limit_of", "to_bytes"]

FORMAT = 1
HEADING = b"goldenbridge"
MAGIC = b"PAR1"


class CutShort(Exception):
    """A beginning of a file and no end, as a killed copy or a lost current leave it."""


def to_bytes(manifest: Manifest, first: int, columns: Columns) -> bytes:
    """A part as the content of a file; the same part gives the same bytes.

    Whole numbers by dictionary, all others as they are, and both packed by Zstandard: some 42
    bytes a run of the generic crisis instead of 112.
    """
    count = len(columns["run"])
    heading = {
        "format": FORMAT,
        "key": manifest.key,
        "seed": manifest.seed,
        "first": first,
        "count": count,
        "digests": {name: _digest(values) for name, values in columns.items()},
        "about": manifest.about,
        "code": manifest.code,
        "pyarrow": pa.__version__,
    }
    table = pa.table(dict(columns))
    whole = [name for name, kind in manifest.columns.items() if kind != "float64"]
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(
        sink,
        table.schema,
        version="2.6",
        compression="zstd",
        use_dictionary=whole,
        store_schema=False,
    ) as writer:
        writer.write_table(table, row_group_size=count)
        writer.add_key_value_metadata({HEADING: json.dumps(heading)})
    return bytes(sink.getvalue())


def limit_of(manifest: Manifest, count: int) -> int:
    """The most bytes that a part of so many runs could have."""
    width = sum(np.dtype(kind).itemsize for kind in manifest.columns.values())
    return 2 * width * count + len(manifest.to_bytes()) + 1_000_000


def from_bytes(
    raw: bytes,
    manifest: Manifest,
    first: int,
    count: int,
    path: str,
    only: Collection[str] | None = None,
) -> Columns:
    """The runs that a file holds, if it is just the part that belongs there.

    Trust it to be what was written, as long as nobody who can write to the folder lies.

    Parameters
    ----------
    manifest, first, count : what belongs there.
    path : for messages.
    only : the columns wanted; all without it.

    Raises
    ------
    CutShort : there is only the beginning of a file, or nothing, or nothing but zeros.
    PartRefused : it is something else, a part of other runs, or not as it was written.
    """
    if not raw.startswith(MAGIC):
        if MAGIC.startswith(raw) or not raw.strip(b"\0"):
            raise CutShort
        raise PartRefused(path, "it is no Parquet file")
    if not raw.endswith(MAGIC) or len(raw) < 12:
        raise CutShort
    wanted = list(manifest.columns if only is None else dict.fromkeys(only))
    try:
        # What a stranger's file claims in its footer is bounded before anything is made of it.
        file = pq.ParquetFile(
            pa.BufferReader(raw),
            thrift_string_size_limit=10_000_000,
            thrift_container_size_limit=100_000,
        )
        heading = _heading(file, path)
        _fitting(file, heading, manifest, first, count, path)
        table = file.read(wanted, use_threads=False)
        found = {name: table.column(name).to_numpy() for name in wanted}
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, MemoryError):
        raise PartRefused(path, "it is damaged inside, which no interruption does") from None
    digests = heading["digests"]
    for name, values in found.items():
        kind = manifest.columns[name]
        if values.dtype != kind or len(values) != count or digests.get(name) != _digest(values):
            raise PartRefused(path, f'its column "{shown(name)}" is not as it was written')
    numbers = np.arange(first, first + count)
    for name, meant in (("run", numbers), ("world", numbers % manifest.worlds)):
        if name in found and not np.array_equal(found[name], meant):
            raise PartRefused(path, f'its column "{name}" tells of other runs')
    return found


def _heading(file: Any, path: str) -> Mapping[str, Any]:
    raw = (file.metadata.metadata or {}).get(HEADING)
    heading = None if raw is None else json.loads(raw)
    if not isinstance(heading, dict) or not isinstance(heading.get("digests"), dict):
        raise PartRefused(path, "it was not written by goldenbridge")
    return heading


def _fitting(
    file: Any, heading: Mapping[str, Any], manifest: Manifest, first: int, count: int, path: str
) -> None:
    """Whether a file says that it is the part that belongs there, before its columns are read."""
    meant = {
        "format": FORMAT, "key": manifest.key, "seed": manifest.seed, "first": first,
        "count": count,
    }  # fmt: skip
    for name, value in meant.items():
        if heading.get(name) != value:
            found, wanted = shown(heading.get(name), 16), shown(value, 16)
            raise PartRefused(path, f"it is of other runs ({name}: found {found}, wanted {wanted})")
    told = file.metadata
    kinds = {
        field.name: str(field.type).replace("double", "float64") for field in file.schema_arrow
    }
    if kinds != dict(manifest.columns) or told.num_columns != len(kinds):
        raise PartRefused(path, "it has other columns than the runs")
    if told.num_rows != count or told.num_row_groups != 1:
        raise PartRefused(path, f"it has {told.num_rows:,} rows, wanted {count:,} in one piece")


def _digest(values: NDArray[np.generic]) -> str:
    """Of the numbers themselves, whatever they are packed in."""
    low = np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<"), copy=False)
    return blake2b(low.tobytes(), digest_size=16).hexdigest()

"""A part of an answer as a file: what was found in some of the worlds, and which worlds they are.

The file is a numpy archive (.npz) with a heading in JSON. It may come from a stranger, so nothing
in it is run, no size it claims is believed, and whatever is not just as expected is refused.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.feasibility.zone import Zone
from goldenbridge.errors import GoldenbridgeError
from goldenbridge.files.problem import shown

__all__ = ["LIMIT_BYTES", "Heading", "NotAPart", "Part", "from_bytes", "to_bytes"]

FORMAT = 1
LIMIT_BYTES = 512_000_000
LIMIT_HEADING = 64_000
LIMIT_WORLDS, LIMIT_SHARDS, LIMIT_ISSUES = 1_000_000, 10_000, 10_000

HEADING = "heading.json"
#: Each array of a part and how it is kept; ``witness`` has a column an issue.
ARRAYS = {
    "index": "<i8",
    "off": "|b1",
    "on": "|b1",
    "losses": "|b1",
    "witness": "<i2",
    "u_off": "<f8",
    "u_on": "<f8",
}


class NotAPart(GoldenbridgeError):
    """A file that cannot be read as a part of an answer.

    >>> print(NotAPart("3.npz", "it is damaged"))
    3.npz cannot be read as a part of an answer: it is damaged.
      Parts are written by: goldenbridge deals CASE --shard 1/8 -o PART
    """

    exit_code = 2

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be read as a part of an answer: {self.reason}.\n"
            "  Parts are written by: goldenbridge deals CASE --shard 1/8 -o PART"
        )


@dataclass(frozen=True)
class Heading:
    """What a part is a part of.

    Attributes
    ----------
    case, case_hash, snapshot : what it is about.
    seed, worlds : of how many worlds the whole answer is, and which.
    shard, shards : the how-manieth part of how many, counted from 1.
    goldenbridge : the version that worked it out.
    """

    case: str
    case_hash: str
    snapshot: str
    seed: int
    worlds: int
    shard: int
    shards: int
    goldenbridge: str

    @property
    def span(self) -> tuple[int, int]:
        """From which world, up to which, in as equal parts as can be.

        >>> [Heading("a", "", "b", 1, 100, n, 3, "0").span for n in (1, 2, 3)]
        [(0, 33), (33, 66), (66, 100)]
        """
        start = (self.shard - 1) * self.worlds // self.shards
        return start, self.shard * self.worlds // self.shards


@dataclass(frozen=True, eq=False)
class Part:
    """What was found in the worlds of one shard.

    Attributes
    ----------
    heading : what it is a part of.
    index : (W,), the number of each world; those that contradict a record are left out.
    zone : what was found in each.
    """

    heading: Heading
    index: NDArray[np.int64]
    zone: Zone


def to_bytes(part: Part) -> bytes:
    """A part as the content of a file; the same part gives the same bytes."""
    rows, issues = part.zone.witness.shape
    head = {"format": FORMAT, **asdict(part.heading), "rows": rows, "issues": issues}
    given = {"index": part.index, **{f.name: getattr(part.zone, f.name) for f in fields(Zone)}}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(HEADING), json.dumps(head, indent=1))
        for name, kind in ARRAYS.items():
            array = np.ascontiguousarray(given[name], dtype=np.dtype(kind))
            told = zipfile.ZipInfo(f"{name}.npy")
            told.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(told, _npy_heading(kind, array.shape) + array.tobytes())
    return whole.getvalue()


def from_bytes(raw: bytes, path: str) -> Part:
    """The part that a file holds.

    Trust it to be well-formed, and nothing more: whether it is true is for ``merge`` to see.

    Raises
    ------
    NotAPart : it is none, or damaged, or larger than any part can be.
    """
    if len(raw) > LIMIT_BYTES:
        raise NotAPart(path, f"it is larger than {LIMIT_BYTES:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _read(archive, path)
    except NotAPart:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, TypeError, KeyError,
            NotImplementedError, RuntimeError, RecursionError, OverflowError):  # fmt: skip
        raise NotAPart(path, "it is damaged, or something else") from None


def _read(archive: zipfile.ZipFile, path: str) -> Part:
    names = [told.filename for told in archive.infolist()]
    if sorted(names) != sorted([HEADING, *(f"{name}.npy" for name in ARRAYS)]):
        raise NotAPart(path, "it holds other things than a part does")
    data = json.loads(_content(archive, HEADING, LIMIT_HEADING, path))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAPart(path, f"it is not of format {FORMAT}")
    worlds = _whole(data, "worlds", 1, LIMIT_WORLDS, path)
    shards = _whole(data, "shards", 1, min(worlds, LIMIT_SHARDS), path)
    heading = Heading(
        case=_text(data, "case", path),
        case_hash=_text(data, "case_hash", path),
        snapshot=_text(data, "snapshot", path),
        seed=_whole(data, "seed", 0, 2**63 - 1, path),
        worlds=worlds,
        shard=_whole(data, "shard", 1, shards, path),
        shards=shards,
        goldenbridge=_text(data, "goldenbridge", path),
    )
    start, end = heading.span
    rows = _whole(data, "rows", 0, end - start, path)
    issues = _whole(data, "issues", 1, LIMIT_ISSUES, path)
    found = {}
    for name, kind in ARRAYS.items():
        shape = (rows, issues) if name == "witness" else (rows,)
        found[name] = _array(archive, name, kind, shape, path)
    index, witness = found.pop("index"), found["witness"]
    inside = not rows or (
        index[0] >= start and index[-1] < end and bool((np.diff(index) > 0).all())
    )
    named = (witness >= 0).all(axis=1) == found["on"]
    if not inside or not named.all() or (witness < -1).any() or (witness[~found["on"]] != -1).any():
        raise NotAPart(path, "its numbers do not fit together")
    if np.isnan(found["u_off"]).any() or np.isnan(found["u_on"]).any():
        raise NotAPart(path, "its numbers do not fit together")
    return Part(heading, index, Zone(**{**found, "witness": witness.astype(np.int64)}))


def _array(
    archive: zipfile.ZipFile, name: str, kind: str, shape: tuple[int, ...], path: str
) -> NDArray[Any]:
    """An array of the kind and shape it must have; a heading that says otherwise is not read."""
    dtype = np.dtype(kind)
    head = _npy_heading(kind, shape)
    size = len(head) + int(np.prod(shape)) * dtype.itemsize
    raw = _content(archive, f"{name}.npy", min(size, LIMIT_BYTES), path)
    if len(raw) != size or not raw.startswith(head):
        raise NotAPart(path, f'its "{name}" is not of the size or kind it must be')
    if dtype == np.bool_ and any(raw[len(head) :].strip(b"\0\1")):
        raise NotAPart(path, f'its "{name}" is not of the size or kind it must be')
    return np.frombuffer(raw, dtype, offset=len(head)).reshape(shape).copy()


def _content(archive: zipfile.ZipFile, name: str, limit: int, path: str) -> bytes:
    """A member of the archive, unpacked no further than it may be long."""
    with archive.open(name) as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise NotAPart(path, f'its "{name}" is longer than it can be')
    return raw


def _npy_heading(kind: str, shape: tuple[int, ...]) -> bytes:
    head = io.BytesIO()
    told = {"descr": kind, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(head, told)
    return head.getvalue()


def _text(data: Mapping[str, Any], key: str, path: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= 300:
        raise NotAPart(path, f'it does not say its "{key}"')
    return value


def _whole(data: Mapping[str, Any], key: str, least: int, most: int, path: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        reason = f'its "{key}" is {shown(value, 30)}, wanted a whole number from {least} to {most}'
        raise NotAPart(path, reason)
    return value

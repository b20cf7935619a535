"""Parts as files: what goes in comes out; whatever is not just as expected is refused."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.shards import NotAPart, Part, from_bytes, heading_of, to_bytes, work_out
from goldenbridge.analysis.shards.part import ARRAYS, HEADING, LIMIT_BYTES
from goldenbridge.case import load

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def part() -> Part:
    case = load("two-sellers")
    heading = heading_of(case, None, 3, 90, 2, 3)
    found = work_out(case, heading, lambda stage, done: None, lambda: False)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def files(part: Part) -> Files:
    with zipfile.ZipFile(io.BytesIO(to_bytes(part))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, *more: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *more]:
            archive.writestr(name, content)
    return whole.getvalue()


def headed(files: Files, **changes: Any) -> bytes:
    return packed({**files, HEADING: json.dumps(json.loads(files[HEADING]) | changes).encode()})


def array(values: Any, kind: str) -> bytes:
    made = io.BytesIO()
    np.save(made, np.asarray(values, dtype=kind), allow_pickle=False)
    return made.getvalue()


def test_what_goes_in_comes_out(part: Part) -> None:
    raw = to_bytes(part)
    again = from_bytes(raw, "x")
    assert again.heading == part.heading
    assert again.heading.span == (30, 60)
    assert np.array_equal(again.index, part.index)
    for name, values in vars(part.zone).items():
        assert getattr(again.zone, name).tobytes() == values.tobytes(), name
        assert getattr(again.zone, name).dtype == values.dtype
    assert to_bytes(again) == raw


def test_numpy_reads_it_too_without_pickles(part: Part) -> None:
    with np.load(io.BytesIO(to_bytes(part)), allow_pickle=False) as loaded:
        assert np.array_equal(loaded["on"], part.zone.on)
        assert np.array_equal(loaded["u_on"], part.zone.u_on)


def test_arrays_are_as_numpy_writes_them(files: Files, part: Part) -> None:
    assert files["u_on.npy"] == array(part.zone.u_on, "<f8")
    assert files["witness.npy"] == array(part.zone.witness, "<i2")
    assert from_bytes(packed(files), "x").heading == part.heading


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": 2}, "not of format 1"),
        ({"seed": -1}, '"seed" is -1'),
        ({"seed": 2**63}, '"seed" is'),
        ({"seed": True}, '"seed" is True'),
        ({"seed": 1.0}, '"seed" is 1.0'),
        ({"worlds": 10**12}, '"worlds" is'),
        ({"worlds": "90"}, '"worlds" is 90'),
        ({"shards": 91}, '"shards" is 91'),
        ({"shards": 0}, '"shards" is 0'),
        ({"shard": 4}, '"shard" is 4'),
        ({"shard": 0}, '"shard" is 0'),
        ({"rows": 31}, '"rows" is 31'),
        ({"rows": 29}, "longer than it can be"),
        ({"issues": 10**9}, '"issues" is'),
        ({"issues": 2}, "longer than it can be"),
        ({"shard": 1}, "do not fit together"),
        ({"case": 3}, 'does not say its "case"'),
        ({"case": ""}, 'does not say its "case"'),
        ({"case": "x" * 301}, 'does not say its "case"'),
        ({"snapshot": None}, 'does not say its "snapshot"'),
        ({"case_hash": ["a"]}, 'does not say its "case_hash"'),
        ({"goldenbridge": {}}, 'does not say its "goldenbridge"'),
        ({"more": "x" * 70_000}, "longer than it can be"),
    ],
)
def test_headings_that_cannot_be(files: Files, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(NotAPart, match=told):
        from_bytes(headed(files, **changes), "x")


@pytest.mark.parametrize(
    "heading", [b"", b"[]", b"null", b"\xff", b"[" * 50_000, b'{"format": NaN}', b"1" * 5000]
)
def test_a_heading_that_is_none(files: Files, heading: bytes) -> None:
    with pytest.raises(NotAPart):
        from_bytes(packed({**files, HEADING: heading}), "x")


def test_arrays_of_another_kind_or_size(files: Files, part: Part) -> None:
    rows = len(part.index)
    wrong = {
        "on": [array(part.zone.on, "|i1"), array(part.zone.on[:-1], "|b1"), b"", b"x" * 200,
               files["on.npy"][:-1] + b"\2"],
        "u_on": [array(part.zone.u_on, "<f4"), array(part.zone.u_on, ">f8"),
                 array(part.zone.u_on[:, None], "<f8"), array([np.nan] * rows, "<f8")],
        "witness": [array(part.zone.witness.T.copy().T, "<i8"),
                    array(np.full_like(part.zone.witness, -2), "<i2"),
                    array(np.full_like(part.zone.witness, -1), "<i2"),
                    array(np.full_like(part.zone.witness, 0), "<i2")],
        "index": [array(part.index[::-1], "<i8"), array(part.index + 1, "<i8"),
                  array(np.full(rows, 40), "<i8"), array(part.index - 1, "<i8")],
    }  # fmt: skip
    assert 0 < part.zone.on.sum() < rows
    for name, several in wrong.items():
        for content in several:
            with pytest.raises(NotAPart):
                from_bytes(packed({**files, f"{name}.npy": content}), "x")


def test_objects_are_never_unpickled(files: Files) -> None:
    class Trap:
        def __reduce__(self) -> Any:
            return pytest.fail, ("unpickled",)

    made = io.BytesIO()
    np.save(made, np.array([Trap()], dtype=object), allow_pickle=True)
    with pytest.raises(NotAPart):
        from_bytes(packed({**files, "on.npy": made.getvalue()}), "x")


def test_what_unpacks_to_far_more_is_not_unpacked(files: Files) -> None:
    bomb = packed({**files, "u_on.npy": files["u_on.npy"] + bytes(50_000_000)})
    assert len(bomb) < 200_000
    with pytest.raises(NotAPart, match=r'"u_on\.npy" is longer than it can be'):
        from_bytes(bomb, "x")
    assert LIMIT_BYTES < 2**30


def test_other_members(files: Files) -> None:
    for name in (*(f"{name}.npy" for name in ARRAYS), HEADING):
        with pytest.raises(NotAPart, match="other things"):
            from_bytes(packed({k: v for k, v in files.items() if k != name}), "x")
    for name in ("more.npy", "../on.npy", "/etc/passwd"):
        with pytest.raises(NotAPart, match="other things"):
            from_bytes(packed(files, (name, b"")), "x")
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(files, ("on.npy", files["on.npy"]))
    with pytest.raises(NotAPart, match="other things"):
        from_bytes(twice, "x")


@pytest.mark.parametrize("raw", [b"", b"PK", b"goldenbridge: 1\n", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive(raw: bytes) -> None:
    with pytest.raises(NotAPart):
        from_bytes(raw, "notes.txt")


def test_a_changed_file_is_refused_or_read_as_it_was(part: Part) -> None:
    """Whatever bytes are changed, cut or doubled: no other error, and no other content."""
    raw, chance = to_bytes(part), random.Random(7)
    refused = 0
    for _ in range(1500):
        changed = bytearray(raw)
        for _ in range(chance.choice([1, 1, 2, 5])):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        cut = chance.choice([len(changed)] * 4 + [chance.randrange(len(changed))])
        try:
            again = from_bytes(bytes(changed[:cut]), "x")
        except NotAPart:
            refused += 1
        else:
            assert to_bytes(again) == raw
    assert refused > 500

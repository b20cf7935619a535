"""The reader of model files: what was written comes back; what cannot be is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.statements.models.safetensors import NotTensors, read_tensors


def written(header: Any, numbers: bytes = b"") -> bytes:
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(raw).to_bytes(8, "little") + raw + numbers


def entry(shape: Any, offsets: Any, dtype: str = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


@given(st.dictionaries(st.text(max_size=8), st.lists(st.integers(0, 3), max_size=3), max_size=5))
def test_arrays_come_back_as_written(shapes: dict[str, list[int]]) -> None:
    shapes.pop("__metadata__", None)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    numbers = b""
    arrays = {}
    for count, (name, shape) in enumerate(shapes.items()):
        arrays[name] = (np.arange(np.prod(shape, dtype=int)) + count).astype("<f4").reshape(shape)
        raw = arrays[name].tobytes()
        header[name] = entry(shape, [len(numbers), len(numbers) + len(raw)])
        numbers += raw
    found = read_tensors(written(header, numbers))
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        assert not found[name].flags.writeable


def test_agrees_with_the_package_safetensors() -> None:
    numpy_side = pytest.importorskip("safetensors.numpy", reason="a second opinion, not needed")
    arrays = {"a": np.float32([[1, 2], [3, 4]]), "b": np.float32([5])}
    found = read_tensors(numpy_side.save(arrays))
    assert found.keys() == arrays.keys()
    assert all(np.array_equal(found[name], array) for name, array in arrays.items())


def test_whole_numbers_are_left_out() -> None:
    header = {"ids": entry([1], [0, 8], "I64"), "a": entry([1], [8, 12])}
    assert list(read_tensors(written(header, bytes(12)))) == ["a"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"1234567",
        (2**63).to_bytes(8, "little") + b"{}",
        (50).to_bytes(8, "little") + b"{}",
        written(b"not json"),
        written(b"[" * 100_000),
        written(b"\xff\xfe"),
        written([1, 2]),
        written({"a": 1}),
        written({"a": entry([1], [0, 4], "F16")}, bytes(4)),
        written({"a": entry([1], [0, 4], "BF16")}, bytes(4)),
        written({"a": entry([1], [0, 4])}),
        written({"a": entry([2], [0, 4])}, bytes(4)),
        written({"a": entry([1], [4, 0])}, bytes(4)),
        written({"a": entry([1], [-4, 0])}, bytes(4)),
        written({"a": entry([1], [0])}, bytes(4)),
        written({"a": entry([True], [0, 4])}, bytes(4)),
        written({"a": entry([1.0], [0, 4])}, bytes(4)),
        written({"a": entry([-1, -1], [0, 4])}, bytes(4)),
        written({"a": entry([2**39] * 40, [0, 4])}, bytes(4)),
        written({"a": entry(None, None)}, bytes(4)),
    ],
)
def test_what_cannot_be_is_refused(raw: bytes) -> None:
    with pytest.raises(NotTensors):
        read_tensors(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for candidate in (raw, len(raw).to_bytes(8, "little") + raw):
        with suppress(NotTensors):
            read_tensors(candidate)

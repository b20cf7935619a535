"""Numbers out of a safetensors file: a JSON header that says which bytes are which array."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import prod
from typing import Any, TypeGuard

import numpy as np
import numpy.typing as npt

__all__ = ["NotTensors", "read_tensors"]

Array = npt.NDArray[np.float32]

#: Headers of models of this size have some ten thousand bytes.
HEADER = 1 << 20


class NotTensors(ValueError):
    """The bytes are no safetensors file, or one whose header and numbers do not fit."""


def read_tensors(raw: bytes) -> dict[str, Array]:
    """Every array of 32-bit floats in a safetensors file, by name.

    Eight bytes tell the header's length, the header tells each array's type, shape and bytes; the
    rest are numbers, little-endian. Nothing in such a file can run. Arrays of whole numbers are
    left out. The arrays are views of ``raw``, which cannot be written to.

    Raises
    ------
    NotTensors : the header is cut off, too long or not JSON, or an array is outside the file.

    >>> header = b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}'
    >>> file = len(header).to_bytes(8, "little") + header + np.float32([1, 2]).tobytes()
    >>> read_tensors(file)
    {'a': array([1., 2.], dtype=float32)}
    """
    length = int.from_bytes(raw[:8], "little")
    if len(raw) < 8 or length > min(HEADER, len(raw) - 8):
        raise NotTensors("its header is cut off, or longer than any header is")
    try:
        header = json.loads(raw[8 : 8 + length])
    except (ValueError, RecursionError):
        raise NotTensors("its header is not JSON") from None
    if not isinstance(header, dict):
        raise NotTensors("its header is not a JSON object")
    return {
        name: _array(name, told, raw, 8 + length)
        for name, told in header.items()
        if name != "__metadata__" and not (isinstance(told, dict) and _whole(told.get("dtype")))
    }


def _whole(dtype: object) -> bool:
    return isinstance(dtype, str) and dtype[:1] in {"I", "U", "B"} and dtype != "BF16"


def _array(name: str, told: Any, raw: bytes, begin: int) -> Array:
    """One array, after a look at whether what is told of it can be."""
    if not isinstance(told, Mapping) or told.get("dtype") != "F32":
        raise NotTensors(f"“{name[:80]}” does not hold 32-bit floats")
    shape, offsets = told.get("shape"), told.get("data_offsets")
    if not _counts(shape) or not _counts(offsets) or len(offsets) != 2:
        raise NotTensors(f"“{name[:80]}” has no shape or no place in the file")
    start, end = begin + offsets[0], begin + offsets[1]
    if not start <= end <= len(raw) or end - start != 4 * prod(shape):
        raise NotTensors(f"“{name[:80]}” lies outside the file, or its shape does not fit")
    return np.frombuffer(raw, "<f4", prod(shape), start).reshape(shape)


def _counts(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(type(n) is int and 0 <= n < 2**40 for n in value)

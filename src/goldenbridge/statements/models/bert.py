"""A small BERT forwards in NumPy: token numbers in, one direction in space a sentence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import erf

__all__ = ["Bert"]

Array = npt.NDArray[np.float32]

HEADS = 12
#: Added to a variance before its root is taken, as when the model was trained.
EPSILON = np.float32(1e-12)
_ROOT_HALF = np.float32(sqrt(0.5))


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer's weights, each matrix turned so that rows of tokens come in from the left."""

    into: tuple[Array, Array]
    out: tuple[Array, Array]
    out_norm: tuple[Array, Array]
    wide: tuple[Array, Array]
    narrow: tuple[Array, Array]
    narrow_norm: tuple[Array, Array]


class Bert:
    """The encoder of Devlin and others, "BERT" (2019), and the mean over a sentence's tokens.

    Sentences of a batch are laid end to end, so that the large products run over all their tokens
    at once and no time goes into padding; only who attends to whom is worked out a sentence at a
    time. The numbers of a sentence do not hang on what else is in the batch, but for the last
    digits (about 1e-7), since the library of matrix products sums in another order.

    Parameters
    ----------
    weights : arrays by the names that the model's publishers gave them.

    Raises
    ------
    KeyError, ValueError : an array is missing, or its shape fits no other.
    """

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.words = weights["embeddings.word_embeddings.weight"]
        # Every sentence stands alone: kind 0 of the two that pairs of sentences have.
        self.places: Array = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = _pair(weights, "embeddings.LayerNorm")
        self.layers: list[_Layer] = []
        while f"{(at := f'encoder.layer.{len(self.layers)}.')}output.dense.weight" in weights:
            self.layers.append(_layer(weights, at))
        if not self.layers or self.words.shape[1] % HEADS:
            raise ValueError("no layers, or a width that twelve heads cannot share")

    @property
    def longest(self) -> int:
        """Tokens of the longest sentence it was made for."""
        return len(self.places)

    def embed(self, sentences: Sequence[Sequence[int]]) -> Array:
        """Unit vectors, one a sentence of token numbers; each sentence needs one token or more."""
        counts = np.array([len(sentence) for sentence in sentences])
        ends = np.cumsum(counts)
        tokens = np.concatenate([np.asarray(sentence, np.int64) for sentence in sentences])
        places = np.arange(len(tokens)) - np.repeat(ends - counts, counts)
        x = _normed(self.words[tokens] + self.places[places], self.norm)
        alike = _by_length(counts, ends)
        for layer in self.layers:
            seen = _attended(x @ layer.into[0] + layer.into[1], alike)
            x = _normed(seen @ layer.out[0] + layer.out[1] + x, layer.out_norm)
            wide = _gelu(x @ layer.wide[0] + layer.wide[1])
            x = _normed(wide @ layer.narrow[0] + layer.narrow[1] + x, layer.narrow_norm)
        # The mean over a sentence's tokens points where their sum does.
        total: Array = np.add.reduceat(x, ends - counts, axis=0)
        total /= np.linalg.norm(total, axis=1, keepdims=True)
        return total


def _by_length(
    counts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> list[npt.NDArray[np.int64]]:
    """For each length, where the tokens of its sentences stand: (sentences, length)."""
    return [
        (ends - counts)[counts == length][:, None] + np.arange(length)
        for length in np.unique(counts)
    ]


def _attended(mixed: Array, alike: Sequence[npt.NDArray[np.int64]]) -> Array:
    """Each token's mixture of its own sentence's values; ``mixed`` is query, key, value abreast."""
    width = mixed.shape[1] // 3
    seen = np.empty((len(mixed), width), np.float32)
    for rows in alike:
        n, length = rows.shape
        query, key, value = (
            mixed[rows].reshape(n, length, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        )
        scores = query @ key.swapaxes(-1, -2)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        seen[rows] = (scores @ value).swapaxes(1, 2).reshape(n, length, width)
    return seen


def _normed(x: Array, norm: tuple[Array, Array]) -> Array:
    """Each row with mean zero and variance one, then stretched and moved as trained."""
    x = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
    x /= np.sqrt(variance + EPSILON)
    x *= norm[0]
    x += norm[1]
    return x


def _gelu(x: Array) -> Array:
    """X times the normal distribution up to x, exactly: not the curve that is often put for it."""
    half = erf(x * _ROOT_HALF)
    half += np.float32(1)
    half *= x
    half *= np.float32(0.5)
    return half


def _pair(weights: Mapping[str, Array], name: str) -> tuple[Array, Array]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _turned(weights: Mapping[str, Array], name: str) -> tuple[Array, Array]:
    matrix, added = _pair(weights, name)
    return np.ascontiguousarray(matrix.T), added


def _layer(weights: Mapping[str, Array], at: str) -> _Layer:
    """One layer; query, key and value side by side, queries already divided by their root."""
    parts = [_turned(weights, f"{at}attention.self.{name}") for name in ("query", "key", "value")]
    scale = np.float32(1 / sqrt(parts[0][0].shape[1] / HEADS))
    parts[0] = parts[0][0] * scale, parts[0][1] * scale
    return _Layer(
        into=(np.hstack([p[0] for p in parts]), np.concatenate([p[1] for p in parts])),
        out=_turned(weights, f"{at}attention.output.dense"),
        out_norm=_pair(weights, f"{at}attention.output.LayerNorm"),
        wide=_turned(weights, f"{at}intermediate.dense"),
        narrow=_turned(weights, f"{at}output.dense"),
        narrow_norm=_pair(weights, f"{at}output.LayerNorm"),
    )

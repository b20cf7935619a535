"""The encoder told a second time, slowly, with padding and a mask; and laws of its vectors."""

from __future__ import annotations

from math import erf, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.statements.models.bert import HEADS, Bert

WIDTH, WIDE, WORDS, PLACES, LAYERS = 24, 40, 30, 16, 2


def weights(seed: int = 0) -> dict[str, Any]:
    """A small model of random numbers, with the names that BERT's have."""
    rng = np.random.default_rng(seed)

    def random(*shape: int) -> Any:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    made = {
        "embeddings.word_embeddings.weight": random(WORDS, WIDTH),
        "embeddings.position_embeddings.weight": random(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": random(2, WIDTH),
    }
    shapes = {
        "attention.self.query": (WIDTH, WIDTH),
        "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH),
        "attention.output.dense": (WIDTH, WIDTH),
        "attention.output.LayerNorm": (WIDTH,),
        "intermediate.dense": (WIDE, WIDTH),
        "output.dense": (WIDTH, WIDE),
        "output.LayerNorm": (WIDTH,),
    }
    for name, shape in [("embeddings.LayerNorm", (WIDTH,))] + [
        (f"encoder.layer.{n}.{name}", shape)
        for n in range(LAYERS)
        for name, shape in shapes.items()
    ]:
        made[f"{name}.weight"] = random(*shape)
        made[f"{name}.bias"] = random(shape[0])
    return made


def slowly(made: dict[str, Any], sentences: list[list[int]]) -> Any:
    """The same in 64 bits, all sentences padded to one length, the padding masked away."""
    w = {name: array.astype(float) for name, array in made.items()}
    longest = max(map(len, sentences))
    ids = np.array([s + [0] * (longest - len(s)) for s in sentences])
    mask = np.array([[1.0] * len(s) + [0.0] * (longest - len(s)) for s in sentences])

    def dense(x: Any, name: str) -> Any:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def norm(x: Any, name: str) -> Any:
        spread = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        scaled = (x - x.mean(axis=-1, keepdims=True)) / spread
        return scaled * w[f"{name}.weight"] + w[f"{name}.bias"]

    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][:longest]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for n in range(LAYERS):
        at = f"encoder.layer.{n}"
        query, key, value = (
            dense(x, f"{at}.attention.self.{name}") for name in ("query", "key", "value")
        )
        heads = []
        for h in range(HEADS):
            part = slice(h * WIDTH // HEADS, (h + 1) * WIDTH // HEADS)
            scores = np.einsum("bik,bjk->bij", query[..., part], key[..., part])
            scores = scores / sqrt(WIDTH / HEADS) + (mask[:, None] - 1) * 1e9
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores = scores / scores.sum(axis=-1, keepdims=True)
            heads.append(scores @ value[..., part])
        seen = dense(np.concatenate(heads, axis=-1), f"{at}.attention.output.dense")
        x = norm(x + seen, f"{at}.attention.output.LayerNorm")
        wide = dense(x, f"{at}.intermediate.dense")
        wide = wide * 0.5 * (1 + np.vectorize(erf)(wide / sqrt(2)))
        x = norm(x + dense(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    mean = (x * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


sentences_drawn = st.lists(
    st.lists(st.integers(0, WORDS - 1), min_size=1, max_size=PLACES), min_size=1, max_size=6
)


@settings(max_examples=25, deadline=None)
@given(sentences_drawn, st.integers(0, 3))
def test_agrees_with_the_slow_telling(sentences: list[list[int]], seed: int) -> None:
    made = weights(seed)
    np.testing.assert_allclose(Bert(made).embed(sentences), slowly(made, sentences), atol=2e-5)


@settings(max_examples=25, deadline=None)
@given(sentences_drawn, st.randoms())
def test_a_sentence_means_the_same_in_any_company(sentences: list[list[int]], luck: Any) -> None:
    bert = Bert(weights())
    together = bert.embed(sentences)
    order = list(range(len(sentences)))
    luck.shuffle(order)
    np.testing.assert_allclose(
        bert.embed([sentences[n] for n in order]), together[order], atol=1e-5
    )
    alone = np.vstack([bert.embed([sentence]) for sentence in sentences])
    np.testing.assert_allclose(alone, together, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_weights_that_are_no_model_are_refused() -> None:
    made = weights()
    del made["encoder.layer.0.output.dense.weight"]
    with pytest.raises(ValueError, match="no layers"):
        Bert(made)
    with pytest.raises(KeyError):
        Bert({})

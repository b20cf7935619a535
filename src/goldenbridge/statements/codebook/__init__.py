"""The codebook: which issues and actors a conflict has, and in which words they are told."""

from goldenbridge.statements.codebook.load import (
    LoadedCodebook,
    bundled_codebooks,
    load_codebook,
    read_codebook,
)
from goldenbridge.statements.codebook.schema import Codebook, CodebookActor, CodebookIssue

__all__ = [
    "Codebook",
    "CodebookActor",
    "CodebookIssue",
    "LoadedCodebook",
    "bundled_codebooks",
    "load_codebook",
    "read_codebook",
]

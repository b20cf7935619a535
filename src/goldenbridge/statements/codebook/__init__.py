"""The codebook: which issues and actors a conflict has, and in which words they are told."""

from goldenbridge.statements.codebook.schema import Codebook, CodebookActor, CodebookIssue

__all__ = ["Codebook", "CodebookActor", "CodebookIssue"]

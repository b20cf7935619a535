"""Statements suggested from documents by rules: no model, the same answer every time."""

from goldenbridge.statements.extract.suggest import Extractor, suggest

__all__ = ["Extractor", "suggest"]

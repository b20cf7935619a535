"""Whether the worlds of a case make sense: the ways to nonsense with three decimals, each caught."""

from goldenbridge.analysis.audit.audit import audit

__all__ = ["audit"]

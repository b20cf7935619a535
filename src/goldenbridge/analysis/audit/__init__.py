"""Whether the worlds of a case make sense; each way to nonsense with three decimals is caught."""

from goldenbridge.analysis.audit.audit import audit

__all__ = ["audit"]

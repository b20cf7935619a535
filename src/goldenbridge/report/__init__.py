"""What we tell: the report as one page, with every number traceable, and the check of it."""

from goldenbridge.report.document import write_report
from goldenbridge.report.embed import NotAReport

__all__ = ["NotAReport", "write_report"]

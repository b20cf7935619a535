"""What was said: who, what, to what effect, and where it is written."""

from goldenbridge.statements.coded import CodedStatement
from goldenbridge.statements.statement import ACTS, Statement

__all__ = ["ACTS", "CodedStatement", "Statement"]

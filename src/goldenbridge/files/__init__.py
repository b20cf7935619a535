"""Files that strangers wrote, read safely, and what is wrong with them told to people."""

from goldenbridge.files.document import Document, parse_document, read_document
from goldenbridge.files.problem import Problem, Severity

__all__ = ["Document", "Problem", "Severity", "parse_document", "read_document"]

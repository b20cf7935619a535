"""Statements in the files of other programs: one file a format."""

from goldenbridge.statements.formats.choose import read_statements, write_statements

__all__ = ["read_statements", "write_statements"]

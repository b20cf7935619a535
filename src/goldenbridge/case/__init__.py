"""What is at stake: the case file, read and checked, with its dated snapshots."""

from goldenbridge.case.case import Case, Snapshot
from goldenbridge.case.load import Loaded, bundled_cases, find_case, load, read_case
from goldenbridge.files.problem import Problem, Severity

__all__ = [
    "Case",
    "Loaded",
    "Problem",
    "Severity",
    "Snapshot",
    "bundled_cases",
    "find_case",
    "load",
    "read_case",
]

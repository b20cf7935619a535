"""Suggestions measured against statements that somebody coded by hand."""

from goldenbridge.statements.evaluation.calibration import confidence_by_rule, confidence_table
from goldenbridge.statements.evaluation.evaluate import LEVELS, Evaluation, Settings, evaluate
from goldenbridge.statements.evaluation.misses import Miss, misses

__all__ = [
    "LEVELS",
    "Evaluation",
    "Miss",
    "Settings",
    "confidence_by_rule",
    "confidence_table",
    "evaluate",
    "misses",
]

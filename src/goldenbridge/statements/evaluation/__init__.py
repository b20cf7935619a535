"""Suggestions measured against statements that somebody coded by hand."""

from goldenbridge.statements.evaluation.evaluate import LEVELS, Evaluation, Settings, evaluate

__all__ = ["LEVELS", "Evaluation", "Settings", "evaluate"]

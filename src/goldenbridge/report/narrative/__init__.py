"""Findings in plain English: pure functions from data to sentences, one file a question."""

from goldenbridge.report.narrative.answer import answer, assumed, hangs_on, headline
from goldenbridge.report.narrative.compare import agreed, differences, leading_conflict, summary
from goldenbridge.report.narrative.decides import (
    decides,
    misleading,
    moves_nothing,
    setting_name,
    thing,
    unmirrored,
)
from goldenbridge.report.narrative.packages import covers, describe, moves, refusals, unlike
from goldenbridge.report.narrative.why_not import blockers, effect, member_name, why_not

__all__ = [
    "agreed",
    "answer",
    "assumed",
    "blockers",
    "covers",
    "decides",
    "describe",
    "differences",
    "effect",
    "hangs_on",
    "headline",
    "leading_conflict",
    "member_name",
    "misleading",
    "moves",
    "moves_nothing",
    "refusals",
    "setting_name",
    "summary",
    "thing",
    "unlike",
    "unmirrored",
    "why_not",
]

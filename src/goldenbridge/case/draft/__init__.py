"""From coded statements to a proposed case: what they carry, and what they leave open to ask."""

from goldenbridge.case.draft.draft import Draft, draft_case
from goldenbridge.case.draft.questions import Question

__all__ = ["Draft", "Question", "draft_case"]

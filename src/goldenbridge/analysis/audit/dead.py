"""Judgements that move nothing: set them to anything and every world answers as before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem

__all__ = ["dead_judgements"]


def dead_judgements(trials: Sequence[Trial]) -> Iterator[Problem]:
    """Hypotheses, red lines and brackets that change no world's answer at any snapshot."""
    last: dict[tuple[str, str], tuple[Trial, bool, Path_]] = {}
    for trial in trials:
        for one in trial.influences:
            if one.kind != "swing":
                known = last.get((one.kind, one.id))
                idle = one.idle and (known is None or known[1])
                last[one.kind, one.id] = (trial, idle, one.where)
    for (kind, _), (trial, idle, where) in last.items():
        if idle:
            yield trial.warning(
                where,
                f"this {kind.replace('_', ' ')} moves nothing: whatever it is set to, every world "
                "answers the same at every snapshot",
                "a judgement that the answer depends on",
                "Keep it if it documents the record; else leave it out, or see whether it is "
                "tied to the right issue and party.",
                "dead-judgement",
            )

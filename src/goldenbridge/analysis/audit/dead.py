"""Judgements that move nothing: set them to anything and every world answers as before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.case.problem import Problem

__all__ = ["dead_judgements"]


def dead_judgements(trials: Sequence[Trial]) -> Iterator[Problem]:
    """Hypotheses, red lines and brackets that move the share at no snapshot they stand in."""
    last: dict[tuple[str, str], tuple[Trial, float, tuple[str | int, ...]]] = {}
    for trial in trials:
        for one in trial.influences:
            if one.kind == "swing":
                continue
            spread = max(one.spread, last.get((one.kind, one.id), (trial, 0.0, ()))[1])
            last[one.kind, one.id] = (trial, spread, one.where)
    for (kind, _), (trial, spread, where) in last.items():
        if spread == 0.0:
            yield trial.warning(
                where,
                f"this {kind.replace('_', ' ')} moves nothing: whatever it is set to, the share "
                "with a deal stays the same at every snapshot",
                "a judgement that the answer depends on",
                "Keep it if it documents the record; else leave it out, or see whether it is "
                "tied to the right issue and party.",
                "dead-judgement",
            )

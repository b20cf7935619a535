"""What an answer is about: case, snapshot, worlds, parties, issues, and how to read it."""

from __future__ import annotations

from typing import Any

from goldenbridge import __version__
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Sample
from goldenbridge.case.case import Case, Snapshot

__all__ = ["CAVEAT", "heading"]

CAVEAT = (
    "The model lists possibilities and predicts nothing. A share of worlds is a share of the "
    "readings of the evidence that were written into the case, not a probability that something "
    "will happen; intervals cover sampling only."
)


def heading(case: Case, at: Snapshot, sample: Sample, interrupted: bool) -> dict[str, Any]:
    """What the answer is about: case, snapshot, worlds, parties, issues."""
    drawn = sample.all_worlds
    return {
        "goldenbridge": __version__,
        "case": case.id,
        "title": case.title,
        "case_hash": case.hash,
        "seed": sample.seed,
        "worlds": sample.wanted,
        "worlds_used": len(sample.worlds),
        "interrupted": interrupted,
        "left_out": {k: Share.of(v).as_dict() for k, v in drawn.record.items()},
        "snapshot": at.id,
        "snapshot_title": at.title,
        "snapshot_text": at.text,
        "caveat": CAVEAT,
        "parties": {
            key: {
                "name": at.body.parties[key].name,
                "consent": at.body.parties[key].consent,
                "controls": list(at.body.parties[key].controls),
            }
            for key in sample.frame.parties
        },
        "issues": {
            key: {
                "name": issue.name,
                "question": issue.question,
                "basket": issue.basket,
                "open": issue.open,
                "default": issue.default,
                "options": {k: o.name for k, o in issue.options.items()},
            }
            for key, issue in at.body.issues.items()
        },
    }

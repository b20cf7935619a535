"""Compile the loop over runs beforehand, so that no user waits for it."""

from __future__ import annotations

from goldenbridge.analysis.dynamics.generic import generic
from goldenbridge.analysis.dynamics.run import run, watch

__all__ = ["warm"]


def warm() -> None:
    """Run the loop once on a few crises, with the types of array used everywhere."""
    model = generic(worlds=2, steps=2)
    run(model, 2, counted=True)
    watch(model, 1, explained=True)

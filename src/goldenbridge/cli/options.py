"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

__all__ = ["SEED_LIMIT", "case_options"]

SEED_LIMIT = 2**63 - 1


def case_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every command has which draws worlds."""
    for option in (
        click.option(
            "--seed",
            type=click.IntRange(0, SEED_LIMIT),
            default=1,
            show_default=True,
            help="Which worlds to draw; the same seed gives the same answer.",
        ),
        click.option(
            "--worlds",
            type=click.IntRange(16, 1_000_000),
            default=2000,
            show_default=True,
            help="How many worlds to draw.",
        ),
        click.option("--snapshot", help="Date of the snapshot; the case's first if left out."),
    ):
        command = option(command)
    return command

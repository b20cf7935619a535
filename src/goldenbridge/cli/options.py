"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from goldenbridge.executors import Executor

__all__ = ["SEED_LIMIT", "case_options", "chosen_executor", "executor_options"]

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


def executor_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say who does the work; give both to :func:`chosen_executor`."""
    for option in (
        click.option(
            "--cluster",
            metavar="ADDRESS",
            help="Work on a running Dask cluster, such as tcp://10.0.0.5:8786.",
        ),
        click.option(
            "--processes",
            type=click.IntRange(1, 256),
            help="Work in so many processes of this machine.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def chosen_executor(processes: int | None, cluster: str | None) -> Iterator[Executor]:
    """Who does the work; what was started for it is ended with the block.

    Raises
    ------
    click.UsageError : both were asked for.
    """
    from goldenbridge.executors import SERIAL, Cluster, Processes

    if processes is not None and cluster is not None:
        raise click.UsageError("Use either --processes or --cluster.")
    if cluster is not None:
        with Cluster(cluster) as executor:
            yield executor
    elif processes is not None:
        with Processes(processes) as pool:
            yield pool
    else:
        yield SERIAL

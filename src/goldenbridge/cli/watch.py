"""Progress on stderr, and an interrupt that ends a run without losing what is finished."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.output import console_err

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Watch", "watched"]


class Watch:
    """Tells of progress on stderr, and remembers whether somebody asked to stop.

    Interrupt once and the run ends with the worlds finished so far; twice, and it stops dead.
    """

    def __init__(self, bar: Progress | None) -> None:
        self._bar = bar
        self._task: Any = None
        self._stage = ""
        self.label = ""
        self.stopped = False

    def progress(self, stage: str, fraction: float) -> None:
        """One step further; without a terminal, each stage is told once."""
        name = f"{self.label}: {stage}" if self.label else stage
        if self._bar is None:
            if name != self._stage:
                click.echo(f"{name} …", err=True)
        elif name != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(name, total=1.0)
        else:
            self._bar.update(self._task, completed=fraction)
        self._stage = name

    def stop(self) -> bool:
        """Whether to end with what is finished."""
        return self.stopped


@contextmanager
def watched() -> Iterator[Watch]:
    """A run that is told of on stderr and that one interrupt ends without loss."""
    console = console_err()
    if not console.is_terminal:
        watch = Watch(None)
        with _interruptible(watch):
            yield watch
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        watch = Watch(bar)
        with _interruptible(watch):
            yield watch


@contextmanager
def _interruptible(watch: Watch) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(number: int, frame: FrameType | None) -> None:
        watch.stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo(
            "Finishing with the worlds done so far; interrupt again to stop at once.", err=True
        )

    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

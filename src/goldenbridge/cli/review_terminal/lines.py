"""Lines from whoever sits at the terminal: plain input, so that any terminal will do."""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from types import FrameType
from typing import TypeVar

import click

from goldenbridge.cli.visible import visible

__all__ = ["Ended", "ask", "plain", "ready", "say", "whole"]

#: Characters of one answer; a longer line is read in parts.
LONGEST = 20_000

#: Seconds after which a Ctrl-C is noticed at the latest.
GLANCE = 0.25

T = TypeVar("T")


class Ended(Exception):
    """There is no more input: end of file, or the line was cut."""


def ready() -> None:
    """Set up input and output so that no sign, in or out, can end the review."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        again = getattr(stream, "reconfigure", None)
        if again is not None:
            with suppress(UnsupportedOperation):  # it was read from before
                again(errors="replace")


def ask(prompt: str) -> str:
    """One line, without the signs that a key such as an arrow leaves in it.

    Raises
    ------
    Ended : there is no more input.
    KeyboardInterrupt : somebody pressed Ctrl-C.
    """
    click.echo(prompt, nl=False)
    _wait()
    try:
        line = sys.stdin.readline(LONGEST)
    except OSError as error:
        if error.errno == errno.EIO:  # the terminal is gone
            raise Ended from None
        raise
    if not line:
        raise Ended
    return "".join(sign for sign in line.strip() if sign.isprintable())


def _wait() -> None:
    """Wait at a terminal until there is a line.

    A Ctrl-C that comes between Python's look for one and the reading would wait for the next key.
    """
    if os.name != "posix" or not sys.stdin.isatty():
        return
    while not select.select([sys.stdin], [], [], GLANCE)[0]:
        pass


@contextmanager
def _held_back() -> Iterator[None]:
    """Ctrl-C waits until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = False

    def later(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def whole(save: Callable[[], T]) -> T:
    """A save that Ctrl-C cannot leave in doubt: it is done, and then comes the interruption."""
    with _held_back():
        return save()


def plain() -> bool:
    """Whether the terminal can only print, or is none."""
    dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    return dumb or bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()


def say(text: str = "", style: str = "") -> None:
    """A line of ours, with nothing in it that steers the terminal."""
    shown = visible(text)
    if style and not plain():
        shown = click.style(shown, bold=style == "bold", dim=style == "dim")
    click.echo(shown)

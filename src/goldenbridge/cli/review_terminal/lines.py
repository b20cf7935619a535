"""Lines from whoever sits at the terminal: plain input, so that any terminal will do."""

from __future__ import annotations

import errno
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import click

from goldenbridge.cli.review_terminal.visible import visible

__all__ = ["Ended", "ask", "ready", "say", "whole"]

#: Characters of one answer; a longer line is read in parts.
LONGEST = 20_000

T = TypeVar("T")


class Ended(Exception):
    """There is no more input: end of file, or the line was cut."""


def ready() -> None:
    """Set up input and output so that no sign, in or out, can end the review."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        again = getattr(stream, "reconfigure", None)
        if again is not None:
            again(errors="replace")


def ask(prompt: str) -> str:
    """One line, without the signs that a key such as an arrow leaves in it.

    Raises
    ------
    Ended : there is no more input.
    KeyboardInterrupt : somebody pressed Ctrl-C.
    """
    click.echo(prompt, nl=False)
    try:
        line = sys.stdin.readline(LONGEST)
    except OSError as error:
        if error.errno == errno.EIO:  # the terminal is gone
            raise Ended from None
        raise
    if not line:
        raise Ended
    return "".join(sign for sign in line.strip() if sign.isprintable())


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


def say(text: str = "", style: str = "") -> None:
    """A line of ours, with nothing in it that steers the terminal."""
    shown = visible(text)
    click.echo(click.style(shown, bold=style == "bold", dim=style == "dim") if style else shown)

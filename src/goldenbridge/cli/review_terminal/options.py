"""Options of the commands that work in a workspace."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any

import click

__all__ = [
    "CODER",
    "coder_option",
    "document_option",
    "json_option",
    "somebody",
    "workspace_option",
]

CODER = "GOLDENBRIDGE_CODER"


def workspace_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the workspace is; None for the default."""
    return click.option(
        "-w",
        "--workspace",
        metavar="PLACE",
        envvar="GOLDENBRIDGE_WORKSPACE",
        show_envvar=True,
        help="Folder of the workspace, or postgresql://… (default: ./goldenbridge-workspace).",
    )(command)


def coder_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Who codes; None where it was not said."""
    return click.option("--coder", metavar="NAME", envvar=CODER, show_envvar=True, help=text)


def document_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Of one document only."""
    return click.option("--document", metavar="NAME", help="Of this document only.")(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """As data."""
    return click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")(command)


def somebody(name: str | None) -> str:
    """Who sits here: as said, or as the system calls them."""
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError(f"Say who you are: --coder NAME, or set {CODER}.") from None

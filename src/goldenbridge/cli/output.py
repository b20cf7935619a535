"""What every command shares: exit codes, where output goes, how an error is told.

Answers go to stdout, so that they can be piped; progress and errors go to stderr.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.visible import json_visible
from goldenbridge.errors import GoldenbridgeError

if TYPE_CHECKING:
    from rich.console import Console

OK = 0
FAILED = 1
"""The command ran, and the answer is no: a report that does not verify, an output not written."""
USAGE = 2
"""The command was called wrongly, or names something that is not there."""
INVALID_CASE = 3
"""The case cannot be read as a case."""
INTERRUPTED = 130
"""Stopped from the keyboard; the number that shells use."""

DEBUG_VARIABLE = "GOLDENBRIDGE_DEBUG"
_FRAMES_SHOWN = 8


@cache
def console_err() -> "Console":
    """Return the rich console on stderr, made on first use: rich takes time to import."""
    from rich.console import Console

    return Console(stderr=True)


def emit_json(obj: object) -> None:
    """Print an object as JSON on stdout.

    Besides what JSON knows: arrays and numbers of numpy, dataclasses, pydantic models,
    dates, paths. Not-a-number is refused, since it is not JSON.

    >>> emit_json({"deal": "50–50", "worlds": 4096})
    {
      "deal": "50–50",
      "worlds": 4096
    }
    """
    told = json.dumps(obj, indent=2, ensure_ascii=False, allow_nan=False, default=_plain)
    click.echo(json_visible(told))


def _plain(obj: Any) -> object:
    import dataclasses
    import datetime
    import pathlib

    if dataclasses.is_dataclass(obj) and not isinstance(obj, type):
        return {field.name: getattr(obj, field.name) for field in dataclasses.fields(obj)}
    if isinstance(obj, datetime.date):
        return obj.isoformat()
    if isinstance(obj, pathlib.PurePath):
        return obj.as_posix()
    if isinstance(obj, set | frozenset):
        return sorted(obj)
    if hasattr(obj, "model_dump"):
        return obj.model_dump(mode="json")
    if hasattr(obj, "tolist"):
        return obj.tolist()
    raise TypeError(f"{type(obj).__name__} has no form in JSON")


def run_safely(run: Callable[[], object]) -> int:
    """Run a command and return its exit code; no exception gets past but a request to exit.

    A command says that it failed by raising a ``GoldenbridgeError``, by ``ctx.exit(code)``
    or by returning its exit code.
    """
    try:
        result = run()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except GoldenbridgeError as error:
        _tell(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Python would complain at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        if error.filename is None:
            return _tell_bug(error)
        _tell(f"{error.filename}: {error.strerror}.")
        return FAILED
    except Exception as error:
        return _tell_bug(error)
    return result if isinstance(result, int) and not isinstance(result, bool) else OK


def _tell(message: str) -> None:
    click.echo(click.style("Error: ", fg="red", bold=True) + message, err=True)


def _tell_bug(error: Exception) -> int:
    _tell("this is a bug of goldenbridge, not a mistake of yours.")
    click.echo(f"  {_summary(error)}", err=True)
    if os.environ.get(DEBUG_VARIABLE, "") not in ("", "0"):
        click.echo("".join(traceback.format_exception(error, limit=-_FRAMES_SHOWN)), err=True)
    else:
        click.echo(
            "  Please report it with the command you ran, its traceback"
            f" (set {DEBUG_VARIABLE}=1 and run again)\n"
            "  and, if you may share it, the case.",
            err=True,
        )
    return FAILED


def _summary(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f", in {frames[-1].name}" if frames else ""
    text = str(error).strip()
    return f"{type(error).__name__}{place}" + (f": {text}" if text else "")

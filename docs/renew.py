"""Write the pages that the code knows best anew: ``python docs/renew.py``.

A test compares the pages with what this writes, so a changed option cannot be forgotten.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from goldenbridge.cli.main import COMMANDS, PROGRAM, cli

__all__ = ["PAGES", "commands_page", "renew"]

HERE = Path(__file__).parent

COMMANDS_HEAD = """\
# Commands

<!-- Written by docs/renew.py from the code. Change the code, then run: python docs/renew.py -->

Every command answers `--help`. The answer goes to standard output, so that it can be piped or kept
in a file; progress, notes and errors go to standard error. `--json` gives the answer as data.

`CASE` is the name of a [bundled case](#goldenbridge-cases), a folder with a `case.yaml`, or the
`case.yaml` itself. The words used here are in the [glossary](../glossary.md).

| exit code | meaning |
|---|---|
| 0 | it went well |
| 1 | the command ran and failed: a report that does not verify, a file that cannot be written |
| 2 | the command was called wrongly, or names something that is not there |
| 3 | the case is not valid |
| 130 | it was interrupted from the keyboard |

A run that draws worlds can be interrupted once: it then ends with the worlds finished so far, and
says so. A second interrupt stops it at once.
"""


def commands_page() -> str:
    """The page on the command line: every command with its arguments and options."""
    root = click.Context(cli, **cli.context_settings, info_name=PROGRAM)
    listed = [
        f"- [`{PROGRAM} {name}`](#{PROGRAM}-{name}): {e.help}" for name, e in COMMANDS.items()
    ]
    parts = [COMMANDS_HEAD, "\n".join(listed) + "\n"]
    for name, entry in COMMANDS.items():
        parts.append(_command(name, entry.load(), root))
    return "\n".join(parts)


def _command(name: str, command: click.Command, root: click.Context) -> str:
    ctx = click.Context(command, **command.context_settings, info_name=name, parent=root)
    usage = command.get_usage(ctx).removeprefix("Usage: ").strip()
    parts = [f"## {PROGRAM} {name}", f"```\n{' '.join(usage.split())}\n```", _text(command)]
    options = [_option(p, ctx) for p in command.get_params(ctx) if isinstance(p, click.Option)]
    return "\n\n".join([*parts, "\n".join(options)]) + "\n"


def _text(command: click.Command) -> str:
    r"""The help of a command; a paragraph after the mark ``\b`` keeps its lines."""
    found = []
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            found.append(f"```\n{inspect.cleandoc(paragraph.removeprefix(chr(8)))}\n```")
        else:
            found.append(paragraph)
    return "\n\n".join(found)


def _option(option: click.Option, ctx: click.Context) -> str:
    record = option.get_help_record(ctx)
    assert record is not None, f"{option.name} is hidden"
    names, text = record
    said, _, extra = text.partition("  [")
    extra = f" (`{extra.removesuffix(']')}`)" if extra else ""
    return f"- `{names}`: {said}{extra}"


PAGES = {"reference/commands.md": commands_page}


def renew() -> None:
    """Write every page that is made from the code."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    renew()

"""Write the pages that the code knows best anew: ``python docs/renew.py``.

A test compares the pages with what this writes, so a changed option cannot be forgotten.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from goldenbridge.analysis.dynamics.odd.page import model_page
from goldenbridge.analysis.dynamics.rows.page import mechanisms_page
from goldenbridge.case.base_rates import GROUPS, BaseRate, Note, base_rates
from goldenbridge.cli.main import COMMANDS, PROGRAM, cli

__all__ = ["PAGES", "base_rates_page", "commands_page", "renew"]

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


def _command(name: str, command: click.Command, root: click.Context, depth: int = 2) -> str:
    """One command; after a group, each of its commands under a smaller heading."""
    ctx = click.Context(command, **command.context_settings, info_name=name, parent=root)
    usage = command.get_usage(ctx).removeprefix("Usage: ").strip()
    head = f"{'#' * depth} {ctx.command_path}"
    parts = [head, f"```\n{' '.join(usage.split())}\n```", _text(command)]
    options = [_option(p, ctx) for p in command.get_params(ctx) if isinstance(p, click.Option)]
    told = "\n\n".join([*parts, "\n".join(options)]) + "\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            found = command.get_command(ctx, below)
            assert found is not None
            told += "\n" + _command(below, found, ctx, depth + 1)
    return told


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


BASE_RATES_HEAD = """\
# Base rates

<!-- Written by docs/renew.py from src/goldenbridge/bundled/base-rates.yaml. Change that file, then
     run: python docs/renew.py -->

How often crises of the past ended in agreement or war, how long they took, and whether peace
lasted. The simulation puts these figures beside its results, each with its population, and never
mixes them in. In Python: `goldenbridge.case.base_rates.base_rates()`. Only these aggregates are
shipped; the data sets are to be had from those who made them. Words are in the
[glossary](../glossary.md).

## How to read a base rate

**It belongs to its population.** A base rate says in how many of the cases that somebody counted a
thing happened. The case at hand was not drawn from them: the figure is a mirror to hold beside a
result, not how likely something is. So quote a figure with its population (letter) and the number
of cases (n) or not at all. The interval (95 %, Wilson) covers chance only, not how cases were
chosen or coded. Where n is –, nobody noted it, and there is no interval. Where a count was not
noted, it was recovered as the one whole number that gives the share. *Said* marks what was read on
a page and not counted in the data. What was only remembered is not in the table.

**Two rates side by side are not an effect.** Nobody drew lots for who gets a mediator, a guarantee
or a sanction.

## Traps

- **War is five times as frequent in one data set as in another.** ICB counts international crises,
  MID militarized disputes. Name the population.
- **Mediators go to hard cases.** Mediated crises end in agreement more often, and in war more
  often. Neither is what mediation does; selection alone can make such a table.
- **Guarantees look harmful** in the raw table of peace agreements, where the hard cases got them.
  Studies with controls find the opposite. Neither settles it.
- **Threats look better than sanctions** if only threats that were never carried out are counted. Of
  all threats, the target acquiesced in 39.2 %.
- **Carrots during sanctions are neither shown nor refuted** to help: there are 39 cases.
- **Resumed fighting is counted elsewhere.** Those 854 endings are mostly not between states, unlike
  the crises.
- **A steady hazard of agreement is not a sure agreement.** Most crises end otherwise before.
"""

TITLES = {
    "crises": "Crises and war",
    "mediation": "Mediation",
    "sanctions": "Sanctions",
    "durability": "Durability",
}


def base_rates_page() -> str:
    """The page on base rates: a table a group, what was counted, among whom, and notes."""
    rates = base_rates()
    letters = {who: chr(65 + i) for i, who in enumerate(dict.fromkeys(r.population for r in rates))}
    notes: dict[Note, int] = {}
    for note in (note for rate in rates for note in rate.notes):
        notes.setdefault(note, len(notes) + 1)
    parts = [BASE_RATES_HEAD]
    for group in GROUPS:
        rows = [rate for rate in rates if rate.group == group]
        parts.append(
            f"## {TITLES[group]}\n\n"
            "| what | value (interval) | n | of | notes |\n|---|---|---|---|---|\n"
            + "\n".join(
                f"| {rate.quantity} | {_value(rate)} | {rate.n or '–':{',' if rate.n else ''}} "
                f"| {letters[rate.population]} "
                f"| {', '.join(str(notes[note]) for note in rate.notes)} |"
                for rate in rows
            )
            + "\n"
        )
    counted: dict[str, set[str]] = {}
    for rate in rates:
        if rate.outcome:
            counted.setdefault(rate.outcome, set()).add(letters[rate.population])
    parts.append(
        "## What counts as having happened\n\nIn the data set's own terms as far as recorded; the"
        " codebooks say more.\n\n"
        + "\n".join(f"- **{', '.join(sorted(who))}** {what}" for what, who in counted.items())
        + "\n"
    )
    parts.append(
        "## Populations and sources\n\n"
        + "\n".join(f"- **{letter}** {who}. *{who.source}*" for who, letter in letters.items())
        + "\n"
    )
    parts.append(
        "## Notes\n\n" + "\n".join(f"{i}. {note.text}" for note, i in notes.items()) + "\n"
    )
    return "\n".join(parts)


def _value(rate: BaseRate) -> str:
    """A rate as people write it: shares in per cent, everything else in its unit."""
    if rate.finding is not None:
        return f"*said:* {rate.finding}"
    if rate.unit == "share":
        assert rate.value is not None
        found = f"{rate.value * 100:.1f} %"
        if rate.interval is not None:
            found += f" ({rate.interval[0] * 100:.1f}–{rate.interval[1] * 100:.1f})"
        return found
    if rate.bins:
        whole = "" if rate.value is None else f"{rate.value:.3f}; "
        bins = ", ".join(f"{b.value:.3f} (day {b.start}–{b.end})" for b in rate.bins)
        return f"{whole}{bins}"
    names = {0.25: "lower quartile", 0.5: "median", 0.75: "upper quartile", 0.9: "nine in ten"}
    told = ", ".join(f"{names[q.at]} {q.value}" for q in rate.quantiles)
    return f"{told} {rate.unit}"


PAGES = {
    "reference/base-rates.md": base_rates_page,
    "reference/commands.md": commands_page,
    "reference/mechanisms.md": mechanisms_page,
    "reference/model.md": model_page,
}


def renew() -> None:
    """Write every page that is made from the code."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    renew()

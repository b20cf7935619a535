"""``goldenbridge compare``: policies side by side, on the same worlds and the same luck."""

from __future__ import annotations

from typing import Any

import click

from goldenbridge.cli.output import emit_json
from goldenbridge.cli.over_time import (
    elsewhere,
    over_time_options,
    read_parameters,
    read_readings,
    short,
)
from goldenbridge.cli.tables import answers, row, say, table
from goldenbridge.cli.watch import watched

__all__ = ["compare"]

#: Outcomes that are shown: name, heading, whether a share.
SHOWN = (
    ("agreement", "agreed %", True),
    ("war", "war %", True),
    ("durable", "durable %", True),
    ("peak_rung", "peak rung", False),
)


@click.command()
@click.argument("case")
@click.argument("policies", nargs=-1, metavar="POLICY...")
@over_time_options
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def compare(
    case: str,
    policies: tuple[str, ...],
    snapshot: str | None,
    runs: int,
    seed: int,
    worlds: int | None,
    steps: int,
    step_days: float,
    held: tuple[str, ...],
    settings: tuple[str, ...],
    without: tuple[str, ...],
    as_json: bool,
) -> None:
    """Which policy does better at what, and what do the rival readings decide?

    CASE is a folder, a case.yaml or the name of a bundled case. POLICY are policies of the case
    (none: nothing new is done); all of them where none is named. Interrupt once to end with the
    policies that are finished.
    """
    from goldenbridge.analysis.dynamics.compare import compare as find_comparison
    from goldenbridge.case import load

    loaded = load(case)
    with watched() as watch:
        found = find_comparison(
            loaded, policies or None, snapshot, runs=runs, seed=seed, worlds=worlds, steps=steps,
            step_days=step_days, parameters=read_parameters(settings),
            readings=read_readings(held), without=without, progress=watch.progress,
            stop=watch.stop,
        ).as_dict()  # fmt: skip
    if found["interrupted"]:
        click.echo(f"Stopped early; left out: {', '.join(found['left_out'])}.", err=True)
    if as_json:
        emit_json(found)
    else:
        _tell(found)


def _tell(found: dict[str, Any]) -> None:
    """The policies, their differences and what the readings decide, on the terminal."""
    console = answers()
    say(console, f"{found['title']}, {found['snapshot_title']}", "bold")
    made = _table(*(heading for _, heading, _ in SHOWN))
    for one in found["policies"].values():
        row(made, one["name"], *(short(one[name], share) for name, _, share in SHOWN))
    console.print(made)
    first = next(iter(found["policies"]))
    pairs = [p for p in found["differences"] if p["a"] == first]
    unseen: list[str] = []
    if pairs:
        say(console, f"Against: {found['policies'][first]['name']}", "bold")
        made = _table(*(heading for _, heading, _ in SHOWN[:3]))
        for pair in pairs:
            turned = {name: _turned(pair[name]) for name, _, _ in SHOWN[:3]}
            row(
                made,
                found["policies"][pair["b"]]["name"],
                *(short(turned[name], True, signed=True) for name, _, _ in SHOWN[:3]),
            )
            if not any(_clear(turned[name]) for name, _, _ in SHOWN[:3]):
                unseen.append(found["policies"][pair["b"]]["name"])
        console.print(made)
        if unseen:
            say(console, f"Makes no visible difference: {'; '.join(unseen)}.")
    say(console, f"War: {found['what']['war']}.")
    say(
        console,
        f"{found['runs']:,} runs of {found['horizon_months']:.0f} months in "
        f"{found['worlds_used']:,} worlds, seed {found['seed']}; the same worlds and the same luck "
        "for every policy. Every pair's difference, costs by party and what the readings decide: "
        "--json.",
    )
    told = elsewhere(found)
    if told:
        say(console, told)
    say(console, found["caveat"], "dim")


def _table(*headings: str) -> Any:
    """A table whose figures go over two lines rather than lose a digit on a narrow terminal."""
    made = table("", ("policy", False), *((heading, True) for heading in headings))
    for column in made.columns:
        column.no_wrap, column.overflow = False, "fold"
    made.columns[0].min_width = 12
    return made


def _turned(one: dict[str, Any]) -> dict[str, Any]:
    """The second less the first, where the data say the first less the second."""
    if one["estimate"] is None:
        return one
    ends = None if one["interval"] is None else [-one["interval"][1], -one["interval"][0]]
    return {**one, "estimate": -one["estimate"], "interval": ends}


def _clear(one: dict[str, Any]) -> bool:
    """Whether an interval is clear of nothing."""
    return one["interval"] is not None and not one["interval"][0] <= 0 <= one["interval"][1]

"""``goldenbridge deals``: the same answer as the report's, as a table or as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import case_options, chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.shard import ShardOption, write_shard
from goldenbridge.cli.tables import answers, row, say, table
from goldenbridge.cli.watch import watched

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["deals", "tell"]


@click.command()
@click.argument("case")
@case_options
@executor_options
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
@click.option(
    "--shard",
    type=ShardOption(),
    help="Work out one part only, such as 3/8, and write it to -o PART.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the part of --shard; one that is there already is kept.",
)
def deals(
    case: str,
    snapshot: str | None,
    worlds: int,
    seed: int,
    processes: int | None,
    cluster: str | None,
    as_json: bool,
    shard: tuple[int, int] | None,
    output: Path | None,
) -> None:
    """Which deals would everybody sign, and in how many worlds?

    CASE is a folder, a case.yaml or the name of a bundled case. With --shard, goldenbridge merge
    makes the answer of all parts.
    """
    if (shard is None) != (output is None):
        raise click.UsageError("--shard and -o go together: --shard 1/8 -o part-1.npz")
    if shard is not None and as_json:
        raise click.UsageError("A part has no answer to print: leave out --json.")
    from goldenbridge.analysis import deals as find_deals
    from goldenbridge.case import load

    loaded = load(case)
    at = loaded.at(snapshot).id
    if shard is not None and output is not None:
        write_shard(loaded, at, seed, worlds, shard, output, processes, cluster)
        return
    with chosen_executor(processes, cluster) as executor, watched() as watch:
        found = find_deals(
            loaded,
            at,
            worlds=worlds,
            seed=seed,
            progress=watch.progress,
            stop=watch.stop,
            executor=executor,
        )
    if found.interrupted:
        click.echo(f"Stopped early: {found.as_dict()['worlds']:,} of {worlds:,} worlds.", err=True)
    if as_json:
        emit_json(found.as_dict())
    else:
        tell(found.as_dict())


def tell(found: dict[str, Any]) -> None:
    """The answer as tables that fit 80 columns."""
    from goldenbridge.report.narrative import answer, assumed
    from goldenbridge.report.words import plain

    console = answers()
    said = f"{found['worlds_used']:,} worlds, seed {found['seed']}"
    say(console, f"{found['title']}: {found['snapshot_title']} ({said})", "bold")
    console.print()
    for sentence in answer(found):
        say(console, plain(sentence))
    _shares(console, found)
    _packages(console, found)
    _conflicts(console, found)
    _influence(console, found)
    for sentence in assumed(found):
        say(console, plain(sentence))
    say(console, found["caveat"], "italic")


def _shares(console: Console, found: dict[str, Any]) -> None:
    from goldenbridge.report.words import number, share, spread

    made = table("Worlds with a deal", ("", False), ("share (sampling only)", True))
    shares = found["share_with_deal"]
    row(made, "red lines set aside", share(shares["red_lines_off"]))
    row(made, "red lines respected", share(shares["red_lines_on"]))
    row(made, "red lines as losses", share(shares["as_losses"]))
    best = found["best_package"]
    row(made, "best single package", share(best["joint"]) if best else "none")
    u = found["u_star"]
    room = spread(u["estimate"], u["range"], 2) if u["range"] else number(u["estimate"], 2)
    row(made, "room to be firm, u*", room)
    console.print(made)


def _packages(console: Console, found: dict[str, Any]) -> None:
    from goldenbridge.report.charts.acceptability import package_label
    from goldenbridge.report.narrative import describe
    from goldenbridge.report.words import estimate

    if not found["packages"]:
        return
    made = table("Packages", ("", False), ("all sign", True), ("what moves", False))
    for number, package in enumerate(found["packages"]):
        says = describe(found, package["options"])
        row(made, package_label(number), estimate(package["joint"]), says)
    console.print(made)


def _conflicts(console: Console, found: dict[str, Any]) -> None:
    from goldenbridge.report.narrative import member_name
    from goldenbridge.report.words import estimate

    if not found["conflict_sets"]:
        return
    made = table(
        "What collides where there is no deal", ("share", True), ("cannot stand together", False)
    )
    for one in found["conflict_sets"][:6]:
        row(made, estimate(one["share"]), " + ".join(member_name(found, m) for m in one["members"]))
    console.print(made)


def _influence(console: Console, found: dict[str, Any]) -> None:
    from goldenbridge.report.narrative import setting_name, thing
    from goldenbridge.report.words import estimate

    if not found["influence"]:
        return
    made = table("What decides, set by hand", ("points", True), ("", False), ("settings", False))
    for one in found["influence"][:6]:
        settings = "; ".join(
            f"{setting_name(one['kind'], s)}: {estimate(s['share'])}" for s in one["settings"]
        )
        row(made, f"{100 * one['spread']:.0f}", thing(found, one), settings)
    console.print(made)

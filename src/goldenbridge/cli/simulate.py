"""``goldenbridge simulate``: what happens if talks drag on, under one policy."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.over_time import (
    elsewhere,
    figure,
    over_time_options,
    read_parameters,
    read_readings,
    same_options,
)
from goldenbridge.cli.shard import ShardOption
from goldenbridge.cli.tables import answers, say
from goldenbridge.cli.watch import watched

if TYPE_CHECKING:
    from goldenbridge.case import Case
    from goldenbridge.executors import Executor

__all__ = ["simulate"]


@click.command()
@click.argument("case")
@click.option("--policy", default="none", show_default=True, help="A policy of the case.")
@over_time_options
@executor_options
@click.option(
    "--parts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep every run in this folder, as Parquet; call again to go on after an interruption.",
)
@click.option(
    "--shard",
    type=ShardOption(),
    metavar="I/N",
    help="Make only this share of the parts, as 1/4; they may share a folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def simulate(
    case: str,
    policy: str,
    snapshot: str | None,
    runs: int,
    seed: int,
    worlds: int | None,
    steps: int,
    step_days: float,
    held: tuple[str, ...],
    settings: tuple[str, ...],
    without: tuple[str, ...],
    processes: int | None,
    cluster: str | None,
    parts: Path | None,
    shard: tuple[int, int] | None,
    as_json: bool,
) -> None:
    """What happens if talks drag on under one policy?

    CASE is a folder, a case.yaml or the name of a bundled case. With --parts every run is kept;
    that is also the way to more runs than fit in memory.
    """
    from goldenbridge.analysis.dynamics.simulate import simulate as run_simulation
    from goldenbridge.case import load

    if parts is None and (processes is not None or cluster is not None or shard is not None):
        raise click.UsageError("--processes, --cluster and --shard go with --parts FOLDER.")
    loaded = load(case)
    chosen: dict[str, Any] = {
        "worlds": worlds,
        "steps": steps,
        "step_days": step_days,
        "parameters": read_parameters(settings),
        "readings": read_readings(held),
        "without": without,
    }
    if parts is not None:
        which = {"policy": policy, "snapshot": snapshot, "runs": runs, "seed": seed, **chosen}
        with chosen_executor(processes, cluster) as executor:
            _kept(loaded, which, parts, shard or (1, 1), executor, as_json)
        return
    with watched() as watch:
        found = run_simulation(
            loaded, policy, snapshot, runs=runs, seed=seed, progress=watch.progress,
            stop=watch.stop, **chosen,
        ).as_dict()  # fmt: skip
    if found["interrupted"]:
        click.echo(f"Stopped early, after {found['runs']:,} of {runs:,} runs.", err=True)
    if as_json:
        emit_json(found)
        return
    of = f"{case}@{found['snapshot']}:{policy}:0"
    given = {
        "seed": seed, "worlds": found["worlds"], "steps": steps, "step_days": step_days,
        "settings": settings, "held": held, "without": without,
    }  # fmt: skip
    _tell(found, f"{shlex.quote(of)}{same_options(given)}")


def _kept(
    loaded: Case,
    which: dict[str, Any],
    parts: Path,
    shard: tuple[int, int],
    executor: Executor,
    as_json: bool,
) -> None:
    """Write the runs as parts of an ensemble, and sum up what is there."""
    from goldenbridge.analysis.dynamics.ensemble import pieces_of
    from goldenbridge.analysis.dynamics.ensemble.case_recipe import CaseRecipe
    from goldenbridge.store import read_ensemble, summed, write_ensemble

    try:
        pieces_of(which["runs"], shard=shard)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    recipe = CaseRecipe.of(loaded, **which)
    with watched() as watch:
        written = write_ensemble(
            parts, recipe, which["runs"], which["seed"], executor=executor,
            progress=watch.progress, stop=watch.stop, shard=shard,
        )  # fmt: skip
        there = read_ensemble(parts, partial=True)
        found = {**summed(there).as_dict(), "parts": len(there.parts)}
        found["case_hash"], found["policy"] = recipe.case_hash, recipe.about["policy"]
        # The same keys as without --parts, so that nobody has to know how the runs were kept.
        found.update(found.pop("estimates"))
        if recipe.model().begins_in_war:
            found["war"] = found["at_war"]
    if as_json:
        emit_json(found)
        return
    console = answers()
    say(console, f"{parts}: {found['runs']:,} runs in {len(there.parts)} parts.")
    for name, words in (("agreement", "end in an agreement"), ("durable", "in one that holds"),
                        ("war", "see war")):  # fmt: skip
        say(console, f"{figure(found[name], True)} {words}", indent=2)
    if written.missing:
        say(console, f"{len(written.missing)} are still to be made: call the same command again.")


def _tell(found: dict[str, Any], run: str) -> None:
    """The figures of one policy on the terminal."""
    from rich.table import Table
    from rich.text import Text

    console = answers()
    say(console, f"{found['title']}, {found['snapshot_title']}: {found['policy']['name']}", "bold")
    if found["policy"]["text"]:
        say(console, found["policy"]["text"])
    table = Table(box=None, pad_edge=False, show_header=False)
    for name in ("agreement", "war", "ceasefire", "durable", "months_to_agreement", "peak_rung"):
        is_share = name in ("agreement", "war", "ceasefire", "durable")
        table.add_row(figure(found[name], is_share), found["what"][name])
    console.print()
    console.print(table)
    console.print()
    costs = "; ".join(
        f"{found['parties'][key]} {figure(one, True)}" for key, one in found["costs"].items()
    )
    say(console, f"Cost, in shares of what is at stake for each: {costs}.")
    say(
        console,
        f"{found['runs']:,} runs of {found['horizon_months']:.0f} months in "
        f"{found['worlds_used']:,} worlds, seed {found['seed']}. Intervals count worlds, not runs.",
    )
    told = elsewhere(found)
    if told:
        say(console, told)
    say(console, "To follow one run:")
    console.print(Text(f"  goldenbridge explain {run}"), soft_wrap=True)
    say(console, found["caveat"], "dim")

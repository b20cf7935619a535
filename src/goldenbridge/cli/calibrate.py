"""``goldenbridge calibrate``: fit the generic crisis to base rates again, and tell the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import SEED_LIMIT
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.tables import HARD, answers, row, say, table
from goldenbridge.cli.watch import watched

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["calibrate", "tell"]


@click.command()
@click.option(
    "--runs",
    type=click.IntRange(256, 1_000_000),
    default=4096,
    show_default=True,
    help="Crises at each point looked at.",
)
@click.option(
    "--waves",
    type=click.IntRange(1, 1000),
    default=60,
    show_default=True,
    help="The most waves that rule out points.",
)
@click.option(
    "--points",
    type=click.IntRange(8, 100_000),
    default=200,
    show_default=True,
    help="How many points are to be left.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, SEED_LIMIT - 1),
    default=1,
    show_default=True,
    help="Which crises, luck and steps; the same seed gives the same calibration.",
)
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the record there, as YAML, and the points beside it, as .csv.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def calibrate(
    runs: int, waves: int, points: int, seed: int, output: Path | None, as_json: bool
) -> None:
    """Which rates make the generic crisis look like the crises of the past?

    Runs the generic crisis with many sets of rates, wave after wave, and keeps those that no base
    rate rules out. Says which base rates are met and missed, what they narrow down and what they
    leave open. As it stands it takes some twenty minutes; interrupt once to end with what is
    finished. The calibration that comes along was made by this command; what may not be
    concluded from it is told in docs/explanation/calibration.md.
    """
    from datetime import UTC, datetime

    from goldenbridge import __version__
    from goldenbridge.analysis.dynamics.calibration.calibrate import calibrate as calibrated
    from goldenbridge.analysis.dynamics.calibration.file import points_text, record_text
    from goldenbridge.cli.report import write_whole

    if output is not None and output.suffix not in (".yaml", ".yml"):
        raise click.BadParameter(f"found {output}, wanted a name ending in .yaml", param_hint="-o")
    if output is not None and not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="-o")
    with watched() as watch:
        done = calibrated(
            runs=runs, waves=waves, points=points, seed=seed,
            progress=watch.progress, stop=watch.stop,
        )  # fmt: skip
    about = {
        "made": datetime.now(UTC).date().isoformat(),
        "version": __version__,
        "command": f"goldenbridge calibrate --runs {runs} --waves {waves} --points {points}"
        f" --seed {seed}",
        "targets": "src/goldenbridge/analysis/dynamics/targets.py, of docs/reference/base-rates.md",
    }
    found: dict[str, Any] = {"about": about, **done.as_dict()}
    if not found["how"]["finished"]:
        click.echo("Stopped early: measured with the waves finished so far.", err=True)
    if output is not None:
        beside = output.with_suffix(".csv")
        write_whole(output, record_text(done, about))
        write_whole(beside, points_text(done.points))
        click.echo(f"Wrote {output} and {beside}.", err=True)
    if as_json:
        emit_json(found)
    else:
        tell(found)


def tell(found: dict[str, Any]) -> None:
    """What came of a calibration: figures met and missed, rates, and what holding one shows."""
    console = answers()
    how, targets = found["how"], found["targets"]
    met = [row["met"] for row in targets.values() if "met" in row]
    say(
        console,
        f"The generic crisis, {how['points']} points within {how['within']:.2f} of the base rates"
        f" of ICB (1 is as near as these can tell). Met: {sum(met)} of {len(met)}.",
        style="bold",
    )
    _figures(console, "Figures fitted", targets)
    _figures(console, "Figures of the same crises, not fitted", found["checks"])
    _rates(console, found["parameters"])
    _held(console, found)
    say(console, found["beside"][0]["compare"].split(". ")[-1], style="dim")
    say(console, "The model lists possibilities and predicts nothing.", style="dim")


def _figures(console: Console, title: str, rows: dict[str, Any]) -> None:
    made = table(title, ("figure", False), ("base rate", True), ("interval", True),
                 ("simulated", True), ("", False))  # fmt: skip
    for name, one in rows.items():
        interval = one["interval"]
        told = "" if interval is None else " to ".join(_number(x, one["unit"]) for x in interval)
        mark = {True: "met", False: "missed"}.get(one.get("met"), "")
        if one.get("role") == "input":
            mark = "put in"
        row(made, name, _number(one["value"], one["unit"]), told.replace(" ", HARD),
            _number(one["simulated"], one["unit"]), mark)  # fmt: skip
    console.print(made)


def _rates(console: Console, rows: dict[str, Any]) -> None:
    made = table("Rates", ("rate", False), ("prior", True), ("left", True), ("width", True),
                 ("identified", False))  # fmt: skip
    for name, one in rows.items():
        low, high = one["prior"]
        row(made, name, f"{low:.3g}{HARD}to{HARD}{high:.3g}",
            f"{one['low']:.3g}{HARD}to{HARD}{one['high']:.3g}", f"{one['width']:.2f}",
            {"identified": "yes"}.get(one["identified"], one["identified"]))  # fmt: skip
    console.print(made)


def _held(console: Console, found: dict[str, Any]) -> None:
    made = table("The same fit with one rate held", ("held", False), ("distance", True),
                 ("agreement, mediated or not", True), ("war, mediated or not", True))  # fmt: skip
    free = {key: one["simulated"] for key, one in found["targets"].items()}
    rows = {"nothing": {"nearest": found["how"]["distance"], "shown": free}, **found["held"]}
    for name, one in rows.items():
        shown = one["shown"]
        row(made, name, f"{one['nearest']:.2f}",
            f"{shown['agreement-mediated']:.2f}{HARD}/{HARD}{shown['agreement-unmediated']:.2f}",
            f"{shown['war-mediated']:.2f}{HARD}/{HARD}{shown['war-unmediated']:.2f}")  # fmt: skip
    console.print(made)


def _number(value: float, unit: str) -> str:
    return f"{value:.0f}{HARD}d" if unit == "days" else f"{value:.3f}"

"""``goldenbridge explain``: one run told month by month, and what drove each step."""

from __future__ import annotations

from typing import NamedTuple

import click

from goldenbridge.cli.output import emit_json
from goldenbridge.cli.over_time import over_time_options, read_parameters, read_readings
from goldenbridge.cli.tables import answers, say

__all__ = ["explain"]


class Named(NamedTuple):
    """A run as somebody names it."""

    case: str
    snapshot: str | None
    policy: str
    number: int


class RunName(click.ParamType[Named]):
    """CASE:POLICY:NUMBER, or CASE@SNAPSHOT:POLICY:NUMBER."""

    name = "run"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Named:
        """The four parts; a case may be a path with colons in it."""
        if isinstance(value, Named):
            return value
        parts = str(value).rsplit(":", 2)
        if len(parts) != 3 or not parts[0] or not parts[1] or not parts[2].isdecimal():
            self.fail(
                f"found {value!r}, wanted CASE:POLICY:NUMBER or CASE@SNAPSHOT:POLICY:NUMBER, "
                "such as european-security@2022-01-28:golden-bridge:17",
                param,
                ctx,
            )
        case, _, snapshot = parts[0].rpartition("@")
        # A folder may have such a sign in its name; a snapshot is no path.
        if not case or "/" in snapshot or "\\" in snapshot or not snapshot:
            case, snapshot = parts[0], ""
        return Named(case, snapshot or None, parts[1], int(parts[2]))


@click.command()
@click.argument("run", type=RunName(), metavar="RUN")
@over_time_options
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def explain(
    run: Named,
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
    """How did one run go, month by month, and what drove each step?

    RUN is CASE:POLICY:NUMBER or CASE@SNAPSHOT:POLICY:NUMBER, such as
    european-security@2022-01-28:golden-bridge:17. Give the same --seed, --worlds, --steps and other
    options as to the simulation that the run is from.
    """
    from goldenbridge.analysis.dynamics.explain import explain as find_explanation
    from goldenbridge.case import load

    if snapshot is not None and run.snapshot is not None and snapshot != run.snapshot:
        raise click.UsageError(f"The run is of {run.snapshot}, --snapshot says {snapshot}.")
    found = find_explanation(
        load(run.case), run.policy, run.number, snapshot or run.snapshot, seed=seed,
        worlds=worlds, runs=runs, steps=steps, step_days=step_days,
        parameters=read_parameters(settings), readings=read_readings(held), without=without,
    )  # fmt: skip
    if as_json:
        emit_json(found.as_dict())
        return
    data, console = found.as_dict(), answers()
    say(console, f"{data['title']}, run {data['run']}", "bold")
    say(console, data["beginning"])
    console.print()
    for line in found.sentences:
        say(console, line)
    console.print()
    say(console, data["end"], "bold")
    say(console, "One run of many thousand: its luck is one draw, and it predicts nothing.", "dim")

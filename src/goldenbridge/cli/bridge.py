"""``goldenbridge bridge``: what would open a deal, in which order, and what to find out first."""

from __future__ import annotations

from typing import Any

import click

from goldenbridge.cli.options import case_options, chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.watch import watched

__all__ = ["bridge"]

NAMES = (
    "curve", "levers", "pressure", "steps", "questions", "robustness", "coalitions", "perception",
    "offers",
)  # fmt: skip


@click.command()
@click.argument("case")
@case_options
@executor_options
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(NAMES),
    help="Work out this part only; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def bridge(
    case: str,
    snapshot: str | None,
    worlds: int,
    seed: int,
    processes: int | None,
    cluster: str | None,
    parts: tuple[str, ...],
    as_json: bool,
) -> None:
    """What would open a deal, in which order, and what should be found out first?

    CASE is a folder, a case.yaml or the name of a bundled case. Interrupt once to end with what
    is finished.
    """
    from goldenbridge.analysis.bridging import bridge as find_bridge
    from goldenbridge.case import load

    loaded = load(case)
    at = loaded.at(snapshot).id
    with watched() as watch, chosen_executor(processes, cluster) as executor:
        found = find_bridge(
            loaded,
            at,
            worlds=worlds,
            seed=seed,
            parts=parts or None,
            progress=watch.progress,
            stop=watch.stop,
            executor=executor,
        ).as_dict()
    if found["interrupted"]:
        missing = ", ".join(found["left_out"]) or "nothing whole"
        click.echo(f"Stopped early; left out: {missing}.", err=True)
    if as_json:
        emit_json(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    emit_json({key: found[key] for key in ("case", "snapshot", "seed", "worlds")})

"""``goldenbridge bridge``: what would open a deal, in which order, and what to find out first."""

from __future__ import annotations

import click

from goldenbridge.cli.bridge_words import TELLERS, tell
from goldenbridge.cli.options import case_options, chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.watch import watched

__all__ = ["bridge"]

MISSING = {"cut_short": "not whole:", "left_out": "left out:"}


@click.command()
@click.argument("case")
@case_options
@executor_options
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(tuple(TELLERS)),
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
    with chosen_executor(processes, cluster) as executor, watched() as watch:
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
        told = (f"{said} {', '.join(found[key])}" for key, said in MISSING.items() if found[key])
        click.echo(f"Stopped early; {'; '.join(told) or 'nothing is missing'}.", err=True)
    if as_json:
        emit_json(found)
    else:
        named = {key: one.name for key, one in loaded.at(at).body.levers.items()}
        tell(found, named, parts)

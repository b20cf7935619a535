"""``goldenbridge merge``: the answer of all parts, just as one machine would have given it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenbridge.cli.deals import tell
from goldenbridge.cli.options import chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.shard import read_part
from goldenbridge.cli.watch import watched

if TYPE_CHECKING:
    from goldenbridge.case import Case

__all__ = ["merge"]


@click.command()
@click.argument(
    "parts",
    metavar="PART…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--case", help="Where the case is, if it is not a bundled one.")
@executor_options
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def merge(
    parts: tuple[Path, ...],
    case: str | None,
    processes: int | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """What do all parts of an answer say together?

    Each PART was written by goldenbridge deals CASE --shard i/n. They must all be there, of one
    case, snapshot, seed and version; a few worlds of each are looked at again. The answer is
    exactly that of goldenbridge deals CASE without --shard.
    """
    from goldenbridge.analysis.shards import merge as merge_parts

    read = [(str(path), read_part(path)) for path in parts]
    loaded = _find(read[0][1].heading.case, case)
    with chosen_executor(processes, cluster) as executor, watched() as watch:
        found = merge_parts(loaded, read, watch.progress, watch.stop, executor)
    if found.interrupted:
        click.echo("Stopped early: what decides was asked of fewer things.", err=True)
    if as_json:
        emit_json(found.as_dict())
    else:
        tell(found.as_dict())


def _find(name: str, case: str | None) -> Case:
    """The case the parts are about; a name from a file is only ever looked up, never opened."""
    from goldenbridge.case import bundled_cases, load
    from goldenbridge.files.problem import shown

    if case is not None:
        return load(case)
    known = bundled_cases()
    if name not in known:
        raise click.UsageError(
            f'The parts are about the case "{shown(name)}", which does not come with goldenbridge. '
            "Say where it is: --case PATH"
        )
    return load(known[name])

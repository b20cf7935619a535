"""``goldenbridge deals --shard``: one part of an answer, written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import chosen_executor
from goldenbridge.cli.watch import watched

if TYPE_CHECKING:
    from goldenbridge.analysis.shards import Part
    from goldenbridge.case import Case

__all__ = ["ShardOption", "read_part", "write_shard"]


class ShardOption(click.ParamType[tuple[int, int]]):
    """Which part of how many: ``3/8``."""

    name = "i/n"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The two numbers; parts are counted from 1."""
        from goldenbridge.analysis.shards.part import LIMIT_SHARDS

        matched = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", str(value))
        if matched is None:
            self.fail(f"{value!r} is not like 3/8.", param, ctx)
        shard, shards = int(matched[1]), int(matched[2])
        if not 1 <= shard <= shards <= LIMIT_SHARDS:
            self.fail(f"{value!r}: parts are counted from 1/n to n/n, n to 10,000.", param, ctx)
        return shard, shards


def write_shard(
    case: Case,
    snapshot: str,
    seed: int,
    worlds: int,
    shard: tuple[int, int],
    path: Path,
    processes: int | None,
    cluster: str | None,
) -> None:
    """Work a part out and write it, unless the very part is there already.

    Raises
    ------
    click.UsageError : the file is something else, or its folder is not there.
    click.Abort : it was stopped; nothing is written.
    """
    from goldenbridge.analysis.shards import heading_of, to_bytes, work_out
    from goldenbridge.cli.report import write_whole

    if shard[1] > worlds:
        raise click.UsageError(f"{shard[1]:,} parts of {worlds:,} worlds: some would be empty.")
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="-o")
    heading = heading_of(case, snapshot, seed, worlds, *shard)
    if path.exists():
        if read_part(path).heading != heading:
            raise click.UsageError(
                f"{path} is a part of another answer. Move it away, or write elsewhere."
            )
        click.echo(f"{path} is there already and whole; nothing was worked out again.", err=True)
        click.echo(str(path))
        return
    with chosen_executor(processes, cluster) as executor, watched() as watch:
        part = work_out(case, heading, watch.progress, watch.stop, executor)
    if part is None:
        click.echo("Stopped: a part is whole or not at all, so nothing was written.", err=True)
        raise click.Abort
    write_whole(path, to_bytes(part))
    first, end = heading.span
    click.echo(
        f"Wrote part {shard[0]} of {shard[1]}: worlds {first:,} to {end - 1:,} of {worlds:,}. "
        "When all are there: goldenbridge merge PART …",
        err=True,
    )
    click.echo(str(path))


def read_part(path: Path) -> Part:
    """The part in a file.

    Raises
    ------
    NotAPart : it is none.
    OSError : it cannot be read.
    """
    from goldenbridge.analysis.shards import from_bytes
    from goldenbridge.analysis.shards.part import LIMIT_BYTES

    with path.open("rb") as stream:
        return from_bytes(stream.read(LIMIT_BYTES + 1), str(path))

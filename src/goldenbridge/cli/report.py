"""``goldenbridge report``: one page that says whether there is a deal, and if not, why not."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from goldenbridge.cli.options import case_options, chosen_executor, executor_options
from goldenbridge.cli.output import emit_json
from goldenbridge.cli.watch import watched

__all__ = ["report", "write_whole"]


@click.command()
@click.argument("case")
@case_options
@executor_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="Where to write the page.",
)
@click.option(
    "--no-bridge",
    is_flag=True,
    help="Leave out what would open a deal, in which order, and what to find out first.",
)
@click.option(
    "--no-over-time",
    is_flag=True,
    help="Leave out how the crisis may go on, policy by policy.",
)
@click.option("--json", "as_json", is_flag=True, help="Print path and headline numbers as JSON.")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the sources' texts; every anchor is then read again.",
)
def report(
    case: str,
    snapshot: str | None,
    worlds: int,
    seed: int,
    processes: int | None,
    cluster: str | None,
    output: Path,
    no_bridge: bool,
    no_over_time: bool,
    as_json: bool,
    texts: Path | None,
) -> None:
    """Is there a deal, and if not, why not? Write the answer as one page.

    CASE is a folder, a case.yaml or the name of a bundled case. The other snapshots of the case
    are worked out too, for comparison, and what would open a deal at the reported one. Where the
    case says how the crisis goes on, its policies are compared over time. Interrupt once to end
    with what is finished.
    """
    from goldenbridge.analysis import Findings, deals
    from goldenbridge.analysis.bridging import bridge as find_bridge
    from goldenbridge.analysis.dynamics.understanding.understand import understand
    from goldenbridge.case import load
    from goldenbridge.report import write_report
    from goldenbridge.report.parts import missing, whole_parts
    from goldenbridge.report.time_parts import asked_of, time_missing

    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="-o")
    loaded = load(case, texts)
    at = loaded.at(snapshot).id
    with chosen_executor(processes, cluster) as executor, watched() as watch:
        watch.label = at if len(loaded.snapshots) > 1 else ""
        tell, stop = watch.progress, watch.stop
        ask = partial(deals, loaded, seed=seed, progress=tell, executor=executor)
        found = ask(at, worlds=worlds, stop=stop)
        if watch.stopped:
            found = Findings({**found.as_dict(), "interrupted": True})
        done = found.as_dict()["worlds"]
        others = []
        for other in loaded.snapshots:
            if other != at and not watch.stopped:
                watch.label = other
                others.append(ask(other, worlds=done, brief=True))
        watch.label = "bridge"
        bridge = None
        if not no_bridge:
            bridge = find_bridge(
                loaded, at, worlds=done, seed=seed, progress=tell, stop=stop, executor=executor
            )
        watch.label = "over time"
        over_time = None
        if not (no_over_time or watch.stopped) and loaded.at(at).body.dynamics is not None:
            asked = asked_of(done)
            over_time = understand(
                loaded, at, runs=asked["runs"], worlds=asked["worlds"], seed=seed,
                progress=tell, stop=stop,
            )  # fmt: skip
        watch.label = ""
        tell("writing the report", 0.0)
        page = write_report(loaded, found, others, bridge, over_time)
        write_whole(output, page)
    left_out = len(loaded.snapshots) - 1 - len(others)
    _tell(found.as_dict(), output, len(page.encode()), worlds, left_out)
    if bridge is not None and bridge.interrupted:
        gone = missing(whole_parts(bridge.as_dict()))
        if gone:
            click.echo(f"Stopped early: left out of the bridge: {', '.join(gone)}.", err=True)
    if over_time is not None and over_time.interrupted:
        gone = time_missing(over_time.as_dict())
        click.echo(f"Stopped early: left out over time: {', '.join(gone) or 'policies'}.", err=True)
    if as_json:
        emit_json({"path": str(output), **_headline(found.as_dict())})
    else:
        click.echo(str(output))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that at no moment a half of it can be read; an older one stays till then."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _headline(found: dict[str, Any]) -> dict[str, Any]:
    keys = ("case", "case_hash", "snapshot", "seed", "worlds", "worlds_used", "interrupted")
    best = found["best_package"]
    return {
        **{key: found[key] for key in keys},
        "share_with_deal": found["share_with_deal"],
        "u_star": {k: v for k, v in found["u_star"].items() if k != "curve"},
        "best_package": best and {"options": best["options"], "joint": best["joint"]},
        "assumptions": {k: v for k, v in found["assumptions"].items() if k != "by_party"},
    }


def _tell(found: dict[str, Any], path: Path, size: int, worlds: int, left_out: int) -> None:
    """Two lines on stderr: what was found, and what was written; more if something is missing."""
    from goldenbridge.report.words import estimate, number, share

    shares, best = found["share_with_deal"], found["best_package"]
    u_star = number(found["u_star"]["estimate"], 2)
    said = (
        f"{found['case']} at {found['snapshot']}: a deal in {share(shares['red_lines_on'])} of "
        f"worlds, {estimate(shares['red_lines_off'])} with red lines set aside; best package "
        f"{estimate(best['joint']) if best else 'none'}; u* {u_star}."
    )
    click.echo(said.replace("\u00a0", " "), err=True)
    click.echo(
        f"Wrote {path} ({size / 1e6:.1f} MB). Check it with: goldenbridge verify {path}", err=True
    )
    if found["interrupted"]:
        click.echo(
            f"Stopped early: it stands for {found['worlds']:,} of {worlds:,} worlds.", err=True
        )
    if left_out:
        click.echo(f"Stopped early: {left_out} of the other snapshots left out.", err=True)

"""``goldenbridge network``: who stands with whom on what, drawn from statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.output import emit_json

if TYPE_CHECKING:
    from goldenbridge.analysis.discourse import Camps, Network, Polarisation
    from goldenbridge.statements.coded import CodedStatement

__all__ = ["network"]

KINDS = ("two-mode", "congruence", "conflict", "subtract", "ignore")
NORMALISATIONS = (
    "none", "activity", "prominence", "average", "jaccard", "cosine", "dna_jaccard", "dna_cosine",
)  # fmt: skip
DUPLICATES = ("include", "document", "week", "month", "year", "range")
ENDINGS = (".edges.csv", ".nodes.csv", ".csv", ".graphml", ".gexf", ".dl", ".svg", ".png")
SHOWN = 5
DOTS = 144


class Day(click.ParamType[date]):
    """A day as 2022-02-24."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"“{value}” is no day; write it as 2022-02-24.", param, ctx)


@click.command()
@click.argument("statements", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="subtract",
    show_default=True,
    help="What ties stand for.",
)
@click.option(
    "--by",
    type=click.Choice(("actor", "issue")),
    default="actor",
    show_default=True,
    help="What a one-mode network ties together.",
)
@click.option(
    "--sides",
    type=click.Choice(("ignore", "subtract", "combine")),
    default="ignore",
    show_default=True,
    help="For two-mode: count, take against from for, or tell both.",
)
@click.option(
    "--normalise",
    type=click.Choice(NORMALISATIONS),
    default="none",
    show_default=True,
    help="What ties are measured against.",
)
@click.option(
    "--duplicates",
    type=click.Choice(DUPLICATES),
    default="include",
    show_default=True,
    help="Count the same stance every time, or once per document or period.",
)
@click.option(
    "--neutral",
    type=click.Choice(("leave_out", "halfway")),
    default="leave_out",
    show_default=True,
    help="Statements that take no side.",
)
@click.option(
    "--slices",
    metavar="WINDOWS",
    help="Also over time: month, 2 weeks, 3 months/1 (moved by one), 50 events, year+ "
    "(each from the first day).",
)
@click.option("--since", type=Day(), help="First day to look at.")
@click.option("--until", type=Day(), help="Last day to look at.")
@click.option(
    "--exclude",
    multiple=True,
    metavar="WHAT=VALUE",
    help="Leave out an actor, issue, affiliation or doc; several times.",
)
@click.option("--only", multiple=True, metavar="WHAT=VALUE", help="Keep only these; several times.")
@click.option("--isolates", is_flag=True, help="Keep nodes whose statements were all left out.")
@click.option(
    "--backbone",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="LEVEL",
    help="Keep only ties that stand out at this level (disparity filter), such as 0.05.",
)
@click.option(
    "--actor",
    metavar="NAME",
    help="actor or affiliation; of a .dna file a variable, such as person.",
)
@click.option("--issue", metavar="NAME", help="Of a .dna file: the variable of issues.")
@click.option("--polarity", metavar="NAME", help="Of a .dna file: the variable of agreement.")
@click.option(
    "--affiliation",
    metavar="NAME",
    help="Of a .dna file: the variable or attribute of affiliation.",
)
@click.option(
    "--dates",
    type=click.Choice(("event", "document")),
    default="event",
    show_default=True,
    help="Which date of a statement counts.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it: .csv (matrix), .edges.csv, .nodes.csv, .graphml, .gexf, .dl, .svg or "
    ".png; several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def network(
    statements: Path,
    outputs: tuple[Path, ...],
    as_json: bool,
    slices: str | None,
    backbone: float | None,
    dates: str,
    actor: str | None,
    issue: str | None,
    polarity: str | None,
    affiliation: str | None,
    exclude: tuple[str, ...],
    only: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Who stands with whom, and on what are they at odds?

    STATEMENTS is a file of coded or suggested statements: .jsonl, .csv, .xlsx, or a .dna database
    of the Discourse Network Analyzer. Beside every network stands how good the coding is.
    """
    from goldenbridge.analysis.discourse import (
        NetworkSettings,
        Windows,
        disparity_filter,
        draw_slices,
        draw_up,
        polarisation,
        polarisation_over_time,
        stances,
    )
    from goldenbridge.analysis.discourse.summary import strongest
    from goldenbridge.cli.network_words import tell
    from goldenbridge.statements.measured import sentence

    _writable(outputs)
    settings = NetworkSettings(exclude=_values(exclude), only=_values(only), **chosen)
    windows = Windows.read(slices) if slices else None
    coded = _read(statements, actor, issue, polarity, affiliation)
    take: Any = "affiliation" if actor == "affiliation" and not _is_dna(statements) else "actor"
    rows = stances(coded, actor=take, dates=dates, measured=sentence(coded))  # type: ignore[arg-type]
    drawn = draw_up(rows, settings)
    over = draw_slices(rows, windows, settings) if windows else []
    divided = polarisation(rows, settings)
    moved = polarisation_over_time(rows, windows, settings) if windows else ()
    if backbone is not None:
        drawn, over = (
            disparity_filter(drawn, backbone), [disparity_filter(n, backbone) for n in over],
        )  # fmt: skip
    pairs = {
        "agreements": strongest(rows, "congruence", settings, SHOWN),
        "conflicts": strongest(rows, "conflict", settings, SHOWN),
    }
    written = _write(outputs, drawn, over, divided)
    if as_json:
        emit_json(
            {
                "measured": rows.measured,
                "network": _plain(drawn),
                "slices": [_plain(n) for n in over],
                "polarisation": divided.as_dict(),
                "polarisation_over_time": [p.as_dict() for p in moved],
                **pairs,
                "files": [str(path) for path in written],
            }
        )
    else:
        tell(drawn, rows, divided, pairs, moved)
    for path in written:
        click.echo(f"Wrote {path}.", err=True)


def _plain(drawn: Network) -> dict[str, Any]:
    return {**drawn.as_dict(), "ties": [list(t) for t in drawn.ties()]}


def _is_dna(path: Path) -> bool:
    return path.suffix.lower() == ".dna"


def _read(
    path: Path, actor: str | None, issue: str | None, polarity: str | None, affiliation: str | None
) -> Sequence[CodedStatement]:
    """The statements of a file; variables are a matter of .dna files alone."""
    if _is_dna(path):
        from goldenbridge.statements.formats.dna import read_dna, to_coded

        db = read_dna(path)
        for remark in db.remarks:
            click.echo(f"{db.name}: {remark}.", err=True)
        return to_coded(
            db,
            actor or "organization",
            issue or "concept",
            polarity or "agreement",
            affiliation=affiliation,
        )
    from goldenbridge.statements.formats import read_statements

    if actor not in (None, "actor", "affiliation"):
        raise click.BadParameter("take actor or affiliation for this file", param_hint="--actor")
    for name, value in (("issue", issue), ("polarity", polarity), ("affiliation", affiliation)):
        if value is not None:
            raise click.BadParameter("is for .dna files only", param_hint=f"--{name}")
    if not path.is_file():
        raise click.BadParameter(f"there is no file {path}", param_hint="STATEMENTS")
    return read_statements(path, placeless=True)


def _values(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for text in given:
        what, sign, value = text.partition("=")
        if not sign or not value:
            raise click.BadParameter(
                f"“{text}” is not of the form WHAT=VALUE, such as actor=Norvik"
            )
        made[what.strip()] = (*made.get(what.strip(), ()), value.strip())
    return made


def _ending(path: Path) -> str:
    return next((e for e in ENDINGS if path.name.lower().endswith(e)), "")


def _writable(outputs: tuple[Path, ...]) -> None:
    """See before any work that every file can be written."""
    for path in outputs:
        if not _ending(path):
            raise click.BadParameter(
                f"“{path.name}” ends in none of {', '.join(ENDINGS)}", param_hint="-o"
            )
        if not path.parent.is_dir():
            raise click.BadParameter(f"there is no folder {path.parent}", param_hint="-o")


def _write(
    outputs: tuple[Path, ...], drawn: Network, over: list[Network], divided: Polarisation
) -> list[Path]:
    """Write the network, and each slice of time under its own name."""
    from goldenbridge.store.whole_files import write_whole

    written = []
    for path in outputs:
        ending = _ending(path)
        for one in [drawn, *over]:
            place = path
            if one is not drawn:
                slug = re.sub(r"[^\w-]+", "_", one.label)
                place = path.with_name(
                    f"{path.name[: -len(ending)]}.{slug}{path.name[-len(ending) :]}"
                )
            write_whole(place.parent, place.name, _content(one, ending, divided))
            written.append(place)
    return written


def _content(drawn: Network, ending: str, divided: Polarisation) -> bytes:
    from goldenbridge.analysis.discourse.written import WRITERS

    if ending in WRITERS:
        return WRITERS[ending](drawn).encode("utf-8")
    from goldenbridge.report.charts.discourse import discourse_network
    from goldenbridge.report.charts.svg import draw

    figure = discourse_network(drawn, _camps(drawn, divided))
    if ending == ".svg":
        return draw([figure])[figure.id].encode("utf-8")
    import vl_convert

    return vl_convert.vegalite_to_png(figure.spec, vl_version="6.4", ppi=DOTS)


def _camps(drawn: Network, divided: Polarisation) -> Camps | None:
    """The camps that the summary tells of, so that picture and words agree."""
    from goldenbridge.analysis.discourse import Camps

    if drawn.two_mode or drawn.settings.by == "issue" or drawn.label:
        return None
    return Camps(divided.camps, divided.modularity)

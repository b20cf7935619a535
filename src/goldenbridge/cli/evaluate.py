"""``goldenbridge evaluate``: how good suggestions are, against statements coded by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.output import emit_json
from goldenbridge.cli.visible import one_line
from goldenbridge.errors import GoldenbridgeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goldenbridge.statements import CodedStatement
    from goldenbridge.statements.evaluation import Evaluation
    from goldenbridge.statements.evaluation.evaluate import Level
    from goldenbridge.statements.evaluation.scores import Interval, Score

__all__ = ["evaluate"]

# Written out here, so that --help need not import what measures; a test compares them.
LEVELS = ("span", "span+actor", "span+actor+issue", "span+actor+issue+polarity")
OVERLAPS = ("longer", "shorter", "union")
_SHOWN = 70

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@click.argument("suggestions", type=FILE)
@click.argument("gold", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option(
    "--misses", "with_misses", is_flag=True, help="List what is wrong or missed, and why."
)
@click.option("--by-rule", is_flag=True, help="Show how good each rule or model is.")
@click.option("--confidence", is_flag=True, help="Show the share found right by confidence.")
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="span+actor+issue",
    show_default=True,
    help="What must agree, for all that is shown in parts.",
)
@click.option(
    "--overlap",
    type=click.Choice(OVERLAPS),
    default="longer",
    show_default=True,
    help="Of which span the words in common must be half.",
)
@click.option("--strict-actors", is_flag=True, help="Let only the coder's first choice count.")
@click.option("--core", is_flag=True, help="Leave doubtful records (tier fringe) out.")
@click.option(
    "--all-documents", is_flag=True, help="Count suggestions from documents nobody coded as wrong."
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="Which resamples."
)
def evaluate(
    suggestions: Path,
    gold: Path,
    as_json: bool,
    with_misses: bool,
    by_rule: bool,
    confidence: bool,
    level: str,
    overlap: Any,
    strict_actors: bool,
    core: bool,
    all_documents: bool,
    seed: int,
) -> None:
    """How many of the SUGGESTIONS are right, and how much of the GOLD do they find?

    Both are files of statements: .jsonl, .csv, .tsv, .xlsx, .jsonld or .dna; a dash reads JSON
    lines from standard input. A suggestion is right where its words overlap a coded statement's by
    half or more and both name the same actor, issue and so on; each stands for one other at most.
    Ends with 3 where a file cannot be read, after telling every fault in both.
    """
    from goldenbridge.statements.evaluation import Settings, confidence_table, misses
    from goldenbridge.statements.evaluation import evaluate as measure

    if str(suggestions) == str(gold) == "-":
        raise click.UsageError("Only one of the two can come from standard input.")
    ours, theirs = _read_both(suggestions, gold)
    settings = Settings(
        overlap=overlap,
        strict_actors=strict_actors,
        core=core,
        all_documents=all_documents,
        seed=seed,
    )
    found = measure(ours, theirs, settings)
    _remark(found)
    table = confidence_table(ours, theirs, settings, level) if confidence else None
    missed = misses(found, level) if with_misses else []
    if as_json:
        data = found.as_dict()
        if table is not None:
            data["confidence"] = table.as_dict()
        if with_misses:
            data["misses"] = [m.as_dict() for m in missed]
        emit_json(data)
        return
    _show_levels(found)
    _show_parts(found[level], by_rule)
    if table is not None:
        bins = [*table.bins, *([table.without] if table.without else [])]
        rows = {b.name: [str(b.count), _two(b.said), _two(b.share), str(b.interval)] for b in bins}
        _table("confidence", ["suggested", "said", "right", "95 %"], rows)
        if table.error is not None:
            click.echo(f"Said and right differ by {_two(table.error)} on average.\n")
    for miss in missed:
        s = miss.statement
        click.echo(
            f"{miss.kind:<6}  {_told(s.doc)}:{s.start}-{s.end}  {_told(s.actor)} {s.act} "
            f"{_told(s.issue or '(no issue)')} {s.polarity:+d}  [{_told(miss.why)}]\n"
            f"        {_told(s.quote)}"
        )


def _read_both(suggestions: Path, gold: Path) -> tuple[list[CodedStatement], list[CodedStatement]]:
    """Both files; where both are faulty, the faults of both are told."""
    read: list[list[CodedStatement]] = []
    failed: list[GoldenbridgeError] = []
    for path in (suggestions, gold):
        try:
            read.append(_read(path))
        except GoldenbridgeError as error:
            failed.append(error)
    if failed:
        for one in failed[:-1]:
            click.echo(click.style("Error: ", fg="red", bold=True) + str(one), err=True)
        raise failed[-1]
    return read[0], read[1]


def _read(path: Path) -> list[CodedStatement]:
    if str(path) == "-":
        from goldenbridge.statements.formats.jsonl import parse_jsonl

        return parse_jsonl(sys.stdin.buffer, "standard input")
    from goldenbridge.statements.formats import read_statements

    return read_statements(path)


def _remark(found: Evaluation) -> None:
    """What a reader of the figures must know, on stderr."""
    if found.not_judged:
        count, docs = sum(found.not_judged.values()), list(found.not_judged)
        some = ", ".join(map(_told, docs[:3])) + (", …" if len(docs) > 3 else "")
        click.echo(
            f"Note: {_count(count, 'suggestion')} from {_count(len(docs), 'document')} without any "
            f"coded statement ({some}) not judged; --all-documents counts them as wrong.",
            err=True,
        )
    if not found.gold:
        click.echo("Note: the gold has no statement, so there is nothing to find.", err=True)
    elif not found.suggestions:
        click.echo("Note: there is no suggestion for any document of the gold.", err=True)


def _show_levels(found: Evaluation) -> None:
    rows = {}
    for name, level in found.levels.items():
        rows[_short(name)] = [
            *_figures(level.score),
            _span(level.by_documents.f1),
            _span(level.by_statements.f1),
        ]
    _table("what must agree", ["P", "R", "F1", "95 % over documents", "over statements"], rows)
    rows = {}
    for name, level in found.levels.items():
        agree = [_two(share.value) for share in (level.act, level.role, level.red_line)]
        rows[_short(name)] = [*_figures(level.red_lines)[:2], str(level.red_lines.gold), *agree]
    names = ["P", "R", "coded", "alike: act", "role", "red line"]
    _table("red lines", names, rows)
    fringe = sum(g.tier == "fringe" for g in found.gold)
    aside = f", {fringe} doubtful ones left out" if found.settings.core and fringe else ""
    click.echo(
        f"{_count(found.documents, 'document')}, {_count(len(found.suggestions), 'suggestion')}, "
        f"{len(found.gold)} coded statements{aside}. “Alike” is the share of matched pairs.\n"
    )


def _show_parts(level: Level, by_rule: bool) -> None:
    parts = {"document": level.documents, "role": level.roles, "issue": level.issues}
    if by_rule:
        parts["rule"] = level.rules
    click.echo(f"By parts, where {level.name.replace('+', ', ')} must agree:\n")
    for title, scores in parts.items():
        rows = {
            name: [str(s.suggested), str(s.gold), *_figures(s)]
            for name, s in _ordered(title, scores)
        }
        _table(title, ["suggested", "coded", "P", "R", "F1"], rows)


def _short(level: str) -> str:
    """A level by what it adds to the one before."""
    *before, last = level.split("+")
    return f"+ {last}" if before else last


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"


def _ordered(title: str, scores: Mapping[str, Score]) -> list[tuple[str, Score]]:
    if title in ("issue", "rule"):
        return sorted(scores.items(), key=lambda item: -(item[1].suggested + item[1].gold))
    return list(scores.items())


def _figures(score: Score) -> list[str]:
    return [_two(score.precision), _two(score.recall), _two(score.f1)]


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _span(interval: Interval | None) -> str:
    return str(interval) if interval else "–"


def _told(text: str) -> str:
    return one_line(text, _SHOWN)


def _table(title: str, columns: list[str], rows: Mapping[str, list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(title, overflow="fold")
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    for name, cells in rows.items():
        table.add_row(Text(_told(name)), *cells)
    Console(highlight=False).print(table)

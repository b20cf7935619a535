"""``goldenbridge draft``: a case proposed from coded statements, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenbridge.cli.output import emit_json

if TYPE_CHECKING:
    from goldenbridge.case.draft import Draft
    from goldenbridge.sources.source import Source
    from goldenbridge.statements.coded import CodedStatement

__all__ = ["draft"]

CASE = "case.yaml"
SHOWN = 8

#: Characters of a statement's id in the workspace, which knows it by its beginning.
SHORT = 8


@dataclass
class Material:
    """What a draft is made of: statements, and what is at hand of their documents."""

    reviewed: list[CodedStatement] = field(default_factory=list)
    suggested: list[CodedStatement] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


@click.command()
@click.argument("statements", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The case file to write, or a folder for it; sources.yaml and questions.md go beside it.",
)
@click.option("--workspace", metavar="PLACE", help="Take the reviewed statements of a workspace.")
@click.option("--coder", metavar="NAME", help="Of a workspace: as this coder has them.")
@click.option(
    "--suggestions",
    is_flag=True,
    help="Of a workspace: take what nobody has reviewed, too; the case says so.",
)
@click.option(
    "--codebook", metavar="NAME", help="Names of issues and actors: a file, or a bundled name."
)
@click.option(
    "--min-statements",
    "least",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Leave out parties and issues with fewer statements.",
)
@click.option("--title", help="Title of the case.")
@click.option("--snapshots", is_flag=True, help="Make moments over 60 days apart into snapshots.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="GOLDENBRIDGE_TEXTS",
    show_envvar=True,
    help="A folder with the texts: anchors are checked, and sources.yaml gets their hashes.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option("--json", "as_json", is_flag=True, help="Print what was drafted as JSON.")
def draft(
    statements: tuple[Path, ...],
    output: Path,
    workspace: str | None,
    coder: str | None,
    suggestions: bool,
    codebook: str | None,
    least: int,
    title: str | None,
    snapshots: bool,
    texts: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Propose a case from coded STATEMENTS: one or more files, or a workspace.

    Every judgement names its statements. What none supports is left as wide as it can be, and is
    listed as a question: in the case's header, in questions.md, and here. In a file, statements
    with a program's confidence count as suggestions that nobody has reviewed.
    """
    if bool(statements) == (workspace is not None):
        raise click.UsageError("Give either files of statements or --workspace.")
    if workspace is None and (coder is not None or suggestions):
        raise click.UsageError("--coder and --suggestions go with --workspace.")
    if texts is not None and not texts.is_dir():
        raise click.BadParameter(f'"{texts}" is not a folder.', param_hint="--texts")
    from goldenbridge.case.draft import draft_case
    from goldenbridge.statements.codebook import load_codebook

    main = output if output.suffix in {".yaml", ".yml"} else output / CASE
    files = [main, main.with_name("sources.yaml"), main.with_name("questions.md")]
    if main.name == files[1].name:
        raise click.BadParameter("sources.yaml is the list of sources.", param_hint="-o")
    if not force:
        _nothing_there(files)
    book = load_codebook(codebook) if codebook is not None else None
    material = (
        _from_files(statements)
        if workspace is None
        else _from_workspace(workspace, coder, suggestions)
    )
    if texts is not None:
        _read_texts(material, texts)
    made = draft_case(
        material.reviewed,
        book,
        suggestions=material.suggested,
        title=title,
        least=least,
        snapshots=snapshots,
        sources=material.sources,
        texts=material.texts,
    )
    _write(dict(zip(files, (made.case, made.sources, made.questions_page), strict=True)))
    if as_json:
        emit_json(_as_data(made, files, material.told))
    else:
        _tell(made, files, material.told)


def _nothing_there(files: Iterable[Path]) -> None:
    from goldenbridge.errors import FilesInTheWay

    there = [str(file) for file in files if file.exists() or file.is_symlink()]
    if there:
        raise FilesInTheWay(there)


def _from_files(paths: Iterable[Path]) -> Material:
    """The statements of some files; those with a program's confidence as suggestions."""
    from goldenbridge.statements.formats import read_statements

    material = Material()
    for path in paths:
        for s in read_statements(path):
            (material.reviewed if s.confidence is None else material.suggested).append(s)
    return material


def _from_workspace(place: str, coder: str | None, suggestions: bool) -> Material:
    """The statements of a workspace that are settled, or on which its coders agree."""
    from goldenbridge.store.workspace import Workspace

    material = Material()
    undecided = lost = unlike = 0
    with Workspace.open(place, create=False) as space:
        if coder is not None and coder not in space.coders():
            known = ", ".join(space.coders()) or "nobody yet"
            raise click.BadParameter(
                f'Nobody called "{coder}" has decided anything here. Known: {known}.',
                param_hint="--coder",
            )
        for standing in space.standings():
            views = [standing.final] if standing.final else list(standing.coders.values())
            if coder is not None and not standing.final:
                views = [standing.coders[coder]] if coder in standing.coders else []
            records = {_bare(view.record): view.record for view in views if view.taken}
            refused = any(not view.taken for view in views)
            kept = next(iter(records.values()), None)
            if any(view.taken and view.lost for view in views):
                lost += 1
            elif kept is not None and len(records) == 1 and not refused:
                record = kept.model_copy(update={"id": standing.id[:SHORT], "confidence": None})
                material.reviewed.append(record)
            elif kept is not None:
                unlike += 1
            elif not views and standing.suggestion is not None:
                if suggestions and not standing.suggestion.lost:
                    record = standing.suggestion.record
                    by = record.made_by or standing.suggestion.by
                    named = {"id": standing.id[:SHORT], "made_by": by}
                    material.suggested.append(record.model_copy(update=named))
                else:
                    undecided += 1
        for doc in {s.doc for s in (*material.reviewed, *material.suggested)}:
            document = space.text_of(doc)
            if document is not None:
                material.sources[doc], material.texts[doc] = document.source, document.text
    for count, said in (
        (undecided, "nobody has reviewed (--suggestions takes them too)"),
        (unlike, "coders disagree on (adjudicate them, or choose with --coder)"),
        (lost, "are no longer found in their document"),
    ):
        if count:
            material.told.append(f"Left out: {count} that {said}.")
    return material


def _bare(record: CodedStatement) -> str:
    """A record without what differs between coders who hold the same."""
    left = {"id", "confidence", "made_by", "note", "tier"}
    return record.model_dump_json(exclude=left)


def _read_texts(material: Material, folder: Path) -> None:
    """Texts of documents in a folder, where a file of that name is there and is UTF-8."""
    from goldenbridge.sources.source import Source, at_hand

    for doc in sorted({s.doc for s in (*material.reviewed, *material.suggested)}):
        if doc in material.texts:
            continue
        path = at_hand(Source(title="-", file=doc.replace("\\", "/")), folder)
        if path is None:
            continue
        try:
            material.texts[doc] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            material.told.append(f"{path.name} is not UTF-8, so its anchors were not checked.")


def _write(texts: dict[Path, str]) -> None:
    """Each file whole or not at all; a folder is made where it is missing."""
    from goldenbridge.store.whole_files import write_whole

    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path.parent, path.name, text.encode())


def _as_data(made: Draft, files: list[Path], told: list[str]) -> dict[str, object]:
    return {
        "title": made.title,
        "files": files,
        "parties": made.parties,
        "consenting": made.consenting,
        "issues": made.issues,
        "statements": made.statements,
        "suggested": made.suggested,
        "left_out": made.left_out,
        "remarks": told,
        "questions": [question.as_dict() for question in made.questions],
    }


def _tell(made: Draft, files: list[Path], told: list[str]) -> None:
    """What was drafted, and the questions, by whom to ask."""
    from goldenbridge.case.draft.questions import by_whom
    from goldenbridge.cli.tables import answers, say

    console = answers()
    say(console, made.title, "bold")
    say(console, f"Parties: {', '.join(made.parties)}. Issues: {', '.join(made.issues)}.")
    unseen = f", {made.suggested} of them not reviewed by anybody" if made.suggested else ""
    say(console, f"It rests on {made.statements} statements{unseen}.")
    if made.left_out:
        say(console, f"{made.left_out} more found no room; those that carry most were kept.")
    for remark in told:
        say(console, remark)
    console.print()
    say(console, "What no statement says, and whom to ask:", "bold")
    for whom, some in by_whom(made.questions).items():
        say(console, whom, "bold")
        for question in some[:SHOWN]:
            say(console, f"- {question.text}", indent=2)
        if len(some) > SHOWN:
            say(console, f"- and {len(some) - SHOWN} more, in {files[2].name}", indent=2)
    console.print()
    for file in files:
        click.echo(file)
    place = files[0].parent if files[0].name == CASE else files[0]
    click.echo(f"Next: goldenbridge check {place}", err=True)

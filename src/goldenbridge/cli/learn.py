"""``goldenbridge learn``: teach a codebook the words that its coders' statements are told in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.output import emit_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goldenbridge.statements import CodedStatement
    from goldenbridge.statements.codebook import Codebook
    from goldenbridge.statements.extract.learn import Check, Example

__all__ = ["learn"]

#: With fewer statements than these, what is learned is mostly chance.
FEW = 100
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("statements", type=FILE)
@click.argument("texts", type=FILE, nargs=-1, required=True)
@click.option(
    "-c", "--codebook", required=True, help="A codebook's path, or a bundled case's name."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="Where to write what was learned: beside the codebook, ending in .json.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def learn(
    statements: Path,
    texts: tuple[Path, ...],
    codebook: str,
    output: Path,
    force: bool,
    as_json: bool,
) -> None:
    """Learn from coded STATEMENTS in TEXTS which words go with which issue.

    STATEMENTS is a file of statements that people coded or accepted: .jsonl, .csv, .tsv, .xlsx,
    .jsonld or .dna. TEXTS are the documents they were coded in, found by file name. What is learned
    is words with numbers; no sentence is kept. Name the file in the codebook (learned: FILE) and
    ``goldenbridge read`` uses it. Documents must be coded to the end: what nobody coded in them
    teaches which words take no position.
    """
    from goldenbridge.errors import FilesInTheWay, NothingToLearn
    from goldenbridge.statements.codebook import load_codebook
    from goldenbridge.statements.extract.learn import cross_checked
    from goldenbridge.statements.extract.learn import learn as learned_from
    from goldenbridge.store.whole_files import write_whole

    if not force and (output.exists() or output.is_symlink()):
        raise FilesInTheWay([str(output)])
    book = load_codebook(codebook).taught(None)
    documents = _documents(book, statements, texts)
    taught = [e for some in documents for e in some]
    try:
        check = cross_checked(book.issues, documents)
    except ValueError:
        raise NothingToLearn(str(statements), len(documents)) from None
    words = learned_from(book.issues, taught)
    write_whole(output.parent, output.name, _as_file(words.written()).encode())
    if as_json:
        emit_json({"documents": len(documents), "written": str(output), **_figures(check)})
        return
    _tell(check, len(documents), output)


def _documents(book: Codebook, statements: Path, texts: Sequence[Path]) -> list[list[Example]]:
    """What each text that holds statements teaches."""
    from goldenbridge.sources.read import read_source
    from goldenbridge.statements.extract import Extractor
    from goldenbridge.statements.extract.learn import examples
    from goldenbridge.statements.formats import read_statements

    coded: dict[str, list[CodedStatement]] = {}
    for one in read_statements(statements):
        coded.setdefault(Path(one.doc).name, []).append(one)
    extractor = Extractor(book)
    found = []
    for path in texts:
        mine = coded.pop(path.name, None)
        if mine and any(one.issue in book.issues for one in mine):
            found.append(list(examples(extractor, read_source(path), mine)))
    for name in sorted(coded):
        click.echo(f"Note: no text was given for {name}.", err=True)
    return found


def _as_file(tables: Any) -> str:
    import json

    return json.dumps(tables, indent=0, ensure_ascii=False, sort_keys=True) + "\n"


def _figures(check: Check) -> dict[str, Any]:
    return {
        "statements": check.statements,
        "terms_first": round(check.terms, 3),
        "learned_first": round(check.words, 3),
        "learned_among_three": round(check.among_three, 3),
    }


def _tell(check: Check, documents: int, output: Path) -> None:
    click.echo(f"Learned from {check.statements} statements in {documents} documents: {output}")
    click.echo(
        "Given a coder's words in documents held out, the coder's issue comes first for "
        f"{check.words:.0%} (by the codebook's terms alone: {check.terms:.0%}),\n"
        f"and is among the three likeliest for {check.among_three:.0%}."
    )
    if check.statements < FEW:
        click.echo(f"Fewer than {FEW} statements: this is mostly chance. Code more.")
    if check.words <= check.terms:
        click.echo("The terms do as well without it: better leave it out.")
    else:
        click.echo(f"To use it, put it beside the codebook and write there: learned: {output.name}")

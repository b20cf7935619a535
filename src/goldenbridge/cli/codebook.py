"""``goldenbridge codebook``: the issues and actors of a codebook, and its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goldenbridge.cli.output import INVALID_CASE, OK, emit_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from goldenbridge.statements.codebook import Codebook, LoadedCodebook


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print issues, actors and problems as JSON.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check as errors do.")
def codebook(name: str, as_json: bool, strict: bool) -> int:
    """Check the codebook NAME, a file or a bundled case's name, and show what it names.

    Ends with 3 where there are errors (with --strict: or warnings), else with 0.
    """
    from goldenbridge.statements.codebook import read_codebook

    loaded = read_codebook(name)
    if as_json:
        emit_json(_as_data(name, loaded))
    else:
        _show(name, loaded)
    return INVALID_CASE if loaded.errors or (strict and loaded.problems) else OK


def _as_data(name: str, loaded: LoadedCodebook) -> dict[str, object]:
    book = loaded.codebook
    return {
        "codebook": name,
        "title": book.title if book else None,
        "errors": len(loaded.errors),
        "problems": [problem.as_dict() for problem in loaded.problems],
        "issues": {
            key: {
                "name": issue.name or key,
                "proposition": issue.proposition,
                "terms": len(issue.terms) + len(issue.pro) + len(issue.contra),
                "hints": len(issue.hints),
                "weight": issue.weight,
                "deed": issue.deed,
            }
            for key, issue in (book.issues.items() if book else ())
        },
        "actors": {
            key: {
                "kind": actor.kind,
                "affiliation": actor.affiliation,
                "names": [key, *actor.aliases],
                "iso3": actor.iso3,
            }
            for key, actor in (book.actors.items() if book else ())
        },
    }


def _show(name: str, loaded: LoadedCodebook) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for problem in loaded.problems:
        console.print(Text(str(problem)))
    if loaded.codebook is not None:
        _tables(console.print, loaded.codebook)
    errors = len(loaded.errors)
    warnings = len(loaded.problems) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    said = ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts if n)
    verdict = "cannot be used as it stands" if errors else "can be used"
    console.print(Text(f"{name} {verdict}: {said or 'nothing to remark'}."))


def _tables(show: Callable[[object], None], book: Codebook) -> None:
    """The issues with what they mean, then how many actors of which kind."""
    from collections import Counter

    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("issue", no_wrap=True, style="bold")
    table.add_column("for it means")
    table.add_column("terms", justify="right")
    for key, issue in book.issues.items():
        terms = len(issue.terms) + len(issue.pro) + len(issue.contra)
        table.add_row(Text(key), Text(issue.proposition), str(terms))
    show(Text(book.title, style="bold underline"))
    show(table)
    kinds = Counter(actor.kind for actor in book.actors.values())
    told = ", ".join(
        f"{count} {_MANY[kind] if count > 1 else kind}" for kind, count in kinds.items()
    )
    show(Text(f"{len(book.actors)} actors: {told}."))


_MANY = {
    "state": "states",
    "body": "bodies",
    "person": "persons",
    "group": "groups",
    "bloc": "blocs",
}

"""``goldenbridge check``: everything that is wrong with a case, found in one reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenbridge.cli.output import INVALID_CASE, OK, console_err, emit_json
from goldenbridge.errors import GoldenbridgeError

if TYPE_CHECKING:
    from rich.text import Text

    from goldenbridge.case import Case, Loaded, Problem

AUDIT = "goldenbridge.analysis.audit"
COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


@click.command()
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="GOLDENBRIDGE_TEXTS",
    show_envvar=True,
    help="A folder with the texts of the sources: anchors are read again.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check as errors do.")
@click.option("--no-worlds", is_flag=True, help="Leave out the checks that draw worlds.")
@click.option(
    "--worlds", default=500, show_default=True, type=click.IntRange(16), help="Worlds to draw."
)
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Which worlds.")
@click.option("--snapshot", help="Draw worlds at this snapshot only; else at each.")
def check(
    case: str,
    as_json: bool,
    texts: Path | None,
    strict: bool,
    no_worlds: bool,
    worlds: int,
    seed: int,
    snapshot: str | None,
) -> int:
    """Check CASE, a folder or a bundled name, and list every problem with what to do.

    Where the file itself has no errors, worlds are drawn: do they contradict the record, do
    judgements move nothing, does padding the agenda move the answer?

    Ends with 3 where there are errors (with --strict: or warnings), else with 0.
    """
    from goldenbridge.case import Severity, read_case

    if texts is not None and not texts.is_dir():
        raise click.BadParameter(f'"{texts}" is not a folder.', param_hint="--texts")
    loaded = read_case(case, texts)
    problems = list(loaded.problems)
    failure: GoldenbridgeError | None = None
    if loaded.case is not None:
        if snapshot is not None:
            snapshot = loaded.case.at(snapshot).id
        if not no_worlds:
            try:
                problems += _audit(loaded.case, snapshot, worlds, seed)
            except GoldenbridgeError as error:
                failure = error  # told after what was found already
    counts = {s.value: sum(p.severity is s for p in problems) for s in Severity}
    if as_json:
        emit_json(_as_data(case, loaded, problems, counts))
    else:
        _show(case, problems, counts)
    if failure is not None:
        raise failure
    failed = counts["error"] or (strict and counts["warning"])
    return INVALID_CASE if failed else OK


def _audit(case: Case, snapshot: str | None, worlds: int, seed: int) -> list[Problem]:
    """The problems that only drawn worlds show, if this goldenbridge can draw them."""
    from importlib import import_module

    try:
        audit = import_module(AUDIT).audit
    except ModuleNotFoundError as error:
        if not AUDIT.startswith(error.name or "?"):
            raise
        return []
    with console_err().status(f"drawing {worlds:,} worlds to test the case …"):
        return list(audit(case, snapshot, worlds=worlds, seed=seed))


def _as_data(
    name: str, loaded: Loaded, problems: list[Problem], counts: dict[str, int]
) -> dict[str, object]:
    return {
        "case": name,
        "case_hash": loaded.case.hash if loaded.case else None,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "problems": [problem.as_dict() for problem in problems],
    }


def _show(name: str, problems: list[Problem], counts: dict[str, int]) -> None:
    """Print the problems by file, each with its line, and how many there are."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for file in dict.fromkeys(problem.file for problem in problems):
        console.print(Text(file, style="bold underline"))
        for problem in (p for p in problems if p.file == file):
            console.print(_told(problem))
        console.print()
    said = ", ".join(f"{n} {word}{'s' * (n != 1)}" for word, n in counts.items() if n)
    verdict = "cannot be used as it stands" if counts["error"] else "can be used"
    console.print(Text(f"{name} {verdict}: {said or 'nothing to remark'}."))


def _told(problem: Problem) -> Text:
    from rich.text import Text

    severity = problem.severity.value
    text = Text(f"  {problem.line or '–':>5}  ")
    text.append(severity, style=COLOURS[severity])
    text.append(f" {problem.code}: ", style="dim")
    text.append(f"{problem.where}: " if problem.where else "", style="bold")
    text.append(problem.found)
    if problem.snapshots:
        text.append(f" (at {', '.join(problem.snapshots)})")
    for word, said in (("wanted", problem.wanted), ("do", problem.advice)):
        if said:
            text.append(f"\n         {word}: ", style="dim")
            text.append(said)
    return text

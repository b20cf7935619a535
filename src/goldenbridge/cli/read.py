"""``goldenbridge read``: documents to marked text, and to suggested statements."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.options import chosen_executor
from goldenbridge.cli.output import FAILED, OK, console_err
from goldenbridge.cli.read_words import (
    as_lines,
    document_told,
    statement_told,
    summary_told,
)

if TYPE_CHECKING:
    from goldenbridge.executors import Executor
    from goldenbridge.statements.from_file import Job, Outcome
    from goldenbridge.store.journal import Journal

#: Kept in memory for the end of a run: messages of files that could not be read.
MESSAGES = 20
#: Below it so many suggestions are wrong that leaving them out was found to be the better half
#: (benchmarks/coding/README.md).
LEAST = 0.1
#: So many documents are worth the seconds that processes take to start.
MANY = 200


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-c",
    "--codebook",
    metavar="NAME",
    help="Suggest statements with this codebook: a file, or the name of a bundled one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the suggestions to a file: .jsonl can be taken up again, .csv or .xlsx cannot.",
)
@click.option(
    "-w",
    "--workspace",
    metavar="PLACE",
    help="Keep documents and suggestions in this workspace, for goldenbridge review.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Leave out suggestions less sure than this.",
)
@click.option("--title", help="Title of the one document, where you know better.")
@click.option("--author", help="Its author.")
@click.option("--outlet", help="Where it appeared.")
@click.option("--date", help="Its date, or a range such as 2022-01-14/2022-01-31.")
@click.option("--url", help="Where it can be read.")
@click.option("--parser", is_flag=True, help="Weigh suggestions by grammar, too (extra: spaCy).")
@click.option("--rerank", is_flag=True, help="Weigh them by meaning, too (extra: MiniLM).")
@click.option(
    "--llm",
    metavar="URL",
    help="Ask a language model at this OpenAI-compatible address, too (extra): text is sent there.",
)
@click.option("--llm-model", metavar="NAME", help="The model's name there.")
@click.option(
    "--llm-key",
    metavar="VARIABLE",
    help="The environment variable that holds the key, where one is needed; no other is sent.",
)
@click.option(
    "--llm-max-requests",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="Requests for one document, then it stops asking.",
)
@click.option(
    "--megabytes",
    type=click.FloatRange(0, min_open=True),
    help="Refuse files larger than this.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    help=f"Work in so many processes; all cores from {MANY} documents on, if left out.",
)
@click.option("--restart", is_flag=True, help="Begin anew where an output was begun before.")
def read(
    files: tuple[str, ...],
    codebook: str | None,
    as_json: bool,
    output: Path | None,
    workspace: str | None,
    least: float,
    title: str | None,
    author: str | None,
    outlet: str | None,
    date: str | None,
    url: str | None,
    parser: bool,
    rerank: bool,
    llm: str | None,
    llm_model: str | None,
    llm_key: str | None,
    llm_max_requests: int,
    megabytes: float | None,
    processes: int | None,
    restart: bool,
) -> int:
    """Read each FILE (text, HTML, PDF, DOCX, a saved e-mail, or a folder of them).

    Without a codebook: what was read, and what on the page is not its text. With one: statements
    suggested by rules, each to be accepted, edited or rejected by a person. A file that cannot be
    read is told and the others are read; then it ends with 1.
    """
    from goldenbridge.sources.corpus import find_documents
    from goldenbridge.sources.limits import Limits
    from goldenbridge.statements.from_file import Extras, Job, codebook_of

    known = {"title": title, "author": author, "outlet": outlet, "date": date, "url": url}
    told = tuple((key, value) for key, value in known.items() if value is not None)
    paths = [str(path) for path in find_documents(files)]
    asked = {"--parser": parser, "--rerank": rerank, "--llm": llm is not None}
    _refuse(told, paths, codebook, {"-o": output is not None, **asked})
    if output is not None and not output.parent.is_dir():
        raise click.UsageError(f'-o: there is no folder "{output.parent}".')
    if llm is not None and not llm_model:
        raise click.UsageError("--llm needs --llm-model, the model's name at that address.")
    limits = Limits() if megabytes is None else Limits(file_bytes=int(megabytes * 1_000_000))
    if codebook is not None:
        codebook_of(codebook)  # a fault of it concerns every file alike: told before any is read
    extras = Extras(parser, rerank, llm, llm_model, llm_key, llm_max_requests)
    keep = workspace is not None or codebook is None
    jobs = [Job(path, codebook, least, told, keep, limits, extras) for path in paths]
    with ExitStack() as stack:
        if processes is None and len(jobs) >= MANY and not any(asked.values()):
            processes = os.cpu_count()
        executor = stack.enter_context(chosen_executor(processes, None))
        if output is not None and output.suffix == ".jsonl":
            return _to_journal(stack, executor, jobs, output, restart, workspace)
        sinks: list[Callable[[Outcome], None]] = []
        kept: list[Any] = []
        if workspace is not None:
            sinks.append(_to_workspace(stack, workspace))
        if output is not None:
            sinks.append(lambda outcome: kept.extend(outcome.statements))
        elif as_json:
            sinks.append(lambda outcome: _print(click.echo, as_lines(outcome)))
        else:
            sinks.append(_show)
        code = _run(executor, jobs, sinks)
        if output is not None:
            from goldenbridge.statements.formats import write_statements

            write_statements(kept, output)
            click.echo(f"{len(kept):,} suggestions written to {output}.", err=True)
    return code


def _refuse(
    told: tuple[tuple[str, str], ...],
    paths: list[str],
    codebook: str | None,
    asked: Mapping[str, bool],
) -> None:
    """What cannot be asked for together."""
    if not paths:
        raise click.UsageError("There is no document there.")
    if told and len(paths) > 1:
        raise click.UsageError(
            f"--{told[0][0]} is of one document, and there are {len(paths)}. Name one FILE."
        )
    if codebook is None:
        for name, given in asked.items():
            if given:
                raise click.UsageError(f"{name}: suggestions need --codebook NAME.")


def _run(
    executor: Executor, jobs: list[Job], sinks: list[Callable[[Outcome], None]], before: int = 0
) -> int:
    """Work the jobs out in order and hand each outcome to the sinks; how it ended."""
    from goldenbridge.statements.from_file import suggest_from

    failed: list[str] = []
    count = words = made = 0
    refused = 0
    for outcome in _watched(executor, suggest_from, jobs, before):
        if outcome.error is not None:
            refused += 1
            if len(failed) < MESSAGES:
                failed.append(outcome.error)
            continue
        count += 1
        words += int(outcome.document["words"])
        made += len(outcome.statements)
        for sink in sinks:
            sink(outcome)
    for message in failed:
        click.echo(click.style("Error: ", fg="red", bold=True) + message, err=True)
    if refused > len(failed):
        click.echo(f"… and {refused - len(failed):,} more.", err=True)
    codebook, way = (jobs[0].codebook, jobs[0].extras.way) if jobs else (None, "rules")
    click.echo(summary_told(count, words, made, refused, codebook, way), err=True)
    return FAILED if refused else OK


def _watched(
    executor: Executor,
    function: Callable[[Job], Outcome],
    jobs: list[Job],
    before: int,
) -> Iterator[Outcome]:
    """The outcomes in order, with a bar on a terminal where there are many."""
    console = console_err()
    if not console.is_terminal or len(jobs) < 3:
        yield from executor.map(function, jobs)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=len(jobs) + before, completed=before)
        for outcome in executor.map(function, jobs):
            bar.advance(task)
            yield outcome


def _to_journal(
    stack: ExitStack,
    executor: Executor,
    jobs: list[Job],
    output: Path,
    restart: bool,
    workspace: str | None,
) -> int:
    """Write suggestions line by line, so that a run that was cut off is taken up again."""
    from goldenbridge.store.journal import Journal

    journal: Journal = stack.enter_context(Journal(output, _settings(jobs[0]), restart))
    left = [job for job in jobs if not journal.done(job.path)]
    if journal.taken_up:
        click.echo(
            f"Taking up {output}: {len(jobs) - len(left):,} of {len(jobs):,} documents are done.",
            err=True,
        )
    sinks: list[Callable[[Outcome], None]] = []
    if workspace is not None:
        sinks.append(_to_workspace(stack, workspace))
    sinks.append(lambda outcome: journal.write(outcome.path, as_lines(outcome)))
    code = _run(executor, left, sinks, len(jobs) - len(left))
    journal.finish()
    return code


def _settings(job: Job) -> dict[str, Any]:
    """What the lines of an output depend on, apart from the documents."""
    import hashlib

    from goldenbridge import __version__
    from goldenbridge.statements.from_file import codebook_of

    assert job.codebook is not None
    content = codebook_of(job.codebook).model_dump_json()
    return {
        "goldenbridge": __version__,
        "codebook": hashlib.sha256(content.encode()).hexdigest(),
        "least": job.least,
        "extras": job.extras.told(),
    }


def _to_workspace(stack: ExitStack, place: str) -> Callable[[Outcome], None]:
    """Keep each document with its suggestions."""
    from goldenbridge.store.workspace import Workspace

    kept = stack.enter_context(Workspace.open(place, create=True))

    def keep(outcome: Outcome) -> None:
        assert outcome.text is not None
        kept.add_document(outcome.text)
        if outcome.statements:
            kept.suggest(outcome.text, outcome.statements, "rules")

    return keep


def _show(outcome: Outcome) -> None:
    """What was read, and what was suggested, for people."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    _print(console.print, document_told(outcome))
    for statement in outcome.statements:
        _print(console.print, statement_told(statement))
    console.print()


def _print(show: Callable[..., None], lines: Iterable[object]) -> None:
    for line in lines:
        show(line)

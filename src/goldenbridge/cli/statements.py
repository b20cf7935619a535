"""``goldenbridge statements``: what is in a workspace, what goes in, what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goldenbridge.cli.output import emit_json
from goldenbridge.cli.review_terminal.options import (
    document_option,
    json_option,
    somebody,
    workspace_option,
)

if TYPE_CHECKING:
    from goldenbridge.statements.agreement import Agreement, Coefficient
    from goldenbridge.statements.coded import CodedStatement
    from goldenbridge.store.workspace import Compared, Event, Row, Settled, Workspace

__all__ = ["statements"]

STATES = ("suggested", "added", "accepted", "edited", "rejected")


@click.group()
def statements() -> None:
    """Statements in a workspace: bring them in, look at them, compare coders, take them out.

    Everything is in a workspace, which keeps the whole history of each statement.
    """


@statements.command("import", short_help="Bring statements in from files, or from a case.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@workspace_option
@click.option("--case", "case", metavar="CASE", help="Bring in the statements of a case instead.")
@click.option(
    "--coder", metavar="NAME", help="They are this coder's own, and no program's suggestions."
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the documents, whose texts come along.",
)
@json_option
def import_(
    files: tuple[Path, ...],
    workspace: str | None,
    case: str | None,
    coder: str | None,
    texts: Path | None,
    as_json: bool,
) -> None:
    """Bring statements in from FILES: CSV, JSON Lines, Excel, Web Annotation, .dna.

    What is there already is not brought in again, and no decision is touched. All statements of a
    file come in, or none of it.
    """
    if bool(files) == (case is not None):
        raise click.UsageError("Name files, or a case with --case.")
    from goldenbridge.case import load
    from goldenbridge.statements.formats import read_statements
    from goldenbridge.store.workspace import Workspace, statements_of

    told = []
    with Workspace.open(workspace) as opened:
        if case is not None:
            loaded = load(case)
            found = statements_of(loaded)
            _bring_texts(opened, texts, {s.doc for s in found.statements}, loaded.sources.values())
            by = f"case:{loaded.id}"
            told.append(
                _taken_in(opened, by, found.statements, coder, by, found.hashes)
                | {"without_place": len(found.left_out)}
            )
        for path in files:
            listed = read_statements(path, texts=_Texts(opened, texts))
            _bring_texts(opened, texts, {s.doc for s in listed}, ())
            told.append(_taken_in(opened, str(path), listed, coder, f"file:{path.name}", {}))
        place = opened.place
    if as_json:
        emit_json({"workspace": place, "imported": told})
        return
    from goldenbridge.cli.review_terminal.lines import say

    for one in told:
        say(
            f"{one['from']}: {one['statements']} statements, {one['new']} new."
            + (f" {one['lost']} not found in their document." if one["lost"] else "")
            + (f" {one['without_place']} without a place." if one.get("without_place") else "")
        )
    say(f"They are in {place}. Review them with: goldenbridge review")


def _taken_in(
    opened: Workspace,
    origin: str,
    listed: Sequence[CodedStatement],
    coder: str | None,
    by: str,
    hashes: Mapping[str, str],
) -> dict[str, Any]:
    if coder is not None:
        done = opened.add(coder, listed, hashes)
    else:
        done = opened.suggest_all(listed, by, hashes)
    return {
        "from": origin,
        "statements": len(done.ids),
        "new": len(done.new),
        "lost": len(done.lost),
    }


def _bring_texts(opened: Workspace, texts: Path | None, names: set[str], known: Any) -> None:
    """Keep those documents that lie in the folder."""
    if texts is None:
        return
    from goldenbridge.sources.read import read_source

    for name in sorted(names):
        path = _in_folder(texts, name)
        if path is not None:
            opened.add_document(read_source(path, known=known))


def _in_folder(texts: Path, name: str) -> Path | None:
    """The file of a document in a folder; a name that leads elsewhere is none."""
    try:
        path = texts / Path(name).name
        return path if Path(name).name == name and path.is_file() else None
    except (OSError, ValueError):
        return None


class _Texts(Mapping[str, str]):
    """The texts of documents, read when they are asked for."""

    def __init__(self, opened: Workspace, texts: Path | None) -> None:
        self._opened, self._texts = opened, texts
        self._read: dict[str, str | None] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._read:
            found = self._opened.text_of(name)
            path = _in_folder(self._texts, name) if self._texts else None
            if path is not None:
                from goldenbridge.sources.read import read_source

                found = read_source(path)
            self._read[name] = found.text if found else None
        text = self._read[name]
        if text is None:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (d.name for d in self._opened.documents() if d.sha256)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@statements.command("export", short_help="Write statements to a file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@workspace_option
@click.option("--accepted", is_flag=True, help="What coders took and nobody disputes (default).")
@click.option("--coder", metavar="NAME", help="What this coder took: accepted, edited, added.")
@click.option("--adjudicated", is_flag=True, help="What was settled, or two coders agree on.")
@click.option("--suggested", is_flag=True, help="All suggestions, decided or not.")
@document_option
@json_option
def export(
    file: Path,
    workspace: str | None,
    accepted: bool,
    coder: str | None,
    adjudicated: bool,
    suggested: bool,
    document: str | None,
    as_json: bool,
) -> None:
    """Write statements to FILE, in the format that its name ends in.

    Each carries its id in the workspace. A file that is there is replaced, whole or not at all.
    """
    if accepted + adjudicated + suggested + (coder is not None) > 1:
        raise click.UsageError("Choose one of --accepted, --coder, --adjudicated and --suggested.")
    from goldenbridge.cli.review_terminal.lines import say
    from goldenbridge.statements.formats import write_statements
    from goldenbridge.store.workspace import Settled, Workspace, agreed_or_settled, taken

    with Workspace.open(workspace, create=False) as opened:
        standings = opened.standings(document)
        if suggested:
            rows = opened.statements(document=document)
            found = Settled(tuple(r.record for r in rows if r.standing.suggestion), 0, 0)
        elif adjudicated:
            found = agreed_or_settled(standings)
        else:
            found = taken(standings, coder)
        _known_coder(opened, [coder] if coder else [])
    write_statements(list(found.statements), file)
    if as_json:
        emit_json(
            {
                "path": str(file),
                "statements": len(found.statements),
                "disputed": found.open,
                "single": found.single,
            }
        )
        return
    _tell_left_out(found)
    say(f"{file}: {len(found.statements)} statements.")


def _tell_left_out(found: Settled) -> None:
    if found.open:
        click.echo(
            f"Left out: {found.open} on which coders differ. Settle them with: "
            "goldenbridge statements adjudicate",
            err=True,
        )
    if found.single:
        click.echo(
            f"Left out: {found.single} that one coder alone has decided about. --accepted takes "
            "them in.",
            err=True,
        )


@statements.command("list", short_help="List statements, as suggested or as a coder has them.")
@workspace_option
@click.option("--coder", metavar="NAME", help="As this coder has them.")
@click.option("--state", type=click.Choice(STATES), multiple=True, help="Only these.")
@document_option
@click.option("--lost", is_flag=True, help="Only those whose words are no longer in the document.")
@json_option
def list_(
    workspace: str | None,
    coder: str | None,
    state: tuple[str, ...],
    document: str | None,
    lost: bool,
    as_json: bool,
) -> None:
    """List statements by document and place, as suggested or as one coder has them."""
    from goldenbridge.cli.tables import answers, row, table
    from goldenbridge.cli.visible import one_line
    from goldenbridge.store.workspace import Workspace

    with Workspace.open(workspace, create=False) as opened:
        _known_coder(opened, [coder] if coder else [])
        found = opened.statements(coder, state or None, document)  # type: ignore[arg-type]
    found = [r for r in found if r.lost or not lost]
    if as_json:
        emit_json([_as_data(r) for r in found])
        return
    made = table(
        "", ("id", False), ("place", False), ("actor: issue, act", False), ("state", False)
    )
    for r in found:
        sign = f"{r.record.polarity:+d}" if r.record.polarity else "0"
        marks = " lost" * r.lost + " reworded" * r.reworded
        row(
            made,
            r.id[:10],
            one_line(f"{r.record.doc}:{r.record.line or r.record.start}", 40),
            one_line(f"{r.record.actor}: {r.record.issue or '–'}, {r.record.act} ({sign})", 80),
            r.state + marks,
        )
    console = answers()
    if found:
        console.print(made)
    console.print(f"{len(found)} statements.")


def _as_data(r: Row) -> dict[str, Any]:
    return {
        **r.record.model_dump(mode="json"),
        "state": r.state,
        "by": r.by,
        "at": r.at,
        "lost": r.lost,
        "reworded": r.reworded,
    }


@statements.command(short_help="Tell everything that happened to a statement.")
@click.argument("statement")
@workspace_option
@json_option
def history(statement: str, workspace: str | None, as_json: bool) -> None:
    """Tell everything that happened to a STATEMENT: its id, or the beginning of it."""
    from goldenbridge.cli.review_terminal.lines import say
    from goldenbridge.cli.visible import one_line
    from goldenbridge.store.workspace import Workspace

    with Workspace.open(workspace, create=False) as opened:
        events = opened.history(statement)
    if as_json:
        emit_json(events)
        return
    first = next((e.after for e in events if e.after is not None), None)
    say(f"{events[0].statement} in {one_line(events[0].document, 200)}")
    if first is not None and first.quote:
        say(f"“{one_line(first.quote, 300)}”")
    for event in events:
        said = f"{event.at[:19]} {event.kind} by {event.by}"
        changes = _changes(event)
        note = f" ({event.note})" if event.note else ""
        say(one_line(f"{said}{': ' if changes else ''}{changes}{note}", 600))


def _changes(event: Event) -> str:
    if event.before is None or event.after is None:
        return ""
    before, after = event.before.model_dump(), event.after.model_dump()
    skipped = {"prefix", "suffix", "quote", "line"}
    return ", ".join(
        f"{key} {before[key]} → {after[key]}"
        for key in after
        if key not in skipped and before[key] != after[key]
    )


@statements.command(short_help="List documents, and which texts are there.")
@workspace_option
@json_option
def documents(workspace: str | None, as_json: bool) -> None:
    """List documents, and say which of their texts the workspace has."""
    from goldenbridge.cli.tables import answers, row, table
    from goldenbridge.cli.visible import one_line
    from goldenbridge.store.workspace import Workspace

    with Workspace.open(workspace, create=False) as opened:
        found = opened.documents()
    if as_json:
        emit_json(found)
        return
    made = table(
        "", ("document", False), ("title", False), ("characters", True), ("versions", True)
    )
    for d in found:
        size = f"{d.characters:,}" if d.sha256 else "no text"
        row(made, one_line(d.name, 60), one_line(d.title, 60), size, str(d.versions))
    answers().print(made)


@statements.command(short_help="Say how far coders agree, field by field.")
@workspace_option
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Of these (default: all).")
@document_option
@click.option("--nothing", is_flag=True, help="Count “nothing coded” as a value of each field.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    help="Of the bootstrap intervals; 0 for none.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of these.")
@json_option
def agreement(
    workspace: str | None,
    coders: tuple[str, ...],
    document: str | None,
    nothing: bool,
    resamples: int,
    seed: int,
    as_json: bool,
) -> None:
    """Say how far coders agree beyond chance: Krippendorff's alpha, and Cohen's kappa of two.

    Statements of different coders are matched one to one where they share half of the longer one's
    characters; fields are compared where both coded something, unless --nothing is given.
    """
    from goldenbridge.statements.agreement import compare
    from goldenbridge.store.workspace import Workspace, units_of

    with Workspace.open(workspace, create=False) as opened:
        known = opened.coders()
        _known_coder(opened, coders)
        named = sorted(set(coders) or set(known))
        standings = opened.standings(document)
    if len(named) < 2:
        raise click.UsageError(
            f"Agreement takes two coders or more; there are {len(known)} in this workspace."
        )
    found = compare(
        units_of(standings, named), named, nothing=nothing, resamples=resamples, seed=seed
    )
    if as_json:
        emit_json(_agreement_data(found))
        return
    _tell_agreement(found)


def _agreement_data(found: Agreement) -> dict[str, Any]:
    import dataclasses

    return dataclasses.asdict(found)


def _tell_agreement(found: Agreement) -> None:
    from goldenbridge.cli.tables import answers, row, say, table

    console = answers()
    overlap = (
        "" if found.overlap is None else f" Overlap (F1 of one on the other) {found.overlap:.2f}."
    )
    say(
        console,
        f"{', '.join(found.coders)}: {found.units} stretches in {found.documents} "
        f"document{'s' * (found.documents != 1)} on which two decided; coded by all who decided: "
        f"{found.found_by_all}.{overlap}",
    )
    made = table(
        "",
        ("field", False),
        ("units", True),
        ("equal", True),
        ("alpha", True),
        ("kappa", True),
        ("note", False),
    )
    for r in found.rows:
        name = r.field.replace("_", " ") + ("" if r.level == "nominal" else f", {r.level}")
        equal = "–" if r.alpha.agreement is None else f"{r.alpha.agreement:.0%}"
        note = r.alpha.why or _undefined(r.alpha)
        row(made, name, str(r.alpha.units), equal, _shown(r.alpha), _shown(r.kappa), note)
    console.print(made)
    basis = "“nothing coded” counts as a value" if found.nothing else "where both coded something"
    say(
        console,
        f"Compared {basis}; 95 % bootstrap over {found.drawn}. Customary bars: rely on 0.8 and "
        "above, be tentative from 0.667.",
        "dim",
    )


def _shown(one: Coefficient | None) -> str:
    if one is None or one.value is None:
        return "–"
    if one.low is None or one.high is None:
        return f"{one.value:.2f}"
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def _undefined(one: Coefficient) -> str:
    return f"{one.undefined} resamples had no value" if one.undefined else ""


@statements.command(short_help="Settle what coders differ about.")
@click.argument("ids", nargs=-1, metavar="[STATEMENT]...")
@workspace_option
@click.option("--by", metavar="NAME", help="Who settles it (default: your login name).")
@document_option
@click.option("--list", "only_list", is_flag=True, help="List what is open, and ask nothing.")
@click.option("--all", "settled_too", is_flag=True, help="With what was settled before.")
@click.option("--take", metavar="CODER", help="Settle STATEMENT as this coder has it.")
@click.option("--leave-out", is_flag=True, help="Settle that STATEMENT is none.")
@click.option("--note", default="", help="Why.")
@json_option
def adjudicate(
    ids: tuple[str, ...],
    workspace: str | None,
    by: str | None,
    document: str | None,
    only_list: bool,
    settled_too: bool,
    take: str | None,
    leave_out: bool,
    note: str,
    as_json: bool,
) -> None:
    """Settle what coders differ about: one's version, a changed one, or none.

    Without --take or --leave-out, each difference is shown and asked about, and each answer is
    saved at once. Decisions of coders stay as they are; the final record stands beside them.
    """
    from goldenbridge.cli.review_terminal.lines import ready, say
    from goldenbridge.cli.review_terminal.settle import Settling, listed
    from goldenbridge.cli.tables import answers
    from goldenbridge.store.workspace import Workspace, compared

    if leave_out and take is not None:
        raise click.UsageError("Choose one of --take and --leave-out.")
    if (leave_out or take is not None) and not ids:
        raise click.UsageError("Name the statements to settle.")
    ready()
    with Workspace.open(workspace, create=False) as opened:
        wanted = {opened.statement(name).id for name in ids}
        found = [
            one
            for one in compared(opened.standings(document))
            if (one.open or (settled_too and one.fields) or wanted & set(one.ids))
            and (not wanted or wanted & set(one.ids))
        ]
        if only_list or (as_json and not wanted):
            if as_json:
                emit_json([_compared_data(one) for one in found])
            else:
                listed(answers(), found)
            return
        settling = Settling(opened, somebody(by), answers())
        if wanted and not found:
            raise click.UsageError("Fewer than two coders have decided about it.")
        if leave_out or take is not None:
            settling.at_once(found, take, note)
        else:
            settling.run(found)
        say(f"{settling.done} settled. Everything is saved.")


def _compared_data(one: Compared) -> dict[str, Any]:
    return {
        "ids": one.ids,
        "doc": one.unit.doc,
        "start": one.unit.start,
        "end": one.unit.end,
        "fields": one.fields,
        "open": one.open,
        "coders": {
            name: s.model_dump(mode="json") if s is not None else None
            for name, s in one.unit.coded.items()
        },
        "final": one.final and {"state": one.final.state, "record": one.final.record},
    }


def _known_coder(opened: Workspace, names: Sequence[str]) -> None:
    """Refuse a coder of whom nothing is known: it is a slip of the pen."""
    from goldenbridge.errors import did_you_mean

    known = opened.coders()
    for name in names:
        if name not in known:
            told = did_you_mean(name, known) or f"It knows: {', '.join(known) or 'nobody yet'}."
            raise click.BadParameter(f'The workspace knows no coder "{name}". {told}')

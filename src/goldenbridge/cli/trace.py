"""``goldenbridge trace``: from a number of a case down to the line of the source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from goldenbridge.cli.output import emit_json

if TYPE_CHECKING:
    from rich.console import Console

    from goldenbridge.case import Case
    from goldenbridge.case.trace import Item, Step, Trace
    from goldenbridge.store.workspace import Workspace

__all__ = ["trace"]

SHOWN = 12


def _complete_case(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from goldenbridge.case import bundled_cases

    names = [name for name in bundled_cases() if name.startswith(incomplete)]
    return [*map(CompletionItem, names), CompletionItem(incomplete, type="dir")]


def _complete_judgement(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Paths, a key at a time: what comes after the last dot."""
    from goldenbridge.case import load
    from goldenbridge.case.trace import items_of
    from goldenbridge.errors import GoldenbridgeError

    try:
        items = items_of(load(ctx.params["case"]), ctx.params.get("snapshot"))
    except (GoldenbridgeError, KeyError, OSError):
        return []
    depth = incomplete.count(".") + 1
    begun = dict.fromkeys(
        ".".join(path.split(".")[:depth]) for path in items if path.startswith(incomplete)
    )
    return [CompletionItem(path) for path in begun]


@click.command()
@click.argument("case", shell_complete=_complete_case)
@click.argument("judgement", required=False, shell_complete=_complete_judgement)
@click.option("--snapshot", help="At this snapshot; else the first that has the judgement.")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="GOLDENBRIDGE_TEXTS",
    show_envvar=True,
    help="A folder with the texts of the sources: their lines are shown, and checked by hash.",
)
@click.option(
    "--workspace", metavar="PLACE", help="Tell also what a workspace knows of each statement."
)
@click.option("--json", "as_json", is_flag=True, help="Print the walk as JSON.")
def trace(
    case: str,
    judgement: str | None,
    snapshot: str | None,
    texts: Path | None,
    workspace: str | None,
    as_json: bool,
) -> None:
    """Walk from JUDGEMENT, a number in CASE, to its statements and the lines of their sources.

    JUDGEMENT is a path of keys with dots, as the check names it (worths.norvik.swings.fees), or the
    id of a red line, lever, hypothesis, option or statement. Several matches are listed. Without
    it, all judgements are listed with how well each is carried.
    """
    if texts is not None and not texts.is_dir():
        raise click.BadParameter(f'"{texts}" is not a folder.', param_hint="--texts")
    from goldenbridge.case import load
    from goldenbridge.case.trace import items_of, matches
    from goldenbridge.case.trace import trace as walk

    loaded = load(case)
    at = loaded.at(snapshot).id if snapshot is not None else None
    if judgement is None:
        _list(loaded, at or loaded.at().id, list(items_of(loaded, at).values()), as_json)
        return
    where, found = matches(loaded, judgement, at)
    if len(found) > 1:
        _list(loaded, where, found, as_json)
        return
    made = walk(loaded, found[0].path, where, texts)
    histories = _histories(workspace, made.steps) if workspace is not None else {}
    if as_json:
        emit_json(_as_data(loaded, made, histories))
    else:
        _tell(made, histories, asked=texts is not None)


def _histories(place: str, steps: Sequence[Step]) -> dict[str, list[dict[str, str]]]:
    """What a workspace knows of statements, by their ids in the case."""
    from goldenbridge.store.workspace import Workspace

    with Workspace.open(place, create=False) as space:
        return {
            step.id: [
                {"at": e.at, "by": e.by, "what": e.kind, "note": e.note}
                for name in _known(space, step)
                for e in space.history(name)
            ]
            for step in steps
        }


def _known(space: Workspace, step: Step) -> list[str]:
    """Ids in the workspace: of the statement of that id, or else of those at the same place."""
    from goldenbridge.errors import StatementUnknown

    anchor, file = step.statement.anchor, step.source.file if step.source else None
    try:
        named = space.statement(step.id)
        if file is None or named.document == file:
            return [named.id]
    except StatementUnknown:
        pass
    if anchor is None or file is None:
        return []
    return [
        standing.id
        for standing in space.standings(file)
        if standing.base is not None
        and (standing.base.record.start, standing.base.record.end) == (anchor.start, anchor.end)
        and standing.base.record.act == step.statement.act
    ]


def _list(case: Case, snapshot: str, items: Sequence[Item], as_json: bool) -> None:
    """Judgements with how well each is carried."""
    if as_json:
        emit_json(
            {
                "case": case.id,
                "snapshot": snapshot,
                "judgements": [_item(item) for item in items],
            }
        )
        return
    from goldenbridge.cli.tables import answers, say

    console = answers()
    valued = [item for item in items if item.kind in {"value", "number"}]
    bare = sum(not item.statements for item in valued)
    say(console, f"{case.title}: judgements at {snapshot}", "bold")
    said = f"{len(items)} in all; of {len(valued)} values and numbers, {bare} are assumed outright."
    say(console, f"{said} Walk down from one with: goldenbridge trace {case.id} PATH")
    console.print()
    group = ""
    for item in items:
        top = ".".join(map(str, item.keys[:2]))
        if top.partition(".")[0] != group:
            group = top.partition(".")[0]
            say(console, group, "bold")
        value = f" = {item.said}" if item.said else ""
        sure = f", {item.confidence} confidence" if item.confidence else ""
        told = item.text if item.kind == "statement" else f"[{_carried(item)}{sure}]"
        say(console, f"{item.path}{value}  {told}", indent=2)


def _carried(item: Item) -> str:
    return item.carrier.partition(":")[0]


def _tell(made: Trace, histories: dict[str, list[dict[str, str]]], asked: bool) -> None:
    """The walk, from the value down to the line."""
    from goldenbridge.case.trace import NOBODY
    from goldenbridge.cli.tables import answers, say

    console, item = answers(), made.item
    say(console, item.label, "bold")
    line = f"  (case.yaml:{item.line})" if item.line else ""
    say(console, f"{item.path}, at {made.snapshot}{line}")
    for word, told in (
        ("value", item.said),
        ("in words", item.text),
        ("rests on", item.carrier if item.kind != "statement" else None),
        ("confidence", item.confidence),
        ("note", item.note),
    ):
        if told:
            say(console, f"{word}: {told}", indent=2)
    if len(made.snapshots) > 1 and item.kind not in {"statement", "contradiction"}:
        for snapshot, value in made.snapshots.items():
            say(console, f"at {snapshot}: {value if value is not None else 'absent'}", indent=2)
    for depends in made.depends:
        say(console, f"depends: {depends}", indent=2)
    for contradiction in made.contradicted:
        say(console, f"contradicted: see contradictions.{contradiction}", indent=2)
    if not made.own and item.kind != "statement":
        if made.steps:
            say(console, f"What it is part of ({item.around}) rests on:", indent=2)
        elif item.carrier != NOBODY:
            say(console, "No statement of the case is named.", indent=2)
    for step in made.steps:
        console.print()
        _tell_step(console, step, histories.get(step.id, []), asked)
    for word, some in (("Within it", made.inside), ("Rests on it", made.rests)):
        if some:
            console.print()
            say(console, f"{word}:", "bold")
            for one in some[:SHOWN]:
                value = f" = {one.said}" if one.said else ""
                say(console, f"{one.path}{value}  [{_carried(one)}]", indent=2)
            if len(some) > SHOWN:
                say(console, f"and {len(some) - SHOWN} more", indent=2)


def _tell_step(console: Console, step: Step, history: list[dict[str, str]], asked: bool) -> None:
    """A statement, its place, and the line itself where it is at hand."""
    from rich.padding import Padding
    from rich.text import Text

    from goldenbridge.cli.tables import say
    from goldenbridge.cli.visible import visible

    said = step.statement
    by = f", told by {said.attributed_by}" if said.attributed_by else ""
    on = f" on {said.issue}" if said.issue else ""
    when = f", {said.date}" if said.date else ""
    act = "draws a red line" if said.act == "red_line" else said.act
    say(console, f"{step.id}: {step.actor} {act}{on} ({said.role}{by}{when})", "bold")
    say(console, said.text, indent=2)
    if said.note:
        say(console, f"note: {said.note}", indent=2)
    if step.source is not None:
        say(console, f"in: {step.source.cited()}", indent=2)
    anchor = said.anchor
    if anchor is not None:
        file = step.source.file if step.source and step.source.file else anchor.source
        place = f"{file}, line {anchor.line}, characters {anchor.start} to {anchor.end}"
        say(console, f"at: {place}, hash {anchor.sha256}", indent=2)
    elif said.cite is not None:
        say(console, f"at: {said.cite.at or 'no place given'} (cited, no passage kept)", indent=2)
    else:
        say(console, "at: no place given; it counts as the coder's assertion", indent=2)
    if step.checked:
        words = Text(visible(step.before))
        words.append(f"⟦{visible(step.passage)}⟧", style="bold")
        words.append(visible(step.after))
        console.print(Padding(words, (0, 0, 0, 4)))
        say(console, "The passage, in ⟦ ⟧, is as it was coded: its hash agrees.", indent=2)
    elif step.checked is False:
        say(console, f"CHANGED: {step.problem}.", "bold red", indent=2)
    elif asked and anchor is not None:
        say(console, "The text is not in the folder, so the passage was not read.", indent=2)
    for event in history:
        note = f": {event['note']}" if event["note"] else ""
        say(console, f"{event['at']} {event['what']} by {event['by']}{note}", indent=2)


def _item(item: Item) -> dict[str, Any]:
    return {
        "path": item.path,
        "label": item.label,
        "kind": item.kind,
        "low": item.low,
        "mode": item.mode,
        "high": item.high,
        "origin": item.origin,
        "statements": list(item.statements),
        "confidence": item.confidence,
        "note": item.note,
        "text": item.text,
        "line": item.line,
    }


def _as_data(case: Case, made: Trace, histories: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    return {
        "case": case.id,
        "case_hash": case.hash,
        "snapshot": made.snapshot,
        **_item(made.item),
        "carried": made.item.carrier,
        "snapshots": dict(made.snapshots),
        "depends": list(made.depends),
        "contradictions": list(made.contradicted),
        "part_of": None if made.own else made.item.around,
        "walk": [
            {
                "id": step.id,
                "actor": step.actor,
                **step.statement.model_dump(mode="json", exclude={"actor"}),
                "source": step.source.model_dump(mode="json") if step.source else None,
                "checked": step.checked,
                "problem": step.problem,
                "line_text": step.before + step.passage + step.after if step.checked else None,
                "passage": step.passage if step.checked else None,
                "history": histories.get(step.id, []),
            }
            for step in made.steps
        ],
        "inside": [item.path for item in made.inside],
        "rests_on_it": [item.path for item in made.rests],
    }

"""``goldenbridge cases``: the cases that come with goldenbridge."""

from __future__ import annotations

import click

from goldenbridge.cli.output import emit_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def cases(as_json: bool) -> None:
    """List the cases that come with goldenbridge: each name works wherever CASE is asked for."""
    from goldenbridge.case import bundled_cases, read_case

    found: list[dict[str, object]] = []
    for name, folder in bundled_cases().items():
        loaded = read_case(folder)
        case = loaded.case
        found.append(
            {
                "name": name,
                "title": case.title if case else None,
                "about": case.about if case else None,
                "snapshots": [
                    {"id": s.id, "title": s.title}
                    for s in (case.snapshots.values() if case else ())
                ],
                "parties": len(case.at().body.parties) if case else None,
                "consenting": len(case.at().consenting) if case else None,
                "issues": len(case.at().body.issues) if case else None,
                "statements": len(case.statements) if case else None,
                "errors": len(loaded.errors),
            }
        )
    if as_json:
        emit_json(found)
    else:
        _show(found)


def _show(found: list[dict[str, object]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("case", no_wrap=True, style="bold")
    table.add_column("about what")
    table.add_column("snapshots", no_wrap=True)
    table.add_column("parties", justify="right")
    table.add_column("issues", justify="right")
    for case in found:
        snapshots = case["snapshots"]
        assert isinstance(snapshots, list)
        title = case["title"] or f"has errors: goldenbridge check {case['name']}"
        dates = "\n".join(str(snapshot["id"]) for snapshot in snapshots)
        sizes = [str(case[key] if case[key] is not None else "–") for key in ("parties", "issues")]
        table.add_row(str(case["name"]), str(title), dates, *sizes)
    Console().print(table)

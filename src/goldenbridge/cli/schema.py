"""``goldenbridge schema``: the case format as JSON Schema, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from goldenbridge.cli.output import emit_json


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file.")
@click.option(
    "--of",
    "which",
    type=click.Choice(["case", "sources", "expected"]),
    default="case",
    show_default=True,
    help="Which of a case's files.",
)
@click.option("--json", "as_json", is_flag=True, help="The schema is JSON anyway; changes nothing.")
def schema(output: Path | None, which: str, as_json: bool) -> None:
    """Print the case format as JSON Schema, from which an editor completes and checks.

    A case.yaml names its schema in the first line:

    \b
      # yaml-language-server: $schema=case.schema.json
    """  # noqa: D301 (\b is click's mark for lines to keep as they are)
    from goldenbridge.case.json_schema import json_schema, schema_text

    if output is None:
        emit_json(json_schema(which))
    else:
        output.write_text(schema_text(which), encoding="utf-8")
        click.echo(f"Wrote {output}.", err=True)

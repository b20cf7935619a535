"""``goldenbridge new``: a commented case to start from."""

from __future__ import annotations

from pathlib import Path

import click

from goldenbridge.cli.output import emit_json


@click.command()
@click.argument("name")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where to put the case's folder.  [default: here]",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def new(name: str, folder: Path, as_json: bool) -> None:
    """Start a case called NAME: a folder with a commented case that passes the check.

    Nothing is overwritten. Change it part by part, and run goldenbridge check as you go.
    """
    from goldenbridge.case.start import start_case

    try:
        made = start_case(name, folder)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="NAME") from error
    except FileExistsError as error:
        said = str(error) if error.errno is None else f'"{folder}" is not a folder'
        raise click.BadParameter(f"{said}.", param_hint="NAME") from error
    files = sorted(path.name for path in made.iterdir())
    if as_json:
        emit_json({"folder": made, "files": files})
        return
    for file in files:
        click.echo(made / file)
    click.echo(f"Next: goldenbridge check {made}", err=True)

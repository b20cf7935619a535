"""``goldenbridge completion``: have the shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from goldenbridge.cli.main import PROGRAM
from goldenbridge.cli.output import emit_json


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("--json", "as_json", is_flag=True, help="Print shell and script as JSON.")
@click.pass_context
def completion(ctx: click.Context, shell: str, as_json: bool) -> None:
    """Print the script that completes goldenbridge's commands in SHELL.

    Add one line to your shell's start file, then open a new shell.

    \b
      bash, in ~/.bashrc:
        eval "$(goldenbridge completion bash)"
      zsh, in ~/.zshrc, after compinit:
        eval "$(goldenbridge completion zsh)"
      fish, in ~/.config/fish/config.fish:
        goldenbridge completion fish | source
    """  # noqa: D301 (\b is click's mark for lines to keep as they are)
    script = get_completion_class(shell)
    assert script is not None  # click knows the three
    root = ctx.find_root().command
    text = script(root, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source()
    if as_json:
        emit_json({"shell": shell, "script": text})
    else:
        click.echo(text)

"""The command ``goldenbridge``: a table of commands, each loaded when it is called.

To add a command, write ``cli/<name>.py`` with one click command and add its line to
``COMMANDS``. Nothing heavy is imported here, so that ``--help`` and shell completion
answer at once.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from goldenbridge.cli.output import run_safely

PROGRAM = "goldenbridge"


class Entry(NamedTuple):
    """Where a command lives, as ``module:name``, and what it does in one line."""

    target: str
    help: str

    def load(self) -> click.Command:
        """Import the command's module and return the command."""
        module, _, name = self.target.partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


COMMANDS = {
    "cases": Entry("goldenbridge.cli.cases:cases", "List the cases that come with goldenbridge."),
    "new": Entry("goldenbridge.cli.new:new", "Start a case file of your own."),
    "check": Entry("goldenbridge.cli.check:check", "Check a case file and list every problem."),
    "read": Entry(
        "goldenbridge.cli.read:read", "Read documents, and suggest statements from them."
    ),
    "draft": Entry("goldenbridge.cli.draft:draft", "Propose a case from coded statements."),
    "trace": Entry(
        "goldenbridge.cli.trace:trace", "Walk from a number of a case to the line of the source."
    ),
    "deals": Entry("goldenbridge.cli.deals:deals", "Say whether there is a deal, and why not."),
    "merge": Entry("goldenbridge.cli.merge:merge", "Make one answer of the parts of --shard."),
    "bridge": Entry(
        "goldenbridge.cli.bridge:bridge", "Say what would open a deal, and what to ask first."
    ),
    "simulate": Entry(
        "goldenbridge.cli.simulate:simulate", "Say what happens if talks drag on, under a policy."
    ),
    "compare": Entry(
        "goldenbridge.cli.compare:compare", "Put policies side by side, on the same worlds."
    ),
    "explain": Entry(
        "goldenbridge.cli.explain:explain", "Tell one run month by month, and what drove it."
    ),
    "codebook": Entry(
        "goldenbridge.cli.codebook:codebook", "Check a codebook and show its issues and actors."
    ),
    "review": Entry(
        "goldenbridge.cli.review:review", "Accept, change or reject suggested statements."
    ),
    "statements": Entry(
        "goldenbridge.cli.statements:statements", "Bring statements in and out; compare coders."
    ),
    "network": Entry(
        "goldenbridge.cli.network:network", "Draw who stands with whom, from statements."
    ),
    "report": Entry("goldenbridge.cli.report:report", "Write the whole answer as one HTML file."),
    "verify": Entry("goldenbridge.cli.verify:verify", "Check a report against its case."),
    "calibrate": Entry(
        "goldenbridge.cli.calibrate:calibrate", "Fit the generic crisis to base rates again."
    ),
    "evaluate": Entry(
        "goldenbridge.cli.evaluate:evaluate", "Measure suggestions against coded statements."
    ),
    "learn": Entry(
        "goldenbridge.cli.learn:learn", "Teach a codebook the words of coded statements."
    ),
    "schema": Entry("goldenbridge.cli.schema:schema", "Print the case format as JSON Schema."),
    "completion": Entry(
        "goldenbridge.cli.completion:completion", "Print the script for completion in a shell."
    ),
}


class LazyGroup(click.Group):
    """A group that lists, completes and suggests from ``COMMANDS`` without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        return entry.load() if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        named = [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return named + click.Command.shell_complete(self, ctx, incomplete)


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from goldenbridge import __version__

        click.echo(f"{PROGRAM} {__version__}")
        ctx.exit()


@click.group(
    PROGRAM,
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: goldenbridge report european-security -o report.html",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Is there a deal, and if not, why not?

    Goldenbridge reads a case of a conflict, written in YAML, and reports which deals every
    party would rather sign than walk away from, in which readings of the evidence, and
    what stands in the way of the others.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 well, 1 failed, 2 called wrongly, 3 invalid case."""
    sys.exit(run_safely(lambda: cli.main(args, prog_name=PROGRAM, standalone_mode=False)))

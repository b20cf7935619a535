"""``goldenbridge review``: accept, change or reject statements, in any terminal."""

from __future__ import annotations

import click

from goldenbridge.cli.output import INTERRUPTED
from goldenbridge.cli.review_terminal.options import coder_option, somebody, workspace_option

__all__ = ["review"]


@click.command()
@workspace_option
@coder_option("Who decides (default: your login name).")
@click.option("--document", metavar="NAME", help="All of this document, decided or not.")
@click.pass_context
def review(
    ctx: click.Context, workspace: str | None, coder: str | None, document: str | None
) -> None:
    """Go through suggested statements and decide about each: yours, nobody else's.

    Each answer is a key and Enter, and is saved at once: ending in any way loses nothing, and the
    next review goes on where this one ended. Works over ssh and in a terminal that can only print.
    """
    from goldenbridge.cli.review_terminal.lines import ready, say
    from goldenbridge.cli.review_terminal.session import Review
    from goldenbridge.cli.tables import answers
    from goldenbridge.errors import StatementUnknown
    from goldenbridge.store.workspace import Workspace

    who = somebody(coder)
    ready()
    with Workspace.open(workspace, create=False) as opened:
        names = [d.name for d in opened.documents()]
        if document is not None and document not in names:
            raise StatementUnknown("document", document, names)
        waiting = [document] if document is not None else opened.to_review(who)
        if not waiting:
            say(f"Nothing waits for {who} in {opened.place}.")
            return
        session = Review(opened, who, answers())
        outcome = session.run(waiting, every=document is not None)
        told = ", ".join(f"{n} {kind}" for kind, n in session.done.items()) or "nothing decided"
        say(f"{who}: {told}. Everything is saved.")
        left = opened.to_review(who)
        if left:
            say(
                f"{len(left)} document{'s' * (len(left) > 1)} left. Go on with: goldenbridge review"
            )
        if outcome == "interrupted":
            ctx.exit(INTERRUPTED)

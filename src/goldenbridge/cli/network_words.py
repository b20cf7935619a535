"""What ``goldenbridge network`` says: camps, the strongest ties, and what divides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goldenbridge.cli.tables import answers, row, say, table

if TYPE_CHECKING:
    from goldenbridge.analysis.discourse import Network, Polarisation, Stances
    from goldenbridge.analysis.discourse.summary import Pair

__all__ = ["tell"]

SHOWN = 5
NAMES_SHOWN = 12


def tell(
    drawn: Network,
    rows: Stances,
    divided: Polarisation,
    pairs: dict[str, tuple[Pair, ...]],
    moved: Sequence[Polarisation],
) -> None:
    """Print what a network says, in sentences and tables."""
    console = answers()
    ties = sum(1 for _ in drawn.ties())
    size = (
        f"{len(drawn.rows)} actors and {len(drawn.columns)} issues"
        if drawn.two_mode
        else f"{len(drawn.rows)} {drawn.settings.by}s"
    )
    span = f", {drawn.first} to {drawn.last}" if drawn.first else ", undated"
    head = f"A {drawn.settings.kind} network of {size} with {ties} ties"
    say(console, f"{head}, from {drawn.statements:,} of {rows.given:,} statements{span}.", "bold")
    if drawn.remarks:
        say(console, f"Left out: {'; '.join(drawn.remarks)}.")
    say(console, rows.measured or "How good the coding is, nobody says.")
    _tell_camps(console, divided)
    for name, found in (("agree", pairs["agreements"]), ("are at odds", pairs["conflicts"])):
        if found:
            made = table(f"Who {name} most", ("Who", False), ("Tie", True), ("On", False))
            for p in found:
                some = "; ".join(i.rstrip(".") for i in p.issues[:3])
                more = "; …" if len(p.issues) > 3 else ""
                row(made, f"{p.one} – {p.other}", f"{p.tie:.2f}", some + more)
            console.print(made)
    if divided.issues:
        made = table(
            "What divides them most", ("Issue", False), ("For", True), ("Against", True),
            ("Actors", True), ("Polarisation", True),
        )  # fmt: skip
        for i in divided.issues[: 2 * SHOWN]:
            row(made, i.issue, f"{i.share_for:.0%}", f"{i.share_against:.0%}", str(i.actors),
                f"{i.esteban_ray:.2f}")  # fmt: skip
        console.print(made)
    _tell_measures(console, divided)
    if moved:
        made = table(
            "Over time", ("When", False), ("Statements", True), ("Camps", True),
            ("Polarisation", True), ("Modularity", True), ("E–I index", True),
        )  # fmt: skip
        for then in moved:
            several = sum(len(camp) > 1 for camp in then.camps)
            clear = _number(then.modularity if then.statements else None)
            cells = (str(then.statements), str(several), _number(then.esteban_ray), clear)
            row(made, then.label.replace("/", " to "), *cells, _number(then.ei_index))
        console.print(made)


def _tell_camps(console: Any, divided: Polarisation) -> None:
    camps = [camp for camp in divided.camps if len(camp) > 1]
    alone = [camp[0] for camp in divided.camps if len(camp) == 1]
    for number, camp in enumerate(camps[: 2 * SHOWN], start=1):
        say(console, f"Camp {number}: {_listed(camp)}.")
    if alone:
        say(console, f"With nobody: {_listed(alone)}.")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return "; ".join(names[:NAMES_SHOWN]) + (f"; and {more} more" if more > 0 else "")


def _tell_measures(console: Any, divided: Polarisation) -> None:
    clear = f"{divided.modularity:.2f} (above 0.3 they are usually called clear)"
    alike = f"{divided.congruence_modularity:.2f}"
    told = [
        f"Polarisation over issues (Esteban and Ray, 0 to 1): {_number(divided.esteban_ray)}.",
        f"Modularity of the camps: {clear}; of the best groups by agreement alone: {alike}.",
    ]
    if divided.balance is not None:
        told.append(f"The camps account for {divided.balance:.0%} of agreement and conflict.")
    if divided.ei_index is not None:
        told.append(
            "Agreement across affiliations less that within (E–I index, −1 to +1): "
            f"{divided.ei_index:+.2f}."
        )
    say(console, " ".join(told))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"

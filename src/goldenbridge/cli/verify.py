"""``goldenbridge verify``: work a report out again and say whether it follows from its case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenbridge.cli.output import FAILED, OK, emit_json
from goldenbridge.cli.watch import watched
from goldenbridge.errors import ReportMismatch

if TYPE_CHECKING:
    from goldenbridge.case import Case
    from goldenbridge.report.verify import Claim

__all__ = ["verify"]


@click.command()
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case", help="Where the case is, if it is not a bundled one.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(report: Path, case: str | None, as_json: bool) -> int:
    """Does a REPORT follow from the case it names?

    The answer is worked out again with the report's seed and number of worlds; every number is
    compared, and the page itself. Exit code 0: it follows; 1: it does not.
    """
    from goldenbridge.report.verify import read_claim
    from goldenbridge.report.verify import verify as verify_report

    claim = read_claim(report)
    loaded = _find(claim, case)
    with watched() as watch:
        verdict = verify_report(claim, loaded, watch.progress)
    for note in verdict.notes:
        click.echo(f"Note: {note}", err=True)
    if as_json:
        emit_json(verdict.as_dict())
        return OK if verdict.holds else FAILED
    if not verdict.holds:
        raise ReportMismatch(str(report), verdict.differences)
    click.echo(
        f"{report} follows from the case {claim.case} ({claim.case_hash[:16]}), "
        f"seed {claim.seed}, {claim.worlds:,} worlds."
    )
    return OK


def _find(claim: Claim, case: str | None) -> Case:
    """The case to check against; a name from a report is only ever looked up, never opened."""
    from goldenbridge.case import bundled_cases, load
    from goldenbridge.report.verify import CaseNeeded

    if case is not None:
        return load(case)
    known = bundled_cases()
    if claim.case not in known:
        raise CaseNeeded(claim.path, claim.case)
    return load(known[claim.case])

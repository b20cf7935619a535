"""Worlds that contradict what a party refused or offered: the coding is then wrong, not the party.

An independent coding of the first case had Russia prefer, in every January world, the offer that
it in fact turned down. The record is evidence; worths are the coder's.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.analysis.estimate import Share
from goldenbridge.files.problem import Problem, Severity

__all__ = ["LIMIT", "contradicted_records"]

#: More than this share of contradicting worlds is an error.
LIMIT = 0.1


def contradicted_records(trial: Trial) -> Iterator[Problem]:
    """Parties whose recorded refusal or offer too many worlds contradict."""
    for party, broken in trial.sample.all_worlds.record.items():
        share = Share.of(broken)
        if not share.count:
            continue
        name = trial.snapshot.body.parties[party].name
        yield trial.problem(
            ("no_deal", party),
            f"{share.estimate:.0%} of worlds contradict the record of {name}: it refused what "
            "is worth more to it there than what it offered, or offered what crosses its own "
            "binding red line",
            f"at most {LIMIT:.0%}",
            "Look at the packages on record, at the party's swings on the issues they differ in, "
            "and at its red lines.",
            "contradicted-record",
            Severity.ERROR if share.estimate > LIMIT else Severity.WARNING,
        )

"""All tests of a case that need its worlds drawn, in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from goldenbridge.analysis.audit.confidence import one_number
from goldenbridge.analysis.audit.dead import dead_judgements
from goldenbridge.analysis.audit.padding import padding
from goldenbridge.analysis.audit.records import contradicted_records
from goldenbridge.analysis.audit.repeats import repeats
from goldenbridge.analysis.audit.splitting import splitting
from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.analysis.sample import Progress
from goldenbridge.case.case import Case
from goldenbridge.files.problem import Problem

__all__ = ["TESTS", "audit"]

TESTS: tuple[tuple[str, Callable[[Trial], Iterable[Problem]]], ...] = (
    ("records against worlds", contradicted_records),
    ("one number behind many worlds", one_number),
    ("padding", padding),
    ("splitting", splitting),
    ("repeated red lines", repeats),
)


def audit(
    case: Case,
    snapshot: str | None = None,
    *,
    worlds: int = 512,
    seed: int = 1,
    progress: Progress | None = None,
) -> list[Problem]:
    """What is wrong with a case that only shows once its worlds are drawn.

    Worlds that contradict the record in over a tenth are an error; everything else here is a
    warning with the size of the effect, since a case may have its reasons.

    Parameters
    ----------
    case : from :func:`goldenbridge.load`.
    snapshot : one of its snapshots; all of them where left out.
    worlds, seed : how many worlds to draw for each test, and which.
    progress : told how far it is.
    """
    chosen = list(case.snapshots) if snapshot is None else [case.at(snapshot).id]
    trials = [Trial(case.at(key), worlds, seed) for key in chosen]
    tell = progress or (lambda stage, fraction: None)
    found: list[Problem] = []
    steps = len(trials) * len(TESTS) + 1
    for number, trial in enumerate(trials):
        for place, (name, test) in enumerate(TESTS):
            tell(name, (number * len(TESTS) + place) / steps)
            found += test(trial)
    tell("dead judgements", (steps - 1) / steps)
    found += dead_judgements(trials)
    tell("done", 1.0)
    return sorted(set(found), key=lambda p: (p.line, p.where, p.found))

"""The same red line written under two owners counts twice: each draws for itself."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge.analysis.audit.trial import TOLERANCE, Trial
from goldenbridge.case.combinations import crossing
from goldenbridge.files.problem import Problem

__all__ = ["repeats"]


def repeats(trial: Trial) -> Iterator[Problem]:
    """Lines crossed by the same options under different lead owners, and what the repeat does."""
    lines = trial.snapshot.body.red_lines
    first: dict[object, str] = {}
    for key, line in lines.items():
        crossed = frozenset(
            (k, frozenset(v)) for k, v in crossing(trial.snapshot.body, line).items()
        )
        if crossed not in first:
            first[crossed] = key
            continue
        earlier = first[crossed]
        if lines[earlier].owners[0] == line.owners[0]:
            continue
        together = lines[earlier].model_copy(
            update={"owners": tuple(dict.fromkeys(lines[earlier].owners + line.owners))}
        )
        kept = {k: v for k, v in lines.items() if k != key}
        once = trial.changed(red_lines={**kept, earlier: together}).on
        moved = abs(once.estimate - trial.on.estimate)
        if moved > TOLERANCE:
            yield trial.warning(
                ("red_lines", key),
                f'the same line as "{earlier}" under another owner; counted once, the share with '
                f"a deal is {once.estimate:.2f} instead of {trial.on.estimate:.2f}",
                f"a change of at most {TOLERANCE:.2f}",
                f"If it is one position held together, write one line with owners: "
                f"[{', '.join(together.owners)}].",
                "duplication",
            )

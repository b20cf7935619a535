"""The whole answer from all its parts, which are first seen to belong together and to be true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

import numpy as np

from goldenbridge import __version__
from goldenbridge.analysis.feasibility.zone import Zone, look
from goldenbridge.analysis.findings import Findings, put_together
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.analysis.shards.part import Heading, Part
from goldenbridge.case.case import Case
from goldenbridge.errors import GoldenbridgeError
from goldenbridge.executors import SERIAL, Executor
from goldenbridge.files.problem import shown

__all__ = ["PartsApart", "merge"]

#: So many worlds of each part are looked at again.
AGAIN = 16
LISTED = 10


class PartsApart(GoldenbridgeError):
    """Parts that do not make up one answer.

    >>> print(PartsApart(["part 2 of 3 is missing"]))
    The parts do not make up one answer.
      part 2 of 3 is missing
    """

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        more = len(self.reasons) - LISTED
        told = [*self.reasons[:LISTED], *([f"… and {more} more"] if more > 0 else [])]
        return "\n  ".join(["The parts do not make up one answer.", *told])


def merge(
    case: Case,
    parts: Sequence[tuple[str, Part]],
    progress: Progress,
    stop: Stop,
    executor: Executor = SERIAL,
) -> Findings:
    """The answer that one machine would have given, to the last bit.

    Trust the parts to be complete, of this case and this version, and to agree with this machine
    in a few worlds of each. The other worlds are believed: who could make parts could lie.

    Parameters
    ----------
    case : what they are about.
    parts : where each was read, and the part.
    progress, stop : as for ``deals``; what the parts do not hold is still to be worked out.
    executor : who works it out.

    Raises
    ------
    PartsApart : a part is missing, there twice, or of another answer; or it is not true.
    """
    told = [*_alike(parts), *_complete(parts)] if parts else ["there are none"]
    told = told or _fitting(case, parts[0][1].heading)
    if told:
        raise PartsApart(told)
    ordered = sorted(parts, key=lambda pair: pair[1].heading.shard)
    heading = ordered[0][1].heading
    progress("drawing worlds", 0.0)
    sample = Sample.draw(case.at(heading.snapshot), heading.seed, heading.worlds, executor)
    told = _true(sample, ordered)
    if told:
        raise PartsApart(told)
    joined = Zone(
        *(
            np.concatenate([getattr(part.zone, field.name) for _, part in ordered])
            for field in fields(Zone)
        )
    )
    return put_together(case, sample, joined, progress, stop)


def _alike(parts: Sequence[tuple[str, Part]]) -> list[str]:
    """Where a part is not of the same answer as the first one."""
    first_path, first = parts[0]
    wanted = asdict(first.heading)
    return [
        f'{path}: its "{key}" is {shown(value)}; of {first_path} it is {shown(wanted[key])}'
        for path, part in parts[1:]
        for key, value in asdict(part.heading).items()
        if key != "shard" and value != wanted[key]
    ]


def _complete(parts: Sequence[tuple[str, Part]]) -> list[str]:
    shards = parts[0][1].heading.shards
    seen: dict[int, str] = {}
    told = []
    for path, part in parts:
        number = part.heading.shard
        if number in seen:
            told.append(f"part {number} of {shards} is there twice: {seen[number]} and {path}")
        seen.setdefault(number, path)
    missing = [str(n) for n in range(1, shards + 1) if n not in seen]
    if missing:
        several = "parts" if len(missing) > 1 else "part"
        verb = "are" if len(missing) > 1 else "is"
        told.append(f"{several} {shown(', '.join(missing))} of {shards} {verb} missing")
    return told


def _fitting(case: Case, heading: Heading) -> list[str]:
    """Where the parts are not of this case or this version."""
    if heading.goldenbridge != __version__:
        return [f"made by goldenbridge {shown(heading.goldenbridge)}; this is {__version__}"]
    if heading.case_hash != case.hash:
        were = shown(heading.case_hash[:16])
        return [f"the case has changed: the parts were made of {were}…, this is {case.hash[:16]}…"]
    if heading.snapshot not in case.snapshots:
        return [f'the case has no snapshot "{shown(heading.snapshot)}"']
    return []


def _true(sample: Sample, parts: Sequence[tuple[str, Part]]) -> list[str]:
    """Parts that are of other worlds, or say of some world what is not found in it here."""
    index = sample.worlds.index
    issues = len(sample.frame.space.issues)
    told = []
    for path, part in parts:
        low, high = np.searchsorted(index, part.heading.span)
        if not np.array_equal(part.index, index[low:high]):
            told.append(f"{path}: its worlds are not those that are drawn here")
            continue
        if part.zone.witness.shape[1] != issues:
            told.append(f"{path}: its deals are not deals of this case")
            continue
        rows = np.unique(np.linspace(0, max(high - low - 1, 0), AGAIN).astype(np.int64))
        rows = rows[: high - low]
        found = Zone(*look(sample.worlds.some(low + rows)))  # type: ignore[arg-type]
        if not all(
            np.array_equal(getattr(part.zone, f.name)[rows], getattr(found, f.name))
            for f in fields(Zone)
        ):
            told.append(f"{path}: in some of its worlds something else is found here")
    return told

"""Does a report follow from the case it names? Worked out again, number by number, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from goldenbridge import __version__
from goldenbridge.case.case import Case
from goldenbridge.report.claim import FORMATS, CaseNeeded, Claim, read_claim, shown
from goldenbridge.report.embed import without_data

__all__ = [
    "TOLERANCE",
    "CaseNeeded",
    "Claim",
    "Verdict",
    "compare",
    "read_claim",
    "seen_differences",
    "shown",
    "verify",
]

TOLERANCE = 1e-9
"""Two numbers agree within this share of the larger, or within this where both are below one."""

LISTED = 40
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Verdict:
    """What came of working a report out again.

    Attributes
    ----------
    claim : what the report said.
    differences : every way in which it differs; none if it follows from its case.
    notes : what a reader should know that is no difference.
    """

    claim: Claim
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the report follows from its case."""
        return not self.differences

    def as_dict(self) -> dict[str, Any]:
        """Plain data, as ``goldenbridge verify --json`` gives it."""
        claim = self.claim
        return {
            "report": claim.path,
            "holds": self.holds,
            "case": claim.case,
            "case_hash": claim.case_hash,
            "snapshot": claim.snapshot,
            "seed": claim.seed,
            "worlds": claim.worlds,
            "goldenbridge": claim.version,
            "tolerance": TOLERANCE,
            "differences": list(self.differences),
            "notes": list(self.notes),
        }


def verify(claim: Claim, case: Case, progress: Progress | None = None) -> Verdict:
    """Work a report out again from the case and compare everything it says.

    Nothing of the report is used but its seed, its number of worlds and its snapshots; the page
    is written anew and compared as text.

    Parameters
    ----------
    claim : from :func:`read_claim`.
    case : the case it should follow from.
    progress : told of each step and how much of it is done.
    """
    if claim.case_hash != case.hash:
        told = (
            f"the case has changed: the report was made of {claim.case_hash[:16]}…, "
            f"this case is {case.hash[:16]}…; nothing was worked out again"
        )
        return Verdict(claim, (told,))
    wanted = [claim.snapshot, *(row.get("snapshot") for row in claim.others)]
    unknown = [s for s in wanted if not isinstance(s, str) or s not in case.snapshots]
    if unknown:
        return Verdict(claim, (f'the case has no snapshot "{shown(unknown[0])}"',))
    if len(set(wanted)) < len(wanted):
        return Verdict(claim, ("a snapshot is compared with itself",))
    return _again(claim, case, progress)


def _again(claim: Claim, case: Case, progress: Progress | None) -> Verdict:
    from goldenbridge.analysis import deals
    from goldenbridge.report.document import drawn_with, render
    from goldenbridge.report.narrative import summary
    from goldenbridge.report.parts import bridge_again
    from goldenbridge.report.time_parts import over_time_again

    asked = {"worlds": claim.worlds, "seed": claim.seed}
    found = deals(case, claim.snapshot, progress=progress, **asked).as_dict()  # type: ignore[arg-type]
    if claim.findings.get("interrupted") is True:
        found = _as_far_as_asked({**found, "interrupted": True}, claim.findings)
    others = [
        summary(deals(case, str(row["snapshot"]), progress=progress, brief=True, **asked).as_dict())  # type: ignore[arg-type]
        for row in claim.others
    ]
    bridge = claim.bridge and bridge_again(claim.bridge, case, claim.snapshot, progress)
    course = claim.over_time and over_time_again(claim.over_time, case, claim.snapshot, progress)
    same = claim.version == __version__ and claim.format == FORMATS[-1]
    notes = []
    if claim.format != FORMATS[-1]:
        notes.append(f"made in format {claim.format}, an older one; its page looks otherwise")
    if claim.version != __version__:
        notes.append(f"made by goldenbridge {claim.version}; this is {__version__}")
        found = {**found, "goldenbridge": claim.version}
        bridge = bridge and {**bridge, "goldenbridge": claim.version}
        course = course and {**course, "goldenbridge": claim.version}
    found, bridge, course = _plain(found), _plain(bridge), _plain(course)
    told = list(islice(compare(claim.findings, found, "findings"), LISTED + 1))
    told += islice(compare(list(claim.others), _plain(others), "others"), LISTED)
    told += islice(compare(claim.bridge, bridge, "bridge"), LISTED)
    told += islice(compare(claim.over_time, course, "over_time"), LISTED)
    page = render(case, found, others, bridge, course)
    seen = seen_differences(claim.html, page, same_charts=claim.drawn_with == drawn_with())
    if same:
        told += seen
    else:
        notes += [f"{line} (no difference, as it was made by another version)" for line in seen]
    if len(told) > LISTED:
        told = [*told[:LISTED], "… and more"]
    return Verdict(claim, tuple(told), tuple(notes))


def _as_far_as_asked(found: dict[str, Any], claimed: Mapping[str, Any]) -> dict[str, Any]:
    """A report that was stopped early answers for fewer questions: the others are left out."""
    rows = claimed.get("influence")
    rows = rows if isinstance(rows, list) else []
    asked = {(str(r.get("kind")), str(r.get("id"))) for r in rows if isinstance(r, dict)}
    kept = [r for r in found["influence"] if (r["kind"], r["id"]) in asked]
    separates = []
    for row in found["separates"]:
        kind, key = row["kind"], row["id"]
        if kind == "reading":
            kind, key = "hypothesis", key.split(".")[0]
        separates.append(row if (kind, key) in asked else {**row, "set": None})
    return {**found, "influence": kept, "separates": separates}


def _plain(data: Any) -> Any:
    """The data as they come back from JSON."""
    import json

    return json.loads(json.dumps(data, allow_nan=False))


def compare(claimed: Any, now: Any, where: str) -> Iterator[str]:
    """Every place at which two values differ, in words; numbers within the tolerance agree.

    >>> list(compare({"share": 0.41, "n": 3}, {"share": 0.38, "n": 3}, "findings"))
    ['findings.share: the report says 0.41, worked out again 0.38']
    """
    if isinstance(now, dict) and isinstance(claimed, dict):
        for key in now:
            if key in claimed:
                yield from compare(claimed[key], now[key], f"{where}.{key}")
            else:
                yield f"{where}.{key}: missing from the report"
        for key in claimed:
            if key not in now:
                yield f"{where}.{shown(key, 60)}: in the report, but not worked out again"
    elif isinstance(now, list) and isinstance(claimed, list):
        if len(now) != len(claimed):
            yield f"{where}: {len(claimed)} in the report, {len(now)} worked out again"
        for number, (old, new) in enumerate(zip(claimed, now, strict=False)):
            yield from compare(old, new, f"{where}.{number}")
    elif not _agree(claimed, now):
        yield f"{where}: the report says {shown(claimed)}, worked out again {shown(now)}"


def _agree(claimed: Any, now: Any) -> bool:
    numbers = [isinstance(x, int | float) and not isinstance(x, bool) for x in (claimed, now)]
    if all(numbers):
        try:
            gap, size = abs(claimed - now), max(1.0, abs(now))
            return bool(gap <= TOLERANCE * size)
        except OverflowError:
            return False
    return type(claimed) is type(now) and bool(claimed == now)


def seen_differences(html: str, again: str, *, same_charts: bool) -> list[str]:
    """Where the page that a person sees is not the one that the findings give.

    Parameters
    ----------
    html : the report.
    again : the page written anew.
    same_charts : whether the same program drew the charts; if not, only the rest is compared.
    """
    mine, theirs = without_data(again), without_data(html)
    if not same_charts:
        mine, theirs = _SVG.sub("<svg/>", mine), _SVG.sub("<svg/>", theirs)
    if mine == theirs:
        return []
    if _SVG.sub("", mine) == _SVG.sub("", theirs):
        return ["the page: a chart is not the one that the findings give"]
    pairs = zip(theirs.split("\n"), mine.split("\n"), strict=False)
    for number, (old, new) in enumerate(pairs, start=1):
        if old != new:
            start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
            start = max(0, start - 20)
            was, is_now = shown(old[start:], 60), shown(new[start:], 60)
            return [f"the page, line {number}: it shows “{was}”, written anew “{is_now}”"]
    return ["the page: it is longer or shorter than the one that the findings give"]

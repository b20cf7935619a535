"""What a report says of itself, read with care: it is a stranger's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldenbridge.errors import GoldenbridgeError
from goldenbridge.report.embed import LIMIT_BYTES, NotAReport, extract

__all__ = ["FORMATS", "CaseNeeded", "Claim", "read_claim", "shown"]

WORLDS = (16, 1_000_000)
RUNS = (16, 10_000_000)
SEEDS = (0, 2**63 - 1)
#: What can be read; the last is what is written. 1 had no bridge, 2 nothing over time.
FORMATS = (1, 2, 3)


class CaseNeeded(GoldenbridgeError):
    """The case that a report is about does not come with goldenbridge, and was not given.

    >>> print(CaseNeeded("report.html", "harbour"))
    report.html is about the case "harbour", which does not come with goldenbridge.
      Say where the case is: goldenbridge verify report.html --case PATH
    """

    exit_code = 2

    def __init__(self, path: str, case: str) -> None:
        self.path = path
        self.case = case
        super().__init__(path, case)

    def __str__(self) -> str:
        return (
            f'{self.path} is about the case "{self.case}", which does not come with goldenbridge.\n'
            f"  Say where the case is: goldenbridge verify {self.path} --case PATH"
        )


@dataclass(frozen=True)
class Claim:
    """What a report says of itself; read from a stranger's file, so believed in nothing.

    Attributes
    ----------
    path, html : the file and its text.
    findings, others : the embedded data.
    case, case_hash, snapshot, seed, worlds : what it says it was made of.
    version, drawn_with : the programs it says it was made by.
    bridge : what it says would open a deal; None where it says nothing of it.
    format : which; a page of an older one looks otherwise.
    over_time : what it says of how the crisis may go on; None where it says nothing of it.
    """

    path: str
    html: str
    findings: Mapping[str, Any]
    others: tuple[Mapping[str, Any], ...]
    case: str
    case_hash: str
    snapshot: str
    seed: int
    worlds: int
    version: str
    drawn_with: str
    bridge: Mapping[str, Any] | None = None
    format: int = 3
    over_time: Mapping[str, Any] | None = None


def shown(value: object, most: int = 90) -> str:
    r"""A stranger's value as text that is safe on a terminal: printable, and not long.

    >>> shown("a\x1b[2Jb"), shown("x" * 100, 5)
    ('a?[2Jb', 'xxxx…')
    """
    start = str(value)[: most + 1].replace("\u00a0", " ")
    text = "".join(c if c.isprintable() else "?" for c in start)
    return text if len(text) <= most else text[: most - 1] + "…"


def read_claim(path: Path) -> Claim:
    """Read a report and what it says of itself.

    Raises
    ------
    NotAReport : it is none, or it is damaged or too large.
    OSError : it cannot be read.
    """
    with path.open("rb") as stream:
        raw = stream.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        raise NotAReport(str(path), f"it is larger than {LIMIT_BYTES:,} bytes")
    try:
        html = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotAReport(str(path), "it is not UTF-8 text") from None
    data = extract(html, str(path))
    findings, others = data.get("findings"), data.get("others", [])
    if data.get("format") not in FORMATS:
        reason = f'its findings are of format "{shown(data.get("format"), 20)}", not 1, 2 or 3'
        raise NotAReport(str(path), reason)
    if not isinstance(findings, dict) or not isinstance(others, list):
        raise NotAReport(str(path), "its findings are damaged")
    if not all(isinstance(row, dict) for row in others) or len(others) > 1000:
        raise NotAReport(str(path), "its findings are damaged")
    words = {key: findings.get(key) for key in ("case", "case_hash", "snapshot", "goldenbridge")}
    for key, value in words.items():
        if not isinstance(value, str) or len(value) > 300:
            raise NotAReport(str(path), f'it does not say its "{key}"')
    return Claim(
        str(path),
        html,
        findings,
        tuple(others),
        shown(words["case"], 300),
        shown(words["case_hash"], 300),
        str(words["snapshot"]),
        _whole(findings, "seed", *SEEDS, path),
        _whole(findings, "worlds", *WORLDS, path),
        shown(words["goldenbridge"], 40),
        shown(data.get("drawn_with"), 40),
        _bridge(data, path),
        int(data["format"]),
        _over_time(data, path),
    )


def _bridge(data: Mapping[str, Any], path: Path) -> Mapping[str, Any] | None:
    """What a report says of the bridge, as far as it must be believed to work it out again."""
    found = data.get("bridge")
    if "bridge" not in data:
        return None
    if not isinstance(found, dict) or data["format"] == 1:
        raise NotAReport(str(path), "its bridge is damaged")
    _whole(found, "seed", *SEEDS, path)
    _whole(found, "worlds", *WORLDS, path)
    return found


def _over_time(data: Mapping[str, Any], path: Path) -> Mapping[str, Any] | None:
    """What a report says over time, as far as it must be believed to work it out again."""
    found = data.get("over_time")
    if "over_time" not in data:
        return None
    if not isinstance(found, dict) or data["format"] < 3:
        raise NotAReport(str(path), "what it says over time is damaged")
    _whole(found, "seed", *SEEDS, path)
    _whole(found, "worlds", *WORLDS, path)
    _whole(found, "runs", *RUNS, path)
    if found["worlds"] > found["runs"]:
        raise NotAReport(str(path), "what it says over time is damaged")
    return found


def _whole(findings: Mapping[str, Any], key: str, least: int, most: int, path: Path) -> int:
    value = findings.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        reason = f'its "{key}" is {shown(value, 30)}, wanted a whole number from {least} to {most}'
        raise NotAReport(str(path), reason)
    return value

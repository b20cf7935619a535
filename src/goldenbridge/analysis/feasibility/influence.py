"""What decides: each uncertain thing set by hand, one at a time, and the deal looked for again.

Conditional shares mislead: worlds in which a line binds differ from the others in more than that
line. Setting a thing in *all* worlds and leaving the rest as drawn shows what it does by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from goldenbridge.analysis.ask import ask_groups
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.files.document import Path_
from goldenbridge.worlds import Settings

__all__ = ["Influence", "Setting", "influences", "questions"]

#: Swings whose range is at least so many points are looked at, the widest first.
WIDE_SWING = 10.0
SWINGS = 12
WORLDS = 1000


@dataclass(frozen=True)
class Setting:
    """One value that a thing is set to, and the share of worlds with a deal then."""

    id: str
    name: str
    share: Share


@dataclass(frozen=True)
class Influence:
    """What one hypothesis, red line, bracket or swing does to the answer.

    Attributes
    ----------
    kind : hypothesis, red_line, bracket or swing.
    id, name : which, and what to call it.
    where : path of keys in the case file.
    settings : what it was set to, with the share of worlds with a deal.
    idle : whether every single world answers the same at each setting.
    """

    kind: str
    id: str
    name: str
    where: Path_
    settings: tuple[Setting, ...]
    idle: bool

    @property
    def spread(self) -> float:
        """How far the share moves between its settings."""
        shares = [s.share.estimate for s in self.settings]
        return max(shares) - min(shares)

    def as_dict(self) -> dict[str, object]:
        """Plain data, as ``goldenbridge deals --json`` gives it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "where": ".".join(map(str, self.where)),
            "spread": round(self.spread, 6),
            "settings": [
                {"setting": s.id, "name": s.name, "share": s.share.as_dict()} for s in self.settings
            ],
        }


@dataclass(frozen=True)
class Question:
    """A thing that can be set, and the values to set it to."""

    kind: str
    id: str
    name: str
    where: Path_
    choices: tuple[tuple[str, str, Settings], ...]


def questions(sample: Sample) -> Iterator[Question]:
    """Every hypothesis, red line and bracket of the case, and its large swings."""
    snapshot = sample.frame.snapshot
    body = snapshot.body
    for key, hypothesis in body.hypotheses.items():
        choices = tuple(
            (name, reading.text, Settings(readings={key: name}))
            for name, reading in hypothesis.readings.items()
        )
        yield Question("hypothesis", key, hypothesis.name, ("hypotheses", key), choices)
    for key in sample.frame.lines:
        choices = (
            ("binds", "it binds", Settings(binding={key: True})),
            ("does_not_bind", "it does not bind", Settings(binding={key: False})),
        )
        yield Question("red_line", key, body.red_lines[key].text, ("red_lines", key), choices)
    for party in sample.frame.parties:
        name = body.parties[party].name
        choices = (
            ("yielding", "takes anything better than what it refused",
             Settings(firmness={party: 0.0})),
            ("firm", "insists on the worth of its own offer", Settings(firmness={party: 1.0})),
        )  # fmt: skip
        title = f"No deal for {name}"
        yield Question("bracket", party, title, ("no_deal", party), choices)
    wide = []
    for path, value in snapshot.judgements().items():
        known = path[0] == "worths" and path[1] in sample.frame.parties and path[2] == "swings"
        if known and value.high - value.low >= WIDE_SWING and body.issues[str(path[3])].open:
            wide.append((value.low - value.high, path, value))
    for _, path, value in sorted(wide, key=lambda item: (item[0], str(item[1])))[:SWINGS]:
        party, issue = str(path[1]), str(path[3])
        name = f"{body.parties[party].name}: weight of {body.issues[issue].name}"
        choices = (
            ("low", f"{value.low:g} points", Settings(values={path: value.low})),
            ("high", f"{value.high:g} points", Settings(values={path: value.high})),
        )
        yield Question("swing", f"{party}.{issue}", name, path, choices)


def influences(
    sample: Sample, progress: Progress, stop: Stop, worlds: int = WORLDS
) -> tuple[list[Influence], int]:
    """Each question set to each of its values and re-solved, the most telling first.

    Red lines count as walls. The same worlds are used throughout, so differences are due to
    what was set; where ``stop`` says so, the questions answered so far are returned.

    Returns
    -------
    the influences, and on how many worlds they were measured.
    """
    asked = list(questions(sample))
    groups = [[setting for _, _, setting in question.choices] for question in asked]
    answered = ask_groups(sample.first(worlds), groups, progress=progress, stop=stop)
    found: list[Influence] = []
    for question, answers in zip(asked, answered, strict=False):
        settings = tuple(
            Setting(key, name, Share.of(answer))
            for (key, name, _), answer in zip(question.choices, answers, strict=True)
        )
        idle = all(np.array_equal(answer, answers[0]) for answer in answers)
        found.append(
            Influence(question.kind, question.id, question.name, question.where, settings, idle)
        )
    found.sort(key=lambda one: (-round(one.spread, 9), one.kind, one.id))
    return found, len(answered[0][0]) if answered else 0

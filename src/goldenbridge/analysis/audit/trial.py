"""One snapshot under test: its headline, the headline of a changed copy, and how to tell it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.feasibility.influence import Influence, influences
from goldenbridge.analysis.feasibility.zone import Zone, zone
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case.case import Snapshot
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import Problem, Severity
from goldenbridge.worlds import Worlds

__all__ = ["TOLERANCE", "Trial"]

#: A change that should not matter may move the share with a deal by so much.
TOLERANCE = 0.05


@dataclass(frozen=True, eq=False)
class Trial:
    """A snapshot whose headline is put to the test.

    Attributes
    ----------
    snapshot : what is tested.
    worlds, seed : how many worlds to draw, and which.
    """

    snapshot: Snapshot
    worlds: int
    seed: int
    file: str = field(default="case.yaml")

    @cached_property
    def sample(self) -> Sample:
        """The worlds."""
        return Sample.draw(self.snapshot, self.seed, self.worlds)

    @cached_property
    def zone(self) -> Zone:
        """In which of them there is a deal."""
        return zone(self.sample, _silent, _go_on)[1]

    @cached_property
    def on(self) -> Share:
        """The headline: the share with a deal, red lines on."""
        return Share.of(self.zone.on)

    @cached_property
    def off(self) -> Share:
        """The same with red lines off."""
        return Share.of(self.zone.off)

    @cached_property
    def influences(self) -> list[Influence]:
        """What each thing does to the headline when it is set by hand."""
        return influences(self.sample, _silent, _go_on, self.worlds)[0]

    def changed(self, **parts: Any) -> Trial:
        """The same snapshot with parts of its body replaced."""
        body = self.snapshot.body.model_copy(update=parts)
        return replace(self, snapshot=replace(self.snapshot, body=body))

    def answered(self, worlds: Worlds) -> Share:
        """The headline that these worlds would have."""
        return Share.of(search(worlds, "on").found)

    def beside(self, other: Trial) -> Share:
        """The headline of a changed copy in the very worlds that this one's rests on.

        Worlds that contradict the record are left out as they are here: another selection would
        move the share by itself. The copy must have the same uncertain judgements.
        """
        return self.answered(other.sample.all_worlds.some(self.sample.all_worlds.consistent))

    def note(self, path: Path_, found: str, wanted: str, advice: str, code: str) -> Problem:
        """A note at a path of keys: what is so and nobody can mend, but a reader must know."""
        return self.problem(path, found, wanted, advice, code, Severity.NOTE)

    def warning(self, path: Path_, found: str, wanted: str, advice: str, code: str) -> Problem:
        """A warning at a path of keys, naming the snapshot."""
        return self.problem(path, found, wanted, advice, code, Severity.WARNING)

    def problem(
        self, path: Path_, found: str, wanted: str, advice: str, code: str, severity: Severity
    ) -> Problem:
        """A problem at a path of keys, naming the snapshot."""
        line = self.snapshot.line_of(path)
        where = ".".join(map(str, path))
        told = f"{found} ({self.snapshot.id}, {self.worlds} worlds, seed {self.seed})"
        return Problem(self.file, line, where, told, wanted, advice, severity, code)


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


def _go_on() -> bool:
    """Never stop early."""
    return False

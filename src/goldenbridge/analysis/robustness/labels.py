"""What a finding is worth: does it hold whichever way the evidence is read, or hang on one reading?

A finding says that something holds in most worlds. It gets one of four labels, the first that
applies: *hinges on X*, *knife-edge*, *holds in all readings*, *holds on balance*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from goldenbridge.analysis.estimate import Share, wilson

__all__ = ["THRESHOLD", "Hinge", "Kind", "Label", "label"]

#: "In most worlds" is in more than this share of them.
THRESHOLD = 0.5
#: How often, at most, sampling alone may put any of the intervals of one finding wrong.
ERROR = 0.05


class Kind(StrEnum):
    """The four labels, in the order in which they are tried."""

    HINGES = "hinges on"
    KNIFE_EDGE = "knife-edge"
    ALL_READINGS = "holds in all readings"
    BALANCE = "holds on balance"


@dataclass(frozen=True)
class Hinge:
    """A hypothesis whose readings give opposite answers, each beyond sampling.

    Attributes
    ----------
    hypothesis : its id.
    above, below : readings under which the share lies surely above, surely below the threshold.
    """

    hypothesis: str
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """How firmly a finding holds against its threshold.

    Attributes
    ----------
    kind : which of the four.
    holds : whether the finding itself holds, or else its opposite; the label is of that answer.
    threshold : the share it is held against.
    hinges : the hypotheses it hangs on, for *hinges on*.
    compared : how many readings were compared; each interval is widened for their number.
    """

    kind: Kind
    holds: bool
    threshold: float
    hinges: tuple[Hinge, ...]
    compared: int

    def text(self, names: Mapping[str, str] | None = None) -> str:
        """The label in words, with hypotheses by name where names are given."""
        if self.kind is not Kind.HINGES:
            return str(self.kind.value)
        known = names or {}
        told = [known.get(one.hypothesis, one.hypothesis) for one in self.hinges]
        return f"{self.kind.value} {' and on '.join(told)}"

    def as_dict(self, names: Mapping[str, str] | None = None) -> dict[str, object]:
        """Plain data."""
        return {
            "label": self.text(names),
            "kind": self.kind.name.lower(),
            "holds": self.holds,
            "threshold": round(self.threshold, 6),
            "hinges": [
                {
                    "hypothesis": one.hypothesis,
                    "name": (names or {}).get(one.hypothesis, one.hypothesis),
                    "above": list(one.above),
                    "below": list(one.below),
                }
                for one in self.hinges
            ],
            "compared": self.compared,
        }


def label(
    share: Share,
    readings: Mapping[str, Mapping[str, Share]],
    threshold: float = THRESHOLD,
) -> Label:
    """Whether a finding holds in all readings, on balance, on a knife's edge, or hinges on one.

    Trust it as far as the readings go: what no hypothesis of the case doubts is not doubted here.
    Intervals cover sampling only; those of readings are widened for their number (Bonferroni), so
    that a label does not hang on the seed.

    Parameters
    ----------
    share : worlds in which the finding holds, as drawn.
    readings : hypothesis → reading → the same share with that reading set in every world.
    threshold : the finding is that the share lies above it.

    Raises
    ------
    ValueError : the threshold is no share.

    References
    ----------
    Bonferroni (1936), by way of Dunn (1961), Multiple comparisons among means.

    >>> many = Share(700, 1000)
    >>> label(many, {"mood": {"calm": Share(900, 1000), "tense": Share(200, 1000)}}).text()
    'hinges on mood'
    >>> label(Share(505, 1000), {}).text()
    'knife-edge'
    >>> label(many, {"mood": {"calm": Share(900, 1000), "tense": Share(600, 1000)}}).text()
    'holds in all readings'
    >>> label(many, {"mood": {"calm": Share(900, 1000), "tense": Share(500, 1000)}}).text()
    'holds on balance'
    """
    if not 0.0 <= threshold <= 1.0:
        raise ValueError(f"threshold: found {threshold}, wanted a share between 0 and 1")
    compared = sum(len(several) for several in readings.values())
    holds = share.estimate > threshold
    sides = _sides(readings, threshold, compared)
    hinges = tuple(
        Hinge(
            key,
            tuple(name for name, side in several.items() if side > 0),
            tuple(name for name, side in several.items() if side < 0),
        )
        for key, several in sides.items()
        if {1, -1} <= set(several.values())
    )
    low, high = share.interval
    same = 1 if holds else -1
    if hinges:
        kind = Kind.HINGES
    elif low <= threshold <= high:
        kind = Kind.KNIFE_EDGE
    elif all(side == same for several in sides.values() for side in several.values()):
        kind = Kind.ALL_READINGS
    else:
        kind = Kind.BALANCE
    return Label(kind, holds, threshold, hinges, compared)


def _sides(
    readings: Mapping[str, Mapping[str, Share]], threshold: float, compared: int
) -> dict[str, dict[str, int]]:
    """Whether each reading's interval lies above the threshold (1), below (-1), or holds it (0)."""
    z = NormalDist().inv_cdf(1.0 - ERROR / (2 * max(compared, 1)))

    def side(share: Share) -> int:
        low, high = wilson(share.count, share.worlds, z)
        return int(low > threshold) - int(high < threshold)

    return {
        key: {name: side(share) for name, share in several.items()}
        for key, several in readings.items()
    }

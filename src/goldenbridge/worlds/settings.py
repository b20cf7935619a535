"""Interventions: what is set by hand in every world, to see what that alone changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenbridge.files.document import Path_

__all__ = ["NOTHING_SET", "Settings"]


@dataclass(frozen=True)
class Settings:
    """Values that hold in every world instead of being drawn.

    Setting is not selecting: the worlds stay the same in every other respect, so a difference in
    the answer is due to what was set and to nothing that happens to go along with it.

    Attributes
    ----------
    readings : hypothesis → reading.
    binding : red line → whether it binds.
    firmness : party → where its no-deal lies between what it refused (0) and offered (1).
    values : path of a judgement → value.
    levers : of the frame's levers, those that are pulled; all of them where left out.
    """

    readings: Mapping[str, str] = field(default_factory=dict)
    binding: Mapping[str, bool] = field(default_factory=dict)
    firmness: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[Path_, float] = field(default_factory=dict)
    levers: frozenset[str] | None = None


NOTHING_SET = Settings()

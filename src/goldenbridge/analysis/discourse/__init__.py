"""Discourse networks: who stands with whom on what, drawn from statements."""

from goldenbridge.analysis.discourse.backbone import (
    Removal,
    disparity,
    disparity_filter,
    nested_backbone,
)
from goldenbridge.analysis.discourse.camps import (
    Camps,
    ei_index,
    find_camps,
    line_of_balance,
    modularity,
)
from goldenbridge.analysis.discourse.choosing import excluding, without_duplicates
from goldenbridge.analysis.discourse.network import Network, Node, Tie, draw_up
from goldenbridge.analysis.discourse.polarisation import (
    IssuePolarisation,
    Polarisation,
    esteban_ray,
    issue_polarisation,
    polarisation,
    polarisation_over_time,
)
from goldenbridge.analysis.discourse.settings import NetworkSettings
from goldenbridge.analysis.discourse.slices import Slice, Windows, draw_slices, slices
from goldenbridge.analysis.discourse.stances import Stance, Stances, stances

__all__ = [
    "Camps",
    "IssuePolarisation",
    "Network",
    "NetworkSettings",
    "Node",
    "Polarisation",
    "Removal",
    "Slice",
    "Stance",
    "Stances",
    "Tie",
    "Windows",
    "disparity",
    "disparity_filter",
    "draw_slices",
    "draw_up",
    "ei_index",
    "esteban_ray",
    "excluding",
    "find_camps",
    "issue_polarisation",
    "line_of_balance",
    "modularity",
    "nested_backbone",
    "polarisation",
    "polarisation_over_time",
    "slices",
    "stances",
    "without_duplicates",
]

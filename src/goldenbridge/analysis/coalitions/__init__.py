"""Coalitions and spoilers: who blocks, leaves, ratifies, is passed over, or gains by no deal."""

from goldenbridge.analysis.coalitions.coalitions import Coalitions, coalitions

__all__ = ["Coalitions", "coalitions"]

"""What a deal is worth to whom, if …: every uncertain judgement drawn, one reading each."""

from goldenbridge.worlds.draw import FRESH, MAIN
from goldenbridge.worlds.frame import Frame, frame
from goldenbridge.worlds.settings import NOTHING_SET, Settings
from goldenbridge.worlds.worlds import Worlds, central_world, draw_worlds

__all__ = [
    "FRESH",
    "MAIN",
    "NOTHING_SET",
    "Frame",
    "Settings",
    "Worlds",
    "central_world",
    "draw_worlds",
    "frame",
]

"""What a deal is worth to whom, if …: every uncertain judgement drawn, one reading each."""

from goldenbridge.worlds.drawing import Draws, central_world, draw_worlds
from goldenbridge.worlds.frame import Frame, frame
from goldenbridge.worlds.settings import NOTHING_SET, Settings
from goldenbridge.worlds.uniforms import FRESH, MAIN
from goldenbridge.worlds.worlds import Worlds

__all__ = [
    "FRESH",
    "MAIN",
    "NOTHING_SET",
    "Draws",
    "Frame",
    "Settings",
    "Worlds",
    "central_world",
    "draw_worlds",
    "frame",
]

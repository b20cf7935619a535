"""How much turns on what, in sentences."""

from __future__ import annotations

__all__: list[str] = []

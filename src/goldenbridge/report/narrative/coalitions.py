"""Would it hold?, in sentences."""

from __future__ import annotations

__all__: list[str] = []

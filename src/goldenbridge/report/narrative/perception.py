"""How each sees the other, in sentences."""

from __future__ import annotations

__all__: list[str] = []

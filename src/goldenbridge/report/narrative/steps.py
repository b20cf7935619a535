"""Steps nobody gains by breaking, in sentences."""

from __future__ import annotations

__all__: list[str] = []

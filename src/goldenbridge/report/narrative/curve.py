"""What would open a deal, in sentences."""

from __future__ import annotations

__all__: list[str] = []

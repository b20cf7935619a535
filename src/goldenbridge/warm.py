"""Compile everything that is compiled, once at set-up: ``python -m goldenbridge.warm``."""

from __future__ import annotations

from goldenbridge.dealspace.warm import warm

if __name__ == "__main__":
    warm()

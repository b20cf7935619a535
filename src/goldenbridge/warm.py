"""Compile everything that is compiled, once at set-up: ``python -m goldenbridge.warm``."""

from __future__ import annotations

from goldenbridge.analysis.dynamics import warm as dynamics
from goldenbridge.dealspace import warm as dealspace

if __name__ == "__main__":
    dealspace.warm()
    dynamics.warm()

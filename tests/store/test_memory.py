"""Memory is bounded by the part: ten times the runs take next to nothing more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe, Piece, rows_of

pytest.importorskip("resource")

#: Megabytes. All rows of the larger ensemble at once would be 70 and more.
MARGIN, UNBOUNDED = 32, 70

CODE = """
import resource, sys
from goldenbridge.analysis.dynamics.ensemble import GenericRecipe
from goldenbridge.store import read_ensemble, summed, write_ensemble

def peak():
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told / (2**20 if sys.platform == "darwin" else 2**10)

recipe = GenericRecipe(worlds=24, steps=1)
peaks, rows = [], 0
for runs in (70_000, 700_000):
    folder = f"{sys.argv[1]}/{runs}"
    write_ensemble(folder, recipe, runs, chunk=10_000)
    assert summed(folder).runs == runs
    rows = sum(values.nbytes for block in read_ensemble(folder) for values in block.values())
    peaks.append(peak())
print(*peaks, rows / 2**20)
"""


def test_ten_times_the_runs(tmp_path: Path, recipe: GenericRecipe) -> None:
    rows_of(Piece(recipe, 1, 0, 1))  # so that it is compiled: the compiler's peak would hide ours
    said = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    few, many, rows = map(float, said.stdout.split())
    assert rows > UNBOUNDED
    assert many - few < MARGIN, (few, many)

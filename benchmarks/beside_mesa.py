"""The same simple rule in Mesa and compiled, and the whole model beside both, taking turns.

Mesa lives in an environment of its own, ``.venv-bench``, and answers a line at a time. Each turn
asks everybody once, so that what else the machine is doing slows all of them alike.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any

import numpy as np
import six_parties
from numpy.typing import NDArray
from timing import rate

from goldenbridge.analysis.dynamics.model import Model
from goldenbridge.analysis.dynamics.run import run

__all__ = ["MESA", "Mesa", "compared", "main"]

HERE = Path(__file__).parent
MESA = HERE.parent / ".venv-bench/bin/python"

TURNS = 9
#: Runs a turn: about as long for each.
OF_MESA, OF_THE_RULE, OF_THE_MODEL = 400, 65_536, 8_192

Rows = NDArray[np.float64]


class Mesa:
    """The simple rule in Mesa, in an interpreter of its own."""

    def __init__(self, python: Path = MESA) -> None:
        self.process = subprocess.Popen(
            [str(python), str(HERE / "mesa/serve.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.version = str(self._answer()["mesa"])
        self.first = 0

    def __enter__(self) -> Mesa:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("Mesa's interpreter ended early: see its message above")
        return dict(json.loads(line))

    def runs(self, runs: int, signing: float, collect: bool = False) -> tuple[float, Rows]:
        """Runs per processor-second, and their outcomes: (runs, COLUMNS)."""
        asked = {"runs": runs, "first": self.first, "signing": signing, "collect": collect}
        assert self.process.stdin is not None
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        self.first += runs
        answer = self._answer()
        return runs / answer["seconds"], np.array(answer["rows"])


def compared(one: Rows, other: Rows) -> list[tuple[str, float, float, float]]:
    """Two samples of outcomes: means and variances of each, and how far apart they are.

    Returns
    -------
    what; in the one; in the other; their difference in standard errors. In twelve rows more than 3
    is rare, and more than 4 means that the rules differ.
    """
    told = []
    for c, name in enumerate(six_parties.COLUMNS):
        for what, a, b in (
            ("mean", one[:, c], other[:, c]),
            ("variance", _squared(one[:, c]), _squared(other[:, c])),
        ):
            error = float(np.sqrt(a.var() / len(a) + b.var() / len(b)))
            apart = float(a.mean() - b.mean())
            told.append((f"{name}, {what}", float(a.mean()), float(b.mean()), apart / error))
    return told


def _squared(values: NDArray[np.float64]) -> NDArray[np.float64]:
    squared: NDArray[np.float64] = (values - values.mean()) ** 2
    return squared


def main(models: dict[str, Model]) -> None:
    """Print rates and ratios, and whether both play by the same rule."""
    if not MESA.exists():
        print("Mesa is not installed, so nothing is compared with it; `make bench` installs it.")
        return
    with Mesa() as mesa:
        _main(models, mesa)


def _main(models: dict[str, Model], mesa: Mesa) -> None:
    theirs: list[Rows] = []
    rates: dict[str, list[float]] = {}

    def note(name: str, found: float) -> None:
        rates.setdefault(name, []).append(found)

    six_parties.outcomes(64)
    for turn in range(TURNS):
        for signing, how in ((0.0, "60 steps"), (0.1, "until signed")):
            found, rows = mesa.runs(OF_MESA, signing)
            note(f"simple rule, {how}: Mesa", found)
            theirs += [rows] if signing else []

            def compiled(signing: float = signing, turn: int = turn) -> object:
                return six_parties.outcomes(OF_THE_RULE, turn, signing)

            note(f"simple rule, {how}: compiled", rate(OF_THE_RULE, compiled))
        note("simple rule, 60 steps, two series kept: Mesa", mesa.runs(OF_MESA, 0.0, True)[0])
        for name, model in models.items():

            def whole(model: Model = model) -> object:
                return run(model, OF_THE_MODEL)

            note(f"whole model: {name}", rate(OF_THE_MODEL, whole))
    slow = rates["simple rule, 60 steps: Mesa"]
    print(f"Mesa {mesa.version}; times Mesa: of the 60 steps, median of {TURNS} turns\n")
    print(f"{'runs a processor-second':48}{'best':>12}{'median':>12}{'times Mesa':>12}")
    for name, several in rates.items():
        ratio = median(a / b for a, b in zip(several, slow, strict=True))
        print(f"{name:48}{max(several):12,.0f}{median(several):12,.0f}{ratio:12,.1f}")
    both = np.concatenate(theirs), six_parties.outcomes(2 * OF_THE_RULE, TURNS)
    print(f"\nThe same rule? Outcomes of {len(both[0]):,} and {len(both[1]):,} runs until signed\n")
    print(f"{'':20}{'Mesa':>12}{'compiled':>12}{'standard errors apart':>24}")
    for what, one, other, errors in compared(*both):
        print(f"{what:20}{one:12.4f}{other:12.4f}{errors:24.1f}")

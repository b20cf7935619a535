"""A script: writers of a small ensemble are killed at random moments, one after the other.

    python killed.py FOLDER KILLS SEED

Each writer is a fork of this process, so that a kill strikes it writing and not starting. Prints
how many writers were killed in the middle of their work, and how many finished it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe, Piece, rows_of
from goldenbridge.dealspace.search.compiled import one_core
from goldenbridge.store import write_ensemble

#: As in the tests.
RECIPE, RUNS, CHUNK = GenericRecipe(worlds=24, steps=12), 6_000, 200
#: Seconds after which this script ends, whatever happens.
FORGOTTEN = 120


def write(folder: Path) -> None:
    with one_core():  # no threads: this process forks
        write_ensemble(folder, RECIPE, RUNS, chunk=CHUNK)


def main(folder: Path, kills: int, seed: int) -> None:
    timer = threading.Timer(FORGOTTEN, os._exit, [9])
    timer.daemon = True
    timer.start()
    rng = random.Random(seed)
    rows_of(Piece(RECIPE, 1, 0, 1))  # the loop is loaded once, here
    began = time.perf_counter()
    write(folder / "warm")
    whole = time.perf_counter() - began
    killed = finished = 0
    for _ in range(kills):
        writer = os.fork()
        if not writer:
            write(folder / "killed")
            os._exit(0)
        time.sleep(rng.uniform(0.01, 0.15) * whole)
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        killed += os.WIFSIGNALED(status)
        finished += os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
    sys.stdout.write(f"{killed} {finished}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

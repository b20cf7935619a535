"""Runs of the simple rule in Mesa, asked for a line at a time; started by ``dynamics.py``.

In:  {"runs": how many, "first": seed of the first, "signing": chance, "collect": whether every
     step is written down, too}. Out: {"seconds": of processor time, "rows": an outcome a run}.
"""

from __future__ import annotations

import json
import sys
from time import process_time

import mesa
from six_parties import Talks


def main() -> None:
    print(json.dumps({"mesa": mesa.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        rows = []
        start = process_time()
        for run in range(asked["first"], asked["first"] + asked["runs"]):
            talks = Talks(asked["signing"], collect=asked["collect"], rng=run)
            talks.run_model()
            rows.append(talks.outcome())
        seconds = process_time() - start
        print(json.dumps({"seconds": seconds, "rows": rows}), flush=True)


if __name__ == "__main__":
    main()

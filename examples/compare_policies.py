"""Policies of a case side by side, on the same worlds and with the same luck.

python examples/compare_policies.py [CASE] [SNAPSHOT] [RUNS] [STEPS]

By how much more than with nothing new, in points of a hundred runs: * where the interval is clear
of 0. The model predicts nothing; trust a sign more than a size.
"""

import sys

import goldenbridge as gb

SHOWN = ("agreement", "war", "durable")


def main(
    name: str = "european-security",
    snapshot: str = "2022-01-28",
    runs: str = "2048",
    steps: str = "24",
) -> None:
    found = gb.compare(gb.load(name), snapshot=snapshot, runs=int(runs), steps=int(steps))
    print(f"{'against nothing new':40}", *(f"{outcome:>12}" for outcome in SHOWN))
    against = found.differences.query("a == 'none'").set_index(["b", "outcome"])
    for policy, told in found.as_dict()["policies"].items():
        if policy == "none":
            continue
        cells = []
        for outcome in SHOWN:
            low, high = (-against.loc[(policy, outcome), end] for end in ("high", "low"))
            clear = "*" if low > 0 or high < 0 else " "
            cells.append(f"{-100 * against.loc[(policy, outcome), 'estimate']:+11.1f}{clear}")
        print(f"{told['name']:40}", *cells)


if __name__ == "__main__":
    main(*sys.argv[1:])

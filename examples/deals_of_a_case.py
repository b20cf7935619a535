"""Is there a deal in a case, which, and if not, why not? The main numbers as a small table.

python examples/deals_of_a_case.py [CASE] [WORLDS]
"""

import sys

import goldenbridge as gb


def main(name: str = "two-sellers", worlds: str = "512") -> None:
    found = gb.deals(gb.load(name), worlds=int(worlds))
    for key, row in found.shares.iterrows():
        told = str(key).replace("_", " ")
        print(f"{told:20} {row['share']:5.2f}   ({row['low']:.2f} to {row['high']:.2f})")
    data = found.as_dict()
    u = data["u_star"]["estimate"]
    print(f"{'u*':20} {'none' if u is None else format(u, '5.2f')}")
    best = data["best_package"]
    if best is not None:
        moved = ", ".join(f"{issue}: {best['options'][issue]}" for issue in best["moves"])
        print(f"{'best package':20} {best['joint']['estimate']:5.2f}   {moved}")
    for _, row in found.conflict_sets.head(3).iterrows():
        print(f"{'cannot stand':20} {row['share']:5.2f}   {row['members']}")


if __name__ == "__main__":
    main(*sys.argv[1:])

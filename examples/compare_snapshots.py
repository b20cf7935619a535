"""The snapshots of a case side by side: three shares, u*, and the best single package.

python examples/compare_snapshots.py [CASE] [WORLDS]
"""

import sys

import goldenbridge as gb


def main(name: str = "camp-david-1978", worlds: str = "256") -> None:
    case = gb.load(name)
    print("snapshot     lines off  lines on  losses    u*  best package")
    for key in case.snapshots:
        data = gb.deals(case, key, worlds=int(worlds), brief=True).as_dict()
        off, on, losses = (s["estimate"] for s in data["share_with_deal"].values())
        u, best = data["u_star"]["estimate"], data["best_package"]
        firm = "none" if u is None else f"{u:.2f}"
        joint = "none" if best is None else f"{best['joint']['estimate']:.2f}"
        print(f"{key:12} {off:9.2f} {on:9.2f} {losses:7.2f} {firm:>5} {joint:>13}")


if __name__ == "__main__":
    main(*sys.argv[1:])

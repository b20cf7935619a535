"""The frontier of anyone's numbers: no case file, no worlds, only what each option is worth.

Two firms settle the price of flour, the price of bread and who drives. Run it with

    python examples/frontier_of_your_own.py
"""

import goldenbridge as gb

OPTIONS = {
    "flour": ["low", "middle", "high"],
    "bread": ["low", "high"],
    "delivery": ["fetch", "deliver"],
}
# One table an issue: a row an option, a column a party (mill, bakery).
CONTRIBUTIONS = [
    [[0, 80], [60, 48], [100, 0]],
    [[50, 0], [0, 100]],
    [[30, 0], [0, 70]],
]
NO_DEAL = [96, 84.8]


def main() -> None:
    found = gb.frontier(CONTRIBUTIONS, no_deal=NO_DEAL)
    print("flour    bread    delivery    mill  bakery")
    for deal, (mill, bakery) in zip(found.deals, found.worths, strict=True):
        flour, bread, delivery = (names[n] for names, n in zip(OPTIONS.values(), deal, strict=True))
        print(f"{flour:8} {bread:8} {delivery:8} {mill:7.0f} {bakery:7.0f}")


if __name__ == "__main__":
    main()

"""Nash (1950), The bargaining problem; Caragiannis et al. (2019), maximum Nash welfare."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from goldenbridge.analysis.bargaining.nash import nash

GRID = np.linspace(0.0, 1.0, 100_001)


@pytest.mark.parametrize(
    ("no_deal", "first"), [((0.0, 0.0), 0.5), ((0.2, 0.1), 0.55), ((0.4, 0.3), 0.55)]
)
def test_splitting_a_pie_each_gets_its_no_deal_and_half_of_the_rest(
    no_deal: tuple[float, float], first: float
) -> None:
    """x = (1 + d1 - d2) / 2."""
    share = np.linspace(0.0, 1.0, 1001)
    solution = nash(np.column_stack([share, 1 - share]), no_deal)
    assert solution.worths[:, 0] == pytest.approx([first])


def test_a_party_that_dislikes_risk_gets_less_of_the_pie() -> None:
    """u = (x, sqrt(1 - x)), d = 0: x = 2/3."""
    x = np.linspace(0.0, 1.0, 3001)
    solution = nash(np.column_stack([x, np.sqrt(1 - x)]), (0, 0))
    assert solution.worths[:, 0] == pytest.approx([2 / 3])


#: Nash (1950), section "Examples": what each good is worth to Bill and to Jack.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def test_bill_and_jack_barter_as_in_the_paper() -> None:
    """Bill gives book, whip, ball and bat; Jack gives pen, toy and knife; gains 12 and 5."""
    goods = [*BILLS.values(), *JACKS.values()]
    names = [*BILLS, *JACKS]
    trades = np.array(list(product([0, 1], repeat=len(goods))))  # 1: it goes to Bill
    to_bill = trades @ np.array([bill for bill, _ in goods])
    to_jack = (1 - trades) @ np.array([jack for _, jack in goods])
    no_deal = (
        sum(bill for bill, _ in BILLS.values()),
        sum(jack for _, jack in JACKS.values()),
    )
    assert no_deal == (12, 6)

    solution = nash(np.column_stack([to_bill, to_jack]), no_deal)

    assert len(solution.rows) == 1
    bill_has = {name for name, his in zip(names, trades[solution.rows[0]], strict=True) if his}
    assert bill_has == {"box", "pen", "toy", "knife"}
    assert solution.gains.tolist() == [[12.0, 5.0]]


def test_three_parties_split_what_is_left_over_their_no_deals_equally() -> None:
    """In thirtieths, d = (3, 6, 9): 12 are left over, 4 each."""
    rows = [(a, b, 30 - a - b) for a in range(31) for b in range(31 - a)]
    assert nash(rows, (3, 6, 9)).worths.tolist() == [[7.0, 10.0, 13.0]]


def test_two_goods_for_three_as_many_as_can_be_gain_then_the_product_decides() -> None:
    """Caragiannis et al. (2019): one of three must go without; groups are not compared."""
    # Who gets good 0 and good 1, worth (9, 2, 4) and (3, 6, 5) to the three.
    values = np.array([(9, 3), (2, 6), (4, 5)])
    rows = []
    for first, second in product(range(3), repeat=2):
        row = [0, 0, 0]
        row[first] += int(values[first, 0])
        row[second] += int(values[second, 1])
        rows.append(row)
    solution = nash(rows, (0, 0, 0))
    # Parties 0, 1: 9·6 beats 3·2. Parties 0, 2: 9·5 beats 3·4. Parties 1, 2: 6·4 beats 2·5.
    assert sorted(map(tuple, solution.worths.astype(int).tolist())) == [
        (0, 6, 4),
        (9, 0, 5),
        (9, 6, 0),
    ]
    assert "the 2 that can gain together" in solution.assumed[0]


def test_a_deal_with_gains_for_all_beats_any_product_over_some() -> None:
    assert nash([[100, 100, 0], [1, 1, 1]], (0, 0, 0)).rows == (1,)


def test_tiny_and_huge_gains_do_not_overflow() -> None:
    wide = np.array([[1e5] * 80, [1e-5] * 80, [9e4] * 80])
    assert nash(wide, np.zeros(80)).rows == (0,)
    assert nash(wide[1:2], np.zeros(80)).rows == (0,)

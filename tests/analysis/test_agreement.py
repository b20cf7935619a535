"""What was in fact agreed, held against the case; and the central world it is shown in."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis import deals
from goldenbridge.analysis.catalogue import CATALOGUE
from goldenbridge.analysis.central import Central
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import load
from goldenbridge.worlds import frame

RULE = "rules: {not-both: {text: T, impossible: {x: full, y: none}}}\n"
CLOSED = "  z: {name: Z, open: false, options: {no: N, yes: Y}, default: no}\nworths:"
FIRM = "y: none}, from: [said]}}\n    firmness: 0.3"
TWO = "{x: none, y: full}, from: [said]}}"


def easy(kit: Any) -> str:
    """Both take a swap of all for all, and nothing else."""
    text = kit.pair.replace("y: none}, from: [said]}}", FIRM)
    return str(text.replace(TWO, TWO + "\n    firmness: 0.3"))


def compare(kit: Any, text: str, package: str, more: str = "") -> dict[str, Any]:
    expected = f"agreement: {{text: So it ended., package: {package}{more}}}\n"
    told = deals(kit.load(text, expected=expected), worlds=64, brief=True).as_dict()
    found: dict[str, Any] = told["agreement"]
    return found


def test_an_agreement_all_take_is_met(kit: Any) -> None:
    told = compare(kit, easy(kit), "{x: full, y: full}")
    assert told["met"] is True
    assert told["joint"]["estimate"] == 1.0
    assert told["differs_from_best"] == []
    assert told["on_frontier"] is True
    assert told["package"] == {"x": "full", "y": "full"}
    assert told["text"] == "So it ended."


def test_one_that_somebody_refuses_is_not(kit: Any) -> None:
    told = compare(kit, easy(kit), "{x: full, y: half}")
    assert told["met"] is False
    assert told["acceptability"]["one"]["estimate"] == 1.0
    assert told["acceptability"]["two"]["estimate"] == 0.0
    assert told["refusals"]["two"]["worth"]["estimate"] == 1.0
    assert told["differs_from_best"] == ["y"]


def test_one_that_another_deal_betters_for_all_is_off_the_frontier(kit: Any) -> None:
    told = compare(kit, easy(kit), "{x: half, y: half}")
    assert told["on_frontier"] is False


def test_one_across_a_binding_line_says_which(kit: Any) -> None:
    line = ("red_lines:\n  stop: {owners: [two], issue: x, at_most: half, confidence: 1.0, "
            "declared: declared, text: Never.}\n")  # fmt: skip
    told = compare(kit, easy(kit) + line, "{x: full, y: full}")
    assert told["met"] is False
    assert told["crosses"]["stop"]["estimate"] == 1.0
    assert told["differs_from_best"] == []  # no package is taken: there is none to differ from


def test_one_that_breaks_a_rule_cannot_be_told(kit: Any) -> None:
    own = kit.pair.replace("{package: {x: full, y: none}", "{package: {x: full, y: half}")
    told = compare(kit, own.replace("worths:", RULE + "worths:", 1), "{x: full, y: none}")
    assert (told["met"], told["status"]) == (None, "It breaks a rule of the case.")


def test_one_that_moves_a_closed_issue_cannot_be_told(kit: Any) -> None:
    told = compare(kit, kit.pair.replace("worths:", CLOSED, 1), "{x: full, z: yes}")
    assert told["met"] is None
    assert '"z"' in told["status"]
    assert "acceptability" not in told


SNAPSHOTS = """
snapshots:
  2031-01-01: {title: Before}
  2031-02-01:
    title: After
    changes: {no_deal: {one: {firmness: 0.2}}}
"""


@pytest.mark.parametrize(("said", "at"), [("", 1), (", snapshot: 2031-01-01", 0)])
def test_it_is_compared_where_it_says_and_else_at_the_last_snapshot(
    kit: Any, said: str, at: int
) -> None:
    expected = f"agreement: {{text: T, package: {{x: full, y: full}}{said}}}\n"
    case = kit.load(easy(kit) + SNAPSHOTS, expected=expected)
    told = [
        deals(case, key, worlds=32, brief=True).as_dict()["agreement"] for key in case.snapshots
    ]
    assert [one is not None for one in told] == [n == at for n in range(2)]


# ------------------------------------------------------------------------------ the central world


@pytest.fixture(scope="module")
def central(kit: Any) -> Central:
    return Central(frame(kit.load(kit.rich).at()))


def test_it_is_one_world_with_everything_at_its_mode(central: Central) -> None:
    world = central.world
    assert len(world) == 1
    assert world.readings["mood"].tolist() == [0]  # the heavier reading
    assert world.binds[0].tolist() == [True, True, False, False]  # those over one half
    assert central.no_deal == pytest.approx(
        world.low[0] + world.firmness[0] * (world.high[0] - world.low[0])
    )


def test_its_frontier_is_the_deals_no_other_betters(kit: Any, central: Central) -> None:
    slow = kit.slow(central.world)
    rows = [
        (tuple(slow.worth(0, party, package) for party in slow.parties), package)
        for package in slow.packages
        if not slow.crossed(0, package)
        and all(slow.gain(0, party, package) >= -1e-9 for party in slow.parties)
    ]
    best = [
        worths
        for worths, _ in rows
        if not any(
            all(b >= a for a, b in zip(worths, other, strict=True)) and other != worths
            for other, _ in rows
        )
    ]
    assert best
    assert not central.lines_left_out
    found = np.array(sorted(map(tuple, central.frontier.worths)))
    assert found == pytest.approx(np.array(sorted(best)))


def test_lines_that_leave_nothing_are_left_out_and_it_says_so(kit: Any) -> None:
    text = kit.rich.replace("at_least: moved", "at_least: new")  # against "not the new"
    found = Central(frame(kit.load(text).at()))
    assert found.lines_left_out
    assert found.shown()["lines_left_out"] is True


def test_two_sellers_by_hand() -> None:
    """Twelve packages: each worth added up on paper, from the swings and values as typed."""
    found = Central(frame(load("two-sellers").at()))
    mill = {"flour": (0, 60, 100), "bread": (50, 0), "delivery": (30, 0)}
    bakery = {"flour": (80, 48, 0), "bread": (0, 100), "delivery": (0, 70)}
    for deal in product(range(3), range(2), range(2)):
        by_hand = [sum(v[o] for v, o in zip(side.values(), deal, strict=True)) for side in
                   (mill, bakery)]  # fmt: skip
        assert found.worth(np.array(deal)) == pytest.approx(by_hand)


def test_solutions_lie_on_the_frontier_and_give_nobody_less_than_no_deal() -> None:
    found = Central(frame(load("two-sellers").at()))
    told = found.solutions(np.array([1, 0, 1]))
    assert set(told) == {entry.id for entry in CATALOGUE}
    shown = [tuple(row["worths"].values()) for row in found.shown()["shown"]]  # type: ignore[attr-defined]
    for one in told.values():
        assert one["package"] is not None  # type: ignore[index]
        assert tuple(one["worths"].values()) in shown  # type: ignore[index]
        assert min(one["gains"].values()) >= 0  # type: ignore[index]


def test_no_solution_is_told_with_its_reason(kit: Any) -> None:
    firm = "from: [said]}}\n    firmness: 1"
    text = kit.pair.replace("y: none}, from: [said]}}", "y: none}, " + firm)
    text = text.replace("{x: none, y: full}, from: [said]}}", "{x: none, y: full}, " + firm)
    found = Central(Sample.draw(kit.load(text).at(), 1, 16).frame)
    told = found.solutions(None)["nash"]
    assert told["package"] is None  # type: ignore[index]
    assert told["status"]  # type: ignore[index]
    assert found.shown()["size"] == 0

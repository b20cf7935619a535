"""The smallest payment, its sizes over worlds, and who could make it."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.offers.answers import answers
from goldenbridge.analysis.offers.payments import LEVELS, payments, smallest_payment
from goldenbridge.dealspace.worths import TOLERANCE


def price(case: Any, slow: Any, world: int, party: str, package: dict[str, str]) -> float:
    if party not in slow.needed(package):
        return 0.0
    if any(party in slow.owners(key) for key in slow.crossed(world, package)):
        return math.inf
    gain = float(slow.gain(world, party, package))
    return 0.0 if gain >= -TOLERANCE else -gain


def prices(case: Any, slow: Any, package: dict[str, str]) -> Any:
    worlds = range(len(slow.worlds))
    return np.array([[price(case, slow, w, p, package) for p in case.parties] for w in worlds])


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 23), seed=st.integers(1, 4))
def test_the_shortfall_suffices_and_nothing_smaller_does(
    brute: Any, number: int, seed: int
) -> None:
    case = brute("rich", seed)
    said = answers(case.sample.worlds, case.row(case.packages[number]))
    needed = smallest_payment(said)
    assert (needed >= 0).all()
    assert np.array_equal(needed == 0, said.takes)
    assert np.array_equal(np.isinf(needed), said.blocked)
    short = np.isfinite(needed) & (needed > 0)
    assert (said.gains[short] + needed[short] >= -TOLERANCE).all()
    assert (said.gains[short] + needed[short] * (1 - 1e-6) - TOLERANCE < 0).all()


@pytest.mark.parametrize("number", range(0, 24, 5))
def test_each_receiver_is_what_asking_one_by_one_gives(brute: Any, number: int) -> None:
    case = brute()
    package = case.packages[number]
    found = payments(case.sample, case.row(package))
    sized, fresh = prices(case, case.main, package), prices(case, case.fresh, package)
    assert found.signed.count == int((fresh == 0).all(axis=1).sum())
    assert found.all_paid.count == int(np.isfinite(fresh).all(axis=1).sum())
    payable = np.isfinite(fresh) & (fresh > 0)
    assert list(found.parties) == [p for n, p in enumerate(case.parties) if payable[:, n].any()]
    for party, one in found.parties.items():
        n = case.parties.index(party)
        own = fresh[:, n]
        others = (np.delete(fresh, n, axis=1) == 0).all(axis=1)
        assert one.refuses.count == int((own > 0).sum())
        assert one.beyond.count == int(np.isinf(own).sum())
        assert one.short.count == int(payable[:, n].sum())
        assert one.ceiling.count == int((np.isfinite(own) & others).sum())
        for level, points, enough, signed in one.levels:
            if points is None:
                assert np.isinf(np.sort(sized[:, n])[math.ceil(level * len(sized)) - 1])
                assert enough is None
                continue
            assert enough is not None
            assert signed is not None
            assert (sized[:, n] <= points + 1e-6).mean() >= level
            assert points == 0 or (sized[:, n] < points - 1e-6).mean() < level
            assert abs(enough.count - int((own <= points).sum())) <= 1
            assert signed.count <= min(enough.count, one.ceiling.count)
            assert signed.count >= found.signed.count


def test_who_could_pay_and_from_which_rate(brute: Any) -> None:
    case = brute()
    package = {"border": "new", "port": "shared", "tax": "low", "watch": "none"}
    rates = {"ana": {"ben": 1.5}}
    found = payments(case.sample, case.row(package), rates)
    fresh = prices(case, case.fresh, package)
    ana, ben = case.parties.index("ana"), case.parties.index("ben")
    short = [w for w, p in enumerate(fresh[:, ben]) if 0 < p < math.inf]
    assert short
    content = [w for w in short if case.takes(case.fresh, w, "ana", package)]
    payer = found.parties["ben"].payers["ana"]
    assert (payer.content.count, payer.content.worlds) == (len(content), len(short))

    def spare(world: int) -> float:
        return max(0.0, float(case.fresh.gain(world, "ana", package)))

    can = [w for w in content if fresh[w, ben] / 1.5 <= spare(w)]
    assert payer.can_pay is not None
    assert payer.signed is not None
    assert payer.can_pay.count == len(can)
    rest = [n for n in range(len(case.parties)) if n != ben]
    signed = [
        w
        for w in range(len(fresh))
        if (fresh[w, rest] == 0).all() and (fresh[w, ben] == 0 or w in can)
    ]
    assert payer.signed.count == len(signed)
    even = sorted(
        fresh[w, ben] / spare(w) if w in content and spare(w) > 0 else math.inf for w in short
    )
    middle = even[math.ceil(len(even) / 2) - 1]
    if math.isfinite(middle):
        assert payer.break_even[0] == pytest.approx(middle, abs=1e-5)
    else:
        assert payer.break_even[0] is None
    assert found.parties["ben"].payers["cyr"].rate is None
    assert found.parties["ben"].payers["cyr"].can_pay is None
    assert ana != ben


def test_a_better_rate_pays_in_no_fewer_worlds(brute: Any) -> None:
    case = brute()
    row = case.row({"border": "new", "port": "shared", "tax": "low", "watch": "none"})
    counts = []
    for rate in (0.01, 0.2, 1.0, 5.0, 100.0):
        payer = payments(case.sample, row, {"ana": {"ben": rate}}).parties["ben"].payers["ana"]
        assert payer.can_pay is not None
        counts.append(payer.can_pay.count)
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@pytest.mark.parametrize(
    ("rates", "told"),
    [
        ({"nobody": {"ben": 1.0}}, 'No party "nobody"'),
        ({"ana": {"bern": 1.0}}, 'No party "bern"'),
        ({"ana": {"ben": 0.0}}, "above 0"),
        ({"ana": {"ben": math.nan}}, "above 0"),
        ({"ana": {"ben": math.inf}}, "above 0"),
    ],
)
def test_rates_that_mean_nothing_are_turned_away(brute: Any, rates: Any, told: str) -> None:
    case = brute()
    with pytest.raises(ValueError, match=told):
        payments(case.sample, case.row(case.packages[0]), rates)


def test_payments_as_plain_data(brute: Any) -> None:
    case = brute()
    found = payments(case.sample, case.row(case.packages[7]), {"ana": {"ben": 2}})
    data = found.as_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    for one in data["parties"].values():  # type: ignore[attr-defined]
        assert [p["sized_for"] for p in one["payments"]] == list(LEVELS)
    assert not payments(
        case.sample, case.row(case.packages[7]), stop=lambda: True
    ).parties.keys() - {"ana"}

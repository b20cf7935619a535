"""What theory proves of a part of the crisis, found again in the simulation with the rest off.

Schelling (1960), Fearon (1994, 1995), Faratin, Sierra and Jennings (1998), Powell (2006). Chance is
allowed four standard errors, which a fixed seed either meets for ever or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from goldenbridge.analysis.bargaining.power_shift import threshold_shift
from goldenbridge.analysis.dynamics.generic import PACKAGES, generic
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.mechanisms.audience import lock_in
from goldenbridge.analysis.dynamics.mechanisms.commitment import strikes_first
from goldenbridge.analysis.dynamics.mechanisms.concessions import conceded
from goldenbridge.analysis.dynamics.model import Model, Roles, at_rest, parameters, start
from goldenbridge.analysis.dynamics.run import Paths, run, watch
from goldenbridge.analysis.dynamics.state import CRISIS, EVENTS, NEEDS, PARTY
from goldenbridge.analysis.dynamics.window import FREE

Floats = NDArray[np.float64]

RUNS = 20_000
EVENT = {event.name: number for number, event in enumerate(EVENTS)}
NUMBER = {one.name: number for number, one in enumerate(MECHANISMS)}

#: Nothing ends a crisis and nothing moves it, until a test says so.
NOTHING = {
    "endings.signing": 0.0,
    "endings.lapsing": 0.0,
    "endings.lapse_shape": 0.0,
    "endings.readiness": 0.0,
    "ladder.up": 0.0,
    "ladder.slipping": 0.0,
    "ladder.down": 0.0,
    "ladder.widening": 0.0,
    "ladder.ceasing": 0.0,
}
steps_of = pytest.mark.parametrize("days", [60.0, 30.0, 7.5])


def bare(
    *on: str,
    days: float = 30.0,
    months: float = 60.0,
    worth: tuple[float, ...] = (FREE, FREE),
    no_deal: tuple[float, ...] = (0.0, 0.0),
    given: Mapping[str, float] | None = None,
    clients: tuple[str, ...] = (),
) -> Model:
    """One world with one package, where only some mechanisms act and nothing moves by itself."""
    roles = Roles(("a", "b"), second=("b",), demanders=("a",), clients=clients)
    worths = np.ones((1, 1, 1, 2 + len(NEEDS)))
    worths[0, 0, 0, :2] = worth
    modes = np.array([[float(p.mode) for p in parameters().values()]])
    model = Model(
        roles,
        worths,
        np.array(no_deal).reshape(1, 1, 2),
        np.zeros((1, 1, 2)),
        at_rest(1),
        np.zeros(1),
        np.full((1, 8), -1),
        modes,
        *start(1, roles),
        steps=round(months * 30 / days),
        step_days=days,
    )
    return model.only(*on).setting({**NOTHING, **(given or {})})


def within(share: float, expected: float, runs: int = RUNS) -> None:
    assert abs(share - expected) < 4 * sqrt(expected * (1 - expected) / runs)


def follows(drawn: Floats, distribution: Floats) -> None:
    """Kolmogorov's test: the greatest distance between the two, with one chance in 10,000."""
    assert len(drawn) == len(distribution)
    order = np.argsort(drawn)
    n = len(drawn)
    share = distribution[order]
    low, high = np.arange(n) / n, np.arange(1, n + 1) / n
    assert max((share - low).max(), (high - share).max()) < 2.23 / sqrt(n)


def variable(paths: Paths, name: str) -> Floats:
    return paths.crisis[:, :, [v.name for v in CRISIS].index(name)]


# A constant hazard, and two that compete.


@steps_of
def test_a_constant_hazard_of_agreement(days: float) -> None:
    """0.0694 a month for a year of 30-day months: 0.565, and the whole curve on the way."""
    found = run(bare(days=days, given={"endings.signing": 0.0694}), RUNS, 11)
    within((found["month"] < 12).mean(), 0.565)
    assert 1 - exp(-0.0694 * 12) == pytest.approx(0.565, abs=5e-4)
    signed = found["ending"] == 1
    assert (found["month"][~signed] == 60).all()
    within(signed.mean(), 1 - exp(-0.0694 * 60))
    curve = 1 - np.exp(-0.0694 * found["month"][signed])
    follows(found["month"][signed], curve / (1 - exp(-0.0694 * 60)))
    for month in range(1, 60):
        within((found["month"] > month).mean(), exp(-0.0694 * month))


@steps_of
@pytest.mark.parametrize(("q", "f", "months"), [(0.12, 0.32, 60.0), (0.5, 2.0, 4.0)])
def test_agreement_and_lapse_compete(q: float, f: float, months: float, days: float) -> None:
    """q / (q + f) of what ends, whatever the step; 3 in 11 where q is .12 and f is .32."""
    model = bare(days=days, months=months, given={"endings.signing": q, "endings.lapsing": f})
    found = run(model, RUNS, 12)
    over = 1 - exp(-(q + f) * months)
    within((found["ending"] == 1).mean(), q / (q + f) * over)
    within((found["ending"] == 2).mean(), f / (q + f) * over)
    ended = found["ending"] > 0
    follows(found["month"][ended], (1 - np.exp(-(q + f) * found["month"][ended])) / over)
    fine = run(replace(model, step_days=1.5, steps=round(months * 20)), RUNS, 12)
    assert fine["month"] == pytest.approx(found["month"], abs=1e-9)
    assert (fine["ending"] == found["ending"]).all()


def test_trials_one_after_the_other_would_not_do() -> None:
    """What the above guards against: a trial a month, whichever of the two has the first word."""
    q, f = 0.12, 0.32
    signs, lapses = 1 - exp(-q), 1 - exp(-f)
    ends = 1 - (1 - signs) * (1 - lapses)
    exact = q / (q + f)
    assert exact == pytest.approx(0.273, abs=5e-4)
    assert signs / ends == pytest.approx(0.318, abs=5e-4)
    assert signs * (1 - lapses) / ends == pytest.approx(0.231, abs=5e-4)


# Brinkmanship.


@steps_of
def test_brinkmanship_by_accidental_steps(days: float) -> None:
    """Two in a hundred, thirty times: one step from war, at the hazard that this comes to."""
    hazard = -log(1 - 0.02)
    one_below = {"ladder.slipping": hazard / (0.2 + 6 / 4)}
    found = run(bare("ladder", days=days, months=30, given=one_below).begun(rung=6), RUNS, 13)
    within(found["war"].mean(), 0.4545156806)
    war = found["war_month"][found["war"] == 1]
    follows(war, (1 - np.exp(-hazard * war)) / 0.4545156806)
    for month in (5, 10, 20):
        within((found["war"] * (found["war_month"] < month)).mean(), 1 - 0.98**month)


@steps_of
def test_brinkmanship_as_an_ending(days: float) -> None:
    given = {"endings.lapsing": -log(1 - 0.02)}
    found = run(bare(days=days, months=30, given=given), RUNS, 14)
    within((found["ending"] == 2).mean(), 0.4545156806)


def test_brinkmanship_at_every_step_size_is_the_same_run_by_run() -> None:
    given = {"ladder.slipping": 0.02, "ladder.up": 0.05}
    at = {}
    for days in (60.0, 30.0, 15.0, 7.5, 3.75):
        model = bare("ladder", days=days, months=30, given=given).begun(rung=3)
        at[days] = run(model, 4000, 15)
    for found in at.values():
        assert found["war"].mean() > 0.05
        assert (found["war"] == at[3.75]["war"]).all()
        assert found["war_month"] == pytest.approx(at[3.75]["war_month"], abs=1e-9)
        assert (found["peak"] == at[3.75]["peak"]).all()


# Fearon's range.

RANGES = [
    (("0.5", "0.1", "0.2"), ("0.4", "0.7")),
    (("0.7", "0.05", "0.05"), ("0.65", "0.75")),
    (("0.05", "0.1", "0.1"), ("0", "0.15")),
    (("0.95", "0.1", "0.1"), ("0.85", "1")),
]


@pytest.mark.parametrize(("given", "bounds"), RANGES)
def test_the_deals_that_both_would_sign(
    given: tuple[str, str, str], bounds: tuple[str, str]
) -> None:
    """Each way to divide the pie in a world of its own: signed exactly in [p − cA, p + cB]."""
    p, cost_a, cost_b = map(Fraction, given)
    low, high = map(Fraction, bounds)
    assert max(p - cost_a, 0) == low
    assert min(p + cost_b, 1) == high
    pie = (
        generic(PACKAGES, steps=24, calibrated=False)
        .only()
        .setting({**NOTHING, "endings.signing": 5.0})
    )
    each = np.arange(PACKAGES)
    # World k has package k only, at the decimal that it stands for.
    worths = np.ascontiguousarray(pie.worths[:, each, each][:, :, None])
    assert worths[0, :, 0, 0] == pytest.approx(each / (PACKAGES - 1))
    worths[0, :, 0, 0] = each / (PACKAGES - 1)
    worths[0, :, 0, 1] = each[::-1] / (PACKAGES - 1)
    no_deal = np.empty((1, PACKAGES, 2))
    no_deal[..., 0], no_deal[..., 1] = float(p - cost_a), float(1 - p - cost_b)
    found = run(replace(pie, worths=worths, no_deal=no_deal), 10 * PACKAGES)
    possible = [low <= Fraction(k, PACKAGES - 1) <= high for k in range(PACKAGES)]
    assert (found["ending"] == np.tile(possible, 10)).all()


def test_the_range_in_worlds_of_all_kinds() -> None:
    """An agreement is possible where a point of the grid lies in the range, and is signed there."""
    worlds = 2048
    pie = (
        generic(worlds, steps=24, settings={"cost_high": 0.03}, calibrated=False)
        .only()
        .setting({**NOTHING, "endings.signing": 5.0})
    )
    found = run(pie, worlds)
    x = np.linspace(0, 1, PACKAGES)
    low, high = pie.no_deal[0, :, :1], 1 - pie.no_deal[0, :, 1:]
    inside = (x >= low) & (1 - x >= pie.no_deal[0, :, 1:])
    assert (found["ending"] == inside.any(axis=1)).all()
    assert 0.1 < (found["ending"] == 0).mean() < 0.5
    signed = found["ending"] == 1
    number = found["package"][signed].astype(int)
    assert inside[signed, number].all()
    # The most to spare for both is nearest to the middle of the range, here and by product.
    middle = (low + high)[signed, 0] / 2
    assert (np.abs(x[number] - middle) <= 0.5 / (PACKAGES - 1) + 1e-12).all()
    product = run(replace(pie, by_product=True), worlds)
    assert (product["package"] == found["package"]).mean() > 0.99


@pytest.mark.parametrize(
    ("p", "cost", "possible"), [(0.51, 0.005, False), (0.51, 0.012, True), (0.5, 0.0, True)]
)
def test_a_range_between_two_points_of_the_grid_holds_no_deal(
    p: float, cost: float, possible: bool
) -> None:
    told = {"chance_low": p, "chance_high": p, "cost_low": cost, "cost_high": cost}
    pie = (
        generic(4, settings=told, steps=24, calibrated=False)
        .only()
        .setting({**NOTHING, "endings.signing": 5.0})
    )
    assert (run(pie, 40)["ending"] == possible).all()


# Lock-in by audience costs.


@pytest.mark.parametrize(("a", "months"), [(0.05, 8.0), (0.2, 2.0)])
@pytest.mark.parametrize("days", [0.5, 3.0])
def test_lock_in(a: float, months: float, days: float) -> None:
    """A package that leaves c = (U − d) / (1 − U) to lose can be signed until a t = c."""
    worth, no_deal = 0.5, 0.3
    cost = (worth - no_deal) / (1 - worth)
    assert lock_in(a, cost) == pytest.approx(months)
    given = {"audience.price": a, "audience.fading": 0.0, "audience.media": 0.0}
    model = bare(
        "audience", "ladder", days=days, months=12, given=given,
        worth=(worth, FREE), no_deal=(no_deal, 0.0),
    ).begun(rung=8)  # fmt: skip
    window = variable(watch(model, 1), "window")[0, 1:]
    moments = np.arange(1, len(window) + 1) * model.months
    assert (np.diff(window) <= 0).all()
    assert window[0] == 1
    assert moments[window == 1].max() == pytest.approx(months, abs=model.months)
    # What would be signed later never is, and nobody is held back before.
    signed = run(model.setting({"endings.signing": 0.3}), 4000)
    assert signed["month"][signed["ending"] == 1].max() <= months + model.months
    within((signed["ending"] == 1).mean(), 1 - exp(-0.3 * months), 4000)


def test_half_the_rung_is_half_the_price_and_vagueness_none() -> None:
    given = {"audience.price": 0.05, "audience.fading": 0.0, "audience.media": 0.0}
    column = [v.name for v in PARTY].index("audience")

    def price(model: Model) -> float:
        return float(watch(model, 1).party[0, -1, 0, column])

    model = bare("audience", "ladder", months=10, days=1, given=given)
    assert price(model.begun(rung=8)) == pytest.approx(0.5, abs=0.002)
    assert price(model.begun(rung=4)) == pytest.approx(0.25, abs=0.001)
    vague = model.begun(rung=8).turned(exit=1.0)
    assert price(vague.setting({"audience.vague": 1.0})) == 0


# Faratin's tactics.

#: Time, horizon, given up at once, β, and the level.
POLYNOMIAL = [
    (0, 20, 0.1, 0.5, 0.1),
    (10, 20, 0.1, 0.5, 0.325),
    (10, 20, 0.1, 2, 0.7363961031),
    (10, 20, 0, 1, 0.5),
    (20, 20, 0.1, 5, 1.0),
    (5, 20, 0.2, 0.25, 0.203125),
]


@pytest.mark.parametrize(("elapsed", "horizon", "at_once", "tactic", "level"), POLYNOMIAL)
def test_the_level_conceded(
    elapsed: float, horizon: float, at_once: float, tactic: float, level: float
) -> None:
    assert conceded(elapsed, horizon, at_once, tactic) == pytest.approx(level, abs=1e-10)


def test_offers_of_buyer_and_seller() -> None:
    level = conceded(10, 20, 0.1, 0.5)
    assert 20 + (1 - level) * (100 - 20) == pytest.approx(74)
    assert 20 + level * (100 - 20) == pytest.approx(46)


@pytest.mark.parametrize("days", [30.0, 6.0])
@pytest.mark.parametrize(("at_once", "tactic"), [(0.1, 0.5), (0.1, 2.0), (0.0, 1.0), (0.2, 0.25)])
def test_the_level_conceded_in_a_run(at_once: float, tactic: float, days: float) -> None:
    """Without fear, haste or mirroring time alone counts: the margin falls along the curve."""
    given = {
        "concessions.margin": 0.1,
        "concessions.horizon": 20.0,
        "concessions.at_once": at_once,
        "concessions.tactic": tactic,
        "concessions.fear": 0.0,
        "concessions.mirroring": 0.0,
        "concessions.hurried": 0.0,
    }
    paths = watch(bare("concessions", months=24, days=days, given=given), 1)
    column = {v.name: n for n, v in enumerate(PARTY)}
    level = paths.party[0, 1:, 0, column["conceded"]]
    margin = paths.party[0, 1:, 0, column["margin"]]
    passed = paths.party[0, 1:, 0, column["progress"]]
    moments = np.arange(1, len(level) + 1) * days / 30
    assert passed == pytest.approx(moments, abs=days / 30)
    assert np.diff(passed) == pytest.approx(days / 30)
    expected = at_once + (1 - at_once) * np.clip(passed / 20, 0, 1) ** (1 / tactic)
    assert level == pytest.approx(expected, abs=1e-12)
    assert margin == pytest.approx(0.1 * (1 - expected), abs=1e-12)


# Power that shifts.

#: Chance of the rising side today and tomorrow, cost to the other, patience, whether there is war.
SHIFTS = [
    (0.3, 0.9, 0.1, 0.9, True),
    (0.3, 0.34, 0.1, 0.9, False),
    (0.2, 0.25, 0.05, 0.99, True),
    (0.3, 0.9, 0.1, 0.5, True),
]


@pytest.mark.parametrize(("today", "tomorrow", "cost", "patience", "war"), SHIFTS)
def test_striking_before_power_shifts(
    today: float, tomorrow: float, cost: float, patience: float, war: bool
) -> None:
    assert strikes_first(patience, tomorrow - today, today, cost) is war
    threshold = threshold_shift(today, cost, patience)
    assert not strikes_first(patience, threshold * (1 - 1e-9), today, cost)
    assert strikes_first(patience, threshold * (1 + 1e-9), today, cost)


@pytest.mark.parametrize("client", ["a", "b"])
@pytest.mark.parametrize(("today", "tomorrow", "cost", "patience", "war"), SHIFTS)
def test_striking_before_power_shifts_in_a_run(
    today: float, tomorrow: float, cost: float, patience: float, war: bool, client: str
) -> None:
    """Aid makes the client's side rise, whichever it is; the other's steps up become likelier."""
    # The client's chance of winning is today's; the balance counts for the first side, party a.
    balance = 2 * today - 1 if client == "a" else 1 - 2 * today

    def factor(shift: float) -> float:
        given = {
            "commitment.patience": patience,
            "commitment.shifting": shift,
            "commitment.fighting": cost,
            "commitment.preventing": 0.7,
            "support.tiring": 0.0,
        }
        model = bare("support", "battlefield", "commitment", months=1, given=given,
                     clients=(client,))  # fmt: skip
        model = model.turned(aid=1.0).begun(balance=balance)
        drives = watch(model, 1, explained=True).drives
        return float(drives[0, 0, NUMBER["commitment"], EVENT["up"]])

    assert factor(tomorrow - today) == pytest.approx(1.7 if war else 1.0)
    threshold = threshold_shift(today, cost, patience)
    assert factor(0.99 * threshold) == pytest.approx(1.0)
    assert factor(1.01 * threshold) == pytest.approx(1.7)


# How long an agreement lasts.


@pytest.mark.parametrize("failing", [0.10, 0.132, 0.18])
@pytest.mark.parametrize("shape", [0.5, 0.8])
def test_the_share_that_fails_within_five_years(failing: float, shape: float) -> None:
    """At a hazard ratio of 1 the share that was set; failures come early, along Weibull's curve."""
    given = {
        "endings.signing": 5.0,
        "commitment.shape": shape,
        "commitment.failing": failing,
        "commitment.to_spare": 0.0,
        "commitment.rivalry": 0.0,
    }
    model = bare("commitment", months=24, given=given)
    found = run(model, RUNS, 16)
    assert (found["ending"] == 1).all()
    within((found["held"] < 60).mean(), failing)
    follows(found["held"], 1 - (1 - failing) ** ((found["held"] / 60) ** shape))
    guarded = run(model.turned(guarantees=1.0).setting({"commitment.guarded": log(2.0)}), RUNS, 16)
    within((guarded["held"] < 60).mean(), 1 - (1 - failing) ** 0.5)
    assert (guarded["held"] > found["held"]).all()

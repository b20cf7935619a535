"""Richardson (1960), Arms and Insecurity; Osgood (1962), An Alternative to War or Surrender."""

from __future__ import annotations

from math import inf, log

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from goldenbridge.analysis.spiral.grit import (
    cuts_to,
    initiatives,
    longest_pause,
    reciprocated_cuts,
)
from goldenbridge.analysis.spiral.richardson import ArmsRace, Course

many = settings(deadline=None, max_examples=40)

Floats = NDArray[np.float64]

coefficients = st.floats(0.05, 2)
grievances = st.floats(-2, 2)
levels = st.floats(-5, 5)
shares = st.floats(0, 1)


@st.composite
def races(draw: st.DrawFn) -> ArmsRace:
    k, l, a, b = (draw(coefficients) for _ in range(4))  # noqa: E741
    race = ArmsRace(k, l, a, b, draw(grievances), draw(grievances))
    assume(abs(race.balance) > 1e-3)
    return race


def matrix(race: ArmsRace) -> Floats:
    return np.array([[-race.a, race.k], [race.l, -race.b]])


def change(race: ArmsRace, now: Floats) -> Floats:
    changed: Floats = matrix(race) @ now + [race.g, race.h]
    return changed


# ------------------------------------------------------------------------------ the arms race


@pytest.mark.parametrize(
    ("race", "rest", "stable"),
    [
        (ArmsRace(1, 1, 2, 2, 1, 1), (1, 1), True),
        (ArmsRace(2, 2, 1, 1, 1, 1), (-1, -1), False),
        (ArmsRace(0.5, 0.8, 1, 1, 0.2, 0.3), (0.583333, 0.766667), True),
    ],
)
def test_where_it_rests_and_whether_it_comes_there(
    race: ArmsRace, rest: tuple[float, float], stable: bool
) -> None:
    assert race.resting_levels == pytest.approx(np.array(rest), abs=5e-7)
    assert race.stable is stable


@many
@given(race=races())
def test_at_rest_nothing_changes(race: ArmsRace) -> None:
    rest = race.resting_levels
    assert rest is not None
    assert change(race, rest) == pytest.approx(np.zeros(2), abs=1e-9 * (1 + np.abs(rest).max()))
    assert rest == pytest.approx(np.linalg.solve(-matrix(race), [race.g, race.h]), rel=1e-6)


@many
@given(race=races())
def test_stable_means_that_every_rate_is_below_nothing(race: ArmsRace) -> None:
    rates = np.linalg.eigvals(matrix(race))
    assert np.isrealobj(rates)
    assert race.growth == pytest.approx(rates.max(), abs=1e-9)
    assert race.stable == (rates.max() < 0) == (race.a * race.b > race.k * race.l)


@settings(deadline=None, max_examples=25)
@given(race=races(), x=levels, y=levels)
def test_the_exact_path_against_small_steps(race: ArmsRace, x: float, y: float) -> None:
    times = np.array([0, 0.3, 1.0, 2.5])
    stepped = solve_ivp(
        lambda _, now: change(race, now), (0, 2.5), (x, y), t_eval=times, rtol=1e-9, atol=1e-9
    )
    assert race.levels([x, y], times) == pytest.approx(stepped.y.T, rel=1e-5, abs=1e-5)


@many
@given(race=races(), x=levels, y=levels, first=shares, second=shares)
def test_a_path_in_two_parts_is_one_path(
    race: ArmsRace, x: float, y: float, first: float, second: float
) -> None:
    half = race.levels([x, y], [first])[0]
    whole = race.levels([x, y], [first + second])[0]
    assert race.levels(half, [second])[0] == pytest.approx(whole, rel=1e-8, abs=1e-8)


@settings(deadline=None)
@given(race=races(), x=levels, y=levels)
def test_the_course_is_where_the_path_goes(race: ArmsRace, x: float, y: float) -> None:
    course, rest = race.course([x, y]), race.resting_levels
    assert rest is not None
    late = race.levels([x, y], [40 / abs(race.growth)])[0]
    if course is Course.SETTLES:
        assert race.stable
        assert late == pytest.approx(rest, abs=1e-6 * (1 + np.abs(rest).max()))
    else:
        direction = np.array([race.l, race.growth + race.a])
        assume(abs(direction @ ([x, y] - rest)) > 1e-6 * (1 + np.abs(rest).max()))
        assert course is (Course.RUNS_AWAY if late[0] > rest[0] else Course.WINDS_DOWN)
        assert (late[0] > rest[0]) == (late[1] > rest[1]), "both go the same way in the end"


def test_an_unstable_race_may_go_either_way() -> None:
    """From (1, 1) up for ever; with goodwill on both sides, from below (1, 1) down for ever."""
    assert ArmsRace(2, 2, 1, 1, 1, 1).course([1, 1]) is Course.RUNS_AWAY
    kind = ArmsRace(2, 2, 1, 1, -1, -1)
    assert kind.resting_levels == pytest.approx(np.array([1, 1]))
    assert kind.course([0.9, 0.9]) is Course.WINDS_DOWN
    assert kind.course([1.1, 1.1]) is Course.RUNS_AWAY
    assert kind.course([1.5, 0.5]) is Course.BALANCED
    assert kind.levels([1.5, 0.5], [5])[0] == pytest.approx([1, 1], abs=1e-5)


def test_reaction_equal_to_restraint_has_no_levels_of_its_own() -> None:
    even = ArmsRace(1, 1, 1, 1, 0.5, 0.5)
    assert (even.balance, even.growth) == (0, 0)
    assert not even.stable
    assert even.resting_levels is even.felt is None
    assert even.course([1, 1]) is Course.UNDECIDED
    assert even.levels([1, 1], [4])[0] == pytest.approx([3, 3]), "grievance alone drives it"
    assert ArmsRace(0.1, 0.3, 0.3, 0.1).balance == 0, "0.1 times 0.3 is 0.3 times 0.1"
    assert ArmsRace(0, 0, 0, 0).course([1, 2]) is Course.UNDECIDED


@many
@given(race=races(), more=st.floats(0.01, 1))
def test_in_a_stable_race_a_grievance_of_either_raises_both(race: ArmsRace, more: float) -> None:
    assume(race.balance > 0.01)
    worse = ArmsRace(race.k, race.l, race.a, race.b, race.g, race.h + more)
    before, after, felt = race.resting_levels, worse.resting_levels, race.felt
    assert before is not None
    assert after is not None
    assert felt is not None
    assert (after > before).all()
    assert after - before == pytest.approx(felt[:, 1] * more, rel=1e-6, abs=1e-6)


def test_each_course_is_a_sentence() -> None:
    for course in Course:
        assert course.value[0].isupper()
        assert course.value.endswith(".")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ArmsRace(-1, 1, 1, 1), '"k" is 0 or more'),
        (lambda: ArmsRace(1, 1, 1, inf), '"b" is a finite'),
        (lambda: ArmsRace(1, 1, 2, 2).levels([1], [0]), "Two finite levels"),
        (lambda: ArmsRace(1, 1, 2, 2).levels([1, 1], [[0]]), "Times"),
        (lambda: ArmsRace(1, 1, 2, 2).course([1, inf]), "Two finite levels"),
    ],
)
def test_what_cannot_be_asked_of_a_race(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]


def test_no_time_no_levels() -> None:
    assert ArmsRace(1, 1, 2, 2).levels([1, 1], []).shape == (0, 2)


# ----------------------------------------------------------------------------------------- GRIT


def test_six_answered_cuts_of_a_quarter() -> None:
    assert reciprocated_cuts(8, 0.25, 6)[-1] == 1.423828125
    both = initiatives([8, 8], 0.25, [1] * 6)
    assert both[:, 0] == pytest.approx(reciprocated_cuts(8, 0.25, 6))
    assert both[:, 1] == pytest.approx(both[:, 0])


@many
@given(level=st.floats(0.1, 100), cut=st.floats(0.01, 0.99), n=st.integers(0, 30))
def test_cuts_to_a_target_by_counting(level: float, cut: float, n: int) -> None:
    target = float(reciprocated_cuts(level, cut, n)[-1])
    assert cuts_to(level, target, cut) == n
    assert cuts_to(level, target * 1.0001, cut) == n
    assert cuts_to(level, target * 0.9999, cut) == n + 1


@many
@given(cut=shares, answers=st.lists(shares, max_size=12), tries=st.integers(1, 4))
def test_what_an_initiative_can_lose_is_known_beforehand(
    cut: float, answers: list[float], tries: int
) -> None:
    """Unanswered it stops after so many tries; answered less than in full it lags, and goes on."""
    course = initiatives([8, 8], cut, answers, tries=tries)
    assert (np.diff(course, axis=0) <= 0).all()
    alone = initiatives([8, 8], cut, [0] * 10, tries=tries)
    assert alone[-1] == pytest.approx([8 * (1 - cut) ** tries, 8])


def test_an_answer_takes_it_up_again() -> None:
    course = initiatives([8, 8], 0.5, [0, 0, 1, 0], tries=1)
    assert course.tolist() == [[8, 8], [4, 8], [4, 8], [2, 4], [1, 4]]


@settings(deadline=None, max_examples=12)
@given(race=races(), cut=st.floats(0.05, 0.5), share=st.floats(0.1, 0.9))
def test_cuts_that_come_often_enough_outpace_a_spiral(
    race: ArmsRace, cut: float, share: float
) -> None:
    """Between cuts the race goes on; without grievances, along its own direction, it is a power."""
    assume(race.growth > 0.01)
    wild = ArmsRace(race.k, race.l, race.a, race.b)
    pause = longest_pause(wild.growth, cut)
    along = np.array([wild.k, wild.growth + wild.a])  # grows at just this rate

    def after(time: float) -> float:
        course = initiatives(along, cut, [1] * 8, between=lambda now: wild.levels(now, [time])[0])
        return float(course[-1, 0] / course[1, 0])

    assert after(pause) == pytest.approx(1, rel=1e-6)
    assert after(pause * share) < 1
    assert after(pause / share) > 1


def test_cuts_bring_a_stable_race_to_rest_lower_than_by_itself() -> None:
    race = ArmsRace(0.5, 0.8, 1, 1, 0.2, 0.3)
    rest = race.resting_levels
    assert rest is not None
    course = initiatives(rest, 0.25, [1] * 40, between=lambda now: race.levels(now, [1])[0])
    assert (course[-1] < rest).all()
    assert course[-1] == pytest.approx(course[-2], abs=1e-9)


def test_what_goes_on_between_cuts_is_between_them() -> None:
    """Not before the first, nor after the last."""
    course = initiatives([8, 8], 0.5, [1, 0], between=lambda now: now + 1)
    assert course.tolist() == [[8, 8], [4, 4], [2.5, 5]]


def test_the_pause_by_hand() -> None:
    assert longest_pause(1, 0.25) == pytest.approx(log(4 / 3))
    assert longest_pause(0, 0.25) == longest_pause(-1, 0.25) == longest_pause(1, 1) == inf


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: reciprocated_cuts(8, 1.5, 6), "share from 0 to 1"),
        (lambda: reciprocated_cuts(8, 0.5, -1), "0 steps or more"),
        (lambda: cuts_to(8, 0, 0.5), "above 0"),
        (lambda: cuts_to(8, 1, 0), "above 0"),
        (lambda: initiatives([8], 0.5, []), "Two finite levels"),
        (lambda: initiatives([8, 8], 0.5, [2]), "share from 0 to 1"),
        (lambda: initiatives([8, 8], 0.5, [1], tries=0), "at least once"),
        (lambda: longest_pause(inf, 0.5), "finite"),
    ],
)
def test_what_cannot_be_asked_of_cuts(call: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()  # type: ignore[operator]


def test_the_ends_of_cuts() -> None:
    assert cuts_to(8, 9, 0.5) == 0
    assert cuts_to(8, 1, 1) == 1
    assert initiatives([8, 8], 0.5, []).shape == (1, 2)

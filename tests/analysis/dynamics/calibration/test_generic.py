"""The generic crisis takes whole shipped points, and lets itself be overruled."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.dynamics.calibration.shipped import read_points, shipped
from goldenbridge.analysis.dynamics.generic import OWN, SETTINGS, generic, protracted, violent
from goldenbridge.analysis.dynamics.model import Bad, parameters, place
from goldenbridge.analysis.dynamics.run import run
from goldenbridge.analysis.dynamics.state import CHANNEL, RUNG

UP = place("ladder.up")


def test_world_w_has_point_w_modulo_their_number() -> None:
    names, points = shipped().names, shipped().points
    worlds = len(points) + 5
    params = generic(worlds).params
    column = names.index("endings.signing")
    there = params[:, place("endings.signing")]
    assert there[: len(points)].tolist() == points[:, column].tolist()
    assert there[len(points) :].tolist() == points[:5, column].tolist()


def test_a_world_is_the_same_however_many_there_are() -> None:
    few, many = generic(7, 4), generic(300, 4)
    assert (few.params == many.params[:7]).all()
    assert (few.no_deal == many.no_deal[:, :7]).all()
    assert np.array_equal(few.crisis, many.crisis[:7], equal_nan=True)


def test_what_is_given_comes_before_what_is_shipped() -> None:
    params = generic(50, given={"endings.signing": 0.123}).params
    assert set(params[:, place("endings.signing")]) == {0.123}
    drawn = generic(50, given={"endings.signing": (0.1, 0.2, 0.3)}).params
    assert 0.1 <= drawn[:, place("endings.signing")].min() < 0.3


def test_what_is_set_comes_before_what_is_shipped() -> None:
    assert generic(50, settings={"talking": 0.0}).crisis[:, CHANNEL].sum() == 0
    assert generic(50, settings={"talking": 1.0}).crisis[:, CHANNEL].sum() == 50
    costs = 1.0 - generic(50, settings={"cost_low": 0.3, "cost_high": 0.3}).no_deal[0].sum(axis=1)
    assert costs == pytest.approx(np.full(50, 0.6))


def test_not_calibrated_it_keeps_to_the_ranges_of_the_model() -> None:
    params = generic(200, calibrated=False).params
    for column, (name, one) in enumerate(parameters().items()):
        assert one.low <= params[:, column].min(), name
        assert params[:, column].max() <= one.high, name


def test_rivalry_multiplies_steps_up_of_protracted_conflicts_only() -> None:
    plain = generic(200, 2, settings={"rivalry": 1.0}).params[:, UP]
    rivals = generic(200, 2, settings={"rivalry": 3.0}).params[:, UP]
    ratio = np.where(protracted(200, 2), 3.0, 1.0)
    assert rivals / plain == pytest.approx(ratio)


def test_shares_of_how_crises_begin() -> None:
    begun = generic(4000, settings={"rung_violent": 5.0, "rung_otherwise": 3.0})
    assert ((begun.crisis[:, RUNG] == 5.0) == violent(4000)).all()
    assert violent(4000).mean() == pytest.approx(227 / 481, abs=0.03)
    assert protracted(4000).mean() == pytest.approx(303 / 511, abs=0.03)


def test_an_unknown_setting_is_told_with_the_nearest() -> None:
    with pytest.raises(Bad, match=r'found "violant".*"violent"'):
        generic(8, settings={"violant": 0.5})
    with pytest.raises(Bad, match=r"talks\.opning"):
        generic(8, given={"talks.opning": 0.5})


def test_names_of_the_shipped_points_are_parameters_or_settings() -> None:
    for name in shipped().names:
        own = name.startswith(OWN)
        assert name.removeprefix(OWN) in SETTINGS if own else name in parameters()


def test_it_can_be_run() -> None:
    assert len(run(generic(64), 64).rows) == 64


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no points"),
        ("a.b,c.d\n", "no points"),
        ("a.b,c.d\n1,2\n3\n", ":3: found “3”, wanted 2 numbers"),
        ("a.b\nnan\n", ":2: found “nan”"),
        ("a.b\nx\n", ":2: found “x”"),
    ],
)
def test_faults_of_a_table_of_points_are_told_with_their_line(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_points(text)

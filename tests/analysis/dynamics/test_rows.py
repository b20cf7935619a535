"""Every claim of the sources: in the table once, carried by what exists, shown by an experiment."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from dataclasses import replace
from functools import cache
from types import ModuleType

import numpy as np
import pytest

from goldenbridge.analysis.dynamics import mechanisms, state
from goldenbridge.analysis.dynamics.drawn import drawn_readings
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS
from goldenbridge.analysis.dynamics.model import VARIABLES, Model, parameters, place
from goldenbridge.analysis.dynamics.parameter import ASSUMED
from goldenbridge.analysis.dynamics.rows import (
    EXPERIMENTS,
    ROWS,
    Experiment,
    Setting,
    crisis_of_four,
    measured,
)
from goldenbridge.analysis.dynamics.rows.experiments import OPEN_ENDED, STILL
from goldenbridge.analysis.dynamics.rows.four import PARTIES
from goldenbridge.analysis.dynamics.rows.outcomes import OUTCOMES
from goldenbridge.analysis.dynamics.rows.page import mechanisms_page
from goldenbridge.analysis.dynamics.run import run, watch
from goldenbridge.analysis.dynamics.state import BEGINS, HYPOTHESES, KNOBS
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate

EACH = pytest.mark.parametrize("name", list(EXPERIMENTS))
MECHANISM = pytest.mark.parametrize("name", [one.name for one in MECHANISMS])
KNOB = {name: number for name, number in vars(state).items() if name.startswith("K_")}


# The table.


def test_every_row_is_there_once() -> None:
    assert [row.number for row in ROWS] == list(range(1, 84))
    assert len({row.claim for row in ROWS}) == 83
    assert all(row.where and row.claim.endswith(".") for row in ROWS)


def test_every_row_is_carried_by_something_that_exists() -> None:
    knobs = {knob.name for knob in KNOBS}
    readings = {f"{h.name}: {r}" for h in HYPOTHESES for r in h.readings}
    variables = {v.name for several in VARIABLES.values() for v in several}
    for row in ROWS:
        assert row.carried_by or row.elsewhere, row.number
        assert set(row.knobs) <= knobs, row.number
        assert set(row.readings) <= readings, row.number
        assert set(row.variables) <= variables, row.number
        assert set(row.mechanisms) <= {*(one.name for one in MECHANISMS), "endings"}
        assert set(row.rivals) <= set(range(1, 84)) - {row.number}, row.number


def test_every_parameter_names_rows_or_says_why_not() -> None:
    for name, parameter in parameters().items():
        assert set(parameter.rows) <= set(range(1, 84)), name
        assert parameter.rows or parameter.basis != ASSUMED, name


def test_every_row_has_an_experiment_and_every_experiment_its_rows() -> None:
    shown = Counter(number for one in EXPERIMENTS.values() for number in one.rows)
    assert sorted(shown) == list(range(1, 84))
    assert [one.id for one in EXPERIMENTS.values() if not one.rows] == ["a mediator is sought"]


def test_every_knob_and_every_reading_is_used_by_some_experiment() -> None:
    said = [s for one in EXPERIMENTS.values() for s in _all_settings(one)]
    assert {knob for s in said for knob in s.knobs} == {knob.name for knob in KNOBS}
    wanted = {(h.name, r) for h in HYPOTHESES for r in h.readings}
    assert {pair for s in said for pair in s.readings.items()} == wanted


def test_every_outcome_is_looked_at() -> None:
    looked_at = {one.outcome for one in EXPERIMENTS.values()}
    looked_at |= {one.rival.outcome for one in EXPERIMENTS.values() if one.rival}
    assert looked_at - {""} <= set(OUTCOMES)
    assert set(OUTCOMES) <= looked_at


def test_an_experiment_changes_one_thing_only() -> None:
    for one in EXPERIMENTS.values():
        before, after = one.settings()
        assert before != after
        kinds = ("knobs", "parameters", "crisis", "parties", "readings", "packages", "late")
        differ = [kind for kind in kinds if getattr(before, kind) != getattr(after, kind)]
        assert len(differ) == 1, one.id
        assert one.changed


def _all_settings(one: Experiment) -> list[Setting]:
    both = [one.settings(), *([one.settings(rival=True)] if one.rival else [])]
    return [setting for pair in both for setting in pair]


# The experiments.


@cache
def found(name: str, rival: bool) -> Estimate:
    return measured(EXPERIMENTS[name], rival=rival)


@cache
def company(name: str) -> Estimate:
    one = EXPERIMENTS[name].in_company
    assert one is not None
    # Written replies are claimed to do little, which takes more runs to be told from nothing.
    return measured(one, 1024 if name == "written replies" else 512)


def agrees(estimate: Estimate, expected: int, band: float) -> bool:
    """Whether an interval lies on the side that is expected, or in the band where none is."""
    assert estimate.interval is not None
    low, high = estimate.interval
    if expected == 0:
        return -band <= low and high <= band
    return low > 0 if expected > 0 else high < 0


@EACH
def test_the_claimed_direction(name: str) -> None:
    one, estimate = EXPERIMENTS[name], found(name, False)
    assert agrees(estimate, one.expected, one.looked_at().band), str(estimate)


@pytest.mark.parametrize("name", [name for name, one in EXPERIMENTS.items() if one.rival])
def test_the_rival_reading(name: str) -> None:
    one = EXPERIMENTS[name]
    assert one.rival is not None
    estimate = found(name, True)
    assert agrees(estimate, one.rival.expected, one.looked_at(rival=True).band), str(estimate)


@pytest.mark.parametrize("name", [name for name, one in EXPERIMENTS.items() if one.setting.only])
def test_the_claimed_direction_with_all_mechanisms_at_work(name: str) -> None:
    """What a few mechanisms show alone still shows beside all others."""
    one = EXPERIMENTS[name].in_company
    assert one is not None
    estimate = company(name)
    assert agrees(estimate, one.expected, one.looked_at().band), str(estimate)


def test_what_is_claimed_to_move_something_is_large_enough_to_be_seen() -> None:
    small = {
        name
        for name, one in EXPERIMENTS.items()
        if one.expected and abs(found(name, False).estimate or 0.0) < one.looked_at().band
    }
    # Row 46 claims that little comes of written replies.
    assert small <= {"written replies"}


def test_a_wrong_direction_would_be_seen() -> None:
    wrong = replace(EXPERIMENTS["a way out"], expected=-1)
    assert not agrees(measured(wrong), wrong.expected, wrong.looked_at().band)
    assert not agrees(measured(wrong), 0, wrong.looked_at().band)


def test_an_experiment_without_a_rival_has_none_to_measure() -> None:
    with pytest.raises(ValueError, match="no rival"):
        measured(EXPERIMENTS["blowback"], rival=True)


def test_the_same_runs_the_same_figure() -> None:
    one = EXPERIMENTS["a vague victory"]
    assert measured(one, 64) == measured(one, 64)
    assert measured(one, 64) != measured(one, 64, seed=2)


# Interactions and shapes that one difference does not show.


def test_the_peak_of_a_gain_lies_within() -> None:
    """Row 52: rising first, falling then, in every world, with the largest slack in between."""
    gains = np.linspace(0.0, 1.0, 11)
    base = Setting(
        only=("battlefield", "ladder"),
        readings={"losses": "talks"},
        parameters={**OPEN_ENDED, **STILL},
        months=4,
    )
    slack = np.stack(
        [
            OUTCOMES["slack"].of(watch(crisis_of_four(Setting(crisis={"balance": -g}).over(base)),
                                       256))
            for g in gains
        ],
        axis=1,
    )  # fmt: skip
    best = slack.argmax(axis=1)
    # Where losses tell most and gains least, a total one is still worth it: chi is above omega.
    assert (best > 0).all()
    assert (best < len(gains) - 1).mean() > 0.99
    mean = slack.mean(axis=0)
    assert 0 < mean.argmax() < len(gains) - 1
    assert (np.diff(np.sign(np.diff(mean))) != 0).sum() == 1


def test_openness_turns_the_same_loss_round() -> None:
    """Row 67: the more talking can bring, the more a loss opens; the less, the more it shuts."""
    base = EXPERIMENTS["loss and openness: the window"]
    opened = []
    for scope in (0.0, 0.5, 1.0):
        at = Setting(knobs={"scope": scope}, crisis={"scope": scope}).over(base.setting)
        opened.append(measured(replace(base, setting=at, rival=None)).estimate or 0.0)
    assert opened[0] < -0.1 < 0.1 < opened[2]
    assert opened[0] < opened[1] < opened[2]


def test_war_does_not_make_peace() -> None:
    """More fighting is not a way to an agreement, with every mechanism on."""
    base = Setting(parameters={**STILL, "endings.lapsing": 0.0}, months=24)
    war = Experiment(
        "war", (), "agreed", -1, Setting(crisis={"rung": 4.0}), Setting(crisis={"rung": 7.0}), base
    )
    assert agrees(measured(war), -1, 0.0)


def test_what_measures_cost_counts_once() -> None:
    """Measures that stay whatever is signed do not press: the price asked does not fall."""
    base = Setting(
        only=("sanctions", "concessions"), readings={"sanctions": "terms"}, parameters=OPEN_ENDED
    )
    one = Experiment(
        "unconditional", (), "the demander asks", 1, Setting(knobs={"sanctions": 0.0}),
        Setting(knobs={"sanctions": 1.0}), base,
    )  # fmt: skip
    assert agrees(measured(one), 1, 0.0)
    # With stated terms it falls by weight x effect and by nothing else.
    before = crisis_of_four(Setting(knobs={"conditional": 1.0}).over(base), 64)
    after = before.turned(sanctions=1.0)
    a, b = watch(after, 64), watch(before, 64)
    asked = [v.name for v in state.PARTY].index("threshold")
    effect = a.crisis[:, 1:, state.EFFECT]
    weight = a.model.params[:, place("sanctions.weight")][:, None]
    fallen = b.party[:, 1:, 0, asked] - a.party[:, 1:, 0, asked]
    np.testing.assert_allclose(fallen, weight * effect, atol=1e-12)


@pytest.mark.parametrize(
    "offered", [{"conditional": 1.0}, {"neutrality": 1.0}, {"exit": 1.0}, {"enlargement": 1.0}]
)
def test_identity_refuses_every_inducement(offered: dict[str, float]) -> None:
    """Row 63, each inducement by itself: it tells on what the demander asks, and then no more."""
    base = Setting(
        only=("sanctions", "concessions", "intent"), readings={"sanctions": "terms"},
        parameters={**OPEN_ENDED, "concessions.fear": 0.0, "sanctions.blowback": 0.0},
        knobs={"sanctions": 1.0},
    )  # fmt: skip
    one = Experiment(
        "x", (), "the demander asks", -1, Setting(), Setting(knobs=offered), base
    )  # fmt: skip
    open_to = replace(one, setting=Setting(crisis={"identity": 0.0}).over(base))
    closed = replace(one, setting=Setting(crisis={"identity": 1.0}).over(base))
    assert agrees(measured(open_to, 128), 1 if "enlargement" in offered else -1, 0.0)
    assert agrees(measured(closed, 128), 0, 1e-9)


# Beginnings.


def test_variables_begin_at_their_parameters_also_those_set_later() -> None:
    model = crisis_of_four(Setting(), 8).setting(
        {one.parameter: 0.31 for one in BEGINS if one.parameter != "audience.usual"}
    )
    party, dyad, crisis = model.beginning
    names = {of: [v.name for v in several] for of, several in VARIABLES.items()}
    assert (dyad[:, :, names["dyad"].index("trust")] == 0.31).all()
    assert (crisis[:, names["crisis"].index("identity")] == 0.31).all()
    reserves = party[:, :, names["party"].index("reserves")]
    assert (reserves[:, 0] == 0.31).all()
    assert (reserves[:, 1:] == 0.0).all()
    pretext = party[:, :, names["party"].index("pretext")]
    assert (pretext[:, 0] == 0.0).all()
    assert (pretext[:, 1:] == 0.31).all()
    assert np.isfinite(party).all()


def test_what_is_said_of_the_beginning_stands() -> None:
    model = crisis_of_four(Setting(crisis={"identity": 0.0}, parties={"client.pretext": 0.9}), 4)
    party, _, crisis = model.beginning
    assert (crisis[:, state.IDENTITY] == 0.0).all()
    assert (party[:, PARTIES.index("client"), state.PRETEXT] == 0.9).all()


# Mechanisms: alive where they are on, nothing where they are off.


def _lively(**crisis: float) -> Model:
    """A crisis in which everything is turned a little and every reading holds somewhere."""
    turned = {knob.name: 0.4 + 0.3 * (number % 3) / 2 for number, knob in enumerate(KNOBS)}
    setting = Setting(knobs=turned, crisis=crisis, packages=("part", "order"), months=24)
    model = crisis_of_four(setting, 128)
    return replace(model, readings=drawn_readings(np.arange(128), 1))


@cache
def _crises() -> tuple[Model, ...]:
    war = {"rung": 7.0, "balance": -0.4}
    quiet = {"rung": 1.0}
    return _lively(rung=4.0), _lively(**war), _lively(**quiet)


def _rows(model: Model) -> np.ndarray:
    return run(model, 256).rows


def test_every_parameter_moves_something() -> None:
    before = [_rows(model) for model in _crises()]
    dead = []
    for name, parameter in parameters().items():
        for model, rows in zip(_crises(), before, strict=True):
            if (_rows(model.setting({name: parameter.high})) != rows).any():
                break
            if (_rows(model.setting({name: parameter.low})) != rows).any():
                break
        else:
            dead.append(name)
    assert dead == []


def test_every_knob_moves_something() -> None:
    still = [
        knob.name
        for knob in KNOBS
        if not any((_rows(m.turned(**{knob.name: 0.0})) != _rows(m)).any() for m in _crises())
    ]
    assert still == []


def _reads(module: ModuleType) -> set[str]:
    """Names of the knobs that a mechanism's file mentions beyond its imports."""
    tree = ast.parse(inspect.getsource(module))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return {KNOBS[KNOB[name]].name for name in used & set(KNOB)}


@MECHANISM
def test_off_is_neutral(name: str) -> None:
    """Off, neither its parameters nor the knobs that it alone reads change any outcome."""
    read = {one.name: _reads(getattr(mechanisms, one.name)) for one in MECHANISMS}
    own = read[name] - set().union(*(read[other] for other in read if other != name))
    ranges = {k: p for k, p in parameters().items() if k.startswith(f"{name}.")}
    for model in _crises():
        off = model.without(name)
        rows = _rows(off)
        for end in ("low", "high"):
            moved = off.setting({k: getattr(p, end) for k, p in ranges.items()})
            np.testing.assert_array_equal(_rows(moved), rows)
        for knob in own:
            np.testing.assert_array_equal(_rows(off.turned(**{knob: 0.0})), rows)
            np.testing.assert_array_equal(_rows(off.turned(**{knob: 1.0})), rows)
    # And on, it is felt.
    assert any((_rows(model) != _rows(model.without(name))).any() for model in _crises())


@MECHANISM
def test_off_leaves_what_it_owns_alone(name: str) -> None:
    for model in _crises():
        paths = watch(model.without(name), 64)
        seen = {"party": paths.party, "dyad": paths.dyad, "crisis": paths.crisis}
        for of, variables in VARIABLES.items():
            for column, variable in enumerate(variables):
                values = seen[of][..., column]
                if variable.owner == name and variable.name not in FELT_BY_NOBODY:
                    assert (values[np.isfinite(values)] == variable.neutral).all(), variable.name


#: Kept by the loop itself or by another mechanism, and read by none while its owner is off.
FELT_BY_NOBODY = ("trust", "months_talked", "readiness")


def test_everything_stays_in_its_range() -> None:
    for model in _crises():
        paths = watch(model, 128)
        seen = {"party": paths.party, "dyad": paths.dyad, "crisis": paths.crisis}
        for of, variables in VARIABLES.items():
            for column, variable in enumerate(variables):
                values = seen[of][..., column]
                values = values[np.isfinite(values)]
                assert len(values)
                assert values.min() >= variable.low - 1e-12, variable.name
                assert values.max() <= variable.high + 1e-12, variable.name


def test_steps_of_any_length_tell_the_same() -> None:
    """A month, half of it and a week: shares within a few hundredths, everything on."""
    model = _crises()[0]
    told = []
    for days, steps in ((30.0, 24), (15.0, 48), (7.5, 96)):
        found = run(replace(model, steps=steps, step_days=days), 4096)
        told.append(
            [
                (found["ending"] == 1).mean(), found["war"].mean(), found["widened"].mean(),
                found["slips"].mean() / 10, found["steps_up"].mean() / 10,
                found["talked"].mean() / 24,
            ]
        )  # fmt: skip
    np.testing.assert_allclose(told[1], told[0], atol=0.03)
    np.testing.assert_allclose(told[2], told[0], atol=0.03)


# The page.


def test_the_page_has_every_row_and_every_experiment(monkeypatch: pytest.MonkeyPatch) -> None:
    """With figures of the runs above: the page itself is compared in the tests of the docs."""
    from goldenbridge.analysis.dynamics.rows import page

    def cached(one: Experiment, rival: bool = False) -> Estimate:
        alone = one.setting.only or not EXPERIMENTS[one.id].setting.only
        return found(one.id, rival) if alone else company(one.id)

    monkeypatch.setattr(page, "measured", cached)
    text = mechanisms_page()
    assert "no evidence" in text
    for row in ROWS:
        assert f"| {row.number} | {row.where} | {row.claim} |" in text
    for name, one in EXPERIMENTS.items():
        line = next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
        assert one.changed in line
    assert "makes no visible difference" in text

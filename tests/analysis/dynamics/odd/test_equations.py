"""The listings on the page say what the compiled functions work out, with columns by name."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from math import exp
from typing import Any

import pytest

from goldenbridge.analysis.dynamics import endings, kernel
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS, Mechanism, commitment
from goldenbridge.analysis.dynamics.odd import equations as module
from goldenbridge.analysis.dynamics.odd.equations import equations, picked
from goldenbridge.analysis.dynamics.odd.page import COLUMN_TEXTS, NEED_TEXTS, ROLE_TEXTS
from goldenbridge.analysis.dynamics.parameter import Parameter
from goldenbridge.analysis.dynamics.state import (
    BALANCE,
    BEGINS,
    COLUMNS,
    CRISIS,
    DEMANDER,
    DYAD,
    FIGHTING,
    HOME,
    HYPOTHESES,
    K_SCOPE,
    KNOBS,
    LOSSES,
    NEEDS,
    PARTY,
    R_DOUBLING,
    R_NEITHER,
    R_TALKS,
    ROLES,
    RUNG,
    SUPPORT,
    TENSION,
    TRUST,
    UP,
    UP_SILENT,
)

FIRST, SECOND = range(2)
HALF = 0.5
BOTH = (
    Parameter("slowly", 0, 1, 2, "share", "so"),
    Parameter("soon", 0, 1, 2, "share", "so"),
)


def made_up(months: Any, party: Any, dyad: Any, crisis: Any, pairs: Any, role: Any, knob: Any,
            reading: Any, par: Any, base: Any, factor: Any, shift: Any) -> Any:  # fmt: skip
    """Every form that a mechanism uses."""
    what, n = reading[LOSSES], len(party)
    fighting = crisis[FIGHTING] > 0.0
    rung = crisis[RUNG]
    for d in range(len(pairs)):
        dyad[d, TRUST] *= exp(-par[FIRST] * months)
    tension = 0.5 * crisis[TENSION]
    crisis[TENSION] = tension
    for p in range(n):
        if role[p, DEMANDER] == 0.0:
            continue
        party[p, SUPPORT] += HALF * knob[K_SCOPE] / 12.0
        if what in (R_TALKS, R_DOUBLING) and fighting:
            shift[p] -= par[SECOND] * rung
        elif reading[HOME] >= 0 and reading[HOME] != R_NEITHER:
            factor[UP_SILENT] *= 1.0 + crisis[BALANCE]
    if rung < 2.0:
        return
    base[UP] += 1.0 if fighting else 0.25


def test_every_form_is_written_with_names() -> None:
    assert equations(made_up, BOTH) == [
        "fighting\N{PRIME} = fighting > 0",
        "for every pair d:",
        "    trust[d] *= exp(-par.slowly * months)",
        "tension\N{PRIME} = 0.5 * tension",
        "tension = tension\N{PRIME}",
        "for every party p:",
        "    if not demander[p]:",
        "        go on with the next",
        "    support[p] += 0.5 * knob.scope / 12",
        "    if reading.losses in (talks, doubling_down) and fighting\N{PRIME}:",
        "        shift[p] -= par.soon * rung",
        "    elif reading.home != none and reading.home != neither:",
        '        factor["up while not talking"] *= 1 + balance',
        "if rung < 2:",
        "    nothing more is done",
        "base.up += 1 if fighting\N{PRIME} else 0.25",
    ]


def test_long_lines_are_broken_at_spaces() -> None:
    def long(par: Any) -> Any:
        return par[FIRST] + par[SECOND] * (par[FIRST] + par[SECOND]) * (
            par[FIRST] * par[SECOND]
        ) * (par[FIRST] + par[SECOND])

    lines = equations(long, BOTH)
    assert len(lines) == 2
    assert max(map(len, lines)) <= 96
    assert " ".join(line.strip() for line in lines).count("par.soon") == 4


def written(one: Mechanism) -> str:
    return "\n".join(equations(one.act, one.parameters))


@pytest.mark.parametrize("one", MECHANISMS, ids=lambda one: one.name)
def test_every_parameter_is_at_work(one: Mechanism) -> None:
    told = written(one)
    if one.name == "commitment":
        told += "\n".join(equations(commitment.lasting, one.parameters))
    begins = {begin.parameter for begin in BEGINS}
    for parameter in one.parameters:
        if f"{one.name}.{parameter.name}" in begins:
            continue
        assert re.search(rf"\bpar\.{parameter.name}\b", told), parameter.name


@pytest.mark.parametrize("one", MECHANISMS, ids=lambda one: one.name)
def test_nothing_is_lost_or_added(one: Mechanism, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many sums, factors, cases and numbers as in the function itself."""
    monkeypatch.setattr(module, "WIDTH", 10_000)
    source = ast.parse(textwrap.dedent(inspect.getsource(one.act.py_func)))  # type: ignore[attr-defined]
    plain = "\n".join(ast.unparse(one) for one in source.body[0].body[1:])  # type: ignore[attr-defined]
    told = written(one)
    for sign in (
        " * ",
        " / ",
        "*=",
        "+=",
        "-=",
        "/=",
        "exp(",
        "eased(",
        "grown(",
        "clip(",
        "elif ",
    ):
        assert told.count(sign) == plain.count(sign), sign
    numbers = Counter(re.findall(r"\b0\.\d*[1-9]\b", plain))
    assert not numbers - Counter(re.findall(r"\b0\.\d*[1-9]\b", told))


@pytest.mark.parametrize("one", MECHANISMS, ids=lambda one: one.name)
def test_only_names_of_the_tables_are_left(one: Mechanism) -> None:
    told = written(one)
    assert not re.search(r"\b(K_|R_|O_|C_)?[A-Z][A-Z_0-9]+\b", told)
    assert set(re.findall(r"knob\.(\w+)", told)) <= {knob.name for knob in KNOBS}
    assert set(re.findall(r"reading\.(\w+)", told)) <= {h.name for h in HYPOTHESES}
    rows = {v.name for v in (*PARTY, *DYAD)} | {*ROLES} | {"leave", "shift"}
    assert set(re.findall(r"\b(\w+)\[[pd]\]", told)) <= rows


def test_every_knob_and_reading_is_felt_somewhere() -> None:
    told = "\n".join(
        [*map(written, MECHANISMS), *equations(commitment.lasting, commitment.PARAMETERS)]
    )
    for knob in KNOBS:
        assert f"knob.{knob.name}" in told
    for hypothesis in HYPOTHESES:
        felt = [r for r in hypothesis.readings if re.search(rf"\b{r}\b", told)]
        assert len(felt) >= len(hypothesis.readings) - 1, hypothesis.name


def test_the_endings_are_read_off_the_loop() -> None:
    lines = picked(kernel._kernel, "step", ["base.lapse", "factor.lapse"], endings.PARAMETERS)
    assert lines[0].startswith("base.lapse += par.lapsing * (1 + (now + 0.5 * months) / 3) **")
    assert lines[-2:] == ["if fighting > 0:", "    factor.lapse *= par.lapse_in_war"]


def test_a_line_that_is_gone_is_missed() -> None:
    with pytest.raises(LookupError, match="base\\.peace"):
        picked(kernel._kernel, "step", ["base.peace"], endings.PARAMETERS)
    with pytest.raises(LookupError):
        picked(kernel._kernel, "no such loop", ["theta"], endings.PARAMETERS)


def test_every_column_role_and_need_is_told() -> None:
    assert list(COLUMN_TEXTS) == list(COLUMNS)
    assert list(ROLE_TEXTS) == list(ROLES)
    assert list(NEED_TEXTS) == list(NEEDS)
    assert {v.name for v in CRISIS} >= {"rung", "balance"}

"""Any small case at all, nasty ones among them, from its text to its figures.

Either the case is refused with problems, or what is asked is refused in the project's form, or all
figures are numbers in their range.
"""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.dynamics.compare import compare
from goldenbridge.analysis.dynamics.explain import explain
from goldenbridge.analysis.dynamics.outcomes import OUTCOMES
from goldenbridge.analysis.dynamics.simulate import simulate
from goldenbridge.case import read_case
from goldenbridge.case.over_time import READ, TURNED
from goldenbridge.errors import GoldenbridgeError

PARTIES, ISSUES = ("ana", "ben", "cyr", "dee"), ("x", "y", "z", "w")
ROLES = ("demanders", "targets", "senders", "clients", "patrons", "fighters")
NUMBERS = (0.0, 1.0, -1.0, 0.5, 30.0, 1e6, -1e6, 1e-9, 1e300, float("nan"), float("inf"))


@st.composite
def judged(draw: Any, low: float, high: float) -> object:
    """A number, or a range."""
    several = sorted(draw(st.floats(low, high, width=32)) for _ in range(3))
    if draw(st.booleans()):
        return several[1]
    return dict(zip(("low", "mode", "high"), several, strict=True))


@st.composite
def some(draw: Any, names: Any) -> list[str]:
    return [name for name in names if draw(st.booleans())]


def at_mode(value: Any) -> float:
    return float(value["mode"] if isinstance(value, dict) else value)


def spoilt(draw: Any, body: Any) -> None:
    """One number somewhere in a case in place of another, mostly far out of its range."""
    places: list[tuple[Any, Any]] = []

    def look(value: Any) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            if isinstance(one, dict | list):
                look(one)
            elif isinstance(one, int | float) and not isinstance(one, bool):
                places.append((value, key))

    look({k: v for k, v in body.items() if k != "goldenbridge"})
    holder, key = draw(st.sampled_from(places))
    holder[key] = draw(st.sampled_from(NUMBERS))


@st.composite
def cases(draw: Any) -> dict[str, Any]:
    """The values of a case file: sound for the most part, and one number wrong in some."""
    parties = PARTIES[: draw(st.integers(2, 4))]
    issues = ISSUES[: draw(st.integers(1, 4))]
    consent = draw(st.sampled_from(("always",) * 5 + ("mixed",) * 5 + ("never",)))
    options = {issue: ["a", "b", "c"][: draw(st.integers(2, 3))] for issue in issues}
    closed = {issue for issue in issues[1:] if draw(st.integers(0, 3)) == 3}
    body: dict[str, Any] = {"goldenbridge": 1, "title": "T", "parties": {}, "issues": {}}
    for number, party in enumerate(parties):
        body["parties"][party] = {"name": party.upper(), "consent": consent}
        if consent == "mixed":
            asked = bool(number) and draw(st.booleans())
            body["parties"][party]["consent"] = "issues" if asked else "always"
            if asked:
                body["parties"][party]["controls"] = [draw(st.sampled_from(issues))]
        if consent != "never" and draw(st.integers(0, 4)) == 4:
            house = {"name": "H", "ratifies": True, "asks": draw(judged(0, 20))}
            body["parties"][party]["constituencies"] = {"house": house}
    for issue in issues:
        body["issues"][issue] = {
            "name": issue, "default": "a", "options": {o: o.upper() for o in options[issue]},
            "open": issue not in closed,
        }  # fmt: skip
    line = draw(st.sampled_from(issues)) if draw(st.booleans()) else None
    owner = draw(st.sampled_from(parties))
    body["worths"], body["no_deal"] = {}, {}
    for party in parties:
        values: dict[str, dict[str, Any]] = {}
        for issue in issues:
            middle = {} if len(options[issue]) == 2 else {"b": draw(judged(0, 100))}
            ends = draw(st.sampled_from(((0, 100), (100, 0))))
            values[issue] = {"a": ends[0], **middle, options[issue][-1]: ends[1]}
        main = draw(st.sampled_from(issues))
        swings: dict[str, Any] = {i: draw(judged(0, 150)) for i in issues if i != main}
        body["worths"][party] = {"main": main, "swings": swings, "values": values}
        packages = []
        for _ in range(2):
            open_to = [i for i in issues if i not in closed and (i, party) != (line, owner)]
            packages.append({i: draw(st.sampled_from(options[i])) for i in open_to})
        # Nobody offers what is worth less to it than what it refused.
        packages.sort(
            key=lambda one: sum(
                at_mode(values[i][one.get(i, "a")]) / 100 * at_mode({**swings, main: 100}[i])
                for i in issues
            )
        )
        body["no_deal"][party] = {
            "refused": {"r": {"package": packages[0]}}, "offered": {"o": {"package": packages[1]}},
        }  # fmt: skip
    if line is not None:
        body["red_lines"] = {
            "line": {
                "owners": [owner], "issue": line, "at_most": "a",
                "confidence": draw(st.sampled_from((0.0, 0.5, 1.0))),
                "severity": draw(judged(0, 100)), "declared": "declared", "text": "T.",
            }
        }  # fmt: skip
    body["hypotheses"] = {
        "mood": {"name": "M", "readings": {"calm": {"text": "C"}, "tense": {"text": "T"}}}
    }
    levers = {}
    for name in ("pull", "push"):
        effect: dict[str, Any] = {"firmness": draw(st.sampled_from(parties)), "shift": 0.2}
        if closed and draw(st.booleans()):
            effect = {"opens": sorted(closed)[0]}
        levers[name] = {
            "name": name, "holder": parties[0], "effects": [effect],
            "kind": "agenda" if "opens" in effect else "measure",
            "turns": {k: draw(judged(-1, 1)) for k in draw(knobs())},
            "costs": {p: draw(judged(0, 40)) for p in draw(some(parties))},
            "credibility": {p: draw(judged(0, 1)) for p in draw(some(parties))},
        }  # fmt: skip
    body["levers"] = levers
    if draw(st.integers(0, 4)) and consent != "never":
        body["dynamics"] = draw(over_time(parties))
    snapshot = draw(st.sampled_from(("2031-01-01", "winter")))
    dated = snapshot != "winter"
    body["policies"] = {f"p{n}": draw(policies(dated)) for n in range(draw(st.integers(0, 2)))}
    body["snapshots"] = {snapshot: {"title": "S"}}
    if draw(st.integers(0, 5)) == 5:
        spoilt(draw, body)
    return body


def knobs() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from((*TURNED, "sanctions", "aid")), max_size=3, unique=True)


@st.composite
def over_time(draw: Any, parties: tuple[str, ...]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if len(parties) > 1 and draw(st.integers(0, 4)):
        cut = draw(st.integers(1, len(parties) - 1))
        said["first"], said["second"] = list(parties[:cut]), list(parties[cut:])
        if draw(st.booleans()):
            said.update({role: list(parties) for role in ROLES})  # everybody is everything
        else:
            said.update({role: draw(some(parties)) for role in ROLES})
    rung = draw(st.integers(0, 8) if said.get("fighters") else st.integers(0, 6))
    said["begin"] = {
        "rung": rung, "talks": draw(st.booleans()), "balance": draw(judged(-1, 1)),
        "war_months": draw(st.sampled_from((0, 14, 600))),
        "sanctioned_months": draw(st.sampled_from((0, 10, 600))),
        "talked_months": draw(st.sampled_from((0, 3, 600))),
    }  # fmt: skip
    said["stands"] = {knob: draw(judged(0, 1)) for knob in draw(knobs())}
    if draw(st.booleans()):
        name = draw(st.sampled_from(sorted(READ)))
        read = st.sampled_from(READ[name])
        meant = {"calm": draw(read), "tense": draw(read)}
        said["readings"] = {name: {"hypothesis": "mood", "as": meant}}
    if draw(st.booleans()):
        named = st.sampled_from(("talks.opening", "concessions.margin", "talks.trust", "ladder.up"))
        said["parameters"] = {draw(named): draw(judged(0, 1))}
    said["credibility"] = draw(judged(0, 1))
    return said


@st.composite
def policies(draw: Any, dated: bool) -> dict[str, Any]:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        moments = [0, 0.5, 3, 11.99, "2031-01-01", "2031-05-17", 600]
        start = draw(st.sampled_from(moments if dated else moments[:4]))
        part: dict[str, Any] = {"start": start, "levers": draw(some(("pull", "push")))}
        part["turns"] = {knob: draw(judged(-1, 1)) for knob in draw(knobs())}
        if start != 600 and draw(st.integers(0, 3)) == 3:
            part["end"] = draw(st.sampled_from((12, "2031-12-01") if dated else (12,)))
        parts.append(part)
    return {"name": "P", "schedule": parts}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("any")
    (made / "sources.yaml").write_text("notes: {title: Notes}\n", encoding="utf-8")
    return made


def yaml(value: Any) -> str:
    """A value in YAML's flow style; JSON but for numbers that JSON does not know."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{k}": {yaml(v)}' for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    if isinstance(value, float) and not isfinite(value):
        return ".nan" if value != value else ".inf" if value > 0 else "-.inf"
    return json.dumps(value)


def numbers_of(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [n for one in value.values() for n in numbers_of(one)]
    if isinstance(value, list):
        return [n for one in value for n in numbers_of(one)]
    return [value] if isinstance(value, float) else []


def sound(told: dict[str, Any], months: float) -> None:
    """Every figure is a number in its range."""
    for one in OUTCOMES:
        most = 1.0 if one.is_share else {"peak_rung": 8.0}.get(one.name, float("inf"))
        if one.name in ("months_to_agreement", "open_months", "war_months"):
            most = months
        for number in [told[one.name]["estimate"], *(told[one.name]["interval"] or [])]:
            assert number is None or 0 <= number <= most + 1e-6, one.name
    for cost in told["costs"].values():
        assert all(number >= 0 for number in [cost["estimate"], *(cost["interval"] or [])])


counted = {"run": 0, "refused": 0, "no case": 0, "mute": 0}


@given(cases(), st.data())
@settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large,
                           HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_case_gives_numbers_or_says_why_not(
    folder: Path, body: dict[str, Any], data: st.DataObject
) -> None:
    lines = [f"{key}: {yaml(value)}" for key, value in body.items()]
    (folder / "case.yaml").write_text("\n".join(lines), encoding="utf-8")
    case = read_case(folder).case
    if case is None:
        counted["no case"] += 1
        return
    policies_known = ["none", *body["policies"]]
    asked: dict[str, Any] = {"runs": 24, "worlds": 16, "steps": 12, "seed": 3}
    if data.draw(st.integers(0, 5)) == 5:
        asked["steps"], asked["step_days"] = 3, data.draw(st.sampled_from((0.25, 7.3, 360.0)))
    months = asked["steps"] * asked.get("step_days", 30.0) / 30
    try:
        found = compare(case, policies_known, **asked).as_dict()
    except GoldenbridgeError as error:
        counted["refused" if str(error).strip() else "mute"] += 1
        return
    counted["run"] += 1
    text = json.dumps(found, allow_nan=False)
    for one in found["policies"].values():
        sound(one, months)
    for pair in found["differences"]:
        for one in OUTCOMES:
            most = 1.0 if one.is_share else float("inf")
            ends = [pair[one.name]["estimate"], *(pair[one.name]["interval"] or [])]
            assert all(number is None or -most <= number <= most for number in ends)
    assert all(map(isfinite, numbers_of(json.loads(text))))
    policy = data.draw(st.sampled_from(policies_known))
    alone = simulate(case, policy, **asked).as_dict()
    sound(alone, months)
    numbers = numbers_of(json.loads(json.dumps(alone, allow_nan=False)))
    assert all(map(isfinite, numbers))
    one = explain(case, policy, data.draw(st.integers(0, 23)), **asked).as_dict()
    json.dumps(one, allow_nan=False)
    assert all(0 <= month["rung"] <= 8 for month in one["months"])


def test_most_of_them_were_run() -> None:
    """Cases that are all refused would test nothing."""
    if not sum(counted.values()):
        pytest.skip("the cases were not made in this process")
    assert counted["run"] > 0.25 * sum(counted.values()), counted
    assert counted["mute"] == 0, counted

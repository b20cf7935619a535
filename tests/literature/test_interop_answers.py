"""Other programs' negotiation scenarios: our answers against exact ones, under three conventions.

The files are other people's data: read where they are, never copied. The readers here are just
large enough for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from goldenbridge.analysis.catalogue import solve

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "interop"
SAMPLES = ("Laptop", "EnglandvsZimbabweB", "CameraB", "group2-politics", "geniusweb-JapanTrip")
LIMIT = 1_000_000

pytestmark = pytest.mark.skipif(
    not (FOLDER / "expected.json").is_file(),
    reason="the sample files of other programs are not beside this checkout (../shared/interop)",
)

Floats = NDArray[np.float64]


class Profile(NamedTuple):
    """What one party wants: for each issue its weight and the evaluation of each option."""

    issues: dict[str, tuple[float, dict[str, float]]]
    reserved: float


class Scenario(NamedTuple):
    """Worths as the frontier takes them: for each issue (options, parties), and no deal."""

    contributions: list[Floats]
    no_deal: Floats

    @property
    def all_deals(self) -> Floats:
        """Every deal's worths (deals, parties), by brute force."""
        total = np.zeros((1, len(self.no_deal)))
        for issue in self.contributions:
            total = (total[:, None, :] + issue[None, :, :]).reshape(-1, len(self.no_deal))
        return total


# ---------------------------------------------------------------------------------- the readers


def read_text(path: Path) -> str:
    raw = path.read_bytes()
    assert len(raw) <= LIMIT, "a file from strangers, and too large"
    return raw.decode("utf-8")


def read_genius(path: Path) -> Profile:
    """A GENIUS profile; a file that declares a document type or entities is refused."""
    text = read_text(path)
    assert "<!" not in text.replace("<!--", ""), "no document types, no entities"
    objective = ElementTree.fromstring(text).find("objective")
    assert objective is not None
    weights = {w.get("index"): float(w.get("value", "0")) for w in objective.iter("weight")}
    issues = {}
    for issue in objective.iter("issue"):
        assert issue.get("type") == "discrete"
        options = {i.get("value", ""): float(i.get("evaluation", "0")) for i in issue.iter("item")}
        issues[issue.get("name", "")] = (weights[issue.get("index")], options)
    reservation = ElementTree.fromstring(text).find("reservation")
    reserved = 0.0 if reservation is None else float(reservation.get("value", "0"))
    return Profile(issues, reserved)


def read_geniusweb(path: Path) -> Profile:
    space = json.loads(read_text(path))["LinearAdditiveUtilitySpace"]
    issues = {}
    for name, utilities in space["issueUtilities"].items():
        (table,) = utilities.values()
        options = table["valueUtilities"]
        order = space["domain"]["issuesValues"][name]["values"]
        issues[name] = (space["issueWeights"][name], {option: options[option] for option in order})
    bid = space["reservationBid"]["issuevalues"]
    reserved = sum(weight * options[bid[name]] for name, (weight, options) in issues.items())
    return Profile(issues, reserved)


def read_sample(name: str) -> list[Profile]:
    if name.startswith("geniusweb"):
        paths = sorted(p for p in (FOLDER / name).glob("*.json") if p.stem[-1].isdigit())
        return [read_geniusweb(path) for path in paths]
    files = sorted((FOLDER / name).glob("*.xml"))
    return [read_genius(p) for p in files if "<utility_space number" not in read_text(p)
            and "negotiation_template" not in read_text(p)]  # fmt: skip


# ------------------------------------------------------------------------------ the conventions


def raw(profiles: list[Profile]) -> Scenario:
    """Weights times evaluations as they stand in the file; the reserved value as it stands."""
    first = profiles[0].issues
    contributions = [
        np.array([[p.issues[i][0] * p.issues[i][1][o] for p in profiles] for o in first[i][1]])
        for i in first
    ]
    return Scenario(contributions, np.array([p.reserved for p in profiles]))


def minmax(profiles: list[Profile]) -> Scenario:
    """Each party from 0 to 1 over all deals; no deal is 0 for everybody."""
    plain = raw(profiles)
    low = np.sum([issue.min(axis=0) for issue in plain.contributions], axis=0)
    high = np.sum([issue.max(axis=0) for issue in plain.contributions], axis=0)
    scaled = [(issue - issue.min(axis=0)) / (high - low) for issue in plain.contributions]
    return Scenario(scaled, np.zeros(len(profiles)))


def genius(profiles: list[Profile]) -> Scenario:
    """GENIUS: weights that add up to 1, evaluations over the largest of their issue."""
    scaled = []
    for profile in profiles:
        total = sum(weight for weight, _ in profile.issues.values())
        issues = {
            name: (weight / total, {o: e / max(options.values()) for o, e in options.items()})
            for name, (weight, options) in profile.issues.items()
        }
        scaled.append(Profile(issues, profile.reserved))
    return raw(scaled)


CONVENTIONS: dict[str, Callable[[list[Profile]], Scenario]] = {
    "raw_rv": raw,
    "minmax_norv": minmax,
    "genius_rv": genius,
}


def undominated(rows: Floats) -> Floats:
    """Distinct rows that none is at least as good as for everybody, give or take 1e-9."""
    kept: list[Floats] = []
    for row in rows[np.argsort(-rows.sum(axis=1))]:
        if not kept or not (np.array(kept) >= row - 1e-9).all(axis=1).any():
            kept.append(row)
    return np.array(sorted(map(tuple, kept)))


def frontier_of(scenario: Scenario) -> Floats:
    frontier = pytest.importorskip(
        "goldenbridge.dealspace.frontier", reason="no frontier engine yet"
    )
    result: Floats = frontier.frontier(scenario.contributions, scenario.no_deal).worths
    return result


def rational(scenario: Scenario) -> Floats:
    rows = scenario.all_deals
    return rows[(rows >= scenario.no_deal - 1e-9).all(axis=1)]


def cases() -> list[Any]:
    return [
        pytest.param(name, convention, id=f"{name}-{convention}")
        for name in SAMPLES
        for convention in CONVENTIONS
        if not (name.startswith("geniusweb") and convention == "genius_rv")
    ]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(read_text(FOLDER / "expected.json"))["scenarios"]
    return answers


@pytest.mark.parametrize(("name", "convention"), cases())
def test_it_reads_what_is_there(name: str, convention: str, expected: dict[str, Any]) -> None:
    scenario = CONVENTIONS[convention](read_sample(name))
    known = expected[name]
    sizes = [len(issue) for issue in scenario.contributions]
    assert sizes == [count for _, count in known["issues"]]
    assert int(np.prod(sizes)) == known["n_outcomes"]
    ranges = np.array(known["exact"][convention]["ranges"])
    assert scenario.all_deals.min(axis=0) == pytest.approx(ranges[:, 0])
    assert scenario.all_deals.max(axis=0) == pytest.approx(ranges[:, 1])
    reserved = [0.0 if r is None else r for r in known["exact"][convention]["reserved"]]
    assert scenario.no_deal == pytest.approx(reserved)


@pytest.mark.parametrize("engine", ["brute force", "frontier"])
@pytest.mark.parametrize(("name", "convention"), cases())
def test_every_solution_is_the_exact_one(
    name: str, convention: str, engine: str, expected: dict[str, Any]
) -> None:
    scenario = CONVENTIONS[convention](read_sample(name))
    answers = expected[name]["exact"][convention]
    rows = frontier_of(scenario) if engine == "frontier" else scenario.all_deals

    def picked(method: str) -> list[list[float]]:
        return sorted(map(list, solve(method, rows, scenario.no_deal).worths.round(9).tolist()))

    def wanted(points: str) -> Any:
        assert answers[f"{points}_count"] == len(answers[points])
        return pytest.approx(np.array(sorted(answers[points])), abs=1e-8)

    assert np.array(picked("nash")) == wanted("nash_points")
    assert np.array(picked("egalitarian")) == wanted("kalai_points")
    assert np.array(picked("utilitarian")) == wanted("max_welfare_points")
    textbook = np.array([answers["ks_maxmin_textbook"]])
    assert np.array(picked("kalai-smorodinsky")) == pytest.approx(textbook, abs=1e-8)
    assert np.array(picked("leximin")) == pytest.approx(textbook, abs=1e-8)

    # The stated smallest share is measured from the worst deal where that is above no deal.
    floor = np.maximum(scenario.no_deal, scenario.all_deals.min(axis=0))
    for method in ("kalai-smorodinsky", "leximin"):
        solution = solve(method, rows, floor)
        assert solution.worths.round(9) == pytest.approx(textbook, abs=1e-8)
        share = (solution.gains / (rational(scenario).max(axis=0) - floor)).min()
        assert share == pytest.approx(answers["ks_maxmin_min_gain"])


@pytest.mark.parametrize(("name", "convention"), cases())
def test_the_frontier_has_the_exact_size_and_points(
    name: str, convention: str, expected: dict[str, Any]
) -> None:
    scenario = CONVENTIONS[convention](read_sample(name))
    slow = undominated(rational(scenario))
    assert len(slow) == expected[name]["exact"][convention]["pareto_size"]
    fast = frontier_of(scenario)
    assert np.array(sorted(map(tuple, fast))) == pytest.approx(slow, abs=1e-8)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE x [<!ENTITY a "b">]><utility_space>&a;</utility_space>')
    with pytest.raises(AssertionError, match="no entities"):
        read_genius(bomb)

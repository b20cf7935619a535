"""The case as one party sees it: its own part as it is, the others' as it believes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case import Snapshot, load, read_case
from goldenbridge.case.believed import beliefs, believed
from goldenbridge.case.json_schema import json_schema
from goldenbridge.case.schema import VIEWED, Effect, PartyView

BUNDLED = [
    ("two-sellers", "2031-09-01"),
    ("camp-david-1978", "1978-09-04"),
    ("european-security", "2022-01-28"),
    ("european-security", "2023-04-15"),
]


def at(case: str = "european-security", snapshot: str = "2022-01-28") -> Snapshot:
    return load(case).at(snapshot)


def holding(snapshot: Snapshot, party: str, **changes: Any) -> Snapshot:
    """The snapshot with one view in it and no other."""
    view = PartyView.model_validate({"changes": changes})
    return replace(snapshot, body=snapshot.body.model_copy(update={"views": {party: view}}))


@pytest.mark.parametrize(("case", "snapshot"), BUNDLED)
def test_what_is_a_party_s_own_stays_as_it_is(case: str, snapshot: str) -> None:
    true = at(case, snapshot)
    assert true.body.views
    for party in true.body.views:
        seen = believed(true, party)
        assert seen.body.worths.get(party) == true.body.worths.get(party)
        assert seen.body.no_deal.get(party) == true.body.no_deal.get(party)
        for key, line in true.body.red_lines.items():
            if party in {true.owner_party(owner) for owner in line.owners}:
                assert seen.body.red_lines[key] == line
        for name in ("parties", "issues", "rules", "hypotheses", "joint", "levers"):
            assert getattr(seen.body, name) == getattr(true.body, name)
        assert not seen.body.views
        assert list(seen.body.red_lines)[: len(true.body.red_lines)] == list(true.body.red_lines)
        assert any(getattr(seen.body, s) != getattr(true.body, s) for s in VIEWED)


@pytest.mark.parametrize(("case", "snapshot"), BUNDLED)
def test_all_beliefs_together_are_the_view_and_none_is_the_case(case: str, snapshot: str) -> None:
    true = at(case, snapshot)
    for party in true.body.views:
        several = beliefs(true, party)
        assert believed(true, party, several).body == believed(true, party).body
        assert believed(true, party, reversed(several)).body.worths == (
            believed(true, party).body.worths
        )
        nothing = believed(true, party, []).body
        assert nothing == true.body.model_copy(update={"views": {}})
        for one in several:
            assert believed(true, party, [one]).body != nothing


def test_a_party_without_a_view_sees_the_case() -> None:
    true = at("camp-david-1978", "1978-09-04")
    assert believed(true, "united-states").body == true.body.model_copy(update={"views": {}})
    assert beliefs(true, "united-states") == ()


def test_a_believed_confidence_counts_whatever_governs_the_line() -> None:
    true = at()
    assert true.body.red_lines["binding-promise"].hypothesis == "demand_intent"
    held = true.body.hypotheses["sanctions_effect"]
    compel = held.readings["compel"].model_copy(
        update={"effects": (Effect(red_line="binding-promise", confidence=1.0),)}
    )
    governed = held.model_copy(update={"readings": {**held.readings, "compel": compel}})
    body = true.body.model_copy(
        update={"hypotheses": {**true.body.hypotheses, "sanctions_effect": governed}}
    )
    snapshot = holding(
        replace(true, body=body), "us", red_lines={"binding-promise": {"confidence": 0.2}}
    )
    seen = believed(snapshot, "us").body
    line = seen.red_lines["binding-promise"]
    assert (line.confidence, line.hypothesis, dict(line.confidence_under)) == (0.2, None, {})
    assert line.issue == true.body.red_lines["binding-promise"].issue
    assert seen.hypotheses["sanctions_effect"].readings["compel"].effects[0].confidence == 0.2


def test_confidences_under_readings_merge() -> None:
    change = {"binding-promise": {"confidence_under": {"probe": 1.0}, "severity": 7}}
    line = believed(holding(at(), "us", red_lines=change), "us").body.red_lines["binding-promise"]
    true = at().body.red_lines["binding-promise"]
    assert line.confidence_under == {**true.confidence_under, "probe": 1.0}
    assert line.severity.mode == 7


def test_the_weight_and_the_values_of_an_issue_are_one_belief() -> None:
    change = {
        "us": {
            "swings": {"alignment": 5, "toolkit": 3},
            "values": {"alignment": {"shelved": 10}},
            "baskets": {"arms": 40},
        },
        "russia": {"main": "missiles", "swings": {"missiles": 100, "alignment": 10}},
    }
    firm = {"us": {"firmness": 0.9, "refused": {"none": {"package": {"toolkit": "full"}}}}}
    told = [
        (one.about, one.kind, one.id)
        for one in beliefs(holding(at(), "ukraine", worths=change, no_deal=firm), "ukraine")
    ]
    assert told == [
        ("us", "issue", "alignment"),
        ("us", "issue", "toolkit"),
        ("us", "basket", "arms"),
        ("russia", "worths", "russia"),
        ("us", "firmness", "us"),
        ("us", "package", "none"),
    ]


@given(st.floats(0, 1))
def test_believing_again_what_is_believed_changes_nothing(firmness: float) -> None:
    snapshot = holding(SECURITY, "ukraine", no_deal={"russia": {"firmness": firmness}})
    seen = believed(snapshot, "ukraine")
    again = replace(seen, body=seen.body.model_copy(update={"views": snapshot.body.views}))
    assert believed(again, "ukraine").body == seen.body
    assert seen.body.no_deal["russia"].firmness.mode == firmness  # type: ignore[union-attr]


SECURITY = at()


def test_snapshots_change_views_and_faults_have_their_line(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "data-fail" / "view-of-a-line" / "case.yaml").read_text()
    text = text[: text.index("views:")].replace(
        "changes: {worths: {north: {swings: {road: 50}}}}",
        "changes: {views: {south: {changes: {no_deal: {north: {firmness: 0.7}}}}, north: null}}",
    )
    text += (
        "views:\n  north: {changes: {red_lines: {not-all: {confidence: 0}}}}\n"
        "  south: {text: Firm., changes: {no_deal: {north: {firmness: 0.2}}}}\n"
    )
    (tmp_path / "case.yaml").write_text(text)
    (tmp_path / "sources.yaml").write_text("minutes: {title: Minutes}\n")
    case = load(tmp_path)
    winter, summer = case.snapshots.values()
    assert list(winter.body.views) == ["north", "south"]
    assert list(summer.body.views) == ["south"]
    seen = believed(summer, "south").body.no_deal["north"].firmness
    assert seen is not None
    assert seen.mode == 0.7
    (tmp_path / "case.yaml").write_text(text.replace("firmness: 0.7", "firmness: 1.7"))
    told = [str(p) for p in read_case(tmp_path).errors]
    assert len(told) == 1
    line = 1 + text[: text.index("firmness: 0.7")].count("\n")
    assert f"case.yaml:{line}: error: views.south.changes.no_deal.north.firmness" in told[0]
    assert "(at 2031-06-01)" in told[0]


def test_hostile_views_are_told_and_not_raised(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "data-fail" / "view-of-a-line" / "case.yaml").read_text()
    text = text[: text.index("views:")]
    (tmp_path / "sources.yaml").write_text("minutes: {title: Minutes}\n")
    for said in (
        "{worths: []}",
        "{worths: {south: []}}",
        "{worths: {south: {swings: []}}}",
        "{worths: {south: {swings: {road: {mode: [1]}}}}}",
        "{worths: {south: {swings: {road: {mode: 2, from: [[1], {a: b}]}}}}}",
        "{worths: {nobody: {main: nothing}}}",
        "{no_deal: {south: {firmness: {}}}}",
        "{no_deal: {south: {refused: 3}}}",
        "{no_deal: {south: {refused: {x: {package: {water: 3}}}}}}",
        "{red_lines: {x: {owners: south}}}",
        "{red_lines: {x: {owners: [3]}}}",
        "{red_lines: {x: null}}",
        "{red_lines: {not-all: {confidence: much}}}",
        "{red_lines: {not-all: {confidence: .nan}}}",
        "{red_lines: {not-all: {hypothesis: mood}}}",
        "{red_lines: {not-all: []}}",
        "{views: {}}",
    ):
        (tmp_path / "case.yaml").write_text(f"{text}views:\n  north:\n    changes: {said}\n")
        assert read_case(tmp_path).errors, said


def test_an_editor_completes_the_parts_a_view_may_hold() -> None:
    view = json_schema()["$defs"]["PartyView"]["properties"]["changes"]
    assert view["propertyNames"] == {"enum": ["worths", "no_deal", "red_lines"]}

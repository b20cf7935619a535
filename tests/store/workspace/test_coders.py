"""What several coders made of one document, and what of it is fit to go out."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenbridge.case import load
from goldenbridge.sources import Source, SourceText
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.agreement import compare
from goldenbridge.statements.measured import sentence
from goldenbridge.store.workspace import (
    Workspace,
    agreed_or_settled,
    compared,
    statements_of,
    taken,
    units_of,
)

from .conftest import NEVER, OFFER, STEP, document

TEXTS = Path(__file__).parents[4] / "shared/sources"


@pytest.fixture
def coded(workspace: Workspace) -> tuple[Workspace, list[str]]:
    """Three suggestions, each decided otherwise by two coders, and what both of them added."""
    workspace.add_document(document())
    ids = list(workspace.suggest("a.txt", [NEVER, OFFER, STEP], by="rules").new)
    workspace.decide(ids[0], "anna", "accepted")
    workspace.decide(ids[0], "ben", "accepted")
    workspace.decide(ids[1], "anna", "accepted")
    workspace.decide(ids[1], "ben", "edited", {"polarity": 0})
    workspace.decide(ids[2], "anna", "rejected")
    return workspace, ids


def test_differences(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    found = compared(workspace.standings())
    assert [(one.ids, one.fields, one.open) for one in found] == [
        ((ids[0],), (), False),
        ((ids[1],), ("polarity",), True),
    ]
    workspace.decide(ids[2], "ben", "accepted")
    assert compared(workspace.standings())[-1].fields == ("coded",)


def test_undecided_is_missing_and_rejected_is_nothing(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    workspace.decide(ids[2], "carla", "accepted")
    unit = {u.statements[0].id: u for u in units_of(workspace.standings())}[ids[2]]
    assert {name: s is not None for name, s in unit.coded.items()} == {
        "anna": False,
        "carla": True,
    }
    assert len(units_of(workspace.standings(), ["ben"])) == 2


def test_who_is_not_through_has_not_left_it_out(coded: tuple[Workspace, list[str]]) -> None:
    """Ben has one suggestion before him: what Anna added he may still add."""
    workspace, ids = coded
    (added,) = workspace.add(
        "anna", STEP.model_copy(update={"start": 0, "end": 9, "quote": ""})
    ).new
    assert [one.ids for one in compared(workspace.standings())] == [(ids[0],), (ids[1],)]
    workspace.decide(ids[2], "ben", "rejected")
    found = {one.ids[0]: one.fields for one in compared(workspace.standings())}
    assert found[added] == ("coded",)


def test_added_by_each_is_one_unit(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    mine = STEP.model_copy(update={"act": "concedes", "made_by": "", "confidence": None})
    (hers,) = workspace.add("anna", mine).new
    (his,) = workspace.add(
        "ben", mine.model_copy(update={"start": mine.start + 7, "quote": ""})
    ).new
    both = compared(workspace.standings())[-1]
    assert set(both.ids) == {hers, his}
    assert both.fields == ()
    assert len(agreed_or_settled(workspace.standings()).statements) == 2
    assert agreed_or_settled(workspace.standings()).statements[-1].made_by == "coded by anna"
    workspace.adjudicate(both.ids, "carla", both.unit.coded["ben"])
    settled = agreed_or_settled(workspace.standings())
    assert [s.id for s in settled.statements] == [ids[0], both.ids[0]]
    assert settled.statements[-1].start == mine.start + 7
    assert settled.statements[-1].made_by == "adjudicated by carla"


def test_the_adjudicated_set(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    workspace.decide(ids[2], "anna", "accepted")
    first = agreed_or_settled(workspace.standings())
    assert ([s.id for s in first.statements], first.open, first.single) == ([ids[0]], 1, 1)
    workspace.adjudicate(ids[1], "carla", None, note="a courtesy, no position")
    second = agreed_or_settled(workspace.standings())
    assert ([s.id for s in second.statements], second.open) == ([ids[0]], 0)
    record = workspace.statements("ben")[1].record
    workspace.adjudicate(ids[1], "carla", record)
    third = agreed_or_settled(workspace.standings())
    assert [(s.id, s.polarity) for s in third.statements] == [(ids[0], -1), (ids[1], 0)]


def test_what_was_taken(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    workspace.decide(ids[2], "anna", "accepted")
    standings = workspace.standings()
    assert [s.id for s in taken(standings, "anna").statements] == ids
    assert [s.polarity for s in taken(standings, "ben").statements] == [-1, 0]
    assert {s.made_by for s in taken(standings, "ben").statements} == {
        "rule:modal; accepted by ben"
    }
    everybody = taken(standings)
    assert [s.made_by for s in everybody.statements] == [
        "rule:modal; accepted by anna and ben",
        "rule:modal; accepted by anna",
    ]
    assert "reviewed by anna" in sentence(everybody.statements)
    assert [s.id for s in everybody.statements] == [ids[0], ids[2]]
    assert everybody.open == 1


def test_agreement_of_a_workspace(coded: tuple[Workspace, list[str]]) -> None:
    workspace, _ = coded
    found = compare(units_of(workspace.standings()), ["anna", "ben"], resamples=0)
    rows = {(row.field, row.level): row.alpha for row in found.rows}
    assert found.units == 2
    assert rows["polarity", "nominal"].agreement == 0.5
    assert rows["actor", "nominal"].value == pytest.approx(1)


class TestStatementsOfACase:
    def test_each_anchor_is_a_statement(self, workspace: Workspace) -> None:
        case = load("european-security")
        found = statements_of(case)
        assert len(found.statements) == len(case.statements)
        done = workspace.suggest_all(found.statements, "case", found.hashes)
        assert len(done.new) == len(case.statements), "two of them became one"
        assert workspace.suggest_all(found.statements, "case", found.hashes).new == ()
        for key, s in case.statements.items():
            kept = workspace.statement(key).suggestion
            assert kept is not None
            assert s.anchor is not None
            assert (kept.record.start, kept.record.end) == (s.anchor.start, s.anchor.end)
            assert kept.record.made_by == "case:european-security"
            assert kept.record.note is not None
            assert s.text in kept.record.note
            assert kept.by == "case:european-security"
        names = {s.file for s in case.sources.values()}
        assert {row.record.doc for row in workspace.statements()} <= names

    def test_with_the_text_they_get_their_words(self, workspace: Workspace) -> None:
        case = load("european-security")
        name = "000_552c0c0f0496976a.txt"
        if not (TEXTS / name).is_file():
            pytest.skip("the articles are not shipped")
        found = statements_of(case)
        workspace.suggest_all(found.statements, "case", found.hashes)
        text = (TEXTS / name).read_bytes().decode()
        added = workspace.add_document(SourceText(name, Source(title="T"), text, ()))
        assert added.lost == ()
        rows = workspace.statements(document=name)
        assert rows
        for row in rows:
            assert row.record.quote == text[row.record.start : row.record.end]

    def test_of_another_text_they_are_lost(self, workspace: Workspace) -> None:
        found = statements_of(load("european-security"))
        workspace.suggest_all(found.statements, "case", found.hashes)
        name = found.statements[0].doc
        added = workspace.add_document(SourceText(name, Source(title="T"), "Other.\n" * 9999, ()))
        assert len(added.lost) == sum(s.doc == name for s in found.statements)

    def test_without_anchors_none(self) -> None:
        found = statements_of(load("camp-david-1978"))
        assert found.statements == ()
        assert len(found.left_out) == 54


def test_records_carry_the_id_of_the_workspace(coded: tuple[Workspace, list[str]]) -> None:
    workspace, ids = coded
    named: list[CodedStatement] = [row.record for row in workspace.statements()]
    assert [s.id for s in named] == ids

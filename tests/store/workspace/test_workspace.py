"""What the workspace keeps: nothing is overwritten, nothing is taken twice, nothing is lost."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from goldenbridge.errors import (
    DecisionRefused,
    GoldenbridgeError,
    MissingExtra,
    StatementUnknown,
    WorkspaceMissing,
    WorkspaceUnusable,
)
from goldenbridge.sources import Source, SourceText
from goldenbridge.store.workspace import KINDS, Workspace, hash_of
from goldenbridge.store.workspace.tables import META

from .conftest import NEVER, OFFER, STEP, TEXT, document, statement


def kinds(workspace: Workspace, name: str) -> list[tuple[str, str]]:
    return [(e.kind, e.by) for e in workspace.history(name)]


class TestSuggestions:
    def test_reading_again_adds_nothing(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        first = workspace.suggest("a.txt", [NEVER, OFFER], by="rules")
        again = workspace.suggest(document(), [OFFER, NEVER], by="rules")
        assert len(set(first.new)) == 2
        assert again.new == ()
        assert again.ids == first.ids[::-1]
        assert all(kinds(workspace, id_) == [("suggested", "rule:modal")] for id_ in first.ids)

    def test_the_same_suggestion_twice_in_one_file_is_one(self, workspace: Workspace) -> None:
        done = workspace.suggest("a.txt", [NEVER, NEVER], by="rules")
        assert len(done.new) == 1
        assert done.ids[0] == done.ids[1]

    def test_a_new_confidence_is_noted_and_leaves_decisions_alone(
        self, workspace: Workspace
    ) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "edited", {"polarity": 0})
        surer = NEVER.model_copy(update={"confidence": 0.9})
        assert workspace.suggest("a.txt", [surer], by="rules").new == ()
        assert workspace.suggest("a.txt", [surer], by="rules").new == ()
        assert [k for k, _ in kinds(workspace, id_)] == ["suggested", "edited", "suggested"]
        standing = workspace.statement(id_)
        assert standing.suggestion is not None
        assert standing.suggestion.record.confidence == 0.9
        assert standing.coders["anna"].state == "edited"
        assert standing.coders["anna"].record.polarity == 0

    def test_another_model_may_suggest_the_same(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.suggest("a.txt", [NEVER.model_copy(update={"made_by": "llm:x"})], by="llm")
        workspace.suggest("a.txt", [NEVER], by="rules")
        assert kinds(workspace, id_) == [("suggested", "rule:modal"), ("suggested", "llm:x")]

    def test_what_says_something_else_is_another_statement(self, workspace: Workspace) -> None:
        others = [
            NEVER.model_copy(update=change)
            for change in (
                {},
                {"actor": "Sudria"},
                {"issue": None},
                {"act": "red_line"},
                {"polarity": 0},
                {"red_line": "explicit"},
                {"role": "quoted"},
                {"attributed_by": "Harbour Times"},
                {"note": "another"},
                {"end": NEVER.end - 1, "quote": NEVER.quote[:-1]},
            )
        ]
        assert len(set(workspace.suggest("a.txt", others, by="rules").new)) == len(others)

    def test_of_another_document_are_refused_all_together(self, workspace: Workspace) -> None:
        with pytest.raises(DecisionRefused, match=r"b\.txt"):
            workspace.suggest("a.txt", [NEVER, OFFER.model_copy(update={"doc": "b.txt"})], by="r")
        assert workspace.statements() == []

    def test_one_that_cannot_be_kept_keeps_the_others_out(self, workspace: Workspace) -> None:
        backwards = OFFER.model_copy(update={"start": 9, "end": 9})
        with pytest.raises(DecisionRefused, match="after the start"):
            workspace.suggest("a.txt", [NEVER, backwards], by="rules")
        assert workspace.statements() == []

    def test_wrong_offsets_are_set_right_by_the_quote(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        done = workspace.suggest(
            "a.txt", [OFFER.model_copy(update={"start": 3, "end": 9})], by="rules"
        )
        (row,) = workspace.statements()
        assert done.lost == ()
        assert (row.record.start, row.record.end) == (OFFER.start, OFFER.end)
        assert workspace.suggest("a.txt", [OFFER], by="rules").new == ()

    def test_a_quote_that_is_not_there_is_kept_and_marked(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        gone = OFFER.model_copy(update={"quote": "The weather was fine throughout the week"})
        done = workspace.suggest("a.txt", [gone], by="rules")
        assert done.lost == done.new
        (row,) = workspace.statements()
        assert row.lost
        assert row.record.quote == gone.quote


class TestDecisions:
    def test_each_coder_has_their_own(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        workspace.decide(id_, "ben", "rejected", note="not theirs")
        states = {
            coder: [row.state for row in workspace.statements(coder)]
            for coder in ("anna", "ben", "carla")
        }
        assert states == {"anna": ["accepted"], "ben": ["rejected"], "carla": ["suggested"]}
        assert workspace.coders() == ["anna", "ben"]
        assert workspace.history(id_)[-1].note == "not theirs"

    def test_an_edit_keeps_before_and_after(self, workspace: Workspace) -> None:
        now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
        workspace._now = lambda: now
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        event = workspace.decide(id_, "anna", "edited", {"actor": "Sudria", "red_line": "explicit"})
        assert event.before == NEVER
        assert event.after == NEVER.model_copy(update={"actor": "Sudria", "red_line": "explicit"})
        assert event.at == "2024-05-06T07:08:09.000000+00:00"
        assert workspace.history(id_)[-1] == event

    def test_a_span_brings_its_quote(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        end = NEVER.start + len("“We will never accept a toll on the bridge,”")
        workspace.decide(id_, "anna", "edited", {"end": end})
        (row,) = workspace.statements("anna")
        assert row.record.quote == "“We will never accept a toll on the bridge,”"
        assert row.record.suffix.startswith(" the minister")

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"polarity": 2}, "polarity"),
            ({"act": "agrees"}, "act"),
            ({"actor": " "}, "actor"),
            ({"quote": "mine"}, "no such field"),
            ({"start": 5, "end": 5}, "after the start"),
            ({"end": 10_000}, "at most"),
            ({"start": -1}, "start"),
            ({"actor": "Norvik"}, "nothing new"),
            ({}, "nothing new"),
        ],
    )
    def test_what_no_statement_can_have_is_refused(
        self, workspace: Workspace, changes: dict[str, object], told: str
    ) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        with pytest.raises(DecisionRefused, match=told):
            workspace.decide(id_, "anna", "edited", changes)
        assert kinds(workspace, id_) == [("suggested", "rule:modal")]

    @pytest.mark.parametrize("coder", ["", "  ", "a\x1b[31mnna", "x" * 300, "a\nb", "a\0"])
    def test_a_coder_has_a_name_that_can_be_printed(self, workspace: Workspace, coder: str) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        with pytest.raises(DecisionRefused, match="coder"):
            workspace.decide(id_, coder, "accepted")

    def test_unknown_decisions_and_statements(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        with pytest.raises(DecisionRefused, match="wanted accepted"):
            workspace.decide(id_, "anna", "lost")
        with pytest.raises(DecisionRefused, match="comment"):
            workspace.decide(id_, "anna", "commented")
        for name in ("ffff", "", "%", "_" * 24, "\0"):
            with pytest.raises(StatementUnknown):
                workspace.decide(name + "x" * bool(name), "anna", "accepted")

    def test_the_beginning_of_an_id_is_enough(self, workspace: Workspace) -> None:
        ids = workspace.suggest(
            "a.txt", [NEVER.model_copy(update={"note": str(n)}) for n in range(40)], by="rules"
        ).new
        for id_ in ids:
            assert workspace.statement(id_[:12]).id == id_
        with pytest.raises(StatementUnknown, match=r"begin with"):
            workspace.statement(max((i[0] for i in ids), key=[i[0] for i in ids].count))

    def test_the_name_in_its_file_is_enough(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER.model_copy(update={"id": "s1"})], by="r").new
        assert workspace.statement("s1").id == id_

    def test_comments_decide_nothing(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "commented", note="Ask the press office.")
        standing = workspace.statement(id_)
        assert [c.text for c in standing.comments] == ["Ask the press office."]
        assert [row.state for row in workspace.statements("anna")] == ["suggested"]

    def test_added_by_a_coder_is_theirs(self, workspace: Workspace) -> None:
        (id_,) = workspace.add("anna", STEP).new
        assert [row.id for row in workspace.statements("anna")] == [id_]
        assert workspace.statements("ben") == []
        assert workspace.add("anna", STEP).new == ()
        assert len(workspace.history(id_)) == 1
        workspace.suggest("a.txt", [STEP], by="rules")
        assert [row.state for row in workspace.statements("ben")] == ["suggested"]
        assert [row.state for row in workspace.statements("anna")] == ["added"]

    def test_adding_what_was_suggested_accepts_it(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [STEP], by="rules").new
        assert workspace.add("anna", STEP).ids == (id_,)
        assert [row.state for row in workspace.statements("anna")] == ["accepted"]

    def test_waiting_documents(self, workspace: Workspace) -> None:
        one, two = workspace.suggest("a.txt", [NEVER, OFFER], by="rules").new
        workspace.add("ben", STEP.model_copy(update={"doc": "b.txt"}))
        assert workspace.to_review("anna") == ["a.txt"]
        workspace.decide(one, "anna", "accepted")
        workspace.decide(two, "anna", "commented", note="?")
        assert workspace.to_review("anna") == ["a.txt"]
        workspace.decide(two, "anna", "rejected")
        assert workspace.to_review("anna") == []
        assert workspace.to_review("ben") == ["a.txt"]
        workspace.undo("anna")
        assert workspace.to_review("anna") == ["a.txt"]


class TestUndo:
    def test_goes_back_one_decision_at_a_time(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        workspace.decide(id_, "anna", "edited", {"polarity": 0})
        workspace.decide(id_, "anna", "rejected")
        seen = []
        while workspace.undo("anna"):
            (row,) = workspace.statements("anna")
            seen.append((row.state, row.record.polarity))
        assert seen == [("edited", 0), ("accepted", -1), ("suggested", -1)]
        assert len(workspace.history(id_)) == 7

    def test_takes_back_nobody_elses(self, workspace: Workspace) -> None:
        one, two = workspace.suggest("a.txt", [NEVER, OFFER], by="rules").new
        workspace.decide(one, "anna", "accepted")
        workspace.decide(two, "ben", "accepted")
        undone = workspace.undo("anna")
        assert undone is not None
        assert undone.statement == one
        assert workspace.undo("anna") is None
        assert [row.state for row in workspace.statements("ben")] == ["suggested", "accepted"]

    def test_what_was_added_goes_away_and_its_history_stays(self, workspace: Workspace) -> None:
        (id_,) = workspace.add("anna", STEP).new
        workspace.undo("anna")
        assert workspace.statements("anna") == workspace.statements() == []
        assert [k for k, _ in kinds(workspace, id_)] == ["added", "undone"]
        with pytest.raises(DecisionRefused, match="taken it back"):
            workspace.decide(id_, "anna", "accepted")
        workspace.add("anna", STEP)
        assert [row.state for row in workspace.statements("anna")] == ["added"]

    def test_of_one_statement(self, workspace: Workspace) -> None:
        one, two = workspace.suggest("a.txt", [NEVER, OFFER], by="rules").new
        workspace.decide(one, "anna", "accepted")
        workspace.decide(two, "anna", "accepted")
        workspace.undo("anna", one)
        assert [row.state for row in workspace.statements("anna")] == ["suggested", "accepted"]


class TestChangedDocuments:
    def test_the_same_again_is_nothing_new(self, workspace: Workspace) -> None:
        assert workspace.add_document(document()).kept
        assert not workspace.add_document(document()).kept

    def test_statements_are_moved_with_an_entry(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        one, two = workspace.suggest("a.txt", [NEVER, OFFER], by="rules").new
        workspace.decide(one, "anna", "accepted")
        text = TEXT.replace("“", '"').replace("”", '"').replace("Talks", "New talks")
        added = workspace.add_document(document(text))
        assert (added.moved, added.lost) == ((one, two), ())
        for row in (*workspace.statements(), *workspace.statements("anna")):
            assert text[row.record.start : row.record.end] == row.record.quote
            assert not row.reworded
            assert not row.lost
        assert [k for k, _ in kinds(workspace, one)] == ["suggested", "accepted", "moved", "moved"]
        assert (
            workspace.suggest(
                "a.txt",
                [
                    statement(
                        OFFER.quote,
                        text,
                        **{k: getattr(OFFER, k) for k in ("actor", "issue", "act", "polarity")},
                    )
                ],
                by="r",
            ).new
            == ()
        )

    def test_every_layer_is_found_by_its_own_words(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "edited", {"end": NEVER.start + 20})
        workspace.decide(id_, "ben", "accepted")
        workspace.adjudicate(id_, "carla", workspace.statements("anna")[0].record)
        text = "Before.\n" + TEXT
        workspace.add_document(document(text))
        standing = workspace.statement(id_)
        assert len(standing.views) == 4
        for _, _, view in standing.views:
            assert text[view.record.start : view.record.end] == view.record.quote
        assert standing.coders["anna"].record.end - standing.coders["anna"].record.start == 20

    def test_lost_is_marked_and_found_again_later(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        added = workspace.add_document(document("Something else entirely stands here today.\n"))
        assert added.lost == (id_,)
        (row,) = workspace.statements("anna")
        assert (row.lost, row.state, row.record.quote) == (True, "accepted", NEVER.quote)
        workspace.decide(id_, "anna", "rejected")
        assert workspace.statements("anna")[0].lost
        back = workspace.add_document(document())
        assert (back.moved, back.lost) == ((), ())
        assert not workspace.statements("anna")[0].lost
        assert workspace.documents()[0].versions == 2

    def test_changed_words_are_told(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        workspace.add_document(document(TEXT.replace("never accept", "perhaps accept")))
        (row,) = workspace.statements("anna")
        assert row.reworded
        assert not row.lost
        assert "perhaps accept" in row.record.quote
        workspace.decide(id_, "anna", "accepted")
        assert not workspace.statements("anna")[0].reworded

    def test_undo_after_a_move_goes_back_to_the_right_words(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        workspace.decide(id_, "anna", "edited", {"end": NEVER.start + 20})
        text = "Before.\n" + TEXT
        workspace.add_document(document(text))
        workspace.undo("anna")
        (row,) = workspace.statements("anna")
        assert (row.state, row.record.quote) == ("accepted", NEVER.quote)
        assert text[row.record.start : row.record.end] == NEVER.quote

    def test_a_text_that_comes_later(self, workspace: Workspace) -> None:
        bare = OFFER.model_copy(update={"quote": "", "prefix": "", "suffix": "", "line": None})
        right = workspace.suggest("a.txt", [bare], by="case", sha256=hash_of(TEXT)).new
        workspace.suggest("a.txt", [NEVER.model_copy(update={"start": 1, "end": 2})], by="rules")
        added = workspace.add_document(document())
        assert added.lost == ()
        rows = workspace.statements()
        assert {row.record.quote for row in rows} == {NEVER.quote, OFFER.quote}
        assert [k for k, _ in kinds(workspace, right[0])] == ["suggested", "placed"]

    def test_without_words_and_of_another_text_it_is_lost(self, workspace: Workspace) -> None:
        bare = OFFER.model_copy(update={"quote": ""})
        workspace.suggest("a.txt", [bare], by="case", sha256=hash_of("another text"))
        assert len(workspace.add_document(document()).lost) == 1

    def test_new_marks_on_the_same_text_move_nothing(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        workspace.suggest("a.txt", [NEVER], by="rules")
        other = SourceText("a.txt", Source(title="Talks"), TEXT, ())
        added = workspace.add_document(other)
        assert added.kept
        assert (added.moved, added.lost) == ((), ())
        assert workspace.document("a.txt") == other
        assert workspace.documents()[0].versions == 1


class TestDocuments:
    def test_as_handed_in(self, workspace: Workspace) -> None:
        odd = document("Title\n\0 \x1b[31m \ud800 😀\r\nnext\n", "b.txt")
        for each in (document(), odd):
            workspace.add_document(each)
            assert workspace.document(each.name) == each

    def test_listed_with_those_without_text(self, workspace: Workspace) -> None:
        workspace.add_document(document())
        workspace.suggest("b.txt", [NEVER.model_copy(update={"doc": "b.txt"})], by="rules")
        listed = workspace.documents()
        assert [(d.name, d.characters) for d in listed] == [("a.txt", len(TEXT)), ("b.txt", 0)]
        assert listed[0].sha256 == hash_of(TEXT)
        with pytest.raises(StatementUnknown, match=r"b\.txt"):
            workspace.document("b.txt")

    @pytest.mark.parametrize("name", ["", "a\nb.txt", "\x1b[2J.txt"])
    def test_a_name_that_cannot_be_printed(self, workspace: Workspace, name: str) -> None:
        with pytest.raises(DecisionRefused, match="document"):
            workspace.add_document(document(TEXT, name))


class TestNothingIsChangedInPlace:
    @pytest.mark.parametrize("table", sorted(META.tables))
    @pytest.mark.parametrize("act", ["UPDATE {} SET rowid = rowid + 1", "DELETE FROM {}"])
    def test_not_even_by_force(
        self, workspace: Workspace, tmp_path: Path, table: str, act: str
    ) -> None:
        workspace.add_document(document())
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        workspace.decide(id_, "anna", "accepted")
        other = sqlite3.connect(tmp_path / "w" / "workspace.sqlite")
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            other.execute(act.format(table))
        other.close()

    def test_nothing_is_undone_twice(self, workspace: Workspace) -> None:
        (id_,) = workspace.suggest("a.txt", [NEVER], by="rules").new
        event = workspace.decide(id_, "anna", "accepted")
        workspace.undo("anna")
        with pytest.raises(DBAPIError), workspace._saving() as save:
            save.append(
                save.event(
                    id_, "a.txt", "undone", "coder", "anna", "anna", None, None, "", event.seq
                )
            )

    def test_the_mode_of_the_file(self, workspace: Workspace) -> None:
        with workspace._database.reading() as db:
            told = {
                name: db.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "trusted_schema", "foreign_keys")
            }
        assert told == {
            "journal_mode": "delete",
            "synchronous": 3,
            "trusted_schema": 0,
            "foreign_keys": 1,
        }


class TestPlaces:
    def test_the_variable_and_the_default(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("GOLDENBRIDGE_WORKSPACE", raising=False)
        Workspace.open().close()
        assert (tmp_path / "goldenbridge-workspace" / "workspace.sqlite").is_file()
        monkeypatch.setenv("GOLDENBRIDGE_WORKSPACE", str(tmp_path / "deep" / "other"))
        Workspace.open().close()
        assert (tmp_path / "deep" / "other" / "workspace.sqlite").is_file()

    def test_none_is_made_where_none_is_wanted(self, tmp_path: Path) -> None:
        for place in (tmp_path / "w", tmp_path / "w" / "x"):
            with pytest.raises(WorkspaceMissing):
                Workspace.open(place, create=False)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        "content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
    )
    def test_something_else_is_told_and_left_alone(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "workspace.sqlite"
        path.write_bytes(content)
        with pytest.raises(WorkspaceUnusable):
            Workspace.open(tmp_path)
        assert path.read_bytes() == content

    def test_a_strangers_database(self, tmp_path: Path) -> None:
        other = sqlite3.connect(tmp_path / "workspace.sqlite")
        other.execute("CREATE TABLE holidays (day)")
        other.commit()
        other.close()
        with pytest.raises(WorkspaceUnusable, match="holidays"):
            Workspace.open(tmp_path)

    def test_a_strangers_trigger_in_a_workspace(self, tmp_path: Path) -> None:
        Workspace.open(tmp_path).close()
        other = sqlite3.connect(tmp_path / "workspace.sqlite")
        other.execute("CREATE TRIGGER eats AFTER INSERT ON events BEGIN SELECT RAISE(IGNORE); END")
        other.commit()
        other.close()
        with pytest.raises(WorkspaceUnusable, match="eats"):
            Workspace.open(tmp_path)

    def test_a_newer_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("goldenbridge.store.workspace.connect.SCHEMA", 2)
        Workspace.open(tmp_path).close()
        monkeypatch.undo()
        with pytest.raises(WorkspaceUnusable, match="version 2"):
            Workspace.open(tmp_path)

    def test_a_damaged_entry_is_told(self, tmp_path: Path) -> None:
        with Workspace.open(tmp_path) as workspace:
            workspace.suggest("a.txt", [NEVER], by="rules")
            with workspace._database.writing() as db:
                db.exec_driver_sql("DROP TRIGGER events_no_update")
                db.exec_driver_sql("UPDATE events SET after = '{'")
            with pytest.raises(WorkspaceUnusable, match="entry 1"):
                workspace.statements()

    @pytest.mark.parametrize(
        "where", ["mysql://root@localhost/x", "://", "x://y", "sqlite://", "a\0b"]
    )
    def test_other_addresses(self, where: str) -> None:
        with pytest.raises(WorkspaceUnusable):
            Workspace.open(where)

    def test_no_server_and_no_password_in_the_message(self) -> None:
        with pytest.raises(WorkspaceUnusable) as told:
            Workspace.open("postgresql://anna:secret@127.0.0.1:9/none")
        assert "secret" not in str(told.value)
        assert "127.0.0.1" in str(told.value)

    def test_the_driver_is_an_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
        with pytest.raises(MissingExtra, match="postgres"):
            Workspace.open("postgresql://anna@127.0.0.1:9/none")

    def test_a_file_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "w").write_text("x")
        (tmp_path / "v" / "workspace.sqlite").mkdir(parents=True)
        for place in ("w", "w/x", "v"):
            with pytest.raises(GoldenbridgeError):
                Workspace.open(tmp_path / place)


def test_adjudication_stands_apart(workspace: Workspace) -> None:
    one, two = workspace.suggest("a.txt", [NEVER, OFFER], by="rules").new
    workspace.decide(one, "anna", "accepted")
    workspace.decide(one, "ben", "rejected")
    workspace.adjudicate([one, two], "carla", workspace.statements("anna")[0].record, note="")
    assert [(r.id, r.state, r.by) for r in workspace.statements(final=True)] == [
        (one, "adjudicated", "carla"),
        (two, "left out", "carla"),
    ]
    assert [row.state for row in workspace.statements("ben")] == ["rejected", "suggested"]
    assert one in workspace.history(two)[-1].note


def test_threads_share_a_workspace(workspace: Workspace) -> None:
    ids = workspace.suggest(
        "a.txt", [NEVER.model_copy(update={"note": str(n)}) for n in range(20)], by="rules"
    ).new

    def work(coder: str) -> None:
        for id_ in ids:
            workspace.decide(id_, coder, "accepted")

    threads = [threading.Thread(target=work, args=(c,)) for c in ("anna", "ben", "carla")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for coder in ("anna", "ben", "carla"):
        assert {row.state for row in workspace.statements(coder)} == {"accepted"}


def test_kinds_are_told() -> None:
    assert {"suggested", "accepted", "edited", "rejected", "commented", "adjudicated"} <= set(KINDS)

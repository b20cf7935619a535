"""Statements in and out of a workspace, and coders compared, from the command line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldenbridge.cli.main import cli
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.formats import read_statements, write_statements
from goldenbridge.store.workspace import Workspace

TEXT = (
    "Talks in Norvik\n"
    "Norvik will never accept a toll on the bridge. It said so on Monday.\n"
    "Sudria offers to share the cost of repairs, and asks for patience.\n"
)

Run = Callable[..., Result]


def statement(quote: str, **more: object) -> CodedStatement:
    start = TEXT.index(quote)
    said: dict[str, object] = {
        "doc": "a.txt",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "actor": "Norvik",
        "issue": "tolls",
        "act": "rejects",
        "polarity": -1,
        "made_by": "rule:modal",
        "confidence": 0.7,
    }
    return CodedStatement.model_validate(said | more)


NEVER = statement("Norvik will never accept a toll on the bridge")
OFFER = statement(
    "Sudria offers to share the cost of repairs",
    actor="Sudria", issue="repairs", act="offers", polarity=1, id="offer",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GOLDENBRIDGE_WORKSPACE", "GOLDENBRIDGE_CODER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(TEXT.encode())
    write_statements([NEVER, OFFER], tmp_path / "suggested.jsonl")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    def call(*args: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli, ["statements", *args], input=typed)

    return call


@pytest.fixture
def coded(run: Run, folder: Path) -> list[str]:
    """Two coders: one of two suggestions is disputed."""
    assert run("import", "suggested.jsonl", "--texts", "texts").exit_code == 0
    with Workspace.open() as w:
        ids = [row.id for row in w.statements()]
        w.decide(ids[0], "anna", "accepted")
        w.decide(ids[0], "ben", "accepted")
        w.decide(ids[1], "anna", "edited", {"polarity": 0})
        w.decide(ids[1], "ben", "rejected")
    return ids


class TestImport:
    def test_twice_is_once(self, run: Run) -> None:
        first = run("import", "suggested.jsonl", "--texts", "texts")
        assert "suggested.jsonl: 2 statements, 2 new." in first.output
        again = run("import", "suggested.jsonl", "--texts", "texts", "--json")
        assert json.loads(again.output)["imported"] == [
            {"from": "suggested.jsonl", "statements": 2, "new": 0, "lost": 0}
        ]
        with Workspace.open() as w:
            assert w.text_of("a.txt") is not None
            assert w.text_of("a.txt").text == TEXT  # type: ignore[union-attr]

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonld", "tsv"])
    def test_every_format(self, run: Run, folder: Path, ending: str) -> None:
        write_statements([NEVER, OFFER], folder / f"s.{ending}")
        assert run("import", f"s.{ending}").exit_code == 0
        assert run("import", "suggested.jsonl", "--json").exit_code == 0
        with Workspace.open() as w:
            assert len(w.statements()) == 2

    def test_lost_words_are_told(self, run: Run, folder: Path) -> None:
        (folder / "texts" / "a.txt").write_text("Something else stands here.\n")
        done = run("import", "suggested.jsonl", "--texts", "texts")
        assert "2 not found in their document" in done.output
        assert "2 statements" in run("list", "--lost").output

    def test_as_a_coders_own(self, run: Run) -> None:
        run("import", "suggested.jsonl", "--coder", "anna")
        with Workspace.open() as w:
            assert [row.state for row in w.statements("anna")] == ["added", "added"]
            assert w.statements("ben") == []

    def test_of_a_case(self, run: Run) -> None:
        done = run("import", "--case", "european-security", "--json")
        (told,) = json.loads(done.output)["imported"]
        assert told["from"] == "case:european-security"
        assert told["new"] == told["statements"] > 100
        assert told["without_place"] == 0
        without = run("import", "--case", "two-sellers")
        assert "0 statements, 0 new. 12 without a place." in without.output

    @pytest.mark.parametrize("args", [(), ("suggested.jsonl", "--case", "two-sellers")])
    def test_files_or_a_case(self, run: Run, args: tuple[str, ...]) -> None:
        assert run("import", *args).exit_code == 2

    def test_a_faulty_file_brings_nothing(self, run: Run, folder: Path) -> None:
        lines = (folder / "suggested.jsonl").read_text(encoding="utf-8").splitlines()
        (folder / "bad.jsonl").write_text(lines[0] + '\n{"doc": "a.txt"}\n', encoding="utf-8")
        assert run("import", "bad.jsonl").exit_code != 0
        with Workspace.open() as w:
            assert w.statements() == []

    def test_a_document_name_that_leads_elsewhere(self, run: Run, folder: Path) -> None:
        (folder / "secret.txt").write_text("secret")
        write_statements([NEVER.model_copy(update={"doc": "../secret.txt"})], folder / "s.csv")
        run("import", "s.csv", "--texts", "texts")
        with Workspace.open() as w:
            assert all(not d.sha256 for d in w.documents())


class TestExport:
    def test_accepted_leaves_out_what_is_disputed(self, run: Run, coded: list[str]) -> None:
        done = run("export", "out.csv")
        assert "Left out: 1 on which coders differ" in done.output
        (found,) = read_statements("out.csv")
        assert found.id == coded[0]

    def test_of_one_coder(self, run: Run, coded: list[str]) -> None:
        run("export", "anna.jsonl", "--coder", "anna")
        found = read_statements("anna.jsonl")
        assert [(s.id, s.polarity) for s in found] == [(coded[0], -1), (coded[1], 0)]
        done = run("export", "x.jsonl", "--coder", "ana")
        assert done.exit_code == 2
        assert "anna" in done.output
        assert not Path("x.jsonl").exists()

    def test_adjudicated(self, run: Run, coded: list[str]) -> None:
        run("adjudicate", coded[1], "--take", "anna", "--by", "carla")
        done = run("export", "final.jsonl", "--adjudicated", "--json")
        assert json.loads(done.output) == {
            "path": "final.jsonl", "statements": 2, "disputed": 0, "single": 0,
        }  # fmt: skip
        assert [s.polarity for s in read_statements("final.jsonl")] == [-1, 0]

    def test_suggested(self, run: Run, coded: list[str]) -> None:
        run("export", "all.jsonl", "--suggested")
        assert [s.polarity for s in read_statements("all.jsonl")] == [-1, 1]

    def test_who_sits_here_is_no_wish(
        self, run: Run, coded: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GOLDENBRIDGE_CODER", "anna")
        assert run("export", "final.jsonl", "--adjudicated").exit_code == 0
        assert len(read_statements("final.jsonl")) == 1
        assert run("export", "plain.jsonl").exit_code == 0
        assert len(read_statements("plain.jsonl")) == 1

    def test_one_choice(self, run: Run, coded: list[str]) -> None:
        assert run("export", "x.csv", "--adjudicated", "--suggested").exit_code == 2
        assert run("export", "x.csv", "--adjudicated", "--coder", "anna").exit_code == 2

    def test_an_unknown_ending(self, run: Run, coded: list[str]) -> None:
        done = run("export", "x.docx")
        assert done.exit_code != 0
        assert not Path("x.docx").exists()


class TestLooking:
    def test_list(self, run: Run, coded: list[str]) -> None:
        assert "2 statements." in run("list").output
        assert "rejected" in run("list", "--coder", "ben").output
        found = json.loads(run("list", "--coder", "ben", "--state", "rejected", "--json").output)
        assert [(s["id"], s["state"], s["by"]) for s in found] == [(coded[1], "rejected", "ben")]

    def test_history(self, run: Run, coded: list[str]) -> None:
        done = run("history", coded[1][:12])
        assert "edited by anna: polarity 1 → 0" in done.output
        assert "“Sudria offers to share" in done.output
        found = json.loads(run("history", "offer", "--json").output)
        assert [e["kind"] for e in found] == ["suggested", "edited", "rejected"]
        assert found[1]["before"]["polarity"] == 1
        assert found[1]["after"]["polarity"] == 0
        assert run("history", "zzz").exception is not None

    def test_documents(self, run: Run, coded: list[str]) -> None:
        assert "a.txt" in run("documents").output
        (found,) = json.loads(run("documents", "--json").output)
        assert (found["name"], found["characters"]) == ("a.txt", len(TEXT))

    def test_hostile_words_do_not_steer_the_terminal(self, run: Run, folder: Path) -> None:
        evil = NEVER.model_copy(
            update={"actor": "E\x1b[2Jvil", "issue": "a\x9bb", "note": "\x07", "quote": "\x1bQ"}
        )
        with Workspace.open() as w:
            (id_,) = w.suggest("a.txt", [evil], by="rules").new
            w.decide(id_, "anna", "edited", {"actor": "\x1b[31mx"})
            w.decide(id_, "ben", "rejected", note="\x1b]0;t\x07")
        outputs = [
            run(*args).output
            for args in (
                ("list",), ("history", id_), ("documents",), ("adjudicate", "--list"),
                ("agreement", "--resamples", "0"),
            )
        ]  # fmt: skip
        outputs.append(run("adjudicate", typed="s\n").output)
        for output in outputs:
            assert {c for c in output if not c.isprintable()} <= {"\n"}

    @pytest.mark.parametrize("command", ["list", "documents", "agreement", "adjudicate"])
    def test_without_a_workspace_none_is_made(self, run: Run, folder: Path, command: str) -> None:
        done = run(command)
        assert "There is no workspace" in str(done.exception)
        assert not (folder / "goldenbridge-workspace").exists()

    def test_a_file_that_is_no_workspace(self, run: Run, folder: Path) -> None:
        (folder / "other").mkdir()
        sqlite3.connect(folder / "other" / "workspace.sqlite").execute("CREATE TABLE x (y)")
        done = run("list", "-w", "other")
        assert "cannot be used as a workspace" in str(done.exception)


class TestAgreement:
    def test_told(self, run: Run, coded: list[str]) -> None:
        done = run("agreement", "--resamples", "20")
        assert "anna, ben: 2 stretches in 1 document" in done.output
        assert "every value is the same" in done.output
        assert "rely on 0.8" in done.output

    def test_as_data(self, run: Run, coded: list[str]) -> None:
        found = json.loads(run("agreement", "--resamples", "0", "--nothing", "--json").output)
        assert found["nothing"] is True
        assert found["units"] == 2
        rows = {row["field"]: row for row in found["rows"]}
        assert rows["polarity"]["alpha"]["agreement"] == 0.5
        assert rows["polarity"]["kappa"]["value"] is not None

    def test_two_coders_are_needed(self, run: Run, coded: list[str]) -> None:
        assert run("agreement", "--coder", "anna").exit_code == 2
        assert "anna" in run("agreement", "--coder", "ana", "--coder", "ben").output


class TestAdjudication:
    def final(self) -> list[tuple[str, str, int]]:
        with Workspace.open() as w:
            return [(r.state, r.by, r.record.polarity) for r in w.statements(final=True)]

    def test_list(self, run: Run, coded: list[str]) -> None:
        done = run("adjudicate", "--list")
        assert "1 to settle." in done.output
        (found,) = json.loads(run("adjudicate", "--json").output)
        assert found["fields"] == ["coded"]
        assert found["coders"]["ben"] is None
        assert self.final() == []

    @pytest.mark.parametrize(
        ("typed", "final"),
        [
            ("1\n", [("adjudicated", "carla", 0)]),
            ("2\n", [("left out", "carla", 1)]),
            ("x no position\n", [("left out", "carla", 1)]),
            ("e polarity 1\n\n", [("adjudicated", "carla", 1)]),
            ("e 1 polarity -1\ny\nactor\nNorvik\n\n", [("adjudicated", "carla", -1)]),
            ("s\n", []),
            ("q\n", []),
            ("?\n9\n\n", []),
            ("", []),
            ("e polarity 9\n", []),
        ],
    )
    def test_asked(
        self, run: Run, coded: list[str], typed: str, final: list[tuple[str, str, int]]
    ) -> None:
        done = run("adjudicate", "--by", "carla", typed=typed)
        assert done.exit_code == 0, done.output
        assert "»Sudria offers to share the cost of repairs«" in done.output
        assert self.final() == final
        with Workspace.open() as w:
            assert [row.state for row in w.statements("anna")] == ["accepted", "edited"]

    def test_at_once(self, run: Run, coded: list[str]) -> None:
        assert run("adjudicate", coded[1], "--leave-out", "--by", "carla").exit_code == 0
        assert self.final() == [("left out", "carla", 1)]
        assert "0 to settle" in run("adjudicate", "--list").output
        assert "1 to settle" in run("adjudicate", "--list", "--all").output
        run("adjudicate", coded[1], "--take", "anna", "--by", "dora", "--note", "after talking")
        assert self.final() == [("adjudicated", "dora", 0)]
        with Workspace.open() as w:
            assert w.history(coded[1])[-1].note == "after talking"

    def test_called_wrongly(self, run: Run, coded: list[str]) -> None:
        assert run("adjudicate", "--leave-out").exit_code == 2
        assert run("adjudicate", coded[1], "--leave-out", "--take", "anna").exit_code == 2
        done = run("adjudicate", coded[1], "--take", "carla")
        assert "has not decided" in str(done.exception)
        assert self.final() == []

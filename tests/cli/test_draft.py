"""The command draft: files, a workspace, and what it refuses; and the walk back with trace."""

import importlib.util
import json
from pathlib import Path

import pytest

from goldenbridge.case import read_case
from goldenbridge.cli import output
from goldenbridge.cli.main import main
from goldenbridge.sources import Source, SourceText
from goldenbridge.store.workspace import Workspace

_INVENTED = Path(__file__).parents[1] / "case" / "draft" / "invented.py"
_SPEC = importlib.util.spec_from_file_location("invented_for_draft", _INVENTED)
invented = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(invented)


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(args)
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def files(tmp_path):
    """The lake as a file of statements, beside its texts."""
    lines = [s.model_dump_json(exclude_none=True) for s in invented.LAKE]
    (tmp_path / "lake.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, text in invented.TEXTS.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


@pytest.fixture
def workspace(tmp_path):
    """The grain in a workspace: one statement accepted, one edited, one open, one disputed."""
    place = tmp_path / "space"
    with Workspace.open(place) as space:
        text = invented.GRAIN_1
        space.add_document(SourceText("grain.txt", Source(title="Grain", date="2031-04"), text, ()))
        some = [s.model_copy(update={"confidence": 0.7}) for s in invented.GRAIN]
        ids = space.suggest_all(some, "rules").ids
        space.decide(ids[0], "anna", "accepted")
        space.decide(ids[1], "anna", "edited", {"red_line": "implicit"})
        space.decide(ids[3], "anna", "accepted")
        space.decide(ids[3], "ben", "rejected")
    return str(place), ids


class TestFiles:
    def test_a_case_that_loads_with_its_texts(self, files, capsys):
        out = files / "case"
        args = ["draft", str(files / "lake.jsonl"), "-o", str(out), "--texts", str(files)]
        assert run(*args) == output.OK
        told = capsys.readouterr()
        assert "Norvik and Ostia: a draft" in told.out
        assert "What no statement says, and whom to ask" in told.out
        assert "goldenbridge check" in told.err
        found = read_case(out, files)
        assert found.errors == ()
        assert "source-hash" not in {p.code for p in found.problems}
        assert (out / "questions.md").read_text().startswith("# Questions: ")

    def test_trace_walks_from_the_draft_to_the_line(self, files, capsys):
        out = str(files / "case")
        run("draft", str(files / "lake.jsonl"), "-o", out, "--texts", str(files))
        capsys.readouterr()
        assert run("trace", out, "norvik-tolls.severity", "--texts", str(files)) == output.OK
        told = flat(capsys.readouterr().out)
        assert "assumed: nobody's statement carries this" in told
        assert "⟦Norvik rejects a toll on its ships" in told
        (files / "lake-1.txt").write_text("Changed.\n")
        run("trace", out, "norvik-tolls.severity", "--texts", str(files))
        assert "CHANGED: lake-1.txt is not the text that was coded" in flat(capsys.readouterr().out)

    def test_nothing_is_overwritten_unless_asked(self, files, capsys):
        out = files / "case.yaml"
        args = ["draft", str(files / "lake.jsonl"), "-o", str(out)]
        (files / "questions.md").write_text("mine")
        assert run(*args) == output.USAGE
        assert "questions.md. Nothing was written." in capsys.readouterr().err
        assert not out.exists()
        assert run(*args, "--force") == output.OK
        before = out.read_bytes()
        assert run(*args, "--force") == output.OK
        assert out.read_bytes() == before

    def test_json_and_options(self, files, capsys):
        args = ["--title", "The lake", "--min-statements", "2", "--snapshots", "--json"]
        assert run("draft", str(files / "lake.jsonl"), "-o", str(files / "x"), *args) == output.OK
        data = json.loads(capsys.readouterr().out)
        assert data["title"] == "The lake"
        assert data["parties"] == ["Norvik", "Ostia"]
        assert {"whom", "question", "where", "statements"} == data["questions"][0].keys()
        assert len(read_case(files / "x").case.snapshots) == 2

    def test_suggestions_in_a_file_are_told(self, files, capsys):
        unsure = [s.model_copy(update={"confidence": 0.6}) for s in invented.GRAIN]
        path = files / "grain.jsonl"
        path.write_text("\n".join(s.model_dump_json(exclude_none=True) for s in unsure))
        assert run("draft", str(path), "-o", str(files / "g")) == output.OK
        assert "4 of them not reviewed by anybody" in flat(capsys.readouterr().out)
        assert "UNREVIEWED" in (files / "g" / "case.yaml").read_text()

    def test_too_little_and_misuse(self, files, capsys):
        out = ["-o", str(files / "x")]
        (files / "none.jsonl").write_text("")
        assert run("draft", str(files / "none.jsonl"), *out) != output.OK
        lake = str(files / "lake.jsonl")
        assert run("draft", lake, *out, "--min-statements", "9") == output.FAILED
        assert "lower --min-statements" in flat(capsys.readouterr().err)
        assert run("draft", *out) == output.USAGE
        assert run("draft", lake, "--workspace", "w", *out) == output.USAGE
        assert run("draft", lake, "--suggestions", *out) == output.USAGE
        assert run("draft", lake, *out, "--texts", str(files / "none")) == output.USAGE
        assert run("draft", lake, "-o", str(files / "sources.yaml")) == output.USAGE
        assert run("draft", str(files / "none.txt"), *out) != output.OK
        assert not (files / "x").exists()


class TestWorkspace:
    def test_only_what_people_reviewed_and_agree_on(self, workspace, tmp_path, capsys):
        place, ids = workspace
        out = tmp_path / "case"
        assert run("draft", "--workspace", place, "-o", str(out)) == output.OK
        told = flat(capsys.readouterr().out)
        assert "Left out: 1 that nobody has reviewed" in told
        assert "Left out: 1 that coders disagree on" in told
        found = read_case(out)
        assert found.errors == ()
        assert set(found.case.statements) == {ids[0][:8], ids[1][:8]}
        assert found.case.sources["grain"].title == "Grain"
        assert found.case.sources["grain"].sha256
        assert list(found.case.at().body.red_lines) == ["the-union-boycott"]

    def test_a_coder_and_suggestions(self, workspace, tmp_path, capsys):
        place, ids = workspace
        more = ["--coder", "anna", "--suggestions", "--json"]
        assert run("draft", "--workspace", place, "-o", str(tmp_path / "c"), *more) == output.OK
        assert json.loads(capsys.readouterr().out)["suggested"] == 1
        case = read_case(tmp_path / "c").case
        assert set(case.statements) == {i[:8] for i in ids}
        assert (
            case.statements[ids[2][:8]].note == "Suggested by rules, confidence 0.70; not reviewed."
        )

    def test_an_adjudication_settles_it(self, workspace, tmp_path):
        place, ids = workspace
        with Workspace.open(place) as space:
            space.adjudicate(ids[3], "carla", invented.GRAIN[3])
        assert run("draft", "--workspace", place, "-o", str(tmp_path / "c")) == output.OK
        assert ids[3][:8] in read_case(tmp_path / "c").case.statements

    def test_the_history_of_a_statement_is_part_of_the_walk(self, workspace, tmp_path, capsys):
        place, ids = workspace
        out = str(tmp_path / "c")
        run("draft", "--workspace", place, "-o", out)
        capsys.readouterr()
        assert run("trace", out, ids[1][:8], "--workspace", place, "--json") == output.OK
        (step,) = json.loads(capsys.readouterr().out)["walk"]
        assert [(e["what"], e["by"]) for e in step["history"]] == [
            ("suggested", "rules"),
            ("edited", "anna"),
        ]
        assert run("trace", out, ids[1][:8], "--workspace", place) == output.OK
        assert "edited by anna" in flat(capsys.readouterr().out)

    def test_a_statement_is_known_by_its_place_too(self, workspace, files, capsys):
        """A case drafted from a file, traced in a workspace that holds the same passages."""
        path = files / "grain.jsonl"
        path.write_text("\n".join(s.model_dump_json(exclude_none=True) for s in invented.GRAIN))
        run("draft", str(path), "-o", str(files / "g"))
        capsys.readouterr()
        args = ["trace", str(files / "g"), "grain-02", "--workspace", workspace[0], "--json"]
        assert run(*args) == output.OK
        (step,) = json.loads(capsys.readouterr().out)["walk"]
        assert [e["what"] for e in step["history"]] == ["suggested", "edited"]

    def test_nobody_of_that_name_and_no_workspace(self, workspace, tmp_path, capsys):
        place, _ = workspace
        out = ["-o", str(tmp_path / "c")]
        assert run("draft", "--workspace", place, "--coder", "zoe", *out) == output.USAGE
        assert "Known: anna, ben" in flat(capsys.readouterr().err)
        assert run("draft", "--workspace", str(tmp_path / "no"), *out) == output.USAGE

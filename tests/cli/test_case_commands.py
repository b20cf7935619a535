"""The commands about case files: check, schema, new, cases."""

import json
from pathlib import Path

import jsonschema
import pytest

from goldenbridge.case import bundled_cases
from goldenbridge.case.json_schema import json_schema
from goldenbridge.case.start import SCHEMA_FILE, start_case
from goldenbridge.cli import check as check_module
from goldenbridge.cli import output
from goldenbridge.cli.main import main
from goldenbridge.files.document import read_document

FAIL = Path(__file__).parents[1] / "case" / "data-fail"


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(args)
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.fixture
def started(tmp_path):
    return start_case("lake", tmp_path)


class TestCheck:
    def test_a_sound_case(self, started, capsys):
        assert run("check", str(started), "--no-worlds", "--strict") == output.OK
        told = capsys.readouterr()
        assert "can be used: 1 note." in told.out
        assert told.err == ""

    def test_an_invalid_case_says_all_and_ends_with_3(self, capsys):
        assert run("check", str(FAIL / "many-at-once")) == output.INVALID_CASE
        out = capsys.readouterr().out
        for word in ["case.yaml", 'Did you mean "always"?', "firmness", 'Did you mean "minutes"?']:
            assert word in out
        assert "cannot be used as it stands: 4 errors" in out
        assert "\x1b" not in out

    def test_lines_are_not_broken_for_a_narrow_terminal(self, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "30")
        run("check", str(FAIL / "no-refusal"))
        assert "at least one package it refused and one it offered" in capsys.readouterr().out

    def test_json(self, capsys):
        code = run("check", str(FAIL / "typed-no-deal"), "--json")
        data = json.loads(capsys.readouterr().out)
        assert code == output.INVALID_CASE
        assert (data["errors"], data["case_hash"]) == (1, None)
        (problem,) = [p for p in data["problems"] if p["severity"] == "error"]
        assert (problem["code"], problem["file"]) == ("typed-no-deal", "case.yaml")

    @pytest.mark.parametrize(("flags", "code"), [((), 0), (("--strict",), 3)])
    def test_strict_lets_warnings_fail(self, flags, code):
        assert run("check", str(FAIL / "assertion"), "--no-worlds", *flags) == code

    def test_texts_come_from_an_option_or_the_environment(self, started, monkeypatch, capsys):
        assert run("check", str(started), "--texts", str(started / "none")) == output.USAGE
        monkeypatch.setenv("GOLDENBRIDGE_TEXTS", str(started / "none"))
        assert run("check", str(started)) == output.USAGE
        monkeypatch.setenv("GOLDENBRIDGE_TEXTS", str(started))
        assert run("check", str(started), "--no-worlds") == output.OK

    def test_no_such_case_or_snapshot(self, started, capsys):
        assert run("check", "two-selers") == output.USAGE
        assert 'Did you mean "two-sellers"?' in capsys.readouterr().err
        assert run("check", str(started), "--snapshot", "1999") == output.USAGE

    def test_what_worlds_show_is_added(self, started, monkeypatch, capsys):
        asked = {}

        def audit(case, snapshot, *, worlds, seed):
            from goldenbridge.case import Problem, Severity

            asked.update(case=case.id, snapshot=snapshot, worlds=worlds, seed=seed)
            return [Problem("case.yaml", 3, "x", "it is so", severity=Severity.WARNING, code="y")]

        module = type(check_module)("audit_for_test")
        module.audit = audit
        monkeypatch.setitem(__import__("sys").modules, module.__name__, module)
        monkeypatch.setattr(check_module, "AUDIT", module.__name__)
        code = run("check", str(started), "--worlds", "20", "--seed", "7", "--snapshot", "2031")
        assert code == output.OK
        assert asked == {"case": "lake", "snapshot": "2031-03-01", "worlds": 20, "seed": 7}
        assert "it is so" in capsys.readouterr().out

    def test_without_the_analysis_the_file_is_still_checked(self, started, monkeypatch):
        monkeypatch.setattr(check_module, "AUDIT", "goldenbridge.no_such.audit")
        assert run("check", str(started)) == output.OK

    def test_what_the_file_shows_is_told_even_if_no_world_can_be_drawn(
        self, started, monkeypatch, capsys
    ):
        from goldenbridge.errors import MissingExtra

        def fail(*args):
            raise MissingExtra("drawing", "x")

        monkeypatch.setattr(check_module, "_audit", fail)
        assert run("check", str(started)) == output.FAILED
        assert "can be used" in capsys.readouterr().out


class TestSchema:
    def test_is_a_schema_of_the_draft_it_names(self, capsys):
        assert run("schema") == output.OK
        schema = json.loads(capsys.readouterr().out)
        assert schema["$schema"].endswith("2020-12/schema")
        assert "$id" not in schema
        jsonschema.Draft202012Validator.check_schema(schema)

    @pytest.mark.parametrize("which", ["case", "sources", "expected"])
    @pytest.mark.parametrize("name", [*bundled_cases(), "started"])
    def test_accepts_the_cases_there_are(self, name, which, started):
        folder = started if name == "started" else bundled_cases()[name]
        document = read_document(folder / f"{which}.yaml")
        if document.data is not None:
            jsonschema.Draft202012Validator(json_schema(which)).validate(document.data)

    @pytest.mark.parametrize(
        "name", ["unknown-key", "misspelt-consent", "unicode-id", "text-for-number", "no-version"]
    )
    def test_refuses_what_the_check_refuses_for_its_form(self, name):
        document = read_document(FAIL / name / "case.yaml")
        assert not jsonschema.Draft202012Validator(json_schema()).is_valid(document.data)

    def test_every_key_is_told(self):
        schema = json_schema()
        untold = [
            f"{name}.{key}"
            for name, part in {"case": schema, **schema["$defs"]}.items()
            for form in [part, *part.get("anyOf", [])]
            for key, value in form.get("properties", {}).items()
            if "description" not in value
        ]
        assert untold == []

    def test_writes_a_file(self, tmp_path, capsys):
        assert run("schema", "-o", str(tmp_path / "s.json")) == output.OK
        assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == json_schema()
        assert capsys.readouterr().out == ""

    def test_a_file_that_cannot_be_written(self, tmp_path, capsys):
        assert run("schema", "-o", str(tmp_path / "none" / "s.json")) == output.FAILED
        assert "No such file" in capsys.readouterr().err


class TestNew:
    def test_writes_a_case_that_passes_strictly(self, tmp_path, capsys):
        assert run("new", "lake-talks", "--dir", str(tmp_path)) == output.OK
        folder = tmp_path / "lake-talks"
        assert {p.name for p in folder.iterdir()} == {
            "case.yaml", "sources.yaml", "expected.yaml", SCHEMA_FILE,
        }  # fmt: skip
        text = (folder / "case.yaml").read_text(encoding="utf-8")
        assert text.startswith(f"# yaml-language-server: $schema={SCHEMA_FILE}\n")
        assert "title: Lake talks\n" in text
        assert run("check", str(folder), "--no-worlds", "--strict") == output.OK
        assert json.loads((folder / SCHEMA_FILE).read_text(encoding="utf-8")) == json_schema()

    def test_overwrites_nothing(self, started, capsys):
        (started / "case.yaml").write_text("mine")
        assert run("new", "lake", "--dir", str(started.parent)) == output.USAGE
        assert (started / "case.yaml").read_text() == "mine"
        assert "is there already" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["Lake", "a b", "../x", "", "x" * 81, "-x", "é", "a\n", "."])
    def test_the_name_is_an_id(self, name, tmp_path):
        assert run("new", "--dir", str(tmp_path), "--", name) == output.USAGE
        assert list(tmp_path.iterdir()) == []

    def test_json(self, tmp_path, capsys):
        assert run("new", "lake", "--dir", str(tmp_path), "--json") == output.OK
        assert "case.yaml" in json.loads(capsys.readouterr().out)["files"]


class TestCases:
    def test_lists_the_bundled_ones(self, capsys):
        assert run("cases") == output.OK
        out = capsys.readouterr().out
        assert all(name in out for name in bundled_cases())

    def test_json(self, capsys):
        assert run("cases", "--json") == output.OK
        found = {case["name"]: case for case in json.loads(capsys.readouterr().out)}
        assert set(found) == set(bundled_cases())
        sellers = found["two-sellers"]
        assert (sellers["parties"], sellers["consenting"], sellers["issues"]) == (3, 2, 3)
        assert sellers["snapshots"][0]["id"] == "2031-09-01"

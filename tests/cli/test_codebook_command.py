"""The command that shows a codebook and says what is wrong with it."""

import json

import pytest

from goldenbridge.cli import output
from goldenbridge.cli.main import main
from goldenbridge.statements.codebook import bundled_codebooks

FAULTY = """\
codebook: 1
title: Fees
issues:
  fees: {proposition: Fees stay., terms: [fee*], hints: []}
actors:
  Norvik: {members: [Ostia]}
"""


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(args)
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.mark.parametrize("name", sorted(bundled_codebooks()))
def test_bundled_ones(name, capsys):
    assert run("codebook", name, "--strict") == output.OK
    told = capsys.readouterr()
    assert f"{name} can be used: nothing to remark." in told.out
    assert told.err == ""


def test_json(capsys):
    assert run("codebook", "two-sellers", "--json") == output.OK
    data = json.loads(capsys.readouterr().out)
    assert data["errors"] == 0
    assert set(data["issues"]) == {"flour", "bread", "delivery"}
    assert data["actors"]["Finch Mill"]["names"][:2] == ["Finch Mill", "the mill"]


def test_faults_with_their_lines(tmp_path, capsys):
    path = tmp_path / "codebook.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    assert run("codebook", str(path)) == output.INVALID_CASE
    out = capsys.readouterr().out
    assert 'codebook.yaml:6: error: actors.Norvik.members.0: the member "Ostia"' in out
    assert "codebook.yaml:4: warning: issues.fees.hints: an empty list" in out
    assert "cannot be used as it stands: 1 error, 2 warnings." in out


def test_warnings_fail_only_where_asked(tmp_path, capsys):
    path = tmp_path / "codebook.yaml"
    path.write_text(FAULTY.replace("{members: [Ostia]}", "{}"), encoding="utf-8")
    assert run("codebook", str(path)) == output.OK
    assert run("codebook", str(path), "--strict") == output.INVALID_CASE
    data_code = run("codebook", str(path), "--json", "--strict")
    assert data_code == output.INVALID_CASE


def test_none_of_that_name(capsys):
    assert run("codebook", "european-securty") == output.USAGE
    assert 'Did you mean "european-security"' in capsys.readouterr().err

"""The command trace."""

import hashlib
import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from goldenbridge.case.start import start_case
from goldenbridge.cli import output
from goldenbridge.cli.main import PROGRAM, cli, main


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(args)
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


@pytest.fixture
def lake(tmp_path):
    return str(start_case("lake", tmp_path))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_walk_on_the_screen(lake, capsys):
    assert run("trace", lake, "worths.ostia.swings.patrols") == output.OK
    out = flat(capsys.readouterr().out)
    for told in [
        "Ostia: how much Patrols on the lake matters",
        "value: 60 (30 to 90)",
        "direction sourced by 1 statement, size assumed",
        "st-patrols: Ostia supports on patrols (reported)",
        "at: item 2 (cited, no passage kept)",
    ]:
        assert told in out


def test_nobody_carries_it(lake, capsys):
    assert run("trace", lake, "worths.norvik.swings.fees") == output.OK
    assert "assumed: nobody's statement carries this" in flat(capsys.readouterr().out)


def test_the_same_as_data(lake, capsys):
    assert run("trace", lake, "no-free-harbour", "--json") == output.OK
    data = json.loads(capsys.readouterr().out)
    assert data["path"] == "red_lines.no-free-harbour"
    assert [step["id"] for step in data["walk"]] == ["st-free-refused"]
    assert data["walk"][0]["cite"] == {"source": "minutes", "at": "item 5"}
    assert data["walk"][0]["checked"] is None
    assert data["snapshots"] == {"2031-03-01": "Ostia says that nobody lands for nothing."}


def test_several_matches_are_listed(lake, capsys):
    assert run("trace", lake, "swings.patrols") == output.OK
    out = flat(capsys.readouterr().out)
    assert "worths.norvik.swings.patrols = 20 (10 to 30) [direction sourced" in out
    assert "worths.ostia.swings.patrols" in out


def test_all_judgements(lake, capsys):
    assert run("trace", lake) == output.OK
    assert "are assumed outright" in flat(capsys.readouterr().out)
    assert run("trace", lake, "--json") == output.OK
    data = json.loads(capsys.readouterr().out)
    assert {"worths.ostia.swings.patrols", "statements.st-clerk"} <= {
        item["path"] for item in data["judgements"]
    }


def test_mistakes(lake, tmp_path, capsys):
    assert run("trace", lake, "no-fre-harbour") == output.USAGE
    assert 'Did you mean "no-free-harbour"?' in capsys.readouterr().err
    assert run("trace", "no-such-case") == output.USAGE
    assert run("trace", lake, "--snapshot", "1999") == output.USAGE
    assert run("trace", lake, "resolve", "--texts", str(tmp_path / "none")) == output.USAGE
    assert run("trace", lake, "resolve", "--workspace", str(tmp_path / "none")) == output.USAGE


def test_completion_goes_a_key_at_a_time(lake):
    complete = ShellComplete(cli, {}, PROGRAM, "_X")

    def offered(*args, word):
        return [item.value for item in complete.get_completions(list(args), word)]

    assert "two-sellers" in offered("trace", word="two")
    assert "worths" in offered("trace", lake, word="w")
    assert offered("trace", lake, word="worths.n") == ["worths.norvik"]
    assert offered("trace", "no-such-case", word="w") == []


def test_a_passage_from_a_stranger_cannot_steer_the_terminal(lake, tmp_path, capsys):
    texts = tmp_path / "texts"
    texts.mkdir()
    text = "Before \x1b[2J it, Ostia \x1b]0;owned\x07 wants patrols, after \x9b2J it.\n"
    (texts / "herald.txt").write_text(text, encoding="utf-8")
    start, end = text.index("Ostia"), text.index(", after")
    digest = hashlib.sha256(text[start:end].encode()).hexdigest()
    case, sources = Path(lake) / "case.yaml", Path(lake) / "sources.yaml"
    anchor = f"anchor: {{source: herald, line: 1, start: {start}, end: {end}, sha256: '{digest}'}}"
    case.write_text(case.read_text().replace("cite: {source: minutes, at: item 2}", anchor))
    whole = hashlib.sha256(text.encode()).hexdigest()
    told = f"herald:\n  title: Harbour talks stall\n  file: herald.txt\n  sha256: '{whole}'\n"
    sources.write_text(sources.read_text() + told)
    assert run("trace", lake, "st-patrols", "--texts", str(texts)) == output.OK
    out = capsys.readouterr().out
    assert "its hash agrees" in flat(out)
    assert "owned" in out
    assert not {"\x1b", "\x07", "\x9b"} & set(out)

"""--processes, --cluster, --shard and merge, as a person calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from goldenbridge.case import bundled_cases
from goldenbridge.cli.main import main

WORLDS = 96


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_info:
        main(list(map(str, args)))
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code


def shards(folder: Path, count: int, case: object = "two-sellers", *more: object) -> list[Path]:
    paths = [folder / f"part-{number}.npz" for number in range(1, count + 1)]
    for number, path in enumerate(paths, start=1):
        asked = ("--worlds", WORLDS, "--shard", f"{number}/{count}", "-o", path)
        assert run("deals", case, *asked, *more) == 0
    return paths


@pytest.fixture
def whole(capsys: pytest.CaptureFixture[str]) -> str:
    assert run("deals", "two-sellers", "--worlds", WORLDS, "--json") == 0
    return capsys.readouterr().out


def test_merged_it_is_what_one_machine_says(
    tmp_path: Path, whole: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = shards(tmp_path, 3)
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(path) for path in paths]
    assert "Wrote part 2 of 3: worlds 32 to 63 of 96." in err
    assert sorted(tmp_path.iterdir()) == paths
    assert run("merge", *paths[::-1], "--json") == 0
    assert capsys.readouterr().out == whole
    assert run("merge", *paths) == 0
    assert "red lines respected" in capsys.readouterr().out


def test_a_part_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = shards(tmp_path, 1)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    capsys.readouterr()
    shards(tmp_path, 1)
    out, err = capsys.readouterr()
    assert out == f"{path}\n"
    assert "is there already and whole; nothing was worked out again" in err
    assert "looking for deals" not in err
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before

    asked = ("deals", "two-sellers", "--shard", "1/1", "-o", path)
    assert run(*asked, "--worlds", WORLDS, "--seed", 2) == 2
    assert "is a part of another answer" in capsys.readouterr().err
    path.write_text("my notes", encoding="utf-8")
    assert run(*asked, "--worlds", WORLDS) == 2
    assert "cannot be read as a part of an answer" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "my notes"


def test_stopped_it_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from goldenbridge.analysis.shards import work
    from goldenbridge.cli.watch import Watch

    monkeypatch.setattr(Watch, "stop", lambda self: True)
    monkeypatch.setattr(work, "ranges", lambda start, end, workers: [(start, 9), (start + 9, 9)])
    asked = ("--worlds", WORLDS, "--shard", "1/2", "-o", tmp_path / "p.npz")
    assert run("deals", "two-sellers", *asked) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_case_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(bundled_cases()["two-sellers"], mine)
    paths = shards(tmp_path, 2, mine)
    capsys.readouterr()
    assert run("merge", *paths) == 2
    assert 'the case "mine", which does not come with goldenbridge' in capsys.readouterr().err
    assert run("merge", *paths, "--case", mine, "--json") == 0
    assert json.loads(capsys.readouterr().out)["case"] == "mine"
    text = (mine / "case.yaml").read_text(encoding="utf-8")
    (mine / "case.yaml").write_text(text + "# more\n", encoding="utf-8")
    assert run("merge", *paths, "--case", mine) == 1
    assert "the case has changed" in capsys.readouterr().err


def test_parts_that_do_not_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = shards(tmp_path, 3)
    assert run("merge", *paths[:2]) == 1
    assert "part 3 of 3 is missing" in capsys.readouterr().err
    assert run("merge", *paths, paths[0]) == 1
    assert "part 1 of 3 is there twice" in capsys.readouterr().err
    paths[1].write_bytes(paths[1].read_bytes()[:-40])
    assert run("merge", *paths) == 2
    assert "part-2.npz cannot be read as a part" in capsys.readouterr().err
    assert run("merge", tmp_path / "nothing.npz") == 2
    assert run("merge") == 2


@pytest.mark.parametrize(
    "wrong", ["0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "-1/3", "1/10001", "1/97", "1.0/3", ""]
)
def test_shards_that_cannot_be(wrong: str, tmp_path: Path) -> None:
    asked = ("--worlds", WORLDS, "--shard", wrong, "-o", tmp_path / "p.npz")
    assert run("deals", "two-sellers", *asked) == 2
    assert list(tmp_path.iterdir()) == []


def test_shard_and_output_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.npz"
    assert run("deals", "two-sellers", "--shard", "1/2") == 2
    assert run("deals", "two-sellers", "-o", path) == 2
    assert "--shard and -o go together" in capsys.readouterr().err
    assert run("deals", "two-sellers", "--shard", "1/2", "-o", path, "--json") == 2
    assert run("deals", "two-sellers", "--shard", "1/2", "-o", tmp_path / "no" / "p") == 2
    assert "there is no folder" in capsys.readouterr().err


def test_processes_say_the_same(
    tmp_path: Path, whole: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("deals", "two-sellers", "--worlds", WORLDS, "--json", "--processes", 2) == 0
    assert capsys.readouterr().out == whole
    alone, two = tmp_path / "alone.html", tmp_path / "two.html"
    asked = ("report", "two-sellers", "--worlds", WORLDS, "-o")
    assert run(*asked, alone) == 0
    assert run(*asked, two, "--processes", 2) == 0
    assert alone.read_bytes() == two.read_bytes()
    part = tmp_path / "p.npz"
    assert run("deals", "two-sellers", "--worlds", WORLDS, "--shard", "1/1", "-o", part,
               "--processes", 1) == 0  # fmt: skip
    capsys.readouterr()
    assert run("merge", part, "--json", "--processes", 1) == 0
    assert capsys.readouterr().out == whole


@pytest.mark.parametrize("command", ["deals", "report"])
def test_who_works_is_said_once_and_rightly(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("-o", tmp_path / "r.html") if command == "report" else ()
    asked = (command, "two-sellers", *more)
    assert run(*asked, "--processes", 2, "--cluster", "tcp://127.0.0.1:9") == 2
    assert "either --processes or --cluster" in capsys.readouterr().err
    assert run(*asked, "--processes", 0) == 2
    assert run(*asked, "--processes", 257) == 2
    assert run(*asked, "--cluster", "somewhere") == 1
    assert "an address is like tcp://10.0.0.5:8786" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

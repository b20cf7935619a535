"""Documents of folders: sorted, each once, none from elsewhere."""

import os

import pytest

from goldenbridge.errors import SourceNotFound, SourceUnreadable
from goldenbridge.sources import corpus
from goldenbridge.sources.corpus import find_documents


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "texts"
    for name in ("b.txt", "a.HTML", "inner/d.pdf", "inner/deeper/c.eml", "z.docx", "notes.xlsx"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "x.txt").write_text("x")
    (root / ".x.txt").write_text("x")
    return root


def found(*paths, **more) -> list[str]:
    return [path.name for path in find_documents(paths, **more)]


def test_all_of_a_folder_sorted(folder):
    assert found(folder) == ["a.HTML", "b.txt", "d.pdf", "c.eml", "z.docx"]


def test_each_once_however_often_it_is_named(folder):
    assert found(folder / "b.txt", folder, folder / "inner") == [
        "b.txt",
        *[n for n in found(folder) if n != "b.txt"],
    ]


def test_a_named_file_is_taken_whatever_its_name(folder):
    assert found(folder / "notes.xlsx", str(folder / ".x.txt")) == ["notes.xlsx", ".x.txt"]
    assert found(folder, endings=[".xlsx"]) == ["notes.xlsx"]


def test_links_do_not_lead_out_nor_in_circles(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "round").symlink_to(folder)
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    (folder / "again.txt").symlink_to(folder / "z.docx")
    before = found(folder)
    assert "secret.txt" not in before
    assert "out.txt" not in before
    assert "dangling.txt" not in before
    assert sum(name in {"again.txt", "z.docx"} for name in before) == 1


def test_pipes_in_a_folder_are_left_out(folder):
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in found(folder)


def test_what_is_not_there(folder):
    looked = find_documents([folder / "b.txt", folder / "none.txt"])
    assert next(looked).name == "b.txt"
    with pytest.raises(SourceNotFound, match=r"none\.txt"):
        next(looked)


def test_nothing_is_looked_up_before_it_is_wanted(folder, monkeypatch):
    (folder / "inner" / "deeper").rename(folder / "zz")
    seen = []
    plain = os.scandir

    def watched(path):
        seen.append(str(path))
        return plain(path)

    monkeypatch.setattr(corpus.os, "scandir", watched)
    next(find_documents([folder]))
    assert seen == [str(folder)]


def test_a_folder_that_may_not_be_read(folder, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(corpus.os, "scandir", closed)
    with pytest.raises(SourceUnreadable, match="Permission denied"):
        found(folder)


def test_folders_deeper_than_anybody_needs(tmp_path):
    path = tmp_path
    for _ in range(60):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_text("x")
    assert found(tmp_path) == []

"""Files opened: regular ones of bounded size, whatever else has their names."""

import os
import socket

import pytest

from goldenbridge.errors import (
    SourceNotAFile,
    SourceNotFound,
    SourceTooBig,
    SourceUnreadable,
    SourceWithoutText,
)
from goldenbridge.sources.readers import opening
from goldenbridge.sources.readers.opening import read_bytes


def test_the_bytes_as_they_are(write):
    assert read_bytes(write("a", b"a\r\n\0"), 10) == b"a\r\n\0"


def test_size_is_looked_at_before_anything_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(500_000_000)
    monkeypatch.setattr(os, "open", None)
    with pytest.raises(SourceTooBig, match=r"it has 500,000,000 bytes"):
        read_bytes(path, 50_000_000)


def test_a_file_that_grows_while_it_is_opened(write, monkeypatch):
    path = write("a", b"x" * 100)
    monkeypatch.setattr(opening, "_check", lambda *_: None)
    with pytest.raises(SourceTooBig, match="more than 10 bytes"):
        read_bytes(path, 10)


def test_folders_pipes_sockets_and_devices(tmp_path):
    with pytest.raises(SourceNotAFile, match="a folder"):
        read_bytes(tmp_path, 10)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceNotAFile, match="a pipe"):
        read_bytes(tmp_path / "pipe", 10)
    with pytest.raises(SourceNotAFile, match="a device"):
        read_bytes(type(tmp_path)("/dev/zero"), 10)
    with socket.socket(socket.AF_UNIX) as made, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        made.bind("s")
        with pytest.raises(SourceNotAFile, match="a socket"):
            read_bytes(tmp_path / "s", 10)


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    plain = opening._check
    calls = []

    def late(*args):
        calls.append(1)
        if len(calls) > 1:
            plain(*args)

    monkeypatch.setattr(opening, "_check", late)
    with pytest.raises(SourceNotAFile, match="a pipe"):
        read_bytes(tmp_path / "pipe", 10)


def test_what_is_not_there_or_goes_away(tmp_path, write, monkeypatch):
    with pytest.raises(SourceNotFound):
        read_bytes(tmp_path / "none", 10)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(SourceUnreadable):
        read_bytes(tmp_path / "loop", 10)
    path = write("a", b"x")
    plain = os.open

    def vanish(*args):
        path.unlink()
        return plain(*args)

    monkeypatch.setattr(os, "open", vanish)
    with pytest.raises(SourceNotFound):
        read_bytes(path, 10)


@pytest.mark.parametrize("name", ["nul\0byte", "x" * 300])
def test_names_that_no_file_can_have(tmp_path, name):
    with pytest.raises(SourceUnreadable):
        read_bytes(tmp_path / name, 10)


def test_an_empty_file(write):
    with pytest.raises(SourceWithoutText, match="it is empty"):
        read_bytes(write("a", b""), 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_read(write):
    path = write("a", b"x")
    path.chmod(0)
    with pytest.raises(SourceUnreadable, match="Permission denied"):
        read_bytes(path, 10)

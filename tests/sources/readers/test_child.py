"""The process for strangers' files: reused, bounded, replaced when it is lost."""

import os
import signal
import sys

import pytest

from goldenbridge.errors import (
    SourceBroken,
    SourceTookTooLong,
    SourceTookTooMuch,
    SourceUnreadable,
    SourceWithoutText,
)
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers import child
from goldenbridge.sources.readers.child import Worker
from goldenbridge.sources.readers.worker import answer

PAGE = b"<html><body><p>Talks stall again.</p></body></html>"


@pytest.fixture(scope="module")
def worker():
    made = Worker()
    yield made
    made.close()


def test_one_process_reads_many_files(worker):
    assert worker.read("html", PAGE, "a.html", Limits()).text == "Talks stall again.\n"
    process = worker._process.pid
    with pytest.raises(SourceWithoutText, match=r"b\.html cannot be read"):
        worker.read("html", b"<html>", "b.html", Limits())
    assert worker.read("html", PAGE, "c.html", Limits()).title is None
    assert worker._process.pid == process


def test_any_character_comes_through_whole(worker):
    text = '“Élysée” 停火 🕊 \\ " \x85 end'
    found = worker.read("html", f"<html><p>{text}</p>".encode(), "a", Limits())
    assert found.text == " ".join(text.split()) + "\n"


def test_what_takes_too_long_is_stopped_and_the_next_file_read(worker):
    page = b"<html><body>" + b"<p>Talks stall again and again.</p>" * 100_000
    with pytest.raises(SourceTookTooLong, match=r"longer than 0\.2 seconds"):
        worker.read("html", page, "a.html", Limits(seconds=0.2))
    assert worker.read("html", PAGE, "b.html", Limits()).text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")
def test_what_takes_too_much_memory_is_stopped_and_the_next_file_read(worker):
    page = b"<html><body>" + b"<p><b>x</b></p>" * 1_500_000
    with pytest.raises(SourceTookTooMuch, match="400 MB"):
        worker.read("html", page, "a.html", Limits(memory=400_000_000, seconds=120))
    assert worker.read("html", PAGE, "b.html", Limits()).text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals")
def test_a_process_that_was_lost_is_replaced(worker):
    worker.read("html", PAGE, "a.html", Limits())
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert worker.read("html", PAGE, "b.html", Limits()).text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_copy_of_this_process_starts_its_own(worker):
    worker.read("html", PAGE, "a.html", Limits())
    worker._owner = 0  # as if this were the copy
    before = worker._process
    try:
        assert worker.read("html", PAGE, "b.html", Limits()).text
        assert worker._process.pid != before.pid
    finally:
        before.stdin.close()
        before.stdout.close()
        before.wait()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"extract": {}},
        {"extract": {"text": 7, "hints": [], "remarks": []}},
        {"extract": {"text": "x", "hints": [[0, "nonsense", ""]], "remarks": []}},
        {"extract": {"text": "x", "title": 3, "hints": [], "remarks": []}},
        {"error": "SystemExit", "args": [3]},
        {"error": "SourceTooBig", "args": []},
        {"error": "CaseInvalid", "args": ["x", []]},
    ],
)
def test_nothing_that_the_process_says_is_taken_on_trust(said):
    with pytest.raises(SourceBroken, match="reader"):
        child._understood(said, "html", "a.html")


def test_a_process_that_cannot_be_started(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SourceUnreadable, match="cannot be started"):
        Worker().read("html", PAGE, "a.html", Limits())


def test_faults_of_libraries_are_faults_of_the_file(monkeypatch):
    from goldenbridge.sources.readers import pdf

    for error, kind in [
        (MemoryError(), "SourceTookTooMuch"),
        (RecursionError(), "SourceBroken"),
        (ZeroDivisionError(), "SourceBroken"),
        (ValueError("Memory allocation failed"), "SourceTookTooMuch"),
    ]:

        def stumble(*_, error=error):
            raise error

        monkeypatch.setattr(pdf, "read_pdf", stumble)
        assert answer("pdf", b"", "a.pdf", Limits())["error"] == kind

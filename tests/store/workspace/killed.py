"""A script: writers to a workspace are killed at random moments, one after the other.

    python killed.py FOLDER KILLS SEED

Each writer is a fork of this process, so that a kill strikes it writing and not starting. It says
through a pipe what it begins to save, and again when the call has returned. After each kill the
workspace is opened and compared with what was said. Prints how many writers were killed, how many
of them in the middle of a save, how often a journal was left for the next one to roll back, and
how many saves were acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

from goldenbridge.sources import Source, SourceText
from goldenbridge.statements import CodedStatement
from goldenbridge.store.workspace import Workspace, fold, rows

#: Seconds after which this script ends, whatever happens.
FORGOTTEN = 240
#: Statements of one save, so that half of one can be told.
BATCH = 7
#: Writers to one folder.
EACH = 10
#: A writer is killed after so many acknowledged saves at most, and so many seconds.
SAVES, LATEST = 5, 0.04

LINE = "Norvik rejects a toll, and will say so again at the next meeting, number {}.\n"


def statement(batch: int, n: int, text: str) -> CodedStatement:
    quote = LINE.format(n).strip()
    start = text.index(quote)
    return CodedStatement(
        doc="a.txt",
        start=start,
        end=start + len(quote),
        quote=quote,
        actor=f"batch {batch}",
        act="rejects",
        made_by="rules",
    )


def text_of(version: int) -> str:
    return f"Version {version}.\n" + "".join(LINE.format(n) for n in range(BATCH))


def write(folder: Path, said: int, first: int, seed: int) -> None:
    """Save without end, and say so."""
    rng = random.Random(seed)

    def say(what: dict[str, Any]) -> None:
        os.write(said, (json.dumps(what) + "\n").encode())

    with Workspace.open(folder) as w:
        version = int(w.document("a.txt").text.split()[1].strip("."))
        for batch in count(first):
            text = text_of(version)
            say({"begin": "batch", "batch": batch})
            made = w.suggest("a.txt", [statement(batch, n, text) for n in range(BATCH)], by="r")
            say({"end": "batch", "batch": batch, "ids": made.ids})
            for id_ in rng.sample(made.ids, 3):
                say({"begin": "decision"})
                event = w.decide(id_, "anna", "edited", {"note": "x" * rng.randrange(1, 20_000)})
                say({"end": "decision", "seq": event.seq, "note": len(event.after.note)})  # type: ignore[union-attr,arg-type]
            say({"begin": "pair"})
            pair = w.adjudicate(made.ids[:2], "carla", None)
            say({"end": "pair", "seqs": [e.seq for e in pair]})
            if rng.random() < 0.3:
                version += 1
                say({"begin": "version", "version": version})
                w.add_document(SourceText("a.txt", Source(title="T"), text_of(version), ()))
                say({"end": "version", "version": version})


def check(folder: Path, told: list[dict[str, Any]]) -> None:
    """Everything acknowledged is there, and nothing is there by half."""
    database = sqlite3.connect(folder / "workspace.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    with Workspace.open(folder, create=False) as w:
        with w._database.reading() as db:
            histories = rows.histories(db)
        version = int(w.document("a.txt").text.split()[1].strip("."))
    standings = [fold(history) for history in histories.values()]
    events = {e.seq: e for history in histories.values() for e in history}
    batches: dict[str, list[str]] = {}
    for standing in standings:
        assert standing.suggestion is not None
        batches.setdefault(standing.suggestion.record.actor, []).append(standing.id)
    assert all(len(ids) == BATCH for ids in batches.values()), "half a batch"
    settled = [e for e in events.values() if e.kind == "adjudicated"]
    assert len(settled) % 2 == 0, "half a pair"
    for standing in standings:
        for _, _, view in standing.views:
            record = view.record
            assert text_of(version)[record.start : record.end] == record.quote, "half a move"
    for ack in (t for t in told if "end" in t):
        if ack["end"] == "batch":
            assert sorted(batches[f"batch {ack['batch']}"]) == sorted(ack["ids"])
        elif ack["end"] == "decision":
            event = events[ack["seq"]]
            assert event.after is not None
            assert len(event.after.note or "") == ack["note"]
        elif ack["end"] == "pair":
            assert all(events[seq].kind == "adjudicated" for seq in ack["seqs"])
        else:
            assert version >= ack["version"]


def main(place: Path, kills: int, seed: int) -> None:
    timer = threading.Timer(FORGOTTEN, os._exit, [9])
    timer.daemon = True
    timer.start()
    rng = random.Random(seed)
    killed = middle = journals = acknowledged = 0
    told: list[dict[str, Any]] = []
    for n in range(kills):
        folder = place / str(n // EACH)
        if n % EACH == 0:
            told = []
            with Workspace.open(folder) as w:
                w.add_document(SourceText("a.txt", Source(title="T"), text_of(0), ()))
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            try:
                write(folder, writer, 1000 * n, rng.randrange(10**9))
            finally:
                os._exit(1)
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            lines = [stream.readline()]  # it is at work
            lines += [stream.readline() for _ in range(2 * rng.randint(0, SAVES))]
            time.sleep(rng.uniform(0, LATEST))
            os.kill(child, signal.SIGKILL)
            lines += stream.read().split(b"\n")
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        said = [json.loads(line) for line in lines if line.strip()]
        acknowledged += sum("end" in t for t in said)
        middle += "begin" in said[-1]
        journal = folder / "workspace.sqlite-journal"
        journals += journal.exists() and journal.stat().st_size > 0
        told += said
        check(folder, told)
    sys.stdout.write(f"{killed} {middle} {journals} {acknowledged}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

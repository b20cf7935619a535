"""The review in a terminal: what a key does, what is kept, and what never reaches the screen."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldenbridge.cli.main import cli
from goldenbridge.cli.review_terminal.fields import field_named, span_from, value_from
from goldenbridge.cli.visible import one_line, visible
from goldenbridge.sources import Passage, Source, SourceText
from goldenbridge.statements import CodedStatement
from goldenbridge.store.workspace import Workspace

TEXT = (
    "Norvik will never accept a toll on the bridge. It said so on Monday.\n"
    "Sudria offers to share the cost of repairs, and asks for patience.\n"
)
HOSTILE = "Evil \x1b]0;owned\x07\x1b[2J\x9b31m\u202etxet\r\x08 sign. It may never pass.\n"

Run = Callable[..., Result]


def document(text: str, name: str) -> SourceText:
    passages, at = [], 0
    for n, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            passages.append(Passage(at, at + len(line), n))
        at += len(line) + 1
    return SourceText(name, Source(title=f"About {name}"), text, tuple(passages))


def statement(text: str, quote: str, doc: str = "a.txt", **more: object) -> CodedStatement:
    start = text.index(quote)
    said: dict[str, object] = {
        "doc": doc,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "actor": "Norvik",
        "issue": "tolls",
        "act": "rejects",
        "polarity": -1,
        "line": text.count("\n", 0, start) + 1,
        "made_by": "rule:modal",
        "confidence": 0.7,
    }
    return CodedStatement.model_validate(said | more)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with two documents: two suggestions in one, one in the other."""
    with Workspace.open(tmp_path / "w") as w:
        w.add_document(document(TEXT, "a.txt"))
        w.add_document(document(HOSTILE, "b.txt"))
        w.suggest(
            "a.txt",
            [
                statement(TEXT, "Norvik will never accept a toll on the bridge"),
                statement(TEXT, "Sudria offers to share the cost of repairs", actor="Sudria",
                          issue="repairs", act="offers", polarity=1),
            ],
            by="rules",
        )  # fmt: skip
        w.suggest(
            "b.txt",
            [
                statement(
                    HOSTILE, HOSTILE.strip(), "b.txt", actor="E\x1b[31mvil", made_by="m\x1b[5mm",
                    note="n\x9b1m", issue="tolls\x07",
                )
            ],
            by="rules",
        )  # fmt: skip
    return tmp_path / "w"


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GOLDENBRIDGE_WORKSPACE", str(place))
    monkeypatch.delenv("GOLDENBRIDGE_CODER", raising=False)

    def call(*keys: str, coder: str = "anna", more: tuple[str, ...] = ()) -> Result:
        typed = "".join(f"{key}\n" for key in keys)
        return CliRunner().invoke(cli, ["review", "--coder", coder, *more], input=typed)

    return call


def states(place: Path, coder: str = "anna") -> list[str]:
    with Workspace.open(place) as w:
        return [row.state for row in w.statements(coder)]


class TestKeys:
    def test_accept_and_reject(self, run: Run, place: Path) -> None:
        done = run("a", "r not theirs", "q")
        assert done.exit_code == 0, done.output
        assert states(place) == ["accepted", "rejected", "suggested"]
        assert "»Norvik will never accept a toll on the bridge«. It said" in done.output
        assert "rule:modal, confidence 0.70" in done.output
        with Workspace.open(place) as w:
            assert w.history(w.statements("anna")[1].id)[-1].note == "not theirs"

    def test_words_do_as_well_as_letters(self, run: Run, place: Path) -> None:
        run("accept", "REJECT", "quit")
        assert states(place) == ["accepted", "rejected", "suggested"]

    def test_goes_on_where_it_ended(self, run: Run, place: Path) -> None:
        run("a", "q")
        again = run("a", "q")
        assert "2 of 2, 1 waiting" in again.output
        assert states(place) == ["accepted", "accepted", "suggested"]
        run("a")
        done = run()
        assert "Nothing waits for anna" in done.output

    def test_coders_do_not_see_each_other(self, run: Run, place: Path) -> None:
        run("r", "c ben should look", "q", coder="anna")
        done = run("q", coder="ben")
        assert "rejected" not in done.output
        assert "ben should look" not in done.output
        assert states(place, "ben") == ["suggested"] * 3

    @pytest.mark.parametrize(
        "keys",
        [("e polarity 0",), ("e", "polarity", "0"), ("e", "7", "0"), ("edit pol 0",)],
    )
    def test_edit_in_one_line_or_step_by_step(
        self, run: Run, place: Path, keys: tuple[str, ...]
    ) -> None:
        done = run(*keys, "q")
        assert "edited · saved" in done.output
        with Workspace.open(place) as w:
            assert w.statements("anna")[0].record.polarity == 0

    def test_an_edit_that_no_statement_can_have(self, run: Run, place: Path) -> None:
        done = run("e polarity 7", "e act agrees", "e nonsense 1", "e", "", "q")
        assert "polarity" in done.output
        assert "There is no field 'nonsense'" in done.output
        assert states(place) == ["suggested"] * 3

    def test_a_field_left_open(self, run: Run, place: Path) -> None:
        run("e issue -", "q")
        with Workspace.open(place) as w:
            assert w.statements("anna")[0].record.issue is None

    def test_span(self, run: Run, place: Path) -> None:
        run("p s+2", "p never ... toll", "q")
        with Workspace.open(place) as w:
            (row, *_) = w.statements("anna")
            assert row.record.quote == "never accept a toll"
            assert row.state == "edited"
            assert len(w.history(row.id)) == 3

    def test_a_span_that_is_not_there(self, run: Run, place: Path) -> None:
        done = run("p never … owls", "p", "", "q")
        assert "not in the document" in done.output
        assert states(place) == ["suggested"] * 3

    def test_comment_skip_back(self, run: Run, place: Path) -> None:
        done = run("c", "ask them", "s", "b", "q")
        assert "you noted: ask them" in done.output
        assert states(place) == ["suggested"] * 3

    def test_undo_across_sessions_and_documents(self, run: Run, place: Path) -> None:
        run("a", "a", "q")
        done = run("u", "u", "u", "q")
        assert "nothing of yours left" in done.output
        assert states(place) == ["suggested"] * 3
        with Workspace.open(place) as w:
            assert [e.kind for e in w.history(w.statements()[0].id)] == [
                "suggested", "accepted", "undone",
            ]  # fmt: skip

    def test_next_document(self, run: Run) -> None:
        done = run("n", "q")
        assert "About b.txt" in done.output

    def test_add(self, run: Run, place: Path) -> None:
        done = run("+", "asks for ... patience", "Sudria", "demands", "q")
        assert "added · saved" in done.output
        with Workspace.open(place) as w:
            (row,) = w.statements("anna", "added")
            assert row.record.quote == "asks for patience"
            assert row.record.actor == "Sudria"
        again = run("+", "owls", "+", "Sudria", "Sudria", "agrees", "+", "", "q")
        assert again.output.count("added · saved") == 0

    def test_help_history_and_unknown_keys(self, run: Run, place: Path) -> None:
        done = run("?", "h", "z", "\x1b[A", "q")
        assert "take back your last decision" in done.output
        assert "suggested by rule:modal" in done.output
        assert "There is no key 'z'" in done.output
        assert states(place) == ["suggested"] * 3

    def test_end_of_input_loses_nothing(self, run: Run, place: Path) -> None:
        done = run("a", "e", "actor")
        assert done.exit_code == 0
        assert "Everything is saved." in done.output
        assert states(place) == ["accepted", "suggested", "suggested"]

    def test_one_document_decided_or_not(self, run: Run, place: Path) -> None:
        run("a", "a", "q")
        done = run("r", "s", more=("--document", "a.txt"))
        assert done.exit_code == 0
        assert "1 of 2, 0 waiting" in done.output
        assert "2 of 2" in done.output
        assert states(place) == ["rejected", "accepted", "suggested"]

    def test_an_unknown_document(self, run: Run) -> None:
        done = run(more=("--document", "a.tx"))
        assert "a.txt" in str(done.exception)

    def test_no_workspace(self, run: Run, tmp_path: Path) -> None:
        done = run(more=("-w", str(tmp_path / "none")))
        assert "There is no workspace" in str(done.exception)
        assert not (tmp_path / "none").exists()

    def test_without_the_text_the_quote_is_shown(self, run: Run, tmp_path: Path) -> None:
        with Workspace.open(tmp_path / "v") as w:
            w.suggest("c.txt", [statement(TEXT, "Norvik will", "c.txt", prefix="So: ")], by="r")
        done = run("p s+1", "+", "q", more=("-w", str(tmp_path / "v")))
        assert "… So: »Norvik will«" in done.output
        assert done.output.count("does not have the text") == 2

    def test_lost_and_changed_words_are_told(self, run: Run, place: Path) -> None:
        with Workspace.open(place) as w:
            w.add_document(document(TEXT.replace("never accept", "perhaps accept"), "a.txt"))
            w.add_document(document("Gone.\n", "b.txt"))
        done = run("s", "s", "q")
        assert "changed within these words" in done.output
        assert "no longer in the document" in done.output


class TestHostileText:
    def test_nothing_steers_the_terminal(self, run: Run) -> None:
        done = run("n", "h", "e", "", "c \x1b[31mred\x07", "q")
        strange = {sign for sign in done.output if not sign.isprintable() and sign != "\n"}
        assert not strange, sorted(map(ascii, strange))
        assert "␛]0;owned␇" in done.output
        assert "E␛[31mvil" in done.output

    def test_what_is_kept_of_an_answer_has_no_such_signs(self, run: Run, place: Path) -> None:
        run("c \x1b[31mred\x07", "q")
        with Workspace.open(place) as w:
            (comment,) = w.statements()[0].standing.comments
        assert comment.text == "[31mred"

    def test_visible(self) -> None:
        assert visible("plain é 你 \u200d\n\tx") == "plain é 你 \u200d\n    x"
        assert visible("\0\x7f\x85\u2028\u2066\ud800") == "␀␡<85><2028><2066><D800>"
        for code in range(0x110000):
            for sign in visible(chr(code)):
                assert sign == "\n" or ord(sign) >= 0x20
        assert one_line("a\r\nb\x1b" * 50, 10) == "a b␛a b␛a…"


class TestAnswers:
    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ("actor", "actor"), ("1", "actor"), ("said by", "attributed_by"), ("red", "red_line"),
            ("Red-Line", "red_line"), ("99", None), ("", None), ("a", None), ("act", "act"),
        ],
    )  # fmt: skip
    def test_fields(self, said: str, field: str | None) -> None:
        assert field_named(said) == field

    def test_values(self) -> None:
        assert value_from("red_line", "exp") == "explicit"
        assert value_from("act", "red line") == "red_line"
        assert value_from("act", "de") == "de"  # demands or denies: not for us to choose
        assert value_from("polarity", "-") == "-"
        assert value_from("actor", "-") == "-"

    def test_spans(self) -> None:
        s = statement(TEXT, "never accept")

        def words(answer: str) -> str | None:
            span = span_from(s, TEXT, answer)
            return None if span is None else TEXT[span["start"] : span["end"]]  # type: ignore[index]

        assert words("e+2") == "never accept a toll"
        assert words("s-1, e+1") == "will never accept a"
        assert words("e-1") == "never"
        assert words("s+1") == "accept"
        assert words("s-99") == "Norvik will never accept"
        assert words("Norvik … toll") == "Norvik will never accept a toll"
        assert words("toll ... Norvik") is None
        assert words("  ") is None
        assert words("said  so") is None or words("said so") == "said so"


pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, place: Path, *more: str, term: str = "xterm") -> None:
        self.master, slave = pty.openpty()

        def own() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, "-m", "goldenbridge", "review", "-w", str(place), "--coder", "anna",
             *more],
            stdin=slave, stdout=slave, stderr=slave, close_fds=True, start_new_session=True,
            preexec_fn=own, env=os.environ | {"TERM": term, "COLUMNS": "90"},
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def until(self, wanted: str, start: int = 0) -> int:
        """Wait for words; where they end."""
        end = time.monotonic() + 90
        while wanted not in self.seen[start:]:
            ready, _, _ = select.select([self.master], [], [], 1)
            if ready:
                try:
                    got = os.read(self.master, 65_536)
                except OSError:
                    got = b""
                if not got:
                    break
                self.seen += got.decode("utf-8", "replace")
            assert time.monotonic() < end, self.seen
        assert wanted in self.seen[start:], self.seen
        return self.seen.index(wanted, start) + len(wanted)

    def send(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def interrupt(self) -> None:
        """Ctrl-C, once the command waits for a key: before that, the system may hold it back."""
        busy, still, end = -1, 0, time.monotonic() + 30
        stat = Path(f"/proc/{self.process.pid}/stat")
        while still < 3 and stat.exists() and time.monotonic() < end:
            fields = stat.read_text().rpartition(")")[2].split()
            spent = int(fields[11]) + int(fields[12])
            still = still + 1 if fields[0] == "S" and spent == busy else 0
            busy = spent
            time.sleep(0.1)
        time.sleep(0.1)
        self.send("\x03")

    def hang_up(self) -> None:
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        if self.master >= 0:
            os.close(self.master)
        self.process.kill()
        self.process.wait(timeout=30)


@pytest.fixture
def terminal(place: Path) -> Iterator[Terminal]:
    made = Terminal(place)
    try:
        yield made
    finally:
        made.close()


class TestInATerminal:
    def test_each_key_is_saved_at_once(self, terminal: Terminal, place: Path) -> None:
        at = terminal.until("\n> ")
        terminal.send("a\n")
        at = terminal.until("accepted · saved", at)
        assert states(place) == ["accepted", "suggested", "suggested"]
        at = terminal.until("\n> ", at)
        terminal.send("e polarity 0\n")
        at = terminal.until("edited · saved", at)
        os.kill(terminal.process.pid, signal.SIGKILL)
        assert states(place) == ["accepted", "edited", "suggested"]

    def test_ctrl_c_stops_what_is_asked_and_then_the_review(
        self, terminal: Terminal, place: Path
    ) -> None:
        at = terminal.until("\n> ")
        terminal.send("a\n")
        at = terminal.until("\n> ", terminal.until("saved", at))
        terminal.send("e\n")
        at = terminal.until("Which field?", at)
        terminal.interrupt()
        at = terminal.until("Stopped.", at)
        at = terminal.until("\n> ", at)
        terminal.interrupt()
        terminal.until("anna: 1 accepted. Everything is saved.", at)
        assert terminal.process.wait(timeout=60) == 130
        assert states(place) == ["accepted", "suggested", "suggested"]

    def test_a_hang_up_loses_nothing(self, terminal: Terminal, place: Path) -> None:
        at = terminal.until("\n> ")
        terminal.send("r\n")
        at = terminal.until("saved", at)
        terminal.until("\n> ", at)
        terminal.send("e\nactor\nSud")
        terminal.until("New value", at)
        terminal.hang_up()
        terminal.process.wait(timeout=60)
        assert states(place) == ["rejected", "suggested", "suggested"]

    def test_end_of_file(self, terminal: Terminal, place: Path) -> None:
        at = terminal.until("\n> ")
        terminal.send("a\n")
        at = terminal.until("\n> ", terminal.until("saved", at))
        terminal.send("\x04")
        terminal.until("Everything is saved.", at)
        assert terminal.process.wait(timeout=60) == 0

    def test_words_are_marked_and_nothing_else_steers(self, place: Path) -> None:
        terminal = Terminal(place, "--document", "b.txt")
        try:
            terminal.until("\n> ")
            assert re.search(r"\x1b\[[0-9;]*7m", terminal.seen)  # reverse video
            ours = re.sub(r"\x1b\[[0-9;]*m", "", terminal.seen)
            assert "\x1b" not in ours
            assert not {"\x07", "\x9b", "\u202e", "\x08"} & set(ours)
            assert "\x1b[31m" not in terminal.seen
            assert "\x1b[5m" not in terminal.seen
            terminal.send("q\n")
            assert terminal.process.wait(timeout=60) == 0
        finally:
            terminal.close()

    def test_a_terminal_that_can_only_print(self, place: Path) -> None:
        terminal = Terminal(place, term="dumb")
        try:
            at = terminal.until("\n> ")
            assert "»Norvik will never accept" in terminal.seen
            assert "\x1b" not in terminal.seen
            terminal.send("a\n")
            terminal.until("saved", at)
        finally:
            terminal.close()
        assert states(place)[0] == "accepted"

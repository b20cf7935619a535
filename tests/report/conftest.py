import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from goldenbridge.analysis import Findings, deals
from goldenbridge.analysis.bridging import Bridge, bridge
from goldenbridge.case import load
from goldenbridge.report import write_report

DATA = Path(__file__).parent / "data"
VOID = {"meta", "br", "hr", "img", "input", "link", "path", "rect", "line", "circle", "use"}


class Page(HTMLParser):
    """A page as a list of tags, with every way in which it is not well formed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.faults, self.text = [], [], [], [], []
        self._open = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href"))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-3:]} on line {self.getpos()[0]}")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
        else:
            self._open.pop()

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def findings():
    """What was found for the two sellers once: a fixed example, independent of the engines."""
    return json.loads((DATA / "findings.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sellers():
    return load("two-sellers")


@pytest.fixture(scope="session")
def found(sellers) -> Findings:
    return deals(sellers, worlds=64)


@pytest.fixture(scope="session")
def page_text(sellers, found):
    return write_report(sellers, found)


@pytest.fixture
def stored_bridge():
    """What would open a deal between the two sellers, as it was found once: four parts of it."""
    return json.loads((DATA / "bridge.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def bridged(sellers) -> Bridge:
    return bridge(sellers, worlds=64)


@pytest.fixture(scope="session")
def bridged_page(sellers, found, bridged):
    return write_report(sellers, found, bridge=bridged)


@pytest.fixture
def parse():
    return Page


@pytest.fixture
def kept():
    """Compare a text with the stored one; where none is stored, the test says how to store it."""

    def check(name, text):
        path = DATA / name
        assert path.is_file(), f"store {path.name} with this text:\n{text}"
        assert text == path.read_text(encoding="utf-8")

    return check

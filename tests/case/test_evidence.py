"""Anchors read again, notes counted once, and what the reference says of the codes."""

import hashlib
from pathlib import Path

import pytest

from goldenbridge.case import read_case
from goldenbridge.case.check.codes import table
from goldenbridge.case.start import start_case

TEXT = "First line.\nOstia would not have it, they said. Ünïcode too.\n"
PASSAGE = "Ostia would not have it"
START = TEXT.index(PASSAGE)


@pytest.fixture
def anchored(tmp_path):
    """Make a case with one anchor; returns its folder, the folder of texts, and a setter."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "herald.txt").write_text(TEXT, encoding="utf-8")
    folder = start_case("lake", tmp_path)

    def anchor(line=2, start=START, end=None, sha=None, name="herald.txt"):
        end = start + len(PASSAGE) if end is None else end
        sha = sha or hashlib.sha256(PASSAGE.encode()).hexdigest()[:16]
        file = folder / "case.yaml"
        place = (
            f"anchor: {{source: herald, line: {line}, start: {start}, end: {end}, sha256: '{sha}'}}"
        )
        text = file.read_text().replace("cite: {source: minutes, at: item 5}", place)
        file.write_text(text)
        whole = hashlib.sha256(TEXT.encode()).hexdigest()
        with (folder / "sources.yaml").open("a") as stream:
            stream.write(f"herald: {{title: H, file: {name}, sha256: '{whole}'}}\n")
        return folder, texts

    return anchor


def found(folder, texts=None):
    return {p.code: p for p in read_case(folder, texts).problems if p.code != "counts"}


def test_a_passage_is_found_again(anchored):
    assert found(*anchored()) == {}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"line": 1}, "stands on line 2"),
        ({"start": 3}, "are not the passage coded"),
        ({"end": 4_000}, "ends at 4000"),
        ({"sha": "0" * 16}, "are not the passage coded"),
    ],
)
def test_a_passage_elsewhere_is_an_error(anchored, place, said):
    problem = found(*anchored(**place))["anchor-text"]
    assert said in problem.found
    assert problem.severity == "error"


def test_a_changed_source_is_noticed(anchored):
    folder, texts = anchored()
    (texts / "herald.txt").write_text(TEXT + "More.")
    assert "its hash differs" in found(folder, texts)["anchor-text"].found


def test_texts_not_at_hand_are_a_note(anchored):
    folder, _ = anchored()
    assert "1 anchor not read again" in found(folder)["anchors-unread"].found
    assert "anchors-unread" in found(folder, folder)


@pytest.mark.parametrize("name", ["../case.yaml", "..", "'a\\0b'", '"\\0"', "x" * 300])
def test_a_file_name_reaches_nothing_outside_the_folder(anchored, name):
    folder, texts = anchored(name=name)
    assert "anchor-text" not in found(folder, texts)


def test_a_text_that_cannot_be_read(anchored, monkeypatch):
    folder, texts = anchored()

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "cannot be read" in found(folder, texts)["anchor-text"].found


def test_what_is_used_nowhere_is_noted_once(tmp_path):
    folder = start_case("lake", tmp_path)
    file = folder / "case.yaml"
    file.write_text(
        file.read_text()
        + "".join(
            f"  spare-{n}: {{text: X., statements: [st-clerk, st-patrols]}}\n" for n in "ab"
        ).replace("spare-b", "spare-c")
    )
    text = file.read_text().replace("from: [st-clerk]", "from: [st-patrols]")
    text = text.replace("[st-free-refused, st-clerk]", "[st-free-refused, st-patrols]")
    file.write_text(text.replace("[st-clerk, st-patrols]", "[st-harbour, st-patrols]"))
    with (folder / "sources.yaml").open("a") as stream:
        stream.write("herald: {title: H}\n")
    notes = found(folder)
    assert notes["unused-statements"].found == "1 used nowhere: st-clerk"
    assert (notes["unused-source"].file, notes["unused-source"].where) == ("sources.yaml", "herald")


def test_counts_tell_assumed_from_sourced(tmp_path):
    folder = start_case("lake", tmp_path)
    (note,) = [p for p in read_case(folder).problems if p.code == "counts"]
    assert note.found == "values: 0 sourced; 3 direction sourced, size assumed; 18 assumed"


def test_the_reference_has_the_codes():
    page = Path(__file__).parents[2] / "docs" / "reference" / "case-format.md"
    if not page.exists():
        pytest.skip("the documentation is not here")
    assert table() in page.read_text(encoding="utf-8"), "copy it from goldenbridge.case.check.codes"

"""Sources, how they are cited, and passages found again."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources import Anchor, Source, at_hand, find_again


def test_cited_in_one_line():
    source = Source(title="Talks stall", author="A. Writer", outlet="The Herald", date=2031)
    assert source.cited() == "A. Writer, “Talks stall”, The Herald, 2031"
    assert Source(title="Talks stall").cited() == "“Talks stall”"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), st.data())
def test_any_passage_of_any_text_is_found_again(tmp_path_factory, text, data):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "t.txt").write_bytes(text.encode())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sha = hashlib.sha256(text[start:end].encode()).hexdigest()
    line = text.count("\n", 0, start) + 1
    source = Source(title="T", file="t.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    anchor = Anchor(source="t", line=line, start=start, end=end, sha256=sha[:16])
    assert find_again(anchor, source, folder) is None
    later = anchor.model_copy(update={"line": line + 1})
    assert f"line {line}" in str(find_again(later, source, folder))


def test_only_a_name_in_the_folder_counts(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "secret.txt").write_text("x")
    source = Source(title="T", file="../secret.txt")
    assert at_hand(source, tmp_path / "inner") is None
    assert at_hand(source, tmp_path) == tmp_path / "secret.txt"
    assert at_hand(Source(title="T"), tmp_path) is None

"""Reading YAML from strangers: values, lines, limits, and no traceback whatever the bytes."""

import math
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.files import document
from goldenbridge.files.document import parse_document, read_document


def only(found):
    assert len(found.problems) == 1, [str(p) for p in found.problems]
    return found.problems[0]


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("no", "no"),
            ("yes", "yes"),
            ("on", "on"),
            ("true", True),
            ("~", None),
            ("", None),
            ("12", 12),
            ("0o17", "0o17"),
            ("1_000", "1_000"),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("12:30", "12:30"),
            ("2031-01-01", "2031-01-01"),
            ('"12"', "12"),
            ("'true'", "true"),
            (".inf", math.inf),
            ("9" * 30, 1e30),
            ("1e999", math.inf),
            ("=", "="),
            ("<<", "<<"),
        ],
    )
    def test_scalars_are_those_of_yaml_1_2(self, text, value):
        found = parse_document(f"a: {text}")
        assert found.data == {"a": value}
        assert type(found.data["a"]) is type(value)

    def test_keys_are_words_whatever_they_look_like(self):
        assert parse_document("no: 1\n2022: 2\nnull: 3\ntrue: 4").data == {
            "no": 1, "2022": 2, "null": 3, "true": 4,
        }  # fmt: skip

    def test_merge_key_is_a_key_like_any_other(self):
        assert parse_document("<<: {a: 1}").data == {"<<": {"a": 1}}

    def test_lines_of_keys_and_items(self):
        found = parse_document("a:\n  b: 1\n  c:\n  - x\n  - {d: 2}\n")
        assert [found.line(p) for p in [("a",), ("a", "b"), ("a", "c", 1, "d")]] == [1, 2, 5]
        assert found.line(("a", "nowhere", "at all")) == 1

    def test_byte_order_mark_is_left_out(self, tmp_path):
        file = tmp_path / "case.yaml"
        file.write_bytes(b"\xef\xbb\xbfa: 1")
        assert read_document(file).data == {"a": 1}

    def test_windows_line_ends(self):
        found = parse_document("a: 1\r\nb: 2\r\n")
        assert (found.data, found.line(("b",))) == ({"a": 1, "b": 2}, 2)


class TestFiles:
    def test_a_folder_of_that_name(self, tmp_path):
        (tmp_path / "case.yaml").mkdir()
        assert "is a folder" in only(read_document(tmp_path / "case.yaml")).found

    def test_nothing_there(self, tmp_path):
        assert "no such file" in only(read_document(tmp_path / "case.yaml")).found

    def test_link_to_itself(self, tmp_path):
        (tmp_path / "case.yaml").symlink_to("case.yaml")
        assert only(read_document(tmp_path / "case.yaml")).code == "file"

    def test_name_with_nul(self, tmp_path):
        assert only(read_document(tmp_path / "a\0b")).code == "file"

    def test_no_right_to_read(self, tmp_path, monkeypatch):
        file = tmp_path / "case.yaml"
        file.write_text("a: 1")

        def refuse(*args, **kwargs):
            raise PermissionError(13, "Permission denied", str(file))

        monkeypatch.setattr(type(file), "open", refuse)
        assert "Permission denied" in only(read_document(file)).found

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "case.yaml")
        assert only(read_document(tmp_path / "case.yaml")).code == "file"

    def test_too_large(self, tmp_path):
        file = tmp_path / "case.yaml"
        file.write_bytes(b"a: 1\n" * 1_000_000)
        began = time.monotonic()
        assert "larger than 2,000,000 bytes" in only(read_document(file)).found
        assert time.monotonic() - began < 5


class TestLimits:
    def test_too_many_values(self, monkeypatch):
        monkeypatch.setattr(document, "LIMIT_VALUES", 100)
        found = parse_document("a: [" + "1, " * 200 + "1]")
        assert "more than 100 values" in only(found).found
        assert found.data is None

    def test_too_many_faults_end_the_reading(self):
        found = parse_document("a: 1\n" * 5_000)
        assert len(found.problems) == document.LIMIT_PROBLEMS + 1
        assert found.data is None

    @pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 30_000, "- " * 9_000, "? " * 9_000])
    def test_endless_nesting(self, text):
        found = parse_document("\n".join(text[i : i + 10_000] for i in range(0, len(text), 10_000)))
        assert found.problems
        assert found.data is None or found.data == {}

    def test_bomb_stays_small(self):
        lines = ["a0: &a0 [x, x, x, x]"]
        lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
        found = parse_document("\n".join(lines))
        assert all(problem.code == "yaml" for problem in found.problems)
        assert found.data["a29"] == [None, None, None]

    def test_alias_to_itself(self):
        assert parse_document("a: &a [*a]").data == {"a": [None]}

    def test_alias_as_key(self):
        assert parse_document("a: &a 1\n*a : 2").problems

    @pytest.mark.parametrize("tag", ["!!python/object:os.system", "!foo", "!!binary", "!!int"])
    def test_tags_make_nothing(self, tag):
        found = parse_document(f"a: {tag} '1'")
        assert only(found).line == 1
        assert found.data == {"a": "1"}

    def test_lone_surrogate_cannot_reach_the_terminal(self):
        found = parse_document('a: "\\uD800"')
        assert "U+D800" in only(found).found
        str(only(found)).encode()
        found.data["a"].encode()


@given(st.text())
def test_any_text_is_read_or_told(text):
    found = parse_document(text)
    for problem in found.problems:
        assert problem.line >= 0
        assert "\n" not in problem.where
        str(problem).encode()


PIECES = [
    *(
        "a",
        "b:",
        "- ",
        "? ",
        "|",
        ">",
        "&a ",
        "*a ",
        "!",
        "%",
        "@",
        "`",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
    ),
    *(", ", "#", "\n", "\t", "\r", ": ", "1", ".nan", "1e9", "---", "...", "<<: ", "!!map "),
    *("\x85", "\u2028", "\ufeff", "é", "😀", "\\", "\\x", "\\u", "  ", "\n  ", "\n- ", "\0"),
]
PIECES = [
    *(
        "a",
        "b:",
        "- ",
        "? ",
        "|",
        ">",
        "&a ",
        "*a ",
        "!",
        "%",
        "@",
        "`",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
    ),
    *(", ", "#", "\n", "\t", "\r", ": ", "1", ".nan", "1e9", "---", "...", "<<: ", "!!map "),
    *("\x85", "\u2028", "\ufeff", "é", "😀", "\\", "\\x", "\\u", "  ", "\n  ", "\n- ", "\0"),
]
yamlish = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(yamlish)
def test_anything_like_yaml_is_read_or_told(text):
    found = parse_document(text)
    again = parse_document(text)
    assert (repr(again.data), again.problems) == (repr(found.data), found.problems)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("bytes") / "case.yaml"
    file.write_bytes(raw)
    read_document(file)

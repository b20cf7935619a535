"""Encodings: told, decoded with a remark, or refused."""

# ruff: noqa: RUF001 - letters of many scripts

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.sources.readers.decode import decode

RUSSIAN = "Переговоры были прерваны в понедельник, и никто не знает, когда они начнутся снова."
FRENCH = "Les délégués ont réaffirmé leur volonté de négocier après la cérémonie à l’Élysée."
CHINESE = "代表团星期一在日内瓦会面，同意观察员可以返回边境。这是一个好的开始。"


@pytest.mark.parametrize("text", ["plain", RUSSIAN, FRENCH, CHINESE, "a\r\nb\rc\n", ""])
def test_utf8_is_taken_as_it_is(text):
    found = decode(text.encode())
    assert (found.text, found.stored, found.remarks) == (text, True, ())


def test_the_mark_of_a_utf8_file_stays_so_that_offsets_hold():
    assert decode(b"\xef\xbb\xbfTalks").text == "\ufeffTalks"


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (FRENCH, "cp1252", "Windows-1252"),
        (CHINESE, "gb18030", "GB 18030"),
        (RUSSIAN, "utf-16", "UTF-16"),
        (FRENCH, "utf-16-le", "UTF-16-LE"),
        (FRENCH, "utf-16-be", "UTF-16-BE"),
        (RUSSIAN, "utf-16-le", "UTF-16-LE"),
        (FRENCH, "utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_read_with_a_remark(text, encoding, said):
    found = decode(text.encode(encoding))
    assert found.text == text
    assert not found.stored
    assert said in found.remarks[0]


def test_utf8_with_some_lost_places_is_still_utf8():
    raw = (RUSSIAN * 3).encode()[:-2] + b"\xff end"
    found = decode(raw)
    assert found.stored
    assert found.text.count("\ufffd") == 2
    assert "2 places are not UTF-8" in found.remarks[0]


def test_utf8_cut_off_in_a_letter():
    found = decode("The talks went on — for how long nobody knew —".encode()[:-1])
    assert found.text.endswith("knew \ufffd")


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)),
        b"\x00\x01\x02\x03" * 50,
        b"text\x00\x01\x02",
        bytes([0x80, 0xFF] * 100),
        "اجتمعت الوفود يوم الاثنين واتفقت على وقف إطلاق النار".encode("cp1256"),
    ],
)
def test_rubbish_and_what_cannot_be_told_is_refused(raw):
    assert decode(raw) is None


@given(st.binary(max_size=300))
def test_any_bytes_have_an_answer(raw):
    found = decode(raw)
    if found:
        found.text.encode()
        assert not found.stored or found.text == raw.decode("utf-8", errors="replace")

"""Word files: order, styles, tables; bombs and other dangers refused."""

import io
import zipfile

import pytest

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(raw: bytes, **limits: int):
    return read_docx(raw, "a.docx", Limits(**limits))


def body(inner: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'.encode()


def test_paragraphs_headings_and_tables_in_order(make_docx):
    found = read(
        make_docx(
            [
                ("Title", "Talks stall again"),
                ("Normal", "The two sides met."),
                [["Side", "Demand"], ["North", "Guns away"]],
                ("Heading 1", "What next"),
                ("Normal", "Nobody knows."),
            ]
        )
    )
    assert found.text.split("\n\n") == [
        "Talks stall again",
        "The two sides met.",
        "Side | Demand",
        "North | Guns away",
        "What next",
        "Nobody knows.\n",
    ]
    assert [(at, kind) for at, kind, _ in found.hints] == [(0, "title"), (4, "heading")]


def test_properties_are_told_and_not_believed(make_docx):
    found = read(make_docx([("Normal", "Talks stall.")], title="Template 7", author="IT Dept"))
    assert (found.title, found.author) == (None, None)
    assert "“IT Dept”" in found.remarks[0]
    assert read(make_docx([("Title", "Talks")], title="Talks")).title == "Talks"


def test_insertions_and_links_are_read_and_deletions_are_not(make_docx, rezipped):
    content = body(
        "<w:p><w:r><w:t>We </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>always </w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>agreed</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>.</w:t></w:r></w:p>"
    )
    raw = rezipped(make_docx([]), {"word/document.xml": content})
    assert read(raw).text == "We never agreed .\n"


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to(make_docx, rezipped):
    bomb = rezipped(make_docx([("Normal", "x")]), {"word/media/a.bin": bytes(3_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(SourceTooBig, match=r"when unpacked"):
        read(bomb, unpacked_bytes=1_000_000)
    assert read(bomb, unpacked_bytes=4_000_000).text == "x\n"


def test_a_bomb_that_lies_about_its_size_is_refused(make_docx, rezipped):
    raw = rezipped(make_docx([("Normal", "x")]), {"word/media/a.bin": bytes(3_000_000)})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        info = archive.getinfo("word/media/a.bin")
    size = info.file_size.to_bytes(4, "little")
    lying = raw.replace(size, (10).to_bytes(4, "little"))
    assert lying != raw
    with pytest.raises((SourceTooBig, SourceBroken)):
        read(lying, unpacked_bytes=1_000_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_whatever_they_are(make_docx, rezipped, encoding):
    laughs = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        + body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").decode()
    )
    raw = rezipped(make_docx([]), {"word/document.xml": laughs.encode(encoding)})
    with pytest.raises(SourceBroken, match="declares entities"):
        read(raw)


def test_a_declaration_across_two_pieces_is_seen(make_docx, rezipped):
    from goldenbridge.sources.readers import docx as reader

    padding = b" " * (reader._CHUNK - 5)
    raw = rezipped(make_docx([]), {"word/document.xml": padding + b"<!DOCTYPE a []>" + body("")})
    with pytest.raises(SourceBroken, match="declares entities"):
        read(raw)


def test_what_is_locked_cut_off_or_empty(make_docx, rezipped):
    raw = make_docx([("Normal", "Talks")])
    at = raw.index(b"PK\x01\x02") + 8
    locked = raw[:at] + bytes([raw[at] | 1]) + raw[at + 1 :]
    with pytest.raises(SourceEncrypted):
        read(locked)
    with pytest.raises(SourceBroken):
        read(raw[:-30])
    with pytest.raises(SourceBroken):
        read(rezipped(raw, {"word/document.xml": b"<w:document"}))
    with pytest.raises(SourceWithoutText):
        read(make_docx([("Normal", " ")]))
    with pytest.raises(SourceTooBig, match="limit text"):
        read(make_docx([("Normal", "word " * 50)]), text=100)


def test_too_many_members(make_docx, rezipped):
    raw = rezipped(make_docx([("Normal", "x")]), {f"word/media/{n}": b"" for n in range(10_001)})
    with pytest.raises(SourceTooBig, match="parts"):
        read(raw)


def test_a_damaged_member(make_docx):
    raw = bytearray(make_docx([("Normal", "Talks stall again and again")]))
    at = raw.index(b"word/document.xml") + 60
    raw[at] ^= 0xFF
    with pytest.raises(SourceBroken):
        read(bytes(raw))

"""What a file is, by its content."""

import io
import zipfile

import pytest

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceNotADocument
from goldenbridge.sources.readers.sniff import sniff


@pytest.mark.parametrize(
    ("raw", "name", "medium"),
    [
        (b"%PDF-1.7 ...", "notes.txt", "pdf"),
        (b"\n\n  junk %PDF-1.7 ...", "a.pdf", "pdf"),
        (b"A %PDF-1.7 file begins with %PDF-.", "a.txt", "text"),
        (b"<!DOCTYPE html><p>x", "a.txt", "html"),
        (b"\xef\xbb\xbf  <html>", "a", "html"),
        (b"<?xml version='1.0'?><!-- saved --><html><p>x", "a", "html"),
        ("<html><p>x".encode("utf-16"), "a", "html"),
        (b"<p>Talks</p>", "a", "html"),
        (b"Talks <b>stall", "a.html", "html"),
        (b"<Begin forwarded message>\nTalks", "a.txt", "text"),
        (b"From: a@b.c\nSubject: x\nDate: y\n\nhello", "a.txt", "email"),
        (b"Subject: x\n\nhello", "a.eml", "email"),
        (b"Received: from x\n by y\nMessage-ID: <1>\nFrom: z\n\n", "a", "email"),
        (b"Subject: the talks\n\nThey failed.", "a.txt", "text"),
        (b"Question: what now?\nAnswer: nothing.\nDate: none", "a.txt", "text"),
        (b"Rar! he said, and they all laughed at him for quite some time.", "a.txt", "text"),
        (b"", "a", "text"),
        (b"MZ is how a program begins, and so does this text about programs.", "a", "text"),
    ],
)
def test_told_by_content(raw, name, medium):
    assert sniff(raw, name) == medium


def zipped(*members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return stream.getvalue()


def test_a_word_file_is_told_by_what_is_packed_in_it():
    assert sniff(zipped("[Content_Types].xml", "word/document.xml"), "a.zip") == "docx"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0", "JPEG"),
        (b"MZ\x90\0\x03", "program"),
        (b"\x7fELF\x02", "program"),
        (b"{\\rtf1 Talks stall again and nobody knows why that is so, really.}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "before 2007"),
        (b"<?xml version='1.0'?><data/>", "XML"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (zipped("xl/workbook.xml"), "Excel"),
        (zipped("a.txt"), "ZIP"),
    ],
)
def test_other_files_are_refused_by_their_names(raw, what):
    with pytest.raises(SourceNotADocument, match=what):
        sniff(raw, "a.txt")


def test_a_word_file_with_a_password_is_told():
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(SourceEncrypted, match="password"):
        sniff(raw, "a.docx")


def test_a_zip_file_that_is_cut_off():
    with pytest.raises(SourceBroken, match="DOCX is damaged"):
        sniff(zipped("word/document.xml")[:-10], "a.docx")

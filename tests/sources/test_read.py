"""Documents read: canonical text, hash, passages, metadata; any file at all has an answer."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.errors import (
    GoldenbridgeError,
    SourceBroken,
    SourceNotADocument,
    SourceTooBig,
    SourceTookTooLong,
    SourceWithoutText,
)
from goldenbridge.sources import (
    KINDS,
    Anchor,
    Limits,
    Source,
    SourceText,
    find_again,
    read_source,
)


def check(read: SourceText) -> None:
    """What holds for every document that was read."""
    at, line = 0, 1
    for p in read.passages:
        assert at <= p.start < p.end <= len(read.text)
        assert not read.text[at : p.start].replace("\ufeff", "").strip()
        assert read.quote(p) == read.quote(p).strip()
        line += read.text.count("\n", at, p.start)
        assert p.line == line
        line += read.text.count("\n", p.start, p.end)
        assert p.kind in KINDS
        assert (p.kind == "body") == (not p.why)
        at = p.end
    assert not read.text[at:].strip()
    assert read.passages
    read.text.encode()
    assert len(str(read.source.sha256)) == 64


def check_answer(path: Path, limits: Limits | None = None) -> None:
    """Either a document, or an error that says what to do; nothing else comes out."""
    try:
        found: SourceText | GoldenbridgeError = read_source(path, limits=limits or Limits())
    except GoldenbridgeError as error:
        found = error
    if isinstance(found, SourceText):
        check(found)
    else:
        assert "do:" in str(found)
        assert path.name in str(found)


def test_a_text_file_is_taken_exactly_as_stored(write, article):
    raw = ("\ufeffTalks stall again\r\nBy Anna Hale\r\n\r\n" + "\r\n".join(article)).encode()
    path = write("a.txt", raw)
    read = read_source(path)
    check(read)
    assert read.text.encode() == raw
    assert read.source.sha256 == hashlib.sha256(raw).hexdigest()
    assert read.source.note is None
    assert [p.kind for p in read.passages] == ["title", "byline", "body", "body", "body"]
    assert read.source.title == "Talks stall again"
    assert (read.medium, read.language) == ("text", "en")


def test_what_was_read_is_found_again_in_the_file(write, article):
    path = write("a.txt", "Talks stall again\n\n" + "\n".join(article))
    read = read_source(path)
    for p in read.passages:
        sha = hashlib.sha256(read.quote(p).encode()).hexdigest()
        anchor = Anchor(source="a", line=p.line, start=p.start, end=p.end, sha256=sha)
        assert find_again(anchor, read.source, path.parent) is None


@pytest.mark.parametrize("medium", ["html", "pdf", "docx", "email"])
def test_other_media_are_hashed_by_the_text_made_of_them(
    write, article, make_pdf, make_docx, make_mail, medium
):
    raw = {
        "html": (
            "<html><body>" + "".join(f"<p>{p}</p>" for p in article) + "</body></html>"
        ).encode(),
        "pdf": make_pdf([[article[0][n : n + 70] for n in range(0, len(article[0]), 70)]]),
        "docx": make_docx([("Normal", p) for p in article]),
        "email": make_mail("\n".join(article)),
    }[medium]
    read = read_source(write("whatever.txt", raw))
    check(read)
    assert read.medium == medium
    assert "delegations met in Geneva" in read.text
    assert read.source.sha256 == hashlib.sha256(read.text.encode()).hexdigest()
    assert hashlib.sha256(raw).hexdigest() in str(read.source.note)
    # Whoever keeps the canonical text as a file finds every passage again in it.
    copy = write("copy.txt", read.text)
    source = read.source.model_copy(update={"file": "copy.txt"})
    p = read.passages[-1]
    sha = hashlib.sha256(read.quote(p).encode()).hexdigest()
    anchor = Anchor(source="a", line=p.line, start=p.start, end=p.end, sha256=sha)
    assert find_again(anchor, source, copy.parent) is None


def test_a_text_in_another_encoding_is_hashed_as_it_was_decoded(write):
    text = "Les délégués ont réaffirmé leur volonté de négocier."
    read = read_source(write("a.txt", text.encode("cp1252")))
    assert read.text == text
    assert read.source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert "Windows-1252" in read.remarks[0]
    assert "SHA-256 of the file itself" in str(read.source.note)


def test_the_program_says_when_a_document_is_not_english(write, article):
    russian = read_source(write("a.txt", "Переговоры были прерваны, и никто не знает, что дальше."))
    assert russian.language == "ru"
    assert any('"ru"' in remark and "English" in remark for remark in russian.remarks)
    french = read_source(write("b.txt", "Les pourparlers sont rompus depuis lundi dernier."))
    assert french.language == "und"
    assert not any("English" in r for r in read_source(write("c.txt", article[0])).remarks)


def test_what_somebody_knows_better_counts(write, article):
    path = write("a.txt", "Talks stall again\nBy Anna Hale\n" + "\n".join(article))
    known = [
        Source(title="Other", file="b.txt"),
        Source(title="Known", date="2031-05-03", author="Bo Li", file="texts/a.txt"),
    ]
    read = read_source(path, known=known)
    assert (read.source.title, read.source.author) == ("Known", "Bo Li")
    assert read.source.date == "2031-05-03"
    assert not any("date" in remark for remark in read.remarks)
    read = read_source(path, known=known, author="C. Doe", outlet="The Herald", url="https://e.org")
    assert (read.source.title, read.source.author) == ("Known", "C. Doe")
    assert (read.source.outlet, read.source.url) == ("The Herald", "https://e.org")


def test_a_file_without_a_title_is_called_by_its_name(write):
    read = read_source(write("note of 3 May.txt", "They met and they did not agree on anything."))
    assert read.source.title == "note of 3 May"
    assert any("file name" in remark for remark in read.remarks)


@pytest.mark.parametrize("name", [b"\xff.txt", b"a\nb.txt", "Женева.txt".encode(), b".txt"])
def test_any_name_of_a_file(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    path.write_text("They met and they did not agree.")
    read = read_source(path)
    read.source.model_dump_json()
    assert read.name.isprintable()
    path.write_bytes(b"")
    with pytest.raises(SourceWithoutText) as told:
        read_source(path)
    str(told.value).encode()


@pytest.mark.parametrize("content", [" \n\t\r\n ", "\ufeff", "\ufeff \n"])
def test_nothing_but_white_space(write, content):
    with pytest.raises(SourceWithoutText):
        read_source(write("a.txt", content))


def test_more_text_than_allowed(write):
    with pytest.raises(SourceTooBig, match="limit text"):
        read_source(write("a.txt", "word " * 100), limits=Limits(text=50))
    with pytest.raises(SourceTooBig, match=r"200 paragraphs"):
        read_source(write("a.txt", "word\n" * 200), limits=Limits(paragraphs=100))


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.eml"]))
@settings(deadline=None)
def test_any_bytes_have_an_answer(tmp_path_factory, raw, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(raw)
    check_answer(path)


HEADS = [
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"<!DOCTYPE html><p>",
    b"From: a@b.c\nSubject: x\nDate: y\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"From: a@b.c\nSubject: x\nTo: y\nContent-Type: text/html\n\n<p>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


@given(st.sampled_from(HEADS), st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_behind_a_known_beginning_have_an_answer(tmp_path_factory, head, raw):
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(head + raw)
    check_answer(path)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(".!\n\r (“"))))
@settings(deadline=None)
def test_passages_of_any_text_cover_it(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes("\n".join(["They met.", *lines]).encode())
    try:
        check(read_source(path))
    except SourceNotADocument:
        assert any(ord(c) < 32 or ord(c) >= 0xFFFD for line in lines for c in line)


def mutated(raw: bytes, data) -> bytes:
    out = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(out) - 1))
        out[at] = data.draw(st.integers(0, 255))
    return bytes(out[: data.draw(st.integers(len(out) // 2, len(out)))])


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_damaged_document_has_an_answer(
    tmp_path_factory, make_pdf, make_docx, make_mail, article, data
):
    page = "<html><body>" + "".join(f"<p>{p}</p>" for p in article) + "</body></html>"
    whole = data.draw(
        st.sampled_from(
            [
                make_pdf([list(article)] * 2),
                make_docx([("Normal", p) for p in article]),
                make_mail("\n".join(article), page, ["a.pdf"]),
                page.encode(),
            ]
        )
    )
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(mutated(whole, data))
    check_answer(path, Limits(seconds=20))


def test_a_pdf_with_a_huge_stream_costs_no_more_than_allowed(write, raw_pdf):
    import zlib

    packed = zlib.compress(b"BT (x) Tj ET " * 20_000_000, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R >>",
        "<< >>",
        "STREAM",
    ]
    raw = raw_pdf(objects).replace(b"STREAM", head.encode() + packed + b"\nendstream")
    with pytest.raises((SourceTooBig, SourceBroken, SourceTookTooLong, SourceWithoutText)):
        read_source(write("a.pdf", raw), limits=Limits(seconds=5))


def test_a_bomb_within_a_bomb(write):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(300_000_000))
    assert inner.tell() < 1_000_000
    with pytest.raises(SourceTooBig, match="unpacked"):
        read_source(write("a.docx", inner.getvalue()))


ARTICLE_000 = Path(__file__).parents[3] / "shared/sources/000_552c0c0f0496976a.txt"


@pytest.mark.skipif(not ARTICLE_000.is_file(), reason="the article is not shipped")
def test_the_coded_article():
    read = read_source(ARTICLE_000)
    check(read)
    assert str(read.source.sha256).startswith("f03e474b11b4195c")
    assert read.source.author == "Bradley Blankenship"
    assert read.source.date == "2022-02-28/2022-03-14"
    kinds = {p.line: p.kind for p in read.passages}
    assert [kinds[n] for n in (1, 2, 3, 5, 7, 21, 23, 41, 43)] == [
        "title",
        "byline",
        "caption",
        "caption",
        "author_note",
        "caption",
        "caption",
        "appeal",
        "furniture",
    ]
    assert all(kinds[n] == "body" for n in kinds if 9 <= n <= 39 and n not in {21, 23})

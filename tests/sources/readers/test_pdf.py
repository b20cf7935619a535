"""PDF: paragraphs put together, scans and passwords told, pages and text bounded."""

import io

import pytest

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.pdf import read_pdf

LINES = [
    "Talks stall again",
    "By Anna Hale",
    "The delegations met in Geneva on Monday and agreed that the obser-",
    "vers may return to the border before the end of the week, which the",
    "other side called a beginning.",
    "Nobody knows what comes next, said the minister when she left the",
    "hall late in the night.",
]


def read(raw: bytes, **limits: int):
    return read_pdf(raw, "a.pdf", Limits(**limits))


def test_lines_become_paragraphs_and_broken_words_whole(make_pdf):
    one = (
        "The delegations met in Geneva on Monday and agreed that the observers may return to the "
        "border before the end of the week, which the other side called a beginning."
    )
    two = (
        "Nobody knows what comes next, said the minister when she left the hall late in the night."
    )
    found = read(make_pdf([LINES])).text
    assert found == "\n\n".join(["Talks stall again", "By Anna Hale", one, two]) + "\n"


def filler(page: int) -> list[str]:
    word = ["spring", "summer", "autumn"][page - 1]
    return [f"This is line {n} of a {word} page, as long as such lines are" for n in range(9)]


def test_a_paragraph_goes_on_over_the_page_and_the_footer_is_marked(make_pdf):
    end = "The talks, which many thought had come to their end, did go"
    pages = [[*filler(n), end, f"Page {n}"] for n in (1, 2)]
    pages.append(["on after the summer, in another town.", *filler(3), "Page 3"])
    found = read(make_pdf(pages))
    assert "did go on after the summer, in another town." in found.text
    footers = [found.text.split("\n\n")[at].strip() for at, kind, _ in found.hints]
    assert footers == ["Page 1", "Page 2", "Page 3"]
    assert {kind for _, kind, _ in found.hints} == {"furniture"}


def test_a_title_that_comes_again_on_every_page_stands_on_the_first(make_pdf):
    pages = [["Talks in Geneva", *filler(n), f"Page {n}"] for n in (1, 2, 3)]
    found = read(make_pdf(pages))
    marked = [found.text.split("\n\n")[at].strip() for at, _, _ in found.hints]
    assert marked == ["Page 1", "Talks in Geneva", "Page 2", "Talks in Geneva", "Page 3"]
    assert found.text.startswith("Talks in Geneva\n\nThis is line 0")


def test_title_counts_only_where_the_page_shows_it(make_pdf):
    shown = make_pdf([LINES], info="/Title (Talks stall again) /Author (jdoe)")
    found = read(shown)
    assert (found.title, found.author) == ("Talks stall again", None)
    assert "“jdoe”" in found.remarks[0]
    assert read(make_pdf([LINES], info="/Title (Microsoft Word - x.docx)")).title is None


def test_a_scan_says_that_it_needs_ocr(make_pdf):
    with pytest.raises(SourceWithoutText, match=r"its 3 pages are pictures.*\n.*\n.*OCR"):
        read(make_pdf([[], [], []]))


def test_pages_without_text_are_named(make_pdf):
    found = read(make_pdf([LINES, [], LINES]))
    assert found.remarks == ("no text (pictures, or empty): page 2",)


def test_a_password_is_told_and_an_empty_one_tried(make_pdf):
    from pypdf import PdfReader, PdfWriter

    def locked(user: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([LINES]))))
        writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    with pytest.raises(SourceEncrypted, match="password"):
        read(locked("secret"))
    assert "Anna Hale" in read(locked("")).text


def test_too_many_pages_and_too_much_text(make_pdf):
    raw = make_pdf([LINES] * 4)
    with pytest.raises(SourceTooBig, match="4 pages"):
        read(raw, pages=3)
    with pytest.raises(SourceTooBig, match="limit text"):
        read(raw, text=100)


def test_a_tree_of_pages_that_loops(raw_pdf):
    loop = raw_pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
            "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2 >>",
            "<< >>",
        ]
    )
    with pytest.raises((SourceBroken, SourceWithoutText)):
        read(loop)


@pytest.mark.parametrize("keep", [9, 60, 300, 700])
def test_cut_off(make_pdf, keep):
    raw = make_pdf([LINES] * 2)
    with pytest.raises((SourceBroken, SourceWithoutText)):
        read(raw[:keep])


def test_one_broken_page_does_not_take_the_others_along(make_pdf, monkeypatch):
    from pypdf import PageObject

    plain = PageObject.extract_text
    seen = []

    def stumble(self, *args, **kwargs):
        seen.append(1)
        if len(seen) == 2:
            raise KeyError("/Font")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(PageObject, "extract_text", stumble)
    assert read(make_pdf([LINES, LINES, LINES])).remarks == ("damaged and not read: page 2",)

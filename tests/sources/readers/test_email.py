"""Saved messages: text before HTML, headers as metadata, attachments named."""

import contextlib

import pytest

from goldenbridge.errors import SourceBroken, SourceEncrypted, SourceTooBig, SourceWithoutText
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.readers.email import read_email


def read(raw: bytes, **limits: int):
    return read_email(raw, "a.eml", Limits(**limits))


def test_plain_text_is_preferred_and_headers_are_metadata(make_mail):
    found = read(make_mail("The talks\r\nfailed.", "<p>Page</p>", ["annex.pdf"]))
    assert found.text == "The talks\nfailed.\n"
    assert (found.title, found.author, found.outlet) == ("Talks stall again", "Anna Hale", None)
    assert found.date == "2033-01-21"
    assert found.remarks == ("attached and not read: annex.pdf",)


def test_html_alone_is_read_as_a_page(make_mail, article):
    page = (
        "<html><body>"
        + "".join(f"<p>{p}</p>" for p in article)
        + "<script>x</script></body></html>"
    )
    found = read(make_mail(page=page))
    assert article[0] in found.text
    assert "script" not in found.text
    assert found.title == "Talks stall again"


def test_a_sender_that_is_no_person_is_an_outlet(make_mail):
    found = read(make_mail("x", From="The Herald Newsletter <news@example.org>"))
    assert (found.author, found.outlet) == (None, "The Herald Newsletter")
    assert read(make_mail("x", From="desk@example.org")).author is None


def test_headers_of_other_scripts(make_mail):
    found = read(make_mail("x", Subject="Переговоры"))
    assert found.title == "Переговоры"


def test_an_encoding_that_does_not_exist_and_one_that_is_wrong():
    head = b"From: A <a@b.c>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset="
    assert read(head + b"no-such\n\ncaf\xe9").text == "café"
    assert read(head + b"utf-8\n\ncaf\xe9").text == "café"


def test_no_text(make_mail):
    with pytest.raises(SourceWithoutText, match=r"attached: annex\.pdf"):
        read(make_mail("", attached=["annex.pdf"]))


def test_an_encrypted_message():
    head = b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
    with pytest.raises(SourceEncrypted):
        read(head + b"Content-Transfer-Encoding: base64\n\nAAAA\n")


def nested(depth: int) -> bytes:
    head = b"From: a@b.c\nSubject: x\nMIME-Version: 1.0\n"
    for n in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    return head + b"\nText in the middle\n"


def test_hundreds_of_nested_parts():
    assert "Text in the middle" in read(nested(20)).text
    with pytest.raises((SourceTooBig, SourceBroken)):
        read(nested(600))


def test_hundreds_of_parts_side_by_side():
    head = b'From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    with pytest.raises(SourceTooBig, match="more than 500 parts"):
        read(head + b"--b\n\nx\n" * 600 + b"--b--")


@pytest.mark.parametrize(
    "header",
    [
        b"Date: not a date",
        b"Date: Fri, 99 Jan 99999 99:99:99 +9999",
        b"From: =?utf-8?q?=00?= <\xff>",
        b"From: <<<<(((",
        b"Subject: =?no-such?b?####?=",
        b"Content-Type: text/plain; charset*=x'y'z; name=\"\xff",
        b"Content-Disposition: =?",
        b"Content-Transfer-Encoding: base64",
    ],
)
def test_headers_that_break_parsers(header):
    raw = b"From: a@b.c\nMessage-ID: <1>\n" + header + b"\n\nTalks stall.\n"
    with contextlib.suppress(SourceWithoutText, SourceBroken):
        assert read(raw).text


def test_a_web_page_saved_as_a_message(article):
    page = "<html><head><title>Talks stall again</title></head><body>"
    page += "".join(f"<p>{p}</p>" for p in article) + "</body></html>"
    raw = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\n"
        "Subject: Something else\nDate: Fri, 21 Jan 2033 10:15:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{page}"
    )
    found = read(raw.encode())
    assert found.title == "Talks stall again"
    assert found.date is None

"""Small documents of every medium, built where they are needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

ARTICLE = (
    (
        "The delegations met in Geneva on Monday and agreed that the observers may return to the "
        "border before the end of the week."
    ),
    (
        "“We will not withdraw our guns while the other side keeps its own,” Foreign Minister Anna "
        "Orlov said after the meeting, which went on until late in the night."
    ),
    (
        "Her counterpart called the demand a red line and said that his government would rather do "
        "without an agreement than accept it in this form."
    ),
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a file and say where it is; text is written as UTF-8, newlines as they are."""

    def made(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """A PDF of some pages, each a list of lines; ``extra`` are keys of its trailer."""

    def made(pages: Sequence[Sequence[str]], info: str = "", extra: str = "") -> bytes:
        kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            f"<< {info} >>",
        ]
        for i, lines in enumerate(pages):
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                f"/Contents {6 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            )
            escaped = [line.replace("\\", r"\\").replace("(", r"\(") for line in lines]
            shown = " ".join("({}) Tj T*".format(line.replace(")", r"\)")) for line in escaped)
            stream = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET"
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        return pdf_of(objects, extra)

    return made


def pdf_of(objects: Sequence[str], extra: str = "") -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>"
    return out + f"trailer {trailer}\nstartxref\n{start}\n%%EOF\n".encode()


@pytest.fixture(scope="session")
def raw_pdf() -> Callable[..., bytes]:
    """A PDF of objects as they are."""
    return pdf_of


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """A Word file of (style, text) pairs; a list of lists is a table."""

    def made(content: Sequence[Any], title: str = "", author: str = "") -> bytes:
        import docx

        document = docx.Document()
        document.core_properties.title = title
        document.core_properties.author = author
        for item in content:
            if isinstance(item, list):
                table = document.add_table(rows=0, cols=len(item[0]))
                for row in item:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            else:
                style, text = item
                document.add_paragraph(text, style=style)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return made


@pytest.fixture(scope="session")
def rezipped() -> Callable[..., bytes]:
    """A ZIP file with some members put in the place of its own, or added."""

    def made(raw: bytes, members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(raw)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for info in old.infolist():
                if info.filename not in members:
                    new.writestr(info.filename, old.read(info.filename))
            for name, content in members.items():
                new.writestr(name, content)
        return stream.getvalue()

    return made


@pytest.fixture(scope="session")
def make_mail() -> Callable[..., bytes]:
    """A message with plain text, HTML or both, and attached files."""

    def made(
        plain: str | None = None,
        page: str | None = None,
        attached: Sequence[str] = (),
        **headers: str,
    ) -> bytes:
        message = EmailMessage()
        given = {
            "From": "Anna Hale <anna@example.org>",
            "To": "desk@example.org",
            "Subject": "Talks stall again",
            "Date": "Fri, 21 Jan 2033 10:15:00 +0000",
        }
        for key, value in {**given, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            message[key] = value
        if plain is not None:
            message.set_content(plain)
        if page is not None and plain is not None:
            message.add_alternative(page, subtype="html")
        elif page is not None:
            message.set_content(page, subtype="html")
        for name in attached:
            message.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
        return bytes(message)

    return made


@pytest.fixture(scope="session")
def article() -> tuple[str, ...]:
    """Three paragraphs of an article."""
    return ARTICLE

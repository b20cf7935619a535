"""A document somebody read, and the exact place in it that a statement rests on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Anchor", "Citation", "Source", "at_hand", "find_again"]

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]+$", min_length=16, max_length=64)]


def _year(value: Any) -> Any:
    """Let a bare year stand for a date."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Date = Annotated[str, BeforeValidator(_year, json_schema_input_type=str | int)]
Filled = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Source(BaseModel):
    """One document: what it is called, when it appeared, and the hash of the text that was read.

    The text itself is not shipped: with its hash anyone who holds the same file can check every
    anchor, and a changed file is noticed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Filled = Field(description="Title as published.")
    author: str | None = Field(default=None, description="Who wrote it, if known.")
    outlet: str | None = Field(default=None, description="Where it appeared.")
    date: Date | None = Field(default=None, description="A date, a range with a slash, or words.")
    file: str | None = Field(default=None, description="File name of the text that was read.")
    sha256: Hex | None = Field(default=None, description="SHA-256 of that file's bytes.")
    url: str | None = Field(default=None, description="Where it can be read.")
    note: str | None = Field(default=None, description="Anything a reader should know of it.")

    def cited(self) -> str:
        """Author, title, outlet and date as one line of a list of references."""
        parts = [self.author, f"“{self.title}”", self.outlet, self.date]
        return ", ".join(p for p in parts if p)


class Anchor(BaseModel):
    """The passage a statement rests on: code points into the file as stored, and its hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(description="Id of the source in sources.yaml.")
    line: int = Field(strict=True, ge=1, description="Physical line of the file, counted from 1.")
    start: int = Field(
        strict=True, ge=0, description="First code point of the passage in the file."
    )
    end: int = Field(strict=True, ge=1, description="One past its last code point.")
    sha256: Hex = Field(description="First 16 or more hex digits of the passage's SHA-256.")


class Citation(BaseModel):
    """A place in a printed work or a public document, where there is no text to point into."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(description="Id of the source in sources.yaml.")
    at: str | None = Field(default=None, description="Chapter, page or paragraph.")


def find_again(anchor: Anchor, source: Source, folder: Path) -> str | None:
    """What is wrong with an anchor when its document is at hand, or None where all is well.

    A source whose text lies not in ``folder`` cannot be checked and raises nothing: None;
    :func:`at_hand` tells the two apart.

    Parameters
    ----------
    anchor : the passage to find again.
    source : the document it points into.
    folder : where the texts are kept.

    Raises
    ------
    OSError : the file is there and cannot be read.
    """
    path = at_hand(source, folder)
    if path is None:
        return None
    whole, text = _read(path, path.stat().st_mtime_ns)
    if source.sha256 and not whole.startswith(source.sha256):
        return f"{path.name} is not the text that was coded: its hash differs"
    passage = text[anchor.start : anchor.end]
    if anchor.end > len(text):
        return f"ends at {anchor.end}, but {path.name} has {len(text)} characters"
    if not hashlib.sha256(passage.encode()).hexdigest().startswith(anchor.sha256):
        return f"characters {anchor.start} to {anchor.end} of {path.name} are not the passage coded"
    line = text.count("\n", 0, anchor.start) + 1
    if line != anchor.line:
        return f"the passage stands on line {line} of {path.name}, not {anchor.line}"
    return None


def at_hand(source: Source, folder: Path) -> Path | None:
    """The file of a source's text in a folder, if it is there; folders in its name are left out."""
    name = Path(source.file or "").name
    try:
        path = folder / name
        return path if name and path.is_file() else None
    except (OSError, ValueError):
        return None  # a name that no file can have


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> tuple[str, str]:
    """SHA-256 and text of a file, read once as long as it does not change."""
    raw = path.read_bytes()
    return hashlib.sha256(raw).hexdigest(), raw.decode("utf-8", errors="replace")

"""What can be wrong with a document."""

from __future__ import annotations

from goldenbridge.errors.error import GoldenbridgeError, in_lines

__all__ = [
    "SourceBroken",
    "SourceEncrypted",
    "SourceNotADocument",
    "SourceNotAFile",
    "SourceNotFound",
    "SourceTooBig",
    "SourceTookTooLong",
    "SourceTookTooMuch",
    "SourceUnreadable",
    "SourceWithoutText",
]


class SourceUnreadable(GoldenbridgeError):
    """A file cannot be read as a document; what was found, what was wanted, and what to do.

    >>> print(SourceUnreadable("talks.txt", "no permission", "a readable file", "Mend it."))
    talks.txt cannot be read: no permission.
      wanted: a readable file
      do: Mend it.
    """

    exit_code = 3

    def __init__(self, path: str, found: str, wanted: str = "", advice: str = "") -> None:
        self.path = path
        self.found = found
        self.wanted = wanted
        self.advice = advice
        super().__init__(path, found, wanted, advice)

    def __str__(self) -> str:
        return in_lines(
            f"{self.path} cannot be read: {self.found}.",
            f"wanted: {self.wanted}" if self.wanted else "",
            f"do: {self.advice}" if self.advice else "",
        )


class SourceNotFound(SourceUnreadable):
    """There is no such file, or it went away while it was read."""

    exit_code = 2

    def __init__(self, path: str) -> None:
        super().__init__(path, "no such file", "a document", "Check the name and the folder.")
        self.args = (path,)


class SourceNotAFile(SourceUnreadable):
    """A folder, a device, a pipe: nothing that has an end and holds a document.

    >>> print(SourceNotAFile("inbox", "a folder"))
    inbox cannot be read: it is a folder.
      wanted: a file
      do: Name the documents in it, or give the folder to a command that takes folders.
    """

    def __init__(self, path: str, what: str) -> None:
        advice = "Save what comes out of it as a file first."
        if what == "a folder":
            advice = "Name the documents in it, or give the folder to a command that takes folders."
        super().__init__(path, f"it is {what}", "a file", advice)
        self.args = (path, what)


class SourceTooBig(SourceUnreadable):
    """Larger than is read: on disk, when unpacked, or as text.

    >>> print(SourceTooBig("dump.txt", "500,000,000 bytes", "50,000,000 bytes", "file_bytes"))
    dump.txt cannot be read: it has 500,000,000 bytes.
      wanted: at most 50,000,000 bytes (the limit file_bytes)
      do: Split it into documents, or raise the limit if you trust the file.
    """

    def __init__(self, path: str, found: str, most: str, limit: str) -> None:
        wanted = f"at most {most} (the limit {limit})"
        advice = "Split it into documents, or raise the limit if you trust the file."
        super().__init__(path, f"it has {found}", wanted, advice)
        self.args = (path, found, most, limit)


class SourceEncrypted(SourceUnreadable):
    """It opens only with a password."""

    def __init__(self, path: str, medium: str) -> None:
        found = f"this {medium} is encrypted"
        advice = "Open it with its password and save a copy without one."
        super().__init__(path, found, "one that opens without a password", advice)
        self.args = (path, medium)


class SourceWithoutText(SourceUnreadable):
    """There is no text in it: an empty file, or a scan whose pages are pictures.

    >>> print(SourceWithoutText("scan.pdf", "its 3 pages are pictures without text (a scan)"))
    scan.pdf cannot be read: its 3 pages are pictures without text (a scan).
      wanted: a document with text
      do: Run it through text recognition (OCR) first, and read what comes out.
    """

    def __init__(self, path: str, found: str = "there is no text in it") -> None:
        advice = "Check that it is the right file and was saved whole."
        if "a scan" in found:
            advice = "Run it through text recognition (OCR) first, and read what comes out."
        super().__init__(path, found, "a document with text", advice)
        self.args = (path, found)


class SourceNotADocument(SourceUnreadable):
    """What is in the file is no text: a program, a picture, an archive, rubbish.

    >>> print(SourceNotADocument("photo.txt", "a JPEG picture"))
    photo.txt cannot be read: it is a JPEG picture.
      wanted: text, HTML, PDF, DOCX or a saved e-mail (.eml)
      do: Save the document in one of these forms.
    """

    def __init__(self, path: str, what: str) -> None:
        wanted = "text, HTML, PDF, DOCX or a saved e-mail (.eml)"
        super().__init__(path, f"it is {what}", wanted, "Save the document in one of these forms.")
        self.args = (path, what)


class SourceBroken(SourceUnreadable):
    """The file is cut off, damaged, or built to mislead its reader."""

    def __init__(self, path: str, medium: str, reason: str) -> None:
        found = f"this {medium} is damaged ({reason})"
        advice = "Fetch or save it again; if a program opens it, save it from there as text."
        super().__init__(path, found, f"a whole {medium}", advice)
        self.args = (path, medium, reason)


class SourceTookTooLong(SourceUnreadable):
    """Reading was broken off because it took too long.

    >>> print(SourceTookTooLong("maze.pdf", 30))
    maze.pdf cannot be read: reading it took longer than 30 seconds.
      wanted: a document that takes less
      do: Save it from a viewer as text, or raise the limit "seconds" if you trust the file.
    """

    def __init__(self, path: str, seconds: float) -> None:
        found = f"reading it took longer than {seconds:g} seconds"
        advice = (
            'Save it from a viewer as text, or raise the limit "seconds" if you trust the file.'
        )
        super().__init__(path, found, "a document that takes less", advice)
        self.args = (path, seconds)


class SourceTookTooMuch(SourceUnreadable):
    """Reading was broken off because it took too much memory."""

    def __init__(self, path: str, megabytes: float) -> None:
        found = f"reading it took more than {megabytes:,.0f} MB of memory"
        advice = 'Save it from a viewer as text, or raise the limit "memory" if you trust the file.'
        super().__init__(path, found, "a document that takes less", advice)
        self.args = (path, megabytes)

"""The documents in some folders, one after the other, so that ten thousand take no more room."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from goldenbridge.errors import SourceNotFound, SourceUnreadable

__all__ = ["ENDINGS", "find_documents"]

#: What is taken from folders; a file that is named itself is taken whatever its name.
ENDINGS = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", ".mht"})
_MOST_DEPTH = 40


def find_documents(paths: Iterable[str | Path], endings: Iterable[str] = ENDINGS) -> Iterator[Path]:
    """Files and the documents in folders, in the order of their names, each once.

    Folders are gone through with all that lies in them. Hidden files and folders are left out. A
    link is followed only where it leads to a file inside the folder that was named, so that no
    folder can hand over what lies elsewhere, and none is walked twice.

    Parameters
    ----------
    paths : files and folders.
    endings : which files to take from folders, by their names' endings.

    Raises
    ------
    SourceNotFound : a path that does not exist, when its turn comes.
    SourceUnreadable : a folder that may not be read.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("b.txt", "a.html", ".hidden.txt", "notes.xlsx"):
    ...     _ = (folder / name).write_text("x")
    >>> [p.name for p in find_documents([folder])]
    ['a.html', 'b.txt']
    """
    wanted = frozenset(e.casefold() for e in endings)
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = _inside(path, path.resolve(), wanted, 0)
        elif path.exists() or path.is_symlink():
            found = iter((path,))
        else:
            raise SourceNotFound(str(path))
        for document in found:
            real = os.path.realpath(document)
            if real not in seen:
                seen.add(real)
                yield document


def _inside(folder: Path, root: Path, wanted: frozenset[str], depth: int) -> Iterator[Path]:
    """The documents of a folder and the folders in it, sorted by name."""
    if depth > _MOST_DEPTH:
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return  # it went away meanwhile
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceUnreadable(str(folder), reason, "a folder", "Check its rights.") from None
    for entry in found:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(path, root, wanted, depth + 1)
        elif path.suffix.casefold() in wanted and _may_be_read(entry, path, root):
            yield path


def _may_be_read(entry: os.DirEntry[str], path: Path, root: Path) -> bool:
    """Whether it is a regular file, and one of this folder where it is a link."""
    try:
        if not entry.is_file():
            return False
        return not entry.is_symlink() or path.resolve().is_relative_to(root)
    except OSError:
        return False

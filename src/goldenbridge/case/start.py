"""A case to start from: a commented folder, written where somebody wants it."""

from __future__ import annotations

import re
from pathlib import Path

from goldenbridge.case.json_schema import schema_text
from goldenbridge.case.schema import ID_PATTERN

__all__ = ["SCHEMA_FILE", "STARTER", "start_case"]

STARTER = Path(__file__).parent / "starter"
SCHEMA_FILE = "case.schema.json"


def start_case(name: str, folder: Path) -> Path:
    """Write a commented case that passes every check, and give its folder.

    Parameters
    ----------
    name : name of the case and of its folder.
    folder : where to put it; made if it is not there.

    Raises
    ------
    ValueError : the name is no id.
    FileExistsError : something of that name is there already; nothing is overwritten.
    """
    if not re.match(ID_PATTERN, name) or len(name) > 80 or name.endswith("\n"):
        raise ValueError(f'"{name}" is no name for a case: use lower-case letters, digits, - and _')
    new = folder / name
    if new.exists() or new.is_symlink():
        raise FileExistsError(f'"{new}" is there already; nothing was written')
    new.mkdir(parents=True)
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or name
    for template in sorted(STARTER.glob("*.yaml")):
        text = template.read_text(encoding="utf-8").replace("TITLE", title)
        (new / template.name).write_text(text, encoding="utf-8")
    (new / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
    return new

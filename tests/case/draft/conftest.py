"""The invented conflicts, and drafts of them as folders."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goldenbridge.case import Loaded, read_case
from goldenbridge.case.draft import Draft
from goldenbridge.files.document import parse_document

HERE = Path(__file__).parent


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("invented", HERE / "invented.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    return _module()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """Write a draft into a folder and read it as a case."""

    def load(made: Draft, texts: dict[str, str] | None = None) -> Loaded:
        folder = tmp_path_factory.mktemp("draft")
        (folder / "case.yaml").write_text(made.case, encoding="utf-8")
        (folder / "sources.yaml").write_text(made.sources, encoding="utf-8")
        for name, text in (texts or {}).items():
            (folder / name).write_bytes(text.encode())
        return read_case(folder, folder if texts else None)

    return load


@pytest.fixture(scope="session")
def data():
    """A draft as plain values."""

    def parsed(made: Draft) -> dict[str, Any]:
        document = parse_document(made.case)
        assert document.problems == ()
        return document.data

    return parsed

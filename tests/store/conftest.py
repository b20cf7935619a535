"""Small ensembles, and a real cluster on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.analysis.dynamics.ensemble import GenericRecipe

CLUSTER = Path(__file__).parents[1] / "executors/conftest.py"


@pytest.fixture
def recipe() -> GenericRecipe:
    """Crises of a year, of 24 kinds: some 60,000 runs a second."""
    return GenericRecipe(worlds=24, steps=12)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Any]:
    """The processes of a Dask cluster, as the tests of the executors start them."""
    spec = spec_from_file_location("cluster_of_the_tests", CLUSTER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, spec.name, module)
        spec.loader.exec_module(module)
        folder = tmp_path / "cluster"
        folder.mkdir()
        module.skip_where_no_loop_starts()
        made = module.Local(folder)
        try:
            yield made
        finally:
            made.end()

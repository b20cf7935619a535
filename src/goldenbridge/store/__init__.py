"""What is kept on disk: ensembles as Parquet parts, workspaces of statements, long outputs.

    written = write_ensemble("runs", GenericRecipe(), 1_000_000, seed=1)
    summed("runs").estimates["agreement"]

Before this room there are values only; this one puts them into files and reads them again.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldenbridge.store.ensemble import Written, write_ensemble
    from goldenbridge.store.errors import (
        CannotWrite,
        EnsembleIncomplete,
        EnsembleOther,
        NotAnEnsemble,
        PartRefused,
        WorkerDiffers,
    )
    from goldenbridge.store.reading import Ensemble, Summary, read_ensemble, summed

#: Loaded on first use: whoever keeps statements does not wait for the loop over runs.
_PLACES = {
    "CannotWrite": "errors",
    "Ensemble": "reading",
    "EnsembleIncomplete": "errors",
    "EnsembleOther": "errors",
    "NotAnEnsemble": "errors",
    "PartRefused": "errors",
    "Summary": "reading",
    "WorkerDiffers": "errors",
    "Written": "ensemble",
    "read_ensemble": "reading",
    "summed": "reading",
    "write_ensemble": "ensemble",
}

__all__ = [
    "CannotWrite",
    "Ensemble",
    "EnsembleIncomplete",
    "EnsembleOther",
    "NotAnEnsemble",
    "PartRefused",
    "Summary",
    "WorkerDiffers",
    "Written",
    "read_ensemble",
    "summed",
    "write_ensemble",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value

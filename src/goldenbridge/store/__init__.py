"""What is kept on disk: ensembles as Parquet parts, written whole or not at all.

    written = write_ensemble("runs", GenericRecipe(), 1_000_000, seed=1)
    summed("runs").estimates["agreement"]

Before this room there are values only; this one puts them into files and reads them again.
"""

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

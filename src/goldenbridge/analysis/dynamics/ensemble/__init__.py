"""Many runs cut into pieces that any process can work out alone, and what they come to."""

from goldenbridge.analysis.dynamics.ensemble.generic_recipe import GenericRecipe
from goldenbridge.analysis.dynamics.ensemble.part import (
    CHUNK,
    Columns,
    Piece,
    kinds_of,
    pieces_of,
    rows_of,
)
from goldenbridge.analysis.dynamics.ensemble.recipe import Recipe, code, key_of, model_of
from goldenbridge.analysis.dynamics.ensemble.summary import (
    Measure,
    Sums,
    measures_of,
)

__all__ = [
    "CHUNK",
    "Columns",
    "GenericRecipe",
    "Measure",
    "Piece",
    "Recipe",
    "Sums",
    "code",
    "key_of",
    "kinds_of",
    "measures_of",
    "model_of",
    "pieces_of",
    "rows_of",
]

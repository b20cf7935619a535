"""Do two coders, or more, see the same statements, and take them for the same thing?

units = match_units({"anna": hers, "ben": his})
compare(units, ["anna", "ben"]).rows
"""

from goldenbridge.statements.agreement.coefficients import (
    LEVELS,
    Coefficient,
    Level,
    cohens_kappa,
    krippendorffs_alpha,
)
from goldenbridge.statements.agreement.compare import FIELDS, Agreement, FieldRow, compare
from goldenbridge.statements.agreement.units import Unit, differing, match_units

__all__ = [
    "FIELDS",
    "LEVELS",
    "Agreement",
    "Coefficient",
    "FieldRow",
    "Level",
    "Unit",
    "cohens_kappa",
    "compare",
    "differing",
    "krippendorffs_alpha",
    "match_units",
]

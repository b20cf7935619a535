"""How a crisis ends: signed, or lapsed; and how one crisis differs from another unseen.

    signing  q a month × readiness × (0.5 + trust) × …, while talks are open and there is a window
    lapse    f (1 + t / 3)^−γ a month at month t, less in full war
    readiness = exp(s z − s² / 2), one a run: some crises are ripe and nobody can see it

Without lapses an agreement hazard of 0.069 a month would mean 98 % agreement in five years; 34 %
of crises end so. The first of the two to come ends the run, whatever the length of a step.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.parameter import Parameter

__all__ = ["PARAMETERS"]

CRISES = "calibrated to ICB crises for the generic crisis; assumed elsewhere"

PARAMETERS = (
    Parameter("signing", 0.04, 0.10, 0.30, "per month", "q: with a window and talks", (), CRISES),
    Parameter("lapsing", 0.02, 0.05, 0.10, "per month", "f: at the outset", (), CRISES),
    Parameter("lapse_shape", 0.5, 0.8, 1.2, "exponent", "γ: how fast that falls", (), CRISES),
    Parameter("lapse_in_war", 0.1, 0.3, 0.6, "factor", "of it in full war", (), CRISES),
    Parameter("readiness", 0.0, 0.5, 1.0, "log spread", "s: of what is not seen", (), CRISES),
)
SIGNING, LAPSING, LAPSE_SHAPE, LAPSE_IN_WAR, READINESS_SPREAD = range(len(PARAMETERS))

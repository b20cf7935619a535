"""Every claim of the sources: what carries it in the simulation, and an experiment that shows it.

``table`` has the rows, ``experiments`` what can be run, ``experiment`` runs it in the small crisis
of ``four``, ``outcomes`` says what is looked at, ``page`` writes the reference page. All of it
shows how the model is wired and nothing about the world.
"""

from goldenbridge.analysis.dynamics.rows.experiment import Experiment, Rival, measured
from goldenbridge.analysis.dynamics.rows.experiments import EXPERIMENTS
from goldenbridge.analysis.dynamics.rows.four import Setting, crisis_of_four
from goldenbridge.analysis.dynamics.rows.table import ROWS, Row

__all__ = [
    "EXPERIMENTS",
    "ROWS",
    "Experiment",
    "Rival",
    "Row",
    "Setting",
    "crisis_of_four",
    "measured",
]

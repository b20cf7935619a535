"""The workspace: documents and statements, with everything that was ever decided about them.

    with Workspace.open("goldenbridge-workspace") as workspace:
        workspace.suggest("a.txt", statements, by="rules")
        workspace.decide(id, "anna", "accepted")

Nothing is ever changed or removed: how a statement stands is worked out from its history.
"""

from goldenbridge.store.workspace.coders import (
    Compared,
    Settled,
    agreed_or_settled,
    compared,
    taken,
    units_of,
)
from goldenbridge.store.workspace.connect import DEFAULT, VARIABLE
from goldenbridge.store.workspace.event import KINDS, Event
from goldenbridge.store.workspace.fold import Comment, Standing, State, View, fold
from goldenbridge.store.workspace.of_case import OfCase, statements_of
from goldenbridge.store.workspace.told import Added, Listed, Row, Suggested
from goldenbridge.store.workspace.workspace import Workspace, hash_of, place_of

__all__ = [
    "DEFAULT",
    "KINDS",
    "VARIABLE",
    "Added",
    "Comment",
    "Compared",
    "Event",
    "Listed",
    "OfCase",
    "Row",
    "Settled",
    "Standing",
    "State",
    "Suggested",
    "View",
    "Workspace",
    "agreed_or_settled",
    "compared",
    "fold",
    "hash_of",
    "place_of",
    "statements_of",
    "taken",
    "units_of",
]

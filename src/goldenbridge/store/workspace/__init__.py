"""The workspace: documents and statements, with everything that was ever decided about them.

    with Workspace.open("goldenbridge-workspace") as workspace:
        workspace.suggest("a.txt", statements, by="rules")
        workspace.decide(id, "anna", "accepted")

Nothing is ever changed or removed: how a statement stands is worked out from its history.
"""

from goldenbridge.store.workspace.connect import DEFAULT, VARIABLE
from goldenbridge.store.workspace.event import KINDS, Event
from goldenbridge.store.workspace.fold import Comment, Standing, State, View, fold
from goldenbridge.store.workspace.told import Added, Listed, Row, Suggested
from goldenbridge.store.workspace.workspace import Workspace, hash_of, place_of

__all__ = [
    "DEFAULT",
    "KINDS",
    "VARIABLE",
    "Added",
    "Comment",
    "Event",
    "Listed",
    "Row",
    "Standing",
    "State",
    "Suggested",
    "View",
    "Workspace",
    "fold",
    "hash_of",
    "place_of",
]

"""What can be wrong with a workspace, and with what is decided in it."""

from __future__ import annotations

from collections.abc import Iterable

from goldenbridge.errors.error import GoldenbridgeError, did_you_mean, in_lines

__all__ = ["DecisionRefused", "StatementUnknown", "WorkspaceMissing", "WorkspaceUnusable"]


class WorkspaceMissing(GoldenbridgeError):
    """There is no workspace at this place yet, and what was asked for needs one.

    >>> print(WorkspaceMissing("goldenbridge-workspace"))
    There is no workspace at goldenbridge-workspace.
      Start one with: goldenbridge statements import FILE
      Or say where it is: --workspace FOLDER, or set GOLDENBRIDGE_WORKSPACE.
    """

    exit_code = 2

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)

    def __str__(self) -> str:
        return in_lines(
            f"There is no workspace at {self.place}.",
            "Start one with: goldenbridge statements import FILE",
            "Or say where it is: --workspace FOLDER, or set GOLDENBRIDGE_WORKSPACE.",
        )


class WorkspaceUnusable(GoldenbridgeError):
    """What is there cannot be used as a workspace; nothing in it was changed.

    >>> print(WorkspaceUnusable("w", "its file is no database", "Choose another folder."))
    w cannot be used as a workspace: its file is no database.
      Choose another folder.
    """

    exit_code = 2

    def __init__(self, place: str, reason: str, advice: str = "") -> None:
        self.place = place
        self.reason = reason
        self.advice = advice
        super().__init__(place, reason, advice)

    def __str__(self) -> str:
        return in_lines(f"{self.place} cannot be used as a workspace: {self.reason}.", self.advice)


class StatementUnknown(GoldenbridgeError):
    """The workspace has no statement, or no document, of this name, or several that begin so.

    >>> print(StatementUnknown("statement", "3f", ["3fa0", "3fbb"]))
    The workspace has 2 statements that begin with "3f": 3fa0, 3fbb.
      Give more of the id. List them with: goldenbridge statements list
    """

    exit_code = 2

    def __init__(self, what: str, name: str, known: Iterable[str] = ()) -> None:
        self.what = what
        self.name = name
        self.known = tuple(known)
        super().__init__(what, name, self.known)

    def __str__(self) -> str:
        listed = "documents" if self.what == "document" else "list"
        tell = f"ist them with: goldenbridge statements {listed}"
        begin = [name for name in self.known if name.startswith(self.name)]
        if len(begin) > 1 and self.name:
            told = ", ".join(begin[:5]) + (" …" if len(begin) > 5 else "")
            return in_lines(
                f'The workspace has {len(begin)} {self.what}s that begin with "{self.name}": '
                f"{told}.",
                f"Give more of the id. L{tell}",
            )
        return in_lines(
            f'The workspace has no {self.what} "{self.name}".',
            did_you_mean(self.name, self.known),
            f"L{tell}",
        )


class DecisionRefused(GoldenbridgeError):
    """What was decided, or is to be kept, cannot be kept as it stands; nothing was changed.

    >>> print(DecisionRefused("3fa0", ['polarity: found "2", wanted -1, 0 or 1']))
    3fa0 was not changed: 1 thing is wrong.
      polarity: found "2", wanted -1, 0 or 1
    """

    exit_code = 2

    def __init__(self, what: str, problems: Iterable[object]) -> None:
        self.what = what
        self.problems = tuple(map(str, problems))
        super().__init__(what, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        told = "1 thing is wrong" if count == 1 else f"{count} things are wrong"
        return in_lines(f"{self.what} was not changed: {told}.", *self.problems)

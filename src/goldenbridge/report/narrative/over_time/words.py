"""All that the sections on a crisis over time say, by name, for the templates."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from goldenbridge.report.narrative.over_time import (
    amounts,
    climbing,
    deciding,
    dragging,
    elsewhere,
    failing,
    gaining,
    names,
    side_by_side,
    unknown,
)

__all__ = ["over_time_words"]

#: One module a section; the templates find every name that its ``__all__`` lists.
MODULES: tuple[ModuleType, ...] = (
    amounts,
    names,
    dragging,
    side_by_side,
    deciding,
    failing,
    climbing,
    gaining,
    elsewhere,
    unknown,
)


def over_time_words() -> SimpleNamespace:
    """Every function of the sections on a crisis over time by its name.

    >>> over_time_words().reading("talks", "calming")
    'talks calm'
    """
    found = SimpleNamespace()
    for module in MODULES:
        for name in module.__all__:
            if hasattr(found, name):
                raise ValueError(f"{name} of {module.__name__} is there already")
            setattr(found, name, getattr(module, name))
    return found

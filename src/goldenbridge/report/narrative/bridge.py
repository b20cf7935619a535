"""All that is said of the bridge, as one namespace for the templates."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from goldenbridge.report.narrative import (
    above_head,
    amounts,
    breakpoints,
    coalitions,
    curve,
    favourites,
    levers,
    linking,
    mediator,
    offers,
    payments,
    perception,
    pressure,
    questions,
    ratifying,
    robustness,
    spoilers,
    steps,
    variance,
)

__all__ = ["bridge_words"]

#: One module a section; the templates find every name that its ``__all__`` lists.
MODULES: tuple[ModuleType, ...] = (
    amounts,
    curve,
    levers,
    pressure,
    steps,
    questions,
    robustness,
    breakpoints,
    variance,
    favourites,
    coalitions,
    ratifying,
    above_head,
    spoilers,
    perception,
    offers,
    payments,
    linking,
    mediator,
)


def bridge_words() -> SimpleNamespace:
    """Every function of the bridge's sections by its name.

    >>> bridge_words().lever_name({"a": {"name": "A first step"}}, "a")
    'A first step'
    """
    found = SimpleNamespace()
    for module in MODULES:
        for name in module.__all__:
            if hasattr(found, name):
                raise ValueError(f"{name} of {module.__name__} is there already")
            setattr(found, name, getattr(module, name))
    return found

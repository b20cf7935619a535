"""The reference page on the model over time: every variable, equation, parameter and outcome."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

from goldenbridge.analysis.dynamics import (
    arithmetic,
    endings,
    kernel,
    moments,
    outcomes,
    state,
    window,
)
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS, Mechanism
from goldenbridge.analysis.dynamics.odd.equations import equations, picked
from goldenbridge.analysis.dynamics.parameter import ASSUMED, Parameter

__all__ = ["COLUMN_TEXTS", "NEED_TEXTS", "ROLE_TEXTS", "model_page"]

HEAD = """\
# The model over time, in full

<!-- Written by docs/renew.py from src/goldenbridge/analysis/dynamics. Change the code, then run:
     python docs/renew.py -->

Every variable, equation, parameter and outcome of the simulation over time, written from the code
itself, so that the two cannot part. What it is for, how it hangs together and what is left out is
told in [Dynamics](../explanation/dynamics.md), of which this page is the third part, the details.
What the [sources](mechanisms.md) claim is a page of its own; *rows* below are the numbers there.
Words are in the [glossary](../glossary.md). The model lists possibilities and predicts nothing.

## How to read the equations

A listing is what is worked out in one step, in this order. It is read off the compiled function;
nobody copies it.
"""

NOTATION = (
    ("`trust[d]`, `support[p]`, `rung`", "a variable of pair d, of party p, of the crisis"),
    (
        "`par.fear`",
        (
            "a parameter of the mechanism at hand; its full name has the mechanism in front, as in"
            " `concessions.fear`"
        ),
    ),
    ("`knob.scope`", "how far the policy has turned something"),
    (
        "`reading.talks == calming`",
        "whether this reading of the hypothesis holds in this world; `none`: no reading at all",
    ),
    ("`demander[p]`, `side[p]`", "what p is in this crisis, 0 or 1"),
    (
        "`base.up`, `factor.up`",
        (
            "what makes an event possible at all, per month, added up from 0; what makes it"
            " likelier or less, multiplied from 1"
        ),
    ),
    ('`factor["up while talking"]`', "the same, for as long as that is so"),
    (
        "`leave[p]`, `shift[p]`",
        (
            "what is added to no deal; to what a package must be worth beyond that; both from 0 in"
            " every step"
        ),
    ),
    (
        "`need.agenda`",
        "what a package must have besides worth, added up from 0 in every step",
    ),
    (
        "`months`",
        (
            "for how long slow things move: a step, and half of one in the first, so that they"
            " stand at its middle"
        ),
    ),
    ("`span`", "how long the step lasts, in months of 30 days"),
    (
        "`balance\N{PRIME}`",
        "a number on the way, where a variable has the same name without the prime",
    ),
    ("`x = …`, `x += …`, `x *= …`", "becomes; is raised by; is multiplied by"),
    ("`a if c else b`, `**`", "a where c holds, otherwise b; to the power of"),
)

ROLE_TEXTS = {
    "side": "0 the first side, 1 the second",
    "demander": "of the side whose demands opened the crisis",
    "target": "under measures",
    "sender": "of measures",
    "client": "leans on patrons",
    "patron": "is leant on",
    "fighter": "its forces are, or would be, on the field",
}

NEED_TEXTS = {
    "credibility": "how credible the package is by itself",
    "agenda": "1 less what of it lies beyond the narrowest agenda",
    "extent": "the share of all issues that it settles",
}

COLUMN_TEXTS = {
    "run": "its number",
    "world": "the world it is set in: its number modulo the number of worlds",
    "ending": "0 neither by the horizon, 1 agreement, 2 lapse",
    "month": "of the ending, or the horizon",
    "package": "number of the package signed, −1 where none is",
    "slack": "what it leaves at signature to the one it leaves least to",
    "war": "whether full-scale war broke out, or was there from the start",
    "war_month": "when it first broke out, 0 from the start, −1 never",
    "war_months": "how long it was fought",
    "at_war": "whether it is being fought at the horizon; 0 in a run that has ended",
    "ceasefire": "whether there was a ceasefire",
    "broken": "whether a ceasefire was broken",
    "peak": "highest rung",
    "widened": "whether others or another theatre were drawn in",
    "mediated": "whether a mediator came in",
    "talked": "months of talks, those before the beginning included",
    "suspensions": "how often talks were suspended",
    "steps_up": "deliberate steps up",
    "slips": "accidental ones",
    "steps_down": "steps down",
    "open_months": "months in which some package would have been signed by all it needs",
    "held": "months that the agreement holds, drawn at signature; −1 without one",
}

#: Lines of the kernel by what they give a value to.
AT_THE_OUTSET = ("due[e]", "error[d]", "phase", "spread", "readiness", "cost[p]")
IN_A_STEP = ("month", "span", "epoch", "cost[p]", "paid[p]", "drift", "move")
THRESHOLDS = (
    "price", "no_deal[p]", "theta", "threshold[p]", "threshold[n + c]", "known",
    "slack\N{PRIME}", "slack", "window",
)  # fmt: skip
ENDINGS = ("base.agree", "base.lapse", "factor.lapse", "rate[e]")
AT_SIGNATURE = ("signed", "worth", "at_signature", "vouched", "held")
FROM_EVENT_TO_EVENT = (
    "at_war", "talking", "(lived, which)", "left", "at", "count[which]", "ending", "ended",
    "clock[which]", "due[which]", "open_months", "war_months", "months_talked", "was_at_war",
    "war_month", "broken", "had_ceasefire",
)  # fmt: skip


A_RUN = """\
A step first moves slow things, then asks whether some package would be signed, and then goes from
one event to the next. Rates are those of the step; what an event changes counts from then on."""
AT_FIRST = """\
Draws are by [name](../explanation/chance.md): run, what it is for, and number. `fees` are what
levers cost at once; they are paid when an epoch of the policy begins."""
NEW_EPOCH = """\
A new epoch of the policy takes effect at the next step. Then all mechanisms act, their `months`
being `move`: slow things stand at the middle of the step, so that what they say of it is right on
average."""
THRESHOLD_TEXT = """\
What no deal is worth, and what a package must be worth to each party now. `slack\N{PRIME}` is what
the best package left when packages were last [looked at](#the-window)."""
NEXT_EVENT = """\
Which event comes first within what is left of the step, and after how long; exact
[Gibson and Bruck 2000]."""
FOLLOWED = """\
What is counted until then, and what comes of it: an event changes what is told
[above](#what-an-event-changes), and its clock begins anew."""
AT_THE_END = """\
A step's costs count only up to the ending. What the deal leaves to spare is what it leaves those
who sign."""


FIGURES = f"""\
Figures over all runs, with [intervals](../glossary.md#interval) clustered by world. *Durable* and
*held* ask for {outcomes.FIVE_YEARS:g} months. Where full-scale war is fought at the beginning,
*war* tells in how many runs it still is at the end.
"""
OF_A_RUN = """\
`cost.PARTY` follows: what the crisis and the levers cost each, in shares of what is at stake for
it.
"""


def model_page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        _table(("written", "is"), NOTATION),
        "Any other name is a number on the way. Three small sums are used everywhere:\n",
        _table(
            ("sum", "is"),
            (
                (f"`{f.__name__}({', '.join(inspect.signature(f.py_func).parameters)})`",
                 f"`{equations(f, ())[-1].removeprefix('result: ')}`: {_first(f)}")
                for f in (arithmetic.clip, arithmetic.eased, arithmetic.grown)
            ),
        ),
        "`grown` is `x + inflow * months` where nothing fades.\n",
        _state(),
        _events(),
        _step(),
        ("## The mechanisms\n\nIn the order in which they act within a step. Left out, a mechanism"
        " changes nothing, and what it owns stays neutral.\n"),
        *(_mechanism(one) for one in MECHANISMS),
        _endings(),
        _window(),
        _outcomes(),
    ]  # fmt: skip
    return "\n".join(parts)


def _state() -> str:
    told = (
        "Neutral: no other mechanism feels it. Owner: the mechanism that moves it; the loop itself"
        " where none is named. Worth is in shares of what is at stake for a party."
    )
    parts = [f"## Variables\n\n{told}\n"]
    for title, several in (
        ("Of each party", state.PARTY),
        ("Of each pair on opposite sides", state.DYAD),
        ("Of the crisis", state.CRISIS),
    ):
        parts.append(f"### {title}\n")
        parts.append(
            _table(
                ("variable", "range", "neutral", "owner", "what it is"),
                (
                    (
                        f"`{v.name}`",
                        _range(v.low, v.high),
                        _number(v.neutral),
                        v.owner or "–",
                        v.text,
                    )
                    for v in several
                ),
            )
        )
    parts.append(
        "### Where they begin\n\nNeutral, unless the case says otherwise, or at a parameter:\n\n"
        + _table(
            ("variable", "begins at", "of whom"),
            (
                (f"`{one.name}`", f"`{one.parameter}`",
                 {"": "all", "others": "all but the demanders"}.get(one.whose, f"each {one.whose}"))
                for one in state.BEGINS
            ),
        )
    )  # fmt: skip
    parts.append(
        "## The ladder\n\n"
        + _table(("rung", "is"), ((str(n), name) for n, name in enumerate(state.RUNGS)))
    )
    parts.append(
        "## Knobs\n\nWhat a case says of how things stand, and what [levers and policies](case-form"
        "at.md#dynamics) turn.\n\n"
        + _table(
            ("knob", "range", "untouched", "what it is"),
            ((f"`{k.name}`", _range(k.low, k.high), _number(k.rest), k.text) for k in state.KNOBS),
        )
    )
    parts.append(
        "## Hypotheses\n\nRival readings of the sources; a world holds one of each. Where a case"
        " says nothing of one, every reading is as likely.\n\n"
        + _table(
            ("letter", "hypothesis", "asks", "readings"),
            (
                (h.letter, f"`{h.name}`", h.text, ", ".join(f"`{r}`" for r in h.readings))
                for h in state.HYPOTHESES
            ),
        )
    )
    parts.append(
        "## Roles\n\n"
        + _table(("role", "what a party is"), ((f"`{r}`", ROLE_TEXTS[r]) for r in state.ROLES))
    )
    parts.append(
        "## What a package needs besides worths\n\n"
        + _table(
            ("need", "what a package has of it"), ((f"`{n}`", NEED_TEXTS[n]) for n in state.NEEDS)
        )
    )
    return "\n".join(parts)


def _events() -> str:
    reach = equations(moments._reach, ())[0].removeprefix("result: ")
    return (
        "## Events\n\nEach has a clock of its own. Its hazard, per month, adds up; when it passes"
        " the next exponential draw, the event happens, and what is over is carried on.\n\n"
        + _table(("event", "what it is"), ((f"`{e.name}`", e.text) for e in state.EVENTS))
        + "\n### How readily an event comes\n\n`reach`, the highest rung that can be climbed to, is"
        f" `{reach}`. `rate[event]` is base times factor, as below.\n\n"
        + _listing(equations(moments.hazard, ()))
        + "\n### What an event changes\n\nThe two endings change nothing here.\n\n"
        + _listing(equations(moments.follow, ()))
    )


def _step() -> str:
    return "\n".join(_titled(*part) for part in _parts_of_a_run())


def _parts_of_a_run() -> Iterable[tuple[str, str, list[str]]]:
    """Heading, words and lines of each part of a run."""
    costs = _kernel("step", (*IN_A_STEP, "share"))
    end = costs.index("if ending >= 0:")
    yield "## A run", A_RUN, []
    yield "### At the outset", AT_FIRST, _kernel("i", AT_THE_OUTSET)
    yield "### At the beginning of a step", NEW_EPOCH, costs[:end]
    yield "### Thresholds and the window", THRESHOLD_TEXT, _kernel("step", THRESHOLDS)
    yield "### From one event to the next", NEXT_EVENT, equations(moments.next_event, ())
    yield "", FOLLOWED, _kernel("_", FROM_EVENT_TO_EVENT)
    signed = [*_kernel("step", AT_SIGNATURE), *costs[end:]]
    yield "### At signature, and what it cost", AT_THE_END, signed


def _titled(title: str, text: str, lines: Sequence[str]) -> str:
    head = f"{title}\n\n" if title else ""
    return f"{head}{text}\n" + (f"\n{_listing(lines)}" if lines else "")


def _kernel(within: str, targets: Sequence[str]) -> list[str]:
    return picked(kernel._kernel, within, targets, endings.PARAMETERS)


def _mechanism(one: Mechanism) -> str:
    module = inspect.getmodule(one.act.py_func)  # type: ignore[attr-defined]
    assert module is not None
    own = [f for f in _own(module) if f.__name__ != one.name]
    parts = [f"### {one.name}\n", _said(module), _parameters(one.name, one.parameters)]
    parts.append("As coded:\n")
    parts.append(_listing(equations(one.act, one.parameters)))
    for function in own:
        known = inspect.signature(function.py_func).parameters
        named = ", ".join(p for p in known if p not in ("crisis", "knob", "par"))
        parts.append(f"`{function.__name__}({named})`: {_first(function)}\n")
        parts.append(_listing(equations(function, one.parameters)))
    return "\n".join(parts)


def _own(module: ModuleType) -> list[Any]:
    """The compiled functions of a module that are its own, in their order."""
    found = [
        value for value in vars(module).values()
        if getattr(getattr(value, "py_func", None), "__module__", "") == module.__name__
    ]  # fmt: skip
    return sorted(found, key=lambda f: f.py_func.__code__.co_firstlineno)


def _endings() -> str:
    return "\n".join(
        [
            "## The endings\n",
            _said(endings),
            _parameters("endings", endings.PARAMETERS),
            "As coded:\n",
            _listing(_kernel("step", ENDINGS)),
        ]
    )


def _window() -> str:
    parts = ["## The window\n", _said(window)]
    for function, told in (
        (window.best_slack, "How much the best package leaves to spare"),
        (
            window.still,
            "Whether the window is open (1), shut (0), or has to be looked at again (−1)",
        ),
        (window.picked, "Which package is signed, the first of the best"),
    ):
        parts += [f"{told}:\n", _listing(equations(function, ()))]
    return "\n".join(parts)


def _outcomes() -> str:
    figures = (
        (f"`{one.name}`", "share" if one.is_share else "mean", one.text)
        for one in outcomes.OUTCOMES
    )
    lines = _kernel("i", [f"row.{name}" for name in state.COLUMNS])
    return "\n".join(
        [
            "## Outcomes\n",
            FIGURES,
            _table(("outcome", "is a", "what it says"), figures),
            "### What is written of each run\n",
            OF_A_RUN,
            _table(
                ("column", "what it says"),
                ((f"`{name}`", COLUMN_TEXTS[name]) for name in state.COLUMNS),
            ),
            _listing(lines),
        ]
    )


def _parameters(group: str, several: Sequence[Parameter]) -> str:
    return _table(
        ("parameter", "low", "mode", "high", "unit", "what it does", "rows", "basis"),
        (
            (
                f"`{group}.{p.name}`", _number(p.low), _number(p.mode), _number(p.high), p.unit,
                p.text, ", ".join(map(str, p.rows)) or "–",
                "assumed" if p.basis == ASSUMED else p.basis,
            )
            for p in several
        ),
    )  # fmt: skip


def _said(module: ModuleType) -> str:
    """A module's docstring as it stands: its blocks are the equations in short."""
    return inspect.cleandoc(module.__doc__ or "").replace("``", "`") + "\n"


def _first(function: Callable[..., Any]) -> str:
    text = inspect.getdoc(getattr(function, "py_func", function)) or ""
    return text.split("\n\n")[0].replace("\n", " ")


def _listing(lines: Sequence[str]) -> str:
    return "```text\n" + "\n".join(lines) + "\n```\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    told = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    told += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(told) + "\n"


def _range(low: float, high: float) -> str:
    if high >= 1e5:
        return f"{_number(low)} or more" if low > -1e5 else "any"
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")

"""The twelve mechanisms: one small file each, a plain function over the arrays of one run.

Every mechanism is handed the same things and changes some of them:

    months   length of the step
    party    (parties, PARTY), dyad (dyads, DYAD), crisis (CRISIS): the state, changed in place
    pairs    (dyads, 2), whose trust a row of ``dyad`` is; role (parties, ROLES)
    knob     (KNOBS), what the policy has turned; reading (8), which reading of A to H holds, -1
    none
    par      its own parameters, in the order of its PARAMETERS
    base     (EVENTS), what makes an event possible at all, per month: added to
    factor   (EVENTS), what makes it likelier or less: multiplied
    leave    (parties), change of what no deal is worth: added to
    shift    (parties), change of what a package must be worth beyond that: added to
    need     (NEEDS), what a package must have besides worth: added to

Left out, none of these changes, which is what switching a mechanism off means.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from goldenbridge.analysis.dynamics.mechanisms import (
    alignment,
    audience,
    battlefield,
    calendar,
    commitment,
    concessions,
    intent,
    ladder,
    red_lines,
    sanctions,
    support,
    talks,
)
from goldenbridge.analysis.dynamics.parameter import Parameter

__all__ = ["MECHANISMS", "Mechanism"]


class Mechanism(NamedTuple):
    """One of the twelve: its name, what it does in a step, and its parameters in their order."""

    name: str
    act: Callable[..., Any]
    parameters: tuple[Parameter, ...]


#: In the order in which they act within a step.
MECHANISMS = (
    Mechanism("calendar", calendar.calendar, calendar.PARAMETERS),
    Mechanism("sanctions", sanctions.sanctions, sanctions.PARAMETERS),
    Mechanism("alignment", alignment.alignment, alignment.PARAMETERS),
    Mechanism("support", support.support, support.PARAMETERS),
    Mechanism("battlefield", battlefield.battlefield, battlefield.PARAMETERS),
    Mechanism("audience", audience.audience, audience.PARAMETERS),
    Mechanism("red_lines", red_lines.red_lines, red_lines.PARAMETERS),
    Mechanism("intent", intent.intent, intent.PARAMETERS),
    Mechanism("talks", talks.talks, talks.PARAMETERS),
    Mechanism("concessions", concessions.concessions, concessions.PARAMETERS),
    Mechanism("commitment", commitment.commitment, commitment.PARAMETERS),
    Mechanism("ladder", ladder.ladder, ladder.PARAMETERS),
)

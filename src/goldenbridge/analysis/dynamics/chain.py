"""The mechanisms as one function: each acts where it is switched on, one after the other."""

from __future__ import annotations

from itertools import accumulate, pairwise

from goldenbridge.analysis.dynamics import endings
from goldenbridge.analysis.dynamics.arithmetic import inlined
from goldenbridge.analysis.dynamics.mechanisms import MECHANISMS

__all__ = ["SPANS", "act", "note"]

#: Where each mechanism's parameters begin and end in a row of parameters; the endings' come last.
_SIZES = [len(one.parameters) for one in MECHANISMS] + [len(endings.PARAMETERS)]
SPANS = tuple(pairwise(accumulate(_SIZES, initial=0)))


@inlined
def note(drive, acts, told):
    """Write down what changed since the last look: ratios of factors, then what was added.

    Parameters
    ----------
    drive : (a number for each), written.
    acts : (factor, (need, leave, shift)), as they are now.
    told : the same as they were when last looked at; brought up to date.
    """
    at = 0
    for c in range(len(acts[0])):
        drive[at] = acts[0][c] / told[0][c] if told[0][c] > 0.0 else 1.0
        told[0][c] = acts[0][c]
        at += 1
    for part in range(3):
        for c in range(len(acts[1][part])):
            drive[at] = acts[1][part][c] - told[1][part][c]
            told[1][part][c] = acts[1][part][c]
            at += 1


@inlined
def nothing(
    on, months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave, shift,
    need, explain, drives, told,
):  # fmt: skip
    """The beginning of the chain."""


def _linked(before, number, span, mechanism):
    first, last = span

    @inlined
    def linked(
        on, months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor, leave,
        shift, need, explain, drives, told,
    ):  # fmt: skip
        before(on, months, party, dyad, crisis, pairs, role, knob, reading, par, base, factor,
               leave, shift, need, explain, drives, told)  # fmt: skip
        if on[number]:
            mechanism(months, party, dyad, crisis, pairs, role, knob, reading, par[first:last],
                      base, factor, leave, shift, need)  # fmt: skip
            if explain:
                note(drives[number], (factor, (need, leave, shift)), told)

    return linked


act = nothing
for _number, _one in enumerate(MECHANISMS):
    act = _linked(act, _number, SPANS[_number], _one.act)

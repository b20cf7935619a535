"""The reference page on the claims: what carries each, and what its experiment shows."""

from __future__ import annotations

from collections.abc import Sequence

from goldenbridge.analysis.dynamics.rows.experiment import RUNS, Experiment, measured
from goldenbridge.analysis.dynamics.rows.experiments import (
    EXPERIMENTS,
    NO_LAPSE,
    OPEN_ENDED,
    STILL,
)
from goldenbridge.analysis.dynamics.rows.four import WORLDS, Setting
from goldenbridge.analysis.dynamics.rows.table import ROWS, Row
from goldenbridge.analysis.dynamics.understanding.intervals import Estimate

__all__ = ["mechanisms_page"]

HEAD = f"""\
# What the sources claim, and what carries it

<!-- Written by docs/renew.py from src/goldenbridge/analysis/dynamics/rows. Change the code, then
     run: python docs/renew.py -->

Five articles on one crisis make {len(ROWS)} claims about how such crises go. Here each has what
carries it in the simulation over time, and an experiment that shows it. Words are in the
[glossary](../glossary.md).

**A result below shows only what was coded. It is no evidence for a claim.** The claims are the
authors', and their directions were put into the model by hand; the sources give no sizes, so the
sizes are ranges that were assumed. What an experiment does show: that the claim is really in the
model, that it points the way it should, that it can still be seen with all else at work, and that
the rival reading, where there is one, undoes or turns it.

## The claims

*Carried by*: parameters by their full name, knobs that a policy turns, readings of the hypotheses
A to H, variables of the state. *Against it*: rows that claim otherwise or set limits to it.
*Also*: what carries it outside the simulation.
"""

MIDDLE = f"""
## The experiments

One thing is changed in a small crisis of four parties: a demander under measures, a client, its
patron, and a sender of measures. Both sides of the change meet the same {WORLDS} worlds and the
same chance, {RUNS} runs in all; parameters are drawn within their ranges, and no reading holds but
those named. A number is the difference that the change makes, in the unit of what is looked at. For
each number that is claimed to rise or fall, the 95 % interval, clustered by world, lies on that
side of 0, which the tests check; for *no visible difference* it lies within a band around 0.

Settings are made strong on purpose, so that a direction can be seen: sizes here say nothing of
sizes in a case. *Alone*: only these mechanisms act; *all at work*: the same change with all twelve.
*Still*: nobody climbs or steps down. *Endless*: neither agreement nor lapse.

In Python: `measured(EXPERIMENTS["a way out"])`, both from `goldenbridge.analysis.dynamics.rows`.
"""


def mechanisms_page() -> str:
    """The whole page, with every experiment run anew."""
    parts = [HEAD, "| | where | claim | carried by | against it | experiments |"]
    parts.append("|---|---|---|---|---|---|")
    parts += [_row(row) for row in ROWS]
    parts.append(MIDDLE)
    parts.append(
        "| experiment | rows | changed | where | looked at | own reading | all at work "
        "| rival reading |"
    )
    parts.append("|---|---|---|---|---|---|---|---|")
    parts += [_experiment(one) for one in EXPERIMENTS.values()]
    return "\n".join(parts) + "\n"


def _row(row: Row) -> str:
    carried = ", ".join(f"`{one}`" if "." in one else one for one in row.carried_by)
    if row.elsewhere:
        carried += f"{'. ' if carried else ''}*Also*: {row.elsewhere}"
    rivals = ", ".join(map(str, row.rivals)) or "–"
    names = ", ".join(row.experiments)
    return f"| {row.number} | {row.where} | {row.claim} | {carried} | {rivals} | {names} |"


def _experiment(one: Experiment) -> str:
    outcome = one.looked_at()
    own = _told(one, measured(one))
    against = "–"
    if one.rival is not None:
        other = one.looked_at(rival=True)
        against = f"{one.rival.text}: {_told(one, measured(one, rival=True), rival=True)}"
        if other is not outcome:
            against += f" ({other.text}, {other.unit})"
    whole = one.in_company
    beside = "as it is" if whole is None else _told(whole, measured(whole))
    rows = ", ".join(map(str, one.rows)) or "none"
    return (
        f"| {one.id} | {rows} | {one.changed} | {_where(one.setting)} "
        f"| {outcome.text} ({outcome.unit}) | {own} | {beside} | {against} |"
    )


def _told(one: Experiment, found: Estimate, rival: bool = False) -> str:
    """A difference in words that claim no more than there is."""
    band = one.looked_at(rival).band
    if found.estimate is None or found.low is None or found.high is None:
        return "nothing to tell it from"
    if -band <= found.low and found.high <= band:
        expected = one.rival.expected if rival and one.rival else one.expected
        return "makes no visible difference" if expected == 0 else f"{found.estimate:+.3f}, slight"
    digits = 2 if abs(found.estimate) >= 0.1 else 3
    return f"{found.estimate:+.{digits}f}".replace("-", "−")


def _and(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _where(setting: Setting) -> str:
    """The setting in words, what recurs by its short name."""
    left = dict(setting.parameters)
    words = [f"{_and(setting.only)} alone".replace("_", " ")] if setting.only else []
    for name, group in (("still", STILL), ("endless", OPEN_ENDED), ("no lapse", NO_LAPSE)):
        if all(left.get(key) == value for key, value in group.items()):
            words.append(name)
            left = {k: v for k, v in left.items() if k not in group}
    rest = Setting(
        knobs=setting.knobs,
        parameters=left,
        crisis=setting.crisis,
        parties=setting.parties,
        readings=setting.readings,
        packages=setting.packages,
        client_signs=setting.client_signs,
    )
    words += [f"{what} {how}" for what, how in rest.told()]
    if setting.credibility is not None:
        words.append(f"credibility {setting.credibility:g}")
    if setting.months is not None:
        words.append(f"{setting.months} months")
    return "; ".join(words) or "all mechanisms"

"""What an experiment looks at: one number a run, and which runs count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.dynamics.rows.four import PARTIES
from goldenbridge.analysis.dynamics.run import Paths
from goldenbridge.analysis.dynamics.state import CRISIS, DYAD, PARTY

__all__ = ["OUTCOMES", "Outcome"]

Values = NDArray[np.float64] | NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """A number a run: what it is, its unit, how it is read off, and which runs count.

    Attributes
    ----------
    text : what it is, to people.
    unit : of the difference.
    of : paths → (runs,), truth values for a share.
    where : paths → (runs,), which runs count; all where there is none.
    band : a difference smaller than this either way is called no visible difference.
    """

    text: str
    unit: str
    of: Callable[[Paths], Values]
    where: Callable[[Paths], NDArray[np.bool_]] | None = None
    band: float = 0.02


def _signed(paths: Paths) -> NDArray[np.bool_]:
    return np.asarray(paths["ending"] == 1)


def _exposure(paths: Paths) -> NDArray[np.float64]:
    """Months at risk of an accident: a month at rung 4 counts 1.2, as in the ladder's hazard."""
    rung = paths.crisis[:, :-1, [v.name for v in CRISIS].index("rung")]
    found: NDArray[np.float64] = np.nansum(0.2 + rung / 4.0, axis=1) * paths.model.months
    return found


def _crisis(name: str, month: int) -> Callable[[Paths], Values]:
    column = [v.name for v in CRISIS].index(name)

    def look(paths: Paths) -> Values:
        found: NDArray[np.float64] = paths.crisis[:, round(month / paths.model.months), column]
        return found

    return look


def _party(who: str, name: str, month: int) -> Callable[[Paths], Values]:
    row, column = PARTIES.index(who), [v.name for v in PARTY].index(name)

    def look(paths: Paths) -> Values:
        found: NDArray[np.float64] = paths.party[:, round(month / paths.model.months), row, column]
        return found

    return look


def _trust(month: int) -> Callable[[Paths], Values]:
    column = [v.name for v in DYAD].index("trust")

    def look(paths: Paths) -> Values:
        step = round(month / paths.model.months)
        found: NDArray[np.float64] = paths.dyad[:, step, :, column].mean(axis=1)
        return found

    return look


def _cost(who: str) -> Callable[[Paths], Values]:
    return lambda paths: paths.costs[:, PARTIES.index(who)]


def _slack(month: int) -> Callable[[Paths], Values]:
    of = _crisis("slack", month)

    def look(paths: Paths) -> Values:
        found: NDArray[np.float64] = np.clip(np.asarray(of(paths), dtype=float), -1.0, 1.0)
        return found

    return look


OUTCOMES: dict[str, Outcome] = {
    "agreed": Outcome("crises that end in agreement", "share", _signed),
    "agreed in peace": Outcome(
        "crises that end in agreement before a war",
        "share",
        lambda p: _signed(p) & (p["war"] == 0),
    ),
    "war": Outcome("crises with full-scale war", "share", lambda p: np.asarray(p["war"] == 1)),
    "widened": Outcome(
        "crises that spread to others or another theatre",
        "share",
        lambda p: np.asarray(p["widened"] == 1),
    ),
    "mediated": Outcome(
        "crises with a mediator", "share", lambda p: np.asarray(p["mediated"] == 1)
    ),
    "resumed": Outcome(
        "ceasefires that break", "share", lambda p: np.asarray(p["broken"] == 1)
    ),
    "broken": Outcome(
        "agreements that fail within five years",
        "share of those signed",
        lambda p: np.asarray((p["held"] >= 0) & (p["held"] < 60)),
        _signed,
    ),
    "window": Outcome(
        "time with a package all would sign", "share", lambda p: p["open_months"] / p["month"]
    ),
    "window late": Outcome("window in month 36", "share", _crisis("window", 36)),
    "slack": Outcome("to spare in the best package, month 3", "worth", _slack(3), band=0.005),
    "steps up": Outcome(
        "deliberate steps up", "a month", lambda p: p["steps_up"] / p["month"], band=0.005
    ),
    "steps at first": Outcome(
        "deliberate steps up in the first two months", "steps", lambda p: p["steps_up"]
    ),
    "slips": Outcome(
        "accidental steps per month at risk",
        "a month",
        lambda p: p["slips"] / _exposure(p),
        band=0.005,
    ),
    "suspensions": Outcome(
        "talks broken off",
        "a month of talks",
        lambda p: p["suspensions"] / np.maximum(p["talked"], 1e-9),
        lambda p: np.asarray(p["talked"] > 0.5),
        band=0.01,
    ),
    "talked": Outcome("talks in the first three months", "months", lambda p: p["talked"]),
    "war months": Outcome("length of the war", "months", lambda p: p["war_months"]),
    "cost to the client": Outcome("cost to the client", "worth", _cost("client"), band=0.005),
    "cost to the sender": Outcome("cost to the sender", "worth", _cost("sender"), band=0.005),
    "cost to the target": Outcome("cost to the target", "worth", _cost("demander"), band=0.005),
    "effect": Outcome("what measures do to the target, month 6", "share", _crisis("effect", 6)),
    "unity": Outcome("unity of patrons and senders, month 12", "share", _crisis("cohesion", 12)),
    "treaties": Outcome("arms control in force, month 24", "share", _crisis("treaties", 24)),
    "misread": Outcome("how far lines are misread, month 6", "deviations", _crisis("misread", 6)),
    "movement": Outcome(
        "movement of the front, month 12",
        "balance",
        lambda p: np.abs(np.asarray(_crisis("balance", 12)(p), dtype=float)),
    ),
    "gain": Outcome("the demander's gain, month 12", "balance", _crisis("balance", 12)),
    "trust": Outcome("trust, month 24", "share", _trust(24)),
    "support": Outcome(
        "support at home of the demander, month 18", "share", _party("demander", "support", 18)
    ),
    "hawks": Outcome("hard-liners, month 24", "share", _party("demander", "hawks", 24)),
    "backing": Outcome("what the client is sent, month 24", "share",
                       _party("client", "backing", 24)),
    "outside": Outcome(
        "what others offer the target, month 24", "share", _party("demander", "outside", 24)
    ),
    "conceded": Outcome(
        "concessions of the demander, month 6", "share", _party("demander", "conceded", 6)
    ),
    "belief": Outcome(
        "the client's belief in a pretext, month 12", "share", _party("client", "pretext", 12)
    ),
    "price of backing down": Outcome(
        "the patron's price of backing down, month 24", "worth", _party("patron", "audience", 24),
        band=0.005,
    ),
    "the demander asks": Outcome(
        "what the demander asks, month 3", "worth", _party("demander", "threshold", 3), band=0.005
    ),
    "the patron asks": Outcome(
        "what the patron asks, month 3", "worth", _party("patron", "threshold", 3), band=0.005
    ),
}  # fmt: skip

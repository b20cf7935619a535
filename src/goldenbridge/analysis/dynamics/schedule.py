"""A policy as epochs: from when on which levers are pulled and what is turned beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goldenbridge.case.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.over_time import Policy, month_of
from goldenbridge.errors import GoldenbridgeError, did_you_mean
from goldenbridge.files.document import Path_
from goldenbridge.files.problem import shown

__all__ = [
    "NOTHING",
    "Epoch",
    "PolicyDate",
    "PolicyUnknown",
    "Schedule",
    "known_policies",
    "schedule",
]

#: The policy in which nobody does anything that is not done already.
NOTHING = "none"


class PolicyUnknown(GoldenbridgeError):
    """The case has no policy of this name at this snapshot.

    >>> print(PolicyUnknown("golden-brige", "2022-01-28", ["none", "golden-bridge"]))
    There is no policy "golden-brige" at 2022-01-28.
      Did you mean "golden-bridge"?
      There are: none, golden-bridge
    """

    exit_code = 2

    def __init__(self, policy: str, snapshot: str, known: Iterable[str] = ()) -> None:
        self.policy = policy
        self.snapshot = snapshot
        self.known = tuple(known)
        super().__init__(policy, snapshot, self.known)

    def __str__(self) -> str:
        named = shown("".join(c for c in self.policy if c.isprintable()))
        lines = [
            f'There is no policy "{named}" at {self.snapshot}.',
            did_you_mean(self.policy, self.known),
            f"There are: {', '.join(self.known)}",
        ]
        return "\n  ".join(line for line in lines if line)


class PolicyDate(GoldenbridgeError):
    """A policy names a moment that lies outside the time that is simulated.

    >>> print(PolicyDate("more-aid", "2021-12-01", "2022-01-28", 60))
    The policy "more-aid" names 2021-12-01.
      Wanted: a month from 0 to 60, or a date from 2022-01-28 on and before that time is over.
      Correct the date under policies, or simulate more months.
    """

    exit_code = 2

    def __init__(self, policy: str, moment: str, snapshot: str, months: float) -> None:
        self.policy, self.moment, self.snapshot, self.months = policy, moment, snapshot, months
        super().__init__(policy, moment, snapshot, months)

    def __str__(self) -> str:
        return (
            f'The policy "{self.policy}" names {self.moment}.\n'
            f"  Wanted: a month from 0 to {self.months:g}, or a date from {self.snapshot} on and "
            "before that time is over.\n"
            "  Correct the date under policies, or simulate more months."
        )


@dataclass(frozen=True)
class Epoch:
    """A stretch of time in which nothing new is done.

    Attributes
    ----------
    start : month in which it begins.
    levers : pulled in it.
    turns : what is turned beside them: path of the judgement, name of the knob, the judgement.
    """

    start: float
    levers: frozenset[str]
    turns: tuple[tuple[Path_, str, Judgement], ...] = ()

    @property
    def turned(self) -> dict[str, dict[str, float]]:
        """By how much each thing is turned, added up where several parts of a policy turn it."""
        found: dict[str, dict[str, float]] = {}
        for _, knob, judgement in self.turns:
            sums = found.setdefault(knob, {"low": 0.0, "mode": 0.0, "high": 0.0})
            for end in sums:
                sums[end] += getattr(judgement, end)
        return found


@dataclass(frozen=True)
class Schedule:
    """A policy of a snapshot, laid out over the months that are simulated."""

    id: str
    policy: Policy | None
    epochs: tuple[Epoch, ...]

    @property
    def name(self) -> str:
        """What to call it."""
        return "Nothing new" if self.policy is None else self.policy.name

    def as_dict(self) -> dict[str, object]:
        """Plain data: what is done from which month on."""
        return {
            "id": self.id,
            "name": self.name,
            "text": None if self.policy is None else self.policy.text,
            "epochs": [
                {
                    "start": epoch.start,
                    "levers": sorted(epoch.levers),
                    "turns": epoch.turned,
                }
                for epoch in self.epochs
            ],
        }


def known_policies(snapshot: Snapshot) -> list[str]:
    """Every policy of a snapshot, the one of doing nothing new first."""
    return [NOTHING, *(key for key in snapshot.body.policies if key != NOTHING)]


def schedule(snapshot: Snapshot, policy: str, months: float) -> Schedule:
    """A policy as epochs over so many months.

    Raises
    ------
    PolicyUnknown : the snapshot has none of that name.
    PolicyDate : it names a moment before the snapshot, after the end, or an end before its start.

    >>> from goldenbridge import load
    >>> [e.start for e in schedule(load("two-sellers").at(), "none", 60).epochs]
    [0.0]
    """
    if policy not in known_policies(snapshot):
        raise PolicyUnknown(policy, snapshot.id, known_policies(snapshot))
    written = snapshot.body.policies.get(policy)
    if written is None:
        return Schedule(policy, None, (Epoch(0.0, frozenset()),))
    spans = []
    for number, part in enumerate(written.schedule):
        start = _month(policy, part.start, snapshot, months)
        end = months if part.end is None else _month(policy, part.end, snapshot, months)
        if end < start or (end == start and part.end is not None):
            raise PolicyDate(policy, f"an end of {part.end} after a start of {part.start}",
                             snapshot.id, months)  # fmt: skip
        spans.append((start, end, number, part))
    ends = {month for span in spans for month in span[:2] if month < months}
    moments = sorted({0.0, *ends})
    epochs: list[Epoch] = []
    for moment in moments:
        now = [(n, part) for start, end, n, part in spans if start <= moment < end]
        levers = frozenset(lever for _, part in now for lever in part.levers)
        turns = tuple(
            (("policies", policy, "schedule", n, "turns", knob), knob, value)
            for n, part in now
            for knob, value in part.turns.items()
        )
        # Where one part hands over to another that does the same, nothing changes.
        if not epochs or (levers, turns) != (epochs[-1].levers, epochs[-1].turns):
            epochs.append(Epoch(moment, levers, turns))
    return Schedule(policy, written, tuple(epochs))


def _month(policy: str, moment: float | str, snapshot: Snapshot, months: float) -> float:
    """Months from the snapshot to a moment that a policy names."""
    found = month_of(moment, snapshot.id)
    if found is None or not 0 <= found <= months:
        raise PolicyDate(policy, str(moment), snapshot.id, months)
    return found

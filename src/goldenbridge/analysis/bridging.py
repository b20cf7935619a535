"""The golden bridge: what would open a deal, in which order, and what to find out first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.coalitions import coalitions
from goldenbridge.analysis.feasibility.packages import widely_acceptable
from goldenbridge.analysis.heading import CAVEAT, heading
from goldenbridge.analysis.information.information import information
from goldenbridge.analysis.levers.advised import knee, label_bridge
from goldenbridge.analysis.levers.alone import levers_alone
from goldenbridge.analysis.levers.curve import MOST, STEP, Curve, lever_curve
from goldenbridge.analysis.levers.pressure import pressure
from goldenbridge.analysis.levers.under import Bench, Under
from goldenbridge.analysis.offers.offers import offers
from goldenbridge.analysis.perception.perception import perception
from goldenbridge.analysis.robustness.robustness import robustness
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.analysis.steps.plan import step_plan
from goldenbridge.case.case import Case, Snapshot
from goldenbridge.executors import SERIAL, Executor

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PARTS", "Bridge", "bridge"]

REFERENCES = (
    "Sun Tzu, The Art of War, ch. 7: leave a surrounded enemy a way out.",
    "Schelling, T. C. (1960), The Strategy of Conflict: threats, promises, commitment.",
    "Fearon, J. D. (1995), Rationalist explanations for war: information and commitment.",
    (
        "Agresti, A. and Min, Y. (2005), Simple improved confidence intervals for comparing "
        "matched proportions."
    ),
)


@dataclass(frozen=True)
class Bridge:
    """What would open a deal, in which order, would it hold, and what to find out first.

    Get it with :func:`goldenbridge.bridge`. ``as_dict()`` is all of it as plain data, the same as
    ``goldenbridge bridge CASE --json``; the other attributes are views of it for a notebook.
    """

    data: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @property
    def interrupted(self) -> bool:
        """Whether it ended early, as asked: ``left_out`` says what is missing."""
        return bool(self.data["interrupted"])

    @cached_property
    def curve(self) -> pd.DataFrame:
        """Cost against share: the cheapest sets of levers."""
        import pandas as pd

        columns = ["cost", "levers", "share", "share_any", "price_of_not_knowing", "gap"]
        rows = [
            {**{k: p[k] for k in columns}, "levers": " + ".join(p["levers"])}
            for p in self.data["curve"] or ()
        ]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def questions(self) -> pd.DataFrame:
        """What to find out first, the most valuable first."""
        import pandas as pd

        rows = [
            {"kind": q["kind"], "id": q["id"], "value": q["value"]["estimate"],
             "visible": q["visible"], "words": q["words"]}
            for q in self.data["questions"] or ()
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["kind", "id", "value", "visible", "words"])

    def __repr__(self) -> str:
        """How far the levers carry, on one line."""
        points = self.data["curve"] or []
        told = "no curve"
        if points:
            best = max(points, key=lambda p: p["share"])
            told = (
                f"one package signed in {points[0]['share']:.2f} of worlds, "
                f"{best['share']:.2f} with levers that cost {best['cost']:.0f} points"
            )
        return f"<Bridge {self.data['case']} at {self.data['snapshot']}: {told}>"

    def _repr_html_(self) -> str:
        import html

        head = f"{self.data['title']}, {self.data['snapshot_title']}"
        return (
            f"<b>{html.escape(head)}</b>"
            f"{self.curve.to_html(index=False, float_format='{:.2f}'.format)}"
            f"{self.questions.head(6).to_html(index=False, float_format='{:.3f}'.format)}"
            f"<p><small>{html.escape(CAVEAT)}</small></p>"
        )


@dataclass(frozen=True, eq=False)
class _Asked:
    """What every part works with."""

    case: Case
    at: Snapshot
    sample: Sample
    progress: Progress
    stop: Stop
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bench", Bench(self.sample))

    @cached_property
    def packages(self) -> NDArray[np.int64]:
        """The most widely acceptable packages without any lever, the best first."""
        self.progress("choosing packages", 0.0)
        return widely_acceptable(self.sample)[0]

    @property
    def best(self) -> NDArray[np.int64] | None:
        """The first of them."""
        return self.packages[0] if len(self.packages) else None

    @cached_property
    def found(self) -> Curve:
        """The curve of cost against share."""
        # Of packages that are equally good without levers all parts mean the same one.
        self.bench.under((), self.best)
        return lever_curve(self.bench, progress=self.progress, stop=self.stop)

    @cached_property
    def advised(self) -> Under:
        """The set of levers at the knee of the mediator's curve, and its package."""
        points = [p for p in self.found.points if "share" in p.best_for]
        at = knee([p.cost for p in points], [p.under.share.estimate for p in points])
        return points[at].under

    def signed(self, one: dict[str, Any]) -> dict[str, Any]:
        """A row with the seed and the case it stands on."""
        return {**one, "seed": self.sample.seed, "case_hash": self.case.hash}


def _curve(asked: _Asked) -> dict[str, Any]:
    found = asked.found
    points = [p for p in found.points if "share" in p.best_for]
    at = asked.advised
    finding = label_bridge(at, progress=asked.progress, stop=asked.stop)
    return {
        "curve": [asked.signed(p.as_dict()) for p in found.points],
        "curve_about": {
            "levers": list(found.levers),
            "idle": list(found.idle),
            "left_out": list(found.left_out),
            "most": MOST,
            "step": STEP,
            "found": found.found,
            "proved": found.proved,
            "proved_among": list(found.proved_among),
            "chosen_on": found.chosen_on,
            "sets": found.sets,
            "knee": next(n for n, p in enumerate(found.points) if p.under is at),
            "listed": len(points),
            "finding": None if finding is None else finding.as_dict(asked.at.body),
        },
    }


def _levers(asked: _Asked) -> dict[str, Any]:
    found = asked.found
    return {
        "levers": levers_alone(
            asked.bench, found.levers, found.idle, progress=asked.progress, stop=asked.stop
        )
    }


def _pressure(asked: _Asked) -> dict[str, Any]:
    told = pressure(asked.bench, asked.found.levers, progress=asked.progress, stop=asked.stop)
    return {"pressure": told.as_dict()}


def _offers(asked: _Asked) -> dict[str, Any]:
    found = offers(
        asked.sample, asked.best, best=asked.best, progress=asked.progress, stop=asked.stop
    )
    return {"offers": found.as_dict()}


def _steps(asked: _Asked) -> dict[str, Any]:
    under = asked.advised
    if under.deal is None:
        return {"steps": [], "plan": None}
    plan = step_plan(under.sample, under.deal, progress=asked.progress, stop=asked.stop).as_dict()
    steps = plan.pop("steps")
    assert isinstance(steps, list)
    return {
        "steps": [asked.signed(step) for step in steps],
        "plan": {
            "levers": list(under.sample.frame.levers),
            "package": under.package(),
            **plan,
        },
    }


def _coalitions(asked: _Asked) -> dict[str, Any]:
    found = coalitions(asked.sample, asked.best, progress=asked.progress, stop=asked.stop)
    return {"coalitions": found.as_dict()}


def _robustness(asked: _Asked) -> dict[str, Any]:
    found = robustness(asked.sample, asked.packages, progress=asked.progress, stop=asked.stop)
    return {"robustness": found.as_dict()}


def _questions(asked: _Asked) -> dict[str, Any]:
    found = information(asked.sample, progress=asked.progress, stop=asked.stop).as_dict()
    questions = found.pop("questions")
    assert isinstance(questions, list)
    return {"questions": [asked.signed(q) for q in questions], "information": found}


def _perception(asked: _Asked) -> dict[str, Any]:
    found = perception(asked.sample, progress=asked.progress, stop=asked.stop)
    return {"perception": found.as_dict()}


#: The parts of the answer, in the order in which they are worked out: name, the keys of the data
#: that it fills, and how.
PARTS: dict[str, tuple[tuple[str, ...], Callable[[_Asked], dict[str, Any]]]] = {
    "curve": (("curve", "curve_about"), _curve),
    "levers": (("levers",), _levers),
    "pressure": (("pressure",), _pressure),
    "steps": (("steps", "plan"), _steps),
    "questions": (("questions", "information"), _questions),
    "robustness": (("robustness",), _robustness),
    "coalitions": (("coalitions",), _coalitions),
    "perception": (("perception",), _perception),
    "offers": (("offers",), _offers),
}


def bridge(
    case: Case,
    snapshot: str | None = None,
    *,
    worlds: int = 2000,
    seed: int = 1,
    parts: Collection[str] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    executor: Executor = SERIAL,
) -> Bridge:
    """What would open a deal, in which order, would it hold, and what to find out first.

    Trust which levers and which order come out more than the shares, and read who pays before
    comparing costs: points of different parties are added up one to one, though no measuring rod
    is shared. What a lever does is what the case says it does, in the readings it names.

    Parameters
    ----------
    case : from :func:`goldenbridge.load`.
    snapshot : its date; the first one where left out.
    worlds : how many to draw, at least 16.
    seed : which; the same seed gives the same answer.
    parts : which of ``PARTS`` to work out; all of them where left out.
    progress : called with the name of a step and how much of it is done (0 to 1).
    stop : asked along the way; where it says so, what is finished comes back; ``left_out`` names
        the parts that are not begun, ``cut_short`` the one that may end too early.
    executor : who searches the worlds; the answer is the same.

    Raises
    ------
    SnapshotUnknown : the case has no such snapshot.
    ValueError : fewer than 16 worlds, a negative seed, or a part of that name is unknown.

    >>> from goldenbridge import load
    >>> found = bridge(load("two-sellers"), worlds=256, parts=["curve"])
    >>> found.as_dict()["curve"][0]["levers"]
    []
    """
    if worlds < 16:
        raise ValueError(f"worlds: found {worlds}, wanted at least 16")
    if seed < 0:
        raise ValueError(f"seed: found {seed}, wanted 0 or more")
    unknown = sorted(set(parts or ()) - set(PARTS))
    if unknown:
        raise ValueError(f"parts: found {unknown[0]}, wanted some of {', '.join(PARTS)}")
    at = case.at(snapshot)
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    tell("drawing worlds", 0.0)
    sample = Sample.draw(at, seed, worlds, executor)
    asked = _Asked(case, at, sample, tell, ends)
    data: dict[str, Any] = {key: None for keys, _ in PARTS.values() for key in keys}
    left_out: list[str] = []
    cut_short: list[str] = []
    for name, (_, work) in PARTS.items():
        if parts is not None and name not in parts:
            continue
        if ends():
            left_out.append(name)
            continue
        data.update(work(asked))
        if ends():
            cut_short.append(name)
    head = heading(case, at, sample, interrupted=ends())
    # Payers and holders need not be among those who must consent.
    head["names"] = {party: at.name(party) for party in at.body.parties}
    # Here ``left_out`` are parts of the answer, not worlds.
    head["contradicts_record"] = head.pop("left_out")
    missing = {"left_out": left_out, "cut_short": cut_short}
    return Bridge({**head, **data, **missing, "references": list(REFERENCES)})

"""The whole answer to "is there a deal, and if not, why not?" for one snapshot of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from goldenbridge.analysis.agreement import compare_agreement
from goldenbridge.analysis.catalogue import CATALOGUE, references_of
from goldenbridge.analysis.central import Central
from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.evidence import assumptions, contradictions
from goldenbridge.analysis.expectations import weigh_expectations
from goldenbridge.analysis.feasibility.hangs_on import told_by_lines, typed_confidences_decide
from goldenbridge.analysis.feasibility.influence import influences, questions
from goldenbridge.analysis.feasibility.packages import acceptance, widely_acceptable
from goldenbridge.analysis.feasibility.separates import separations
from goldenbridge.analysis.feasibility.stakes import stakes
from goldenbridge.analysis.feasibility.why_not import SIZE_LIMIT, why_not
from goldenbridge.analysis.feasibility.zone import Zone, zone
from goldenbridge.analysis.heading import CAVEAT, heading
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.case.case import Case, Snapshot
from goldenbridge.executors import SERIAL, Executor
from goldenbridge.worlds import Worlds

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CAVEAT", "Findings", "deals", "put_together"]

REFERENCES = (
    "Fisher, R., Ury, W. and Patton, B. (1991), Getting to Yes, 2nd ed.: no agreement's value.",
    "Raiffa, H. (1982), The Art and Science of Negotiation: reservation values and packages.",
    "Reiter, R. (1987), A theory of diagnosis from first principles: minimal conflicts.",
    "Wilson, E. B. (1927), Probable inference: the interval of a share.",
    "Owen, A. B. (1998), Scrambling Sobol' and Niederreiter-Xing points.",
)


@dataclass(frozen=True)
class Findings:
    """Is there a deal, which, why not, and what the answer hangs on: one snapshot of a case.

    Get them with :func:`goldenbridge.deals`. ``as_dict()`` is all of it as plain data, the same as
    ``goldenbridge deals CASE --json``; the other attributes are views of it for a notebook.
    """

    data: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return self.data

    @property
    def interrupted(self) -> bool:
        """Whether it ended early, as asked: it stands for fewer worlds, or asked less of them."""
        return bool(self.data["interrupted"])

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Shares of worlds with a deal: red lines off, on, and as losses."""
        import pandas as pd

        rows = {k: _row(v) for k, v in self.data["share_with_deal"].items()}
        return pd.DataFrame.from_dict(rows, orient="index")

    @cached_property
    def packages(self) -> pd.DataFrame:
        """The most widely acceptable packages: options, joint and by-party acceptability."""
        import pandas as pd

        rows = [
            {
                "joint": p["joint"]["estimate"],
                **{k: v["estimate"] for k, v in p["acceptability"].items()},
                **p["options"],
            }
            for p in self.data["packages"]
        ]
        return pd.DataFrame(rows)

    @cached_property
    def conflict_sets(self) -> pd.DataFrame:
        """What cannot stand together, and in which share of the worlds without a deal."""
        import pandas as pd

        rows = [
            {"members": " + ".join(m["id"] for m in c["members"]), **_row(c["share"])}
            for c in self.data["conflict_sets"]
        ]
        return pd.DataFrame(rows, columns=["members", "share", "low", "high"])

    @cached_property
    def influence(self) -> pd.DataFrame:
        """What each hypothesis, red line, bracket and large swing does when set by hand."""
        import pandas as pd

        rows = [
            {"kind": i["kind"], "id": i["id"], "setting": s["setting"], "spread": i["spread"],
             **_row(s["share"])}
            for i in self.data["influence"]
            for s in i["settings"]
        ]  # fmt: skip
        return pd.DataFrame(
            rows, columns=["kind", "id", "setting", "spread", "share", "low", "high"]
        )

    def __repr__(self) -> str:
        """Headline numbers on a few lines."""
        shares = self.data["share_with_deal"]
        told = ", ".join(f"{k.replace('_', ' ')} {v['estimate']:.2f}" for k, v in shares.items())
        u = self.data["u_star"]["estimate"]
        return (
            f"<Findings {self.data['case']} at {self.data['snapshot']}: share with a deal: {told}; "
            f"u* {'none' if u is None else format(u, '.2f')}; {self.data['worlds_used']} worlds, "
            f"seed {self.data['seed']}>"
        )

    def _repr_html_(self) -> str:
        import html

        head = f"{self.data['title']}, {self.data['snapshot_title']}"
        return (
            f"<b>{html.escape(head)}</b>{self.shares.to_html(float_format='{:.2f}'.format)}"
            f"{self.conflict_sets.to_html(index=False, float_format='{:.2f}'.format)}"
            f"<p><small>{html.escape(CAVEAT)}</small></p>"
        )


def _row(share: dict[str, Any]) -> dict[str, float]:
    return {"share": share["estimate"], "low": share["interval"][0], "high": share["interval"][1]}


def deals(
    case: Case,
    snapshot: str | None = None,
    *,
    worlds: int = 2000,
    seed: int = 1,
    progress: Progress | None = None,
    stop: Stop | None = None,
    brief: bool = False,
    executor: Executor | None = None,
) -> Findings:
    """Is there a deal that everyone whose consent it needs would sign, and if not, why not?

    Trust the direction of an answer more than its decimals: each share rests on the counts of
    assumed values that stand beside it.

    Parameters
    ----------
    case : from :func:`goldenbridge.load`.
    snapshot : its date; the first one where left out.
    worlds : how many to draw, at least 16.
    seed : which; the same seed gives the same answer.
    progress : called with the name of a step and how much of it is done (0 to 1).
    stop : asked between steps; where it says so, the answer is for the worlds finished so far.
    brief : leave out what takes longest (influence, further packages), to compare snapshots.
    executor : who searches the worlds, such as ``Processes(4)``; this process where left out. The
        answer is the same to the last bit.

    Raises
    ------
    SnapshotUnknown : the case has no such snapshot.
    ValueError : fewer than 16 worlds, or a negative seed.

    >>> from goldenbridge import load
    >>> found = deals(load("two-sellers"), worlds=512)
    >>> found.as_dict()["share_with_deal"]["red_lines_on"]["worlds"]
    512
    """
    if worlds < 16:
        raise ValueError(f"worlds: found {worlds}, wanted at least 16")
    if seed < 0:
        raise ValueError(f"seed: found {seed}, wanted 0 or more")
    tell: Progress = progress or (lambda stage, fraction: None)
    ends: Stop = stop or (lambda: False)
    tell("drawing worlds", 0.0)
    sample = Sample.draw(case.at(snapshot), seed, worlds, executor or SERIAL)
    looked_at, answers = zone(sample, tell, ends)
    stopped = looked_at.wanted < worlds
    return put_together(case, looked_at, answers, tell, ends, brief=brief, stopped=stopped)


def put_together(
    case: Case,
    sample: Sample,
    answers: Zone,
    tell: Progress,
    ends: Stop,
    *,
    brief: bool = False,
    stopped: bool = False,
) -> Findings:
    """The whole answer, once it is known in which worlds there is a deal.

    Parameters
    ----------
    case : what it is about.
    sample, answers : the worlds, and in which of them there is a deal.
    tell, ends : as ``progress`` and ``stop`` of :func:`deals`.
    brief : as for :func:`deals`.
    stopped : whether these are fewer worlds than were asked for.
    """
    at, used = sample.frame.snapshot, sample.worlds
    central = Central(sample.frame)
    tell("choosing packages", 0.0)
    chosen, in_sample, proved = widely_acceptable(sample, 1 if brief else 4)
    packages = [
        {**one.as_dict(), "joint_in_sample": share.as_dict(), "proved": best}
        for one, share, best in zip(
            acceptance(sample.fresh, chosen), in_sample, proved, strict=True
        )
    ] if len(chosen) else []  # fmt: skip
    tell("choosing packages", 1.0)
    blocked = why_not(used, answers.on, tell)
    asked, asked_on = ([], 0) if brief else influences(sample, tell, ends)
    unasked = not brief and len(asked) < sum(1 for _ in questions(sample))
    interrupted = stopped or unasked
    data: dict[str, Any] = {
        **heading(case, at, sample, interrupted),
        "share_with_deal": {k: v.as_dict() for k, v in answers.shares().items()},
        "u_star": answers.firmness(),
        "best_package": packages[0] if packages else None,
        "packages": packages,
        "red_lines": _red_lines(at, used),
        "red_lines_alone": answers.red_lines_alone.as_dict(),
        "conflict_sets": [c.as_dict() for c in blocked.conflicts],
        "conflict_size_limit": SIZE_LIMIT,
        "conflict_worlds": blocked.worlds,
        "conflicts_larger": blocked.larger.as_dict(),
        "conflicts_cut_short": blocked.cut_short.as_dict(),
        "relaxations": [r.as_dict() for r in blocked.relaxations],
        "influence": [one.as_dict() for one in asked],
        "influence_worlds": asked_on,
        "separates": [one.as_dict() for one in separations(used, answers.on, asked)],
        "solutions": central.solutions(chosen[0] if len(chosen) else None),
        "no_deal": central.no_deal_by_party(),
        "frontier": central.shown(),
        "stakes": stakes(used),
        "assumptions": assumptions(at),
        "contradictions": contradictions(case, at),
        "agreement": None,
        "red_lines_tell": round(told_by_lines(used, answers), 6),
        "cautions": _cautions(used, answers),
        "warnings": [str(p) for p in case.problems if p.severity.value == "warning"],
        "references": [*REFERENCES, *references_of([e.id for e in CATALOGUE])],
    }
    expected = case.expected
    reached = expected.agreement if expected is not None else None
    last = list(case.snapshots)[-1]
    if reached is not None and (reached.snapshot or last) == at.id:
        best = sample.frame.package(chosen[0]) if len(chosen) else None
        data["agreement"] = compare_agreement(reached, sample.fresh, central, best)
    first = at.id == next(iter(case.snapshots))
    wanted = expected.expect if expected is not None else ()
    data["expectations"] = weigh_expectations(wanted, data, at.id, first=first)
    return Findings(data)


def _cautions(worlds: Worlds, answers: Zone) -> list[str]:
    """What a reader must know before quoting a share."""
    if not typed_confidences_decide(worlds, answers):
        return []
    return [
        (
            "At this snapshot, which red lines are in force settles nearly every world: the share "
            "with a deal is little more than the confidences that were typed in for them. Say "
            "which red lines collide; do not quote the share."
        )
    ]


def _red_lines(at: Snapshot, worlds: Worlds) -> dict[str, object]:
    """Every red line that can block: in words, whose, and in which share of worlds it binds."""
    found: dict[str, object] = {}
    for number, key in enumerate(worlds.frame.lines):
        line = at.body.red_lines[key]
        found[key] = {
            "text": line.text,
            "issue": line.issue,
            "owners": list(line.owners),
            "owner_names": [at.name(o) for o in line.owners],
            "declared": line.declared,
            "binds": Share.of(np.asarray(worlds.binds[:, number])).as_dict(),
            "statements": list(line.from_),
        }
    return found

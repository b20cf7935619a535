"""The worst and the best reading of the evidence: each set by hand in every world, pairs at most.

Setting a reading is not selecting worlds in which it happened to be drawn: all else stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness.headlines import Headline
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.case.schema import Body
from goldenbridge.worlds import Settings
from goldenbridge.worlds.readings import weights

__all__ = [
    "Under",
    "ask_readings",
    "by_hypothesis",
    "hardest_pairs",
    "pairs_possible",
    "single_readings",
]

#: Pairs are asked among the readings of so many hypotheses that move a finding most.
HYPOTHESES_PAIRED = 3


@dataclass(frozen=True)
class Under:
    """A finding's share of worlds under one reading, or a pair of readings of two hypotheses.

    Attributes
    ----------
    readings : hypothesis → reading, set in every world.
    share : worlds in which the finding holds then.
    """

    readings: Mapping[str, str]
    share: Share

    def as_dict(self, body: Body) -> dict[str, object]:
        """Plain data: ids, the readings in words, the share."""
        return {
            "readings": [
                {
                    "hypothesis": key,
                    "name": body.hypotheses[key].name,
                    "reading": reading,
                    "text": body.hypotheses[key].readings[reading].text,
                }
                for key, reading in self.readings.items()
            ],
            "share": self.share.as_dict(),
        }


def single_readings(body: Body) -> list[dict[str, str]]:
    """Every reading of every hypothesis that has some weight, one at a time."""
    return [
        {key: name}
        for key, several in weights(body).items()
        for name, weight in several.items()
        if weight > 0
    ]


def ask_readings(
    headlines: Sequence[Headline],
    readings: Sequence[Mapping[str, str]],
    *,
    stage: str = "asking the readings",
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> dict[str, list[Under]]:
    """The share of each finding under each choice of readings, all else as drawn.

    Parameters
    ----------
    headlines : the findings.
    readings : what to set each time, hypothesis → reading.
    progress, stop : told how far it is; asked after each whether to end there.

    Returns
    -------
    id of the finding → one answer for each choice, fewer where it was stopped.
    """
    found: dict[str, list[Under]] = {one.id: [] for one in headlines}
    for number, chosen in enumerate(readings):
        if stop is not None and number and stop():
            break
        settings = Settings(readings=chosen)
        for one in headlines:
            found[one.id].append(Under(chosen, Share.of(one.ask(settings))))
        if progress is not None:
            progress(stage, (number + 1) / len(readings))
    return found


def by_hypothesis(answers: Sequence[Under]) -> dict[str, dict[str, Share]]:
    """Answers under single readings as hypothesis → reading → share."""
    found: dict[str, dict[str, Share]] = {}
    for one in answers:
        for key, name in one.readings.items():
            found.setdefault(key, {})[name] = one.share
    return found


def hardest_pairs(
    singles: Sequence[Sequence[Under]], hypotheses: int = HYPOTHESES_PAIRED
) -> list[dict[str, str]]:
    """Pairs of readings that look worst, and best, for some finding.

    For each finding, of the hypotheses that move it most, the worst readings go together two by
    two, and the best ones. That is a search by sight, not of every pair: readings that are
    harmless alone and harmful together are missed.

    Parameters
    ----------
    singles : for each finding its answers under single readings.
    hypotheses : how many of them to pair, those that move the finding most.
    """
    found: list[dict[str, str]] = []
    for answers in singles:
        table = by_hypothesis(answers)
        spread = {
            key: max(s.estimate for s in several.values())
            - min(s.estimate for s in several.values())
            for key, several in table.items()
        }
        most = sorted(spread, key=lambda key: (-round(spread[key], 9), key))[:hypotheses]
        for sign in (1, -1):
            chosen = {
                key: min(table[key], key=_by_share(table[key], sign))
                for key in most
                if spread[key] > 0
            }
            for pair in combinations(chosen, 2):
                one = {key: chosen[key] for key in pair}
                if one not in found:
                    found.append(one)
    return found


def _by_share(table: Mapping[str, Share], sign: int) -> Callable[[str], float]:
    return lambda name: sign * table[name].estimate


def pairs_possible(body: Body) -> int:
    """How many pairs of readings of two hypotheses there are."""
    sizes = [sum(w > 0 for w in several.values()) for several in weights(body).values()]
    return sum(one * other for one, other in combinations(sizes, 2))

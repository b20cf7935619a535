"""A finding with its label, and the worst and the best reading of the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.robustness.headlines import Headline
from goldenbridge.analysis.robustness.labels import Label, label
from goldenbridge.analysis.robustness.readings import (
    Under,
    ask_readings,
    by_hypothesis,
    single_readings,
)
from goldenbridge.analysis.sample import Progress, Stop
from goldenbridge.case.schema import Body
from goldenbridge.worlds import NOTHING_SET
from goldenbridge.worlds.readings import weights

__all__ = ["Labelled", "label_findings"]


@dataclass(frozen=True)
class Labelled:
    """A finding, its share of worlds, its label, and its share under each reading.

    Attributes
    ----------
    headline : the finding.
    share : worlds in which it holds, as drawn.
    label : how firmly.
    singles : under each reading, one at a time.
    pairs : under pairs of readings, as far as they were asked.
    """

    headline: Headline
    share: Share
    label: Label
    singles: tuple[Under, ...]
    pairs: tuple[Under, ...] = ()

    def as_dict(self, body: Body) -> dict[str, object]:
        """Plain data, as ``Robustness.as_dict`` gives it."""
        names = {key: hypothesis.name for key, hypothesis in body.hypotheses.items()}
        return {
            "id": self.headline.id,
            "finding": self.headline.told(self.label),
            "share": self.share.as_dict(),
            **self.label.as_dict(names),
            "worst": _extreme(self.singles, 1, body),
            "best": _extreme(self.singles, -1, body),
            "worst_pair": _extreme(self.pairs, 1, body),
            "best_pair": _extreme(self.pairs, -1, body),
            "readings_asked": len(self.singles),
            "pairs_asked": len(self.pairs),
        }


def _extreme(answers: Sequence[Under], sign: int, body: Body) -> dict[str, object] | None:
    if not answers:
        return None
    return min(answers, key=lambda one: sign * one.share.estimate).as_dict(body)


def label_findings(
    headlines: Sequence[Headline],
    body: Body,
    shares: Mapping[str, Share] | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> list[Labelled]:
    """Each finding with its label, from its share as drawn and under every reading.

    Any analysis may hand in findings of its own: see :class:`Headline`. A hypothesis of which not
    every reading was asked, because it was stopped, plays no part in a label.

    Parameters
    ----------
    headlines : the findings.
    body : the case as it stands at the snapshot, for its hypotheses.
    shares : id of a finding → its share as drawn, where that is known from more worlds.
    progress, stop : told how far it is; asked after each reading whether to end there.
    """
    answers = ask_readings(headlines, single_readings(body), progress=progress, stop=stop)
    sizes = {key: sum(w > 0 for w in several.values()) for key, several in weights(body).items()}
    found = []
    for one in headlines:
        table = by_hypothesis(answers[one.id])
        whole = {key: several for key, several in table.items() if len(several) == sizes[key]}
        known = (shares or {}).get(one.id)
        share = Share.of(one.ask(NOTHING_SET)) if known is None else known
        found.append(
            Labelled(one, share, label(share, whole, one.threshold), tuple(answers[one.id]))
        )
    return found

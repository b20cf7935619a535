"""Baskets of issues apart or together: where linking opens a deal, and where it holds one up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.estimate import Share
from goldenbridge.analysis.offers.answers import chosen_on
from goldenbridge.analysis.offers.baskets import groups, name_of, restricted
from goldenbridge.analysis.sample import Progress, Sample, Stop
from goldenbridge.dealspace.layers import Layers
from goldenbridge.dealspace.search.existence import exists
from goldenbridge.worlds import Worlds

__all__ = ["REFERENCES", "Linkage", "Pair", "linkage"]

REFERENCES = (
    (
        "Sebenius, J. K. (1983). Negotiation arithmetic: adding and subtracting issues and "
        "parties. International Organization 37(2), 281–316."
    ),
    (
        "Tollison, R. D. & Willett, T. D. (1979). An economic theory of mutually advantageous "
        "issue linkages in international negotiations. International Organization 33(4), 425–449."
    ),
)


@dataclass(frozen=True, eq=False)
class Pair:
    """Two baskets, apart and together; shares of all worlds.

    Attributes
    ----------
    baskets : which two.
    either : a deal on one basket or the other, everything else at its default.
    together : a deal on the two, in which either may be left alone.
    opens : no deal on either alone, and one on the two together: the gain from linking.
    tied : a deal that settles something in both: nothing is agreed until both are.
    holds_up : basket → worlds where it would be agreed alone and where no deal settles something in
        both: what tying it to the other would hold up.
    """

    baskets: tuple[str, str]
    either: Share
    together: Share
    opens: Share
    tied: Share
    holds_up: Mapping[str, Share]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "baskets": list(self.baskets),
            "either_alone": self.either.as_dict(),
            "together": self.together.as_dict(),
            "opens": self.opens.as_dict(),
            "tied": self.tied.as_dict(),
            "holds_up": {basket: share.as_dict() for basket, share in self.holds_up.items()},
        }


@dataclass(frozen=True, eq=False)
class Linkage:
    """What putting baskets on one table does.

    Attributes
    ----------
    names : basket → what to call it.
    issues : basket → its open issues.
    alone : basket → worlds with a deal on it alone, everything else at its default.
    any_alone : worlds with a deal on some basket alone.
    whole : worlds with a deal on the whole agenda.
    without : basket → worlds with a deal on all the rest, this basket left at its default.
    all_tied : worlds with a deal that settles something in every basket.
    held_up : worlds with a deal on the agenda and none that settles something in every basket.
    pairs : each two baskets; fewer where it was stopped.
    """

    names: Mapping[str, str]
    issues: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, Share]
    any_alone: Share
    whole: Share
    without: Mapping[str, Share]
    all_tied: Share
    held_up: Share
    pairs: tuple[Pair, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return {
            "baskets": {
                key: {
                    "name": self.names[key],
                    "issues": list(self.issues[key]),
                    "alone": share.as_dict(),
                    "all_but_it": self.without[key].as_dict(),
                }
                for key, share in self.alone.items()
            },
            "any_alone": self.any_alone.as_dict(),
            "whole": self.whole.as_dict(),
            "all_tied": self.all_tied.as_dict(),
            "held_up_if_all_tied": self.held_up.as_dict(),
            "pairs": [pair.as_dict() for pair in self.pairs],
        }


def linkage(
    sample: Sample, *, progress: Progress | None = None, stop: Stop | None = None
) -> Linkage:
    """Is there a deal basket by basket, or only when baskets are traded against each other?

    Existence is exact in each world, red lines as walls. Nothing is chosen, so nothing has to
    be measured on fresh worlds. A deal on one basket is a deal on two that leaves the other
    alone: together is never less than apart, whatever ties the baskets. That both deals
    signed apart could also be signed at once is *not* said: it needs that no rule, term or
    red line names issues of both, and that no party's no deal is worth less to it than
    everything at its default.

    What tying holds up is a lower bound on what linking may cost: one small step in a basket
    settles "something" there, and delay, crowding and blocked votes are not in the model.

    Trust it as far as the defaults: "alone" leaves all else as it is without an agreement.
    Issues of no basket form one of their own. Where a case names no baskets, each open issue
    counts as one, if there are no more than eight.

    Parameters
    ----------
    sample : the worlds; the first 1,000 at most are looked at.
    progress, stop : told how far it is; asked between searches. Pairs not finished are left out.

    References
    ----------
    Sebenius (1983); Tollison & Willett (1979).

    >>> from goldenbridge import load
    >>> found = linkage(Sample.draw(load("two-sellers").at(), seed=1, worlds=256))
    >>> found.issues
    {'prices': ('flour', 'bread'), 'service': ('delivery',)}
    """
    frame, worlds = sample.frame, chosen_on(sample)
    parts = groups(frame)
    pairs = list(combinations(parts, 2))
    everything = [issue for several in parts.values() for issue in several]
    total, done = 2 * len(parts) + len(pairs) + 2, 0
    nowhere = np.zeros(len(worlds), dtype=np.bool_)

    def told() -> bool:
        nonlocal done
        done += 1
        if progress is not None:
            progress("baskets apart and together", done / total)
        return stop is not None and stop()

    alone: dict[str, NDArray[np.bool_]] = {}
    without: dict[str, NDArray[np.bool_]] = {}
    stopped = False
    for key, issues in parts.items():
        alone[key] = _deal(worlds, restricted(frame, issues), ~nowhere)
        stopped = told() or stopped
    any_alone = np.logical_or.reduce([nowhere, *alone.values()])
    # A deal on a part is one on the whole: only the other worlds are left to ask.
    whole = any_alone | _deal(worlds, restricted(frame, everything), ~any_alone)
    stopped = told() or stopped
    tied = _deal(worlds, restricted(frame, everything, tuple(parts.values())), whole)
    stopped = told() or stopped
    for key in parts:
        rest = [issue for name, several in parts.items() if name != key for issue in several]
        sure = np.logical_or.reduce([nowhere, *(alone[name] for name in parts if name != key)])
        without[key] = sure | _deal(worlds, restricted(frame, rest), whole & ~sure)
        stopped = told() or stopped
    found = []
    for one, other in pairs:
        if stopped:
            break
        found.append(_pair(worlds, parts, one, other, alone))
        stopped = told()
    return Linkage(
        {key: name_of(frame, key) for key in parts},
        {key: tuple(frame.space.issues[i] for i in several) for key, several in parts.items()},
        {key: Share.of(mask) for key, mask in alone.items()},
        Share.of(any_alone),
        Share.of(whole),
        {key: Share.of(mask) for key, mask in without.items()},
        Share.of(tied),
        Share.of(whole & ~tied),
        tuple(found),
    )


def _pair(
    worlds: Worlds,
    parts: Mapping[str, Sequence[int]],
    one: str,
    other: str,
    alone: Mapping[str, NDArray[np.bool_]],
) -> Pair:
    frame, both = worlds.frame, [*parts[one], *parts[other]]
    either = alone[one] | alone[other]
    opens = _deal(worlds, restricted(frame, both), ~either)
    # A deal that neither basket allows alone settles something in both already.
    tied = opens | _deal(worlds, restricted(frame, both, (parts[one], parts[other])), either)
    return Pair(
        (one, other),
        Share.of(either),
        Share.of(either | opens),
        Share.of(opens),
        Share.of(tied),
        {key: Share.of(alone[key] & ~tied) for key in (one, other)},
    )


def _deal(worlds: Worlds, layers: Layers, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether there is a deal, in the worlds asked about: (W,); False in the others."""
    if not asked.any():
        return np.zeros(len(worlds), dtype=np.bool_)
    return exists(
        layers,
        worlds.worths,
        worlds.no_deal,
        worlds.binding,
        worlds.frame.consent,
        worlds=np.flatnonzero(asked),
    ).found

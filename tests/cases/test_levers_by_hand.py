"""What levers do in "Two sellers" is what its notes work out by hand."""

import numpy as np
import pytest

import goldenbridge
from goldenbridge.analysis.sample import search
from goldenbridge.worlds import Draws, Settings, frame

#: levers → share of worlds with a deal, red lines on and off, as derived in the case's NOTES.md
BY_HAND = {
    (): (0.383, 0.588),
    ("one-season",): (0.554, 0.588),
    ("sell-elsewhere",): (0.431, 0.709),
    ("a-sack-on-top",): (0.332, 0.461),
    ("one-season", "sell-elsewhere"): (0.748, 0.804),
    ("one-season", "a-sack-on-top"): (0.440, 0.461),
    ("sell-elsewhere", "a-sack-on-top"): (0.375, 0.568),
    ("one-season", "sell-elsewhere", "a-sack-on-top"): (0.610, 0.650),
}
WORLDS = 4000


@pytest.fixture(scope="module")
def draws():
    snapshot = goldenbridge.load("two-sellers").at()
    return Draws(frame(snapshot, tuple(snapshot.body.levers)), 1, WORLDS)


@pytest.mark.parametrize("levers", BY_HAND, ids="+".join)
def test_levers_give_the_shares_of_the_notes(draws, levers):
    worlds = draws.worlds(Settings(levers=frozenset(levers)))
    for lines, wanted in zip(("on", "off"), BY_HAND[levers], strict=True):
        share = np.mean(search(worlds, lines).found)
        error = np.sqrt(wanted * (1 - wanted) / WORLDS)
        assert abs(share - wanted) < 4 * error

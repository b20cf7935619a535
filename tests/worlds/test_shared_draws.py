"""Draws shared by two frames: what both have reads the same numbers, whatever else they have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goldenbridge.case import Snapshot, load
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body
from goldenbridge.worlds import FRESH, MAIN, Draws, Frame, draw_worlds, frame

WORLDS = 600


def at(snapshot: str = "2022-01-28") -> Snapshot:
    return load("european-security").at(snapshot)


def without_ranges(snapshot: Snapshot, party: str, issues: int) -> Frame:
    """The snapshot with some values of a party typed in flat: fewer dimensions, early ones."""
    data = snapshot.body.model_dump(by_alias=True)
    for issue in list(data["worths"][party]["swings"])[:issues]:
        data["worths"][party]["swings"][issue] = data["worths"][party]["swings"][issue]["mode"]
    return frame(replace(snapshot, body=Body.model_validate(data)))


@pytest.mark.parametrize("stream", [MAIN, FRESH])
def test_like_itself_it_is_itself(stream: int) -> None:
    one = frame(at())
    assert np.array_equal(
        Draws(one, 3, WORLDS, stream=stream).like(one).worlds().full,
        draw_worlds(one, 3, WORLDS, stream=stream).full,
    )


def test_what_both_have_is_drawn_alike_though_dimensions_are_gone_before_it() -> None:
    base = frame(at())
    fewer = without_ranges(at(), "russia", 6)
    truth = draw_worlds(base, 1, WORLDS)
    shared = Draws(base, 1, WORLDS).like(fewer).worlds()
    alone = draw_worlds(fewer, 1, WORLDS)
    for path, values in shared.judged.items():
        assert np.array_equal(values, truth.judged[path]), path
    assert len(shared.judged) == len(truth.judged) - 6
    assert np.array_equal(shared.firmness, truth.firmness)
    assert np.array_equal(shared.binds, truth.binds)
    path = ("worths", "ukraine", "swings", "alignment")
    assert not np.array_equal(alone.judged[path], truth.judged[path])


@pytest.mark.parametrize("more", [6, 15])
def test_what_only_one_has_reads_numbers_of_its_own(more: int) -> None:
    """Also past 256 dimensions, where one Sobol sequence for all would draw them anew."""
    base, whole = without_ranges(at(), "russia", more), frame(at())
    snapshot = at()
    data = snapshot.body.model_dump(by_alias=True)
    for party in ("us", "europe", "ukraine")[: 3 if more > 6 else 0]:
        for values in data["worths"][party]["values"].values():
            for option in values:
                values[option] = Judgement(low=10, mode=20, high=30).model_dump(by_alias=True)
    whole = frame(replace(snapshot, body=Body.model_validate(data)))
    truth = draw_worlds(base, 1, WORLDS)
    shared = Draws(base, 1, WORLDS).like(whole).worlds()
    assert (len(shared.judged) > 256) == (more > 6)
    own = [path for path in shared.judged if path not in truth.judged]
    assert len(own) >= more
    for path, values in truth.judged.items():
        if path[2] != "values":
            assert np.array_equal(values, shared.judged[path]), path
    columns = np.array([*shared.judged.values()])
    ranks = columns.argsort(1).argsort(1)
    alike = np.corrcoef(ranks)[np.triu_indices(len(columns), 1)]
    # No two read the same numbers; a Sobol sequence of a few hundred points has likenesses.
    assert np.abs(alike).max() < 0.9


def test_what_only_one_has_does_not_hang_on_what_else_it_has() -> None:
    base = without_ranges(at(), "russia", 6)
    draws = Draws(base, 1, WORLDS)
    three = draws.like(without_ranges(at(), "russia", 3)).worlds()
    six = draws.like(frame(at())).worlds()
    for path, values in three.judged.items():
        assert np.array_equal(values, six.judged[path]), path

"""A frame sent to another process arrives whole, and once."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from goldenbridge.case import bundled_cases, load
from goldenbridge.worlds import draw_worlds, frame
from goldenbridge.worlds.carried import Carried


@pytest.mark.parametrize("name", bundled_cases())
def test_worlds_of_what_arrived_are_the_same(name: str) -> None:
    for snapshot in load(name).snapshots.values():
        here = frame(snapshot)
        there = pickle.loads(pickle.dumps(Carried(here))).frame
        assert there is not here
        one, other = draw_worlds(here, 4, 50), draw_worlds(there, 4, 50)
        for key in ("full", "points", "low", "high", "firmness", "binds", "severity"):
            assert getattr(one, key).tobytes() == getattr(other, key).tobytes(), key
        assert list(here.layers.__dict__) == list(there.layers.__dict__)


def test_the_same_content_arrives_as_one_object_with_its_search_graph() -> None:
    here = Carried(frame(load("two-sellers").at()))
    first = pickle.loads(pickle.dumps(here))
    graph = first.frame.layers
    again = pickle.loads(pickle.dumps(Carried(frame(load("two-sellers").at()))))
    assert pickle.loads(pickle.dumps(here)).frame.layers is graph
    assert again.frame.parties == first.frame.parties
    title = replace(here.frame, snapshot=replace(here.frame.snapshot, title="other"))
    assert pickle.loads(pickle.dumps(Carried(title))) is not first


def test_neither_lines_nor_graph_are_sent() -> None:
    here = frame(load("european-security").at())
    assert here.layers is not None
    sent = pickle.dumps(Carried(here))
    assert b"Layers" not in sent
    assert b"_LineIn" not in sent
    assert b"_LineIn" in pickle.dumps(here.snapshot)
    odd = replace(here, snapshot=replace(here.snapshot, line_of=lambda path: 0))
    assert pickle.loads(pickle.dumps(Carried(odd))).frame.parties == here.parties


def test_a_snapshot_can_be_pickled_and_still_knows_its_lines() -> None:
    for at in load("camp-david-1978").snapshots.values():
        copy = pickle.loads(pickle.dumps(at))
        assert copy.body == at.body
        for path in at.judgements():
            assert copy.line_of(path) == at.line_of(path) > 0


def test_numbers_are_not_shared_with_the_sender() -> None:
    here = frame(load("two-sellers").at())
    there = pickle.loads(pickle.dumps(Carried(here))).frame
    assert not np.shares_memory(here.columns, there.columns)

"""The one chunk function: the same bits whatever the executor and the chunks."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis import Findings, deals
from goldenbridge.analysis import ask as ask_module
from goldenbridge.analysis.ask import ask_each, ask_groups
from goldenbridge.analysis.chunks import CHUNK, Chunk, answer, cut, ranges
from goldenbridge.analysis.feasibility import zone as zone_module
from goldenbridge.analysis.feasibility.zone import look
from goldenbridge.analysis.sample import Sample, search
from goldenbridge.case import Case, load
from goldenbridge.executors import Processes, Serial
from goldenbridge.worlds import NOTHING_SET, Settings, draw_worlds

WORLDS = 150


class Posted(Serial):
    """Every chunk and every answer goes through a pickle, as if it went to another machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers  # type: ignore[misc]
        self.sent: list[Chunk] = []

    def map(self, function: Callable[..., Any], items: Sequence[Any], *rest: Any) -> Iterator[Any]:
        def there(item: Any) -> Any:
            self.sent.append(pickle.loads(pickle.dumps(item)))
            return pickle.loads(pickle.dumps(function(self.sent[-1])))

        return super().map(there, items, *rest)


@pytest.fixture(scope="module")
def case(kit: Any) -> Case:
    """Rich, with readings, joint draws and worlds that contradict the record."""
    text = kit.rich.replace("{border: new, port: shared, watch: joint}",
                            "{border: moved, tax: high, port: shared, watch: joint}")  # fmt: skip
    assert text != kit.rich
    loaded: Case = kit.load(text)
    share = Sample.draw(loaded.at(), 3, WORLDS).all_worlds.consistent.mean()
    assert 0.05 < share < 0.95
    return loaded


@pytest.fixture(scope="module")
def found(case: Case) -> Findings:
    return deals(case, worlds=WORLDS, seed=3)


def as_text(found: Any) -> str:
    return json.dumps(found.as_dict(), allow_nan=False)


@pytest.mark.parametrize(("workers", "size"), [(1, 13), (2, 60), (3, 7), (2, CHUNK)])
def test_chunks_and_executors_change_no_bit(
    case: Case, found: Findings, workers: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = as_text(found)
    monkeypatch.setattr(zone_module, "CHUNK", size)
    monkeypatch.setattr(ask_module, "CHUNK", max(size, 60))
    posted = Posted(workers)
    assert as_text(deals(case, worlds=WORLDS, seed=3, executor=posted)) == whole
    assert len(posted.sent) > WORLDS / size


def test_processes_change_no_bit_of_a_bundled_case(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load("two-sellers")
    whole = deals(case, worlds=256, seed=2)
    monkeypatch.setattr(zone_module, "CHUNK", 50)
    with Processes(2) as two:
        found = deals(case, worlds=256, seed=2, executor=two)
    assert as_text(found) == as_text(whole)


def test_every_array_of_the_zone_is_the_same(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*args: Any) -> Any:
        return False

    whole = zone_module.zone(Sample.draw(case.at(), 3, WORLDS), nothing, nothing)[1]
    monkeypatch.setattr(zone_module, "CHUNK", 11)
    posted = Posted(3)
    parts = zone_module.zone(Sample.draw(case.at(), 3, WORLDS, posted), nothing, nothing)[1]
    for name, array in vars(whole).items():
        assert array.tobytes() == getattr(parts, name).tobytes(), name


def test_a_chunk_is_answered_alone(case: Case) -> None:
    """No chunk before or beside it, and straight from the definition."""
    sample = Sample.draw(case.at(), 3, WORLDS)
    settings = [NOTHING_SET, Settings(firmness={"ana": 1.0})]
    (chunk,) = cut(sample, [(70, 40)], settings, look)
    sent = pickle.loads(pickle.dumps(chunk))
    assert sent.sample is None
    base = draw_worlds(sample.frame, 3, 40, 70)
    for found, setting in zip(answer(sent), settings, strict=True):
        worlds = draw_worlds(sample.frame, 3, 40, 70, settings=setting).some(base.consistent)
        assert np.array_equal(found[1], search(worlds, "on").found)
        assert len(found[0]) == base.consistent.sum() < 40


def test_a_changed_snapshot_of_the_same_case_is_not_mistaken_for_it(case: Case) -> None:
    at = case.at()
    from dataclasses import replace

    body = at.body.model_copy(update={"red_lines": {}})
    both = [Sample.draw(one, 3, WORLDS, Posted(2)) for one in (at, replace(at, body=body))]
    before, after = (ask_each(one, [NOTHING_SET])[0] for one in both)
    assert after.sum() > before.sum()


def test_settings_asked_of_workers_are_those_asked_here(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = [Settings(firmness={p: at}) for p in ("ana", "ben", "cyr") for at in (0.0, 0.4, 1.0)]
    sample = Sample.draw(case.at(), 3, WORLDS)
    here = ask_each(sample, settings, "losses")
    assert len({array.tobytes() for array in here}) >= 3
    monkeypatch.setattr(ask_module, "CHUNK", 40)
    for workers in (1, 2, 3):
        far = ask_each(Sample.draw(case.at(), 3, WORLDS, Posted(workers)), settings, "losses")
        assert [a.tobytes() for a in far] == [a.tobytes() for a in here]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_group_is_answered_whole_or_not_at_all(
    case: Case, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_module, "CHUNK", 50)
    posted = Posted(workers)
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) >= 5

    groups = [[Settings(firmness={"ana": at}), NOTHING_SET] for at in np.linspace(0, 1, 9)]
    sample = Sample.draw(case.at(), 3, WORLDS, posted)
    found = ask_groups(sample, groups, stop=stop)
    pieces = len(posted.sent) if workers == 2 else 1
    assert len(found) == (5 if workers == 1 else pieces // 3)
    assert 0 < len(found) < 9
    assert all(len(group) == 2 for group in found)
    assert all(len(array) == len(sample.worlds) for group in found for array in group)


def test_ranges_cover_every_world_once() -> None:
    for start, stop, workers, most in [(0, 5000, 1, 2048), (7, 5003, 3, 2048), (0, 10, 9, 3),
                                       (5, 5, 2, 8), (0, 1, 1, 1), (0, 99, 2, 2048)]:  # fmt: skip
        pieces = ranges(start, stop, workers, most)
        worlds = [world for at, count in pieces for world in range(at, at + count)]
        assert worlds == list(range(start, stop))
        assert max(count for _, count in pieces) <= most

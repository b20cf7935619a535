"""Parts put together: exactly the whole answer, or told why not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis import Findings, deals
from goldenbridge.analysis.sample import Sample
from goldenbridge.analysis.shards import (
    Part,
    PartsApart,
    from_bytes,
    heading_of,
    merge,
    to_bytes,
    work_out,
)
from goldenbridge.case import Case
from goldenbridge.errors import SnapshotUnknown

WORLDS, SEED = 100, 3
Pairs = Sequence[tuple[str, Part]]


def tell(stage: str, done: float) -> None:
    pass


def go_on() -> bool:
    return False


def part(case: Case, shard: int, shards: int, seed: int = SEED, worlds: int = WORLDS) -> Part:
    found = work_out(case, heading_of(case, None, seed, worlds, shard, shards), tell, go_on)
    assert found is not None
    return from_bytes(to_bytes(found), f"{shard}.npz")


def together(case: Case, parts: Sequence[Part]) -> Findings:
    return merge(case, [(f"{one.heading.shard}.npz", one) for one in parts], tell, go_on)


@pytest.fixture(scope="module")
def case(kit: Any) -> Case:
    """Many of its worlds contradict a record and are left out."""
    text = kit.rich.replace("{border: new, port: shared, watch: joint}",
                            "{border: moved, tax: high, port: shared, watch: joint}")  # fmt: skip
    loaded: Case = kit.load(text)
    assert len(Sample.draw(loaded.at(), SEED, WORLDS).worlds) < WORLDS
    return loaded


@pytest.fixture(scope="module")
def parts(case: Case) -> list[Part]:
    return [part(case, shard, 3) for shard in (1, 2, 3)]


@pytest.mark.parametrize("shards", [1, 3, 50])
def test_it_is_exactly_the_whole_answer(case: Case, shards: int) -> None:
    made = [part(case, shard, shards) for shard in range(1, shards + 1)]
    whole = deals(case, worlds=WORLDS, seed=SEED).as_dict()
    found = together(case, made[::-1]).as_dict()
    assert json.dumps(found, allow_nan=False) == json.dumps(whole, allow_nan=False)


def test_missing_and_doubled(case: Case, parts: list[Part]) -> None:
    with pytest.raises(PartsApart, match="part 2 of 3 is missing"):
        together(case, [parts[0], parts[2]])
    with pytest.raises(PartsApart, match="parts 1, 3 of 3 are missing"):
        together(case, [parts[1]])
    with pytest.raises(PartsApart, match=r"part 2 of 3 is there twice: 2\.npz and 2\.npz"):
        together(case, [*parts, parts[1]])
    with pytest.raises(PartsApart, match="there are none"):
        together(case, [])


def test_of_another_seed_number_or_cut(case: Case, parts: list[Part]) -> None:
    for other, told in [
        (part(case, 2, 3, seed=4), r'2\.npz: its "seed" is 4; of 1\.npz it is 3'),
        (part(case, 2, 3, worlds=99), 'its "worlds" is 99'),
        (part(case, 2, 4), 'its "shards" is 4'),
    ]:
        with pytest.raises(PartsApart, match=told):
            together(case, [parts[0], other, parts[2]])


def headed(parts: list[Part], **changes: Any) -> list[Part]:
    return [replace(one, heading=replace(one.heading, **changes)) for one in parts]


def test_of_another_case_snapshot_or_version(kit: Any, case: Case, parts: list[Part]) -> None:
    with pytest.raises(PartsApart, match="the case has changed"):
        together(kit.load(kit.rich), parts)
    with pytest.raises(PartsApart, match='no snapshot "1999"'):
        together(case, headed(parts, snapshot="1999"))
    with pytest.raises(PartsApart, match=r"made by goldenbridge 9\.9; this is"):
        together(case, headed(parts, goldenbridge="9.9"))


def test_what_is_not_so_is_seen(case: Case, parts: list[Part]) -> None:
    """Of these parts every world is looked at again: they have fewer than would be picked."""
    small = [part(case, shard, 10) for shard in range(1, 11)]
    row = len(small[4].index) - 1
    for name in ("off", "losses", "u_off", "u_on"):
        values = getattr(small[4].zone, name).copy()
        values[row] = ~values[row] if values.dtype == bool else values[row] + 1e-9
        if np.array_equal(values, getattr(small[4].zone, name)):
            values[row] = 0.5
        lie = replace(small[4], zone=replace(small[4].zone, **{name: values}))
        with pytest.raises(PartsApart, match=r"5\.npz: in some of its worlds something else"):
            together(case, [*small[:4], lie, *small[5:]])
    fewer = replace(parts[0], index=parts[0].index[:-1])
    with pytest.raises(PartsApart, match=r"1\.npz: its worlds are not those"):
        together(case, [fewer, *parts[1:]])
    wide = np.hstack([parts[0].zone.witness, parts[0].zone.witness])
    odd = replace(parts[0], zone=replace(parts[0].zone, witness=wide))
    with pytest.raises(PartsApart, match=r"1\.npz: its deals are not deals of this case"):
        together(case, [odd, *parts[1:]])


def test_a_stopped_part_is_none(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from goldenbridge.analysis.shards import work

    monkeypatch.setattr(work, "ranges", lambda start, end, workers: [(start, 5), (start + 5, 5)])
    assert work_out(case, heading_of(case, None, 3, 100, 2, 10), tell, lambda: True) is None


def test_headings_that_cannot_be(case: Case) -> None:
    for shard, shards in [(0, 3), (4, 3), (1, 101)]:
        with pytest.raises(ValueError, match=f"shard: found {shard} of {shards}"):
            heading_of(case, None, 1, 100, shard, shards)
    with pytest.raises(SnapshotUnknown):
        heading_of(case, "1999", 1, 100, 1, 1)


def test_a_long_list_is_told_in_part() -> None:
    told = str(PartsApart([f"reason {n}" for n in range(30)]))
    assert "reason 9" in told
    assert "reason 10" not in told
    assert "… and 20 more" in told

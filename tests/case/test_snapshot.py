"""Laws of laying changes over a case."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case.snapshot import merge

keys = st.sampled_from(["a", "b", "mode", "low", "package", "when", "text"])
scalars = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["x", "y"])


def trees(leaves):
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )


maps = st.dictionaries(keys, trees(scalars), max_size=4)
whole = st.dictionaries(keys, trees(scalars.filter(lambda x: x is not None)), max_size=4)


@given(whole)
def test_no_changes_change_nothing(base):
    assert merge(base, {}) == base


@given(whole)
def test_laid_over_itself_it_stays(base):
    assert merge(base, base) == base


@given(whole, maps)
def test_twice_is_once(base, changes):
    once = merge(base, changes)
    assert merge(once, changes) == once


@given(whole, maps)
def test_alters_neither(base, changes):
    kept = copy.deepcopy((base, changes))
    merge(base, changes)
    assert (base, changes) == kept


@given(whole, maps)
def test_leaves_no_null_in_mappings(base, changes):
    todo = [merge(base, changes)]
    while todo:
        here = todo.pop()
        if isinstance(here, dict):
            assert None not in here.values()
            todo += here.values()


@given(whole, st.dictionaries(st.sampled_from(["a", "b"]), trees(scalars), max_size=2))
def test_what_is_not_named_stays(base, changes):
    if isinstance(base.get("mode"), int):
        return  # a judgement is replaced whole
    merged = merge(base, changes)
    assert all(merged[key] == base[key] for key in base.keys() - changes.keys())


def test_a_judgement_is_replaced_whole():
    assert merge({"s": {"low": 1, "mode": 2, "high": 3, "from": ["x"]}}, {"s": {"mode": 3}}) == {
        "s": {"mode": 3}
    }


def test_options_called_low_and_high_are_no_judgement():
    base = {"low": 0, "middle": 60, "high": 100}
    assert merge(base, {"middle": 50}) == {"low": 0, "middle": 50, "high": 100}


def test_a_package_on_record_takes_its_sources_along():
    base = {"x": {"package": {"a": "b"}, "from": ["st-1"]}}
    assert merge(base, {"x": {"package": {"c": "d"}}}) == {"x": {"package": {"c": "d"}}}


def test_the_rest_of_a_red_line_stays_when_its_condition_changes():
    base = {"owners": ["x"], "when": {"a": "b"}}
    assert merge(base, {"when": {"c": "d"}}) == {"owners": ["x"], "when": {"c": "d"}}

"""Values with ranges and origins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goldenbridge.case.judgement import Judgement

numbers = st.floats(-1e6, 1e6)


@given(numbers)
def test_a_plain_number_is_an_exact_assumption(value):
    found = Judgement.model_validate(value)
    assert (found.low, found.mode, found.high) == (value, value, value)
    assert not found.uncertain
    assert found.origin == "assumed"


@given(st.tuples(numbers, numbers, numbers))
def test_low_mode_and_high_are_in_order_or_refused(values):
    low, mode, high = values
    data = {"low": low, "mode": mode, "high": high}
    if low <= mode <= high:
        assert Judgement.model_validate(data).uncertain == (low < high)
    else:
        with pytest.raises(ValidationError, match="not in order"):
            Judgement.model_validate(data)


@pytest.mark.parametrize("value", [True, "3", None, [], float("nan"), float("inf"), 2e6, {}])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValidationError):
        Judgement.model_validate(value)


@pytest.mark.parametrize(
    ("extra", "origin"),
    [
        ({}, "assumed"),
        ({"from": ["st-1"]}, "direction sourced, size assumed"),
        ({"from": ["st-1"], "size": "sourced"}, "sourced"),
        ({"size": "sourced"}, "assumed"),
    ],
)
def test_origin_says_what_rests_on_a_source(extra, origin):
    assert Judgement.model_validate({"mode": 1} | extra).origin == origin

"""What pydantic found, in words that help; every shape of fault says what was wanted."""

import pytest
from pydantic import ValidationError

from goldenbridge.case.explain import explain
from goldenbridge.case.schema import CaseFile, Expected


def told(model, data):
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return [problem for _, problem in explain(caught.value, model, "case.yaml", lambda path: 7)]


def base(**more):
    return {
        "goldenbridge": 1,
        "title": "T",
        "parties": {k: {"name": k, "consent": "always"} for k in ("a", "b")},
        "issues": {"i": {"name": "I", "options": {"x": "X", "y": "Y"}, "default": "x"}},
        **more,
    }


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (base(tittle="x"), "tittle", ['Did you mean "title"?']),
        (base(title=1990), "title", ['Put it in quotes: "1990"']),
        (base(title=None), "title", ["nothing", "Fill it in, or remove the key"]),
        (base(title=True), "title", ["true", "a text"]),
        (base(issues={}), "issues", ["too little: a mapping with no keys", "at least 1"]),
        (base(parties=5), "parties", ["5", "a mapping of keys to values"]),
        (base(rules=[]), "rules", ["a list of 0", "a mapping"]),
        (base(worths={"a": {"main": "i", "values": {"i": {"x": "much"}}}}), "worths.a.values.i.x",
         ['"much"', "a number, or low, mode and high"]),
        (base(worths={"a": {"main": "i", "values": {}, "swings": {"i": [1, 2]}}}),
         "worths.a.swings.i", ["a list of 2", "{low: …"]),
        (base(worths={"a": {"values": {}}}), "worths.a.main", ["the measuring rod"]),
        (base(no_deal={"a": 60}), "no_deal.a", ["bracketed by packages, not typed"]),
        (base(no_deal={"a": {"low": 1, "mode": 2, "high": 3}}), "no_deal.a", ["not typed"]),
        (base(no_deal={"a": {"refusd": {}}}), "no_deal.a.refusd", ['Did you mean "refused"?']),
        (base(statements={"s": {"actor": "a", "act": "offer", "text": "x"}}),
         "statements.s.act", ['Did you mean "offers"?']),
        (base(statements={"s": {"actor": "a", "act": "offers", "text": "x", "anchor": {
            "source": "m", "line": 1, "start": 0, "end": 2, "sha256": "not hex at all!!!"}}}),
         "statements.s.anchor.sha256", ["hex digits of a SHA-256"]),
        (base(statements={"s": {"actor": "a", "act": "offers", "text": "x", "anchor": {
            "source": "m", "line": "1", "start": 0, "end": 2, "sha256": "0" * 16}}}),
         "statements.s.anchor.line", ["a whole number"]),
        (base(hypotheses={"h": {"name": "H", "readings": {"r": {"text": "x"}}}}),
         "hypotheses.h.readings", ["too little: a mapping with r", "at least 2"]),
    ],
)  # fmt: skip
def test_says_where_and_what_to_do(data, where, words):
    (problem,) = told(CaseFile, data)
    assert problem.where == where
    assert problem.line == 7
    for word in words:
        assert word in str(problem)


def test_a_range_for_no_deal_is_told_once():
    data = base(no_deal={"a": {"low": 1, "mode": 2, "high": 3, "worth": 4}})
    assert [p.code for p in told(CaseFile, data)] == ["typed-no-deal"]


def test_the_root_of_another_kind():
    (problem,) = told(Expected, [])
    assert "a mapping of keys to values" in problem.wanted


def test_long_and_odd_values_stay_on_one_line():
    (problem,) = told(CaseFile, base(goldenbridge="x\n" * 500))
    assert len(problem.found) < 80
    assert "\n" not in problem.found

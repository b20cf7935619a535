"""A package as acts: whose, worth what to whom, in what order; against the case read slowly."""

from __future__ import annotations

import numpy as np
import pytest

from goldenbridge.analysis.sample import Sample
from goldenbridge.analysis.steps.agreed import PATIENCE, agreed

STEPS = """
steps:
  periods: 5
  period: week
  patience: {ana: {low: 0.8, mode: 0.9, high: 0.95}, ben: 0.7}
  notice: {ben: 2}
  snapback: 3
  guarantees: {bond: {by: ben, points: {low: 1, mode: 4, high: 9}, to: [ana]}}
"""


def sample_of(kit, text, worlds=64):
    return Sample.draw(kit.load(text).at(), 1, worlds)


@pytest.fixture(scope="module")
def rich(kit):
    return sample_of(kit, kit.rich)


def test_all_acts_together_are_worth_the_package(kit, rich):
    """In every world, of every package: less today's state, what options are worth together too."""
    slow = kit.slow(rich.worlds)
    today = {k: issue.default for k, issue in slow.body.issues.items()}
    for package in slow.packages:
        found = agreed(rich.frame, rich.frame.index(package))
        worth, outside = found.worths(rich.worlds)
        for w in range(0, len(rich.worlds), 7):
            for n, party in enumerate(found.parties):
                gained = slow.worth(w, party, package) - slow.worth(w, party, today)
                assert worth[w, n].sum() == pytest.approx(gained)
                beyond = float(rich.worlds.no_deal[w, found.columns[n]])
                assert outside[w, n] == pytest.approx(beyond - slow.worth(w, party, today))


def test_who_loses_by_it_must_act_where_nothing_is_said(rich):
    found = agreed(rich.frame, rich.frame.index({"border": "moved", "tax": "high"}))
    by = {(act.issue, act.by) for act in found.acts}
    assert by == {("border", "ben"), ("tax", "ana")}
    assert found.exchange.patience.tolist() == [PATIENCE, PATIENCE]
    assert any("Whoever loses by it must act: Border, Tax" in said for said in found.rests_on)


def test_who_must_agree_is_in_it_though_it_does_nothing(rich):
    package = {"port": "shared", "watch": "joint", "border": "moved"}
    assert agreed(rich.frame, rich.frame.index(package)).parties == ("ana", "ben", "cyr")
    assert agreed(rich.frame, rich.frame.index({"border": "moved"})).parties == ("ana", "ben")


def test_rules_say_what_cannot_run_ahead(rich):
    """A watch needs a port to leave from: no more of it than of the port's opening."""
    package = {"port": "shared", "watch": "joint"}
    found = agreed(rich.frame, rich.frame.index(package))
    issues = [act.issue for act in found.acts]
    ex = found.exchange
    assert len(ex.limits) == 1
    half = np.array([0.5 if issue == "port" else 0.7 for issue in issues])
    assert (ex.rules @ half > ex.limits + 1e-9).any()
    half = np.array([0.7 if issue == "port" else 0.5 for issue in issues])
    assert (ex.rules @ half <= ex.limits + 1e-9).all()


def test_a_package_that_breaks_a_rule_is_refused(rich):
    row = rich.frame.index({"border": "new", "tax": "high"})
    with pytest.raises(ValueError, match="breaks a rule"):
        agreed(rich.frame, row)


def test_what_the_case_says_is_taken(kit):
    text = kit.rich.replace(
        "tax: {name: Tax, options: {low: L, high: H}, default: low}",
        "tax: {name: Tax, options: {low: L, high: H}, default: low, steps: {by: [cyr], "
        "by_option: {high: [ana, ben]}, divisible: false, kind: stock, takes: 2, escrow: true}}",
    ).replace(
        "border: {name: Border, options: {old: O, moved: M, new: N}, default: old}",
        "border: {name: Border, options: {old: O, moved: M, new: N}, default: old, "
        "steps: {by: [ben], reversible: {low: 0.1, mode: 0.3, high: 0.6}}}",
    )
    sample = sample_of(kit, text + STEPS)
    found = agreed(sample.frame, sample.frame.index({"border": "moved", "tax": "high"}))
    ex = found.exchange
    assert [(a.issue, a.by, a.share) for a in found.acts] == [
        ("border", "ben", 1.0), ("tax", "ana", 0.5), ("tax", "ben", 0.5),
    ]  # fmt: skip
    assert ex.doer.tolist() == [1, 0, 1]
    assert ex.reversible.tolist() == [0.3, 0.0, 0.0]
    assert ex.divisible.tolist() == [True, False, False]
    assert ex.escrow.tolist() == [False, True, True]
    assert ex.takes.tolist() == [1, 2, 2]
    assert ex.issue.tolist() == [0, 2, 2]
    assert (ex.periods, ex.snapback) == (5, 3)
    assert ex.patience.tolist() == [0.9, 0.7]
    assert ex.lag.tolist() == [1, 2]
    assert ex.posted.tolist() == [0, 4]
    assert ex.worth[:, 1] == pytest.approx(ex.worth[:, 2])
    assert [said for said in found.rests_on if "Patience" in said] == []


def test_somebody_without_worths_does_its_part(kit):
    text = kit.pair.replace(
        "two: {name: Two, consent: always}",
        "two: {name: Two, consent: always}\n  out: {name: Outside, consent: never}",
    ).replace("default: none}\n  y", "default: none, steps: {by: [out]}}\n  y")
    sample = sample_of(kit, text)
    found = agreed(sample.frame, sample.frame.index({"x": "full", "y": "half"}))
    assert found.exchange.doer.tolist() == [-1, 0]
    assert found.parties == ("one", "two")


def test_what_several_issues_are_worth_together_is_told(rich):
    """Ten points to ana where the border moves and the port opens; nothing where only one does."""
    both = agreed(rich.frame, rich.frame.index({"border": "moved", "port": "open"}))
    assert both.spread[both.parties.index("ana")] == pytest.approx(10)
    one = agreed(rich.frame, rich.frame.index({"border": "moved"}))
    assert one.spread.max() == 0

import copy

import pytest

from goldenbridge.report import narrative
from goldenbridge.report.evidence import Links
from goldenbridge.report.words import HARD, interval, listed, percent, plain, share

LINKS = Links()


def test_the_whole_text_reads_as_stored(findings, kept):
    first = findings["packages"][0]
    sentences = [
        *narrative.answer(findings),
        *narrative.hangs_on(findings, LINKS),
        *narrative.assumed(findings),
        narrative.covers(findings, first),
        *narrative.refusals(findings, first, LINKS),
        *narrative.why_not(findings, LINKS),
        *narrative.decides(findings),
    ]
    effects = [narrative.effect(findings, e) for r in findings["relaxations"] for e in r["effects"]]
    lines = [narrative.headline(findings), *map(plain, sentences), *effects]
    kept("narrative.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("share_on", "words"),
    [
        (0.0, "No deal was found in any world."),
        (0.03, "There is hardly ever a deal."),
        (0.3, "in most there is none"),
        (0.5, "about half"),
        (0.8, "In most worlds there is a deal."),
        (0.95, "nearly every world"),
        (1.0, "In every world there is a deal."),
    ],
)
def test_the_headline_follows_the_share(share_on, words):
    found = {"share_with_deal": {"red_lines_on": {"estimate": share_on}}}
    assert words in narrative.headline(found)


def test_no_package_and_no_deal(findings):
    bare = copy.deepcopy(findings)
    bare.update(best_package=None, packages=[], conflict_sets=[], influence=[])
    assert "No single package" in plain(narrative.answer(bare)[-1])
    assert "more tangled" in plain(narrative.why_not(bare, LINKS)[0])
    assert narrative.hangs_on(bare, LINKS) == []
    assert narrative.summary(bare)["best"] is None
    assert narrative.leading_conflict(narrative.summary(bare)) == "None"


def test_a_deal_in_every_world_has_no_why_not(findings):
    found = copy.deepcopy(findings)
    found["conflict_sets"] = []
    found["share_with_deal"]["red_lines_on"] = {
        "estimate": 1.0, "interval": [0.99, 1.0], "worlds": 512,
    }  # fmt: skip
    assert "nothing stands in the way" in plain(narrative.why_not(found, LINKS)[0])


def test_a_package_differs_from_another_only_where_it_does(findings):
    first, second = (p["options"] for p in findings["packages"][:2])
    assert {m.issue for m in narrative.unlike(findings, second, first)} == {
        key for key in first if first[key] != second[key]
    }
    assert narrative.unlike(findings, first, first) == []


def test_snapshots_side_by_side(findings):
    low, high = narrative.summary(findings), copy.deepcopy(narrative.summary(findings))
    high["title"] = "Later"
    assert "no more than sampling" in plain(narrative.differences([low, high])[0])
    high["share_with_deal"]["red_lines_on"].update(estimate=0.9, interval=[0.88, 0.92])
    assert "highest at Later" in plain(narrative.differences([low, high])[0])


def test_an_agreement_that_cannot_be_told():
    found = {"agreement": {"status": "It breaks a rule of the case."}}
    assert plain(narrative.agreed(found)[0]) == "It breaks a rule of the case."


def test_a_comparison_that_misleads_is_marked():
    row = {"with": {"estimate": 0.9}, "without": {"estimate": 0.4}, "set": [0.6, 0.59]}
    assert narrative.misleading(row)
    assert not narrative.misleading({**row, "set": [0.9, 0.4]})
    assert not narrative.misleading({**row, "set": None})


def test_two_readings_are_told_once():
    first = {
        "kind": "reading",
        "id": "h.a",
        "with": {"estimate": 0.2},
        "without": {"estimate": 0.8},
    }
    mirror = {**first, "id": "h.b", "with": first["without"], "without": first["with"]}
    assert narrative.unmirrored([first, mirror]) == [first]
    assert narrative.unmirrored([first, {**mirror, "id": "other.b"}])[1]["id"] == "other.b"


class TestNumbers:
    def test_a_share_never_rounds_to_none_or_all(self):
        assert percent(0.004) == f"0.4{HARD}%"
        assert percent(0.9996) == f"100.0{HARD}%"
        assert percent(0.0) == f"0{HARD}%"

    def test_one_precision_within_a_share(self):
        found = {"estimate": 0.0, "interval": [0.0, 0.0019], "worlds": 2000}
        assert share(found).replace(HARD, " ") == "0 % (0 to 0.2 %)"
        found = {"estimate": 0.99, "interval": [0.982, 0.995], "worlds": 2000}
        assert share(found).replace(HARD, " ") == "99.0 % (98.2 to 99.5 %)"
        assert interval(found).replace(HARD, " ") == "98.2 to 99.5 %"

    def test_lists(self):
        assert listed([]) == ""
        assert listed(["a", "b"], "or") == "a or b"

"""The sections on a crisis over time: well formed, fair, honest about what cannot be seen."""

import copy
import html
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from goldenbridge.analysis import deals
from goldenbridge.analysis.dynamics.understanding.understand import PARTS, understand
from goldenbridge.case import load
from goldenbridge.report import write_report
from goldenbridge.report.charts import draw
from goldenbridge.report.charts.fan import fan_parties
from goldenbridge.report.charts.gain import gain
from goldenbridge.report.charts.over_time import OVER_TIME_CHARTS, over_time_figures
from goldenbridge.report.charts.policies import policies, policy_pairs
from goldenbridge.report.charts.survival import _apart, policy_courses
from goldenbridge.report.claim import read_claim
from goldenbridge.report.document import render
from goldenbridge.report.embed import NotAReport
from goldenbridge.report.narrative.over_time.amounts import against_nothing, turned
from goldenbridge.report.narrative.over_time.gaining import too_few
from goldenbridge.report.narrative.over_time.names import DENIED, QUESTIONS, READINGS
from goldenbridge.report.narrative.over_time.words import over_time_words
from goldenbridge.report.time_parts import SECTIONS, over_time_again, time_sections
from goldenbridge.report.verify import verify
from goldenbridge.report.words import plain

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'
SMALL = {"runs": 640, "worlds": 32, "steps": 24}
SAID = (
    "drags_on", "window_words", "cost_words", "moves_meanwhile", "most_and_least", "costs_more",
    "where_more", "by_reading", "tied_readings", "policies_turn", "runs_differ", "fails_where",
    "works_where", "climbs", "inverted_u", "act_together",
)  # fmt: skip


LAPSING = (
    "“how fast crises lapse at the outset” is between 0.3 and 0.5 a month (0 to 1 in all worlds)"
)


@pytest.fixture(scope="module")
def security():
    return load("european-security")


@pytest.fixture(scope="module")
def before(security):
    """Before the war, three policies."""
    policies = ["sticks-only", "golden-bridge", "retribution"]
    return understand(security, "2022-01-28", **SMALL, policies=policies)


@pytest.fixture(scope="module")
def during(security):
    """At war from the start, one policy."""
    return understand(security, "2023-04-15", **SMALL, policies=["golden-bridge"])


@pytest.fixture(scope="module")
def answers(security):
    return {at: deals(security, at, worlds=64) for at in ("2022-01-28", "2023-04-15")}


@pytest.fixture
def o(before):
    return copy.deepcopy(before.as_dict())


@pytest.fixture(scope="module")
def figures(before):
    return over_time_figures(before.as_dict())


@pytest.fixture
def w():
    return over_time_words()


@pytest.fixture
def undrawn(monkeypatch):
    """Pages without their drawings, which take longest."""
    target = "goldenbridge.report.document.draw"
    monkeypatch.setattr(target, lambda figures: {f.id: "<svg></svg>" for f in figures})


def page_of(security, answers, o, **changes):
    return render(security, answers[o["snapshot"]].as_dict(), (), None, {**o, **changes})


def section(page, name):
    found = re.search(rf'<section id="{name}">(.*?)</section>', page, re.S)
    return found and re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", " ", found[1])))


def check(page, parse):
    read = parse(page)
    assert read.faults == []
    assert len(read.ids) == len(set(read.ids))
    inner = {link[1:] for link in read.links if link and link.startswith("#")}
    assert inner <= set(read.ids)
    for tag, attributes in read.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert tag not in {"img", "iframe", "link", "form"}
        if tag == "th":
            assert attributes.get("scope") in {"row", "col"}
    assert sum(t == "table" for t, _ in read.tags) == sum(t == "caption" for t, _ in read.tags)
    assert [a.get("type") for t, a in read.tags if t == "script"] == ["application/json"]
    return read


def every_sentence(w, o):
    said = [s for name in SAID for s in getattr(w, name)(o)]
    return [plain(s) for s in said] + [plain(s) for _, s in w.not_known(o)]


class TestThePage:
    def test_every_section_is_there(self, security, answers, o, parse):
        page = page_of(security, answers, o)
        check(page, parse)
        assert [name for name, _ in time_sections(o)] == [name for name, *_ in SECTIONS]
        for name, _, title in SECTIONS:
            assert section(page, f"time-{name}")
            assert f'<a href="#time-{name}">{title}</a>' in page

    def test_at_war_from_the_start(self, security, answers, during, parse, undrawn):
        page = page_of(security, answers, during.as_dict())
        check(page, parse)
        assert "War at the end" in section(page, "over-time")
        assert "Has seen full-scale war" not in page
        assert "Full-scale war is being fought at the start" in section(page, "time-dragging")

    def test_a_report_without_it_says_nothing_of_it(self, security, answers, parse, undrawn):
        page = render(security, answers["2022-01-28"].as_dict())
        check(page, parse)
        assert "over-time" not in page
        assert '"over_time"' not in page

    @pytest.mark.parametrize("gone", PARTS)
    def test_a_part_that_was_left_out_is_named(self, security, answers, o, parse, gone, undrawn):
        page = page_of(security, answers, o, **{gone: None}, left_out=[gone], interrupted=True)
        check(page, parse)
        told = section(page, "over-time")
        assert "stopped early" in told
        assert "Left out:" in told

    def test_one_policy_alone(self, security, answers, parse, undrawn):
        alone = understand(
            security, "2022-01-28", runs=64, worlds=32, steps=6, policies=[], parts=[]
        )
        page = page_of(security, answers, alone.as_dict())
        check(page, parse)
        assert "nothing to compare" in section(page, "time-policies")

    def test_markup_in_every_name_stays_text(self, security, answers, o, parse, undrawn):
        for one in o["comparison"]["policies"].values():
            one.update(name=one["name"] + EVIL, text=EVIL)
        o["parties"] = {key: name + EVIL for key, name in o["parties"].items()}
        for found in o["failures"].values():
            for told in found.values():
                for box in told["boxes"]:
                    for limit in box["limits"]:
                        limit["name"] += EVIL
        page = page_of(security, answers, o)
        check(page, parse)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_it_is_of_the_same_case_and_snapshot(self, security, answers, during):
        with pytest.raises(ValueError, match="over_time: its snapshot"):
            write_report(security, answers["2022-01-28"], over_time=during)


class TestSentences:
    def test_no_share_is_called_a_chance_of_what_will_happen(self, w, o, during):
        for data in (o, during.as_dict()):
            for text in every_sentence(w, data):
                assert not re.search(r"probab|likelihood|forecast|predict", text, re.I), text
                assert "nan" not in re.findall(r"\w+", text.lower()), text
                assert "None" not in text, text

    def test_every_sentence_is_one(self, w, o, during):
        for data in (o, during.as_dict()):
            for text in every_sentence(w, data):
                assert text[0].isupper() or text[0] in "“0123456789", text
                assert text.endswith((".", ")")), text
                assert "  " not in text, text
                assert " ." not in text, text

    def test_what_lies_in_the_interval_is_no_visible_difference(self, w, o):
        pair = next(p for p in o["comparison"]["differences"] if p["b"] == "golden-bridge")
        pair["agreement"].update(estimate=-0.02, interval=[-0.05, 0.01])
        told = " ".join(plain(s) for s in w.most_and_least(o))
        same = re.search(r"([^.]*) make no visible difference to agreement", told)
        assert "“A golden bridge”" in same[1]
        pair["agreement"].update(estimate=-0.02, interval=[-0.03, -0.01])
        told = " ".join(plain(s) for s in w.most_and_least(o))
        assert "more agreement under “A golden bridge” (+2 points (1 to 3))" in told

    def test_a_difference_is_turned_to_the_policy(self, o):
        found = against_nothing(o, "retribution", "agreement")
        pair = next(p for p in o["comparison"]["differences"] if p["b"] == "retribution")
        assert pair["a"] == "none"
        assert found["estimate"] == -pair["agreement"]["estimate"]
        assert found["interval"] == [-x for x in reversed(pair["agreement"]["interval"])]
        assert turned(turned(found)) == found
        assert against_nothing(o, "none", "agreement") is None

    def test_every_party_that_pays_is_named_on_either_side(self, w, o):
        pair = next(p for p in o["comparison"]["differences"] if p["b"] == "retribution")
        for who, amount in (("russia", -0.1), ("us", 0.1), ("europe", 0.0), ("ukraine", 0.001)):
            pair["costs"][who].update(estimate=amount, interval=[amount - 1e-4, amount + 1e-4])
        told = " ".join(plain(s) for s in w.costs_more(o) if "Retribution" in plain(s))
        assert told == (
            "“Retribution” costs more for Russia 0.10 and less for the United States 0.10."
        )

    def test_a_policy_turns_only_where_it_does_a_point_both_ways(self, w, o):
        rows = o["comparison"]["readings"]["rows"]
        for row in rows:
            for told in row["policies"].values():
                for end in told.values():
                    end.update(estimate=0.0, interval=[-0.1, 0.1])
        (none,) = w.policies_turn(o)
        assert "readings decide how much a policy does, not which way" in plain(none)
        calm, stall = (
            next(r for r in rows if (r["hypothesis"], r["reading"]) == ("talks", key))
            for key in ("calming", "stalling")
        )
        calm["policies"]["golden-bridge"]["agreement"].update(estimate=0.2, interval=[0.1, 0.3])
        low = stall["policies"]["golden-bridge"]["agreement"]
        low.update(estimate=-0.004, interval=[-0.005, -0.003])
        assert len(w.policies_turn(o)) == 1
        low.update(estimate=-0.04, interval=[-0.05, -0.03])
        (told,) = w.policies_turn(o)
        assert "more agreement where talks calm (+20 points (10 to 30))" in plain(told)
        assert "less where talks are used to stall (−4 points (−5 to −3))" in plain(told)

    def test_conditions_in_words(self, w, o):
        bare = {"unit": "", "low": None, "high": None, "options": [], "whole": [0.1, 0.9]}
        for limit, words in (
            ({"kind": "red_line", "id": "x", "name": "Never", "options": ["in force"]},
             "the red line “Never” is in force"),
            ({"kind": "room", "id": "room", "name": "", "high": 0.0213},
             "even the best package leaves less than 0.021 of a stake to spare at the outset"),
            ({"kind": "no_deal", "id": "us", "name": "", "low": 0.6},
             "no deal is worth more than 0.6 of what is at stake to the United States"),
            ({"kind": "parameter", "id": "endings.lapsing", "name": "f: at the outset",
              "unit": "a month", "low": 0.3, "high": 0.5, "whole": [0, 1]},
             LAPSING),
            ({"kind": "reading", "id": "intent", "name": "", "options": ["probe", "opening"],
              "whole": ["pretext", "probe", "opening"]},
             "the demands are no pretext"),
            ({"kind": "hypothesis", "id": "x", "name": "Who began?", "options": ["A", "B"]},
             "the answer to “Who began?” is “A” or “B”"),
        ):  # fmt: skip
            assert w.limit_words(o, {**bare, **limit}) == words

    def test_like_boxes_are_told_once(self, w, o):
        share = {"estimate": 0.9, "interval": [0.8, 1.0], "runs": 10, "worlds": 10}
        limit = {"kind": "red_line", "id": "x", "name": "Never", "options": ["in force"],
                 "unit": "", "low": None, "high": None, "whole": [], "luck": 0.0}  # fmt: skip
        box = {"limits": [limit], **dict.fromkeys(
            ("density", "elsewhere", "coverage", "support"), share)}  # fmt: skip
        for found in o["failures"].values():
            for told in found.values():
                told["boxes"] = [box]
        told = [plain(s) for s in w.fails_where(o)]
        assert len(told) == 2
        assert told[0].startswith("Under every policy, 90 % of the runs end without an agreement")
        o["failures"]["retribution"]["no_agreement"]["boxes"] = []
        told = [plain(s) for s in w.fails_where(o)]
        assert told[0].startswith("Under “Nothing new”, “Sticks only” and “A golden bridge”, 90 %")
        assert "Under “Retribution” no conditions were found" in told[1]

    def test_an_inverted_u_is_told_with_both_differences(self, w, o):
        for one in o["gain"]["readings"].values():
            for peak in one["peaks"].values():
                peak.update(shape="falls", gain=0.0)
        told = [plain(s) for s in w.inverted_u(o)]
        assert told[0] == (
            "Gains of Ukraine: in every reading, agreement is the less likely the more it has "
            "gained."
        )
        o["gain"]["readings"]["talks"]["peaks"]["second"].update(
            shape="inverted_u", gain=0.4,
            above_none={"estimate": 0.05, "interval": [0.03, 0.07]},
            above_most={"estimate": 0.1, "interval": [0.08, 0.12]},
        )  # fmt: skip
        told = [plain(s) for s in w.inverted_u(o)]
        assert (
            "Gains of Ukraine: where losses lead to talks, there is an inverted U. Agreement is "
            "likeliest at a gain of 0.4 of 1: +5 points (3 to 7) against no gain, and +10 points "
            "(8 to 12) against the largest."
        ) in told

    def test_agreements_too_few_tell_no_shape(self, w, o):
        for one in o["gain"]["readings"]["as_drawn"]["agreement"]:
            one["estimate"] = 0.004
        (told,) = w.inverted_u(o)
        assert "too few to tell a shape" in plain(told)
        assert gain(o) is None

    def test_few_agreements_tell_no_time(self, w, o):
        o["nothing"]["months_to_agreement"].update(runs=3)
        told = " ".join(plain(s) for s in w.drags_on(o))
        assert "Only three runs of 640 ended in one: too few to say when." in told
        assert "on average" not in told

    def test_every_question_and_reading_has_words(self, o):
        for name, one in o["hypotheses"].items():
            assert name in QUESTIONS
            assert set(READINGS[name]) == set(one["readings"])
            assert set(DENIED.get(name, READINGS[name])) == set(one["readings"])


class TestCharts:
    def test_each_is_drawn_with_a_table(self, figures, before, during):
        at_war = over_time_figures(during.as_dict())
        for found, data in ((figures, before.as_dict()), (at_war, during.as_dict())):
            assert len(found) == len(OVER_TIME_CHARTS) - too_few(data)
            for name, svg in draw(found.values()).items():
                figure = found[name]
                assert "<svg" in svg
                assert "NaN" not in svg
                assert figure.rows
                assert all(len(row) == len(figure.header) for row in figure.rows), name
                json.dumps(figure.spec, allow_nan=False)

    def test_nothing_to_show_is_no_chart(self, o, figures):
        left_out = {**o, **dict.fromkeys(PARTS)}
        kept = set(over_time_figures(left_out))
        gone = {"fan-crisis", "fan-parties", "sobol-time", "gain", "gain-openness"}
        assert set(figures) - kept == gone
        assert over_time_figures(None) == {}

    def test_pairs_are_the_same_seen_from_either_side(self, figures):
        spec = figures["policy-pairs"].spec
        for panel in spec["hconcat"]:
            found = panel.get("data") or panel["layer"][0]["data"]
            rows = found.get("values") or spec["datasets"][found["name"]]
            names = list(dict.fromkeys(r["a"] for r in rows))
            told = {(names.index(r["a"]) + 1, int(r["b"])): r["points"] for r in rows}
            for (a, b), points in told.items():
                assert told[b, a] == -points

    def test_no_colour_takes_a_side(self, figures):
        """No red, and none of the parties' names decides a colour."""
        for figure in figures.values():
            text = json.dumps({**figure.spec, "config": None})
            for colour in re.findall(r"#[0-9a-fA-F]{6}", text):
                red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
                assert not (red > 150 and green < 60 and blue < 80), (figure.id, colour)

    def test_names_that_would_meet_stand_apart(self):
        placed = _apart([0.0, 0.01, 0.02, 0.5], 0.1)
        assert all(b - a >= 0.1 - 1e-12 for a, b in pairwise(placed))
        assert placed[3] == 0.5
        assert sum(placed[:3]) / 3 == pytest.approx(0.01)

    def test_in_a_notebook_a_chart_shows_itself(self, figures):
        bare = replace(figures["survival"], title=EVIL)
        told = bare._repr_html_()
        assert told.count("<svg") == 1
        assert "<script" not in told
        assert bare.description.split(".")[0] in html.unescape(told)

    def test_names_stay_text(self, o):
        for one in o["comparison"]["policies"].values():
            one["name"] += EVIL
        o["parties"] = {key: name + EVIL for key, name in o["parties"].items()}
        named = (policies, policy_pairs, policy_courses, fan_parties, gain)
        for svg in draw(chart(o) for chart in named).values():
            assert "<script" not in svg


@pytest.fixture(scope="module")
def written(security, answers, tmp_path_factory):
    course = understand(security, "2022-01-28", runs=160, worlds=16,
                        policies=["golden-bridge"], parts=["failures"])  # fmt: skip
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(
        write_report(security, answers["2022-01-28"], over_time=course), encoding="utf-8"
    )
    return path


class TestVerify:
    def test_what_follows_from_the_case_holds(self, security, written):
        verdict = verify(read_claim(written), security)
        assert verdict.differences == ()

    def test_a_changed_figure_is_found(self, security, written, tmp_path):
        text = written.read_text(encoding="utf-8")
        number = json.loads(re.search(r'"nothing":\{.*?"lapse":\{"estimate":([0-9.]+)', text)[1])
        start = text.index('"nothing":{')
        at = text.index(f'"lapse":{{"estimate":{number}', start)
        bad = tmp_path / "bad.html"
        bad.write_text(
            text[:at] + text[at:].replace(str(number), str(number / 2), 1), encoding="utf-8"
        )
        told = verify(read_claim(bad), security).differences
        assert any(line.startswith("over_time.nothing.lapse.estimate") for line in told)

    def test_a_policy_that_is_hidden_is_found(self, security, written, tmp_path):
        claim = read_claim(written)
        again = over_time_again(
            {**claim.over_time, "comparison": {"policies": {"none": {}}}}, security, "2022-01-28"
        )
        assert list(again["comparison"]["policies"]) == ["none"]

    @pytest.mark.parametrize(
        ("key", "value"), [("runs", -1), ("worlds", 10**9), ("seed", "1"), ("worlds", 1000)]
    )
    def test_what_is_damaged_is_refused(self, written, tmp_path, key, value):
        text = written.read_text(encoding="utf-8")
        start = text.index('"over_time":{')
        old = re.compile(rf'"{key}":[0-9]+')
        bad = tmp_path / "bad.html"
        bad.write_text(
            text[:start] + old.sub(f'"{key}":{json.dumps(value)}', text[start:], count=1),
            encoding="utf-8",
        )
        with pytest.raises(NotAReport):
            read_claim(bad)

    def test_an_older_format_has_no_such_part(self, written, tmp_path):
        text = written.read_text(encoding="utf-8")
        bad = tmp_path / "old.html"
        bad.write_text(text.replace('{"format":3,', '{"format":2,', 1), encoding="utf-8")
        with pytest.raises(NotAReport, match="over time"):
            read_claim(bad)

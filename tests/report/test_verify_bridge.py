import json

import pytest

from goldenbridge.analysis.bridging import bridge
from goldenbridge.report import write_report
from goldenbridge.report.embed import NotAReport, embedded, extract
from goldenbridge.report.verify import read_claim, verify


@pytest.fixture
def report(tmp_path, bridged_page):
    path = tmp_path / "report.html"
    path.write_text(bridged_page, encoding="utf-8")
    return path


def changed_data(path, change):
    text = path.read_text(encoding="utf-8")
    data = extract(text, "x")
    before = embedded(data)
    change(data)
    path.write_text(text.replace(before, embedded(data)), encoding="utf-8")
    return path


def test_a_report_with_a_bridge_follows_from_its_case(report, sellers):
    verdict = verify(read_claim(report), sellers)
    assert verdict.differences == ()
    assert json.loads(json.dumps(verdict.as_dict()))["holds"] is True


def test_the_bridge_may_stand_on_other_worlds_than_the_findings(tmp_path, sellers, found):
    other = bridge(sellers, worlds=48, seed=3, parts=["curve", "steps"])
    path = tmp_path / "report.html"
    path.write_text(write_report(sellers, found, bridge=other), encoding="utf-8")
    assert verify(read_claim(path), sellers).differences == ()


@pytest.mark.parametrize(
    "where",
    [
        ("curve", 0, "share"),
        ("plan", "worlds", "holds", "interval", 0),
        ("levers", "one-season", "costs", "council"),
    ],
)
def test_a_changed_digit_in_the_bridge(report, sellers, where):
    def change(data):
        inner = data["bridge"]
        for key in where[:-1]:
            inner = inner[key]
        inner[where[-1]] += 0.001

    [line] = verify(read_claim(changed_data(report, change)), sellers).differences
    assert line.startswith(f"bridge.{'.'.join(map(str, where))}: the report says")


def test_a_changed_word_of_a_step_in_the_data(report, sellers):
    def change(data):
        data["bridge"]["steps"][0]["text"] += " And more."

    [line] = verify(read_claim(changed_data(report, change)), sellers).differences
    assert line.startswith("bridge.steps.0.text")


def test_a_changed_word_of_a_step_on_the_page(report, sellers):
    text = report.read_text(encoding="utf-8")
    words = extract(text, "x")["bridge"]["steps"][0]["does"][0]["words"][0]
    start = text.index('id="bridge-steps"')
    assert words in text[start:]
    report.write_text(
        text[:start] + text[start:].replace(words, words.replace("“", "“Not "), 1), encoding="utf-8"
    )
    [line] = verify(read_claim(report), sellers).differences
    assert "the page, line" in line


def test_a_bridge_taken_out_of_the_data_is_missed_on_the_page(report, sellers):
    changed_data(report, lambda data: data.pop("bridge"))
    assert not verify(read_claim(report), sellers).holds


def test_a_bridge_of_another_case(report, sellers):
    changed_data(report, lambda data: data["bridge"].update(case_hash="0" * 64))
    [line, *_] = verify(read_claim(report), sellers).differences
    assert line.startswith("bridge.case_hash")


@pytest.mark.parametrize(
    "stage", ["drawing worlds", "carrots and sticks", "what to find out first", "linking issues"]
)
def test_a_bridge_that_was_stopped_is_compared_as_far_as_it_went(tmp_path, sellers, found, stage):
    seen = {"stop": False}

    def progress(told, fraction):
        seen["stop"] = seen["stop"] or told == stage

    short = bridge(sellers, worlds=64, progress=progress, stop=lambda: seen["stop"])
    assert short.interrupted
    path = tmp_path / "report.html"
    page = write_report(sellers, found, bridge=short)
    path.write_text(page, encoding="utf-8")
    assert extract(page, "x")["bridge"]["left_out"]
    assert verify(read_claim(path), sellers).differences == ()


def test_to_say_it_was_stopped_hides_no_part(report, sellers):
    def change(data):
        data["bridge"].update(interrupted=True, offers=None, left_out=["offers"])

    told = verify(read_claim(changed_data(report, change)), sellers).differences
    assert any("the page" in line for line in told)


class TestOlderFormat:
    @pytest.fixture
    def old(self, tmp_path, page_text):
        path = tmp_path / "report.html"
        path.write_text(page_text, encoding="utf-8")
        return changed_data(path, lambda data: data.update(format=1))

    def test_it_is_still_read_and_its_numbers_compared(self, old, sellers):
        verdict = verify(read_claim(old), sellers)
        assert verdict.holds
        assert any("format 1" in note for note in verdict.notes)

        def change(data):
            data["findings"]["share_with_deal"]["red_lines_on"]["estimate"] += 0.1

        assert not verify(read_claim(changed_data(old, change)), sellers).holds

    def test_it_has_no_bridge(self, report):
        changed_data(report, lambda data: data.update(format=1))
        with pytest.raises(NotAReport, match="its bridge is damaged"):
            read_claim(report)


@pytest.mark.parametrize("bad", [7, [], None, {}, {"seed": 1}, {"seed": -1, "worlds": 64}])
def test_an_odd_bridge_is_refused_before_any_work(report, bad):
    changed_data(report, lambda data: data.update(bridge=bad))
    with pytest.raises(NotAReport):
        read_claim(report)


@pytest.mark.parametrize("part", ["curve", "steps", "offers"])
def test_an_odd_part_is_told_and_gives_no_traceback(report, sellers, part):
    changed_data(report, lambda data: data["bridge"].update({part: "\x1b[2J"}))
    told = verify(read_claim(report), sellers).differences
    assert any(line.startswith(f"bridge.{part}:") for line in told)
    assert not any("\x1b" in line for line in told)

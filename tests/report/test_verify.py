import json

import pytest

from goldenbridge.report.embed import NotAReport, embedded, extract, without_data
from goldenbridge.report.verify import compare, read_claim, shown, verify


@pytest.fixture
def report(tmp_path, page_text):
    path = tmp_path / "report.html"
    path.write_text(page_text, encoding="utf-8")
    return path


def changed(path, old, new, count=-1):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return path


def changed_data(path, change):
    text = path.read_text(encoding="utf-8")
    data = extract(text, "x")
    before = embedded(data)
    change(data)
    path.write_text(text.replace(before, embedded(data)), encoding="utf-8")
    return path


def test_a_report_follows_from_its_case(report, sellers):
    verdict = verify(read_claim(report), sellers)
    assert verdict.differences == ()
    assert verdict.holds
    assert json.loads(json.dumps(verdict.as_dict()))["holds"] is True


def test_line_ends_of_another_system_do_no_harm(report, sellers):
    report.write_bytes(report.read_bytes().replace(b"\n", b"\r\n"))
    assert verify(read_claim(report), sellers).holds


def test_a_changed_number_in_the_data(report, sellers):
    def change(data):
        data["findings"]["share_with_deal"]["red_lines_on"]["estimate"] += 0.1

    verdict = verify(read_claim(changed_data(report, change)), sellers)
    [line] = verdict.differences
    assert "findings.share_with_deal.red_lines_on.estimate" in line


def test_a_changed_digit_on_the_page(report, sellers):
    verdict = verify(read_claim(changed(report, "sampling only</span>", "sure</span>", 1)), sellers)
    [line] = verdict.differences
    assert "the page, line" in line


def test_a_changed_chart(report, sellers):
    verdict = verify(read_claim(changed(report, 'stroke="#17304d"', 'stroke="#ffffff"')), sellers)
    assert verdict.differences == ("the page: a chart is not the one that the findings give",)


def test_charts_of_another_program_are_not_compared(report, sellers):
    changed_data(report, lambda data: data.update(drawn_with="altair 0"))
    assert verify(read_claim(changed(report, 'stroke="#17304d"', 'stroke="#fff"')), sellers).holds


def test_something_added_and_something_missing(report, sellers):
    def change(data):
        data["findings"]["verdict"] = "sign it"
        del data["findings"]["caveat"]

    told = verify(read_claim(changed_data(report, change)), sellers).differences
    assert any("findings.verdict: in the report, but not worked out again" in t for t in told)
    assert any("findings.caveat: missing" in t for t in told)


def test_a_case_that_has_changed(report, sellers):
    changed_data(report, lambda data: data["findings"].update(case_hash="0" * 64))
    [line] = verify(read_claim(report), sellers).differences
    assert "the case has changed" in line


def test_another_version_is_noted(report, sellers):
    text = report.read_text(encoding="utf-8")
    version = extract(text, "x")["findings"]["goldenbridge"]
    report.write_text(text.replace(version, "9.9.9"), encoding="utf-8")
    verdict = verify(read_claim(report), sellers)
    assert verdict.holds
    assert any("9.9.9" in note for note in verdict.notes)


def test_a_snapshot_that_is_not_there(report, sellers):
    changed_data(report, lambda data: data["findings"].update(snapshot="1999\x1b[2J"))
    [line] = verify(read_claim(report), sellers).differences
    assert "\x1b" not in line


def test_a_run_that_was_stopped_early_is_compared_as_far_as_it_went(sellers, found, tmp_path):
    from goldenbridge.analysis import Findings
    from goldenbridge.report import write_report

    data = found.as_dict()
    asked = data["influence"][:1]
    kept = {(i["kind"], i["id"]) for i in asked}
    kinds = {"reading": "hypothesis"}
    separates = [
        s if (kinds.get(s["kind"], s["kind"]), s["id"].split(".")[0]) in kept
        else {**s, "set": None}
        for s in data["separates"]
    ]  # fmt: skip
    part = Findings({**data, "interrupted": True, "influence": asked, "separates": separates})
    path = tmp_path / "report.html"
    path.write_text(write_report(sellers, part), encoding="utf-8")
    assert verify(read_claim(path), sellers).differences == ()


BAD = {
    "empty": "",
    "another page": "<!doctype html><title>Hello</title>",
    "cut off": '<script type="application/json" id="goldenbridge-findings">{"format":1',
    "no json": '<script type="application/json" id="goldenbridge-findings">{oh}</script>',
    "a list": '<script type="application/json" id="goldenbridge-findings">[1]</script>',
    "not a number": '<script type="application/json" id="goldenbridge-findings">NaN</script>',
    "deep": '<script type="application/json" id="goldenbridge-findings">'
    + "[" * 100_000
    + "</script>",
    "a huge number": '<script type="application/json" id="goldenbridge-findings">'
    + "9" * 10_000
    + "</script>",
    "two": '<script type="application/json" id="goldenbridge-findings">{}</script>' * 2,
    "another format": '<script type="application/json" id="goldenbridge-findings">'
    '{"format":7}</script>',
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_report_is_told_gently(name, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text(BAD[name], encoding="utf-8")
    with pytest.raises(NotAReport, match="cannot be read as a report"):
        read_claim(path)


def test_not_text_at_all(tmp_path):
    path = tmp_path / "bad.html"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotAReport, match="UTF-8"):
        read_claim(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("worlds", 10**9), ("worlds", 1), ("worlds", "64"), ("worlds", True), ("worlds", 64.0),
        ("seed", -1), ("seed", None), ("case", 7), ("snapshot", None), ("case_hash", ["x"]),
    ],
)  # fmt: skip
def test_odd_values_are_refused_before_any_work(report, key, value):
    changed_data(report, lambda data: data["findings"].update({key: value}))
    with pytest.raises(NotAReport):
        read_claim(report)


def test_tolerance():
    assert list(compare({"x": 1.0}, {"x": 1.0 + 1e-12}, "f")) == []
    assert len(list(compare({"x": 1.0}, {"x": 1.000001}, "f"))) == 1
    assert len(list(compare({"x": True}, {"x": 1}, "f"))) == 1
    assert len(list(compare({"x": float("inf")}, {"x": 1}, "f"))) == 1
    assert len(list(compare([1, 2], [1], "f"))) == 1
    assert len(list(compare({"x": 10**400}, {"x": 1.5}, "f"))) == 1


def test_what_is_shown_is_safe():
    assert shown("\x1b]0;evil\x07") == "?]0;evil?"


def test_data_cannot_leave_their_element():
    text = embedded({"a": "</script>\u2028&<!--"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script>\u2028&<!--"}
    assert without_data("no data here") == "no data here"

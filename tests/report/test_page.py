import shutil

import pytest

from goldenbridge.analysis import deals
from goldenbridge.analysis.bridging import Bridge, bridge
from goldenbridge.case import load
from goldenbridge.report import write_report
from goldenbridge.report.document import render
from goldenbridge.report.embed import extract
from goldenbridge.report.html import web_link
from goldenbridge.report.narrative import summary
from goldenbridge.report.parts import SECTIONS

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def check_page(text, parse):
    """The laws that every report keeps."""
    page = parse(text)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link and link.startswith("#")}
    assert inner <= set(page.ids)
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes), attributes
        assert "src" not in attributes
        assert tag not in {"link", "img", "iframe", "object", "embed", "form", "base"}
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [s.get("type") for s in scripts] == ["application/json"]
    outer = [link for link in page.links if not link.startswith("#")]
    assert all(link.startswith(("https://", "http://")) for link in outer)
    return page


def test_a_bundled_case(page_text, parse):
    page = check_page(page_text, parse)
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert ("html", {"lang": "en"}) in page.tags
    assert "url(" not in page_text.split("</style>")[0]
    for tag, attributes in page.tags:
        if tag == "th":
            assert attributes.get("scope") in {"row", "col"}
    assert sum(t == "table" for t, _ in page.tags) == sum(t == "caption" for t, _ in page.tags)
    assert sum(t == "h1" for t, _ in page.tags) == 1
    words = "".join(page.text)
    for expected in ("sampling only", "predicts nothing", "case.yaml", "item 6", "Glossary"):
        assert expected in words


def test_the_same_input_gives_the_same_page(sellers, found, page_text):
    assert write_report(sellers, found) == page_text


def test_an_old_answer_can_still_be_shown(sellers, findings, parse):
    check_page(render(sellers, findings), parse)


def test_snapshots_and_an_agreement(sellers, findings, parse):
    best = findings["packages"][0]
    findings["agreement"] = {
        "text": "They shook hands.", "date": "2031-09-30", "package": best["options"],
        "acceptability": best["acceptability"], "joint": best["joint"],
        "crosses": {"no-high-flour": best["joint"]}, "differs_from_best": ["flour"],
        "on_frontier": True, "met": False, "status": "",
    }  # fmt: skip
    other = {**summary(findings), "title": "Another moment"}
    findings["interrupted"] = True
    page = check_page(render(sellers, findings, [other]), parse)
    words = "".join(page.text)
    assert "Not met" in words
    assert "Another moment" in words
    assert "This run was stopped early." in words


def test_nothing_found(sellers, findings, parse):
    findings.update(
        best_package=None, packages=[], conflict_sets=[], relaxations=[], influence=[],
        separates=[], solutions={}, frontier={"size": 0, "shown": []},
    )  # fmt: skip
    findings["u_star"].update(estimate=None, interval=None, range=None)
    check_page(render(sellers, findings), parse)


def test_every_share_leads_to_how_it_was_counted(page_text, parse):
    page = parse(page_text)
    told = {link for link in page.links if link.startswith("#m-")}
    assert {"#m-share", "#m-red-lines", "#m-fresh", "#m-ustar", "#m-conflicts"} <= told


def test_a_number_leads_down_to_its_source(page_text, parse):
    page = parse(page_text)
    for step in (
        "#at-no_deal.bakery",
        "#at-red_lines.no-high-flour",
        "#at-statements.st-never-high",
        "#at-sources.minutes",
    ):
        assert step in page.links


@pytest.fixture
def hostile(sellers, tmp_path):
    """The two sellers, with markup in every text that a case may hold."""
    folder = tmp_path / "hostile"
    shutil.copytree(sellers.folder, folder)
    path = folder / "case.yaml"
    text = path.read_text(encoding="utf-8")
    quoted = "'" + EVIL + "'"
    lines = []
    for line in text.split("\n"):
        key, colon, value = line.partition(": ")
        plain_value = value and value[0] not in ">{[|'\"&*" and not value[0].isdigit()
        if colon and plain_value and key.strip() in {"title", "text", "name", "question", "note"}:
            line = f"{key}: {quoted}"
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")
    sources = folder / "sources.yaml"
    sources.write_text(
        f"minutes:\n  title: {quoted}\n  url: 'javascript:alert(1)'\n", encoding="utf-8"
    )
    (folder / "expected.yaml").unlink()
    return load(folder)


def test_a_hostile_case_stays_inert(hostile, parse):
    found = deals(hostile, worlds=64)
    opened = bridge(hostile, worlds=64)
    assert opened.as_dict()["levers"]["one-season"]["name"] == EVIL
    text = write_report(hostile, found, bridge=opened)
    page = check_page(text, parse)
    assert "alert(1)" in "".join(page.text)
    assert not any((link or "").startswith("javascript") for link in page.links)
    assert extract(text, "x")["findings"]["title"] == EVIL


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "file:///x"])
def test_only_web_addresses_are_linked(url):
    assert web_link(url) is None


class TestBridge:
    def test_every_section_is_there_and_in_the_contents(self, bridged_page, parse):
        page = check_page(bridged_page, parse)
        for part, title in SECTIONS:
            assert f"bridge-{part}" in page.ids
            assert f"#bridge-{part}" in page.links
            assert title in "".join(page.text)
        words = "".join(page.text)
        for expected in (
            "The golden bridge",
            "the price of not knowing",
            "a place to start talking from, not advice",
            "Carrots and sticks",
            "Steps nobody gains by breaking",
        ):
            assert expected in words
        assert sum(t == "table" for t, _ in page.tags) == sum(t == "caption" for t, _ in page.tags)

    def test_without_a_bridge_nothing_is_said_of_it(self, page_text):
        assert "golden bridge" not in page_text
        assert "bridge" not in extract(page_text, "x")

    def test_the_data_are_all_embedded(self, bridged, bridged_page):
        kept = extract(bridged_page, "x")["bridge"]
        assert kept.keys() == bridged.as_dict().keys()
        assert kept["steps"] == bridged.as_dict()["steps"]

    def test_levers_lead_down_to_their_statements(self, bridged_page, parse):
        page = parse(bridged_page)
        for step in ("#at-levers.one-season", "#at-statements.st-one-season"):
            assert step in page.links
        assert "at-levers.one-season.costs.council" in page.ids

    @pytest.mark.parametrize(
        "gone", [["offers"], [p for p, _ in SECTIONS if p != "curve"], [p for p, _ in SECTIONS]]
    )
    def test_what_was_left_out_is_said(self, sellers, found, bridged, parse, gone):
        data = bridged.as_dict()
        keys = {"steps": ("steps", "plan"), "curve": ("curve", "curve_about"),
                "questions": ("questions", "information")}  # fmt: skip
        nothing = {key: None for part in gone for key in keys.get(part, (part,))}
        part = Bridge({**data, **nothing, "interrupted": True, "left_out": gone})
        page = check_page(write_report(sellers, found, bridge=part), parse)
        words = "".join(page.text)
        assert "This part of the run was stopped early." in words
        titles = dict(SECTIONS)
        assert f"Left out: {titles[gone[0]]}" in words
        assert not {f"bridge-{name}" for name in gone} & set(page.ids)

    def test_a_part_that_was_cut_short_is_left_out(self, sellers, found, bridged, parse):
        short = Bridge({**bridged.as_dict(), "interrupted": True, "cut_short": ["offers"]})
        text = write_report(sellers, found, bridge=short)
        kept = extract(text, "x")["bridge"]
        assert kept["offers"] is None
        assert kept["left_out"] == ["offers"]
        assert "Left out: Offers." in "".join(parse(text).text)

    @pytest.mark.parametrize("key", ["case_hash", "snapshot"])
    def test_of_another_case_or_moment_it_is_refused(self, sellers, found, bridged, key):
        other = Bridge({**bridged.as_dict(), key: "another"})
        with pytest.raises(ValueError, match=f"its {key} is another"):
            write_report(sellers, found, bridge=other)

    def test_a_case_without_levers(self, parse, tmp_path, sellers):
        folder = tmp_path / "bare"
        shutil.copytree(sellers.folder, folder)
        path = folder / "case.yaml"
        text = path.read_text(encoding="utf-8")
        start = text.index("\nlevers:\n")
        rest = text[start + 1 :].split("\n")[1:]
        after = next((n for n, line in enumerate(rest) if line[:1].strip()), len(rest))
        path.write_text(text[:start] + "\n" + "\n".join(rest[after:]), encoding="utf-8")
        (folder / "expected.yaml").unlink()
        bare = load(folder)
        assert not bare.at().body.levers
        text = write_report(bare, deals(bare, worlds=64), bridge=bridge(bare, worlds=64))
        words = "".join(check_page(text, parse).text)
        assert "The case names no lever" in words
        assert "there is nothing to compare" in words

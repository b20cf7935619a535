"""Links inside the documentation lead somewhere, and the glossary is used and complete."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from goldenbridge.report.glossary import GLOSSARY as REPORT_GLOSSARY

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(ROOT / n for n in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "docs").rglob("*.md"),
    ]
)
GLOSSARY = ROOT / "docs/glossary.md"
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")

#: The words of the glossary. A word that is used in a sense of its own gets an entry.
WORDS = """
party, mandate, issue, option, position, interest, package, deal, deal space, worth,
reservation value, aspiration, no deal, zone of agreement, salience, clout, state, move,
sanction, stable, statement, passage, judgement, source, finding, case, world, reading,
hypothesis, swing, weight, basket, main issue, bracket, firmness u, u star, red line, binding,
severity, confidence, conflict set, correction set, relaxation, margin, shortfall,
joint acceptability, fresh worlds, intervention, central world, frontier, snapshot, lever,
constituency, dead judgement, padding, interval, consent, default, seed, case hash, rule,
interaction, contradiction, individually rational, policy, run, rung, window, epoch, knob, cluster,
base rate, mechanism
"""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def prose(page: Path) -> str:
    """The text of a page without its code."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^\s*(```|~~~).*?^\s*\1", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "``", text)


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as code hosts make them."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^\s*(```|~~~).*?^\s*\1", "", text, flags=re.MULTILINE | re.DOTALL)
    found: list[str] = []
    for heading in re.findall(r"^#{1,6} +(.+?)\s*$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        again = found.count(slug)
        found.append(slug if not again else f"{slug}-{again}")
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        there = file.exists() and file.is_relative_to(ROOT)
        if not there or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert not broken, f"{name_of(page)} links to nothing: {broken}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_reference_links_are_not_used(page: Path) -> None:
    # Links by label are not followed above, so there must be none.
    assert not re.search(r"^\[[^\]]+\]: ", prose(page), re.MULTILINE)


def test_every_page_can_be_found() -> None:
    """From the two pages called README, by links, one reaches every page."""
    todo = [ROOT / "README.md", ROOT / "docs/README.md"]
    reached = set(todo)
    while todo:
        page = todo.pop()
        for target in LINK.findall(prose(page)):
            file = (page.parent / target.partition("#")[0]).resolve()
            if file in PAGES and file not in reached:
                reached.add(file)
                todo.append(file)
    assert sorted(map(name_of, set(PAGES) - reached)) == []


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        text = page.read_text(encoding="utf-8")
        used = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
        assert used, name_of(page)
        assert used <= targets, name_of(page)


def terms() -> list[str]:
    return re.findall(r"^### (.+)$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


def slug(word: str) -> str:
    return re.sub(r"[^\w\- ]", "", word.lower()).strip().replace(" ", "-")


def test_glossary_has_every_word_once_and_in_order() -> None:
    found = terms()
    plain = [re.sub(r"[^\w ]", "", t.lower()) for t in found]
    assert plain == sorted(plain)
    assert len(set(plain)) == len(plain)
    wanted = {slug(w.strip()) for w in WORDS.split(",")}
    missing = wanted - {slug(t.replace("u*", "u star")) for t in found}
    assert not missing


def test_glossary_has_the_words_of_the_report() -> None:
    missing = {slug(w) for w in REPORT_GLOSSARY} - {slug(t) for t in terms()}
    assert not missing, "a word of the report's glossary is not in docs/glossary.md"


def test_glossary_entries_are_short() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    for part in text.split("\n### ")[1:]:
        word, _, told = part.partition("\n")
        assert 3 < len(told.split()) < 90, word


def test_glossary_terms_are_linked() -> None:
    """Each entry is linked from some page, and each page that explains links to the glossary."""
    linked = {
        target.partition("#")[2]
        for page in PAGES
        for target in LINK.findall(prose(page))
        if (page == GLOSSARY and target.startswith("#")) or "glossary.md#" in target
    }
    assert {slug(t) for t in terms()} <= linked
    for folder in ("tutorials", "how-to", "explanation"):
        for page in (ROOT / "docs" / folder).glob("*.md"):
            if page.name != "write-a-case.md":
                assert "glossary.md" in prose(page), name_of(page)

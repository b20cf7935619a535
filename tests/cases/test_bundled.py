"""The cases that ship with goldenbridge: sound, met by their own answers, in our own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.analysis import deals
from goldenbridge.analysis.audit import audit
from goldenbridge.analysis.audit.records import contradicted_records
from goldenbridge.analysis.audit.trial import Trial
from goldenbridge.case import Severity, bundled_cases, load, read_case

NAMES = ["camp-david-1978", "european-security", "two-sellers"]
SNAPSHOTS = [(name, key) for name in NAMES for key in load(name).snapshots]

#: The articles that the European case is read from; they are not shipped.
TEXTS = Path(__file__).resolve().parents[3] / "shared" / "sources"
LONGEST = 9


def found(name: str, snapshot: str) -> dict[str, Any]:
    """The answer, with the worlds and the seed that the case says."""
    case = load(name)
    assert case.expected is not None
    asked = {"worlds": case.expected.worlds, "seed": case.expected.seed}
    return deals(case, snapshot, brief=True, **asked).as_dict()


def texts() -> Path:
    if not list(TEXTS.glob("*.txt")):
        pytest.skip(f"the articles are not at hand: no texts in {TEXTS}")
    return TEXTS


def test_these_are_all_there_are() -> None:
    assert sorted(bundled_cases()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_without_an_error_and_says_what_it_expects(name: str) -> None:
    loaded = read_case(name)
    assert [str(p) for p in loaded.errors] == []
    assert loaded.case is not None
    assert loaded.case.expected is not None
    assert loaded.case.expected.expect
    assert loaded.case.about


@pytest.mark.parametrize(("name", "snapshot"), SNAPSHOTS)
def test_it_answers_what_it_expects(name: str, snapshot: str) -> None:
    told = found(name, snapshot)["expectations"]
    missed = [
        f"{e['what']}: found {e['found']}, wanted {e['wanted']}" for e in told if not e["met"]
    ]
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_every_expectation_is_of_a_snapshot_there_is(name: str) -> None:
    case = load(name)
    assert case.expected is not None
    assert {e.snapshot for e in case.expected.expect} <= {None, *case.snapshots}


@pytest.mark.parametrize(("name", "snapshot"), SNAPSHOTS)
def test_its_worlds_keep_to_the_record(name: str, snapshot: str) -> None:
    problems = list(contradicted_records(Trial(load(name).at(snapshot), 1024, 1)))
    assert [str(p) for p in problems if p.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_audit_finds_no_error(name: str) -> None:
    problems = audit(load(name), worlds=48)
    assert [str(p) for p in problems if p.severity is Severity.ERROR] == []


def test_what_was_agreed_at_camp_david_is_compared() -> None:
    case = load("camp-david-1978")
    assert case.expected is not None
    reached = case.expected.agreement
    assert reached is not None
    told = [
        deals(case, key, worlds=64, brief=True).as_dict()["agreement"] for key in case.snapshots
    ]
    assert [one is not None for one in told] == [key == reached.snapshot for key in case.snapshots]
    one = next(t for t in told if t is not None)
    assert one["met"] in {True, False}  # it keeps the rules and the agenda: it can be told
    assert {k: one["package"][k] for k in reached.package} == reached.package
    assert 0 <= one["joint"]["estimate"] <= 1
    assert set(one["acceptability"]) == {"egypt", "israel", "united-states"}
    assert one["cite"]
    assert set(one["differs_from_best"]) < set(reached.package)


# ------------------------------------------------------------------------------------- evidence


def test_every_anchor_is_found_again_in_the_articles() -> None:
    loaded = read_case("european-security", texts())
    case = loaded.case
    assert case is not None
    assert sum(s.anchor is not None for s in case.statements.values()) > 50
    codes = {"anchor", "anchor-text", "anchors-unread", "source-hash"}
    assert [str(p) for p in loaded.problems if p.code in codes] == []


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[n : n + LONGEST + 1]) for n in range(len(text) - LONGEST)}


def test_no_sentence_of_an_article_is_copied() -> None:
    """No ten words in a row, headlines of the articles apart: those cite them."""
    articles = {path.name: runs(words(path.read_text(encoding="utf-8")))
                for path in texts().glob("*.txt")}  # fmt: skip
    for name, folder in bundled_cases().items():
        headlines = [words(source.title) for source in load(name).sources.values()]
        titles = {run for headline in headlines for run in runs(headline)}
        for path in sorted(folder.glob("*.yaml")):
            ours = runs(words(path.read_text(encoding="utf-8"))) - titles
            for article, theirs in articles.items():
                same = [" ".join(run) for run in sorted(ours & theirs)]
                assert same == [], (name, path.name, article)


def test_a_copied_sentence_would_be_seen() -> None:
    sentence = "one two three four five six seven eight nine ten"
    assert runs(words(f"He said: {sentence}.")) & runs(words(f"“{sentence.title()}”, it said"))
    assert not runs(words(sentence)) & runs(words(sentence.replace("five", "5")))


def test_the_european_case_is_as_large_as_was_asked_for() -> None:
    case = load("european-security")
    assert len(case.snapshots) == 3
    for snapshot in case.snapshots.values():
        assert len(snapshot.body.issues) >= 14
        assert all(3 <= len(i.options) <= 5 for i in snapshot.body.issues.values())
        assert set(snapshot.consenting) == {"ukraine", "russia", "us", "europe"}

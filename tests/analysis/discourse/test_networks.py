"""Networks: against a slow second opinion, and the laws they keep."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.analysis.discourse import (
    NetworkSettings,
    Stance,
    Stances,
    draw_up,
    stances,
    without_duplicates,
)
from goldenbridge.analysis.discourse import counts as counting
from goldenbridge.analysis.discourse.settings import DUPLICATES, Kind, Normalisation
from goldenbridge.analysis.discourse.stances import tidy, when
from goldenbridge.errors import NetworkEmpty, NetworkSettingsClash, NetworkTooLarge
from goldenbridge.statements.coded import CodedStatement

many = settings(deadline=None, max_examples=60)


def _slowly() -> ModuleType:
    spec = importlib.util.spec_from_file_location("slowly", Path(__file__).with_name("slowly.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


slowly = _slowly()

ONE_MODE: tuple[Kind, ...] = ("congruence", "conflict", "subtract", "ignore")
PAIRED: tuple[Normalisation, ...] = (
    "none", "average", "jaccard", "cosine", "dna_jaccard", "dna_cosine",
)  # fmt: skip

names = st.sampled_from(["Ask", "Birk", "Cedar", "Dogwood"])
issues = st.sampled_from(["tolls", "rails", "harbour"])
days = st.dates(date(2021, 11, 1), date(2022, 3, 1))


def rows(*polarities: int, dated: bool = False) -> st.SearchStrategy[list[Stance]]:
    when_ = days if dated else st.none()
    one = st.builds(
        Stance, names, issues, st.sampled_from(polarities), st.sampled_from("abc"), when_
    )
    return st.lists(one, min_size=1, max_size=14)


def drawn(said: list[Stance], kind: Kind, **settings: object) -> np.ndarray:
    return draw_up(Stances(tuple(said)), NetworkSettings(kind, **settings)).matrix  # type: ignore[arg-type]


@many
@given(rows(-1, 1), st.sampled_from(ONE_MODE), st.sampled_from(PAIRED))
def test_every_tie_is_what_its_definition_says(
    said: list[Stance], kind: Kind, how: Normalisation
) -> None:
    made = draw_up(Stances(tuple(said)), NetworkSettings(kind, normalise=how))
    for i, one in enumerate(made.rows):
        for j, other in enumerate(made.columns):
            wanted = 0.0 if i == j else slowly.tie(said, one, other, kind, how)
            assert made.matrix[i, j] == pytest.approx(wanted), (one, other)


@many
@given(rows(-1, 1), st.sampled_from(ONE_MODE))
def test_ties_among_issues_are_those_of_the_table_turned_round(
    said: list[Stance], kind: Kind
) -> None:
    turned = [replace(r, actor=r.issue, issue=r.actor) for r in said]
    assert (drawn(said, kind, by="issue") == drawn(turned, kind)).all()


@many
@given(rows(-3, -1, 0, 2, 3))
def test_steps_between_for_and_against_count_by_their_distance(said: list[Stance]) -> None:
    for kind in ("congruence", "conflict", "subtract"):
        made = draw_up(
            Stances(tuple(said)),
            NetworkSettings(kind, scale=(-3, 3), neutral="halfway"),  # type: ignore[arg-type]
        )
        wanted = slowly.pairs(said, kind, (-3, 3))
        for i, one in enumerate(made.rows):
            for j, other in enumerate(made.columns):
                assert made.matrix[i, j] == pytest.approx(wanted.get((one, other), 0.0))


@many
@given(rows(-1, 1), st.sampled_from(["none", "average", "dna_jaccard", "dna_cosine"]))
def test_congruence_and_conflict_add_up_to_ignore(said: list[Stance], how: str) -> None:
    same, odds, less, any_ = (drawn(said, kind, normalise=how) for kind in ONE_MODE)
    assert np.allclose(same + odds, any_)
    assert np.allclose(same - odds, less)


@many
@given(rows(-1, 1), st.sampled_from(ONE_MODE), st.sampled_from(PAIRED))
def test_one_mode_networks_are_symmetric_and_textbook_measures_bounded(
    said: list[Stance], kind: Kind, how: Normalisation
) -> None:
    w = drawn(said, kind, normalise=how)
    assert (w == w.T).all() or np.allclose(w, w.T)
    assert (np.diag(w) == 0).all()
    if how in ("jaccard", "cosine"):
        assert np.abs(w).max() <= 1 + 1e-12


@many
@given(rows(-1, 0, 1), st.permutations(["Ask", "Birk", "Cedar", "Dogwood"]))
def test_names_do_not_matter(said: list[Stance], order: list[str]) -> None:
    other = dict(zip(["Ask", "Birk", "Cedar", "Dogwood"], order, strict=True))
    table = Stances(tuple(said))
    renamed = Stances(tuple(replace(r, actor=other[r.actor]) for r in said))
    for kind in ("two-mode", "ignore"):
        made = draw_up(table, NetworkSettings(kind))  # type: ignore[arg-type]
        again = draw_up(renamed, NetworkSettings(kind))  # type: ignore[arg-type]
        place = [again.rows.index(other[name]) for name in made.rows]
        turned = again.matrix[place] if kind == "two-mode" else again.matrix[np.ix_(place, place)]
        assert (turned == made.matrix).all()


@many
@given(rows(-1, 1), st.sampled_from(["none", "average"]))
def test_the_order_of_statements_does_not_matter(said: list[Stance], how: str) -> None:
    assert np.allclose(
        drawn(said, "subtract", normalise=how), drawn(said[::-1], "subtract", normalise=how)
    )


@many
@given(rows(-1, 1, dated=True), st.sampled_from(DUPLICATES))
def test_taking_duplicates_out_only_shrinks(said: list[Stance], per: str) -> None:
    full = draw_up(Stances(tuple(said)), NetworkSettings("ignore"))
    less = draw_up(Stances(tuple(said)), NetworkSettings("ignore", duplicates=per))  # type: ignore[arg-type]
    assert less.rows == full.rows
    assert (less.matrix <= full.matrix).all()
    sides = draw_up(
        Stances(tuple(said)),
        NetworkSettings("two-mode", sides="subtract", duplicates=per),  # type: ignore[arg-type]
    )
    if per == "range":
        assert np.abs(sides.matrix).max() <= 1
        assert less.statements == len({(r.actor, r.issue) for r in said})


@many
@given(rows(-1, 1, dated=True))
def test_longer_periods_keep_fewer(said: list[Stance]) -> None:
    table = Stances(tuple(said))
    kept = {per: len(without_duplicates(table, per).rows) for per in DUPLICATES}
    assert kept["include"] >= kept["month"] >= kept["year"] >= kept["range"]
    assert kept["include"] >= kept["week"]
    assert kept["include"] >= kept["document"] >= kept["range"]


def test_months_are_those_of_one_year_and_weeks_go_over_new_year() -> None:
    def at(day: date, doc: str) -> Stance:
        return Stance("Ask", "tolls", 1, doc, day)

    table = Stances((at(date(2021, 5, 3), "a"), at(date(2022, 5, 3), "b")))
    assert len(without_duplicates(table, "month").rows) == 2
    table = Stances((at(date(2021, 12, 30), "a"), at(date(2022, 1, 2), "b")))
    assert len(without_duplicates(table, "week").rows) == 1
    assert len(without_duplicates(table, "year").rows) == 2
    table = Stances((at(date(2021, 5, 5), "a"), at(date(2022, 5, 5), "b")))
    assert len(without_duplicates(table, "week").rows) == 2
    undated = Stances((Stance("Ask", "tolls", 1, "a"), Stance("Ask", "tolls", 1, "b")))
    assert len(without_duplicates(undated, "month").rows) == 2


def test_the_first_of_a_repetition_stays() -> None:
    late = Stance("Ask", "tolls", 1, "b", date(2022, 5, 9), 0.5)
    early = Stance("Ask", "tolls", 1, "a", date(2022, 5, 1), 0.25)
    assert without_duplicates(Stances((late, early)), "month").rows == (early,)
    other = Stance("Ask", "tolls", -1, "a", date(2022, 5, 1))
    assert len(without_duplicates(Stances((early, other)), "month").rows) == 2
    assert len(without_duplicates(Stances((early, other)), "month", sides=False).rows) == 1


@many
@given(rows(-1, 1))
def test_two_mode_networks_count(said: list[Stance]) -> None:
    made = draw_up(Stances(tuple(said)), NetworkSettings("two-mode"))
    less = draw_up(Stances(tuple(said)), NetworkSettings("two-mode", sides="subtract"))
    both = draw_up(Stances(tuple(said)), NetworkSettings("two-mode", sides="combine"))
    assert made.matrix.sum() == len(said)
    for i, actor in enumerate(made.rows):
        for j, issue in enumerate(made.columns):
            held = [r.polarity for r in said if (r.actor, r.issue) == (actor, issue)]
            assert made.matrix[i, j] == len(held)
            assert less.matrix[i, j] == sum(held)
            assert both.matrix[i, j] == (1 in held) + 2 * (-1 in held)


@many
@given(rows(-1, 1))
def test_activity_and_prominence_are_shares(said: list[Stance]) -> None:
    acts = drawn(said, "two-mode", normalise="activity")
    spoken = drawn(said, "two-mode", normalise="prominence")
    assert np.allclose(acts.sum(axis=1), 1)
    assert np.allclose(spoken.sum(axis=0), 1)
    less = drawn(said, "two-mode", sides="subtract", normalise="activity")
    assert np.abs(less).max() <= 1 + 1e-12


def test_neutral_statements_count_as_mentions_only(debate: Stances) -> None:
    assert "Elm" in draw_up(debate, NetworkSettings("ignore")).rows
    made = draw_up(debate, NetworkSettings("congruence"))
    assert "Elm" not in made.rows
    assert made.remarks == ("1 take no side",)
    half = draw_up(debate, NetworkSettings("conflict", neutral="halfway"))
    assert half.matrix[half.rows.index("Elm"), half.rows.index("Birk")] == 0.5


def test_exclusions_and_dates(debate: Stances) -> None:
    made = draw_up(debate, NetworkSettings("ignore", exclude={"issue": ("rails",)}))
    assert "Elm" not in made.rows
    kept = draw_up(debate, NetworkSettings("ignore", exclude={"issue": ("rails",)}, isolates=True))
    assert "Elm" in kept.rows
    assert kept.matrix[kept.rows.index("Elm")].sum() == 0
    north = draw_up(debate, NetworkSettings("ignore", only={"affiliation": ("North",)}))
    assert north.rows == ("Ask", "Birk")
    early = draw_up(debate, NetworkSettings("ignore", until=date(2022, 2, 9)))
    assert (early.statements, early.last) == (4, date(2022, 2, 9))
    assert early.remarks == ("6 are outside the dates or undated",)
    assert early.measured == "All were made up."


def test_nodes_say_who_they_are(debate: Stances) -> None:
    made = draw_up(debate, NetworkSettings("two-mode"))
    ask = made.nodes[0]
    assert (ask.label, ask.kind, ask.affiliation, ask.statements) == ("Ask", "actor", "North", 3)
    assert ask.polarity == pytest.approx(1 / 3)
    assert [n.label for n in made.nodes if n.kind == "issue"] == ["harbour", "rails", "tolls"]
    by_issue = draw_up(debate, NetworkSettings("ignore", by="issue"))
    assert {n.kind for n in by_issue.nodes} == {"issue"}
    with pytest.raises(ValueError, match="read-only"):
        made.matrix[0, 0] = 1


def test_nothing_left_is_told_with_reasons(debate: Stances) -> None:
    with pytest.raises(NetworkEmpty, match="10 are excluded"):
        draw_up(debate, NetworkSettings(only={"actor": ("Nobody",)}))
    with pytest.raises(NetworkEmpty, match="not one statement"):
        draw_up(Stances(()))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"kind": "two-mode", "normalise": "average"}, "ties an actor to an issue"),
        ({"kind": "ignore", "normalise": "activity"}, "for two-mode networks"),
        ({"kind": "congruence", "sides": "combine"}, "for two-mode networks"),
        ({"kind": "two-mode", "sides": "combine", "normalise": "activity"}, "cannot be divided"),
        ({"normalise": "cosine", "neutral": "halfway"}, "steps between"),
        ({"normalise": "jaccard", "scale": (-2, 2)}, "steps between"),
        ({"scale": (1, -1)}, "the scale goes from 1 to -1"),
        ({"since": date(2022, 2, 1), "until": date(2022, 1, 1)}, "is after"),
        ({"exclude": {"colour": ("red",)}}, "nothing that can be left out"),
        ({"kind": "congruense"}, "kind is 'congruense'"),
    ],
)
def test_settings_that_clash_are_refused(settings: dict[str, object], said: str) -> None:
    with pytest.raises(NetworkSettingsClash, match=said):
        NetworkSettings(**settings)  # type: ignore[arg-type]


def test_polarities_off_the_scale_and_too_many_nodes_are_refused(
    monkeypatch: pytest.MonkeyPatch, debate: Stances
) -> None:
    with pytest.raises(NetworkSettingsClash, match="polarity 5"):
        draw_up(Stances((Stance("Ask", "tolls", 5),)))
    monkeypatch.setattr(counting, "LIMIT_NODES", 3)
    with pytest.raises(NetworkTooLarge, match="6 actors is too large: at most 3"):
        draw_up(debate, NetworkSettings("ignore"))


def coded(**more: object) -> CodedStatement:
    base: dict[str, object] = {
        "doc": "a.txt", "start": 0, "end": 5, "actor": "Ask", "issue": "tolls", "act": "supports",
        "polarity": 1,
    }  # fmt: skip
    return CodedStatement.model_validate({**base, **more})


def test_stances_of_coded_statements() -> None:
    given_ = [
        coded(affiliation="North", date="2022-02-24", doc_date="2022-03-01", confidence=0.5),
        coded(issue=None),
        coded(doc_date="2022-02-28/2022-03-04"),
    ]
    table = stances(given_, measured="so so")
    assert table.given == 3
    assert table.left_out == {"name no issue": 1}
    assert [r.date for r in table.rows] == [date(2022, 2, 24), date(2022, 3, 2)]
    assert stances(given_, dates="document").rows[0].date == date(2022, 3, 1)
    assert stances(given_, weigh="confidence").rows[0].weight == 0.5
    by_country = stances(given_, actor="affiliation")
    assert [r.actor for r in by_country.rows] == ["North"]
    assert by_country.left_out == {"name no issue": 1, "name no affiliation": 1}


def test_writers_who_are_not_named_are_not_one() -> None:
    own = [coded(doc=f"{doc}.txt", actor="author", role="author") for doc in "ab"]
    assert [r.actor for r in stances(own).rows] == ["author of a", "author of b"]
    signed = coded(doc="c.txt", actor="Ann Ox", role="author")
    told = coded(actor="author", role="reported")  # somebody's name for whoever wrote something
    assert [r.actor for r in stances([signed, told]).rows] == ["Ann Ox", "author"]


@many
@given(st.text())
def test_labels_are_one_line_that_any_file_can_hold(text: str) -> None:
    label = tidy(text)
    assert label == tidy(label)
    assert label.isprintable() or not any(c in label for c in "\r\n\t\x00\x1b\x85\u2028")
    label.encode("utf-8")


@many
@given(st.text(max_size=30) | st.dates().map(str) | st.from_regex(r"\d{4}(-\d\d){0,2}(/\d{4})?"))
def test_dates_never_fail(text: str) -> None:
    found = when(text)
    assert found is None or isinstance(found, date)


def test_dates_of_many_kinds() -> None:
    assert when("2022-02-24T10:00:00Z") == date(2022, 2, 24)
    assert when("2022-02") == date(2022, 2, 14)
    assert when("9999") == date(9999, 7, 2)
    assert when("2022-13") is None
    assert when("2022-03-04/2022-02-28") is None
    assert when(None) is None

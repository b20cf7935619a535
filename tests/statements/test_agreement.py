"""Laws of alpha and kappa, a slow second opinion, and matching statements of several coders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.statements import CodedStatement
from goldenbridge.statements.agreement import (
    FIELDS,
    LEVELS,
    Level,
    Unit,
    cohens_kappa,
    compare,
    differing,
    krippendorffs_alpha,
    match_units,
)

Row = list[int | None]


@st.composite
def codings(draw: st.DrawFn, coders: int | None = None, missing: bool = True) -> list[Row]:
    units = draw(st.integers(1, 8))
    value = st.integers(-1, 2)
    cell = st.one_of(st.none(), value) if missing else value
    rows = draw(st.integers(2, 4)) if coders is None else coders
    return [draw(st.lists(cell, min_size=units, max_size=units)) for _ in range(rows)]


def slow_alpha(values: Sequence[Row], level: Level) -> float | None:
    """By the book, pair by pair: no tables, no arrays."""
    units = [[row[u] for row in values if row[u] is not None] for u in range(len(values[0]))]
    units = [unit for unit in units if len(unit) > 1]
    everything = [value for unit in units for value in unit]

    def distance(a: int, b: int) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return float((a - b) ** 2)
        low, high = min(a, b), max(a, b)
        between = sum(1 for v in everything if low <= v <= high)  # type: ignore[operator]
        return (between - (everything.count(a) + everything.count(b)) / 2) ** 2

    observed = sum(
        distance(a, b) / (len(unit) - 1)  # type: ignore[arg-type]
        for unit in units
        for a, b in permutations(unit, 2)
    )
    pairs = permutations(everything, 2)
    expected = sum(distance(a, b) for a, b in pairs)  # type: ignore[arg-type]
    if not expected:
        return None
    return 1 - observed / (expected / (len(everything) - 1))


def slow_kappa(a: Row, b: Row) -> float | None:
    both = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None]
    if not both:
        return None
    n = len(both)
    agree = sum(x == y for x, y in both) / n
    chance = sum(x == y for x, _ in both for _, y in both) / n**2
    return None if math.isclose(chance, 1) else (agree - chance) / (1 - chance)


def close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


levels = st.sampled_from(LEVELS)


class TestLaws:
    @given(codings(), levels)
    @settings(max_examples=200, deadline=None)
    def test_alpha_is_what_counting_pairs_gives(self, values: list[Row], level: Level) -> None:
        assert close(krippendorffs_alpha(values, level).value, slow_alpha(values, level))

    @given(codings(coders=2))
    @settings(max_examples=200, deadline=None)
    def test_kappa_is_what_counting_pairs_gives(self, values: list[Row]) -> None:
        assert close(cohens_kappa(*values).value, slow_kappa(*values))

    @given(codings(coders=1, missing=False), levels, st.integers(2, 4))
    def test_perfect_agreement_is_one_or_not_defined(
        self, values: list[Row], level: Level, coders: int
    ) -> None:
        found = krippendorffs_alpha(values * coders, level)
        kappa = cohens_kappa(values[0], values[0])
        if len(set(values[0])) == 1:
            assert found.value is None
            assert "same" in found.why
            assert kappa.value is None
        else:
            assert found.value == pytest.approx(1)
            assert kappa.value == pytest.approx(1)
        assert found.agreement == 1

    @given(codings(), st.permutations([-1, 0, 1, 2]))
    def test_names_do_not_matter(self, values: list[Row], others: list[int]) -> None:
        renamed = [[None if v is None else f"is {others[v + 1]}" for v in row] for row in values]
        assert close(krippendorffs_alpha(values).value, krippendorffs_alpha(renamed).value)
        assert close(
            cohens_kappa(values[0], values[1]).value, cohens_kappa(renamed[0], renamed[1]).value
        )

    @given(codings(), levels, st.randoms())
    def test_order_of_coders_and_units_does_not_matter(
        self, values: list[Row], level: Level, rng: object
    ) -> None:
        found = krippendorffs_alpha(values, level).value
        order = list(range(len(values[0])))
        rng.shuffle(order)  # type: ignore[attr-defined]
        turned = [[row[u] for u in order] for row in reversed(values)]
        assert close(found, krippendorffs_alpha(turned, level).value)
        assert close(
            cohens_kappa(values[0], values[1]).value, cohens_kappa(values[1], values[0]).value
        )

    @given(codings(), st.integers(1, 5), st.integers(-9, 9))
    def test_the_unit_of_numbers_does_not_matter(
        self, values: list[Row], scale: int, shift: int
    ) -> None:
        turned = [[None if v is None else v * scale + shift for v in row] for row in values]
        for level in ("ordinal", "interval"):
            found = krippendorffs_alpha(values, level).value
            assert close(found, krippendorffs_alpha(turned, level).value)

    @given(codings(), levels)
    def test_a_unit_with_one_value_counts_for_nothing(
        self, values: list[Row], level: Level
    ) -> None:
        more = [[*row, 2 if n == 0 else None] for n, row in enumerate(values)]
        assert close(
            krippendorffs_alpha(values, level).value, krippendorffs_alpha(more, level).value
        )

    @given(codings(), levels)
    def test_a_coder_without_values_changes_nothing(self, values: list[Row], level: Level) -> None:
        more = [*values, [None] * len(values[0])]
        assert krippendorffs_alpha(values, level) == krippendorffs_alpha(more, level)


class TestIntervals:
    VALUES = ("aabbabababbaabbb" * 4, "aabbabbbabbaabab" * 4)

    def test_hold_the_value_and_repeat_themselves(self) -> None:
        found = krippendorffs_alpha(self.VALUES, resamples=400, seed=3)
        assert found.low is not None
        assert found.high is not None
        assert found.value is not None
        assert found.low < found.value < found.high
        assert found == krippendorffs_alpha(self.VALUES, resamples=400, seed=3)
        assert found != krippendorffs_alpha(self.VALUES, resamples=400, seed=4)
        kappa = cohens_kappa(*self.VALUES, resamples=400, seed=3)
        assert kappa.low == pytest.approx(found.low, abs=0.02)

    def test_narrow_with_more_units(self) -> None:
        def width(times: int) -> float:
            found = krippendorffs_alpha([v * times for v in self.VALUES], resamples=400)
            assert found.high is not None
            assert found.low is not None
            return found.high - found.low

        assert width(4) == pytest.approx(width(1) / 2, rel=0.25)

    def test_of_like_units_are_wider(self) -> None:
        """Four copies of each unit, drawn together, are worth one."""
        single = ["aabbabababbaabbb", "aabbabbbabbaabab"]
        copies = ["".join(c * 4 for c in row) for row in single]
        groups = [n // 4 for n in range(64)]
        loose = krippendorffs_alpha(copies, resamples=400)
        tied = krippendorffs_alpha(copies, resamples=400, groups=groups)
        alone = krippendorffs_alpha(single, resamples=400)
        assert None not in (loose.low, tied.low, alone.low)
        assert tied.high - tied.low > 1.5 * (loose.high - loose.low)  # type: ignore[operator]
        assert tied.low == pytest.approx(alone.low, abs=0.05)

    def test_resamples_without_a_value_are_counted(self) -> None:
        found = krippendorffs_alpha(["aaab", "aaab"], resamples=500)
        assert 0.2 * 500 < found.undefined < 0.45 * 500  # (3/4)^4 of them lack the one b
        assert found.low == found.high == 1

    def test_none_from_one_group(self) -> None:
        found = krippendorffs_alpha(["aab", "abb"], resamples=50, groups=["a", "a", "a"])
        assert found.low is None


class TestUndefined:
    def test_no_pairs(self) -> None:
        found = krippendorffs_alpha([[1, None], [None, 2]])
        assert (found.value, found.units, found.agreement) == (None, 0, None)
        assert "two coders" in found.why
        assert cohens_kappa([1, None], [None, 2]).why

    def test_nobody(self) -> None:
        assert krippendorffs_alpha([]).value is None
        assert krippendorffs_alpha([[], []]).value is None

    def test_called_wrongly(self) -> None:
        with pytest.raises(ValueError, match="equally many"):
            krippendorffs_alpha([[1], [1, 2]])
        with pytest.raises(ValueError, match="equally many"):
            cohens_kappa([1], [])
        with pytest.raises(ValueError, match="level"):
            krippendorffs_alpha([[1], [1]], "ratio")  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="order"):
            krippendorffs_alpha([[1], ["a"]], "ordinal")
        with pytest.raises(ValueError, match="numbers"):
            krippendorffs_alpha([["a"], ["b"]], "interval")


def said(start: int, end: int, **more: object) -> CodedStatement:
    record: dict[str, object] = {"doc": "a.txt", "actor": "Norvik", "act": "rejects"}
    return CodedStatement.model_validate(record | {"start": start, "end": end} | more)


def spans(units: list[Unit]) -> list[dict[str, tuple[int, int] | None]]:
    return [{n: s and (s.start, s.end) for n, s in u.coded.items()} for u in units]


class TestMatching:
    def test_half_of_the_longer_is_enough_and_less_is_not(self) -> None:
        assert len(match_units({"anna": [said(0, 20)], "ben": [said(10, 30)]})) == 1
        assert len(match_units({"anna": [said(0, 20)], "ben": [said(11, 31)]})) == 2
        assert len(match_units({"anna": [said(0, 20)], "ben": [said(0, 9)]})) == 2

    def test_each_stands_for_one(self) -> None:
        units = match_units({"anna": [said(0, 10)], "ben": [said(0, 10), said(1, 10)]})
        assert spans(units) == [
            {"anna": (0, 10), "ben": (0, 10)},
            {"anna": None, "ben": (1, 10)},
        ]

    def test_as_many_as_possible(self) -> None:
        units = match_units({"anna": [said(0, 10), said(4, 14)], "ben": [said(2, 12), said(5, 15)]})
        assert len(units) == 2

    def test_over_one_span_those_that_say_the_same(self) -> None:
        x, y = said(0, 10, actor="Norvik"), said(0, 10, actor="Sudria")
        units = match_units({"anna": [x, y], "ben": [y, x]})
        assert [differing(u) for u in units] == [(), ()]

    def test_other_documents_are_apart_and_unread_ones_missing(self) -> None:
        units = match_units({"anna": [said(0, 9)], "ben": [said(0, 9, doc="b.txt")]})
        assert spans(units) == [{"anna": (0, 9)}, {"ben": (0, 9)}]
        units = match_units(
            {"anna": [said(0, 9)], "ben": []}, looked={"ben": ["texts/a.txt"], "carla": ["b.txt"]}
        )
        assert spans(units) == [{"anna": (0, 9), "ben": None}]

    def test_undecided_is_missing(self) -> None:
        units = match_units(
            {"anna": [said(0, 9, id="s1")], "ben": []},
            looked={"ben": ["a.txt"], "carla": ["a.txt"]},
            pending={"ben": ["s1"]},
        )
        assert spans(units) == [{"anna": (0, 9), "carla": None}]

    def test_rejected_is_nothing_coded_wherever_it_is(self) -> None:
        units = match_units(
            {"anna": [said(0, 9, id="s1"), said(50, 59, id="s2")], "ben": []},
            looked={"ben": []},
            rejected={"ben": ["s1"]},
        )
        assert spans(units) == [{"anna": (0, 9), "ben": None}, {"anna": (50, 59)}]

    def test_one_id_is_one_statement_where_asked(self) -> None:
        coded = {
            "anna": [said(0, 10, id="s1"), said(50, 60, id="s2")],
            "ben": [said(50, 60, id="s1"), said(90, 99, id="s2")],
        }
        assert len(match_units(coded)) == 3
        units = match_units(coded, by_id=True)
        assert [{s.id for s in u.statements} for u in units] == [{"s1"}, {"s2"}]

    def test_three_coders_come_together(self) -> None:
        units = match_units(
            {"anna": [said(0, 10)], "ben": [said(2, 12)], "carla": [said(4, 14), said(0, 10)]}
        )
        assert spans(units) == [
            {"anna": (0, 10), "ben": (2, 12), "carla": (0, 10)},
            {"anna": None, "ben": None, "carla": (4, 14)},
        ]

    @given(
        st.lists(
            st.lists(
                st.tuples(
                    st.integers(0, 20), st.integers(1, 12), st.sampled_from(["Norvik", "Sudria"])
                ),
                max_size=5,
            ),
            min_size=2,
            max_size=3,
        )
    )
    @settings(max_examples=150, deadline=None)
    def test_all_are_in_once_whatever_the_order(
        self, drawn: list[list[tuple[int, int, str]]]
    ) -> None:
        coded = {
            f"coder {n}": [said(a, a + b, actor=who) for a, b, who in hers]
            for n, hers in enumerate(drawn)
        }
        units = match_units(coded)
        for name, hers in coded.items():
            found = [u.coded[name] for u in units if u.coded.get(name)]
            assert sorted(map(repr, found)) == sorted(map(repr, hers))
        turned = {name: coded[name][::-1] for name in reversed(coded)}
        assert match_units(turned) == units
        assert compare(units, sorted(coded)) == compare(units, sorted(coded)[::-1])

    @given(
        st.lists(st.tuples(st.integers(0, 15), st.integers(1, 9)), max_size=5),
        st.lists(st.tuples(st.integers(0, 15), st.integers(1, 9)), max_size=5),
    )
    @settings(max_examples=150, deadline=None)
    def test_two_coders_get_the_best_there_is(
        self, one: list[tuple[int, int]], other: list[tuple[int, int]]
    ) -> None:
        """Against trying every way to match them."""
        hers, his = ([said(a, a + b) for a, b in drawn] for drawn in (one, other))

        def share(a: CodedStatement, b: CodedStatement) -> float:
            common = min(a.end, b.end) - max(a.start, b.start)
            return max(0, common) / max(a.end - a.start, b.end - b.start)

        def best(left: int, free: frozenset[int]) -> tuple[int, float]:
            if left == len(hers):
                return 0, 0.0
            options = [best(left + 1, free)]
            for n in free:
                overlap = share(hers[left], his[n])
                if overlap >= 0.5:
                    count, total = best(left + 1, free - {n})
                    options.append((count + 1, total + overlap))
            return max(options)

        both = [u for u in match_units({"anna": hers, "ben": his}) if len(u.statements) == 2]
        total = sum(share(*u.statements) for u in both)
        count, most = best(0, frozenset(range(len(his))))
        assert len(both) == count
        assert total == pytest.approx(most, abs=1e-4)


class TestCompare:
    def units(self, n: int = 12) -> list[Unit]:
        hers = [said(20 * k, 20 * k + 10, polarity=k % 3 - 1, issue="tolls") for k in range(n)]
        his = [
            s.model_copy(update={"polarity": 0 if k == 5 else s.polarity, "actor": "The Norvik"})
            for k, s in enumerate(hers)
            if k != 3
        ]
        return match_units({"anna": hers, "ben": his})

    def test_field_by_field(self) -> None:
        found = compare(self.units(), ["ben", "anna"], resamples=50)
        rows = {(row.field, row.level): row for row in found.rows}
        assert found.coders == ("anna", "ben")
        assert (found.units, found.found_by_all) == (12, 11)
        assert found.overlap == pytest.approx(22 / 23)
        assert {field for field, _ in rows} == set(FIELDS)
        assert rows["polarity", "nominal"].alpha.units == 11
        assert rows["polarity", "nominal"].alpha.agreement == pytest.approx(10 / 11)
        assert rows["polarity", "nominal"].kappa is not None
        assert rows["polarity", "interval"].kappa is None
        assert rows["actor", "nominal"].alpha.value is None
        assert rows["actor", "nominal"].alpha.agreement == 1

    def test_nothing_coded_as_a_value(self) -> None:
        found = compare(self.units(), ["anna", "ben"], nothing=True, resamples=0)
        rows = {row.field: row for row in found.rows}
        assert rows["polarity"].level == "nominal"
        assert rows["polarity"].alpha.units == 12
        assert rows["polarity"].alpha.agreement == pytest.approx(10 / 12)
        assert rows["actor"].alpha.value is not None

    def test_documents_are_drawn_where_there_are_many(self) -> None:
        coded = [said(0, 10, doc=f"{n}.txt", polarity=n % 2) for n in range(12)]
        found = compare(match_units({"anna": coded, "ben": coded}), ["anna", "ben"], resamples=10)
        assert (found.drawn, found.documents) == ("documents", 12)
        assert compare(self.units(), ["anna", "ben"], resamples=10).drawn == "units"

    def test_only_the_coders_asked_for(self) -> None:
        units = match_units(
            {"anna": [said(0, 10)], "ben": [said(0, 10)], "carla": [said(0, 10), said(50, 60)]}
        )
        assert compare(units, ["anna", "ben"]).units == 1
        assert compare(units, ["anna", "ben", "carla"]).units == 2

    def test_one_coder_is_too_few(self) -> None:
        with pytest.raises(ValueError, match="two"):
            compare([], ["anna", "anna"])

    def test_differences_are_named(self) -> None:
        (unit,) = match_units(
            {"anna": [said(0, 10, issue=None)], "ben": [said(0, 10, issue="tolls", act="denies")]}
        )
        assert differing(unit) == ("issue", "act")

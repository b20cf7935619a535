"""Suggestions against coded statements: matching, figures, intervals, and what went wrong."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.errors import OverlapsTooMany
from goldenbridge.statements import CodedStatement
from goldenbridge.statements.evaluation import (
    LEVELS,
    Settings,
    confidence_by_rule,
    confidence_table,
    evaluate,
    matching,
    misses,
)
from goldenbridge.statements.evaluation.matching import Candidate, assign, candidates, overlap
from goldenbridge.statements.evaluation.scores import Score, over_documents, over_statements

BASE = CodedStatement(
    doc="a.txt", start=10, end=30, actor="Norvik", issue="tolls", act="rejects", polarity=-1
)
QUICK = Settings(draws=50)


def like(**changes: object) -> CodedStatement:
    return CodedStatement.model_validate({**BASE.model_dump(), **changes})


def f1(ours: list[CodedStatement], gold: list[CodedStatement], **options: object) -> list[float]:
    found = evaluate(ours, gold, Settings(draws=0, **options))  # type: ignore[arg-type]
    return [found[name].score.f1 for name in LEVELS]  # type: ignore[misc]


class TestLevels:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, [1, 1, 1, 1]),
            ({"polarity": 1}, [1, 1, 1, 0]),
            ({"issue": "quay"}, [1, 1, 0, 0]),
            ({"issue": None}, [1, 1, 0, 0]),
            ({"actor": "Sundal"}, [1, 0, 0, 0]),
            ({"start": 21, "end": 31}, [0, 0, 0, 0]),
            ({"start": 20}, [1, 1, 1, 1]),
            ({"start": 21}, [0, 0, 0, 0]),
            ({"act": "denies", "role": "quoted"}, [1, 1, 1, 1]),
            ({"actor": "  the NORVIK "}, [1, 1, 1, 1]),
            ({"doc": "texts/a.txt"}, [1, 1, 1, 1]),
            ({"doc": "a"}, [1, 1, 1, 1]),
        ],
    )
    def test_what_must_agree(self, changes: dict[str, object], expected: list[float]) -> None:
        assert f1([like(**changes)], [BASE]) == expected

    def test_two_actors_over_the_same_words_are_both_found(self) -> None:
        gold = [BASE, like(actor="Sundal"), like(issue="quay")]
        assert f1(gold[::-1], gold) == [1, 1, 1, 1]
        assert f1(gold[:1], gold) == [pytest.approx(0.5)] * 4

    def test_a_record_suggested_twice_is_wrong_once(self) -> None:
        found = evaluate([BASE, BASE], [BASE], QUICK)
        assert found["span"].score == Score(2, 1, 1, 1)

    def test_nothing_and_nobody(self) -> None:
        assert f1([], []) == [None] * 4
        assert f1([], [BASE]) == [0] * 4
        assert f1([BASE], [], all_documents=True) == [0] * 4
        found = evaluate([BASE], [])
        assert found.not_judged == {"a.txt": 1}
        assert found.silent == ()
        assert evaluate([], [BASE]).silent == ("a.txt",)

    def test_documents_nobody_coded(self) -> None:
        ours = [BASE, like(doc="b.txt")]
        assert f1(ours, [BASE]) == [1] * 4
        assert f1(ours, [BASE], all_documents=True) == [pytest.approx(2 / 3)] * 4

    def test_overlap_by_other_measures(self) -> None:
        inside = like(start=10, end=18)
        assert f1([inside], [BASE])[0] == 0
        assert f1([inside], [BASE], overlap="shorter")[0] == 1
        assert f1([inside], [BASE], overlap="union")[0] == 0
        assert f1([like(start=20, end=40)], [BASE], overlap="longer")[0] == 1
        assert f1([like(start=20, end=40)], [BASE], overlap="union")[0] == 0

    def test_alternative_actors(self) -> None:
        gold = like(alt_actors=["Sundal", "the Ferry Company"])
        assert f1([like(actor="ferry company")], [gold]) == [1] * 4
        assert f1([like(actor="Sundal")], [gold]) == [1] * 4
        assert f1([like(actor="ferry company")], [gold], strict_actors=True) == [1, 0, 0, 0]
        # only the coder may name others, not the program
        assert f1([like(actor="Ostby", alt_actors=["Norvik"])], [BASE])[1] == 0

    def test_an_empty_span_matches_nothing(self) -> None:
        empty = BASE.model_copy(update={"start": 20, "end": 15})
        assert f1([empty], [BASE]) == [0] * 4
        assert f1([empty], [empty], overlap="shorter") == [0] * 4


class TestCore:
    def test_a_doubtful_record_is_neither_right_nor_wrong(self) -> None:
        gold = [BASE, like(start=100, end=120, tier="fringe")]
        all_ = evaluate(gold, gold, QUICK)["span"]
        core = evaluate(gold, gold, Settings(core=True))["span"]
        assert all_.score == Score(2, 2, 2, 2)
        assert core.score == Score(1, 1, 1, 1)
        assert core.aside == {1}
        assert evaluate([], gold, Settings(core=True))["span"].score == Score(0, 0, 1, 0)

    def test_core_records_are_matched_first(self) -> None:
        fringe, core = like(start=10, end=30, tier="fringe"), like(start=10, end=28)
        found = evaluate([like(start=10, end=30)], [fringe, core], Settings(core=True))["span"]
        assert found.score == Score(1, 1, 1, 1)
        # one of each: the core record and the doubtful one are both accounted for
        ours = [like(start=10, end=30), like(start=10, end=29)]
        assert evaluate(ours, [fringe, core], Settings(core=True))["span"].score.suggested == 1


class TestParts:
    gold = (BASE, like(doc="b.txt", role="quoted", red_line="explicit", act="red_line"))
    ours = (
        like(made_by="r1"),
        like(doc="b.txt", role="author", red_line="implicit", made_by="r2"),
        like(doc="b.txt", start=80, end=90, red_line="explicit", made_by="r2", issue="quay"),
    )

    def test_each_part_has_its_figures(self) -> None:
        level = evaluate(self.ours, self.gold, QUICK)["span+actor+issue"]
        assert level.documents == {"a.txt": Score(1, 1, 1, 1), "b.txt": Score(2, 1, 1, 1)}
        assert level.roles == {
            "author": Score(1, 1, 0, 0),
            "quoted": Score(0, 0, 1, 1),
            "reported": Score(2, 1, 1, 1),
        }
        assert level.issues == {"quay": Score(1, 0, 0, 0), "tolls": Score(2, 2, 2, 2)}
        assert level.rules == {"r1": Score(1, 1, 2, 1), "r2": Score(2, 1, 2, 1)}
        assert level.red_lines == Score(2, 1, 1, 1)
        assert (level.act.value, level.role.value, level.red_line.value) == (0.5, 0.5, 0.5)
        assert sum(level.documents.values(), Score()) == level.score

    def test_only_records_that_draw_a_line_are_red_lines(self) -> None:
        line = like(red_line="implicit")
        assert evaluate([BASE], [line])["span"].red_lines == Score(0, 0, 1, 0)
        assert evaluate([line], [BASE])["span"].red_lines == Score(1, 0, 0, 0)
        two = evaluate([BASE, line], [like(end=31), line])["span"].red_lines
        assert two == Score(1, 1, 1, 1)

    def test_as_data(self) -> None:
        import json

        data = json.loads(json.dumps(evaluate(self.ours, self.gold, QUICK).as_dict()))
        assert data["levels"]["span"]["precision"] == pytest.approx(2 / 3)
        assert data["levels"]["span"]["roles"]["author"]["recall"] is None
        assert data["settings"]["overlap"] == "longer"


class TestDocuments:
    @pytest.mark.parametrize(
        ("ours", "gold", "expected"),
        [
            (["a"], ["a.txt"], ["a.txt"]),
            (["a.txt"], ["a"], ["a"]),
            (["x\\a.txt"], ["y/a.txt"], ["a.txt"]),
            (["a.html"], ["a.txt"], ["a.html"]),
            (["a"], ["a.txt", "a.html"], ["a"]),
            (["a.txt", "a.html"], ["a"], ["a.txt", "a.html"]),
            (["a", "a.txt"], ["a.txt"], ["a", "a.txt"]),
            (["a.b"], ["a.b.txt"], ["a.b.txt"]),
            (["e\u0301.txt"], ["\u00e9.txt"], ["\u00e9.txt"]),
        ],
    )
    def test_which_document_is_meant(
        self, ours: list[str], gold: list[str], expected: list[str]
    ) -> None:
        found = matching.same_documents(ours, gold)
        assert [found[doc] for doc in ours] == expected


def brute(pairs: list[Candidate]) -> tuple[int, float]:
    """The most pairs and then the largest sum of overlaps, by trying everything."""
    best = (0, 0.0)
    rows, columns = {p.suggestion for p in pairs}, {p.gold for p in pairs}
    shares = {(p.suggestion, p.gold): p.overlap for p in pairs}
    for size in range(1, min(len(rows), len(columns)) + 1):
        for some in combinations(sorted(rows), size):
            for order in permutations(sorted(columns), size):
                if all(pair in shares for pair in zip(some, order, strict=True)):
                    total = sum(shares[pair] for pair in zip(some, order, strict=True))
                    best = max(best, (size, total))
    return best


spans = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 10)).map(
        lambda t: like(start=t[0], end=t[0] + t[1])
    ),
    max_size=5,
)


class TestMatching:
    @settings(max_examples=150, deadline=None)
    @given(spans, spans, st.sampled_from(["longer", "shorter", "union"]))
    def test_as_many_and_as_large_as_by_trying_all(self, ours, gold, measure) -> None:
        pairs = candidates(list(enumerate(ours)), list(enumerate(gold)), measure, 0.5)
        plainly = {
            (i, j) for i, a in enumerate(ours) for j, b in enumerate(gold)
            if overlap(a, b, measure) >= 0.5
        }  # fmt: skip
        assert {(p.suggestion, p.gold) for p in pairs} == plainly
        chosen = assign(pairs)
        assert len({p.suggestion for p in chosen}) == len({p.gold for p in chosen}) == len(chosen)
        size, total = brute(pairs)
        assert len(chosen) == size
        assert sum(p.overlap for p in chosen) == pytest.approx(total)

    @settings(max_examples=60, deadline=None)
    @given(spans, spans, st.randoms(use_true_random=False))
    def test_order_does_not_matter_and_sides_mirror(self, ours, gold, rng) -> None:
        there = evaluate(ours, gold, Settings(draws=0, all_documents=True))["span"].score
        back = evaluate(gold, ours, Settings(draws=0, all_documents=True))["span"].score
        rng.shuffle(ours)
        rng.shuffle(gold)
        again = evaluate(ours, gold, Settings(draws=0, all_documents=True))["span"].score
        assert there == again
        assert (back.precision, back.recall) == (there.recall, there.precision)

    @given(
        st.tuples(st.integers(0, 50), st.integers(1, 50)),
        st.tuples(st.integers(0, 50), st.integers(1, 50)),
    )
    def test_overlaps_are_those_of_sets_of_characters(self, a, b) -> None:
        one, two = like(start=a[0], end=sum(a)), like(start=b[0], end=sum(b))
        x, y = set(range(a[0], sum(a))), set(range(b[0], sum(b)))
        for measure, whole in (
            ("longer", max(len(x), len(y))),
            ("shorter", min(len(x), len(y))),
            ("union", len(x | y)),
        ):
            assert overlap(one, two, measure) == float(Fraction(len(x & y), whole))

    def test_between_equal_overlaps_agreement_decides(self) -> None:
        gold = [like(actor="Sundal"), BASE]
        level = evaluate([BASE], gold, QUICK)["span"]
        assert [p.gold for p in level.pairs] == [1]

    def test_too_many_overlaps_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(matching, "LIMIT_PAIRS", 20)
        with pytest.raises(OverlapsTooMany, match=r"a\.txt"):
            evaluate([BASE] * 5, [BASE] * 5)


class TestIntervals:
    def test_over_statements_agree_with_the_formula(self) -> None:
        score = Score(200, 120, 240, 120)
        found = over_statements(score, 20_000, np.random.default_rng(1))
        assert found.precision is not None
        spread = (0.6 * 0.4 / 200) ** 0.5
        assert found.precision.low == pytest.approx(0.6 - 1.96 * spread, abs=0.01)
        assert found.precision.high == pytest.approx(0.6 + 1.96 * spread, abs=0.01)

    def test_over_documents(self) -> None:
        rng = np.random.default_rng
        same = over_documents([Score(10, 5, 10, 5)] * 6, 200, rng(1))
        assert (same.f1.low, same.f1.high) == (0.5, 0.5)  # type: ignore[union-attr]
        mixed = over_documents([Score(10, 1, 10, 1), Score(10, 9, 10, 9)] * 3, 500, rng(1))
        assert mixed.f1.low < 0.4 < 0.6 < mixed.f1.high  # type: ignore[union-attr]
        assert over_documents([Score(10, 5, 10, 5)], 200, rng(1)).f1 is None

    def test_the_seed_decides(self) -> None:
        gold = [like(doc=f"{n}.txt") for n in range(8)]
        ours = [like(doc=f"{n}.txt", polarity=(-1) ** n) for n in range(8)]
        one, same, other = (
            evaluate(ours, gold, Settings(seed=seed))[LEVELS[3]].by_documents for seed in (1, 1, 2)
        )
        assert one == same
        assert one.f1 is not None
        assert other.f1 is not None


class TestMisses:
    def test_each_is_told_with_its_reason(self) -> None:
        gold = [BASE, like(start=100, end=120), like(start=200, end=220), like(start=300, end=320)]
        ours = [
            BASE,
            BASE,
            like(start=100, end=120, issue=None),
            like(start=215, end=235),
            like(start=900, end=910),
        ]
        told = {(m.kind, m.statement.start): m.why for m in misses(evaluate(ours, gold, QUICK))}
        assert told == {
            ("wrong", 10): "once more: what is coded there already stands for another",
            ("wrong", 100): "issue: coded tolls",
            ("missed", 100): "issue: suggested none",
            ("wrong", 215): "span: 25% in common with what is coded",
            ("missed", 200): "span: 25% in common with what is suggested",
            ("wrong", 900): "nothing coded there",
            ("missed", 300): "nothing suggested there",
        }
        assert [m.statement.start for m in misses(evaluate(ours, gold, QUICK), "span")] == [
            10, 200, 215, 300, 900
        ]  # fmt: skip

    @settings(max_examples=60, deadline=None)
    @given(spans, spans, st.sampled_from(LEVELS), st.booleans())
    def test_counts_agree_with_the_figures(self, ours, gold, level, core) -> None:
        gold = [g.model_copy(update={"tier": "fringe"}) if g.start % 2 else g for g in gold]
        found = evaluate(ours, gold, Settings(core=core, draws=0, all_documents=True))
        score, told = found[level].score, misses(found, level)
        assert sum(m.kind == "wrong" for m in told) == score.suggested - score.right
        assert sum(m.kind == "missed" for m in told) == score.gold - score.found


class TestConfidence:
    def test_shares_by_bin(self) -> None:
        gold = [like(doc=f"{n}.txt") for n in range(10)]
        ours = [
            like(doc=f"{n}.txt", confidence=0.7 if n < 8 else 1.0, issue="tolls" if n < 4 else "x")
            for n in range(10)
        ] + [like(doc="1.txt", start=90, end=95)]
        table = confidence_table(ours, gold, QUICK)
        assert [(b.name, b.count, b.right) for b in table.bins] == [
            ("0.7 to 0.8", 8, 4),
            ("0.9 to 1", 2, 0),
        ]
        assert table.without is not None
        assert (table.without.count, table.without.right) == (1, 0)
        assert table.error == pytest.approx((8 * 0.2 + 2 * 1.0) / 10)
        assert table.brier == pytest.approx((4 * 0.09 + 4 * 0.49 + 2 * 1.0) / 10)

    def test_by_rule(self) -> None:
        ours = [
            like(made_by="verbs"),
            like(made_by="verbs", start=90, end=99),
            like(start=70, end=80),
        ]
        found = {b.name: (b.count, b.right, b.careful) for b in confidence_by_rule(ours, [BASE])}
        assert found == {"verbs": (2, 1, 0.5), "(unnamed)": (1, 0, pytest.approx(1 / 3))}

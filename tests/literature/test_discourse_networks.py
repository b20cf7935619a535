"""Discourse networks as their literature has them: worked numbers and the field's own sample.

* Leifeld, P. (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", The Oxford
  Handbook of Political Networks; manual of the Discourse Network Analyzer, chapter on algorithms.
* Figures of the Discourse Network Analyzer 3.0 for its sample database, statement type 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from goldenbridge.analysis.discourse import (
    NetworkSettings,
    Stance,
    Stances,
    disparity,
    draw_up,
    esteban_ray,
    nested_backbone,
    stances,
    without_duplicates,
)
from goldenbridge.statements.formats.dna import DnaDatabase, read_dna, to_coded

SAMPLE = Path(__file__).parents[3] / "shared/interop/sample.dna"


@pytest.fixture(scope="module")
def sample() -> DnaDatabase:
    if not SAMPLE.is_file():
        pytest.skip("the sample database of the Discourse Network Analyzer is not at hand")
    return read_dna(SAMPLE)


@pytest.fixture(params=["organization", "person"])
def table(request: pytest.FixtureRequest, sample: DnaDatabase) -> Stances:
    """In the sample each person speaks for one organization: both give the same figures."""
    return stances(to_coded(sample, actor=request.param), dates="document")


class TestSampleOfTheDiscourseNetworkAnalyzer:
    def test_two_mode_sum_40(self, table: Stances) -> None:
        made = draw_up(table, NetworkSettings("two-mode"))
        assert made.matrix.shape == (7, 6)
        assert made.matrix.sum() == 40
        assert made.statements == 40

    def test_one_mode_ignore_sum_276_over_7_actors(self, table: Stances) -> None:
        made = draw_up(table, NetworkSettings("ignore"))
        assert made.matrix.shape == (7, 7)
        assert made.matrix.sum() == 276

    def test_congruence_by_average_activity_sums_to_25_80(self, table: Stances) -> None:
        made = draw_up(table, NetworkSettings("congruence", normalise="average"))
        assert round(float(made.matrix.sum()), 2) == 25.80

    def test_congruence_and_conflict_make_up_276(self, table: Stances) -> None:
        same = draw_up(table, NetworkSettings("congruence")).matrix.sum()
        odds = draw_up(table, NetworkSettings("conflict")).matrix.sum()
        assert (same, odds) == (160, 116)
        assert draw_up(table, NetworkSettings("subtract")).matrix.sum() == 160 - 116

    def test_once_per_document_leaves_23(self, table: Stances) -> None:
        # The same count as in rDNA's own test of the nested backbone.
        assert len(without_duplicates(table, "document").rows) == 23
        steps = nested_backbone(table, NetworkSettings(normalise="average", duplicates="document"))
        assert len(steps) == 6

    def test_cells_as_its_own_tests_print_them(self, sample: DnaDatabase) -> None:
        made = draw_up(stances(to_coded(sample)), NetworkSettings("ignore"))
        at = {name: n for n, name in enumerate(made.rows)}
        agency = at["Environmental Protection Agency"]
        assert made.matrix[agency, at["Alliance to Save Energy"]] == 10
        assert made.matrix[agency, at["Energy and Environmental Analysis, Inc."]] == 2


class TestManualOfTheDiscourseNetworkAnalyzer:
    def test_scale_from_minus_five_to_five(self) -> None:
        # i speaks of j at −4 twice, i' at +2 three times: 2 · 3 · (1 − 6/10) = 2.4.
        table = Stances((Stance("i", "j", -4),) * 2 + (Stance("i'", "j", 2),) * 3)
        wide = {"scale": (-5, 5), "neutral": "halfway"}
        made = draw_up(table, NetworkSettings("congruence", **wide))  # type: ignore[arg-type]
        assert made.matrix[0, 1] == pytest.approx(2.4)
        odds = draw_up(table, NetworkSettings("conflict", **wide))  # type: ignore[arg-type]
        assert odds.matrix[0, 1] == pytest.approx(3.6)

    def test_average_activity_of_20_and_60_divides_by_40(self) -> None:
        rows = [Stance("A", f"c{n}", 1) for n in range(20)]
        rows += [Stance("B", f"c{n}", 1) for n in range(10, 70)]
        made = draw_up(Stances(tuple(rows)), NetworkSettings("congruence", normalise="average"))
        assert made.matrix[0, 1] == 10 / 40

    def test_activity_and_prominence(self) -> None:
        # One of four statements of A is on B: 0.25; one of eight on B is A's: 0.125.
        rows = [Stance("A", "B", 1), *(Stance("A", f"c{n}", 1) for n in range(3))]
        rows += [Stance(f"o{n}", "B", 1) for n in range(7)]
        table = Stances(tuple(rows))
        activity = draw_up(table, NetworkSettings("two-mode", normalise="activity"))
        prominence = draw_up(table, NetworkSettings("two-mode", normalise="prominence"))
        assert activity.matrix[0, 0] == 0.25
        assert prominence.matrix[0, 0] == 0.125


def pair(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]], how: str) -> float:
    rows = [Stance("a", *s) for s in one] + [Stance("b", *s) for s in other]
    settings = NetworkSettings("congruence", normalise=how)  # type: ignore[arg-type]
    return float(draw_up(Stances(tuple(rows)), settings).matrix[0, 1])


def test_two_meanings_of_cosine_and_jaccard() -> None:
    """Two who say exactly the same have a cosine of one; the other definition makes it 1/2."""
    said = [("x", 1), ("y", -1)]
    assert pair(said, said, "cosine") == pytest.approx(1)
    assert pair(said, said, "dna_cosine") == pytest.approx(2 / 4)
    assert pair(said, said, "jaccard") == pair(said, said, "dna_jaccard") == 1
    repeated = [*said, ("x", 1)]
    assert pair(repeated, [("x", 1), ("z", 1)], "jaccard") == pytest.approx(1 / 3)
    # Only i: y once; only i': z once; both: x two by one.
    assert pair(repeated, [("x", 1), ("z", 1)], "dna_jaccard") == pytest.approx(2 / 4)
    assert pair(repeated, [("x", 1), ("z", 1)], "cosine") == pytest.approx(2 / np.sqrt(5 * 2))
    assert pair(repeated, [("x", 1), ("z", 1)], "dna_cosine") == pytest.approx(2 / 6)


def test_disparity_filter_of_serrano_boguna_and_vespignani() -> None:
    """A node whose k ties share its weight alike keeps none: (1 − 1/k)^(k − 1) stays above 1/e."""
    for k in (2, 3, 10, 50):
        rows = [Stance("hub", f"i{n}", 1) for n in range(k)]
        rows += [Stance(f"a{n}", f"i{n}", 1) for n in range(k)]
        made = draw_up(Stances(tuple(rows)), NetworkSettings("ignore"))
        p = disparity(made)[made.rows.index("hub")]
        found = p[p < 1]
        assert found == pytest.approx((1 - 1 / k) ** (k - 1))
        assert (found > np.exp(-1)).all()


def test_esteban_and_ray_on_moving_the_middle_outwards() -> None:
    """Their axiom 3: mass that goes from the middle to both ends raises polarisation."""
    values = [esteban_ray([-1, 0, 1], [1 + d, 4 - 2 * d, 1 + d]) for d in np.linspace(0, 2, 9)]
    assert (np.diff(values) > 0).all()
    assert values[-1] == pytest.approx(1)

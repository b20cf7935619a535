"""What an answer varies with: a case in which one input alone decides, and what is grouped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.analysis.robustness.sensitivity import input_groups, sensitivity
from goldenbridge.analysis.sample import Sample
from goldenbridge.case import load
from goldenbridge.worlds import Draws, frame


def test_every_input_but_severities_is_in_one_group() -> None:
    snapshot = load("european-security").at("2022-01-28")
    inputs = Draws(frame(snapshot), 0, 0).inputs
    groups = input_groups(snapshot, inputs)
    columns = [n for group in groups for n in group.columns]
    assert len(columns) == len(set(columns))
    left = {str(inputs[n][1][0]) for n in set(range(len(inputs))) - set(columns)}  # type: ignore[index]
    assert left <= {"red_lines", "parties"}
    assert "red_lines" in left
    kinds = {group.kind for group in groups}
    assert kinds == {"hypothesis", "owner", "bracket", "worths", "sizes"}
    ukraine = next(g for g in groups if (g.kind, g.id) == ("bracket", "ukraine"))
    assert {inputs[n][0] for n in ukraine.columns} == {"place", "value"}


def test_where_one_draw_decides_all_the_variance_is_its(kit: Any) -> None:
    """A line that leaves no deal, real in four of ten worlds, and nothing else in doubt."""
    text = kit.pair.replace("from: [said]}}\n  two", "from: [said]}}\n    firmness: 0.1\n  two")
    text = text.replace(
        "from: [said]}}\nstatements", "from: [said]}}\n    firmness: 0.1\nstatements"
    )
    line = (
        "\nred_lines:\n  keep-y: {owners: [one], issue: y, at_most: none, confidence: 0.4, "
        "declared: declared, text: Not y.}\n"
    )
    sample = Sample.draw(kit.load(text + line).at(), 1, 256)
    found = sensitivity(sample, None)
    owner = next(n for n, group in enumerate(found.groups) if group.kind == "owner")
    deal = found.outputs["deal"]
    assert deal.variance == pytest.approx(0.24, abs=0.01)
    assert deal.first[owner] == pytest.approx(1.0, abs=0.15)
    assert deal.total[owner] == pytest.approx(1.0, abs=0.15)
    others = [n for n in range(len(found.groups)) if n != owner]
    np.testing.assert_array_equal(deal.total[others], 0.0)
    assert found.complete
    assert found.base == (256, 256 * (2 + len(found.groups)))


def test_outputs_are_told_and_finite(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 1, 100)
    best = sample.frame.index({"border": "moved", "port": "shared"})
    found = sensitivity(sample, best)
    assert found.base[0] == 64
    assert list(found.outputs) == ["deal", "u_star", "signed", "gain.ana", "gain.ben", "gain.cyr"]
    told: Any = found.as_dict()
    assert [g["kind"] for g in told["groups"]].count("worths") == 2
    # what ana cares for moves ana's gain, and not ben's
    column = next(n for n, g in enumerate(found.groups) if (g.kind, g.id) == ("worths", "ana"))
    assert found.outputs["gain.ana"].total[column] > 0.02
    assert found.outputs["gain.ben"].total[column] == 0.0


def test_it_stops_between_groups(kit: Any) -> None:
    sample = Sample.draw(kit.load(kit.rich).at(), 1, 64)
    found = sensitivity(sample, None, stop=lambda: True)
    assert len(found.groups) == 1
    assert not found.complete

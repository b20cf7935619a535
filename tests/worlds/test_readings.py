"""One reading of each hypothesis in each world; joint tables as one draw."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goldenbridge.worlds import Settings, draw_worlds, frame
from goldenbridge.worlds.readings import weights

MANY = 4096

TABLE = """
hypotheses:
  mood:
    name: Mood
    readings: {calm: {text: T}, tense: {text: T}, sour: {text: T}}
  alone:
    name: Something else
    readings: {yes: {text: T, weight: 1}, no: {text: T, weight: 4}, never: {text: T, weight: 0}}
joint:
  both:
    hypotheses: [intent, mood]
    cells:
      - {when: {intent: earnest, mood: calm}, weight: 4}
      - {when: {intent: earnest, mood: tense}, weight: 1}
      - {when: {intent: bluff, mood: calm}, weight: 0}
      - {when: {intent: bluff, mood: tense}, weight: 3}
      - {when: {intent: earnest, mood: sour}, weight: 0}
      - {when: {intent: bluff, mood: sour}, weight: 0}
"""

EARNEST, BLUFF = 0, 1
CALM, TENSE, SOUR = 0, 1, 2


def draw(kit: Any, **settings: Any) -> Any:
    return draw_worlds(frame(kit.harbour(TABLE)), 2, MANY, settings=Settings(**settings))


def test_a_hypothesis_falls_out_by_its_weights(kit: Any) -> None:
    shares = np.bincount(draw(kit).readings["alone"], minlength=3) / MANY
    assert shares == pytest.approx([0.2, 0.8, 0.0], abs=0.002)


def test_a_joint_table_falls_out_by_its_cells(kit: Any) -> None:
    worlds = draw(kit)
    pairs = worlds.readings["intent"] * 3 + worlds.readings["mood"]
    shares = np.bincount(pairs, minlength=6) / MANY
    assert shares == pytest.approx([0.5, 0.125, 0, 0, 0.375, 0], abs=0.002)


def test_the_stated_shares_are_those_drawn(kit: Any) -> None:
    worlds = draw(kit)
    for hypothesis, shares in weights(worlds.frame.snapshot.body).items():
        assert sum(shares.values()) == pytest.approx(1)
        for number, share in enumerate(shares.values()):
            drawn = (worlds.readings[hypothesis] == number).mean()
            assert drawn == pytest.approx(share, abs=0.002)


def test_fixing_one_reading_leaves_the_rest_of_its_table_in_proportion(kit: Any) -> None:
    worlds = draw(kit, readings={"intent": "earnest"})
    assert (worlds.readings["intent"] == EARNEST).all()
    shares = np.bincount(worlds.readings["mood"], minlength=3) / MANY
    assert shares == pytest.approx([0.8, 0.2, 0], abs=0.002)


def test_fixing_a_reading_leaves_what_is_not_in_its_table_alone(kit: Any) -> None:
    before = draw(kit)
    after = draw(kit, readings={"intent": "bluff"})
    assert (after.readings["alone"] == before.readings["alone"]).all()
    assert (after.readings["mood"] == TENSE).all()
    other = draw(kit, readings={"alone": "yes"})
    assert (other.readings["alone"] == 0).all()
    assert (other.readings["intent"] == before.readings["intent"]).all()
    assert (other.readings["mood"] == before.readings["mood"]).all()


def test_a_reading_of_no_weight_can_be_fixed(kit: Any) -> None:
    assert (draw(kit, readings={"alone": "never"}).readings["alone"] == 2).all()
    worlds = draw(kit, readings={"mood": "sour"})
    assert (worlds.readings["mood"] == SOUR).all()
    assert worlds.readings["intent"].mean() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("intent", ["earnest", "bluff"])
@pytest.mark.parametrize("mood", ["calm", "tense", "sour"])
def test_two_readings_of_a_table_can_be_fixed_whatever_their_weight(
    kit: Any, intent: str, mood: str
) -> None:
    worlds = draw(kit, readings={"intent": intent, "mood": mood})
    assert (worlds.readings["intent"] == ["earnest", "bluff"].index(intent)).all()
    assert (worlds.readings["mood"] == ["calm", "tense", "sour"].index(mood)).all()

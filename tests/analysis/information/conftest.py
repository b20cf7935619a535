"""A case whose answers are known beforehand, and halves of worlds made by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from goldenbridge.analysis.information.fold import Fold

#: One party takes a and b, and never c; the other takes a or b according to its taste, and c.
#: The mood tells nothing, nor do the first party's weights.
TASTE = """
goldenbridge: 1
title: Which of two
parties:
  one: {name: One, consent: always}
  two: {name: Two, consent: always}
issues:
  x: {name: Which, options: {none: None, a: A, b: B, c: C}, default: none}
  z: {name: Rod, options: {none: None, t: T, u: U}, default: none, open: false}
worths:
  one:
    main: x
    swings: {z: 10}
    values:
      x: {none: 0, a: {low: 97, mode: 98, high: 99}, b: 100, c: 0}
      z: {none: 100, t: 0, u: 0}
  two:
    main: z
    swings: {x: 150}
    values:
      x: {none: 0, a: A_VALUE, b: B_VALUE, c: 100}
      z: {none: 0, t: 50, u: 100}
no_deal:
  one:
    refused: {r: {package: {x: none, z: t}}}
    offered: {o: {package: {x: a, z: t}}}
    firmness: {low: 0.5, mode: 0.6, high: 0.7}
  two:
    refused: {r: {package: {z: t}}}
    offered: {o: {package: {z: u}}}
hypotheses:
  taste:
    name: Taste
    question: Which of the two does Two like?
    readings:
      for_a:
        text: It likes A.
        weight: 3
        effects: [{worth: {party: two, when: {x: a}}, points: POINTS}]
      for_b:
        text: It likes B.
        weight: 2
        effects: [{worth: {party: two, when: {x: b}}, points: POINTS}]
  mood:
    name: Mood
    readings:
      calm: {text: Calm.}
      tense: {text: Tense.}
"""


@pytest.fixture(scope="session")
def taste():
    """Two accepts A or B by its taste alone: 60 and 40 % of worlds."""
    text = TASTE.replace("A_VALUE", "10").replace("B_VALUE", "10")
    return text.replace("POINTS", "100")


@pytest.fixture(scope="session")
def weighty():
    """Two accepts A or B by what its weights say; its taste changes nothing."""
    wide = "{low: 0, mode: 35, high: 100}"
    text = TASTE.replace("A_VALUE", wide).replace("B_VALUE", wide)
    return text.replace("POINTS", "0")


def handmade(takes, chosen, other):
    """A half whose packages are only known by which worlds accept them."""
    fold = Fold.__new__(Fold)
    fold.chosen, fold.other = np.asarray(chosen), np.asarray(other)
    fold.takes = np.asarray(takes, dtype=bool)
    fold.deals = np.arange(fold.takes.shape[1])[:, None]
    fold.settle()
    return fold


@pytest.fixture(scope="session")
def by_hand():
    return SimpleNamespace(fold=handmade)

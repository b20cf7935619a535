"""A small crisis over time, as a case: two sides of two, and levers; one opens an issue."""

from __future__ import annotations

import pytest

#: Four parties, one of them asked only about z; z is closed until the lever "agenda" opens it.
CRISIS = """
goldenbridge: 1
title: A ford, a fee and a watch
parties:
  ana: {name: Ana, consent: always}
  ben: {name: Ben, consent: always}
  cyr: {name: Cyr, consent: issues, controls: [z]}
  eva:
    name: Eva
    consent: always
    constituencies:
      house: {name: House, ratifies: true, asks: {low: 2, mode: 4, high: 6}}
      guild: {name: Guild, ratifies: true, asks: 3}
      crowd: {name: Crowd, ratifies: false, asks: 90}
issues:
  x: {name: X, options: {none: N, half: H, full: F}, default: none}
  y: {name: Y, options: {none: N, half: H, full: F}, default: none}
  z: {name: Z, options: {no: N, yes: J}, default: no, open: false}
rules:
  not-both: {text: T, impossible: {x: full, y: full}}
worths:
  ana:
    main: x
    swings: {y: {low: 20, mode: 40, high: 60}, z: 30}
    values:
      x: {none: 0, half: 60, full: 100}
      y: {none: 100, half: 60, full: 0}
      z: {no: 0, yes: 100}
  ben:
    main: y
    swings: {x: {low: 20, mode: 40, high: 60}, z: 10}
    values:
      x: {none: 100, half: 60, full: 0}
      y: {none: 0, half: 60, full: 100}
      z: {no: 100, yes: 0}
  cyr:
    main: z
    swings: {}
    values: {z: {no: 0, yes: 100}}
  eva:
    main: y
    swings: {x: 50}
    values: {y: {none: 0, half: 50, full: 100}, x: {none: 0, half: 50, full: 100}}
no_deal:
  ana:
    refused: {theirs: {package: {x: none, y: full}}}
    offered: {ours: {package: {x: full}}}
  ben:
    refused: {theirs: {package: {x: full}}}
    offered: {ours: {package: {x: none, y: full}}}
  cyr:
    refused: {theirs: {package: {x: full}}}
    offered: {ours: {package: {z: yes}}}
  eva:
    refused: {theirs: {package: {x: half}}}
    offered: {ours: {package: {x: half, y: half}}}
red_lines:
  no-full-x: {owners: [ben], issue: x, at_most: half, confidence: 0.5, severity: 20,
              declared: declared, text: Not all of it.}
hypotheses:
  mood:
    name: Mood
    readings: {calm: {text: Calm}, tense: {text: Tense, effects: [{firmness: ben, shift: -0.2}]}}
levers:
  sweeten:
    name: Sweeten it
    holder: ana
    costs: {ana: 6, ben: {low: 1, mode: 2, high: 3}}
    effects: [{worth: {party: ben, when: {x: half}}, points: {low: 10, mode: 20, high: 30}}]
    turns: {guarantees: 0.5, aid: {low: 0.1, mode: 0.2, high: 0.3}}
    credibility: {ben: {low: 0.2, mode: 0.5, high: 0.8}, eva: 1}
  press:
    name: Press
    holder: ben
    effects: [{firmness: ana, shift: -0.3}]
    turns: {sanctions: 0.9}
    works_if: {mood: calm}
  agenda:
    name: Put z on the table
    kind: agenda
    holder: ana
    costs: {ana: 5}
    paid: with_deal
    effects: [{opens: z}]
    turns: {scope: 0.4}
dynamics:
  first: [ana, cyr]
  second: [ben, eva]
  demanders: [ana]
  targets: [ana]
  senders: [ben]
  clients: [ben]
  patrons: [eva]
  fighters: [ana, ben]
  begin: {rung: 4, talks: true, balance: {low: -0.1, mode: 0, high: 0.2}, sanctioned_months: 2}
  stands: {sanctions: 0.3, scope: {low: 0.2, mode: 0.4, high: 0.6}, aid: 0.1}
  readings: {losses: {hypothesis: mood, as: {calm: talks, tense: doubling_down}}}
  parameters: {talks.opening: {low: 1, mode: 2, high: 3}}
  credibility: 0.4
  vouched: {x: {half: 0.3, full: 0.9}}
  beyond: {y: {full: 0.5}, x: {full: 0.2}}
policies:
  sweet: {name: Sweet, schedule: [{levers: [sweeten]}]}
  late: {name: Late, schedule: [{start: 6, levers: [sweeten]}]}
  steps:
    name: Step by step
    schedule:
      - {levers: [sweeten], turns: {notice: 0.7}}
      - start: 3
        levers: [agenda]
        turns: {notice: 0.7, toolkit: {low: 0.1, mode: 0.2, high: 0.3}}
      - {start: 9, end: 12, levers: [press]}
  dated: {name: Dated, schedule: [{start: "2031-03-02", end: "2031-07-30", levers: [press]}]}
snapshots:
  "2031-01-01": {title: Winter}
"""


@pytest.fixture(scope="session")
def crisis() -> str:
    """The text of the small crisis."""
    return CRISIS

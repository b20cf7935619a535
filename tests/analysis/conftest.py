"""A case from a few lines of YAML, and every answer worked out the slow way, package by package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from goldenbridge.case import Case, Loaded, load, read_case
from goldenbridge.worlds import Worlds

#: Three parties, one of them asked only about the port; rules, an interaction, four red lines,
#: a question with two readings: 24 packages keep the rules.
RICH = """
goldenbridge: 1
title: Border, port, tax and watch
parties:
  ana: {name: Ana, consent: always}
  ben: {name: Ben, consent: always}
  cyr: {name: Cyr, consent: issues, controls: [port]}
issues:
  border: {name: Border, options: {old: O, moved: M, new: N}, default: old}
  port: {name: Port, options: {shut: S, shared: H, open: P}, default: shut}
  tax: {name: Tax, options: {low: L, high: H}, default: low}
  watch: {name: Watch, options: {none: N, joint: J}, default: none}
rules:
  watch-needs-port: {text: T, if: {watch: joint}, then: {port: [shared, open]}}
  new-without-tax: {text: T, impossible: {border: new, tax: high}}
worths:
  ana:
    main: border
    swings: {port: {low: 20, mode: 40, high: 60}, tax: 30, watch: {low: 10, mode: 20, high: 30}}
    values:
      border: {old: 0, moved: {low: 40, mode: 60, high: 80}, new: 100}
      port: {shut: 0, shared: 50, open: 100}
      tax: {low: 100, high: 0}
      watch: {none: 100, joint: 0}
    interactions:
      open-border:
        when: {border: [moved, new], port: open}
        worth: {low: 0, mode: 10, high: 30}
  ben:
    main: port
    swings: {border: {low: 30, mode: 60, high: 90}, tax: 50, watch: 40}
    values:
      port: {shut: 100, shared: {low: 40, mode: 60, high: 70}, open: 0}
      border: {old: 100, moved: 50, new: 0}
      tax: {low: 0, high: 100}
      watch: {none: 0, joint: 100}
  cyr:
    main: port
    swings: {watch: 20}
    values:
      port: {shut: 0, shared: 100, open: 20}
      watch: {none: 100, joint: 0}
no_deal:
  ana:
    refused: {theirs: {package: {border: moved, tax: high}}}
    offered: {ours: {package: {border: new, port: shared, watch: joint}}}
  ben:
    refused: {theirs: {package: {border: moved, port: open, watch: joint}}}
    offered: {ours: {package: {border: moved, port: shared, tax: high, watch: joint}}}
    firmness: {low: 0, mode: 0.4, high: 1}
  cyr:
    refused: {theirs: {package: {port: open}}}
    offered: {ours: {package: {port: shared, watch: joint}}}
red_lines:
  border-moves: {owners: [ana], issue: border, at_least: moved, confidence: 0.7,
                 severity: {low: 20, mode: 40, high: 60}, declared: declared, text: Not the old.}
  not-new: {owners: [ben], issue: border, at_most: moved, confidence: 0.6,
            severity: {low: 10, mode: 30, high: 50}, declared: declared, text: Not the new.}
  no-watch-untaxed: {owners: [ben], issue: tax, at_least: high, when: {watch: joint},
                     hypothesis: mood, confidence_under: {calm: 0.4, tense: 0.9},
                     severity: 30, declared: inferred, text: No watch without the tax.}
  no-tax: {owners: [cyr], issue: tax, at_most: low, confidence: 0.5, severity: 15,
           declared: inferred, text: No tax.}
hypotheses:
  mood:
    name: Mood
    readings:
      calm:
        text: Calm
        weight: 2
        effects:
          - {firmness: ben, shift: -0.3}
          - {worth: {party: ana, when: {tax: high}}, points: {low: 5, mode: 10, high: 15}}
      tense:
        text: Tense
        effects: [{swing: {party: ben, issue: border}, times: 1.3}]
"""


#: Two parties that want each a thing of the other: x is worth much to the first, y to the second.
PAIR = """
goldenbridge: 1
title: Two things to trade
parties:
  one: {name: One, consent: always}
  two: {name: Two, consent: always}
issues:
  x: {name: X, options: {none: N, half: H, full: F}, default: none}
  y: {name: Y, options: {none: N, half: H, full: F}, default: none}
worths:
  one:
    main: x
    swings: {y: {low: 20, mode: 40, high: 60}}
    values: {x: {none: 0, half: 50, full: 100}, y: {none: 100, half: 50, full: 0}}
  two:
    main: y
    swings: {x: {low: 20, mode: 40, high: 60}}
    values: {y: {none: 0, half: 50, full: 100}, x: {none: 100, half: 50, full: 0}}
no_deal:
  one:
    refused: {theirs: {package: {x: half, y: full}, from: [said]}}
    offered: {ours: {package: {x: full, y: none}, from: [said]}}
  two:
    refused: {theirs: {package: {x: full, y: half}, from: [said]}}
    offered: {ours: {package: {x: none, y: full}, from: [said]}}
statements:
  said: {actor: one, act: offers, text: Both made offers., cite: {source: notes, at: p. 1}}
"""


class Slow:
    """Some worlds, asked package by package, straight from the case as it was written."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.frame = worlds, worlds.frame
        self.body, self.snapshot = worlds.frame.snapshot.body, worlds.frame.snapshot
        self.parties = list(worlds.frame.parties)
        self.lines = list(worlds.frame.lines)

    @cached_property
    def packages(self) -> list[dict[str, str]]:
        """Every package on the table that keeps the rules and moves something."""
        choices = [
            list(issue.options) if issue.open else [issue.default]
            for issue in self.body.issues.values()
        ]
        whole = [dict(zip(self.body.issues, options, strict=True)) for options in product(*choices)]
        return [package for package in whole if self._allowed(package)]

    def _allowed(self, package: Mapping[str, str]) -> bool:
        for rule in self.body.rules.values():
            if rule.impossible is not None and holds(rule.impossible, package):
                return False
            if (
                rule.if_ is not None
                and holds(rule.if_, package)
                and not holds(rule.then or {}, package)
            ):
                return False
        return any(package[k] != issue.default for k, issue in self.body.issues.items())

    def worth(
        self, world: int, party: str, package: Mapping[str, str], losses: bool = False
    ) -> float:
        column, wide = self.parties.index(party), self.frame.wide
        total = 0.0
        for number, issue in enumerate(wide.issues):
            place = int(wide.offsets[number]) + wide.options[number].index(package[issue])
            total += float(self.worlds.full[world, column, place])
        for number, term in enumerate(self.frame.terms):
            if term.party == column and all(
                wide.options[i].index(package[wide.issues[i]]) in options
                for i, options in term.clause.parts
            ):
                total += float(self.worlds.points[world, number])
        if losses:
            for number, key in enumerate(self.lines):
                if self.worlds.binds[world, number] and party in self.owners(key):
                    crossed = self.crosses(key, package)
                    total -= float(self.worlds.severity[world, number]) * crossed
        return total

    def owners(self, key: str) -> list[str]:
        return [owner.split(".")[0] for owner in self.body.red_lines[key].owners]

    def needed(self, package: Mapping[str, str]) -> list[str]:
        found = []
        for key in self.parties:
            party = self.body.parties[key]
            moved = any(package[i] != self.body.issues[i].default for i in party.controls)
            if party.consent == "always" or moved:
                found.append(key)
        return found

    def crosses(self, key: str, package: Mapping[str, str]) -> bool:
        line = self.body.red_lines[key]
        order = list(self.body.issues[line.issue].options)
        place = order.index(package[line.issue])
        if line.at_least is not None:
            beyond = place < order.index(line.at_least)
        elif line.at_most is not None:
            beyond = place > order.index(line.at_most)
        else:
            beyond = package[line.issue] in (line.not_ or ())
        return beyond and holds(line.when, package)

    def crossed(self, world: int, package: Mapping[str, str]) -> list[str]:
        """The binding red lines that a package crosses, if it needs one of their owners."""
        needed = set(self.needed(package))
        return [
            key
            for number, key in enumerate(self.lines)
            if self.worlds.binds[world, number]
            and self.crosses(key, package)
            and needed & set(self.owners(key))
        ]

    def gain(
        self, world: int, party: str, package: Mapping[str, str], losses: bool = False
    ) -> float:
        least = float(self.worlds.no_deal[world, self.parties.index(party)])
        return self.worth(world, party, package, losses) - least

    def signed(self, world: int, package: Mapping[str, str], lines: str = "on") -> bool:
        """Whether everybody whose consent the package needs would sign it."""
        if lines == "on" and self.crossed(world, package):
            return False
        return all(
            self.gain(world, party, package, lines == "losses") >= -1e-9
            for party in self.needed(package)
        )

    def deal(self, world: int, lines: str = "on") -> bool:
        return any(self.signed(world, package, lines) for package in self.packages)

    def deals(self, lines: str = "on") -> np.ndarray:
        return np.array([self.deal(world, lines) for world in range(len(self.worlds))])

    def firmest(self, world: int, lines: str = "on") -> float:
        """The most that all brackets can firm together: u* of one world."""
        best = -np.inf
        for package in self.packages:
            if lines == "on" and self.crossed(world, package):
                continue
            least = np.inf
            for party in self.needed(package):
                column = self.parties.index(party)
                low = float(self.worlds.low[world, column])
                width = float(self.worlds.high[world, column]) - low
                least = min(least, (self.worth(world, party, package) - low) / width)
            best = max(best, least)
        return best

    def lacks(self, world: int, package: Mapping[str, str]) -> frozenset[str]:
        """What a package leaves unsatisfied: binding lines it crosses, parties it does not suit."""
        short = [p for p in self.needed(package) if self.gain(world, p, package) < -1e-9]
        return frozenset([*self.crossed(world, package), *short])


def holds(when: Mapping[str, tuple[str, ...]], package: Mapping[str, str]) -> bool:
    return all(package[issue] in options for issue, options in when.items())


@dataclass(frozen=True)
class Kit:
    """What the tests of analysis share."""

    folder: Callable[..., Path]
    slow: type[Slow] = Slow
    rich: str = RICH
    pair: str = PAIR

    def load(self, text: str, **files: str) -> Case:
        """The case of a text, which must have no errors."""
        return load(self.folder(text, **files))

    def read(self, text: str, **files: str) -> Loaded:
        return read_case(self.folder(text, **files))


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    sources = "notes: {title: Notes}\n"

    def folder(text: str, **files: str) -> Path:
        made = tmp_path_factory.mktemp("case") / "small"
        made.mkdir()
        (made / "case.yaml").write_text(text, encoding="utf-8")
        (made / "sources.yaml").write_text(sources, encoding="utf-8")
        for name, content in files.items():
            (made / f"{name}.yaml").write_text(content, encoding="utf-8")
        return made

    return Kit(folder)

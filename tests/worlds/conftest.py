"""A case from a few lines of YAML, and worths worked out the slow way, straight from the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from goldenbridge.case import Snapshot
from goldenbridge.case.judgement import Judgement
from goldenbridge.case.schema import Body, Effect
from goldenbridge.case.snapshot import merge
from goldenbridge.files.document import Path_, parse_document
from goldenbridge.worlds import Worlds

#: Two parties that must agree, one of them only on the harbour, and one that watches.
HARBOUR = """
parties:
  norvik: {name: Norvik, consent: always, constituencies: {assembly: {name: The assembly}}}
  ostia: {name: Ostia, consent: issues, controls: [harbour]}
  league: {name: The league, consent: never}
baskets:
  sea: {name: The sea}
  land: {name: The land}
issues:
  harbour: {name: Harbour, basket: sea, options: {closed: C, fee: F, free: R}, default: closed}
  fees: {name: Fees, basket: sea, options: {none: N, half: H, all: A}, default: none}
  patrols: {name: Patrols, basket: land, options: {none: N, joint: J}, default: none}
rules:
  free-has-no-fees: {text: T, impossible: {harbour: free, fees: [half, all]}}
  patrols-need-harbour: {text: T, if: {patrols: joint}, then: {harbour: [fee, free]}}
worths:
  norvik:
    main: harbour
    swings: {fees: {low: 10, mode: 25, high: 40}, patrols: 15}
    values:
      harbour: {closed: 0, fee: {low: 40, mode: 60, high: 80}, free: 100}
      fees: {none: 100, half: 50, all: 0}
      patrols: {none: 0, joint: 100}
    interactions:
      patrol-from-harbour:
        when: {harbour: [fee, free], patrols: joint}
        worth: {low: 0, mode: 10, high: 20}
  ostia:
    main: fees
    swings: {harbour: 60, patrols: {low: 0, mode: 10, high: 30}}
    values:
      harbour: {closed: 100, fee: 70, free: 0}
      fees: {none: 0, half: 50, all: 100}
      patrols: {none: 50, joint: 0}
  league:
    main: patrols
    values: {patrols: {none: 0, joint: {low: 10, mode: 50, high: 100}}}
no_deal:
  norvik:
    refused: {spring: {package: {harbour: fee, fees: all}}}
    offered: {draft: {package: {harbour: free, patrols: joint}}}
    firmness: {low: 0.2, mode: 0.4, high: 0.7}
  ostia:
    refused: {theirs: {package: {harbour: free}}}
    offered: {ours: {package: {harbour: fee, fees: all, patrols: joint}}}
red_lines:
  open-it: {owners: [norvik], issue: harbour, at_least: fee, severity: 100, confidence: 0.8,
            declared: declared, text: T}
hypotheses:
  intent:
    name: Meant?
    readings:
      earnest: {text: T, weight: 3}
      bluff: {text: T, weight: 1}
"""


class ByHand:
    """One world of a case, valued in plain Python from the case model alone.

    It takes from the world which readings it holds and how large its judgements are, and
    nothing else; no column, clause or array of the frame is looked at.
    """

    def __init__(self, worlds: Worlds, number: int) -> None:
        self.body: Body = worlds.frame.snapshot.body
        self.snapshot = worlds.frame.snapshot
        self.judged = {path: float(values[number]) for path, values in worlds.judged.items()}
        self.readings = {
            name: list(hypothesis.readings)[int(worlds.readings[name][number])]
            for name, hypothesis in self.body.hypotheses.items()
        }

    def size(self, path: Path_, judgement: Judgement) -> float:
        return self.judged.get(path, judgement.mode)

    def effects(self) -> Iterator[tuple[Path_, Effect]]:
        """The effects that hold in this world."""
        for name, reading in self.readings.items():
            held = self.body.hypotheses[name].readings[reading]
            for number, effect in enumerate(held.effects):
                yield ("hypotheses", name, "readings", reading, "effects", number), effect
        for key, table in self.body.joint.items():
            for place, cell in enumerate(table.cells):
                if all(self.readings[h] == reading for h, reading in cell.when.items()):
                    for number, effect in enumerate(cell.effects):
                        yield ("joint", key, "cells", place, "effects", number), effect

    def swings(self, party: str) -> dict[str, float]:
        worths = self.body.worths[party]
        sizes = {
            issue: self.size(("worths", party, "swings", issue), judgement)
            for issue, judgement in worths.swings.items()
        }
        sizes[worths.main] = 100.0
        for basket, judgement in worths.baskets.items():
            total = self.size(("worths", party, "baskets", basket), judgement)
            inside = [i for i, issue in self.body.issues.items() if issue.basket == basket]
            if worths.main in inside:
                total -= 100.0
                inside.remove(worths.main)
            now = sum(sizes.get(issue, 0.0) for issue in inside)
            for issue in inside:
                if now > 0 and issue in sizes:
                    sizes[issue] *= max(total, 0.0) / now
        for path, effect in self.effects():
            if effect.swing is not None and effect.swing.party == party:
                assert effect.times is not None
                factor = self.size((*path, "times"), effect.times)
                sizes[effect.swing.issue] = sizes.get(effect.swing.issue, 0.0) * factor
        return sizes

    def holds(self, when: Mapping[str, tuple[str, ...]], package: Mapping[str, str]) -> bool:
        return all(package[issue] in options for issue, options in when.items())

    def worth(self, party: str, package: Mapping[str, str]) -> float:
        """What a whole package is worth to a party, red lines aside."""
        if party not in self.body.worths:
            return 0.0
        worths, swings = self.body.worths[party], self.swings(party)
        total = 0.0
        for issue, option in package.items():
            value = worths.values.get(issue, {}).get(option)
            if value is not None:
                size = self.size(("worths", party, "values", issue, option), value)
                total += swings.get(issue, 0.0) * size / 100.0
        for key, term in worths.interactions.items():
            if self.holds(term.when, package):
                total += self.size(("worths", party, "interactions", key, "worth"), term.worth)
        for path, effect in self.effects():
            if effect.worth is not None and effect.worth.party == party:
                assert effect.points is not None
                if self.holds(effect.worth.when, package):
                    total += self.size((*path, "points"), effect.points)
        return total

    def bracket(self, party: str) -> tuple[float, float]:
        """The best that the party refused and the least that it offered."""
        record = self.body.no_deal[party]
        refused = [self.worth(party, self.full(r.package)) for r in record.refused.values()]
        offered = [self.worth(party, self.full(r.package)) for r in record.offered.values()]
        return max(refused), min(offered)

    def full(self, package: Mapping[str, str]) -> dict[str, str]:
        return {i: package.get(i, issue.default) for i, issue in self.body.issues.items()}

    def crosses(self, key: str, package: Mapping[str, str]) -> bool:
        """Whether a package is beyond a red line."""
        line = self.body.red_lines[key]
        order = list(self.body.issues[line.issue].options)
        place = order.index(package[line.issue])
        if line.at_least is not None:
            beyond = place < order.index(line.at_least)
        elif line.at_most is not None:
            beyond = place > order.index(line.at_most)
        else:
            beyond = package[line.issue] in (line.not_ or ())
        return beyond and self.holds(line.when, package)

    def owned(self, key: str, party: str) -> bool:
        return party in {o.split(".")[0] for o in self.body.red_lines[key].owners}

    def loss(self, party: str, package: Mapping[str, str], binding: Mapping[str, bool]) -> float:
        """What the binding red lines of a party that a package crosses cost it."""
        return sum(
            self.size(("red_lines", key, "severity"), line.severity)
            for key, line in self.body.red_lines.items()
            if binding.get(key) and self.owned(key, party) and self.crosses(key, package)
        )

    def allowed(self, package: Mapping[str, str]) -> bool:
        """Whether a package keeps the rules, leaves closed issues alone and moves something."""
        for rule in self.body.rules.values():
            if rule.impossible is not None and self.holds(rule.impossible, package):
                return False
            if rule.if_ is not None and self.holds(rule.if_, package):
                assert rule.then is not None
                if not self.holds(rule.then, package):
                    return False
        still = self.full({})
        closed = [i for i, issue in self.body.issues.items() if not issue.open]
        return package != still and all(package[i] == still[i] for i in closed)


def make_snapshot(*texts: str) -> Snapshot:
    """A snapshot from YAML, each text laid over the one before; no check looks at it."""
    data: object = {}
    for text in texts:
        document = parse_document(text)
        assert not document.problems, document.problems
        data = merge(data, document.data)
    return Snapshot("now", "Now", None, Body.model_validate(data), lambda path: 0)


@dataclass(frozen=True)
class Kit:
    """What the tests of this folder share."""

    make: Callable[..., Snapshot]
    by_hand: type[ByHand]

    def harbour(self, *changes: str) -> Snapshot:
        return self.make(HARBOUR, *changes)


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit(make_snapshot, ByHand)

"""Small cases with ratifiers, patrons and sub-deals, and random ones to try laws on."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import pytest

from goldenbridge.analysis.sample import Sample

#: The kit's rich case with constituencies, a patron, an onlooker, and an issue two could settle.
VOICED = (
    (
        "  ana: {name: Ana, consent: always}\n",
        """\
  ana:
    name: Ana
    consent: always
    constituencies:
      guild:
        name: Guild
        ratifies: true
        asks: {low: -5, mode: 5, high: 25}
        weighs:
          - {swing: {party: ana, issue: tax}, times: {low: 1, mode: 2, high: 3}}
          - {worth: {party: ana, when: {border: [moved, new], port: open}}, points: -15}
          - {worth: {party: ana, when: {watch: joint}}, points: {low: -10, mode: 0, high: 5}}
      council: {name: Council, ratifies: true}
      press: {name: Press}
""",
    ),
    (
        "  cyr: {name: Cyr, consent: issues, controls: [port]}\n",
        """\
  cyr:
    name: Cyr
    consent: issues
    controls: [port]
    patron: ana
    constituencies:
      crew: {name: Crew, ratifies: true, asks: {low: 0, mode: 10, high: 40}}
  dov: {name: Dov, consent: never}
  eli: {name: Eli, consent: never}
""",
    ),
    ("owners: [ben], issue: border", "owners: [ben, cyr.crew], issue: border"),
    ("joint: J}, default: none}", "joint: J}, default: none, between: [ben]}"),
    ("owners: [cyr], issue: tax", "owners: [ana.council], issue: tax"),
    (
        "no_deal:\n",
        """\
  dov:
    main: port
    swings: {border: {low: 20, mode: 40, high: 60}, tax: 30}
    values:
      port: {shut: 100, shared: {low: 20, mode: 50, high: 70}, open: 0}
      border: {old: 100, moved: 30, new: 0}
      tax: {low: 0, high: 100}
    interactions:
      quiet: {when: {border: old, port: shared}, worth: {low: 5, mode: 10, high: 20}}
no_deal:
""",
    ),
    (
        "        effects: [{swing: {party: ben, issue: border}, times: 1.3}]\n",
        """\
        effects:
          - {swing: {party: ben, issue: border}, times: 1.3}
          - {swing: {party: dov, issue: border}, times: 2}
          - {worth: {party: dov, when: {tax: high}}, points: {low: -30, mode: -20, high: -5}}
levers:
  boats:
    name: Boats
    holder: ana
    effects: [{worth: {party: cyr, when: {port: open}}, points: 20}, {firmness: ben, shift: 0.1}]
  walls: {name: Walls, holder: ben, effects: [{firmness: cyr, shift: 0.2}]}
""",
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def voiced(kit: Any) -> Any:
    """The rich case with those behind and beside the table."""
    return kit.load(changed(kit.rich, VOICED))


#: The same with fixed numbers for those behind and beside the table, to be valued by hand.
FIXED = (
    ("asks: {low: -5, mode: 5, high: 25}", "asks: 5"),
    ("issue: tax}, times: {low: 1, mode: 2, high: 3}}", "issue: tax}, times: 2}"),
    ("watch: joint}}, points: {low: -10, mode: 0, high: 5}}", "watch: joint}}, points: -3}"),
    ("asks: {low: 0, mode: 10, high: 40}", "asks: 12"),
    ("swings: {border: {low: 20, mode: 40, high: 60}, tax: 30}", "swings: {border: 40, tax: 30}"),
    ("shared: {low: 20, mode: 50, high: 70}, open: 0}", "shared: 50, open: 0}"),
    ("worth: {low: 5, mode: 10, high: 20}}", "worth: 10}"),
    ("tax: high}}, points: {low: -30, mode: -20, high: -5}}", "tax: high}}, points: -20}"),
)


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="session")
def fixed(kit: Any) -> Any:
    """The voiced case with fixed numbers for those behind and beside the table."""
    return kit.load(changed(changed(kit.rich, VOICED), FIXED))


def made_up(number: int) -> str:
    """A random small case: three or four parties, three issues, red lines, all kinds of consent."""
    say = random.Random(number)
    parties = ["a", "b", "c", "d"][: say.choice([3, 4])]
    issues = {"x": 3, "y": 3, "z": 2}
    lines = ["goldenbridge: 1", "title: Made up", "parties:"]
    for n, party in enumerate(parties):
        kind = "always" if n == 0 else say.choice(["always", "issues"])
        held = f", controls: [{', '.join(say.sample(list(issues), say.choice([1, 2])))}]"
        lines.append(f"  {party}: {{name: {party}, consent: {kind}{held * (kind == 'issues')}}}")
    lines.append("issues:")
    for issue, size in issues.items():
        options = ", ".join(f"o{n}: O" for n in range(size))
        left = f", between: [{', '.join(say.sample(parties, 2))}]" if say.random() < 0.5 else ""
        lines.append(f"  {issue}: {{name: {issue}, options: {{{options}}}, default: o0{left}}}")
    lines.append("worths:")
    offered: dict[str, dict[str, int]] = {}
    refused: dict[str, dict[str, int]] = {}
    for party in parties:
        main, *rest = say.sample(list(issues), 3)
        weight = {main: 100, **{issue: say.randint(20, 70) for issue in rest}}
        swings = ", ".join(
            f"{i}: {{low: {weight[i] - 10}, mode: {weight[i]}, high: {weight[i] + 10}}}"
            for i in rest
        )
        lines += [f"  {party}:", f"    main: {main}", f"    swings: {{{swings}}}", "    values:"]
        valued = {}
        for issue, size in issues.items():
            values = [0, 100, *([say.randint(1, 99)] * (size - 2))]
            say.shuffle(values)
            valued[issue] = values
            told = ", ".join(f"o{n}: {v}" for n, v in enumerate(values))
            lines.append(f"      {issue}: {{{told}}}")
        packages = [
            dict(zip(issues, o, strict=True)) for o in product(*map(range, issues.values()))
        ]
        packages.sort(key=lambda p: sum(weight[i] * valued[i][p[i]] for i in p))
        refused[party], offered[party] = packages[say.randint(1, 6)], packages[say.randint(9, 15)]
    lines.append("no_deal:")
    for party in parties:
        ends = [
            ", ".join(f"{i}: o{n}" for i, n in package.items())
            for package in (refused[party], offered[party])
        ]
        lines += [
            f"  {party}:",
            f"    refused: {{r: {{package: {{{ends[0]}}}, from: [said]}}}}",
            f"    offered: {{o: {{package: {{{ends[1]}}}, from: [said]}}}}",
        ]
    lines.append("red_lines:")
    for n in range(3):
        issue = say.choice(list(issues))
        owners = say.sample(parties, say.choice([1, 2]))
        option = say.randrange(issues[issue])
        if all(offered[owner][issue] != option for owner in owners):
            lines.append(
                f"  l{n}: {{owners: [{', '.join(owners)}], issue: {issue}, not: [o{option}], "
                f"confidence: {say.choice([0.3, 0.6, 0.9])}, declared: inferred, text: T}}"
            )
    if lines[-1] == "red_lines:":
        lines.pop()
    lines += [
        "statements:",
        "  said: {actor: a, act: offers, text: T., cite: {source: notes, at: p. 1}}",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def invented(kit: Any) -> list[Any]:
    """Random small cases that loaded without an error."""
    found = []
    for number in range(60):
        loaded = kit.read(made_up(number))
        if loaded.case is not None:
            found.append(loaded.case)
    return found


class Hand:
    """What would be signed if some were not asked, package by package."""

    def __init__(self, slow: Any) -> None:
        self.slow = slow

    def asked(self, package: Mapping[str, str], aside: Collection[str] = ()) -> set[str]:
        return set(self.slow.needed(package)) - set(aside)

    def clear(self, world: int, package: Mapping[str, str], asked: Collection[str]) -> bool:
        """Whether it crosses no binding line of those who are asked."""
        slow = self.slow
        return not any(
            slow.worlds.binds[world, n]
            and slow.crosses(key, package)
            and set(slow.owners(key)) & set(asked)
            for n, key in enumerate(slow.lines)
        )

    def signs(self, world: int, package: Mapping[str, str], aside: Collection[str] = ()) -> bool:
        asked = self.asked(package, aside)
        gains = (self.slow.gain(world, party, package) for party in asked)
        return self.clear(world, package, asked) and all(gain >= -1e-9 for gain in gains)

    def signed(self, world: int, aside: Collection[str] = ()) -> list[dict[str, str]]:
        return [p for p in self.slow.packages if self.signs(world, p, aside)]

    def leaving_alone(
        self, packages: list[dict[str, str]], parties: Collection[str]
    ) -> list[dict[str, str]]:
        return [p for p in packages if not set(self.slow.needed(p)) & set(parties)]


def groups(parties: list[str], least: int, most: int) -> Iterator[tuple[str, ...]]:
    for size in range(least, most + 1):
        yield from combinations(parties, size)


@pytest.fixture(scope="session")
def hands(kit: Any, voiced: Any, invented: list[Any]) -> list[tuple[Sample, Hand]]:
    """Samples of the voiced case and of some random ones, with their worlds to ask by hand."""
    samples = [Sample.draw(voiced.at(), 3, 48)]
    samples += [Sample.draw(case.at(), number, 12) for number, case in enumerate(invented[::3])]
    return [(sample, Hand(kit.slow(sample.worlds))) for sample in samples]


@pytest.fixture(scope="session")
def choose() -> Any:
    """All groups of some parties, by size."""
    return groups


@pytest.fixture(scope="session")
def hand() -> type[Hand]:
    return Hand

"""Random small negotiations, and what listing every deal says about them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import strategies as st

from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.space import Clause, DealSpace
from goldenbridge.dealspace.worths import WorldWorths


@dataclass(frozen=True)
class Case:
    """A small negotiation in a few worlds."""

    layers: Layers
    worths: WorldWorths
    no_deal: np.ndarray
    binding: np.ndarray
    consent: tuple[str, ...]

    @property
    def asked(self):
        """What most searches take, in order."""
        return self.layers, self.worths, self.no_deal, self.binding, self.consent


class Brute:
    """The second opinion: every deal, one after the other, in plain Python."""

    def __init__(self, case: Case) -> None:
        self.case = case
        space = case.layers.space
        self.deals = [
            deal
            for deal in product(*(range(size) for size in space.sizes))
            if not any(self.matches(rule, deal) for rule in space.impossible)
        ]

    @staticmethod
    def matches(clause, deal):
        return all(deal[issue] in options for issue, options in clause.parts)

    def worth(self, world, party, deal):
        layers, worths = self.case.layers, self.case.worths
        total = sum(
            worths.unary[world, party, offset + option]
            for offset, option in zip(layers.space.offsets, deal, strict=False)
        )
        for number, term in enumerate(layers.terms):
            if self.matches(term, deal):
                total += worths.terms[world, party, number]
        return total

    def needed(self, deal):
        layers = self.case.layers
        parties = []
        for party, kind in enumerate(self.case.consent):
            touched = any(
                option != default and layers.controls[party, offset + option]
                for option, default, offset in zip(
                    deal, layers.defaults, layers.space.offsets, strict=False
                )
            )
            if kind == "always" or (kind == "issues" and touched):
                parties.append(party)
        return parties

    def crossed_by_anyone(self, world, deal):
        """Lines crossed, whoever owns them."""
        return sum(
            1 << number
            for number, line in enumerate(self.case.layers.lines)
            if int(self.case.binding[world]) >> number & 1 and self.matches(line, deal)
        )

    def crossed(self, world, deal):
        needed = set(self.needed(deal))
        mask = 0
        for number, line in enumerate(self.case.layers.lines):
            owners = int(self.case.layers.line_owners[number])
            asked = not owners or any(owners >> party & 1 for party in needed)
            binds = int(self.case.binding[world]) >> number & 1
            if asked and binds and self.matches(line, deal):
                mask |= 1 << number
        return mask

    def lacking(self, world, deal):
        n_lines = len(self.case.layers.lines)
        mask = self.crossed(world, deal)
        for party in self.needed(deal):
            if self.worth(world, party, deal) < self.case.no_deal[world, party] - 1e-9:
                mask |= 1 << (n_lines + party)
        return mask

    def accepted(self, world):
        return [deal for deal in self.deals if self.lacking(world, deal) == 0]

    def minimal_corrections(self, world):
        masks = {self.lacking(world, deal) for deal in self.deals}
        return {m for m in masks if not any(o != m and o & m == o for o in masks)}


def clauses(sizes, fewest, most):
    """Clauses over some of the issues."""

    @st.composite
    def build(draw):
        n_issues = len(sizes)
        count = draw(st.integers(min(fewest, n_issues), min(most, n_issues)))
        issues = draw(st.permutations(range(n_issues)))[:count]
        return Clause(
            tuple(
                (
                    issue,
                    tuple(draw(st.sets(st.integers(0, sizes[issue] - 1), min_size=1, max_size=2))),
                )
                for issue in issues
            )
        )

    return build()


@st.composite
def random_cases(draw, n_worlds=3, switches=0, lead="always"):
    """A small negotiation; ``switches`` issues of two options stand last, ``lead`` agrees first."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=5 - switches // 2))
    sizes += [2] * switches
    n_parties = draw(st.integers(2, 4))
    rules = draw(st.lists(clauses(sizes, 2, 3), max_size=3))
    terms = draw(st.lists(clauses(sizes, 1, 3), max_size=3))
    lines = draw(st.lists(clauses(sizes, 1, 3), max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_options = sum(sizes)
    controls = np.repeat(rng.random((n_parties, len(sizes))) < 0.5, sizes, axis=1)
    consent = (lead, *draw(st.lists(
        st.sampled_from(["always", "issues", "never"]),
        min_size=n_parties - 1, max_size=n_parties - 1,
    )))  # fmt: skip
    # A line of nobody blocks whoever is asked; those of somebody only where an owner is needed.
    owners = rng.random((len(lines), n_parties)) < 0.4
    layers = layer(
        DealSpace.plain(sizes, rules),
        terms,
        lines,
        controls,
        rng.integers(0, 2, len(sizes)),
        owners,
    )
    # Whole numbers: ties and deals worth exactly as much as no deal come up often.
    unary = rng.integers(-5, 6, (n_worlds, n_parties, n_options)).astype(float)
    of_terms = rng.integers(-4, 5, (n_worlds, n_parties, len(terms))).astype(float)
    level = draw(st.sampled_from([-2, 1, 4, 7]))
    no_deal = rng.integers(level - 2, level + 3, (n_worlds, n_parties)).astype(float)
    binding = rng.integers(0, 1 << len(lines), n_worlds).astype(np.uint64)
    return Case(layers, WorldWorths(unary, of_terms), no_deal, binding, consent)


@pytest.fixture(scope="session")
def cases():
    """The strategy of random small negotiations."""
    return random_cases()


@pytest.fixture(scope="session")
def cases_with():
    """The same with more worlds, switches at the end, or nobody who must always agree."""
    return random_cases


@pytest.fixture(scope="session")
def brute():
    """The second opinion on a case."""
    return Brute


@pytest.fixture(scope="session")
def clause_strategy():
    return clauses

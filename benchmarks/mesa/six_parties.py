"""The simple rule of ``benchmarks/six_parties.py``, written for Mesa as its users write."""

from __future__ import annotations

import mesa

PARTIES = 6


class Party(mesa.Agent):
    """Asks a share of one pie, comes down as far as it trusts, and sometimes raises the stakes."""

    def __init__(self, model: Talks) -> None:
        super().__init__(model)
        self.talks = model
        self.price = self.random.uniform(0.2, 0.4)
        self.rate = self.random.uniform(0.0, 0.05)
        self.trust = self.random.uniform(0.2, 0.8)

    def step(self) -> None:
        self.trust += 0.1 * (1.0 - self.talks.rung / 8.0 - self.trust)
        self.price *= 1.0 - self.rate * self.trust
        if self.random.random() < 0.06 * (1.0 - self.trust) and self.talks.rung < 8:
            self.talks.rung += 1
            self.talks.peak = max(self.talks.peak, self.talks.rung)


class Talks(mesa.Model):
    """Six parties; from the day that all they ask fits into the pie, signing may come."""

    def __init__(
        self, signing: float = 0.1, steps: int = 60, collect: bool = False, rng: int | None = None
    ) -> None:
        super().__init__(rng=rng)
        self.signing = signing
        self.horizon = steps
        self.rung = self.peak = 4
        self.signed = False
        Party.create_agents(self, PARTIES)
        self.collector = None
        if collect:
            self.collector = mesa.DataCollector(
                model_reporters={"rung": "rung", "asked": lambda talks: talks.asked}
            )

    @property
    def asked(self) -> float:
        return float(self.agents.agg("price", sum))

    def step(self) -> None:
        self.agents.do("step")
        if self.random.random() < 0.25 and self.rung > 0:
            self.rung -= 1
        if self.asked <= 1.0 and self.random.random() < self.signing:
            self.signed = True
            self.running = False
        if self.steps == self.horizon:
            self.running = False
        if self.collector is not None:
            self.collector.collect(self)

    def outcome(self) -> list[float]:
        """Whether signed, after how many steps, and then: peak, rung, trust, what is asked."""
        trust = float(self.agents.agg("trust", sum)) / PARTIES
        return [float(self.signed), self.steps, self.peak, self.rung, trust, self.asked]

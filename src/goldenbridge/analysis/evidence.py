"""How much of an answer is in the sources and how much is the coder's assumption."""

from __future__ import annotations

from collections import Counter

from goldenbridge.case.case import Case, Snapshot

__all__ = ["assumptions", "contradictions"]

ORIGINS = {
    "assumed": "assumed",
    "direction sourced, size assumed": "direction_sourced",
    "sourced": "sourced",
}


def assumptions(snapshot: Snapshot) -> dict[str, object]:
    """Counts of the values in play: assumed, with a sourced direction, sourced outright.

    Trust a share no further than these counts: each assumed size is one coder's.
    """
    whole: Counter[str] = Counter()
    by_party: dict[str, Counter[str]] = {}
    for path, value in snapshot.judgements().items():
        if path[0] == "parties":
            continue  # what constituencies ask plays no part in the share with a deal
        kind = ORIGINS[value.origin]
        whole[kind] += 1
        if path[0] in {"worths", "no_deal"}:
            by_party.setdefault(str(path[1]), Counter())[kind] += 1
    return {
        "values": sum(whole.values()),
        **{kind: whole[kind] for kind in ORIGINS.values()},
        "by_party": {
            party: {"values": sum(c.values()), **{k: c[k] for k in ORIGINS.values()}}
            for party, c in by_party.items()
        },
    }


def contradictions(case: Case, snapshot: Snapshot) -> list[dict[str, object]]:
    """Where the sources contradict each other, with the hypothesis that carries both readings."""
    return [
        {
            "id": key,
            "text": one.text,
            "statements": list(one.statements),
            "hypothesis": one.hypothesis if one.hypothesis in snapshot.body.hypotheses else None,
        }
        for key, one in case.contradictions.items()
    ]

"""Constituencies seated behind their parties, so that one search asks parties and them alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenbridge.analysis.coalitions.voices import Voice
from goldenbridge.dealspace.consent import regimes
from goldenbridge.dealspace.layers import Layers, layer
from goldenbridge.dealspace.search.maximin import maximin
from goldenbridge.dealspace.worths import WorldWorths
from goldenbridge.worlds import Worlds

__all__ = ["Table", "ratified", "table"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Table:
    """The negotiation with constituencies seated behind the parties, for search.

    Attributes
    ----------
    layers : the deal space with what the constituencies value.
    worths : of the P parties, then of the K constituencies.
    least : (W, P + K), what each takes at least.
    behind : for each constituency, the party whose consent it stands behind.
    """

    layers: Layers
    worths: WorldWorths
    least: NDArray[np.float64]
    behind: tuple[int, ...]


def table(worlds: Worlds, voices: Sequence[Voice]) -> Table:
    """Seat constituencies behind their parties."""
    frame, terms = worlds.frame, list(worlds.frame.layers.terms)
    held: list[dict[int, NDArray[np.float64]]] = []
    unary = [voice.full[:, frame.columns].copy() for voice in voices]
    for voice, points_of in zip(voices, unary, strict=True):
        mine: dict[int, NDArray[np.float64]] = {}
        for clause, points in voice.terms:
            narrow = frame.narrow(clause)
            if narrow is None:
                continue
            if len(narrow.parts) == 1:
                issue, options = narrow.parts[0]
                start = int(frame.space.offsets[issue])
                points_of[:, [start + option for option in options]] += points[:, None]
                continue
            if narrow not in terms:
                terms.append(narrow)
            place = terms.index(narrow)
            mine[place] = mine.get(place, 0.0) + points
        held.append(mine)
    parties = len(frame.parties)
    more = np.zeros((len(worlds), parties + len(voices), len(terms)))
    more[:, :parties, : worlds.worths.terms.shape[2]] = worlds.worths.terms
    for number, mine in enumerate(held):
        for place, points in mine.items():
            more[:, parties + number, place] = points
    layers = frame.layers
    if len(terms) > len(layers.terms):
        layers = layer(
            frame.space, terms, frame.clauses, frame.controls, frame.defaults, frame.line_owners
        )
    stacked = np.stack(unary, axis=1) if unary else worlds.worths.unary[:, :0]
    return Table(
        layers,
        WorldWorths(np.concatenate([worlds.worths.unary, stacked], axis=1), more),
        np.column_stack([worlds.no_deal, *(voice.least for voice in voices)]),
        tuple(int(voice.column or 0) for voice in voices),
    )


def ratified(worlds: Worlds, seated: Table, among: Bools | None = None) -> Bools:
    """Whether each world has a deal that all needed parties sign and those behind them ratify."""
    frame, parties = worlds.frame, len(worlds.frame.parties)
    found = np.zeros(len(worlds), dtype=np.bool_)
    asked = np.arange(len(worlds)) if among is None else np.flatnonzero(among)
    for regime in regimes(frame.consent):
        behind = sum(
            1 << (parties + n) for n, p in enumerate(seated.behind) if regime.needed >> p & 1
        )
        found |= maximin(
            seated.layers,
            seated.worths,
            seated.least,
            objective=0,
            needed=regime.needed | behind,
            binding=seated.layers.held(worlds.binding, regime.needed),
            excused=regime.excused,
            worlds=asked[~found[asked]],
        ).found
    return found

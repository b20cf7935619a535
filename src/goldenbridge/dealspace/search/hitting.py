"""From what would have to give to what stands in the way.

A *conflict* is a set of red lines and no deals that cannot all be kept. It meets every
correction set, since giving up a correction set leaves none of the conflicts; and each
minimal set that meets all minimal correction sets is a minimal conflict (Reiter's duality
[Reiter1987]_). Sets are bit masks throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["is_hitting", "is_minimal_conflict", "minimal_hitting_sets", "minimal_members"]


def minimal_hitting_sets(family: Iterable[int], max_size: int = 4) -> tuple[int, ...]:
    """The minimal conflicts of a world, from its minimal correction sets.

    Parameters
    ----------
    family : minimal correction sets, as bit masks.
    max_size : leave larger conflicts aside: they tell little, and there can be many.

    Returns
    -------
    Masks, the smallest first. None for a family that contains the empty set (a deal
    exists); the empty mask for an empty family (the rules themselves leave no deal).

    >>> minimal_hitting_sets([0b011, 0b110])
    (2, 5)
    """
    return _minimal_hitting_sets(tuple(sorted(set(family))), max_size)


@lru_cache(maxsize=4096)
def _minimal_hitting_sets(family: tuple[int, ...], max_size: int) -> tuple[int, ...]:
    """Berge's algorithm: hit one set after the other, keeping what is minimal."""
    partial = [0]
    for mask in sorted(family, key=int.bit_count):
        hit = [each for each in partial if each & mask]
        missed = [each for each in partial if not each & mask and each.bit_count() < max_size]
        longer = {each | bit for each in missed for bit in _bits(mask)}
        partial = hit + [each for each in longer if not any(kept & each == kept for kept in hit)]
    return tuple(sorted(partial, key=lambda each: (each.bit_count(), each)))


def minimal_members(family: Iterable[int]) -> tuple[int, ...]:
    """The sets of a family that contain no other, the smallest first.

    >>> minimal_members([0b111, 0b100, 0b011])
    (4, 3)
    """
    kept: list[int] = []
    for mask in sorted(set(family), key=lambda each: (each.bit_count(), each)):
        if not any(small & mask == small for small in kept):
            kept.append(mask)
    return tuple(kept)


def is_hitting(conflict: int, family: Iterable[int]) -> bool:
    """Whether a set meets every set of a family.

    >>> is_hitting(0b101, [0b011, 0b110]), is_hitting(0b100, [0b011, 0b110])
    (True, False)
    """
    return all(conflict & mask for mask in family)


def is_minimal_conflict(conflict: int, family: Iterable[int]) -> bool:
    """Whether a set cannot be kept as a whole, but could without any one of its members.

    ``family`` holds all minimal correction sets of the world: the members outside a
    correction set can be kept together, so a set is a conflict just when it meets all.

    >>> is_minimal_conflict(0b101, [0b011, 0b110]), is_minimal_conflict(0b111, [0b011, 0b110])
    (True, False)
    """
    masks = tuple(family)
    return is_hitting(conflict, masks) and not any(
        is_hitting(conflict & ~bit, masks) for bit in _bits(conflict)
    )


def _bits(mask: int) -> list[int]:
    """The single bits of a mask, as masks."""
    return [1 << place for place in range(mask.bit_length()) if mask >> place & 1]

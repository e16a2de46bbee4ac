"""Which items of a list are which of its items after a change."""

from collections.abc import Sequence
from typing import Any

MOST_PAIRS = 250_000
"""Pairs of items beyond which they are taken one by one."""

Pair = tuple[int | None, int | None]
"""An item's place before and after; one is `None` for an item that came or went."""


def aligned(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Every item once and in order, those together that are most alike.

    Texts are alike when they are equal, mappings the more the more of their values are.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _best(old[start : len(old) - end], new[start : len(new) - end])
    pairs: list[Pair] = [(place, place) for place in range(start)]
    pairs += [
        (None if one is None else one + start, None if other is None else other + start)
        for one, other in middle
    ]
    pairs += [(len(old) - end + place, len(new) - end + place) for place in range(end)]
    return pairs


def _best(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    if len(old) * len(new) > MOST_PAIRS:
        return _one_by_one(len(old), len(new))
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            together = likeness[one][other] + best[one + 1][other + 1]
            best[one][other] = max(together, best[one + 1][other], best[one][other + 1])
    pairs: list[Pair] = []
    one = other = 0
    while one < len(old) and other < len(new):
        if best[one][other] == likeness[one][other] + best[one + 1][other + 1]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            pairs.append((one, None))
            one += 1
        else:
            pairs.append((None, other))
            other += 1
    pairs += [(place, None) for place in range(one, len(old))]
    return pairs + [(None, place) for place in range(other, len(new))]


def _one_by_one(before: int, after: int) -> list[Pair]:
    both = min(before, after)
    pairs: list[Pair] = [(place, place) for place in range(both)]
    pairs += [(place, None) for place in range(both, before)]
    return pairs + [(None, place) for place in range(both, after)]


def _likeness(one: Any, other: Any) -> int:
    """At least 1: better to change an item than to take it out and put another in."""
    if one == other:
        return 100
    if isinstance(one, dict) and isinstance(other, dict):
        return 1 + 10 * len([key for key in one if one[key] == other.get(key)])
    return 1

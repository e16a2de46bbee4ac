"""Sequences in two languages, in the same order: which parts of them belong together.

Sentences are paired by their lengths, after W. A. Gale and K. W. Church, *A program for aligning
sentences in bilingual corpora* (1993), with shared Latin words as anchors.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#]*(?:[.&/-][A-Za-z0-9]+)*|\d+(?:\.\d+)?")
_GLOSS = re.compile(r"(?<=[A-Z])\s*[\u3400-\u9fff]{2,12}(?=[、，,;；）)]|$)")
_ADDING = re.compile(r".{0,6}(?:还|也|并且|同时|此外|另外|而且)")
CHARACTERS_RATIO = 0.33
"""Chinese characters to English ones, where a text is too short to tell its own."""
SHORT = 200
"""Characters up to which it is."""
VARIANCE = 6.8
"""Of Gale and Church: squared characters of difference for each character of length."""
COHESION = 1.5
"""What two sentences for one cost less, in nats, when the second goes on from the first."""
UNPAIRED = 8.0
"""What a sentence without a counterpart costs at most, in nats, besides its move."""
DOUBTFUL = 9.0
"""The cost of a pair, in nats, from which on it is left out."""
MOST_PAIRS = 40_000
"""Pairs that are weighed at most; of longer sequences nothing is said."""

Item = TypeVar("Item")
Move = tuple[int, int]
"""How many items of each side make a pair."""
MOVES: dict[Move, float] = {
    (1, 1): 0.12,
    (1, 2): 2.4,
    (2, 1): 2.4,
    (1, 3): 5.0,
    (1, 0): 4.6,
    (0, 1): 4.6,
}
"""What each costs from the start, for sentences."""
ONE_TO_ONE: dict[Move, float] = {(1, 1): 0.0, (1, 0): 0.0, (0, 1): 0.0}


def cheapest(
    left: Sequence[Item],
    right: Sequence[Item],
    moves: dict[Move, float],
    cost: Callable[[Sequence[Item], Sequence[Item]], float],
) -> list[tuple[Sequence[Item], Sequence[Item], float]]:
    """The alignment of two sequences, in order, that costs least: its pairs with their costs."""
    if len(left) * len(right) > MOST_PAIRS:
        return []
    best: dict[Move, tuple[float, Move | None, float]] = {(0, 0): (0.0, None, 0.0)}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            least = best.get((i, j))
            for (di, dj), start_cost in moves.items():
                before = (i - di, j - dj)
                way = best.get(before)
                if way is None:
                    continue
                price = start_cost + cost(left[i - di : i], right[j - dj : j])
                total = way[0] + price
                if least is None or total < least[0]:
                    least = (total, before, price)
            if least is not None:
                best[i, j] = least
    pairs = []
    at: Move | None = (len(left), len(right))
    while at is not None and at in best:
        _, before_at, price = best[at]
        if before_at is not None:
            pairs.append((left[before_at[0] : at[0]], right[before_at[1] : at[1]], price))
        at = before_at
    return pairs[::-1]


def align_sentences(
    originals: Sequence[str], translated: Sequence[str]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Each original that is sure to have a translation of its own, and that one, by their places.

    Two sentences translated by one give neither of them a translation of its own.
    """
    places = range(len(originals))
    lengths = [len(text) for text in originals]
    right_lengths = [own_length(text) for text in translated]
    is_short = sum(lengths) < SHORT
    own_ratio = CHARACTERS_RATIO if is_short else sum(right_lengths) / sum(lengths)
    ratio = min(0.6, max(0.2, own_ratio))
    left_tokens = [latin_words(text) for text in originals]
    right_tokens = [latin_words(text) for text in translated]

    def cost(left: Sequence[int], right: Sequence[int]) -> float:
        one, other = [lengths[n] for n in left], [right_lengths[n] for n in right]
        price = _length_cost(sum(one), sum(other) / ratio)
        if not left or not right:
            return min(price, UNPAIRED)
        price -= COHESION * sum([_goes_on(translated[n - 1], translated[n]) for n in right[1:]])
        mine = set().union(*[left_tokens[n] for n in left])
        theirs = set().union(*[right_tokens[n] for n in right])
        return price - 2.0 * min(len(mine & theirs), 3) + 1.5 * min(len(theirs - mine), 3)

    for left, right, price in cheapest(places, range(len(translated)), MOVES, cost):
        if len(left) == 1 and right and price < DOUBTFUL:
            yield left[0], right


def _goes_on(before: str, text: str) -> bool:
    """Whether a Chinese sentence adds to the one before: translators cut long ones in two so."""
    return bool(_ADDING.match(text)) or (len(text) > 4 and text[:3] == before[:3])


def latin_words(text: str) -> set[str]:
    found = (token.casefold() for token in _LATIN.findall(text))
    return {token for token in found if len(token) > 1 or token.isdigit()}


def own_length(text: str) -> int:
    """Without the Chinese glosses that stand behind acronyms."""
    return len(_GLOSS.sub("", text))


def _length_cost(one: float, other: float) -> float:
    mean = (one + other) / 2
    delta = (other - one) / math.sqrt(max(mean, 1.0) * VARIANCE)
    return min(12.0, -math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-12)))

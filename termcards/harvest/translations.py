"""Pairs a posting's sentences with the translations that the posting itself carries.

Sections alternate, or paragraphs do, or one line has both languages. Sections are paired by their
numbers, shapes and shared Latin words; items by their places; sentences by their lengths, after
W. A. Gale and K. W. Church, *A program for aligning sentences in bilingual corpora* (1993), with
shared Latin words as anchors. Where a pairing is in doubt there is none.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeVar

from termcards.harvest.document import Block, BlockKind
from termcards.harvest.examples import Sentence, is_east_asian, sentences
from termcards.notes import ExampleKind

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#]*(?:[.&/-][A-Za-z0-9]+)*|\d+(?:\.\d+)?")
_GLOSS = re.compile(r"(?<=[A-Za-z])\s*[\u3400-\u9fff]+(?=[、，,;；）)]|$)")
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*)\b")
CHARACTERS_RATIO = 0.33
"""Chinese characters to English ones, where a text is too short to tell its own."""
VARIANCE = 6.8
"""Of Gale and Church: squared characters of difference for each character of length."""
UNPAIRED = 6.0
"""What a sentence without a counterpart costs at most, in nats, besides its move."""
DOUBTFUL = 9.0
"""The cost of a pair, in nats, from which on it is left out."""

_Item = TypeVar("_Item")
Move = tuple[int, int]
_MOVES: dict[Move, float] = {
    (1, 1): 0.12,
    (1, 2): 2.4,
    (2, 1): 2.4,
    (1, 3): 5.0,
    (1, 0): 4.6,
    (0, 1): 4.6,
}
"""How many sentences of each side make a pair, and what such a pair costs from the start."""


@dataclass(slots=True)
class _Section:
    """Blocks of one language that stand together, under one heading or none."""

    is_translation: bool
    heading: Block | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def number(self) -> str | None:
        match = _NUMBER.match(self.heading.passage.text) if self.heading else None
        return match[1] if match else None

    @property
    def shape(self) -> tuple[tuple[BlockKind, int], ...]:
        kinds = (block.kind for block in self.blocks)
        return tuple((kind, len(list(run))) for kind, run in groupby(kinds))


@dataclass(frozen=True, slots=True)
class Translations:
    """For sentences of the posting: what stands for them in its translation."""

    by_place: dict[tuple[int, int], str]
    """Keyed by the block's identity and the sentence's start."""

    def of(self, sentence: Sentence) -> str | None:
        return self.by_place.get((id(sentence.block), sentence.start))


def pair_translations(blocks: Sequence[Block]) -> Translations:
    """Whichever of English and Chinese (or Japanese) comes first in the text is the original."""
    found: dict[tuple[int, int], str] = {}
    for block in blocks:
        for sentence, translation in _within_line(block):
            found[id(block), sentence.start] = translation
    for originals, translated in _paired_runs(_sections(blocks)):
        for one, other in _align_sections(originals, translated):
            for sentence, counterpart in _align_section(one, other):
                found[id(sentence.block), sentence.start] = counterpart
    return Translations(found)


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    sections: list[_Section] = []
    for block in blocks:
        is_translation = is_east_asian(block.passage.text)
        if block.kind is BlockKind.HEADING:
            sections.append(_Section(is_translation, block))
        elif sections and (sections[-1].is_translation == is_translation or _is_neutral(block)):
            sections[-1].blocks.append(block)
        elif sections and not sections[-1].blocks:
            sections[-1].is_translation = is_translation
            sections[-1].blocks.append(block)
        else:
            sections.append(_Section(is_translation, None, [block]))
    return [section for section in sections if any(map(_has_sentence, section.blocks))]


def _is_neutral(block: Block) -> bool:
    return len(block.passage.text) < 12


def _has_sentence(block: Block) -> bool:
    return block.kind is not BlockKind.PARAGRAPH or any(
        sentence.kind.value in ("sentence", "fragment") for sentence in sentences(block)
    )


def _paired_runs(
    sections: Sequence[_Section],
) -> Iterator[tuple[list[_Section], list[_Section]]]:
    """Each run of sections in one language with the run in the other that follows it."""
    runs = [list(run) for _, run in groupby(sections, key=lambda section: section.is_translation)]
    first = runs[0][0].is_translation if runs else False
    for run, following in pairwise(runs):
        if run[0].is_translation == first:
            yield run, following


def _align_sections(
    originals: Sequence[_Section], translated: Sequence[_Section]
) -> Iterator[tuple[_Section, _Section]]:
    def cost(left: Sequence[_Section], right: Sequence[_Section]) -> float:
        if not left or not right:
            return 3.0
        return _section_cost(left[0], right[0])

    for left, right, _ in _cheapest(originals, translated, {(1, 1): 0, (1, 0): 0, (0, 1): 0}, cost):
        if left and right and _section_cost(left[0], right[0]) < 5:
            yield left[0], right[0]


def _section_cost(one: _Section, other: _Section) -> float:
    cost = 2.0
    if one.number and other.number:
        cost += -3 if one.number == other.number else 4
    if one.heading and other.heading:
        cost += 0 if one.heading.level == other.heading.level else 0.5
    elif one.heading or other.heading:
        cost += 5  # a heading is translated, too
    if one.shape == other.shape:
        cost -= 2
    elif {kind for kind, _ in one.shape} != {kind for kind, _ in other.shape}:
        cost += 1.5
    shared, either = _tokens_of(one) & _tokens_of(other), _tokens_of(other)
    if either:
        cost += 1.5 - 3 * len(shared) / len(either)
    elif bool(one.heading) != bool(other.heading):
        cost += 1
    ratio = _length(other) / max(1.0, _length(one) * CHARACTERS_RATIO)
    return cost + (2 if not 0.4 < ratio < 2.5 else 0)


def _tokens_of(section: _Section) -> set[str]:
    return {token for block in section.blocks for token in _tokens(block.passage.text)}


def _length(section: _Section) -> float:
    return sum(len(block.passage.text) for block in section.blocks)


def _align_section(one: _Section, other: _Section) -> Iterator[tuple[Sentence, str]]:
    """Pairs the blocks of a kind in order when there are as many, else all their sentences."""
    for kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL):
        left = [block for block in one.blocks if block.kind is kind]
        right = [block for block in other.blocks if block.kind is kind]
        if len(left) == len(right):
            for block, counterpart in zip(left, right, strict=True):
                yield from _align_sentences(_proper([block]), _proper([counterpart]))
        elif left and right and kind is BlockKind.PARAGRAPH:
            yield from _align_sentences(_proper(left), _proper(right))
        elif left and right:
            yield from _align_items(left, right)


def _align_items(
    originals: Sequence[Block], translated: Sequence[Block]
) -> Iterator[tuple[Sentence, str]]:
    """Lists of unequal length: only items that share a Latin word are sure to be a pair."""

    def cost(left: Sequence[Block], right: Sequence[Block]) -> float:
        if not left or not right:
            return 1.0
        mine, theirs = _tokens(left[0].passage.text), _tokens(right[0].passage.text)
        return 2.0 - 3.0 * len(mine & theirs) + len(theirs - mine)

    for left, right, price in _cheapest(
        originals, translated, {(1, 1): 0, (1, 0): 0, (0, 1): 0}, cost
    ):
        if left and right and price < 0:
            yield from _align_sentences(_proper(left), _proper(right))


def _proper(blocks: Sequence[Block]) -> list[Sentence]:
    """Their sentences, without what a job board prints about a posting."""
    found = (sentence for block in blocks for sentence in sentences(block))
    return [sentence for sentence in found if sentence.kind is not ExampleKind.METADATA]


def _align_sentences(
    originals: Sequence[Sentence], translated: Sequence[Sentence]
) -> Iterator[tuple[Sentence, str]]:
    if len(originals) == len(translated) == 1:
        yield originals[0], translated[0].text
        return
    if len(originals) == 1 and originals[0].block.kind is not BlockKind.PARAGRAPH:
        yield originals[0], "".join(sentence.text for sentence in translated)
        return
    left_length = sum(len(sentence.text) for sentence in originals)
    right_length = sum(_own_length(sentence.text) for sentence in translated)
    is_short = left_length < 200
    ratio = CHARACTERS_RATIO if is_short else min(0.6, max(0.2, right_length / left_length))

    def cost(left: Sequence[Sentence], right: Sequence[Sentence]) -> float:
        return _pair_cost(left, right, ratio)

    for left, right, price in _cheapest(originals, translated, _MOVES, cost):
        if len(left) == 1 and right and price < DOUBTFUL:
            yield left[0], "".join(sentence.text for sentence in right)
        # Two sentences translated by one give neither of them a translation of its own.


def _pair_cost(left: Sequence[Sentence], right: Sequence[Sentence], ratio: float) -> float:
    one = " ".join(sentence.text for sentence in left)
    other = " ".join(sentence.text for sentence in right)
    mean = (len(one) + _own_length(other) / ratio) / 2
    delta = (_own_length(other) / ratio - len(one)) / math.sqrt(mean * VARIANCE)
    tail = math.erfc(abs(delta) / math.sqrt(2))
    length_cost = min(12.0 if one and other else UNPAIRED, -math.log(max(tail, 1e-12)))
    if not one or not other:
        return length_cost
    mine, theirs = _tokens(one), _tokens(other)
    anchors = len(mine & theirs)
    strays = len(theirs - mine)
    return length_cost - 2.0 * min(anchors, 3) + 1.5 * min(strays, 3)


def _own_length(text: str) -> int:
    """Without the Chinese glosses that stand behind Latin words."""
    return len(_GLOSS.sub("", text))


def _tokens(text: str) -> set[str]:
    return {token.casefold() for token in _LATIN.findall(text) if len(token) > 1 or token.isdigit()}


def _cheapest(
    left: Sequence[_Item],
    right: Sequence[_Item],
    moves: dict[Move, float],
    cost: Callable[[Sequence[_Item], Sequence[_Item]], float],
) -> list[tuple[Sequence[_Item], Sequence[_Item], float]]:
    """The alignment of two sequences, in order, that costs least: its pairs with their costs."""
    if len(left) * len(right) > 40_000:
        return []
    best: dict[Move, tuple[float, Move | None, float]] = {(0, 0): (0.0, None, 0.0)}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for (di, dj), start_cost in moves.items():
                before = (i - di, j - dj)
                if before not in best or before == (i, j):
                    continue
                price = start_cost + cost(left[i - di : i], right[j - dj : j])
                total = best[before][0] + price
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, before, price)
    pairs = []
    at: Move | None = (len(left), len(right))
    while at is not None and at in best:
        _, before_at, price = best[at]
        if before_at is not None:
            pairs.append((left[before_at[0] : at[0]], right[before_at[1] : at[1]], price))
        at = before_at
    return pairs[::-1]


def _within_line(block: Block) -> Iterator[tuple[Sentence, str]]:
    """`English sentence. 中文句子。` in one block: paired when there are as many of each."""
    found = sentences(block)
    own = [sentence for sentence in found if not is_east_asian(sentence.text)]
    other = [sentence for sentence in found if is_east_asian(sentence.text)]
    if own and len(own) == len(other) and found[0] is own[0]:
        for sentence, translation in zip(own, other, strict=True):
            yield sentence, translation.text

"""Pairs a posting's sentences with the translations that the posting itself carries.

Sections alternate, or paragraphs do, or one line has both languages. Sections are paired by their
numbers, shapes and shared Latin words; items by their places; sentences by their lengths. Where a
pairing is in doubt there is none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

from termcards.harvest.alignment import (
    CHARACTERS_RATIO,
    ONE_TO_ONE,
    align_sentences,
    cheapest,
    latin_words,
    own_length,
)
from termcards.harvest.document import Block, BlockKind
from termcards.harvest.examples import SMALL_WORD, Sentence, SentenceCutter, is_east_asian
from termcards.notes import ExampleKind

_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*)\b")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）][.。]?")
UNLIKE = 5.0
"""The cost from which on two sections are not taken for translations of each other."""


@dataclass
class _Section:
    """Blocks of one language that stand together, under one heading or none."""

    is_translation: bool
    heading: Block | None
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def number(self) -> str | None:
        match = _NUMBER.match(self.heading.passage.text) if self.heading else None
        return match[1] if match else None

    @cached_property
    def shape(self) -> tuple[tuple[BlockKind, int], ...]:
        kinds = (block.kind for block in self.blocks)
        return tuple((kind, len(list(run))) for kind, run in groupby(kinds))

    @cached_property
    def words(self) -> set[str]:
        return {word for block in self.blocks for word in latin_words(block.passage.text)}

    @cached_property
    def length(self) -> int:
        return sum(len(block.passage.text) for block in self.blocks)

    def of_kind(self, kind: BlockKind) -> list[Block]:
        return [block for block in self.blocks if block.kind is kind]


class Translations:
    """For sentences of a posting: what stands for them in its translation.

    Whichever of Latin and East Asian script comes first in the text is the original. Sections are
    paired at once, their sentences only when one is asked for.
    """

    def __init__(self, blocks: Sequence[Block], cutter: SentenceCutter) -> None:
        self._cutter = cutter
        self._pairs: dict[int, tuple[_Section, _Section]] = {}
        self._found: dict[tuple[int, int], str] = {}
        self._in_line: set[int] = set()
        if not any(is_east_asian(block.passage.text) for block in blocks):
            return
        for originals, translated in _paired_runs(self._sections(blocks)):
            for one, other in _align_sections(originals, translated):
                self._pairs |= dict.fromkeys(map(id, one.blocks), (one, other))

    def of(self, sentence: Sentence) -> str | None:
        block = id(sentence.block)
        pair = self._pairs.pop(block, None)
        if pair is not None:
            one, other = pair
            for own in one.blocks:
                self._pairs.pop(id(own), None)
            for found, text in self._align_section(one, other):
                self._found[id(found.block), found.start] = text
        if block not in self._in_line:
            self._in_line.add(block)
            for found, text in self._within_line(sentence.block):
                self._found[block, found.start] = text
        return self._found.get((block, sentence.start))

    def _sections(self, blocks: Sequence[Block]) -> list[_Section]:
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
        return [section for section in sections if any(map(self._says, section.blocks))]

    def _says(self, block: Block) -> bool:
        """Whether there is more to it than what a job board prints about a posting."""
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.METADATA):
            return bool(self._proper([block]))
        return True

    def _proper(self, blocks: Sequence[Block]) -> list[Sentence]:
        found = (sentence for block in blocks for sentence in self._cutter.sentences(block))
        return [sentence for sentence in found if sentence.kind is not ExampleKind.METADATA]

    def _align_section(self, one: _Section, other: _Section) -> Iterator[tuple[Sentence, str]]:
        """Pairs the blocks of a kind in order when there are as many, else by what they say."""
        for kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL):
            left, right = one.of_kind(kind), other.of_kind(kind)
            is_list = kind is not BlockKind.PARAGRAPH
            if kind is BlockKind.CELL and len(left) == 1:
                continue  # a cell beside another says something of it, and need not translate it
            if len(left) == len(right) and not (is_list and _is_reordered(left, right)):
                for block, counterpart in zip(left, right, strict=True):
                    yield from self._align_blocks([block], [counterpart])
            elif left and right and not is_list:
                yield from self._align_blocks(left, right)
            elif left and right:
                for block, counterpart in _sharing_words(left, right):
                    yield from self._align_blocks([block], [counterpart])

    def _align_blocks(
        self, originals: Sequence[Block], translated: Sequence[Block]
    ) -> Iterator[tuple[Sentence, str]]:
        left, right = self._proper(originals), self._proper(translated)
        if not any(map(_is_bracketed, left)):
            right = [sentence for sentence in right if not _is_bracketed(sentence)]  # remarks
        is_item = len(left) == 1 and left[0].block.kind is not BlockKind.PARAGRAPH
        if len(left) == 1 and (len(right) == 1 or (is_item and right)):
            yield left[0], _running_text(right)
            return
        texts = [sentence.text for sentence in left]
        for place, own in align_sentences(texts, [sentence.text for sentence in right]):
            yield left[place], _running_text([right[n] for n in own])

    def _within_line(self, block: Block) -> Iterator[tuple[Sentence, str]]:
        """`English sentence. 中文句子。` in one block: paired when there are as many of each."""
        if block.passage.text.isascii():
            return
        found = self._cutter.sentences(block)
        own = [sentence for sentence in found if not is_east_asian(sentence.text)]
        other = [sentence for sentence in found if is_east_asian(sentence.text)]
        if own and len(own) == len(other) and found[0] is own[0]:
            for sentence, translation in zip(own, other, strict=True):
                yield sentence, translation.text


def _is_bracketed(sentence: Sentence) -> bool:
    return _IN_BRACKETS.fullmatch(sentence.text) is not None


def _running_text(found: Sequence[Sentence]) -> str:
    """Sentences that follow each other, with what stands between them in the text."""
    running = found[0].text
    for before, sentence in pairwise(found):
        is_apart = before.block is sentence.block and before.end < sentence.start
        running += f" {sentence.text}" if is_apart else sentence.text
    return running


def _is_neutral(block: Block) -> bool:
    text = block.passage.text
    # In a list that changes its language by turns, a short item counts unless it is a mere name.
    is_told = block.kind is BlockKind.ITEM and (is_east_asian(text) or SMALL_WORD.search(text))
    return len(text) < 12 and not is_told


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
        return _section_cost(left[0], right[0]) if left and right else 3.0

    for left, right, price in cheapest(originals, translated, ONE_TO_ONE, cost):
        if left and right and price < UNLIKE:
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
    shared, either = one.words & other.words, other.words
    if either:
        cost += 1.5 - 3 * len(shared) / len(either)
    elif bool(one.heading) != bool(other.heading):
        cost += 1
    ratio = other.length / max(1.0, one.length * CHARACTERS_RATIO)
    return cost + (2 if not 0.4 < ratio < 2.5 else 0)


def _is_reordered(left: Sequence[Block], right: Sequence[Block]) -> bool:
    """Whether lists of equal length are no pairs in their order: a counterpart is longer than its
    original, as no translation into Chinese is, or has a name that stands in another item."""
    mine = [latin_words(block.passage.text) for block in left]
    theirs = [latin_words(block.passage.text) for block in right]
    strayed = set().union(*(own - other for own, other in zip(mine, theirs, strict=True)))
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        text = one.passage.text.strip()
        if not text.isupper() and own_length(other.passage.text) > max(len(text), 3):
            return True
        if not strayed.isdisjoint(theirs[place] - mine[place]):
            return True
    return False


def _sharing_words(left: Sequence[Block], right: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Lists of unequal length or order: only items that share a Latin word are sure to pair."""
    mine = [latin_words(block.passage.text) for block in left]
    owners = _owners(mine)
    chosen: dict[int, list[Block]] = defaultdict(list)
    for block in right:
        theirs = latin_words(block.passage.text)
        sole = {owners[word][0] for word in theirs if len(owners.get(word, ())) == 1}
        for place in sole:
            shared, strange = theirs & mine[place], theirs - mine[place]
            if 3 * len(shared) > 2 + len(strange):
                chosen[place].append(block)
    for place, blocks in chosen.items():
        if len(blocks) == 1:
            yield left[place], blocks[0]


def _owners(words: Sequence[set[str]]) -> dict[str, list[int]]:
    """For each word, the places of the items that have it."""
    owners: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(words):
        for word in own:
            owners[word].append(place)
    return owners

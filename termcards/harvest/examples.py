"""Sentences of a posting, and which of them make a good example."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.document import Block, BlockKind
from termcards.notes import ExampleKind

_STOPS = re.compile(
    r"[.!?。！？；\n…](?:(?<=[.!?])[.!?]*[\"”’')\]]*(?=\s|$)|(?<=[。！？；])[。！？；]*[”’」』）]*"
    r"|(?<=\n)\n*|(?<=…)(?=\s))"
)
"""All that a stop can begin with comes first, by itself: for that the text is searched faster."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"/]|(?<![^\W\d_])')(?:e\.g|i\.e|cf|vs?|etc|approx|ca|al|fig|no|nos|vol|p|pp|ed|eds|dept|est|min|max|incl"
    r"|mech|elec|univ|mgr|asst|assoc|yrs?|hrs?|mgmt|intl|govt|qty|avg|acc|resp|dipl|eng|econ"
    r"|mr|mrs|ms|dr|prof|sr|jr|st|gen|rep|sen|inc|ltd|co|corp|llc|gmbh|bros"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun|[a-z])\.$",
    re.I,
)
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){2,}$")
_OPENING = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】", "「": "」", "《": "》"}
_BRACKET = re.compile(r"[()\[\]（）［］【】「」《》]")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BOARD_SIGN = re.compile(r"\d{4}|\d+[A-Z]{2}|[|·•/]|^[\w ]{2,24}[:：]|-\w+-|,")
_FINAL = frozenset(".!?。！？；;…")
_NEXT = re.compile(r"\s*(\S)")
_TYPED_BULLET = re.compile(r"(?:([•‣▪◦●○■□➢➤✓✔·])\s+|\[[ xX]\]\s+)")
_BILINGUAL = re.compile(
    r"([A-Za-z\d][^\u3040-\u9fff]{8,}?)\s*([/|｜–—-]?)\s*([\u3400-\u9fff][^\n]*)$"
)
SMALL_WORD = re.compile(r"\s[a-z]")
"""What no name has."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|shall|can|could|may|might|must|should|would|has|have|had|do|does"
    r"|you|we|they|our|your|to|and|with)\b",
    re.I,
)
_WORTH = {
    ExampleKind.SENTENCE: 30,
    ExampleKind.ITEM: 25,
    ExampleKind.CELL: 5,
    ExampleKind.FRAGMENT: -5,
    ExampleKind.METADATA: -10,
    ExampleKind.HEADING: -10,
}
Run = tuple[int, int]
"""Offsets in the passage."""
_START = attrgetter("start")
LONGEST_EXAMPLE = 600
SHORTEST_EXAMPLE = 12
"""Characters, as is the longest."""
WORDS_OF_A_SENTENCE = 6
"""From which on a line without a full stop is taken for a sentence."""


class Sentence(NamedTuple):
    """A sentence, an item, a heading … as it stands in a posting."""

    block: Block
    start: int
    end: int
    text: str
    """With single spaces."""

    kind: ExampleKind

    @property
    def line(self) -> int:
        return self.block.passage.line_at(self.start)

    @property
    def end_line(self) -> int:
        return self.block.passage.line_at(self.end - 1)


def sentences(block: Block) -> tuple[Sentence, ...]:
    """The block cut at the ends of its sentences, but not in brackets or behind abbreviations."""
    text = block.passage.text
    found = []
    for start, end in _pieces(text):
        if start == end:
            continue
        bullet = _TYPED_BULLET.match(text, start, end)
        first = bullet.end() if bullet else start
        for begin, stop in _by_language(text, first, end):
            words = text[begin:stop].split()
            kind = _kind(block, text[begin:stop], len(words))
            if bullet and bullet[1] and kind is not ExampleKind.SENTENCE:
                kind = ExampleKind.ITEM
            found.append(Sentence(block, begin, stop, " ".join(words), kind))
    return tuple(found)


def _by_language(text: str, start: int, end: int) -> Iterable[Run]:
    """`Draw the roadmap / 制定路线图` in two: what is written in Latin letters, and its Chinese.

    A few Chinese words behind an acronym only explain that acronym.
    """
    match = None if text.isascii() else _BILINGUAL.match(text, start, end)
    if match is None or is_acronym(match[1].split()[-1].strip(".,;:")):
        return ((start, end),)
    own, sign, other = match.groups()
    is_whole = len(_EAST_ASIAN.findall(other)) * 10 >= len(other) * 6
    # A Chinese sentence may begin with a name: `Acme 发展很快。`
    is_name = not sign and (
        not SMALL_WORD.search(own) or len(other) > len(own) or _is_closed(other) > _is_closed(own)
    )
    is_open = own.count("(") + own.count("（") > own.count(")") + own.count("）")
    if is_name or is_open or not is_whole or len(other) * 6 < len(own):
        return ((start, end),)
    return match.span(1), match.span(3)


class SentenceCutter:
    """Cuts each block once, however often its sentences are asked for."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, tuple[Sentence, ...]]] = {}

    def sentences(self, block: Block) -> tuple[Sentence, ...]:
        known = self._known.get(id(block))
        if known is None:
            # The block is kept beside its sentences, so that its identity is not given away.
            known = self._known[id(block)] = (block, sentences(block))
        return known[1]

    def sentence_at(self, block: Block, offset: int) -> Sentence | None:
        """The sentence whose words stand at, or last before, the offset."""
        found = self.sentences(block)
        place = bisect_right(found, offset, key=_START) - 1
        return found[place] if place >= 0 else None


def is_east_asian(text: str) -> bool:
    """Whether it is written in Chinese, Japanese or Korean, words of other scripts aside."""
    if text.isascii():
        return False
    return 4 * len(_EAST_ASIAN.findall(text)) > len(text) - text.count(" ")


def _pieces(text: str) -> Iterator[Run]:
    # At the end of the text the sentence ends in any case.
    stops = [match for match in _STOPS.finditer(text) if match.end() < len(text)]
    inside = _bracketed(text) if stops else []
    start = 0
    for match in stops:
        end = match.end()
        is_break = match[0][0] == "\n"
        if not is_break and (_is_inside(inside, match.start()) or _goes_on(text, match)):
            continue
        yield _trimmed(text, start, end)
        start = end
    yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Run:
    bare = text[start:end].lstrip()
    return end - len(bare), end - len(bare) + len(bare.rstrip())


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the stop is no end: behind an abbreviation, or before a small letter."""
    if match[0][0] in "。！？；":
        return False
    following = _NEXT.match(text, match.end())
    if following is None:
        return False
    first = following[1]
    before = text[max(0, match.start() - 12) : match.start() + 1]
    if match[0].startswith(".") and (_ABBREVIATION.search(before) or _INITIALS.search(before)):
        is_list_end = before.lower().endswith("etc.") and first.isupper()
        return not is_list_end
    return first.islower() or first in ",;:)"


def _bracketed(text: str) -> list[tuple[int, int]]:
    """The places between brackets that are closed again; an open one holds nothing together."""
    open_at: list[tuple[str, int]] = []
    found = []
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign in _OPENING:
            open_at.append((_OPENING[sign], match.start()))
        elif open_at and sign == open_at[-1][0]:
            start = open_at.pop()[1]
            if not open_at:
                found.append((start, match.start()))
    return found


def _is_inside(places: list[tuple[int, int]], at: int) -> bool:
    place = bisect_right(places, at, key=lambda pair: pair[0]) - 1
    return place >= 0 and places[place][0] < at < places[place][1]


def _kind(block: Block, text: str, count: int) -> ExampleKind:
    """`count` is that of its words."""
    match block.kind:
        case BlockKind.PARAGRAPH:
            return _kind_of_paragraph(text, count)
        case BlockKind.HEADING:
            return ExampleKind.HEADING
        case BlockKind.CELL:
            return ExampleKind.CELL
        case BlockKind.METADATA:
            return ExampleKind.METADATA
        case BlockKind.ITEM:
            return ExampleKind.SENTENCE if _is_closed(text) else ExampleKind.ITEM


def _kind_of_paragraph(text: str, count: int) -> ExampleKind:
    if _is_closed(text) and (count >= 3 or is_east_asian(text)):
        return ExampleKind.SENTENCE
    if _is_metadata(text):
        return ExampleKind.METADATA
    return ExampleKind.SENTENCE if count >= WORDS_OF_A_SENTENCE else ExampleKind.FRAGMENT


def _is_closed(text: str) -> bool:
    return text.rstrip("\"”’')]）」』")[-1:] in _FINAL


def _is_metadata(text: str) -> bool:
    """Dates, places, numbers, `Label: value`: what a job board prints about a posting."""
    return len(text) <= 120 and not _VERB.search(text) and bool(_BOARD_SIGN.search(text))


def quality(sentence: Sentence) -> int:
    """How good an example it makes, higher is better; under 0 it is a poor one."""
    length = len(sentence.text)
    base = _WORTH[sentence.kind]
    if length < SHORTEST_EXAMPLE:
        base -= 15
    if length > LONGEST_EXAMPLE:
        base -= 20
    return base - abs(length - 110) // 40

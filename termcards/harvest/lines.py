"""A sentence with its words, and what its capitals tell: names, orders, titles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.document import BlockKind
from termcards.harvest.examples import Sentence, is_east_asian
from termcards.harvest.phrases import Word, is_head, words_of
from termcards.harvest.shouting import is_shouted_line, titled
from termcards.harvest.sightings import is_in_code
from termcards.harvest.vocabulary import commonness, lemma
from termcards.harvest.wordlists import VERBS

_AFTER_A_NAME = frozenset({"is", "are", "was", "has", "will", "and", "offers", "provides"})
_NO_NAME = 33
"""In tenths: words with a capital that are rarer are rather names."""
_ABSTRACT = re.compile(r"(?:ment|ion|ing|ity|ship|ance|ence|ness|ure|acy|ics|ware|age|al|s)$")
"""Nouns that need no article: *in account management*, but not *in grid*."""
_RIGHT_BEFORE = re.compile(r"\b(?:at|by|for|from|in|of|to|with) $", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words."""

    sentence: Sentence
    words: Sequence[Word]
    is_titled: bool
    """Case tells nothing: most words have a capital."""

    is_shouted: bool
    """All in capitals."""

    is_asian: bool

    @property
    def text(self) -> str:
        return self.sentence.block.passage.text


def line_of(sentence: Sentence) -> Line:
    block = sentence.block
    words = [
        word
        for word in words_of(block.passage.text, sentence.start, sentence.end)
        if not is_in_code(block, word.start)
    ]
    is_shouted = is_shouted_line(sentence.text)
    words = [titled(word) for word in words] if is_shouted else words
    is_titled = is_shouted or _is_titled(words)
    return Line(sentence, words, is_titled, is_shouted, is_east_asian(sentence.text))


def _is_titled(words: Sequence[Word]) -> bool:
    """Whether case tells nothing: most words have a capital."""
    long = [word for word in words if len(word.text) > 3]
    return sum(word.text[0].isupper() for word in long) * 2 > len(long)


def stands_alone(words: Sequence[Word], place: int) -> bool:
    """Whether the words beside it are small, so that its capital is its own."""
    beside = (words[place - 1], *words[place + 1 : place + 2])
    return all(word.text[0].islower() for word in beside)


def may_open(line: Line) -> bool:
    """Whether the first word has its capital from its place only, as far as the second tells."""
    if len(line.words) < 2 or not line.words[1].text.islower():
        return False
    is_item = line.sentence.block.kind is BlockKind.ITEM
    return is_item or line.words[1].text not in _AFTER_A_NAME


def is_no_order_or_name(run: Sequence[Word], line: Line) -> bool:
    """`Untangle billing disputes` begins with an order, `Ishikawa method` with a name."""
    words = [word for word in run if not is_acronym(word.text)]
    capitals = [word.text[0].isupper() for word in words]
    if not any(capitals):
        return True
    is_first = words[0].start == line.words[0].start
    if is_first and line.is_shouted and lemma(words[0].lower) in VERBS:
        return False
    if is_first and not any(capitals[1:]):
        return is_head(words[0]) and lemma(words[0].lower) not in VERBS
    is_common = all(commonness(word.lower) >= _NO_NAME for word in words)
    return is_common and (line.is_titled or all(capitals))


def lacks_article(run: Sequence[Word], line: Line) -> bool:
    """`You sell to Copper Grid`: one thing that can be counted, with capitals and no article."""
    if line.is_titled or not all(word.text[0].isupper() for word in run):
        return False
    before = line.text[max(0, run[0].start - 8) : run[0].start]
    return bool(_RIGHT_BEFORE.search(before)) and not _ABSTRACT.search(run[-1].lower)

"""A run of words in a posting's sentences, moved and stretched by the arrows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcards.notes import Example

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])(?:(?![\u3040-\u30ff\u3400-\u9fff])[\w'’&/.+#-])*"
)
_TAIL = ".-/&'’_"
"""Signs that are within words, and at their ends are not of them."""


@dataclass(frozen=True, slots=True)
class Marking:
    sentences: Sequence[Example]
    place: int = 0
    """Which of the sentences."""

    anchor: int = 0
    head: int = 0
    """The word at which the run ends that moves; it may be before the anchor."""

    is_stretched: bool = False
    """Whether the next step leaves the anchor where it is."""

    @property
    def sentence(self) -> Example:
        return self.sentences[self.place]

    @property
    def run(self) -> tuple[int, int]:
        """Where in the sentence the marked words begin and end."""
        words = words_of(self.sentence.sentence)
        first, last = sorted((self.anchor, self.head))
        return words[first][0], words[last][1]

    @property
    def marked(self) -> Example:
        """The sentence with the marked words as its surface."""
        return replace(self.sentence, surface=self.sentence.sentence[slice(*self.run)])


def words_of(text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends; Chinese is taken sign by sign."""
    return [
        (match.start(), match.start() + len(match[0].rstrip(_TAIL) or match[0]))
        for match in _WORD.finditer(text)
    ]


def marking(sentences: Sequence[Example], begun: Example | None) -> Marking | None:
    """Begins at the surface of a sentence; `None` where there is no word to mark."""
    with_words = [one for one in sentences if words_of(one.sentence)]
    if not with_words:
        return None
    for place, one in enumerate(with_words):
        if begun and one.sentence == begun.sentence and one.citation == begun.citation:
            return _on_surface(Marking(with_words, place), begun.surface or "")
    return Marking(with_words)


def _on_surface(before: Marking, surface: str) -> Marking:
    start = before.sentence.sentence.find(surface)
    inside = [
        number
        for number, (begin, end) in enumerate(words_of(before.sentence.sentence))
        if surface and start <= begin and end <= start + len(surface)
    ]
    if not inside:
        return before
    return replace(before, anchor=inside[0], head=inside[-1])


def stepped(now: Marking, words: int, *, stretches: bool = False) -> Marking:
    """Goes by so many words; past the sentence's end into the next, unless it is stretched."""
    head = now.head + words
    if now.is_stretched or stretches:
        last = len(words_of(now.sentence.sentence)) - 1
        return replace(now, head=max(0, min(head, last)), is_stretched=True)
    if now.anchor != now.head:
        head = max(now.anchor, now.head) + words if words > 0 else min(now.anchor, now.head) + words
    if head < 0:
        before = moved(now, -1)
        end = len(words_of(before.sentence.sentence)) - 1
        return replace(before, anchor=end, head=end) if before.place < now.place else now
    if head >= len(words_of(now.sentence.sentence)):
        after = moved(now, 1)
        return after if after.place > now.place else now
    return replace(now, anchor=head, head=head)


def moved(now: Marking, sentences: int) -> Marking:
    """Goes to the first word of another sentence, as far as there are sentences."""
    place = max(0, min(now.place + sentences, len(now.sentences) - 1))
    return now if place == now.place else Marking(now.sentences, place)


def stretched(now: Marking) -> Marking:
    """Begins to stretch at the word there is, or ends it."""
    if now.is_stretched:
        return replace(now, is_stretched=False)
    return replace(now, is_stretched=True)

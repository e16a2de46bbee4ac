"""Which notes may be taken for another one: rivals, for the sake of which a card is not learned."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from termcards.notes import Note
from termcards.plaintext import folded
from termcards.wordforms import is_function_word

FIRST_LETTERS = 4
"""So many letters alike at the beginning of two terms make them look alike."""
SHARED_WORDS = 3
"""So many words in common make two definitions alike, if they are enough of the shorter one."""
SHARED_SHARE = 0.5
SHORTEST_WORD = 4

_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[,;/，；、／|\n]|[:：]")


class Likeness(StrEnum):
    """In what two notes are alike; the strongest first."""

    TRANSLATION = "same translation"
    LETTERS = "same first letters"
    WORDS = "much the same words"


@dataclass(frozen=True, slots=True)
class Rival:
    note: Note
    likenesses: tuple[Likeness, ...]


def rivals(note: Note, others: Iterable[Note], most: int) -> tuple[Rival, ...]:
    """The notes that are most like this one, `most` at most; those alike in several ways lead."""
    traits = Traits.of(note)
    found = [
        Rival(other, likenesses)
        for other in others
        if other.id != note.id and (likenesses := traits.likenesses(Traits.of(other)))
    ]
    order = list(Likeness)
    found.sort(key=lambda rival: (-len(rival.likenesses), order.index(rival.likenesses[0])))
    return tuple(found[:most])


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a note may be taken for another one's."""

    names: tuple[str, ...]
    translations: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, note: Note) -> "Traits":
        return cls(
            names=tuple(folded(name) for name in (note.term, *note.aliases)),
            translations=frozenset(
                part
                for sense in note.senses
                for part in map(folded, _APART.split(sense.translation or ""))
                if part
            ),
            words=frozenset(
                word for sense in note.senses for word in content_words(sense.definition)
            ),
        )

    def likenesses(self, other: "Traits") -> tuple[Likeness, ...]:
        alike = {
            Likeness.TRANSLATION: bool(self.translations & other.translations),
            Likeness.LETTERS: _begin_alike(self.names, other.names),
            Likeness.WORDS: _share_words(self.words, other.words),
        }
        return tuple(likeness for likeness, holds in alike.items() if holds)


def content_words(text: str) -> frozenset[str]:
    """The words that say something, without their plural."""
    found = (word.removesuffix("s") for word in _WORD.findall(folded(text)))
    return frozenset(
        word for word in found if len(word) >= SHORTEST_WORD and not is_function_word(word)
    )


def _begin_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(_look_alike(one, other) for one in ours for other in theirs)


def _look_alike(one: str, other: str) -> bool:
    """Whether two names begin alike, or are short and differ in one letter (ARR, MRR)."""
    shorter = min(len(one), len(other))
    if shorter >= FIRST_LETTERS:
        return one[:FIRST_LETTERS] == other[:FIRST_LETTERS]
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return shorter > 1 and len(one) == len(other) and differing <= 1


def _share_words(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    shared = len(ours & theirs)
    return shared >= SHARED_WORDS and shared >= SHARED_SHARE * min(len(ours), len(theirs))

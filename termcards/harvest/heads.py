"""A dictionary's head before a definition: the stressed word, its sound, its part of speech."""

import re
from typing import NamedTuple

from termcards.harvest.document import Passage, Style, cut, keep
from termcards.harvest.labels import PART_OF_SPEECH, PARTS_OF_SPEECH
from termcards.harvest.sounds import SOUND, sound_in

_STRESSED = re.compile(r"([^\s,;:.]*[′ˊʹ´][^\s,;:.]*(?: [^\s,;:.]*[′ˊʹ´][^\s,;:.]*)*),?\s+")
_OWN_END = re.compile(r"[,:]?\s+")
_AND = re.compile(r"&\s*")
_NO_LETTER = re.compile(r"[\W_′ˊʹ´ˈˌ]")
SOUND_WITHIN = 400
"""Characters of a definition in which a pronunciation is looked for."""


class Head(NamedTuple):
    rest: Passage
    """What follows the head."""

    pronunciation: str | None
    part_of_speech: str | None


def read_pronunciation(passage: Passage) -> tuple[str | None, Passage]:
    """A sound in phonetic letters, between slashes, bars or brackets; and the passage without."""
    if passage.text.isascii():
        return None, passage  # no sound is written in these letters alone
    match = SOUND.search(passage.text, 0, SOUND_WITHIN)
    if match is None:
        return None, passage
    end = match.end() + (passage.text[match.end() : match.end() + 1] == ",")
    start = match.start() - (passage.text[match.start() - 1 : match.start()] == " ")
    return sound_in(match), cut(passage, [(start, end, None)])


def read_head(passage: Passage, term: str) -> Head:
    """`En-ga′ging, a.`, `respect v. t.`, `*verb*`: what stands before the meaning."""
    text = passage.text
    stressed = None if text.isascii() else _STRESSED.match(text)
    is_own = stressed is not None and _letters(stressed[1]) == _letters(term)
    at = stressed.end() if stressed and is_own else 0
    if text[at : at + len(term)].casefold() == term.casefold():
        own = _OWN_END.match(text, at + len(term))
        at = own.end() if own and PART_OF_SPEECH.match(text, own.end()) else at
    part_of_speech, at = _read_part_of_speech(passage, at)
    pronunciation = stressed[1] if stressed and is_own else None
    return Head(keep(passage, at, len(text)), pronunciation, part_of_speech)


def _read_part_of_speech(passage: Passage, at: int) -> tuple[str | None, int]:
    """The part of speech, and where it ends; of two, as in `v. t. & n.`, the first."""
    text = passage.text
    set_off = _set_off(passage, at)
    if set_off is not None:
        return PARTS_OF_SPEECH[text[slice(*set_off)].strip(" .").casefold()], set_off[1]
    match = PART_OF_SPEECH.match(text, at)
    if match is None:
        return None, at
    also = _AND.match(text, match.end())
    other = PART_OF_SPEECH.match(text, also.end()) if also else None
    return _in_full(match), (other or match).end()


def _set_off(passage: Passage, at: int) -> tuple[int, int] | None:
    """`*verb* to say no`: the part of speech in italics, without a stop behind it."""
    for span in passage.spans_of(Style.EMPHASIS):
        word = passage.text[span.start : span.end].strip(" .").casefold()
        if at <= span.start <= at + 1 and word in PARTS_OF_SPEECH:
            return span.start, span.end
    return None


def _in_full(match: re.Match[str]) -> str | None:
    word = match[match.lastindex or 0].casefold().rstrip(".").strip()
    return PARTS_OF_SPEECH.get(word) or PARTS_OF_SPEECH.get(word.replace(" ", ""))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()

"""A dictionary's head before a definition: the stressed word, its sound, its part of speech."""

import re
from typing import NamedTuple

from termcards.harvest.document import Passage, Style, cut, keep
from termcards.harvest.labels import PART_OF_SPEECH, PARTS_OF_SPEECH
from termcards.harvest.sounds import SOUND, sound_in, unit_about
from termcards.harvest.tidying import language_of

_STRESSED = re.compile(r"([^\s,;:.]*[′ˊʹ´][^\s,;:.]*(?: [^\s,;:.]*[′ˊʹ´][^\s,;:.]*)*),?\s+")
_OWN_END = re.compile(r"[¹²³⁴⁵]?[,:]?\s+")
_BEFORE_NUMBER = re.compile(r"(noun|verb|adjective|adverb)\s+(?=[1①(\[])")
_BEFORE_MEANING = re.compile(r"(noun|verb|adjective|adverb)\s+(?=\S)")
_GRAMMAR = re.compile(
    r"\s*\((?=[^()]{0,200}\b(?:plural|pl\.|countable|uncountable|comparative|superlative|participle"
    r"|third[- ]person|past tense|simple past))[^()]{1,300}\)[:,]?\s*"
)
_IS = re.compile(r"(?:is|are|was|were|means?|refers? to|stands? for)\b")
_AND = re.compile(r"&\s*")
_NO_LETTER = re.compile(r"[\W_′ˊʹ´ˈˌ]")
SOUND_WITHIN = 400
"""Characters of a definition in which a pronunciation is looked for."""


_TRANSLATED = re.compile(
    r"\s?[(（](?!(?:名词|动词|形容词|副词|短语)[)）])([\u3400-\u9fff][^()（）\n]{0,40})[)）]"
    r"\s*(?:[:：,，]\s*)?(?=\S)"
)


def gloss_at(text: str, at: int = 0) -> re.Match[str] | None:
    """`**quota** (销售指标) n. The …`: the term's translation, before a meaning that is in English.

    Its first group is the translation; what is behind it begins where it ends.
    """
    match = _TRANSLATED.match(text, at)
    if match is None or _IS.match(text, match.end()):
        return None
    meaning = text[match.end() : match.end() + SOUND_WITHIN]
    return match if language_of(meaning) is None and any(map(str.isalpha, meaning)) else None


class Head(NamedTuple):
    rest: Passage
    """What follows the head."""

    pronunciation: str | None
    part_of_speech: str | None
    is_whole: bool
    """Whether no grammar was left out: `(plural matrices)`."""


def read_pronunciation(passage: Passage) -> tuple[str | None, Passage]:
    """A sound in phonetic letters, between slashes, bars or brackets; and the passage without."""
    if passage.text.isascii():
        return None, passage  # no sound is written in these letters alone
    text = passage.text
    match = SOUND.search(text, 0, SOUND_WITHIN)
    if match is None:
        return None, passage
    start, end = unit_about(text, match)
    unit = text[start:end].strip()
    is_alone = unit == match[0]
    before, after = text[:start].rstrip()[-1:], text[end : end + 1]
    is_doubled = after in ",，" or (before in ".,;:，；：" and after in ".,;，；")
    end += bool(after) and is_doubled
    return sound_in(match) if is_alone else unit, cut(passage, [(start, end, None)])


def read_head(passage: Passage, term: str, *, has_sound: bool = False) -> Head:
    """`En-ga′ging, a.`, `respect v. t.`, `*verb*`: what stands before the meaning.

    `has_sound` where a pronunciation was taken out: then a part of speech needs no stop behind it.
    """
    text = passage.text
    stressed = None if text.isascii() else _STRESSED.match(text)
    is_own = stressed is not None and _letters(stressed[1]) == _letters(term)
    at = stressed.end() if stressed and is_own else 0
    part_of_speech, end = _behind_own(
        passage, term, at, has_sound=has_sound
    ) or _read_part_of_speech(passage, at)
    grammar = _GRAMMAR.match(text, end) if end else None
    if grammar:
        end = grammar.end()
        if part_of_speech is None:
            part_of_speech, end = _read_part_of_speech(passage, end)
    pronunciation = stressed[1] if stressed and is_own else None
    return Head(keep(passage, end, len(text)), pronunciation, part_of_speech, not grammar)


def _behind_own(
    passage: Passage, term: str, at: int, *, has_sound: bool
) -> tuple[str | None, int] | None:
    """The part of speech behind the term itself, and its end; `None` if no grammar follows it."""
    text = passage.text
    if text[at : at + len(term)].casefold() != term.casefold():
        return None
    own = _OWN_END.match(text, at + len(term))
    if own is None:
        return None
    plain = (_BEFORE_MEANING if has_sound else _BEFORE_NUMBER).match(text, own.end())
    if plain:
        return plain[1], plain.end()
    part_of_speech, end = _read_part_of_speech(passage, own.end())
    is_head = part_of_speech is not None or _GRAMMAR.match(text, own.end())
    return (part_of_speech, end) if is_head else None


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
    return in_full(match), (other or match).end()


def _set_off(passage: Passage, at: int) -> tuple[int, int] | None:
    """`*verb* to say no`: the part of speech in italics, without a stop behind it."""
    for span in passage.spans_of(Style.EMPHASIS):
        word = passage.text[span.start : span.end].strip(" .").casefold()
        if at <= span.start <= at + 1 and word in PARTS_OF_SPEECH:
            return span.start, span.end
    return None


def in_full(match: re.Match[str]) -> str | None:
    word = match[match.lastindex or 0].casefold().rstrip(".").strip()
    first = word.partition(" ")[0].rstrip(".")
    return next(
        (
            PARTS_OF_SPEECH[form]
            for form in (word, word.replace(" ", ""), first)
            if form in PARTS_OF_SPEECH
        ),
        None,
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()

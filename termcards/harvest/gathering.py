"""What stands in the telling sentences of a document: its acronyms, words and runs of words."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.examples import Sentence
from termcards.harvest.expansions import Gloss, acronyms_in, find_expansions
from termcards.harvest.phrases import (
    Word,
    headword,
    is_head,
    may_be_term,
    runs_of,
    words_of,
)
from termcards.harvest.sightings import Sighting, is_in_code
from termcards.harvest.vocabulary import lemma
from termcards.harvest.wordlists import FUNCTION_WORDS
from termcards.notes import ExampleKind
from termcards.plaintext import folded

_CJK = "\u3400-\u9fff"
_GLOSSED = re.compile(
    r"([A-Za-z][A-Za-z-]{2,24}(?: [A-Za-z][A-Za-z-]{2,24}){0,3})\s?"
    rf"[(（]([{_CJK}]{{2,12}})[)）]"
)
_AFTER_A_NAME = frozenset({"is", "are", "was", "has", "will", "and", "offers", "provides"})
SHORTEST_WORD = 3


@dataclass(slots=True)
class Find:
    """A term, and where it stands."""

    sightings: list[Sighting] = field(default_factory=list)
    gloss: Gloss = field(default=Gloss())
    is_attested: bool = False
    is_sure: bool = False
    """Of a word: it was seen in small letters within a sentence, so that it is no name."""

    form: str = ""
    """The first form that was seen."""

    is_whole: bool = False
    """Of a phrase: no further noun follows it, to which it belongs rather."""


Finds = dict[str, Find]


@dataclass(slots=True)
class Gathering:
    """Everything by its headword; acronyms as they are written."""

    acronyms: Finds = field(default_factory=dict)
    words: Finds = field(default_factory=dict)
    phrases: Finds = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Words, in small letters, that have a capital in the middle of a sentence."""

    small: set[str] = field(default_factory=set)
    """Words that are written in small letters somewhere."""


def gather(sentences: Iterable[Sentence], attested: Set[str]) -> Gathering:
    """`attested` are folded terms that are taken wherever they stand."""
    gathering = Gathering()
    for sentence in sentences:
        text = sentence.block.passage.text
        words = words_of(text, sentence.start, sentence.end)
        is_titled = _is_titled(words)
        _gather_acronyms(gathering, sentence)
        for place in range(len(words)):
            _gather_word(gathering, sentence, words, place, is_titled, attested)
        for run, following in runs_of(words, text):
            _gather_run(gathering, sentence, run, following, words[0], is_titled, attested)
        _gather_glossed(gathering, sentence)
    return gathering


def _is_titled(words: Sequence[Word]) -> bool:
    """Whether case tells nothing: most words have a capital."""
    long = [word for word in words if len(word.text) > 3]
    return sum(word.text[0].isupper() for word in long) * 2 > len(long)


def _gather_acronyms(gathering: Gathering, sentence: Sentence) -> None:
    text = sentence.block.passage.text[sentence.start : sentence.end]
    if _is_shouted(text):
        return
    for acronym, (start, end) in acronyms_in(text):
        find = gathering.acronyms.setdefault(acronym, Find())
        find.sightings.append((sentence, (sentence.start + start, sentence.start + end)))
    for expansion in find_expansions(text):
        find = gathering.acronyms[expansion.acronym]
        find.gloss = replace(
            find.gloss,
            expansion=find.gloss.expansion or expansion.gloss.expansion,
            translation=find.gloss.translation or expansion.gloss.translation,
        )


def _is_shouted(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha() and ch.isascii()]
    return len(letters) >= 12 and sum(map(str.isupper, letters)) * 10 >= 8 * len(letters)


def _gather_word(
    gathering: Gathering,
    sentence: Sentence,
    words: Sequence[Word],
    place: int,
    is_titled: bool,
    attested: Set[str],
) -> None:
    word = words[place]
    is_word = len(word.text) >= SHORTEST_WORD and word.text.isalpha() and _has_vowel(word.lower)
    is_word = is_word and not is_acronym(word.text) and word.lower not in FUNCTION_WORDS
    if not is_word or is_in_code(sentence.block, word.start):
        return
    name = lemma(word.lower)
    is_attested = folded(name) in attested or folded(word.lower) in attested
    is_small = word.text.islower()
    if is_small:
        gathering.small.add(word.lower)
    elif not is_titled and place > 0 and _stands_alone(words, place):
        gathering.names.add(word.lower)
    if is_small or is_attested or (place == 0 and not is_titled and _may_open(words)):
        key = word.lower if folded(word.lower) in attested else name
        find = gathering.words.setdefault(key, Find(form=word.lower))
        find.is_attested |= is_attested
        find.is_sure |= is_small and sentence.kind is not ExampleKind.HEADING
        find.sightings.append((sentence, (word.start, word.end)))


def _has_vowel(word: str) -> bool:
    """*accts* is no word."""
    return any(letter in "aeiouy" for letter in word[len(word) > 3 :])


def _stands_alone(words: Sequence[Word], place: int) -> bool:
    """Whether the words beside it are small, so that its capital is its own."""
    beside = (words[place - 1], *words[place + 1 : place + 2])
    return all(word.text[0].islower() for word in beside)


def _may_open(words: Sequence[Word]) -> bool:
    """Whether the first word has its capital from its place only, as far as the second tells."""
    return len(words) > 1 and words[1].text.islower() and words[1].text not in _AFTER_A_NAME


def _gather_run(
    gathering: Gathering,
    sentence: Sentence,
    run: tuple[Word, ...],
    following: Word | None,
    first: Word,
    is_titled: bool,
    attested: Set[str],
) -> None:
    if run[0].lower in FUNCTION_WORDS and not attested:
        return
    name = headword(run)
    plain = " ".join(word.lower for word in run)
    is_attested = folded(name) in attested or folded(plain) in attested
    if not is_attested and not (may_be_term(run) and _is_of_one_case(run, first, is_titled)):
        return
    find = gathering.phrases.setdefault(name, Find(form=plain))
    find.is_attested |= is_attested
    find.is_whole |= following is None or not is_head(following)
    find.sightings.append((sentence, (run[0].start, run[-1].end)))


def _is_of_one_case(run: Sequence[Word], first: Word, is_titled: bool) -> bool:
    """`Zachman framework` is named after somebody."""
    words = [word for word in run if not is_acronym(word.text)]
    capitals = [word.text[0].isupper() for word in words]
    if capitals and words[0].start == first.start and not any(capitals[1:]):
        return True
    return is_titled or all(capitals) or not any(capitals)


def _gather_glossed(gathering: Gathering, sentence: Sentence) -> None:
    """`churn（客户流失）`: a word that the author explains to readers of Chinese."""
    text = sentence.block.passage.text
    for match in _GLOSSED.finditer(text, sentence.start, sentence.end):
        surface = match[1]
        start = match.start(1)
        is_among_latin = bool(re.search(r"[A-Za-z][ ,]*$", text[max(0, start - 3) : start]))
        if is_among_latin or any(word.lower() in FUNCTION_WORDS for word in surface.split()):
            start += surface.rfind(" ") + 1
            surface = text[start : match.end(1)]
        if is_acronym(surface) or len(surface) < SHORTEST_WORD:
            continue
        finds = gathering.phrases if " " in surface else gathering.words
        words = words_of(text, start, match.end(1))
        name = headword(words) if " " in surface else lemma(surface.lower())
        find = finds.setdefault(name, Find(form=surface.lower()))
        find.gloss = Gloss(translation=match[2])
        if not find.sightings or find.sightings[-1][0] is not sentence:
            find.sightings.append((sentence, (start, match.end(1))))

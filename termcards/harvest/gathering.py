"""What stands in the telling sentences of a document: its acronyms, words and runs of words."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from termcards.harvest.acronyms import Gloss, is_acronym
from termcards.harvest.chineseglosses import may_be_gloss
from termcards.harvest.examples import Sentence
from termcards.harvest.expansions import Expansion, find_expansions, singular_expansion
from termcards.harvest.lines import (
    Line,
    is_no_order_or_name,
    lacks_article,
    line_of,
    may_open,
    stands_alone,
)
from termcards.harvest.phrases import (
    Word,
    headword,
    is_head,
    may_be_term,
    named_in_plural,
    names_a_thing,
    runs_of,
    singular_compound,
    words_of,
)
from termcards.harvest.shorthands import acronyms_in, is_coined
from termcards.harvest.shouting import is_shouted_line, shouted_expansions
from termcards.harvest.sightings import Sighting, is_in_code
from termcards.harvest.vocabulary import lemma
from termcards.harvest.wordlists import FUNCTION_WORDS, GENERIC
from termcards.notes import ExampleKind
from termcards.plaintext import folded

_CJK = "\u3400-\u9fff"
_GLOSSED = re.compile(
    r"([A-Za-z][A-Za-z-]{2,24}(?: [A-Za-z][A-Za-z-]{2,24}){0,3})\s?"
    rf"[(（]([{_CJK}]{{2,12}})[)）]"
)
_NO_TERMS = FUNCTION_WORDS | GENERIC
SHORTEST_WORD = 3


@dataclass(slots=True)
class Find:
    """A term, and where it stands."""

    sightings: list[Sighting] = field(default_factory=list)
    gloss: Gloss = field(default=Gloss())
    is_attested: bool = False
    is_sure: bool = False
    """It was seen in small letters, so that it is no name."""

    form: str = ""
    """The first form that was seen."""

    is_whole: bool = False
    """Of a phrase: no further noun follows it, to which it belongs rather."""


Finds = dict[str, Find]


@dataclass(slots=True)
class Gathering:
    """Everything by its headword; acronyms as they are written."""

    attested: Set[str]
    """Folded terms that are taken wherever they stand."""

    acronyms: Finds = field(default_factory=dict)
    words: Finds = field(default_factory=dict)
    phrases: Finds = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Words, in small letters, that have a capital of their own in the middle of a sentence."""

    named: set[str] = field(default_factory=set)
    """Phrases that are somebody's name somewhere."""

    large: set[str] = field(default_factory=set)
    """Those with any capital that is not that of a sentence's first word."""

    small: set[str] = field(default_factory=set)
    """Those that are written in small letters somewhere."""

    seen: set[str] = field(default_factory=set)
    """All words but acronyms, in small letters."""

    _firsts: frozenset[str] = field(init=False)
    """With which the attested begin; nearly all runs of words begin with others."""

    def __post_init__(self) -> None:
        self._firsts = frozenset(_first_part(name) for name in self.attested)

    def may_attest(self, first: str) -> bool:
        """Whether any name begins with this word; `first` in small letters."""
        return _first_part(first) in self._firsts

    def attests(self, *names: str) -> bool:
        return any(form in self.attested for name in names for form in _written(folded(name)))


def _written(name: str) -> tuple[str, ...]:
    return name, name.replace("-", " "), name.replace(" ", "-")


def _first_part(name: str) -> str:
    return name.partition(" ")[0].partition("-")[0]


def gather(
    sentences: Iterable[Sentence], attested: Set[str], foreign: Set[int] = frozenset()
) -> Gathering:
    """`foreign` are the identities of blocks in other languages: they give acronyms only."""
    gathering = Gathering(attested)
    for sentence in sentences:
        block = sentence.block
        _gather_acronyms(gathering, sentence)
        if id(block) in foreign:
            continue
        line = line_of(sentence)
        for place in range(len(line.words)):
            _gather_word(gathering, line, place)
        for run, following in runs_of(line.words, line.text):
            _gather_run(gathering, line, run, following)
        _gather_glossed(gathering, sentence)
    return gathering


def gather_about_company(
    gathering: Gathering, sentences: Iterable[Sentence], listed: Set[str]
) -> None:
    """Of what the company says of itself only acronyms: those explained there, or in a glossary.

    Of one that stands elsewhere too, only what it means. `listed` are folded.
    """
    own = Gathering(frozenset())
    for sentence in sentences:
        _gather_acronyms(own, sentence)
    for acronym, find in own.acronyms.items():
        known = gathering.acronyms.get(acronym)
        if known is None and (find.gloss != Gloss() or folded(acronym) in listed):
            gathering.acronyms[acronym] = find
        elif known is not None and known.gloss == Gloss():
            known.gloss = find.gloss


def _gather_acronyms(gathering: Gathering, sentence: Sentence) -> None:
    text = sentence.block.passage.text[sentence.start : sentence.end]
    found = [*acronyms_in(text)]
    expansions = find_expansions(text)
    if is_shouted_line(text):
        expansions = iter(told := [*shouted_expansions(text)])
        ends = {start: end for _, (start, end) in found}
        found = [(one.acronym, (one.start, ends[one.start])) for one in told if one.start in ends]
    for acronym, (start, end) in found:
        place = (sentence.start + start, sentence.start + end)
        if not is_in_code(sentence.block, place[0]):
            gathering.acronyms.setdefault(acronym, Find()).sightings.append((sentence, place))
    for expansion in expansions:
        find = gathering.acronyms.get(expansion.acronym)
        if find is None or _is_hearsay(gathering, expansion):
            continue
        find.gloss = replace(
            find.gloss,
            expansion=find.gloss.expansion or expansion.gloss.expansion,
            translation=find.gloss.translation or expansion.gloss.translation,
        )


def _is_hearsay(gathering: Gathering, expansion: Expansion) -> bool:
    """Whether it is doubtful, and no glossary knows it."""
    said = expansion.gloss.expansion
    return (
        expansion.is_doubtful
        and said is not None
        and not gathering.attests(said, singular_expansion(said))
    )


def _gather_word(gathering: Gathering, line: Line, place: int) -> None:
    word = line.words[place]
    if is_acronym(word.text) or is_coined(word.text):
        return
    gathering.seen.add(word.lower)
    is_small = word.text.islower()
    is_opening = place == 0 and not line.is_titled
    if is_small:
        gathering.small.add(word.lower)
    elif not is_opening:
        gathering.large.add(word.lower)
        if not line.is_titled and stands_alone(line.words, place):
            gathering.names.add(word.lower)
    if "-" in word.text:
        _gather_compound(gathering, line, word)
        return
    is_noun = word.lower.endswith("ing") and (
        line.is_asian or names_a_thing(line.words, place, line.text)
    )
    name = word.lower if is_noun else lemma(word.lower)
    is_attested = name in gathering.attested or word.lower in gathering.attested
    if not is_attested and not _may_be_learnt(word):
        return
    if is_small or is_attested or (is_opening and may_open(line)):
        key = word.lower if word.lower in gathering.attested else name
        find = gathering.words.setdefault(key, Find(form=word.lower))
        find.is_attested |= is_attested
        find.is_sure |= is_small and line.sentence.kind is not ExampleKind.HEADING
        find.sightings.append((line.sentence, (word.start, word.end)))


def _gather_compound(gathering: Gathering, line: Line, word: Word) -> None:
    """`year-over-year`: a phrase, if a glossary has it or the posting says it twice."""
    parts = word.lower.split("-")
    name = word.lower if gathering.attests(word.lower) else singular_compound(word.lower)
    is_attested = gathering.attests(name)
    name = name if is_attested else word.lower
    if is_attested or (word.text.islower() and len(parts) > 2):
        find = gathering.phrases.setdefault(name, Find(form=word.lower))
        find.is_attested |= is_attested
        find.is_sure |= word.text.islower()
        find.sightings.append((line.sentence, (word.start, word.end)))


def _may_be_learnt(word: Word) -> bool:
    is_word = len(word.text) >= SHORTEST_WORD and word.text.isalpha() and _has_vowel(word.lower)
    return is_word and word.lower not in FUNCTION_WORDS


def _has_vowel(word: str) -> bool:
    """*mgmt* is no word."""
    return any(letter in "aeiouy" for letter in word[len(word) > 3 :])


def _gather_run(
    gathering: Gathering, line: Line, run: tuple[Word, ...], following: Word | None
) -> None:
    may_be_attested = gathering.may_attest(run[0].lower)
    if not may_be_attested and not may_be_term(run):
        return
    if any(_is_called_out(word) for word in run):
        return
    name = headword(run)
    plain = " ".join(word.lower for word in run)
    is_attested = may_be_attested and gathering.attests(name, plain)
    if not is_attested and not (may_be_term(run) and is_no_order_or_name(run, line)):
        return
    is_last = following is None or not is_head(following)
    if is_last and not is_attested and lacks_article(run, line):
        gathering.named.add(name)
        return
    if is_attested and not gathering.attests(name):
        name = named_in_plural(run)
    find = gathering.phrases.setdefault(name, Find(form=plain))
    find.is_attested |= is_attested
    find.is_sure |= all(word.text.islower() or is_acronym(word.text) for word in run)
    find.is_whole |= is_last
    find.sightings.append((line.sentence, (run[0].start, run[-1].end)))


def _is_called_out(word: Word) -> bool:
    """`MUST have`, but no acronym that is a word too: `REST API`."""
    return len(word.text) > 2 and word.text.isupper() and word.lower in _NO_TERMS


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
        if is_acronym(surface) or len(surface) < SHORTEST_WORD or not may_be_gloss(match[2]):
            continue
        finds = gathering.phrases if " " in surface else gathering.words
        words = words_of(text, start, match.end(1))
        name = headword(words) if " " in surface else lemma(surface.lower())
        find = finds.setdefault(name, Find(form=surface.lower()))
        find.gloss = Gloss(translation=match[2])
        if not find.sightings or find.sightings[-1][0] is not sentence:
            find.sightings.append((sentence, (start, match.end(1))))

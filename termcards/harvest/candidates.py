"""Terms worth learning in a text that nobody annotated, in groups, the surest first.

Words are chosen by how common they are (`vocabulary.py`), phrases by their last word
(`phrases.py`), acronyms by what the text says of them (`expansions.py`).
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from termcards.collector import without_collector
from termcards.harvest.boilerplate import telling_sentences
from termcards.harvest.document import Document
from termcards.harvest.examples import SentenceCutter, quality
from termcards.harvest.expansions import Gloss, with_known
from termcards.harvest.frequencies import frequency
from termcards.harvest.gathering import Find, Finds, Gathering, gather
from termcards.harvest.inflections import bases
from termcards.harvest.sightings import best_sighting, example_of
from termcards.harvest.vocabulary import Level, commonness, is_transparent, roots
from termcards.harvest.wordlists import GRADES
from termcards.notes import Example
from termcards.plaintext import folded

MOST_SUGGESTED_WORDS = 20
"""Ticked beforehand: more would be a pile, not a choice."""
MOST_WORDS, MOST_PHRASES = 150, 60
"""Of one posting, so that a book does not give a list that nobody reads."""
SHORTEST_JARGON = 6
"""Letters of a word that is in no list of words."""
_RARE = 26
"""In tenths: what is rarer is often a misspelling, or too special to be ticked beforehand."""


class CandidateKind(StrEnum):
    ACRONYM = "acronym"
    WORD = "word"
    PHRASE = "phrase"


class CandidateGroup(StrEnum):
    """In the order in which they are proposed."""

    EXPLAINED = "explained acronyms"
    WORDS = "words"
    PHRASES = "phrases"
    UNEXPLAINED = "unexplained acronyms"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term proposed from unannotated text."""

    term: str
    kind: CandidateKind
    group: CandidateGroup
    suggested: bool
    """Whether it is ticked beforehand."""

    count: int
    """How often it stands in the posting, sentences that are repeated and blurbs left out."""

    example: Example
    """The best of its sentences; its citation has the lines."""

    expansion: str | None = None
    translation: str | None = None

    @property
    def sentence(self) -> str:
        return self.example.sentence

    @property
    def line(self) -> int:
        """On which its sentence begins."""
        citation = self.example.citation
        return (citation.line or 1) if citation else 1


def propose(
    document: Document,
    *,
    known: Set[str] = frozenset(),
    never: Set[str] = frozenset(),
    expansions: Mapping[str, Gloss] | None = None,
    attested: Set[str] = frozenset(),
    level: Level = Level.B2,
) -> tuple[Candidate, ...]:
    """In the order of their groups. `known`, `never` and `attested` hold folded names.

    `expansions` says what acronyms stand for that the text does not explain; `attested` are the
    terms of glossaries, which are proposed however common they are.
    """
    with without_collector():
        cutter = SentenceCutter()
        found = gather(telling_sentences(document, cutter), attested)
        sieve = _Sieve(known, never)
        slug = document.posting.slug
        acronyms = [*_acronyms(found.acronyms, sieve, expansions or {}, level, slug)]
        told = {folded(one.expansion) for one in acronyms if one.expansion}
        words = [*_words(found.words, found.large - found.small, sieve, level, slug)]
        phrases = [*_phrases(found, sieve, told, slug)]
        explained = [one for one in acronyms if one.group is CandidateGroup.EXPLAINED]
        others = [one for one in acronyms if one.group is CandidateGroup.UNEXPLAINED]
        return (*explained, *words[:MOST_WORDS], *phrases[:MOST_PHRASES], *others)


class _Sieve:
    """What the learner has, or does not want, in any of its forms."""

    def __init__(self, known: Set[str], never: Set[str]) -> None:
        self._names = (known, never)

    def passes(self, *names: str | None) -> bool:
        forms = chain.from_iterable(map(_forms, filter(None, names)))
        return not any(form in names for form in forms for names in self._names)


def _forms(name: str) -> Iterator[str]:
    """The name folded, and what it may be an inflection of; with blanks for hyphens too."""
    fold = folded(name)
    for one in {fold, fold.replace("-", " ")}:
        yield one
        head, space, last = one.rpartition(" ")
        for base in sorted(bases(last)):
            yield f"{head}{space}{base}"


def _acronyms(
    finds: Finds, sieve: _Sieve, expansions: Mapping[str, Gloss], level: Level, slug: str
) -> Iterator[Candidate]:
    ranked = sorted(finds.items(), key=lambda item: -min(len(item[1].sightings), 3))
    for acronym, find in ranked:
        gloss = with_known(find.gloss, expansions.get(acronym))
        is_explained = gloss != Gloss()
        if not sieve.passes(acronym, gloss.expansion):
            continue
        if not is_explained and not _is_worth_asking(acronym, level):
            continue
        group = CandidateGroup.EXPLAINED if is_explained else CandidateGroup.UNEXPLAINED
        plain = replace(find, gloss=gloss)
        yield _candidate(acronym, CandidateKind.ACRONYM, group, plain, is_explained, slug)


def _is_worth_asking(acronym: str, level: Level) -> bool:
    """No grade, job number, degree or shouted word, and none that everybody knows."""
    if any(ch.isdigit() or ch == "." for ch in acronym) and not _is_between(acronym):
        return False
    bare = "".join(filter(str.isalpha, acronym))
    common = frequency(bare.casefold())
    is_word = len(bare) > 3 and bare.isupper() and common >= 35
    return bare.casefold() not in GRADES and common < level.ceiling and not is_word


def _is_between(acronym: str) -> bool:
    """`B2B`: a digit between two letters."""
    return (
        len(acronym) == 3 and acronym[0].isalpha() and acronym[1] in "24" and acronym[2].isalpha()
    )


def _words(
    finds: Finds, large: Set[str], sieve: _Sieve, level: Level, slug: str
) -> Iterator[Candidate]:
    kept = [
        (word, find)
        for word, find in finds.items()
        if _is_wanted(word, find, large, level) and sieve.passes(word, find.form)
    ]
    left = MOST_SUGGESTED_WORDS
    families: set[str] = set()
    for word, find in sorted(kept, key=_rank_of_word):
        if not _is_told(find) and families.intersection((word, *roots(word))):
            continue
        families.update((word, *roots(word)))
        is_told = _is_told(find)
        is_sure = find.is_sure and commonness(word) >= _RARE and _best_quality(find) >= 0
        suggested = is_told or (is_sure and left > 0)
        left -= suggested
        yield _candidate(word, CandidateKind.WORD, CandidateGroup.WORDS, find, suggested, slug)


def _is_wanted(word: str, find: Find, large: Set[str], level: Level) -> bool:
    if _is_told(find):
        return True
    common = commonness(word)
    if common >= level.ceiling or is_transparent(word, level.ceiling):
        return False
    if not find.is_sure and find.form in large:
        return False
    return common > 0 or (find.is_sure and len(word) >= SHORTEST_JARGON)


def _rank_of_word(item: tuple[str, Find]) -> tuple[bool, bool, int, int]:
    word, find = item
    common = commonness(word)
    return (
        not _is_told(find),
        not (find.is_sure and common >= _RARE),
        -min(len(find.sightings), 3),
        common,
    )


def _phrases(found: Gathering, sieve: _Sieve, told: Set[str], slug: str) -> Iterator[Candidate]:
    kept = {
        phrase: find
        for phrase, find in found.phrases.items()
        if _is_told(find)
        or (_is_of_no_name(phrase, found) and (find.is_whole or _is_repeated(find)))
        if sieve.passes(phrase, find.form) and not any(folded(phrase) in other for other in told)
    }
    for phrase in [phrase for phrase in kept if _is_part(phrase, kept)]:
        del kept[phrase]
    for phrase, find in sorted(kept.items(), key=_rank_of_phrase):
        is_sure = find.is_sure and _is_repeated(find) and not _has_acronym(phrase)
        suggested = _is_told(find) or is_sure
        yield _candidate(
            phrase, CandidateKind.PHRASE, CandidateGroup.PHRASES, find, suggested, slug
        )


def _is_told(find: Find) -> bool:
    """Whether somebody who knows, a glossary or the text itself, calls it a term."""
    return find.is_attested or find.gloss != Gloss()


def _is_of_no_name(phrase: str, found: Gathering) -> bool:
    """`Microsoft leadership` has a name in it: a word with a capital of its own."""
    return not any(word in found.names and word not in found.small for word in phrase.split())


def _is_part(phrase: str, kept: Mapping[str, Find]) -> bool:
    """A run of three words that is there once gives way to its last two, and one that is always
    part of a longer one to that.
    """
    find = kept[phrase]
    if _is_told(find):
        return False
    if not _is_repeated(find):
        return phrase.count(" ") > 1
    return any(
        phrase != other
        and f" {phrase} " in f" {other} "
        and len(longer.sightings) >= len(find.sightings)
        for other, longer in kept.items()
    )


def _has_acronym(phrase: str) -> bool:
    return not phrase.islower()


def _rank_of_phrase(item: tuple[str, Find]) -> tuple[bool, bool, int, int]:
    phrase, find = item
    rarest = min(commonness(word) for word in phrase.split())
    return not _is_told(find), _has_acronym(phrase), -min(len(find.sightings), 3), rarest


def _is_repeated(find: Find) -> bool:
    return len({id(sentence) for sentence, _ in find.sightings}) > 1


def _best_quality(find: Find) -> int:
    return max(quality(sentence) for sentence, _ in find.sightings)


def _candidate(
    term: str,
    kind: CandidateKind,
    group: CandidateGroup,
    find: Find,
    suggested: bool,
    slug: str,
) -> Candidate:
    return Candidate(
        term=term,
        kind=kind,
        group=group,
        suggested=suggested,
        count=len(find.sightings),
        example=example_of(best_sighting(find.sightings), slug),
        expansion=find.gloss.expansion,
        translation=find.gloss.translation,
    )

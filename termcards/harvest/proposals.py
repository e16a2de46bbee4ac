"""Which terms of a text that nobody annotated are worth learning.

Words are chosen by how common they are (`vocabulary.py`), phrases by their last word
(`phrases.py`), acronyms by what the text says of them (`expansions.py`).
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain, combinations

from termcards.collector import without_collector
from termcards.harvest.acronyms import Gloss
from termcards.harvest.asking import is_worth_asking, joined
from termcards.harvest.boilerplate import sorted_sentences
from termcards.harvest.candidates import Candidate, CandidateGroup, CandidateKind
from termcards.harvest.covering import covered_places, is_covered
from termcards.harvest.document import Document
from termcards.harvest.examples import SentenceCutter, quality
from termcards.harvest.gathering import Find, Gathering, gather, gather_about_company
from termcards.harvest.inflections import plain_bases
from termcards.harvest.kinship import plain_name
from termcards.harvest.languages import other_blocks
from termcards.harvest.sightings import best_sighting, example_of
from termcards.harvest.vocabulary import (
    Level,
    commonness,
    is_familiar,
    is_transparent,
    lemma,
    roots,
)
from termcards.plaintext import folded

MOST_SUGGESTED_WORDS = 20
"""Ticked beforehand: more would be a pile, not a choice."""
MOST_WORDS, MOST_PHRASES = 150, 60
"""Of one posting, so that a book does not give a list that nobody reads."""
SHORTEST_JARGON = 6
"""Letters of a word that is in no list of words."""
_RARE = 26
"""In tenths: what is rarer is often a misspelling, or too special to be ticked beforehand."""


def propose(
    document: Document,
    *,
    known: Set[str] = frozenset(),
    never: Set[str] = frozenset(),
    expansions: Mapping[str, Gloss] | None = None,
    attested: Set[str] = frozenset(),
    listed: Set[str] = frozenset(),
    level: Level = Level.B2,
) -> tuple[Candidate, ...]:
    """In the order of their groups; all names that are given are folded.

    `expansions` says what acronyms stand for that the text does not explain; `attested` are the
    terms of glossaries that are proposed however common they are, `listed` the words of glossaries
    that are proposed unless they are common themselves.
    """
    with without_collector():
        cutter = SentenceCutter()
        foreign = {id(document.blocks[place]) for place in other_blocks(document)}
        telling, about = sorted_sentences(document, cutter)
        found = gather(telling, attested, foreign)
        gather_about_company(found, about, listed)
        sieve = _Sieve(known, never)
        slug = document.posting.slug
        acronyms = [*_acronyms(found, sieve, expansions or {}, listed, slug)]
        told = {folded(one.expansion) for one in acronyms if one.expansion}
        words = [*_words(found, sieve, listed, level, slug)]
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
    """The name folded, what it may be an inflection of, and its own; blanks for hyphens too."""
    fold = folded(name)
    for one in (fold, fold.replace("-", " ")):
        head, space, last = one.rpartition(" ")
        stem = last[:-1] if last[-1:] in "ey" else last
        inflected = (f"{last}s", f"{last}es", f"{stem}ies", f"{stem}ed", f"{stem}ing")
        yield from (f"{head}{space}{form}" for form in (*plain_bases(last), *inflected))


def _acronyms(
    found: Gathering,
    sieve: _Sieve,
    expansions: Mapping[str, Gloss],
    listed: Set[str],
    slug: str,
) -> Iterator[Candidate]:
    names = joined(found.acronyms, listed)
    ranked = sorted(names.items(), key=lambda item: -min(len(item[1].sightings), 3))
    for acronym, find in ranked:
        gloss = _with_known(find.gloss, expansions.get(folded(acronym)))
        is_explained = gloss != Gloss()
        if not sieve.passes(acronym, gloss.expansion):
            continue
        is_a_word = len(acronym) > 3 and acronym.lower() in found.seen
        is_asked = is_worth_asking(acronym, find, names, listed)
        if not is_explained and (is_a_word or not is_asked):
            continue
        group = CandidateGroup.EXPLAINED if is_explained else CandidateGroup.UNEXPLAINED
        plain = replace(find, gloss=gloss)
        yield _candidate(acronym, CandidateKind.ACRONYM, group, plain, is_explained, slug)


def _with_known(own: Gloss, known: Gloss | None) -> Gloss:
    """What the text says counts; what is known from elsewhere fills the gaps."""
    if known is None:
        return own
    if own.expansion is None:
        return replace(
            own, expansion=known.expansion, translation=own.translation or known.translation
        )
    same = known.expansion is not None and own.expansion.casefold() == known.expansion.casefold()
    return replace(own, translation=own.translation or (known.translation if same else None))


def _words(
    found: Gathering, sieve: _Sieve, listed: Set[str], level: Level, slug: str
) -> Iterator[Candidate]:
    large = found.large - found.small
    kept = [
        (word, find)
        for word, find in found.words.items()
        if _is_wanted(word, find, large, level)
        if _is_told(find) or word in listed or not is_familiar(word, level.ceiling)
        if sieve.passes(word, find.form)
    ]
    left = MOST_SUGGESTED_WORDS
    families: set[str] = set()
    terms = (find for find in found.phrases.values() if _is_told(find))
    places = covered_places(terms, found.acronyms)
    parts = {
        word
        for word, find in kept
        if not _is_told(find) and word not in listed and is_covered(find, places)
    }
    for word, find in sorted(kept, key=lambda item: (item[0] in parts, *_rank_of_word(item))):
        family = (word, lemma(word), *roots(word))
        if not _is_told(find) and families.intersection(family):
            continue
        families.update(family)
        is_told = _is_told(find)
        is_sure = find.is_sure and commonness(word) >= _RARE and _best_quality(find) >= 0
        suggested = is_told or (is_sure and left > 0 and word not in parts)
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
    said = {part for expansion in told for part in (expansion, *_parts(plain_name(expansion)))}
    said |= {*map(plain_name, told)}
    kept = {
        phrase: find
        for phrase, find in found.phrases.items()
        if _is_told(find)
        or (_is_of_no_name(phrase, find, found) and (find.is_whole or _is_repeated(find)))
        if sieve.passes(phrase, find.form) and said.isdisjoint((folded(phrase), plain_name(phrase)))
    }
    within = _within(kept)
    for phrase, find in sorted(kept.items(), key=_rank_of_phrase):
        is_part = _is_too_long(phrase, find) or within.get(phrase, 0) >= len(find.sightings)
        if is_part and not _is_told(find):
            continue
        is_sure = find.is_sure and _is_repeated(find) and not _has_acronym(phrase)
        suggested = _is_told(find) or is_sure
        yield _candidate(
            phrase, CandidateKind.PHRASE, CandidateGroup.PHRASES, find, suggested, slug
        )


def _parts(phrase: str) -> Iterator[str]:
    """All shorter runs of its words."""
    words = phrase.split(" ")
    for first, last in combinations(range(len(words) + 1), 2):
        if 1 < last - first < len(words):
            yield " ".join(words[first:last])


def _within(phrases: Mapping[str, Find]) -> dict[str, int]:
    """For parts of repeated phrases, how often those stand that they are part of."""
    most: dict[str, int] = {}
    for phrase, find in phrases.items():
        if not _is_too_long(phrase, find):
            for part in _parts(phrase):
                most[part] = max(most.get(part, 0), len(find.sightings))
    return most


def _is_too_long(phrase: str, find: Find) -> bool:
    """A run of three words that is there once gives way to its last two."""
    return phrase.count(" ") > 1 and not _is_told(find) and not _is_repeated(find)


def _is_told(find: Find) -> bool:
    """Whether somebody who knows, a glossary or the text itself, calls it a term."""
    return find.is_attested or find.gloss != Gloss()


def _is_of_no_name(phrase: str, find: Find, found: Gathering) -> bool:
    """`Quagmire leadership` has a name in it: a word with a capital of its own."""
    if phrase in found.named and not find.is_sure:
        return False
    return not any(word in found.names and word not in found.small for word in phrase.split())


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

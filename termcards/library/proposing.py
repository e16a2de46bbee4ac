"""Terms that nobody marked: what a posting offers, and what known terms gain from it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from termcards.dictionaries.glossary import own_glossary
from termcards.errors import NotFoundError
from termcards.harvest.candidates import Candidate, CandidateKind
from termcards.harvest.document import Document
from termcards.harvest.examples import SentenceCutter, is_east_asian
from termcards.harvest.harvester import Harvest
from termcards.harvest.inflections import plain_bases
from termcards.harvest.languages import other_blocks, warned
from termcards.harvest.proposals import MOST_SUGGESTED_WORDS, propose
from termcards.harvest.translations import Translations
from termcards.harvest.vocabulary import Level
from termcards.library.growing import Meant, grown, names_meant
from termcards.library.harvesting import is_same_posting
from termcards.library.home import Library
from termcards.library.taking import (
    chosen,
    glossary_definition,
    not_offered,
    other_names,
    with_accepted,
)
from termcards.log import Verdict
from termcards.lookup import Dictionaries
from termcards.notes import NoteId, Posting
from termcards.plaintext import folded

SURE_OF_THE_TRADE = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """What a posting offers that nobody marked."""

    candidates: tuple[Candidate, ...]
    is_of_the_trade: bool
    """See `is_of_the_trade`; what is known already speaks for it too."""

    known: int
    """How many further terms would be offered, were they not known or unwanted."""


def with_proposals(library: Library, found: Harvest, document: Document) -> Harvest:
    """The harvest with candidates, and with a sentence for each known term that stands in it.

    A posting that was harvested before adds no sentences: a second run changes nothing, though
    later postings may have brought terms that stand in it too. The library must be in step with
    its decks.
    """
    document = replace(document, posting=found.posting)
    meant = names_meant(library, document)
    own = {folded(name) for draft in found.notes for name in (draft.note.term, *draft.note.aliases)}
    is_new = not was_harvested(library, found.posting)
    gaining = grown(library, document, _without(meant.names, own)) if is_new and meant.names else []
    offer = offer_of(library, document, meant, own)
    return replace(
        found,
        notes=(*found.notes, *gaining),
        candidates=offer.candidates,
        warnings=(*found.warnings, *warned(document, other_blocks(document))),
        is_of_the_trade=offer.is_of_the_trade,
        known_candidates=offer.known,
    )


def offer_of(library: Library, document: Document, meant: Meant, own: Set[str]) -> Offer:
    """What the posting offers that is neither known nor never to be offered.

    `own` are the folded names of the notes of its footnotes.

    What hides another term, and what is ticked, does not depend on what is known: else a term that
    was taken would make room for the next, and each run would suggest more.
    """
    verdicts = library.store.journal.verdicts()
    never = _with(verdicts, Verdict.NEVER)
    found = _proposed(library, document, own, never)
    is_trusted = is_of_the_trade(found)
    distinct = _distinct(found, is_trusted=is_trusted)
    forms = {one: _all_forms(_names(one, is_trusted=is_trusted)) for one in distinct}
    every = library.store.shelf.known_names(set().union(*forms.values()))
    known = {*every} - meant.others
    known |= _with(verdicts, Verdict.KNOWN)
    offered = tuple(one for one in distinct if known.isdisjoint(forms[one]))
    if _is_out_of_ticks(distinct) and not was_harvested(library, document.posting):
        # A learner who knows the first ones is suggested the next.
        further = _proposed(library, document, {*own, *known}, never)
        ticked = {_spelling(one.term) for one in further if one.suggested}
        offered = tuple(_ticked(one) if _spelling(one.term) in ticked else one for one in offered)
    if is_trusted:
        offered = tuple(_ticked(one) if _is_in_glossary(one) else one for one in offered)
    return Offer(_translated(document, offered), is_trusted, len(distinct) - len(offered))


def _proposed(
    library: Library, document: Document, known: Set[str], never: Set[str]
) -> tuple[Candidate, ...]:
    """What the glossary says of an acronym is offered with the other definitions, and not taken for
    what the posting means by it: CMM is one thing in a factory and another in an office."""
    listed = {folded(name) for entry in own_glossary().entries for name in entry.names()}
    return propose(
        document,
        known=known,
        never=never,
        attested={name for name in listed if " " in name or "-" in name},
        listed=listed,
        level=Level(library.settings.level),
    )


def is_of_the_trade(found: Sequence[Candidate]) -> bool:
    """Whether the glossary may be trusted with a posting's words.

    In a weather service a forecast is no sales forecast, and a pipeline may carry oil. Phrases of
    the trade, and acronyms that the posting explains as the glossary does, tell which it is.
    """
    sure = (
        one
        for one in found
        if " " in one.term or one.expansion
        if glossary_definition(one) is not None
    )
    return len(list(islice(sure, SURE_OF_THE_TRADE))) == SURE_OF_THE_TRADE


def _distinct(found: Sequence[Candidate], *, is_trusted: bool) -> tuple[Candidate, ...]:
    """Without those that another name of one before them is, whose tick they leave to it."""
    kept: list[Candidate] = []
    places: dict[str, int] = {}
    for one in found:
        names = {_spelling(name) for name in _names(one, is_trusted=is_trusted)}
        place = next((places[name] for name in names if name in places), None)
        if place is None:
            places |= dict.fromkeys(names, len(kept))
            kept.append(one)
        elif one.suggested:
            kept[place] = _ticked(kept[place])
    return tuple(kept)


def _names(one: Candidate, *, is_trusted: bool) -> tuple[str, ...]:
    """All that its note would be called."""
    definition = glossary_definition(one) if is_trusted or one.expansion else None
    return (one.term, *other_names(one, definition))


def _is_out_of_ticks(found: Sequence[Candidate]) -> bool:
    words = (one for one in found if one.kind is CandidateKind.WORD and one.suggested)
    return len(list(words)) >= MOST_SUGGESTED_WORDS


def _translated(document: Document, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates with their sentences' translations, where the posting has them."""
    if not any(is_east_asian(block.passage.text) for block in document.blocks):
        return candidates
    cutter = SentenceCutter()
    translations = Translations(document.blocks, cutter)
    by_place = {
        (sentence.text, sentence.line): sentence
        for block in document.blocks
        for sentence in cutter.sentences(block)
    }

    def translated(one: Candidate) -> Candidate:
        sentence = by_place.get((one.sentence, one.line))
        found = translations.of(sentence) if sentence else None
        return replace(one, example=replace(one.example, translation=found))

    return tuple(map(translated, candidates))


def was_harvested(library: Library, posting: Posting) -> bool:
    """Whether a deck has the posting already; there it may be `-2` of its name."""
    slug = re.compile(rf"{re.escape(posting.slug)}(?:-\d+)?")
    return any(
        slug.fullmatch(known.slug) and is_same_posting(posting, known)
        for shelved in library.store.shelf.decks()
        for known in shelved.deck.postings
    )


def _is_in_glossary(one: Candidate) -> bool:
    """A word that the glossary has is worth its tick, however rare it is elsewhere."""
    return one.kind is CandidateKind.WORD and glossary_definition(one) is not None


def _ticked(one: Candidate) -> Candidate:
    return replace(one, suggested=True)


def _spelling(name: str) -> str:
    return folded(name).replace("-", " ")


def _all_forms(names: Iterable[str]) -> set[str]:
    """The names, folded, what they may be inflections of, and their own; with hyphens or blanks."""
    return {form for name in names for form in _forms(folded(name))}


def _forms(name: str) -> Iterator[str]:
    for one in (name, name.replace("-", " "), name.replace(" ", "-")):
        yield from plain_bases(one)
        yield from (one, f"{one}s", f"{one}es", f"{one.removesuffix('y')}ies")


def all_dictionaries(library: Library) -> Dictionaries:
    """Those that the learner has chosen, our glossary first; none of them is opened yet."""
    from termcards.dictionaries.opening import dictionaries

    return dictionaries(library.settings.dictionaries, library.folder / "cache", bases=plain_bases)


def in_turn(
    library: Library, read: Sequence[tuple[Document, Harvest]], accept: str
) -> Iterator[Harvest]:
    """Each posting's harvest with what is accepted of it, as the library is by then.

    `accept` is what `chosen` takes. Raises `NotFoundError` for a term that no posting offers, and
    that is not known either.
    """
    missing: list[set[str]] = []
    for document, harvest in read:
        found = with_proposals(library, harvest, document)
        choice = chosen(found.candidates, accept)
        known = library.store.shelf.known_names(_all_forms(choice.missing))
        absent = [word for word in choice.missing if known.keys().isdisjoint(_all_forms([word]))]
        missing.append(set(absent))
        if absent and len(read) == 1:
            raise NotFoundError(not_offered(absent[0], found.candidates))
        yield with_accepted(found, choice)
    if everywhere := sorted(set.intersection(*missing)):
        raise NotFoundError(f'"{everywhere[0]}" is not offered by these postings; see --dry-run')


def _without(names: Mapping[str, NoteId], own: set[str]) -> Mapping[str, NoteId]:
    """Without the notes that footnotes of the posting are about."""
    noted = {names[name] for name in own if name in names}
    return {name: note for name, note in names.items() if note not in noted} if noted else names


def _with(verdicts: Mapping[str, Verdict], wanted: Verdict) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict is wanted}

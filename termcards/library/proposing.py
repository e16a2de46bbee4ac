"""Terms that nobody marked: what a posting offers, and what known terms gain from it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice

from termcards.dictionaries.glossary import own_glossary
from termcards.errors import NotFoundError, UsageError
from termcards.harvest.candidates import Candidate, CandidateKind
from termcards.harvest.document import Document
from termcards.harvest.examples import SentenceCutter, is_east_asian
from termcards.harvest.harvester import Harvest
from termcards.harvest.inflections import plain_bases
from termcards.harvest.languages import other_blocks, warned
from termcards.harvest.proposals import propose
from termcards.harvest.terms import proposed_id
from termcards.harvest.translations import Translations
from termcards.harvest.vocabulary import Level
from termcards.library.growing import grown, names_meant
from termcards.library.home import Library
from termcards.log import Verdict
from termcards.lookup import Definition, Dictionaries
from termcards.notes import Draft, Note, NoteId, Posting, Sense, Source
from termcards.plaintext import folded, on_one_line

SURE_OF_THE_TRADE = 2
SUGGESTED, ALL, NONE = "suggested", "all", "none"


def with_proposals(library: Library, found: Harvest, document: Document) -> Harvest:
    """The harvest with candidates, and with a sentence for each known term that stands in it.

    A posting that was harvested before adds no sentences: a second run changes nothing, though
    later postings may have brought terms that stand in it too. The library must be in step with
    its decks.
    """
    document = replace(document, posting=found.posting)
    names = names_meant(library, document)
    own = {folded(name) for draft in found.notes for name in (draft.note.term, *draft.note.aliases)}
    is_new = not was_harvested(library, found.posting)
    gaining = grown(library, document, _without(names, own)) if is_new else []
    return replace(
        found,
        notes=(*found.notes, *gaining),
        candidates=candidates_of(library, document, names, own),
        warnings=(*found.warnings, *warned(document, other_blocks(document))),
    )


def candidates_of(
    library: Library, document: Document, names: Iterable[str], own: Set[str]
) -> tuple[Candidate, ...]:
    """What the posting offers that is neither known nor never to be offered.

    `names` are those of all notes, `own` those of the posting's footnotes; both folded.

    What the glossary says of an acronym is offered with the other definitions, and not taken for
    what the posting means by it: CMM is one thing in a factory and another in an office.
    """
    verdicts = library.store.journal.verdicts()
    passed = {*names, *own, *_with(verdicts, Verdict.KNOWN)}
    listed = {folded(name) for entry in own_glossary().entries for name in entry.names()}
    found = propose(
        document,
        # Of a posting that was harvested before, what was taken then keeps its place: else the next
        # best would be ticked instead, and each run would suggest more.
        known=own if was_harvested(library, document.posting) else passed,
        never=_with(verdicts, Verdict.NEVER),
        attested={name for name in listed if " " in name or "-" in name},
        listed=listed,
        level=Level(library.settings.level),
    )
    by_spelling = {_spelling(one): one for one in reversed(found)}
    offered = tuple(
        one for one in found if by_spelling[_spelling(one)] is one and not passed & _all_forms(one)
    )
    if is_of_the_trade(found):
        offered = tuple(map(_ticked, offered))
    return _translated(document, offered)


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
    """Whether a deck has the posting already."""
    return any(
        known.slug == posting.slug and known.title == posting.title
        for shelved in library.store.shelf.decks()
        for known in shelved.deck.postings
    )


def _ticked(one: Candidate) -> Candidate:
    """A word that the glossary has is worth its tick, however rare it is elsewhere."""
    if one.kind is not CandidateKind.WORD or glossary_definition(one) is None:
        return one
    return replace(one, suggested=True)


def _spelling(one: Candidate) -> str:
    return folded(one.term).replace("-", " ")


def _all_forms(one: Candidate) -> set[str]:
    names = {folded(name) for name in (one.term, one.expansion) if name}
    return names.union(*map(plain_bases, names))


def chosen(candidates: Sequence[Candidate], accept: str) -> tuple[Candidate, ...]:
    """Those meant by `suggested`, `all`, `none`, or by their terms with commas in between.

    Raises `NotFoundError` for a term that is not offered, `UsageError` where none is named.
    """
    if accept == ALL:
        return tuple(candidates)
    if accept in (SUGGESTED, NONE):
        return tuple(one for one in candidates if one.suggested and accept == SUGGESTED)
    by_name = {folded(one.term): one for one in candidates}
    by_name |= {folded(one.expansion): one for one in candidates if one.expansion}
    wanted = _named(accept)
    missing = [term for term in wanted if folded(term) not in by_name]
    if missing:
        raise NotFoundError(_not_offered(missing[0], by_name))
    return tuple(dict.fromkeys(by_name[folded(term)] for term in wanted))


def _named(accept: str) -> list[str]:
    wanted = [term.strip() for term in accept.split(",") if term.strip()]
    if not wanted:
        raise UsageError("--accept names no term; give suggested, all, none, or terms with commas")
    return wanted


def _not_offered(term: str, offered: Mapping[str, Candidate]) -> str:
    """`offered` gives for each folded name what it is of."""
    own = folded(term)
    near = [*get_close_matches(own, offered, n=3, cutoff=0.8)]
    parts = set(own.split())
    near += [name for name in offered if parts and (parts <= set(name.split()) or name in parts)]
    terms = list(dict.fromkeys(f'"{on_one_line(offered[name].term)}"' for name in near))
    hint = f"did you mean {' or '.join(terms[:3])}?" if terms else "see --dry-run"
    return f'"{on_one_line(term)}" is not offered by this posting; {hint}'


def with_accepted(found: Harvest, accept: str) -> Harvest:
    """The harvest with notes of the candidates that are accepted, see `chosen`."""
    taken = chosen(found.candidates, accept)
    is_trusted = is_of_the_trade(found.candidates)
    drafts = (
        draft_of(one, glossary_definition(one) if is_trusted or one.expansion else None)
        for one in taken
    )
    left = tuple(one for one in found.candidates if one not in taken)
    return replace(found, notes=(*found.notes, *drafts), candidates=left)


def draft_of(candidate: Candidate, found: Definition | None) -> Draft:
    """The note of a candidate that was accepted, with the definition that was chosen for it.

    Without one, a meaning that the posting itself gives is all there is.
    """
    note = Note(
        id=NoteId(proposed_id(candidate.term)),
        term=candidate.term,
        examples=(candidate.example,),
    )
    return Draft(with_meaning(note, candidate, found), candidate.term, candidate.line)


def with_meaning(note: Note, candidate: Candidate, found: Definition | None) -> Note:
    """The note with a definition in the place of its meaning; else with what the posting says."""
    return replace(
        note,
        aliases=_aliases(candidate, found),
        part_of_speech=found.part_of_speech if found else None,
        field=found.field if found else None,
        senses=(_sense(found, candidate),) if found else _own_sense(candidate),
    )


def glossary_definition(candidate: Candidate) -> Definition | None:
    """The glossary's, where it has just one that does not contradict the posting."""
    found = [
        definition
        for form in (candidate.term, *plain_bases(candidate.term))
        for definition in own_glossary().look_up(form)
        if _agrees(definition, candidate)
    ]
    return found[0] if len({definition.text for definition in found}) == 1 else None


def all_dictionaries(library: Library) -> Dictionaries:
    """Those that the learner has chosen, our glossary first; none of them is opened yet."""
    from termcards.dictionaries.opening import dictionaries

    return dictionaries(library.settings.dictionaries, library.folder / "cache", bases=plain_bases)


def _agrees(definition: Definition, candidate: Candidate) -> bool:
    if candidate.kind is not CandidateKind.ACRONYM:
        return True
    if candidate.expansion is None:
        return False
    return definition.expansion is not None and folded(definition.expansion) == folded(
        candidate.expansion
    )


def _sense(found: Definition, candidate: Candidate) -> Sense:
    return Sense(
        found.text,
        translation=found.translation or candidate.translation,
        language=None if found.language == "en" else found.language,
        source=Source(found.origin.name, found.origin.url),
    )


def _own_sense(candidate: Candidate) -> tuple[Sense, ...]:
    if candidate.expansion is not None:
        return (Sense(candidate.expansion, translation=candidate.translation),)
    if candidate.translation is not None:
        return (Sense(candidate.translation, language="zh"),)
    return ()


def _aliases(candidate: Candidate, found: Definition | None) -> tuple[str, ...]:
    names = (candidate.expansion, found.expansion if found else None)
    kept = {folded(name): name for name in names if name}
    kept.pop(folded(candidate.term), None)
    return tuple(kept.values())


def _without(names: Mapping[str, NoteId], own: set[str]) -> Mapping[str, NoteId]:
    """Without the notes that footnotes of the posting are about."""
    noted = {names[name] for name in own if name in names}
    return {name: note for name, note in names.items() if note not in noted} if noted else names


def _with(verdicts: Mapping[str, Verdict], wanted: Verdict) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict is wanted}

"""Proposed terms that are accepted: which ones are meant, and the notes that they become."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from termcards.dictionaries.glossary import own_glossary
from termcards.errors import UsageError
from termcards.harvest.candidates import Candidate, CandidateKind
from termcards.harvest.harvester import Harvest
from termcards.harvest.inflections import plain_bases
from termcards.harvest.kinship import plain_name
from termcards.harvest.terms import proposed_id
from termcards.library.fitting import fits
from termcards.lookup import Definition
from termcards.notes import Draft, Note, NoteId, Sense, Source
from termcards.plaintext import folded, on_one_line

SUGGESTED, ALL, NONE = "suggested", "all", "none"
_BETWEEN_TERMS = re.compile("[,，、;；]")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is meant by `suggested`, `all`, `none` and terms, with commas in between."""

    taken: tuple[Candidate, ...]
    missing: tuple[str, ...] = ()
    """Terms that are not offered."""


def chosen(candidates: Sequence[Candidate], accept: str) -> Choice:
    """A term may be written as it stands in the posting, or be another name of what is offered.

    Raises `UsageError` where none is named.
    """
    by_name = {name: one for one in reversed(candidates) for name in _ways_to_name(one)}
    taken: dict[Candidate, None] = {}
    missing = []
    words = [word for word in map(str.strip, _BETWEEN_TERMS.split(accept)) if word]
    if not words:
        raise UsageError("--accept names no term; give suggested, all, none, or terms with commas")
    for word in words:
        if word in (ALL, SUGGESTED, NONE):
            picked = [one for one in candidates if word == ALL or one.suggested]
            taken |= dict.fromkeys(picked if word != NONE else ())
        elif one := next((by_name[form] for form in _forms(word) if form in by_name), None):
            taken[one] = None
        else:
            missing.append(word)
    return Choice(tuple(taken), tuple(missing))


def not_offered(word: str, candidates: Sequence[Candidate]) -> str:
    """What to say of a word that means none of the candidates, with those that are near."""
    by_name = {name: one for one in reversed(candidates) for name in _ways_to_name(one)}
    own = folded(word)
    near = get_close_matches(own, by_name, n=3, cutoff=0.8)
    parts = set(own.split())
    near += [name for name in by_name if parts and (parts <= set(name.split()) or name in parts)]
    terms = list(dict.fromkeys(f'"{on_one_line(by_name[name].term)}"' for name in near))
    hint = f"did you mean {' or '.join(terms[:3])}?" if terms else "see --dry-run"
    return f'"{on_one_line(word)}" is not offered by this posting; {hint}'


def _ways_to_name(one: Candidate) -> Iterator[str]:
    others = other_names(one, glossary_definition(one))
    for name in (*others, one.example.surface, one.term):
        if name:
            yield folded(name)
            yield folded(name).replace("-", " ")


def _forms(word: str) -> Iterator[str]:
    """The word itself first."""
    fold = folded(word)
    yield from (fold, fold.replace("-", " "), *sorted(plain_bases(fold)))


def with_accepted(found: Harvest, choice: Choice) -> Harvest:
    """The harvest with notes of the candidates that are taken."""
    drafts = (
        draft_of(one, glossary_definition(one) if found.is_of_the_trade or one.expansion else None)
        for one in choice.taken
    )
    left = tuple(one for one in found.candidates if one not in choice.taken)
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


def agreeing_first(candidate: Candidate, found: Sequence[Definition]) -> Sequence[Definition]:
    """What dictionaries say of it, that first which agrees with what the posting says."""
    return sorted(found, key=lambda one: not says_the_same(one, candidate.expansion))


def with_meaning(note: Note, candidate: Candidate, found: Definition | None) -> Note:
    """The note with a definition in the place of its meaning; else with what the posting says."""
    return replace(
        note,
        aliases=other_names(candidate, found),
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


def _agrees(definition: Definition, candidate: Candidate) -> bool:
    if candidate.kind is not CandidateKind.ACRONYM:
        return _fits_sentence(definition, candidate)
    return says_the_same(definition, candidate.expansion)


def _fits_sentence(definition: Definition, candidate: Candidate) -> bool:
    surface = candidate.example.surface
    start = candidate.sentence.find(surface) if surface else -1
    if surface is None or start < 0:
        return True
    place = (start, start + len(surface))
    kind, field = definition.part_of_speech, definition.field
    return fits(candidate.term, kind, field, candidate.sentence, place)


def says_the_same(definition: Definition, expansion: str | None) -> bool:
    """Whether its acronym stands for these words, in the plural or with hyphens or without."""
    if definition.expansion is None or expansion is None:
        return False
    return plain_name(definition.expansion) == plain_name(expansion)


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


def other_names(candidate: Candidate, found: Definition | None) -> tuple[str, ...]:
    """What the posting and the definition call it besides; each once."""
    names = (candidate.expansion, found.expansion if found else None)
    kept = {plain_name(name): name for name in names if name}
    kept.pop(plain_name(candidate.term), None)
    return tuple(kept.values())

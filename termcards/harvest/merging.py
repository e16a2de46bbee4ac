"""What a known note gains from another posting that footnotes its term."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from termcards.notes import Citation, Example, Note, Sense
from termcards.plaintext import folded

ALIKE = 0.75
"""How alike two definitions are, from 0 to 1, when they say the same."""
MOST_SENSES = 6
MOST_NEW_EXAMPLES = 3


def enriched(note: Note, draft: Note, posting: str) -> Note:
    """The note with what is new in the draft: examples, senses, a source, missing details.

    A posting that the note cites already adds nothing, whatever its owner has taken out since;
    only the lines of its sentences are brought up to date.
    """
    if any(example.citation and example.citation.posting == posting for example in note.examples):
        return replace(note, examples=_with_moved_lines(note.examples, draft.examples, posting))
    return replace(
        note,
        aliases=_with_new(note.aliases, draft.aliases, but=note.term),
        part_of_speech=note.part_of_speech or draft.part_of_speech,
        pronunciation=note.pronunciation or draft.pronunciation,
        senses=_with_new_senses(note.senses, draft.senses),
        quotes=note.quotes or draft.quotes,
        synonyms=_with_new(note.synonyms, draft.synonyms, but=note.term),
        usage=note.usage or draft.usage,
        derived=note.derived or draft.derived,
        examples=_with_new_examples(note.examples, draft.examples),
    )


def _with_moved_lines(
    known: Sequence[Example], found: Sequence[Example], posting: str
) -> tuple[Example, ...]:
    places = {folded(example.sentence): example.citation for example in found}
    return tuple(
        _moved(example, places.get(folded(example.sentence)), posting) for example in known
    )


def _moved(example: Example, place: Citation | None, posting: str) -> Example:
    is_cited = example.citation is not None and example.citation.posting == posting
    if not is_cited or place is None:
        return example
    return replace(example, citation=replace(place, posting=posting))


def _with_new_examples(known: Sequence[Example], found: Sequence[Example]) -> tuple[Example, ...]:
    sentences = {folded(example.sentence) for example in known}
    new = [example for example in found if folded(example.sentence) not in sentences]
    return (*known, *new[:MOST_NEW_EXAMPLES])


def _with_new_senses(known: Sequence[Sense], found: Sequence[Sense]) -> tuple[Sense, ...]:
    senses = list(known)
    for sense in found:
        twin = next((n for n, other in enumerate(senses) if _are_alike(other, sense)), None)
        if twin is None:
            senses.append(sense)
        elif senses[twin].source is None:
            senses[twin] = replace(senses[twin], source=sense.source)
    return tuple(senses[: max(len(known), MOST_SENSES)])


def _are_alike(one: Sense, other: Sense) -> bool:
    first, second = folded(one.definition), folded(other.definition)
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return first == second or (matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE)


def _with_new(known: tuple[str, ...], found: tuple[str, ...], *, but: str) -> tuple[str, ...]:
    seen = {folded(word) for word in (*known, but)}
    return (*known, *(word for word in found if folded(word) not in seen))

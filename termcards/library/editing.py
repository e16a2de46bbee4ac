"""A note as the fields of a form, and back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcards.harvest.terms import proposed_id
from termcards.notes import Example, Note, NoteId, Sense
from termcards.plaintext import folded


@dataclass(frozen=True, slots=True)
class Fields:
    """What of a draft a person writes; what is empty is left out."""

    term: str
    reading: str = ""
    meaning: str = ""
    translation: str = ""
    """Of the meaning."""

    sentence: str = ""
    sentence_translation: str = ""


def fields_of(note: Note) -> Fields:
    sense = note.senses[0] if note.senses else Sense("")
    example = note.examples[0] if note.examples else Example("")
    return Fields(
        term=note.term,
        reading=note.pronunciation or "",
        meaning=sense.definition,
        translation=sense.translation or "",
        sentence=example.sentence,
        sentence_translation=example.translation or "",
    )


def with_fields(note: Note, fields: Fields) -> Note:
    """The draft as it was written; what the form does not show stays. The term is not empty."""
    given = _without_blanks(fields)
    if given == fields_of(note):
        return note
    aliases = tuple(name for name in note.aliases if folded(name) != folded(given.term))
    return replace(
        note,
        id=note.id if given.term == note.term else NoteId(proposed_id(given.term)),
        term=given.term,
        aliases=aliases,
        pronunciation=given.reading or None,
        senses=_senses(note.senses, given),
        examples=_examples(note.examples, given),
    )


def _without_blanks(fields: Fields) -> Fields:
    return Fields(
        term=" ".join(fields.term.split()),
        reading=" ".join(fields.reading.split()),
        meaning=fields.meaning.strip(),
        translation=fields.translation.strip(),
        sentence=" ".join(fields.sentence.split()),
        sentence_translation=" ".join(fields.sentence_translation.split()),
    )


def _senses(before: Sequence[Sense], given: Fields) -> tuple[Sense, ...]:
    others = tuple(before[1:])
    if not given.meaning and not given.translation:
        return others
    first = before[0] if before else Sense("")
    if not given.meaning:
        return (Sense(given.translation, language="zh"), *others)
    if given.meaning != first.definition:
        # In words of their own: what was the source, and the language, says nothing of these.
        first = Sense(given.meaning, field=first.field)
    return (replace(first, translation=given.translation or None), *others)


def _examples(before: Sequence[Example], given: Fields) -> tuple[Example, ...]:
    others = tuple(before[1:])
    if not given.sentence:
        return others
    first = before[0] if before else Example("")
    if given.sentence != first.sentence:
        # It no longer stands in the posting word for word.
        surface = next(
            (name for name in (first.surface, given.term) if name and name in given.sentence), None
        )
        first = Example(given.sentence, surface)
    return (replace(first, translation=given.sentence_translation or None), *others)

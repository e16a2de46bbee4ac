"""A note as the sections of a form, and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from termcards.errors import TermcardsError
from termcards.form.slots import DECK, SLOTS, Part, Slot, slots_of
from termcards.language import tr
from termcards.notes import (
    Citation,
    Direction,
    Example,
    ExampleKind,
    Note,
    NoteId,
    Quote,
    Sense,
    Source,
)
from termcards.yamlnodes import unknown_word

Value = str | tuple[str, ...]
NO_DIRECTION = "none"
"""Stands for an empty choice; nothing at all leaves it to the deck."""


@dataclass(frozen=True, slots=True)
class Section:
    slot: Slot
    value: Value = ""
    line: int | None = field(default=None, compare=False)
    """Of its heading, where it was read from a text."""

    @property
    def is_blank(self) -> bool:
        return not self.value or (isinstance(self.value, str) and not self.value.strip())


Form = tuple[Section, ...]


class FormError(TermcardsError):
    """What is written in a section cannot be a note's."""

    def __init__(self, words: str, section: Section) -> None:
        super().__init__(words)
        self.section = section


def form_of(note: Note, deck: str | None = None, *, is_whole: bool = False) -> Form:
    """Every field in its order, with room for a meaning and a sentence.

    Rare fields are left out as long as they are empty, unless the form `is_whole`. Without a
    `deck` there is no field for it.
    """
    sections: list[Section] = []
    for slot in SLOTS:
        if slot.part is None:
            value = (deck or "") if slot is DECK else _own_value(note, slot.key)
            if slot is not DECK or deck is not None:
                sections.append(Section(slot, value))
        elif slot.is_lead:
            parts = _parts(note, slot.part) or [{}]
            sections += (s for values in parts for s in _group(slot.part, values))
    return tuple(s for s in sections if is_whole or not s.slot.is_rare or s.value)


def blank_group(part: Part) -> Form:
    """Room for one more of a note's parts."""
    return tuple(Section(slot) for slot in slots_of(part) if not slot.is_rare or slot.is_lead)


def completed(form: Form, *, has_deck: bool, is_whole: bool = False) -> Form:
    """The form in the usual order, with every field that `form_of` would give room."""
    sections: list[Section] = []
    for slot in SLOTS:
        if slot.part is None:
            if slot is not DECK or has_deck:
                found = [section for section in form if section.slot is slot]
                sections += found[:1] or [Section(slot)]
        elif slot.is_lead:
            parts = [places for part, places in groups(form) if part is slot.part]
            for places in parts or [()]:
                inner = {form[place].slot: form[place] for place in places}
                sections += (inner.get(s) or Section(s) for s in slots_of(slot.part))
    return tuple(s for s in sections if is_whole or not s.slot.is_rare or not s.is_blank)


def groups(form: Form) -> Iterator[tuple[Part | None, tuple[int, ...]]]:
    """The places of the sections that belong together, in their order."""
    run: list[int] = []
    for place, section in enumerate(form):
        if run and (section.slot.is_lead or section.slot.part is not form[run[0]].slot.part):
            yield form[run[0]].slot.part, tuple(run)
            run = []
        if section.slot.part is None:
            yield None, (place,)
        else:
            run.append(place)
    if run:
        yield form[run[0]].slot.part, tuple(run)


def deck_of(form: Form) -> str | None:
    """The deck's name; `None` where the form has none or nothing stands there."""
    found = (section for section in form if section.slot is DECK)
    names = (" ".join(str(section.value).split()) for section in found)
    return next((name for name in names if name), None)


def note_of(
    form: Form, note: NoteId, before: Note | None = None, translation_language: str = "zh"
) -> Note:
    """The note that is written in the form. Raises `FormError`.

    Where a sentence was changed that `before` had, its surface need not be: it is looked for anew.
    """
    reader = _Filled(form, before, translation_language)
    return reader.note(note)


class _Filled:
    def __init__(self, form: Form, before: Note | None, translation_language: str) -> None:
        self._own = {s.slot.key: s for s in form if s.slot.part is None}
        self._form = form
        self._before = before
        self._translation_language = translation_language

    def note(self, note: NoteId) -> Note:
        term = self._own.get("term")
        if term is None or term.is_blank:
            raise FormError(tr("the term is empty; write one"), term or self._form[0])
        return Note(
            id=note,
            term=self._text("term") or "",
            aliases=self._words("aliases"),
            part_of_speech=self._text("part_of_speech"),
            pronunciation=self._text("pronunciation"),
            field=self._text("field"),
            senses=tuple(map(self._sense, self._groups(Part.SENSE))),
            quotes=tuple(map(self._quote, self._groups(Part.QUOTE))),
            synonyms=self._words("synonyms"),
            usage=self._text("usage"),
            derived=self._words("derived"),
            see=self._words("see"),
            examples=tuple(map(self._example, self._groups(Part.EXAMPLE))),
            tags=self._words("tags"),
            directions=self._directions(),
            raw=self._text("raw"),
        )

    def _text(self, key: str) -> str | None:
        section = self._own.get(key)
        return None if section is None else _text_in(section)

    def _words(self, key: str) -> tuple[str, ...]:
        section = self._own.get(key)
        return section.value if section and isinstance(section.value, tuple) else ()

    def _groups(self, part: Part) -> Iterator[dict[str, Section]]:
        for kind, places in groups(self._form):
            sections = [self._form[place] for place in places]
            if kind is part and not all(section.is_blank for section in sections):
                yield {section.slot.key: section for section in sections}

    def _sense(self, group: Mapping[str, Section]) -> Sense:
        language, translation = _optional(group, "language"), _optional(group, "translation")
        definition = _optional(group, "definition")
        if (definition is None or not definition.strip()) and translation:
            definition, translation = translation, None
            language = language or self._translation_language
        if definition is None:
            raise FormError(tr("this meaning has no words; write them"), _first(group))
        title, url = _optional(group, "title"), _optional(group, "url")
        return Sense(
            definition=definition,
            translation=translation,
            language=language,
            field=_optional(group, "field"),
            source=Source(title, url) if title or url else None,
        )

    def _quote(self, group: Mapping[str, Section]) -> Quote:
        text = _optional(group, "text")
        if text is None:
            raise FormError(tr("this quote has no words; write them"), _first(group))
        return Quote(text, _optional(group, "author"))

    def _example(self, group: Mapping[str, Section]) -> Example:
        sentence = _optional(group, "sentence")
        if sentence is None:
            raise FormError(tr("there is no sentence to this; write it"), _first(group))
        return Example(
            sentence=sentence,
            surface=self._surface(group, sentence),
            translation=_optional(group, "translation"),
            citation=_citation(group),
            kind=_kind(group),
        )

    def _surface(self, group: Mapping[str, Section], sentence: str) -> str | None:
        surface = _optional(group, "surface")
        if surface is None or surface in sentence:
            return surface
        examples = self._before.examples if self._before else ()
        was_known = surface in {example.surface for example in examples}
        if was_known and sentence not in {example.sentence for example in examples}:
            return surface_in(sentence, (self._text("term") or "", *self._words("aliases")))
        words = tr('"{surface}" is not in its sentence; write it as it stands there')
        raise FormError(words.replace("{surface}", surface), group["surface"])

    def _directions(self) -> tuple[Direction, ...] | None:
        section = self._own.get("directions")
        words = [word for item in self._words("directions") for word in item.split(",")]
        names = [word.strip().casefold() for word in words if word.strip()]
        if not names or section is None:
            return None
        if names == [NO_DIRECTION]:
            return ()
        known = [str(direction) for direction in Direction]
        for name in names:
            if name not in known:
                raise FormError(unknown_word("direction", name, [*known, NO_DIRECTION]), section)
        return tuple(map(Direction, names))


def surface_in(sentence: str, names: Sequence[str]) -> str | None:
    """The first of the names that stands in the sentence, as it is written there."""
    for name in names:
        at = sentence.casefold().find(name.casefold()) if name else -1
        found = sentence[at : at + len(name)]
        if at >= 0 and found.casefold() == name.casefold():
            return found
    return None


def _own_value(note: Note, key: str) -> Value:
    if key == "directions":
        directions = note.directions
        return (NO_DIRECTION,) if directions == () else tuple(map(str, directions or ()))
    value: Value | None = getattr(note, key)
    return value or ""


def _parts(note: Note, part: Part) -> list[dict[str, Any]]:
    match part:
        case Part.SENSE:
            return [_sense_values(sense) for sense in note.senses]
        case Part.EXAMPLE:
            return [_example_values(example) for example in note.examples]
        case Part.QUOTE:
            return [{"text": quote.text, "author": quote.author} for quote in note.quotes]


def _group(part: Part, values: Mapping[str, Any]) -> Iterator[Section]:
    for slot in slots_of(part):
        value = values.get(slot.key)
        yield Section(slot, "" if value is None else str(value))


def _sense_values(sense: Sense) -> dict[str, Any]:
    return {
        "definition": sense.definition,
        "translation": sense.translation,
        "language": sense.language,
        "field": sense.field,
        "title": sense.source.title if sense.source else None,
        "url": sense.source.url if sense.source else None,
    }


def _example_values(example: Example) -> dict[str, Any]:
    citation = example.citation
    is_sentence = example.kind is ExampleKind.SENTENCE
    return {
        "sentence": example.sentence,
        "surface": example.surface,
        "translation": example.translation,
        "kind": None if is_sentence else example.kind,
        "posting": citation.posting if citation else None,
        "line": citation.line if citation else None,
        "end_line": citation.end_line if citation else None,
    }


def _citation(group: Mapping[str, Section]) -> Citation | None:
    posting = _optional(group, "posting")
    line, end_line = _number(group, "line"), _number(group, "end_line")
    if posting is None:
        if line is not None or end_line is not None:
            raise FormError(tr("a line needs its posting; write it"), _first(group))
        return None
    return Citation(posting, line, end_line)


def _number(group: Mapping[str, Section], key: str) -> int | None:
    text = _optional(group, key)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FormError(tr("a line is a number"), group[key])
    return int(text)


def _kind(group: Mapping[str, Section]) -> ExampleKind:
    text = _optional(group, "kind")
    try:
        return ExampleKind(text or "sentence")
    except ValueError:
        known = [str(kind) for kind in ExampleKind]
        raise FormError(unknown_word("kind", text or "", known), group["kind"]) from None


def _optional(group: Mapping[str, Section], key: str) -> str | None:
    section = group.get(key)
    return None if section is None else _text_in(section)


def _text_in(section: Section) -> str | None:
    return section.value or None if isinstance(section.value, str) else None


def _first(group: Mapping[str, Section]) -> Section:
    return next(iter(group.values()))

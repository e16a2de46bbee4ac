"""The keys of a note and of a deck, in their order: one shape for deck files and for the store."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from termcards.notes import (
    Citation,
    Direction,
    Example,
    ExampleKind,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)

DECK_KEYS = (
    "id",
    "deck",
    "format",
    "language",
    "translation_language",
    "directions",
    "postings",
    "notes",
)
NOTE_KEYS = tuple(field.name for field in fields(Note))
SENSE_KEYS = tuple(field.name for field in fields(Sense))
SOURCE_KEYS = ("title", "url")
QUOTE_KEYS = ("text", "author")
EXAMPLE_KEYS = ("sentence", "surface", "translation", "kind", "source")
CITATION_KEYS = ("posting", "line", "end_line")
POSTING_KEYS = ("title", "url", "date", "language")


def note_fields(note: Note) -> dict[str, Any]:
    """The note as keys and values in the file's order, with what is empty left out."""
    values: dict[str, Any] = {key: getattr(note, key) for key in NOTE_KEYS}
    values["senses"] = [_sense_fields(sense) for sense in note.senses]
    values["quotes"] = [_present(text=q.text, author=q.author) for q in note.quotes]
    values["examples"] = [_example_fields(example) for example in note.examples]
    directions = values.pop("directions")
    found = _present(**{key: _listed(value) for key, value in values.items()})
    if directions is not None:  # none at all is a choice, too
        found["directions"] = [str(direction) for direction in directions]
    return found


def posting_fields(posting: Posting) -> dict[str, Any]:
    return _present(
        title=posting.title, url=posting.url, date=posting.date, language=posting.language
    )


def note_from_fields(values: Mapping[str, Any]) -> Note:
    """The note that `note_fields` gave these values."""
    directions = values.get("directions")
    return Note(
        id=NoteId(values["id"]),
        term=values["term"],
        aliases=tuple(values.get("aliases", ())),
        part_of_speech=values.get("part_of_speech"),
        pronunciation=values.get("pronunciation"),
        field=values.get("field"),
        senses=tuple(_sense_from(sense) for sense in values.get("senses", ())),
        quotes=tuple(Quote(q["text"], q.get("author")) for q in values.get("quotes", ())),
        synonyms=tuple(values.get("synonyms", ())),
        usage=values.get("usage"),
        derived=tuple(values.get("derived", ())),
        see=tuple(values.get("see", ())),
        examples=tuple(_example_from(example) for example in values.get("examples", ())),
        tags=tuple(values.get("tags", ())),
        directions=None if directions is None else tuple(map(Direction, directions)),
        raw=values.get("raw"),
    )


def _sense_fields(sense: Sense) -> dict[str, Any]:
    source = sense.source
    return _present(
        definition=sense.definition,
        translation=sense.translation,
        language=sense.language,
        field=sense.field,
        source=_present(title=source.title, url=source.url) if source else None,
    )


def _sense_from(values: Mapping[str, Any]) -> Sense:
    source = values.get("source")
    return Sense(
        definition=values["definition"],
        translation=values.get("translation"),
        language=values.get("language"),
        field=values.get("field"),
        source=Source(source.get("title"), source.get("url")) if source else None,
    )


def _example_fields(example: Example) -> dict[str, Any]:
    citation = example.citation
    is_sentence = example.kind is ExampleKind.SENTENCE
    return _present(
        sentence=example.sentence,
        surface=example.surface,
        translation=example.translation,
        kind=None if is_sentence else str(example.kind),
        source=citation
        and _present(posting=citation.posting, line=citation.line, end_line=citation.end_line),
    )


def _example_from(values: Mapping[str, Any]) -> Example:
    source = values.get("source")
    return Example(
        sentence=values["sentence"],
        surface=values.get("surface"),
        translation=values.get("translation"),
        kind=ExampleKind(values.get("kind", "sentence")),
        citation=Citation(source["posting"], source.get("line"), source.get("end_line"))
        if source
        else None,
    )


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value

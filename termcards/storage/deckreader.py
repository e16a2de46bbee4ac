"""A deck file's text into a deck, with file and line in every complaint."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from termcards.notes import (
    Citation,
    Deck,
    DeckId,
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
from termcards.storage import noteformat
from termcards.watching import UNWATCHED, Watch
from termcards.yamlnodes import Listing, Mapping, Node, Reader, Scalar, unknown_word

FORMAT = "1"
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class DeckText:
    """A deck with the places of its parts in the text it was read from."""

    deck: Deck
    text: str
    root: Mapping
    notes: MappingType[NoteId, Mapping]

    def line(self, note: NoteId) -> int:
        return self.notes[note].line


def read_deck(text: str, path: object, watch: Watch = UNWATCHED) -> DeckText:
    """Raises `BadInputError` with file and line for all that is not a deck of this format."""
    reader = _DeckReader(path)
    from termcards.yamlparser import parse

    root = reader.mapping(parse(text, path, watch), "a deck", noteformat.DECK_KEYS)
    return reader.deck(text, root)


def read_decks(text: str, path: object, watch: Watch = UNWATCHED) -> tuple[Deck, ...]:
    """The decks of a bundle. Raises `BadInputError` with file and line."""
    from termcards.yamlparser import parse

    reader = _DeckReader(path)
    root = reader.mapping(parse(text, path, watch), "a bundle of decks", ("decks",))
    nodes = reader.items(root.values.get("decks"), '"decks"')
    return tuple(
        reader.deck(text, reader.mapping(node, "a deck", noteformat.DECK_KEYS)).deck
        for node in nodes
    )


class _DeckReader(Reader):
    def deck(self, text: str, root: Mapping) -> DeckText:
        values = root.values
        version = self.needed(root, "format", "a deck")
        if version != FORMAT:
            raise self.error(
                values["format"],
                f"format {version} is not known here (known is {FORMAT}); update termcards",
            )
        places: dict[NoteId, Mapping] = {}
        notes = tuple(
            self.note(item, places) for item in self.items(values.get("notes"), '"notes"')
        )
        deck = Deck(
            id=DeckId(self.needed(root, "id", "a deck")),
            name=self.needed(root, "deck", "a deck"),
            language=self.text(values.get("language"), '"language"') or "en",
            translation_language=self.text(
                values.get("translation_language"), '"translation_language"'
            )
            or "zh",
            directions=self.directions(values.get("directions")),
            postings=self.postings(values.get("postings")),
            notes=notes,
        )
        return DeckText(deck, text, root, places)

    def postings(self, node: Node | None) -> tuple[Posting, ...]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        mapping = self.mapping(node, '"postings"')
        return tuple(self.posting(slug, value) for slug, value in mapping.values.items())

    def posting(self, slug: str, node: Node) -> Posting:
        if isinstance(node, Scalar) and not node.text:
            return Posting(slug)
        mapping = self.mapping(node, "a posting", noteformat.POSTING_KEYS)
        values = {key: self.text(value, f'"{key}"') for key, value in mapping.values.items()}
        return Posting(slug, **values)

    def note(self, node: Node, places: dict[NoteId, Mapping]) -> Note:
        mapping = self.mapping(node, "a note", noteformat.NOTE_KEYS)
        values = mapping.values
        note_id = NoteId(self.needed(mapping, "id", "a note"))
        if note_id in places:
            first = places[note_id].line
            raise self.error(
                values["id"],
                f'the id "{note_id}" is taken by the note on line {first}; change one',
            )
        places[note_id] = mapping
        return Note(
            id=note_id,
            term=self.needed(mapping, "term", "a note"),
            aliases=self.texts(values.get("aliases"), '"aliases"'),
            part_of_speech=self.text(values.get("part_of_speech"), '"part_of_speech"'),
            pronunciation=self.text(values.get("pronunciation"), '"pronunciation"'),
            field=self.text(values.get("field"), '"field"'),
            senses=tuple(map(self.sense, self.items(values.get("senses"), '"senses"'))),
            quotes=tuple(map(self.quote, self.items(values.get("quotes"), '"quotes"'))),
            synonyms=self.texts(values.get("synonyms"), '"synonyms"'),
            usage=self.text(values.get("usage"), '"usage"'),
            derived=self.texts(values.get("derived"), '"derived"'),
            see=self.texts(values.get("see"), '"see"'),
            examples=tuple(map(self.example, self.items(values.get("examples"), '"examples"'))),
            tags=self.texts(values.get("tags"), '"tags"'),
            directions=self.directions(values.get("directions")),
            raw=self.text(values.get("raw"), '"raw"'),
        )

    def sense(self, node: Node) -> Sense:
        mapping = self.mapping(node, "a sense", noteformat.SENSE_KEYS)
        values = mapping.values
        return Sense(
            definition=self.needed(mapping, "definition", "a sense"),
            translation=self.text(values.get("translation"), '"translation"'),
            language=self.text(values.get("language"), '"language"'),
            field=self.text(values.get("field"), '"field"'),
            source=self.source(values.get("source")),
        )

    def source(self, node: Node | None) -> Source | None:
        if node is None:
            return None
        values = self.mapping(node, '"source"', noteformat.SOURCE_KEYS).values
        source = Source(
            self.text(values.get("title"), '"title"'), self.text(values.get("url"), '"url"')
        )
        return source if source != Source() else None

    def quote(self, node: Node) -> Quote:
        mapping = self.mapping(node, "a quote", noteformat.QUOTE_KEYS)
        return Quote(
            self.needed(mapping, "text", "a quote"),
            self.text(mapping.values.get("author"), '"author"'),
        )

    def example(self, node: Node) -> Example:
        mapping = self.mapping(node, "an example", noteformat.EXAMPLE_KEYS)
        values = mapping.values
        sentence = self.needed(mapping, "sentence", "an example")
        surface = self.text(values.get("surface"), '"surface"')
        if surface is not None and surface not in sentence:
            raise self.error(
                values["surface"],
                f'the surface "{surface}" is not in its sentence; write it as it stands there',
            )
        kind = values.get("kind")
        return Example(
            sentence=sentence,
            surface=surface,
            translation=self.text(values.get("translation"), '"translation"'),
            citation=self.citation(values.get("source")),
            kind=ExampleKind.SENTENCE if kind is None else self.word(kind, ExampleKind, "kind"),
        )

    def citation(self, node: Node | None) -> Citation | None:
        if node is None:
            return None
        mapping = self.mapping(node, '"source"', noteformat.CITATION_KEYS)
        values = mapping.values
        return Citation(
            posting=self.needed(mapping, "posting", "an example's source"),
            line=self.number(values.get("line")),
            end_line=self.number(values.get("end_line")),
        )

    def number(self, node: Node | None) -> int | None:
        text = self.text(node, "a line")
        if node is None or text is None:
            return None
        if not (text.isascii() and text.isdigit() and 0 < len(text) < 10):
            raise self.error(node, f'"{text}" is not a line number')
        return int(text)

    def directions(self, node: Node | None) -> tuple[Direction, ...] | None:
        if node is None:
            return None
        items: list[Node] = node.items if isinstance(node, Listing) else [node]
        return tuple(self.word(item, Direction, "direction") for item in items)

    def word(self, node: Node, words: type[Word], what: str) -> Word:
        text = self.text(node, f'"{what}"') or ""
        try:
            return words(text)
        except ValueError:
            known = [str(word) for word in words]
            raise self.error(node, unknown_word(what, text, known)) from None

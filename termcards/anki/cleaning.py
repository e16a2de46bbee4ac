"""A note without what only steers or blurs a display, before any of it is put into a package."""

import re
import unicodedata
from collections.abc import Iterable

from termcards.notes import Example, Note, Quote, Sense, Source
from termcards.plaintext import shows

_STEERING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, escape sequences and Anki's separator of fields
    "\u00ad\u200b\u2060\ufeff"  # invisible, and a way round a mask
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides and isolates of direction
    "\ufff9-\ufffb"
    "\ud800-\udfff"  # surrogates, which no file can hold
    "]"
)
_BLANKS = re.compile(r"[ \t]+")
_LINE_BREAKS = re.compile(r"\n+")


def clean(text: str) -> str:
    """The text in Unicode's composed form, without what steers a display instead of showing.

    Line breaks stay, as newlines; runs of blanks become one, as they would in HTML.
    """
    if not text.isprintable():
        text = "\n".join(_STEERING.sub("", line.replace("\t", " ")) for line in text.splitlines())
    if "  " in text or "\n" in text:
        text = "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    cleaned = clean(text)
    return _LINE_BREAKS.sub(" ", cleaned) if "\n" in cleaned else cleaned


def cleaned(note: Note) -> Note:
    """The note with every text cleaned, and without those that show nothing."""
    return note if _is_clean(note) else _cleaned(note)


def _is_clean(note: Note) -> bool:
    """Whether it is plain to see that all texts are as they should be, as most notes' are."""
    texts: list[str | None] = [note.term, *note.aliases, *note.synonyms, *note.derived, *note.see]
    texts += (note.part_of_speech, note.pronunciation, note.field, note.usage, note.raw)
    for sense in note.senses:
        texts += (sense.definition, sense.translation, sense.field)
        if sense.source is not None:
            texts += (sense.source.title, sense.source.url)
    for quote in note.quotes:
        texts += (quote.text, quote.author)
    for example in note.examples:
        texts += (example.sentence, example.surface, example.translation)
    given = [text for text in texts if text is not None]
    for text in given:
        if not text[:1].isalnum():  # may show nothing
            return False
    whole = f"|{'|'.join(given)}|"
    return (
        whole.isprintable()
        and "  " not in whole
        and "| " not in whole
        and " |" not in whole
        and unicodedata.is_normalized("NFC", whole)
    )


def _cleaned(note: Note) -> Note:
    return Note(
        id=note.id,
        term=term_of(note),
        aliases=_lines(note.aliases),
        part_of_speech=_line(note.part_of_speech),
        pronunciation=_line(note.pronunciation),
        field=_line(note.field),
        senses=tuple(sense for sense in map(_sense, note.senses) if sense),
        quotes=tuple(quote for quote in map(_quote, note.quotes) if quote),
        synonyms=_lines(note.synonyms),
        usage=_block(note.usage),
        derived=_lines(note.derived),
        see=_lines(note.see),
        examples=tuple(example for example in map(_example, note.examples) if example),
        tags=note.tags,
        directions=note.directions,
        raw=_block(note.raw),
    )


def term_of(note: Note) -> str:
    """The term in plain text, never empty: Anki keeps no note that has nothing to show."""
    return _line(note.term) or _line(note.id) or "?"


def _block(text: str | None) -> str | None:
    if not text:
        return None
    text = clean(text)
    return text if shows(text) else None


def _line(text: str | None) -> str | None:
    if not text:
        return None
    text = clean_line(text)
    return text if shows(text) else None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(_line, texts) if line)


def _sense(sense: Sense) -> Sense | None:
    definition, translation = _block(sense.definition), _block(sense.translation)
    if not definition and not translation:
        return None
    source = sense.source and _source(sense.source)
    return Sense(definition or "", translation, sense.language, _line(sense.field), source)


def _source(source: Source) -> Source | None:
    title, url = _line(source.title), _line(source.url)
    return Source(title, url) if title or url else None


def _quote(quote: Quote) -> Quote | None:
    text = _block(quote.text)
    return Quote(text, _line(quote.author)) if text else None


def _example(example: Example) -> Example | None:
    sentence = _block(example.sentence)
    if not sentence:
        return None
    surface, translation = _line(example.surface), _block(example.translation)
    return Example(sentence, surface, translation, example.citation, example.kind)

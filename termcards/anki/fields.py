"""A note as the fields of Anki's note type: HTML in which nothing of the user's is live."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from termcards.anki.cleaning import clean_line, cleaned
from termcards.anki.escaping import escape, web_address
from termcards.anki.identity import guid_of
from termcards.masking import Form, forms_of, gapped, masked, says, stands_in, surface_spans
from termcards.notes import (
    Deck,
    Direction,
    Example,
    ExampleKind,
    Note,
    Posting,
    Quote,
    Sense,
    Source,
)

YES = "1"
_MORE_EXAMPLES = 3
A_LONGER_FORM = 6
"""Characters by which a meaning may be longer than what stands for it in a sentence."""

_GOOD_KINDS = (ExampleKind.SENTENCE, ExampleKind.ITEM, ExampleKind.CELL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Fields(NamedTuple):
    """In the order of the note type, which never changes."""

    key: str
    term: str
    aliases: str
    pronunciation: str
    part_of_speech: str
    meaning: str
    translation: str
    context: str
    gap: str
    context_translation: str
    prompt: str
    synonyms: str
    notes: str
    source: str
    add_produce: str
    add_typing: str
    extra_1: str = ""
    extra_2: str = ""


class FieldMaker:
    """Makes the fields of a deck's notes.

    They depend on the note, its directions and what the deck says of its postings and languages,
    and never on the other notes.
    """

    def __init__(self, deck: Deck, directions: tuple[Direction, ...]) -> None:
        """`directions` count where the note names none of its own."""
        self._language = deck.translation_language
        self._directions = directions
        self._links = {posting.slug: _linked(_source_of(posting)) for posting in deck.postings}

    def fields(self, note: Note) -> Fields:
        note = cleaned(note)
        asked = self._directions if note.directions is None else note.directions
        answer = forms_of(_answers(note))
        shown, others = _examples(note)
        prompt = _prompt(note, answer)
        return Fields(
            _key(note),
            escape(note.term),
            _listed(note.aliases),
            _html(note.pronunciation),
            _part_of_speech(note),
            _meaning(note.senses),
            _numbered([self._translated(sense.translation) for sense in note.senses]),
            _context(shown) if shown else "",
            _gap(shown, answer) if shown and Direction.CLOZE in asked else "",
            self._translated(shown.translation) if shown else "",
            prompt,
            _listed(note.synonyms),
            self._notes(note, others),
            self._sources(note, [shown, *others] if shown else others),
            YES if prompt and Direction.PRODUCE in asked else "",
            YES if prompt and Direction.TYPE in asked else "",
        )

    def _translated(self, text: str | None) -> str:
        return _spoken(text, self._language) if text else ""

    def _notes(self, note: Note, others: Sequence[Example]) -> str:
        if not (others or note.usage or note.derived or note.see or note.quotes or note.raw):
            return ""
        blocks = [
            _block("usage", _html(note.usage)),
            _block("derived", _listed(note.derived)),
            _block("see", _listed(note.see)),
            *(_block("quote", _quote(quote)) for quote in note.quotes),
            _block("raw", "" if note.senses else _html(note.raw)),
            _in_list("ul", [self._other(example) for example in others]),
        ]
        return "".join(blocks)

    def _other(self, example: Example) -> str:
        translation = self._translated(example.translation)
        return f"<li>{_context(example)}{_block('quiet', translation)}</li>"

    def _sources(self, note: Note, examples: Iterable[Example]) -> str:
        """Where the senses come from, then the postings of the examples."""
        links = [_linked(sense.source) for sense in note.senses if sense.source]
        links += [self._link(e.citation.posting) for e in examples if e.citation]
        return "<br>".join(dict.fromkeys(links))

    def _link(self, slug: str) -> str:
        if slug not in self._links:
            self._links[slug] = _linked(_source_of(Posting(slug)))
        return self._links[slug]


def fields_of(note: Note, deck: Deck, directions: tuple[Direction, ...]) -> Fields:
    """The fields of one note; see `FieldMaker`."""
    return FieldMaker(deck, directions).fields(note)


def _key(note: Note) -> str:
    if note.id.isascii() and note.id.replace("-", "").isalnum():
        return note.id
    return escape(clean_line(note.id)) or guid_of(note.id)


def _answers(note: Note) -> Iterable[str]:
    surfaces = [example.surface for example in note.examples if example.surface]
    return dict.fromkeys((note.term, *note.aliases, *surfaces))


def _part_of_speech(note: Note) -> str:
    if note.field is None:
        return _html(note.part_of_speech)
    return _listed([*filter(None, (note.part_of_speech, note.field))], " · ")


def _html(text: str | None) -> str:
    return escape(text) if text else ""


def _listed(texts: Sequence[str], separator: str = ", ") -> str:
    """In one line; what the separator would part is kept together, for when it is read again."""
    line = separator.join(texts)
    if not texts or line.split(separator) == list(texts):
        return escape(line)
    return separator.join(f"<span>{escape(text)}</span>" for text in texts)


def _spoken(text: str, language: str | None) -> str:
    """With its language, by which a phone tells Chinese letter forms from Japanese ones."""
    if not text or not language or not _LANGUAGE.fullmatch(language):
        return escape(text)
    return f'<span lang="{language}">{escape(text)}</span>'


def _numbered(items: Sequence[str]) -> str:
    """A list, but plain where there is only one item; empty items keep their number."""
    if len(items) < 2:
        return "".join(items)
    numbers = enumerate(items, 1)
    return _in_list("ol", [f'<li value="{number}">{item}</li>' for number, item in numbers if item])


def _in_list(tag: str, items: Iterable[str]) -> str:
    inside = "".join(items)
    return f'<{tag} dir="auto">{inside}</{tag}>' if inside else ""


def _labelled(field: str | None, html: str) -> str:
    return f'<span class="field">{escape(field)}</span> {html}' if field and html else html


def _meaning(senses: Sequence[Sense]) -> str:
    several = len(senses) > 1
    return _numbered([_sense(sense, with_source=several) for sense in senses])


def _sense(sense: Sense, *, with_source: bool) -> str:
    html = _labelled(sense.field, _spoken(sense.definition, sense.language))
    title = sense.source.title if with_source and html and sense.source else None
    return f'{html} <span class="source">{escape(title)}</span>' if title else html


def _prompt(note: Note, answer: Sequence[Form]) -> str:
    """The meaning without the term; without sources, whose titles would name it."""
    return _numbered([prompt for sense in note.senses if (prompt := _prompt_of(sense, answer))])


def _prompt_of(sense: Sense, answer: Sequence[Form]) -> str:
    for meaning, language in ((sense.definition, sense.language), (sense.translation, None)):
        text = masked(meaning, answer) if meaning else ""
        if says(text):
            field = masked(sense.field, answer) if sense.field else None
            return _labelled(field, _spoken(text, language))
    return ""


def _examples(note: Note) -> tuple[Example | None, list[Example]]:
    """The one to ask with, and others to show with the answer.

    The one to ask with does not tell the meaning; it has its surface, and is a whole sentence,
    if any does.
    """
    fair = [example for example in note.examples if not _tells_meaning(example, note.senses)]
    shown = min(fair, key=_drawbacks) if len(fair) > 1 else fair[0] if fair else None
    others = [example for example in note.examples if example is not shown]
    return shown, others[:_MORE_EXAMPLES]


def _drawbacks(example: Example) -> tuple[bool, bool]:
    return not _surface_spans(example), example.kind not in _GOOD_KINDS


def _tells_meaning(example: Example, senses: Sequence[Sense]) -> bool:
    sentence = example.sentence
    told = [text for sense in senses for text in (sense.definition, sense.translation) if text]
    return any(
        len(text) <= len(sentence) + A_LONGER_FORM and stands_in(sentence, text) for text in told
    )


def _surface_spans(example: Example) -> tuple[tuple[int, int], ...]:
    return surface_spans(example.sentence, example.surface) if example.surface else ()


def _context(example: Example) -> str:
    """The sentence with its surface in bold."""
    html, place = "", 0
    for start, end in _surface_spans(example):
        html += escape(example.sentence[place:start])
        html += f"<b>{escape(example.sentence[start:end])}</b>"
        place = end
    return html + escape(example.sentence[place:])


def _gap(example: Example, answer: Sequence[Form]) -> str:
    return _html(gapped(example.sentence, example.surface, answer) if example.surface else None)


def _block(kind: str, html: str) -> str:
    return f'<div class="{kind}" dir="auto">{html}</div>' if html else ""


def _quote(quote: Quote) -> str:
    return escape(f"{quote.text} — {quote.author}" if quote.author else quote.text)


def _source_of(posting: Posting) -> Source:
    title = clean_line(posting.title or posting.slug)
    return Source(title, clean_line(posting.url) if posting.url else None)


def _linked(source: Source) -> str:
    """The source's title; only an address of the web is one to follow."""
    title = _html(source.title or source.url)
    address = web_address(source.url) if source.url else None
    return f'<a href="{address}">{title}</a>' if address else title

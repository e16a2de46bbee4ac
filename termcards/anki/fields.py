"""A note as the fields of Anki's note type: HTML in which nothing of the user's is live."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from termcards.anki.cleaning import clean_line, cleaned
from termcards.anki.escaping import escape, web_address
from termcards.anki.identity import guid_of
from termcards.cards import cards_of
from termcards.masking import Form, forms_of, gapped, masked, says, surface_spans
from termcards.notes import Deck, Direction, Example, ExampleKind, Note, Quote, Sense, Source

YES = "1"
_MORE_EXAMPLES = 3
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


def fields_of(note: Note, deck: Deck, directions: tuple[Direction, ...]) -> Fields:
    """`directions` count where the note names none of its own.

    The fields depend on the note, its directions and what the deck says of its postings and
    languages, and never on the other notes.
    """
    note = cleaned(note)
    asked = {card.direction for card in cards_of(note, directions)}
    surfaces = (example.surface for example in note.examples if example.surface)
    answer = forms_of(dict.fromkeys((note.term, *note.aliases, *surfaces)))
    shown, others = _examples(note)
    prompt = _prompt(note, answer)
    return Fields(
        key=escape(clean_line(note.id)) or guid_of(note.id),
        term=escape(note.term),
        aliases=_listed(note.aliases),
        pronunciation=_html(note.pronunciation),
        part_of_speech=_listed(filter(None, (note.part_of_speech, note.field)), " · "),
        meaning=_meaning(note.senses),
        translation=_translation(note.senses, deck),
        context=_context(shown) if shown else "",
        gap=_gap(shown, answer) if shown and Direction.CLOZE in asked else "",
        context_translation=_spoken(shown.translation, deck.translation_language) if shown else "",
        prompt=prompt,
        synonyms=_listed(note.synonyms),
        notes=_notes(note, others, deck),
        source=_sources(note, [shown, *others] if shown else others, deck),
        add_produce=YES if prompt and Direction.PRODUCE in asked else "",
        add_typing=YES if prompt and Direction.TYPE in asked else "",
    )


def _html(text: str | None) -> str:
    return escape(text) if text else ""


def _listed(texts: Iterable[str], separator: str = ", ") -> str:
    return escape(separator.join(texts))


def _spoken(text: str | None, language: str | None) -> str:
    """With its language, by which a phone tells Chinese letter forms from Japanese ones."""
    if not text or not language or not _LANGUAGE.fullmatch(language):
        return _html(text)
    return f'<span lang="{language}">{escape(text)}</span>'


def _numbered(items: Sequence[str]) -> str:
    """A list, but plain where there is only one item; empty items keep their number."""
    if len(items) < 2:
        return "".join(items)
    numbers = enumerate(items, 1)
    return _in_list("ol", (f'<li value="{number}">{item}</li>' for number, item in numbers if item))


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


def _translation(senses: Sequence[Sense], deck: Deck) -> str:
    return _numbered([_spoken(sense.translation, deck.translation_language) for sense in senses])


def _prompt(note: Note, answer: Sequence[Form]) -> str:
    """The meaning without the term; without sources, whose titles would name it."""
    return _numbered([*filter(None, (_prompt_of(sense, answer) for sense in note.senses))])


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
    shown = min(fair, key=_drawbacks, default=None)
    others = [example for example in note.examples if example is not shown]
    return shown, others[:_MORE_EXAMPLES]


def _drawbacks(example: Example) -> tuple[bool, bool]:
    return not _surface_spans(example), example.kind not in _GOOD_KINDS


def _tells_meaning(example: Example, senses: Sequence[Sense]) -> bool:
    room = len(example.sentence)
    told = (text for sense in senses for text in (sense.definition, sense.translation) if text)
    return any(surface_spans(example.sentence, text) for text in told if len(text) <= room)


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


def _notes(note: Note, others: Iterable[Example], deck: Deck) -> str:
    blocks = [
        _block("usage", _html(note.usage)),
        _block("derived", _listed(note.derived)),
        _block("see", _listed(note.see)),
        *(_block("quote", _quote(quote)) for quote in note.quotes),
        _block("raw", "" if note.senses else _html(note.raw)),
        _in_list("ul", (_other(example, deck) for example in others)),
    ]
    return "".join(blocks)


def _block(kind: str, html: str) -> str:
    return f'<div class="{kind}" dir="auto">{html}</div>' if html else ""


def _quote(quote: Quote) -> str:
    return escape(f"{quote.text} — {quote.author}" if quote.author else quote.text)


def _other(example: Example, deck: Deck) -> str:
    translation = _spoken(example.translation, deck.translation_language)
    return f"<li>{_context(example)}{_block('quiet', translation)}</li>"


def _sources(note: Note, examples: Iterable[Example], deck: Deck) -> str:
    """Where the senses come from, then the postings of the examples."""
    sources = [sense.source for sense in note.senses if sense.source]
    cited = (example.citation for example in examples if example.citation)
    sources += [_posting(citation.posting, deck) for citation in cited]
    return "<br>".join(dict.fromkeys(map(_linked, sources)))


def _posting(slug: str, deck: Deck) -> Source:
    found = next((posting for posting in deck.postings if posting.slug == slug), None)
    title = clean_line(found.title or slug if found else slug)
    return Source(title, clean_line(found.url) if found and found.url else None)


def _linked(source: Source) -> str:
    """The source's title; only an address of the web is one to follow."""
    title = _html(source.title or source.url)
    address = web_address(source.url) if source.url else None
    return f'<a href="{address}">{title}</a>' if address else title

"""Other people's note types: which of their fields is what of a note, and the notes that gives."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from termcards.anki.cleaning import clean_line
from termcards.anki.collection import AnkiNote, NoteType
from termcards.anki.note_type import FIELDS, MODEL_NAME, TEMPLATES
from termcards.anki.plain import bold_part, cloze_answers, count_media, plain, plain_items
from termcards.masking import surface_spans
from termcards.notes import Example, Note, NoteId, Sense, Source
from termcards.plaintext import folded, shows


class Part(StrEnum):
    """What a field can be of a note."""

    TERM = "term"
    ALIASES = "aliases"
    DEFINITION = "definition"
    TRANSLATION = "translation"
    SENTENCE = "sentence"
    SENTENCE_TRANSLATION = "sentence-translation"
    PRONUNCIATION = "pronunciation"
    PART_OF_SPEECH = "part-of-speech"
    SYNONYMS = "synonyms"
    USAGE = "usage"
    SOURCE = "source"
    TAGS = "tags"
    NOTHING = "nothing"
    """The field is left out."""


Mapped = tuple[tuple[str, Part], ...]
"""The fields of a note type, in their order, each with what it is."""

_OURS: dict[str, Part] = {
    "Term": Part.TERM,
    "Aliases": Part.ALIASES,
    "Pronunciation": Part.PRONUNCIATION,
    "Part of speech": Part.PART_OF_SPEECH,
    "Meaning": Part.DEFINITION,
    "Translation": Part.TRANSLATION,
    "Context": Part.SENTENCE,
    "Context translation": Part.SENTENCE_TRANSLATION,
    "Synonyms": Part.SYNONYMS,
    "Notes": Part.USAGE,
    "Source": Part.SOURCE,
}

_KNOWN_NAMES: dict[Part, str] = {
    Part.TERM: "term word front expression headword vocabulary vocab question lemma english"
    " hanzi simplified kanji target wort 单词",
    Part.ALIASES: "aliases alias also variants forms",
    Part.DEFINITION: "definition meaning back answer explanation gloss definitions meanings"
    " bedeutung",
    Part.TRANSLATION: "translation chinese native 翻译 中文 释义 意思",
    Part.SENTENCE: "sentence example context examples sentences 例句 beispielsatz",
    Part.SENTENCE_TRANSLATION: "sentencetranslation exampletranslation contexttranslation"
    " sentencemeaning translatedsentence 例句翻译",
    Part.PRONUNCIATION: "pronunciation ipa reading pinyin phonetic phonetics transcription 音标",
    Part.PART_OF_SPEECH: "partofspeech pos wordclass wordtype 词性",
    Part.SYNONYMS: "synonyms synonym 同义词",
    Part.USAGE: "usage notes note extra backextra remarks comments hint",
    Part.SOURCE: "source sources reference references url link",
    Part.TAGS: "tags",
}
_PART_OF_NAME = {name: part for part, names in _KNOWN_NAMES.items() for name in names.split()}

_NUMBERS = frozenset(
    (
        "nr",
        "no",
        "num",
        "number",
        "id",
        "index",
        "key",
        "guid",
        "uid",
        "order",
        "sort",
        "编号",
        "序号",
    )
)
"""Names of fields that count or sort, and say nothing of a word."""

_TWIN = re.compile(r" \(\d+\)$")
_SEPARATORS = re.compile(r"[,;；，、\n]+")
_NOT_TAKEN = {"marked", "leech"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a note of Anki's became."""

    note: Note | None
    """`None` where it has no term."""

    media: int
    """How many pictures and sounds it had."""


def guess(note_type: NoteType) -> Mapped:
    """A sensible mapping, by the fields' names, and then by their order."""
    if note_type.name == MODEL_NAME and set(_OURS) <= set(note_type.fields):
        return tuple((name, _OURS.get(name, Part.NOTHING)) for name in note_type.fields)
    parts = {name: _PART_OF_NAME.get(_compact(name), Part.NOTHING) for name in note_type.fields}
    parts = _only_one_term(parts)
    left = [
        name
        for name, part in parts.items()
        if part is Part.NOTHING and _compact(name) not in _NUMBERS
    ]
    if note_type.is_cloze:
        first = note_type.fields[0]
        return tuple((n, Part.SENTENCE if n == first else part) for n, part in parts.items())
    if Part.TERM not in parts.values() and note_type.fields:
        name = left.pop(0) if left else note_type.fields[0]
        parts[name] = Part.TERM
    if left and not {Part.DEFINITION, Part.TRANSLATION} & set(parts.values()):
        parts[left[0]] = Part.DEFINITION
    return tuple(parts.items())


def knows_name(name: str) -> bool:
    """Whether a field of that name is known to be something."""
    return _compact(name) in _PART_OF_NAME


def with_wishes(mapped: Mapped, wishes: Mapping[str, Part]) -> Mapped:
    """The mapping with what the user says of some fields; names are compared folded."""
    asked = {folded(name): part for name, part in wishes.items()}
    return tuple((name, asked.get(folded(name), part)) for name, part in mapped)


def read_note(note: AnkiNote, note_type: NoteType, mapped: Mapped) -> Reading:
    """Our note of Anki's; its id is only proposed by its term yet."""
    html: dict[Part, list[str]] = {}
    for (_, part), content in zip(mapped, note.fields, strict=False):
        html.setdefault(part, []).append(content)
    media = sum(map(count_media, note.fields))
    term = _term(html, note_type)
    if term is None:
        return Reading(None, media)
    senses = _senses(html)
    return Reading(
        Note(
            NoteId(""),
            term,
            aliases=_listed(html, Part.ALIASES),
            part_of_speech=_line(html, Part.PART_OF_SPEECH),
            pronunciation=_line(html, Part.PRONUNCIATION),
            senses=senses,
            synonyms=_listed(html, Part.SYNONYMS),
            usage="\n".join(filter(None, map(plain, html.get(Part.USAGE, ())))) or None,
            examples=tuple(_examples(html, term)),
            tags=tuple(_tags(note, html)),
        ),
        media,
    )


def joined(one: Note, other: Note) -> Note:
    """Two notes on one term, as one with the senses and sentences of both."""
    return replace(
        one,
        aliases=_distinct(one.aliases, other.aliases),
        part_of_speech=one.part_of_speech or other.part_of_speech,
        pronunciation=one.pronunciation or other.pronunciation,
        senses=_distinct(one.senses, other.senses),
        synonyms=_distinct(one.synonyms, other.synonyms),
        usage=one.usage or other.usage,
        examples=_distinct(one.examples, other.examples),
        tags=_distinct(one.tags, other.tags),
    )


def is_ours(note_type: NoteType) -> bool:
    """Whether it is our note type, fields added or renamed by the user aside."""
    known = len(set(FIELDS) & set(note_type.fields))
    return len(note_type.fields) >= len(FIELDS) and known > len(FIELDS) // 2


def our_fields(note: AnkiNote, note_type: NoteType) -> dict[str, str]:
    """The note's fields by our own names; one that was renamed is behind the one before it."""
    fields: dict[str, str] = {}
    place = -1
    for name in FIELDS:
        place = note_type.fields.index(name) if name in note_type.fields else place + 1
        fields[name] = note.fields[place] if place < len(note.fields) else ""
    return fields


def our_direction(note_type: NoteType, place: int) -> str | None:
    """Which of our cards the template at that place makes; one of the user's makes none."""
    name = note_type.templates[place] if 0 <= place < len(note_type.templates) else ""
    if name in TEMPLATES:
        return name
    by_place = dict(enumerate(TEMPLATES)).get(place)
    return by_place if by_place not in note_type.templates else None


def _compact(name: str) -> str:
    return _TWIN.sub("", folded(name)).replace(" ", "").replace("-", "").replace("_", "")


def _only_one_term(parts: Mapping[str, Part]) -> dict[str, Part]:
    """Of several fields that might be the term, the first is."""
    found: dict[str, Part] = {}
    for name, part in parts.items():
        is_second = part is Part.TERM and Part.TERM in found.values()
        found[name] = Part.NOTHING if is_second else part
    return found


def _term(html: Mapping[Part, Sequence[str]], note_type: NoteType) -> str | None:
    fields = html.get(Part.TERM, ())
    texts = [*map(plain, fields)]
    if not fields and note_type.is_cloze:
        texts = [answer for text in html.get(Part.SENTENCE, ()) for answer in cloze_answers(text)]
    return next((line for line in map(clean_line, texts) if shows(line)), None)


def _senses(html: Mapping[Part, Sequence[str]]) -> tuple[Sense, ...]:
    definitions = [item for field in html.get(Part.DEFINITION, ()) for item in plain_items(field)]
    translations = [t for field in html.get(Part.TRANSLATION, ()) for t in plain_items(field)]
    if not definitions:
        definitions, translations = translations, []
    line = _line(html, Part.SOURCE)
    source = _source(line) if line else None
    last = len(definitions) - 1
    if last >= 0 and len(translations) > last + 1:
        translations[last:] = ["; ".join(translations[last:])]
    return tuple(
        Sense(definition, translations[n] if n < len(translations) else None, source=source)
        for n, definition in enumerate(definitions)
    )


def _source(text: str) -> Source:
    return Source(url=text) if text.startswith(("https://", "http://")) else Source(title=text)


def _examples(html: Mapping[Part, Sequence[str]], term: str) -> Iterator[Example]:
    translations = [*map(plain, html.get(Part.SENTENCE_TRANSLATION, ()))]
    for number, field in enumerate(html.get(Part.SENTENCE, ())):
        sentence = clean_line(plain(field))
        if not sentence:
            continue
        marked = bold_part(field) or next(iter(cloze_answers(field)), None)
        surface = clean_line(marked) if marked else term
        spans = surface_spans(sentence, surface) or surface_spans(sentence, term)
        yield Example(
            sentence,
            sentence[slice(*spans[0])] if spans else None,
            (translations[number] or None) if number < len(translations) else None,
        )


def _line(html: Mapping[Part, Sequence[str]], part: Part) -> str | None:
    lines = (clean_line(plain(field)) for field in html.get(part, ()))
    return ", ".join(filter(None, lines)) or None


def _listed(html: Mapping[Part, Sequence[str]], part: Part) -> tuple[str, ...]:
    texts = (text for field in html.get(part, ()) for text in _SEPARATORS.split(plain(field)))
    return tuple(dict.fromkeys(text.strip() for text in texts if shows(text)))


def _tags(note: AnkiNote, html: Mapping[Part, Sequence[str]]) -> Iterable[str]:
    words = [word for field in html.get(Part.TAGS, ()) for word in plain(field).split()]
    found = (clean_line(tag) for tag in (*note.tags, *words))
    return dict.fromkeys(tag for tag in found if shows(tag) and tag.casefold() not in _NOT_TAKEN)


def _distinct(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))

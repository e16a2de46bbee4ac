"""What a footnote can say of a note, and whether it says just that when it is read again.

Some of a note has no place in a footnote: its tags, the translations of further senses, a source
without an address. That stays in the deck alone and is not looked for here.
"""

import re
from dataclasses import dataclass

from termcards.harvest.document import Passage
from termcards.harvest.heads import gloss_at, read_pronunciation
from termcards.harvest.sources import named_source
from termcards.harvest.tidying import tidy
from termcards.notes import Note, Sense

ABBREVIATIONS = {
    "noun": "n.",
    "verb": "v.",
    "adjective": "adj.",
    "adverb": "adv.",
    "preposition": "prep.",
    "conjunction": "conj.",
    "phrase": "phr.",
    "abbreviation": "abbr.",
}
"""How dictionaries write the parts of speech that the harvester knows."""
_ENDINGS = (
    ("adv.", ("ly",)),
    ("n.", ("ness", "ment", "ion", "ity", "ism", "ance", "ence", "er", "or", "ship", "ing")),
    ("a.", ("able", "ible", "ive", "ful", "less", "al", "ic", "ous", "ed")),
)
_FIELD = re.compile(r"[^\W\d_]\w*(?: [^\W\d_]\w*)?")
_STRESS = re.compile("[′ˊʹ´]")

Part = tuple[str, str | None, str | None, str | None, str | None]
"""Of a sense: definition, translation, field, and the title and address of its source."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a footnote says of a note, in a form that can be compared."""

    names: frozenset[str]
    term: str
    part_of_speech: str | None
    pronunciation: str | None
    senses: tuple[Part, ...]
    quotes: tuple[tuple[str, str], ...]
    synonyms: tuple[str, ...]
    usage: str | None
    derived: tuple[str, ...]
    see: tuple[str, ...]


def told(note: Note) -> Told:
    """What of the note a footnote can say."""
    synonyms = tuple(_plain(synonym).casefold() for synonym in note.synonyms)
    return Told(
        names=frozenset(map(_plain, note.aliases)),
        term=_plain(note.term),
        part_of_speech=note.part_of_speech if note.part_of_speech in ABBREVIATIONS else None,
        pronunciation=pronunciation_of(note),
        senses=tuple(
            _part(note, sense, is_first=place == 0) for place, sense in enumerate(note.senses)
        ),
        quotes=tuple((_plain(q.text), _plain(q.author)) for q in note.quotes if q.author),
        synonyms=synonyms,
        usage=_plain(note.usage) if note.usage and synonyms else None,
        derived=tuple(form for form in map(_plain, note.derived) if ending_of(form)),
        see=tuple(_plain(other) for other in note.see[:1]),
    )


def is_same(note: Note, read: Note) -> bool:
    """Whether what was read is all that a footnote can say of the note, and nothing else."""
    return told(note) == told(read)


def is_alike(note: Note, read: Note) -> bool:
    """The same but for capitals of names, and for names that the definition itself tells."""
    one, other = told(note), told(read)
    names, found = ({name.casefold() for name in each.names} for each in (one, other))
    rest = [
        (t.part_of_speech, t.pronunciation, t.senses, t.quotes, t.synonyms) for t in (one, other)
    ]
    last = [(t.usage, t.derived, t.see) for t in (one, other)]
    return (
        one.term.casefold() == other.term.casefold()
        and names <= found
        and rest[0] == rest[1]
        and last[0] == last[1]
    )


def pronunciation_of(note: Note) -> str | None:
    """The note's, if it is written in signs by which the harvester can tell it."""
    sound = note.pronunciation
    if sound is None:
        return None
    is_phonetic = read_pronunciation(Passage(sound))[0] == sound
    return sound if is_phonetic or _STRESS.search(sound) else None


def gloss_of(note: Note) -> str | None:
    """The translation of the first sense, if it can stand in brackets behind the term."""
    translation = note.senses[0].translation if note.senses else None
    if translation is None:
        return None
    gloss = _plain(translation)
    found = gloss_at(f" ({gloss}) {tidy(note.senses[0].definition)}")
    return gloss if found and found[1] == gloss else None


def field_of(note: Note, sense: Sense) -> str | None:
    """The trade of a sense, if it has the form that is written in brackets before a meaning."""
    field = sense.field or note.field
    return field if field and _FIELD.fullmatch(field) else None


def source_of(sense: Sense) -> tuple[str | None, str | None]:
    """Title and address; a title alone is told where it is a name behind a whole sentence."""
    source = sense.source
    if source is None:
        return None, None
    title = _plain(source.title) or None
    if (source.url or "").startswith(("http://", "https://")):
        return title, source.url
    told = source.url is None and title and named_source(f"{tidy(sense.definition)} - from {title}")
    return (title, None) if told and told[2].title == title else (None, None)


def ending_of(form: str) -> str | None:
    """The part of speech that a derived form's ending tells."""
    is_word = form.isascii() and form.isalpha() and form.islower()
    found = (part for part, endings in _ENDINGS if form.endswith(endings))
    return next(found, None) if is_word else None


def _part(note: Note, sense: Sense, *, is_first: bool) -> Part:
    field = field_of(note, sense)
    title, url = source_of(sense)
    gloss = gloss_of(note) if is_first else None
    return tidy(sense.definition), gloss, field.casefold() if field else None, title, url


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())

"""The shapes of what `--json` prints. They are a promise: every key is always there.

What is absent is `null` or an empty list.
"""

from typing import Any

from termcards.cards import CardId
from termcards.library.overview import Counts
from termcards.log import Schedule, Standing
from termcards.notes import Example, Note, Posting, Sense
from termcards.storage.shelf import ShelvedNote


def content_shape(note: Note) -> dict[str, Any]:
    """What there is to learn of a note, without its identity."""
    return {
        "term": note.term,
        "aliases": list(note.aliases),
        "part_of_speech": note.part_of_speech,
        "pronunciation": note.pronunciation,
        "field": note.field,
        "senses": [_sense_shape(sense) for sense in note.senses],
        "quotes": [{"text": quote.text, "author": quote.author} for quote in note.quotes],
        "synonyms": list(note.synonyms),
        "usage": note.usage,
        "derived": list(note.derived),
        "see": list(note.see),
        "examples": [_example_shape(example) for example in note.examples],
        "tags": list(note.tags),
        "raw": note.raw,
    }


def posting_shape(posting: Posting, path: str) -> dict[str, Any]:
    return {
        "title": posting.title,
        "url": posting.url,
        "path": path,
        "date": posting.date,
        "language": posting.language,
    }


def note_shape(
    shelved: ShelvedNote, deck_name: str, cards: dict[CardId, Standing]
) -> dict[str, Any]:
    return {
        "id": shelved.note.id,
        "deck": deck_name,
        "line": shelved.line,
        **content_shape(shelved.note),
        "examples": [_cited_shape(example) for example in shelved.note.examples],
        "cards": [_card_shape(card, standing) for card, standing in cards.items()],
    }


def _card_shape(card: CardId, standing: Standing) -> dict[str, Any]:
    return {
        "id": card,
        "schedule": schedule_shape(standing.schedule),
        "reviews": standing.reviews,
        "suspended": standing.suspended,
        "buried_until": standing.buried_until and standing.buried_until.isoformat(),
        "flag": standing.flag,
    }


def schedule_shape(schedule: Schedule | None) -> dict[str, Any] | None:
    if schedule is None:
        return None
    return {
        "due": schedule.due.isoformat(),
        "interval": schedule.interval,
        "repetitions": schedule.repetitions,
        "lapses": schedule.lapses,
        "ease_factor": schedule.ease_factor,
    }


def counts_shape(counts: Counts) -> dict[str, int]:
    return {
        "new": counts.new,
        "learn": counts.learn,
        "due": counts.due,
        "total": counts.total,
    }


def _sense_shape(sense: Sense) -> dict[str, Any]:
    source = sense.source
    return {
        "definition": sense.definition,
        "translation": sense.translation,
        "language": sense.language,
        "field": sense.field,
        "source": {"title": source.title, "url": source.url} if source else None,
    }


def _example_shape(example: Example) -> dict[str, Any]:
    citation = example.citation
    return {
        "sentence": example.sentence,
        "surface": example.surface,
        "translation": example.translation,
        "line": citation.line if citation else None,
        "end_line": citation.end_line if citation else None,
        "kind": str(example.kind),
    }


def _cited_shape(example: Example) -> dict[str, Any]:
    citation = example.citation
    return {**_example_shape(example), "posting": citation.posting if citation else None}

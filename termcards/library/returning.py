"""What was answered in Anki to cards that are ours, as entries for the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from termcards.anki.collection import AnkiNote, AnkiReview, Collection
from termcards.anki.identity import guid_of
from termcards.anki.mapping import is_ours, our_direction
from termcards.anki.plain import plain
from termcards.anki.progress import LONGEST_ANSWER, ReviewKind, quality_of_ease
from termcards.cards import CardId, note_of
from termcards.library.exported import last_export
from termcards.library.home import Library
from termcards.log import ActId, DeviceId, Drill, Entry, EntryId, Review
from termcards.notes import DeckId, NoteId
from termcards.scheduling.days import learner_day
from termcards.settings import Settings
from termcards.storage.agenda import Given
from termcards.storage.logformat import EPOCH, MILLISECOND

NEAR = 50
"""Milliseconds: within them two answers to one card are the same one, put aside for another."""

A_DAY = timedelta(days=1)
EASES = range(1, 5)


@dataclass(frozen=True, slots=True)
class Returned:
    """The reviews made in Anki."""

    entries: tuple[Entry, ...]
    """Those that the log does not have, without an act."""

    known: int
    left_out: int
    """Such as change no schedule, or lie in the future."""


def our_notes(library: Library, found: Collection) -> dict[int, NoteId]:
    """Which of Anki's notes are ours, by our guids, or by theirs where Anki had them first."""
    places = library.store.shelf.places()
    guids = {guid_of(note): note for note in places}
    guids |= {
        kept.guid: note
        for note, kept in last_export(library).items()
        if kept.guid and note in places
    }
    return {note.id: guids[note.guid] for note in found.notes if note.guid in guids}


def restored_id(note: AnkiNote) -> NoteId:
    """The id of a note that came from termcards and is not here; empty for any other."""
    key = plain(note.fields[0]) if note.fields else ""
    return NoteId(key if key and guid_of(NoteId(key)) == note.guid else "")


def returned_reviews(library: Library, found: Collection, ours: Mapping[int, NoteId]) -> Returned:
    """The answers given in Anki to cards that are ours, as entries for the log.

    An answer's identity is that of its row in Anki: on every device the same row makes an entry of
    the same id, which begins with its time as all ids do. What we exported ourselves is known by
    its time. On a day that had a review of the card, more answers are drills, as they are here.
    """
    cards = _our_cards(found, ours)
    latest = (library.now() + A_DAY - EPOCH) // MILLISECOND
    log = library.store.agenda.answers_by_card()
    places = library.store.shelf.places()
    entries: list[Entry] = []
    met: set[EntryId] = set()
    known = left_out = 0
    for review in found.reviews:
        card = cards.get(review.card)
        if card is None:
            continue
        given = log.setdefault(card, [])
        if (own := _known(given, review, card, met)) is not None:
            met.add(own)
            known += 1
            continue
        if not _counts(review) or not 0 < review.id <= latest:
            left_out += 1
            continue
        deck, _ = places.get(note_of(card), (DeckId(""), 0))
        entry = _entry(library.settings, review, card, given, deck)
        met.add(entry.id)
        given.append(Given(entry.id, entry.day, isinstance(entry.fact, Review), holds=True))
        entries.append(entry)
    return Returned(tuple(entries), known, left_out)


def _our_cards(found: Collection, ours: Mapping[int, NoteId]) -> dict[int, CardId]:
    types = {note.id: found.note_types[note.note_type] for note in found.notes if note.id in ours}
    return {
        card.id: CardId(f"{ours[card.note]}:{direction}")
        for card in found.cards
        if card.note in types
        and is_ours(types[card.note])
        and (direction := our_direction(types[card.note], card.place))
    }


def _counts(review: AnkiReview) -> bool:
    """Not what was set by hand, and not what was answered outside the schedule."""
    return review.ease in EASES and not (review.kind == ReviewKind.OUTSIDE and review.factor == 0)


def _known(
    given: Iterable[Given], review: AnkiReview, card: CardId, met: set[EntryId]
) -> EntryId | None:
    """The log's own entry of the answer, given here or imported, unless another row met it.

    What was answered here and taken back stays taken back, though Anki may still have it; an
    import that was taken back may be done again.
    """
    near = {
        answer.entry: distance
        for answer in given
        if answer.entry not in met
        and (distance := abs(int(answer.entry[:12], 16) - review.id)) <= NEAR
        and (answer.holds or not _is_import(answer.entry, card))
    }
    return min(near, key=lambda entry: near[entry]) if near else None


def _entry(
    settings: Settings, review: AnkiReview, card: CardId, given: Iterable[Given], deck: DeckId
) -> Entry:
    at = EPOCH + review.id * MILLISECOND
    day = learner_day(at, settings.day_starts_at, settings.time_zone)
    taken = {answer.entry for answer in given}
    entry_id = next(
        made
        for made in (_entry_id(review, card, n) for n in range(len(taken) + 1))
        if made not in taken
    )
    quality = quality_of_ease(review.ease)
    milliseconds = max(0, min(review.milliseconds, LONGEST_ANSWER))
    fact: Review | Drill = Drill(card, quality, milliseconds)
    if not any(answer.is_review and answer.holds and answer.day == day for answer in given):
        fact = Review(card, quality, milliseconds, settings.scheduler_of(deck))
    return Entry(entry_id, ActId(""), DeviceId(""), at, day, fact)


def _entry_id(review: AnkiReview, card: CardId, attempt: int) -> EntryId:
    """`attempt` counts how often the row was imported before and taken back."""
    return EntryId(f"{review.id:012x}{_suffix(card, attempt)}")


def _suffix(card: CardId, attempt: int) -> str:
    named = f"anki {attempt} {card}".encode("utf-8", "surrogatepass")
    return blake2b(named, digest_size=6).hexdigest()


def _is_import(entry: EntryId, card: CardId) -> bool:
    return any(entry.endswith(_suffix(card, attempt)) for attempt in range(16))

"""Triage: the learner decides on the terms of a posting, and all of it becomes one act."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from termcards.errors import StorageError
from termcards.harvest.candidates import Candidate
from termcards.harvest.document import BlockKind, Document
from termcards.harvest.examples import Sentence, SentenceCutter
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.sightings import example_of
from termcards.harvest.terms import proposed_id
from termcards.harvest.translations import Translations
from termcards.library.deciding import (
    Decided,
    Decision,
    Group,
    Row,
    RowId,
    Step,
    Written,
    decided,
    with_step,
)
from termcards.library.finished import put_by
from termcards.library.halfdone import HalfDone, forget, keep, kept, key_of
from termcards.library.harvesting import accept, new_and_known
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.proposing import with_proposals
from termcards.library.reading import STANDARD_INPUT, Raw, pasted, raw_posting, read_raw
from termcards.library.taking import draft_of, glossary_definition, with_meaning
from termcards.library.typed import give_back, let_go
from termcards.log import ActId, Fact, Verdict
from termcards.lookup import Definition
from termcards.notes import Draft, Example, Note, NoteId
from termcards.plaintext import folded
from termcards.scheduling.acts import judge
from termcards.watching import UNWATCHED, Stage, Watch

STEPS = 4
"""From a document to its terms: read, its footnotes, what is proposed, what is known."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a posting's terms."""

    deck: str | None
    """The name of the deck that took the new notes; `None` when there were none."""

    added: int
    without_meaning: int
    """How many of those added say nothing yet of what they mean."""

    enriched: int
    known: int
    never: int


class Triage:
    """A posting, its terms, and what is decided of them; each decision is kept on disk at once."""

    def __init__(self, library: Library, half: HalfDone, watch: Watch = UNWATCHED) -> None:
        """Reads the posting, which may take a while. Raises `BadInputError`."""
        self._library = library
        self._half = half
        self._document = read_raw(half.raw, half.name, watch)
        watch.begins(Stage.TERMS, STEPS)
        watch.advances()
        found = harvest(self._document, self._document.posting.slug)
        watch.advances()
        self._harvest = with_proposals(library, found, self._document)
        watch.advances()
        self._rows = tuple(_rows(library, self._harvest))
        watch.advances()
        self._is_kept = False
        self.has_gone_on = bool(half.steps)
        """Whether something was decided before it was opened."""

    @property
    def key(self) -> str:
        """By which what is kept of it is known."""
        return self._half.key

    @property
    def title(self) -> str:
        return self._harvest.posting.title or self._harvest.posting.slug

    @property
    def deck(self) -> str:
        """The name of the deck that takes the terms."""
        return self._half.deck or self.title

    @property
    def rows(self) -> tuple[Row, ...]:
        return decided(self._rows, self._half.steps)

    @property
    def steps(self) -> int:
        return len(self._half.steps)

    @property
    def unsaved(self) -> Mapping[RowId, str]:
        """What was typed in forms that were not saved, by row."""
        return dict(self._half.unsaved)

    @property
    def unsaved_rows(self) -> tuple[Row, ...]:
        unsaved = self.unsaved
        return tuple(row for row in self.rows if row.id in unsaved) if unsaved else ()

    def row(self, row_id: RowId) -> Row | None:
        return next((row for row in self.rows if row.id == row_id), None)

    @cached_property
    def sentences(self) -> tuple[Example, ...]:
        """All that the posting says, sentence by sentence, without a surface."""
        cutter = SentenceCutter()
        translations = Translations(self._document.blocks, cutter)
        return tuple(
            replace(example_of((one, (0, 0)), self._slug, translations.of(one)), surface=None)
            for one in _all_sentences(self._document, cutter)
        )

    def decide(self, rows: Iterable[Row], decision: Decision) -> None:
        """Raises `StorageError` where it cannot be kept; it holds until the program ends."""
        self._take(Decided(tuple(row.id for row in rows), decision))

    def choose(self, row: Row, found: Definition | None) -> None:
        """Takes a dictionary's meaning, or none but what the posting says."""
        if row.candidate is not None:
            note = with_meaning(row.draft.note, row.candidate, found)
            self._take(Written(row.id, note, is_choice=True))

    def write(self, row: Row, note: Note) -> None:
        """Takes a note as the learner wrote it, and lets go what was unsaved of it."""
        self._half = self._half.without_unsaved(row.id)
        self._take(Written(row.id, note))

    def keep_unsaved(self, row: RowId, text: str) -> None:
        """Keeps what is typed for a row. Raises `StorageError`; it holds until the program ends."""
        self._half = self._half.with_unsaved(row, text)
        self._keep()

    def drop_unsaved(self, row: RowId) -> None:
        """Lets go what was typed for a row, if anything was. Raises `StorageError`."""
        if row in self.unsaved:
            self._half = self._half.without_unsaved(row)
            self._keep()

    def mark(self, example: Example) -> RowId:
        """Takes the surface of a sentence as a term; gives its row, which may have been there."""
        term = example.surface or example.sentence
        row = self._named(term)
        if row is not None:
            if row.deck is None:
                self._take(Written(row.id, replace(row.draft.note, examples=(example,))))
            return row.id
        row_id = RowId(f"marked {folded(term)}")
        blank = Note(NoteId(proposed_id(term)), term, examples=(example,))
        marked = decided((), [Written(row_id, blank)])[0]
        self._take(Written(row_id, _drafted(marked.candidate) if marked.candidate else blank))
        return row_id

    def undo(self) -> Step | None:
        """Takes the last decision back, and gives it; `None` when there is none."""
        if not self._half.steps:
            return None
        *before, last = self._half.steps
        self._half = replace(self._half, steps=tuple(before))
        self._keep()
        return last

    def leave(self) -> None:
        """A text that was pasted is gone on with from here, if it is half done."""
        if self._half.is_begun:
            with suppress(StorageError):  # it is in two places then
                let_go(self._library, self._half)

    def finish(self) -> Finished:
        """Makes all that was decided one act of the library.

        When that cannot be done nothing is, and all decisions are still there.
        """
        rows = self.rows
        taken = [row for row in rows if row.is_taken]
        found = replace(self._harvest, notes=tuple(row.draft for row in taken), candidates=())
        known = [row.term for row in rows if row.decision is Decision.KNOWN]
        never = [row.term for row in rows if row.decision is Decision.NEVER]
        facts: list[Fact] = [*judge(known, Verdict.KNOWN), *judge(never, Verdict.NEVER)]
        (accepted,) = accept(self._library, [found], self._half.deck, facts)
        with suppress(StorageError):  # it is done; at worst it is offered once more
            self._put_by(accepted.act)
            let_go(self._library, self._half)
        return Finished(
            deck=accepted.deck,
            added=len(accepted.added),
            without_meaning=sum(not note.senses for note in accepted.added),
            enriched=len(accepted.enriched),
            known=len(known),
            never=len(never),
        )

    def _put_by(self, act: ActId | None) -> None:
        """What was decided is there again, if the act is taken back."""
        if act is None:
            forget(self._library, self._half.key)
        else:
            self._write_down()
            put_by(self._library, self._half.key, act)

    @property
    def _slug(self) -> str:
        return self._harvest.posting.slug

    def _named(self, term: str) -> Row | None:
        wanted = folded(term)
        return next(
            (
                row
                for row in self.rows
                if wanted in map(folded, (row.term, *row.draft.note.aliases))
            ),
            None,
        )

    def _take(self, step: Step) -> None:
        self._half = replace(self._half, steps=with_step(self._half.steps, step))
        self._keep()

    def _keep(self) -> None:
        if self._half.is_begun:
            self._write_down()
        else:
            give_back(self._library, self._half)
            forget(self._library, self._half.key)

    def _write_down(self) -> None:
        half = replace(self._half, title=self.title)
        keep(self._library, half, is_first=not self._is_kept)
        self._is_kept = True


def begin(library: Library, name: str, deck: str | None = None, watch: Watch = UNWATCHED) -> Triage:
    """The triage of a posting, with what was decided of it before. Raises `BadInputError`."""
    return _opened(library, name, raw_posting(name, watch), deck, watch)


def begin_pasted(
    library: Library, text: str, deck: str | None = None, watch: Watch = UNWATCHED
) -> Triage:
    return _opened(library, STANDARD_INPUT, pasted(text), deck, watch)


def _opened(library: Library, name: str, raw: Raw, deck: str | None, watch: Watch) -> Triage:
    sync(library)
    key = key_of(name, raw)
    before = kept(library, key)
    half = HalfDone(key, name, "", raw, deck)
    if before is not None:
        deck = deck or before.deck
        half = replace(half, deck=deck, steps=before.steps, unsaved=before.unsaved)
    return Triage(library, half, watch)


def go_on(library: Library, half: HalfDone, watch: Watch = UNWATCHED) -> Triage:
    """The triage of a posting that was left, as it was read then."""
    sync(library)
    return Triage(library, half, watch)


def _all_sentences(document: Document, cutter: SentenceCutter) -> Iterator[Sentence]:
    for block in document.blocks:
        if block.kind is not BlockKind.METADATA:
            yield from cutter.sentences(block)


def _rows(library: Library, found: Harvest) -> Iterator[Row]:
    """What the posting's footnotes say, what is proposed, and what the decks have already."""
    new, known = new_and_known(library, found.notes)
    decks = {shelved.deck.id: shelved.deck.name for shelved in library.store.shelf.decks()}
    taken: set[RowId] = set()
    for draft in new:
        row_id = _own_id(f"note {draft.note.id}", taken)
        yield Row(row_id, Group.FOOTNOTES, draft, Decision.ADD)
    for candidate in found.candidates:
        yield _row_of(candidate, _own_id(folded(candidate.term), taken))
    for shelved, draft in known:
        row_id = _own_id(f"known {shelved.note.id}", taken)
        yield Row(row_id, Group.IN_DECKS, draft, deck=decks[shelved.deck])


def _row_of(candidate: Candidate, row_id: RowId) -> Row:
    decision = Decision.ADD if candidate.suggested else None
    draft = Draft(_drafted(candidate), candidate.term, candidate.line)
    return Row(row_id, Group(candidate.group), draft, decision, candidate)


def _drafted(candidate: Candidate) -> Note:
    return draft_of(candidate, glossary_definition(candidate)).note


def _own_id(name: str, taken: set[RowId]) -> RowId:
    row_id, number = RowId(name), 2
    while row_id in taken:
        row_id = RowId(f"{name} {number}")
        number += 1
    taken.add(row_id)
    return row_id

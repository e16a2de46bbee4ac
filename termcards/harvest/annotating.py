"""Notes written into a posting as footnotes, in its author's manner; nothing else is touched.

Each footnote is tried before it is taken: the text with it is read again, and must give the same
blocks with one more mark, the same footnotes and one more, and from that the same note. One for
which there is no such way is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice, product

from termcards.collector import without_collector
from termcards.harvest.coverage import sightings_of
from termcards.harvest.document import Block, BlockKind, Document, Mark, label_key
from termcards.harvest.examples import SentenceCutter, is_east_asian, quality
from termcards.harvest.footnoting import bodies, labels
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.insertions import Edit, Insertion, edits_of, with_edits
from termcards.harvest.manners import Manner, learned
from termcards.harvest.proving import (
    Spot,
    outline,
    outline_of_footnotes,
    read,
    read_back,
    without_places,
)
from termcards.harvest.rereading import is_alike, is_same
from termcards.harvest.sightings import Sighting
from termcards.harvest.slots import Lines, Slots, positions
from termcards.harvest.surfaces import Run
from termcards.notes import ExampleKind, Note, NoteId
from termcards.plaintext import folded

MOST_SIGHTINGS = 8
MOST_TRIES = 120
MOST_WORDINGS = 2


@dataclass(frozen=True, slots=True)
class LeftOut:
    note: Note
    reason: str


@dataclass(frozen=True, slots=True)
class Annotation:
    text: str
    """With the footnotes."""

    edits: tuple[Edit, ...]
    """In the order of the text."""

    written: tuple[Note, ...]
    """In the order of their marks."""

    left_out: tuple[LeftOut, ...]
    absent: tuple[Note, ...]
    """Those that do not stand in the text, or have no name of their own there."""


def annotate(text: str, notes: Sequence[Note], names: Mapping[str, NoteId]) -> Annotation:
    """The Markdown `text` with footnotes for those of the notes that stand in it without one.

    `names` gives for each folded name its note, those of other notes too: what stands inside a
    longer name is not marked. Raises `BadInputError` for a text that cannot be read.
    """
    with without_collector():
        return _Annotator(text, notes, names).annotation()


def footnoted(found: Harvest) -> set[str]:
    """The folded names of all terms that have a footnote."""
    return {
        folded(name) for draft in found.notes for name in (draft.note.term, *draft.note.aliases)
    }


_Likeness = Callable[[Note, Note], bool]
_Proof = Callable[[Sequence[Insertion]], bool]


class _Annotator:
    def __init__(self, text: str, notes: Sequence[Note], names: Mapping[str, NoteId]) -> None:
        self.lines = Lines(text)
        self.document = read(text)
        self.before = harvest(self.document, "posting")
        self.manner: Manner = learned(self.document, self.before.notes)
        self.slots = Slots(self.lines, self.document, self.manner)
        self.blocks = {id(block): place for place, block in enumerate(self.document.blocks)}
        self.cutter = SentenceCutter()
        self.places = sightings_of(self.document, names, self.cutter)
        self.runs: dict[int, list[Run]] = defaultdict(list)
        for sentence, run in chain.from_iterable(self.places.values()):
            self.runs[id(sentence.block)].append(run)
        self.readings: dict[tuple[int, int, str, str], Note | None] = {}
        own = footnoted(self.before)
        self.absent = tuple(note for note in notes if note.id not in self.places)
        standing = {
            note.id: note
            for note in notes
            if note.id in self.places and not own & {folded(n) for n in (note.term, *note.aliases)}
        }
        self.notes = [standing[key] for key in self.places if key in standing]
        self.loose = _loose_marks(self.document)
        self.labels = _labels(self.document)

    def annotation(self) -> Annotation:
        chosen, left_out = self._settled()
        edits = edits_of(chosen, self.lines, self.manner)
        return Annotation(
            with_edits(self.lines.text, edits),
            edits,
            tuple(footnote.note for footnote in sorted(chosen, key=lambda one: one.place)),
            tuple(left_out),
            self.absent,
        )

    def _settled(self) -> tuple[list[Insertion], list[LeftOut]]:
        """The likeliest way for each note, if they hold together; else each is proved by itself."""
        proofs: Sequence[_Proof] = (lambda _: True, self._reads_alike, self._holds)
        for proof in proofs:
            chosen, left_out = self._chosen(proof)
            if not chosen or proof == self._holds or self._holds(chosen):
                break
        return chosen, left_out

    def _chosen(self, proof: _Proof) -> tuple[list[Insertion], list[LeftOut]]:
        chosen: list[Insertion] = []
        left_out: list[LeftOut] = []
        for note in self.notes:
            ways = islice(self._ways(note, chosen), MOST_TRIES)
            footnote = next((way for way in ways if proof([*chosen, way])), None)
            if footnote is None:
                left_out.append(LeftOut(note, self._reason(note)))
            else:
                chosen.append(footnote)
        return chosen, left_out

    def _ways(self, note: Note, chosen: Sequence[Insertion]) -> Iterator[Insertion]:
        """All ways to write a footnote from which the note is read again, the best first."""
        if not _says_something(note):
            return
        taken = self.labels | {label_key(footnote.label) for footnote in chosen}
        for is_like in (is_same, is_alike):
            yield from self._ways_at_a_loose_mark(note, chosen, is_like)
            for sentence, run in self._good_places(note):
                spot = Spot(sentence.block, run[1])
                wordings = list(islice(self._wordings(note, spot, taken, is_like), MOST_WORDINGS))
                passage = sentence.block.passage
                ats = positions(self.lines, passage, run) if wordings else ()
                slots = list(self.slots.of(passage.line_at(run[1] - 1)))
                block = self.blocks[id(sentence.block)]
                for at, slot, (label, body) in product(ats, slots, wordings):
                    yield Insertion(note, label, body, block, run[1], at, slot)

    def _ways_at_a_loose_mark(
        self, note: Note, chosen: Sequence[Insertion], is_like: _Likeness
    ) -> Iterator[Insertion]:
        """A mark that nobody defined wants a definition, and no second mark."""
        defined = {label_key(footnote.label) for footnote in chosen}
        for name in (note.term, *note.aliases):
            found = self.loose.get(label_key(name))
            if found is None or label_key(name) in defined:
                continue
            block, mark = found
            for body in bodies(note, self.manner):
                if self._gives(note, mark.label, body, Spot(block, mark.offset), is_like):
                    place = self.blocks[id(block)]
                    for slot in self.slots.of(mark.line):
                        yield Insertion(note, mark.label, body, place, mark.offset, None, slot)

    def _wordings(
        self, note: Note, spot: Spot, taken: Set[str], is_like: _Likeness
    ) -> Iterator[tuple[str, str]]:
        """The labels and bodies of footnotes that, with their mark there, are read as the note."""
        for label in labels(note, self.manner, taken, is_strict=is_like is is_same):
            for body in bodies(note, self.manner):
                if self._gives(note, label, body, spot, is_like):
                    yield label, body

    def _gives(self, note: Note, label: str, body: str, spot: Spot, is_like: _Likeness) -> bool:
        key = (id(spot.block), spot.offset, label, body)
        if key not in self.readings:
            self.readings[key] = read_back(label, body, spot)
        found = self.readings[key]
        return found is not None and is_like(note, found)

    def _good_places(self, note: Note) -> list[Sighting]:
        """The first good sentence first, what a board prints of itself last; never the title."""
        found = [sighting for sighting in self.places[note.id] if not _is_title(sighting[0].block)]
        return sorted(found, key=self._faults)[:MOST_SIGHTINGS]

    def _faults(self, sighting: Sighting) -> tuple[bool, bool, bool, bool]:
        sentence, run = sighting
        surface = sentence.block.passage.text[slice(*run)]
        is_inside = any(
            start <= run[0] and run[1] <= end and end - start > run[1] - run[0]
            for start, end in self.runs[id(sentence.block)]
        )
        is_foreign = surface.isascii() and is_east_asian(sentence.text)
        is_printed = sentence.kind is ExampleKind.METADATA
        return is_printed, is_foreign, quality(sentence) < 0, is_inside

    def _reason(self, note: Note) -> str:
        if not _says_something(note):
            return "it has no meaning to write"
        if not self._good_places(note):
            return "it stands only in the title"
        wordings = (
            self._wordings(note, Spot(sentence.block, run[1]), self.labels, is_alike)
            for sentence, run in self._good_places(note)
        )
        if any(next(found, None) for found in wordings):
            return "it stands only where no mark can be put"
        return "its footnote would not be read back the same"

    def _text(self, chosen: Sequence[Insertion]) -> str:
        return with_edits(self.lines.text, edits_of(chosen, self.lines, self.manner))

    def _reads_alike(self, chosen: Sequence[Insertion]) -> bool:
        """Whether the text with the footnotes is the same text with these footnotes."""
        after = read(self._text(chosen))
        marks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for footnote in chosen:
            if footnote.at is not None:
                marks[footnote.block].append((footnote.offset, label_key(footnote.label)))
        wanted = outline(self.document.blocks, marks)
        added = [(label_key(f.label), " ".join(f.body.split())) for f in chosen]
        footnotes = outline_of_footnotes(self.document.footnotes)
        return outline(after.blocks, {}) == wanted and outline_of_footnotes(
            after.footnotes
        ) == sorted([*footnotes, *added])

    def _holds(self, chosen: Sequence[Insertion]) -> bool:
        """The same, and whether a harvest gives the same notes, and those that were written."""
        if not self._reads_alike(chosen):
            return False
        after = harvest(read(self._text(chosen)), "posting")
        written = {label_key(footnote.label): footnote.note for footnote in chosen}
        kept = [draft for draft in after.notes if label_key(draft.label) not in written]
        new = [draft for draft in after.notes if label_key(draft.label) in written]
        return (
            [without_places(draft) for draft in kept]
            == [without_places(draft) for draft in self.before.notes]
            and [aside.text for aside in after.asides]
            == [aside.text for aside in self.before.asides]
            and len(new) == len(written)
            and all(is_alike(written[label_key(draft.label)], draft.note) for draft in new)
        )


def _loose_marks(document: Document) -> dict[str, tuple[Block, Mark]]:
    """Of the marks that nobody defined, the first of each label."""
    return {
        label_key(mark.label): (block, mark)
        for block in reversed(document.blocks)
        for mark in reversed(block.passage.marks)
        if not mark.is_defined
    }


def _labels(document: Document) -> set[str]:
    """The keys of all labels, those of marks in footnotes too."""
    inner = chain.from_iterable(footnote.blocks for footnote in document.footnotes)
    marks = chain.from_iterable(block.passage.marks for block in (*document.blocks, *inner))
    labels = (footnote.label for footnote in document.footnotes)
    return {label_key(label) for label in (*labels, *(mark.label for mark in marks))}


def _says_something(note: Note) -> bool:
    return bool(note.senses or note.synonyms or note.see)


def _is_title(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1

"""Notes written into a posting as footnotes, in its author's manner; nothing else is touched.

Each footnote is tried before it is taken: the text with it is read again, and must give the same
blocks with one more mark, the same footnotes and one more, and from that the same note. One for
which there is no such way is left out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

from termcards.collector import without_collector
from termcards.harvest.coverage import sightings_of
from termcards.harvest.document import Block, label_key
from termcards.harvest.examples import SentenceCutter, is_east_asian, quality
from termcards.harvest.footnoting import bodies, labels
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.manners import Manner, learned
from termcards.harvest.proving import (
    Likeness,
    is_read_back,
    outline,
    outline_of_footnotes,
    read,
    without_places,
)
from termcards.harvest.rereading import is_alike, is_same
from termcards.harvest.sightings import Sighting
from termcards.harvest.slots import Lines, Slot, Slots, positions
from termcards.harvest.surfaces import Run
from termcards.notes import ExampleKind, Note, NoteId
from termcards.plaintext import folded

MOST_SIGHTINGS = 8
MOST_TRIES = 40
_LAST_NUMBER = re.compile(r"(\d{1,6})$")


@dataclass(frozen=True, slots=True)
class Edit:
    """Something put into a text."""

    at: int
    """The offset in the text as it was."""

    new: str


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


@dataclass(frozen=True, slots=True)
class _Footnote:
    """A footnote that may be written: its mark and its definition, and where they go."""

    note: Note
    label: str
    body: str
    block: int
    """Which block of the document it marks."""

    offset: int
    """Of the mark in that block's passage."""

    at: int | None
    """Of the mark in the text; `None` where a mark without a definition stands already."""

    slot: Slot

    @property
    def definition(self) -> str:
        return f"[^{self.label}]: {self.body}"


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


_Proof = Callable[[Sequence[_Footnote]], bool]


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
        own = footnoted(self.before)
        free = (n for n in notes if not {folded(name) for name in (n.term, *n.aliases)} & own)
        standing = {note.id: note for note in free if note.id in self.places}
        self.notes = [standing[key] for key in self.places if key in standing]
        self.loose = {
            label_key(mark.label): (block, mark)
            for block in reversed(self.document.blocks)
            for mark in reversed(block.passage.marks)
            if not mark.is_defined
        }
        marks = (mark.label for block in self.document.blocks for mark in block.passage.marks)
        inner = (
            mark.label
            for footnote in self.document.footnotes
            for block in footnote.blocks
            for mark in block.passage.marks
        )
        defined = (footnote.label for footnote in self.document.footnotes)
        self.labels = {label_key(label) for label in (*defined, *marks, *inner)}

    def annotation(self) -> Annotation:
        chosen, left_out = self._settled()
        edits = self._edits(chosen)
        return Annotation(
            with_edits(self.lines.text, edits),
            edits,
            tuple(footnote.note for footnote in sorted(chosen, key=_place)),
            tuple(left_out),
        )

    def _settled(self) -> tuple[list[_Footnote], list[LeftOut]]:
        """The likeliest way for each note, if they hold together; else each is proved by itself."""
        proofs: Sequence[_Proof] = (lambda _: True, self._reads_alike, self._holds)
        for proof in proofs:
            chosen, left_out = self._chosen(proof)
            if not chosen or proof == self._holds or self._holds(chosen):
                break
        return chosen, left_out

    def _chosen(self, proof: _Proof) -> tuple[list[_Footnote], list[LeftOut]]:
        chosen: list[_Footnote] = []
        left_out: list[LeftOut] = []
        for note in self.notes:
            ways = islice(self._ways(note, chosen), MOST_TRIES)
            footnote = next((way for way in ways if proof([*chosen, way])), None)
            if footnote is None:
                left_out.append(LeftOut(note, self._reason(note)))
            else:
                chosen.append(footnote)
        return chosen, left_out

    def _ways(self, note: Note, chosen: Sequence[_Footnote]) -> Iterator[_Footnote]:
        """All ways to write a footnote from which the note is read again, the best first."""
        taken = self.labels | {label_key(footnote.label) for footnote in chosen}
        for is_like in (is_same, is_alike):
            yield from self._ways_at_a_loose_mark(note, is_like)
            for sentence, run in self._good_places(note):
                passage = sentence.block.passage
                place = self.blocks[id(sentence.block)]
                for label, body in self._wordings(note, sentence.block, run[1], taken, is_like):
                    for at in positions(self.lines, passage, run):
                        for slot in self.slots.of(passage.line_at(run[1] - 1)):
                            yield _Footnote(note, label, body, place, run[1], at, slot)

    def _ways_at_a_loose_mark(self, note: Note, is_like: Likeness) -> Iterator[_Footnote]:
        """A mark that nobody defined wants a definition, and no second mark."""
        for name in (note.term, *note.aliases):
            block, mark = self.loose.get(label_key(name), (None, None))
            if block is None or mark is None:
                continue
            for body in bodies(note, self.manner):
                if is_read_back(note, mark.label, body, block, mark.offset, is_like):
                    place = self.blocks[id(block)]
                    for slot in self.slots.of(mark.line):
                        yield _Footnote(note, mark.label, body, place, mark.offset, None, slot)

    def _wordings(
        self, note: Note, block: Block, offset: int, taken: set[str], is_like: Likeness
    ) -> Iterator[tuple[str, str]]:
        number = 1 + max(
            (int(match[1]) for label in taken if (match := _LAST_NUMBER.search(label))), default=0
        )
        for body in bodies(note, self.manner):
            for label in labels(note, self.manner, taken, number):
                if is_read_back(note, label, body, block, offset, is_like):
                    yield label, body

    def _good_places(self, note: Note) -> list[Sighting]:
        """The first good sentence first; headings and fragments last, a board's lines never."""
        found = [
            sighting
            for sighting in self.places[note.id]
            if sighting[0].kind is not ExampleKind.METADATA
        ]
        return sorted(found, key=lambda sighting: not self._is_good(sighting))[:MOST_SIGHTINGS]

    def _is_good(self, sighting: Sighting) -> bool:
        sentence, run = sighting
        surface = sentence.block.passage.text[slice(*run)]
        is_foreign = surface.isascii() and is_east_asian(sentence.text)
        is_inside = any(
            start <= run[0] and run[1] <= end and end - start > run[1] - run[0]
            for start, end in self.runs[id(sentence.block)]
        )
        return quality(sentence) >= 0 and not is_foreign and not is_inside

    def _reason(self, note: Note) -> str:
        if not (note.senses or note.synonyms or note.see):
            return "it has no meaning to write"
        wordings = (
            self._wordings(note, sentence.block, run[1], self.labels, is_alike)
            for sentence, run in self._good_places(note)
        )
        if any(next(found, None) for found in wordings):
            return "it stands only where no mark can be put"
        return "its footnote would not be read back the same"

    def _edits(self, chosen: Sequence[_Footnote]) -> tuple[Edit, ...]:
        marks = [
            Edit(f.at, f"[^{f.label}]") for f in sorted(chosen, key=_place) if f.at is not None
        ]
        in_slots = sorted(chosen, key=lambda footnote: (footnote.slot.line, _place(footnote)))
        definitions = [
            self._definitions(line, list(group))
            for line, group in groupby(in_slots, key=lambda footnote: footnote.slot.line)
        ]
        # Sorting is stable: a mark at the end of a line stays before what comes behind the line.
        return tuple(sorted([*marks, *definitions], key=lambda edit: edit.at))

    def _definitions(self, line: int, footnotes: Sequence[_Footnote]) -> Edit:
        is_apart = any(footnote.slot.is_apart for footnote in footnotes)
        gap = "\n\n" if self.manner.is_spaced else "\n"
        new = ("\n\n" if is_apart else "\n") + gap.join(f.definition for f in footnotes)
        if is_apart and self.lines.line(line + 1).strip():
            new += "\n"
        return Edit(self.lines.ends[max(0, line - 1)], new.replace("\n", self.lines.newline))

    def _reads_alike(self, chosen: Sequence[_Footnote]) -> bool:
        """Whether the text with the footnotes is the same text with these footnotes."""
        after = read(with_edits(self.lines.text, self._edits(chosen)))
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

    def _holds(self, chosen: Sequence[_Footnote]) -> bool:
        """The same, and whether a harvest gives the same notes, and those that were written."""
        if not self._reads_alike(chosen):
            return False
        after = harvest(read(with_edits(self.lines.text, self._edits(chosen))), "posting")
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


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with all that is put in; the edits are in its order."""
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.at], edit.new]
        last = edit.at
    return "".join([*pieces, text[last:]])


def _place(footnote: _Footnote) -> tuple[int, int]:
    return footnote.block, footnote.offset

"""What must be the same in a posting before and after footnotes were put in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from termcards.harvest.document import Block, Document, Footnote, Mark, label_key
from termcards.harvest.harvester import harvest
from termcards.harvest.markdown import read_markdown
from termcards.notes import Draft, Note

_LINE_OF_INLINE_NOTE = re.compile(r"(?<=^inline note on line )\d+")


def read(text: str) -> Document:
    """A text as it stands in a file, its line ends as they are."""
    return read_markdown(text.replace("\r\n", "\n").replace("\r", "\n"), None)


class Spot(NamedTuple):
    """Where a mark stands, or may stand."""

    block: Block
    offset: int


def read_back(label: str, body: str, spot: Spot) -> Note | None:
    """The note that the footnote gives, with its mark there; `None` if it gives no one."""
    block, offset = spot
    alone = read(f"x[^{label}]\n\n[^{label}]: {body}\n")
    if [footnote.label for footnote in alone.footnotes] != [label]:
        return None
    marks = [m for m in block.passage.marks if label_key(m.label) != label_key(label)]
    marks = sorted([*marks, Mark(offset, label, block.passage.line_at(offset))])
    marked = replace(block, passage=replace(block.passage, marks=tuple(marks)))
    found = harvest(Document(alone.posting, (marked,), alone.footnotes), "posting")
    return found.notes[0].note if len(found.notes) == 1 else None


def without_places(draft: Draft) -> tuple[str, Note, tuple[str, ...]]:
    """All of a draft but on which lines it stands."""
    sentences = tuple(example.sentence for example in draft.note.examples)
    label = _LINE_OF_INLINE_NOTE.sub("", draft.label)
    return label, replace(draft.note, examples=()), sentences


def outline(
    blocks: Sequence[Block], added: Mapping[int, Sequence[tuple[int, str]]]
) -> list[tuple[object, ...]]:
    """All that makes the blocks, but on which lines they stand; with marks added to some."""
    groups: dict[int, int] = {}
    found: list[tuple[object, ...]] = []
    for place, block in enumerate(blocks):
        passage = block.passage
        marks = [
            (m.offset, _LINE_OF_INLINE_NOTE.sub("", label_key(m.label))) for m in passage.marks
        ]
        own = (block.kind, block.level, groups.setdefault(block.group, len(groups)))
        starts = tuple(offset for offset, _ in passage.starts)
        text = (passage.text, passage.spans, sorted([*marks, *added.get(place, ())]), starts)
        found.append((*own, block.index, block.number, *text))
    return found


def outline_of_footnotes(footnotes: Sequence[Footnote]) -> list[tuple[str, str]]:
    """Labels and texts, in an order that does not depend on their lines."""
    return sorted(
        (_LINE_OF_INLINE_NOTE.sub("", label_key(f.label)), " ".join(f.raw.split()))
        for f in footnotes
    )

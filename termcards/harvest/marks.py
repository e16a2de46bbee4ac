"""Footnotes and the marks that name them: which belongs to which, and what does not fit."""

import difflib
from collections import defaultdict

from termcards.harvest.document import (
    Block,
    Document,
    Footnote,
    HarvestWarning,
    Mark,
    label_key,
)
from termcards.harvest.examples import SentenceCutter, quality
from termcards.harvest.surfaces import is_mark_before_word

Place = tuple[Block, Mark]
MOST_COMPARED = 400
"""Labels without a counterpart that are compared with each other, letter by letter."""


class Marks:
    """The footnotes of a document by their labels, with the places that mark them."""

    def __init__(self, document: Document, cutter: SentenceCutter) -> None:
        self.warnings: list[HarvestWarning] = []
        self.mistyped: set[str] = set()
        """Labels that are mistyped at one end, and were told so."""
        self._cutter = cutter
        self._places: dict[str, list[Place]] = defaultdict(list)
        for block in document.blocks:
            for mark in block.passage.marks:
                self._places[label_key(mark.label)].append((block, mark))
                self._check_place(block, mark)
        self.footnotes = self._distinct(document.footnotes)
        """In the order of the text."""
        self._check_labels()

    def place(self, footnote: Footnote) -> Place | None:
        """The mark by which it is read: one in a good sentence before one in a heading."""
        places = self._places.get(label_key(footnote.label), [])
        if len(places) <= 1:
            return places[0] if places else None
        return max(places[:MOST_COMPARED], key=self._quality)

    def is_mistyped(self, footnote: Footnote) -> bool:
        return label_key(footnote.label) in self.mistyped

    def warn(self, line: int, code: str, message: str) -> None:
        self.warnings.append(HarvestWarning(line, code, message))

    def _quality(self, place: Place) -> int:
        block, mark = place
        sentence = self._cutter.sentence_at(block, max(0, mark.offset - 1))
        return quality(sentence) if sentence else -100

    def _distinct(self, footnotes: tuple[Footnote, ...]) -> tuple[Footnote, ...]:
        distinct: dict[str, Footnote] = {}
        for footnote in footnotes:
            first = distinct.setdefault(label_key(footnote.label), footnote)
            if first is not footnote:
                self.warn(
                    footnote.line,
                    "duplicate_definition",
                    f"[^{footnote.label}] is defined on line {first.line} already; left out here",
                )
        return tuple(distinct.values())

    def _check_place(self, block: Block, mark: Mark) -> None:
        if is_mark_before_word(block.passage.text, mark.offset):
            self.warn(
                mark.line,
                "mark_before_word",
                f"[^{mark.label}] stands before its word; the word after it was taken",
            )

    def _check_labels(self) -> None:
        """Marks without a footnote, footnotes without a mark, and pairs of them that are alike."""
        defined = {label_key(footnote.label): footnote for footnote in self.footnotes}
        inner = {
            label_key(mark.label): mark
            for footnote in self.footnotes
            for block in footnote.blocks
            for mark in block.passage.marks
        }
        used = {**{key: places[0][1] for key, places in self._places.items()}, **inner}
        unused = {key: footnote for key, footnote in defined.items() if key not in used}
        for key, mark in used.items():
            if key not in defined:
                self._check_undefined(key, mark, unused)
        for footnote in unused.values():
            self.warn(
                footnote.line,
                "unreferenced_definition",
                f"nothing in the text refers to [^{footnote.label}]",
            )

    def _check_undefined(self, key: str, mark: Mark, unused: dict[str, Footnote]) -> None:
        near = []
        if len(unused) <= MOST_COMPARED and len(key) <= MOST_COMPARED:
            near = difflib.get_close_matches(key, unused, n=1, cutoff=0.75)
        if not near:
            self.warn(mark.line, "undefined_label", f"[^{mark.label}] is not defined")
            return
        footnote = unused.pop(near[0])
        self.mistyped.add(near[0])
        self._places[near[0]] += self._places.get(key, [])
        self.warn(
            mark.line,
            "misspelled_label",
            f"[^{mark.label}] is not defined; did you mean [^{footnote.label}]?",
        )

"""Which terms that are known stand in a document, inflected or not, and in which sentences."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from termcards.collector import without_collector
from termcards.harvest.document import BlockKind, Document
from termcards.harvest.examples import SentenceCutter
from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import plain_bases
from termcards.harvest.sightings import (
    Sighting,
    best_sighting,
    best_sightings,
    example_of,
    is_in_code,
)
from termcards.harvest.surfaces import Run
from termcards.harvest.translations import Translations
from termcards.notes import Example, NoteId
from termcards.plaintext import folded

LONGEST_NAME = 6
"""Words; of a name in Chinese, twice as many characters."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"(?:(?![{_CJK}])[^\W_])+(?:['’](?:(?![{_CJK}])[^\W_])+)*(?:\+\+|#)?")
_EAST_ASIAN = re.compile(rf"[{_CJK}]+")
_GAP = re.compile(r"[ \xa0]?[-‐‑/&.]?[ \xa0]?")
_EVERYWHERE = 60
"""In tenths of Zipf's scale: *it* and *us* are meant only where they are written in capitals."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A known term that stands in a document."""

    note: NoteId
    count: int
    examples: tuple[Example, ...]
    """The good sentences, best first; if there are none, the best of the others."""

    @property
    def example(self) -> Example:
        return self.examples[0]


def coverage(
    document: Document,
    names: Mapping[str, NoteId],
    is_meant: Callable[[NoteId, Sighting], bool] | None = None,
) -> tuple[Coverage, ...]:
    """In the order in which they come in the document.

    `names` gives for each folded name its note; the time it takes does not depend on how many they
    are. `is_meant` may refuse a place in which a name stands.
    """
    with without_collector():
        cutter = SentenceCutter()
        found = sightings_of(document, names, cutter)
        if is_meant is not None:
            found = {
                note: [one for one in sightings if is_meant(note, one)]
                for note, sightings in found.items()
            }
        translations = Translations(document.blocks, cutter)
        slug = document.posting.slug
        return tuple(
            Coverage(note, len(sightings), _examples(sightings, slug, translations))
            for note, sightings in found.items()
            if sightings
        )


def sightings_of(
    document: Document, names: Mapping[str, NoteId], cutter: SentenceCutter
) -> dict[NoteId, list[Sighting]]:
    """Where each note's names stand, in the order of the document; not in code."""
    found: dict[NoteId, list[Sighting]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.METADATA:
            continue
        for note, run in _hits(block.passage.text, names):
            sentence = cutter.sentence_at(block, run[0])
            if sentence and run[1] <= sentence.end and not is_in_code(block, run[0]):
                found[note].append((sentence, run))
    return found


def _examples(
    sightings: list[Sighting], slug: str, translations: Translations
) -> tuple[Example, ...]:
    best = best_sightings(sightings) or [best_sighting(sightings)]
    return tuple(example_of(one, slug, translations.of(one[0])) for one in best)


def _hits(text: str, names: Mapping[str, NoteId]) -> Iterator[tuple[NoteId, Run]]:
    """Each name where it begins; of those that begin at one place, the longest."""
    words = [match.span() for match in _WORD.finditer(text)] if names else []
    tokens = [text[start:end] for start, end in words]
    folds = [*map(folded, tokens)]
    gaps = [_folded_gap(text[one[1] : other[0]]) for one, other in pairwise(words)]
    for first, (start, _) in enumerate(words):
        fronts = [""]
        for place in range(first, min(first + LONGEST_NAME - 1, len(gaps))):
            gap = gaps[place]
            if gap is None:
                break
            fronts.append(f"{fronts[-1]}{folds[place]}{gap}")
        for place in range(first + len(fronts) - 1, first - 1, -1):
            if place == first and _is_everyday(tokens[first]):
                break
            note = _note_named(fronts[place - first], folds[place], names)
            if note is not None:
                yield note, (start, words[place][1])
                break
    if not text.isascii():
        yield from _east_asian_hits(text, names)


@lru_cache(maxsize=1024)
def _folded_gap(between: str) -> str | None:
    """What stands between two words of a name, folded; `None` where no name goes on."""
    return folded(f"x{between}x")[1:-1] if _GAP.fullmatch(between) else None


@lru_cache(maxsize=16384)
def _is_everyday(word: str) -> bool:
    return not word.isupper() and frequency(word.lower()) >= _EVERYWHERE


def _note_named(front: str, last: str, names: Mapping[str, NoteId]) -> NoteId | None:
    """Both folded: the words of a name before its last, with what stands between, and the last."""
    fold = front + last
    if fold in names:
        return names[fold]
    fronts = _fronts(front)
    for base in _bases(last):
        for written in fronts:
            if written + base in names:
                return names[written + base]
    first, space, rest = fold.partition(" ")
    plural = (f"{base} {rest}" for base in _bases(first)) if space else ()
    return next((names[name] for name in plural if name in names), None)


def _fronts(front: str) -> tuple[str, ...]:
    if "-" not in front and " " not in front:
        return (front,)
    return (front, front.replace("-", " "), front.replace(" ", "-"))


@lru_cache(maxsize=16384)
def _bases(word: str) -> tuple[str, ...]:
    """The longest first, which is the least changed one."""
    return tuple(sorted(plain_bases(word), key=lambda base: (-len(base), base)))


def _east_asian_hits(text: str, names: Mapping[str, NoteId]) -> Iterator[tuple[NoteId, Run]]:
    for match in _EAST_ASIAN.finditer(text):
        start = match.start()
        while start < match.end():
            longest = min(match.end(), start + 2 * LONGEST_NAME)
            end = next(
                (at for at in range(longest, start + 1, -1) if text[start:at] in names), None
            )
            if end is not None:
                yield names[text[start:end]], (start, end)
            start = end or start + 1

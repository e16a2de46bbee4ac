"""The sentences of a posting in which its terms stand, as examples."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from termcards.harvest.document import Block, Document, Style
from termcards.harvest.examples import Sentence, SentenceCutter, is_east_asian, quality
from termcards.harvest.occurrences import TermFinder
from termcards.harvest.surfaces import Run
from termcards.harvest.terms import Term
from termcards.harvest.translations import Translations
from termcards.notes import Citation, Example, ExampleKind

MOST_EXAMPLES = 5
LEAST_CONTEXT = 3
"""Characters besides the term that a fragment must have as an example."""
MOST_SIGHTINGS = 200
"""Of one term: from which the best are chosen."""

Sighting = tuple[Sentence, Run]


def find_examples(
    document: Document, terms: Sequence[Term], slug: str, cutter: SentenceCutter
) -> list[tuple[Example, ...]]:
    """For each term its examples; `slug` names the posting in their citations."""
    if not terms:
        return []
    translations = Translations(document.blocks, cutter)
    further = _occurrences(document, terms, cutter)

    def examples(sightings: Sequence[Sighting]) -> tuple[Example, ...]:
        best = best_sightings(sightings, keeps_first=True)
        return tuple(example_of(one, slug, translations.of(one[0])) for one in best)

    return [examples([*_marked(term, cutter), *further[key]]) for key, term in enumerate(terms)]


def best_sighting(sightings: Sequence[Sighting]) -> Sighting:
    """The best there is, if there is no good one."""
    good = best_sightings(sightings)
    return good[0] if good else max(sightings, key=lambda sighting: quality(sighting[0]))


def example_of(sighting: Sighting, slug: str, translation: str | None = None) -> Example:
    sentence = sighting[0]
    end_line = sentence.end_line if sentence.end_line != sentence.line else None
    return Example(
        sentence=sentence.text,
        surface=_surface_text(sighting) or None,
        translation=translation,
        citation=Citation(slug, sentence.line, end_line),
        kind=sentence.kind,
    )


def _marked(term: Term, cutter: SentenceCutter) -> list[Sighting]:
    surface = term.surface
    if surface is None and term.place is not None and term.head.surface is None:
        # The sentence says something about the term, though not by its name: `see also[^1]`.
        surface = (term.place[1].offset, term.place[1].offset)
    if term.place is None or surface is None:
        return []
    sentence = cutter.sentence_at(term.place[0], surface[0])
    is_within = sentence is not None and surface[1] <= sentence.end
    return [(sentence, surface)] if sentence and is_within else []


def _occurrences(
    document: Document, terms: Sequence[Term], cutter: SentenceCutter
) -> dict[int, list[Sighting]]:
    """Only what holds a term is cut into sentences."""
    finder = TermFinder(term.names for term in terms)
    sightings: dict[int, list[Sighting]] = defaultdict(list)
    for block in document.blocks:
        for hit in finder.find(block.passage.text):
            if len(sightings[hit.key]) >= MOST_SIGHTINGS or is_in_code(block, hit.start):
                continue
            sentence = cutter.sentence_at(block, hit.start)
            if sentence is not None and sentence.start <= hit.start and hit.end <= sentence.end:
                sightings[hit.key].append((sentence, (hit.start, hit.end)))
    return sightings


def is_in_code(block: Block, offset: int) -> bool:
    code = block.passage.spans_of(Style.CODE) if block.passage.spans else []
    place = bisect_right(code, offset, key=lambda span: span.start) - 1
    return place >= 0 and offset < code[place].end


def best_sightings(sightings: Sequence[Sighting], *, keeps_first: bool = False) -> list[Sighting]:
    """Good ones only, the best first, each sentence once; a poor one if there is no other.

    With `keeps_first` the first that is good, which is the marked one, comes before better ones.
    """
    seen: set[str] = set()
    looked_at: set[tuple[int, bool]] = set()
    poor: list[Sighting] = []
    kept: list[Sighting] = []
    for sighting in sightings:
        sentence, is_latin = sighting[0], _surface_text(sighting).isascii()
        if (id(sentence), is_latin) in looked_at:
            continue
        looked_at.add((id(sentence), is_latin))
        key = sentence.text.casefold()
        if key in seen or (is_latin and is_east_asian(sentence.text)):
            continue
        if quality(sentence) < 0:
            poor += [sighting] if _could_do(sighting) else []
            continue
        seen.add(key)
        kept.append(sighting)
    if not kept:
        return poor[:1]
    first = kept[:keeps_first]
    ranked = sorted(kept[keeps_first:], key=lambda sighting: -quality(sighting[0]))
    return [*first, *ranked][:MOST_EXAMPLES]


def _could_do(sighting: Sighting) -> bool:
    """Whether it says a little at least: no heading and no line of data, and not the term alone."""
    sentence, surface = sighting
    if sentence.kind in (ExampleKind.HEADING, ExampleKind.METADATA):
        return False
    return len(sentence.text) > surface[1] - surface[0] + LEAST_CONTEXT


def _surface_text(sighting: Sighting) -> str:
    sentence, surface = sighting
    return " ".join(sentence.block.passage.text[slice(*surface)].split())

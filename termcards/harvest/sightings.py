"""The sentences of a posting in which its terms stand, as examples."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from termcards.harvest.document import Block, Document, Style
from termcards.harvest.examples import Sentence, SentenceCutter, is_east_asian, quality
from termcards.harvest.occurrences import Occurrence, TermFinder
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

    def example(sighting: Sighting) -> Example:
        sentence = sighting[0]
        end_line = sentence.end_line if sentence.end_line != sentence.line else None
        return Example(
            sentence=sentence.text,
            surface=_surface_text(sighting),
            translation=translations.of(sentence),
            citation=Citation(slug, sentence.line, end_line),
            kind=sentence.kind,
        )

    return [
        tuple(example(sighting) for sighting in _best([*_marked(term, cutter), *further[key]]))
        for key, term in enumerate(terms)
    ]


def _marked(term: Term, cutter: SentenceCutter) -> list[Sighting]:
    if term.place is None or term.surface is None:
        return []
    sentence = cutter.sentence_at(term.place[0], term.surface[0])
    is_within = sentence is not None and term.surface[1] <= sentence.end
    return [(sentence, term.surface)] if sentence and is_within else []


def _occurrences(
    document: Document, terms: Sequence[Term], cutter: SentenceCutter
) -> dict[int, list[Sighting]]:
    """Only what holds a term is cut into sentences."""
    finder = TermFinder(term.names for term in terms)
    sightings: dict[int, list[Sighting]] = defaultdict(list)
    for block in document.blocks:
        for hit in finder.find(block.passage.text):
            if len(sightings[hit.key]) >= MOST_SIGHTINGS or _is_in_code(block, hit):
                continue
            sentence = cutter.sentence_at(block, hit.start)
            if sentence is not None and sentence.start <= hit.start and hit.end <= sentence.end:
                sightings[hit.key].append((sentence, (hit.start, hit.end)))
    return sightings


def _is_in_code(block: Block, hit: Occurrence) -> bool:
    code = block.passage.spans_of(Style.CODE) if block.passage.spans else []
    place = bisect_right(code, hit.start, key=lambda span: span.start) - 1
    return place >= 0 and hit.start < code[place].end


def _best(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Good ones only, the marked sentence first, each once; a poor one if there is no other."""
    seen: set[str] = set()
    poor: list[Sighting] = []
    kept: list[Sighting] = []
    for sighting in sightings:
        sentence = sighting[0]
        key = sentence.text.casefold()
        if key in seen:
            continue
        if is_east_asian(sentence.text) and _surface_text(sighting).isascii():
            continue
        if quality(sentence) < 0:
            poor += [sighting] if _could_do(sighting) else []
            continue
        seen.add(key)
        kept.append(sighting)
    if not kept:
        return poor[:1]
    ranked = kept[:1] + sorted(kept[1:], key=lambda sighting: -quality(sighting[0]))
    return ranked[:MOST_EXAMPLES]


def _could_do(sighting: Sighting) -> bool:
    """Whether it says a little at least: no heading and no line of data, and not the term alone."""
    sentence, surface = sighting
    if sentence.kind in (ExampleKind.HEADING, ExampleKind.METADATA):
        return False
    return len(sentence.text) > surface[1] - surface[0] + LEAST_CONTEXT


def _surface_text(sighting: Sighting) -> str:
    sentence, surface = sighting
    return " ".join(sentence.block.passage.text[slice(*surface)].split())

"""A document into a harvest: drafts of notes, asides, and warnings with their lines."""

from dataclasses import dataclass, replace

from termcards.collector import without_collector
from termcards.harvest.candidates import Candidate
from termcards.harvest.document import Document, HarvestWarning, label_key
from termcards.harvest.examples import SentenceCutter
from termcards.harvest.marks import Marks
from termcards.harvest.sightings import find_examples
from termcards.harvest.terms import Term, TermReader
from termcards.notes import Draft, Posting


@dataclass(frozen=True, slots=True)
class Aside:
    """A footnote that defines nothing: a citation, a remark."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Harvest:
    posting: Posting
    notes: tuple[Draft, ...]
    asides: tuple[Aside, ...]
    warnings: tuple[HarvestWarning, ...]
    candidates: tuple[Candidate, ...] = ()
    """Terms that nobody marked, if they were asked for."""

    is_of_the_trade: bool = False
    """Whether our glossary means the same by its words as this posting, as the candidates tell."""

    known_candidates: int = 0
    """How many terms that nobody marked are no candidates because they are known or unwanted."""


def harvest(document: Document, slug: str, *, takes_asides: bool = False) -> Harvest:
    """`slug` names the posting in the citations of the examples."""
    with without_collector():
        return _harvest(document, slug, takes_asides=takes_asides)


def _harvest(document: Document, slug: str, *, takes_asides: bool) -> Harvest:
    cutter = SentenceCutter()
    marks = Marks(document, cutter)
    reader = TermReader(document, marks)
    found = [term for footnote in marks.footnotes for term in reader.read(footnote)]
    terms = [term for term in found if takes_asides or not term.is_aside]
    examples = find_examples(document, terms, slug, cutter)
    fronts = {label_key(term.footnote.label): term.head.term for term in reversed(terms)}
    warnings = [*document.warnings, *marks.warnings]
    return Harvest(
        posting=replace(document.posting, slug=slug),
        notes=tuple(
            Draft(term.note(own, fronts), term.footnote.label, term.footnote.line)
            for term, own in zip(terms, examples, strict=True)
        ),
        asides=tuple(_aside(term) for term in found if term.is_aside and not takes_asides),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.line)),
    )


def _aside(term: Term) -> Aside:
    texts = (block.passage.text for block in term.footnote.blocks)
    return Aside(term.footnote.label, " ".join(" ".join(texts).split()), term.footnote.line)

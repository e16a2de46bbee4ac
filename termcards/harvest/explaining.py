"""What a document says that some acronyms stand for."""

from collections import defaultdict
from collections.abc import Container

from termcards.harvest.acronyms import words
from termcards.harvest.document import Document
from termcards.harvest.examples import SentenceCutter
from termcards.harvest.expansions import find_expansions
from termcards.harvest.inflections import same_word
from termcards.harvest.kinship import share_stem
from termcards.harvest.shorthands import acronyms_in
from termcards.plaintext import folded


def expansions_in(document: Document, wanted: Container[str]) -> dict[str, set[str]]:
    """By acronym, as it is written; `wanted` are folded."""
    cutter = SentenceCutter()
    found: dict[str, set[str]] = defaultdict(set)
    for block in document.blocks:
        if not any(folded(name) in wanted for name, _ in acronyms_in(block.passage.text)):
            continue
        for sentence in cutter.sentences(block):
            for one in find_expansions(sentence.text):
                if one.gloss.expansion and not one.is_doubtful and folded(one.acronym) in wanted:
                    found[one.acronym].add(one.gloss.expansion)
    return found


def is_same_expansion(one: str, other: str) -> bool:
    """*customer relations manager* and *Customer Relationship Managers* are the same."""
    first, second = words(one), words(other)
    return len(first) == len(second) and all(
        same_word(a, b) or share_stem(a, b) for a, b in zip(first, second, strict=True)
    )

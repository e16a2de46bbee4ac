"""The deck and the posting that come along are fit to be somebody's first."""

import re

from termcards.library.harvesting import read_footnotes
from termcards.library.keeping import starter_deck
from termcards.storage import deckfile

POSTING = starter_deck().parent / "postings" / "customer-success-lead.md"
DECK = deckfile.read(starter_deck()).deck


def test_the_starter_deck_has_the_terms_it_promises() -> None:
    terms = {note.term for note in DECK.notes}
    assert len(terms) >= 50
    assert terms >= {"ARR", "BDR", "EMEA", "quota", "entrench"}


def test_every_note_has_a_definition_its_chinese_and_an_example_with_its_chinese() -> None:
    for note in DECK.notes:
        assert note.senses, note.id
        assert all(sense.translation for sense in note.senses), note.id
        assert note.examples, note.id
        assert all(example.surface and example.translation for example in note.examples), note.id


def test_what_cites_the_posting_stands_in_the_lines_it_cites() -> None:
    lines = POSTING.read_text(encoding="utf-8").splitlines()
    cited = [
        (example.sentence, example.citation)
        for note in DECK.notes
        for example in note.examples
        if example.citation and example.citation.line
    ]
    assert len(cited) >= 25
    for sentence, citation in cited:
        assert citation.line is not None
        text = " ".join(lines[citation.line - 1 : citation.end_line or citation.line])
        assert sentence in re.sub(r"\[\^[^\]]+\]|\*", "", text)


def test_the_posting_gives_its_terms_and_keeps_its_asides_out() -> None:
    _, harvest = read_footnotes(str(POSTING))
    assert len(harvest.notes) == 37
    assert [aside.label for aside in harvest.asides] == ["note1", "note2"]
    assert harvest.warnings == ()
    assert all(draft.note.examples for draft in harvest.notes)
    assert all(draft.note.examples[0].translation for draft in harvest.notes)


def test_nothing_of_the_notes_markup_is_left_in_what_was_harvested() -> None:
    _, harvest = read_footnotes(str(POSTING))
    texts = [
        text
        for draft in harvest.notes
        for text in (
            draft.note.term,
            *(sense.definition for sense in draft.note.senses),
            *(example.sentence for example in draft.note.examples),
        )
    ]
    assert not [text for text in texts if re.search(r"\*\*|\[\^|\]\(|https?://", text)]

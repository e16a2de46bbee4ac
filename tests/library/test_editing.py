"""What a form makes of a note, and where that goes."""

from dataclasses import replace

from termcards.library.editing import in_own_words, with_citations_that_hold
from termcards.notes import Citation, Example, Note, NoteId, Sense, Source

NOTE = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue",),
    senses=(
        Sense("What is sold in a year.", "年收入", source=Source("glossary")),
        Sense("Another."),
    ),
    examples=(
        Example("The ARR grows.", "ARR", "收入增长。", Citation("executive", 4)),
        Example("ARR again.", "ARR"),
    ),
)


def test_a_meaning_in_words_of_their_own_has_no_source() -> None:
    senses = (replace(NOTE.senses[0], definition="Sold per year."), *NOTE.senses[1:])
    written = in_own_words(replace(NOTE, senses=senses), NOTE)
    assert written.senses == (Sense("Sold per year.", "年收入"), Sense("Another."))
    assert written.examples == NOTE.examples
    assert in_own_words(NOTE, NOTE) == NOTE


def test_a_new_term_has_an_id_of_its_own() -> None:
    written = in_own_words(replace(NOTE, term="Annual recurring revenue"), NOTE)
    assert (written.id, written.term) == ("annual-recurring-revenue", "Annual recurring revenue")
    assert written.aliases == ()


def test_a_sentence_written_anew_stands_in_no_line() -> None:
    first, second = NOTE.examples
    new = replace(NOTE, examples=(replace(first, sentence="Our ARR fell."), second))
    written = with_citations_that_hold(new, NOTE)
    assert first.citation is not None
    assert written.examples == (
        Example("Our ARR fell.", "ARR", "收入增长。", Citation(first.citation.posting)),
        second,
    )
    cited_anew = replace(NOTE, examples=(Example("X.", citation=Citation("other", 3)),))
    assert with_citations_that_hold(cited_anew, NOTE) == cited_anew

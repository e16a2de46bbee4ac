"""A note is written as plain text and read from it again, whatever is in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.form.filling import FormError, form_of, note_of
from termcards.form.text import form_in, items_in, protected, text_of, unprotected, with_fault
from termcards.notes import (
    Citation,
    Direction,
    Example,
    ExampleKind,
    Note,
    NoteId,
    Quote,
    Sense,
    Source,
)
from tests import strategies
from tests.tui.test_hostile import NOTES as HOSTILE

ARR = NoteId("arr")


def read(text: str, before: Note | None = None) -> Note:
    return note_of(form_in(text), ARR, before)


def fault(text: str) -> tuple[int | None, str]:
    with pytest.raises(FormError) as caught:
        read(text)
    return caught.value.section.line, str(caught.value)


NOTE = Note(
    ARR,
    "ARR",
    aliases=("annual recurring revenue", "ARRs"),
    senses=(
        Sense("What subscriptions\nbring in a year.", "年度经常性收入", source=Source("b.org")),
        Sense("Another."),
    ),
    examples=(Example("ARR grew.", "ARR", None, Citation("lead", 12), ExampleKind.ITEM),),
    tags=("metric",),
    directions=(Direction.RECOGNISE,),
)
TEXT = """\
# Term
ARR

# Aliases
annual recurring revenue
ARRs

# Part of speech

# Pronunciation

# Field

# Meaning
What subscriptions
bring in a year.

## Translation
年度经常性收入

## Source
b.org

# Meaning
Another.

## Translation

# Sentence
ARR grew.

## Surface
ARR

## Translation

## Kind
item

## Posting
lead

## Line
12

# Synonyms

# Usage

# Tags
metric

# Directions
recognise

# Deck
Core

"""


def test_a_note_is_written_under_headings() -> None:
    text = text_of(form_of(NOTE, "Core"))
    assert text.startswith(TEXT + "<!-- A field goes on until the next heading")
    assert "# Quote, # Derived, # See, # Footnote, ## Language, ## Field, ## Address," in text
    assert read(text) == NOTE


def test_a_person_writes_less_than_that() -> None:
    assert read("# term\n  ARR \n# MEANING 1:\n\nMoney.\r\n# Meaning 2\nMore.\n") == Note(
        ARR, "ARR", senses=(Sense("Money."), Sense("More."))
    )
    assert read("#  Term\n\nannual\nrevenue\n").term == "annual revenue"


@settings(max_examples=300, deadline=None)
@given(strategies.notes_with(), st.booleans())
def test_every_note_comes_back(note: Note, is_whole: bool) -> None:
    text = text_of(form_of(note, "A deck", is_whole=is_whole))
    text.encode()
    assert note_of(form_in(text), note.id) == note
    crlf = text.replace("\n", "\r\n")
    assert note_of(form_in(crlf), note.id) == note
    stripped = "\n".join(line.rstrip() for line in text.split("\n") if line.isascii())
    if text.isascii():
        assert note_of(form_in(stripped), note.id) == note


@pytest.mark.parametrize("note", HOSTILE)
def test_hostile_notes_come_back(note: Note) -> None:
    assert note_of(form_in(text_of(form_of(note))), note.id) == note


@given(st.text())
def test_every_line_comes_back(line: str) -> None:
    written = protected(line)
    assert unprotected(written) == line
    assert items_in(written) == (line,)
    assert "\n" not in written


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("plain # text", "plain # text"),
        ("# heading", "\\# heading"),
        (" spaced ", "\\ spaced \\"),
        ("C:\\dir", "C:\\dir"),
        ("ends\\", "ends\\\\"),
        ("\x1b[0m", "\\\\{1b}[0m"),
        ("\\{1b}", "\\\\{5c}{1b}"),
        ("<!-- x -->", "\\<!-- x -->"),
        ("", "\\"),
    ],
)
def test_what_could_be_misread_is_marked(line: str, written: str) -> None:
    assert protected(line) == written


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ARR\n# Term\n", 1, "this stands under no heading; put one over it, such as # Term"),
        ("# Term\nARR\n# Meanig\n", 3, 'unknown heading "Meanig"; did you mean "Meaning"?'),
        ("# Term\nA\n# Term\nB\n", 3, "Term stands here twice, first on line 1; keep one"),
        (
            "# Meaning\nA\n## Field\n## Field\n",
            4,
            "Field stands here twice, first on line 3; keep one",
        ),
        ("# Aliases\nA\n", 1, "the term is empty; write one"),
        ("# Term\n\n# Usage\nx", 1, "the term is empty; write one"),
        ("# Term\nA\n# Meaning\n## Source\nx", 3, "this meaning has no words; write them"),
        ("# Term\nA\n# Sentence\n## Surface\nx", 3, "there is no sentence to this; write it"),
        (
            "# Term\nA\n# Sentence\nB\n## Surface\nA",
            5,
            '"A" is not in its sentence; write it as it stands there',
        ),
        ("# Term\nA\n# Quote\n## Author\nx", 3, "this quote has no words; write them"),
        ("# Term\nA\n# Sentence\nA\n## Line\n3", 3, "a line needs its posting; write it"),
        ("# Term\nA\n# Sentence\nA\n## Posting\np\n## Line\nx", 7, "a line is a number"),
        (
            "# Term\nA\n# Sentence\nA\n## Kind\nitems",
            5,
            'unknown kind "items"; did you mean "item"?',
        ),
        (
            "# Term\nA\n# Directions\nrecognize",
            3,
            'unknown direction "recognize"; did you mean "recognise"?',
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    assert fault(text) == (line, words)


def test_what_is_wrong_stands_over_its_line_and_goes_when_it_is_read() -> None:
    text = "# Term\nARR\n# Meanig\nMoney.\n"
    for _ in range(2):  # a second time, the first complaint is gone
        with pytest.raises(FormError) as caught:
            read(text)
        text, line = with_fault(text, caught.value)
        assert text == (
            "# Term\nARR\n"
            '<!-- ! unknown heading "Meanig"; did you mean "Meaning"? -->\n# Meanig\nMoney.\n'
        )
        assert line == 4
    assert read(text.replace("Meanig\n", "Meaning\n")).senses == (Sense("Money."),)


def test_a_meaning_in_the_other_language_alone_is_a_meaning() -> None:
    note = read("# Term\nARR\n# Meaning\n## Translation\n收入\n")
    assert note.senses == (Sense("收入", language="zh"),)


def test_the_surface_of_a_changed_sentence_is_looked_for_anew() -> None:
    text = text_of(form_of(NOTE)).replace("ARR grew.", "Our arr fell.")
    assert read(text, NOTE).examples[0].surface == "arr"
    text = text_of(form_of(NOTE)).replace("ARR grew.", "It fell.")
    assert read(text, NOTE).examples[0].surface is None


@pytest.mark.parametrize(
    ("words", "directions"),
    [
        ("", None),
        ("none", ()),
        ("Recognise, cloze", (Direction.RECOGNISE, Direction.CLOZE)),
        ("type\nproduce", (Direction.TYPE, Direction.PRODUCE)),
    ],
)
def test_directions_are_words(words: str, directions: tuple[Direction, ...] | None) -> None:
    assert read(f"# Term\nA\n# Directions\n{words}\n").directions == directions


def test_quotes_and_what_is_rare_come_back() -> None:
    note = Note(ARR, "ARR", quotes=(Quote("Said.", "Someone"), Quote("Again.")), raw="[^a]: b")
    assert read(text_of(form_of(note))) == note

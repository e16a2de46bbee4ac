import pytest

from termcards.anki.cleaning import clean, clean_line, cleaned, term_of
from termcards.notes import Example, Note, NoteId, Sense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x00b\x07c\x1fd\x7fe\x9bf", "abcdef"),
        ("user\u202egnp.exe\u202c", "usergnp.exe"),
        ("\u2066one\u2069 two", "one two"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("half \ud800 a pair", "half a pair"),
        ("cafe\u0301", "caf\u00e9"),
        ("two  \t blanks", "two blanks"),
        ("one \r\n two\u2028three", "one\ntwo\nthree"),
        ("a\n\nparagraph", "a\n\nparagraph"),
        ("  around \n", "around"),
        ("\u5168\u89d2\u3000\u7a7a", "\u5168\u89d2\u3000\u7a7a"),
        ("\u05d0\u200f!", "\u05d0\u200f!"),
    ],
)
def test_text_keeps_what_shows_and_loses_what_steers(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_line_has_no_line_breaks() -> None:
    assert clean_line("one\n\n  two\r\nthree") == "one two three"


def test_a_note_loses_what_shows_nothing() -> None:
    note = Note(
        NoteId("arr"),
        "ARR",
        aliases=("", "\u200b", "annual recurring revenue"),
        part_of_speech=" ",
        senses=(Sense(" \n"), Sense("yearly value")),
        examples=(Example("\x00"), Example("ARR grows.", surface=" ")),
        usage="\u202e",
    )
    assert cleaned(note) == Note(
        NoteId("arr"),
        "ARR",
        aliases=("annual recurring revenue",),
        senses=(Sense("yearly value"),),
        examples=(Example("ARR grows."),),
    )


@pytest.mark.parametrize(
    ("term", "note", "expected"),
    [("ARR", "arr", "ARR"), ("\u200b \x07", "arr", "arr"), ("", "\u202e", "?")],
)
def test_a_term_is_never_empty(term: str, note: str, expected: str) -> None:
    assert term_of(Note(NoteId(note), term)) == expected

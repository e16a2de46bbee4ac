"""The HTML of Anki's fields as text."""

import pytest

from termcards.anki.plain import cloze_answers, plain


@pytest.mark.parametrize(
    ("html", "text", "answers"),
    [
        ("The {{c1::rate::how much}} rose.", "The rate rose.", ["rate"]),
        (
            "Nested {{c1::outer {{c2::inner}} end}} here.",
            "Nested outer inner end here.",
            ["outer inner end", "inner"],
        ),
        (
            "{{c1::a {{c2::b {{c3::c::hint}} d::hint}} e}} f",
            "a b c d e f",
            ["a b c d e", "b c d", "c"],
        ),
        ("{{c1::one}} and {{c2::<b>two</b>}}", "one and two", ["one", "two"]),
        ("open {{c1::end", "open {{c1::end", []),
    ],
)
def test_clozes_are_opened_and_lose_no_word(html: str, text: str, answers: list[str]) -> None:
    assert plain(html) == text
    assert cloze_answers(html) == answers

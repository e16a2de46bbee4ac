import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.notes import Note, NoteId, Sense
from termcards.scheduling.rivals import Likeness, Rival, content_words, rivals
from tests.strategies import note_tuples


def note(term: str, meaning: str = "", translation: str | None = None, *aliases: str) -> Note:
    return Note(NoteId(term), term, aliases=aliases, senses=(Sense(meaning, translation),))


ARR = note(
    "ARR",
    "The yearly value of the subscriptions a company has sold.",
    "年度经常性收入",
    "annual recurring revenue",
)


@pytest.mark.parametrize(
    ("other", "likenesses"),
    [
        (note("MRR", "What comes in each month."), (Likeness.LETTERS,)),
        (note("annual plan", "A contract for twelve months."), (Likeness.LETTERS,)),
        (note("run rate", "A guess.", "年化收入；年度经常性收入"), (Likeness.TRANSLATION,)),
        (note("bookings", "The yearly value of contracts a company sold."), (Likeness.WORDS,)),
        (
            note("ACV", "The yearly value of a subscription sold.", "年度经常性收入"),
            (Likeness.TRANSLATION, Likeness.WORDS),
        ),
        (note("quota", "What a seller has to sell in a period."), ()),
        (note("CAC", "What it costs to win a customer.", "获客成本"), ()),
        (note("ARRAY", "A row of values.", "数组"), ()),
        (note("AR", "Money owed."), ()),
    ],
)
def test_notes_are_alike_in_letters_translation_or_words(
    other: Note, likenesses: tuple[Likeness, ...]
) -> None:
    expected = (Rival(other, likenesses),) if likenesses else ()
    assert rivals(ARR, [ARR, other], 5) == expected


def test_those_alike_in_most_ways_lead_and_the_rest_is_left_out() -> None:
    letters, translation = note("MRR"), note("run rate", "", "年度经常性收入")
    both = note("AMR", "", "年度经常性收入", "annual run rate")
    found = rivals(ARR, [letters, translation, both], 2)
    assert [rival.note for rival in found] == [both, translation]


def test_words_without_a_plural_that_say_something() -> None:
    assert content_words("The subscriptions that a Company has, with its value.") == {
        "subscription",
        "company",
        "value",
    }


def test_no_word_in_common_with_another_script() -> None:
    assert rivals(note("応募", "採用"), [note("応答", "返答")], 5) == (
        Rival(note("応答", "返答"), (Likeness.LETTERS,)),
    )


@given(note_tuples.filter(bool), st.integers(0, 3))
def test_a_note_is_never_its_own_rival(notes: tuple[Note, ...], most: int) -> None:
    found = rivals(notes[0], notes, most)
    assert len(found) <= most
    assert all(rival.note.id != notes[0].id and rival.likenesses for rival in found)


@given(note_tuples.filter(lambda notes: len(notes) > 1))
def test_rivals_are_rivals_of_each_other(notes: tuple[Note, ...]) -> None:
    one, other, *_ = notes
    forth, back = rivals(one, [other], 1), rivals(other, [one], 1)
    assert [rival.likenesses for rival in forth] == [rival.likenesses for rival in back]

import pytest

from termcards.anki.names import deck_name, tags_of
from termcards.notes import Citation, Deck, DeckId, Example, Note, NoteId


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SaaS sales", "SaaS sales"),
        ("Work::SaaS sales", "Work::SaaS sales"),
        ("::Work:: ::sales::", "Work::sales"),
        ("Work:::sales:", "Work::sales"),
        ('The "best" deck', "The 'best' deck"),
        ("line\nbreak \x07 \u202ebell", "line break bell"),
        ("\u200b", "saas"),
        ('"', "saas"),
    ],
)
def test_a_deck_keeps_its_name_and_its_nesting(name: str, expected: str) -> None:
    assert deck_name(Deck(DeckId("saas"), name)) == expected


def test_a_deck_always_has_a_name() -> None:
    assert deck_name(Deck(DeckId("\u200b"), "")) == "termcards"


DECK = Deck(DeckId("saas"), "SaaS")


def note(*tags: str, part_of_speech: str | None = None, postings: tuple[str, ...] = ()) -> Note:
    examples = tuple(Example("x", citation=Citation(posting)) for posting in postings)
    return Note(NoteId("n"), "n", part_of_speech=part_of_speech, examples=examples, tags=tags)


def test_a_note_is_tagged_with_its_part_of_speech_its_postings_and_its_deck() -> None:
    tagged = note("metric", part_of_speech="noun", postings=("acme-csm", "other", "acme-csm"))
    assert tags_of(tagged, DECK) == (
        "metric",
        "pos::noun",
        "src::acme-csm",
        "src::other",
        "deck::saas",
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("two words", ("two-words",)),
        ("wide\u3000space and\ttab", ("wide-space-and-tab",)),
        ("finance::saas", ("finance::saas",)),
        ("::finance::::saas", ("finance::saas",)),
        ('say "x"', ("say-'x'",)),
        ("<script>", ("\u2039script\u203a",)),
        ("R&D", ("R&D",)),
        ("\x1b\u202e", ()),
        ('"', ()),
        (" :: ", ()),
    ],
)
def test_a_tag_is_one_word_that_anki_takes(tag: str, expected: tuple[str, ...]) -> None:
    assert tags_of(note(tag), DECK) == (*expected, "deck::saas")


def test_tags_that_anki_holds_for_the_same_are_one() -> None:
    assert tags_of(note("CAD", "cad", "a b", "a-b"), DECK) == ("CAD", "a-b", "deck::saas")


def test_a_part_of_speech_or_posting_nests_no_further() -> None:
    tagged = note(part_of_speech="phrasal verb", postings=("a::b", " "))
    assert tags_of(tagged, DECK) == ("pos::phrasal-verb", "src::a-b", "deck::saas")

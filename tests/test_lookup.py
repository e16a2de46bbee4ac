import pytest

from termcards.lookup import Definition, Dictionaries, Origin, Status

SMALL = Origin("Small", "MIT")
LARGE = Origin("Large")


class ListedDictionary:
    """Words with their texts, in memory; notes what it was asked for."""

    def __init__(self, origin: Origin, **texts: str) -> None:
        self.origin = origin
        self.texts = {word.replace("_", " "): text for word, text in texts.items()}
        self.asked: list[str] = []

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def licence(self) -> str | None:
        return self.origin.licence

    def status(self) -> Status:
        return Status(self.name, is_ready=True)

    def look_up(self, word: str) -> tuple[Definition, ...]:
        self.asked.append(word)
        return tuple(
            Definition(headword, text, self.origin)
            for headword, text in self.texts.items()
            if headword.casefold() == word.casefold()
        )


def small(**texts: str) -> ListedDictionary:
    return ListedDictionary(SMALL, **texts)


def large(**texts: str) -> ListedDictionary:
    return ListedDictionary(LARGE, **texts)


def said(dictionaries: Dictionaries, word: str) -> list[tuple[str, str]]:
    return [(each.dictionary, each.text) for each in dictionaries.look_up(word)]


def test_all_dictionaries_are_asked_in_order() -> None:
    both = Dictionaries([large(ramp="a slope"), small(ramp="a way up")])
    assert said(both, "ramp") == [("Large", "a slope"), ("Small", "a way up")]


def test_what_two_say_alike_is_said_by_the_first() -> None:
    both = Dictionaries([small(ramp="A slope"), large(ramp="a  slope")])
    assert said(both, "ramp") == [("Small", "A slope")]


def test_the_headword_in_the_case_asked_for_comes_first() -> None:
    one = Dictionaries([small(Lead="a metal", LEAD="a chief", lead="a buyer")])
    assert [each.headword for each in one.look_up("lead")] == ["lead", "Lead", "LEAD"]


@pytest.mark.parametrize(
    ("word", "headwords"),
    [
        ("CAD", ["CAD"]),
        ("cad", ["cad", "CAD"]),
        ("Cad", ["cad", "CAD"]),
        ("ARM", []),
        ("SaaS", []),
        ("IoT", ["IoT"]),
        ("THE ARM", ["the arm"]),
    ],
)
def test_an_acronym_is_no_word_of_the_same_letters(word: str, headwords: list[str]) -> None:
    one = Dictionaries(
        [small(cad="rude", CAD="drawing", Arm="a limb", saas="x", IoT="y", the_arm="z")]
    )
    assert [each.headword for each in one.look_up(word)] == headwords


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("well-spoken", "clear"),
        ("on-ramp", "a road"),
        ("on ramp", "a road"),
        ("customer’s  voice", "what they say"),
        ("résumé", "a short life"),
    ],
)
def test_other_ways_to_write_a_word_are_tried(word: str, text: str) -> None:
    texts = {
        "well spoken": "clear",
        "on-ramp": "a road",
        "customer's voice": "what they say",
        "resume": "a short life",
    }
    assert said(Dictionaries([small(**texts)]), word) == [("Small", text)]


BASES = {
    "hoping": {"hoping", "hop", "hope"},
    "sheets": {"sheets", "sheet"},
    "CADs": {"cads", "cad"},
}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("hoping", [("Small", "to wish")]),
        ("balance sheets", [("Small", "what is owed")]),
        ("CADs", [("Small", "drawing")]),
        ("sheet hoping", []),
    ],
)
def test_the_bases_of_a_form_are_tried_the_longest_first(
    word: str, found: list[tuple[str, str]]
) -> None:
    words = small(
        hope="to wish", hop="to jump", balance_sheet="what is owed", CAD="drawing", cad="rude"
    )
    assert said(Dictionaries([words], lambda word: BASES.get(word, ())), word) == found


def test_a_dictionary_that_has_the_form_is_not_asked_for_its_base() -> None:
    words = small(sheets="linen", sheet="one of them")
    found = said(Dictionaries([words, large(sheet="paper")], lambda _: {"sheet"}), "sheets")
    assert found == [("Small", "linen"), ("Large", "paper")]
    assert words.asked == ["sheets"]


def test_a_blank_word_is_not_asked_for() -> None:
    words = small(ramp="a slope")
    assert Dictionaries([words]).look_up("  ") == ()
    assert words.asked == []


def test_statuses_come_in_the_same_order() -> None:
    both = Dictionaries([large(), small()])
    assert both.statuses() == (Status("Large", is_ready=True), Status("Small", is_ready=True))

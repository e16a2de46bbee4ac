"""Which known terms stand in a document, and in which of its sentences."""

import pytest

from termcards.harvest.coverage import coverage
from termcards.harvest.markdown import read_markdown
from termcards.harvest.plaintext import read_plain_text
from termcards.notes import NoteId
from termcards.plaintext import folded


def found_in(text: str, *names: str) -> dict[str, str]:
    """Each name that stands in the text, with the words that stand for it in the best sentence."""
    notes = {folded(name): NoteId(name) for name in names}
    covered = coverage(read_plain_text(text), notes)
    return {one.note: one.example.surface or "" for one in covered}


@pytest.mark.parametrize(
    ("sentence", "name", "surface"),
    [
        ("You mend winches at sea.", "winch", "winches"),
        ("She has negotiated the lease.", "negotiate", "negotiated"),
        ("They plan routes; nobody planned this one.", "planning", None),
        ("Two analyses are due.", "analysis", "analyses"),
        ("Grow the ARR of the port.", "ARR", "ARR"),
        ("Compare both SLAs.", "sla", "SLAs"),
        ("It cuts the cost.", "IT", None),
        ("Our IT is in Ghent.", "IT", "IT"),
        ("You write action plans.", "action plan", "action plans"),
        ("He is one of our points of contact.", "point of contact", "points of contact"),
        ("A go to market plan.", "go-to-market", "go to market"),
        ("A go-to-market plan.", "go-to-market", "go-to-market"),
        ("An end-to-end review.", "end to end", "end-to-end"),
        ("A builder writes C++ and C#.", "C++", "C++"),
        ("We use CI/CD daily.", "CI/CD", "CI/CD"),
        ("R&D is upstairs.", "r&d", "R&D"),
        ("A résumé is enough.", "resume", "résumé"),
        ("Leadership is shared here.", "lead", None),
        ("The tender is open.", "tend", None),
        ("提高年度经常性收入的占比。", "年度经常性收入", "年度经常性收入"),
        ("负责 churn 分析。", "churn", "churn"),
    ],
)
def test_a_known_term_is_found_in_its_forms(sentence: str, name: str, surface: str | None) -> None:
    found = found_in(sentence, name)
    assert found == ({} if surface is None else {name: surface})


def test_of_names_that_begin_together_the_longest_is_meant() -> None:
    names = ("sales", "sales cycle", "sales cycle time")
    assert found_in("The sales cycle is long.", *names) == {"sales cycle": "sales cycle"}


def test_terms_come_in_the_order_of_the_text() -> None:
    text = "A winch and a ferry.\n\nThe trawler has a winch."
    assert list(found_in(text, "trawler", "ferry", "winch")) == ["winch", "ferry", "trawler"]


def test_the_best_sentences_come_first_each_with_its_line() -> None:
    text = (
        "Winch seller\n\nLocation: Ghent\n\nWinches\n\n"
        "You will oil every winch on the upper deck before the first storm of the season.\n\n"
        "A winch is dear.\n\nA winch is dear.\n"
    )
    (covered,) = coverage(read_plain_text(text), {"winch": NoteId("winch")})
    lines = [example.citation.line for example in covered.examples if example.citation]
    assert covered.count == 5
    assert lines == [7, 9]


def test_a_term_in_a_heading_alone_is_covered_by_it() -> None:
    (covered,) = coverage(read_plain_text("Winches\n\n- Oil\n"), {"winch": NoteId("winch")})
    assert [example.sentence for example in covered.examples] == ["Winches"]


def test_headers_of_a_job_board_cover_nothing() -> None:
    assert found_in("Seller\n\nLocation: Ghent\n\nYou sell.", "ghent", "location") == {}


def test_code_covers_nothing() -> None:
    document = read_markdown("Oil the `winch` daily, says the manual.\n", "x.md")
    assert coverage(document, {"winch": NoteId("winch")}) == ()


def test_examples_have_the_translation_that_the_posting_carries() -> None:
    text = "Oil every winch before noon / 中午前给每台绞车上油\n"
    (covered,) = coverage(read_markdown(f"- {text}", "x.md"), {"winch": NoteId("winch")})
    assert covered.example.translation == "中午前给每台绞车上油"

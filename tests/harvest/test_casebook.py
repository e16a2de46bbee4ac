import pytest

from termcards.harvest.harvester import harvest
from termcards.harvest.markdown import read_markdown
from tests.harvest.casebook import Case, read_casebook
from tests.harvest.comparison import complaint, differences
from tests.harvest.wording import stands_in

CASEBOOK = read_casebook()


@pytest.mark.parametrize("case", CASEBOOK, ids=str)
def test_a_posting_gives_the_notes_of_the_casebook(case: Case) -> None:
    document = read_markdown(case.text, "case.md")
    found = differences(case, document, harvest(document, "case"))
    if found:
        pytest.fail(complaint(case, found), pytrace=False)


def test_titles_of_the_casebook_are_unique() -> None:
    names = [str(case) for case in CASEBOOK]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("case", CASEBOOK, ids=str)
def test_examples_of_the_casebook_stand_in_their_lines(case: Case) -> None:
    for note in case.notes:
        examples, lines = note.get("examples", []), note.get("lines", [])
        end_lines = note.get("end_lines", [None] * len(examples))
        for sentence, line, end_line in zip(examples, lines, end_lines, strict=False):
            assert stands_in(sentence, case.text, line, end_line)

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.errors import TermcardsError
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.markdown import read_markdown
from tests.harvest.casebook import Case, read_casebook
from tests.harvest.postings import postings, scribbles
from tests.harvest.wording import stands_in, wording, words

A_FEW = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def harvest_of(text: str) -> Harvest:
    return harvest(read_markdown(text, "case.md"), "case")


def assert_examples_stand_in_their_lines(text: str) -> None:
    for draft in harvest_of(text).notes:
        for example in draft.note.examples:
            citation = example.citation
            assert citation is not None
            assert citation.line is not None
            assert stands_in(example.sentence, text, citation.line, citation.end_line)
            assert example.surface is None or example.surface in example.sentence


@pytest.mark.parametrize("case", read_casebook(), ids=str)
def test_examples_of_a_case_stand_word_for_word_in_their_lines(case: Case) -> None:
    assert_examples_stand_in_their_lines(case.text)


@A_FEW
@given(postings())
def test_examples_of_any_posting_stand_word_for_word_in_their_lines(text: str) -> None:
    assert_examples_stand_in_their_lines(text)


@pytest.mark.parametrize("case", read_casebook(), ids=str)
def test_a_term_marked_in_a_sentence_of_a_case_has_an_example(case: Case) -> None:
    plain = [line for line in case.text.splitlines() if re.match(r"[A-Z].*[.!?]$", line)]
    # Of `X vs Y` only one need stand there.
    drafts = [draft for draft in harvest_of(case.text).notes if " vs " not in draft.label]
    for draft in drafts:
        if any(f"[^{draft.label}]" in re.sub("`.*?`", "", line) for line in plain):
            assert draft.note.examples, f"{case.path}:{case.line}: {draft.note.term} has none"


def assert_definitions_use_no_other_words(text: str) -> None:
    for draft in harvest_of(text).notes:
        for sense in draft.note.senses:
            assert words(sense.definition) <= words(text)


@pytest.mark.parametrize("case", read_casebook(), ids=str)
def test_definitions_of_a_case_are_made_of_its_words(case: Case) -> None:
    assert_definitions_use_no_other_words(case.text)


@A_FEW
@given(postings())
def test_definitions_of_any_posting_are_made_of_its_words(text: str) -> None:
    assert_definitions_use_no_other_words(text)


@A_FEW
@given(postings())
def test_every_footnote_is_a_note_or_an_aside_or_a_warning(text: str) -> None:
    found = harvest_of(text)
    lines = {draft.line for draft in found.notes} | {aside.line for aside in found.asides}
    lines |= {warning.line for warning in found.warnings}
    defined = {n for n, line in enumerate(text.split("\n"), 1) if line.startswith("[^")}
    assert {n for n in defined if "]: " in text.split("\n")[n - 1]} <= lines


@A_FEW
@given(postings())
def test_text_of_a_note_is_plain(text: str) -> None:
    for draft in harvest_of(text).notes:
        for sense in draft.note.senses:
            assert "[^" not in sense.definition
            assert sense.definition == sense.definition.strip()
            assert sense.definition


@A_FEW
@given(st.text() | scribbles() | postings())
def test_any_text_is_harvested_or_refused_with_a_reason(text: str) -> None:
    with suppress(TermcardsError):
        harvest_of(text)


def test_a_definition_that_begins_with_signs_alone_is_harvested() -> None:
    text = "Mind the churn[^churn] now.\n\n[^churn]: [/]: The loss of customers.\n"
    assert [draft.note.term for draft in harvest_of(text).notes] == ["churn"]


@A_FEW
@given(postings() | scribbles())
def test_harvesting_twice_gives_the_same(text: str) -> None:
    with suppress(TermcardsError):
        assert harvest_of(text) == harvest_of(text)


def test_harvesting_in_another_process_gives_the_same() -> None:
    program = (
        "from tests.harvest.casebook import read_casebook\n"
        "from tests.harvest.test_properties import harvest_of\n"
        "for case in read_casebook(): print(ascii(harvest_of(case.text)))"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second


@pytest.mark.parametrize("text", ["**a** [b](https://c)[^d]", "> a b", "- a^[c] `b`"])
def test_wording_takes_out_marks_and_markup(text: str) -> None:
    assert wording(text) == "a b"

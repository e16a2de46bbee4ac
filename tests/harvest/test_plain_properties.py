"""What always holds of plain postings and of what is proposed from them."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.harvest.candidates import Candidate, CandidateGroup
from termcards.harvest.coverage import coverage
from termcards.harvest.expansions import find_expansions
from termcards.harvest.plaintext import read_plain_text
from termcards.harvest.proposals import propose
from termcards.notes import NoteId
from termcards.plaintext import folded
from tests.harvest.plainpostings import plain_postings, plain_scribbles

A_FEW = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY_TEXT = plain_postings() | plain_scribbles() | st.text()


def proposed(text: str) -> tuple[Candidate, ...]:
    return propose(read_plain_text(text))


def signs(text: str) -> str:
    """Without blanks, which a wrap takes or gives."""
    return "".join(text.split())


@A_FEW
@given(ANY_TEXT)
def test_any_text_is_read_and_gives_candidates_or_none(text: str) -> None:
    proposed(text)


@A_FEW
@given(ANY_TEXT)
def test_blocks_hold_words_of_their_lines_and_nothing_else(text: str) -> None:
    lines = text.split("\n")
    for block in read_plain_text(text).blocks:
        last = block.passage.line_at(len(block.passage.text))
        assert block.passage.text.strip()
        assert signs(block.passage.text) in signs("\n".join(lines[block.line - 1 : last]))


@A_FEW
@given(plain_postings())
def test_lines_of_a_posting_are_read_in_order_and_none_is_lost(text: str) -> None:
    blocks = read_plain_text(text).blocks
    starts = [block.line for block in blocks]
    assert starts == sorted(set(starts))
    read = signs("".join(block.passage.text for block in blocks))
    assert sum(map(str.isalpha, signs(text))) == sum(map(str.isalpha, read))


@A_FEW
@given(ANY_TEXT)
def test_the_sentence_of_a_candidate_stands_in_its_lines(text: str) -> None:
    lines = text.split("\n")
    for one in proposed(text):
        citation = one.example.citation
        assert citation is not None
        assert citation.line == one.line
        own = lines[one.line - 1 : citation.end_line or one.line]
        assert signs(one.sentence) in signs("\n".join(own))
        assert one.example.surface is not None
        assert one.example.surface in one.sentence


@A_FEW
@given(ANY_TEXT)
def test_each_term_is_proposed_once_with_a_count(text: str) -> None:
    found = proposed(text)
    names = [(one.kind, one.term) for one in found]
    assert len(set(names)) == len(names)
    assert all(one.count >= 1 for one in found)
    assert all(one.term == one.term.strip() != "" for one in found)


@A_FEW
@given(ANY_TEXT)
def test_acronyms_are_explained_or_in_the_other_group(text: str) -> None:
    for one in proposed(text):
        is_told = bool(one.expansion or one.translation)
        if one.group is CandidateGroup.EXPLAINED:
            assert is_told
            assert one.suggested
        if one.group is CandidateGroup.UNEXPLAINED:
            assert not is_told
            assert not one.suggested


@A_FEW
@given(ANY_TEXT, st.data())
def test_what_is_known_or_never_wanted_is_never_proposed(text: str, data: st.DataObject) -> None:
    found = proposed(text)
    terms = st.sampled_from([folded(one.term) for one in found] or ["churn"])
    known, never = (data.draw(st.frozensets(terms)) for _ in range(2))
    again = propose(read_plain_text(text), known=known, never=never)
    assert not {folded(one.term) for one in again} & (known | never)


@A_FEW
@given(ANY_TEXT)
def test_who_knows_all_of_it_is_proposed_nothing_of_it(text: str) -> None:
    terms = frozenset(folded(one.term) for one in proposed(text))
    again = propose(read_plain_text(text), known=terms)
    assert not {folded(one.term) for one in again} & terms


@A_FEW
@given(plain_postings())
def test_a_candidate_is_covered_once_it_is_known(text: str) -> None:
    document = read_plain_text(text)
    words = [one.term for one in propose(document) if one.term.isascii() and one.term.isalpha()]
    covered = coverage(document, {folded(word): NoteId(word) for word in words})
    assert {one.note for one in covered} == set(words)


@A_FEW
@given(ANY_TEXT)
def test_an_expansion_is_made_of_words_of_the_text(text: str) -> None:
    for found in find_expansions(text):
        for word in (found.gloss.expansion or "").split():
            assert word in text or f"{word}s" in text or f"{word[:-1]}ies" in text
        assert found.gloss.translation is None or found.gloss.translation in text


@A_FEW
@given(ANY_TEXT)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert proposed(text) == proposed(text)


def test_another_process_proposes_the_same() -> None:
    program = (
        "from tests.harvest.test_candidates import TEXTS, proposed_from\n"
        "for path in sorted(TEXTS.glob('*.txt')):\n"
        "    print(ascii(proposed_from(path.read_text(encoding='utf-8'))))"
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

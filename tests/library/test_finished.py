"""Undo of a finished posting: it is half done again, with all that was decided and written."""

from dataclasses import replace
from pathlib import Path

import pytest

from termcards.library.deciding import Decided, Decision, RowId
from termcards.library.finished import KEPT
from termcards.library.halfdone import half_done
from termcards.library.home import Library
from termcards.library.triaging import begin, begin_pasted, go_on
from termcards.library.undoing import take_back
from termcards.log import Verdict
from termcards.notes import Sense
from termcards.scheduling.acts import judge
from tests.library.postings import POSTING, write_posting
from tests.library.test_triaging import all_terms, decide, row_of

TYPED = (Sense("To make two accounts agree.", translation="对账"),)


def test_it_goes_on_where_it_was_finished(library: Library, tmp_path: Path) -> None:
    posting = write_posting(tmp_path)
    triage = begin(library, posting)
    row = row_of(triage, "reconcile")
    triage.write(row, replace(row.draft.note, senses=TYPED))
    decide(triage, Decision.NEVER, "forge")
    decide(triage, Decision.KNOWN, "CRM")
    before = triage.rows
    triage.finish()
    assert half_done(library) == ()
    undone = take_back(library)
    assert undone is not None
    assert undone.is_half_done
    (half,) = half_done(library)
    for again in (go_on(library, half), begin(library, posting)):
        assert again.rows == before
        assert row_of(again, "reconcile").draft.note.senses == TYPED
        assert again.steps == 3
    again.finish()
    assert "reconcile" in all_terms(library)
    assert half_done(library) == ()


def test_a_text_of_which_nothing_was_decided_is_there_again(library: Library) -> None:
    begin_pasted(library, POSTING).finish()
    take_back(library)
    (half,) = half_done(library)
    assert half.raw.content.decode() == POSTING
    assert half.steps == ()


def test_each_act_brings_back_its_own_posting(library: Library) -> None:
    for term in ("escalate", "nurture"):
        triage = begin_pasted(library, f"Role to {term}\n\nYou {term} it.\n")
        decide(triage, Decision.ADD, term)
        triage.finish()
    take_back(library)
    assert [half.title for half in half_done(library)] == ["Role to nurture"]
    take_back(library)
    titles = {half.title for half in half_done(library)}
    assert titles == {"Role to escalate", "Role to nurture"}


def test_what_is_decided_anew_before_the_undo_counts_too(library: Library, tmp_path: Path) -> None:
    posting = write_posting(tmp_path)
    first = begin(library, posting)
    first.decide(first.rows, Decision.LATER)
    decide(first, Decision.NEVER, "forge")
    decide(first, Decision.ADD, "ARR")
    first.finish()
    decide(begin(library, posting), Decision.KNOWN, "CRM")
    take_back(library)
    again = begin(library, posting)
    assert again.steps == 4
    assert row_of(again, "forge").decision is Decision.NEVER
    assert row_of(again, "CRM").decision is Decision.KNOWN


def test_what_was_typed_last_is_there_after_the_undo(library: Library, tmp_path: Path) -> None:
    posting = write_posting(tmp_path)
    first = begin(library, posting)
    for term in ("forge", "CRM"):
        first.keep_unsaved(row_of(first, term).id, f"{term} at first")
    first.finish()
    assert half_done(library) == ()
    again = begin(library, posting)
    again.keep_unsaved(row_of(again, "CRM").id, "CRM then")
    take_back(library)
    assert begin(library, posting).unsaved == {"forge": "forge at first", "crm": "CRM then"}


@pytest.mark.parametrize("content", ["", "{}"])
def test_one_that_cannot_be_read_stands_in_no_way(
    library: Library, tmp_path: Path, content: str
) -> None:
    posting = write_posting(tmp_path)
    triage = begin(library, posting)
    decide(triage, Decision.NEVER, "forge")
    triage.finish()
    (head,) = library.drafts_folder.rglob("*.json")
    head.write_text(content, encoding="utf-8")
    decide(begin(library, posting), Decision.KNOWN, "CRM")
    take_back(library)
    (half,) = half_done(library)
    assert half.steps == (Decided((RowId("crm"),), Decision.KNOWN),)


def test_other_acts_bring_nothing_back(library: Library) -> None:
    triage = begin_pasted(library, POSTING)
    decide(triage, Decision.NEVER, "forge")
    triage.finish()
    library.record(judge(["quorum"], Verdict.KNOWN))
    undone = take_back(library)
    assert undone is not None
    assert not undone.is_half_done
    assert half_done(library) == ()


def test_only_the_last_ones_are_kept(library: Library) -> None:
    for number in range(KEPT + 2):
        triage = begin_pasted(library, f"Role {number}\n\nYou escalate it {number} times.\n")
        decide(triage, Decision.ADD, "escalate")
        triage.finish()
    assert len(list((library.drafts_folder / "finished").iterdir())) == KEPT

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.errors import BadInputError, StorageError
from termcards.files import write_at_once
from termcards.library.deciding import Decided, Decision, Group, Row, RowId, decided
from termcards.library.halfdone import half_done
from termcards.library.home import Library
from termcards.library.keeping import deck_paths
from termcards.library.triaging import Finished, Triage, begin, begin_pasted, go_on
from termcards.library.typed import keep_typed, typed
from termcards.library.undoing import take_back
from termcards.log import Verdict
from termcards.lookup import Definition, Origin
from termcards.notes import Citation, Draft, Example, Note, NoteId, Sense, Source
from tests.library.postings import POSTING, write_posting

DECK = "Account Executive, Larkbench"
WORDNET = Origin("WordNet", "its own", "https://wordnet.example.org")
MEND = Definition("reconcile", "to make accounts agree", WORDNET, "en", "verb")
PACIFY = Definition("reconcile", "to make friends again", WORDNET, "en", "verb")


def row_of(triage: Triage, term: str) -> Row:
    return next(row for row in triage.rows if row.term == term)


def decide(triage: Triage, decision: Decision, *terms: str) -> None:
    triage.decide([row_of(triage, term) for term in terms], decision)


def all_terms(library: Library) -> set[str]:
    decks = library.store.shelf.decks()
    return {note.term for known in decks for note in library.store.shelf.notes(known.deck.id)}


def only(triage: Triage, *terms: str) -> None:
    """Decides that no terms but these are added."""
    triage.decide(triage.rows, Decision.LATER)
    decide(triage, Decision.ADD, *terms)


def test_terms_come_in_groups_the_sure_ones_ticked(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    groups = list(dict.fromkeys(row.group for row in triage.rows))
    assert groups == [Group.EXPLAINED, Group.WORDS, Group.PHRASES, Group.UNEXPLAINED]
    assert row_of(triage, "ARR").decision is Decision.ADD
    assert row_of(triage, "CRM").decision is None
    assert (triage.title, triage.deck) == (DECK, DECK)


def test_a_meaning_of_our_glossary_is_there_from_the_start(
    library: Library, tmp_path: Path
) -> None:
    triage = begin(library, write_posting(tmp_path))
    (sense,) = row_of(triage, "invoice").draft.note.senses
    assert sense.definition == "A document that asks a customer to pay for goods or work."
    assert row_of(triage, "reconcile").draft.note.senses == ()


def test_all_that_is_accepted_is_one_act_and_one_undo_takes_it_back(
    library: Library, tmp_path: Path
) -> None:
    triage = begin(library, write_posting(tmp_path))
    only(triage, "ARR", "reconcile")
    decide(triage, Decision.NEVER, "forge")
    decide(triage, Decision.KNOWN, "invoice", "CRM")
    assert triage.finish() == Finished(DECK, 2, 1, 0, known=2, never=1)
    assert all_terms(library) == {"ARR", "reconcile"}
    assert library.store.journal.verdicts() == {
        "crm": Verdict.KNOWN,
        "forge": Verdict.NEVER,
        "invoice": Verdict.KNOWN,
    }
    undone = take_back(library)
    assert undone is not None
    assert undone.words == "took back 2 new notes, 3 verdicts"
    assert all_terms(library) == set()
    assert deck_paths(library) == []
    assert library.store.journal.verdicts() == {}
    assert take_back(library) is None


def test_verdicts_alone_are_an_act_too(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    only(triage)
    decide(triage, Decision.NEVER, "forge")
    assert triage.finish() == Finished(None, 0, 0, 0, known=0, never=1)
    assert deck_paths(library) == []
    undone = take_back(library)
    assert undone is not None
    assert (undone.what, undone.edits) == ("a verdict", 0)
    assert library.store.journal.verdicts() == {}


def test_nothing_decided_for_is_no_act(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    only(triage)
    assert triage.finish() == Finished(None, 0, 0, 0, known=0, never=0)
    assert library.store.journal.entries() == ()


def test_what_is_never_wanted_or_known_is_not_offered_again(
    library: Library, tmp_path: Path
) -> None:
    triage = begin(library, write_posting(tmp_path))
    only(triage)
    decide(triage, Decision.NEVER, "forge")
    decide(triage, Decision.KNOWN, "CRM")
    decide(triage, Decision.LATER, "nurture")
    triage.finish()
    later = {row.term for row in begin(library, write_posting(tmp_path, name="other.txt")).rows}
    assert not later & {"forge", "CRM"}
    assert "nurture" in later


def test_a_term_of_a_deck_gains_the_sentence_unless_it_is_put_off(
    library: Library, tmp_path: Path
) -> None:
    first = begin(library, write_posting(tmp_path), "Words")
    only(first, "reconcile", "nurture")
    first.finish()
    text = "Another Role\n\nYou reconcile the ledger every month.\nWe nurture new talent here.\n"
    second = begin(library, write_posting(tmp_path, text, "other.txt"))
    known = [row for row in second.rows if row.group is Group.IN_DECKS]
    assert [(row.term, row.deck, row.is_taken) for row in known] == [
        ("reconcile", "Words", True),
        ("nurture", "Words", True),
    ]
    second.decide([known[1]], Decision.LATER)
    assert second.finish().enriched == 1
    sentences = {
        shelved.note.term: [example.sentence for example in shelved.note.examples]
        for term in ("reconcile", "nurture")
        for shelved in library.store.shelf.named(term)
    }
    assert sentences == {
        "reconcile": [
            "Each quarter you reconcile invoices with the CRM and escalate what is disputed.",
            "You reconcile the ledger every month.",
        ],
        "nurture": ["You nurture prospects until the contract is signed."],
    }


def test_a_footnoted_term_is_offered_with_the_others(library: Library, tmp_path: Path) -> None:
    text = "# Role\n\nYou carry a quota[^q] and report to us.\n\n[^q]: quota: what is to be sold"
    triage = begin(library, write_posting(tmp_path, text, "noted.md"))
    (row,) = (row for row in triage.rows if row.group is Group.FOOTNOTES)
    assert (row.term, row.decision, row.candidate) == ("quota", Decision.ADD, None)
    triage.choose(row, MEND)
    assert row_of(triage, "quota") == row
    triage.decide([row], Decision.LATER)
    triage.finish()
    assert "quota" not in all_terms(library)


def test_each_decision_is_taken_back_singly(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    before = triage.rows
    decide(triage, Decision.NEVER, "forge")
    once = triage.rows
    decide(triage, Decision.KNOWN, "CRM", "QBR")
    assert triage.undo() == Decided((RowId("crm"), RowId("qbr")), Decision.KNOWN)
    assert triage.rows == once
    triage.undo()
    assert triage.rows == before
    assert triage.undo() is None


def test_a_meaning_that_is_chosen_replaces_the_one_before_and_adds(
    library: Library, tmp_path: Path
) -> None:
    triage = begin(library, write_posting(tmp_path))
    decide(triage, Decision.LATER, "reconcile")
    for found in (PACIFY, None, MEND):
        triage.choose(row_of(triage, "reconcile"), found)
    row = row_of(triage, "reconcile")
    source = Source("WordNet", "https://wordnet.example.org")
    assert row.draft.note.senses == (Sense("to make accounts agree", source=source),)
    assert row.draft.note.part_of_speech == "verb"
    assert row.decision is Decision.ADD
    triage.undo()
    assert row_of(triage, "reconcile").decision is Decision.LATER
    assert row_of(triage, "reconcile").draft.note.senses == ()


def test_a_meaning_keeps_what_was_written_by_hand(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    row = row_of(triage, "reconcile")
    triage.write(row, replace(row.draft.note, term="to reconcile", pronunciation="rek"))
    triage.choose(row_of(triage, "to reconcile"), MEND)
    note = row_of(triage, "to reconcile").draft.note
    assert (note.pronunciation, note.senses[0].definition) == ("rek", "to make accounts agree")


def test_any_words_of_the_text_can_be_marked(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    sentence = triage.sentences[1]
    marked = triage.mark(replace(sentence, surface="in every region"))
    row = triage.row(marked)
    assert row is not None
    assert triage.rows[0] == row
    assert (row.term, row.group, row.decision) == ("in every region", Group.MARKED, Decision.ADD)
    assert row.draft.line == 3
    only(triage, "in every region")
    triage.finish()
    (shelved,) = library.store.shelf.named("in every region")
    assert shelved.note.examples == (
        Example(
            "You forge relationships with procurement and finance leads in every region.",
            "in every region",
            citation=Citation("executive", 3),
        ),
    )


def test_a_marked_term_of_the_glossary_has_its_meaning(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path, "Role\n\nThe close rate is what we watch.\n"))
    triage.decide(triage.rows, Decision.LATER)
    row = triage.row(triage.mark(Example("We close.", "win rate")))
    assert row is not None
    assert [sense.source for sense in row.draft.note.senses] == [Source("termcards glossary")]


def test_marking_a_term_that_is_offered_takes_its_row(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    count = len(triage.rows)
    assert triage.mark(replace(triage.sentences[3], surface="crm")) == "crm"
    assert len(triage.rows) == count
    assert row_of(triage, "CRM").decision is Decision.ADD


def test_decisions_are_there_when_one_comes_back(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path)
    triage = begin(library, path, "Sales")
    decide(triage, Decision.NEVER, "forge")
    triage.choose(row_of(triage, "reconcile"), MEND)
    triage.mark(replace(triage.sentences[1], surface="in every region"))
    again = begin(library, path)
    assert again.rows == triage.rows
    assert (again.deck, again.has_gone_on) == ("Sales", True)
    again.undo()
    assert again.rows[0].term == "ARR"
    only(again, "ARR")
    again.finish()
    assert half_done(library) == ()
    assert not begin(library, path).has_gone_on


def test_a_posting_that_is_gone_is_gone_on_with(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path)
    triage = begin(library, path)
    decide(triage, Decision.NEVER, "forge")
    Path(path).unlink()
    (half,) = half_done(library)
    assert half.title == DECK
    assert go_on(library, half).rows == triage.rows


def test_a_pasted_text_is_a_posting(library: Library) -> None:
    triage = begin_pasted(library, POSTING)
    assert triage.title == DECK
    decide(triage, Decision.NEVER, "forge")
    assert begin_pasted(library, POSTING).rows == triage.rows
    assert not begin_pasted(library, POSTING + "More.").has_gone_on


def test_the_posting_last_worked_on_comes_first(library: Library, tmp_path: Path) -> None:
    for name in ("one", "two"):
        path = write_posting(tmp_path, f"Role {name}\n\nYou escalate it.\n", f"{name}.txt")
        triage = begin(library, path)
        decide(triage, Decision.KNOWN, "escalate")
    assert [half.title for half in half_done(library)] == ["Role two", "Role one"]


def test_a_term_that_the_posting_lost_is_passed_over(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    decide(triage, Decision.NEVER, "forge", "nurture")
    path = write_posting(tmp_path, "Role\n\nYou forge relationships every day.\n")
    again = begin(library, path)
    assert row_of(again, "forge").decision is Decision.NEVER
    assert "nurture" not in {row.term for row in again.rows}


def test_what_is_gone_on_with_is_the_posting_as_it_was_read_last(
    library: Library, tmp_path: Path
) -> None:
    first = begin(library, write_posting(tmp_path))
    decide(first, Decision.NEVER, "forge")
    path = write_posting(tmp_path, "Another Role\n\nYou forge relationships every day.\n")
    decide(begin(library, path), Decision.KNOWN, "forge")
    (half,) = half_done(library)
    assert half.title == "Another Role"
    again = go_on(library, half)
    assert again.title == "Another Role"
    assert row_of(again, "forge").decision is Decision.KNOWN


def test_a_posting_of_which_something_was_typed_is_half_done(library: Library) -> None:
    keep_typed(library, POSTING)
    triage = begin_pasted(library, POSTING)
    triage.keep_unsaved(RowId("reconcile"), "to mend\ud800")
    triage.keep_unsaved(RowId("reconcile"), "to mend it\ud800")
    triage.leave()
    assert typed(library) == ""
    (half,) = half_done(library)
    assert half.steps == ()
    for again in (go_on(library, half), begin_pasted(library, POSTING)):
        assert again.unsaved == {"reconcile": "to mend it\ud800"}
        assert [row.term for row in again.unsaved_rows] == ["reconcile"]
        assert not again.has_gone_on
    again.drop_unsaved(RowId("reconcile"))
    assert half_done(library) == ()
    assert typed(library) == POSTING


def test_what_is_saved_is_not_unsaved_any_more(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path)
    triage = begin(library, path)
    for term in ("reconcile", "forge"):
        triage.keep_unsaved(row_of(triage, term).id, f"{term} as typed")
    row = row_of(triage, "reconcile")
    triage.write(row, row.draft.note)
    triage.mark(replace(triage.sentences[1], surface="forge"))
    triage.undo()
    triage.undo()
    assert begin(library, path).unsaved == {"forge": "forge as typed"}


def test_decisions_of_a_version_before_are_read(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path)
    decide(begin(library, path), Decision.NEVER, "forge")
    (kept,) = library.drafts_folder.glob("*.json")
    fields = json.loads(kept.read_bytes())
    del fields["unsaved"]
    kept.write_text(json.dumps(fields), encoding="utf-8")
    assert begin(library, path).steps == 1


def test_nothing_is_kept_once_all_is_taken_back(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path))
    decide(triage, Decision.NEVER, "forge")
    triage.undo()
    assert half_done(library) == ()
    assert list(library.drafts_folder.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"posting": 1}', '{"name":"x","title":"x","posting":{"format":"NONE"}}'],
)
def test_decisions_that_cannot_be_read_say_so(
    library: Library, tmp_path: Path, content: str
) -> None:
    path = write_posting(tmp_path)
    triage = begin(library, path)
    decide(triage, Decision.NEVER, "forge")
    (kept,) = library.drafts_folder.glob("*.json")
    kept.write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match="remove the file to begin anew"):
        begin(library, path)
    assert half_done(library) == ()


def test_what_cannot_be_finished_leaves_all_as_it_was(library: Library, tmp_path: Path) -> None:
    triage = begin(library, write_posting(tmp_path), "Sales")
    only(triage, "ARR")
    decide(triage, Decision.NEVER, "forge")
    rows = triage.rows
    library.decks_folder.rmdir()
    write_at_once(library.decks_folder, b"in the way")
    with pytest.raises(StorageError):
        triage.finish()
    assert triage.rows == rows
    assert library.store.journal.entries() == ()
    assert len(half_done(library)) == 1


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Decision)), max_size=12),
)
def test_taking_a_step_back_gives_the_rows_before_it(steps: list[tuple[int, Decision]]) -> None:
    rows = [
        Row(RowId(str(n)), Group.WORDS, Draft(Note(NoteId(str(n)), str(n)), "", 1))
        for n in range(4)
    ]
    taken = [Decided((RowId(str(place)),), decision) for place, decision in steps]
    last = {str(place): decision for place, decision in steps}
    assert {row.id: row.decision for row in decided(rows, taken) if row.decision} == last


def test_the_library_is_in_step_when_a_triage_begins(library: Library, tmp_path: Path) -> None:
    deck = library.decks_folder / "mine.yaml"
    deck.write_text(
        "id: mine\ndeck: Mine\nformat: 1\nnotes:\n- id: forge\n  term: forge\n", encoding="utf-8"
    )
    row = row_of(begin(library, write_posting(tmp_path)), "forge")
    assert (row.group, row.deck) == (Group.IN_DECKS, "Mine")

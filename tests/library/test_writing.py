"""Notes are written, changed, moved and deleted in their files; one undo takes each of it back."""

from dataclasses import replace
from pathlib import Path

import pytest

from termcards.errors import NotFoundError, StorageError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.studying import Study
from termcards.library.undoing import take_back
from termcards.library.writing import (
    ChangedByHandError,
    add_note,
    change_note,
    delete_notes,
    move_notes,
)
from termcards.notes import Citation, Direction, Example, Note, NoteId, Posting, Sense

CORE = """\
id: core
deck: Core
format: 1
directions: [recognise]
postings:
  lead: {title: Lead}
notes:
- id: arr
  term: ARR  # by letter
  senses:
  - definition: What comes in.   # a year
  examples:
  - sentence: ARR grew.
    surface: ARR
    source: {posting: lead, line: 3}
# between
- id: quota
  term: quota
  senses:
  - definition: What to sell.
"""
OTHER = """\
id: other
deck: Other
format: 1
directions: [recognise]
language: de
postings:
  lead: {title: Another lead}
notes:
  - id: churn
    term: churn
    senses: [{definition: Who leaves.}]
"""
ARR, QUOTA, CHURN = NoteId("arr"), NoteId("quota"), NoteId("churn")


@pytest.fixture
def files(library: Library) -> tuple[Path, Path]:
    core, other = library.decks_folder / "core.yaml", library.decks_folder / "other.yaml"
    core.write_text(CORE, encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    sync(library)
    return core, other


def note(library: Library, note_id: NoteId) -> Note:
    shelved = library.store.shelf.note(note_id)
    assert shelved is not None
    return shelved.note


def learn(library: Library) -> None:
    """Answers the first card of the first deck."""
    decks = [shelved.deck for shelved in library.store.shelf.decks()][:1]
    Study(library, decks).answer(4, 1000)


def test_a_changed_term_keeps_the_id_and_the_history(
    library: Library, files: tuple[Path, Path]
) -> None:
    learn(library)
    before = library.store.journal.standings()
    written = change_note(library, ARR, replace(note(library, ARR), term="annual revenue"))
    assert (written.note.id, written.note.term, written.deck) == (ARR, "annual revenue", "Core")
    assert files[0].read_text() == CORE.replace("term: ARR", "term: annual revenue")
    assert library.store.journal.standings() == before
    assert library.store.shelf.named("annual revenue")[0].note.id == "arr"


def test_a_change_is_one_act_taken_back_to_the_letter(
    library: Library, files: tuple[Path, Path]
) -> None:
    old = note(library, ARR)
    new = replace(old, term="NRR", senses=(Sense("x"), Sense("y")), tags=("t",))
    change_note(library, ARR, new, deck_name="Other")
    assert note(library, ARR).term == "NRR"
    undone = take_back(library)
    assert undone is not None
    assert undone.left == ()
    assert (files[0].read_text(), files[1].read_text()) == (CORE, OTHER)
    assert note(library, ARR) == old
    assert take_back(library) is None


def test_nothing_changed_is_no_act(library: Library, files: tuple[Path, Path]) -> None:
    assert not change_note(library, ARR, note(library, ARR), deck_name="core").is_changed
    assert take_back(library) is None


def test_a_note_changed_by_hand_in_the_meantime_is_refused(
    library: Library, files: tuple[Path, Path]
) -> None:
    seen = note(library, ARR)
    by_hand = CORE.replace("# by letter", "# mine").replace("What comes in.", "By hand.")
    files[0].write_text(by_hand, encoding="utf-8")
    with pytest.raises(ChangedByHandError) as caught:
        change_note(library, ARR, replace(seen, term="NRR"), seen=seen)
    assert str(caught.value) == (f"{files[0]}:8: this note was changed by hand in the meantime")
    assert files[0].read_text() == by_hand


def test_another_note_changed_by_hand_is_in_nobodys_way(
    library: Library, files: tuple[Path, Path]
) -> None:
    seen = note(library, ARR)
    by_hand = "# on top\n" + CORE.replace("What to sell.", "By hand.")
    files[0].write_text(by_hand, encoding="utf-8")
    change_note(library, ARR, replace(seen, term="NRR"), seen=seen)
    assert files[0].read_text() == by_hand.replace("term: ARR", "term: NRR")


def test_a_note_is_moved_with_its_history_its_comments_and_its_posting(
    library: Library, files: tuple[Path, Path]
) -> None:
    learn(library)
    before = library.store.journal.standings()
    assert move_notes(library, [ARR], "other") == "moved to Other: ARR"
    core, other = (path.read_text() for path in files)
    own = CORE[CORE.index("- id: arr") : CORE.index("# between")]
    assert core == CORE.replace(own, "")
    # Another posting of that name and another language are told apart there.
    own = own.replace("# a year\n", "# a year\n    language: en\n").replace(
        "{posting: lead", "{posting: lead-2"
    )
    moved = "".join(f"  {line}\n" for line in own.splitlines())
    assert other == OTHER.replace("notes:\n", "  lead-2: {title: Lead}\nnotes:\n") + moved
    assert library.store.journal.standings() == before
    assert library.store.shelf.note(ARR).deck == "other"  # type: ignore[union-attr]  # it is there
    take_back(library)
    assert [path.read_text() for path in files] == [CORE, OTHER]


def test_notes_are_moved_from_several_decks_at_once(
    library: Library, files: tuple[Path, Path]
) -> None:
    third = library.decks_folder / "third.yaml"
    third.write_text("id: third\ndeck: Third\nformat: 1\n", encoding="utf-8")
    sync(library)
    assert move_notes(library, [ARR, CHURN, QUOTA, ARR], "Third") == "moved 3 notes to Third"
    assert [found.id for found in library.store.shelf.notes("third")] == ["arr", "quota", "churn"]  # type: ignore[arg-type]  # an id is text
    assert move_notes(library, [ARR], "Third") == "in Third already"
    take_back(library)
    assert [path.read_text() for path in (*files, third)] == [
        CORE,
        OTHER,
        "id: third\ndeck: Third\nformat: 1\n",
    ]


def test_there_must_be_a_deck_of_that_name(library: Library, files: tuple[Path, Path]) -> None:
    with pytest.raises(NotFoundError, match='there is no deck "x"; the decks are: Core, Other'):
        move_notes(library, [ARR], "x")


def test_a_note_that_comes_back_has_its_history_again(
    library: Library, files: tuple[Path, Path]
) -> None:
    learn(library)
    before = library.store.journal.standings()
    assert before
    assert delete_notes(library, [ARR, QUOTA]) == "deleted 2 notes"
    assert files[0].read_text() == CORE[: CORE.index("- id: arr")] + "# between\n"
    assert library.store.shelf.note(ARR) is None
    undone = take_back(library)
    assert undone is not None
    assert undone.left == ()
    assert files[0].read_text() == CORE
    assert library.store.journal.standings() == before


def test_what_fails_in_the_middle_is_as_if_it_had_not_begun(
    library: Library, files: tuple[Path, Path]
) -> None:
    missing = NoteId("gone")
    with pytest.raises(NotFoundError):
        delete_notes(library, [ARR, missing])
    assert files[0].read_text() == CORE
    assert take_back(library) is None


def test_a_full_disk_leaves_the_files_as_they_were(
    library: Library, files: tuple[Path, Path]
) -> None:
    from tests.tui.seat import full_disk

    with full_disk(library), pytest.raises(StorageError):
        move_notes(library, [ARR], "Other")
    assert [path.read_text() for path in files] == [CORE, OTHER]
    assert library.store.shelf.note(ARR) is not None


def test_a_note_is_added_to_a_deck_or_makes_it(library: Library, files: tuple[Path, Path]) -> None:
    new = Note(NoteId(""), "ARR", senses=(Sense("Another."),), directions=(Direction.CLOZE,))
    written = add_note(library, new, "core")
    assert (written.note.id, written.deck) == ("arr-2", "Core")
    assert written.warning == "“ARR” is also a name of arr"
    assert files[0].read_text() == CORE + (
        "- id: arr-2\n  term: ARR\n  senses:\n  - definition: Another.\n  directions: [cloze]\n"
    )
    assert add_note(library, replace(new, term="MRR"), "Fresh").deck == "Fresh"
    with pytest.raises(NotFoundError, match="say in which deck; the decks are: Core, Fresh, Other"):
        add_note(library, new)
    take_back(library)
    assert not (library.decks_folder / "fresh.yaml").exists()
    take_back(library)
    assert files[0].read_text() == CORE


def test_a_new_name_that_another_note_has_is_told(
    library: Library, files: tuple[Path, Path]
) -> None:
    new = replace(note(library, ARR), aliases=("Quóta", "revenue"))
    assert change_note(library, ARR, new).warning == "“Quóta” is also a name of quota"
    # It has it already, so nobody needs to be told again.
    assert change_note(library, ARR, replace(new, tags=("t",))).warning is None


def test_only_what_was_learned_counts_and_not_where_it_stands(
    library: Library, files: tuple[Path, Path]
) -> None:
    example = Example("ARR fell.", "ARR", None, Citation("unheard-of"))
    change_note(library, ARR, replace(note(library, ARR), examples=(example,)), deck_name="Other")
    decks = {shelved.deck.id: shelved.deck for shelved in library.store.shelf.decks()}
    assert decks["other"].postings[-1] == Posting("unheard-of")  # type: ignore[index]  # an id is text

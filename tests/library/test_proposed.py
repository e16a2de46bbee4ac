"""What is typed for a term of a triage, and where it is kept."""

from pathlib import Path

from termcards.library.home import Library
from termcards.library.notedrafts import NoteDraft, draft_of, keep_draft, lend_text, lent_path
from termcards.library.proposed import Proposed
from termcards.library.triaging import Triage, begin
from tests.library.postings import write_posting
from tests.library.test_triaging import row_of


def proposed(library: Library, triage: Triage) -> Proposed:
    return Proposed(library, triage, row_of(triage, "reconcile"), lambda note: note.term)


def test_what_was_lent_to_an_editor_goes_before_what_was_typed(
    library: Library, tmp_path: Path
) -> None:
    path = write_posting(tmp_path)
    one = proposed(library, begin(library, path))
    one.keep("# Term\nto reconcile")
    lend_text(library, one.key, "# Term\nto reconcile accounts")
    again = proposed(library, begin(library, path))
    assert again.draft() == "# Term\nto reconcile accounts"
    again.keep("# Term\nto reconcile all accounts")
    assert not lent_path(library, again.key).exists()
    last = proposed(library, begin(library, path))
    assert last.draft() == "# Term\nto reconcile all accounts"
    last.forget()
    assert last.draft() is None
    assert proposed(library, begin(library, path)).draft() is None


def test_a_note_of_the_same_name_keeps_its_own_draft(library: Library, tmp_path: Path) -> None:
    keep_draft(library, "reconcile", NoteDraft("its own"))
    one = proposed(library, begin(library, write_posting(tmp_path)))
    assert one.draft() is None
    one.keep("of the posting")
    one.forget()
    assert draft_of(library, "reconcile") == NoteDraft("its own")


def test_two_postings_with_a_term_have_a_text_each(library: Library, tmp_path: Path) -> None:
    triages = [begin(library, write_posting(tmp_path, name=f"{name}.txt")) for name in "ab"]
    for triage, text in zip(triages, ("one", "two"), strict=True):
        proposed(library, triage).keep(text)
    assert [proposed(library, triage).draft() for triage in triages] == ["one", "two"]

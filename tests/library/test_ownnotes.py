"""A note is edited while its file is changed by hand: neither takes the other's place unasked."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from termcards.errors import StorageError
from termcards.form.filling import Form, Value
from termcards.library.editing import NewNote
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.ownnotes import ClashError, OwnNote
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from tests.tui.seat import full_disk, shelve

ARR = NoteId("arr")
CORE = Deck(
    DeckId("core"),
    "Core",
    directions=(Direction.RECOGNISE, Direction.CLOZE),
    notes=(Note(ARR, "ARR", senses=(Sense("What comes in."),), usage="in sales"),),
)
OTHER = Deck(DeckId("other"), "Other")


@pytest.fixture
def library(library: Library) -> Library:
    shelve(library, CORE, OTHER)
    return library


def note(library: Library) -> Note:
    shelved = library.store.shelf.note(ARR)
    assert shelved is not None
    return shelved.note


def typed(form: Form, heading: str, value: Value) -> Form:
    return tuple(
        replace(section, value=value) if section.slot.heading == heading else section
        for section in form
    )


def write_by_hand(library: Library, old: str, new: str) -> None:
    path = library.decks_folder / "core.yaml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def test_a_save_that_fails_forgets_nothing_of_what_was_changed_by_hand(library: Library) -> None:
    editing = OwnNote(library, ARR)
    form = typed(editing.form, "Term", "A.R.R.")
    write_by_hand(library, "in sales", "by hand")
    with full_disk(library), pytest.raises(StorageError):
        editing.save(form)
    editing.save(form)
    assert (note(library).term, note(library).usage) == ("A.R.R.", "by hand")


def test_what_was_shown_is_replaced_but_not_what_was_written_since(library: Library) -> None:
    editing = OwnNote(library, ARR)
    form = typed(editing.form, "Usage", "typed")
    for now, new in (("in sales", "by hand"), ("by hand", "by hand again")):
        write_by_hand(library, now, new)
        with pytest.raises(ClashError) as caught:
            editing.save(form)
        assert str(caught.value) == "changed by hand in the meantime: Usage"
        assert [clash.theirs for clash in caught.value.clashes] == [new]
        form = caught.value.form
    assert editing.save(form) == "saved"
    assert note(library).usage == "typed"


def test_a_note_that_was_moved_by_hand_stays_where_it_is(library: Library) -> None:
    editing = OwnNote(library, ARR)
    editing.keep("# Term\nA.R.R.\n# Meaning\nWhat comes in.\n# Usage\nin sales\n# Deck\nCore\n")
    core, other = library.decks_folder / "core.yaml", library.decks_folder / "other.yaml"
    head, lines = core.read_text(encoding="utf-8").split("notes:\n")
    core.write_text(head, encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8") + f"notes:\n{lines}", encoding="utf-8")
    sync(library)
    editing = OwnNote(library, ARR)
    draft = editing.draft()
    assert draft is not None
    assert "# Deck\nOther\n" in draft
    editing.save(typed(editing.form, "Term", "A.R.R."))
    assert library.store.shelf.note(ARR).deck == "other"  # type: ignore[union-attr]  # it is there


def test_a_draft_of_the_first_format_is_read(library: Library) -> None:
    editing = OwnNote(library, ARR)
    editing.keep("# Term\nA.R.R.\n")
    (path,) = (library.drafts_folder / "notes").glob("*.json")
    path.write_text(
        '{"format": 1, "note": "arr", "seen": {"id": "arr", "term": "ARR", "usage": "in sales",'
        ' "senses": [{"definition": "What comes in."}]},'
        ' "text": "# Term\\nA.R.R.\\n# Meaning\\nWhat comes in.\\n# Usage\\nin sales\\n"}',
        encoding="utf-8",
    )
    write_by_hand(library, "in sales", "by hand")
    sync(library)
    assert "# Usage\nby hand\n" in (OwnNote(library, ARR).draft() or "")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"Meaning": ""}, "saved · no card asks it without a meaning or a sentence"),
        ({"Directions": ("none",)}, "saved · no card asks it: see its directions, and its deck's"),
        ({"Meaning": "Other."}, "saved"),
    ],
)
def test_who_saves_a_note_that_no_card_asks_is_told(
    library: Library, form: dict[str, Value], words: str
) -> None:
    editing = OwnNote(library, ARR)
    written = typed(editing.form, "Usage", "")
    for heading, value in form.items():
        written = typed(written, heading, value)
    assert editing.save(written) == words


def test_who_adds_a_note_that_no_card_asks_is_told(library: Library) -> None:
    editing = NewNote(library, "Core")
    words = "added to Core · no card asks it without a meaning or a sentence"
    assert editing.save(typed(editing.form, "Term", "quota")) == words


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which can be filled; only for who may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def test_a_full_disk_is_no_lock_of_somebody_else(small_disk: Path) -> None:
    with Library(small_disk / "home") as library:
        shelve(library, CORE)
        editing = OwnNote(library, ARR)
        fill(small_disk)
        with pytest.raises(StorageError) as caught:
            editing.save(typed(editing.form, "Usage", "typed"))
        lock = small_disk / "home" / "decks.lock"
        assert str(caught.value) == f"{lock}: the disk is full; nothing was saved"
        with pytest.raises(StorageError) as unkept:
            editing.keep("# Term\nA.R.R.\n")
        assert str(unkept.value) == "cannot keep what you typed: the disk is full"
        assert note(library) == CORE.notes[0]

"""An act over deck files is done or not done, wherever it is cut off; undo goes on as before."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.tabling import import_json
from termcards.library.undoing import NotTakenBackError, take_back
from termcards.library.writing import change_note, delete_notes, move_notes
from termcards.log import Suspend, Suspension
from termcards.notes import NoteId
from termcards.splices import Splice
from termcards.storage.deckparts import Reread
from termcards.storage.lock import exclusive
from termcards.storage.rewriting import put_back
from tests.library.decks import add_deck

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CUT_OFF = "the last change of decks was cut off; they are as they were before it"


class Filmed(Library):
    """A library whose folder is copied wherever the program could be cut off in an act."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self.copies = copies
        self.taken: list[Path] = []
        super().__init__(folder, self.look_at_the_clock)

    def look_at_the_clock(self) -> datetime:
        # Entries are dated when all files are written, right before the log is.
        self.take()
        return NOON

    def foresee(
        self,
        path: Path,
        before: str,
        after: str,
        splices: Sequence[Splice],
        again: Reread | None = None,
    ) -> None:
        self.take()
        super().foresee(path, before, after, splices, again)
        self.take()

    def take(self) -> None:
        copy = self.copies / f"{len(self.taken):03}"
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("*.lock*", "*-shm"))
        self.taken.append(copy)


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "decks").iterdir())}


def ids(deck: str, *numbers: int) -> list[NoteId]:
    return [NoteId(f"{deck}-{number:02}") for number in numbers]


def begin(folder: Path, decks: Sequence[tuple[str, int]] = (("a", 3), ("b", 2), ("c", 4))) -> None:
    """A library with decks, and an act before the one that is cut off."""
    with Library(folder, lambda: NOON) as library:
        for name, notes in decks:
            add_deck(library, name, notes)
        library.record([Suspend(CardId("a-00:recognise"), Suspension.ASKED)])


def film(folder: Path, copies: Path, act: Callable[[Library], object]) -> list[Path]:
    with Filmed(folder, copies) as library:
        act(library)
        library.take()
        return library.taken


def is_under_way(folder: Path) -> bool:
    with Library(folder) as library:
        return not library.store.begun.is_empty


def last_under_way(copies: Sequence[Path]) -> Path:
    """The copy in which all files are written, and the log is not."""
    return [copy for copy in copies if is_under_way(copy)][-1]


def reopened(folder: Path) -> tuple[dict[str, str], bool, str | None]:
    """The deck files after the next start, whether the act is known to undo, what is said of it."""
    with Library(folder, lambda: NOON) as library:
        sync(library)
        last = {type(entry.fact) for entry in library.store.journal.last_act()}
        places = library.store.shelf.places()
        found = texts(folder)
        standing = {name for text in found.values() for name in text.split() if name in places}
        assert len(standing) == len(places)
        assert not [name for name in found if name.startswith(".")]
        return found, last != {Suspend}, library.remark


DELETED = [*ids("a", 0, 2), *ids("b", 0, 1), *ids("c", 1)]
ACTS: dict[str, Callable[[Library], object]] = {
    "delete": lambda library: delete_notes(library, DELETED),
    "move": lambda library: move_notes(library, [*ids("a", 0, 1), *ids("b", 1)], "c"),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_is_cut_off_is_done_or_was_not_begun(tmp_path: Path, name: str) -> None:
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    taken = film(tmp_path / "home", tmp_path / "copies", ACTS[name])
    after = texts(tmp_path / "home")
    assert before != after
    assert texts(last_under_way(taken)) == after
    states = []
    for copy in taken:
        was_whole = not is_under_way(copy)
        state = reopened(copy)
        assert state == ((before, False, CUT_OFF) if not was_whole else (*state[:2], None))
        assert reopened(copy) == (*state[:2], None)  # it is told once
        states.append(state[:2])
    undone = states.count((before, False))
    assert states == [(before, False)] * undone + [(after, True)] * (len(states) - undone)
    assert 4 < undone < len(states)


@pytest.mark.parametrize("name", ACTS)
def test_an_undo_that_is_cut_off_can_be_done_again(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    begin(home)
    before = texts(home)
    with Library(home, lambda: NOON) as library:
        ACTS[name](library)
    after = texts(home)
    taken = film(home, tmp_path / "copies", take_back)
    assert texts(home) == before
    assert texts(last_under_way(taken)) == before
    for copy in taken:
        if reopened(copy)[:2] == (before, False):
            continue
        assert reopened(copy)[:2] == (after, True)
        with Library(copy, lambda: NOON) as library:
            undone = take_back(library)
            assert undone is not None
            assert undone.left == ()
            assert texts(copy) == before
            earlier = take_back(library)
            assert earlier is not None
            assert earlier.what == "a suspension"
    assert reopened(taken[-1]) == (before, False, None)


def test_an_import_that_is_cut_off_leaves_no_deck(tmp_path: Path) -> None:
    bundle = tmp_path / "decks.json"
    note = '{{"id": "{0}", "term": "{0}", "senses": [{{"definition": "x"}}]}}'
    decks = ", ".join(
        f'{{"id": "{name}", "deck": "{name}", "format": "1", "notes": [{note.format(f"{name}1")}]}}'
        for name in ("new", "other", "a")
    )
    bundle.write_text(f'{{"decks": [{decks}]}}', encoding="utf-8")
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    taken = film(tmp_path / "home", tmp_path / "copies", lambda lib: import_json(lib, bundle))
    after = texts(tmp_path / "home")
    assert sorted(after) == ["a.yaml", "b.yaml", "c.yaml", "new.yaml", "other.yaml"]
    states = [reopened(copy)[:2] for copy in taken]
    assert [state for state in states if state != (before, False)] == [(after, True)]


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_whatever_is_done_and_wherever_it_is_cut_off_the_library_is_whole(
    data: st.DataObject,
) -> None:
    decks = [(name, data.draw(st.integers(0, 3))) for name in "abc"]
    notes = [note for name, count in decks for note in ids(name, *range(count))]
    chosen = data.draw(st.lists(st.sampled_from(notes), unique=True, min_size=1)) if notes else []
    moves = data.draw(st.booleans())
    undoes = data.draw(st.booleans())

    def act(library: Library) -> None:
        if moves:
            move_notes(library, chosen, "b")
        else:
            delete_notes(library, chosen)

    with TemporaryDirectory() as name:
        home = Path(name) / "home"
        begin(home, decks)
        states = [texts(home)]
        if undoes:
            with Library(home, lambda: NOON) as library:
                act(library)
            states.append(texts(home))
        taken = film(home, Path(name) / "copies", take_back if undoes else act)
        states.append(texts(home))
        for copy in taken:
            found, is_known, _ = reopened(copy)
            assert found in states[-2:]
            if states[0] not in states[1:]:
                assert is_known is (found != states[0])


KILLED = """
import os, signal, sys
from pathlib import Path
from termcards.library.home import Library
from termcards.library.undoing import take_back
from termcards.library.writing import delete_notes
from termcards.notes import NoteId

class Doomed(Library):
    begun = 0
    def foresee(self, *step):
        super().foresee(*step)
        self.begun += 1
        if self.begun == 2:
            os.kill(os.getpid(), signal.SIGKILL)

with Doomed(Path(sys.argv[1])) as library:
    if sys.argv[2:]:
        delete_notes(library, [NoteId(word) for word in sys.argv[2:]])
    else:
        take_back(library)
"""


@pytest.mark.parametrize("undoes", [False, True], ids=["act", "undo"])
def test_a_killed_process_holds_nobody_up(tmp_path: Path, undoes: bool) -> None:
    home = tmp_path / "home"
    begin(home)
    if undoes:
        with Library(home, lambda: NOON) as library:
            delete_notes(library, DELETED)
    whole = texts(home)
    words = [] if undoes else DELETED
    done = subprocess.run([sys.executable, "-c", KILLED, home, *words], check=False)
    assert done.returncode == -signal.SIGKILL
    assert texts(home) != whole
    assert reopened(home) == (whole, undoes, CUT_OFF)
    with Library(home) as library:
        assert library.store.begun.is_empty


def test_what_another_process_is_just_doing_is_left_to_it(tmp_path: Path) -> None:
    begin(tmp_path / "home")
    taken = film(tmp_path / "home", tmp_path / "copies", ACTS["delete"])
    copy = [copy for copy in taken if is_under_way(copy)][2]
    half = texts(copy)
    with exclusive(copy / "decks.lock"), Library(copy, lambda: NOON) as library:
        sync(library)
        assert (texts(copy), library.remark) == (half, None)
    assert texts(copy) == half


def change_usage(library: Library) -> None:
    (note,) = ids("b", 0)
    shelved = library.store.shelf.note(note)
    assert shelved is not None
    change_note(library, note, replace(shelved.note, usage="other"))


@pytest.mark.parametrize("name", ACTS)
def test_what_was_changed_by_hand_beside_an_act_that_was_cut_off_stays(
    tmp_path: Path, name: str
) -> None:
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    for copy in film(tmp_path / "home", tmp_path / "copies", ACTS[name]):
        if is_under_way(copy):
            path = copy / "decks" / "c.yaml"
            path.write_text(f"# by hand\n{path.read_text('utf-8')}", encoding="utf-8")
            mended = before | {"c.yaml": f"# by hand\n{before['c.yaml']}"}
            assert reopened(copy) == (mended, False, CUT_OFF)


def test_what_was_changed_by_hand_in_an_act_that_was_cut_off_is_kept_and_undo_knows_the_rest(
    tmp_path: Path,
) -> None:
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    copy = last_under_way(film(tmp_path / "home", tmp_path / "copies", change_usage))
    path = copy / "decks" / "b.yaml"
    path.write_text(path.read_text("utf-8").replace("other", "another"), encoding="utf-8")
    half = texts(copy)
    with Library(copy, lambda: NOON) as library:
        sync(library)
        assert library.remark == (
            "the last change of decks was cut off, and b.yaml was changed by hand since;"
            " undo takes back what was done"
        )
        assert texts(copy) == half
        undone = take_back(library)
        assert undone is not None
        assert undone.words == "not taken back: the change of a note"
        assert texts(copy) == half
    assert before != half


def test_a_recovery_that_is_cut_off_blames_nobody(tmp_path: Path) -> None:
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    copy = last_under_way(film(tmp_path / "home", tmp_path / "copies", ACTS["move"]))
    with Library(copy, lambda: NOON) as library:
        rewrites = library.store.begun.rewrites()
        for file in {rewrite.file for rewrite in rewrites}:
            own = [rewrite for rewrite in rewrites if rewrite.file == file]
            assert put_back(library.decks_folder / file, own)
    assert texts(copy) == before
    assert len(rewrites) > len({rewrite.file for rewrite in rewrites})
    assert reopened(copy) == (before, False, CUT_OFF)


def test_what_did_not_come_to_its_place_is_swept_away(tmp_path: Path) -> None:
    begin(tmp_path / "home")
    copy = last_under_way(film(tmp_path / "home", tmp_path / "copies", ACTS["move"]))
    (copy / "decks" / ".c.yaml.9c4udq0c").write_text("half of it", encoding="utf-8")
    (copy / "decks" / ".c.yaml.mine").write_text("not ours", encoding="utf-8")
    with Library(copy, lambda: NOON) as library:
        sync(library)
    assert sorted(path.name for path in (copy / "decks").glob(".*")) == [".c.yaml.mine"]


def test_what_cannot_be_put_back_yet_is_tried_again(tmp_path: Path) -> None:
    begin(tmp_path / "home")
    before = texts(tmp_path / "home")
    copy = last_under_way(film(tmp_path / "home", tmp_path / "copies", ACTS["delete"]))
    folder = copy / "decks"
    aside = copy / "aside"
    folder.rename(aside)
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError):
        Library(copy)
    folder.unlink()
    aside.rename(folder)
    assert reopened(copy)[0] == before


@pytest.fixture
def deleted(tmp_path: Path) -> Iterator[Library]:
    begin(tmp_path / "home")
    with Library(tmp_path / "home", lambda: NOON) as library:
        delete_notes(library, DELETED)
        yield library


def test_notes_that_are_back_already_are_simply_there(deleted: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    begin(copy)
    before = texts(copy)
    shutil.copy(copy / "decks" / "b.yaml", deleted.decks_folder / "b.yaml")
    undone = take_back(deleted)
    assert undone is not None
    assert (undone.left, undone.words) == ((), "put back 5 deleted notes")
    assert texts(deleted.folder) == before


def test_a_note_whose_id_is_taken_by_now_is_left_out_and_told(deleted: Library) -> None:
    path = deleted.decks_folder / "c.yaml"
    again = "- id: c-01\n  term: another\n  senses:\n  - definition: By hand.\n"
    path.write_text(path.read_text("utf-8") + again, encoding="utf-8")
    sync(deleted)
    undone = take_back(deleted)
    assert undone is not None
    assert [(left.path.name, left.line) for left in undone.left] == [("c.yaml", 29)]
    assert set(deleted.store.shelf.places()) == {
        *ids("a", 0, 1, 2),
        *ids("b", 0, 1),
        *ids("c", 0, 1, 2, 3),
    }
    assert path.read_text("utf-8").endswith(again)
    earlier = take_back(deleted)
    assert earlier is not None
    assert earlier.what == "a suspension"


def test_a_note_that_is_in_another_deck_by_now_is_left_out_too(deleted: Library) -> None:
    path = deleted.decks_folder / "a.yaml"
    again = "- id: b-01\n  term: another\n  senses:\n  - definition: By hand.\n"
    path.write_text(path.read_text("utf-8") + again, encoding="utf-8")
    sync(deleted)
    undone = take_back(deleted)
    assert undone is not None
    assert [left.path.name for left in undone.left] == ["b.yaml"]
    sync(deleted)
    assert deleted.store.shelf.places()[NoteId("b-01")][0] == "a"


def test_an_act_that_cannot_be_taken_back_is_passed_over_when_asked(deleted: Library) -> None:
    path = deleted.decks_folder / "b.yaml"
    path.write_text("id: b\nnotes: &x\n", encoding="utf-8")
    now = texts(deleted.folder)
    for _ in range(2):
        with pytest.raises(NotTakenBackError, match=r"b\.yaml:2: anchors") as caught:
            take_back(deleted)
        assert texts(deleted.folder) == now
    undone = take_back(deleted, leaving=caught.value.act)
    assert undone is not None
    assert undone.words == "left as it is: 5 deleted notes"
    assert texts(deleted.folder) == now
    earlier = take_back(deleted, leaving=caught.value.act)
    assert earlier is not None
    assert earlier.what == "a suspension"

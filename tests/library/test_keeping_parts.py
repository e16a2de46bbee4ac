"""What acts of the library change in deck files is taken in as if the files were read anew."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from termcards.cards import CardId
from termcards.errors import BadInputError, TermcardsError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.undoing import take_back
from termcards.library.writing import add_note, change_note, delete_notes, move_notes
from termcards.log import Edit, Review, Suspend, Suspension
from termcards.notes import Citation, Deck, DeckId, Example, Note, NoteId, Posting
from termcards.storage import deckfile, deckreader
from termcards.storage.deckparts import Outline
from tests import strategies
from tests.library.conftest import Clock
from tests.library.decks import add_deck
from tests.storage import handwriting

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

OF_FILES = {
    "decks": "id, name, file, size, head, directions, digest",
    "notes": "id, deck, position, line, content, posting",
    "names": "name, note",
    "cards": "id, note, position",
    "texts": "note, deck, sort, names, meaning, rest, sources",
    "tags": "tag, note",
}
"""What there is in the store of the files alone: with the columns that are alike everywhere."""

OF_ALL = {
    **OF_FILES,
    "contents": "note, digest, changed, added",
    "standings": "card, deck, due",
    "deck_days": "*",
    "days": "*",
    "postings": "*",
    "posting_weeks": "*",
}

Rows = dict[str, list[tuple[object, ...]]]


class Reader(Library):
    """A library that knows of no deck file what stands where, and so reads it whole."""

    def outline(self, path: Path) -> Outline | None:  # the base class names it
        return None


def rows(folder: Path, tables: dict[str, str]) -> Rows:
    with closing(sqlite3.connect(folder / "termcards.db")) as connection:
        found = {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in tables.items()
        }
        connection.execute("INSERT INTO grams (grams, rank) VALUES ('integrity-check', 1)")
        return found


def stamps(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "termcards.db")) as connection:
        return dict(connection.execute("SELECT file, modified FROM decks"))


def anew(folder: Path) -> Rows:
    """What a library has that reads the files for the first time."""
    with TemporaryDirectory() as name:
        shutil.copytree(folder / "decks", Path(name) / "decks")
        with Library(Path(name), lambda: NOON) as library:
            sync(library)
            return rows(Path(name), OF_FILES)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "decks").iterdir()}


def check(folder: Path) -> None:
    assert rows(folder, OF_FILES) == anew(folder)
    files = (folder / "decks").iterdir()
    assert stamps(folder) == {path.name: path.stat().st_mtime_ns for path in files}


# An act in a large deck reads no more than a part of it.


@pytest.fixture
def read(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The terms of a far note, once for each time it is read; the notes are far from it."""
    add_deck(library, "a", 30)
    add_deck(library, "b", 30)
    note, terms = deckreader._DeckReader.note, []

    def noted(reader: object, *parts: object) -> Note:
        found = note(reader, *parts)  # type: ignore[arg-type]  # handed on as they came
        if found.id in ("a-05", "b-05"):
            terms.append(found.term)
        return found

    monkeypatch.setattr(deckreader._DeckReader, "note", noted)
    yield terms
    check(library.folder)


NEAR = [NoteId("a-20"), NoteId("a-22")]
ACTS: dict[str, Callable[[Library], object]] = {
    "change": lambda library: change_note(
        library, NEAR[0], replace(library.store.shelf.notes(DeckId("a"))[20], usage="said")
    ),
    "delete": lambda library: delete_notes(library, NEAR),
    "delete the last": lambda library: delete_notes(library, [NoteId("a-29")]),
    "move": lambda library: move_notes(library, NEAR, "b"),
    "add": lambda library: add_note(library, Note(NoteId(""), "fresh"), "a"),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_and_its_undo_read_no_note_that_is_far_away(
    library: Library, read: list[str], name: str
) -> None:
    ACTS[name](library)
    assert contents(library.folder) != {}
    assert take_back(library) is not None
    assert read == []


def test_acts_after_one_another_read_no_note_that_is_far_away(
    library: Library, read: list[str]
) -> None:
    for name in ("change", "delete the last", "move", "add"):
        ACTS[name](library)
    for _ in range(4):
        take_back(library)
    assert read == []


def test_a_change_by_hand_that_no_stamp_shows_is_seen_by_the_next_act(library: Library) -> None:
    add_deck(library, "a", 5)
    path = library.decks_folder / "a.yaml"
    stat = path.stat()
    path.write_text(path.read_text("utf-8").replace("What a-04", "That a-04"), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    delete_notes(library, [NoteId("a-00")])
    assert library.store.shelf.notes(DeckId("a"))[-1].senses[0].definition == "That a-04 means."
    check(library.folder)


def test_what_was_written_and_changed_by_hand_before_it_was_taken_in_is_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_deck(library, "a", 5)
    path = library.decks_folder / "a.yaml"
    record = library.record

    def record_late(*given: object) -> object:
        path.write_text(path.read_text("utf-8").replace("What a-04", "That a-04"), "utf-8")
        return record(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "record", record_late)
    delete_notes(library, [NoteId("a-00")])
    assert library.store.shelf.notes(DeckId("a"))[-1].senses[0].definition == "That a-04 means."
    check(library.folder)


def test_what_was_put_back_is_not_taken_for_what_was_written(library: Library) -> None:
    add_deck(library, "a", 5)
    before = contents(library.folder)

    def fail(*_: object) -> object:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(library, "record", fail)
        delete_notes(library, [NoteId("a-00")])
    assert contents(library.folder) == before
    check(library.folder)
    delete_notes(library, [NoteId("a-01")])
    check(library.folder)


def test_a_note_that_comes_back_where_its_id_is_taken_is_a_fault_and_no_more(
    library: Library,
) -> None:
    add_deck(library, "a", 5)
    add_deck(library, "b", 1)
    path = library.decks_folder / "a.yaml"
    swapped = "- term: a-00\n  id: a-00\n"
    path.write_text(path.read_text("utf-8").replace("- id: a-00\n  term: a-00\n", swapped), "utf-8")
    sync(library)
    delete_notes(library, [NoteId("a-00")])
    with (library.decks_folder / "b.yaml").open("a", encoding="utf-8") as file:
        file.write("- term: taken\n  id: a-00\n")
    sync(library)
    assert take_back(library) is not None
    assert b"id: a-00" in contents(library.folder)["a.yaml"]
    assert library.store.shelf.places()[NoteId("a-00")][0] == "b"
    with pytest.raises(BadInputError, match="is taken"):
        sync(library)


def change(library: Library, file: str, **wish: Any) -> None:
    """As an act does it, before what it has done is taken in."""
    path = library.decks_folder / file
    known = library.outline(path)
    assert known is not None
    with library.changing_decks():
        splices = deckfile.change(path, ahead=library.foresee, outline=known, **wish)
        library.record([Edit(file, splice.at, splice.old, splice.new) for splice in splices])


def test_an_id_of_another_deck_is_a_fault_with_its_line(library: Library) -> None:
    add_deck(library, "a", 5)
    add_deck(library, "b", 1)
    change(library, "a.yaml", added=[Note(NoteId("b-00"), "taken")])
    with pytest.raises(
        BadInputError, match=r'a\.yaml:43: the note id "b-00" is taken at .*b\.yaml:8'
    ):
        sync(library)


def test_other_directions_make_the_cards_of_all_notes_anew(library: Library) -> None:
    add_deck(library, "a", 5, directions=None)
    change(library, "a.yaml", removed=[NoteId("a-00")])
    (library.folder / "config.yaml").write_text("directions: [produce]\n", "utf-8")
    library.reload_settings()
    sync(library)
    assert library.store.shelf.cards(NoteId("a-04")) == ("a-04:produce",)


def test_only_the_note_that_is_other_was_changed_now(library: Library, clock: Clock) -> None:
    add_deck(library, "a", 5)
    before = clock.now
    clock.pass_days(3)
    first = library.store.shelf.notes(DeckId("a"))[0]
    change_note(library, first.id, replace(first, usage="said"))
    changed = library.store.shelf.changed(DeckId("a"))
    assert changed[first.id] == clock.now
    assert {changed[NoteId(f"a-0{number}")] for number in range(1, 5)} == {before}


def test_a_note_keeps_its_line_and_not_its_place(library: Library) -> None:
    names = ("one", "two", "three", "four", "five")
    notes = "".join(f"- id: {name}\n  term: {name}\n" for name in names)
    path = library.decks_folder / "a.yaml"
    path.write_text(f"id: a\ndeck: A\nformat: 1\nnotes:\n{notes}", "utf-8")
    sync(library)
    longer = Note(NoteId("two"), "two", field="F", usage="said")
    change(library, "a.yaml", rewritten=[longer], removed=[NoteId("one")])
    sync(library)
    check(library.folder)


def test_a_text_that_comes_back_says_again_what_it_said(library: Library) -> None:
    """What a change has made of a file tells nothing about another state of the store."""
    add_deck(library, "a", 5)
    path = library.decks_folder / "a.yaml"
    other = path.read_text("utf-8").replace("What a-04", "That a-04")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("termcards.library.writing.sync", lambda _: None)
        patch.setattr("termcards.library.undoing.sync", lambda _: None)
        delete_notes(library, [NoteId("a-00")])
    after = path.read_bytes()
    path.write_text(other, "utf-8")
    with Library(library.folder, lambda: NOON) as second:
        sync(second)  # takes in what the first does not know of
    path.write_bytes(after)
    sync(library)
    assert library.store.shelf.notes(DeckId("a"))[-1].senses[0].definition == "What a-04 means."
    check(library.folder)


# One way judges the other: files read whole on the one side, parts of them on the other.


@st.composite
def acts(draw: st.DrawFn, library: Library) -> Callable[[Library], object]:
    notes = [shelved.note for shelved in library.store.shelf.all_notes()]
    ids = [note.id for note in notes]
    deck = draw(st.sampled_from(["A", "B"]))
    fresh = draw(strategies.notes_with(st.sampled_from(["", "fresh"])))
    kind = draw(st.sampled_from(["change", "delete", "move", "add", "undo", "undo", "cut", "hand"]))
    some = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)) if ids else []
    if kind == "undo" or not ids:
        return take_back
    if kind == "add":
        return lambda library: add_note(library, fresh, deck)
    if kind == "delete":
        gone = draw(st.sampled_from([some, ids, ids[:1], ids[-1:]]))
        return lambda library: delete_notes(library, gone)
    if kind == "move":
        return lambda library: move_notes(library, some, deck)
    if kind == "cut":
        return lambda library: cut_off(library, some)
    if kind == "hand":
        return lambda library: by_hand(library, deck)
    new = draw(strategies.changed(draw(st.sampled_from(notes)), fresh))
    target = draw(st.sampled_from([None, None, "A", "B"]))
    return lambda library: change_note(library, new.id, new, deck_name=target)


def cut_off(library: Library, notes: Sequence[NoteId]) -> None:
    """The files are written, and then it fails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "record", fail)
        delete_notes(library, notes)


def fail(*_: object) -> None:
    raise TermcardsError("it fails here")


def by_hand(library: Library, deck: str) -> None:
    path = library.decks_folder / f"{deck}.yaml"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"id: d", b"id:  d", 1) + b"\n# mine\n")
    try:
        sync(library)
    except BadInputError:  # the blank line belongs to a text that keeps it: a slip of the hand
        path.write_bytes(before)
        sync(library)


def outcome(library: Library, act: Callable[[Library], object]) -> object:
    try:
        result = act(library)
    except TermcardsError as error:
        return str(error).replace(str(library.folder), "")
    return str(result).replace(str(library.folder), "")


def deck_of(name: str) -> st.SearchStrategy[Deck]:
    cited = tuple(
        Example("It came.", citation=Citation(posting)) for posting in ("first", "second")
    )
    notes = st.lists(
        st.builds(
            lambda note, examples: replace(note, examples=(*note.examples, *examples)),
            strategies.notes_with(st.from_regex(f"{name.lower()}[0-9]", fullmatch=True)),
            st.sampled_from([(), cited[:1], cited]),
        ),
        min_size=1,
        max_size=6,
    )
    return st.builds(
        Deck,
        id=st.just(DeckId(f"d{name}")),
        name=st.just(name),
        postings=st.sampled_from([(), (Posting("first", title="First"),)]),
        notes=notes.map(strategies.distinct),
    )


def begun(folder: Path, kind: type[Library], files: dict[str, bytes]) -> Library:
    library = kind(folder, lambda: NOON)
    for name, content in files.items():
        (library.decks_folder / name).write_bytes(content)
    try:
        sync(library)
    except BadInputError:  # written so freely that it is no deck, which others test
        library.close()
        reject()
    cards = [library.store.shelf.cards(s.note.id) for s in library.store.shelf.all_notes()]
    for own in cards:
        library.record([Review(CardId(card), 4, 99) for card in own[:1]])
        library.record([Suspend(CardId(card), Suspension.ASKED) for card in own[1:]])
    return library


@settings(max_examples=40, deadline=None)
@given(deck_of("A"), deck_of("B"), st.data())
def test_whatever_is_done_the_store_is_as_if_the_files_were_read_anew(
    one: Deck, other: Deck, data: st.DataObject
) -> None:
    marks = st.sampled_from([b"", b"\xef\xbb\xbf"])
    files = {
        f"{deck.name}.yaml": data.draw(marks) + data.draw(handwriting.files(deck)).encode()
        for deck in (one, other)
    }
    with TemporaryDirectory() as name:
        part, whole = Path(name) / "part", Path(name) / "whole"
        with begun(part, Library, files) as library, begun(whole, Reader, files) as reader:
            for _ in range(data.draw(st.integers(1, 4))):
                act = data.draw(acts(library))
                assert outcome(library, act) == outcome(reader, act)
                assert contents(part) == contents(whole)
                assert rows(part, OF_ALL) == rows(whole, OF_ALL)
                check(part)

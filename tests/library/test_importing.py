"""Other people's decks, as the real Anki writes them, become notes that one can study."""

import io
import resource
import shutil
import signal
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from anki.collection import Collection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.anki.collection import read_collection
from termcards.anki.mapping import Part
from termcards.errors import BadInputError, StorageError, TermcardsError, UsageError
from termcards.library.home import Library
from termcards.library.importing import ImportWishes, import_anki
from termcards.library.keeping import deck_paths
from termcards.library.undoing import take_back
from termcards.log import Verdict
from termcards.notes import Example, Note, NoteId, Sense
from tests.anki.real_anki import answer_in_anki, fresh_anki, hand_out
from tests.library.decks import add_deck


@pytest.fixture
def anki() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


def add(anki: Collection, kind: str, deck: str, *fields: str, tags: str = "") -> None:
    note_type = anki.models.by_name(kind)
    assert note_type is not None
    note = anki.new_note(note_type)
    note.fields = list(fields)
    note.tags = tags.split()
    number = anki.decks.id(deck)
    assert number is not None
    anki.add_note(note, number)


@pytest.fixture(params=["new.apkg", "old.apkg", "new.colpkg", "old.colpkg"])
def package(request: pytest.FixtureRequest, anki: Collection, tmp_path: Path) -> Path:
    add(
        anki, "Basic", "Words::Sales", "churn", "Loss of <b>customers</b>.<br>R&amp;D too", tags="a"
    )
    add(anki, "Basic", "Words::Sales", "<div>ARR</div>", "Yearly value [sound:x.mp3]")
    add(anki, "Basic", "Words::Data", "ARR", "Something else")
    add(anki, "Cloze", "Words::Data", "The {{c1::quota::how much}} was met.", "A target.")
    add(anki, "Basic", "Words::Data", "<img src='only.png'>", "a picture")
    return hand_out(anki, tmp_path / request.param, legacy=request.param.startswith("old"))


def test_notes_become_a_deck(library: Library, package: Path) -> None:
    told: list[str] = []
    imported = import_anki(
        library, package, ImportWishes(tell=lambda name, mapped: told.append(f"{name}: {mapped}"))
    )
    assert [deck.name for deck in imported.decks] == ["Words"]
    assert (imported.without_term, imported.media) == (1, 2)
    assert imported.added == (
        Note(
            NoteId("churn"),
            "churn",
            senses=(Sense("Loss of customers.\nR&D too"),),
            tags=("a",),
        ),
        Note(NoteId("arr"), "ARR", senses=(Sense("Yearly value"), Sense("Something else"))),
        Note(
            NoteId("quota"),
            "quota",
            usage="A target.",
            examples=(Example("The quota was met.", "quota"),),
        ),
    )
    assert "Basic: (('Front', <Part.TERM: 'term'>)" in told[0]
    again = import_anki(library, package)
    assert (again.added, again.known) == ((), 4)
    assert len(deck_paths(library)) == 1
    take_back(library)
    assert deck_paths(library) == []


def test_the_user_says_what_a_field_is(library: Library, anki: Collection, tmp_path: Path) -> None:
    add(anki, "Basic", "Words", "客户流失", "churn")
    package = hand_out(anki, tmp_path / "words.apkg", legacy=False)
    parts = {"front": Part.TRANSLATION, "Back": Part.TERM}
    imported = import_anki(library, package, ImportWishes(parts=parts, deck="Mine"))
    assert imported.added == (Note(NoteId("churn"), "churn", senses=(Sense("客户流失"),)),)
    assert [deck.name for deck in imported.decks] == ["Mine"]


def test_a_field_that_is_not_there_is_named(
    library: Library, anki: Collection, tmp_path: Path
) -> None:
    add(anki, "Basic", "Words", "churn", "loss")
    package = hand_out(anki, tmp_path / "words.apkg", legacy=False)
    with pytest.raises(UsageError, match='no note has a field "Word"; there are: Front, Back'):
        import_anki(library, package, ImportWishes(parts={"Word": Part.TERM}))
    assert deck_paths(library) == []


def test_a_word_that_is_known_makes_no_second_note(
    library: Library, anki: Collection, tmp_path: Path
) -> None:
    add_deck(library, "sales", 1)
    add(anki, "Basic", "sales", "SALES-00", "another meaning")
    add(anki, "Basic", "sales", "new one", "its meaning")
    imported = import_anki(library, hand_out(anki, tmp_path / "words.apkg", legacy=False))
    assert [note.term for note in imported.added] == ["new one"]
    assert imported.known == 1
    assert len(deck_paths(library)) == 1  # a deck of that name was there


@pytest.mark.parametrize(("learned", "words"), [(True, {"churn"}), (False, {"churn", "arr"})])
def test_words_learned_in_anki_are_known(
    library: Library, anki: Collection, tmp_path: Path, learned: bool, words: set[str]
) -> None:
    add(anki, "Basic", "Words", "Churn", "loss")
    add(anki, "Basic", "Words", "ARR", "value")
    if learned:
        (card,) = anki.find_cards("churn")
        answer_in_anki(anki, anki.get_card(card), 4)
    package = hand_out(anki, tmp_path / "words.apkg", legacy=False)
    imported = import_anki(library, package, ImportWishes(as_known=True))
    assert set(imported.words) == words
    verdicts = library.store.journal.verdicts()
    assert verdicts == dict.fromkeys(words, Verdict.KNOWN)
    assert deck_paths(library) == []
    assert import_anki(library, package, ImportWishes(as_known=True)).words == ()
    take_back(library)
    assert library.store.journal.verdicts() == {}


def test_hostile_fields_are_only_text(library: Library, anki: Collection, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\x1b[31m: - {a} # 'q' \"q\" & <b>x\u202e"
    add(anki, "Basic", "../../x::\x1bdeck", f"word {hostile}", hostile)
    imported = import_anki(library, hand_out(anki, tmp_path / "words.apkg", legacy=False))
    (note,) = imported.added
    shelved = library.store.shelf.note(note.id)
    assert shelved is not None
    assert shelved.note == note
    assert note.term == "word [31m: - {a} # 'q' \"q\" & x"
    (path,) = deck_paths(library)
    assert path.parent == library.decks_folder


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            # Without the time of day, which would give the tests other names from run to run.
            package.writestr(zipfile.ZipInfo(name.replace("_", ".")), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is no package of Anki's, or it is damaged (File is not a zip file)"),
        (b"PK\x03\x04 cut", "this is no package of Anki's, or it is damaged"),
        (zipped(media=b"{}"), "this package holds no collection of Anki's"),
        (zipped(collection_anki2=b"no database"), "this is no collection of Anki's"),
        (zipped(collection_anki21b=b"not packed"), "the package is damaged"),
        (b"SQLite format 3\x00 and nothing", "this is no collection of Anki's"),
    ],
)
def test_what_is_no_collection_is_named(
    library: Library, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "deck.apkg"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as failure:
        import_anki(library, path)
    assert str(failure.value).startswith(f"{path}: {message}")


def test_a_missing_file_and_another_database_are_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot read it: No such file"):
        import_anki(library, tmp_path / "missing.apkg")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE notes (x)")
    connection.close()
    with pytest.raises(BadInputError, match="no collection of Anki's"):
        import_anki(library, other)


@pytest.fixture(scope="module")
def old_collection(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database of a package in Anki's old format."""
    folder = tmp_path_factory.mktemp("old")
    with fresh_anki() as anki:
        for word in ("churn", "quota"):
            add(anki, "Basic", "Words", word, f"{word} means")
        (card, _) = anki.find_cards("")
        answer_in_anki(anki, anki.get_card(card), 3)
        hand_out(anki, folder / "old.apkg", legacy=True)
    with zipfile.ZipFile(folder / "old.apkg") as package:
        return package.read("collection.anki21")


DEEP = "[" * 100_000
DIGITS = "9" * 5000


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM col",
        "UPDATE col SET models = '{'",
        f"UPDATE col SET models = '{DEEP}'",
        f'UPDATE col SET models = \'{{"{DIGITS}": {{"name": "x", "flds": [], "tmpls": []}}}}\'',
        'UPDATE col SET models = \'{"1": {"name": "x", "tmpls": [],'
        ' "flds": [{"name": "a", "ord": 1e999}]}}\'',
        "UPDATE notes SET mid = 'abc'",
        "UPDATE notes SET mod = x'00'",
        "UPDATE cards SET ord = 'x'",
        "UPDATE cards SET did = 'zz'",
        "UPDATE cards SET ivl = 'x'",
        "UPDATE revlog SET ease = 'good'",
        "DROP TABLE revlog",
    ],
    ids=lambda damage: damage[:40],
)
def test_a_damaged_table_is_one_clear_line(
    library: Library, tmp_path: Path, old_collection: bytes, damage: str
) -> None:
    path = tmp_path / "broken.anki2"
    path.write_bytes(old_collection)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.executescript(damage)
    connection.close()
    with pytest.raises(BadInputError) as failure:
        import_anki(library, path)
    message = str(failure.value)
    assert message.startswith(f"{path}: this is no collection of Anki's, or it is damaged (")
    assert "\n" not in message


def test_a_damaged_archive_is_one_clear_line(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    content = bytearray(zipped(collection_anki2=b"SQLite format 3" * 100))
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.find(sign) + offset] = zipfile.ZIP_LZMA
    path.write_bytes(bytes(content))
    with pytest.raises(BadInputError, match="this is no package of Anki's, or it is damaged"):
        import_anki(library, path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_what_unpacks_to_far_too_much_is_refused(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    path, temporary = tmp_path / "bomb.apkg", tmp_path / "temporary"
    temporary.mkdir()
    with zipfile.ZipFile(path, "w", method) as package:
        package.writestr("collection.anki21", b"\0" * (70 * 1024 * 1024))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(BadInputError, match="this unpacks to more than a collection can be"):
        import_anki(library, path)
    assert list(temporary.iterdir()) == []


def test_a_full_folder_for_temporary_files_is_named(
    library: Library, tmp_path: Path, old_collection: bytes
) -> None:
    path = tmp_path / "large.anki2"
    path.write_bytes(old_collection.ljust(1024 * 1024, b"\0"))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    library.store.shelf.decks()
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
        with pytest.raises(StorageError) as failure:
            read_collection(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert str(failure.value).startswith(f"{tempfile.gettempdir()}: cannot unpack the collection")


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 10**9), change=st.binary(min_size=1, max_size=8))
def test_a_damaged_package_is_an_error_or_is_read(
    tmp_path: Path, place: int, change: bytes
) -> None:
    whole = tmp_path / "whole.apkg"
    if not whole.exists():
        with fresh_anki() as anki:
            add(anki, "Basic", "Words", "churn", "loss")
            hand_out(anki, whole, legacy=True)
    content = bytearray(whole.read_bytes())
    content[place % len(content) :][: len(change)] = change
    content[place % len(content)] ^= 255
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(bytes(content))
    with suppress(TermcardsError):  # and no other error
        read_collection(broken)


def test_nothing_of_a_package_stays_on_the_disk(
    library: Library, anki: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(anki, "Basic", "Words", "churn", "loss")
    package = hand_out(anki, tmp_path / "words.apkg", legacy=False)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    import_anki(library, package)
    assert list(temporary.iterdir()) == []
    shutil.rmtree(temporary)

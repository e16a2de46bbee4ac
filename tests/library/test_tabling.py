"""CSV and JSON, out and in: what one writes, the other reads."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest
from hypothesis import HealthCheck, given, settings

from termcards.anki.mapping import Part
from termcards.errors import BadInputError, NotFoundError
from termcards.library.home import Library
from termcards.library.keeping import deck_paths, sync
from termcards.library.tabling import TableWishes, export_csv, export_json, import_csv, import_json
from termcards.library.undoing import take_back
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)
from termcards.storage import deckfile
from tests.anki.real_anki import all_notes, fresh_anki
from tests.strategies import decks

ARR = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue", "yearly revenue"),
    part_of_speech="noun",
    senses=(
        Sense(
            'Yearly value,\nin "money".',
            "年度经常性收入",
            source=Source("Glossary", "https://example.org"),
        ),
        Sense("Another."),
    ),
    examples=(Example("Our ARR grows.", "ARR", "增长。"),),
    tags=("metric", "saas"),
)
FORMULA = Note(NoteId("sum"), "=SUM(A1)", senses=(Sense("@cmd"),), usage="'-1 and on")


def shelve(library: Library, *notes: Note) -> None:
    deck = Deck(DeckId("sales"), "Sales", notes=notes)
    deckfile.create(library.decks_folder / "sales.yaml", deck)
    sync(library)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "other", lambda: datetime(2026, 3, 1, tzinfo=UTC)) as other:
        yield other


def notes_of(library: Library) -> list[Note]:
    return [shelved.note for shelved in library.store.shelf.search([])]


def test_a_table_says_the_same_when_it_is_read_again(
    library: Library, other: Library, tmp_path: Path
) -> None:
    shelve(library, ARR, FORMULA)
    path = tmp_path / "sales.csv"
    assert export_csv(library, [], path) == 2
    taken = import_csv(other, path)
    assert [(name, [note.id for note in notes]) for name, notes in taken.added] == [
        ("Sales", ["arr", "sum"])
    ]
    assert notes_of(other) == [ARR, FORMULA]
    assert import_csv(other, path).known == 2
    assert len(deck_paths(other)) == 1
    take_back(other)
    assert deck_paths(other) == []


def test_no_cell_is_run_by_a_spreadsheet(library: Library, tmp_path: Path) -> None:
    starts = "=+-@\t\r＝＋－＠'"
    shelve(
        library, *(Note(NoteId(f"n{n}"), f"{s}x", usage=f"{s}1+1") for n, s in enumerate(starts))
    )
    path = tmp_path / "sales.csv"
    export_csv(library, [], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r＝＋－＠"]
    assert "'=1+1" in cells


def test_anki_reads_the_table(library: Library, tmp_path: Path) -> None:
    shelve(library, ARR, FORMULA)
    path = tmp_path / "sales.csv"
    export_csv(library, [], path, for_anki=True)
    with fresh_anki() as anki:
        take_table(anki, path)
        found = {note.fields[0]: note for note in all_notes(anki)}
        assert set(found) == {"ARR", "=SUM(A1)"}
        assert found["ARR"].tags == ["metric", "saas"]
        assert [anki.decks.name(card.did) for card in found["ARR"].cards()] == ["Sales"]


def take_table(anki: Collection, path: Path) -> None:
    metadata = anki.get_csv_metadata(str(path), None)
    assert list(metadata.column_labels[:2]) == ["term", "aliases"]
    basic = anki.models.by_name("Basic")
    assert basic is not None
    metadata.global_notetype.id = basic["id"]
    metadata.global_notetype.field_columns[:] = [1, 5]
    anki.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))


def test_anki_s_own_table_is_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text(
        '#separator:tab\n#html:true\nchurn\tloss of <b>customers</b>\nquota\t"a<br>target"\n',
        "utf-8",
    )
    (added,) = import_csv(library, path).added
    assert added[0] == "words"
    assert [(n.term, n.senses[0].definition) for n in added[1]] == [
        ("churn", "loss of customers"),
        ("quota", "a\ntarget"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Word,Meaning\nchurn,<loss> [x]\n",
        "Word;Meaning\nchurn;<loss> [x]\n",
        "Word\tMeaning\r\nchurn\t<loss> [x]\r\n",
        "churn,<loss> [x]\n",
        "\ufeffMeaning,Word\n<loss> [x],churn\n",
    ],
)
def test_a_word_list_is_read_whatever_its_form(library: Library, tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    ((deck, (note,)),) = import_csv(library, path).added
    assert (deck, note.term, note.senses[0].definition) == ("list", "churn", "<loss> [x]")


def test_the_user_says_what_a_column_is(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("A,B\nloss,churn\n", "utf-8")
    wishes = TableWishes("Mine", {"B": Part.TERM, "A": Part.DEFINITION})
    ((deck, (note,)),) = import_csv(library, path, wishes).added
    assert (deck, note.term, note.senses) == ("Mine", "churn", (Sense("loss"),))


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", BadInputError, "the file is empty"),
        (b"a,b\n\xff\xfe", BadInputError, "2: this is not UTF-8 text; save it as UTF-8"),
        (b'term,x\n"open', BadInputError, "2: this is not CSV: unexpected end of data"),
        (b"term,definition\n", NotFoundError, "there is no note in it"),
        (b"a\0b", BadInputError, "this is not text"),
    ],
)
def test_what_is_no_table_is_named(
    library: Library, tmp_path: Path, content: bytes, error: type[Exception], message: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(error) as failure:
        import_csv(library, path)
    assert str(failure.value).removeprefix(f"{path}:").lstrip() == message


WHOLE = Deck(
    DeckId("whole"),
    "Whole::deck",
    language="de",
    translation_language="fr",
    directions=(Direction.CLOZE,),
    postings=(Posting("csm", "A posting", "https://example.org", "2026-03-14", "en"),),
    notes=(
        replace(
            ARR,
            quotes=(Quote("So it is said.", "Somebody"),),
            see=("MRR",),
            examples=(*ARR.examples, Example("More.", citation=Citation("csm", 3, 4))),
        ),
        Note(NoteId("arr-2"), "ARR", senses=(Sense("A namesake."),)),
    ),
)


def test_json_has_everything(library: Library, other: Library, tmp_path: Path) -> None:
    deckfile.create(library.decks_folder / "whole.yaml", WHOLE)
    path = tmp_path / "all.json"
    assert export_json(library, [], path) == 2
    import_json(other, path)
    (path_of_deck,) = deck_paths(other)
    assert deckfile.read(path_of_deck).deck == WHOLE
    assert import_json(other, path).known == 2


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deck=decks)
def test_any_deck_goes_through_json(tmp_path_factory: pytest.TempPathFactory, deck: Deck) -> None:
    folder = tmp_path_factory.mktemp("json")
    clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)  # noqa: E731  # of one line
    with Library(folder / "one", clock) as one, Library(folder / "two", clock) as two:
        deckfile.create(one.decks_folder / "deck.yaml", deck)
        export_json(one, [], folder / "deck.json")
        if deck.notes:
            import_json(two, folder / "deck.json")
            (path,) = deck_paths(two)
            found = deckfile.read(path).deck
            assert (found.name, found.notes, found.postings) == (
                deck.name,
                deck.notes,
                deck.postings,
            )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "1: this is not JSON: Expecting property name enclosed in double quotes"),
        ('{"decks": ' + "1" * 5000 + "}", "a number in it is too long to be read"),
        ("[]", 'this is no bundle of decks: there is no "decks" in it'),
        ('{"decks": [{"id": "x", "deck": "X"}]}', '3: a deck needs a "format"'),
    ],
)
def test_what_is_no_bundle_is_named(
    library: Library, tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInputError) as failure:
        import_json(library, path)
    assert str(failure.value).removeprefix(f"{path}:").lstrip().startswith(message)


def test_a_word_that_begins_with_a_hash_is_no_head(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("#tag: x,a word for finding\n", "utf-8")
    ((_, (note,)),) = import_csv(library, path).added
    assert note.term == "#tag: x"

"""CSV and JSON, out and in: what one writes, the other reads."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anki.collection import ImportCsvRequest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.anki.mapping import Part
from termcards.errors import BadInputError, NotFoundError
from termcards.library.exchanging import export_to_anki
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
from tests.anki.real_anki import all_notes, fresh_anki, take_in
from tests.library.test_importing import add
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
    return [shelved.note for shelved in library.store.shelf.all_notes()]


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
    hash_first = Note(NoteId("first"), "#1 priority", senses=(Sense("Top, of all."),))
    shelve(library, ARR, FORMULA, hash_first)
    path = tmp_path / "sales.csv"
    export_csv(library, [], path, for_anki=True)
    with fresh_anki() as anki:
        metadata = anki.get_csv_metadata(str(path), None)
        anki.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        found = {note["Front"]: note for note in all_notes(anki)}
        assert {front: note["Back"] for front, note in found.items()} == {
            "ARR": "1. Yearly value,<br>in &quot;money&quot;.<br>2. Another.",
            "=SUM(A1)": "@cmd",
            "#1 priority": "Top, of all.",
        }
        assert found["ARR"].tags == ["metric", "saas"]
        assert [anki.decks.name(card.did) for card in found["ARR"].cards()] == ["Sales"]


def test_the_table_for_anki_is_read_here_too(
    library: Library, other: Library, tmp_path: Path
) -> None:
    shelve(library, ARR, replace(FORMULA, term="#1 priority"))
    export_csv(library, [], tmp_path / "sales.txt", for_anki=True)
    import_csv(other, tmp_path / "sales.txt")
    assert notes_of(other) == [ARR, replace(FORMULA, term="#1 priority")]


@pytest.mark.parametrize("with_html", [True, False])
def test_anki_s_export_of_text_is_read(
    library: Library, other: Library, tmp_path: Path, with_html: bool
) -> None:
    shelve(library, ARR)
    export_to_anki(library, tmp_path / "out.apkg")
    path = tmp_path / "notes.txt"
    with fresh_anki() as anki:
        take_in(anki, tmp_path / "out.apkg")
        add(anki, "Basic", "Words::Sales", "churn", "loss of <b>customers</b>", tags="a b::c")
        add(anki, "Basic", "Words::Sales", "#first", "the first")
        anki.export_note_csv(
            out_path=str(path),
            limit=None,
            with_html=with_html,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
    assert path.read_text("utf-8").startswith("#separator:tab\n#html:")
    import_csv(other, path)
    found = {note.term: note for note in notes_of(other)}
    assert set(found) == {"ARR", "churn", "#first"}
    assert found["churn"] == Note(
        NoteId("churn"), "churn", senses=(Sense("loss of customers"),), tags=("a", "b::c")
    )
    assert {shelved.deck.name for shelved in other.store.shelf.decks()} == {"Sales", "Words::Sales"}
    arr = found["ARR"]
    assert arr.id == "arr"
    if with_html:
        assert arr == replace(ARR, tags=("metric", "saas"))


@pytest.mark.parametrize(
    "text",
    [
        "#separator: Comma\nchurn,loss\n",
        "# made by hand\n#separator:Tab\n# a comment\nchurn\tloss\n# the end\n",
        "#separator:;\n#html: false\nchurn;loss\n",
        "#separator:\\t\nchurn\tloss\n",
        '#separator:"\nchurn,loss\n',
        "#separator:Comma\n#tags column:1\n#deck column:2\nx y,list,churn,loss\n",
        "#separator:Comma\n#guid column:2\nchurn,KX7,loss\n",
        "#separator:Comma\n#deck:list\n#columns:Definition,Word\nloss,churn\n",
    ],
)
def test_anki_s_header_lines_are_followed(library: Library, tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, "utf-8")
    ((deck, (note,)),) = import_csv(library, path).added
    assert (deck, note.term, note.senses) == ("list", "churn", (Sense("loss"),))
    assert note.tags in ((), ("x", "y"))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("term,,,definition\nchurn,,,loss\n", {"churn": "loss"}),
        ("word,notes,notes,meaning\nchurn,n1,n2,loss\n", {"churn": "loss"}),
        ("term,term,definition\nchurn,other,loss\n", {"churn": "loss"}),
        ("Nr,Wort,Bedeutung\n1,churn,loss\n", {"churn": "loss"}),
        ("churn\nquota,a target\n", {"churn": None, "quota": "a target"}),
        ("term\nchurn,loss\n", {"churn": "loss"}),
        ("term,definition\nchurn\nquota,a,b,c\n", {"churn": None, "quota": "a"}),
    ],
)
def test_no_cell_moves_to_another_column(
    library: Library, tmp_path: Path, text: str, terms: dict[str, str | None]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    ((_, notes),) = import_csv(library, path).added
    assert {n.term: n.senses[0].definition if n.senses else None for n in notes} == terms


OWN = "term,aliases,definition,translation,surface,sentence,source,url,tags,deck,id"
ROW = 'churn,al; be,"1. a\n2. b","1. 一\n2. 二",churn,We churn.,src,https://x.org,t1,Mine,my-id'


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (OWN, ROW),
        (OWN.upper(), ROW),
        (f"{OWN},", f"{ROW},"),
        (f"remarks,{OWN}", f"mine,{ROW}"),
        (OWN.replace("sentence", "Sentence "), ROW),
        (",".join(reversed(OWN.split(","))), ",".join(reversed(ROW.split(",")))),
        (OWN.replace(",", ";"), ROW.replace("al; be", '"al; be"').replace(",", ";")),
        (f"{OWN},definition", f"{ROW},another"),
    ],
)
def test_a_table_of_ours_is_known_by_its_headings(
    library: Library, tmp_path: Path, heads: str, row: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{heads}\n{row}\n", "utf-8")
    ((deck, (note,)),) = import_csv(library, path).added
    source = Source("src", "https://x.org")
    assert (deck, note) == (
        "Mine",
        Note(
            NoteId("my-id"),
            "churn",
            aliases=("al", "be"),
            senses=(Sense("a", "一", source=source), Sense("b", "二")),
            examples=(Example("We churn.", "churn"),),
            tags=("t1",),
        ),
    )


def test_columns_that_were_taken_out_are_simply_missing(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('id,term,definition\nx1,churn,"1. a\n2. b"\n', "utf-8")
    ((deck, (note,)),) = import_csv(library, path).added
    assert (deck, note.id, note.senses) == ("list", "x1", (Sense("a"), Sense("b")))


LINES = st.text(st.sampled_from("ab1;.\"'=-#, 中"), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() and any(map(str.isalnum, text))
)
BLOCKS = st.lists(
    st.one_of(LINES, st.sampled_from(["1. a", "  2. b", "2.", "3. c"])), min_size=1, max_size=4
).map("\n".join)
WHOLE_BLOCKS = BLOCKS.filter(lambda text: text == text.strip())
LISTS = st.lists(LINES, max_size=3).map(tuple)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    note=st.builds(
        Note,
        id=st.just(NoteId("one")),
        term=LINES,
        aliases=LISTS,
        part_of_speech=st.none() | LINES,
        pronunciation=st.none() | LINES,
        senses=st.lists(
            st.builds(
                Sense,
                WHOLE_BLOCKS,
                st.none() | WHOLE_BLOCKS,
                source=st.none() | st.builds(Source, LINES, st.none() | LINES),
            ),
            max_size=3,
        ).map(tuple),
        synonyms=LISTS,
        usage=st.none() | WHOLE_BLOCKS,
        examples=st.just(()) | st.tuples(st.builds(Example, LINES, translation=st.none() | LINES)),
        tags=LISTS,
    )
)
def test_what_a_table_has_columns_for_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, note: Note
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)  # noqa: E731  # of one line
    with Library(folder / "one", clock) as one, Library(folder / "two", clock) as two:
        shelve(one, note)
        export_csv(one, [], folder / "deck.csv")
        import_csv(two, folder / "deck.csv")
        assert notes_of(two) == [note]


def test_a_person_can_read_what_stands_in_a_cell(library: Library, tmp_path: Path) -> None:
    note = replace(
        ARR,
        aliases=("plain", "with; semicolon", 'say "so"'),
        senses=(Sense("One.\n2. not the second"), Sense("Two.")),
        tags=("a b", "c"),
    )
    shelve(library, note)
    path = tmp_path / "sales.csv"
    export_csv(library, [], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["aliases"] == 'plain; "with; semicolon"; say "so"'
    assert row["definition"] == "1. One.\n  2. not the second\n2. Two."
    assert row["tags"] == '"a b" c'


def test_an_id_of_another_note_is_named_with_its_row(library: Library, tmp_path: Path) -> None:
    shelve(library, replace(ARR, id=NoteId("x2")))
    path = tmp_path / "list.csv"
    path.write_text(
        'id,term,definition\nx1,churn,loss\nx1,quota,"a\ntarget"\nx2,lead,x\nx2,arr,same\n', "utf-8"
    )
    taken = import_csv(library, path)
    assert [note.term for _, notes in taken.added for note in notes] == ["churn"]
    assert [(c.line, c.id, c.term, c.other) for c in taken.clashes] == [
        (4, "x1", "quota", "churn"),
        (5, "x2", "lead", "ARR"),
    ]
    assert taken.known == 1


def test_an_id_of_another_note_is_named_in_json_too(
    library: Library, other: Library, tmp_path: Path
) -> None:
    shelve(library, ARR)
    shelve(other, replace(ARR, term="quota", senses=()))
    export_json(library, [], tmp_path / "all.json")
    taken = import_json(other, tmp_path / "all.json")
    assert [(clash.term, clash.other) for clash in taken.clashes] == [("ARR", "quota")]
    assert (taken.added, taken.known) == ((), 0)


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
        (b"a\0bc", BadInputError, "this is not text"),
        (
            "term,x\nchurn,y\n".encode("utf-16-le"),
            BadInputError,
            "this is UTF-16 without its mark; save it as UTF-8",
        ),
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

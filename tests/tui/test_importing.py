"""Bringing in what was made elsewhere, from the home screen."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen

from termcards.library.exchanging import export_to_anki
from termcards.library.home import Library
from termcards.library.keeping import deck_paths
from termcards.library.tabling import export_json
from termcards.log import Verdict
from termcards.tui import background
from termcards.tui.background import Far, stop_all
from termcards.tui.screens.choose import ChooseScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.importing import ImportScreen
from termcards.tui.widgets.far import FarLines, far_in_words
from termcards.tui.widgets.field import Field
from termcards.watching import Stage
from tests.anki.real_anki import fresh_anki, hand_out
from tests.tui.seat import (
    SIZES,
    key_line,
    opened,
    place,
    plain_deck,
    rows,
    shelve,
    status,
    text,
    until,
)

WORDS = "Word,Meaning\nchurn,loss of customers\nARR,yearly value\n"
EVIL = "[/] [red]\x1b[2J\u202eevil[@click=app.quit]"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    return path


def notes(library: Library) -> list[str]:
    decks = library.store.shelf.decks()
    return [note.term for deck in decks for note in library.store.shelf.notes(deck.deck.id)]


async def paste(pilot: Pilot[None], words: str) -> None:
    pilot.app.post_message(Paste(words))
    await pilot.pause()


async def look(pilot: Pilot[None], path: Path) -> None:
    """Opens the import and waits for what would come in."""
    await pilot.press("i")
    await paste(pilot, str(path))
    await pilot.press("enter")
    await until(pilot, lambda: "take it in" in hints(pilot) or "known already" in text(pilot))


def hints(pilot: Pilot[None]) -> str:
    return " ".join(active.binding.tooltip for active in pilot.app.active_bindings.values())


async def test_a_table_is_shown_and_then_taken_in(library: Library, table: Path) -> None:
    async with opened(library) as pilot:
        await look(pilot, table)
        assert notes(library) == []
        shown = [row.rstrip("▁▂▃▄▅▆▇█ ") for row in rows(pilot)]
        assert shown[:9] == [
            " Import · words.csv" + 52 * " " + "as notes",
            " 2 notes would come in, 0 known already.",
            "",
            " What its fields are",
            "   words: Word = term, Meaning = meaning",
            "",
            " New in words",
            "   churn  loss of customers",
            "   ARR    yearly value",
        ]
        assert status(pilot) == "enter imports; one undo takes it back"
        assert key_line(pilot).startswith("enter import  w words or notes  m fields  d deck")
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == "2 notes added to words · u undoes"
        assert notes(library) == ["churn", "ARR"]
        await pilot.press("u")
        assert notes(library) == []
    assert deck_paths(library) == []


ROLES = ("Customer Success Manager", "Solutions Engineer", "Account Executive")


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (
            160,
            "3 notes added to Account Executive, 3 notes added to Customer Success Manager,"
            " 3 notes added to Solutions Engineer · u undoes",
        ),
        (80, "9 notes added to 3 decks · u undoes"),
        (40, "9 notes added to 3 decks · u undoes"),
    ],
)
async def test_many_decks_are_told_as_a_sum_where_their_names_do_not_fit(
    library: Library, tmp_path: Path, width: int, told: str
) -> None:
    with Library(tmp_path / "other") as other:
        shelve(other, *(plain_deck(role, 3) for role in ROLES))
        export_json(other, (), tmp_path / "roles.json")
    async with opened(library, size=(width, 24)) as pilot:
        await look(pilot, tmp_path / "roles.json")
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == told


async def test_a_package_of_anki_is_taken_in(library: Library, tmp_path: Path) -> None:
    with fresh_anki() as anki:
        note_type = anki.models.by_name("Basic")
        assert note_type is not None
        note = anki.new_note(note_type)
        note.fields = ["churn", "loss"]
        number = anki.decks.id("Sales")
        assert number is not None
        anki.add_note(note, number)
        package = hand_out(anki, tmp_path / "sales.apkg", legacy=False)
    async with opened(library) as pilot:
        await look(pilot, package)
        assert "Basic: Front = term, Back = meaning" in text(pilot)
        assert "New in Sales" in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert notes(library) == ["churn"]


async def test_decks_as_json_are_taken_in(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "decks.json"
    with Library(tmp_path / "other") as other:
        shelve(other, plain_deck("Core", 2))
        export_json(other, (), path)
    async with opened(library) as pilot:
        await look(pilot, path)
        assert "What its fields are" not in text(pilot)
        assert "m fields" not in key_line(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert notes(library) == ["Core 00", "Core 01"]


async def test_words_may_be_taken_as_known(library: Library, table: Path) -> None:
    async with opened(library) as pilot:
        await look(pilot, table)
        await pilot.press("w")
        await until(pilot, lambda: "2 words would be taken as known" in text(pilot))
        assert rows(pilot)[0].endswith("as known words")
        assert library.store.journal.verdicts() == {}
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == "2 words taken as known · u undoes"
        assert set(library.store.journal.verdicts().values()) == {Verdict.KNOWN}
        await pilot.press("u")
    assert (notes(library), library.store.journal.verdicts()) == ([], {})


async def test_the_user_says_what_a_field_is(library: Library, table: Path) -> None:
    async with opened(library) as pilot:
        await look(pilot, table)
        await pilot.press("m")
        assert place(pilot) is ChooseScreen
        assert [row.split() for row in rows(pilot)[1:3]] == [
            ["Word", "term"],
            ["Meaning"] * 1 + ["meaning"],
        ]
        await pilot.press("j", "enter")
        assert rows(pilot)[0] == " What the field Meaning is"
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Meaning = translation" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    (deck,) = library.store.shelf.decks()
    # What has a translation and no definition is explained by that.
    assert library.store.shelf.notes(deck.deck.id)[0].senses[0].definition == "loss of customers"


async def test_a_mapping_without_a_term_brings_nothing_in(library: Library, table: Path) -> None:
    async with opened(library) as pilot:
        await look(pilot, table)
        await pilot.press("m", "enter", "pagedown", "down", "down", "enter")
        await until(pilot, lambda: "Word = left out" in text(pilot))
        assert "Left out: 2 notes without a term." in text(pilot)
        assert "enter import" not in key_line(pilot)
        await pilot.press("enter")
        assert place(pilot) is ImportScreen


async def test_another_deck_takes_the_notes(library: Library, table: Path) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        await look(pilot, table)
        await pilot.press("d")
        assert [row.split() for row in rows(pilot)[1:3]] == [
            ["as", "the", "file", "has", "it", "words"],
            ["Core"],
        ]
        await pilot.press("j", "enter")
        await until(pilot, lambda: "New in Core" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert notes(library) == ["Core 00", "churn", "ARR"]


async def test_answers_given_in_anki_may_stay_there(library: Library, tmp_path: Path) -> None:
    from tests.anki.real_anki import answer_in_anki, take_in

    shelve(library, plain_deck("Core", 1))
    export_to_anki(library, tmp_path / "ours.apkg")
    with fresh_anki() as anki:
        take_in(anki, tmp_path / "ours.apkg")
        (card,) = anki.find_cards("")
        answer_in_anki(anki, anki.get_card(card), 3)
        back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    library._clock = Library(tmp_path / "clock").now  # Anki has the wall clock
    async with opened(library) as pilot:
        await look(pilot, back)
        assert "No note is new; 1 known already." in text(pilot)
        assert "1 answer given in Anki would join the log, 0 known already." in text(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "would join the log" not in text(pilot))
        assert rows(pilot)[0].endswith("as notes, without answers")
        assert "enter import" not in key_line(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "1 answer given" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == "1 answer joined the log · u undoes"


async def test_what_is_known_already_is_no_import(library: Library, table: Path) -> None:
    async with opened(library) as pilot:
        await look(pilot, table)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        await look(pilot, table)
        assert status(pilot) == "nothing new in it: all of it is known already"
        assert "No note is new; 2 known already." in text(pilot)
        await pilot.press("enter")
        assert place(pilot) is ImportScreen
        await pilot.press("escape", "escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gone.apkg", None, "cannot read it"),
        ("words.docx", b"x", "import reads .apkg .colpkg"),
        ("bad.json", b"{", "bad.json:1: this is not JSON"),
        ("bad.apkg", b"nothing", "this is no package of Anki's"),
        ("empty.csv", b"", "the file is empty"),
    ],
)
async def test_what_cannot_be_read_is_told_and_the_field_stays(
    library: Library, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    path = Path(os.path.relpath(tmp_path)) / name
    if content is not None:
        path.write_bytes(content)
    async with opened(library, size=(240, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(path))
        await pilot.press("enter")
        await until(pilot, lambda: told in status(pilot))
        field = pilot.app.screen.query_one(Field)
        assert (field.text, field.has_focus) == (str(path), True)
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


async def test_a_name_longer_than_any_files_is_told(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("i")
        await paste(pilot, "x" * 5000)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: status(pilot).startswith("xxx"))
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


async def test_nothing_written_is_asked_for_again(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("i", "enter")
        assert status(pilot) == "write or paste the path of a file"


async def test_tab_goes_on_with_names_that_are_there(library: Library, table: Path) -> None:
    (table.parent / "works.csv").write_text(WORDS, encoding="utf-8")
    async with opened(library, size=(240, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(table.parent / "wo"))
        await pilot.press("tab")
        field = pilot.app.screen.query_one(Field)
        assert field.text == str(table.parent / "wor")
        await pilot.press("tab")
        assert status(pilot) == "words.csv  works.csv"
        await pilot.press("d", "tab", "enter")
        await until(pilot, lambda: "2 notes would come in" in text(pilot))


class Pipe:
    """A file that is read no faster than a test writes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)

    def write(self) -> None:
        # A reader that has seen enough does not wait for the rest.
        with suppress(BrokenPipeError), self.path.open("w", encoding="utf-8") as pipe:
            pipe.write(WORDS)

    def write_beside(self) -> threading.Thread:
        thread = threading.Thread(target=self.write, daemon=True)
        thread.start()
        return thread


async def test_escape_stops_an_import_and_nothing_is_left(library: Library, tmp_path: Path) -> None:
    pipe = Pipe(tmp_path / "slow.csv")
    async with opened(library) as pilot:
        pipe.write_beside()
        await look(pilot, pipe.path)
        before = library.store.journal.entries()
        await pilot.press("enter")
        assert status(pilot) == "importing; esc stops, and nothing will have changed"
        await pilot.press("enter", "w", "m", "d")  # nothing else can be done meanwhile
        assert (place(pilot), key_line(pilot)) == (ImportScreen, "esc back  ? help")
        await pilot.press("escape")
        assert status(pilot) == "stopping …"
        pipe.write()
        await until(pilot, lambda: status(pilot) == "stopped; nothing was changed")
        assert (notes(library), library.store.journal.entries()) == ([], before)
        assert deck_paths(library) == []
        pipe.write_beside()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert notes(library) == ["churn", "ARR"]


async def test_the_program_does_not_end_in_the_middle_of_an_import(
    library: Library, tmp_path: Path
) -> None:
    pipe = Pipe(tmp_path / "slow.csv")
    async with opened(library) as pilot:
        pipe.write_beside()
        await look(pilot, pipe.path)
        await pilot.press("enter")
        await pilot.press("ctrl+q")
    pipe.write_beside()
    stop_all()
    assert not background._running
    assert (notes(library), deck_paths(library)) == ([], [])


async def test_how_far_it_is_is_drawn(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE", 0.0)
    pipe = Pipe(tmp_path / "slow.csv")
    async with opened(library) as pilot:
        await pilot.press("i")
        await paste(pilot, str(pipe.path))
        await pilot.press("enter")
        far = pilot.app.screen.query_one(FarLines)
        far.show(Far(Stage.NOTES, 1500, 6000))
        await pilot.pause()
        shown = [row for row in rows(pilot) if row]
        assert shown[-4] == " notes, 1,500 of 6,000"
        assert shown[-3] == " " + 13 * "━" + 42 * "─" + " 25 %"
        pipe.write()
        await until(pilot, lambda: "2 notes would come in" in text(pilot))
        assert "25 %" not in text(pilot)


async def test_the_work_itself_tells_how_far_it_is(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE", 0.0)
    pipe = Pipe(tmp_path / "slow.apkg")
    async with opened(library) as pilot:
        await pilot.press("i")
        await paste(pilot, str(pipe.path))
        await pilot.press("enter")
        await until(pilot, lambda: " opening" in rows(pilot))
        pipe.write()  # once for what kind of file it is, once for what is in it
        pipe.write_beside()
        await until(pilot, lambda: status(pilot).startswith(str(tmp_path)[:20]))
        assert " opening" not in rows(pilot)


async def test_looking_and_importing_have_one_bar_each(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "other") as other:
        shelve(other, *(plain_deck(role, 5) for role in ROLES))
        export_to_anki(other, tmp_path / "roles.apkg")
    heard: list[Far] = []
    tell = background._tell

    def overheard(screen: Screen[None], told: Callable[..., None], what: object) -> None:
        if isinstance(what, Far):
            heard.append(what)
        tell(screen, told, what)

    monkeypatch.setattr(background, "PATIENCE", 0.0)
    monkeypatch.setattr(background, "_tell", overheard)
    async with opened(library) as pilot:
        await look(pilot, tmp_path / "roles.apkg")
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert len(notes(library)) == 15
    bars = [far for far in heard if far.parts]
    for stage, end in ((Stage.LOOKING, 100), (Stage.IMPORTING, 95)):
        percents = [far.percent for far in bars if far.stage is stage]
        assert (percents, percents[-1]) == (sorted(percents), end)
    assert {far.stage for far in bars} == {Stage.LOOKING, Stage.IMPORTING}


@pytest.mark.parametrize(
    ("far", "words"),
    [
        (Far(Stage.OPENING, 0, 0), "opening"),
        (Far(Stage.FETCHING, 10, 0), "fetching the page"),
        (Far(Stage.WRITING, 0, 0), "writing"),
        (Far(Stage.WRITING, 1, 2), "writing, 1 of 2"),
        (Far(Stage.READING, 1, 2), "reading, 1 of 2"),
        (Far(Stage.CHECKING, 1, 2), "checking what is written"),
        (Far(Stage.TERMS, 1, 4), "looking for terms"),
        (Far(Stage.COMPARING, 1, 2), "comparing, 1 of 2"),
        (Far(Stage.LOOKING, 1, 1000), "looking into it"),
        (Far(Stage.IMPORTING, 1, 1000), "importing"),
    ],
)
def test_each_stage_has_words(far: Far, words: str) -> None:
    assert far_in_words(far) == words


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_files_stay_text_at_every_size(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "[red]客户成功经理的年度经常性收入[b].csv"
    lines = [f"{EVIL} {number},{EVIL}" for number in range(40)]
    path.write_text("\n".join([f"Word,{EVIL}", *lines]), encoding="utf-8")
    shelve(library, plain_deck(EVIL, 1))
    async with opened(library, size=size) as pilot:
        await look(pilot, path)
        keys: tuple[str | Callable[[], bool], ...] = (
            *("w", "w", "pagedown", "j", "k", "pageup", "m", "j", "enter", "escape"),
            *("d", "j", "escape", "?", "q", "space"),
        )
        for key in keys:
            assert isinstance(key, str)
            await pilot.press(key)
            await pilot.pause(0.02)
            assert all(cell_len(row) <= size[0] for row in rows(pilot))
            assert not set(text(pilot)) & {"\x1b", "\u202e"}
        await until(pilot, lambda: "take it in" in hints(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert len(notes(library)) == 41

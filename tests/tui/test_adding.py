"""A posting comes in: by its path, its address or its text, and goes on to its triage."""

import os
import threading
from pathlib import Path

import pytest
from textual.events import Paste

from termcards.files import write_at_once
from termcards.library.deciding import Decision
from termcards.library.home import Library
from termcards.library.triaging import begin, begin_pasted
from termcards.library.typed import keep_typed, typed
from termcards.tui.app import TermcardsApp
from termcards.tui.screens.adding import AddScreen, place_in
from termcards.tui.screens.choose import ChooseScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.screens.triage import TriageScreen
from termcards.tui.widgets.field import Field
from tests.library.postings import POSTING, write_posting
from tests.tui.seat import (
    Stopwatch,
    added,
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

TITLE = "Account Executive, Larkbench"


async def test_a_posting_is_added_by_its_path(library: Library, posting: str) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        assert place(pilot) is AddScreen
        assert status(pilot) == "a path, an address, or the text of a posting, pasted"
        assert key_line(pilot) == "ctrl+s read it  esc back"
        pilot.app.post_message(Paste(f"'{posting}'"))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert rows(pilot)[0].startswith(f" Add · {TITLE}")
        await pilot.press("q")
        await until(pilot, lambda: place(pilot) is HomeScreen)


async def test_a_posting_is_added_by_its_text(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(POSTING))
        await pilot.pause()
        assert "You nurture prospects" in text(pilot)
        await pilot.press("enter", *"We win.", "f2")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert rows(pilot)[0].startswith(f" Add · {TITLE}")
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert "ARR" in added(library)


async def test_what_cannot_be_read_says_so_and_leaves_the_field(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("a", "ctrl+s")
        assert place(pilot) is AddScreen
        pilot.app.post_message(Paste("./nosuch.txt"))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "nosuch" in status(pilot) and "cannot" in status(pilot))
        assert pilot.app.screen.query_one(Field).text == "./nosuch.txt"
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


@pytest.mark.parametrize("path", ["/nosuch/role", "~/no such role", "./role.tx", "../role.v2"])
async def test_a_mistyped_path_is_no_posting_of_one_line(library: Library, path: str) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(path))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "No such file or directory" in status(pilot))
        assert "cannot read it" in status(pilot)
        assert place(pilot) is AddScreen
        assert pilot.app.screen.query_one(Field).text == path


async def test_a_text_that_begins_with_a_tilde_is_read(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("a", *"~nosuchuser escalates", "enter", "ctrl+s")
        await until(pilot, lambda: place(pilot) is TriageScreen)


async def test_escape_stops_the_reading(library: Library, tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(str(pipe)))
        await pilot.pause()
        await pilot.press("enter")
        assert status(pilot).startswith("reading ")
        await pilot.press("ctrl+s")
        assert status(pilot).endswith("esc stops")
        await pilot.press("escape")
        assert status(pilot) == "stopped; nothing was read"
        with pipe.open("w", encoding="utf-8") as slow:
            slow.write(POSTING)
        readers = [each for each in threading.enumerate() if each.daemon]
        await until(pilot, lambda: not any(each.is_alive() for each in readers))
        await pilot.pause()
        assert place(pilot) is AddScreen
        assert status(pilot) == "stopped; nothing was read"
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


async def test_one_of_several_half_done_postings_is_chosen(
    library: Library, tmp_path: Path
) -> None:
    for name, title in (("one", "Baker, Larkbench"), ("two", "[red]Smith[/], Larkbench")):
        begun = begin(
            library, write_posting(tmp_path, POSTING.replace(TITLE, title), f"{name}.txt")
        )
        begun.decide([begun.rows[0]], Decision.NEVER)
        os.utime(next((library.folder / "drafts").glob("*.json")))
    begun.decide([begun.rows[1]], Decision.LATER)
    async with opened(library) as pilot:
        assert status(pilot).startswith("2 half done, g chooses: ")
        await pilot.press("g")
        assert place(pilot) is ChooseScreen
        assert [" ".join(row.split()) for row in rows(pilot)[:3]] == [
            "Half done",
            "[red]Smith[/], Larkbench 2 decisions",
            "Baker, Larkbench 1 decision",
        ]
        await pilot.press("escape")
        assert place(pilot) is HomeScreen
        await pilot.press("g", "j", "enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert rows(pilot)[0].startswith(" Add · Baker, Larkbench")


@pytest.mark.parametrize("opens_home", [True, False])
async def test_an_enter_that_finishes_opens_no_sitting_when_it_comes_twice(
    library: Library, posting: str, stopwatch: Stopwatch, opens_home: bool
) -> None:
    shelve(library, plain_deck("Core", 2))
    stopwatch.step = 0.1  # seconds between one press and the next
    app = TermcardsApp(
        library, triage=None if opens_home else begin(library, posting), stopwatch=stopwatch
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if opens_home:
            await pilot.press("a")
            pilot.app.post_message(Paste(posting))
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda: place(pilot) is TriageScreen)
        stopwatch.seconds += 1
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        said = status(pilot)
        await pilot.press("enter", "space", "enter")  # as of a key that is held
        assert (place(pilot), status(pilot)) == (HomeScreen, said)
        stopwatch.seconds += 1
        await pilot.press("enter")
        assert place(pilot) is StudyScreen


async def test_adding_may_come_first(library: Library, posting: str) -> None:
    app = TermcardsApp(library, adds=True)
    async with app.run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(Paste(posting))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        await pilot.press("q")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        await pilot.press("a", "escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("https://example.org/jobs/7", "https://example.org/jobs/7"),
        (" 'a b/c.md' \n", "a b/c.md"),
        ("job.pdf", "job.pdf"),
        ("/srv/role", "/srv/role"),
        ("./our roles/one", "our roles/one"),
        ("../role.v2", "../role.v2"),
        ("~nosuchuser/role.md", "~nosuchuser/role.md"),
        ("~nosuchuser knows", None),
        ("/one\n/two", None),
        ("and/or", None),
        ("We sell node.js", None),
        ("Just words", None),
        ("one.txt\ntwo.txt", None),
        ("x" * 5000, None),
        ("a\0.txt", None),
        ("", None),
    ],
)
def test_a_path_is_told_from_a_text(written: str, found: str | None) -> None:
    assert place_in(written) == found


async def test_what_is_typed_is_there_the_next_time(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(POSTING))
        await pilot.pause()
        await pilot.press(*"We win.", "escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        await pilot.press("a")
        assert pilot.app.screen.query_one(Field).text == POSTING + "We win."
        assert status(pilot) == "this is the text you left; ctrl+s reads it, f5 empties it"
        assert key_line(pilot) == "ctrl+s read it  esc back  f5 empty"
        await pilot.press(*" Often.", "escape")
    assert typed(library) == POSTING + "We win. Often."


async def test_what_is_typed_outlives_the_program(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("a", *"We sell", "ctrl+q")
    async with opened(library) as pilot:
        await pilot.press("a")
        assert pilot.app.screen.query_one(Field).text == "We sell"


async def test_an_emptied_text_does_not_come_back(library: Library) -> None:
    keep_typed(library, "We sell")
    async with opened(library) as pilot:
        await pilot.press("a", "f5")
        assert pilot.app.screen.query_one(Field).text == ""
        assert key_line(pilot) == "ctrl+s read it  esc back"
        await pilot.press("escape")
    assert typed(library) == ""
    assert list(library.drafts_folder.iterdir()) == []


async def test_a_path_that_was_read_does_not_come_back(library: Library, posting: str) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(posting))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        await pilot.press("q", "a")
        await until(pilot, lambda: place(pilot) is AddScreen)
        assert pilot.app.screen.query_one(Field).text == ""


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["q"], POSTING),
        (["x", "q"], ""),
        (["x", "u", "q"], POSTING),
        (["enter"], ""),
    ],
    ids=["looked at", "half done", "taken back", "harvested"],
)
async def test_a_pasted_text_is_let_go_where_it_is_kept_otherwise(
    library: Library, keys: list[str], left: str
) -> None:
    async with opened(library) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(POSTING))
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert typed(library) == POSTING
        await pilot.press(*keys)
        await until(pilot, lambda: place(pilot) is HomeScreen)
    assert typed(library) == left


async def test_a_text_of_which_all_was_taken_back_is_typed_again(library: Library) -> None:
    triage = begin_pasted(library, POSTING)
    triage.decide(triage.rows, Decision.KNOWN)
    triage.undo()
    assert typed(library) == POSTING


async def test_what_cannot_be_kept_is_not_left_unasked(library: Library) -> None:
    write_at_once(library.drafts_folder, b"in the way")
    async with opened(library) as pilot:
        await pilot.press("a", *"We sell", "escape")
        assert place(pilot) is AddScreen
        assert status(pilot).startswith("what you typed is not kept: drafts")
        assert status(pilot).endswith("; esc again leaves without it")
        await pilot.press("s", "escape")
        assert place(pilot) is AddScreen
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)

"""A window that only reads: it writes from where it stands, once the other one is closed."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from termcards.library.home import Library
from termcards.log import Verdict
from termcards.scheduling.acts import judge
from termcards.tui.screens.adding import AddScreen
from termcards.tui.screens.triage import TriageScreen
from tests.tui.seat import opened, place, plain_deck, shelve, status, to_field, until

HOLDER = """
import sys
from pathlib import Path
from termcards.library.home import Library
with Library(Path(sys.argv[1])) as library:
    library.claim()
    print("held", flush=True)
    sys.stdin.read()
"""
HELD = "another termcards is open on this library, so this one only reads"


@pytest.fixture
def shelved(library: Library) -> Library:
    shelve(library, plain_deck("Core", 3))
    return library


Close = Callable[[], None]


@pytest.fixture
def close_the_other(shelved: Library) -> Iterator[Close]:
    """Another program has the library open until this is called."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(shelved.folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"

        def close() -> None:
            process.stdin and process.stdin.close()
            process.wait()

        yield close
        close()


@pytest.mark.parametrize("again", ["r", "3"])
async def test_an_answer_is_saved_as_soon_as_the_other_is_closed(
    shelved: Library, close_the_other: Close, again: str
) -> None:
    async with opened(shelved) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "show answer" in str(pilot.app.screen.active_bindings))
        await pilot.press("space", "3", "r")
        assert status(pilot).startswith("not saved: another termcards is open on this library")
        assert shelved.store.journal.entries() == ()
        close_the_other()
        await pilot.press(again)
        assert status(pilot) == "Good, back tomorrow · u undoes · Core 00"
    assert len(shelved.store.journal.entries()) == 1


@pytest.mark.parametrize(
    ("keys", "act"),
    [
        (["b"], ["asterisk"]),
        (["b"], ["d", "d"]),
        ([","], ["right"]),
        (["enter"], ["asterisk"]),
        (["enter"], ["minus"]),
        ([], ["u"]),
    ],
    ids=["browse", "delete", "settings", "mark", "bury", "home"],
)
async def test_what_changes_something_asks_again(
    shelved: Library, close_the_other: Close, keys: list[str], act: list[str]
) -> None:
    shelved.record(judge(["quorum"], Verdict.KNOWN))
    before = len(shelved.store.journal.entries())
    async with opened(shelved) as pilot:
        await pilot.press(*keys)
        await pilot.press(*act)
        await until(pilot, lambda: "only reads" in status(pilot))
        assert len(shelved.store.journal.entries()) == before
        close_the_other()
        await pilot.press(*act)
        await until(pilot, lambda: "undoes" in status(pilot) or "took back" in status(pilot))
    assert shelved.reads_only is None


async def test_the_editor_asks_again(shelved: Library, close_the_other: Close) -> None:
    async with opened(shelved) as pilot:
        await pilot.press("b", "e")
        await to_field(pilot, "Meaning")
        await pilot.press("x", "ctrl+s")
        assert status(pilot) == HELD
        close_the_other()
        await pilot.press("ctrl+s")
        assert status(pilot) == "saved · u undoes"


async def test_a_triage_that_only_reads_keeps_what_was_decided(
    shelved: Library, close_the_other: Close, posting: str
) -> None:
    async with opened(shelved) as pilot:
        await pilot.press("a", *posting, "enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        await pilot.press("x")
        assert status(pilot) == f"decided, but not kept: {HELD}"
        close_the_other()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is not TriageScreen)
        assert "1 never again" in status(pilot)


async def test_a_posting_is_not_typed_in_vain(shelved: Library, close_the_other: Close) -> None:
    async with opened(shelved) as pilot:
        await pilot.press("a", *"We sell", "escape")
        assert place(pilot) is AddScreen
        assert status(pilot).startswith("what you typed is not kept: another termcards")
        close_the_other()
        await pilot.press("escape", "a")
        await until(pilot, lambda: place(pilot) is AddScreen)
        assert status(pilot).startswith("this is the text you left")

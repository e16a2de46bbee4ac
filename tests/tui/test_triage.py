"""Deciding on the terms of a posting: every key, what is kept, what is shown."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from termcards.library.deciding import Decision
from termcards.library.halfdone import half_done
from termcards.library.home import Library
from termcards.library.triaging import begin
from termcards.log import Verdict
from termcards.notes import Example, Sense, Source
from termcards.tui.app import TermcardsApp
from termcards.tui.offer import offered
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.mark import MarkScreen
from termcards.tui.screens.triage import TriageScreen
from termcards.tui.widgets.field import Field
from tests.dictionaries.files import write_dictd
from tests.library.postings import write_posting
from tests.tui.seat import (
    SIZES,
    Clock,
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
    to_field,
    until,
)
from tests.tui.test_hostile import HOSTILE, assert_harmless

TITLE = "Account Executive, Larkbench"
KEYS = "y add  n not now  x never  e edit  enter finish  q back  A add the rest  ? help"


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """With two small dictionaries beside our glossary, and one that is not there."""
    home = tmp_path / "home"
    one = write_dictd(home, "one", {"reconcile": "reconcile\n   To make accounts agree.\n"})
    two = write_dictd(home, "two", {"reconcile": "reconcile\n   To make friends again.\n"})
    chosen = f"[{one}, {two}, {home / 'gone.index'}]"
    (home / "config.yaml").write_text(f"dictionaries: {chosen}\n", encoding="utf-8")
    with Library(home, clock) as library:
        yield library


@asynccontextmanager
async def triaging(
    library: Library,
    posting: str,
    *,
    size: tuple[int, int] = (80, 24),
    deck: str | None = None,
    stopwatch: Stopwatch | None = None,
) -> AsyncIterator[Pilot[None]]:
    app = TermcardsApp(
        library, triage=begin(library, posting, deck), stopwatch=stopwatch or Stopwatch()
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def answered(pilot: Pilot[None]) -> None:
    """Once the dictionaries have answered for the row under the cursor."""
    await until(pilot, lambda: " 1 " in preview(pilot) or "no dictionary" in preview(pilot))


def preview(pilot: Pilot[None]) -> str:
    """What stands under the list."""
    shown = rows(pilot)
    rule = next(number for number, row in enumerate(shown) if row.startswith("───"))
    return "\n".join(shown[rule + 1 : -2])


def title_right(pilot: Pilot[None]) -> str:
    return rows(pilot)[0].split("   ")[-1].strip()


async def to_reconcile(pilot: Pilot[None]) -> None:
    await pilot.press("j", "j", "j", "j")
    await answered(pilot)


async def test_the_terms_stand_in_groups_over_the_one_in_question(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        shown = rows(pilot)
        assert shown[0] == " Add · " + TITLE + " " * 28 + "11 to add · 1/17"
        assert shown[1:5] == [
            "  explained acronyms · 1",
            " + ARR                          Annual recurring revenue",
            "  words · 8",
            " + invoice                      发票；账单",
        ]
        assert shown[9] == "─" * 80
        assert shown[10] == "  ARR  also: annual recurring revenue   noun   line 4"
        assert shown[12:15] == [
            "  Annual recurring revenue (ARR) is the figure by which we judge the year.",
            "",
            "  draft: The yearly value of the subscriptions a company has sold, without",
        ]
        assert key_line(pilot) == KEYS


def test_the_term_is_set_off_in_its_sentence(library: Library, posting: str) -> None:
    _, sentence, *_ = offered(begin(library, posting).rows[0], None)
    assert [
        sentence.content.plain[span.start : span.end]
        for span in sentence.content.spans
        if span.style == "bold reverse"
    ] == ["ARR"]


@pytest.mark.parametrize(
    ("key", "sign", "words"),
    [
        ("y", "+", "add"),
        ("n", "–", "not now"),
        ("x", "×", "never offer again"),
        ("K", "K", "known, no card"),
        ("ｘ", "×", "never offer again"),
    ],
)
async def test_a_key_decides_and_steps_on(
    library: Library, posting: str, key: str, sign: str, words: str
) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("j", key)
        assert rows(pilot)[4].startswith(f" {sign} invoice")
        assert status(pilot) == f"invoice: {words} · u undoes"
        assert title_right(pilot).endswith("3/17")


async def test_u_takes_the_last_decision_back_and_goes_there(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("j", "x", "n", "j", "u")
        assert status(pilot) == "took the decision back: nurture"
        assert title_right(pilot) == "10 to add · 3/17"
        await pilot.press("u")
        assert rows(pilot)[4].startswith(" + invoice")
        assert key_line(pilot) == KEYS
        await pilot.press("u")
        assert title_right(pilot) == "11 to add · 2/17"


async def test_all_that_is_decided_is_one_act(library: Library, posting: str) -> None:
    async with triaging(library, posting, deck="Sales") as pilot:
        await pilot.press("y", "x", "K", *["n"] * 14, "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == "added 1, 1 known, 1 never again · u takes it all back"
        assert rows(pilot)[2].split()[0] == "Sales"
        assert added(library) == {"ARR"}
        assert library.store.journal.verdicts() == {
            "invoice": Verdict.NEVER,
            "nurture": Verdict.KNOWN,
        }
        await pilot.press("u")
        assert status(pilot).startswith("took back a new note, 2 verdicts; ")
    assert added(library) == set()
    assert library.store.journal.verdicts() == {}


async def test_enter_twice_finishes_once(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("x", "enter", "enter")
        await until(pilot, lambda: place(pilot) is not TriageScreen)
    acts = {entry.act for entry in library.store.journal.entries()}
    assert len(acts) == 1


async def hold_enter(pilot: Pilot[None], stopwatch: Stopwatch) -> None:
    """As a keyboard repeats it: the first time late, then thirty times a second."""
    for seconds in (0.6, *[0.03] * 10):
        stopwatch.seconds += seconds
        await pilot.press("enter")


async def test_a_held_enter_that_opened_the_triage_does_not_finish_it(
    library: Library, posting: str, stopwatch: Stopwatch
) -> None:
    stopwatch.step = 0
    async with opened(library, stopwatch=stopwatch) as pilot:
        await pilot.press("a")
        pilot.app.post_message(Paste(posting))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        await hold_enter(pilot, stopwatch)
        assert place(pilot) is TriageScreen
        assert status(pilot) == "11 ticked beforehand; enter adds what has a +"
        assert added(library) == set()
        stopwatch.seconds += 0.5
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert len(added(library)) == 11


async def test_a_held_enter_neither_marks_and_finishes_nor_asks_and_answers(
    library: Library, posting: str, stopwatch: Stopwatch
) -> None:
    stopwatch.step = 0
    async with triaging(library, posting, stopwatch=stopwatch) as pilot:
        stopwatch.seconds += 1
        await pilot.press("v", "enter")
        await hold_enter(pilot, stopwatch)
        assert (place(pilot), status(pilot)) == (TriageScreen, "ARR: marked, add · u undoes")
        await write_meaning(pilot, "xyz")
        await pilot.press("escape")
        stopwatch.seconds += 1
        await pilot.press("enter")
        await hold_enter(pilot, stopwatch)
        assert place(pilot) is TriageScreen
        assert status(pilot) == "unsaved text for ARR; enter again finishes without it"
        stopwatch.seconds += 1
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)


async def test_the_palette_finishes_at_once(
    library: Library, posting: str, stopwatch: Stopwatch
) -> None:
    stopwatch.step = 0
    async with triaging(library, posting, stopwatch=stopwatch) as pilot:
        await pilot.press("ctrl+p", *"finish", "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert len(added(library)) == 11


async def test_with_nothing_ticked_nothing_is_added(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press(*["n"] * 17, "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == "nothing was added"
    assert library.store.journal.entries() == ()


async def test_decisions_are_kept_on_leaving_and_there_on_coming_back(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("x", "K", "q")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot) == f"half done, g goes on: {TITLE}"
        assert "g go on" in key_line(pilot)
        await pilot.press("g")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert status(pilot) == "2 decisions kept from before · u undoes the last"
        assert rows(pilot)[2].startswith(" × ARR")
        assert rows(pilot)[4].startswith(" K invoice")
        await pilot.press("u", "u", "escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert "g go on" not in key_line(pilot)
    assert half_done(library) == ()
    assert library.store.journal.entries() == ()


async def test_a_kill_loses_nothing(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("x")
        # Without a word of farewell: what is on disk now is all there is.
        (half,) = half_done(library)
        assert len(half.steps) == 1
    assert begin(library, posting).rows[0].decision is Decision.NEVER


async def test_meanings_are_chosen_by_their_numbers(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        assert "draft: (none yet) — e writes one" in preview(pilot)
        assert "1   To make accounts agree.  one" in preview(pilot)
        assert "2   To make friends again.  two" in preview(pilot)
        await pilot.press("2")
        assert status(pilot) == "reconcile: meaning 2 · u undoes"
        assert "draft: To make friends again.  two" in preview(pilot)
        assert "2 ● as drafted" in preview(pilot)
        await pilot.press("3")
        assert status(pilot) == "there is no meaning 3"
        await pilot.press("0")
        assert "(none yet)" in preview(pilot)
        await pilot.press("1", "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    (shelved,) = library.store.shelf.named("reconcile")
    assert shelved.note.senses == (Sense("To make accounts agree.", source=Source("one")),)


async def test_the_arrows_go_through_the_meanings_and_one_undo_goes_back(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        await pilot.press("n", "k")
        for key, words in (
            ("right", "To make accounts agree."),
            ("right", "To make friends again."),
            ("right", "(none yet)"),
            ("left", "To make friends again."),
        ):
            await pilot.press(key)
            assert f"draft: {words}" in preview(pilot)
        assert title_right(pilot) == "11 to add · 5/17"
        await pilot.press("u")
        assert "draft: (none yet)" in preview(pilot)
        assert title_right(pilot) == "10 to add · 5/17"


async def test_a_dictionary_that_is_missing_is_named(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        assert "  not asked: gone: " in preview(pilot)
        assert "not asked: one" not in preview(pilot)


async def test_a_term_that_no_dictionary_has_says_so(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("pagedown", "j", "j", "j")
        assert "finance lead" in preview(pilot)
        await answered(pilot)
        assert "no dictionary has it" in preview(pilot)
        await pilot.press("right")
        assert status(pilot) == "no dictionary has it"
        await pilot.press("1")
        assert status(pilot) == "there is no meaning 1"


async def test_a_form_writes_the_draft(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        await pilot.press("e")
        assert place(pilot) is EditorScreen
        assert key_line(pilot).startswith("ctrl+s save  esc back  ctrl+x $EDITOR")
        await pilot.press("end", *"!?")
        await to_field(pilot, "Meaning")
        await pilot.press(*"mend", "enter", *"it", "ctrl+s")
        assert place(pilot) is TriageScreen
        assert status(pilot) == "reconcile!?: written, add · u undoes"
        assert preview(pilot).startswith("  reconcile!?")
        assert "draft: mend\n         it" in preview(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    (shelved,) = library.store.shelf.named("reconcile!?")
    assert shelved.note.senses == (Sense("mend\nit"),)
    assert shelved.note.examples[0].surface == "reconcile"


async def test_undo_at_home_makes_a_finished_posting_half_done_again(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("x", "k")
        await to_reconcile(pilot)
        await pilot.press("e")
        await to_field(pilot, "Meaning")
        await pilot.press(*"mend", "ctrl+s", "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        await pilot.press("u")
        words = "took back 10 new notes, a verdict; half done again, g goes on"
        assert status(pilot) == words
        assert added(library) == set()
        await pilot.press("g")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert status(pilot) == "2 decisions kept from before · u undoes the last"
        assert rows(pilot)[2].startswith(" × ARR")
        await to_reconcile(pilot)
        assert "draft: mend" in preview(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
    (shelved,) = library.store.shelf.named("reconcile")
    assert shelved.note.senses == (Sense("mend"),)


async def test_a_form_that_is_left_keeps_what_was_written(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("e", "escape")
        assert "unsaved" not in status(pilot)
        await pilot.press("e", "end", *"xyz", "escape")
        assert status(pilot) == "left unsaved, a draft is kept"
        assert preview(pilot).startswith("  ARR  also")
        await pilot.press("e")
        assert pilot.app.screen.query(Field).first().text == "ARRxyz"
        await pilot.press("f2")
        assert preview(pilot).startswith("  ARRxyz")


async def write_meaning(pilot: Pilot[None], words: str) -> None:
    await pilot.press("e")
    await to_field(pilot, "Meaning")
    await pilot.press(*words)


def unsaved(library: Library) -> dict[str, str]:
    """What a start of the program would find now."""
    return {row: text for half in half_done(library) for row, text in half.unsaved}


@pytest.mark.parametrize("end", [["escape", "q"], ["escape", "ctrl+q"], ["ctrl+q"]])
async def test_what_is_typed_and_not_saved_outlives_the_triage(
    library: Library, posting: str, end: list[str]
) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        await write_meaning(pilot, "mend it")
        await pilot.press(*end)
        if end[-1] == "q":
            await until(pilot, lambda: place(pilot) is HomeScreen)
            assert status(pilot) == f"half done, g goes on: {TITLE}"
    async with opened(library) as pilot:
        await pilot.press("g")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        assert status(pilot) == "unsaved text for reconcile; e goes on with it"
        assert preview(pilot).startswith("  reconcile")
        await pilot.press("e")
        assert status(pilot) == "this is the draft you left; f5 drops it"
        assert "mend it" in text(pilot)
        await pilot.press("f2")
        assert "draft: mend it" in preview(pilot)
    assert unsaved(library) == {}
    assert begin(library, posting).steps == 1


async def test_a_kill_while_typing_loses_nothing(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await to_reconcile(pilot)
        await write_meaning(pilot, "mend it")
        await until(pilot, lambda: "mend it" in unsaved(library).get("reconcile", ""))
    assert begin(library, posting).unsaved.keys() == {"reconcile"}


async def test_a_dropped_draft_is_gone_and_so_is_the_half_done_posting(
    library: Library, posting: str
) -> None:
    async with triaging(library, posting) as pilot:
        await write_meaning(pilot, "xyz")
        await pilot.press("escape")
        assert list(unsaved(library)) == ["arr"]
        await pilot.press("e", "f5", "escape")
        assert half_done(library) == ()
    assert list(library.drafts_folder.glob("*.*")) == []


async def test_unsaved_text_is_not_left_out_without_a_word(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await write_meaning(pilot, "xyz")
        await pilot.press("escape", "enter")
        question = "unsaved text for ARR; enter again finishes without it"
        assert (place(pilot), status(pilot)) == (TriageScreen, question)
        await pilot.press("j", "enter")
        assert (place(pilot), status(pilot)) == (TriageScreen, question)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert half_done(library) == ()
        await pilot.press("u", "g")
        await until(pilot, lambda: place(pilot) is TriageScreen)
        await pilot.press("e")
        assert "xyz" in text(pilot)


async def test_text_that_cannot_be_kept_is_not_left_unasked(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        library.drafts_folder.write_text("in the way", encoding="utf-8")
        await write_meaning(pilot, "xyz")
        await pilot.press("escape")
        assert place(pilot) is EditorScreen
        assert status(pilot).startswith("cannot keep what you typed: drafts")
        assert status(pilot).endswith("; esc again leaves without it")
        library.drafts_folder.unlink()
        await pilot.press("escape")
        assert place(pilot) is TriageScreen
    assert list(unsaved(library)) == ["arr"]


async def test_a_term_without_a_name_is_refused(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("e", "end", "backspace", "backspace", "backspace", "ctrl+s")
        assert place(pilot) is EditorScreen
        assert status(pilot) == "the term is empty; write one"


async def test_any_words_are_marked_with_the_arrows(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("v")
        assert place(pilot) is MarkScreen
        assert status(pilot) == "ARR: enter marks it"
        await pilot.press("right", "right", "right", "v", "right", "left", "right")
        assert status(pilot) == "figure by: enter marks it"
        await pilot.press("enter")
        assert place(pilot) is TriageScreen
        assert status(pilot) == "figure by: marked, add · u undoes"
        assert rows(pilot)[1:3] == [
            "  marked by you · 1",
            " + figure by                    no meaning yet",
        ]
        assert "line 4" in preview(pilot)
        await pilot.press("u")
        assert rows(pilot)[1] == "  explained acronyms · 1"
        await pilot.press("v", "down", "escape")
        assert place(pilot) is TriageScreen
        assert title_right(pilot) == "11 to add · 1/17"


async def test_the_marking_walks_the_whole_text(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("v", "pageup")
        assert status(pilot) == "Account: enter marks it"
        assert rows(pilot)[0].endswith("sentence 1/6")
        await pilot.press("left", "shift+right", "L", "H")
        assert status(pilot) == "Account Executive: enter marks it"
        await pilot.press("j", "j", "k", "h")
        assert status(pilot) == "Larkbench: enter marks it"
        await pilot.press("l")
        assert status(pilot) == "You: enter marks it"
        await pilot.press("pagedown", "pagedown", "down")
        assert rows(pilot)[0].endswith("sentence 6/6")
        assert key_line(pilot) == "enter mark  v stretch  → word  ↓ sentence  q back  ? help"


async def test_a_adds_the_rest_and_leaves_what_was_put_off(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.press("n", "n", "x", "A")
        assert status(pilot) == "6 terms more to add · u undoes"
        assert title_right(pilot).startswith("14 to add")
        await pilot.press("A")
        assert status(pilot) == "all of it is decided on already"
        await pilot.press("u")
        assert status(pilot) == "took the last decision back"
        assert title_right(pilot).startswith("8 to add")


async def test_how_to_take_all_of_it_back_is_said_where_room_is_short(
    library: Library, tmp_path: Path
) -> None:
    shelve(library, plain_deck("Core", 12))
    known = " ".join(f"We see Core {number:02}." for number in range(12))
    text = f"Role\n\n{known} You nurture and reconcile what is disputed; you grow churn and ARR.\n"
    async with triaging(library, write_posting(tmp_path, text, "c.txt"), size=(60, 24)) as pilot:
        await pilot.press("x", "K", "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert status(pilot).endswith(" · u takes it all back")


async def test_a_term_of_a_deck_gains_its_sentence(library: Library, tmp_path: Path) -> None:
    shelve(library, plain_deck("Core", 1))
    path = write_posting(tmp_path, "Role\n\nWe see that Core 00 is what we escalate.\n", "c.txt")
    async with triaging(library, path) as pilot:
        await pilot.press("pagedown")
        assert preview(pilot).startswith("  Core 00")
        assert "in your decks already, in Core; it gains this sentence" in preview(pilot)
        await pilot.press("x")
        assert status(pilot) == "it is in your decks already; n leaves this sentence out"
        await pilot.press("e")
        assert place(pilot) is TriageScreen
        assert "= Core 00" in text(pilot)
        await pilot.press("n")
        assert "– Core 00" in text(pilot)
        await pilot.press("y", "enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert "1 sentence to known terms" in status(pilot)
    (shelved,) = library.store.shelf.named("Core 00")
    assert shelved.note.examples[-1].sentence == "We see that Core 00 is what we escalate."


async def test_a_posting_without_terms_says_so(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path, "We do it.\n", "plain.txt")
    async with triaging(library, path) as pilot:
        assert status(pilot) == "there is no term to propose here; v marks words as one"
        assert key_line(pilot) == "enter finish  q back  A add the rest  v mark words  ? help"
        await pilot.press("y", "j", "e", "1", "right", "space", "u", "A")
        assert place(pilot) is TriageScreen
        await pilot.press("v", "enter")
        assert "+ We" in text(pilot)


async def test_nothing_at_all_cannot_be_marked(library: Library, tmp_path: Path) -> None:
    path = write_posting(tmp_path, "…\n\n———\n", "nothing.txt")
    async with triaging(library, path) as pilot:
        await pilot.press("v")
        assert status(pilot) == "there are no words to mark"


async def test_space_reads_on_and_begins_again(library: Library, tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    path = write_posting(tmp_path, f"Role\n\nWe escalate {words}.\n", "long.txt")
    async with triaging(library, path) as pilot:
        top = preview(pilot)
        await pilot.press("space")
        assert preview(pilot) != top
        await pilot.press(*["space"] * 4)
        assert "word199" in text(pilot) or preview(pilot) == top


async def test_the_mouse_points_and_the_wheel_turns(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        await pilot.click(offset=(5, 6))
        assert preview(pilot).startswith("  escalate")
        await pilot.click(offset=(5, 3))  # a heading
        assert preview(pilot).startswith("  escalate")


async def test_the_help_names_every_key(library: Library, posting: str) -> None:
    async with triaging(library, posting, size=(80, 40)) as pilot:
        await pilot.press("?")
        assert place(pilot) is HelpScreen
        shown = [row.strip() for row in rows(pilot)]
        assert shown[0] == "Keys · Add"
        for line in (
            "y  add",
            "K  I know it: no card",
            "A  add all that is not decided on",
            "v  mark words of the text as a term",
            "0 1 2 3 4 5 6 7 8 9  take this meaning; 0 none of them",
            "→ ←  the next meaning, the one before",
            "q esc  back (decisions are kept)",
        ):
            assert line in shown


async def test_a_full_disk_is_told_and_nothing_is_lost(library: Library, posting: str) -> None:
    async with triaging(library, posting) as pilot:
        (library.folder / "drafts").write_text("in the way", encoding="utf-8")
        await pilot.press("x")
        assert status(pilot).startswith("decided, but not kept: drafts: cannot write it")
        assert rows(pilot)[2].startswith(" × ARR")
        (library.folder / "drafts").unlink()
        await pilot.press("x")
        assert len(half_done(library)[0].steps) == 2
        library.decks_folder.rmdir()
        library.decks_folder.write_text("in the way", encoding="utf-8")
        await pilot.press("enter")
        assert status(pilot).startswith("nothing was added: decks/")
        assert place(pilot) is TriageScreen


@pytest.mark.parametrize("size", [*SIZES, (12, 4)])
async def test_every_screen_fits_every_terminal(
    library: Library, posting: str, size: tuple[int, int]
) -> None:
    async with triaging(library, posting, size=size) as pilot:
        for key in ("j", "y", "pagedown", "K", "v", "right", "enter", "e", "escape", "u", "?"):
            await pilot.press(key)
            assert_harmless(pilot)
        await pilot.press("q")
        if size >= (20, 6):
            assert rows(pilot)[-1].endswith("help")


async def test_beside_each_other_where_there_is_room(library: Library, posting: str) -> None:
    async with triaging(library, posting, size=(120, 40)) as pilot:
        assert rows(pilot)[1].startswith("  explained acronyms · 1")
        assert "│  ARR  also: annual recurring revenue" in rows(pilot)[1]


async def test_a_resize_keeps_the_row_in_sight(library: Library, posting: str) -> None:
    async with triaging(library, posting, size=(120, 40)) as pilot:
        await pilot.press(*["j"] * 16)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "QBR" in "\n".join(rows(pilot)[:-8] if size[1] > 10 else rows(pilot)[:3])


HOSTILE_POSTING = "Role [/] [red]\x1b[2J\u202e\n\n" + "\n\n".join(
    f"You escalate and reconcile {words} and nurture the [bold]prospect[/bold] procurement."
    for words in HOSTILE
)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_hostile_text_is_shown_as_it_is(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = write_posting(tmp_path, HOSTILE_POSTING + "\n\nWe escalate " + "y" * 10_000, "h.txt")
    async with triaging(library, path, size=size) as pilot:
        assert_harmless(pilot)
        for _ in range(6):
            await pilot.press("j", "space")
            assert_harmless(pilot)
        await pilot.press("v")
        for _ in range(len(HOSTILE) + 2):
            await pilot.press("j", "L", "L")
            assert_harmless(pilot)
        await pilot.press("enter")
        assert_harmless(pilot)
        await pilot.press("e")
        assert_harmless(pilot)
        pilot.app.post_message(Paste(HOSTILE[5] + HOSTILE[6]))
        await pilot.pause()
        assert_harmless(pilot)
        await pilot.press("ctrl+s")
        assert_harmless(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        assert_harmless(pilot)


async def test_a_hostile_draft_is_written_and_read_back(library: Library, posting: str) -> None:
    triage = begin(library, posting)
    for words in HOSTILE:
        triage.mark(Example(f"Before {words} after.", words))
    assert begin(library, posting).rows == triage.rows
    async with triaging(library, posting) as pilot:
        for _ in HOSTILE:
            await pilot.press("e")
            assert_harmless(pilot)
            # A form in which nothing was written changes nothing.
            await pilot.press("escape", "j")
            assert_harmless(pilot)
    assert begin(library, posting).rows == triage.rows

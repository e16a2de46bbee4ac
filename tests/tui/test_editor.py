"""The editor: all of a note in fields, and nothing typed is ever lost."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.notedrafts import draft_of
from termcards.library.undoing import take_back
from termcards.notes import Citation, Deck, Direction, Example, Note, NoteId, Sense, Source
from termcards.tui.app import TermcardsApp
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.widgets.field import Field
from termcards.tui.widgets.formfields import FieldRow
from termcards.tui.widgets.formview import FormView
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    SPACED_REPETITION,
    TWO,
    full_disk,
    key_line,
    opened,
    place,
    reviews,
    rows,
    shelve,
    status,
    text,
    to_field,
    until,
)
from tests.tui.test_hostile import HOSTILE, NOTES, assert_harmless, hostile_deck

SR = NoteId("spaced-repetition")


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def note(library: Library, note_id: NoteId = SR) -> Note:
    shelved = library.store.shelf.note(note_id)
    assert shelved is not None
    return shelved.note


def written(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """The labels and the fields, as they stand."""
    found = pilot.app.screen.query(FieldRow)
    return [(row.slot.heading, row.field.text) for row in found]


def focused(pilot: Pilot[None]) -> str:
    """The heading of the field that has the cursor."""
    field = pilot.app.focused
    return next(
        (row.slot.heading for row in pilot.app.screen.query(FieldRow) if row.field is field), ""
    )


def drafts(library: Library) -> list[Path]:
    return list((library.folder / "drafts" / "notes").glob("*"))


async def edited(pilot: Pilot[None]) -> None:
    await pilot.press("e")
    assert place(pilot) is EditorScreen


async def test_all_of_a_note_is_in_fields(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        assert rows(pilot)[0] == " Edit · spaced repetition"
        assert status(pilot) == "tab goes to the next field, ctrl+s saves"
        assert key_line(pilot) == "ctrl+s save  esc back  ctrl+x $EDITOR  f1 help"
        assert written(pilot) == [
            ("Term", "spaced repetition"),
            ("Aliases", "distributed practice"),
            ("Part of speech", "noun"),
            ("Pronunciation", ""),
            ("Field", ""),
            ("Meaning", "A way of studying in which reviews are placed at growing intervals."),
            ("Translation", "间隔重复：一种学习方法。"),
            ("Source", "example.org"),
            ("Address", "https://example.org/sr"),
            ("Sentence", "We rely on spaced repetition, and every [critical] step has a card."),
            ("Surface", "spaced repetition"),
            ("Translation", "团队依靠间隔重复。"),
            ("Posting", "engineer"),
            ("Line", "12"),
            ("Sentence", "Spaced repetition works."),
            ("Surface", "Spaced repetition"),
            ("Translation", ""),
            ("Posting", "engineer"),
            ("Line", "30"),
            ("Synonyms", "spacing"),
            ("Usage", "said of cards"),
            ("Quote", "Repetition is the mother of learning."),
            ("Author", "proverb"),
            ("Tags", ""),
            ("Directions", ""),
            ("Deck", "Core vocabulary"),
        ]
        assert rows(pilot)[1:4] == [
            " Term              spaced repetition",
            " Aliases           distributed practice",
            " Part of speech    noun",
        ]
        await pilot.press("f8")
        headings = [heading for heading, _ in written(pilot)]
        assert {"Language", "Kind", "Last line", "Derived", "See", "Footnote"} <= set(headings)
        await pilot.press("ctrl+s")
        assert status(pilot) == "nothing was changed · u undoes"
    assert note(library) == SPACED_REPETITION


@pytest.mark.parametrize("key", ["ctrl+s", "f2"])
@pytest.mark.parametrize("is_answered", [False, True])
async def test_a_saved_note_is_drawn_anew_in_the_same_state(
    library: Library, key: str, is_answered: bool
) -> None:
    before = library.store.journal.standings()
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await pilot.press(*(["space", "t", "n"] if is_answered else []))
        at_first = rows(pilot)
        await edited(pilot)
        await pilot.press("end", *" now", key)
        assert place(pilot) is StudyScreen
        assert status(pilot) == "saved · u undoes"
        assert rows(pilot)[3].startswith("  spaced repetition now   noun")
        assert rows(pilot)[4:-2] == at_first[4:-2]
        assert note(library).term == "spaced repetition now"
        assert library.store.journal.standings() == before
        await pilot.press("u")
        assert rows(pilot)[3].startswith("  spaced repetition   noun")
        assert status(pilot) == "took back the change of a note"
    assert note(library) == SPACED_REPETITION
    assert drafts(library) == []


async def test_what_is_typed_before_the_fields_are_there_is_for_them(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await pilot.app.screen.run_action("edit")
        for key, sign in (("x", "x"), ("tab", None), ("y", "y"), ("z", "z")):
            pilot.app.post_message(Key(key, sign))
        await pilot.pause()
        await pilot.pause()
        assert written(pilot)[:2] == [
            ("Term", "xspaced repetition"),
            ("Aliases", "yzdistributed practice"),
        ]


async def test_every_field_reaches_the_file(library: Library) -> None:
    changes = {
        "Term": "interval study",
        "Aliases": "one\ntwo",
        "Part of speech": "verb",
        "Pronunciation": "ɪn",
        "Field": "learning",
        "Meaning": "New\nmeaning.",
        "Translation": "新",
        "Source": "b.org",
        "Address": "https://b.org",
        "Sentence": "An interval study.",
        "Surface": "interval study",
        "Synonyms": "three",
        "Usage": "rare",
        "Quote": "Said.",
        "Author": "Me",
        "Tags": "a b\nc",
        "Directions": "type\ncloze",
    }
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        for heading, value in changes.items():
            await to_field(pilot, "Sentence 1" if heading == "Sentence" else heading)
            field = pilot.app.focused
            assert isinstance(field, Field)
            field.text = value
        await pilot.press("ctrl+s")
        assert place(pilot) is StudyScreen
    new = note(library)
    assert (new.id, new.term, new.aliases) == (SR, "interval study", ("one", "two"))
    assert (new.part_of_speech, new.pronunciation, new.field) == ("verb", "ɪn", "learning")
    assert new.senses[0].definition == "New\nmeaning."
    assert new.senses[0].translation == "新"
    assert new.senses[0].source is not None
    assert (new.senses[0].source.title, new.senses[0].source.url) == ("b.org", "https://b.org")
    # It does not stand in those lines of the posting any more.
    assert new.examples == (
        Example("An interval study.", "interval study", "团队依靠间隔重复。", Citation("engineer")),
        SPACED_REPETITION.examples[1],
    )
    assert (new.synonyms, new.usage, new.tags) == (("three",), "rare", ("a b", "c"))
    assert (new.quotes[0].text, new.quotes[0].author) == ("Said.", "Me")
    assert new.directions == (Direction.TYPE, Direction.CLOZE)


async def test_a_card_that_is_gone_is_not_asked_any_more(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await to_field(pilot, "Directions")
        await pilot.press(*"none", "ctrl+s")
        assert place(pilot) is StudyScreen
        assert rows(pilot)[3].startswith("  応募者追跡システム")
        await pilot.press("u")
        assert status(pilot) == "took back the change of a note"


async def test_meanings_and_sentences_come_and_go(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await to_field(pilot, "Meaning")
        await pilot.press("f3")
        assert focused(pilot) == "Meaning"
        await pilot.press(*"second", "tab", *"di er")
        assert "Meaning 2         second" in text(pilot)
        await to_field(pilot, "Sentence 1")
        await pilot.press("f4")
        assert status(pilot) == "sentence taken away; esc leaves without saving"
        assert [value for heading, value in written(pilot) if heading == "Sentence"] == [
            "Spaced repetition works."
        ]
        await pilot.press("f3", *"Third one.", "ctrl+s")
        assert status(pilot) == "saved · u undoes"
    new = note(library)
    assert new.senses == (*SPACED_REPETITION.senses, Sense("second", "di er"))
    assert new.examples == (SPACED_REPETITION.examples[1], Example("Third one."))


async def test_lines_between_the_fields_are_chosen_with_enter_or_a_click(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 40)) as pilot:
        await edited(pilot)
        at = next(place for place, row in enumerate(rows(pilot)) if "+ another meaning" in row)
        await pilot.click(offset=(5, at))
        await pilot.pause()
        assert [heading for heading, _ in written(pilot)].count("Meaning") == 2
        assert focused(pilot) == "Meaning"
        await to_field(pilot, "Deck")
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "Footnote" in [heading for heading, _ in written(pilot)]


async def test_a_part_is_only_taken_away_where_the_cursor_is_in_one(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        before = written(pilot)
        await pilot.press("f4")
        assert status(pilot) == "the cursor is in no meaning and no sentence"
        assert written(pilot) == before


async def test_the_arrows_and_enter_go_through_the_fields(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("enter")
        assert focused(pilot) == "Aliases"
        await pilot.press("down", "down", "up", "tab", "shift+tab")
        assert focused(pilot) == "Part of speech"
        assert written(pilot)[0] == ("Term", "spaced repetition")


@pytest.mark.parametrize(
    ("label", "value", "words"),
    [
        ("Term", " ", "the term is empty; write one"),
        ("Surface", "x", '"x" is not in its sentence; write it as it stands there'),
        (
            "Directions",
            "clozes",
            'unknown direction "clozes"; did you mean "cloze"?',
        ),
        ("Line", "x", "a line is a number"),
        ("Deck", "Elsewhere", 'there is no deck "Elsewhere"; the decks are: Core vocabulary'),
    ],
)
async def test_what_cannot_be_saved_is_told_at_its_field(
    library: Library, label: str, value: str, words: str
) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await to_field(pilot, label)
        field = pilot.app.focused
        assert isinstance(field, Field)
        field.text = value
        await to_field(pilot, "Usage")
        await pilot.press("ctrl+s")
        assert place(pilot) is EditorScreen
        assert status(pilot) == words
        assert focused(pilot) == label
    assert note(library) == SPACED_REPETITION


async def test_a_note_is_moved_by_its_deck(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL, TWO)) as pilot:
        await edited(pilot)
        await to_field(pilot, "Deck")
        await pilot.press("end", *["backspace"] * 20, *"two", "ctrl+s")
        assert status(pilot) == "saved, and moved to Two · u undoes"
        assert library.store.shelf.note(SR).deck == "two"  # type: ignore[union-attr]  # it is there
        await pilot.press("u")
    assert library.store.shelf.note(SR).deck == "core"  # type: ignore[union-attr]  # it is there


async def test_a_name_that_another_note_has_is_told_before_and_after(library: Library) -> None:
    async with opened(library, study=shelve(library, TWO)) as pilot:
        await edited(pilot)
        await pilot.press("end", *["backspace"] * 4, *"CHURN", "tab")
        assert status(pilot) == "“CHURN” is also a name of churn"
        await pilot.press("ctrl+s")
        assert status(pilot) == "saved · “CHURN” is also a name of churn · u undoes"


async def test_what_is_left_unsaved_is_offered_again(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", *" x", "escape")
        assert place(pilot) is StudyScreen
        assert status(pilot) == "left unsaved, a draft is kept"
        assert note(library) == SPACED_REPETITION
    async with opened(library, study=shelve_again(library)) as pilot:
        await edited(pilot)
        assert status(pilot) == "this is the draft you left; f5 drops it"
        assert written(pilot)[0] == ("Term", "spaced repetition x")
        assert key_line(pilot) == "ctrl+s save  esc back  ctrl+x $EDITOR  f5 drop draft  f1 help"
        await pilot.press("f5")
        assert status(pilot) == "the draft was dropped; this is the note as it is"
        assert written(pilot)[0] == ("Term", "spaced repetition")
        await pilot.press("escape")
        assert drafts(library) == []


def shelve_again(library: Library) -> list[Deck]:
    return [shelved.deck for shelved in library.store.shelf.decks()]


async def test_a_draft_outlives_the_program(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", *" y")
        await pilot.press("ctrl+q")
    kept = draft_of(library, SR)
    assert kept is not None
    assert kept.text.startswith("# Term\nspaced repetition y\n")


async def test_a_draft_is_kept_while_the_keys_rest(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "z")
        await until(pilot, lambda: draft_of(library, SR) is not None)
        await pilot.press("backspace")
        await until(pilot, lambda: draft_of(library, SR) is None)


async def test_a_draft_is_kept_however_steadily_one_types(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        typed = 0
        while draft_of(library, SR) is None and typed < 400:
            await pilot.press("x")
            typed += 1
        assert typed < 400
        typed = 0
        while "y" not in kept_text(library).split("\n")[1] and typed < 400:
            await pilot.press("y")
            typed += 1
        assert typed < 400


def kept_text(library: Library) -> str:
    kept = draft_of(library, SR)
    assert kept is not None
    return kept.text


@contextmanager
def no_room(monkeypatch: pytest.MonkeyPatch, number: int = errno.ENOSPC) -> Iterator[None]:
    """As long as it lasts, the disk takes no file."""

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        yield


@pytest.mark.parametrize("key", ["e", "n"])
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "not allowed to write"),
    ],
)
async def test_what_cannot_be_kept_is_not_left_unasked(
    library: Library, monkeypatch: pytest.MonkeyPatch, key: str, number: int, why: str
) -> None:
    study = shelve(library, BILINGUAL) if key == "e" else None
    async with opened(library, study=study) as pilot:
        await pilot.press(key)
        before = place(pilot)
        assert before is EditorScreen
        warning = f"cannot keep what you typed: {why}; esc again leaves without it"
        with no_room(monkeypatch, number):
            await pilot.press("end", "x", "escape")
            assert status(pilot) == warning
            await pilot.press("y", "escape")
            assert (place(pilot), status(pilot)) == (EditorScreen, warning)
            assert written(pilot)[0][1].endswith("xy")
        await pilot.press("escape")
        assert status(pilot) == "left unsaved, a draft is kept"
        await pilot.press(key)
        assert written(pilot)[0][1].endswith("xy")
        with no_room(monkeypatch, number):
            await pilot.press("z", "escape", "escape")
        assert place(pilot) is not EditorScreen
        assert status(pilot) == ""


async def test_leaving_what_was_not_touched_leaves_no_draft(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("tab", "escape")
        assert place(pilot) is StudyScreen
        assert status(pilot) == ""
    assert drafts(library) == []


def write_by_hand(library: Library, old: str, new: str) -> Path:
    path = library.decks_folder / "core.yaml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    return path


async def test_what_was_changed_by_hand_in_another_field_stays(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        path = write_by_hand(library, "said of cards", "by hand")
        await pilot.press("end", *"!", "ctrl+s")
        assert status(pilot) == "saved, beside what was changed by hand in the meantime · u undoes"
        await pilot.press("u")
        assert "usage: by hand" in path.read_text(encoding="utf-8")
    assert note(library) == replace(SPACED_REPETITION, usage="by hand")


async def test_a_field_that_was_changed_by_hand_too_is_shown_and_told_once(
    library: Library,
) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 40)) as pilot:
        await edited(pilot)
        path = write_by_hand(library, "said of cards", "by hand")
        await to_field(pilot, "Usage")
        await pilot.press("end", *"!", "ctrl+s")
        assert status(pilot) == (
            "changed by hand meanwhile: Usage; ctrl+s keeps yours, f5 drops it"
        )
        assert place(pilot) is EditorScreen
        assert focused(pilot) == "Usage"
        at = next(number for number, row in enumerate(rows(pilot)) if "said of cards!" in row)
        assert rows(pilot)[at + 1].strip() == "in the file now: by hand"
        assert "usage: by hand" in path.read_text(encoding="utf-8")
        await pilot.press("ctrl+s")
        assert status(pilot) == "saved · u undoes"
    assert note(library) == replace(SPACED_REPETITION, usage="said of cards!")


async def test_a_translation_by_hand_stays_beside_a_meaning_that_was_typed(
    library: Library,
) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        write_by_hand(library, "间隔重复：一种学习方法。", "手写")
        await to_field(pilot, "Meaning")
        await pilot.press("!", "ctrl+s")
        assert status(pilot) == "saved, beside what was changed by hand in the meantime · u undoes"
    (sense,) = note(library).senses
    assert (sense.definition[:11], sense.translation) == ("!A way of s", "手写")


async def test_where_parts_of_a_meaning_clash_each_is_named_and_shown(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 50)) as pilot:
        await edited(pilot)
        write_by_hand(library, "间隔重复：一种学习方法。", "手写")
        write_by_hand(library, "title: example.org", "title: by hand")
        await pilot.press("end", "!")
        await to_field(pilot, "Translation")
        await pilot.press("!")
        await to_field(pilot, "Source")
        await pilot.press("ctrl+k", "ctrl+s")
        assert status(pilot) == (
            "changed by hand meanwhile: Translation, Source; ctrl+s keeps yours, f5 drops it"
        )
        assert focused(pilot) == "Translation"
        shown = [row.strip() for row in rows(pilot)]
        at = shown.index("in the file now: 手写")
        assert shown[at - 1].endswith("!间隔重复：一种学习方法。")
        at = shown.index("in the file now: by hand")
        assert shown[at - 1] == "Source"
        await pilot.press("ctrl+s")
    (sense,) = note(library).senses
    assert (sense.translation, sense.source) == (
        "!间隔重复：一种学习方法。",
        Source(None, "https://example.org/sr"),
    )


@pytest.mark.parametrize("is_seen", [False, True])
async def test_a_draft_keeps_its_warning(library: Library, is_seen: bool) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 40)) as pilot:
        await edited(pilot)
        await pilot.press("end", "!")
        await to_field(pilot, "Usage")
        await pilot.press("end", "!")
        if not is_seen:
            await pilot.press("escape")
        write_by_hand(library, "said of cards", "by hand")
        write_by_hand(library, "[spacing]", "[spacing by hand]")
        if is_seen:
            await pilot.press("ctrl+s", "escape")
        sync(library)
        for _ in range(2):  # leaving again takes nothing from it
            await edited(pilot)
            assert status(pilot) == (
                "changed by hand meanwhile: Usage; ctrl+s keeps yours, f5 drops it"
            )
            assert "in the file now: by hand" in text(pilot)
            assert ("Synonyms", "spacing by hand") in written(pilot)
            assert ("Term", "spaced repetition!") in written(pilot)
            await pilot.press("escape")
        await edited(pilot)
        await pilot.press("f5")
        assert ("Usage", "by hand") in written(pilot)
        assert "in the file now" not in text(pilot)
        await pilot.press("escape")
    assert note(library) == replace(
        SPACED_REPETITION, usage="by hand", synonyms=("spacing by hand",)
    )
    assert drafts(library) == []


async def test_a_draft_of_other_fields_is_put_together_with_the_file(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "!", "escape")
        write_by_hand(library, "said of cards", "by hand")
        sync(library)
        await edited(pilot)
        assert status(pilot) == "this is the draft you left; f5 drops it"
        assert ("Usage", "by hand") in written(pilot)
        await pilot.press("ctrl+s")
    assert note(library) == replace(SPACED_REPETITION, term="spaced repetition!", usage="by hand")


async def test_what_could_not_be_saved_stays_on_the_screen(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "!")
        with full_disk(library):
            await pilot.press("ctrl+s")
        assert status(pilot).startswith("termcards.db: the disk is full")
        assert written(pilot)[0] == ("Term", "spaced repetition!")
        await pilot.press("ctrl+s")
        assert note(library).term == "spaced repetition!"


async def test_a_new_note_is_written_at_home(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("ｎ")
        assert place(pilot) is EditorScreen
        assert rows(pilot)[0] == " New note"
        assert written(pilot)[-1] == ("Deck", "Two")
        await pilot.press(*"ARR")
        await to_field(pilot, "Meaning")
        await pilot.press(*"What comes in.", "ctrl+s")
        assert place(pilot) is HomeScreen
        assert status(pilot) == "added to Two · u undoes"
        (shelved,) = library.store.shelf.named("ARR")
        assert shelved.note == Note(NoteId("arr"), "ARR", senses=(Sense("What comes in."),))
        await pilot.press("u")
        assert library.store.shelf.named("ARR") == ()


async def test_a_new_note_left_is_gone_on_with(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("n", *"MRR", "escape")
        assert place(pilot) is HomeScreen
        assert status(pilot) == "left unsaved, a draft is kept"
        await pilot.press("n")
        assert written(pilot)[0] == ("Term", "MRR")
        await to_field(pilot, "Meaning")
        await pilot.press(*"Monthly.", "ctrl+s")
        assert status(pilot) == "added to Words · u undoes"


async def test_the_help_is_there_while_one_writes(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("f1")
        assert place(pilot) is HelpScreen
        assert "ctrl+x  write in $EDITOR" in text(pilot)
        await pilot.press("q")
        assert place(pilot) is EditorScreen


async def test_pasted_text_is_text(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        pilot.app.post_message(Paste("\x1b[31m two\nlines \u202e"))
        await pilot.pause()
        assert written(pilot)[0][1].startswith("␛[31m two lines")
        await to_field(pilot, "Usage")
        pilot.app.post_message(Paste("one\ntwo"))
        await pilot.pause()
        assert ("Usage", "one\ntwosaid of cards") in written(pilot)
        assert_harmless(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_works_at_every_size(library: Library, size: tuple[int, int]) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=size) as pilot:
        await edited(pilot)
        for key in (
            "tab",
            "down",
            "x",
            "up",
            "shift+tab",
            "f3",
            "y",
            "f8",
            "f1",
            "q",
            "f4",
            "enter",
        ):
            await pilot.press(key)
            assert_harmless(pilot)
        assert place(pilot) is EditorScreen
        await pilot.press(*["tab"] * 8)
        assert_harmless(pilot)
        await to_field(pilot, "Usage")
        await pilot.press("end", "w")
        assert any("cardsw" in row for row in rows(pilot))
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert_harmless(pilot)
        await pilot.press("f2")
        assert place(pilot) is StudyScreen
    assert note(library).usage == "said of cardsw"


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (60, 8)])
async def test_the_line_that_is_written_stays_in_sight(
    library: Library, size: tuple[int, int]
) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("enter", "e")
        await to_field(pilot, "Meaning")
        await pilot.press("end")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert any("means." in row for row in rows(pilot))
        pilot.app.screen.query_one(FormView).scroll_home(animate=False, immediate=True)
        await pilot.pause()
        assert not any("means." in row for row in rows(pilot))
        await pilot.press(*" here")
        assert any("here" in row for row in rows(pilot))


@pytest.mark.parametrize(
    ("size", "notes"),
    [(SIZES[0], NOTES), *((size, NOTES[start::5]) for start, size in enumerate(SIZES[1:]))],
)
async def test_hostile_notes_are_shown_and_left_as_they_are(
    library: Library, size: tuple[int, int], notes: tuple[Note, ...]
) -> None:
    decks = shelve(library, replace(hostile_deck(Direction.RECOGNISE), notes=notes))
    path = library.decks_folder / "hostile.yaml"
    before = path.read_bytes()
    async with opened(library, study=decks, size=size) as pilot:
        for _ in notes:
            await pilot.press("e")
            assert_harmless(pilot)
            assert place(pilot) is EditorScreen
            await to_field(pilot, "Tags")
            await pilot.press("end", "x", "ctrl+s")
            assert_harmless(pilot)
            assert place(pilot) is StudyScreen
            await pilot.press("space", "3")
    for known in notes:
        # What was not touched keeps the characters that the screen does not show.
        assert note(library, known.id) == replace(known, tags=("tagx",))
    for _ in range(2 * len(notes)):
        take_back(library)
    assert path.read_bytes() == before
    # The reviews, and what took back as many edits and reviews.
    assert len(reviews(library)) == 3 * len(notes)


async def test_a_hostile_draft_is_shown_again(library: Library) -> None:
    async with opened(library) as pilot:
        for words in (HOSTILE[5], HOSTILE[12]):
            await pilot.press("n")
            pilot.app.post_message(Paste(words))
            await pilot.pause()
            shown = written(pilot)[0]
            await pilot.press("escape", "n")
            assert_harmless(pilot)
            assert written(pilot)[0] == (shown[0], " ".join(shown[1].split()))
            await pilot.press("f5", "escape")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real editor: a script that does to the text what a file says."""
    script = tmp_path / "editor"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "text = path.read_text(encoding='utf-8')\n"
        "(folder / 'seen.txt').write_text(text, encoding='utf-8')\n"
        "scope = {'text': text}\nexec((folder / 'doing.py').read_text(encoding='utf-8'), scope)\n"
        "path.write_text(scope['text'], encoding='utf-8')\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(script))
    # A terminal that a test does not have cannot be lent; the editor is a real one all the same.
    monkeypatch.setattr(TermcardsApp, "suspend", lambda _: nullcontext())
    (tmp_path / "doing.py").write_text("", encoding="utf-8")
    return tmp_path


async def test_without_an_editor_that_is_told(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "x", "ctrl+x")
        assert status(pilot) == "no editor is set in VISUAL or EDITOR"
        assert written(pilot)[0] == ("Term", "spaced repetitionx")


def does(folder: Path, code: str) -> None:
    (folder / "doing.py").write_text(code, encoding="utf-8")


def seen(folder: Path) -> str:
    return (folder / "seen.txt").read_text(encoding="utf-8")


async def test_a_note_is_written_outside_and_read_back(library: Library, outside: Path) -> None:
    does(outside, "text = text.replace('said of cards', 'said outside')")
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "!", "ctrl+x")
        assert seen(outside).startswith("# Term\nspaced repetition!\n\n# Aliases\n")
        assert status(pilot) == "read from your editor; ctrl+s saves"
        assert written(pilot)[0] == ("Term", "spaced repetition!")
        assert ("Usage", "said outside") in written(pilot)
        await pilot.press("ctrl+s")
        assert status(pilot) == "saved · u undoes"
    assert (note(library).term, note(library).usage) == ("spaced repetition!", "said outside")
    assert drafts(library) == []


async def test_a_text_that_was_not_changed_outside_changes_nothing(
    library: Library, outside: Path
) -> None:
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("ctrl+x")
        assert status(pilot) == "the text is as it was"
        await pilot.press("escape")
    assert drafts(library) == []


@pytest.mark.parametrize("code", ["text = ''", "text = ' \\n'", "path.unlink(); raise SystemExit"])
async def test_where_nothing_comes_back_all_stays(
    library: Library, outside: Path, code: str
) -> None:
    does(outside, f"import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}")
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("end", "!", "ctrl+x")
        assert "spaced repetition!" in seen(outside)
        assert status(pilot) == "nothing came back from your editor; all is as it was"
        assert written(pilot)[0] == ("Term", "spaced repetition!")
        assert kept_text(library).startswith("# Term\nspaced repetition!\n")
        await pilot.press("ctrl+s")
        assert status(pilot) == "saved · u undoes"
    assert note(library) == replace(SPACED_REPETITION, term="spaced repetition!")


async def test_a_text_that_is_no_note_is_shown_with_the_line_at_fault(
    library: Library, outside: Path
) -> None:
    does(outside, "text = text.replace('# Usage', '# Usge')")
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("ctrl+x")
        assert status(pilot).startswith('line 58: unknown heading "Usge"; did you mean "Usage"?')
        assert any(row.strip() == "# Usge" for row in rows(pilot))
        await pilot.press("ctrl+s")
        assert status(pilot).startswith("line 58: unknown heading")
        assert place(pilot) is EditorScreen
        # Outside, what is wrong stands over its line.
        does(outside, "")
        await pilot.press("ctrl+x")
        assert '\n<!-- ! unknown heading "Usge"; did you mean "Usage"? -->\n# Usge\n' in seen(
            outside
        )
        # It is mended on the screen, where the cursor stands in that line.
        await pilot.press("end", "backspace", "backspace", *"age", "ctrl+s")
        assert status(pilot) == "nothing was changed · u undoes"
    assert note(library) == SPACED_REPETITION


async def test_a_text_that_is_no_note_is_kept(library: Library, outside: Path) -> None:
    does(outside, "text = 'only words'")
    async with opened(library, study=shelve(library, BILINGUAL)) as pilot:
        await edited(pilot)
        await pilot.press("ctrl+x", "escape")
        assert status(pilot) == "left unsaved, a draft is kept"
        await edited(pilot)
        assert status(pilot).startswith("line 1: this stands under no heading")
        assert rows(pilot)[1].strip() == "only words"
        await pilot.press("f5")
        assert written(pilot)[0] == ("Term", "spaced repetition")


async def test_hostile_notes_go_outside_and_come_back(library: Library, outside: Path) -> None:
    does(outside, "text = text.replace('# Tags\\ntag', '# Tags\\nother')")
    decks = shelve(library, replace(hostile_deck(Direction.RECOGNISE), notes=NOTES[3:7]))
    async with opened(library, study=decks) as pilot:
        for _ in NOTES[3:7]:
            await pilot.press("e", "ctrl+x")
            assert_harmless(pilot)
            await pilot.press("ctrl+s")
            assert place(pilot) is StudyScreen
            await pilot.press("space", "3")
    for known in NOTES[3:7]:
        assert note(library, known.id) == replace(known, tags=("other",))

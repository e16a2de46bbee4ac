"""`termcards import` from the command line."""

from pathlib import Path

import pytest

from tests.anki.real_anki import (
    answer_in_anki,
    cards_by_template,
    fresh_anki,
    hand_out,
    note_with,
    take_in,
)
from tests.cli.conftest import Call
from tests.library.test_importing import add


@pytest.fixture
def words(tmp_path: Path) -> Path:
    with fresh_anki() as anki:
        add(anki, "Basic", "Words", "churn", "loss")
        add(anki, "Basic", "Words", "quota", "target<img src=a.png>")
        return hand_out(anki, tmp_path / "words.apkg", legacy=False)


def test_the_mapping_is_shown_and_the_notes_are_added(call: Call, words: Path) -> None:
    trial = call("import", "anki", "words.apkg", "--dry-run")
    assert trial.out == 'words.apkg: 2 notes would be added to the deck "Words", 0 known already\n'
    done = call("import", "anki", "words.apkg")
    assert done.out == 'words.apkg: 2 notes added to the deck "Words", 0 known already\n'
    assert done.err == (
        "Basic: Front = term, Back = definition; --map FIELD=PART changes it\n"
        "1 picture or sound left out: termcards keeps text\n"
    )
    assert (
        call("import", "anki", "words.apkg").out == "words.apkg: 0 notes added, 2 known already\n"
    )
    assert call("list").out.count("\n") == 2
    assert call("undo").out == "took back an import: 2 new notes\n"


def test_words_can_be_taken_as_known(call: Call, words: Path) -> None:
    assert call("import", "anki", "words.apkg", "--as-known").out == (
        "words.apkg: 2 words taken as known, 0 known already\n"
    )
    assert call("import", "anki", "words.apkg", "--as-known").out == (
        "words.apkg: 0 words taken as known, 2 known already\n"
    )


def test_pictures_and_sounds_are_counted_in_plain_words(call: Call, tmp_path: Path) -> None:
    with fresh_anki() as anki:
        add(anki, "Basic", "Default", "quota", "target<img src=a.png>[sound:b.mp3]")
        hand_out(anki, tmp_path / "words.apkg", legacy=False)
    done = call("import", "anki", "words.apkg")
    assert done.err.endswith("2 pictures and sounds left out: termcards keeps text\n")
    assert done.out == 'words.apkg: 1 note added to the deck "words", 0 known already\n'


def test_reviews_and_edits_come_back(call: Call, posting: Path, tmp_path: Path) -> None:
    call("harvest", str(posting))
    call("export", "anki", "-o", "out.apkg")
    with fresh_anki() as anki:
        take_in(anki, tmp_path / "out.apkg")
        note = note_with(anki, "champion")
        note["Translation"] = "内部支持者"
        note.mod += 60
        anki.update_note(note)
        assert anki.db is not None
        anki.db.execute("update notes set mod = mod + 60 where guid = ?", note.guid)
        answer_in_anki(anki, cards_by_template(note)["cloze"], 3)
        hand_out(anki, tmp_path / "back.colpkg", legacy=False)
    done = call("import", "anki", "back.colpkg")
    assert done.out == (
        "back.colpkg: 1 review added to the log, 0 known already\n"
        "champion: Translation was edited in Anki\n  here: \n  Anki: 内部支持者\n"
    )
    assert "nothing was overwritten" in done.err
    assert call("import", "anki", "back.colpkg", "--json").json == {
        "deck": None,
        "decks": [],
        "notes": [],
        "known": 0,
        "gone": 0,
        "without_term": 0,
        "media": 0,
        "words": [],
        "reviews": {"added": 0, "known": 1, "left_out": 0},
        "conflicts": [
            {
                "note": "champion",
                "field": "Translation",
                "here": "",
                "anki": "内部支持者",
                "changed_here": False,
                "changed_in_anki": True,
            }
        ],
        "mappings": [],
    }
    assert call("undo").out == "took back an import: 1 answer\n"


def test_a_note_that_was_deleted_here_is_left_out(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    call("export", "anki", "-o", "out.apkg")
    deck = next(Path("home", "decks").glob("*.yaml"))
    head, _, rest = deck.read_text("utf-8").partition("- id: arr\n")
    deck.write_text(head + rest[rest.index("- id: ") :], "utf-8")
    for _ in range(2):
        done = call("import", "anki", "out.apkg")
        assert done.err == "1 note left out: deleted here since; --restore takes it back\n"
        call("export", "anki", "-o", "later.apkg")
    restored = call("import", "anki", "out.apkg", "--restore")
    assert restored.out.startswith("out.apkg: 1 note added to the deck")
    assert call("import", "anki", "out.apkg", "--json").json["gone"] == 0


@pytest.mark.parametrize("wish", ["Front", "=term", "Front=word"])
def test_a_part_that_there_is_not_is_a_usage_error(call: Call, words: Path, wish: str) -> None:
    done = call("import", "anki", "words.apkg", "--map", wish)
    assert done.status == 2
    assert done.err.startswith(f'error: --map "{wish}": write FIELD=PART; a part is one of term,')


def test_tables_go_out_and_come_in(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    assert call("export", "csv", "-o", "all.csv").out == "all.csv: 3 notes\n"
    assert call("export", "json", "-o", "all.json").out == "all.json: 3 notes\n"
    for kind in ("csv", "json"):
        home = ("--home", f"home-{kind}", "import", kind, f"all.{kind}")
        added = f'all.{kind}: 3 notes {{}}added to the deck "Account Executive, Larkbench"\n'
        assert call(*home, "--dry-run").out == added.format("would be ")
        assert call(*home).out == added.format("")
        assert call(*home).out == f"all.{kind}: 3 known already\n"
        assert call("--home", f"home-{kind}", "list").out.count("\n") == 3

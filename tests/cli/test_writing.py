"""Notes are added, edited, moved and deleted from the shell; one undo takes each of it back."""

import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def deck(call: Call, tmp_path: Path) -> Path:
    """A deck file with one note."""
    call("due")
    path = tmp_path / "home" / "decks" / "core.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "id: core\ndeck: Core\nformat: 1\nnotes:\n"
        "- id: arr  # mine\n  term: ARR\n  senses:\n  - definition: What comes in.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the editor: it does to the text what `doing.py` says, and logs its calls."""
    script = tmp_path / "editor"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        f"log = pathlib.Path({str(tmp_path)!r}) / 'seen.txt'\n"
        "log.write_text(text, encoding='utf-8')\n"
        f"doing = pathlib.Path({str(tmp_path)!r}) / 'doing.py'\n"
        "scope = {'text': text}\nexec(doing.read_text(encoding='utf-8'), scope)\n"
        "path.write_text(scope['text'], encoding='utf-8')\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    does(tmp_path, "")
    return script


def does(tmp_path: Path, code: str) -> None:
    (tmp_path / "doing.py").write_text(code, encoding="utf-8")


def seen(tmp_path: Path) -> str:
    return (tmp_path / "seen.txt").read_text(encoding="utf-8")


def test_a_note_is_added_by_hand(call: Call, deck: Path) -> None:
    before = deck.read_text()
    result = call(
        *("add", "net  retention", "--meaning", "What stays.", "--translation", "净留存"),
        *("--sentence", "Our Net Retention rose.", "--tag", "metric", "--alias", "NRR"),
    )
    assert (result.status, result.out, result.err) == (0, "added to Core: net retention\n", "")
    assert deck.read_text() == before + (
        "- id: net-retention\n  term: net retention\n  aliases: [NRR]\n  senses:\n"
        "  - definition: What stays.\n    translation: 净留存\n  examples:\n"
        "  - sentence: Our Net Retention rose.\n    surface: Net Retention\n  tags: [metric]\n"
    )
    assert call("undo").out == "took back a new note\n"
    assert deck.read_text() == before


def test_adding_a_name_that_is_known_is_told(call: Call, deck: Path) -> None:
    result = call("add", "arr", "--meaning", "A shout.", "--deck", "Sounds")
    assert result.out == "added to Sounds: arr\n"
    assert result.err == "“arr” is also a name of arr\n"
    result = call("add", "x", "--meaning", "y")
    assert (result.status, result.err) == (
        1,
        "error: say in which deck; the decks are: Core, Sounds\n",
    )


def test_a_library_without_a_deck_gets_one(call: Call) -> None:
    assert call("add", "ARR", "--meaning", "What comes in.").out == "added to Words: ARR\n"
    assert call("list").status == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("add", "x"), 2),
        (("add", " ", "--meaning", "y"), 2),
        (("add", "x", "--meaning", " "), 2),
        (("add", "x", "--meaning", "y", "--sentence-translation", "z"), 2),
        (("edit", "nothing"), 1),
        (("move", "ARR"), 2),
        (("move", "ARR", "Nowhere"), 1),
        (("move", "nothing", "Core"), 1),
        (("delete", "ARR"), 2),
        (("delete", "nothing", "--yes"), 1),
    ],
)
def test_what_cannot_be_done_is_one_line(
    call: Call, deck: Path, editor: Path, arguments: tuple[str, ...], status: int
) -> None:
    before = deck.read_text()
    result = call(*arguments)
    assert result.status == status
    assert "Traceback" not in result.err
    assert deck.read_text() == before


def test_a_note_is_edited_as_text(call: Call, deck: Path, editor: Path, tmp_path: Path) -> None:
    before = deck.read_text()
    does(tmp_path, "text = text.replace('# Term\\nARR', '# Term\\nNRR')")
    result = call("edit", "ARR")
    assert (result.status, result.out, result.err) == (0, "saved: NRR\n", "")
    assert seen(tmp_path).startswith("# Term\nARR\n\n# Aliases\n\n# Part of speech\n")
    assert "# Deck\nCore\n" in seen(tmp_path)
    assert deck.read_text() == before.replace("term: ARR", "term: NRR")
    assert call("undo").status == 0
    assert deck.read_text() == before
    assert not list((tmp_path / "home" / "drafts" / "notes").iterdir())


@pytest.mark.parametrize("code", ["", "text = ' '"])
def test_a_text_that_is_left_as_it_was_changes_nothing(
    call: Call, deck: Path, editor: Path, tmp_path: Path, code: str
) -> None:
    before = deck.read_text()
    does(tmp_path, code)
    assert call("edit", "arr").out == "nothing was changed\n"
    assert deck.read_text() == before


def test_a_text_that_is_no_note_is_kept_and_shown_again(
    call: Call, deck: Path, editor: Path, tmp_path: Path
) -> None:
    before = deck.read_text()
    does(tmp_path, "text = text.replace('# Usage', '# Usge\\nsaid in sales')")
    result = call("edit", "ARR")
    assert result.status == 3
    assert result.err == (
        'line 25: unknown heading "Usge"; did you mean "Usage"?\n'
        "error: not saved; the draft is kept, `termcards edit arr` goes on with it\n"
    )
    assert deck.read_text() == before
    does(tmp_path, "text = text.replace('Usge\\n', 'Usage\\n')")
    result = call("edit", "ARR")
    assert (
        '\n<!-- ! unknown heading "Usge"; did you mean "Usage"? -->\n# Usge\nsaid in sales\n'
        in seen(tmp_path)
    )
    assert (result.out, result.status) == ("saved: ARR\n", 0)
    assert result.err == (
        "this goes on with the draft that was left; --anew begins with the note as it is\n"
    )
    assert deck.read_text() == before + "  usage: said in sales\n"


def test_a_draft_can_be_let_go(call: Call, deck: Path, editor: Path, tmp_path: Path) -> None:
    does(tmp_path, "text = 'words'")
    assert call("edit", "ARR").status == 3
    does(tmp_path, "")
    assert call("edit", "ARR", "--anew").out == "nothing was changed\n"
    assert "words" not in seen(tmp_path)


def test_a_text_whose_editor_never_came_back_is_not_lost(
    call: Call, deck: Path, editor: Path, tmp_path: Path
) -> None:
    does(tmp_path, "text = text + 'typed before the power went'")
    call("edit", "ARR")
    folder = tmp_path / "home" / "drafts" / "notes"
    (kept,) = folder.glob("*.json")
    kept.unlink()
    kept.with_suffix(".md").write_text("# Term\nARR\n# Meaning\nTyped.\n", encoding="utf-8")
    does(tmp_path, "")
    assert call("edit", "ARR").out == "saved: ARR\n"
    assert "definition: Typed." in deck.read_text()


def by_hand(deck: Path, old: str, new: str) -> str:
    """Code for the editor that changes the deck behind it."""
    return (
        f"import pathlib\ndeck = pathlib.Path({str(deck)!r})\n"
        f"deck.write_text(deck.read_text().replace({old!r}, {new!r}))\n"
    )


def test_what_was_written_by_hand_meanwhile_is_not_overwritten_unasked(
    call: Call, deck: Path, editor: Path, tmp_path: Path
) -> None:
    change = by_hand(deck, "What comes in.", "By hand.")
    does(tmp_path, change + "text = text.replace('What comes in.', 'In the editor.')")
    result = call("edit", "ARR")
    assert result.status == 4
    assert result.err == (
        "error: changed by hand in the meantime: Meaning; the draft is kept,"
        " `termcards edit arr` goes on with it and shows both\n"
    )
    assert "By hand." in deck.read_text()
    does(tmp_path, "")
    result = call("edit", "ARR")
    assert result.out == "saved: ARR\n"
    assert "saving replaces what was written by hand: Meaning: By hand.\n" in result.err
    assert "In the editor." in deck.read_text()


def test_what_was_written_by_hand_in_another_field_stays(
    call: Call, deck: Path, editor: Path, tmp_path: Path
) -> None:
    change = by_hand(deck, "What comes in.", "By hand.")
    does(tmp_path, change + "text = text.replace('# Usage', '# Usage\\nin sales')")
    result = call("edit", "ARR")
    assert (result.out, result.err) == (
        "saved, beside what was changed by hand in the meantime: ARR\n",
        "",
    )
    assert "  - definition: By hand.\n  usage: in sales\n" in deck.read_text()


@pytest.mark.parametrize("code", ["", "text = ''", "path.unlink(); raise SystemExit"])
def test_a_text_left_empty_drops_no_draft(
    call: Call, deck: Path, editor: Path, tmp_path: Path, code: str
) -> None:
    does(tmp_path, "text = text.replace('# Usage', '# Usge\\nsaid in sales')")
    assert call("edit", "ARR").status == 3
    (kept,) = (tmp_path / "home" / "drafts" / "notes").glob("*.json")
    before = kept.read_text()
    does(tmp_path, f"import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}")
    result = call("edit", "ARR")
    assert "said in sales" in seen(tmp_path)
    if code:
        assert result.out == "nothing came back from your editor; the draft is kept\n"
    assert kept.read_text() == before


@pytest.mark.parametrize(
    "arguments",
    [("edit", "ARR"), ("delete", "ARR", "--yes"), ("add", "x", "--meaning", "y")],
)
def test_a_deck_that_is_write_protected_stays_as_it_is(
    call: Call, deck: Path, editor: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = deck.read_text()
    does(tmp_path, "text = text.replace('What comes in.', 'In the editor.')")
    deck.chmod(0o444)
    result = call(*arguments)
    assert (result.status, result.out, result.err) == (
        4,
        "",
        f"error: {deck}: cannot write it: the file is write-protected\n",
    )
    assert (deck.read_text(), stat.S_IMODE(deck.stat().st_mode)) == (before, 0o444)
    deck.chmod(0o644)
    does(tmp_path, "")
    call(*arguments)
    assert deck.read_text() != before


def test_a_deck_file_is_opened_at_the_line_of_its_note(
    call: Call, deck: Path, editor: Path, tmp_path: Path
) -> None:
    does(tmp_path, "text = text.replace('ARR', 'NRR')")
    assert call("edit", "ARR", "--file").status == 0
    assert seen(tmp_path).startswith("id: core\n")
    assert call("show", "NRR").status == 0


def test_without_an_editor_that_is_said(
    call: Call, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    result = call("edit", "ARR")
    assert (result.status, result.err) == (2, "error: no editor is set in VISUAL or EDITOR\n")
    monkeypatch.setenv("EDITOR", "/nowhere/vi")
    assert call("edit", "ARR").err == "error: cannot start /nowhere/vi: No such file or directory\n"
    assert not list((deck.parents[1] / "drafts" / "notes").glob("*"))


def test_notes_are_moved_and_deleted(call: Call, deck: Path) -> None:
    before = deck.read_text()
    call("add", "churn", "--meaning", "Who leaves.", "--deck", "Other")
    other = deck.with_name("other.yaml")
    made = other.read_text()
    assert call("move", "ARR", "churn", "Other").out == "moved to Other: ARR\n"
    assert other.read_text() == made + before[before.index("- id") :]
    assert call("delete", "ARR", "churn", "--yes").out == "deleted 2 notes\n"
    assert call("show", "ARR").status == 1
    assert call("undo").out == "put back 2 deleted notes\n"
    assert call("undo").out == "took back the move of a note\n"
    assert (deck.read_text(), other.read_text()) == (before, made)

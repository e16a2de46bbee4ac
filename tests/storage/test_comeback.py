"""Deleted notes come back even where the lines beside them were changed by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.errors import StorageError
from termcards.notes import NoteId
from termcards.storage import deckfile

HEAD = "id: alpha\ndeck: Alpha\nformat: 1\nnotes:\n"


def lines_of(name: str, comment: str = "") -> str:
    return f"- id: {name}{comment}\n  term: {name}\n  senses:\n  - definition: What {name} is.\n"


def deck(*names: str, apart: str = "\n") -> str:
    return HEAD + apart.join(map(lines_of, names))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "alpha.yaml"


def deleted(path: Path, text: str, *names: str) -> tuple[deckfile.Splice, ...]:
    path.write_bytes(text.encode())
    return deckfile.change(path, removed=[NoteId(name) for name in names])


def by_hand(path: Path, before: str, after: str) -> None:
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after).encode())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_note_comes_back_before_a_note_whose_first_line_was_changed(
    path: Path, newline: str
) -> None:
    text = deck("a", "b", "c").replace("\n", newline)
    splices = deleted(path, text, "b")
    by_hand(path, "- id: c", "- id: c # mine")
    assert deckfile.revert(path, splices) == ()
    expected = text.replace("- id: c", "- id: c # mine")
    assert path.read_bytes().decode() == expected


def test_notes_come_back_behind_the_one_before_where_the_next_has_another_id(path: Path) -> None:
    splices = deleted(path, deck("a", "b", "c", "d", apart=""), "b", "c")
    by_hand(path, "- id: d", "- id: e")
    assert deckfile.revert(path, splices) == ()
    after = deck("a", "b", "c", "d", apart="").replace("- id: d", "- id: e")
    assert path.read_text() == after


def test_a_note_comes_back_at_the_end_where_none_of_those_beside_it_is_left(path: Path) -> None:
    splices = deleted(path, deck("a", "b", "c", "d", apart=""), "c")
    by_hand(path, lines_of("d"), "")
    by_hand(path, "- id: b", "- id: x")
    assert deckfile.revert(path, splices) == ()
    assert path.read_text() == deck("a", "b", "c", apart="").replace("- id: b", "- id: x")


def test_what_finds_no_place_is_no_loss_that_nobody_hears_of(path: Path) -> None:
    splices = deleted(path, deck("a", "b", apart=""), "a")
    path.write_text(HEAD.replace("notes:\n", "notes: []\n"))
    with pytest.raises(StorageError, match=r'the deleted note "a" finds no place in it'):
        deckfile.revert(path, splices)
    assert path.read_text() == HEAD.replace("notes:\n", "notes: []\n")


def test_a_note_that_was_written_again_by_hand_does_not_come_twice(path: Path) -> None:
    splices = deleted(path, deck("a", "b", "c", apart=""), "b")
    by_hand(path, lines_of("c"), lines_of("c", " # mine") + lines_of("b", " # mine too"))
    before = path.read_text()
    assert [left.line for left in deckfile.revert(path, splices)] == [13]
    assert path.read_text() == before


NAMES = [f"n{number}" for number in range(6)]


@given(
    st.sets(st.sampled_from(NAMES), min_size=1, max_size=5),
    st.sets(st.sampled_from(NAMES), max_size=5),
    st.sampled_from(["", "\n", "\n\n", "# a remark\n"]),
)
def test_whatever_first_lines_are_changed_all_that_was_deleted_comes_back(
    tmp_path_factory: pytest.TempPathFactory, gone: set[str], changed: set[str], apart: str
) -> None:
    path = tmp_path_factory.mktemp("deck") / "alpha.yaml"
    splices = deleted(path, deck(*NAMES, apart=apart), *gone)
    for name in changed - gone:
        by_hand(path, f"- id: {name}\n", f"- id: {name}   # mine\n")
    assert deckfile.revert(path, splices) == ()
    content = deckfile.read(path)
    assert list(content.notes) == [NoteId(name) for name in NAMES]
    assert [note.senses[0].definition for note in content.deck.notes] == [
        f"What {name} is." for name in NAMES
    ]

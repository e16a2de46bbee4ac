"""Deck files are added to and changed in place; a person's comments and order survive."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.errors import BadInputError, StorageError
from termcards.notes import Deck, DeckId, Example, Note, NoteId, Posting, Sense
from termcards.storage import deckfile
from tests import strategies

BY_HAND = """\
# my own words
id: mine
deck: Mine
format: 1
notes:
# the first one
- id: arr
  term: ARR   # they say it letter by letter
  senses:
  - definition: >-
      What subscriptions
      bring in a year.

- id: quota
  term: quota
  # nothing yet
# the end
"""


def note(name: str, definition: str = "A meaning.") -> Note:
    return Note(NoteId(name), name, senses=(Sense(definition),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    return path


def test_appending_leaves_every_line_as_it_was(path: Path) -> None:
    deckfile.change(path, added=[note("churn")])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace(
        "  # nothing yet\n",
        "  # nothing yet\n- id: churn\n  term: churn\n  senses:\n  - definition: A meaning.\n",
    )


def test_rewriting_touches_what_is_other_and_nothing_else(path: Path) -> None:
    deckfile.change(path, rewritten=[replace(note("arr", "Money a year."), term="ARR")])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace(
        """\
  senses:
  - definition: >-
      What subscriptions
      bring in a year.
""",
        "  senses:\n  - definition: Money a year.\n",
    )


def test_what_a_note_gains_leaves_its_owners_lines_as_they_were(path: Path) -> None:
    old = deckfile.read(path).deck.notes[0]
    gained = replace(
        old,
        aliases=("annual recurring revenue",),
        senses=(*old.senses, Sense("Another meaning.")),
        examples=(Example("ARR grew.", "ARR"),),
    )
    deckfile.change(path, rewritten=[gained])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace(
        "by letter\n", "by letter\n  aliases: [annual recurring revenue]\n"
    ).replace(
        "      bring in a year.\n",
        "      bring in a year.\n"
        "  - definition: Another meaning.\n"
        "  examples:\n"
        "  - sentence: ARR grew.\n"
        "    surface: ARR\n",
    )


def test_removing_takes_the_notes_own_lines_only(path: Path) -> None:
    deckfile.change(path, removed=[NoteId("quota")])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("- id: quota\n  term: quota\n", "")


def test_a_new_posting_goes_to_the_head(path: Path) -> None:
    deckfile.change(path, added=[note("churn")], postings=[Posting("lead", title="Lead")])
    text = path.read_text(encoding="utf-8")
    assert "format: 1\npostings:\n  lead: {title: Lead}\nnotes:\n" in text
    deckfile.change(path, added=[note("lead")], postings=[Posting("second", title="Second")])
    text = path.read_text(encoding="utf-8")
    assert "  lead: {title: Lead}\n  second: {title: Second}\nnotes:\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "id: d\ndeck: D\nformat: 1",
        "id: d\ndeck: D\nformat: 1\nnotes: []\n",
        "id: d\ndeck: D\nformat: 1\nnotes:\n# none yet\n",
        "id: d\ndeck: D\nformat: 1\nnotes:\n  - id: a\n    term: A\n",
        "id: d\ndeck: D\nformat: 1\nnotes:\n- id: a\n  term: |\n    A\n\n\n",
        "notes:\n- {id: a, term: A}\nid: d\ndeck: D\nformat: 1\n",
    ],
)
def test_appending_works_on_whatever_way_a_file_is_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")
    before = deckfile.read(path).deck
    deckfile.change(path, added=[note("churn")])
    assert deckfile.read(path).deck.notes == (*before.notes, note("churn"))


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(
        b"\xef\xbb\xbfid: d\r\ndeck: D\r\nformat: 1\r\nnotes:\r\n- id: a\r\n  term: A\r\n"
    )
    deckfile.change(path, added=[note("churn")])
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid: d\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 10
    assert [found.id for found in deckfile.read(path).deck.notes] == ["a", "churn"]


def test_notes_in_brackets_are_left_to_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("id: d\ndeck: D\nformat: 1\nnotes: [{id: a, term: A}]\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="write them on lines of their own"):
        deckfile.change(path, added=[note("churn")])
    with pytest.raises(BadInputError, match="edit it by hand"):
        deckfile.change(path, rewritten=[note("a")])


def test_a_failed_write_leaves_the_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    path = folder / "d.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(BadInputError):
        deckfile.change(path, added=[note("quota")])  # an id that is taken cannot be read back
    assert path.read_text(encoding="utf-8") == BY_HAND
    assert list(folder.iterdir()) == [path]


def test_creating_never_overwrites(path: Path) -> None:
    with pytest.raises(StorageError, match="there is a file already"):
        deckfile.create(path, Deck(DeckId("d"), "D"))
    assert path.read_text(encoding="utf-8") == BY_HAND


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "d.yaml: the file is empty"),
        (b"id: d\ndeck: \xff\xfe\n", "d.yaml:2: this is not UTF-8 text"),
    ],
)
def test_what_is_no_text_is_a_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        deckfile.read(path)
    assert message in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(strategies.decks)
def test_writing_a_deck_and_reading_it_gives_the_same_deck(deck: Deck) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        deckfile.create(path, deck)
        assert deckfile.read(path).deck == deck


@settings(max_examples=60, deadline=None)
@given(strategies.decks, strategies.notes_with(st.just("fresh")), st.data())
def test_any_note_can_be_added_and_put_in_anothers_place(
    deck: Deck, fresh: Note, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        deckfile.create(path, deck)
        deckfile.change(path, added=[fresh])
        assert deckfile.read(path).deck == replace(deck, notes=(*deck.notes, fresh))
        old = data.draw(st.sampled_from([*deck.notes, fresh]))
        changed = replace(fresh, id=old.id)
        deckfile.change(path, rewritten=[changed])
        expected = tuple(changed if found.id == old.id else found for found in (*deck.notes, fresh))
        assert deckfile.read(path).deck.notes == expected


def test_a_change_is_taken_back_to_the_letter(path: Path) -> None:
    splices = deckfile.change(
        path,
        added=[note("churn"), note("lead")],
        rewritten=[note("arr", "Money a year.")],
        postings=[Posting("lead", title="Lead")],
    )
    assert deckfile.revert(path, splices) == ()
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_a_change_is_taken_back_where_others_have_written_since(path: Path) -> None:
    splices = deckfile.change(path, added=[note("churn"), note("lead")])
    text = path.read_text(encoding="utf-8")
    path.write_text("# on top\n" + text + "- {id: x, term: X}\n", encoding="utf-8")
    assert deckfile.revert(path, splices) == ()
    after = path.read_text(encoding="utf-8")
    assert after == "# on top\n" + BY_HAND + "- {id: x, term: X}\n"


def test_changes_of_one_place_are_taken_back_the_last_first(path: Path) -> None:
    old = deckfile.read(path).deck.notes[0]
    splices = [
        splice
        for aliases in (("a",), ("a", "b"), ("a", "b", "c"))
        for splice in deckfile.change(path, rewritten=[replace(old, aliases=aliases)])
    ]
    assert deckfile.revert(path, splices) == ()
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_a_place_that_was_changed_by_hand_is_left_and_named(path: Path) -> None:
    splices = deckfile.change(
        path, added=[note("churn"), note("lead")], postings=[Posting("p", title="P")]
    )
    text = path.read_text(encoding="utf-8").replace("term: churn", "term: churn rate")
    path.write_text(text, encoding="utf-8")
    assert deckfile.revert(path, splices) == (deckfile.Left(path, 19),)
    after = deckfile.read(path).deck
    assert [found.id for found in after.notes] == ["arr", "quota", "churn"]
    assert [posting.slug for posting in after.postings] == ["p"]


def test_a_file_that_a_change_made_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    splices = deckfile.create(path, Deck(DeckId("d"), "D", notes=(note("arr"), note("quota"))))
    assert deckfile.revert(path, splices) == ()
    assert not path.exists()


@settings(max_examples=60, deadline=None)
@given(strategies.decks, strategies.notes_with(st.just("fresh")), st.data())
def test_any_change_is_taken_back_to_the_letter(
    deck: Deck, fresh: Note, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        deckfile.create(path, deck)
        before = path.read_bytes()
        olds = data.draw(st.lists(st.sampled_from(deck.notes), unique=True)) if deck.notes else []
        splices = deckfile.change(
            path,
            added=[fresh],
            rewritten=[replace(fresh, id=old.id) for old in olds],
            postings=[Posting("another-posting", title="T")],
        )
        assert deckfile.revert(path, splices) == ()
        assert path.read_bytes() == before

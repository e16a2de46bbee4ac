"""A changed note keeps its owner's comments and way of writing wherever nothing changed."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from termcards.errors import StorageError
from termcards.notes import Deck, Direction, Example, Note, NoteId, Sense, Source
from termcards.storage import deckfile, deckplaces
from termcards.storage.alignment import aligned
from termcards.storage.deckreader import DeckText
from tests import strategies
from tests.storage import handwriting

HEAD = "id: d\ndeck: D\nformat: 1\n# my notes\nnotes:\n"
BEFORE = "- id: before\n  term: before  # stays\n"
AFTER = "# behind\n- {id: after, term: after}  # stays\n"

OWN = """\
- id: arr
  # how it is said
  term: ARR   # letter by letter
  aliases: [annual recurring revenue,  annual run rate]  # both
  senses:
  # the first is the one
  - definition: >-   # folded by hand
      What subscriptions
      bring in a year.
    # in Chinese
    translation: '年度经常性收入'
    source: {title: example.org,   url: "https://example.org/arr"}  # seen
  - definition: "Another."   # rare
  # between
  tags:
  - metric   # a figure
  - money
  # the last of it
"""


def changed(own: str, change: Callable[[Note], Note], tmp_path: Path) -> str:
    """The note's lines after a change; all around them is asserted to be as it was."""
    path = tmp_path / "d.yaml"
    before = HEAD + BEFORE + own + AFTER
    path.write_text(before, encoding="utf-8")
    note = deckfile.read(path).deck.notes[1]
    splices = deckfile.change(path, rewritten=[change(note)])
    after = path.read_text(encoding="utf-8")
    assert after.startswith(HEAD + BEFORE)
    assert after.endswith(AFTER)
    assert deckfile.read(path).deck.notes[1] == change(note)
    assert deckfile.revert(path, splices) == ()
    assert path.read_text(encoding="utf-8") == before
    return after.removeprefix(HEAD + BEFORE).removesuffix(AFTER)


def sense(note: Note, place: int, new: Sense) -> Note:
    senses = (*note.senses[:place], new, *note.senses[place + 1 :])
    return replace(note, senses=senses)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            lambda note: replace(note, term="NRR"),
            "  term: ARR   # letter by letter\n",
            "  term: NRR   # letter by letter\n",
        ),
        (
            lambda note: replace(note, term="a long term that is not on one line " * 3),
            "  term: ARR   # letter by letter\n",
            '  term: "' + "a long term that is not on one line " * 3 + '"   # letter by letter\n',
        ),
        (
            lambda note: replace(note, aliases=("annual recurring revenue", "x, y")),
            "[annual recurring revenue,  annual run rate]",
            "[annual recurring revenue,  'x, y']",
        ),
        (
            lambda note: replace(note, aliases=("annual run rate",)),
            "[annual recurring revenue,  annual run rate]",
            "[annual run rate]",
        ),
        (
            lambda note: replace(note, aliases=("annual recurring revenue",)),
            "[annual recurring revenue,  annual run rate]",
            "[annual recurring revenue]",
        ),
        (
            lambda note: replace(note, aliases=("a", *note.aliases, "z")),
            "[annual recurring revenue,  annual run rate]",
            "[a, annual recurring revenue,  annual run rate, z]",
        ),
        (
            lambda note: replace(note, aliases=()),
            "  aliases: [annual recurring revenue,  annual run rate]  # both\n",
            "",
        ),
        (
            lambda note: sense(note, 0, replace(note.senses[0], translation="年经常性收入")),
            "    translation: '年度经常性收入'\n",
            "    translation: 年经常性收入\n",
        ),
        (
            lambda note: sense(note, 0, replace(note.senses[0], translation=None)),
            "    translation: '年度经常性收入'\n",
            "",
        ),
        (
            lambda note: sense(note, 0, replace(note.senses[0], definition="Short.")),
            "  - definition: >-   # folded by hand\n      What subscriptions\n"
            "      bring in a year.\n",
            "  - definition: Short.   # folded by hand\n",
        ),
        (
            lambda note: sense(
                note, 0, replace(note.senses[0], definition="Long text. " * 9 + "!")
            ),
            "  - definition: >-   # folded by hand\n      What subscriptions\n"
            "      bring in a year.\n",
            "  - definition: >-   # folded by hand\n"
            "      Long text. Long text. Long text. Long text. Long text. Long text. Long text."
            " Long text. Long text.\n      !\n",
        ),
        (
            lambda note: sense(
                note, 0, replace(note.senses[0], source=Source(None, "https://example.org/arr"))
            ),
            "{title: example.org,   url: ",
            "{url: ",
        ),
        (
            lambda note: replace(note, senses=note.senses[:1]),
            '  - definition: "Another."   # rare\n',
            "",
        ),
        (
            lambda note: replace(note, senses=(Sense("New."), *note.senses)),
            "  # the first is the one\n",
            "  # the first is the one\n  - definition: New.\n",
        ),
        (
            lambda note: replace(note, senses=(*note.senses, Sense("New."))),
            '  - definition: "Another."   # rare\n',
            '  - definition: "Another."   # rare\n  - definition: New.\n',
        ),
        (
            lambda note: replace(note, tags=("metric", "cash")),
            "  - money\n",
            "  - cash\n",
        ),
        (
            lambda note: replace(note, tags=("money",)),
            "  - metric   # a figure\n",
            "",
        ),
        (
            lambda note: replace(note, examples=(Example("ARR grew.", "ARR"),)),
            "  # between\n",
            "  examples:\n  - sentence: ARR grew.\n    surface: ARR\n  # between\n",
        ),
        (
            lambda note: replace(note, directions=(Direction.RECOGNISE,)),
            "  - money\n",
            "  - money\n  directions: [recognise]\n",
        ),
    ],
)
def test_a_change_touches_the_lines_of_what_changed(
    change: Callable[[Note], Note], old: str, new: str, tmp_path: Path
) -> None:
    assert old in OWN
    assert changed(OWN, change, tmp_path) == OWN.replace(old, new, 1)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("- {id: n, term: a, usage: said}  # mine\n", "- {id: n, term: b}  # mine\n"),
        ("- {id: n, usage: said, term: a}\n", "- {id: n, term: b}\n"),
        ("- {usage: said, id: n, term: a}\n", "- {id: n, term: b}\n"),
        (
            "- {id: n, # first\n   term: a, # second\n   usage: said}\n",
            "- {id: n, # first\n   term: b, # second\n   }\n",
        ),
        ("- usage: said  # so\n  id: n\n  term: a\n", "- id: n\n  term: b\n"),
        ("- usage: said\n  # my id\n  id: n\n  term: a\n", "- \n  # my id\n  id: n\n  term: b\n"),
        (
            "- # - mine\n  id: n\n  usage:\n    said\n  term: a\n",
            "- # - mine\n  id: n\n  term: b\n",
        ),
        ("- 'id': n\n  \"term\": a\n  usage: |+\n    said\n\n", "- 'id': n\n  term: b\n"),
        ("- ? id\n  : n\n  ? term\n  : a\n  ? usage\n  : said\n", "- id: n\n  term: b\n"),
        (
            "- id: n\n  aliases:\n  term: a\n  tags: []\n",
            "- id: n\n  aliases:\n  term: b\n  tags: []\n",
        ),
    ],
)
def test_notes_are_changed_however_they_are_written(
    own: str, expected: str, tmp_path: Path
) -> None:
    found = changed(own, lambda note: replace(note, term="b", usage=None), tmp_path)
    assert found == expected


def test_the_lines_of_a_note_can_be_taken_along(tmp_path: Path) -> None:
    source, target = tmp_path / "a.yaml", tmp_path / "b.yaml"
    source.write_bytes((HEAD + BEFORE + OWN + AFTER).replace("\n", "\r\n").encode())
    target.write_text("id: e\ndeck: E\nformat: 1\nnotes:\n  - {id: x, term: X}", encoding="utf-8")
    note = deckfile.read(source).deck.notes[1]
    lines = deckfile.note_lines(source, [note.id])
    deckfile.change(target, added=[note], texts=lines)
    body = OWN.removesuffix("  # the last of it\n").removesuffix("\n")
    moved = "".join(f"\n  {line}" for line in body.split("\n"))
    assert target.read_text(encoding="utf-8") == (
        "id: e\ndeck: E\nformat: 1\nnotes:\n  - {id: x, term: X}" + moved
    )
    assert deckfile.read(target).deck.notes[1] == note


def test_a_note_taken_out_comes_back_among_others(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + BEFORE + OWN + AFTER, encoding="utf-8")
    splices = deckfile.change(path, removed=[NoteId("arr")])
    text = path.read_text(encoding="utf-8")
    assert text == HEAD + BEFORE + "  # the last of it\n" + AFTER
    path.write_text("# by hand\n" + text + "- {id: z, term: Z}\n", encoding="utf-8")
    assert deckfile.revert(path, splices) == ()
    assert path.read_text(encoding="utf-8") == (
        "# by hand\n" + HEAD + BEFORE + OWN + AFTER + "- {id: z, term: Z}\n"
    )


def test_a_note_whose_place_is_gone_comes_back_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + BEFORE + OWN + AFTER, encoding="utf-8")
    splices = deckfile.change(path, removed=[NoteId("arr")])
    other = "- {id: other, term: o}\n"
    text = path.read_text(encoding="utf-8").replace(AFTER, other)
    path.write_text(text, encoding="utf-8")
    assert deckfile.revert(path, splices) == ()
    last = "  # the last of it\n"  # is nobody's, and stayed
    own = OWN.replace(last, "")
    assert path.read_text(encoding="utf-8") == HEAD + BEFORE + last + own + other


def test_all_notes_can_be_taken_out_at_once(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    before = HEAD + BEFORE + OWN + AFTER
    path.write_text(before, encoding="utf-8")
    ids = [NoteId(name) for name in ("before", "arr", "after")]
    splices = deckfile.change(path, removed=ids)
    assert path.read_text(encoding="utf-8") == HEAD + "  # the last of it\n# behind\n"
    assert deckfile.revert(path, splices) == ()
    assert path.read_text(encoding="utf-8") == before


def test_a_file_changed_meanwhile_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + BEFORE, encoding="utf-8")
    note = deckfile.read(path).deck.notes[0]
    read_text = deckfile.read_text

    def read_and_interfere(place: Path) -> str:
        text = read_text(place)
        path.write_text(HEAD + BEFORE.replace("stays", "by hand"), encoding="utf-8")
        return text

    monkeypatch.setattr(deckfile, "read_text", read_and_interfere)
    with pytest.raises(StorageError, match=r"d\.yaml:7: this was changed by hand while"):
        deckfile.change(path, rewritten=[replace(note, term="x")])
    assert path.read_text(encoding="utf-8").endswith("# by hand\n")


def test_items_go_with_those_that_are_most_alike() -> None:
    one, two = {"a": 1, "b": 2}, {"a": 3, "b": 4}
    assert aligned([one, two], [{"a": 3, "b": 5}]) == [(0, None), (1, 0)]
    assert aligned(["x", "y"], ["x", "z", "y"]) == [(0, 0), (None, 1), (1, 2)]
    assert aligned([], ["x"]) == [(None, 0)]
    assert aligned(list(range(1000)), list(range(1000, 1400)))[-1] == (999, None)


@settings(max_examples=100, deadline=None)
@given(strategies.decks, strategies.notes_with(st.just("fresh")), st.data())
def test_any_note_is_changed_in_any_handwriting(
    deck: Deck, fresh: Note, data: st.DataObject
) -> None:
    assume(deck.notes)
    text = data.draw(handwriting.files(deck))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        mark = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
        path.write_bytes(mark + text.encode())
        before = deckfile.read(path)
        notes = before.deck.notes
        assert [note.id for note in notes] == [note.id for note in deck.notes]
        old = data.draw(st.sampled_from(notes))
        new = data.draw(strategies.changed(old, fresh))
        splices = deckfile.change(path, rewritten=[new])
        after = deckfile.read(path)
        assert after.deck.notes == tuple(new if n.id == old.id else n for n in notes)
        start, end = lines_of(before, old.id)
        assert after.text.startswith(text[:start])
        assert after.text[start:].endswith(text[end:])
        assert path.read_bytes().startswith(mark)
        assert deckfile.revert(path, splices) == ()
        assert path.read_bytes() == mark + text.encode()


@settings(max_examples=50, deadline=None)
@given(strategies.decks, st.data())
def test_any_notes_are_taken_out_of_any_handwriting(deck: Deck, data: st.DataObject) -> None:
    assume(deck.notes)
    text = data.draw(handwriting.files(deck))
    gone = data.draw(st.lists(st.sampled_from([n.id for n in deck.notes]), min_size=1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.yaml"
        path.write_bytes(text.encode())
        before = deckfile.read(path)
        spans = [lines_of(before, note.id) for note in deck.notes if note.id in gone]
        splices = deckfile.change(path, removed=gone)
        kept, last = "", 0
        for start, end in spans:
            kept, last = kept + text[last:start], end
        assert path.read_bytes().decode() == kept + text[last:]
        assert deckfile.revert(path, splices) == ()
        assert path.read_bytes().decode() == text


def lines_of(content: DeckText, note: NoteId) -> tuple[int, int]:
    """From the line of its dash to the end of the line in which its last value ends."""
    return deckplaces.lines_of(content, note, Path("d.yaml"))

"""Of a deck file whose notes are known only a part is read, and what comes of it is the same."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.errors import TermcardsError
from termcards.notes import Deck, DeckId, Note, NoteId, Posting
from termcards.splices import Splice
from termcards.storage import deckfile
from termcards.storage.begun import digest
from termcards.storage.deckparts import Outline, Reread, part_with, reread
from tests import strategies
from tests.storage import handwriting

HEAD = "id: d\ndeck: D\nformat: 1\nnotes:\n"
ARR = "- id: arr\n  term: ARR\n"
QUOTA = "# half a year\n- id: quota\n  term: quota\n  usage: |\n    - id: no note\n\n"
CHURN = "- id: churn\n  term: churn  # - a dash\n"
LEAD = "- {id: lead, term: lead}\n"
BROKEN = "- id: broken\n  term: [\n"
"""Nobody can read this, so who reads the whole file fails."""


def outline(text: str, *lines: tuple[str, int]) -> Outline:
    return Outline(digest(text), tuple((NoteId(note), line) for note, line in lines))


TEXT = HEAD + ARR + QUOTA + CHURN + LEAD
OUTLINE = outline(TEXT, ("arr", 5), ("quota", 8), ("churn", 13), ("lead", 15))
LOOSE = "# half a year\n"
"""What stands before a note is part of the one before it."""


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ([], HEAD),
        (["arr"], HEAD + ARR + QUOTA),
        (["churn"], HEAD + QUOTA.removeprefix(LOOSE) + CHURN + LEAD),
        (["lead"], HEAD + CHURN + LEAD),
        (["arr", "lead"], TEXT),
        (["unknown"], HEAD),
    ],
)
def test_a_part_is_the_head_and_the_wanted_notes_and_their_neighbours(
    wanted: list[str], text: str
) -> None:
    part = part_with(TEXT, OUTLINE, [NoteId(note) for note in wanted])
    assert part is not None
    assert part.text == text


def test_a_part_can_have_the_end_of_the_file() -> None:
    part = part_with(TEXT, OUTLINE, [], has_end=True)
    assert part is not None
    assert part.text == HEAD + CHURN + LEAD
    assert part.notes == ("churn", "lead")


def test_a_change_of_a_part_is_one_of_the_whole_and_back() -> None:
    part = part_with(TEXT, OUTLINE, [NoteId("lead")])
    assert part is not None
    here, there = part.text.index("lead}"), TEXT.index("lead}")
    inner = (Splice(4, "d", "deck"), Splice(here + 3, "lead}", "Lead}"))
    whole = (Splice(4, "d", "deck"), Splice(there + 3, "lead}", "Lead}"))
    assert part.in_whole(inner) == whole
    assert part.in_part(whole) == inner


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{HEAD.removesuffix(chr(10))} [{{id: a, term: A}}]\n", [("a", 4)]),
        (f"{HEAD}-\n  id: a\n  term: A\n", [("a", 6)]),
        (f"{HEAD}- # mine\n  id: a\n  term: A\n", [("a", 6)]),
        (f"{HEAD}-\tid: a\n", [("a", 5)]),
        (f"{HEAD}- id: a\n", [("a", 7)]),
        (HEAD, []),
    ],
)
def test_a_file_in_another_manner_has_no_parts(text: str, lines: list[tuple[str, int]]) -> None:
    known = outline(text, *lines)
    assert part_with(text, known, [NoteId("a")], has_end=True) is None
    assert reread(text, known, [Splice(0, "", "")]) is None


def test_a_text_that_is_not_the_known_one_has_no_parts() -> None:
    other = TEXT.replace("a year", "a week")
    assert part_with(other, OUTLINE, [NoteId("arr")]) is None
    assert reread(other, OUTLINE, [Splice(other.index("ARR"), "ARR", "Arr")]) is None


def test_after_a_change_the_notes_around_are_read_again_and_all_lines_are_known() -> None:
    at = TEXT.index("ARR")
    again = reread(TEXT, OUTLINE, [Splice(at, "ARR", "ARR\n  usage: said")])
    after = TEXT.replace("ARR", "ARR\n  usage: said")
    assert again == Reread(
        digest(TEXT),
        outline(after, ("arr", 5), ("quota", 9), ("churn", 14), ("lead", 16)),
        (
            Note(NoteId("arr"), "ARR", usage="said"),
            Note(NoteId("quota"), "quota", usage="- id: no note\n"),
        ),
    )


def test_notes_that_come_and_go_are_in_the_outline_or_not() -> None:
    gone, come = ARR, "- id: new\n  term: new\n"
    at = TEXT.index(CHURN)
    again = reread(
        TEXT, OUTLINE, [Splice(len(HEAD), gone, ""), Splice(at - len(gone), CHURN, come)]
    )
    assert again is not None
    assert again.outline == outline(
        HEAD + QUOTA + come + LEAD, ("quota", 6), ("new", 11), ("lead", 13)
    )


@pytest.mark.parametrize(
    "splice",
    [
        Splice(TEXT.index("D\n"), "D", "Deck"),
        Splice(TEXT.index("term: ARR"), "term: ARR", "term: [ARR"),
        Splice(TEXT.index("term: ARR"), "term: ARR", 'term: "'),
        Splice(TEXT.index("id: arr"), "id: arr", "id: lead"),
        Splice(len(TEXT), "", "language: de\n"),
        Splice(TEXT.index("ARR"), "Arr", "ARR"),
    ],
    ids=["head", "no YAML", "open text", "an id twice", "another key", "not there"],
)
def test_a_change_that_may_concern_more_is_read_whole(splice: Splice) -> None:
    assert reread(TEXT, OUTLINE, [splice]) is None


def test_a_change_that_swallows_the_next_note_is_read_whole() -> None:
    text = f'{HEAD}- id: a\n  term: A\n- id: b\n  term: B # "\n{ARR}{CHURN}'
    known = outline(text, ("a", 5), ("b", 7), ("arr", 9), ("churn", 11))
    assert reread(text, known, [Splice(text.index("A\n"), "A", 'A\n  usage: "said')]) is None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(HEAD + ARR + CHURN + LEAD + BROKEN + CHURN.replace("churn", "end"), "utf-8")
    return path


def known_of(path: Path) -> Outline:
    lines = ("arr", 5), ("churn", 7), ("lead", 9), ("broken", 10), ("end", 12)
    return outline(path.read_text("utf-8"), *lines)


def test_a_note_far_away_is_not_read_for_a_change_or_its_undo(path: Path) -> None:
    before = path.read_text("utf-8")
    arr = Note(NoteId("arr"), "ARR", usage="said")
    splices = deckfile.change(path, rewritten=[arr], outline=known_of(path))
    after = path.read_text("utf-8")
    assert after == before.replace("term: ARR\n", "term: ARR\n  usage: said\n")
    lines = ("arr", 5), ("churn", 8), ("lead", 10), ("broken", 11), ("end", 13)
    assert deckfile.revert(path, splices, outline=outline(after, *lines)) == ()
    assert path.read_text("utf-8") == before


def test_notes_far_away_are_not_read_for_those_that_move(path: Path) -> None:
    assert deckfile.note_lines(path, [NoteId("arr")], known_of(path)) == {"arr": ARR}


def test_of_the_lines_that_are_known_to_be_other_none_is_touched(path: Path) -> None:
    known = known_of(path)
    path.write_text(path.read_text("utf-8").replace("lead}", "Lead}"), "utf-8")
    with pytest.raises(TermcardsError, match=r"d\.yaml:\d+: this is not YAML"):
        deckfile.change(path, removed=[NoteId("arr")], outline=known)


def test_an_id_that_is_taken_far_away_is_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(TermcardsError, match="would not read back"):
        deckfile.change(path, added=[Note(NoteId("arr"), "other")], outline=OUTLINE)
    assert path.read_text("utf-8") == TEXT


def test_postings_behind_the_notes_gain_one_there(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    text = TEXT + "postings:\n  first:\n    title: First\n"
    path.write_text(text, "utf-8")
    known = outline(text, *OUTLINE.notes)
    arr, lately = Note(NoteId("arr"), "Arr"), Posting("lately", title="Lately")
    deckfile.change(path, rewritten=[arr], postings=[lately], outline=known)
    assert path.read_text("utf-8") == text.replace("ARR", "Arr") + "  lately: {title: Lately}\n"


def test_a_note_whose_id_is_taken_elsewhere_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(TEXT, "utf-8")
    splices = deckfile.change(path, removed=[NoteId("churn")], outline=OUTLINE)
    after = path.read_text("utf-8")
    assert after == HEAD + ARR + QUOTA + LEAD
    known = outline(after, ("arr", 5), ("quota", 8), ("lead", 13))
    left = deckfile.revert(path, splices, taken=[NoteId("churn")], outline=known)
    assert left == (deckfile.Left(path, 13),)  # where it stood
    assert path.read_text("utf-8") == after


# One way judges the other: whole files are read on the one side, parts on the other.


@dataclass(slots=True)
class Hand:
    """A file, what became of it, and what was told of that ahead."""

    path: Path
    knows: bool
    heard: list[tuple[str, str, tuple[Splice, ...]]] = field(default_factory=list)
    again: list[Reread] = field(default_factory=list)

    def listens(
        self, _: Path, before: str, after: str, splices: Sequence[Splice], again: Reread | None
    ) -> None:
        self.heard.append((before, after, tuple(splices)))
        self.again += [again] if again else []

    def outline(self) -> Outline | None:
        content = deckfile.read(self.path)
        places = tuple((note, content.line(note)) for note in content.notes)
        return Outline(digest(content.text), places) if self.knows else None

    def does(self, act: Callable[["Hand"], object]) -> object:
        """The result, or the complaint; and checks what is told to be in the file."""
        self.again.clear()
        before = deckfile.read(self.path).deck
        try:
            result = act(self)
        except TermcardsError as error:
            return str(error).replace(str(self.path), "")
        for again in self.again:
            check(again, before, self.path)
        return result


def check(again: Reread, before: Deck, path: Path) -> None:
    content = deckfile.read(path)
    assert again.outline.digest == digest(content.text)
    assert again.outline.notes == tuple((note, content.line(note)) for note in content.notes)
    said = {note.id: note for note in (*before.notes, *again.notes)}
    assert tuple(said[note] for note, _ in again.outline.notes) == content.deck.notes
    assert replace(content.deck, notes=()) == replace(before, notes=())


@st.composite
def writings(draw: st.DrawFn, deck: Deck) -> bytes:
    text = draw(handwriting.files(deck))
    newline = "\r\n" if "\r\n" in text else "\n"
    if text.endswith("\n") and draw(st.integers(0, 4)) == 0:
        text += f"directions: [cloze]{newline}"
    if newline == "\n" and draw(st.integers(0, 6)) == 0:
        text = text.replace("\n", "\r")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


@st.composite
def changes(draw: st.DrawFn, deck: Deck) -> dict[str, object]:
    ids = [note.id for note in deck.notes]
    some = st.lists(st.sampled_from(ids), unique=True, max_size=3) if ids else st.just([])
    removed = draw(st.one_of(some, st.just(ids), st.just(ids[:1]), st.just(ids[-1:])))
    rewritten = [
        draw(strategies.changed(note, draw(strategies.notes_with(st.just("x")))))
        for note in deck.notes
        if note.id in draw(some) and note.id not in removed
    ]
    fresh = st.sampled_from(["fresh", "other", *ids])
    added = draw(st.lists(strategies.notes_with(fresh), max_size=2).map(strategies.distinct))
    postings = draw(st.sampled_from([(), (), (Posting("lately", title="Lately"),)]))
    return {"rewritten": rewritten, "removed": removed, "added": added, "postings": postings}


decks = st.builds(
    Deck,
    id=st.just(DeckId("d")),
    name=st.just("D"),
    postings=strategies.postings,
    notes=st.lists(strategies.notes_with(), min_size=1, max_size=7).map(strategies.distinct),
)


@settings(max_examples=100, deadline=None)
@given(decks, st.data())
def test_what_is_known_of_a_file_changes_nothing(deck: Deck, data: st.DataObject) -> None:
    content = data.draw(writings(deck))
    with tempfile.TemporaryDirectory() as folder:
        hands = [Hand(Path(folder) / name, knows=name == "part") for name in ("whole", "part")]
        for hand in hands:
            hand.path.write_bytes(content)
        made: list[Splice] = []
        for _ in range(data.draw(st.integers(1, 2))):
            wish = data.draw(changes(deckfile.read(hands[0].path).deck))
            both_do(hands, lambda hand, wish=wish: change(hand, wish, made))  # type: ignore[misc]
        if data.draw(st.booleans()):
            by_hand(hands, data)
        taken = data.draw(st.lists(st.sampled_from([note.id for note in deck.notes]), max_size=1))
        both_do(hands, lambda hand: revert(hand, made, taken))


def change(hand: Hand, wish: dict[str, object], made: list[Splice]) -> object:
    splices = deckfile.change(
        hand.path,
        **wish,  # type: ignore[arg-type]
        ahead=hand.listens,
        outline=hand.outline(),
    )
    if hand.knows:
        made += splices
    return splices


def revert(hand: Hand, splices: Sequence[Splice], taken: Sequence[NoteId]) -> object:
    left = deckfile.revert(
        hand.path, splices, taken=taken, ahead=hand.listens, outline=hand.outline()
    )
    return [one.line for one in left]


def by_hand(hands: Sequence[Hand], data: st.DataObject) -> None:
    """A line is written anew at the same place of both."""
    lines = hands[0].path.read_bytes().splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = lines[place].replace(b"e", b"E", 1)
    for hand in hands:
        old = hand.path.read_bytes()
        hand.path.write_bytes(b"".join(lines))
        try:
            deckfile.read(hand.path)
        except TermcardsError:
            hand.path.write_bytes(old)


def both_do(hands: Sequence[Hand], act: Callable[[Hand], object]) -> None:
    whole, part = ((hand.does(act), hand.heard) for hand in hands)
    assert part == whole
    contents = {hand.path.read_bytes() if hand.path.exists() else None for hand in hands}
    assert len(contents) == 1

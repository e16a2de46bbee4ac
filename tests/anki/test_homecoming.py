"""Our own note type read back: what its fields were made of."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from termcards.anki.fields import FieldMaker
from termcards.anki.homecoming import returning
from termcards.anki.names import tags_of
from termcards.anki.note_type import FIELDS
from termcards.anki.reunion import together
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)
from tests.anki.samples import EVERY, FROM_THE_START

WHOLE = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue", "yearly, recurring revenue"),
    part_of_speech="noun",
    pronunciation="ay-ar-ar",
    field="finance",
    senses=(
        Sense("Yearly value\nof subscriptions.", "年度收入", source=Source("Book")),
        Sense(
            "Ein Maß.", language="de", field="law", source=Source("Site", "https://e.org/?a=1&b")
        ),
        Sense("What <b>is</b> & will be.", source=Source(None, "https://example.org/bare")),
    ),
    quotes=(Quote("Grow it.", "A. Nonymous"), Quote("Or not.")),
    synonyms=("run rate", "recurring revenue"),
    usage="Said often.\nAnd loudly.",
    derived=("ARR-based",),
    see=("mrr, monthly", "nrr"),
    examples=(
        Example("Our ARR grows.", "ARR", "增长。", Citation("csm")),
        Example("ARR again, and ARR.", "ARR", citation=Citation("plain")),
        Example("Nothing of it here."),
    ),
    tags=("deep::tag", "metric"),
)
QUOTA = Note(
    NoteId("quota"),
    "quota",
    field="sales",
    senses=(Sense("A target.", source=Source("Glossary", "https://example.org/q")),),
    examples=(Example("Meet your quota.", "quota", citation=Citation("csm")),),
)
RAW = Note(NoteId("odd"), "odd", raw="odd <see there>\n\nmore")
DECK = Deck(
    DeckId("saas"),
    "SaaS",
    translation_language="zh-Hant",
    postings=(Posting("csm", "Customer success", "https://example.org/csm"), Posting("plain")),
    notes=(WHOLE, QUOTA, RAW),
)


def there_and_back(
    deck: Deck, directions: tuple[Direction, ...] = FROM_THE_START, *, usual: bool = True
) -> Deck:
    maker = FieldMaker(deck, directions)
    read = []
    for note in deck.notes:
        fields = dict(zip(FIELDS, maker.fields(note), strict=True))
        one = returning(note.id, fields, sorted(tags_of(note, deck)))
        assert one is not None
        read.append(one)
    given = FROM_THE_START if usual else directions
    bare = replace(deck, postings=(), notes=(), directions=None, translation_language="zh")
    return together(bare, read, given, is_new=True)


def test_all_that_the_fields_have_comes_back() -> None:
    back = there_and_back(DECK)
    cited = replace(WHOLE.examples[2], citation=Citation("plain"))
    assert back.notes == (
        replace(WHOLE, examples=(*WHOLE.examples[:2], cited)),
        QUOTA,
        RAW,
    )
    assert back.postings == DECK.postings
    assert (back.translation_language, back.directions) == ("zh-Hant", None)


def test_the_directions_are_those_of_the_cards() -> None:
    own = replace(QUOTA, directions=(Direction.RECOGNISE, Direction.TYPE))
    other, third = (replace(QUOTA, id=NoteId(f"quota-{n}")) for n in (2, 3))
    back = there_and_back(replace(DECK, notes=(own, other, third)), EVERY)
    assert back.directions == EVERY
    assert [note.directions for note in back.notes] == [
        (Direction.RECOGNISE, Direction.TYPE),
        None,
        None,
    ]


def test_what_was_edited_in_anki_is_read_as_it_is_seen() -> None:
    fields = dict.fromkeys(FIELDS, "") | {
        "Term": "churn<br>",
        "Meaning": '<ol dir="auto"><li value="1">BIG <b>loss</b></li><li>second</li></ol>and more',
        "Notes": "my own<div>words</div>",
        "Source": "a book<div>another</div>",
        "Context": "<div>They <b>churn</b> now.</div>",
        "Aliases": "a,b",
    }
    one = returning(NoteId("churn"), fields, ["marked", "Leech", "mine"])
    assert one is not None
    (note,) = together(Deck(DeckId("x"), "X"), [one], FROM_THE_START, is_new=True).notes
    assert note.term == "churn"
    assert [sense.definition for sense in note.senses] == ["BIG loss", "second", "and more"]
    assert note.usage == "my own\nwords"
    assert note.examples[0] == Example("They churn now.")
    assert (note.aliases, note.tags) == (("a,b",), ("mine",))


LINES = st.text(st.sampled_from("abcdeTLx -.,·&<>中"), min_size=1, max_size=12).filter(
    lambda text: any(map(str.isalnum, text))
)
BLOCKS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
OPTIONAL_LINE, OPTIONAL_BLOCK = st.none() | LINES, st.none() | BLOCKS
ADDRESSES = st.sampled_from(
    ["https://e.org/a?b=c&d", "https://e.org", "javascript:x", 'https://x/"']
)
SOURCES = st.builds(Source, OPTIONAL_LINE, st.none() | ADDRESSES).filter(lambda s: s != Source())
SENSES = st.builds(
    Sense, BLOCKS, OPTIONAL_BLOCK, st.none() | st.just("ja"), OPTIONAL_LINE, st.none() | SOURCES
)
EXAMPLES = st.builds(
    lambda before, surface, after, translation, slug: Example(
        f"{before} {surface} {after}", surface, translation, Citation(slug) if slug else None
    ),
    LINES,
    st.sampled_from(["Tab", "led"]),
    LINES,
    OPTIONAL_BLOCK,
    st.sampled_from([None, "one", "two"]),
)
NOTES = st.builds(
    Note,
    id=st.from_regex(r"[a-z][a-z0-9]{0,4}", fullmatch=True).map(NoteId),
    term=LINES,
    aliases=st.lists(LINES, max_size=3).map(tuple),
    part_of_speech=OPTIONAL_LINE,
    pronunciation=OPTIONAL_LINE,
    field=OPTIONAL_LINE,
    senses=st.lists(SENSES, max_size=3).map(tuple),
    quotes=st.lists(st.builds(Quote, BLOCKS, OPTIONAL_LINE), max_size=2).map(tuple),
    synonyms=st.lists(LINES, max_size=3).map(tuple),
    usage=OPTIONAL_BLOCK,
    derived=st.lists(LINES, max_size=2).map(tuple),
    see=st.lists(LINES, max_size=2).map(tuple),
    examples=st.lists(EXAMPLES, max_size=4).map(tuple),
    tags=st.lists(st.from_regex(r"[a-z]{1,3}(::[a-z]{1,3})?", fullmatch=True), max_size=2).map(
        tuple
    ),
    directions=st.none() | st.lists(st.sampled_from(Direction), unique=True).map(tuple),
    raw=OPTIONAL_BLOCK,
)


@settings(max_examples=300, deadline=None, database=None)
@example(notes=[Note(NoteId("lead"), "lead", part_of_speech="noun ·", field="sales")])
@example(notes=[Note(NoteId("lead"), "lead", aliases=("a", ", b"))])
@given(notes=st.lists(NOTES, min_size=1, max_size=3, unique_by=lambda note: note.id))
def test_the_notes_that_come_back_have_the_same_fields(notes: list[Note]) -> None:
    postings = (Posting("one", "First posting", "https://e.org/1"), Posting("two", "Second"))
    deck = replace(DECK, notes=tuple(notes), postings=postings)
    back = there_and_back(deck)
    directions = back.directions or FROM_THE_START
    before, after = FieldMaker(deck, FROM_THE_START), FieldMaker(back, directions)
    for note, again in zip(deck.notes, back.notes, strict=True):
        old, new = before.fields(note)._asdict(), after.fields(again)._asdict()
        assert {k: v for k, v in new.items() if v != old[k]} == {}
        assert sorted(tags_of(again, back)) == sorted(tags_of(note, deck))

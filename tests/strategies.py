"""Hypothesis strategies for notes and decks, hostile texts among them."""

import dataclasses

from hypothesis import strategies as st

from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    ExampleKind,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)

HOSTILE = (
    "[/]",
    "[red]no[/red]",
    "<b>&amp;",
    "a: b # c",
    "- - x",
    "\x1b[31mred",
    "\u202egnirts",
    "no",
    "年度经常性收入",
    "two\nlines",
    "  spaced  ",
    "emoji 👩‍👩‍👧 family",
    "'quoted' \"twice\"",
    "tab\there",
    "trailing\n",
    "{{c1::x}}",
    "x" * 200,
    "a long text with many words in it " * 8,
    "| block\n  > folded\n\n# not a comment",
)

any_text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
).filter(lambda text: bool(text.strip()))
optional_text = st.one_of(st.none(), any_text)
texts = st.lists(any_text, max_size=3).map(tuple)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
directions = st.none() | st.lists(st.sampled_from(Direction), unique=True, max_size=4).map(tuple)

sources = st.builds(Source, optional_text, optional_text).filter(lambda source: source != Source())
senses = st.builds(
    Sense,
    any_text,
    translation=optional_text,
    language=st.none() | st.sampled_from(["ja", "zh"]),
    field=optional_text,
    source=st.none() | sources,
)
lines = st.none() | st.integers(1, 99999)
examples = st.builds(
    lambda before, surface, after, translation, citation, kind: Example(
        f"{before} {surface} {after}", surface, translation, citation, kind
    ),
    any_text,
    any_text,
    any_text,
    optional_text,
    st.none() | st.builds(Citation, slugs, lines, lines),
    st.sampled_from(ExampleKind),
)


def notes_with(ids: st.SearchStrategy[str] = slugs) -> st.SearchStrategy[Note]:
    return st.builds(
        Note,
        id=ids.map(NoteId),
        term=any_text,
        aliases=texts,
        part_of_speech=optional_text,
        pronunciation=optional_text,
        field=optional_text,
        senses=st.lists(senses, max_size=3).map(tuple),
        quotes=st.lists(st.builds(Quote, any_text, optional_text), max_size=2).map(tuple),
        synonyms=texts,
        usage=optional_text,
        derived=texts,
        see=texts,
        examples=st.lists(examples, max_size=2).map(tuple),
        tags=texts,
        directions=directions,
        raw=optional_text,
    )


def changed(old: Note, other: Note) -> st.SearchStrategy[Note]:
    """The old note with some of its fields, or parts of its lists, from another."""
    fields = [f.name for f in dataclasses.fields(Note) if f.name != "id"]

    def mixed(names: list[str], keeps: bool) -> Note:
        values = {name: getattr(other, name) for name in names}
        for name in ("senses", "examples", "aliases") if keeps else ():
            if name in values:
                values[name] = (*getattr(old, name)[:1], *values[name])
        return dataclasses.replace(old, **values)

    return st.builds(mixed, st.lists(st.sampled_from(fields), unique=True), st.booleans())


def distinct(notes: list[Note]) -> tuple[Note, ...]:
    return tuple({note.id: note for note in notes}.values())


note_tuples = st.lists(notes_with(), max_size=4).map(distinct)
postings = (
    st.lists(
        st.builds(Posting, slugs, optional_text, optional_text, optional_text, optional_text),
        max_size=2,
        unique_by=lambda posting: posting.slug,
    )
).map(tuple)
decks = st.builds(
    Deck,
    id=slugs.map(DeckId),
    name=any_text,
    language=st.sampled_from(["en", "de"]),
    translation_language=st.sampled_from(["zh", "ja"]),
    directions=directions,
    postings=postings,
    notes=note_tuples,
)

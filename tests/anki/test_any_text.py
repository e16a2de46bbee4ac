"""Any text in any field makes a package that the real Anki takes."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.anki.package import Export, Manner, write_package
from termcards.notes import Citation, Example, Note, NoteId, Quote, Sense, Source
from tests.anki.real_anki import (
    all_notes,
    answer_of,
    cards_by_template,
    foreign_markup,
    fresh_anki,
    live_text,
    take_in,
)
from tests.anki.samples import DECK, EVERY, WRITTEN_AT

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'{}[]()\\:;$~/\n\r\t\x00\x1b\x1f \u202e\u0338\ud800\u200d中"),
    ),
    max_size=24,
) | st.sampled_from(["{{c1::x}}", "[sound:x.mp3]", "[latex]x[/latex]", "::", "<br>", "IT", "a"])
PERHAPS = st.none() | ANY_TEXT
SOURCES = st.builds(Source, PERHAPS, PERHAPS)
TEXTS = st.lists(ANY_TEXT, max_size=2).map(tuple)
NOTES = st.builds(
    Note,
    id=st.just(NoteId("any")),
    term=ANY_TEXT,
    aliases=TEXTS,
    part_of_speech=PERHAPS,
    pronunciation=PERHAPS,
    field=PERHAPS,
    senses=st.lists(
        st.builds(Sense, ANY_TEXT, PERHAPS, PERHAPS, PERHAPS, st.none() | SOURCES), max_size=2
    ).map(tuple),
    quotes=st.lists(st.builds(Quote, ANY_TEXT, PERHAPS), max_size=1).map(tuple),
    synonyms=TEXTS,
    usage=PERHAPS,
    derived=TEXTS,
    see=TEXTS,
    examples=st.lists(
        st.builds(Example, ANY_TEXT, PERHAPS, PERHAPS, st.none() | st.builds(Citation, ANY_TEXT)),
        max_size=2,
    ).map(tuple),
    tags=TEXTS,
    raw=PERHAPS,
)


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(note=NOTES, name=ANY_TEXT)
def test_any_text_makes_a_package_that_anki_takes(tmp_path: Path, note: Note, name: str) -> None:
    path = tmp_path / "deck.apkg"
    deck = replace(DECK, name=name, notes=(note,))
    write_package(path, [Export(deck, EVERY, {})], Manner(WRITTEN_AT))
    with fresh_anki() as collection:
        assert take_in(collection, path) == {"new": 1}
        (arrived,) = all_notes(collection)
        cards = cards_by_template(arrived)
        assert "recognise" in cards
        for card in cards.values():
            page = answer_of(card)
            assert foreign_markup(page) == set()
            assert live_text(page) == []
        # Anki itself would make the same cards, none more and none fewer.
        collection.after_note_updates([arrived.id], mark_modified=False, generate_cards=True)
        assert list(cards_by_template(all_notes(collection)[0])) == list(cards)
        assert list(collection.get_empty_cards().notes) == []
        problems, _ = collection.fix_integrity()
        assert "fixed" not in problems.lower()

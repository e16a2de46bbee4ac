"""What the real Anki shows of our notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection

from termcards.notes import Citation, Example, Note, NoteId, Quote, Sense, Source
from tests.anki.real_anki import (
    all_notes,
    answer_of,
    cards_by_template,
    foreign_markup,
    fresh_anki,
    live_text,
    question_of,
    take_in,
    visible,
)
from tests.anki.samples import ARR, packed

HOSTILE = (
    "<script>alert(1)</script> &amp; {{Term}} {{c1::a::b}} [sound:a.mp3] [latex]x[/latex]"
    " [$]y[/$] [$$]z[/$$] \\(q\\) \\[r\\] <anki-mathjax>m</anki-mathjax> [anki:play:q:0]"
    " \x1b[31mred\x1b[0m gnp\u202eexe \x1f <img src=x.png onerror=x()> </div> \u0338"
)
HOSTILE_AS_SEEN = (
    "<script>alert(1)</script> &amp; {{Term}} {{c1::a::b}} [sound:a.mp3] [latex]x[/latex]"
    " [$]y[/$] [$$]z[/$$] \\(q\\) \\[r\\] <anki-mathjax>m</anki-mathjax> [anki:play:q:0]"
    " [31mred[0m gnpexe <img src=x.png onerror=x()> </div> \u0338"
)


@pytest.fixture
def collection() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


QUESTIONS = {
    ("arr", "recognise"): (
        "ARR\nnoun\nRetention decides whether ARR, or annual recurring revenue, grows."
    ),
    ("arr", "produce"): "~ (~) is the yearly value of subscriptions.",
    ("arr", "cloze"): (
        "Retention decides whether [___], or ~, grows.\n~ (~) is the yearly value of subscriptions."
    ),
    ("arr", "type"): "~ (~) is the yearly value of subscriptions.\n[[type:Term]]",
    ("engaging", "recognise"): "engaging\nadjective\nGive engaging demos.",
    ("engaging", "produce"): "Tending to ~ people.\nPleasing.",
    ("engaging", "cloze"): "Give [___] demos.\nTending to ~ people.\nPleasing.",
    ("engaging", "type"): "Tending to ~ people.\nPleasing.\n[[type:Term]]",
}


def test_no_question_gives_its_answer_away(tmp_path: Path, collection: Collection) -> None:
    take_in(collection, packed(tmp_path))
    questions = {
        (note["Key"], template): visible(question_of(card))
        for note in all_notes(collection)
        for template, card in cards_by_template(note).items()
    }
    assert questions == QUESTIONS


def test_every_answer_shows_the_term_and_then_the_rest(
    tmp_path: Path, collection: Collection
) -> None:
    take_in(collection, packed(tmp_path, ARR))
    cards = cards_by_template(all_notes(collection)[0])
    rest = (
        "年度经常性收入\n留存率决定年度经常性收入能否增长。\n≈ run rate\n"
        "What is ARR?\nCustomer success"
    )
    sentence = "Retention decides whether ARR, or annual recurring revenue, grows."
    about = "noun\nay-ar-ar\nannual recurring revenue\n" + sentence
    prompt = "~ (~) is the yearly value of subscriptions."
    gap = "Retention decides whether [___], or ~, grows."
    assert {template: visible(answer_of(card)) for template, card in cards.items()} == {
        "recognise": (
            f"ARR\nnoun\n{sentence}\nay-ar-ar\nannual recurring revenue\n"
            f"Annual recurring revenue (ARR) is the yearly value of subscriptions.\n{rest}"
        ),
        "produce": f"{prompt}\nARR\n{about}\n{rest}",
        "cloze": f"{gap}\n{prompt}\nARR\n{about}\n{rest}",
        "type": f"{prompt}\n[[type:Term]]\nARR\n{about}\n{rest}",
    }


def hostile_note() -> Note:
    return Note(
        NoteId("hostile"),
        f"Word {HOSTILE}",
        aliases=(HOSTILE,),
        part_of_speech=HOSTILE,
        pronunciation=HOSTILE,
        field=HOSTILE,
        senses=(
            Sense(
                f"Plain meaning {HOSTILE}",
                f"{HOSTILE} 译",
                language=HOSTILE,
                field=HOSTILE,
                source=Source(HOSTILE, HOSTILE),
            ),
            Sense("Other meaning", source=Source(HOSTILE, f"https://example.org/{HOSTILE}")),
        ),
        quotes=(Quote(HOSTILE, HOSTILE),),
        synonyms=(HOSTILE,),
        usage=HOSTILE,
        derived=(HOSTILE,),
        see=(HOSTILE,),
        examples=(
            Example(f"A sentence \u0338with {HOSTILE}", "\u0338with", HOSTILE, Citation(HOSTILE)),
            Example(f"{HOSTILE} more", HOSTILE, HOSTILE, Citation("csm")),
        ),
        tags=(HOSTILE,),
        raw=HOSTILE,
    )


def test_hostile_text_is_only_text(tmp_path: Path, collection: Collection) -> None:
    assert take_in(collection, packed(tmp_path, hostile_note())) == {"new": 1}
    (note,) = all_notes(collection)
    cards = cards_by_template(note)
    assert list(cards) == ["recognise", "produce", "cloze", "type"]
    for card in cards.values():
        rendered = card.render_output()
        assert rendered.question_av_tags == rendered.answer_av_tags == []
        for page in (rendered.question_text, rendered.answer_text):
            assert foreign_markup(page) == set()
            assert live_text(page) == []
    seen = visible(answer_of(cards["recognise"]))
    assert seen.count(HOSTILE_AS_SEEN) == 22


def test_hostile_text_brings_no_media(tmp_path: Path, collection: Collection) -> None:
    take_in(collection, packed(tmp_path, hostile_note()))
    assert list(collection.media.check().missing) == []


def test_a_typed_term_is_compared_as_it_is_read(tmp_path: Path, collection: Collection) -> None:
    term = Note(NoteId("odd"), "R&D <b> \\(x\\) [sound:a]", senses=(Sense("odd"),))
    take_in(collection, packed(tmp_path, term))
    (note,) = all_notes(collection)
    compared = collection.compare_answer(note["Term"], "R&D <b> \\(x\\) [sound:a]")
    assert "typeGood" in compared
    assert "typeBad" not in compared
    assert "typeMissed" not in compared

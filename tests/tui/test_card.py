import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from termcards.cards import Card
from termcards.library.studying import Question
from termcards.log import UNTOUCHED, Schedule, Standing
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.scheduling.queue import Turn
from termcards.tui.card import View, blocks, has_translation, suggested
from termcards.tui.widgets.cardview import line_at, typeset
from tests.strategies import notes_with
from tests.tui.seat import BILINGUAL, SPACED_REPETITION, TRACKING

FRONT = View()
BACK = View(is_answered=True)


def question(
    note: Note, direction: Direction = Direction.RECOGNISE, deck: Deck = BILINGUAL
) -> Question:
    examples = tuple(
        example for example in note.examples if example.surface or direction is not Direction.CLOZE
    )
    return Question(Card(note.id, direction), Turn.NEW, note, deck, UNTOUCHED, False, examples)


def shown(asked: Question, view: View, width: int = 76) -> list[str]:
    return [line.content.plain for line in typeset(blocks(asked, view), width)]


def test_a_card_to_recognise_shows_the_term_in_its_sentence() -> None:
    assert shown(question(SPACED_REPETITION), FRONT) == [
        "spaced repetition   noun",
        "",
        "We rely on spaced repetition, and every [critical] step has a card.  1/2",
        "",
        "中 ･･･   t shows",
    ]


def abbreviated(sentence: str, *meanings: str) -> Question:
    return question(
        Note(
            NoteId("arr"),
            "ARR",
            aliases=("annual recurring revenue",),
            senses=tuple(Sense(meaning, "年度经常性收入") for meaning in meanings),
            examples=(Example(sentence, "ARR"),),
        )
    )


@pytest.mark.parametrize(
    ("sentence", "front"),
    [
        ("Grow Annual Recurring Revenue (ARR) by half.", "Grow ~ (ARR) by half."),
        ("年度经常性收入（ARR）要翻一番。", "~（ARR）要翻一番。"),
        ("Grow ARR, a yearly sum, and annual plans.", "Grow ARR, a ~, and annual plans."),
        ("Grow ARR and [b]revenue[/b].", "Grow ARR and [b]revenue[/b]."),
    ],
)
def test_the_front_does_not_tell_what_is_asked(sentence: str, front: str) -> None:
    asked = abbreviated(sentence, "a yearly sum")
    assert shown(asked, FRONT)[2] == front
    assert shown(asked, BACK)[2] == sentence


def test_what_is_left_out_beside_the_term_leaves_the_term_reversed() -> None:
    sentence = blocks(abbreviated("Annual recurring revenue (ARR) grows."), FRONT)[1].content
    [term] = [span for span in sentence.spans if span.style == "bold reverse"]
    assert sentence.plain[term.start : term.end] == "ARR"


def test_a_name_within_the_term_as_it_stands_there_is_kept() -> None:
    note = Note(
        NoteId("AE"),
        "AE",
        senses=(Sense("account"),),
        examples=(Example("An account executive sells.", "account executive"),),
    )
    assert shown(question(note), FRONT)[2] == "An account executive sells."


def test_another_name_that_is_the_meaning_is_not_said_twice() -> None:
    asked = abbreviated("Grow ARR.", "Annual recurring revenue")
    assert shown(asked, BACK)[4:6] == ["Annual recurring revenue", ""]
    assert "also" not in "".join(shown(asked, BACK))


def test_the_term_is_reversed_where_it_stands() -> None:
    sentence = blocks(question(SPACED_REPETITION), FRONT)[1].content
    [term] = [span for span in sentence.spans if span.style == "bold reverse"]
    assert sentence.plain[term.start : term.end] == "spaced repetition"


def test_the_answer_keeps_the_front_and_adds_below_it() -> None:
    assert shown(question(SPACED_REPETITION), BACK) == [
        "spaced repetition   noun",
        "",
        "We rely on spaced repetition, and every [critical] step has a card.  1/2",
        "─" * 76,
        "A way of studying in which reviews are placed at growing intervals.",
        "",
        "also: distributed practice",
        "synonyms: spacing",
        "",
        "usage: said of cards",
        "",
        "“Repetition is the mother of learning.” — proverb",
        "",
        "中 ･･･   t shows",
    ]


def test_a_cloze_has_a_gap_and_the_meaning_with_the_term_masked() -> None:
    note = replace(
        SPACED_REPETITION,
        senses=(Sense("Spaced repetition places reviews; distributed practice."),),
    )
    assert shown(question(note, Direction.CLOZE), FRONT) == [
        "fill the gap   noun",
        "",
        "We rely on [____], and every [critical] step has a card.  1/2",
        "",
        "~ places reviews; ~.",
        "",
        "中 ･･･   t shows",
    ]


def test_a_gap_in_cjk_text_is_wide() -> None:
    assert shown(question(TRACKING, Direction.CLOZE), FRONT) == [
        "fill the gap   名詞",
        "",
        "提出された履歴書は、まず［＿＿＿］（ATS）で解析され、「要件」に合う候補者だ",
        "けが、採用担当者に回されます。",
        "",
        "採用候補者の応募書類を集め、選考の段階を管理するソフトウェア。",
    ]


def test_every_place_of_the_term_is_a_gap() -> None:
    note = Note(
        NoteId("arr"), "ARR", examples=(Example("ARR grows; arr or ARR, not ARRs.", "ARR"),)
    )
    [sentence] = shown(question(note, Direction.CLOZE), FRONT)[2:]
    assert sentence == "[____] grows; [____] or [____], not ~."


def test_the_answer_of_a_cloze_fills_the_gap() -> None:
    assert shown(question(TRACKING, Direction.CLOZE), BACK)[:4] == [
        "応募者追跡システム  おうぼしゃついせきシステム   名詞",
        "",
        "提出された履歴書は、まず応募者追跡システム（ATS）で解析され、「要件」に合う",
        "候補者だけが、採用担当者に回されます。",
    ]


@pytest.mark.parametrize(
    ("direction", "task"), [(Direction.PRODUCE, "say"), (Direction.TYPE, "type")]
)
def test_a_card_to_produce_shows_the_meaning_alone(direction: Direction, task: str) -> None:
    asked = question(SPACED_REPETITION, direction)
    assert shown(asked, FRONT) == [
        f"{task} the term   noun",
        "",
        "A way of studying in which reviews are placed at growing intervals.",
        "",
        "中 ･･･   t shows",
    ]
    assert shown(asked, BACK)[:5] == [
        "spaced repetition   noun",
        "",
        "A way of studying in which reviews are placed at growing intervals.",
        "─" * 76,
        "We rely on spaced repetition, and every [critical] step has a card.  1/2",
    ]


def test_several_senses_are_numbered_and_carry_their_fields() -> None:
    note = Note(
        NoteId("sla"),
        "SLA",
        senses=(Sense("A contract.", field="law"), Sense("A number of hours that is long.")),
    )
    assert shown(question(note), BACK, 20) == [
        "SLA",
        "─" * 20,
        "1. (law) A contract.",
        "2. A number of hours",
        "   that is long.",
    ]


@pytest.mark.parametrize(
    ("view", "lines"),
    [
        (replace(FRONT, with_translation=True), ["中 团队依靠间隔重复。"]),
        (
            replace(BACK, with_translation=True),
            ["中 间隔重复：一种学习方法。", "   团队依靠间隔重复。"],
        ),
    ],
)
def test_the_translation_is_shown_when_asked_for(view: View, lines: list[str]) -> None:
    assert shown(question(SPACED_REPETITION), view)[-len(lines) :] == lines


def test_showing_the_translation_moves_nothing_above_it() -> None:
    asked = question(SPACED_REPETITION)
    with_it = shown(asked, replace(BACK, with_translation=True))
    assert with_it[:13] == shown(asked, BACK)[:13]


def test_a_note_without_translation_has_no_place_for_one() -> None:
    asked = question(TRACKING)
    assert not has_translation(asked, FRONT)
    assert not any("t shows" in line for line in shown(asked, FRONT))


def test_a_translation_on_the_front_does_not_tell_the_term() -> None:
    note = Note(NoteId("arr"), "ARR", senses=(Sense("Yearly value.", translation="年度（ARR）"),))
    view = replace(FRONT, with_translation=True)
    assert shown(question(note, Direction.PRODUCE), view)[-1] == "中 年度（~）"


def test_sources_are_shown_when_asked_for() -> None:
    asked = question(SPACED_REPETITION)
    assert shown(asked, replace(BACK, with_sources=True))[-4:] == [
        "source: Learning Engineer · 2026-02-18 · line 12",
        "        https://example.org/jobs",
        "meaning: example.org",
        "         https://example.org/sr",
    ]


def test_a_narrow_card_does_not_indent_its_sources() -> None:
    view = replace(BACK, with_sources=True)
    lines = shown(question(SPACED_REPETITION), view, 20)
    assert lines[-8:] == [
        "source: Learning",
        "Engineer ·",
        "2026-02-18 · line 12",
        "https://example.org/",
        "jobs",
        "meaning: example.org",
        "https://example.org/",
        "sr",
    ]


def test_before_the_answer_only_the_source_of_the_sentence_is_shown() -> None:
    view = replace(FRONT, with_sources=True)
    assert not any("meaning" in line for line in shown(question(SPACED_REPETITION), view))


def test_a_card_without_source_says_so() -> None:
    view = replace(BACK, with_sources=True)
    assert shown(question(TRACKING), view)[-1] == "no source is noted"


def test_the_next_sentence_takes_the_place_of_the_first() -> None:
    lines = shown(question(SPACED_REPETITION), replace(FRONT, example=1))
    assert lines[2] == "Spaced repetition works.  2/2"
    again = shown(question(SPACED_REPETITION), replace(FRONT, example=2))
    assert again == shown(question(SPACED_REPETITION), FRONT)


def test_another_language_goes_by_its_own_sign() -> None:
    deck = replace(BILINGUAL, translation_language="ja-JP")
    assert shown(question(SPACED_REPETITION, deck=deck), FRONT)[-1] == "日 ･･･   t shows"
    deck = replace(BILINGUAL, translation_language="de")
    assert shown(question(SPACED_REPETITION, deck=deck), FRONT)[-1] == "de ･･･   t shows"


@given(
    notes_with(),
    st.sampled_from(Direction),
    st.builds(View, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3)),
    st.integers(8, 80),
)
def test_no_line_of_any_card_is_too_wide_or_dangerous(
    note: Note, direction: Direction, view: View, width: int
) -> None:
    for line in shown(question(note, direction), view, width):
        assert cell_len(line) <= width
        assert not any(unicodedata.category(sign) == "Cc" for sign in line)


def test_a_place_of_the_text_is_found_again_at_another_width() -> None:
    text = blocks(question(SPACED_REPETITION), BACK)
    wide, narrow = typeset(text, 76), typeset(text, 20)
    [meaning] = [line for line in narrow if line.content.plain == "placed at growing"]
    found = wide[line_at(wide, meaning.place)]
    assert found.content.plain.startswith("A way of studying in which")
    assert line_at(narrow, narrow[7].place) == 7


def test_the_standing_of_a_card_does_not_matter_to_its_text() -> None:
    asked = question(SPACED_REPETITION)
    standing = Standing(
        Schedule(date(2026, 3, 2), 6, 2, 0, 2500), date(2026, 2, 1), date(2026, 2, 24), True
    )
    assert blocks(replace(asked, standing=standing), FRONT) == blocks(asked, FRONT)


def test_a_deck_without_the_posting_names_its_slug() -> None:
    deck = Deck(DeckId("bare"), "Bare")
    view = replace(BACK, with_sources=True)
    lines = shown(question(SPACED_REPETITION, deck=deck), view)
    assert "source: engineer · line 12" in lines


def test_a_mark_and_a_flag_stand_beside_the_head() -> None:
    asked = replace(question(SPACED_REPETITION), is_marked=True, standing=Standing(flag=3))
    assert shown(asked, FRONT)[0] == "spaced repetition   noun   *   ⚑3"
    assert shown(asked, BACK)[0] == "spaced repetition   noun   *   ⚑3"


@pytest.mark.parametrize(
    ("typed", "line", "quality"),
    [
        ("Spaced-Repetition", "✓ Spaced-Repetition", 4),
        ("distributed practice", "✓ distributed practice", 4),
        ("spaced repitition", "≈ spaced rep[-i-]{+e+}tition", 3),
        ("churn", "✗ [-churn-]{+spaced repetition+}", 2),
        ("", "– nothing typed", 2),
        (None, "", 4),
    ],
)
def test_what_was_typed_stands_under_the_term_with_signs(
    typed: str | None, line: str, quality: int
) -> None:
    asked = question(SPACED_REPETITION, Direction.TYPE)
    view = replace(BACK, typed=typed)
    assert shown(asked, view)[:2] == ["spaced repetition   noun", line]
    assert suggested(asked, view) == quality

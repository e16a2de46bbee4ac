from dataclasses import replace

import pytest

from termcards.anki.fields import Fields, fields_of
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

FROM_THE_START = (Direction.RECOGNISE, Direction.CLOZE)
DECK = Deck(
    DeckId("saas"),
    "SaaS",
    postings=(Posting("csm", "Customer success", "https://example.org/csm"), Posting("plain")),
)
ARR = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue",),
    part_of_speech="noun",
    pronunciation="ay-ar-ar",
    field="finance",
    senses=(
        Sense(
            "ARR is the yearly value of subscriptions.",
            translation="年度经常性收入",
            source=Source("Glossary", "https://example.org/arr"),
        ),
    ),
    synonyms=("run rate",),
    examples=(
        Example(
            "Retention decides whether ARR grows.",
            "ARR",
            "留存率决定年度经常性收入能否增长。",
            Citation("csm", 12),
        ),
    ),
)


def of(note: Note, *directions: Direction) -> Fields:
    return fields_of(note, DECK, directions or FROM_THE_START)


def meaning(*senses: Sense) -> Note:
    return replace(ARR, senses=senses)


def examples(*shown: Example) -> Note:
    return replace(ARR, examples=shown)


def test_a_note_becomes_its_fields() -> None:
    assert of(ARR) == (
        "arr",
        "ARR",
        "annual recurring revenue",
        "ay-ar-ar",
        "noun · finance",
        "ARR is the yearly value of subscriptions.",
        '<span lang="zh">年度经常性收入</span>',
        "Retention decides whether <b>ARR</b> grows.",
        "Retention decides whether [___] grows.",
        '<span lang="zh">留存率决定年度经常性收入能否增长。</span>',
        "~ is the yearly value of subscriptions.",
        "run rate",
        "",
        '<a href="https://example.org/arr">Glossary</a><br>'
        '<a href="https://example.org/csm">Customer success</a>',
        "",
        "",
        "",
        "",
    )


def test_a_bare_term_has_its_key_and_nothing_else() -> None:
    bare = Note(NoteId("churn"), "churn")
    assert of(bare) == ("churn", "churn", *[""] * 16)


@pytest.mark.parametrize(
    ("directions", "own", "on"),
    [
        ((Direction.RECOGNISE,), None, set()),
        ((Direction.CLOZE,), None, {"gap"}),
        ((Direction.PRODUCE, Direction.TYPE), None, {"add_produce", "add_typing"}),
        ((Direction.CLOZE,), (Direction.PRODUCE,), {"add_produce"}),
        (tuple(Direction), (), set()),
    ],
)
def test_directions_switch_cards_and_the_notes_own_come_first(
    directions: tuple[Direction, ...], own: tuple[Direction, ...] | None, on: set[str]
) -> None:
    fields = of(replace(ARR, directions=own), *directions)
    switches = ("gap", "add_produce", "add_typing")
    assert {switch for switch in switches if getattr(fields, switch)} == on


@pytest.mark.parametrize("definition", ["ARR", "«annual recurring revenue»", "…"])
def test_a_meaning_that_only_repeats_the_term_asks_nothing(definition: str) -> None:
    fields = of(meaning(Sense(definition)), *Direction)
    assert (fields.prompt, fields.add_produce, fields.add_typing) == ("", "", "")


def test_a_translation_asks_where_there_is_no_definition() -> None:
    assert of(meaning(Sense("", "年度收入"))).prompt == "年度收入"


def test_several_senses_are_a_list_with_field_and_source() -> None:
    fields = of(
        meaning(
            Sense("yearly value", "年值", field="finance", source=Source("A & B", "ftp://a.org")),
            Sense("arrondissement", language="fr"),
            Sense("", "第三"),
        )
    )
    assert fields.meaning == (
        '<ol dir="auto">'
        '<li value="1"><span class="field">finance</span> yearly value'
        ' <span class="source">A &amp; B</span></li>'
        '<li value="2"><span lang="fr">arrondissement</span></li>'
        "</ol>"
    )
    assert fields.translation == (
        '<ol dir="auto">'
        '<li value="1"><span lang="zh">年值</span></li>'
        '<li value="3"><span lang="zh">第三</span></li>'
        "</ol>"
    )


def test_a_prompt_names_no_source_and_masks_its_field() -> None:
    fields = of(meaning(Sense("yearly value", field="ARR", source=Source("What is ARR?"))))
    assert fields.prompt == '<span class="field">~</span> yearly value'


def test_a_language_that_is_none_is_not_claimed() -> None:
    assert of(meaning(Sense("yearly", language='x"><b>'))).meaning == "yearly"


def test_only_a_web_address_is_linked() -> None:
    senses = (
        Sense("one", source=Source("Trap", "javascript:alert(1)")),
        Sense("two", source=Source(None, "https://example.org/?a&b")),
        Sense("three", source=Source("<i>Book</i>")),
    )
    bare = replace(meaning(*senses), examples=())
    assert of(bare).source == (
        "Trap<br>"
        '<a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a><br>'
        "&lt;i&gt;Book&lt;/i&gt;"
    )


def test_a_posting_is_named_by_its_title_or_its_slug() -> None:
    cited = [Example("x", citation=Citation(slug)) for slug in ("csm", "plain", "unknown", "csm")]
    note = replace(examples(*cited), senses=())
    assert of(note).source == (
        '<a href="https://example.org/csm">Customer success</a><br>plain<br>unknown'
    )


def test_a_sentence_that_tells_the_meaning_is_kept_for_the_answer() -> None:
    telling = Example("ARR, the Yearly  value, grows.", "ARR")
    note = replace(examples(telling), senses=(Sense("the yearly value"),))
    fields = of(note)
    assert (fields.context, fields.gap) == ("", "")
    assert fields.notes == '<ul dir="auto"><li><b>ARR</b>, the Yearly value, grows.</li></ul>'


def test_a_sentence_that_tells_the_meaning_in_another_form_asks_nothing() -> None:
    telling = Example("Advises business-decision makers (BDM).", "BDM")
    note = replace(
        examples(telling), term="BDM", aliases=(), senses=(Sense("A business decision maker."),)
    )
    fields = of(note)
    assert (fields.context, fields.gap) == ("", "")


def test_the_best_sentence_asks_and_others_are_shown_after() -> None:
    heading = Example("ARR growth", "ARR", kind=ExampleKind.HEADING)
    without = Example("Revenue grows.")
    best = Example("Our ARR grows.", "ARR")
    fields = of(examples(heading, without, best))
    assert fields.context == "Our <b>ARR</b> grows."
    assert fields.notes == ('<ul dir="auto"><li><b>ARR</b> growth</li><li>Revenue grows.</li></ul>')


def test_a_surface_that_is_no_alias_is_masked_in_the_prompt_too() -> None:
    note = replace(examples(Example("Our book grows.", "book")), senses=(Sense("A book of ARR."),))
    assert of(note).prompt == "A ~ of ~."


def test_notes_hold_what_has_no_field_of_its_own() -> None:
    note = replace(
        ARR,
        usage="Said often.",
        derived=("ARR-based",),
        see=("mrr", "nrr"),
        quotes=(Quote("Grow it.", "A. Nonymous"), Quote("Or not.")),
        raw="not shown where the senses are known",
    )
    assert of(note).notes == (
        '<div class="usage" dir="auto">Said often.</div>'
        '<div class="derived" dir="auto">ARR-based</div>'
        '<div class="see" dir="auto">mrr, nrr</div>'
        '<div class="quote" dir="auto">Grow it. — A. Nonymous</div>'
        '<div class="quote" dir="auto">Or not.</div>'
    )


def test_a_footnote_that_was_not_understood_is_shown_as_it_was_written() -> None:
    note = Note(NoteId("arr"), "ARR", raw="ARR <see there>")
    assert of(note).notes == '<div class="raw" dir="auto">ARR &lt;see there&gt;</div>'

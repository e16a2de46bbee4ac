"""Two changes of one note are put together where they do not touch each other."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.form.filling import Form, Section, form_of, note_of
from termcards.form.merging import Clash, Merge, merged
from termcards.form.slots import DECK, SLOTS, Part, lead_of, slots_of
from termcards.notes import Citation, Example, Note, NoteId, Sense, Source
from tests import strategies

ARR = NoteId("arr")
NOTE = Note(
    ARR,
    "ARR",
    aliases=("annual revenue",),
    senses=(Sense("Sold in a year.", "年收入"), Sense("Another.")),
    examples=(Example("ARR grew.", "ARR"),),
    usage="in sales",
)
MEANING, TRANSLATION = slots_of(Part.SENSE)[:2]
SENTENCE, SURFACE = slots_of(Part.EXAMPLE)[:2]
TERM, ALIASES = SLOTS[:2]
FIRST, SECOND = NOTE.senses


def both(mine: Note, theirs: Note, base: Note = NOTE) -> tuple[Note, tuple[Clash, ...]]:
    result = merged(form_of(base), form_of(mine), form_of(theirs))
    return note_of(result.form, ARR), result.clashes


def test_changes_of_other_fields_are_both_there() -> None:
    mine = replace(NOTE, usage="in software", senses=(replace(FIRST, translation="新"), SECOND))
    theirs = replace(NOTE, term="A.R.R.", senses=(FIRST, replace(SECOND, definition="Other.")))
    assert both(mine, theirs) == (
        Note(
            ARR,
            "A.R.R.",
            aliases=("annual revenue",),
            senses=(Sense("Sold in a year.", "新"), Sense("Other.")),
            examples=(Example("ARR grew.", "ARR"),),
            usage="in software",
        ),
        (),
    )


def test_fields_of_one_meaning_are_put_together() -> None:
    mine = replace(NOTE, senses=(replace(FIRST, translation="新"), SECOND))
    theirs = replace(NOTE, senses=(replace(FIRST, source=Source("b.org")), SECOND))
    assert both(mine, theirs) == (
        replace(NOTE, senses=(Sense("Sold in a year.", "新", source=Source("b.org")), SECOND)),
        (),
    )


def test_what_both_changed_stays_as_typed_and_is_told() -> None:
    mine, theirs = replace(NOTE, term="mine"), replace(NOTE, term="theirs", usage="theirs, too")
    assert both(mine, theirs) == (
        replace(NOTE, term="mine", usage="theirs, too"),
        (Clash(TERM, 0, "theirs"),),
    )


def test_what_both_changed_alike_is_no_clash() -> None:
    same = replace(NOTE, term="same")
    assert both(same, same) == (same, ())


def test_a_clash_names_the_meaning_it_is_in() -> None:
    mine = replace(NOTE, senses=(FIRST, replace(SECOND, translation="mine")))
    theirs = replace(NOTE, senses=(FIRST, replace(SECOND, translation="theirs")))
    assert both(mine, theirs) == (mine, (Clash(TRANSLATION, 1, "theirs"),))


def test_what_both_add_to_a_list_is_all_there() -> None:
    mine = replace(NOTE, aliases=("annual revenue", "mine"), senses=(*NOTE.senses, Sense("Mine.")))
    theirs = replace(
        NOTE, aliases=("annual revenue", "theirs"), senses=(*NOTE.senses, Sense("Theirs."))
    )
    assert both(mine, theirs) == (
        replace(
            NOTE,
            aliases=("annual revenue", "theirs", "mine"),
            senses=(FIRST, SECOND, Sense("Theirs."), Sense("Mine.")),
        ),
        (),
    )


def test_a_sentence_added_by_a_harvest_joins_one_that_was_changed() -> None:
    mine = replace(NOTE, examples=(Example("ARR fell.", "ARR"),))
    theirs = replace(NOTE, examples=(*NOTE.examples, Example("The ARR.", "ARR")))
    assert both(mine, theirs) == (
        replace(NOTE, examples=(Example("ARR fell.", "ARR"), Example("The ARR.", "ARR"))),
        (),
    )


def test_meanings_in_another_order_are_never_mixed() -> None:
    mine = replace(NOTE, senses=(replace(FIRST, translation="mine"), SECOND))
    theirs = replace(NOTE, senses=(SECOND, FIRST))
    assert both(mine, theirs) == (mine, (Clash(MEANING, 0, "Another. / Sold in a year. · 年收入"),))


def test_a_definition_typed_and_a_translation_by_hand_are_both_there() -> None:
    mine = replace(NOTE, senses=(replace(FIRST, definition="Typed."), SECOND))
    theirs = replace(NOTE, senses=(replace(FIRST, translation="手"), SECOND))
    together = replace(NOTE, senses=(Sense("Typed.", "手"), SECOND))
    assert both(mine, theirs) == (together, ())
    assert both(theirs, mine) == (together, ())


def test_a_definition_that_both_changed_is_told_alone() -> None:
    mine = replace(NOTE, senses=(replace(FIRST, definition="Typed."), SECOND))
    theirs = replace(NOTE, senses=(Sense("By hand.", "手", field="sales"), SECOND))
    assert both(mine, theirs) == (
        replace(NOTE, senses=(Sense("Typed.", "手", field="sales"), SECOND)),
        (Clash(MEANING, 0, "By hand."),),
    )


def test_the_fields_of_a_sentence_are_put_together() -> None:
    base = replace(NOTE, examples=(Example("ARR grew.", "ARR", "增长", Citation("lead", 3)),))
    mine = replace(NOTE, examples=(Example("Our ARR grew.", "ARR", "增长", Citation("lead", 3)),))
    theirs = replace(NOTE, examples=(Example("ARR grew.", "ARR", "手", Citation("other", 5)),))
    assert both(mine, theirs, base) == (
        replace(NOTE, examples=(Example("Our ARR grew.", "ARR", "手", Citation("other", 5)),)),
        (),
    )


def test_a_line_is_never_put_into_another_posting() -> None:
    base = replace(NOTE, examples=(Example("ARR grew.", "ARR", None, Citation("lead", 3)),))
    mine = replace(NOTE, examples=(Example("ARR grew.", "ARR", None, Citation("other", 3)),))
    theirs = replace(NOTE, examples=(Example("ARR grew.", "ARR", None, Citation("lead", 8)),))
    line = next(slot for slot in slots_of(Part.EXAMPLE) if slot.key == "line")
    assert both(mine, theirs, base) == (mine, (Clash(line, 0, "8"),))


def test_a_surface_is_never_put_beside_a_sentence_without_it() -> None:
    mine = replace(NOTE, examples=(Example("ARR grew.", "grew"),))
    theirs = replace(NOTE, examples=(Example("ARR fell.", "ARR"),))
    assert both(mine, theirs) == (mine, (Clash(SENTENCE, 0, "ARR fell."),))
    assert both(theirs, mine) == (theirs, (Clash(SURFACE, 0, "grew"),))


def test_of_two_meanings_that_moved_and_changed_nothing_is_mixed() -> None:
    """The definitions are new, but a translation tells where its meaning has gone."""
    mine = replace(NOTE, senses=(FIRST, replace(SECOND, translation="mine")))
    theirs = replace(NOTE, senses=(Sense("Other."), Sense("In a year.", "年收入")))
    assert both(mine, theirs) == (mine, (Clash(MEANING, 0, "Other. / In a year. · 年收入"),))


def test_a_meaning_taken_away_while_it_was_changed_is_told() -> None:
    mine = replace(NOTE, senses=(replace(FIRST, definition="Mine."), SECOND))
    assert both(mine, replace(NOTE, senses=(SECOND,))) == (mine, (Clash(MEANING, 0, "Another."),))


def test_a_note_moved_by_hand_stays_moved() -> None:
    result = merged(form_of(NOTE, "One"), form_of(NOTE, "One"), form_of(NOTE, "Two"))
    assert fields(result.form) == fields(form_of(NOTE, "Two"))
    assert result.form[-1] == Section(DECK, "Two")


@st.composite
def sides(draw: st.DrawFn) -> tuple[Form, Form, Form]:
    """A form, and two changes of it that have much in common with it."""
    base = draw(strategies.notes_with(st.just("arr")))
    other, another = (draw(strategies.notes_with(st.just("arr"))) for _ in range(2))
    mine, theirs = draw(strategies.changed(base, other)), draw(strategies.changed(base, another))
    return form_of(base), form_of(mine), form_of(theirs)


def fields(form: Form) -> list[tuple[object, object]]:
    return [(section.slot, section.value) for section in form if not section.is_blank]


def own(form: Form) -> dict[object, object]:
    return {slot: value for slot, value in fields(form) if slot in slots_of(None)}


@given(sides())
@settings(max_examples=50)
def test_who_changed_nothing_gets_what_the_other_changed(forms: tuple[Form, Form, Form]) -> None:
    base, mine, theirs = forms
    for result in (merged(base, base, theirs), merged(base, theirs, base)):
        assert (fields(result.form), result.clashes) == (fields(theirs), ())
    same = merged(base, mine, mine)
    assert (fields(same.form), same.clashes) == (fields(mine), ())


@given(sides())
@settings(max_examples=50)
def test_nothing_typed_is_lost(forms: tuple[Form, Form, Form]) -> None:
    base, mine, theirs = forms
    found = own(merged(base, mine, theirs).form)
    for slot, value in own(mine).items():
        if value != own(base).get(slot):
            kept = found[slot]
            assert kept == value or (isinstance(value, tuple) and isinstance(kept, tuple))
            if isinstance(value, tuple) and isinstance(kept, tuple):
                before = own(base).get(slot, ())
                assert isinstance(before, tuple)
                assert {*value} - {*before} <= {*kept}


@given(sides())
@settings(max_examples=50)
def test_nothing_of_the_other_side_is_lost_untold(forms: tuple[Form, Form, Form]) -> None:
    base, mine, theirs = forms
    result = merged(base, mine, theirs)
    told = {clash.slot for clash in result.clashes}
    kept = fields(result.form)
    for slot, value in fields(theirs):
        lead = slot if slot.part is None else lead_of(slot.part)  # type: ignore[attr-defined]  # a slot
        is_new = (slot, value) not in fields(base)
        if is_new and not isinstance(value, tuple) and not {slot, lead} & told:
            assert (slot, value) in kept


@given(sides())
@settings(max_examples=50)
def test_putting_together_again_changes_nothing(forms: tuple[Form, Form, Form]) -> None:
    base, mine, theirs = forms
    once = merged(base, mine, theirs)
    assert merged(once.base, once.form, theirs) == Merge(once.form, once.base, once.clashes)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.masking import forms_of, gapped, masked, stands_in


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["ARR"], "ARR is yearly; arr, ARRs and ARR's too.", "~ is yearly; ~, ~ and ~'s too."),
        (["ARR"], "Arrange an array.", "Arrange an array."),
        (["engage"], "engages, engaged, engaging", "~, ~, ~"),
        (["engaging"], "Tending to engage.", "Tending to ~."),
        (["engaging"], "It looks engagingly.", "It looks ~ly."),
        (["ship"], "shipping, shipped; shipment", "~, ~; shipment"),
        (["stories"], "a story", "a ~"),
        (["ramp up"], "Ramping up is to ramp-up.", "~ is to ~."),
        (["well spoken"], "a well-spoken or well\nspoken person", "a ~ or ~ person"),
        (["e-mail"], "an email", "an ~"),
        (["product data management (PDM)"], "PDM, product data management", "~, ~"),
        (["to onboard"], "Onboarding: how you onboard.", "~: how you ~."),
        (["IT", "information technology"], "It is information technology (IT).", "It is ~ (~)."),
        (["thing"], "the thing", "the ~"),
        (["C++"], "C++ or C", "~ or C"),
        (["résumé"], "two résumés", "two ~"),
        (["customer’s voice"], "the customer's voice", "the ~"),
        (["年度收入"], "公司的年度收入总额", "公司的~总额"),
        (["CAD"], "使用CAD软件", "使用~软件"),
        (["İstanbul"], "in İstanbul İyi", "in ~ İyi"),
        (["-"], "a - b", "a - b"),
        (["naïve"], "A naive person, NAÏVE or naïvely.", "A ~ person, ~ or ~ly."),
        (["naive"], "naïve", "~"),
        (["ＡＲＲ"], "ARR and ＡＲＲ", "~ and ~"),
        (["R&D"], "R & D, R&D, r and d; Rand", "~, ~, ~; Rand"),
        (["research and development"], "Research & development", "~"),
        (["take over"], "took over, taken over, taking over, take it over", "~, ~, ~, ~"),
        (["took over"], "To take over is taking them over.", "To ~ is ~."),
        (["run"], "He ran and runs.", "He ~ and ~."),
        (["buy-in"], "bought in, buying-in", "~, ~"),
        (["Straße"], "STRASSE or straße", "~ or ~"),
        (["gone missing"], "go missing, went missing", "~, ~"),
    ],
)
def test_a_text_is_masked_where_it_would_tell_the_answer(
    names: list[str], text: str, expected: str
) -> None:
    assert masked(text, forms_of(names)) == expected


@pytest.mark.parametrize(
    ("surface", "sentence", "expected"),
    [
        ("ARR", "ARR counts; grow arr.", "[___] counts; grow [___]."),
        ("ARR", "We arrange ARR.", "We arrange [___]."),
        ("a", "A cat has a hat", "[___] cat has [___] hat"),
        ("年度收入", "看年度收入和年度收入。", "看[___]和[___]。"),
        ("customer success", "The customer\nsuccess team", "The [___] team"),
    ],
)
def test_a_gap_takes_the_surface_out_wherever_it_stands(
    surface: str, sentence: str, expected: str
) -> None:
    assert gapped(sentence, surface, ()) == expected


def test_a_gap_has_one_width() -> None:
    assert gapped("An EBR is due.", "EBR", ()) == "An [___] is due."
    assert gapped("An executive business review is due.", "executive business review", ()) == (
        "An [___] is due."
    )


def test_beside_a_gap_other_forms_of_the_answer_are_masked() -> None:
    answer = forms_of(["ARR", "annual recurring revenue"])
    sentence = "Annual recurring revenue (ARR) grows."
    assert gapped(sentence, "ARR", answer) == "~ ([___]) grows."


@pytest.mark.parametrize(
    ("surface", "sentence"), [("MRR", "ARR grows."), ("ARR", "ARR."), ("", "ARR"), ("-", "a - b")]
)
def test_there_is_no_gap_where_nothing_could_be_asked(surface: str, sentence: str) -> None:
    assert gapped(sentence, surface, ()) is None


LETTERS = st.text(st.sampled_from("adegiklnsty- ()中"), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(LETTERS, max_size=3), st.lists(LETTERS, max_size=4).map(" ".join))
def test_looking_at_beginnings_first_changes_nothing(names: list[str], text: str) -> None:
    assert masked(text, forms_of(names)) == masked(text, tuple(forms_of(names)))


@pytest.mark.parametrize(
    "name",
    [
        "took over",
        "went",
        "R&D",
        "naïve",
        "Straße",
        "bought in",
        "agreeing",
        "seeing",
        "ties",
        "dries",
        "running",
        "using",
        "stopped",
        "ply",
        "ge",
    ],
)
def test_all_forms_of_a_name_begin_as_the_text_is_looked_through_for(name: str) -> None:
    for form in forms_of([name]):
        assert masked(f"a {form.text}", forms_of([name])) == "a ~"


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("Business Decision Maker", "Advises Business Decision Makers (BDM).", True),
        ("a business decision maker.", "Advises business-decision makers.", True),
        ("To take over a firm.", "They took over a firm.", True),
        ("a naïve plan", "It was a naive plan.", True),
        ("Loss of customers", "The loss of one customer hurts.", False),
        ("The yearly value", "the Yearly value, grows", True),
        ("", "anything", False),
        ("决策者", "他是决策者。", True),
        ("决策者", "plain words", False),
    ],
)
def test_a_meaning_stands_in_a_sentence_however_it_is_inflected(
    text: str, sentence: str, expected: bool
) -> None:
    assert stands_in(sentence, text) is expected

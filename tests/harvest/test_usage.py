"""Whether a word is used as the part of speech that a note is about."""

import pytest

from termcards.harvest.usage import is_used_as


def used(part_of_speech: str | None, name: str, text: str, surface: str | None = None) -> bool:
    word = surface or name
    start = text.index(word)
    return is_used_as(part_of_speech, name, text, (start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "surface", "is_noun"),
    [
        ("The forecast is due on Monday.", "forecast", True),
        ("Read our forecast before noon.", "forecast", True),
        ("Three forecasts of demand", "forecasts", True),
        ("a quarterly forecast with risks", "forecast", True),
        ("Forecast of the year", "Forecast", True),
        ("Keep to forecasts that hold.", "forecasts", True),
        ("to forecast demand", "forecast", False),
        ("You forecast the demand of ports.", "forecast", False),
        ("He who forecasts rain carries a coat.", "forecasts", False),
        ("The port forecasts its demand.", "forecasts", False),
        ("Forecast demand in nine ports", "Forecast", False),
        ("plan and forecast demand", "forecast", False),
        ("carefully forecast demand", "forecast", False),
        ("They forecasted demand.", "forecasted", False),
        ("Forecasting demand is fun.", "Forecasting", False),
    ],
)
def test_a_noun_is_told_from_the_verb_of_the_same_letters(
    text: str, surface: str, *, is_noun: bool
) -> None:
    assert used("noun", "forecast", text, surface) is is_noun
    assert used("n.", "forecast", text, surface) is is_noun


@pytest.mark.parametrize(
    ("text", "surface", "is_verb"),
    [
        ("to review contracts", "review", True),
        ("You review contracts.", "review", True),
        ("Review the contracts", "Review", True),
        ("we reviewed contracts", "reviewed", True),
        ("a review of contracts", "review", False),
        ("in review since May", "review", False),
        ("customer review", "review", False),
        ("our reviews", "reviews", False),
    ],
)
def test_a_verb_is_told_from_the_noun_of_the_same_letters(
    text: str, surface: str, *, is_verb: bool
) -> None:
    assert used("verb", "review", text, surface) is is_verb


@pytest.mark.parametrize(
    ("part_of_speech", "name", "text"),
    [
        ("noun", "quota", "to quota and back"),
        ("verb", "oversee", "in oversee mode"),
        ("adjective", "agile", "to agile the pack"),
        (None, "lead", "to lead the pack"),
        ("noun", "sales cycle", "to sales cycle the pack"),
        ("noun", "churn", "a churn of nine percent"),
    ],
)
def test_what_cannot_be_another_kind_is_left_alone(
    part_of_speech: str | None, name: str, text: str
) -> None:
    assert used(part_of_speech, name, text)


@pytest.mark.parametrize(
    ("text", "is_adjective"),
    [
        ("You are able to articulate value.", False),
        ("You will articulate the value of a lease.", False),
        ("We need an articulate seller.", True),
        ("You are warm, articulate and patient.", True),
    ],
)
def test_an_adjective_is_told_from_the_verb_of_the_same_letters(
    text: str, *, is_adjective: bool
) -> None:
    assert used("adjective", "articulate", text) is is_adjective

"""Which words a reader may want to learn."""

import json
import zlib

import pytest

from termcards.harvest.frequencies import frequency
from termcards.harvest.frequencies.making import table
from termcards.harvest.vocabulary import Level, is_transparent, lemma, roots


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("quotas", "quota"),
        ("strategies", "strategy"),
        ("oversees", "oversee"),
        ("oversaw", "oversee"),
        ("hiring", "hire"),
        ("planning", "plan"),
        ("dunning", "dun"),
        ("lapses", "lapse"),
        ("processes", "process"),
        ("biases", "bias"),
        ("invoiced", "invoice"),
        ("Qualifying", "qualify"),
        ("stakeholders", "stakeholder"),
        ("catalogue", "catalogue"),
        ("licences", "licence"),
        ("unified", "unified"),
        ("logistics", "logistics"),
        ("analytics", "analytics"),
        ("customer", "customer"),
        ("business", "business"),
        ("nexus", "nexus"),
        ("zzgrblings", "zzgrblings"),
    ],
)
def test_a_form_has_the_base_that_a_dictionary_has(form: str, base: str) -> None:
    assert lemma(form) == base


@pytest.mark.parametrize("word", ["carefully", "usefulness", "ownership", "multinational", "buyer"])
def test_a_word_of_plain_parts_is_transparent(word: str) -> None:
    assert is_transparent(word, Level.B2.ceiling) is (word != "buyer")


@pytest.mark.parametrize("word", ["portion", "broker", "resolve", "oversight", "tender", "reside"])
def test_a_word_that_only_looks_derived_is_not(word: str) -> None:
    assert not is_transparent(word, Level.B2.ceiling)


def test_a_word_is_plain_only_to_those_who_know_its_root() -> None:
    assert is_transparent("deployment", 30)
    assert not is_transparent("deployment", Level.B2.ceiling)


def test_words_of_one_family_share_a_root() -> None:
    assert "align" in roots("alignment")
    assert "negotiate" in roots("negotiation")
    assert "execute" not in roots("executive")


def test_ceilings_fall_from_level_to_level() -> None:
    ceilings = [level.ceiling for level in Level]
    assert ceilings == sorted(set(ceilings), reverse=True)


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    order = ["the", "money", "customer", "pipeline", "invoice", "orchestrate"]
    frequencies = [frequency(word) for word in order]
    assert frequencies == sorted(set(frequencies), reverse=True)
    assert frequency("zzgrbl") == 0
    assert frequency("") == 0
    assert frequency("Pipeline") == 0


def test_the_table_is_made_of_small_words_common_enough() -> None:
    shares = {"the": 0.05, "pump": 1e-5, "rare": 1e-9, "two words": 0.01, "naïve": 0.01, "a": 0.02}
    words, _, tenths = zlib.decompress(table(shares)).partition(b"\0")
    assert words == b"pump\nthe"
    assert json.dumps([*tenths]) == "[40, 77]"

"""What must hold of the glossary's entries, read as plain YAML without the glossary's own code."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import termcards

FOLDER = Path(termcards.__file__).parent / "dictionaries" / "glossary"
NAMES = ["business", "cad", "customer-success", "data", "postings", "saas", "sales"]
KEYS = ["term", "expansion", "aliases", "part_of_speech", "field", "definition", "translation"]
OPTIONAL = {"expansion", "aliases"}
PARTS_OF_SPEECH = {"noun", "verb", "adjective", "adverb", "phrase"}
FIELDS_OF_FILE = {
    "business": {"business", "finance"},
    "cad": {"CAD", "PLM", "manufacturing"},
    "customer-success": {"customer success"},
    "data": {"data", "cloud"},
    "postings": {"hiring"},
    "saas": {"SaaS"},
    "sales": {"sales", "marketing"},
}
UNLIKE_THEIR_INITIALS = {
    "APAC",  # first letters of syllables: Asia-PACific
    "B-rep",  # the second word is clipped, not reduced to a letter
    "CapEx",  # both words are clipped
    "CSAT",  # the second word is clipped, not reduced to a letter
    "CX",  # the x is that of the word "experience"
    "DevOps",  # both words are clipped
    "FinOps",  # both words are clipped
    "FX",  # the x is that of the word "exchange"
    "HQ",  # two letters out of one word
    "i18n",  # the number counts the letters left out
    "K8s",  # the number counts the letters left out
    "l10n",  # the number counts the letters left out
    "LATAM",  # both words are clipped
    "OpEx",  # both words are clipped
    "STL",  # three letters out of one word
    "UX",  # the x is that of the word "experience"
}


def load(name: str, loader: type[yaml.BaseLoader | yaml.SafeLoader] = yaml.BaseLoader) -> Any:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, loader)


FILES: dict[str, list[dict[str, Any]]] = {name: load(name) for name in NAMES}
ENTRIES = [entry for entries in FILES.values() for entry in entries]
ACRONYMS = [entry for entry in ENTRIES if "expansion" in entry]


def texts(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("aliases", []), *(entry[key] for key in entry if key != "aliases")]


def initials(expansion: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", expansion.casefold()))


def letters_explained(acronym: str, expansion: str) -> int:
    """The letters of the acronym that are initials of the expansion, in the same order."""
    row = [0] * (len(initials(expansion)) + 1)
    for letter in acronym:
        before = row[:]
        for place, initial in enumerate(initials(expansion), 1):
            same = before[place - 1] + 1
            row[place] = same if letter == initial else max(before[place], row[place - 1])
    return row[-1]


def test_the_folder_holds_one_file_a_field() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.suffix == ".yaml") == [
        f"{name}.yaml" for name in NAMES
    ]


def test_there_are_enough_acronyms_and_enough_words() -> None:
    assert len(ACRONYMS) >= 150
    assert len(ENTRIES) - len(ACRONYMS) >= 250


@pytest.mark.parametrize("name", NAMES)
def test_entries_have_the_known_keys_in_their_order(name: str) -> None:
    for entry in FILES[name]:
        expected = [key for key in KEYS if key in entry or key not in OPTIONAL]
        assert list(entry) == expected, entry


@pytest.mark.parametrize("name", NAMES)
def test_scalars_are_read_the_same_by_every_yaml_reader(name: str) -> None:
    assert load(name, yaml.SafeLoader) == FILES[name]


@pytest.mark.parametrize("name", NAMES)
def test_entries_stand_in_the_order_of_their_terms(name: str) -> None:
    terms = [entry["term"].casefold() for entry in FILES[name]]
    assert terms == sorted(terms)


@pytest.mark.parametrize("name", NAMES)
def test_fields_and_parts_of_speech_are_known_ones(name: str) -> None:
    assert {entry["field"] for entry in FILES[name]} == FIELDS_OF_FILE[name]
    assert {entry["part_of_speech"] for entry in FILES[name]} <= PARTS_OF_SPEECH


def test_no_two_entries_have_the_same_term_and_field() -> None:
    counts = Counter((entry["term"].casefold(), entry["field"]) for entry in ENTRIES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_expansion_has_an_entry_of_its_own() -> None:
    terms = {entry["term"].casefold() for entry in ENTRIES}
    assert [entry["term"] for entry in ACRONYMS if entry["expansion"].casefold() in terms] == []


def test_another_form_leads_to_one_entry_of_its_field() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for entry in ENTRIES:
        forms = [entry["term"], *entry.get("aliases", []), entry.get("expansion", entry["term"])]
        for form in forms:
            owners.setdefault((form.casefold(), entry["field"]), set()).add(entry["term"])
    assert [form for form, terms in owners.items() if len(terms) > 1] == []


def test_another_form_is_written_differently_from_its_term() -> None:
    for entry in ENTRIES:
        forms = [entry["term"], entry.get("expansion"), *entry.get("aliases", [])]
        assert len(set(forms)) == len(forms), entry


def test_texts_are_single_clean_lines() -> None:
    for entry in ENTRIES:
        for text in texts(entry):
            assert text, entry
            assert text == " ".join(text.split()), entry
            assert not [sign for sign in text if unicodedata.category(sign).startswith("C")], entry


def test_definitions_are_one_short_sentence() -> None:
    for entry in ENTRIES:
        definition = entry["definition"]
        assert re.match(r"[A-Z0-9]", definition), entry
        assert definition.endswith("."), entry
        assert 6 <= len(definition.split()) <= 25, entry
        assert not re.search(r"[.!?] [A-Z]", definition), entry


def test_definitions_do_not_start_with_what_they_define() -> None:
    for entry in ENTRIES:
        start = re.sub(r"^(a|an|the|to) ", "", entry["definition"].casefold())
        for form in {entry["term"], entry.get("expansion", entry["term"])}:
            assert not re.match(rf"{re.escape(form.casefold())}\b", start), entry


def test_definitions_of_verbs_say_what_to_do() -> None:
    verbs = [entry for entry in ENTRIES if entry["part_of_speech"] == "verb"]
    assert verbs
    assert [entry["term"] for entry in verbs if not entry["definition"].startswith("To ")] == []


def test_translations_are_short_and_chinese() -> None:
    for entry in ENTRIES:
        assert re.search(r"[\u4e00-\u9fff]", entry["translation"]), entry
        assert 2 <= len(entry["translation"]) <= 14, entry
        assert not re.search(r"[,;:()!?。]", entry["translation"].replace("401(k)", "")), entry


def test_most_letters_of_an_acronym_are_initials_of_its_expansion() -> None:
    unlike = set()
    for entry in ACRONYMS:
        letters = re.sub(r"\W", "", entry["term"].casefold())
        if 2 * letters_explained(letters, entry["expansion"]) <= len(letters):
            unlike.add(entry["term"])
    assert unlike == UNLIKE_THEIR_INITIALS

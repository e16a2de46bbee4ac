"""Deck files are read as plain text, and every complaint has a file and a line."""

import pytest

from termcards.errors import BadInputError
from termcards.notes import Citation, Direction, Example, ExampleKind, Posting, Sense, Source
from termcards.storage.deckreader import read_deck

HEAD = "id: d\ndeck: D\nformat: 1\n"


def complaint(text: str) -> str:
    with pytest.raises(BadInputError) as caught:
        read_deck(text, "d.yaml")
    return str(caught.value)


def test_a_whole_note_is_read() -> None:
    text = """\
id: saas
deck: SaaS
format: 1
language: en
translation_language: zh
directions: [recognise, produce]
postings:
  lead: {title: Lead, url: "https://example.org/lead", date: 2026-03-14}
notes:
- id: arr
  term: ARR
  aliases: [annual recurring revenue]
  senses:
  - definition: What subscriptions bring in a year.
    translation: 年度经常性收入
    source: {title: example.org, url: https://example.org/arr}
  examples:
  - sentence: Retention decides whether ARR grows.
    surface: ARR
    kind: item
    source: {posting: lead, line: 12, end_line: 13}
"""
    deck = read_deck(text, "d.yaml").deck
    note = deck.notes[0]
    assert deck.directions == (Direction.RECOGNISE, Direction.PRODUCE)
    assert deck.postings == (
        Posting("lead", title="Lead", url="https://example.org/lead", date="2026-03-14"),
    )
    assert note.senses == (
        Sense(
            "What subscriptions bring in a year.",
            translation="年度经常性收入",
            source=Source("example.org", "https://example.org/arr"),
        ),
    )
    assert note.examples == (
        Example(
            "Retention decides whether ARR grows.",
            surface="ARR",
            citation=Citation("lead", 12, 13),
            kind=ExampleKind.ITEM,
        ),
    )


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "null", "~", "12:30", "1e3", "0x1F", "2026-01-01"]
)
def test_words_stay_words(word: str) -> None:
    deck = read_deck(f"{HEAD}notes:\n- {{id: n, term: {word}}}\n", "d.yaml").deck
    assert deck.notes[0].term == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "d.yaml: a deck should be keys with values here"),
        ("- a\n", "d.yaml:1: a deck should be keys with values here"),
        ("deck: D\nformat: 1\n", 'd.yaml:1: a deck needs a "id"'),
        ("id: d\ndeck: D\n", 'd.yaml:1: a deck needs a "format"'),
        (
            "id: d\ndeck: D\nformat: 2\n",
            "d.yaml:3: format 2 is not known here (known is 1); update termcards",
        ),
        (f"{HEAD}nots: []\n", 'd.yaml:4: unknown key "nots"; did you mean "notes"?'),
        (
            f"{HEAD}notes: word\n",
            'd.yaml:4: "notes" should be a list here, one item a line after a dash',
        ),
        (f"{HEAD}notes:\n- term: ARR\n", 'd.yaml:5: a note needs a "id"'),
        (f"{HEAD}notes:\n- id: arr\n  term: ''\n", 'd.yaml:6: a note needs a "term"'),
        (
            f"{HEAD}notes:\n- {{id: a, term: A}}\n- {{id: a, term: B}}\n",
            'd.yaml:6: the id "a" is taken by the note on line 5; change one',
        ),
        (
            f"{HEAD}notes:\n- id: a\n  term: A\n  senses:\n  - translatons: x\n",
            'd.yaml:8: unknown key "translatons"; did you mean "translation"?',
        ),
        (
            f"{HEAD}notes:\n- id: a\n  term: A\n  examples:\n  - sentence: x\n    surface: y\n",
            'd.yaml:9: the surface "y" is not in its sentence; write it as it stands there',
        ),
        (
            f"{HEAD}notes:\n- {{id: a, term: A, directions: [clozed]}}\n",
            'd.yaml:5: unknown direction "clozed"; did you mean "cloze"?',
        ),
        (f"{HEAD}id: again\n", 'd.yaml:4: "id" is given twice, first on line 1; keep one'),
        (f"{HEAD}notes: &x []\n", "d.yaml:4: anchors (&name) are not used here; take it out"),
        (
            f"{HEAD}notes: !!set {{}}\n",
            "d.yaml:4: tags (!name) are not used here; take it out, or quote the text",
        ),
        (f"{HEAD}---\nid: e\n", "d.yaml:4: a second document begins here; keep one to a file"),
        (
            f"{HEAD}notes:\n- {{id: a, term: [A]}}\n",
            'd.yaml:5: "term" should be text here; quote it if it has brackets or a colon',
        ),
    ],
)
def test_a_complaint_names_file_and_line(text: str, expected: str) -> None:
    assert complaint(text) == expected


def test_broken_yaml_names_its_line() -> None:
    assert complaint(f"{HEAD}notes:\n- id: a\n  term: 'open\n").startswith(
        "d.yaml:6: this is not YAML:"
    )


def test_a_control_character_names_its_line() -> None:
    assert complaint(f"{HEAD}notes:\n- id: a\n  term: A\x1b[31m\n").startswith(
        "d.yaml:6: there is a control character here"
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_and_does_not_end_the_process(opening: str) -> None:
    assert "nested more than 32 deep" in complaint(f"{HEAD}notes: \n " + opening * 100_000)


def test_an_escape_in_quotes_is_read_as_the_character() -> None:
    deck = read_deck(f'{HEAD}notes:\n- {{id: a, term: "A\\x1b[31m"}}\n', "d.yaml").deck
    assert deck.notes[0].term == "A\x1b[31m"

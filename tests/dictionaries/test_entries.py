import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.dictionaries.entries import read_article
from termcards.lookup import Origin
from tests.dictionaries.hostile import steers

ORIGIN = Origin("Small Words")

WORDNET = """\
quota
    n 1: the number that somebody has to reach; "he met his quota";
         "no quota - no bonus" [syn: {quota}, {target number}]
    2: a limit on what may come in; more is turned away
    v 1: to set a {limit} [also: {quotaing}] [ant:
         {free}]
    adj 1: "quoted"
"""

GCIDE = r"""Ledger \Ledg"er\ (l[e^]j"[~e]r), n.; pl. {Ledgers}. [Of uncertain origin;
   see {Lie}, v. i.] (Com.)
   [1913 Webster]
   1. A book for {accounts}; a list of what is owed, and of what
      was paid.
      [1913 Webster]

            The ledger told of many debts.    --A. Writer.
      [1913 Webster]
      (b) A copy of it; as, a pocket ledger.
      [PJC]

   2. (Arch.) A flat stone; a slab: (a) one on a grave; (b) one
      in a floor. Specifically:
      [1913 Webster +PJC]

   3. See {Lodger}.

   Note: Nobody says so now.

   Syn: register; book.

   {Ledger bait}, or {Ledger hook} (Angling), bait that is held
      in one place.

   {To keep a ledger}.
      (a) To write down what is paid.
      (b) To remember. [Colloq.]
"""


def test_wordnets_senses_come_without_examples_and_related_words() -> None:
    found = read_article("quota", WORDNET, ORIGIN)
    assert [(each.headword, each.part_of_speech, each.text) for each in found] == [
        ("quota", "noun", "the number that somebody has to reach"),
        ("quota", "noun", "a limit on what may come in; more is turned away"),
        ("quota", "verb", "to set a {limit}"),
        ("quota", "adjective", '"quoted"'),
    ]
    assert {each.language for each in found} == {"en"}


def test_wordnets_sense_has_the_headword_as_that_sense_is_written() -> None:
    article = (
        "cad\n    n 1: a rude man [syn: {cad}, {bounder}]\n"
        "    2: drawing with a program [syn: {drafting},\n       {CAD}]\n    3: neither\n"
    )
    found = read_article("cad", article, ORIGIN)
    assert [each.headword for each in found] == ["cad", "CAD", "cad"]


@pytest.mark.parametrize("word", ["ledger", "Ledger", "LEDGERS"])
def test_gcides_senses_come_without_head_quotations_and_remarks(word: str) -> None:
    found = read_article(word, GCIDE, ORIGIN)
    assert [(each.headword, each.part_of_speech, each.text) for each in found] == [
        (
            "Ledger",
            "noun",
            "A book for accounts; a list of what is owed, and of what was paid."
            " (b) A copy of it; as, a pocket ledger.",
        ),
        ("Ledger", "noun", "(Arch.) A flat stone; a slab: (a) one on a grave; (b) one in a floor."),
    ]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ledger bait", "(Angling) bait that is held in one place."),
        ("ledger hook", "(Angling) bait that is held in one place."),
        (
            "to keep a ledger",
            "(a) To write down what is paid. (b) To remember. [Colloq.]",
        ),
    ],
)
def test_gcides_phrases_have_the_meaning_of_their_own_paragraph(word: str, text: str) -> None:
    (found,) = read_article(word, GCIDE, ORIGIN)
    assert (found.headword, found.text) == (word, text)


def test_an_article_that_only_mentions_a_word_says_nothing_of_it() -> None:
    assert read_article("lodger", GCIDE, ORIGIN) == ()


@pytest.mark.parametrize(
    ("article", "part_of_speech", "text"),
    [
        ("Ramp \\Ramp\\, v. i.\n   To climb.\n", "verb", "To climb."),
        ("Ramp \\Ramp\\ (r[a^]mp), n. (Arch.)\n   A slope.\n", "noun", "A slope."),
        ("ramp \\ramp\\ adj.\n   steep.\n", "adjective", "steep."),
        ("Ramp \\Ramp\\, prop. a. & n.\n   Of Ramp.\n", "adjective", "Of Ramp."),
        ("Ramp \\Ramp\\, adv. [From\n   {Ramp}, n.]\n   Steeply.\n", "adverb", "Steeply."),
        ("ramp \\ramp\\, on-ramp \\on-ramp\\\n   1. A road.\n", None, "A road."),
        ("Ramp \\Ramp\\, n.\n   A slope.\n   [1913 Webster]\n", "noun", "A slope."),
        ("Ramp \\Ramp\\, n. [Broken\n   A slope.\n", "noun", None),
    ],
)
def test_gcides_head_ends_where_the_meaning_begins(
    article: str, part_of_speech: str | None, text: str | None
) -> None:
    found = read_article("ramp", article, ORIGIN)
    expected = [] if text is None else [(part_of_speech, text)]
    assert [(each.part_of_speech, each.text) for each in found] == expected


def test_an_article_that_is_all_remark_says_nothing() -> None:
    assert read_article("ramp", "[a \\b\\ Webster]\n", ORIGIN) == ()


def test_both_spellings_of_a_head_are_headwords() -> None:
    article = "ramp \\ramp\\, on-ramp \\on-ramp\\\n   1. A road.\n"
    assert [each.text for each in read_article("on-ramp", article, ORIGIN)] == ["A road."]


@pytest.mark.parametrize(
    ("article", "headword", "text"),
    [
        ("ramp\n\n  A slope.\n", "ramp", "A slope."),
        ("Ramp /ræmp/ <n>\n  1. 斜坡\n  2. 匝道\n", "ramp", "1. 斜坡\n2. 匝道"),
        ("ramp: a slope.\n", "ramp", "ramp: a slope."),
        (
            "ramp\n  A slope that is long enough for this line to be broken\n  for its width."
            "\n\n  - one\n  - two\n",
            "ramp",
            "A slope that is long enough for this line to be broken for its width.\n- one\n- two",
        ),
        (
            "ramp\n  A slope that is long enough for this line to be broken;\n  1. one\n",
            "ramp",
            "A slope that is long enough for this line to be broken;\n1. one",
        ),
        ("ramp\r\n  \x1b[31mA\x1b[0m slope\x07\x9b2J.\r\n", "ramp", "A slope."),
        ("ramp\n  A \x1b]0;title\x07slope\u202e.\x00\n", "ramp", "A slope."),
        ("A slope.\n", "ramp", "A slope."),
    ],
)
def test_any_other_article_is_one_plain_definition(article: str, headword: str, text: str) -> None:
    (found,) = read_article("ramp", article, ORIGIN)
    assert (found.headword, found.text) == (headword, text)
    assert (found.language, found.part_of_speech) == (None, None)


PIECES = (
    *("ramp", "Ramp \\Ramp\\", ", n.", "\n", "\n\n", "   1. ", "    n 1: ", "    2: ", "(a) "),
    *("[", "]", "{", "}", "(", ")", "[1913 Webster]", "[syn: ", '; "', '"', "See {Ramp}."),
    *(
        "Note:",
        "\x1b[",
        "\x1b]",
        "\x9b",
        "\t",
        "\r",
        "\\",
        " ",
        "a",
        "斜",
        "\u202e",
        "\ud800",
        "\0",
    ),
)


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join))
def test_no_article_breaks_the_reading_or_steers_a_terminal(article: str) -> None:
    for found in read_article("ramp", article, ORIGIN):
        assert found.text.strip()
        assert not steers(found.text)
        assert not steers(found.headword)

"""The search language: what a learner writes, and what is understood of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.filters import (
    EVERYTHING,
    Added,
    Asks,
    Compares,
    Either,
    Every,
    Filter,
    Flagged,
    Has,
    InDeck,
    Not,
    Pattern,
    Place,
    Property,
    Rated,
    Relation,
    Stands,
    State,
    Tagged,
)
from termcards.notes import Direction
from termcards.query import MOST_PARTS, Query, parse

DAYS = "a number of days, such as added:7"


def has(text: str, place: Place = Place.ANYWHERE) -> Has:
    return Has(Pattern((text,)), place)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("churn", has("churn")),
        ("net churn", Every((has("net"), has("churn")))),
        ("net AND churn", Every((has("net"), has("churn")))),
        ('"net churn"', has("net churn")),
        ("“net churn”", has("net churn")),
        ("ＡＴＳ", has("ats")),
        ("Café　忘却", Every((has("cafe"), has("忘却")))),
        ("-churn", Not(has("churn"))),
        ("－churn", Not(has("churn"))),
        ("--churn", has("churn")),
        ('-"net churn"', Not(has("net churn"))),
        ("cross-sell", has("cross-sell")),
        ("a or b c", Either((has("a"), Every((has("b"), has("c")))))),
        ("(a OR b) c", Every((Either((has("a"), has("b"))), has("c")))),
        ("（a or b）c", Every((Either((has("a"), has("b"))), has("c")))),
        ("-(a or b)", Not(Either((has("a"), has("b"))))),
        ("a (b", Every((has("a"), has("b")))),
        ('"a b', has("a b")),
        ("net*retention", Has(Pattern(("net", "retention")))),
        (r"5\*", has("5*")),
        (r"\-x", has("-x")),
        ("or", has("or")),
        ("-and", Not(has("and"))),
        ('"or"', has("or")),
        ("12:30", has("12:30")),
        ("https://example.org/a", has("https://example.org/a")),
        ("5'10\"", has("5'10\"")),
        ("deck:Sales", InDeck(Pattern(("sales",)))),
        ('deck:"two words"', InDeck(Pattern(("two words",)))),
        ("deck:Sales::EMEA", InDeck(Pattern(("sales::emea",)))),
        ("ｄｅｃｋ：営業", InDeck(Pattern(("営業",)))),
        ("DECK:sa*", InDeck(Pattern(("sa", "")))),
        ("tag:hr", Tagged(Pattern(("hr",)))),
        ("-tag:*", Not(Tagged(Pattern(("", ""))))),
        ("source:engineer", has("engineer", Place.SOURCE)),
        ("term:arr", has("arr", Place.TERM)),
        ("meaning:年度", has("年度", Place.MEANING)),
        ("is:due", Stands(State.DUE)),
        ("IS:Leech", Stands(State.LEECH)),
        ("flag:0", Flagged(0)),
        ("flag:４", Flagged(4)),
        ("card:cloze", Asks(Direction.CLOZE)),
        ("added:7", Added(7)),
        ("rated:30", Rated(30)),
        ("rated:1:1", Rated(1, 1)),
        ("prop:ivl>10", Compares(Property.INTERVAL, Relation.MORE, 10)),
        ("prop:ease<2.05", Compares(Property.EASE, Relation.LESS, 2.05)),
        ("prop:lapses>=3", Compares(Property.LAPSES, Relation.AT_LEAST, 3)),
        ("prop:lapses≥3", Compares(Property.LAPSES, Relation.AT_LEAST, 3)),
        ("prop:due<=-2", Compares(Property.DUE, Relation.AT_MOST, -2)),
        ("prop:reps!=0", Compares(Property.REVIEWS, Relation.UNEQUAL, 0)),
        ("prop:reps≠0", Compares(Property.REVIEWS, Relation.UNEQUAL, 0)),
        ("prop:reps＝0", Compares(Property.REVIEWS, Relation.EQUAL, 0)),
    ],
)
def test_what_is_understood(written: str, meant: Filter) -> None:
    assert parse(written) == Query(meant)


@pytest.mark.parametrize(
    ("written", "meant", "remark"),
    [
        ("churn tag:", has("churn"), "tag: what?"),
        ("churn -", has("churn"), "- what?"),
        ("churn or", has("churn"), "or what?"),
        ("churn and", has("churn"), "and what?"),
        ("churn (", has("churn"), "( what?"),
        ("churn ()", has("churn"), "( what?"),
        ('churn "', has("churn"), '" what?'),
        ("churn )", has("churn"), ") closes nothing"),
        ("churn -tag:", has("churn"), "tag: what?"),
        ('churn deck:"', has("churn"), "deck: what?"),
        ("churn tags:hr", has("churn"), "tags:? did you mean tag:"),
        ("churn flag:7", has("churn"), "flag:7? known are 0 1 2 3 4"),
        ("churn card:clo", has("churn"), "card:clo? perhaps cloze"),
        ("churn is:l", has("churn"), "is:l? perhaps learn leech"),
        ("churn card:x", has("churn"), "card:x? known are recognise produce cloze type"),
        ("churn prop:>2", has("churn"), "prop:>2? known are ivl ease lapses due reps"),
        ("churn added:soon", has("churn"), "added:soon? a number of days, such as added:7"),
        (f"churn added:{'9' * 5000}", has("churn"), f"added:{'9' * 24}…? {DAYS}"),
        ("churn added:0", has("churn"), "added:0? a number of days, such as added:7"),
        ("churn rated:7:9", has("churn"), "rated:7:9? days and a button, such as rated:7:1"),
        ("churn prop:iv", has("churn"), "prop:iv? perhaps ivl"),
        ("churn prop:ivl", has("churn"), "prop:ivl? a number, such as prop:ivl>2"),
        ("churn prop:ivl>", has("churn"), "prop:ivl>? a number, such as prop:ivl>2"),
        (
            "is:doe",
            EVERYTHING,
            "is:doe? known are due new learn review suspended buried marked leech known flagged"
            " cardless",
        ),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(
    written: str, meant: Filter, remark: str
) -> None:
    assert parse(written) == Query(meant, (remark,))


@pytest.mark.parametrize(
    ("written", "hints"),
    [
        ("not audit", ("not is a word here; -audit leaves that out",)),
        ("a and NOT deck:Sales", ("NOT is a word here; -deck:Sales leaves that out",)),
        ("not (a or b)", ("not is a word here; -(…) leaves that out",)),
        ("not audit not audit", ("not is a word here; -audit leaves that out",)),
        ("-audit", ()),
        ('"not audit"', ()),
        ('"not" audit', ()),
        ("audit not", ()),
        ("not or audit", ()),
        ("(not) audit", ()),
        ("whether or not", ()),
    ],
)
def test_a_word_that_may_be_meant_as_a_sign_is_hinted_at(
    written: str, hints: tuple[str, ...]
) -> None:
    found = parse(written)
    assert (found.hints, found.remarks) == (hints, ())


def test_each_remark_is_made_once() -> None:
    assert parse("tag: tag:").remarks == ("tag: what?",)


def test_what_follows_a_bracket_that_closes_nothing_still_counts() -> None:
    assert parse("a ) b").filter == Every((has("a"), has("b")))


def test_a_text_pasted_by_mistake_is_cut_and_named() -> None:
    found = parse(" ".join(f"w{number}" for number in range(5000)))
    assert isinstance(found.filter, Every)
    assert len(found.filter.parts) == MOST_PARTS
    assert found.remarks == ("only the first 100 parts are searched for",)


def test_brackets_of_any_depth_are_read() -> None:
    found = parse("(" * 5000 + "churn" + ")" * 5000)
    assert found.filter == has("churn")
    deep = parse("(" * 50 + "churn" + ")" * 50 + " other")
    assert deep == Query(Every((has("churn"), has("other"))), ("brackets this deep are left out",))


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse(text)


SIGNS = st.sampled_from([*'()（）"“”-－*\\:： ', "or", "and", "is:", "deck:", "prop:ivl", "a"])


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_any_muddle_of_signs_is_read_without_an_error(text: str) -> None:
    parse(text)


WORDS = st.text("abcdefgxyz忘却客户", min_size=1, max_size=8).filter(
    lambda word: word not in ("or", "and")
)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_no_plain_word_is_ever_lost(words: list[str]) -> None:
    parts = tuple(has(word) for word in words)
    assert parse(" ".join(words)) == Query(parts[0] if len(parts) == 1 else Every(parts))


@given(WORDS, st.lists(SIGNS, max_size=10).map(" ".join))
def test_a_word_before_a_muddle_is_looked_for(word: str, muddle: str) -> None:
    assert has(word) in _leaves(parse(f"{word} {muddle}").filter)


def _leaves(found: Filter) -> list[Filter]:
    match found:
        case Every(parts) | Either(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Not(part):
            return _leaves(part)
        case _:
            return [found]


@pytest.mark.parametrize(
    ("pieces", "text", "fits"),
    [
        (("sales",), "sales", True),
        (("sales",), "sales emea", False),
        (("sa", ""), "sales", True),
        (("", "es"), "sales", True),
        (("sal", "les"), "sales", False),
        (("s", "l", "s"), "sales", True),
        (("s", "l", "l", "s"), "sales", False),
        (("", ""), "", True),
    ],
)
def test_a_pattern_fits_a_text_from_end_to_end(
    pieces: tuple[str, ...], text: str, fits: bool
) -> None:
    assert Pattern(pieces).is_all_of(text) is fits

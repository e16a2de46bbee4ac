"""What was typed beside the term: a casebook, and what holds of any two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.plaintext import visible
from termcards.scheduling.spelling import Comparison, Verdict, compare
from tests.strategies import any_text

RIGHT, NEARLY, WRONG, NOTHING = Verdict.RIGHT, Verdict.NEARLY, Verdict.WRONG, Verdict.NOTHING

CASES = [
    # as it is written
    ("churn", "churn", RIGHT),
    ("応募者追跡システム", "応募者追跡システム", RIGHT),
    ("고객 이탈", "고객 이탈", RIGHT),
    # case and width
    ("CHURN", "churn", RIGHT),
    ("arr", "ARR", RIGHT),
    ("Straße", "STRASSE", RIGHT),
    ("ｃｈｕｒｎ　ｒａｔｅ", "churn rate", RIGHT),
    ("ｱｶｳﾝﾄ", "アカウント", RIGHT),
    # accents, of Latin letters only
    ("resume", "résumé", RIGHT),
    ("Zurich", "Zu\u0308rich", RIGHT),
    ("かく", "がく", WRONG),
    ("はんばい", "ばんばい", WRONG),
    # hyphens, blanks, slashes, apostrophes, full stops
    ("on boarding", "on-boarding", RIGHT),
    ("onboarding", "on\u2011boarding", RIGHT),
    ("  churn \t rate ", "churn rate", RIGHT),
    ("CICD", "CI/CD", RIGHT),
    ("bachelors degree", "bachelor\u2019s degree", RIGHT),
    ("アカウントマネージャー", "アカウント・マネージャー", RIGHT),
    ("US", "U.S.", RIGHT),
    ("35", "3.5", WRONG),
    ("C", "C#", WRONG),
    ("C++", "C#", WRONG),
    # an article
    ("the quota", "quota", RIGHT),
    ("churn", "to churn", RIGHT),
    ("an upsell", "a upsell", RIGHT),
    ("the", "the", RIGHT),
    ("theatre", "atre", WRONG),
    # a plural
    ("quotas", "quota", RIGHT),
    ("territory", "territories", RIGHT),
    ("pitches", "pitch", RIGHT),
    ("KPI", "KPIs", RIGHT),
    ("kpis", "KPI", RIGHT),
    ("CM", "CMS", WRONG),
    ("CMS", "CM", WRONG),
    ("CHURNS", "churn", RIGHT),
    ("QUOTAS", "Quota", RIGHT),
    ("keis", "key", WRONG),
    # British and American
    ("organization", "organisation", RIGHT),
    ("prioritise", "prioritize", RIGHT),
    ("modeling", "modelling", RIGHT),
    ("data center", "datacentre", RIGHT),
    ("labor cost", "labour costs", RIGHT),
    ("catalog", "catalogue", RIGHT),
    ("parametric modeling program", "parametric modelling programme", RIGHT),
    ("enterprize", "enterprise", NEARLY),
    ("prise", "prize", NEARLY),
    # in brackets
    ("product data management", "product data management (PDM)", RIGHT),
    ("契約", "契約（法務）", RIGHT),
    # a slip
    ("spaced repitition", "spaced repetition", NEARLY),
    ("chrun", "churn", NEARLY),
    ("pipelin", "pipeline", NEARLY),
    ("応募者追跡シスチム", "応募者追跡システム", NEARLY),
    ("net", "new", WRONG),
    ("ARR", "MRR", WRONG),
    ("EBITDAR", "EBITDA", WRONG),
    ("retention", "spaced repetition", WRONG),
    # nothing to compare
    ("", "churn", NOTHING),
    (" \u200b\u202e ", "churn", NOTHING),
    # what would steer a terminal
    ("churn\x1b", "churn", NEARLY),
    ("\u202echurn\u202c", "churn", RIGHT),
    ("chu\u200brn", "churn", RIGHT),
    ("[/]churn", "churn", WRONG),
]


@pytest.mark.parametrize(("typed", "term", "verdict"), CASES)
def test_casebook(typed: str, term: str, verdict: Verdict) -> None:
    assert compare(typed, [term]).verdict is verdict


@pytest.mark.parametrize(
    ("verdict", "quality"), [("churn", 4), ("chrun", 3), ("retention", 2), ("", 2)]
)
def test_the_verdict_suggests_a_grade(verdict: str, quality: int) -> None:
    assert compare(verdict, ["churn"]).quality == quality


def written(comparison: Comparison) -> str:
    """`[-typed-]{+expected+}` where they differ."""
    return "".join(
        part.typed
        if part.is_same
        else (f"[-{part.typed}-]" if part.typed else "")
        + (f"{{+{part.expected}+}}" if part.expected else "")
        for part in comparison.parts
    )


@pytest.mark.parametrize(
    ("typed", "term", "difference"),
    [
        ("spaced repitition", "spaced repetition", "spaced rep[-i-]{+e+}tition"),
        ("Churm Rate", "churn rate", "Chur[-m-]{+n+} Rate"),
        ("pipelin", "pipeline", "pipelin{+e+}"),
        ("net retention", "net revenue retention", "net{+ revenue+} retention"),
        ("応募追跡システム", "応募者追跡システム", "応募{+者+}追跡システム"),
        ("xyz", "churn", "[-xyz-]{+churn+}"),
        ("", "churn", "{+churn+}"),
        ("re\u0301sume\u0301s of", "résumé", "résumé[-s of-]"),
    ],
)
def test_the_difference_is_told_letter_by_letter(typed: str, term: str, difference: str) -> None:
    assert written(compare(typed, [term])) == difference


def test_any_name_of_the_note_is_right() -> None:
    found = compare("annual recurring revenue", ["ARR", "annual recurring revenue"])
    assert (found.verdict, found.expected) == (RIGHT, "annual recurring revenue")


def test_the_nearest_name_is_the_one_to_compare_with() -> None:
    found = compare("anual recuring revenue", ["ARR", "annual recurring revenue"])
    assert (found.verdict, found.expected) == (NEARLY, "annual recurring revenue")


def test_a_text_of_ten_thousand_letters_is_compared_as_a_whole() -> None:
    found = compare("x" * 10_000, ["y" * 10_000])
    assert (found.verdict, len(found.parts)) == (WRONG, 1)


@given(any_text, st.lists(any_text, min_size=1, max_size=3))
def test_the_parts_make_both_texts_up_again(typed: str, names: list[str]) -> None:
    found = compare(typed, names)
    assert "".join(part.typed for part in found.parts) == found.typed
    assert "".join(part.expected for part in found.parts) == found.expected
    assert visible(found.typed) == found.typed


words = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)
terms = st.lists(words, min_size=1, max_size=3).map(" ".join)


@given(terms)
def test_the_term_itself_is_right(term: str) -> None:
    assert compare(term, [term]).verdict is RIGHT


ascii_terms = st.from_regex(r"[a-z]{2,9}( [a-z]{2,9}){0,2}", fullmatch=True)


@given(ascii_terms, st.sampled_from(["upper", "wide", "article", "plural", "hyphen", "joined"]))
def test_what_makes_no_other_word_is_tolerated(term: str, change: str) -> None:
    typed = {
        "upper": term.upper(),
        "wide": "".join(chr(ord(sign) + 0xFEE0) if sign != " " else "\u3000" for sign in term),
        "article": f"the {term}",
        "plural": f"{term}s",
        "hyphen": term.replace(" ", "-"),
        "joined": term.replace(" ", ""),
    }[change]
    if term.split()[0] not in ("a", "an", "the", "to"):
        assert compare(typed, [term]).verdict is RIGHT


@given(ascii_terms, ascii_terms)
def test_right_goes_both_ways(one: str, other: str) -> None:
    assert (compare(one, [other]).verdict is RIGHT) == (compare(other, [one]).verdict is RIGHT)


@given(terms, terms)
def test_only_the_typed_text_decides_what_is_nothing(typed: str, term: str) -> None:
    assert compare(typed, [term]).verdict is not NOTHING

"""Postings that nobody annotated: what they offer, what known terms gain, what is left to learn."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

PLAIN = """\
Partner Manager, Larkbench

Location: Utrecht
Job ID: 77120

You grow the annual recurring revenue (ARR) of our partners.
You own a quota and report it every month to the Chief Revenue Officer (CRO).

Responsibilities
- Nurture a pipeline of partners that
  want to sell with us
- Report the ARR of each partner
- Entrench our product in the accounts of partners
"""

LATER = """\
Deal Desk Analyst, Larkbench

You check each quota and the ARR behind it. Discounts above ten percent need a reason.
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    (tmp_path / "later.txt").write_text(LATER, encoding="utf-8")
    path = tmp_path / "plain.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def terms(call: Call) -> set[str]:
    return {note["term"] for note in call("list", "--json").json}


def offered(call: Call, name: str = "plain.txt") -> dict[str, Any]:
    found = call("harvest", name, "--dry-run", "--json").json["candidates"]
    return {one["term"]: one for one in found}


def test_a_plain_posting_offers_terms_and_takes_none_by_itself(call: Call, plain: Path) -> None:
    result = call("harvest", "plain.txt")
    assert result.out.startswith("plain.txt: there are no footnotes here\n  ")
    assert result.out.endswith(" suggested: termcards triage plain.txt\n")
    assert terms(call) == set()


def test_what_is_offered_has_its_sentence_and_its_line(call: Call, plain: Path) -> None:
    found = offered(call)
    assert found["ARR"]["expansion"] == "annual recurring revenue"
    assert found["CRO"]["expansion"] == "Chief Revenue Officer"
    assert (found["ARR"]["kind"], found["ARR"]["suggested"], found["ARR"]["count"]) == (
        "acronym",
        True,
        2,
    )
    assert (
        found["nurture"]["sentence"] == "Nurture a pipeline of partners that want to sell with us"
    )
    assert found["nurture"]["line"] == 10
    assert "Utrecht" not in found


def test_a_dry_run_leaves_no_trace(call: Call, plain: Path) -> None:
    result = call("harvest", "plain.txt", "--dry-run")
    assert "+ ARR " in result.out
    assert not (plain.parent / "home").exists()


def test_terms_are_taken_by_name_with_their_definitions(call: Call, plain: Path) -> None:
    result = call("harvest", "plain.txt", "--accept", "ARR, entrench")
    assert result.out.startswith("plain.txt: 2 notes added")
    note = call("show", "ARR", "--json").json[0]
    assert note["aliases"] == ["annual recurring revenue"]
    assert note["senses"][0]["source"] == {"title": "termcards glossary", "url": None}
    assert note["senses"][0]["translation"] == "年度经常性收入"
    assert note["examples"][0]["posting"] == "plain"
    assert call("undo").status == 0
    assert terms(call) == set()


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("ARR，quota", {"ARR", "quota"}),
        ("ARR、 CRO ；quota", {"ARR", "CRO", "quota"}),
        ("quotas,Chief revenue officer", {"quota", "CRO"}),
        ("none", set()),
    ],
)
def test_terms_are_named_as_people_write_them(
    call: Call, plain: Path, wanted: str, taken: set[str]
) -> None:
    assert call("harvest", "plain.txt", "--accept", wanted).status == 0
    assert terms(call) == taken


def test_what_is_suggested_is_taken_with_more(call: Call, plain: Path) -> None:
    plain.write_text(PLAIN + "\nYou know ICP.\n", encoding="utf-8")
    assert not offered(call)["ICP"]["suggested"]
    call("harvest", "plain.txt", "--accept", "suggested, ICP")
    assert {"ICP", "ARR", "entrench"} <= terms(call)


def test_a_term_that_is_known_is_no_mistake_to_ask_for(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR")
    result = call("harvest", "plain.txt", "--accept", "ARR")
    assert (result.status, terms(call)) == (0, {"ARR"})
    assert "plain.txt: 0 notes added, 1 known already\n" in result.out


def test_of_several_postings_one_has_to_offer_a_term(call: Call, plain: Path) -> None:
    assert call("harvest", "plain.txt", "later.txt", "--accept", "entrench,quota").status == 0
    assert terms(call) == {"entrench", "quota"}
    call("undo")
    result = call("harvest", "plain.txt", "later.txt", "--accept", "quota,zeppelin")
    assert result.err == 'error: "zeppelin" is not offered by these postings; see --dry-run\n'
    assert terms(call) == set()


def test_a_term_that_is_not_offered_is_named_and_nothing_is_kept(call: Call, plain: Path) -> None:
    result = call("harvest", "plain.txt", "--accept", "ARR,zeppelin")
    assert (result.status, result.err) == (
        1,
        'error: "zeppelin" is not offered by this posting; see --dry-run\n',
    )
    assert terms(call) == set()


def test_all_suggested_terms_are_taken_and_a_second_run_changes_nothing(
    call: Call, plain: Path
) -> None:
    call("harvest", "plain.txt", "--accept", "suggested")
    first = terms(call)
    assert {"ARR", "CRO", "quota", "nurture", "pipeline", "entrench"} <= first
    decks = {path: path.read_bytes() for path in (plain.parent / "home/decks").iterdir()}
    call("harvest", "plain.txt", "--accept", "suggested")
    assert {path: path.read_bytes() for path in (plain.parent / "home/decks").iterdir()} == decks


def test_a_known_term_gains_the_sentence_of_a_later_posting_once(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR,quota")
    result = call("harvest", "later.txt")
    assert "2 known already (2 enriched)" in result.out
    examples = call("show", "quota", "--json").json[0]["examples"]
    assert [(example["posting"], example["surface"]) for example in examples] == [
        ("plain", "quota"),
        ("later", "quota"),
    ]
    assert "enriched" not in call("harvest", "later.txt").out
    assert len(call("show", "quota", "--json").json[0]["examples"]) == 2


def test_known_words_and_unwanted_ones_are_not_offered(call: Call, plain: Path) -> None:
    assert {"pipeline", "nurture"} <= offered(call).keys()
    call("known", "nurture")
    call("never", "pipeline")
    assert not {"pipeline", "nurture"} & offered(call).keys()
    call("undo")
    assert "pipeline" in offered(call)


def test_a_lower_level_is_offered_more(call: Call, plain: Path) -> None:
    home = plain.parent / "home"
    home.mkdir()
    (home / "config.yaml").write_text("level: c2\n", encoding="utf-8")
    few = len(offered(call))
    (home / "config.yaml").write_text("level: A2\n", encoding="utf-8")
    assert len(offered(call)) > few
    (home / "config.yaml").write_text("level: Z9\n", encoding="utf-8")
    assert call("due").err.endswith(':1: "Z9" is no level; known are A2, B1, B2, C1, C2\n')


def test_readiness_tells_what_is_known_and_what_is_left(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR,quota,CRO")
    call("set-due", "quota", "+30")
    call("known", "CRO")
    found = call("ready", "later.txt", "--json").json
    assert (found["known"], [gap["term"] for gap in found["to_learn"]]) == (["quota"], ["ARR"])
    assert found["terms"] == 2 + len(found["in_no_deck"])
    told = call("ready", "later.txt").out
    assert told.startswith(f"you know 1 of {found['terms']} terms; ")
    assert "  to learn: ARR\n" in told
    call("known", "ARR")
    for term in found["in_no_deck"]:
        call("known", term)
    assert call("ready", "later.txt").out == "you know 2 of 2 terms; you are ready\n"


def test_what_was_passed_once_is_begun_and_not_known_yet(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR,quota")
    call("set-due", "quota", "+1")
    call("set-due", "ARR", "+6")
    told = call("ready", "later.txt").out
    assert told.startswith("you know 1 of ")
    assert "  begun: quota\n" in told
    assert "to learn" not in told.split("\ntermcards study")[0]


def test_just_the_gaps_of_a_posting_are_crammed(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR,quota,CRO")
    call("known", "quota")
    result = call("study", "--plain", "--cram", "later.txt")
    assert "1/1  recognise" in result.out
    assert "[[ARR]]" in result.out
    call("known", "ARR")
    assert call("study", "--plain", "--cram", "later.txt").err == (
        "error: later.txt: nothing that is in a deck is left to learn for this posting\n"
    )


def test_what_a_later_posting_brings_leaves_an_earlier_one_alone(call: Call, plain: Path) -> None:
    call("harvest", "plain.txt", "--accept", "ARR")
    call("harvest", "later.txt", "--accept", "quota")
    assert "enriched" not in call("harvest", "plain.txt").out
    assert len(call("show", "quota", "--json").json[0]["examples"]) == 1


def test_a_long_posting_suggests_no_more_when_its_first_terms_are_taken(call: Call) -> None:
    posting = Path(__file__).parents[2] / "decks/postings/customer-success-lead.md"
    call("harvest", str(posting), "--accept", "suggested")
    again = call("harvest", str(posting), "--accept", "suggested")
    assert ": 0 notes added, " in again.out
    assert ", 0 suggested: " in again.out


WEATHER = """\
Forecaster

You write the forecast for the mountains. Inspect the pipeline that carries the gauge data.
You prospect for sites where snow falls early, and you nurture the volunteers who read the gauges.
"""


def test_the_glossary_is_not_trusted_with_another_trades_words(call: Call, plain: Path) -> None:
    plain.write_text(WEATHER, encoding="utf-8")
    offers = offered(call)
    assert {"forecast", "pipeline"} <= offers.keys()
    call("harvest", "plain.txt", "--accept", "forecast,pipeline")
    assert call("show", "forecast", "--json").json[0]["senses"] == []


def test_an_acronym_that_the_posting_leaves_open_gets_no_meaning_unasked(
    call: Call, plain: Path
) -> None:
    plain.write_text(PLAIN + "\nYou know ICP and SDR.\n", encoding="utf-8")
    call("harvest", "plain.txt", "--accept", "SDR,ARR")
    assert call("show", "SDR", "--json").json[0]["senses"] == []
    assert call("show", "ARR", "--json").json[0]["senses"] != []


def test_a_dry_run_shows_what_would_be_taken(call: Call, plain: Path) -> None:
    result = call("harvest", "plain.txt", "--accept", "ARR", "--dry-run")
    assert result.out.startswith("plain.txt: 1 note")
    assert call("harvest", "plain.txt", "--accept", "zeppelin", "--dry-run").status == 1


@pytest.mark.parametrize("named", [",", "", " , ,"])
def test_accepting_without_a_name_is_refused(call: Call, plain: Path, named: str) -> None:
    result = call("harvest", "plain.txt", "--accept", named)
    assert (result.status, result.out, result.err) == (
        2,
        "",
        "error: --accept names no term; give suggested, all, none, or terms with commas\n",
    )
    assert terms(call) == set()


@pytest.mark.parametrize(
    ("named", "near"),
    [
        ("entranch", '"entrench"'),
        ("annual revenue", '"ARR"'),
        ("Officer", '"CRO"'),
        ("sales pipeline", '"pipeline"'),
    ],
)
def test_terms_that_are_near_are_named(call: Call, plain: Path, named: str, near: str) -> None:
    result = call("harvest", "plain.txt", "--accept", f"ARR,{named}")
    assert (result.status, result.err) == (
        1,
        f'error: "{named}" is not offered by this posting; did you mean {near}?\n',
    )


GERMAN = """\
Vertriebsleiter Norddeutschland

Sie verantworten den Forecast und die Pipeline unserer Region und berichten dem Vorstand.
- Pflege von Partnerschaften mit Händlern und Werften
- Berichte über KPIs und das CRM
"""


def test_a_posting_in_another_language_offers_acronyms_and_says_so(call: Call, plain: Path) -> None:
    (plain.parent / "german.txt").write_text(GERMAN, encoding="utf-8")
    assert offered(call, "german.txt").keys() == {"KPI", "CRM"}
    result = call("harvest", "german.txt")
    assert result.err == (
        "german.txt:1: this is neither English nor Chinese; only acronyms are proposed from it\n"
    )
    assert call("harvest", "plain.txt").err == ""


def test_a_part_in_another_language_is_warned_of_at_its_first_line(call: Call, plain: Path) -> None:
    mixed = f"Seller\n\nYou sell gaskets to the shipyards of our region.\n\n{GERMAN}"
    (plain.parent / "mixed.txt").write_text(mixed, encoding="utf-8")
    assert "gasket" in offered(call, "mixed.txt")
    assert call("harvest", "mixed.txt").err == (
        "mixed.txt:7: a part of this is neither English nor Chinese; only acronyms are proposed"
        " from it\n"
    )


@pytest.mark.parametrize(
    ("said", "acronym", "begins"),
    [
        ("proof-of-concept (POC) calls", "POC", "A small trial"),
        ("sales-qualified leads (SQLs)", "SQL", "A possible customer"),
        ("service-level agreements (SLAs)", "SLA", "A written promise"),
        ("slowly changing dimensions (SCD)", "SCD", "A table of"),
        ("Bills of materials (BOMs)", "BOM", "The list of all parts"),
        ("a BOM (the bill of material)", "BOM", "The list of all parts"),
    ],
)
def test_an_expansion_is_the_glossarys_in_the_plural_and_with_hyphens(
    call: Call, plain: Path, said: str, acronym: str, begins: str
) -> None:
    plain.write_text(f"{PLAIN}\nYou know {said}.\n", encoding="utf-8")
    first = offered(call)[acronym]["definitions"][0]["text"]
    assert first.startswith(begins)
    call("harvest", "plain.txt", "--accept", acronym)
    note = call("show", acronym, "--json").json[0]
    assert note["senses"][0]["definition"] == first
    assert len(note["aliases"]) == 1


@pytest.mark.parametrize(
    ("sentence", "term", "begins"),
    [
        ("You build ELT pipelines for the team.", "pipeline", None),
        ("You fill the sales team's pipeline with care.", "pipeline", "All the deals"),
        ("You own a quota and forecast it each week.", "forecast", None),
        ("You own a patch of nine hundred accounts.", "patch", None),
        ("You read the forecast of each week.", "forecast", "A careful guess"),
        ("You are able to articulate the value of a lease.", "articulate", None),
        ("We look for an articulate seller of leases.", "articulate", "Able to express"),
    ],
)
def test_a_glossarys_meaning_fits_the_sentence(
    call: Call, plain: Path, sentence: str, term: str, begins: str | None
) -> None:
    plain.write_text(
        "Account Executive\n\nYou grow annual recurring revenue (ARR) and the win rate in the sales"
        f" cycle.\n\n{sentence}\n",
        encoding="utf-8",
    )
    call("harvest", "plain.txt", "--accept", term)
    senses = call("show", term, "--json").json[0]["senses"]
    assert [one["definition"][: len(begins or "")] for one in senses] == (
        [begins] if begins else []
    )

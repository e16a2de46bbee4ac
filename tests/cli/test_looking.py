"""`due`, `list`, `show`, `decks`: what they print, and the shapes they promise."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def harvested(call: Call, posting: Path) -> None:
    call("harvest", "posting.md")


def test_due_counts_what_today_asks_for(call: Call, harvested: None) -> None:
    assert call("due").out == "0 due, 3 new, 0 to learn\n"


def test_due_in_an_empty_library_is_nothing_and_no_error(call: Call) -> None:
    result = call("due")
    assert (result.status, result.out) == (0, "0 due, 0 new, 0 to learn\n")


def test_due_for_a_prompt(call: Call, harvested: None) -> None:
    assert call("due", "--format", "{due}+{new} of {total}").out == "0+3 of 3\n"
    assert call("due", "--format", "{dew}").status == 2


def test_due_as_json(call: Call, harvested: None) -> None:
    found = call("due", "--json").json
    counts = {"new": 3, "learn": 0, "due": 0, "total": 3}
    assert found.pop("today")
    assert found == {**counts, "decks": [{"deck": "Account Executive, Larkbench", **counts}]}


def test_list_finds_words_in_any_field_names_first(call: Call, harvested: None) -> None:
    assert [note["term"] for note in call("list", "--json").json] == ["quota", "ARR", "champion"]
    assert [note["term"] for note in call("list", "ARR", "--json").json] == ["ARR", "quota"]
    assert call("list", "yearly", "value").out.startswith("ARR ")


def test_list_without_a_hit_is_an_empty_list_in_json(call: Call, harvested: None) -> None:
    result = call("list", "nowhere", "--json")
    assert (result.status, result.out, result.err) == (
        1,
        "[]\n",
        "error: nothing is found for nowhere\n",
    )


def test_list_hints_at_what_not_may_mean(call: Call, harvested: None) -> None:
    result = call("list", "not", "ARR")
    assert result.err == (
        "not is a word here; -ARR leaves that out\nerror: nothing is found for not ARR\n"
    )


def test_list_without_a_hit_is_status_1(call: Call, harvested: None) -> None:
    result = call("list", "nowhere")
    assert (result.status, result.out, result.err) == (
        1,
        "",
        "error: nothing is found for nowhere\n",
    )


def test_show_prints_a_note_whole(call: Call, harvested: None) -> None:
    result = call("show", "annual recurring revenue")
    assert result.out == (
        "ARR\n"
        "  also: annual recurring revenue\n"
        "  Annual recurring revenue (ARR) is the yearly value of all subscriptions.\n"
        "  from example.org https://example.org/arr\n"
        "  > You carry a quota and report the [[ARR]] you bring in.  (account-executive, line 9)\n"
        "  recognise: new\n"
        "  cloze: new\n"
        "  Account Executive, Larkbench, line 19\n"
    )


def test_show_as_json_has_the_cards(call: Call, harvested: None) -> None:
    found = call("show", "quota", "--json").json[0]
    assert found["id"] == "quota"
    new = {"schedule": None, "reviews": 0, "suspended": None, "buried_until": None, "flag": 0}
    assert found["cards"] == [
        {"id": "quota:recognise", **new},
        {"id": "quota:cloze", **new},
    ]


def test_show_of_an_unknown_term_names_what_is_near(call: Call, harvested: None) -> None:
    result = call("show", "recurring")
    assert (result.status, result.err) == (
        1,
        'error: no note is called "recurring"; near are ARR\n',
    )


def test_hostile_text_is_shown_as_text(call: Call, tmp_path: Path) -> None:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "h.yaml").write_text(
        'id: h\ndeck: "[/] \\x1b]0;title\\x07"\nformat: 1\nnotes:\n'
        '- id: x\n  term: "[red]x\\x1b[31m \\u202Eover"\n'
        "  senses: [{definition: '<b>bold</b> [/]'}]\n",
        encoding="utf-8",
    )
    shown = call("show", "x")
    assert shown.out.startswith("[red]x␛[31m over\n  <b>bold</b> [/]\n")
    for command in (["list"], ["decks"], ["show", "x"]):
        output = call(*command).out
        assert "\x1b" not in output
        assert "\x07" not in output
        assert "\u202e" not in output


def test_a_broken_deck_is_one_line_with_its_place(call: Call, tmp_path: Path) -> None:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "b.yaml").write_text("id: b\ndeck: B\nformat: 1\nnots: []\n", encoding="utf-8")
    result = call("due")
    assert result.status == 3
    assert result.err == (
        f'error: {decks / "b.yaml"}:4: unknown key "nots"; did you mean "notes"?\n'
    )


def test_ids_that_stand_twice_name_both_places(call: Call, tmp_path: Path) -> None:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    for name in ("a", "b"):
        (decks / f"{name}.yaml").write_text(
            f"id: {name}\ndeck: {name}\nformat: 1\nnotes:\n- {{id: arr, term: ARR}}\n",
            encoding="utf-8",
        )
    result = call("due")
    assert result.status == 3
    assert result.err == (
        f'error: {decks / "b.yaml"}:5: the note id "arr" is taken at'
        f" {decks / 'a.yaml'}:5; change one\n"
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("new_cards: 5\n", '1: unknown key "new_cards"; did you mean "new_cards_per_day"?'),
        ("new_cards_per_day: many\n", '1: "many" is not a number, such as 10'),
        ("day_starts_at: 25:00\n", '1: "25:00" is not a time before noon, such as 04:00'),
        ("scheduler: fsr\n", '1: unknown scheduler "fsr"; did you mean "fsrs"?'),
        ("desired_retention: 90\n", '1: "90" is not a share from 0.7 to 0.99'),
        (
            "time_zone: Mars/Base\n",
            '1: "Mars/Base" is no time zone known here, such as Asia/Shanghai',
        ),
        ("per_deck:\n  sales:\n    new: 3\n", '3: unknown key "new"; known are'),
        ("leech_lapses: -1\n", '1: "-1" is not a number, such as 8'),
        (
            "directions: [recognize]\n",
            '1: unknown direction "recognize"; did you mean "recognise"?',
        ),
        (
            "dictionaries:\n- wn\n- words.txt\n",
            '3: "words.txt" is no dictionary by its ending; name the .index file of dictd,'
            " the .ifo of StarDict, the .csv or .db of ECDICT, or dict://HOST",
        ),
    ],
)
def test_settings_are_checked_with_their_lines(
    call: Call, tmp_path: Path, settings: str, message: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.yaml").write_text(settings, encoding="utf-8")
    result = call("due")
    assert result.status == 3
    assert result.err.startswith(f"error: {home / 'config.yaml'}:{message}")
    assert result.err.count("\n") == 1


def test_list_takes_the_query_language(call: Call, harvested: None) -> None:
    def terms(*query: str) -> list[str]:
        return [note["term"] for note in call("list", "--json", *query).json]

    assert terms("is:new", "-ARR") == ["champion"]
    assert terms("arr or champion", "card:cloze") == ["quota", "ARR", "champion"]
    assert terms('"yearly value"') == ["ARR"]
    assert terms("card:recognise -term:quota") == ["ARR", "champion"]
    assert terms("deck:account*", "term:quota") == ["quota"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("is:doe", "is:doe? known are due new learn review suspended buried marked leech known"),
        ("ARR tag:", "tag: what?"),
        ("prop:ivl", "prop:ivl? a number, such as prop:ivl>2"),
    ],
)
def test_a_query_that_is_not_understood_is_one_line(
    call: Call, harvested: None, query: str, message: str
) -> None:
    result = call("list", query)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"error: in the query: {message}")
    assert result.err.count("\n") == 1
    assert call("study", "--plain", "--cram", query).status == 2


def test_a_query_that_finds_nothing_is_status_1(call: Call, harvested: None) -> None:
    result = call("list", "is:due", "-tag:x")
    assert (result.status, result.err) == (1, "error: nothing is found for is:due -tag:x\n")

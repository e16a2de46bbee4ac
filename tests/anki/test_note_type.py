import re
from hashlib import sha256

from termcards.anki.fields import Fields
from termcards.anki.note_type import FIELDS, MODEL_ID, TEMPLATES, note_type
from termcards.notes import Direction


def test_the_note_type_is_frozen() -> None:
    frozen = note_type().to_json(0, 1)
    assert MODEL_ID == 1847205963
    assert (frozen["id"], frozen["name"], frozen["sortf"]) == ("1847205963", "termcards", 1)
    assert [(field["name"], field["id"]) for field in frozen["flds"]] == [
        ("Key", 3520714460118001),
        ("Term", 3520714460118002),
        ("Aliases", 3520714460118003),
        ("Pronunciation", 3520714460118004),
        ("Part of speech", 3520714460118005),
        ("Meaning", 3520714460118006),
        ("Translation", 3520714460118007),
        ("Context", 3520714460118008),
        ("Gap", 3520714460118009),
        ("Context translation", 3520714460118010),
        ("Prompt", 3520714460118011),
        ("Synonyms", 3520714460118012),
        ("Notes", 3520714460118013),
        ("Source", 3520714460118014),
        ("Add produce", 3520714460118015),
        ("Add typing", 3520714460118016),
        ("Extra 1", 3520714460118017),
        ("Extra 2", 3520714460118018),
    ]
    assert [(template["name"], template["id"]) for template in frozen["tmpls"]] == [
        ("recognise", 3520714460118101),
        ("produce", 3520714460118102),
        ("cloze", 3520714460118103),
        ("type", 3520714460118104),
    ]


def test_the_note_type_is_dated_by_its_templates() -> None:
    frozen = note_type().to_json(1_900_000_000, 1)
    pages = [template[side] for template in frozen["tmpls"] for side in ("qfmt", "afmt")]
    digest = sha256("\0".join([*pages, frozen["css"]]).encode()).hexdigest()
    # Whoever changes a template changes both: 1795219200 is 2026-11-21 at midnight, UTC.
    assert (digest[:16], frozen["mod"]) == ("595a3da855b7ea6d", 1795219200)


def test_a_note_has_the_fields_of_the_note_type_in_its_order() -> None:
    assert [name.lower().replace(" ", "_") for name in FIELDS] == list(Fields._fields)


def test_each_direction_has_its_template() -> None:
    assert list(TEMPLATES) == ["recognise", "produce", "cloze", "type"]
    assert set(TEMPLATES) == set(Direction)


def test_cards_ask_nothing_of_the_network_and_run_no_script() -> None:
    frozen = note_type().to_json(0, 1)
    pages = [template[side] for template in frozen["tmpls"] for side in ("qfmt", "afmt")]
    everything = " ".join([*pages, frozen["css"]])
    assert not re.search(r"script|https?:|url\(|@import|@font-face|<img|\son\w+=", everything)


def test_text_of_the_user_finds_its_own_direction() -> None:
    frozen = note_type().to_json(0, 1)
    pages = [template[side] for template in frozen["tmpls"] for side in ("qfmt", "afmt")]
    lines = [line for page in pages for line in page.splitlines()]
    shown = [line for line in lines if re.search(r">(≈ )?\{\{[A-Z][\w ]+\}\}", line)]
    assert len(shown) > 20
    assert all('dir="auto">' in line for line in shown)


def test_night_has_its_colours_under_both_names() -> None:
    css = note_type().to_json(0, 1)["css"]
    assert ".nightMode" in css
    assert ".night_mode" in css

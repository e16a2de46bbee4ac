"""`termcards export anki` from the command line."""

import errno
import json
import os
from pathlib import Path

import pytest

from termcards.cli import run
from tests.anki.real_anki import fresh_anki, take_in
from tests.cli.conftest import Call


def test_a_plan_tells_what_an_export_would_bring(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    assert call("export", "anki", "--plan").out == (
        "3 new\n"
        "  quota  (Account Executive, Larkbench)\n"
        "  ARR  (Account Executive, Larkbench)\n"
        "  champion  (Account Executive, Larkbench)\n"
        "0 changed\n0 unchanged\n0 removed\n"
    )
    call("export", "anki", "-o", "all.apkg")
    deck = next(Path("home", "decks").glob("*.yaml"))
    text = deck.read_text("utf-8").replace("argues for the purchase", "speaks for the purchase")
    head, _, rest = text.partition("- id: arr\n")
    deck.write_text(head + rest[rest.index("- id: ") :], "utf-8")
    before = Path("all.apkg").read_bytes()
    planned = call("export", "anki", "--plan", "--json").json
    assert {name: [note["id"] for note in notes] for name, notes in planned.items()} == {
        "new": [],
        "changed": ["champion"],
        "unchanged": ["quota"],
        "removed": ["arr"],
    }
    assert Path("all.apkg").read_bytes() == before
    assert 'search for "Key:arr"' in call("export", "anki", "-o", "all.apkg").err
    assert call("export", "anki", "--plan").out == "0 new\n0 changed\n2 unchanged\n0 removed\n"


def test_notes_of_decks_that_were_not_asked_for_are_not_removed(call: Call, posting: Path) -> None:
    call("harvest", str(posting), "--deck", "One")
    call("study", "starter")
    call("export", "anki", "-o", "all.apkg")
    assert call("export", "anki", "One", "--plan").out == (
        "0 new\n0 changed\n3 unchanged\n0 removed\n"
    )


def test_subdecks_are_the_postings(call: Call, posting: Path, tmp_path: Path) -> None:
    call("harvest", str(posting), "--deck", "Work::Sales")
    call("export", "anki", "-o", "all.apkg", "--subdecks")
    with fresh_anki() as anki:
        take_in(anki, tmp_path / "all.apkg")
        names = [deck.name for deck in anki.decks.all_names_and_ids(skip_empty_default=True)]
    assert names == ["Work", "Work::Sales", "Work::Sales::Account Executive, Larkbench"]


def test_what_to_tick_is_told_once(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    plain = call("export", "anki", "-o", "all.apkg")
    assert plain.out == "all.apkg: 3 notes\n"
    assert plain.err.count("Import any learning progress") == 1
    along = call("export", "anki", "-o", "all.apkg", "--with-progress")
    assert 'tick "Import any learning progress": 0 answers came along' in along.err


def test_an_export_without_a_file_is_a_usage_error(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    done = call("export", "anki")
    assert (done.status, done.err) == (
        2,
        "error: name the package to write, such as -o deck.apkg\n",
    )


def test_a_damaged_record_is_named_and_nothing_is_written(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    Path("home", "anki.json").write_text(json.dumps({"notes": [1]}), "utf-8")
    for arguments in (("--plan",), ("-o", "all.apkg")):
        done = call("export", "anki", *arguments)
        assert (done.status, done.out) == (3, "")
        assert "anki.json: this cannot be read; delete it" in done.err
    assert not Path("all.apkg").exists()


def test_only_the_first_export_speaks_of_other_devices(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    told = (
        "3 notes never exported from this device before: if another one brought them to Anki, set"
    )
    assert call("export", "anki", "-o", "all.apkg").err.count(told) == 1
    assert told not in call("export", "anki", "-o", "all.apkg").err


@pytest.mark.parametrize("kind", ["anki", "csv", "json"])
def test_a_link_that_leads_to_itself_is_named(call: Call, posting: Path, kind: str) -> None:
    call("harvest", str(posting))
    Path("loop").symlink_to("loop")
    done = call("export", kind, "-o", "loop")
    assert done.status == 4
    assert done.err.startswith("error: loop: ")
    assert done.err.endswith(f"{os.strerror(errno.ELOOP)}\n")


def test_a_place_that_takes_no_file_is_not_called_missing(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    done = call("export", "anki", "-o", "/proc/x.apkg")
    assert done.status == 4
    assert done.err.startswith("error: /proc/x.apkg: the package was not written: ")


def test_a_package_goes_to_standard_output(
    posting: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(posting.parent)
    run(["--home", "home", "harvest", str(posting)])
    run(["--home", "home", "export", "anki", "-o", "all.apkg"])
    capsysbinary.readouterr()
    assert run(["--home", "home", "export", "anki", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == Path("all.apkg").read_bytes()
    assert not Path("-").exists()

"""Paths as they are typed, pasted and dropped."""

from pathlib import Path

import pytest

from termcards.tui.places import gone_on, place_of, shown


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("words.csv", "words.csv"),
        ("  '/tmp/a b.csv' \n", "/tmp/a b.csv"),
        ('"a.apkg"', "a.apkg"),
        ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
        (r"/tmp/a\ b\(1\).csv", "/tmp/a b(1).csv"),
        ("", None),
        ("a\nb", None),
        ("a\0b", None),
    ],
)
def test_a_path_is_read(written: str, found: str | None) -> None:
    assert place_of(written) == (None if found is None else Path(found))


def test_a_backslash_may_be_part_of_a_name(tmp_path: Path) -> None:
    (tmp_path / r"a\b.csv").touch()
    assert place_of(str(tmp_path / r"a\b.csv")) == tmp_path / r"a\b.csv"


def test_the_own_folder_is_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert shown(tmp_path / "a.csv") == "~/a.csv"
    assert place_of("~/a.csv") == tmp_path / "a.csv"
    assert shown(Path("/elsewhere/a")) == "/elsewhere/a"


def test_a_beginning_goes_on_as_far_as_there_is_one_way(tmp_path: Path) -> None:
    for name in ("words.csv", "works.csv", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "decks").mkdir()
    here = f"{tmp_path}/"
    assert gone_on(f"{here}w") == (f"{here}wor", ["words.csv", "works.csv"])
    assert gone_on(f"{here}word") == (f"{here}words.csv", ["words.csv"])
    assert gone_on(f"{here}d") == (f"{here}decks/", ["decks"])
    assert gone_on(here) == (here, ["decks", "words.csv", "works.csv"])
    assert gone_on(f"{here}.h") == (f"{here}.hidden", [".hidden"])
    assert gone_on(f"{here}x") == (f"{here}x", [])
    assert gone_on(f"{here}nowhere/x") == (f"{here}nowhere/x", [])

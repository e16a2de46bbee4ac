from pathlib import Path

import pytest

from termcards.config import read_config
from termcards.errors import BadInputError
from termcards.settings import DictionaryFile, DictionaryPlace, DictionaryServer

INSTALLED = Path("/usr/share/dictd")


def dictionaries(folder: Path, text: str) -> tuple[DictionaryPlace, ...] | None:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return read_config(path).dictionaries


def test_dictionaries_are_chosen_by_name_path_and_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    text = """\
dictionaries:
- gcide
- freedict-eng-zho
- ~/dicts/ecdict.CSV
- own/words.ifo
- /srv/words.db
- small.index
- dict://localhost
- dict://[::1]:26280/foldoc
"""
    assert dictionaries(tmp_path, text) == (
        DictionaryFile(INSTALLED / "gcide.index"),
        DictionaryFile(INSTALLED / "freedict-eng-zho.index"),
        DictionaryFile(tmp_path / "me" / "dicts" / "ecdict.CSV"),
        DictionaryFile(tmp_path / "own" / "words.ifo"),
        DictionaryFile(Path("/srv/words.db")),
        DictionaryFile(tmp_path / "small.index"),
        DictionaryServer("localhost", 2628, None),
        DictionaryServer("::1", 26280, "foldoc"),
    )


@pytest.mark.parametrize(
    ("text", "chosen"), [("reviews_per_day: 9\n", None), ("dictionaries: []\n", ()), ("", None)]
)
def test_no_choice_is_not_a_choice_of_none(
    tmp_path: Path, text: str, chosen: tuple[DictionaryPlace, ...] | None
) -> None:
    assert dictionaries(tmp_path, text) == chosen


@pytest.mark.parametrize(
    "address",
    [
        "dict:",
        "dict:localhost",
        "dict://",
        "dict:///wn",
        "dict://localhost:port/wn",
        "dict://localhost:99999",
        "dict://[::1/wn",
        "dict://me@localhost/wn",
        "dict://localhost/d:word",
        "dict://localhost/a b",
        "dict://localhost/wn?x",
    ],
)
def test_an_address_that_is_none_is_told_with_its_line(tmp_path: Path, address: str) -> None:
    message = f'config.yaml:2: "{address}" is no address of a server, such as '
    with pytest.raises(BadInputError) as error:
        dictionaries(tmp_path, f'dictionaries:\n- "{address}"\n')
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dictionaries: gcide\n", '1: "dictionaries" should be a list here'),
        ("dictionaries:\n- gcide\n-\n", "3: name a dictionary here, such as gcide"),
        ("dictionaries:\n- {path: x.csv}\n", "2: a dictionary should be text here"),
        ("dictionaries:\n- words.dict.dz\n", '2: "words.dict.dz" is no dictionary by its ending'),
    ],
)
def test_what_is_no_dictionary_is_told_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(BadInputError) as error:
        dictionaries(tmp_path, text)
    assert f"config.yaml:{message}" in str(error.value)

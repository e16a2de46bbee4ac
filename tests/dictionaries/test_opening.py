import sqlite3
from contextlib import closing
from pathlib import Path

from termcards.dictionaries.opening import dictionaries
from termcards.settings import DictionaryFile, DictionaryPlace, DictionaryServer
from tests.dictionaries.files import write_dictd, write_stardict
from tests.dictionaries.serving import CLIENT, serving


def test_without_a_choice_the_installed_ones_are_asked(tmp_path: Path) -> None:
    for name in ("wide", "narrow"):
        write_dictd(tmp_path / "installed", name, {"quillop": f"quillop\n  A {name} slope.\n"})
    every = dictionaries(None, tmp_path / "cache", installed=tmp_path / "installed")
    assert [each.text for each in every.look_up("quillop")] == ["A narrow slope.", "A wide slope."]
    assert [status.dictionary for status in every.statuses()] == [
        "termcards glossary",
        "narrow",
        "wide",
    ]
    assert not (tmp_path / "cache").exists()


def test_where_nothing_is_installed_the_glossary_is_left(tmp_path: Path) -> None:
    every = dictionaries(None, tmp_path, installed=tmp_path / "none")
    assert [status.dictionary for status in every.statuses()] == ["termcards glossary"]


def test_the_chosen_are_asked_in_their_order_whatever_their_kind(tmp_path: Path) -> None:
    dictd = write_dictd(tmp_path, "plain", {"quillop": "quillop\n  in dictd\n"})
    stardict = write_stardict(
        tmp_path, [("quillop", b"in StarDict")], options="sametypesequence=m\n"
    )
    table = tmp_path / "Words.CSV"
    table.write_text("word,definition,translation\nquillop,in CSV,\n", encoding="utf-8")
    database = tmp_path / "words.sqlite"
    with closing(sqlite3.connect(database)) as made, made:
        made.execute("CREATE TABLE stardict (word, definition, translation)")
        made.execute("INSERT INTO stardict VALUES ('QUILLOP', 'in SQLite', '')")
    answer = b'150 1\r\n151 "quillop" s "S"\r\nquillop\r\n  on a server\r\n.\r\n250 ok\r\n'
    with serving({**CLIENT, "DEFINE": answer, "SHOW": b"550 none\r\n"}) as served:
        paths = (database, table, stardict, tmp_path / "missing.index", dictd)
        files = tuple(DictionaryFile(path) for path in paths)
        chosen: tuple[DictionaryPlace, ...] = (served.place, *files)
        every = dictionaries(chosen, tmp_path / "cache", installed=tmp_path)
        texts = [each.text for each in every.look_up("Quillop")]
        ready = {status.dictionary: status.is_ready for status in every.statuses()[1:]}
    assert texts == ["on a server", "in SQLite", "in CSV", "in StarDict", "in dictd"]
    assert [name for name, is_ready in ready.items() if not is_ready] == ["missing"]


def test_nothing_is_opened_before_it_is_asked(tmp_path: Path) -> None:
    with serving(CLIENT) as served:
        chosen = (DictionaryServer(), served.place, DictionaryFile(tmp_path / "none.index"))
        dictionaries(chosen, tmp_path / "cache")
        assert served.asked == []

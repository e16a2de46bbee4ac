import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from termcards.dictionaries.ecdict import ORIGIN, Ecdict, open_csv
from termcards.dictionaries.lazy import UnavailableError
from termcards.lookup import Definition

HEADS = "word,phonetic,definition,translation,pos,collins,oxford,tag,bnc,frq,exchange,detail,audio"
NO_MORE = "," * 9
CHURN_EN = r"n. a vessel for butter, or for milk\nv. stir with force"
CHURN_ZH = r"n. 搅乳器\nvt. 搅拌, 使激动\nvi. 翻腾\n[经] 流失"
ROWS = f"""\
{HEADS}
zebra,,,n. 斑马{NO_MORE}
churn,tʃɜ:n,"{CHURN_EN}","{CHURN_ZH}"{NO_MORE}
Ramp,,,"斜坡; 匝道"{NO_MORE}
by plane,,,"乘飞机"{NO_MORE}
upsell,,to sell more,{NO_MORE}
"quoted ""word"" too",,,"第一行
第二行"{NO_MORE}
short,,n. too few columns
,,,no word{NO_MORE}
nothing,,,{NO_MORE}
hostile,,n. \x1b[31mred\x07\u202e,a. 红\x00色{NO_MORE}
"""


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "ecdict.csv"
    path.write_text(ROWS, encoding="utf-8", newline="")
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "home" / "cache"


def test_english_lines_come_with_the_chinese_of_their_part_of_speech(
    csv_file: Path, cache: Path
) -> None:
    assert open_csv(csv_file, cache).look_up("CHURN") == (
        Definition(
            "churn",
            "a vessel for butter, or for milk",
            ORIGIN,
            "en",
            "noun",
            translation="搅乳器",
        ),
        Definition(
            "churn", "stir with force", ORIGIN, "en", "verb", translation="搅拌, 使激动；翻腾"
        ),
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("zebra", [("斑马", "zh", "noun", None)]),
        ("ramp", [("斜坡; 匝道", "zh", None, None)]),
        ("by plane", [("乘飞机", "zh", None, None)]),
        ("upsell", [("to sell more", "en", None, None)]),
        ('quoted "word" too', [("第一行；第二行", "zh", None, None)]),
        ("short", [("too few columns", "en", "noun", None)]),
        ("hostile", [("red", "en", "noun", "红色")]),
        ("nothing", []),
        ("missing", []),
        ("word", []),
        ("' OR 1=1 --", []),
        ("%", []),
    ],
)
def test_a_row_of_the_csv_is_found_by_its_word(
    csv_file: Path, cache: Path, word: str, said: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = open_csv(csv_file, cache).look_up(word)
    assert [
        (each.text, each.language, each.part_of_speech, each.translation) for each in found
    ] == said


def test_the_csv_is_read_once_and_again_when_it_has_changed(csv_file: Path, cache: Path) -> None:
    open_csv(csv_file, cache)
    (made,) = cache.iterdir()
    with closing(sqlite3.connect(made)) as database, database:
        database.execute("UPDATE stardict SET translation = 'n. 标记' WHERE word = 'zebra'")
    (again,) = open_csv(csv_file, cache).look_up("zebra")
    assert again.text == "标记"
    csv_file.write_text(f"{HEADS}\nzebra,,,n. 马,,,,,,,,,\n", encoding="utf-8")
    (anew,) = open_csv(csv_file, cache).look_up("zebra")
    assert anew.text == "马"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r'csv:1: there is no column "word"'),
        (b"word,translation\nramp,x\n", r'csv:1: there is no column "definition"'),
        (b"\x00\xff\xfe", r'csv:1: there is no column "word"'),
        (
            b'word,definition,translation\nramp,"' + b"x" * 140_000,
            r"csv:2: field larger than field limit",
        ),
    ],
)
def test_a_csv_that_is_not_ecdicts_leaves_nothing_behind(
    tmp_path: Path, cache: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match=message):
        open_csv(path, cache)
    assert list(cache.iterdir()) == []


def test_bytes_that_are_not_utf_8_spoil_their_characters_alone(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(b"word,definition,translation\nramp,a \xffslope,\nlead,who may buy,\n")
    found = open_csv(path, cache)
    assert [each.text for each in found.look_up("ramp")] == ["a \ufffdslope"]
    assert [each.text for each in found.look_up("lead")] == ["who may buy"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """As ECDICT's own program makes it."""
    path = tmp_path / "odd name?#%.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute(
            'CREATE TABLE "stardict" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL UNIQUE,'
            ' "word" VARCHAR(64) COLLATE NOCASE NOT NULL UNIQUE, "sw" VARCHAR(64) COLLATE NOCASE'
            ' NOT NULL, "phonetic" VARCHAR(64), "definition" TEXT, "translation" TEXT)'
        )
        rows = [
            ("Ramp", "ramp", "n. a slope\nv. to climb", "n. 斜坡"),
            ("odd", "odd", None, 7),
            ("bytes", "bytes", b"n. \xff", None),
        ]
        made.executemany(
            "INSERT INTO stardict (word, sw, definition, translation) VALUES (?, ?, ?, ?)", rows
        )
    return path


def test_its_sqlite_is_read_as_it_is(database: Path) -> None:
    before = database.read_bytes()
    found = Ecdict(database).look_up("RAMP")
    assert [(each.text, each.part_of_speech, each.translation) for each in found] == [
        ("a slope", "noun", "斜坡"),
        ("to climb", "verb", "斜坡"),
    ]
    assert [each.text for each in Ecdict(database).look_up("odd")] == ["7"]
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is no SQLite database"),
        (b"word,definition,translation\n", "this is no SQLite database"),
        (b"SQLite format 3\0" + b"\xff" * 500, "cannot be read as ECDICT"),
    ],
)
def test_another_file_is_unavailable(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match=message):
        Ecdict(path)


def test_a_database_without_its_table_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE words (word)")
    with pytest.raises(UnavailableError, match="no such table: stardict"):
        Ecdict(path)

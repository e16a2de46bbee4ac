from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.dictionaries.articles import open_articles
from termcards.dictionaries.dictd import Dictd
from termcards.dictionaries.lazy import BrokenEntryError, UnavailableError
from termcards.lookup import Definition, Origin
from tests.dictionaries.files import dictzip, write_dictd

ABOUT = {
    "00-database-short": "00-database-short\n     A Small Dictionary\n",
    "00-database-url": "00-database-url\n  https://example.org/small\n",
    "00-database-info": (
        "00-database-info\nMade for tests. You may pass it on under\n"
        "the terms of the GNU General\nPublic License.\n"
    ),
}
SMALL = Origin("A Small Dictionary", "GNU GPL", "https://example.org/small")


@pytest.mark.parametrize("packed", [False, True])
def test_an_article_is_found_in_plain_and_packed_text(tmp_path: Path, packed: bool) -> None:
    articles = {
        **ABOUT,
        "quota": "quota\n  What each seller has to sell in a quarter, set by the head of sales.\n",
        "ramp": "ramp\n  The months in which a new seller learns to sell.\n",
    }
    dictd = Dictd(write_dictd(tmp_path, "small", articles, packed=packed))
    assert dictd.look_up("ramp") == (
        Definition("ramp", "The months in which a new seller learns to sell.", SMALL),
    )
    assert dictd.look_up("quota") == (
        Definition(
            "quota", "What each seller has to sell in a quarter, set by the head of sales.", SMALL
        ),
    )


@pytest.mark.parametrize(
    ("asked", "headwords"),
    [
        ("QUOTA", ["Quota"]),
        ("quo", []),
        ("uota", []),
        ("sales quota", ["sales quota"]),
        ("lead", ["lead", "Lead"]),
        ("配额", ["配额"]),
        ("Ökologie", ["Ökologie"]),
        ("00-database-short", []),
    ],
)
def test_whole_headwords_are_found_in_any_case(
    tmp_path: Path, asked: str, headwords: list[str]
) -> None:
    words = ["Quota", "sales quota", "lead", "Lead", "配额", "Ökologie"]
    articles = {word: f"{word}\n  About {word}.\n" for word in words}
    dictd = Dictd(write_dictd(tmp_path, "small", ABOUT | articles))
    assert sorted(each.headword for each in dictd.look_up(asked)) == sorted(headwords)


def test_without_articles_about_itself_a_dictionary_has_its_files_name(tmp_path: Path) -> None:
    dictd = Dictd(write_dictd(tmp_path, "small", {"ramp": "ramp\n  A slope.\n"}))
    assert dictd.origin == Origin("small")


def test_a_charset_that_is_named_is_used(tmp_path: Path) -> None:
    articles: dict[str, str | bytes] = {
        "00-database-charset": "00-database-charset\n gb18030\n",
        "quota": "quota\n 配额\n".encode("gb18030"),
    }
    (found,) = Dictd(write_dictd(tmp_path, "small", articles)).look_up("quota")
    assert found.text == "配额"


@pytest.mark.parametrize("charset", ["no-such-charset", "\udcff", "rot13"])
def test_a_charset_nobody_knows_is_read_as_utf_8(tmp_path: Path, charset: str) -> None:
    articles: dict[str, str | bytes] = {
        "00-database-charset": charset.encode("utf-8", "replace"),
        "quota": "quota\n 配额 ".encode() + b"\xff\n",
    }
    (found,) = Dictd(write_dictd(tmp_path, "small", articles)).look_up("quota")
    assert found.text == "配额 \ufffd"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ramp\tA\t////\n", "points outside the text"),
        ("ramp\t////////\tB\n", "points outside the text"),
        ("ramp\tA\n", 'the entry "ramp" is damaged'),
        ("ramp\tA\t$\n", 'the entry "ramp" is damaged'),
        ("ramp\t\tB\n", 'the entry "ramp" is damaged'),
        ("ramp\tA\tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n", 'the entry "ramp" is damaged'),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_wrong_line_of_the_index_spoils_that_entry_alone(
    tmp_path: Path, line: str, message: str, packed: bool
) -> None:
    index = write_dictd(tmp_path, "small", {"quota": "quota\n  A share.\n"}, packed=packed)
    index.write_text(index.read_text(encoding="utf-8") + line, encoding="utf-8")
    dictd = Dictd(index)
    with pytest.raises(BrokenEntryError, match=message):
        dictd.look_up("ramp")
    assert [each.text for each in dictd.look_up("quota")] == ["A share."]


def test_a_text_that_breaks_off_spoils_what_is_missing(tmp_path: Path) -> None:
    articles = {
        "quota": "quota\n  What each seller has to sell.\n",
        "ramp": "ramp\n  " + "The months in which a new seller learns. " * 20 + "\n",
    }
    dictd = Dictd(write_dictd(tmp_path, "small", articles, packed=True))
    packed = tmp_path / "small.dict.dz"
    packed.write_bytes(packed.read_bytes()[:-120])
    assert [each.text for each in dictd.look_up("quota")] == ["What each seller has to sell."]
    with pytest.raises(BrokenEntryError):
        dictd.look_up("ramp")


def test_damaged_chunks_are_an_error_and_no_text(tmp_path: Path) -> None:
    dictd = Dictd(write_dictd(tmp_path, "small", {"quota": "quota\n  A share.\n"}, packed=True))
    packed = tmp_path / "small.dict.dz"
    content = packed.read_bytes()
    at = content.index(b"remark\0\1\2") + len(b"remark\0\1\2")
    packed.write_bytes(content[:at] + b"\xff" * 10 + content[at + 10 :])
    with pytest.raises(BrokenEntryError):
        dictd.look_up("quota")


def test_a_file_without_its_text_is_unavailable(tmp_path: Path) -> None:
    index = write_dictd(tmp_path, "small", {"quota": "quota\n  A share.\n"})
    (tmp_path / "small.dict").unlink()
    with pytest.raises(
        UnavailableError, match=r"there is no small\.dict\.dz and no small\.dict in"
    ):
        Dictd(index)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "its head is damaged"),
        (b"no gzip at all", "this is no dictzip file"),
        (dictzip(b"some text")[:20], "its head is damaged"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "unpack it with gunzip"),
        (b"\x1f\x8b\x08\x04" + bytes(6) + b"\x0a\0RA\x06\0\x01\0\0\0\x01\0", "head is damaged"),
    ],
)
def test_what_is_not_packed_by_dictzip_is_unavailable(
    tmp_path: Path, content: bytes, message: str
) -> None:
    index = write_dictd(tmp_path, "small", {"quota": "quota\n  A share.\n"}, packed=True)
    (tmp_path / "small.dict.dz").write_bytes(content)
    with pytest.raises(UnavailableError, match=message):
        Dictd(index)


@given(st.binary(min_size=1, max_size=500), st.data())
def test_any_stretch_of_a_packed_text_is_the_text_of_that_place(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, data: st.DataObject
) -> None:
    packed = tmp_path_factory.mktemp("packed") / "some.dict.dz"
    packed.write_bytes(dictzip(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    articles = open_articles(packed, packed.with_suffix(""))
    assert articles.read(start, end - start) == text[start:end]

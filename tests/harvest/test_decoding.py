"""Bytes into text: what is declared first, then what the bytes themselves say."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.errors import BadInputError
from termcards.harvest.decoding import decode, decode_page

TRADITIONAL = "客戶成功經理負責續約與導入。"
SIMPLIFIED = "客户成功经理负责续约与上线。"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", '"Big5"'),
        (SIMPLIFIED, "gb18030", "gb2312"),
        (SIMPLIFIED, "utf-16-le", "utf-16"),
        ("naïve “café” – €5", "cp1252", "iso-8859-1"),
        ("naïve café", "utf-8", "iso-8859-1"),
        ("営業担当", "cp932", "Shift_JIS"),
        ("영업 관리자", "cp949", "euc-kr"),
        ("Größe", "iso8859-15", "iso-8859-15"),
    ],
)
def test_what_is_declared_decides(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), "x", declared) == text


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="big5">',
        "<META CHARSET = big5 >",
        '<meta http-equiv="Content-Type" content="text/html; charset=Big5">',
        '<?xml version="1.0" encoding="big5"?>',
    ],
)
def test_a_page_declares_its_encoding_itself(declaration: str) -> None:
    page = f"{declaration}<p>{TRADITIONAL}"
    assert decode_page(page.encode("big5"), "x") == page


def test_the_servers_word_counts_more_than_the_pages() -> None:
    page = f'<meta charset="gb2312"><p>{TRADITIONAL}'
    assert decode_page(page.encode("big5"), "x", "big5") == page


def test_a_byte_order_mark_counts_more_than_anybodys_word() -> None:
    page = f'<meta charset="big5"><p>{SIMPLIFIED}'
    assert decode_page(page.encode("utf-16"), "x", "big5") == page


def test_a_page_that_says_utf_16_in_single_bytes_is_utf_8() -> None:
    page = f'<meta charset="utf-16"><p>{SIMPLIFIED}'
    assert decode_page(page.encode(), "x") == page


def test_a_few_bad_letters_do_not_spoil_a_page() -> None:
    content = b'<meta charset="big5">' + (TRADITIONAL * 40).encode("big5") + b"\xff\xff tail"
    text = decode_page(content, "x")
    assert TRADITIONAL in text
    assert text.endswith(" tail")


@pytest.mark.parametrize("label", ["utf-7", "zip", "rot13", "unicode_escape", "x" * 50, "", "?"])
def test_a_declaration_nobody_knows_is_passed_over(label: str) -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "x", label) == SIMPLIFIED


def test_a_wrong_declaration_is_passed_over() -> None:
    assert decode(SIMPLIFIED.encode(), "x", "big5") == SIMPLIFIED


def test_what_is_no_text_is_refused_whatever_is_declared() -> None:
    with pytest.raises(BadInputError, match="this is not text"):
        decode(b"\x89PNG\r\n\x00\x00\x00", "x", "windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("You’ll nurture renewals; we’re keen.", "cp1252"),
        ("• An “on-target” bonus – £5 … l’été «naïve»", "cp1252"),
        ("Zürich: résumé to ANDRÉ", "cp1252"),
        (TRADITIONAL, "big5"),
        ("You nurture 客戶 and 夥伴.", "big5"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        ("You nurture 客户 and 渠道.", "gb18030"),
        ("Sales Lead\nYou’ll nurture 客户.\n", "utf-16-le"),
        ("Sales Lead\nYou nurture.\n", "utf-16-be"),
    ],
)
def test_what_declares_nothing_is_read_as_what_makes_sense(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("営業担当を募集しています。", "cp932"),
        ("営業担当", "euc-jp"),
        ("영업 관리자", "cp949"),
        ("Менеджер по продажам", "cp1251"),
        ("Specjalista ds. sprzedaży, Łódź", "cp1250"),
        ("表", "gb18030"),
    ],
)
def test_what_may_be_several_encodings_or_none_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(BadInputError, match="cannot be told for sure; convert it"):
        decode(text.encode(encoding), "x")


@given(st.text(alphabet="客户成功经理负责续约与上线，提升年度经常性收入。 ARR\n", min_size=12))
def test_chinese_is_read_right_or_refused(text: str) -> None:
    with suppress(BadInputError):
        assert decode(text.encode("gb18030"), "x") == text
    with suppress(BadInputError):
        assert decode(f"ARR\n{text}".encode("utf-16-le"), "x") == f"ARR\n{text}"


@given(st.binary(min_size=1))
def test_any_bytes_are_a_text_or_refused(content: bytes) -> None:
    with suppress(BadInputError):
        assert "\0" not in decode(content, "x")

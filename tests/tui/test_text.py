import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from termcards.tui.text import cut, display, on_one_line, wrap

BLANKS = " \u2002\u2003\u2009\u3000"
ANY = st.text(
    st.one_of(
        st.sampled_from(
            "ab -　、。「」（）ーっ漢字かなガ한글\n\"'…—😀👩\u200d❤\ufe0f🇨🇳e\u0301\u200b\u2060[/]"
        ),
        st.characters(),
    ),
    max_size=80,
)


def wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Content(text), width)]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("plain [/] [red] <b>", "plain [/] [red] <b>"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("del \x7f", "del ␡"),
        ("c1 \x9b31m", "c1 31m"),
        ("\u202egnirts\u202c \u2066isolate\u2069", "gnirts isolate"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("tab\there", "tab here"),
        ("half \ud83d", "half \ufffd"),
        ("a\u200db", "ab"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("so\xadft", "soft"),
        ("@click=app.quit", "@click=app.quit"),
    ],
)
def test_text_is_made_harmless(stored: str, shown: str) -> None:
    assert display(stored).plain == shown


def test_a_title_has_no_line_breaks() -> None:
    assert on_one_line("two\r\nlines").plain == "two lines"


def test_a_blank_with_a_sign_that_hangs_on_it_is_no_blank() -> None:
    assert wrapped("derived: 🏻 aa", 8) == ["derived:", " 🏻 aa"]


@given(ANY)
def test_nothing_that_is_shown_can_move_the_cursor(text: str) -> None:
    shown = display(text).plain
    assert not {unicodedata.category(sign) for sign in shown.replace("\n", "")} & {"Cc", "Cs"}
    assert not any(sign in shown for sign in "\u202a\u202d\u202e\u2066\u2067\u2068")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("  indented", 20, ["  indented"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("unbreakableword", 6, ["unbrea", "kablew", "ord"]),
        ("a rarely-used word", 9, ["a rarely-", "used word"]),
        ("the .NET way", 8, ["the .NET", "way"]),
        ("the (best) way", 8, ["the", "(best)", "way"]),
        ("good 12 · easy 0", 14, ["good 12 ·", "easy 0"]),
        ("due · in 1 day · interval 1 d", 27, ["due · in 1 day ·", "interval 1 d"]),
        ("a · longer words follow", 14, ["a · longer", "words follow"]),
    ],
)
def test_latin_text_is_cut_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # Ten cells are five characters; what may not begin a line takes one more with it.
        ("漢字漢字漢字", 10, ["漢字漢字漢", "字"]),
        ("漢字漢字漢、字", 10, ["漢字漢字", "漢、字"]),
        ("漢字漢字漢。", 10, ["漢字漢字", "漢。"]),
        ("漢字漢字「字」", 10, ["漢字漢字", "「字」"]),
        ("漢字漢（字）字", 10, ["漢字漢", "（字）字"]),
        ("カードカード", 8, ["カード", "カード"]),
        ("アップデート", 4, ["アッ", "プ", "デー", "ト"]),
        ("ちょっと", 4, ["ちょ", "っと"]),
        ("人々の人々", 8, ["人々の", "人々"]),
        ("我用ATS系统", 6, ["我用", "ATS系", "统"]),
        ("这是data engineering的词", 8, ["这是data", "engineer", "ing的词"]),
        ("。。。。", 4, ["。。", "。。"]),
        ("半角ｶｰﾄﾞ半角", 7, ["半角ｶｰ", "ﾄﾞ半角"]),
        ("他说“好”了", 7, ["他说", "“好”了"]),
        ("漢漢「 字", 6, ["漢漢", "「 字"]),
        ("한국어 단어", 9, ["한국어", "단어"]),
        ("🇨🇳🇨🇳🇨🇳", 3, ["🇨🇳", "🇨🇳", "🇨🇳"]),
    ],
)
def test_cjk_text_follows_the_rules_for_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(ANY, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(display(text).plain, width))


@given(ANY, st.integers(2, 30))
def test_the_lines_give_the_text_back_but_for_blanks_where_it_was_cut(
    text: str, width: int
) -> None:
    text = display(text).plain
    place = 0
    for line in wrapped(text, width):
        found = text.index(line, place)
        assert not text[place:found].strip(BLANKS + "\n")
        place = found + len(line)
    assert not text[place:].strip(BLANKS + "\n")


@given(ANY, st.integers(2, 30), st.integers(0, 80), st.integers(0, 80))
def test_styles_stay_on_their_characters(text: str, width: int, one: int, other: int) -> None:
    content = display(text)
    start, end = sorted((min(one, len(content)), min(other, len(content))))
    lines = wrap(content.stylize("bold", start, end), width)
    bold = "".join(line.plain[span.start : span.end] for line in lines for span in line.spans)
    wanted = content.plain[start:end]
    assert [sign for sign in bold if sign not in BLANKS] == [
        sign for sign in wanted if sign not in BLANKS + "\n"
    ]


@given(ANY, st.integers(0, 30))
def test_what_is_cut_short_fits_and_says_so(text: str, width: int) -> None:
    content = on_one_line(text)
    short = cut(content, width)
    assert short.cell_length <= width
    assert short.plain == content.plain or short.plain == "…"[:width] or short.plain[-1] == "…"


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 6, "漢字…"),
        ("🇨🇳🇨🇳", 3, "🇨🇳…"),
        ("🇨🇳🇨🇳", 2, "…"),
        ("abc", 3, "abc"),
    ],
)
def test_text_is_cut_short_between_graphemes(text: str, width: int, short: str) -> None:
    assert cut(Content(text), width).plain == short


def test_a_word_of_three_thousand_characters_is_cut_at_the_edge() -> None:
    assert wrapped("x" * 3000, 76) == ["x" * 76] * 39 + ["x" * 36]

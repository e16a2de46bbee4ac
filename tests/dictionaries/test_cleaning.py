import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.dictionaries.cleaning import without_markup
from termcards.dictionaries.licences import licence_in
from tests.dictionaries.hostile import steers


@pytest.mark.parametrize(
    ("marked_up", "text"),
    [
        ("a <b>steep</b> <i>slope</i>", "a steep slope"),
        ("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree"),
        ("<ol><li>one<li>two</ol>", "one\ntwo"),
        ("less &lt; more &amp; &#26012; &nbsp; x", "less < more & 斜 x"),
        ("a&#27;b &#x1b;&#x7;&#x202e;c", "ab c"),
        ("<script>alert(1)</script><style>p {}</style>ramp", "ramp"),
        ("<k>ramp</k> <def>a slope</def>", "a slope"),
        ('<span foreground="red">a <tt>slope</tt></span>', "a slope"),
        ("<!-- hidden --><!DOCTYPE x>seen<![x[y]]>", "seen"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<b>never <i>closed", "never closed"),
        ("<![", ""),
        ("", ""),
    ],
)
def test_markup_gives_its_text_and_no_more(marked_up: str, text: str) -> None:
    assert without_markup(marked_up) == text


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "<!", "<![", "]]>", "<!--", "-->", "<?", "</", "&#", "&", "k", "b"]
        )
        | st.characters(),
        max_size=30,
    ).map("".join)
)
def test_no_markup_breaks_the_reading(marked_up: str) -> None:
    assert not steers(without_markup(marked_up))


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("under the terms of the GNU General\n   Public License", "GNU GPL"),
        ("Permission under the GNU Free Documentation License 1.2", "GNU FDL"),
        ("This is CC BY-SA 3.0.", "CC BY-SA 3.0"),
        ("Licensed under Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0"),
        ("It is in the public domain.", "public domain"),
        ("WordNet 3.0 Copyright 2006 by Princeton University.", "WordNet licence"),
        (
            "A list.\n  Copyright 2020 A. Writer, all rights reserved.\n",
            "Copyright 2020 A. Writer, all rights reserved.",
        ),
        ("A list of words.", None),
        ("", None),
    ],
)
def test_a_licence_is_named_as_far_as_the_text_tells(said: str, licence: str | None) -> None:
    assert licence_in(said) == licence

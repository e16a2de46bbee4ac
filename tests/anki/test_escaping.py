import pytest

from termcards.anki.escaping import escape, web_address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("one\ntwo", "one<br>two"),
        ("{{Term}}", "&#123;&#123;Term&#125;&#125;"),
        ("{{{x}}}", "&#123;&#123;{x&#125;&#125;}"),
        ("std::vector", "std&#58;&#58;vector"),
        ("[sound:a.mp3]", "[<span></span>sound:a.mp3]"),
        ("[Sound:a.mp3]", "[<span></span>Sound:a.mp3]"),
        ("[latex]x[/latex]", "[<span></span>latex]x[<span></span>/latex]"),
        ("[$]x[/$]", "[<span></span>$]x[<span></span>/$]"),
        ("[$$]x[/$$]", "[<span></span>$$]x[<span></span>/$$]"),
        (r"\(x\)", r"\<span></span>(x\<span></span>)"),
        (r"\[x\]", r"\<span></span>[x\<span></span>]"),
        ("<anki-mathjax>x</anki-mathjax>", "&lt;anki-mathjax&gt;x&lt;/anki-mathjax&gt;"),
        ("[[type:Term]]", "[<span></span>[type:Term]]"),
        ("[anki:play:q:0]", "[<span></span>anki:play:q:0]"),
        ("\u0338 a stroke", "&#824; a stroke"),
    ],
)
def test_nothing_that_anki_would_act_on_stays_live(text: str, html: str) -> None:
    assert escape(text) == html


@pytest.mark.parametrize("text", ["every [critical] step", "5 $", "a {b} c", "12:30", 'it\'s "so"'])
def test_ordinary_marks_stay_as_they_are(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&amp;c=2#d"),
        ("http://example.org/(x)", "http://example.org/(x)"),
        ("https://example.org/年度", "https://example.org/%E5%B9%B4%E5%BA%A6"),
        ("https://example.org/%20x", "https://example.org/%20x"),
        (
            'https://example.org/"><script>{{x}}[sound:a]\\(',
            "https://example.org/%22%3E%3Cscript%3E%7B%7Bx%7D%7D%5Bsound:a%5D%5C(",
        ),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/hosts", None),
        ("//example.org", None),
        ("https://", None),
        ("http://[", None),
        ("see the handbook", None),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, address: str | None) -> None:
    assert web_address(url) == address

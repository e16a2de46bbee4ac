"""Text on its way to a terminal: nothing in it can steer the display instead of showing on it."""

import re
import unicodedata

_PICTURES: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
_REMOVED = (
    *range(0x80, 0xA0),  # C1 controls
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2066, 0x2070),  # bidi isolates, deprecated format controls
    0xAD,  # the soft hyphen, which some terminals draw and some do not
    0xFEFF,
)
_SHOWN_AS = _PICTURES | {ord("\n"): "\n", ord("\t"): " ", 0x7F: "␡"} | dict.fromkeys(_REMOVED, None)
_LINE_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMOJI = "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
_JOINER_OUTSIDE_EMOJI = re.compile(f"\u200d(?![{_EMOJI}])|(?<![{_EMOJI}\ufe0f])\u200d")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z\"“(])|[。！？]")


def visible(text: str) -> str:
    """The text as it may be shown.

    Control characters become their pictures, bidi overrides go, lone surrogates are replaced; line
    breaks of all kinds are kept as line feeds.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAK.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", text).translate(_SHOWN_AS)
    # Renderers count nothing for what follows a joiner, which holds for emoji only.
    return _JOINER_OUTSIDE_EMOJI.sub("", text) if "\u200d" in text else text


def shows(text: str) -> bool:
    """Whether there is anything to see: more than blanks and invisible characters."""
    return text[:1].isalnum() or any(
        unicodedata.category(character)[0] in "LNPS" for character in text
    )


def on_one_line(text: str) -> str:
    """As `visible`, with spaces for line breaks."""
    return " ".join(visible(text).split())


def folded(text: str) -> str:
    """The form in which words are compared: no case, width or accent, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return " ".join(kept.split())


def gist(definition: str) -> str:
    """The first sentence of a long definition: a view of it, never kept in its place."""
    text = on_one_line(definition)
    for match in _SENTENCE_END.finditer(text):
        if match.end() >= 40:
            return text[: match.end()]
    return text


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(map(_width, text))


def shortened(text: str, width: int) -> str:
    """The text in at most `width` columns; one that was cut ends in an ellipsis."""
    if cells(text) <= width:
        return text
    kept, used = "", 1
    for ch in text:
        used += _width(ch)
        if used > width:
            break
        kept += ch
    return kept.rstrip() + "…"


def padded(text: str, width: int) -> str:
    short = shortened(text, width)
    return short + " " * (width - cells(short))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort names by as people do: without case, and figures by their value."""
    parts = re.findall("[0-9]+|[^0-9]+", text.casefold())
    return tuple(
        (0, len(part.lstrip("0")), part.lstrip("0")) if part[0] in "0123456789" else (1, 0, part)
        for part in parts
    )


def filled_up(text: str, width: int) -> str:
    """The text with blanks up to `width` columns; a wider one stays as it is."""
    return text + " " * (width - cells(text))


def _width(ch: str) -> int:
    if unicodedata.combining(ch) or unicodedata.category(ch) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(name: str) -> str:
    """A name as it is given to a command of the shell."""
    import shlex

    return shlex.quote(name)

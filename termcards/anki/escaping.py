"""Text as the HTML of a field, in which it stays text whatever Anki would make of it."""

import re
from urllib.parse import quote, urlsplit

_BREAK = "<span></span>"
"""Shows nothing, and keeps apart two characters that together would start something."""

_LIVE = re.compile(
    r"""
    [&<>\n]
    | \u0338                # Anki composes letters, and would join it to the > of a tag
    | \\                    # begins mathematics: \( \[ \begin
    | \[ (?= /?(?:sound:|latex\]|\${1,2}\]|anki:) | \[type: )
    | \{\{ | \}\} | ::      # live within a cloze
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HARMLESS = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\n": "<br>",
    "\u0338": "&#824;",
    "\\": "\\" + _BREAK,
    "[": "[" + _BREAK,
    "{{": "&#123;&#123;",
    "}}": "&#125;&#125;",
    "::": "&#58;&#58;",
}
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9./_~?=%#+,;@!$'()*-]*")
_ADDRESS_MARKS = "%/:?#@!$&'()*+,;=~"


def escape(text: str) -> str:
    """Cleaned text as the HTML of a field."""
    # Most texts have nothing of it, and ten looks are quicker than one search.
    if (
        "&" in text
        or "<" in text
        or ">" in text
        or "[" in text
        or "\\" in text
        or "\n" in text
        or "::" in text
        or "{{" in text
        or "}}" in text
        or "\u0338" in text
    ):
        return _LIVE.sub(lambda match: _HARMLESS[match[0]], text)
    return text


def web_address(url: str) -> str | None:
    """The address as the value of an `href`, or `None` where a link should not lead."""
    if _PLAIN_ADDRESS.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote(url, safe=_ADDRESS_MARKS).replace("&", "&amp;").replace("::", "&#58;&#58;")

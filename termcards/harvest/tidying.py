"""Plain text for a card, and the language it is in."""

import re

_GAP_BEFORE_STOP = re.compile(r" (?<=\w )(?=[.,;:!?](?:\s|$))(?!\. \.)")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)")
_LOOSE_BRACKET = re.compile(r"\(\s+|\s+\)")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, spaces of no width, and signs that turn the direction of writing."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_SCRIPTS = (
    (re.compile(r"[\u3400-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
)


def tidy(text: str) -> str:
    """Plain text for a card: single spaces, none before a stop, no dash left hanging."""
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    text = _GAP_BEFORE_STOP.sub("", " ".join(text.split()))
    if "(" in text:
        text = _EMPTY_BRACKETS.sub("", text)
        text = _LOOSE_BRACKET.sub(lambda match: match[0].strip(), text)
        text = " ".join(text.split())
    text = text.lstrip(" –—:;,·-，；") or text
    text = text[1:].lstrip() if text.startswith((". ", "。")) else text
    while (bare := text.rstrip(" ").rstrip("–—-…")) != text and bare:
        text = bare
    return text.strip()


def language_of(text: str) -> str | None:
    """The language whose script the text is written in; `None` for Latin script."""
    if text.isascii():
        return None
    if _KANA.search(text):
        return "ja"
    letters = len(text) - text.count(" ")
    for pattern, code in _SCRIPTS:
        if len(pattern.findall(text)) * 3 > letters:
            return code
    return None

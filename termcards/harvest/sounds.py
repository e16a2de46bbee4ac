"""Pronunciations in phonetic letters, between slashes, bars or brackets."""

import re

_SIGNS = r"ˈˌːæðŋθˑ\u0250-\u02af\u0303"
_SOUND = (
    rf"(?<!\w)(?:/(?=\S)(?=[^/|\n]{{0,60}}[{_SIGNS}])([^/|\n]{{1,60}})/"
    rf"|\|(?=[^|\n]{{0,60}}[{_SIGNS}])\s*([^|\n]{{1,60}}?)\s*\|"
    rf"|\[(?=[^\[\]/\n]{{0,60}}[{_SIGNS}])([^\[\]/\n]{{1,60}})\]"
    rf"|\((?=[^()/\n]{{0,60}}[{_SIGNS}])([^()/\n]{{1,60}})\))(?!\w)"
)
SOUND = re.compile(_SOUND)
"""One of its groups is the sound itself."""


_LEAD = r"(?:\b(?:UK|US|BrE|AmE|NAmE|Brit\.|Amer\.)|[英美])\s*:?\s*"
_LED = re.compile(rf"\s*(?:{_LEAD})?$")
_MORE = re.compile(rf"\s*[,;]?\s*(?:{_LEAD})?{_SOUND}")


def unit_about(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The sound with others right behind it, and with the countries whose sounds they are."""
    led = _LED.search(text, max(0, match.start() - 8), match.start())
    end = match.end()
    while more := _MORE.match(text, end):
        end = more.end()
    return led.start() if led else match.start(), end


def sound_in(match: re.Match[str]) -> str:
    return f"/{next(filter(None, match.groups()), '').strip()}/"

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


def sound_in(match: re.Match[str]) -> str:
    return f"/{next(filter(None, match.groups()), '').strip()}/"

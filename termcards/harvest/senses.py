"""A definition's text into its senses: numbered, in bullets, or parted by parts of speech."""

import re
from collections.abc import Sequence
from dataclasses import replace

from termcards.harvest.document import Passage, Style
from termcards.harvest.labels import ABBREVIATED

BULLET = "• "
"""Stands before each item of a list without numbers."""

_CIRCLED = re.compile(r"()([①-⑳])\s*")
_NUMBERED = re.compile(r"()(?:^|(?<=[\s.;。；，]))\(?([1-9]\d?)[.)、](?:\s+|(?=[\u3400-\u9fff（]))")
_BULLETED = re.compile(r"(?:^|(?<=\n))•\s+")
_BARE = re.compile(
    r"(?:^\s*|(?<=[.;:!?)\]”\"。；]\s)|(?<=\n))([1-9])\s+(?=[^\W\d]|[(\[])|(?:^|(?<=\s))([1-9])\s+:\s+"
)
_PART = re.compile(rf"\s(?<=[.;]\s)\s*(?:[–—-]+\s*)?{ABBREVIATED}\s+(?=[A-Z])")
"""`v. t. To load … n. The load itself.`: another part of speech begins another sense."""
_PART_OF_DICTIONARY = re.compile(
    r"(?:(?:\s(?<=[.;]\s)(?<!\b(?:i\.e|e\.g)\.\s)(?<!\b(?:cf|vs)\.\s)\s*|(?<=[。；]))"
    rf"(?:[–—-]+\s*)?{ABBREVIATED}\s*(?=[^\W\d]|[（(])"
    rf"|(?<=[\u3400-\u9fff）)])\s+{ABBREVIATED}\s*(?=[\u3400-\u9fff（(]))"
)
_ORIGIN = re.compile(r"\[[^\[\]]{1,300}\]")
"""Where the word comes from, which some dictionaries tell before its senses."""
_TAIL = " \n;；,，、"


def with_numbers_apart(passage: Passage) -> Passage:
    """The passage with a line for each bold number, which begins a sense."""
    text = passage.text
    starts = [
        span.start - 1
        for span in passage.spans
        if span.style is Style.STRONG and text[span.start : span.end].isdigit()
    ]
    if not starts:
        return passage
    letters = list(text)
    for start in starts:
        if start >= 0 and letters[start] == " ":
            letters[start] = "\n"
    return replace(passage, text="".join(letters))


def split_senses(text: str, *, is_dictionary: bool) -> Sequence[str]:
    """`is_dictionary` for a text that began with a part of speech, as a dictionary's do."""
    for sign, patterns in (("①", (_CIRCLED,)), ("1", (_NUMBERED, _BARE))):
        for pattern in patterns if sign in text else ():
            if pattern is _BARE and not is_dictionary and not text.lstrip().startswith("1 :"):
                continue  # a sentence may begin with a figure
            senses = _counted(text, pattern)
            if senses:
                return senses
    if text.lstrip(" \n:").startswith(BULLET):
        return [part.rstrip(_TAIL) for part in _BULLETED.split(text) if part.strip(" :\n")]
    parts = (_PART_OF_DICTIONARY if is_dictionary else _PART).split(text)
    return [part.rstrip(_TAIL) for part in parts[:-1]] + parts[-1:]


def _counted(text: str, pattern: re.Pattern[str]) -> Sequence[str]:
    """The senses behind numbers in order, if nothing but the origin stands before the first."""
    starts: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        if _number(match[1] or match[2]) == len(starts) + 1:
            starts.append(match)
    is_sure = len(starts) > (pattern is _BARE)
    before = text[: starts[0].start()].strip(" .:;,–—-&\n") if is_sure else ""
    if not is_sure or (before and not _ORIGIN.fullmatch(before)):
        return ()
    ends = [match.start() for match in starts[1:]] + [len(text)]
    parts = [text[match.end() : end] for match, end in zip(starts, ends, strict=True)]
    parts[0] = f"{before} {parts[0]}"
    return [part.rstrip(_TAIL) for part in parts[:-1]] + parts[-1:]


def _number(sign: str) -> int:
    return int(sign) if sign.isascii() else ord(sign) - ord("①") + 1

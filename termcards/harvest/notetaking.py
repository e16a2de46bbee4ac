"""The markup of note-taking programs, which Markdown does not know: highlights, links, comments."""

import re
from collections.abc import Iterator
from dataclasses import replace

from termcards.harvest.document import Passage, Style, cut

_CALLOUT = re.compile(r"\[!\w{1,20}\][+-]?[ \t]*")
_COMMENT = re.compile(r"%%[^%\n]{1,500}%%[ \t]*")
_WIKI_LINK = re.compile(r"\[\[(?!\d+\]|\^)([^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,300}?)(?<=[^\s=])==(?![=\w])")
_LOWERED = re.compile(r"(?<=[A-Za-z])~(\w{1,4})~")
_BLOCK_NAME = re.compile(r"\s\^[A-Za-z][A-Za-z0-9-]*$")
_SIGNS = ("[!", "%%", "[[", "==", "~", " ^")

Cut = tuple[int, int, None]


def without_note_markup(passage: Passage) -> Passage:
    """The passage without Obsidian's and Typora's signs; a callout's title is a line of its own."""
    text = passage.text
    if not any(map(text.__contains__, _SIGNS)):
        return passage
    if text.startswith("[!") and _CALLOUT.match(text) and len(passage.starts) > 1:
        end = passage.starts[1][0]
        passage = replace(passage, text=f"{text[: end - 1]}\n{text[end:]}")
    code = [span for span in passage.spans if span.style in (Style.CODE, Style.LITERAL)]
    cuts: list[tuple[int, int, str | None]] = []
    for start, end, label in sorted(_cuts(passage.text)):
        is_code = any(span.start < end and start < span.end for span in code)
        if not is_code and (not cuts or start >= cuts[-1][1]):
            cuts.append((start, end, label))
    return cut(passage, cuts)


def _cuts(text: str) -> Iterator[Cut]:
    if callout := _CALLOUT.match(text):
        yield 0, callout.end(), None
    for match in _COMMENT.finditer(text) if "%%" in text else ():
        yield *match.span(), None
    for match in _WIKI_LINK.finditer(text) if "[[" in text else ():
        yield match.start(), match.start(2), None
        yield match.end(2), match.end(), None
    for pattern, sign in ((_HIGHLIGHT, "=="), (_LOWERED, "~")):
        for match in pattern.finditer(text) if sign in text else ():
            yield match.start(), match.start(1), None
            yield match.end(1), match.end(), None
    if " ^" in text and (name := _BLOCK_NAME.search(text, max(0, len(text) - 60))):
        yield *name.span(), None

"""Which words of a sentence a footnote mark stands for."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from termcards.harvest.acronyms import FUNCTION_WORDS, is_acronym, spells, words
from termcards.harvest.document import Passage, Style
from termcards.harvest.inflections import same_word

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*\+*")
_QUOTED = re.compile(r"[\"“‘「]([^\"“”‘’「」]{1,60})[\"”’」][,.;:]?$")
_WALL = re.compile(r"[()\[\]（）.;:!?。；：！？\"“”「」]")
"""What stands between two words that are not of one run."""

FAR = 1500
"""Characters from a mark at which its words are not looked for any more."""
LONGEST_SURFACE = 12
"""Words before a mark that may belong to it."""

Run = tuple[int, int]
"""Offsets in the passage."""


def find_surface(marked: Passage, offset: int, candidates: Sequence[str]) -> Run | None:
    """The longest run of words before the mark that one of the candidates explains.

    A mark that stands before its word, as in `was [^1]deferred`, is followed by the run; one on the
    wrong word has it elsewhere in the line.
    """
    start, stop = line_bounds(marked.text, offset)
    before = list(_TOKEN.finditer(marked.text, start, offset))[-LONGEST_SURFACE:]
    after = list(islice(_TOKEN.finditer(marked.text, offset, stop), LONGEST_SURFACE))
    for name in candidates:
        found = (
            _whole_name(marked.text, offset, name)
            or _expansion_before(marked.text, before, name)
            or _run_before(marked.text, before, name)
        )
        if found is None and is_mark_before_word(marked.text, offset):
            found = _run_after(after, name)
        if found is not None:
            return found
    for name in candidates[:1]:
        tokens = list(_TOKEN.finditer(marked.text, start, stop))
        return _run_anywhere(tokens, name, offset)
    return None


def nearest_word(marked: Passage, offset: int) -> Run | None:
    """What is set off just before the mark, or the single word there."""
    last = bisect_right(marked.spans, offset, key=lambda span: span.start)
    for span in reversed(marked.spans[max(0, last - 8) : last]):
        is_set_off = span.style not in (Style.CODE, Style.LITERAL) and 0 <= offset - span.end <= 1
        if is_set_off and span.end - span.start <= 60:
            return (span.start, span.end)
    start, stop = line_bounds(marked.text, offset)
    if is_mark_before_word(marked.text, offset):
        match = _TOKEN.match(marked.text, offset, stop)
        return match.span() if match else None
    quoted = _QUOTED.search(marked.text[start:offset])
    if quoted:
        return (start + quoted.start(1), start + quoted.end(1))
    tokens = list(_TOKEN.finditer(marked.text, start, offset))
    return tokens[-1].span() if tokens else None


def is_mark_before_word(text: str, offset: int) -> bool:
    before, after = text[max(0, offset - 1) : offset], text[offset : offset + 1]
    return (not before or before.isspace()) and after.isalnum()


def line_bounds(text: str, offset: int) -> Run:
    """The line about the offset, or as much of a very long one as can matter."""
    first, last = max(0, offset - FAR), min(len(text), offset + FAR)
    start = text.rfind("\n", first, offset) + 1
    end = text.find("\n", offset, last)
    return start or first, last if end < 0 else end


def _expansion_before(text: str, tokens: Sequence[re.Match[str]], name: str) -> Run | None:
    """`a service level agreement[^SLA]`: the words that the label shortens."""
    if not is_acronym(name):
        return None
    for index in range(len(tokens) - 2, -1, -1):
        run = text[tokens[index].start() : tokens[-1].end()]
        if _WALL.search(run):
            return None
        is_function_word = tokens[index][0].casefold() in FUNCTION_WORDS
        if not is_function_word and not is_acronym(tokens[-1][0]) and spells(name, run):
            return tokens[index].start(), tokens[-1].end()
    return None


def _run_before(text: str, tokens: Sequence[re.Match[str]], name: str) -> Run | None:
    """Counted from the mark backwards."""
    if tokens and is_acronym(tokens[-1][0]) and spells(tokens[-1][0], name):
        return tokens[-1].span()
    best: Run | None = None
    own_words = name.casefold().split()
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        is_function_word = token[0].casefold() in FUNCTION_WORDS
        if best is not None and _WALL.search(text[token.end() : best[0]]):
            break
        if not _explains(name, token[0]):
            if is_function_word and best is not None:
                continue
            break
        if not is_function_word or token[0].casefold() in own_words:
            best = (_own_part(token, name), tokens[-1].end())
    return best


def _own_part(token: re.Match[str], name: str) -> int:
    """Where the name begins in a compound: in `ROM-Bucharest` behind the hyphen."""
    pieces = token[0].split("-")
    own = [any(same_word(piece, word) for word in words(name)) for piece in pieces]
    if len(pieces) == 2 and own == [False, True] and "-" not in name:
        return token.start() + len(pieces[0]) + 1
    return token.start()


def _run_after(tokens: Sequence[re.Match[str]], name: str) -> Run | None:
    end = None
    for token in tokens:
        if not _explains(name, token[0]):
            break
        end = token.end()
    return (tokens[0].start(), end) if end else None


def _run_anywhere(tokens: Sequence[re.Match[str]], name: str, offset: int) -> Run | None:
    """The whole name, inflected or not, nearest to the mark."""
    parts = words(name)
    if not parts:
        return None
    runs = [
        (tokens[index].start(), tokens[index + len(parts) - 1].end())
        for index in range(len(tokens) - len(parts) + 1)
        if all(same_word(part, tokens[index + n][0]) for n, part in enumerate(parts))
    ]
    return min(runs, key=lambda run: abs(run[1] - offset), default=None)


def _whole_name(text: str, offset: int, name: str) -> Run | None:
    """The name just as it is, right before the mark."""
    start = offset - len(name)
    if start < 0 or text[start:offset].casefold() != name.casefold():
        return None
    is_apart = not name[:1].isascii() or not text[start - 1 : start].isalnum()
    return (start, offset) if is_apart else None


def _explains(name: str, token: str) -> bool:
    """Whether a word of the text is, is a form of, or is part of, a word of the name."""
    if is_acronym(token) and spells(token, name):
        return True
    for piece in {token, *words(token)}:
        for part in words(name):
            if same_word(piece, part):
                return True
            short, long = sorted((piece.casefold(), part.casefold()), key=len)
            stem = short[:-1] if short.endswith("s") else short
            if len(stem) >= 3 and long.startswith(stem) and len(long) - len(stem) > 3:
                return True
    return any(same_word(token, part) for part in name.split())

"""An entry as WordNet for dictd has it: numbered senses under their parts of speech.

quota
    n 1: a prescribed number; "all met their quota" [syn: {share}, {part}]
    2: a limit on imports
"""

import re

from termcards.lookup import Definition, Origin

_SENSE = re.compile(r"^[ \t]+(?:(n|v|adj|adv)[ \t]+)?(?:\d+[ \t]*)?:[ \t]", re.MULTILINE)
_FIRST = re.compile(r"[^\n]*\n[ \t]+(?:n|v|adj|adv)[ \t]+(?:\d+[ \t]*)?:[ \t]")
_RELATED = re.compile(r"\s*\[(?:syn|ant|also|see)[^\]]*(?:\]|$)")
_EXAMPLES = re.compile(r'\s*;\s*"[^"]*"(?:\s*-[^;\[]*)?(?=\s*(?:;|$))')
_PARTS_OF_SPEECH = {"n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb"}


def is_wordnet(article: str) -> bool:
    return _FIRST.match(article) is not None


def read_wordnet(article: str, origin: Origin) -> tuple[Definition, ...]:
    """Its senses, without their examples and lists of related words."""
    headword, _, body = article.partition("\n")
    found: list[Definition] = []
    part_of_speech: str | None = None
    starts = list(_SENSE.finditer(body))
    ends = [start.start() for start in starts[1:]] + [len(body)]
    for start, end in zip(starts, ends, strict=True):
        part_of_speech = _PARTS_OF_SPEECH.get(start[1] or "", part_of_speech)
        sense = " ".join(body[start.end() : end].split())
        text = _EXAMPLES.sub("", _RELATED.sub("", sense)).strip(" ;")
        if text:
            written = _as_written(headword.strip(), sense)
            found.append(Definition(written, text, origin, "en", part_of_speech))
    return tuple(found)


def _as_written(headword: str, sense: str) -> str:
    """One entry has the senses of *cad* and of CAD; the synonyms tell which is which."""
    names = re.findall(r"\{([^{}]*)\}", sense)
    return next((name for name in names if name.casefold() == headword.casefold()), headword)

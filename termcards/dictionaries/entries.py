"""An article of a DICT dictionary into definitions, whichever way it is laid out."""

import re

from termcards.dictionaries.cleaning import plain, without_controls
from termcards.dictionaries.gcide import is_gcide, read_gcide
from termcards.dictionaries.wordnet import is_wordnet, read_wordnet
from termcards.lookup import Definition, Origin
from termcards.plaintext import folded

_WRAPPED_FROM = 50
"""A line of so many characters was broken for its width, not for its sense."""
_ITEM = re.compile(r"\W*\d+[.):]|[-*•(]|\W*[a-z]\)")


def read_article(word: str, article: str, origin: Origin) -> tuple[Definition, ...]:
    """The senses of GCIDE's and WordNet's layouts; any other article is one definition."""
    text = without_controls(article).expandtabs().strip("\n")
    if is_wordnet(text):
        return read_wordnet(text, origin)
    if is_gcide(text):
        return read_gcide(word, text, origin)
    return _as_it_is(word, text, origin)


def _as_it_is(word: str, article: str, origin: Origin) -> tuple[Definition, ...]:
    first, _, rest = article.partition("\n")
    is_head = bool(rest.strip()) and folded(first).startswith(folded(word))
    text = unwrapped(rest if is_head else article)
    headword = first.strip() if folded(first) == folded(word) else word
    says_more = text and folded(text) != folded(word)
    return (Definition(headword, text, origin),) if says_more else ()


def unwrapped(text: str) -> str:
    """Plain text, with the lines of a paragraph joined again."""
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        clean = plain(line)
        if clean and is_open and not _ITEM.match(clean):
            lines[-1] += " " + clean
        elif clean:
            lines.append(clean)
        is_open = len(line.strip()) >= _WRAPPED_FROM
    return "\n".join(lines)

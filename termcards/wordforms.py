"""How words and names may be written and inflected, so that none of it gives an answer away."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from termcards.irregular import FORMS_OF, IRREGULAR
from termcards.plaintext import shows

_ALIKE = {ord(hyphen): " " for hyphen in "-\u2010\u2011\u2012\u2013\u2014\u2212"}
_ALIKE |= {ord(blank): " " for blank in "\n\u00a0\u202f\u3000"}
_ALIKE |= {ord(quote): "'" for quote in "\u2018\u2019\u02bc"}

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Scripts that put no blank between words, or write particles onto them."""

_SMALL_WORDS = (
    "a about all also am an and any are as at be been but by can could did do does for from had"
    " has have he her here his how if in into is it its may me more most must my new no not now"
    " of off old on one or our out over own said same she so some such than that the their them"
    " then there these they this to too two under up us very was way we were what when where"
    " which who why will with would you your"
)
FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that stand in any definition; a term such as IT or US is told from them by its capitals."""

_PARTICLES = frozenset(
    [
        "about",
        "along",
        "apart",
        "around",
        "aside",
        "away",
        "back",
        "by",
        "down",
        "forward",
        "in",
        "off",
        "on",
        "out",
        "over",
        "through",
        "up",
    ]
)
_BETWEEN = ("it", "them", "him", "her", "us", "you", "this", "that", "one")
"""What may stand between a verb and its particle: *take it over*."""

_AND = re.compile(r" *& *| and ")
_LEADING = re.compile(r"(?:to|an?|the) (?=\S)", re.IGNORECASE)
_QUOTES = "\"' \u2018\u2019\u201c\u201d"
_STOPS = ".,;:!?"
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")


ENDINGS = ("s", "ed", "ing")
"""What an inflected word ends in, where it follows the rules."""


def is_function_word(word: str) -> bool:
    """Whether the word, in lower case, stands in any definition."""
    return word in FUNCTION_WORDS


def parts(name: str) -> Iterator[str]:
    """The name, and what is left of it without *(PDM)*, without *to*, quotes or a full stop.

    It may also be written with another *and*, or without a letter that not everyone has.
    """
    yield name
    yield from _written_otherwise(name)
    if name[:1].isalpha() and name[-1:].isalpha() and "(" not in name and not _LEADING.match(name):
        return
    bracketed = _PARENTHESIS.findall(name) if "(" in name else ()
    for part in (_PARENTHESIS.sub(" ", name), *bracketed) if bracketed else (name,):
        plain = bare(part)
        if plain != name and shows(plain) and plain not in FUNCTION_WORDS:
            yield plain
            yield from _written_otherwise(plain)


def _written_otherwise(name: str) -> Iterator[str]:
    if "ß" in name:
        yield name.replace("ß", "ss")
    if _AND.search(name) and shows(_AND.sub("", name)):
        yield from (_AND.sub(way, name) for way in ("&", " & ", " and "))


def inflected(folded: str) -> Iterator[str]:
    first, blank, rest = folded.partition(" ")
    for form in _inflections(first):
        yield form + blank + rest
    if rest in _PARTICLES:
        for form in (first, *_inflections(first)):
            yield from (f"{form} {word} {rest}" for word in _BETWEEN)
    if rest:
        head, _, last = folded.rpartition(" ")
        yield from (f"{head} {form}" for form in _inflections(last))
        yield folded.replace(" ", "")


@lru_cache(maxsize=1024)
def _inflections(word: str) -> tuple[str, ...]:
    if not word.isalpha() or UNSPACED.search(word) or word in FUNCTION_WORDS:
        return ()
    bases = [base for base in _bases(word) if len(base) > 2 and base not in FUNCTION_WORDS]
    if word in IRREGULAR and IRREGULAR[word] not in FUNCTION_WORDS:
        bases.append(IRREGULAR[word])
    forms = (form for base in (word, *bases) for form in (base, *_built_on(base)))
    irregular = (form for base in (word, *bases) for form in FORMS_OF.get(base, ()))
    return tuple(dict.fromkeys((*forms, *irregular)))


def _bases(word: str) -> Iterator[str]:
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem == word or word.endswith("ss"):
            continue
        yield stem
        if ending != "s":
            yield stem + "e"
        if ending in {"ing", "ed"} and stem[-1:] == stem[-2:-1]:
            yield stem[:-1]
        if stem.endswith("i"):
            yield stem[:-1] + "y"


def _built_on(base: str) -> Iterator[str]:
    stem = base.removesuffix("e")
    yield from (base + "s", base + "es", base + "ing", stem + "ing", stem + "ed")
    yield from (base + base[-1] + "ing", base + base[-1] + "ed")
    if base.endswith("y"):
        yield from (base[:-1] + "ies", base[:-1] + "ied")


def bare(text: str) -> str:
    """Without quotes, a full stop or an article around it."""
    plain = text.strip(_QUOTES).rstrip(_STOPS)
    leading = _LEADING.match(plain)
    return plain[leading.end() :] if leading else plain


def beginning(name: str) -> str:
    """What all forms of the name begin with.

    Of *running*, an inflection loses its ending, a doubled letter and perhaps one more; of a word
    without an ending, the last letter at most.
    """
    plain = name.isascii() and name.isalpha()
    word = name.lower() if plain else fold(name).lstrip().partition(" ")[0]
    shared = _regular_beginning(word)
    for base in (word, *_bases(word)) if word.endswith(ENDINGS) else (word,):
        shared = min(shared, _FAMILIES.get(base, shared), key=len)
    return shared


def _regular_beginning(word: str) -> str:
    if len(word) < 3:
        return word[:-1]
    return word[: max(2, len(word) - 5)] if word.endswith(ENDINGS) else word[:-1]


def _families() -> dict[str, str]:
    """What the forms of a word have in common that follows no rule."""
    found = {}
    for base, forms in FORMS_OF.items():
        letters = itertools.takewhile(
            lambda places: len(set(places)) == 1, zip(base, *forms, strict=False)
        )
        common = "".join(places[0] for places in letters)
        for word in (base, *forms):
            found[word] = common[:-1]
    return found


_FAMILIES = _families()


@lru_cache(maxsize=64)  # a sentence is looked at several times in a row
def fold(text: str) -> str:
    """In lower case, letter for letter, with hyphens, blanks and apostrophes of one kind.

    A letter is the one of ASCII that it is made of: *naïve* is written *naive*, too.
    """
    lowered = text.lower()
    if text.isascii():
        return lowered.replace("-", " ").replace("\n", " ")
    if len(lowered) != len(text):
        lowered = "".join(map(_lowered, text))
    return "".join(map(_plain, lowered.translate(_ALIKE)))


def _lowered(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if base.isascii() and base.isalnum() else character

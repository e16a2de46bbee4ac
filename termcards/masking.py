"""Where a term stands in a text, and the text without it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from termcards.plaintext import shows

GAP = "[___]"
"""Of one width, so that it does not tell the length of what is missing."""
MASK = "~"

Span = tuple[int, int]

_ALIKE = {ord(hyphen): " " for hyphen in "-\u2010\u2011\u2012\u2013\u2014\u2212"}
_ALIKE |= {ord(blank): " " for blank in "\n\u00a0\u202f\u3000"}
_ALIKE |= {ord(quote): "'" for quote in "\u2018\u2019\u02bc"}

LAST_ALIKE = "\u3000"
"""Beyond it there is no character that counts for one of ASCII's."""

_UNSPACED = re.compile(
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
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that stand in any definition; a term such as IT or US is told from them by its capitals."""

_LEADING = re.compile(r"(?:to|an?|the) (?=\S)", re.IGNORECASE)
_QUOTES = "\"' \u2018\u2019\u201c\u201d"
_STOPS = ".,;:!?"
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
_LONG_ENOUGH_TO_BEGIN_A_WORD = 5


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a term, in lower case and with blanks for hyphens."""

    text: str
    in_capitals: bool = False
    """Counts only where it stands in capitals."""

    begins_words: bool = False
    """Counts also at the beginning of a longer word (*engagingly*)."""


class Forms(Sequence[Form]):
    """All forms of some names, worked out when a text has something alike in it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parts: list[str] = []
        for name in names:
            if name.isalpha():
                self._parts.append(name)
            else:
                self._parts += _parts(name)
        self._beginnings = [*map(_beginning, self._parts)]
        self._all: tuple[Form, ...] | None = None

    def __getitem__(self, place: Any) -> Any:
        return self._forms()[place]

    def __len__(self) -> int:
        return len(self._forms())

    def may_stand_in(self, folded: str) -> bool:
        """Whether any of the forms could be in the text; most texts have not even a beginning."""
        return any(map(folded.__contains__, self._beginnings))

    def _forms(self) -> tuple[Form, ...]:
        if self._all is None:
            forms: dict[str, Form] = {}
            for part in self._parts:
                form = _form(part, begins_words=True)
                for inflected in _inflected(form.text):
                    forms.setdefault(inflected, Form(inflected))
                forms[form.text] = form
            self._all = tuple(forms.values())
        return self._all


def gapped(sentence: str, surface: str, forms: Sequence[Form]) -> str | None:
    """The sentence with gaps for its surface; other forms of the answer are masked.

    `None` if the surface does not stand there, or nothing else does.
    """
    spans = surface_spans(sentence, surface)
    kept = [*_between(sentence, spans)]
    rest = GAP.join(_between(_fold(sentence), spans))
    # Beyond ASCII a letter's small form may hang on what stands beside it.
    if not (isinstance(forms, Forms) and sentence.isascii() and not forms.may_stand_in(rest)):
        kept = [masked(part, forms) for part in kept]
    return GAP.join(kept) if spans and says("".join(kept)) else None


def stands_in(sentence: str, text: str) -> bool:
    """Whether the text, whatever its case, is a part of the sentence, as whole words."""
    if text[:1] > LAST_ALIKE and sentence.isascii():
        return False
    return _fold(text).strip() in _fold(sentence) and bool(surface_spans(sentence, text))


def masked(text: str, forms: Sequence[Form]) -> str:
    if isinstance(forms, Forms) and not forms.may_stand_in(_fold(text)):
        return text
    spans = _merged(_found(text, forms))
    return MASK.join(_between(text, spans)) if spans else text


def is_function_word(word: str) -> bool:
    """Whether the word, in lower case, stands in any definition."""
    return word in _FUNCTION_WORDS


def says(text: str) -> bool:
    """Whether there is a word left in it."""
    return any(map(str.isalnum, text))


@lru_cache(maxsize=16)  # asked of one sentence several times in a row
def surface_spans(sentence: str, surface: str) -> tuple[Span, ...]:
    """Where the surface stands in the sentence, whatever its case, as whole words."""
    if _fold(surface).strip() not in _fold(sentence):
        return ()
    return _merged(_found(sentence, [_form(surface)]))


def forms_of(names: Iterable[str]) -> Forms:
    """All that would give the answer away: the names, their parts, and how they inflect."""
    return Forms(names)


def _beginning(name: str) -> str:
    """What all forms of the name begin with.

    Of *running*, an inflection loses its ending, a doubled letter and perhaps one more; of a word
    without an ending, the last letter at most.
    """
    plain = name.isascii() and name.isalpha()
    word = name.lower() if plain else _fold(name).lstrip().partition(" ")[0]
    if len(word) < 3:
        return word[:-1]
    return word[: max(2, len(word) - 5)] if word.endswith(("s", "ed", "ing")) else word[:-1]


def _form(name: str, *, begins_words: bool = False) -> Form:
    folded = _fold(name).strip()
    return Form(
        folded,
        in_capitals=name.isupper() and folded in _FUNCTION_WORDS,
        begins_words=begins_words
        and folded.isalpha()
        and len(folded) >= _LONG_ENOUGH_TO_BEGIN_A_WORD,
    )


def _parts(name: str) -> Iterator[str]:
    """The name, and what is left of it without *(PDM)*, without *to*, quotes or a full stop."""
    yield name
    if name[:1].isalpha() and name[-1:].isalpha() and "(" not in name and not _LEADING.match(name):
        return
    bracketed = _PARENTHESIS.findall(name) if "(" in name else ()
    for part in (_PARENTHESIS.sub(" ", name), *bracketed) if bracketed else (name,):
        bare = part.strip(_QUOTES).rstrip(_STOPS)
        if leading := _LEADING.match(bare):
            bare = bare[leading.end() :]
        if bare != name and shows(bare) and bare not in _FUNCTION_WORDS:
            yield bare


def _inflected(folded: str) -> Iterator[str]:
    first, blank, rest = folded.partition(" ")
    for form in _inflections(first):
        yield form + blank + rest
    if rest:
        head, _, last = folded.rpartition(" ")
        yield from (f"{head} {form}" for form in _inflections(last))
        yield folded.replace(" ", "")


@lru_cache(maxsize=1024)
def _inflections(word: str) -> tuple[str, ...]:
    if not word.isalpha() or _UNSPACED.search(word) or word in _FUNCTION_WORDS:
        return ()
    bases = (base for base in _bases(word) if len(base) > 2 and base not in _FUNCTION_WORDS)
    forms = (form for base in (word, *bases) for form in (base, *_built_on(base)))
    return tuple(dict.fromkeys(forms))


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


def _found(text: str, forms: Sequence[Form]) -> Iterator[Span]:
    folded = _fold(text)
    for form in forms:
        start = folded.find(form.text) if form.text else -1
        while start >= 0:
            end = start + len(form.text)
            if _counts(form, folded, text, start, end):
                yield start, end
            start = folded.find(form.text, start + 1)


def _counts(form: Form, folded: str, text: str, start: int, end: int) -> bool:
    if form.in_capitals and not text[start:end].isupper():
        return False
    return _parted(folded, start) and (form.begins_words or _parted(folded, end))


def _parted(text: str, place: int) -> bool:
    """Whether a word may begin or end here."""
    return not (0 < place < len(text) and _joins(text[place - 1]) and _joins(text[place]))


def _joins(character: str) -> bool:
    return character.isalnum() and not _UNSPACED.match(character)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found = list(spans)
    if len(found) < 2:
        return tuple(found)
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _between(text: str, spans: Sequence[Span]) -> Iterator[str]:
    place = 0
    for start, end in spans:
        yield text[place:start]
        place = end
    yield text[place:]


@lru_cache(maxsize=64)  # a sentence is looked at several times in a row
def _fold(text: str) -> str:
    """In lower case, letter for letter, with hyphens, blanks and apostrophes of one kind."""
    lowered = text.lower()
    if text.isascii():
        return lowered.replace("-", " ").replace("\n", " ")
    if len(lowered) != len(text):
        lowered = "".join(map(_lowered, text))
    return lowered.translate(_ALIKE)


def _lowered(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character

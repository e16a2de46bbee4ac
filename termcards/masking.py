"""Where a term stands in a text, and the text without it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from termcards.wordforms import FUNCTION_WORDS, UNSPACED, bare, beginning, fold, inflected, parts

GAP = "[___]"
"""Of one width, so that it does not tell the length of what is missing."""
MASK = "~"

Span = tuple[int, int]

LAST_ALIKE = "\uff5e"
"""Beyond it there is no character that counts for one of ASCII's."""

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
            if name.isalpha() and "ß" not in name:
                self._parts.append(name)
            else:
                self._parts += parts(name)
        self._beginnings = [*map(beginning, self._parts)]
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
                for text in inflected(form.text):
                    forms.setdefault(text, Form(text))
                forms[form.text] = form
            self._all = tuple(forms.values())
        return self._all


def gapped(sentence: str, surface: str, forms: Sequence[Form]) -> str | None:
    """The sentence with gaps for its surface; other forms of the answer are masked.

    `None` if the surface does not stand there, or nothing else does.
    """
    spans = surface_spans(sentence, surface)
    kept = [*_between(sentence, spans)]
    rest = GAP.join(_between(fold(sentence), spans))
    # Beyond ASCII a letter's small form may hang on what stands beside it.
    if not (isinstance(forms, Forms) and sentence.isascii() and not forms.may_stand_in(rest)):
        kept = [masked(part, forms) for part in kept]
    return GAP.join(kept) if spans and says("".join(kept)) else None


def stands_in(sentence: str, text: str) -> bool:
    """Whether the text, however it is inflected, is a part of the sentence, as whole words."""
    return bool(whole_spans(sentence, text))


def whole_spans(sentence: str, text: str) -> tuple[Span, ...]:
    """Where the text stands in the sentence, however it is inflected, as whole words."""
    plain = bare(text)
    if not plain or (plain[:1] > LAST_ALIKE and sentence.isascii()):
        return ()
    within, folded = fold(sentence), fold(plain).strip()
    # Of several words the outer two are inflected; what is between them stands as it is.
    middle = " ".join(folded.split(" ")[1:-1])
    if middle not in within and folded.replace(" ", "") not in within:
        return ()
    if beginning(plain) not in within:
        return ()
    forms = dict.fromkeys((folded, *inflected(folded)))
    return _merged(_found(sentence, [Form(form) for form in forms]))


def telling_spans(sentence: str, texts: Iterable[str], kept: Sequence[Span]) -> tuple[Span, ...]:
    """Where what the texts say stands in the sentence, but for what is to be `kept`."""
    found = _merged(span for text in texts for span in whole_spans(sentence, text))
    return tuple(
        (start, end)
        for start, end in found
        if not any(start < last and first < end for first, last in kept)
    )


def masked(text: str, forms: Sequence[Form]) -> str:
    if isinstance(forms, Forms) and not forms.may_stand_in(fold(text)):
        return text
    spans = _merged(_found(text, forms))
    return MASK.join(_between(text, spans)) if spans else text


def says(text: str) -> bool:
    """Whether there is a word left in it."""
    return any(map(str.isalnum, text))


@lru_cache(maxsize=16)  # asked of one sentence several times in a row
def surface_spans(sentence: str, surface: str) -> tuple[Span, ...]:
    """Where the surface stands in the sentence, whatever its case, as whole words."""
    if fold(surface).strip() not in fold(sentence):
        return ()
    return _merged(_found(sentence, [_form(surface)]))


def forms_of(names: Iterable[str]) -> Forms:
    """All that would give the answer away: the names, their parts, and how they inflect."""
    return Forms(names)


def _form(name: str, *, begins_words: bool = False) -> Form:
    folded = fold(name).strip()
    return Form(
        folded,
        in_capitals=name.isupper() and folded in FUNCTION_WORDS,
        begins_words=begins_words
        and folded.isalpha()
        and len(folded) >= _LONG_ENOUGH_TO_BEGIN_A_WORD,
    )


def _found(text: str, forms: Sequence[Form]) -> Iterator[Span]:
    folded = fold(text)
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
    return character.isalnum() and not UNSPACED.match(character)


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

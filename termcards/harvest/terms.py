"""A footnote into the terms that it defines, each with all that its note will say but examples."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from termcards.harvest.asides import Evidence, is_aside
from termcards.harvest.definitions import Body, joined, read_body
from termcards.harvest.document import Document, Footnote, Passage, Style, keep, label_key
from termcards.harvest.headwords import Headword, headword
from termcards.harvest.inflections import same_word
from termcards.harvest.kinship import begins_with, related, share_stem
from termcards.harvest.labels import Label, read_label
from termcards.harvest.marks import Marks, Place
from termcards.harvest.sources import split_by_source
from termcards.harvest.surfaces import Run
from termcards.notes import Example, Note, NoteId, Sense, Source

_WORD = re.compile(r"[^\W_]+")
NAMED_WITHIN = 40
"""Characters of a footnote before the end of its head."""

_STOPS = frozenset(".!?,;:。！？，；：")
_VERSUS_HEAD = re.compile(
    r"[\"“‘']?([^.:;\n]{1,60}?)\s+(?:vs?\.?|versus)\s+([^.:;\n]{1,60}?)\s*[:–—-]\s+"
)
_CLAUSE = re.compile(
    r"[.!?;\n]\s*(?:(?:In contrast,|By contrast,|while)\s+)?(?:An?\s|The\s)?\s*[\"“‘']?"
)


class Term(NamedTuple):
    """A term on its way to a draft."""

    footnote: Footnote
    label: Label
    head: Headword
    body: Body
    place: Place | None
    """The mark by which it was read."""

    surface: Run | None
    """In the passage of that mark."""

    is_aside: bool
    """Whether the footnote defines nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.head.term, *self.head.aliases)

    def note(self, examples: tuple[Example, ...], fronts: Mapping[str, str]) -> Note:
        """`fronts` gives for the labels of footnotes the terms that they define."""
        head, read = self.head, self.body
        marked = [fronts[key] for key in map(label_key, read.marks) if key in fronts]
        see = dict.fromkeys(name for name in (*marked, *read.see) if name != head.term)
        return Note(
            id=NoteId(proposed_id(head.term)),
            term=head.term,
            aliases=head.aliases,
            part_of_speech=read.part_of_speech or head.part_of_speech or self.label.part_of_speech,
            pronunciation=read.pronunciation,
            senses=_glossed(read.senses, self.label.gloss or read.gloss),
            quotes=tuple(read.quotes),
            synonyms=tuple(read.synonyms),
            usage=read.usage,
            derived=tuple(read.derived),
            see=tuple(see),
            examples=examples,
            raw=None if read.is_whole else self.footnote.raw,
        )


class TermReader:
    def __init__(self, document: Document, marks: Marks) -> None:
        self._document = document
        self._marks = marks

    def read(self, footnote: Footnote) -> Iterator[Term]:
        """One term, or two for `X vs Y`; none for a footnote that says nothing."""
        whole = joined(footnote.blocks)
        if not whole.text.strip():
            self._marks.warn(footnote.line, "empty_definition", f"[^{footnote.label}] says nothing")
            return
        label = read_label(footnote.label)
        place = self._marks.place(footnote)
        label = _with_own_sign(label, place)
        names = _names(label, place)
        if len(names) == 1:
            yield self._term(footnote, label, names[0], whole, place)
            return
        first_body, second_body = _split_versus(whole, [name or "" for name in names])
        first = self._term(footnote, label, names[0], first_body, place)
        second = self._term(footnote, label, names[1], second_body, place)
        source = _only_source(second_body)
        if source is not None:
            first.body.senses = _sourced(first.body.senses, source)
        if first.surface and second.surface and _overlap(first.surface, second.surface):
            second = second._replace(surface=None)
        yield first
        yield second

    def _term(
        self, footnote: Footnote, label: Label, name: str | None, body: Passage, place: Place | None
    ) -> Term:
        passage, offset = (place[0].passage, place[1].offset) if place else (None, 0)
        if place is None and name is not None:
            name = self._right_spelling(footnote, name)
        if name is not None and "-" in name:
            name = _with_own_blanks(name, body.text, passage.text[:offset] if passage else "")
        head = headword(name, body, passage, offset)
        head = head if head.term else head._replace(term=footnote.label)
        if place and name and _is_misspelling(name, head.term):
            self._warn_misspelled(footnote, head.term)
        read = read_body(keep(body, head.body_start, len(body.text)), head.term)
        surface = passage.text[slice(*head.surface)] if passage and head.surface else None
        is_behind_stop = passage is not None and passage.text[offset - 1 : offset] in _STOPS
        is_doubtful = is_aside(Evidence(name, surface, head, read, body, is_behind_stop))
        return Term(footnote, label, head, read, place, head.surface, is_doubtful)

    def _right_spelling(self, footnote: Footnote, name: str) -> str:
        """A label that nothing refers to may be a misspelling of a word of the text."""
        if not name.isalpha() or not name.isascii() or not 5 <= len(name) <= 40:
            return name
        if name.casefold() in self._vocabulary:
            return name
        alike = {word for word in self._vocabulary if word[0] == name[0].casefold()}
        near = difflib.get_close_matches(name.casefold(), alike, n=3, cutoff=0.88)
        best = min(near, key=lambda word: abs(len(word) - len(name)), default=None)
        if best is None:
            return name
        self._warn_misspelled(footnote, best)
        return best

    def _warn_misspelled(self, footnote: Footnote, word: str) -> None:
        if not self._marks.is_mistyped(footnote):
            self._marks.warn(
                footnote.line,
                "misspelled_label",
                f'[^{footnote.label}] looks like a misspelling of "{word}"',
            )

    @cached_property
    def _vocabulary(self) -> set[str]:
        texts = (block.passage.text for block in self._document.blocks)
        return {word for text in texts for word in re.findall(r"[a-z]{4,}", text)}


def proposed_id(term: str) -> str:
    """The id a note is born with: the term's words in small letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", term).casefold()
    return "-".join(_WORD.findall(plain)) or "note"


def _with_own_sign(label: Label, place: Place | None) -> Label:
    """`24/7[^24/7]`: figures and signs are a name where they stand before their mark as well."""
    text = label.text.strip()
    if label.name is not None or place is None or (text.isalnum() and not text[-1].isupper()):
        return label
    end = place[1].offset
    before = place[0].passage.text[max(0, end - len(text)) : end]
    return label._replace(name=text) if before == text else label


def _with_own_blanks(name: str, body: str, before: str) -> str:
    """`cold call[^cold-call]`: many programs know no labels with blanks, so hyphens stand there."""
    spaced = name.replace("-", " ")
    places = (body[: len(spaced) + NAMED_WITHIN], before[-len(spaced) - 1 :])
    said = [" ".join(place.casefold().split()) for place in places]
    if any(name.casefold() in place for place in said):
        return name
    return spaced if any(spaced.casefold() in place for place in said) else name


def _names(label: Label, place: Place | None) -> tuple[str | None, ...]:
    """Two for `X vs Y`, unless the text itself has it as one term."""
    if len(label.names) == 2 and place is not None and label.name is not None:
        end = place[1].offset
        before = place[0].passage.text[max(0, end - len(label.name)) : end]
        if before.casefold() == label.name.casefold():
            return (label.name,)
    return label.names


def _split_versus(body: Passage, names: Sequence[str]) -> tuple[Passage, Passage]:
    """`X vs Y`: the part about X and the part about Y, or the whole for both."""
    head = _VERSUS_HEAD.match(body.text)
    if head and all(related(side, name) for side, name in zip(head.groups(), names, strict=True)):
        body = keep(body, head.end(), len(body.text))
    bold = {span.start: span.end for span in body.spans_of(Style.STRONG)}
    for match in _CLAUSE.finditer(body.text):
        start = match.end()
        is_head = start in bold and related(body.text[start : bold[start]], names[1])
        if is_head or begins_with(body.text[start : start + 80], names[1]):
            at = match.start() + (body.text[match.start()] in ".!?")
            return keep(body, 0, at), keep(body, match.start() + 1, len(body.text))
    return body, body


def _only_source(body: Passage) -> Source | None:
    """The source at the end of a note on two terms, which is that of both."""
    found = {part.source for part in split_by_source(body) if part.source}
    return found.pop() if len(found) == 1 else None


def _sourced(senses: Sequence[Sense], source: Source) -> list[Sense]:
    return [sense if sense.source else replace(sense, source=source) for sense in senses]


def _glossed(senses: Sequence[Sense], gloss: str | None) -> tuple[Sense, ...]:
    if gloss is None or not senses:
        return tuple(senses)
    return (replace(senses[0], translation=gloss), *senses[1:])


def _is_misspelling(name: str, word: str) -> bool:
    """Whether the label is one word, and a letter or two from the term."""
    if name == word or not (name.isalpha() and word.isalpha() and len(name) >= 5):
        return False
    if same_word(name, word):
        return False
    matcher = difflib.SequenceMatcher(None, name.casefold(), word.casefold(), autojunk=False)
    is_derived = share_stem(name, word) and abs(len(name) - len(word)) > 1
    return matcher.ratio() >= 0.85 and not is_derived


def _overlap(one: Run, other: Run) -> bool:
    return one[0] < other[1] and other[0] < one[1]

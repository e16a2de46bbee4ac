"""Which words a footnote marks, and what the front of its card is.

No single sign is right often enough: not the label, not the word before the mark, not the first
words of the definition. So they are weighed together. What is returned says which words of the
marked sentence stand for the term (its surface), and where the definition proper begins.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from termcards.harvest.acronyms import (
    expansion_before,
    expansion_in,
    is_acronym,
    singular_acronym,
    spells,
    words,
)
from termcards.harvest.casing import cased
from termcards.harvest.definienda import Definiendum, find_definiendum
from termcards.harvest.document import Passage
from termcards.harvest.inflections import base_form, same_word
from termcards.harvest.kinship import is_part, related
from termcards.harvest.othernames import spelled_in_bold
from termcards.harvest.surfaces import Run, find_surface, line_bounds, nearest_word

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_STOP = re.compile(r"[.!?。！？]\s*")
LONGEST_SHORT = 5
"""Letters up to which a word in capitals is taken for an acronym by its looks alone."""
EXPLAINED_WITHIN = 5000
"""Characters of a passage in which an acronym's expansion is looked for."""


class Headword(NamedTuple):
    term: str
    aliases: tuple[str, ...]
    surface: Run | None
    """The offsets of the surface in the marked passage."""

    body_start: int
    """Where the definition proper begins."""

    is_defined: bool
    """Whether the definition names what it defines."""

    part_of_speech: str | None


def headword(name: str | None, body: Passage, marked: Passage | None, offset: int) -> Headword:
    """Weighs the signs: the label, the words about the mark, the definition's first ones."""
    definiendum = find_definiendum(body, name)
    candidates = [name, *((definiendum.text, *definiendum.others) if definiendum else ())]
    named = [text for text in candidates if text]
    surface = find_surface(marked, offset, named) if marked else None
    surface_text = marked.text[slice(*surface)] if marked and surface else None
    if marked and (definiendum is None or not _belongs(definiendum, name, surface_text)):
        other = find_definiendum(body, None)
        run = find_surface(marked, offset, [other.text]) if other and other.text else None
        if other and run and is_part(other.text, marked.text[slice(*run)]):
            # The label is only a cue, and the definition begins with the very words that it marks.
            definiendum, surface, surface_text = other, run, marked.text[slice(*run)]
    nearest = nearest_word(marked, offset) if marked and surface is None else None
    nearest_text = marked.text[slice(*nearest)] if marked and nearest else None
    if definiendum and not _belongs(definiendum, name, surface_text or nearest_text):
        definiendum = None
    is_free = definiendum is None or not definiendum.text or name is None
    is_other = bool(definiendum and definiendum.is_head and name is None)  # `see also[^1]`
    if surface is None and (
        (is_free and not is_other) or related(nearest_text or "", name or _head_of(definiendum))
    ):
        surface, surface_text = nearest, nearest_text
    signs = _Signs(name, definiendum, surface_text, body, marked)
    term, aliases = signs.choose()
    if aliases or not term.islower():
        start, stop = line_bounds(marked.text, offset) if marked else (0, 0)
        evidence = [body.text, marked.text[start:stop] if marked else ""]
        is_first = bool(marked and surface and not _sentence_before(marked.text, surface[0]))
        term = cased(term, evidence, surface_text, may_lower=is_first or marked is None)
        lowered = (cased(alias, evidence, None, may_lower=False) for alias in aliases)
        aliases = _distinct(term, lowered)
    return Headword(
        term=term,
        aliases=aliases,
        surface=surface,
        body_start=definiendum.body_start if definiendum else 0,
        is_defined=definiendum is not None,
        part_of_speech=definiendum.part_of_speech if definiendum else None,
    )


def _head_of(definiendum: Definiendum | None) -> str:
    return definiendum.text if definiendum else ""


def _belongs(definiendum: Definiendum, name: str | None, surface: str | None) -> bool:
    """A definition may begin with some other word's sentence."""
    if not definiendum.text or definiendum.text in (name, surface):
        return True
    if definiendum.is_head and name is None:
        return True
    named = (definiendum.text, *definiendum.others)
    anchors = [text for text in (name, surface) if text]
    return not anchors or any(related(text, anchor) for text in named for anchor in anchors)


class _Signs(NamedTuple):
    name: str | None
    definiendum: Definiendum | None
    surface: str | None
    body: Passage
    marked: Passage | None

    def choose(self) -> tuple[str, tuple[str, ...]]:
        """The term and its aliases, before their capitals are looked at."""
        name, surface, definiendum = self.name, self.surface, self.definiendum
        defined = definiendum.text if definiendum else None
        others = definiendum.others if definiendum else ()
        if name is None or self._is_cue(name) or self._is_shorthand(name):
            return self._without_label()
        if surface == name and defined in (None, name) and not is_acronym(name):
            return name, others
        name = self._as_written(name)
        if defined and definiendum and definiendum.is_marked and self._is_told_apart(name, defined):
            return defined, others
        if surface and is_acronym(surface) and spells(surface, name):
            return singular_acronym(surface), (name, *others)
        if defined and definiendum and definiendum.is_marked and _is_narrower(defined, name):
            return defined, (name, *self._expansions(defined, others))
        if is_acronym(name):
            told = [text for text in (defined, surface, *others) if text and spells(name, text)]
            return name, (*told, *self._expansions(name, (*others, *told)), *others)
        aliases = list(others)
        if defined and definiendum and (definiendum.is_marked or spells(defined, name)):
            aliases = [*([] if is_part(defined, name) else [defined]), *aliases]
        if surface and not is_part(surface, name):
            aliases.append(surface)
        return name, tuple(aliases)

    def _is_cue(self, name: str) -> bool:
        """`sharp[^of the mind]`: the label is no name of what it marks."""
        if self.surface is None or related(self.surface, name) or self._expansions(name, ()):
            return False
        return not (self.definiendum and related(self.definiendum.text, name))

    def _is_shorthand(self, name: str) -> bool:
        """`discovery calls[^disc]`: the label shortens the words, as no acronym is written."""
        if self.surface is None or is_acronym(name) or is_acronym(self.surface):
            return False
        return " " not in name and spells(name, self.surface)

    def _is_told_apart(self, name: str, defined: str) -> bool:
        """`feature-based[^feature]: **feature-based modeling**`: the label is only its start."""
        surface = self.surface
        return bool(surface and is_part(surface, defined) and not is_part(surface, name))

    def _as_written(self, name: str) -> str:
        """The name with the capitals that it has in the text: `ARR[^arr]`."""
        defined = self.definiendum.text if self.definiendum else None
        is_head = self.definiendum is not None and self.definiendum.is_head
        if is_head and defined == name and "-" in name:
            return name  # both say it so: `Mid-Market[^mid-market]` has capitals from its place
        for text in filter(None, (defined, self.surface)):
            bare = singular_acronym(text.lstrip("."))
            is_same = bare.casefold() == name.casefold()
            # A longer word in capitals may only be shouted: URGENT.
            is_shout = text is self.surface and bare.isupper() and len(bare) > LONGEST_SHORT
            if is_same and not is_shout and (bare.isupper() or sum(map(str.isupper, bare)) > 1):
                return singular_acronym(text)
        return name

    def _without_label(self) -> tuple[str, tuple[str, ...]]:
        defined = self.definiendum.text if self.definiendum else None
        others = self.definiendum.others if self.definiendum else ()
        surface = self.surface
        if surface and defined and is_acronym(surface) and spells(surface, defined):
            return singular_acronym(surface), (defined, *others)
        if defined and (surface is None or related(defined, surface)):
            return defined, (*self._expansions(defined, others), *others)
        if surface is None:
            return self.name or "", others
        if is_acronym(surface):
            acronym = singular_acronym(surface)
            known = (*filter(None, (defined,)), *others)
            return acronym, (*self._expansions(acronym, known), *known)
        return base_form(surface, self.body.text), tuple(filter(None, (defined, *others)))

    def _expansions(self, acronym: str, known: Iterable[str]) -> tuple[str, ...]:
        if not is_acronym(acronym) or any(spells(acronym, text) for text in known):
            return ()
        sentences = _SENTENCE_END.split(self.body.text[:600], maxsplit=2)
        found = spelled_in_bold(self.body, acronym)
        found = found or expansion_in(acronym, " ".join(sentences[:2]))
        if found is None and self.marked is not None:
            found = expansion_before(acronym, self.marked.text[:EXPLAINED_WITHIN])
        return (found,) if found else ()


def _is_narrower(defined: str, name: str) -> bool:
    inner, outer = words(defined), words(name)
    return 0 < len(inner) < len(outer) and all(
        any(same_word(word, other) for other in outer) for word in inner
    )


def _distinct(term: str, aliases: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    seen = {term.casefold()}
    for alias in aliases:
        if alias and alias.casefold() not in seen:
            seen.add(alias.casefold())
            kept.append(alias)
    return tuple(kept)


def _sentence_before(text: str, offset: int) -> bool:
    """Whether words of the same sentence stand before the offset."""
    line = text[line_bounds(text, offset)[0] : offset]
    return any(map(str.isalnum, _STOP.split(line)[-1]))

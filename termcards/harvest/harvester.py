"""A document into a harvest: drafts of notes, asides, and warnings with their lines."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termcards.harvest.asides import is_aside
from termcards.harvest.definienda import related, share_stem
from termcards.harvest.definitions import Body, joined, read_body
from termcards.harvest.document import (
    Block,
    Document,
    Footnote,
    HarvestWarning,
    Mark,
    Passage,
    Style,
    keep,
    label_key,
)
from termcards.harvest.examples import Sentence, is_east_asian, quality, sentence_at, sentences
from termcards.harvest.headwords import Headword, headword
from termcards.harvest.inflections import same_word
from termcards.harvest.labels import Label, read_label
from termcards.harvest.occurrences import TermFinder
from termcards.harvest.sources import split_by_source
from termcards.harvest.surfaces import is_mark_before_word
from termcards.harvest.translations import Translations, pair_translations
from termcards.notes import Citation, Draft, Example, Note, NoteId, Posting, Sense, Source

MOST_EXAMPLES = 5
Place = tuple[Block, Mark]


@dataclass(frozen=True, slots=True)
class Aside:
    """A footnote that defines nothing: a citation, a remark."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Harvest:
    posting: Posting
    notes: tuple[Draft, ...]
    asides: tuple[Aside, ...]
    warnings: tuple[HarvestWarning, ...]


def harvest(document: Document, slug: str, *, takes_asides: bool = False) -> Harvest:
    """`slug` names the posting in the citations of the examples."""
    return _Harvester(document, slug, takes_asides=takes_asides).harvest()


@dataclass(slots=True)
class _Found:
    """A term on its way to a draft."""

    footnote: Footnote
    head: Headword
    body: Passage
    place: Place | None
    note: Note
    read: Body


class _Harvester:
    def __init__(self, document: Document, slug: str, *, takes_asides: bool) -> None:
        self.document = document
        self.slug = slug
        self.takes_asides = takes_asides
        self.warnings = list(document.warnings)
        self.asides: list[Aside] = []
        self.mistyped: set[str] = set()
        """Labels that are mistyped at one end, and were told so."""
        self.places: dict[str, list[Place]] = defaultdict(list)
        for block in document.blocks:
            for mark in block.passage.marks:
                self.places[label_key(mark.label)].append((block, mark))
        self.footnotes = self._distinct_footnotes()

    def harvest(self) -> Harvest:
        self._check_marks()
        found = [term for footnote in self.footnotes.values() for term in self._terms(footnote)]
        translations = pair_translations(self.document.blocks) if found else Translations({})
        notes = self._with_examples(found, translations)
        return Harvest(
            posting=replace(self.document.posting, slug=self.slug),
            notes=tuple(notes),
            asides=tuple(self.asides),
            warnings=tuple(sorted(self.warnings, key=lambda warning: warning.line)),
        )

    def _distinct_footnotes(self) -> dict[str, Footnote]:
        distinct: dict[str, Footnote] = {}
        for footnote in self.document.footnotes:
            first = distinct.setdefault(label_key(footnote.label), footnote)
            if first is not footnote:
                self._warn(
                    footnote.line,
                    "duplicate_definition",
                    f"[^{footnote.label}] is defined on line {first.line} already; left out here",
                )
        return distinct

    def _check_marks(self) -> None:
        inner = {
            label_key(mark.label): mark
            for footnote in self.footnotes.values()
            for block in footnote.blocks
            for mark in block.passage.marks
        }
        self._check_places()
        used = {*self.places, *inner}
        unused = [key for key in self.footnotes if key not in used]
        for key in [key for key in used if key not in self.footnotes]:
            mark = self.places[key][0][1] if self.places.get(key) else inner[key]
            near = difflib.get_close_matches(key, unused, n=1, cutoff=0.75)
            hint = f"; did you mean [^{self.footnotes[near[0]].label}]?" if near else ""
            code = "misspelled_label" if near else "undefined_label"
            self._warn(mark.line, code, f"[^{mark.label}] is not defined{hint}")
            if near:
                self.mistyped.add(near[0])
                self.places[near[0]] += self.places.get(key, [])
                unused.remove(near[0])
        for key in unused:
            footnote = self.footnotes[key]
            self._warn(
                footnote.line,
                "unreferenced_definition",
                f"nothing in the text refers to [^{footnote.label}]",
            )

    def _check_places(self) -> None:
        for places in self.places.values():
            for block, mark in places:
                if is_mark_before_word(block.passage.text, mark.offset):
                    self._warn(
                        mark.line,
                        "mark_before_word",
                        f"[^{mark.label}] stands before its word; the word after it was taken",
                    )

    def _terms(self, footnote: Footnote) -> Iterable[_Found]:
        whole = joined(footnote.blocks)
        if not whole.text.strip():
            self._warn(footnote.line, "empty_definition", f"[^{footnote.label}] says nothing")
            return
        label = read_label(footnote.label)
        names = self._names(label, footnote)
        bodies = _split_versus(whole, names) if len(names) == 2 else [whole] * len(names)
        taken: set[tuple[int, int]] = set()
        source = _only_source(bodies[-1]) if len(names) == 2 else None
        for name, body in zip(names, bodies, strict=True):
            found = self._term(footnote, label, name, body)
            if source is not None:
                found = replace(found, note=_sourced(found.note, source))
            surface = found.head.surface
            if surface is not None and any(start <= surface[0] < end for start, end in taken):
                found = replace(found, head=replace(found.head, surface=None))
            if surface is not None:
                taken.add(surface)
            if self._is_term(name, found):
                yield found

    def _names(self, label: Label, footnote: Footnote) -> tuple[str | None, ...]:
        """Two for `X vs Y`, unless the text itself has it as one term."""
        place = self._place(footnote)
        if len(label.names) == 2 and place is not None and label.name is not None:
            before = place[0].passage.text[: place[1].offset].casefold()
            if before.endswith(label.name.casefold()):
                return (label.name,)
        return label.names

    def _term(self, footnote: Footnote, label: Label, name: str | None, body: Passage) -> _Found:
        place = self._place(footnote)
        passage, offset = (place[0].passage, place[1].offset) if place else (None, 0)
        if place is None and name is not None:
            name = self._right_spelling(footnote, name)
        head = headword(name, body, passage, offset)
        if not head.term:
            head = replace(head, term=footnote.label)
        is_told = label_key(footnote.label) in self.mistyped
        if place and name and not is_told and _is_misspelling(name, head.term):
            self._warn_misspelled(footnote, head.term)
        read = read_body(keep(body, head.body_start, len(body.text)), head.term)
        note = Note(
            id=NoteId(proposed_id(head.term)),
            term=head.term,
            aliases=head.aliases,
            part_of_speech=read.part_of_speech or head.part_of_speech or label.part_of_speech,
            pronunciation=read.pronunciation,
            senses=_glossed(read.senses, label.gloss),
            quotes=tuple(read.quotes),
            synonyms=tuple(read.synonyms),
            usage=read.usage,
            derived=tuple(read.derived),
            see=self._seen(read.see, head.term),
            raw=None if read.is_whole else footnote.raw,
        )
        return _Found(footnote, head, body, place, note, read)

    def _is_term(self, name: str | None, found: _Found) -> bool:
        surface = None
        if found.place and found.head.surface:
            surface = found.place[0].passage.text[slice(*found.head.surface)]
        if not is_aside(name, surface, found.head, found.read, found.body):
            return True
        text = " ".join(found.body.text.split())
        self.asides.append(Aside(found.footnote.label, text, found.footnote.line))
        return self.takes_asides

    def _place(self, footnote: Footnote) -> Place | None:
        """The mark by which it is read: one in a good sentence before one in a heading."""
        places = self.places.get(label_key(footnote.label), [])
        return max(places, key=_place_quality, default=None)

    def _right_spelling(self, footnote: Footnote, name: str) -> str:
        """A label that nothing refers to may be a misspelling of a word of the text."""
        if not name.isalpha() or not name.isascii() or len(name) < 5:
            return name
        words = self._vocabulary()
        if name.casefold() in words:
            return name
        near = difflib.get_close_matches(name.casefold(), words, n=3, cutoff=0.88)
        best = min(near, key=lambda word: abs(len(word) - len(name)), default=None)
        if best is None:
            return name
        self._warn_misspelled(footnote, best)
        return best

    def _warn_misspelled(self, footnote: Footnote, word: str) -> None:
        self._warn(
            footnote.line,
            "misspelled_label",
            f'[^{footnote.label}] looks like a misspelling of "{word}"',
        )

    def _vocabulary(self) -> set[str]:
        texts = [block.passage.text for block in self.document.blocks]
        return {word for text in texts for word in re.findall(r"[a-z]{4,}", text)}

    def _seen(self, labels: Sequence[str], term: str) -> tuple[str, ...]:
        names = []
        for label in labels:
            name = read_label(label).name or label
            if name.casefold() != term.casefold() and name not in names:
                names.append(name)
        return tuple(names)

    def _with_examples(
        self, found: Sequence[_Found], translations: Translations
    ) -> Iterable[Draft]:
        further = self._occurrences(found)
        for key, term in enumerate(found):
            sightings = [*self._marked(term), *further.get(key, ())]
            examples = self._examples(sightings, translations)
            note = replace(term.note, examples=examples)
            yield Draft(note, term.footnote.label, term.footnote.line)

    def _marked(self, term: _Found) -> Iterable[tuple[Sentence, tuple[int, int]]]:
        if term.place is None or term.head.surface is None:
            return
        sentence = sentence_at(term.place[0], term.head.surface[0])
        if sentence is not None and term.head.surface[1] <= sentence.end:
            yield sentence, term.head.surface

    def _occurrences(
        self, found: Sequence[_Found]
    ) -> dict[int, list[tuple[Sentence, tuple[int, int]]]]:
        finder = TermFinder((term.note.term, *term.note.aliases) for term in found)
        sightings: dict[int, list[tuple[Sentence, tuple[int, int]]]] = defaultdict(list)
        for block in self.document.blocks:
            code = block.passage.spans_of(Style.CODE)
            hits = [
                hit
                for hit in finder.find(block.passage.text)
                if not any(span.start <= hit.start < span.end for span in code)
            ]
            if not hits:
                continue
            cut_up = sentences(block)
            for hit in hits:
                sentence = next(
                    (s for s in cut_up if s.holds(hit.start) and hit.end <= s.end), None
                )
                if sentence is not None:
                    sightings[hit.key].append((sentence, (hit.start, hit.end)))
        return sightings

    def _examples(
        self, sightings: Sequence[tuple[Sentence, tuple[int, int]]], translations: Translations
    ) -> tuple[Example, ...]:
        """Good ones only, the marked sentence first, each once."""
        seen: set[str] = set()
        kept: list[tuple[Sentence, tuple[int, int]]] = []
        for sentence, surface in sightings:
            key = sentence.text.casefold()
            surface_text = sentence.block.passage.text[slice(*surface)]
            is_foreign = is_east_asian(sentence.text) and surface_text.isascii()
            if key not in seen and not is_foreign and quality(sentence) >= 0:
                seen.add(key)
                kept.append((sentence, surface))
        ranked = kept[:1] + sorted(kept[1:], key=lambda pair: -quality(pair[0]))
        return tuple(self._example(*pair, translations) for pair in ranked[:MOST_EXAMPLES])

    def _example(
        self, sentence: Sentence, surface: tuple[int, int], translations: Translations
    ) -> Example:
        text = sentence.block.passage.text[slice(*surface)]
        end_line = sentence.end_line if sentence.end_line != sentence.line else None
        return Example(
            sentence=sentence.text,
            surface=" ".join(text.split()),
            translation=translations.of(sentence),
            citation=Citation(self.slug, sentence.line, end_line),
            kind=sentence.kind,
        )

    def _warn(self, line: int, code: str, message: str) -> None:
        self.warnings.append(HarvestWarning(line, code, message))


def _place_quality(place: Place) -> int:
    block, mark = place
    sentence = sentence_at(block, max(0, mark.offset - 1))
    return quality(sentence) if sentence else -100


def _split_versus(body: Passage, names: Sequence[str | None]) -> list[Passage]:
    """`X vs Y`: the part about X and the part about Y, or the whole for both."""
    second = names[1] or ""
    for span in body.spans_of(Style.STRONG)[1:]:
        before = re.search(
            r"(?:^|[.!?;\n])\s*(?:An?|The|In contrast,)?\s*$", body.text[: span.start]
        )
        if before and related(body.text[span.start : span.end], second):
            at = before.start() + 1
            return [keep(body, 0, at), keep(body, at, len(body.text))]
    return [body, body]


def proposed_id(term: str) -> str:
    """The id a note is born with: the term's words in small letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", term).casefold()
    return "-".join(re.findall(r"[^\W_]+", plain)) or "note"


def _only_source(body: Passage) -> Source | None:
    """The source at the end of a note on two terms, which is that of both."""
    found = {part.source for part in split_by_source(body) if part.source}
    return found.pop() if len(found) == 1 else None


def _sourced(note: Note, source: Source) -> Note:
    senses = (sense if sense.source else replace(sense, source=source) for sense in note.senses)
    return replace(note, senses=tuple(senses))


def _glossed(senses: Sequence[Sense], gloss: str | None) -> tuple[Sense, ...]:
    if gloss is None or not senses:
        return tuple(senses)
    return (replace(senses[0], translation=gloss), *senses[1:])


def _is_misspelling(name: str, word: str) -> bool:
    """Whether the label is one word, and a letter or two from the term."""
    if not (name.isalpha() and word.isalpha() and len(name) >= 5) or same_word(name, word):
        return False
    matcher = difflib.SequenceMatcher(None, name.casefold(), word.casefold(), autojunk=False)
    is_derived = share_stem(name, word) and abs(len(name) - len(word)) > 1
    return matcher.ratio() >= 0.85 and not is_derived

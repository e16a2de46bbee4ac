"""Our own note type read back: the notes of which its fields were made, as far as these tell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from termcards.anki.cleaning import clean_line
from termcards.anki.names import speech_tag
from termcards.anki.tree import Element, Node, blank, elements, parsed, text_of
from termcards.masking import surface_spans
from termcards.notes import (
    Example,
    Note,
    NoteId,
    Quote,
    Sense,
)
from termcards.plaintext import shows

_DECK, _SPEECH, _POSTING = "deck::", "pos::", "src::"
_STATES = {"marked", "leech"}
_MOST_SENSES = 1000


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Returning:
    """A note of Anki's, read as far as it can be by itself."""

    note: Note
    """Without its sources and citations, which want the deck's other notes."""

    fields: Mapping[str, str]
    links: tuple[Link, ...]
    titles: tuple[str | None, ...]
    """The sources named beside the senses, one for each."""

    postings: tuple[str, ...]
    """The slugs that its tags name."""

    deck: str
    """The id of its deck, by its tag."""

    language: str | None
    """Of the translations."""


def returning(note_id: NoteId, fields: Mapping[str, str], tags: Sequence[str]) -> Returning | None:
    """The note of our fields, by their names, and of its tags; `None` where it has no term."""
    term = clean_line(text_of(parsed(fields["Term"])))
    if not shows(term):
        return None
    senses, titles = _senses(fields)
    speech, field = _speech(_line(fields["Part of speech"]), tags)
    note = _with_remarks(
        Note(
            note_id,
            term,
            aliases=_listed(parsed(fields["Aliases"])),
            part_of_speech=speech,
            pronunciation=_line(fields["Pronunciation"]),
            field=field,
            senses=senses,
            synonyms=_listed(parsed(fields["Synonyms"])),
            examples=_examples(fields),
            tags=tuple(_own_tags(tags, speech)),
        ),
        parsed(fields["Notes"]),
    )
    return Returning(
        note,
        fields,
        tuple(_links(parsed(fields["Source"]))),
        titles,
        tuple(tag[len(_POSTING) :] for tag in tags if tag.casefold().startswith(_POSTING)),
        next((tag[len(_DECK) :] for tag in tags if tag.casefold().startswith(_DECK)), ""),
        _language(fields),
    )


def _line(html: str) -> str | None:
    return clean_line(text_of(parsed(html))) or None


def _listed(nodes: Sequence[Node]) -> tuple[str, ...]:
    """What was joined by commas; a span keeps together what has one within."""
    items = [""]
    for node in nodes:
        text = node if isinstance(node, str) else text_of([node])
        first, *rest = [text] if isinstance(node, Element) else text.split(", ")
        items[-1] += first
        items += rest
    return tuple(filter(shows, map(clean_line, items)))


def _speech(text: str | None, tags: Iterable[str]) -> tuple[str | None, str | None]:
    """Part of speech and field, which one field shows; the tag knows where the first one ends."""
    if text is None:
        return None, None
    known = {tag.casefold() for tag in tags if tag.casefold().startswith(_SPEECH)}
    ends = [place for place in range(len(text)) if text.startswith(" · ", place)]
    for end in (len(text), *reversed(ends)):
        speech, field = text[:end], text[end + len(" · ") :]
        if speech_tag(speech).casefold() in known:
            return speech, field or None
    return None, text


def _own_tags(tags: Iterable[str], speech: str | None) -> Iterable[str]:
    ours = speech_tag(speech).casefold() if speech else ""
    for tag in map(clean_line, tags):
        folded = tag.casefold()
        if folded in _STATES or folded == ours or not shows(tag):
            continue
        if not folded.startswith((_DECK, _POSTING)):
            yield tag


def _senses(fields: Mapping[str, str]) -> tuple[tuple[Sense, ...], tuple[str | None, ...]]:
    """The senses by their numbers, in which the two fields agree, and what is named beside them."""
    meanings = _numbered(parsed(fields["Meaning"]))
    translations = _numbered(parsed(fields["Translation"]))
    senses, titles = [], []
    for number in sorted({*meanings, *translations}):
        sense, title = _sense(meanings.get(number, ()))
        translation = text_of(translations.get(number, ())) or None
        if not sense.definition and translation:
            sense, translation = Sense(translation), None  # no sense is without one
        if sense.definition:
            senses.append(replace(sense, translation=translation))
            titles.append(title)
    return tuple(senses), tuple(titles)


def _numbered(nodes: Sequence[Node]) -> dict[int, Sequence[Node]]:
    lists = [*elements(nodes, "ol"), *elements(nodes, "ul")]
    if not lists:
        return {1: nodes} if shows(text_of(nodes)) else {}
    found: dict[int, Sequence[Node]] = {}
    for item in (item for one in lists for item in elements(one.children, "li")):
        value = item.attributes.get("value", "")
        following = max(found, default=0) + 1
        is_number = value.isascii() and value.isdigit() and len(value) < 5
        number = int(value) if is_number else following
        found[number if following <= number <= _MOST_SENSES else following] = item.children
    beside = [node for node in nodes if node not in lists]
    if shows(text_of(beside)):
        found[max(found, default=0) + 1] = beside
    return found


def _sense(nodes: Sequence[Node]) -> tuple[Sense, str | None]:
    """A sense without its translation, and what is named as its source."""
    rest = [node for node in nodes if not blank(node)]
    field = _taken(rest, 0, "field")
    title = _taken(rest, -1, "source")
    only = rest[0] if len(rest) == 1 else None
    language = None
    if isinstance(only, Element) and only.tag == "span":
        language = only.attributes.get("lang")
    return Sense(text_of(rest), language=language or None, field=field), title


def _taken(nodes: list[Node], place: int, kind: str) -> str | None:
    """The text of the span of that kind at that end, which goes."""
    span = nodes[place] if nodes else None
    if not isinstance(span, Element) or not span.is_a("span", kind):
        return None
    del nodes[place]
    return clean_line(text_of(span.children)) or None


def _language(fields: Mapping[str, str]) -> str | None:
    for name in ("Translation", "Context translation", "Notes"):
        if match := re.search(r'<span lang="([^"]+)">', fields[name]):
            return match[1]
    return None


def _examples(fields: Mapping[str, str]) -> tuple[Example, ...]:
    shown = _example(parsed(fields["Context"]), text_of(parsed(fields["Context translation"])))
    others = [
        _listed_example(item)
        for one in elements(parsed(fields["Notes"]), "ul")
        for item in elements(one.children, "li")
    ]
    return tuple(example for example in (shown, *others) if example)


def _listed_example(item: Element) -> Example | None:
    quiet = [one for one in elements(item.children, "div") if one.is_a("div", "quiet")]
    translations = [text_of(one.children) for one in quiet]
    rest = [node for node in item.children if not any(node is one for one in quiet)]
    return _example(rest, "\n".join(translations))


def _example(nodes: Sequence[Node], translation: str) -> Example | None:
    sentence = text_of(nodes)
    if not sentence:
        return None
    bold = [*elements(nodes, "b"), *elements(nodes, "strong")]
    surface = text_of(bold[0].children) if bold else ""
    spans = surface_spans(sentence, surface) if surface else ()
    if spans and surface not in sentence:
        surface = sentence[slice(*spans[0])]
    return Example(sentence, surface if spans else None, translation or None)


def _with_remarks(note: Note, nodes: Sequence[Node]) -> Note:
    """With what the field of notes holds; what is not ours there counts as usage."""
    kinds: dict[str, list[Element]] = {}
    rest: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "div" and node.attributes.get("class"):
            kinds.setdefault(node.attributes["class"], []).append(node)
        elif not (isinstance(node, Element) and node.tag == "ul"):
            rest.append(node)
    for kind in set(kinds) - {"usage", "derived", "see", "quote", "raw"}:
        rest += kinds[kind]
    texts = {kind: [text_of(one.children) for one in found] for kind, found in kinds.items()}
    return replace(
        note,
        usage="\n".join(filter(None, (*texts.get("usage", ()), text_of(rest)))) or None,
        derived=tuple(text for one in kinds.get("derived", ()) for text in _listed(one.children)),
        see=tuple(text for one in kinds.get("see", ()) for text in _listed(one.children)),
        quotes=tuple(map(_quote, filter(None, texts.get("quote", ())))),
        raw="\n".join(texts.get("raw", ())) or None,
    )


def _quote(text: str) -> Quote:
    said, dash, author = text.rpartition(" — ")
    return Quote(said, author) if dash and said and author and "\n" not in author else Quote(text)


def _links(nodes: Sequence[Node]) -> Iterable[Link]:
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Element) and node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    for line in lines:
        title = clean_line(text_of(line))
        address = next((a.attributes.get("href") for a in elements(line, "a")), None)
        if title:
            yield Link(title, address or None)

"""The notes of a deck that were read back from Anki, with what only all of them together tell.

A note's field of sources names its senses' and its postings' in one list, and which cards it has
says what it wants only beside what the others have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from termcards.anki.escaping import web_address
from termcards.anki.fields import FieldMaker
from termcards.anki.homecoming import Link, Returning
from termcards.notes import Citation, Deck, Direction, Note, Posting, Sense, Source

OPTIONAL = (Direction.PRODUCE, Direction.CLOZE, Direction.TYPE)
"""Not every note has these."""


def together(
    deck: Deck, notes: Sequence[Returning], directions: tuple[Direction, ...], *, is_new: bool
) -> Deck:
    """The deck with the notes, its postings, and its directions where it `is_new`.

    `directions` are those that the deck has, or that a new one would have.
    """
    postings = _postings(notes)
    language = next((one.language for one in notes if one.language), None)
    if is_new and language:
        deck = replace(deck, translation_language=language)
    used: dict[str, Posting] = {}
    made = [_whole(one, postings, used) for one in notes]
    deck = replace(deck, postings=tuple(used.values()))
    asked = [_asked(note, one, deck) for note, one in zip(made, notes, strict=True)]
    if is_new:
        own = tuple(_usual(asked, directions))
        if set(own) != set(directions):
            directions = own
            deck = replace(deck, directions=own)
    return replace(
        deck,
        notes=tuple(
            replace(note, directions=_own_directions(answers, directions))
            for note, answers in zip(made, asked, strict=True)
        ),
    )


def _source(link: Link, *, is_titled: bool) -> Source:
    """A link's text is its address where there is no title, as written before it became one."""
    if not is_titled and (web_address(link.title) or "").replace("&amp;", "&") == link.url:
        return Source(None, link.title)
    return Source(link.title, link.url)


def _postings(notes: Sequence[Returning]) -> dict[str, Link]:
    """Which link is which posting's: told by notes of one posting, and then by what is left."""
    known: dict[str, Link] = {}
    for one in notes:
        for link in one.links:
            if link.title in one.postings:
                known.setdefault(link.title, link)
    for is_last in (False, False, False, True):
        for one in notes:
            open_slugs = [slug for slug in one.postings if slug not in known]
            taken = {known[slug] for slug in one.postings if slug in known}
            left = [link for link in _beside_senses(one) if link not in taken]
            if len(open_slugs) == 1 or is_last:
                last = left[-len(open_slugs) :] if open_slugs else []
                known |= dict(zip(open_slugs, last, strict=False))
    return known


def _beside_senses(one: Returning) -> list[Link]:
    """The links that may be postings'."""
    if len(one.titles) > 1:
        return [link for link in one.links if link.title not in one.titles]
    return list(one.links[max(0, len(one.links) - len(one.postings)) :])


def _whole(one: Returning, known: Mapping[str, Link], used: dict[str, Posting]) -> Note:
    """The note with its sources and citations; `used` gains the postings."""
    slug_of = {known[slug]: slug for slug in one.postings if slug in known}
    cited = [slug_of[link] for link in one.links if link in slug_of]
    note = one.note
    examples = []
    for number, example in enumerate(note.examples):
        slug = cited[min(number, len(cited) - 1)] if cited else None
        examples.append(replace(example, citation=Citation(slug) if slug else None))
        if slug:
            used.setdefault(slug, _posting(slug, known[slug]))
    told = {example.citation.posting for example in examples if example.citation}
    kept = tuple(f"src::{slug}" for slug in one.postings if slug not in told)
    links = [link for link in one.links if link not in slug_of]
    senses = _with_sources(note.senses, one.titles, links, one.links)
    return replace(note, senses=senses, examples=tuple(examples), tags=(*note.tags, *kept))


def _posting(slug: str, link: Link) -> Posting:
    return Posting(slug, None if link.title == slug else link.title, link.url)


def _with_sources(
    senses: Sequence[Sense],
    titles: Sequence[str | None],
    links: Sequence[Link],
    all_links: Sequence[Link],
) -> tuple[Sense, ...]:
    if len(senses) < 2:
        source = _source(links[0], is_titled=False) if links else None
        return tuple(replace(sense, source=source) for sense in senses)
    found = [_titled(title, all_links) if title else None for title in titles]
    place = 0
    for link in links:
        if link.title in titles:
            place = max(place, titles.index(link.title) + 1)
            continue
        free = [n for n, source in enumerate(found) if source is None and n >= place]
        if free:
            bare = _source(link, is_titled=False)
            found[free[0]] = bare if bare.title is None else Source(None, link.title)
            place = free[0] + 1
    return tuple(replace(one, source=source) for one, source in zip(senses, found, strict=True))


def _titled(title: str, links: Sequence[Link]) -> Source:
    return Source(title, next((link.url for link in links if link.title == title), None))


def _asked(note: Note, one: Returning, deck: Deck) -> dict[Direction, bool]:
    """For each direction that the note could have, whether it has it in Anki."""
    could = FieldMaker(deck, OPTIONAL).fields(note)
    names = dict(zip(OPTIONAL, ("Add produce", "Gap", "Add typing"), strict=True))
    able = dict(zip(OPTIONAL, (could.add_produce, could.gap, could.add_typing), strict=True))
    return {
        direction: bool(one.fields[name])
        for direction, name in names.items()
        if able[direction] or one.fields[name]
    }


def _usual(
    asked: Sequence[Mapping[Direction, bool]], otherwise: Iterable[Direction]
) -> Iterable[Direction]:
    """What most notes have that could; Anki has every note's term as a question."""
    yield Direction.RECOGNISE
    for direction in OPTIONAL:
        answers = [one[direction] for one in asked if direction in one]
        if answers.count(True) * 2 >= len(answers) if answers else direction in set(otherwise):
            yield direction


def _own_directions(
    answers: Mapping[Direction, bool], directions: tuple[Direction, ...]
) -> tuple[Direction, ...] | None:
    """The note's directions where they are not the deck's."""
    wanted = {
        direction for direction in Direction if answers.get(direction, direction in directions)
    }
    if wanted == set(directions):
        return None
    return tuple(direction for direction in Direction if direction in wanted)

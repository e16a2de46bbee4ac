"""Which words stand only within a longer term that is proposed itself."""

from collections.abc import Iterable

from termcards.harvest.gathering import Find, Finds
from termcards.harvest.sightings import Sighting

Places = dict[int, list[tuple[int, int]]]


def covered_places(phrases: Iterable[Find], acronyms: Finds) -> Places:
    """By the identity of their block, where phrases and the words of acronyms stand."""
    places: Places = {}
    for find in phrases:
        for sentence, run in find.sightings:
            places.setdefault(id(sentence.block), []).append(run)
    for find in acronyms.values():
        for sighting in find.sightings if find.gloss.expansion else ():
            _add_expansion(places, find.gloss.expansion or "", sighting)
    return places


def _add_expansion(places: Places, expansion: str, sighting: Sighting) -> None:
    block = sighting[0].block
    said = expansion.removesuffix("y").casefold()  # it may stand there in the plural
    at = block.passage.text.casefold().find(said, sighting[0].start, sighting[0].end)
    if at >= 0:
        places.setdefault(id(block), []).append((at, at + len(said)))


def is_covered(find: Find, places: Places) -> bool:
    return all(
        any(start <= run[0] < end for start, end in places.get(id(sentence.block), ()))
        for sentence, run in find.sightings
    )

"""The dictionaries that a learner has chosen, none of them opened yet."""

from functools import partial
from pathlib import Path

from termcards.dictionaries.dictd import Dictd
from termcards.dictionaries.ecdict import Ecdict, open_csv
from termcards.dictionaries.glossary import ORIGIN, own_glossary
from termcards.dictionaries.lazy import LazyDictionary, Opened
from termcards.dictionaries.server import DictServer, address
from termcards.dictionaries.stardict import StarDict
from termcards.lookup import Bases, Dictionaries
from termcards.settings import (
    INSTALLED_DICTIONARIES,
    DictionaryFile,
    DictionaryPlace,
    DictionaryServer,
)


def dictionaries(
    chosen: tuple[DictionaryPlace, ...] | None,
    cache: Path,
    *,
    bases: Bases = lambda _: (),
    installed: Path = INSTALLED_DICTIONARIES,
) -> Dictionaries:
    """The glossary first, then those chosen; where nothing is chosen, all that are `installed`.

    `bases` gives the words of which a form may be an inflection. `cache` is a folder for what can
    be made again; it is made when it is needed.
    """
    places = installed_in(installed) if chosen is None else chosen
    glossary = LazyDictionary(ORIGIN.name, own_glossary)
    return Dictionaries([glossary, *(_dictionary(place, cache) for place in places)], bases)


def installed_in(folder: Path) -> tuple[DictionaryFile, ...]:
    """The dictd dictionaries in a folder, in the order of their names."""
    return tuple(map(DictionaryFile, sorted(folder.glob("*.index"))))


def _dictionary(place: DictionaryPlace, cache: Path) -> LazyDictionary:
    if isinstance(place, DictionaryServer):
        return LazyDictionary(address(place), partial(DictServer, place))
    return LazyDictionary(place.path.stem, partial(_open_file, place.path, cache))


def _open_file(path: Path, cache: Path) -> Opened:
    match path.suffix.lower():
        case ".index":
            return Dictd(path)
        case ".ifo":
            return StarDict(path)
        case ".csv":
            return open_csv(path, cache)
        case _:
            return Ecdict(path)

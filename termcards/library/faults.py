"""Files of a library that cannot be read: all the others are taken in."""

from termcards.errors import BadInputError
from termcards.library.home import Library
from termcards.library.keeping import sync_readable


def taken_in(library: Library) -> tuple[BadInputError, ...]:
    """Takes in what changed in the settings and the decks; gives why some of it was not.

    What cannot be read stays as it was last seen.
    """
    faults: list[BadInputError] = []
    try:
        library.take_in_settings()
    except BadInputError as error:
        faults.append(error)
    return (*faults, *sync_readable(library))

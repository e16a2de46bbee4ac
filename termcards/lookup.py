"""What dictionaries give: definitions of words, asked for in all of them in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from termcards.plaintext import folded

Bases = Callable[[str], Iterable[str]]
"""The words of which a form may be an inflection."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The dictionary that a definition is from."""

    name: str
    """As it is shown."""

    licence: str | None = None
    """As far as the dictionary says it itself."""

    url: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """One sense of a word, to be offered and never filled in unasked.

    All of it is plain text, without markup and control codes.
    """

    headword: str
    text: str
    """May have several lines."""

    origin: Origin
    language: str | None = None
    """Of the text, a code as in BCP 47; `None` where the dictionary does not say."""

    part_of_speech: str | None = None
    field: str | None = None
    translation: str | None = None
    expansion: str | None = None
    """The words that the headword is an acronym of."""

    @property
    def dictionary(self) -> str:
        return self.origin.name

    @property
    def licence(self) -> str | None:
        return self.origin.licence


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a dictionary can be asked, and what is wrong with it."""

    dictionary: str
    is_ready: bool
    problem: str | None = None
    """One line. One that is ready may have a problem too: an entry that cannot be read."""


class Dictionary(Protocol):
    """Nothing of it is read before the first question; none of these raises for a broken one."""

    @property
    def name(self) -> str: ...

    @property
    def licence(self) -> str | None: ...

    def status(self) -> Status:
        """As of now; one that has not been asked yet is opened to tell."""

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """What it has under this word, in any case; of a broken or missing one, nothing."""


class Dictionaries:
    """Several dictionaries, asked in order, by one thread at a time."""

    def __init__(self, dictionaries: Sequence[Dictionary], bases: Bases = lambda _: ()) -> None:
        """`bases` is asked when a dictionary does not have the word as it is written."""
        self._dictionaries = tuple(dictionaries)
        self._bases = bases
        self._lock = Lock()

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """What they say, those before that come first in the list; nothing is said twice."""
        said: dict[tuple[str, str | None], Definition] = {}
        with self._lock:
            for dictionary in self._dictionaries:
                for definition in self._in_one(dictionary, word):
                    key = (folded(definition.text), definition.part_of_speech)
                    said.setdefault(key, definition)
        return tuple(said.values())

    def statuses(self) -> tuple[Status, ...]:
        with self._lock:
            return tuple(dictionary.status() for dictionary in self._dictionaries)

    def _in_one(self, dictionary: Dictionary, word: str) -> Sequence[Definition]:
        for form in _tried(word, self._bases):
            found = [each for each in dictionary.look_up(form) if _may_be(each, word, form)]
            if found:
                return sorted(found, key=lambda each: _distance(each.headword, form))
        return ()


def _tried(word: str, bases: Bases) -> Iterator[str]:
    """The forms of a word in which a dictionary may have it, the likeliest first."""
    plain = " ".join(word.replace("’", "'").split())
    forms = [plain, plain.replace("-", " "), plain.replace(" ", "-"), folded(plain)]
    head, blank, last = plain.rpartition(" ")
    # Of *hoping* both *hope* and *hop* may be the base; the longer one is right more often.
    likeliest = sorted(bases(last), key=lambda base: (-len(base), base))
    forms.extend(f"{head}{blank}{base}" for base in likeliest)
    return (form for form in dict.fromkeys(forms) if form)


def _distance(headword: str, form: str) -> int:
    if headword == form:
        return 0
    return 1 if folded(headword) == folded(form) else 2


def _may_be(definition: Definition, word: str, form: str) -> bool:
    """An acronym is no word of the same letters: *cad* says nothing of CAD."""
    if _capitals(word) < 2 or " " in word or folded(definition.headword) != folded(form):
        return True
    return _capitals(definition.headword) >= 2


def _capitals(word: str) -> int:
    return sum(map(str.isupper, word))

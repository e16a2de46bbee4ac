"""All that can be done from a screen, by name: its own acts, those of home, the decks."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from termcards.language import tr
from termcards.library.home import Library
from termcards.library.overview import in_order, nested
from termcards.notes import Deck
from termcards.plaintext import folded, on_one_line
from termcards.tui.keymap import acts_of, bindings_of, key
from termcards.tui.keys import is_full_width, key_name
from termcards.tui.screens.framed import PALETTE_ACT, FramedScreen
from termcards.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from termcards.tui.app import TermcardsApp

MOST_KEYS = 3
_WORD_OR_NUMBER = re.compile(r"[a-z]+|[0-9]+")
OWN_WORDS = (
    *("again", "hard", "good", "easy"),
    *("down", "up", "page down", "page up", "left", "right", "first", "last", "top", "end"),
    *("next", "before", "previous", "wider", "narrower", "extend down", "extend up"),
)
NOT_WORTH_A_NAME = (PALETTE_ACT.id, "home.settings")
"""Acts that a palette has otherwise, or is."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    """As it is shown; a deck's name in it is made harmless."""

    keys: tuple[str, ...]
    run: Callable[[], Awaitable[object]]

    in_english: str = ""
    """By which it is found, too, where an input method is off."""


def commands(app: "TermcardsApp", below: FramedScreen, library: Library) -> list[Command]:
    """Acts of the screen `below` first; a form is not left for another place."""
    found = list(_own_acts(app, below))
    if any(isinstance(s, FramedScreen) and s.HOLDS_TEXT for s in app.screen_stack):
        return found
    if not isinstance(below, HomeScreen):
        found += _acts_at_home(app)
    shown = (key("home.settings", ","),) if isinstance(below, HomeScreen) else ()
    found.append(Command(tr("settings"), shown, partial(_open_settings, app), "settings"))
    found += _decks(app, library)
    return found


def matching(commands: Sequence[Command], query: str) -> list[Command]:
    """Those whose names have all the words: as words first, then within words, then scattered."""
    words = folded(query).split()
    scored = ((_best(command, words), command) for command in commands)
    fitting = [(score, command) for score, command in scored if score is not None]
    return [command for _, command in sorted(fitting, key=lambda pair: pair[0])]


def _best(command: Command, words: Sequence[str]) -> int | None:
    scores = (_score(folded(name), words) for name in (command.name, command.in_english))
    return min((score for score in scores if score is not None), default=None)


def _score(name: str, words: Sequence[str]) -> int | None:
    total = 0
    for word in words:
        if any(part.startswith(word) for part in name.split()):
            continue
        if word in name:
            total += 1
        elif _is_scattered(word, name):
            total += 10
        else:
            return None
    return total


def _is_scattered(word: str, name: str) -> bool:
    signs = iter(name)
    return all(sign in signs for sign in word)


def _own_acts(app: "TermcardsApp", below: FramedScreen) -> Iterator[Command]:
    reached = {binding.id for _, binding in bindings_of(type(below))}
    acts = [act for act in below.acts if act.id in reached and _is_offered(below, act)]
    in_english = {act.id: name for name, act in _named(acts, _as_written)}
    for name, act in _named(acts, tr):
        run = partial(app.run_action, act.action, below)
        yield Command(name, _keys(act), run, in_english[act.id])


def _acts_at_home(app: "TermcardsApp") -> Iterator[Command]:
    acts = [act for act in acts_of(HomeScreen) if act.description and not _is_general(act)]
    in_english = {act.id: name for name, act in _named(acts, _as_written)}
    for name, act in _named(acts, tr):
        run = partial(_run_at_home, app, act.action)
        yield Command(f"{tr('home')}: {name}", (), run, f"home: {in_english[act.id]}")


def _is_general(act: Binding) -> bool:
    return (act.id or "").startswith("screen.") or act.action.startswith("app.")


def _decks(app: "TermcardsApp", library: Library) -> Iterator[Command]:
    decks = [shelved.deck for shelved in library.store.shelf.decks()]
    for deck in in_order(decks):
        name = tr("study {deck}", deck=on_one_line(deck.name))
        yield Command(name, (), partial(_study, app, nested(deck, decks)))


def _is_offered(screen: FramedScreen, act: Binding) -> bool:
    if act.id in NOT_WORTH_A_NAME or not (act.tooltip or act.description):
        return False
    return screen.does_now(act)


def _as_written(words: str) -> str:
    """In English, in which all words are written."""
    return words


def _named(acts: Sequence[Binding], say: Callable[[str], str]) -> Iterator[tuple[str, Binding]]:
    """Each act with its name; last come acts that share one, with what tells them apart."""
    names = [say(act.tooltip or act.description) for act in acts]
    counts = Counter(names)
    for name, act in sorted(zip(names, acts, strict=True), key=lambda pair: counts[pair[0]] > 1):
        if counts[name] == 1:
            yield name, act
            continue
        own = _WORD_OR_NUMBER.findall((act.id or "").rpartition(".")[2])
        words = _own_words(" ".join(own), say)
        is_told = words in name.casefold().split(say(", "))
        yield (words.capitalize() if is_told else tr("{label}: ", label=name) + words), act


def _own_words(written: str, say: Callable[[str], str]) -> str:
    """What the id of an act says of it beyond the name that it shares with others."""
    return say(OWN_WORDS[OWN_WORDS.index(written)]) if written in OWN_WORDS else written


def _keys(act: Binding) -> tuple[str, ...]:
    names = (key_name(name) for name in act.key.split(",") if not is_full_width(name))
    return tuple(names)[:MOST_KEYS]


async def _run_at_home(app: "TermcardsApp", action: str) -> None:
    home = await app.home_again()
    await app.run_action(action, home)


async def _study(app: "TermcardsApp", decks: Sequence[Deck]) -> None:
    home = await app.home_again()
    home.post_message(HomeScreen.StudyAsked(decks))


async def _open_settings(app: "TermcardsApp") -> None:
    app.action_open_settings()

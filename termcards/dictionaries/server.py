"""A DICT server (RFC 2229), asked anew for every word."""

import re
import socket
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from termcards.dictionaries.cleaning import plain_line
from termcards.dictionaries.entries import read_article
from termcards.dictionaries.lazy import UnavailableError
from termcards.dictionaries.licences import licence_in
from termcards.lookup import Definition, Origin
from termcards.settings import DictionaryServer

SECONDS = 4.0
"""For one look-up, however slowly the server sends."""
LARGEST_ANSWER = 1024 * 1024
_AT_ONCE = 64 * 1024
_ATOM = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)')
_ALL = "*"
_LONGEST_WORD = 200
"""In bytes; a whole command may have 1024."""

_GREETING = "220"
_DONE = "250"
_ARTICLES_FOLLOW = "150"
_ARTICLE_FOLLOWS = "151"
_INFORMATION_FOLLOWS = "112"
_NO_DATABASE = "550"
_NO_MATCH = "552"


def address(place: DictionaryServer) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return f"dict://{host}:{place.port}/{place.database or ''}".rstrip("/")


class DictServer:
    """The databases of one server, or one of them; each definition names its own."""

    def __init__(self, place: DictionaryServer, seconds: float = SECONDS) -> None:
        """Raises `UnavailableError` when no dictionary server answers there."""
        self._place, self._seconds = place, seconds
        self.origin = Origin(address(place))
        self._origins: dict[str, Origin] = {}
        with self._conversation():
            pass

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """Raises `UnavailableError`."""
        found: list[Definition] = []
        with self._conversation() as talk:
            articles = list(talk.articles(self._place.database or _ALL, plain_line(word)))
            for database, description, article in articles:
                origin = self._origin(talk, database, description)
                found.extend(read_article(word, article, origin))
        return tuple(found)

    def _origin(self, talk: "_Conversation", database: str, description: str) -> Origin:
        if database not in self._origins:
            name = plain_line(description)[:120] or plain_line(database)
            self._origins[database] = Origin(name, licence_in(talk.information(database)))
        return self._origins[database]

    @contextmanager
    def _conversation(self) -> Iterator["_Conversation"]:
        until = monotonic() + self._seconds
        try:
            with socket.create_connection(
                (self._place.host, self._place.port), self._seconds
            ) as line:
                talk = _Conversation(line, until)
                talk.greet()
                yield talk
                talk.send("QUIT")
        except TimeoutError as error:
            raise UnavailableError(f"{self.origin.name}: it takes too long to answer") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or "no answer"
            raise UnavailableError(f"{self.origin.name}: {reason}") from error


class _Conversation:
    """What goes over one connection; every method raises `OSError` or `ValueError`."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until
        self._lines: deque[bytes] = deque()
        self._begun = b""
        self._received = 0

    def greet(self) -> None:
        code, rest = self._answer()
        if code != _GREETING:
            raise ValueError(f"it does not greet as a dictionary server: {code} {rest}")
        self.send("CLIENT termcards")
        self._answer()

    def send(self, command: str) -> None:
        self._line.settimeout(self._seconds_left())
        self._line.sendall(command.encode("utf-8", "replace") + b"\r\n")

    def articles(self, database: str, word: str) -> Iterator[tuple[str, str, str]]:
        """Each with its database's name and description."""
        if not word or len(word.encode("utf-8", "replace")) > _LONGEST_WORD:
            return
        self.send(f"DEFINE {database} {_quoted(word)}")
        code, rest = self._answer()
        if code == _NO_DATABASE:
            raise ValueError(f'it has no database "{database}"')
        if code not in (_NO_MATCH, _ARTICLES_FOLLOW):
            raise ValueError(f"it does not look words up: {code} {rest}")
        while code not in (_NO_MATCH, _DONE):
            code, rest = self._answer()
            if code == _ARTICLE_FOLLOWS:
                atoms = [one.replace("\\", "") or other for one, other in _ATOM.findall(rest)]
                _, named, description = (*atoms, "", "", "")[:3]
                yield named, description, self._text()
            elif code != _DONE:
                raise ValueError(f"it breaks off: {code} {rest}")

    def information(self, database: str) -> str:
        self.send(f"SHOW INFO {_quoted(database)}")
        code, _ = self._answer()
        if code != _INFORMATION_FOLLOWS:
            return ""
        text = self._text()
        self._answer()
        return text

    def _answer(self) -> tuple[str, str]:
        code, _, rest = self._read_line().partition(" ")
        return code, plain_line(rest)[:200]

    def _text(self) -> str:
        """The lines up to one with nothing but a dot; a line's own first dot is doubled."""
        lines: list[str] = []
        while (line := self._read_line()) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return "\n".join(lines)

    def _read_line(self) -> str:
        while not self._lines:
            self._line.settimeout(self._seconds_left())
            received = self._line.recv(_AT_ONCE)
            if not received:
                raise ValueError("it hung up")
            self._received += len(received)
            if self._received > LARGEST_ANSWER:
                raise ValueError("it sends too much")
            *lines, self._begun = (self._begun + received).split(b"\n")
            self._lines.extend(lines)
        return self._lines.popleft().removesuffix(b"\r").decode("utf-8", "replace")

    def _seconds_left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

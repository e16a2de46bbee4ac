"""Where things live and what the learner has set, from the environment and a checked file."""

import os
import re
from collections.abc import Mapping
from datetime import time, tzinfo
from pathlib import Path

from termcards.errors import BadInputError, UsageError
from termcards.log import DEFAULT_RETENTION, SM2, Scheduler, SchedulerName
from termcards.notes import DeckId, Direction
from termcards.settings import (
    DICTIONARY_ENDINGS,
    INSTALLED_DICTIONARIES,
    DeckSettings,
    DictionaryFile,
    DictionaryPlace,
    DictionaryServer,
    LeechLimits,
    Limits,
    Settings,
)
from termcards.yamlnodes import Node, Reader, unknown_word

HOME_VARIABLE = "TERMCARDS_HOME"
KEYS = (
    "new_cards_per_day",
    "reviews_per_day",
    "day_starts_at",
    "time_zone",
    "directions",
    "scheduler",
    "desired_retention",
    "leech_lapses",
    "leech_failures",
    "level",
    "per_deck",
    "decks",
    "dictionaries",
)
DECK_KEYS = ("new_cards_per_day", "reviews_per_day", "scheduler", "desired_retention")
LEVELS = ("A2", "B1", "B2", "C1", "C2")
RETENTIONS = (0.70, 0.99)
_DATABASE = re.compile(r"[A-Za-z0-9_.-]*")


def home_folder(asked: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The library's folder: the one asked for, else the environment's, else the platform's."""
    named = asked or (Path(environment[HOME_VARIABLE]) if environment.get(HOME_VARIABLE) else None)
    if named is not None:
        return _expanded(named)
    from platformdirs import user_data_path

    return user_data_path("termcards", appauthor=False)


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: there is no such user's home; name the folder") from error


def read_config(path: Path) -> Settings:
    """The settings in a file; those of a new learner where there is none.

    Raises `BadInputError` with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadInputError("this is not UTF-8 text", path=path, line=line) from error
    except OSError as error:
        raise BadInputError(f"cannot read the settings: {error.strerror}", path=path) from error
    from termcards.yamlparser import parse

    root = parse(text, path)
    return _ConfigReader(path).config(root) if root is not None else Settings()


class _ConfigReader(Reader):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.home = path.parent

    def config(self, root: Node) -> Settings:
        values = self.mapping(root, "the settings", KEYS).values
        start = Settings()
        scheduler = self.scheduler(values, start.scheduler)
        return Settings(
            limits=Limits(
                new=self.number(values.get("new_cards_per_day"), start.limits.new),
                reviews=self.number(values.get("reviews_per_day"), start.limits.reviews),
            ),
            day_starts_at=self.time_of_day(values.get("day_starts_at")) or start.day_starts_at,
            time_zone=self.time_zone(values.get("time_zone")),
            directions=self.directions(values.get("directions")) or start.directions,
            scheduler=scheduler,
            level=self.level(values.get("level"), start.level),
            leeches=LeechLimits(
                lapses=self.number(values.get("leech_lapses"), start.leeches.lapses),
                failures=self.number(values.get("leech_failures"), start.leeches.failures),
            ),
            per_deck=self.per_deck(values.get("per_deck"), start.limits, scheduler),
            decks=self.folder(values.get("decks")),
            dictionaries=self.dictionaries(values.get("dictionaries")),
        )

    def number(self, node: Node | None, default: int) -> int:
        found = self.number_or_none(node, default)
        return default if found is None else found

    def number_or_none(self, node: Node | None, such_as: int) -> int | None:
        text = self.text(node, "a number")
        if node is None or text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise self.error(node, f'"{text}" is not a number, such as {such_as}')
        return int(text)

    def scheduler(self, values: Mapping[str, Node], default: Scheduler) -> Scheduler:
        node = values.get("scheduler")
        word = self.text(node, "a scheduler") or default.name
        known = [str(name) for name in SchedulerName]
        if node is not None and word not in known:
            raise self.error(node, unknown_word("scheduler", word, known))
        retention = self.retention(values.get("desired_retention"))
        if word == SchedulerName.SM2:
            return SM2
        usual = default.desired_retention or DEFAULT_RETENTION
        return Scheduler(SchedulerName.FSRS, retention or usual)

    def level(self, node: Node | None, default: str) -> str:
        word = (self.text(node, "a level") or default).upper()
        if node is not None and word not in LEVELS:
            raise self.error(node, f'"{word}" is no level; known are {", ".join(LEVELS)}')
        return word

    def retention(self, node: Node | None) -> int | None:
        """In thousandths."""
        text = self.text(node, "a share")
        if node is None or text is None:
            return None
        lowest, highest = RETENTIONS
        try:
            share = float(text)
        except ValueError:
            share = 0.0
        if not lowest <= share <= highest:
            raise self.error(node, f'"{text}" is not a share from {lowest} to {highest}')
        return round(share * 1000)

    def per_deck(
        self, node: Node | None, limits: Limits, scheduler: Scheduler
    ) -> dict[DeckId, DeckSettings]:
        if node is None:
            return {}
        found = {}
        for deck, own in self.mapping(node, '"per_deck"').values.items():
            values = self.mapping(own, f'"{deck}"', DECK_KEYS).values
            has_own = "scheduler" in values or "desired_retention" in values
            found[DeckId(deck)] = DeckSettings(
                new=self.number_or_none(values.get("new_cards_per_day"), limits.new),
                reviews=self.number_or_none(values.get("reviews_per_day"), limits.reviews),
                scheduler=self.scheduler(values, scheduler) if has_own else None,
            )
        return found

    def time_zone(self, node: Node | None) -> tzinfo | None:
        text = self.text(node, "a time zone")
        if node is None or text is None:
            return None
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self.error(
                node, f'"{text}" is no time zone known here, such as Asia/Shanghai'
            ) from error

    def time_of_day(self, node: Node | None) -> time | None:
        text = self.text(node, "a time")
        if node is None or text is None:
            return None
        try:
            starts_at = time.fromisoformat(text.zfill(5))
        except ValueError:
            starts_at = time(23)
        if starts_at.tzinfo is not None or starts_at >= time(12) or starts_at.second:
            raise self.error(node, f'"{text}" is not a time before noon, such as 04:00')
        return starts_at

    def directions(self, node: Node | None) -> tuple[Direction, ...] | None:
        if node is None:
            return None
        known = [str(direction) for direction in Direction]
        words = self.texts(node, '"directions"')
        if not words:
            raise self.error(node, "name at least one direction, such as recognise")
        for word in words:
            if word not in known:
                raise self.error(node, unknown_word("direction", word, known))
        return tuple(Direction(word) for word in words)

    def folder(self, node: Node | None) -> Path | None:
        text = self.text(node, '"decks"')
        return None if text is None else self.home / _expanded(Path(text))

    def dictionaries(self, node: Node | None) -> tuple[DictionaryPlace, ...] | None:
        if node is None:
            return None
        return tuple(map(self.dictionary, self.items(node, '"dictionaries"')))

    def dictionary(self, node: Node) -> DictionaryPlace:
        """An installed one by its name, a file by its path, a server by its address."""
        text = self.text(node, "a dictionary")
        if text is None:
            raise self.error(node, "name a dictionary here, such as gcide, or take the line out")
        if text.startswith("dict:"):
            return self.server(node, text)
        if not any(sign in text for sign in "./\\"):
            return DictionaryFile(INSTALLED_DICTIONARIES / f"{text}.index")
        if not text.lower().endswith(DICTIONARY_ENDINGS):
            raise self.error(
                node,
                f'"{text}" is no dictionary by its ending; name the .index file of dictd,'
                " the .ifo of StarDict, the .csv or .db of ECDICT, or dict://HOST",
            )
        return DictionaryFile(self.home / _expanded(Path(text)))

    def server(self, node: Node, text: str) -> DictionaryServer:
        from urllib.parse import urlsplit

        start = DictionaryServer()
        try:
            parts = urlsplit(text)
            port = parts.port or start.port
        except ValueError:
            parts, port = urlsplit(""), start.port
        database = parts.path.removeprefix("/")
        is_more = parts.query or parts.fragment or "@" in parts.netloc
        if not parts.hostname or is_more or not _DATABASE.fullmatch(database):
            raise self.error(
                node, f'"{text}" is no address of a server, such as dict://localhost:2628/foldoc'
            )
        return DictionaryServer(parts.hostname, port, database or None)

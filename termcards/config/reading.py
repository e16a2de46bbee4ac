"""What the learner has set, read from a file and checked; each complaint has file and line."""

from collections.abc import Mapping
from datetime import time, tzinfo
from pathlib import Path

from termcards.config.dictionaryplaces import DictionaryReader
from termcards.config.looks import LookReader
from termcards.config.places import expanded
from termcards.errors import BadInputError
from termcards.log import DEFAULT_RETENTION, SM2, Scheduler, SchedulerName
from termcards.notes import DeckId, Direction
from termcards.settings import DeckSettings, LeechLimits, Limits, Settings
from termcards.yamlnodes import Node, unknown_word

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
    "grades",
    "space_grades",
    "hold_time",
    "show_intervals",
    "translation",
    "theme",
    "borders",
    "mouse",
    "language",
    "keys",
)
"""In the order in which `termcards config` lists them."""

DECK_KEYS = ("new_cards_per_day", "reviews_per_day", "scheduler", "desired_retention")
LEVELS = ("A2", "B1", "B2", "C1", "C2")
RETENTIONS = (0.70, 0.99)


def read_config(path: Path) -> Settings:
    """The settings in a file; those of a new learner where there is none.

    Raises `BadInputError` with file and line.
    """
    return settings_in(read_text(path), path)


def read_text(path: Path) -> str:
    """The file's text without a byte-order mark, line ends as they are; empty where there is none.

    Raises `BadInputError`, with the line if there is one.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadInputError("this is not UTF-8 text", path=path, line=line) from error
    except OSError as error:
        raise BadInputError(f"cannot read the settings: {error.strerror}", path=path) from error


def settings_in(text: str, path: Path) -> Settings:
    """The settings that the text of the file at `path` makes."""
    if not text:
        return Settings()
    from termcards.yamlparser import parse

    root = parse(text, path)
    return ConfigReader(path).config(root) if root is not None else Settings()


class ConfigReader(DictionaryReader, LookReader):
    def __init__(self, path: Path) -> None:
        super().__init__(path, path.parent)

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
            grading=self.grading(values),
            translation=self.one_of(values.get("translation"), start.translation),
            look=self.look(values),
            keys=self.keys(values.get("keys")),
        )

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
        return None if text is None else self.home / expanded(Path(text))

"""The figures as a page to read: each picture with what it says in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from termcards.cli.pictures import MONTHS, bar, columns, day_map, filled
from termcards.library.figures import YEAR, Figures, Place
from termcards.plaintext import cells, counted, on_one_line, padded, shortened
from termcards.statistics import activity, add_up, best_hour, first_day, in_stretches
from termcards.storage.ledger import HardCard
from termcards.tallies import Retention

WIDEST, WIDE, NARROWEST = 80, 60, 36
MOST_BARS = 16
MOST_PLACES = 10
LEFT = 2
MAP_LABEL = 4
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_LABEL = 10
SUMMARY_LABEL = 9
LONGEST_NAME = 30
"""Columns of a name within a sentence."""


def page(figures: Figures, columns: int) -> Iterator[str]:
    """The lines of the page, for a terminal with so many columns."""
    width = max(NARROWEST, min(columns, WIDEST))
    for place, section in enumerate(SECTIONS):
        lines = list(section(figures, width))
        if lines and place:
            yield ""
        yield from lines


def _summary(figures: Figures, width: int) -> Iterator[str]:
    decks = ", ".join(_named(deck.name) for deck in figures.decks or ())
    weeks = counted(len(figures.weeks), "week")
    yield from _wrapped(f"{decks or 'All decks'}, {weeks} from {_full(figures.since)} on", width)
    tally, load = figures.tally, figures.workload
    studied = sum(week.studied for week in figures.weeks)
    rows = [
        ("streak", f"{_days(figures.streaks.current)}; the longest was {figures.streaks.longest}"),
        ("studied", f"{_days(studied)} of {_so_far(figures)}"),
        (
            "reviews",
            f"{tally.reviews:,}, {tally.new:,} of them new; {counted(tally.drills, 'repeat')}",
        ),
    ]
    if load.studied is not None and load.seconds is not None:
        rows.append(("time", f"{load.studied:.1f} min a study day, {load.seconds:.1f} s a review"))
    for label, text in rows:
        first, *rest = _wrapped(text, width - SUMMARY_LABEL)
        yield f"{label:{SUMMARY_LABEL}}{first}"
        yield from (f"{'':{SUMMARY_LABEL}}{line}" for line in rest)


def _retention(figures: Figures, width: int) -> Iterator[str]:
    tally = figures.tally
    yield from _heading("Retention")
    if not tally.retention.reviews:
        yield from _reading("No card came back for a review yet.", width)
        return
    young = Retention(tally.young, tally.young_passed)
    mature = Retention(tally.mature, tally.mature_passed)
    parts = [f"{name} {_share(kept)}" for name, kept in (("young", young), ("mature", mature))]
    yield from _reading(
        f"{_share(tally.retention)} reviews passed at first sight; {', '.join(parts)}.", width
    )
    stretches = in_stretches(figures.weeks, MOST_BARS)
    length = len(stretches[-1])
    if length > 1:
        yield from _reading(f"A bar is {length} weeks.", width)
    rows = [
        (stretch[0].monday.isoformat(), add_up(week.tally for week in stretch).retention)
        for stretch in stretches
    ]
    yield from _shares(rows, DAY_LABEL, width)


def _map(figures: Figures, width: int) -> Iterator[str]:
    weeks = min(YEAR, width - LEFT - MAP_LABEL)
    first = first_day(figures.today, weeks)
    shown = {day: count for day, count in figures.map.items() if day >= first and count}
    yield from _heading(f"Reviews of the last {weeks} weeks")
    if not shown:
        yield from _reading("There were none.", width)
        return
    busiest = max(shown, key=lambda day: (shown[day], day))
    yield from _reading(
        f"{counted(sum(shown.values()), 'review')} on {_days(len(shown))};"
        f" the busiest was {_full(busiest)} with {shown[busiest]}.",
        width,
    )
    for line in day_map(activity(shown, figures.today, weeks), first):
        yield f"{'':{LEFT}}{line}".rstrip()


def _forecast(figures: Figures, width: int) -> Iterator[str]:
    counts, ahead = figures.forecast, figures.workload.ahead
    yield from _heading(f"The next {len(counts)} days")
    total = sum(counts)
    if not total:
        yield from _reading("Nothing comes due.", width)
        return
    minutes = "" if ahead is None else f", about {sum(ahead) / len(ahead):.1f} min a day"
    fullest = max(range(len(counts)), key=lambda day: counts[day])
    yield from _reading(
        f"{counted(total, 'card')} {'comes' if total == 1 else 'come'} due{minutes}; most"
        f" {_ahead(figures.today, fullest)}. New cards come on top.",
        width,
    )
    room = width - LEFT - DAY_LABEL - 2 - len(str(max(counts)))
    for day, count in enumerate(counts):
        picture = f"{bar(count, max(counts), room)} " if count else ""
        yield f"{'':{LEFT}}{_label(figures.today, day):{DAY_LABEL}} {picture}{count}"


def _hours(figures: Figures, width: int) -> Iterator[str]:
    best = best_hour(figures.hours)
    if best is None:
        return
    yield from _heading("Hours of the day")
    others = " Of all decks." if figures.decks is not None else ""
    yield from _reading(
        f"Most is answered from {best.hour}:00 to {best.hour + 1}:00:"
        f" {counted(best.answers, 'answer')}{_kept(best.retention)}.{others}",
        width,
    )
    cell = 2 if width >= LEFT + 2 * len(figures.hours) else 1
    yield f"{'':{LEFT}}{columns([hour.answers for hour in figures.hours], cell)}"
    yield f"{'':{LEFT}}{''.join(f'{hour:<{6 * cell}}' for hour in (0, 6, 12, 18))}".rstrip()


def _hardest(figures: Figures, width: int) -> Iterator[str]:
    if not figures.hardest:
        return
    first = figures.hardest[0]
    yield from _heading("Hardest cards")
    yield from _reading(
        f"{_named(first.term)} was forgotten most often:"
        f" {counted(first.lapses, 'lapse')} in {counted(first.retention.reviews, 'review')}.",
        width,
    )
    ends = [_lapses(card, width) for card in figures.hardest]
    room = width - LEFT - 1 - max(map(len, ends))
    for card, end in zip(figures.hardest, ends, strict=True):
        direction = card.card.rpartition(":")[2]
        term = shortened(on_one_line(card.term), max(1, room - len(direction) - 3))
        yield f"{'':{LEFT}}{padded(f'{term} ({direction})', room)} {end}"


def _decks(figures: Figures, width: int) -> Iterator[str]:
    return _places(figures.by_deck, "By deck", _deck_name, width)


def _postings(figures: Figures, width: int) -> Iterator[str]:
    titles = Counter(_posting_name(place) for place in figures.by_posting)

    def name(place: Place) -> str:
        title = _posting_name(place)
        return f"{title} ({_deck_name(place)})" if titles[title] > 1 else title

    return _places(figures.by_posting, "By posting", name, width)


def _places(
    places: Sequence[Place], heading: str, name: Callable[[Place], str], width: int
) -> Iterator[str]:
    if not places:
        return
    yield from _heading(heading)
    shown = places[:MOST_PLACES]
    best = max(shown, key=lambda place: place.retention.share or 0)
    more = f" The {len(shown)} with most reviews." if len(places) > len(shown) else ""
    yield from _reading(f"Kept best: {_named(name(best))}, {_share(best.retention)}.{more}", width)
    rows = [(name(place), place.retention) for place in shown]
    label = min(max(cells(text) for text, _ in rows), width // 2 - 6)
    yield from _shares(rows, label, width)


SECTIONS: tuple[Callable[[Figures, int], Iterator[str]], ...] = (
    _summary,
    _retention,
    _map,
    _forecast,
    _hours,
    _hardest,
    _decks,
    _postings,
)


def _heading(text: str) -> Iterator[str]:
    yield text


def _reading(text: str, width: int) -> Iterator[str]:
    return _wrapped(f"{'':{LEFT}}{text}", width, hang=LEFT)


def _wrapped(text: str, width: int, hang: int = 0) -> Iterator[str]:
    """Lines of at most so many columns, of which Chinese takes two a character."""
    line = " " * (len(text) - len(text.lstrip()))
    is_begun = False
    for word in text.split():
        if is_begun and cells(line) + 1 + cells(word) > width:
            yield line
            line, is_begun = " " * hang, False
        line += f" {word}" if is_begun else word
        is_begun = True
    yield line


def _shares(rows: Iterable[tuple[str, Retention]], label: int, width: int) -> Iterator[str]:
    rows = tuple(rows)
    ends = [_share(retention) if retention.reviews else "none" for _, retention in rows]
    room = width - LEFT - label - 2 - max(map(len, ends))
    for (name, retention), end in zip(rows, ends, strict=True):
        picture = f"{filled(retention.share, room)} " if retention.share is not None else ""
        yield f"{'':{LEFT}}{padded(name, label)} {picture}{end}"


def _share(retention: Retention) -> str:
    return f"{percent(retention)} % of {retention.reviews:,}" if retention.reviews else "none"


def percent(retention: Retention) -> int:
    """Rounded, but 100 only where all passed, and 0 only where none did."""
    if retention.passed in (0, retention.reviews):
        return 100 if retention.passed else 0
    return min(99, max(1, round(100 * retention.passed / retention.reviews)))


def _kept(retention: Retention) -> str:
    return f", {percent(retention)} % of the reviews passed" if retention.reviews else ""


def _lapses(card: HardCard, width: int) -> str:
    lapses = counted(card.lapses, "lapse")
    return f"{lapses} in {counted(card.retention.reviews, 'review')}" if width >= WIDE else lapses


def _deck_name(place: Place) -> str:
    return "in no deck now" if place.deck_name is None else on_one_line(place.deck_name)


def _posting_name(place: Place) -> str:
    name = place.title or place.posting
    return "from no posting" if name is None else on_one_line(name)


def _named(name: str) -> str:
    return shortened(on_one_line(name), LONGEST_NAME)


def _days(count: int) -> str:
    return counted(count, "day")


def _so_far(figures: Figures) -> int:
    return (figures.today - figures.since).days + 1


def _full(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _ahead(today: date, days: int) -> str:
    return "today" if not days else f"on {_full(today + timedelta(days=days))}"


def _label(today: date, days: int) -> str:
    day = today + timedelta(days=days)
    return "today" if not days else f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"

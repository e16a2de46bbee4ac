"""The figures in words: shares, counts, names."""

from collections.abc import Sequence
from datetime import date, timedelta

from termcards.language import tr, trn
from termcards.library.figures import Figures, Place
from termcards.notes import Direction
from termcards.pages.lines import Ruler
from termcards.pages.pictures import full_date, short_date
from termcards.plaintext import on_one_line
from termcards.statistics import Band
from termcards.storage.ledger import HardCard
from termcards.tallies import Retention

LONGEST_NAME = 30
"""Columns of a name within a sentence."""
DIRECTIONS = {
    Direction.RECOGNISE: "recognise",
    Direction.CLOZE: "cloze",
    Direction.PRODUCE: "produce",
    Direction.TYPE: "type",
}


def percent(retention: Retention) -> int:
    """Rounded, but 100 only where all passed, and 0 only where none did."""
    if retention.passed in (0, retention.reviews):
        return 100 if retention.passed else 0
    return min(99, max(1, round(100 * retention.passed / retention.reviews)))


def share(retention: Retention) -> str:
    if not retention.reviews:
        return tr("none")
    count = f"{retention.reviews:,}"
    return tr("{share} % of {count}", share=percent(retention), count=count)


def scope(figures: Figures, ruler: Ruler) -> str:
    """Whose figures these are."""
    if figures.decks is None:
        return tr("All decks")
    return ", ".join(named(deck.name, ruler) for deck in figures.decks)


def named(name: str, ruler: Ruler, most: int = LONGEST_NAME) -> str:
    return ruler.shortened(on_one_line(name), most)


def deck_name(place: Place) -> str:
    return tr("in no deck now") if place.deck_name is None else on_one_line(place.deck_name)


def posting_name(place: Place) -> str:
    name = place.title or place.posting
    return tr("from no posting") if name is None else on_one_line(name)


def days(count: int) -> str:
    return trn("{count} day", "{count} days", count)


def reviews(count: int) -> str:
    return trn("{count} review", "{count:,} reviews", count)


def lapses(card: HardCard, *, is_whole: bool) -> str:
    count = trn("{count} lapse", "{count} lapses", card.lapses)
    if not is_whole:
        return count
    return tr("{lapses} in {reviews}", lapses=count, reviews=reviews(card.retention.reviews))


def direction(card: HardCard) -> str:
    name = card.card.rpartition(":")[2]
    return direction_name(Direction(name)) if name in DIRECTIONS else name


def direction_name(asked: Direction) -> str:
    return tr(DIRECTIONS[asked])


def day_ahead(today: date, ahead: int) -> str:
    """The day as a label."""
    return short_date(today + timedelta(days=ahead)) if ahead else tr("today")


def day_ahead_whole(today: date, ahead: int) -> str:
    if not ahead:
        return tr("today")
    return tr("on {day}", day=full_date(today + timedelta(days=ahead)))


def band_of_days(band: Band) -> str:
    if band.high is None:
        return tr("over a year")
    if band.low == band.high:
        return days(band.low)
    return tr("{low} to {high} days", low=band.low, high=band.high)


def band_of_eases(bands: Sequence[Band], place: int) -> str:
    """The first one is the floor; each other goes up to the next one's beginning."""
    band = bands[place]
    if band.low == band.high:
        return ease(band.low)
    if band.high is None:
        return tr("{ease} and more", ease=ease(band.low))
    end = ease(bands[place + 1].low)
    if bands[place - 1].low == bands[place - 1].high:
        return tr("under {ease}", ease=end)
    return tr("{low} to {high}", low=ease(band.low), high=end)


def ease(thousandths: int) -> str:
    """`2.5` for 2500, `2.36` for 2360."""
    digits = f"{thousandths / 1000:.2f}"
    return digits[:-1] if digits.endswith("0") else digits

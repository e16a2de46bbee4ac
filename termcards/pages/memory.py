"""The sections of the figures that are about what was kept in mind, and what was not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from termcards.language import tr, trn
from termcards.library.figures import Figures, Place
from termcards.pages import figurewords as words
from termcards.pages.figurewords import days, named, share
from termcards.pages.lines import Line, Space
from termcards.pages.rows import Row, bar_rows, count_bar, heading, reading, shares
from termcards.statistics import Band, add_up, in_stretches
from termcards.tallies import Retention

WIDE = 60
MOST_BARS = 16
MOST_PLACES = 10
DAY_LABEL = 10


def retention_section(figures: Figures, space: Space) -> Iterator[Line]:
    tally = figures.tally
    yield from heading(tr("Retention"), space)
    if not tally.retention.reviews:
        yield from reading(tr("No card came back for a review yet."), space)
        return
    young = Retention(tally.young, tally.young_passed)
    mature = Retention(tally.mature, tally.mature_passed)
    yield from reading(
        tr(
            "{all} reviews passed at first sight; a card is mature from 21 days on.",
            all=share(tally.retention),
        ),
        space,
    )
    rows = [(tr("young"), young), (tr("mature"), mature), (tr("all"), tally.retention)]
    yield from shares(rows, DAY_LABEL, space)
    stretches = in_stretches(figures.weeks, MOST_BARS)
    length = len(stretches[-1])
    yield ()
    yield from reading(trn("By week:", "By week, a bar is {count} weeks:", length), space)
    by_week = [
        (stretch[0].monday.isoformat(), add_up(week.tally for week in stretch).retention)
        for stretch in stretches
    ]
    yield from shares(by_week, DAY_LABEL, space)


def intervals_section(figures: Figures, space: Space) -> Iterator[Line]:
    if figures.interval is None:
        return
    yield from heading(tr("Intervals"), space)
    cards = sum(band.cards for band in figures.intervals)
    yield from reading(
        trn(
            "One card was learned; it comes back after {days}.",
            "Of {count:,} cards that were learned, half come back within {days}.",
            cards,
            days=days(figures.interval),
        ),
        space,
    )
    labels = [words.band_of_days(band) for band in figures.intervals]
    yield from _bands(figures.intervals, labels, space)


def eases_section(figures: Figures, space: Space) -> Iterator[Line]:
    if figures.ease is None:
        return
    yield from heading(tr("Eases"), space)
    floor = figures.eases[0]
    yield from reading(
        tr(
            "The ease in the middle is {ease}; {cards} at the lowest, {floor}.",
            ease=words.ease(figures.ease),
            cards=trn("{count} card is", "{count:,} cards are", floor.cards)
            if floor.cards
            else tr("no card is"),
            floor=words.ease(floor.low),
        ),
        space,
    )
    labels = [words.band_of_eases(figures.eases, place) for place in range(len(figures.eases))]
    yield from _bands(figures.eases, labels, space)


def _bands(bands: Sequence[Band], labels: Sequence[str], space: Space) -> Iterator[Line]:
    counts = [band.cards for band in bands]
    rows = [
        Row(label, count_bar(count, counts), f"{count:,}")
        for label, count in zip(labels, counts, strict=True)
    ]
    return bar_rows(rows, max(map(space.ruler.cells, labels)), space)


def hardest_section(figures: Figures, space: Space) -> Iterator[Line]:
    if not figures.hardest:
        return
    hardest = figures.hardest[0]
    yield from heading(tr("Hardest cards"), space)
    yield from reading(
        tr(
            "{term} was forgotten most often: {lapses}.",
            term=named(hardest.term, space.ruler),
            lapses=words.lapses(hardest, is_whole=True),
        ),
        space,
    )
    rows = []
    for card in figures.hardest:
        direction = tr(" ({of})", of=words.direction(card))
        rows.append(
            Row(card.term, None, words.lapses(card, is_whole=space.text >= WIDE), direction)
        )
    yield from bar_rows(rows, space.text, space)


def decks_section(figures: Figures, space: Space) -> Iterator[Line]:
    return _places(figures.by_deck, tr("By deck"), words.deck_name, space)


def postings_section(figures: Figures, space: Space) -> Iterator[Line]:
    titles = Counter(words.posting_name(place) for place in figures.by_posting)

    def name(place: Place) -> str:
        title = words.posting_name(place)
        return (
            tr("{name} ({of})", name=title, of=words.deck_name(place))
            if titles[title] > 1
            else title
        )

    return _places(figures.by_posting, tr("By posting"), name, space)


def _places(
    places: Sequence[Place], title: str, name: Callable[[Place], str], space: Space
) -> Iterator[Line]:
    if not places:
        return
    yield from heading(title, space)
    shown = places[:MOST_PLACES]
    best = max(shown, key=lambda place: place.retention.share or 0)
    said = tr(
        "Kept best: {name}, {share}.",
        name=named(name(best), space.ruler),
        share=share(best.retention),
    )
    if len(places) > len(shown):
        said = tr("{sentence} The {count} with most reviews.", sentence=said, count=len(shown))
    yield from reading(said, space)
    rows = [(name(place), place.retention) for place in shown]
    label = min(max(space.ruler.cells(text) for text, _ in rows), space.text // 2 - 6)
    yield from shares(rows, label, space)

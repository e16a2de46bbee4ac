"""What the log adds up to: a card's standing after its entries."""

from collections.abc import Iterable
from typing import assert_never

from termcards.cards import CardId
from termcards.log import SURE_QUALITY, Cancel, Drill, Edit, Entry, Review, Standing
from termcards.scheduling import sm2


def advance(standing: Standing | None, entry: Entry) -> Standing | None:
    """A card's standing after one more entry of its own."""
    match entry.fact:
        case Review(quality=quality):
            return Standing(
                schedule=sm2.step(standing.schedule if standing else None, quality, entry.day),
                introduced=standing.introduced if standing else entry.day,
                reviewed=entry.day,
                is_sure=quality >= SURE_QUALITY,
            )
        case Drill(quality=quality):
            if standing is None:
                return None
            return Standing(
                schedule=standing.schedule,
                introduced=standing.introduced,
                reviewed=standing.reviewed,
                is_sure=quality >= SURE_QUALITY,
            )
        case Edit() | Cancel():
            return standing
        case _:
            assert_never(entry.fact)


def replay(entries: Iterable[Entry]) -> dict[CardId, Standing]:
    """Every card's standing after a whole log, in whatever order its entries are given."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    cancelled = {entry.fact.act for entry in ordered if isinstance(entry.fact, Cancel)}
    standings: dict[CardId, Standing] = {}
    for entry in ordered:
        if isinstance(entry.fact, Edit | Cancel) or entry.act in cancelled:
            continue
        standing = advance(standings.get(entry.fact.card), entry)
        if standing is not None:
            standings[entry.fact.card] = standing
    return standings

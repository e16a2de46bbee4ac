"""A learner's first weeks with a deck, always the same ones."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from termcards.library.home import Library
from termcards.library.studying import Study
from tests.library.decks import add_deck

FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday."""

WEEKS = 6
NOTES = 200
NEW_CARDS = 4
HOURS = (7, 20, 21)


def study_some_weeks(folder: Path) -> datetime:
    """Makes the library in `folder`; gives the moment after its last answer, in UTC."""
    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text(f"new_cards_per_day: {NEW_CARDS}\n", encoding="utf-8")
    now = FIRST_DAY

    def clock() -> datetime:
        return now

    with Library(folder, clock) as library:
        deck = add_deck(library, "sales", NOTES)
        given = 0
        for day in range(7 * WEEKS):
            if day % 7 == 6 or day in (16, 17):
                continue
            now = FIRST_DAY + timedelta(days=day, hours=HOURS[day % len(HOURS)])
            study = Study(library, [deck])
            while study.question is not None:
                given += 1
                now += timedelta(seconds=4 + given % 9)
                study.answer(2 if given % 11 == 0 else 3 + given % 3, 1000 * (4 + given % 9))
    return now

"""When a card is a leech."""

from datetime import date

import pytest

from termcards.log import Schedule, Standing
from termcards.scheduling.leeches import becomes_leech
from termcards.settings import LeechLimits

DAY = date(2026, 3, 1)


def card(lapses: int = 0, failures: int = 0, repetitions: int = 2) -> Standing:
    return Standing(Schedule(DAY, 1, repetitions, lapses, 2500), DAY, DAY, failures=failures)


@pytest.mark.parametrize(
    ("standing", "quality", "is_leech"),
    [
        (card(lapses=7), 2, True),
        (card(lapses=6), 2, False),
        (card(lapses=7), 3, False),
        (card(lapses=7, repetitions=0), 2, False),  # not a lapse, it was failed already
        (card(lapses=8), 2, False),
        (card(lapses=11), 1, True),  # taken up again, and four more
        (card(lapses=15), 0, True),
        (card(failures=7, repetitions=0), 2, True),
        (card(failures=6, repetitions=0), 2, False),
        (Standing(failures=7), 0, True),
        (Standing(), 0, False),
    ],
)
def test_eight_lapses_or_eight_failures_in_a_row(
    standing: Standing, quality: int, is_leech: bool
) -> None:
    assert becomes_leech(standing, quality, LeechLimits()) is is_leech


def test_a_limit_of_nothing_is_never_reached() -> None:
    assert not becomes_leech(card(lapses=99, failures=99), 0, LeechLimits(lapses=0, failures=0))
    assert becomes_leech(card(lapses=0), 0, LeechLimits(lapses=1))

"""Which cards cost more than they give: leeches."""

from termcards.log import PASSING_QUALITY, Standing
from termcards.settings import LeechLimits


def becomes_leech(before: Standing, quality: int, limits: LeechLimits) -> bool:
    """Whether an answer of `quality` makes the card a leech.

    One that was taken up again becomes a leech again after half as many more.
    """
    if quality >= PASSING_QUALITY:
        return False
    schedule = before.schedule
    lapsed = schedule is not None and schedule.repetitions > 0
    lapses = schedule.lapses + 1 if schedule and lapsed else 0
    return _reaches(lapses, limits.lapses) or _reaches(before.failures + 1, limits.failures)


def _reaches(count: int, limit: int) -> bool:
    if not limit or count < limit:
        return False
    return (count - limit) % max(1, limit // 2) == 0

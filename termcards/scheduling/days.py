"""The learner's day, which turns in the small hours and not at midnight."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def learner_day(at: datetime, starts_at: time, zone: tzinfo | None = None) -> date:
    """The day to which the instant `at` belongs for a learner in `zone` (`None`: this computer's).

    The clock on the wall decides, so on the nights in which clocks change a day is an hour
    shorter or longer, and still turns when the wall says so.
    """
    local = at.astimezone(zone).replace(tzinfo=None)
    return (local - timedelta(hours=starts_at.hour, minutes=starts_at.minute)).date()


def day_begins(day: date, starts_at: time, zone: tzinfo | None = None) -> datetime:
    """The instant at which that day of the learner's begins."""
    begin = datetime.combine(day, starts_at)  # the zone comes next
    return (begin if zone is None else begin.replace(tzinfo=zone)).astimezone(UTC)

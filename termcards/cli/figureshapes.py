"""The shape of `termcards stats --json`. It is a promise, as those of `shapes`."""

from datetime import timedelta
from typing import Any

from termcards.library.figures import Figures, Place
from termcards.statistics import Band
from termcards.tallies import Retention, Tally


def figures_shape(figures: Figures) -> dict[str, Any]:
    return {
        "today": figures.today.isoformat(),
        "since": figures.since.isoformat(),
        "decks": None if figures.decks is None else [deck.name for deck in figures.decks],
        "streak": {"current": figures.streaks.current, "longest": figures.streaks.longest},
        "studied": sum(week.studied for week in figures.weeks),
        **_tally_shape(figures.tally),
        "workload": {
            "minutes_a_study_day": _rounded(figures.workload.studied),
            "seconds_an_answer": _rounded(figures.workload.seconds),
        },
        "by_week": [
            {
                "week": week.monday.isoformat(),
                "studied": week.studied,
                **_tally_shape(week.tally),
            }
            for week in figures.weeks
        ],
        "by_deck": [
            {"deck": place.deck_name, **_kept_shape(place.retention)} for place in figures.by_deck
        ],
        "by_posting": [_posting_shape(place) for place in figures.by_posting],
        "map": [
            {"day": day.isoformat(), "reviews": reviews} for day, reviews in figures.map.items()
        ],
        "forecast": _forecast_shape(figures),
        "hours": [
            {"hour": hour.hour, "answers": hour.answers, **_kept_shape(hour.retention)}
            for hour in figures.hours
        ],
        "hardest": [
            {
                "card": card.card,
                "term": card.term,
                "lapses": card.lapses,
                "reviews": card.retention.reviews,
                "passed": card.retention.passed,
            }
            for card in figures.hardest
        ],
        "intervals": [_band_shape(band, 1) for band in figures.intervals],
        "eases": [_band_shape(band, 1000) for band in figures.eases],
    }


def _tally_shape(tally: Tally) -> dict[str, Any]:
    return {
        "reviews": tally.reviews,
        "drills": tally.drills,
        "crams": tally.crams,
        "minutes": _rounded(tally.milliseconds / 60_000),
        "retention": {
            "all": _kept_shape(tally.retention),
            "young": _kept_shape(Retention(tally.young, tally.young_passed)),
            "mature": _kept_shape(Retention(tally.mature, tally.mature_passed)),
            "new": _kept_shape(Retention(tally.new, tally.new_passed)),
        },
    }


def _kept_shape(retention: Retention) -> dict[str, Any]:
    share = None if retention.share is None else round(retention.share, 4)
    return {"reviews": retention.reviews, "passed": retention.passed, "share": share}


def _band_shape(band: Band, unit: int) -> dict[str, Any]:
    high = None if band.high is None else band.high / unit if unit > 1 else band.high
    return {"from": band.low / unit if unit > 1 else band.low, "to": high, "cards": band.cards}


def _posting_shape(place: Place) -> dict[str, Any]:
    return {
        "deck": place.deck_name,
        "posting": place.posting,
        "title": place.title,
        **_kept_shape(place.retention),
    }


def _forecast_shape(figures: Figures) -> list[dict[str, Any]]:
    minutes = figures.workload.ahead or (None,) * len(figures.forecast)
    return [
        {
            "day": (figures.today + timedelta(days=day)).isoformat(),
            "cards": cards,
            "minutes": _rounded(taken),
        }
        for day, (cards, taken) in enumerate(zip(figures.forecast, minutes, strict=True))
    ]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)

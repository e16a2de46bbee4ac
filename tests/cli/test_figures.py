"""`stats`: the page and its promise of JSON."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from termcards.cards import CardId
from termcards.cli.figures import space_of
from termcards.library.figures import ALL, figures
from termcards.library.home import Library
from termcards.log import Drill, Review
from termcards.pages.figurepage import page
from termcards.pages.lines import plain
from termcards.plaintext import cells
from tests.cli.conftest import Call

DECK = """\
id: sales
deck: Sales
format: 1
directions: [recognise]
postings:
  lark: {title: Account Executive}
notes:
- id: arr
  term: ARR
  senses: [{definition: Money a year.}]
  examples:
  - {sentence: The ARR grows., surface: ARR, source: {posting: lark, line: 3}}
- id: quota
  term: quota
  senses: [{definition: A target.}]
"""
ARR, QUOTA = CardId("arr:recognise"), CardId("quota:recognise")
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "sales.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path / "home"


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def study(home: Path, at: datetime) -> None:
    """Two cards are learned on one day, and come back on the next, when one is forgotten."""
    now = at

    def clock() -> datetime:
        return now

    with Library(home, clock) as library:
        for fact in (Review(ARR, 4, 30_000), Review(QUOTA, 4, 30_000)):
            library.record([fact])
        now = at + timedelta(days=1)
        for later in (Review(ARR, 1, 20_000), Drill(ARR, 4, 10_000), Review(QUOTA, 5, 30_000)):
            library.record([later])


def test_the_page_says_in_words_what_its_pictures_show(
    home: Path, call: Call, in_utc: None
) -> None:
    call("decks")
    study(home, MONDAY)
    with Library(home, lambda: MONDAY + timedelta(days=1)) as library:
        lines = [plain(line) for line in page(figures(library), space_of(60))]
    assert "\n".join(lines) == (
        """\
All decks, 1 week from Mon 2 Mar 2026 on
streak   2 days; the longest was 2
studied  2 days of 2
reviews  4, 2 of them new; 1 repeat
time     1.0 min a study day, 24.0 s an answer

Reviews of the last 52 weeks
  4 reviews on 2 days; the busiest was Tue 3 Mar 2026 with
  2.
      Mar Apr May Jun  Jul Aug Sep  Oct Nov Dec  Jan Feb
  Mon ···················································░
      ···················································░
  Wed ···················································
      ···················································
  Fri ···················································
      ···················································
  Sun ···················································
      less · ░ ▒ ▓ █ more   from 1, 25, 50, 75 a day

The next 14 days
  2 cards come due, about 0.1 min a day; most on Wed 4 Mar
  2026. New cards come on top.
  today      0
  Wed 4 Mar  █████████████████████████████████████████████ 1
  Thu 5 Mar  0
  Fri 6 Mar  0
  Sat 7 Mar  0
  Sun 8 Mar  0
  Mon 9 Mar  █████████████████████████████████████████████ 1
  Tue 10 Mar 0
  Wed 11 Mar 0
  Thu 12 Mar 0
  Fri 13 Mar 0
  Sat 14 Mar 0
  Sun 15 Mar 0
  Mon 16 Mar 0

Retention
  50 % of 2 reviews passed at first sight; a card is mature
  from 21 days on.
  young      ██████████████████░░░░░░░░░░░░░░░░░░░ 50 % of 2
  mature     none
  all        ██████████████████░░░░░░░░░░░░░░░░░░░ 50 % of 2

  By week:
  2026-03-02 ██████████████████░░░░░░░░░░░░░░░░░░░ 50 % of 2

Intervals
  Of 2 cards that were learned, half come back within 1 day.
  1 day           ████████████████████████████████████████ 1
  2 to 6 days     ████████████████████████████████████████ 1
  7 to 20 days    0
  21 to 60 days   0
  61 to 180 days  0
  181 to 365 days 0
  over a year     0

Eases
  The ease in the middle is 2.5; no card is at the lowest,
  1.3.
  1.3          0
  under 1.7    0
  1.7 to 2.1   0
  2.1 to 2.5   0
  2.5 and more ███████████████████████████████████████████ 2

Hours of the day
  Most is answered from 12:00 to 13:00: 5 answers, 50 % of
  the reviews passed.
  ························██······················
  0           6           12          18

Hardest cards
  ARR was forgotten most often: 1 lapse in 2 reviews.
  ARR (recognise)                       1 lapse in 2 reviews

By deck
  Kept best: Sales, 50 % of 2.
  Sales █████████████████████░░░░░░░░░░░░░░░░░░░░░ 50 % of 2

By posting
  Kept best: from no posting, 100 % of 1.
  Account Executive ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0 % of 1
  from no posting   █████████████████████████████ 100 % of 1"""
    )


@pytest.mark.parametrize("width", [20, 40, 61, 80, 200])
def test_no_line_is_wider_than_the_terminal(home: Path, call: Call, width: int) -> None:
    hostile = DECK.replace("deck: Sales", "deck: '年度经常性收入' ").replace(
        "term: ARR", 'term: "客户成功经理的年度经常性收入与续约率与净收入留存 \\x1b[31m [red]"'
    )
    (home / "decks" / "sales.yaml").write_text(hostile, encoding="utf-8")
    call("decks")
    study(home, MONDAY)
    with Library(home, lambda: MONDAY + timedelta(days=1)) as library:
        lines = [plain(line) for line in page(figures(library, window=ALL), space_of(width))]
    assert max(map(cells, lines)) <= min(80, max(36, width))
    assert not any("\x1b" in line for line in lines)


def test_stats_of_nothing_is_one_friendly_line(call: Call, home: Path) -> None:
    result = call("stats")
    assert (result.status, result.err) == (0, "")
    assert result.out == "nothing was studied yet; `termcards study` begins\n"
    assert call("stats", "sales").out.startswith("nothing was studied here yet")


def test_stats_are_of_the_decks_asked_for(call: Call, home: Path) -> None:
    (home / "decks" / "b.yaml").write_text("id: b\ndeck: Tools\nformat: 1\nnotes: []\n")
    call("decks")
    study(home, datetime.now(UTC) - timedelta(days=1))
    assert call("stats", "sales").out.startswith("Sales, ")
    assert call("stats", "tools").out.startswith("nothing was studied here yet")
    assert call("stats", "no such").status == 1


def test_the_number_of_weeks_is_checked(call: Call, home: Path) -> None:
    assert call("stats", "--weeks", "0").status == 2
    assert call("stats", "--weeks", "999999999999").status == 0


def kept(reviews: int, passed: int, share: float | None) -> dict[str, object]:
    return {"reviews": reviews, "passed": passed, "share": share}


NONE = kept(0, 0, None)


def test_stats_as_json_keep_their_promise(call: Call, home: Path) -> None:
    call("decks")
    study(home, datetime.now(UTC) - timedelta(days=1))
    found = call("stats", "--all", "--json").json
    today = date.fromisoformat(found["today"])
    monday = date.fromisoformat(found["since"])
    weeks = found.pop("by_week")
    sums = {
        "reviews": 4,
        "drills": 1,
        "crams": 0,
        "minutes": 2.0,
        "retention": {
            "all": kept(2, 1, 0.5),
            "young": kept(2, 1, 0.5),
            "mature": NONE,
            "new": kept(2, 2, 1.0),
        },
    }
    assert (monday.weekday(), weeks[0]["week"]) == (0, monday.isoformat())
    assert list(weeks[0]) == ["week", "studied", *sums]
    assert sum(week["reviews"] for week in weeks) == 4
    hours = found.pop("hours")
    assert [hour["hour"] for hour in hours] == list(range(24))
    assert list(hours[0]) == ["hour", "answers", "reviews", "passed", "share"]
    assert sum(hour["answers"] for hour in hours) == 5
    forecast = found.pop("forecast")
    assert forecast[:2] == [
        {"day": today.isoformat(), "cards": 0, "minutes": 0.0},
        {"day": (today + timedelta(days=1)).isoformat(), "cards": 1, "minutes": 0.5},
    ]
    assert len(forecast) == 14
    assert found == {
        "today": today.isoformat(),
        "since": monday.isoformat(),
        "decks": None,
        "streak": {"current": 2, "longest": 2},
        "studied": 2,
        **sums,
        "workload": {"minutes_a_study_day": 1.0, "seconds_an_answer": 24.0},
        "by_deck": [{"deck": "Sales", **kept(2, 1, 0.5)}],
        "by_posting": [
            {
                "deck": "Sales",
                "posting": "lark",
                "title": "Account Executive",
                **kept(1, 0, 0.0),
            },
            {"deck": "Sales", "posting": None, "title": None, **kept(1, 1, 1.0)},
        ],
        "map": [
            {"day": (today - timedelta(days=1)).isoformat(), "reviews": 2},
            {"day": today.isoformat(), "reviews": 2},
        ],
        "hardest": [{"card": ARR, "term": "ARR", "lapses": 1, "reviews": 2, "passed": 1}],
        "intervals": [
            {"from": 1, "to": 1, "cards": 1},
            {"from": 2, "to": 6, "cards": 1},
            {"from": 7, "to": 20, "cards": 0},
            {"from": 21, "to": 60, "cards": 0},
            {"from": 61, "to": 180, "cards": 0},
            {"from": 181, "to": 365, "cards": 0},
            {"from": 366, "to": None, "cards": 0},
        ],
        "eases": [
            {"from": 1.3, "to": 1.3, "cards": 0},
            {"from": 1.301, "to": 1.699, "cards": 0},
            {"from": 1.7, "to": 2.099, "cards": 0},
            {"from": 2.1, "to": 2.499, "cards": 0},
            {"from": 2.5, "to": None, "cards": 2},
        ],
    }


def test_json_of_nothing_has_every_key(call: Call, home: Path) -> None:
    found = call("stats", "sales", "--json").json
    assert found["decks"] == ["Sales"]
    assert found["retention"]["all"] == NONE
    assert (found["map"], found["hardest"], found["by_deck"]) == ([], [], [])
    assert found["workload"] == {"minutes_a_study_day": None, "seconds_an_answer": None}
    assert found["forecast"][0]["minutes"] is None

"""A real Anki in a process of its own, where it may be in another time zone.

`python -m tests.anki.elsewhere PACKAGE` takes a package in, learning progress included, and prints
what it holds then as JSON.
"""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import anki.collection  # noqa: F401  # its siblings import one another, and need it first
from anki.cards import Card
from anki.collection import Collection

from tests.anki.real_anki import fresh_anki, take_in

ROLLOVER = timedelta(hours=4)
REVLOG = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"


def seen_in(zone: str, package: Path) -> Any:
    """What an Anki in that time zone makes of the package."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.anki.elsewhere", str(package)],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def _cards(collection: Collection) -> dict[str, Any]:
    found = (collection.get_card(card) for card in collection.find_cards(""))
    return {_name(card): _stands(collection, card) for card in found}


def _name(card: Card) -> str:
    return f"{card.note()['Key']}:{card.template()['name']}"


def _stands(collection: Collection, card: Card) -> dict[str, Any]:
    today = (datetime.now().astimezone() - ROLLOVER).date()
    due: date | None = None
    if card.type == 2:
        due = today + timedelta(days=card.due - collection.sched.today)
    memory = card.memory_state
    return {
        "type": card.type,
        "queue": card.queue,
        "due": due.isoformat() if due else card.due,
        "ivl": card.ivl,
        "factor": card.factor,
        "reps": card.reps,
        "lapses": card.lapses,
        "flag": card.flags,
        "memory": [round(memory.stability, 2), round(memory.difficulty, 2)] if memory else None,
        "retention": card.desired_retention and round(card.desired_retention, 3),
        "last": card.last_review_time,
        "tags": card.note().tags,
        "deck": collection.decks.name(card.did),
    }


def main() -> None:
    with fresh_anki() as collection:
        take_in(collection, Path(sys.argv[1]), with_scheduling=True)
        assert collection.db is not None
        names = {card: _name(collection.get_card(card)) for card in collection.find_cards("")}
        log = [[row[0], names[row[1]], *row[2:]] for row in collection.db.execute(REVLOG)]
        problems, _ = collection.fix_integrity()
        print(json.dumps({"cards": _cards(collection), "log": log, "problems": problems}))  # noqa: T201


if __name__ == "__main__":
    main()

"""AnkiConnect, an add-on by which a running Anki can be spoken to: JSON over HTTP on this computer.

Source: the add-on's own description of its version 6.
"""

import http.client
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from termcards.anki.note_type import MODEL_NAME
from termcards.errors import StorageError, UsageError

ADDRESS = "http://127.0.0.1:8765"
VERSION = 6
LONGEST_WAIT = 300
"""Seconds: Anki answers when all of a package is imported."""

_AT_ONCE = 500


class AnkiConnect:
    def __init__(self, address: str = ADDRESS) -> None:
        """Raises `StorageError` where no AnkiConnect answers, `UsageError` for no address."""
        if not _is_address(address):
            raise UsageError(f"{address}: this is no address of AnkiConnect, such as {ADDRESS}")
        self._address = address
        # Anki is on this computer: no proxy knows the way there.
        self._opener = build_opener(ProxyHandler({}))
        version = self._ask("version")
        if not isinstance(version, int) or version < VERSION:
            raise StorageError("the AnkiConnect that answers is too old; update the add-on in Anki")

    def import_package(self, path: Path) -> None:
        if self._ask("importPackage", path=str(path.resolve())) is not True:
            raise StorageError("Anki did not take the package; import the file by hand")

    def our_notes(self) -> Iterator[dict[str, str]]:
        """The fields of all notes of our note type, as they stand in Anki now."""
        found = self._ask("findNotes", query=f'"note:{MODEL_NAME}"')
        if not isinstance(found, list):
            raise _strange()
        for start in range(0, len(found), _AT_ONCE):
            notes = self._ask("notesInfo", notes=found[start : start + _AT_ONCE])
            yield from _fields(notes)

    def _ask(self, action: str, **parameters: Any) -> Any:
        question = {"action": action, "version": VERSION, "params": parameters}
        request = Request(  # noqa: S310  # the scheme was looked at
            self._address,
            json.dumps(question).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with self._opener.open(request, timeout=LONGEST_WAIT) as answer:
                reply = json.load(answer)
        except (URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            raise StorageError(
                f"no Anki answers at {self._address}: open Anki with the add-on AnkiConnect,"
                " or write a package with -o and import it there"
            ) from error
        except (ValueError, RecursionError) as error:
            raise _strange() from error
        if not isinstance(reply, Mapping) or not {"result", "error"} <= set(reply):
            raise _strange()
        if reply["error"] is not None:
            raise StorageError(f"Anki says: {' '.join(str(reply['error']).split())}")
        return reply["result"]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_place = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(map(str.isspace, text))
    return parts.scheme in {"http", "https"} and has_place and is_plain


def _strange() -> StorageError:
    return StorageError("what answers there is no AnkiConnect; name its address with --anki")


def _fields(notes: Any) -> Iterator[dict[str, str]]:
    if not isinstance(notes, Sequence):
        raise _strange()
    for note in notes:
        if not note:
            continue  # deleted in the meantime
        try:
            yield {name: str(field["value"]) for name, field in note["fields"].items()}
        except (TypeError, KeyError, AttributeError) as error:
            raise _strange() from error

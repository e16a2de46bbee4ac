"""`termcards export anki --push`, to a server that answers as AnkiConnect does from a real Anki."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection

from tests.anki.real_anki import fresh_anki, note_with, take_in
from tests.cli.conftest import Call

Answer = Callable[[str, dict[str, Any]], Any]


@contextmanager
def answering(answer: Answer, raw: bytes | None = None) -> Iterator[str]:
    """Gives the address; all is answered with `raw` where there is some."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the base class names it
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            try:
                reply = {"result": answer(question["action"], question["params"]), "error": None}
            except LookupError as error:
                reply = {"result": None, "error": str(error.args[0])}
            content = json.dumps(reply).encode() if raw is None else raw
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing, since a test needs no log."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ankiconnect(anki: Collection) -> Answer:
    def answer(action: str, given: dict[str, Any]) -> Any:
        match action:
            case "version":
                return 6
            case "importPackage":
                take_in(anki, Path(given["path"]))
                return True
            case "findNotes":
                return list(anki.find_notes(given["query"]))
            case "notesInfo":
                found = [anki.get_note(note) for note in given["notes"]]
                return [
                    {
                        "noteId": note.id,
                        "fields": {
                            name: {"value": value, "order": place}
                            for place, (name, value) in enumerate(note.items())
                        },
                    }
                    for note in found
                ]
        raise LookupError("unsupported action")

    return answer


def test_notes_are_pushed_and_read_back(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    with fresh_anki() as anki, answering(ankiconnect(anki)) as address:
        done = call("export", "anki", "--push", "--anki", address)
        assert (done.status, done.out, done.err) == (0, "Anki: 3 notes, each read back\n", "")
        assert anki.note_count() == 3
        note = note_with(anki, "champion")
        note["Notes"] = "mine"
        anki.update_note(note)
        again = call("export", "anki", "--push", "--anki", address)
        assert again.err == "1 stay as they were edited in Anki: champion\n"
        assert anki.note_count() == 3
    assert call("export", "anki", "--plan").out.startswith("0 new\n0 changed\n3 unchanged\n")


def test_an_anki_that_is_not_there_is_named(call: Call, posting: Path) -> None:
    call("harvest", str(posting))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    done = call("export", "anki", "--push", "--anki", address)
    assert (done.status, done.err) == (
        4,
        f"error: no Anki answers at {address}: open Anki with the add-on AnkiConnect, or write a"
        " package with -o and import it there\n",
    )


def losing(action: str, _: dict[str, Any]) -> Any:
    return {"version": 6, "importPackage": True, "findNotes": []}[action]


def refusing(action: str, _: dict[str, Any]) -> Any:
    if action == "importPackage":
        raise LookupError("collection is\nnot available")
    return 6


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (losing, "Anki took the package, but 3 notes are not in it afterwards, such as quota"),
        (refusing, "Anki says: collection is not available"),
        (lambda *_: 5, "the AnkiConnect that answers is too old; update the add-on in Anki"),
    ],
)
def test_what_did_not_arrive_does_not_count_as_exported(
    call: Call, posting: Path, answer: Answer, message: str
) -> None:
    call("harvest", str(posting))
    with answering(answer) as address:
        done = call("export", "anki", "--push", "--anki", address)
    assert done.status == 4
    assert done.err.startswith(f"error: {message}")
    assert call("export", "anki", "--plan").out.startswith("3 new\n")


@pytest.mark.parametrize(
    "address",
    [
        "foo",
        "http://",
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:abc",
        "http://a b/",
    ],
)
def test_what_is_no_address_is_a_usage_error(call: Call, posting: Path, address: str) -> None:
    call("harvest", str(posting))
    done = call("export", "anki", "--push", "--anki", address)
    assert done.status == 2
    assert done.err.startswith(f"error: {address}: this is no address of AnkiConnect, such as")


@pytest.mark.parametrize("reply", [b"[" * 100_000, b'{"result":' + b"1" * 5000 + b',"error":null}'])
def test_a_reply_that_cannot_be_read_is_named(call: Call, posting: Path, reply: bytes) -> None:
    call("harvest", str(posting))
    with answering(lambda *_: 6, raw=reply) as address:
        done = call("export", "anki", "--push", "--anki", address)
    assert (done.status, done.err) == (
        4,
        "error: what answers there is no AnkiConnect; name its address with --anki\n",
    )

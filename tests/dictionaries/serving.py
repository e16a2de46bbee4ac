"""A DICT server of the test's own: it says what it was told to, whatever it is asked."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from termcards.settings import DictionaryServer

GREETING = b"220 small server <auth.mime> <1@example.org>\r\n"
CLIENT = {"CLIENT": b"250 ok\r\n", "QUIT": b"221 bye\r\n"}


@dataclass
class Served:
    place: DictionaryServer
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(
    answers: Mapping[str, bytes], greeting: bytes = GREETING, database: str | None = None
) -> Iterator[Served]:
    """Listens on a free port; answers by a command's first word and hangs up at any other."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(greeting)
            for line in self.rfile:
                asked.append(line.decode().rstrip("\r\n"))
                answer = answers.get(asked[-1].split(" ")[0])
                if answer is None:
                    return
                self.wfile.write(answer)

        def finish(self) -> None:
            with suppress(OSError):  # the client hung up first
                super().finish()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        host, port = server.server_address[:2]
        try:
            yield Served(DictionaryServer(str(host), int(port), database), asked)
        finally:
            server.shutdown()

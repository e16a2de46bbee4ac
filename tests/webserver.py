"""A web server on this machine that answers as it is told."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_slow: bool = False
    """It sends a byte now and then, and never comes to its end."""


@dataclass
class Server:
    port: int
    answers: dict[str, Answer]
    asked: list[tuple[str, str]]
    """Host and path of each request."""

    closing: threading.Event

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, body: bytes, media_type: str = "text/html") -> str:
        """Lays a page down; returns its address."""
        self.answers[path] = Answer(body, headers={"Content-Type": media_type})
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        self.answers[path] = Answer(status=status, headers={"Location": to})
        return self.url + path


@contextmanager
def serving() -> Iterator[Server]:
    told = Server(0, {}, [], threading.Event())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # http.server names it
            told.asked.append((self.headers["Host"], self.path))
            answer = told.answers.get(self.path, Answer(b"nothing here", 404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(answer.body)
                while answer.is_slow and not told.closing.wait(0.02):
                    self.wfile.write(b".")
            except OSError:
                pass

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        told.port = httpd.server_port
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield told
        finally:
            told.closing.set()
            httpd.shutdown()
            thread.join()

"""One page fetched from the web, and nothing else: no file, no machine of the user's own network.

The user may name any host, a server on his own machine too. What that host redirects to must be on
the public internet, and a connection goes to the very address that was looked at.
"""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urljoin

from termcards import __version__
from termcards.addresses import Address, Place, is_public, place_of, sendable
from termcards.errors import BadInputError
from termcards.plaintext import on_one_line
from termcards.watching import UNWATCHED, Stage, Watch

Resolve = Callable[[str, int], Sequence[Address]]

_HEADERS = {
    "User-Agent": f"termcards/{__version__}",
    "Accept": "text/html, application/pdf, text/markdown, text/plain, */*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 30.0
    """For all of it, redirects too."""

    size: int = 10 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    content: bytes
    url: str
    """Where it was found, after all redirects."""

    media_type: str
    """As the server says, like `text/html`; empty when it says nothing."""

    charset: str | None = None


def resolved(host: str, port: int) -> Sequence[Address]:
    """The addresses of a host. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(place[0]) for *_, place in found))


def fetch(
    url: str,
    limits: Limits = Limits(),
    resolve: Resolve = resolved,
    watch: Watch = UNWATCHED,
) -> Fetched:
    """What is at an http or https address. Raises `BadInputError`, in one line with the address."""
    return _Fetch(url.strip(), limits, resolve, watch).result()


@dataclass(slots=True)
class _Fetch:
    url: str
    limits: Limits
    resolve: Resolve
    watch: Watch
    addresses: dict[str, Sequence[Address]] = field(default_factory=dict)
    """Of the hosts met so far: nobody can change them between the look and the connection."""

    deadline: float = 0.0

    def result(self) -> Fetched:
        self.deadline = monotonic() + self.limits.seconds
        self.watch.begins(Stage.FETCHING, 0)
        typed = place = self._place(self.url)
        for _ in range(self.limits.redirects + 1):
            self.watch.advances(0)
            addresses = self._addresses(place)
            if not place.is_of(typed) and not all(map(is_public, addresses)):
                raise self._error(
                    f"it redirects to {place.authority}, which is not on the public internet;"
                    " that is not followed"
                )
            answer = self._ask(place, addresses)
            if isinstance(answer, Fetched):
                return answer
            place = self._place(urljoin(place.url, answer), is_redirect=True)
        raise self._error(f"it redirects more than {self.limits.redirects} times")

    def _place(self, url: str, *, is_redirect: bool = False) -> Place:
        try:
            return place_of(url)
        except ValueError as error:
            shown = f"it redirects to {on_one_line(url)[:200]}, which" if is_redirect else "this"
            raise self._error(f"{shown} {error}") from error

    def _addresses(self, place: Place) -> Sequence[Address]:
        if place.host not in self.addresses:
            self.addresses[place.host] = self._looked_up(place)
        return self.addresses[place.host]

    def _looked_up(self, place: Place) -> Sequence[Address]:
        found: list[Sequence[Address] | OSError | ValueError] = []

        def look() -> None:
            try:
                found.append(self.resolve(place.host, place.port))
            except (OSError, ValueError) as error:
                found.append(error)

        # A look-up takes no time limit, so it is left behind when it takes too long.
        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        thread.join(self._seconds_left())
        if not found:
            raise self._late()
        if isinstance(found[0], Exception) or not found[0]:
            raise self._error(f"there is no host {place.host}, or no network")
        return found[0]

    def _ask(self, place: Place, addresses: Sequence[Address]) -> Fetched | str:
        """The page, or where to ask next."""
        try:
            with self._connected(place, addresses) as connection:
                headers = {"Host": place.authority, **_HEADERS}
                connection.request("GET", place.target, headers=headers)
                with connection.getresponse() as answer:
                    found = self._answered(answer, place)
        except ssl.SSLCertVerificationError as error:
            raise self._error(f"its certificate is not good: {error.verify_message}") from error
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if isinstance(error, TimeoutError) or not self._seconds_left():
                raise self._late() from error
            raise self._error(f"cannot fetch it: {_reason(error)}") from error
        if not self._seconds_left():
            # The connection was cut off, and what came before may be taken for the whole.
            raise self._late()
        return found

    def _answered(self, answer: http.client.HTTPResponse, place: Place) -> Fetched | str:
        if answer.status in _REDIRECTS and answer.headers["Location"]:
            return sendable(answer.headers["Location"])
        return Fetched(
            self._body(answer),
            place.url,
            answer.headers.get_content_type() if answer.headers["Content-Type"] else "",
            answer.headers.get_content_charset(),
        )

    @contextmanager
    def _connected(
        self, place: Place, addresses: Sequence[Address]
    ) -> Iterator[http.client.HTTPConnection]:
        plain = self._socket(place, addresses)
        with plain, self._cut_off_late(plain):
            connection = http.client.HTTPConnection(place.host, place.port)
            if place.scheme == "https":
                context = ssl.create_default_context()
                connection.sock = context.wrap_socket(plain, server_hostname=place.host)
            else:
                connection.sock = plain
            try:
                yield connection
            finally:
                connection.close()

    def _socket(self, place: Place, addresses: Sequence[Address]) -> socket.socket:
        for number, address in enumerate(addresses, 1):
            seconds = self._seconds_left() / (len(addresses) - number + 1)
            try:
                return socket.create_connection((str(address), place.port), seconds or 0.001)
            except OSError:
                if number == len(addresses):
                    raise
        raise AssertionError("no host is without an address")

    @contextmanager
    def _cut_off_late(self, connected: socket.socket) -> Iterator[None]:
        """Shuts the connection when the time is over, however slowly the server drips."""
        twin = connected.dup()

        def cut_off() -> None:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self._seconds_left(), cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            twin.close()

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        if answer.status != HTTPStatus.OK:
            raise self._error(_refusal(answer.status))
        if (answer.length or 0) > self.limits.size:
            raise self._large()
        content = bytearray()
        self.watch.begins(Stage.FETCHING, answer.length or 0)
        while part := answer.read(1 << 16):
            content += part
            self.watch.advances(len(part))
            if len(content) > self.limits.size:
                raise self._large()
        if answer.headers["Content-Encoding"] in (None, "", "identity"):
            return bytes(content)
        return self._unpacked(bytes(content), answer.headers["Content-Encoding"])

    def _unpacked(self, content: bytes, encoding: str) -> bytes:
        """Some pack what they send without being asked."""
        if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
            raise self._error("it comes in an encoding that was not asked for")
        unpacked = zlib.decompressobj(wbits=47).decompress(content, self.limits.size + 1)
        if len(unpacked) > self.limits.size:
            raise self._large()
        return unpacked

    def _seconds_left(self) -> float:
        return max(0.0, self.deadline - monotonic())

    def _error(self, message: str) -> BadInputError:
        return BadInputError(message, path=on_one_line(self.url))

    def _late(self) -> BadInputError:
        return self._error(f"it did not come within {self.limits.seconds:g} seconds")

    def _large(self) -> BadInputError:
        return self._error(f"it is larger than {self.limits.size // 1024} KiB; it is no posting")


def _refusal(status: int) -> str:
    try:
        words = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        words = str(status)
    hint = "; open it in a browser, save it, harvest that" if status in (401, 403, 429) else ""
    return f"the server says {words}{hint}"


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return on_one_line(error.strerror)
    return "what came is not as HTTP should be"

"""Pages of the web, from a real server on this machine."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest

from termcards.addresses import Address, is_public
from termcards.errors import BadInputError
from termcards.fetching import Limits, Resolve, fetch, resolved
from termcards.watching import Stage, StoppedError
from tests.watches import Counting
from tests.webserver import Answer, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def refusal(url: str, limits: Limits | None = None, resolve: Resolve = resolved) -> str:
    with pytest.raises(BadInputError) as caught:
        fetch(url, limits or Limits(), resolve)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_page_comes_with_its_type_and_charset(server: Server) -> None:
    url = server.page("/job?id=1&x=%20", b"<p>Hello", "text/html; charset=Big5")
    found = fetch(url)
    assert (found.content, found.url) == (b"<p>Hello", url)
    assert (found.media_type, found.charset) == ("text/html", "big5")


def test_an_address_in_another_script_is_sent_as_servers_want_it(server: Server) -> None:
    server.page("/%E8%81%8C%E4%BD%8D?q=%E4%B8%8A%E6%B5%B7", b"x")
    assert fetch(f"{server.url}/职位?q=上海#top").content == b"x"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_server_is_followed(server: Server, status: int) -> None:
    url = server.redirect("/old", "/new", status)
    server.page("/new", b"found")
    assert fetch(url).url == f"{server.url}/new"


def test_five_redirects_are_followed_and_no_more(server: Server) -> None:
    for n in range(7):
        server.redirect(f"/{n}", f"/{n + 1}")
    server.page("/7", b"found")
    assert fetch(f"{server.url}/2").content == b"found"
    assert refusal(f"{server.url}/1") == f"{server.url}/1: it redirects more than 5 times"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("http://localhost:{port}/x", "localhost:{port}, which is not on the public internet"),
        ("http://127.0.0.2:{port}/x", "127.0.0.2:{port}, which is not on the public internet"),
        ("http://127.0.0.1:1/x", "127.0.0.1:1, which is not on the public internet"),
        ("http://2130706433:{port}/x", "2130706433:{port}, which is not on the public internet"),
        ("http://[::1]:{port}/x", "[::1]:{port}, which is not on the public internet"),
        ("http://[::ffff:7f00:1]/x", "[::ffff:7f00:1], which is not on the public internet"),
        ("http://169.254.169.254/latest", "169.254.169.254, which is not on the public internet"),
        ("//10.0.0.1/", "10.0.0.1, which is not on the public internet"),
        ("file:///etc/passwd", "file:///etc/passwd, which is not http or https"),
        ("ftp://example.org/x", "ftp://example.org/x, which is not http or https"),
        ("http://me:word@example.org/", "which has a name or password in it"),
        ("http://%41/", "http://%41/, which is no web address"),
    ],
)
def test_a_redirect_elsewhere_than_the_public_internet_is_refused(
    server: Server, target: str, message: str
) -> None:
    url = server.redirect("/", target.format(port=server.port))
    server.page("/x", b"secret")
    assert f"{url}: it redirects to " in refusal(url)
    assert message.format(port=server.port) in refusal(url)
    assert {path for _, path in server.asked} == {"/"}


def test_a_host_is_looked_up_once_and_asked_at_that_very_address(server: Server) -> None:
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> Sequence[Address]:
        looked_up.append(host)
        # A name that leads elsewhere when it is asked for again.
        return [ip_address("127.0.0.1" if len(looked_up) == 1 else "192.0.2.1")]

    server.redirect("/old", f"http://jobs.example:{server.port}/new")
    server.page("/new", b"found")
    found = fetch(f"http://jobs.example:{server.port}/old", resolve=resolve)
    assert found.content == b"found"
    assert looked_up == ["jobs.example"]
    assert {host for host, _ in server.asked} == {f"jobs.example:{server.port}"}


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: Server) -> None:
    def resolve(host: str, port: int) -> Sequence[Address]:
        names = {"other.example": ["93.184.216.34", "127.0.0.1"]}
        return [ip_address(text) for text in names.get(host, ["127.0.0.1"])]

    url = server.redirect("/", f"http://other.example:{server.port}/x")
    assert "other.example" in refusal(url, resolve=resolve)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::7f00:1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:1::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_on_the_public_internet(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "5000"}])
def test_what_is_too_large_is_refused_told_or_not(server: Server, headers: dict[str, str]) -> None:
    server.answers["/"] = Answer(b"x" * 5000, headers=headers)
    assert refusal(server.url, Limits(size=4096)) == (
        f"{server.url}: it is larger than 4 KiB; it is no posting"
    )
    assert len(fetch(server.url, Limits(size=5000)).content) == 5000


def test_what_comes_packed_is_unpacked_and_never_grows_too_large(server: Server) -> None:
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    server.answers["/"] = Answer(gzip.compress(b"<p>Hello"), headers=packed)
    assert fetch(server.url).content == b"<p>Hello"
    server.answers["/"] = Answer(gzip.compress(b" " * 1_000_000), headers=packed)
    assert "larger than 4 KiB" in refusal(server.url, Limits(size=4096))
    server.answers["/"] = Answer(b"<p>Hello", headers=packed)
    assert "not as HTTP should be" in refusal(server.url)
    server.answers["/"] = Answer(b"?", headers={"Content-Encoding": "br"})
    assert "an encoding that was not asked for" in refusal(server.url)


def test_a_server_that_drips_is_left_when_the_time_is_over(server: Server) -> None:
    server.answers["/"] = Answer(b"<p>", is_slow=True)
    assert refusal(server.url, Limits(seconds=0.3)) == (
        f"{server.url}: it did not come within 0.3 seconds"
    )


def test_a_server_that_says_nothing_is_left_when_the_time_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert "did not come within 0.3 seconds" in refusal(url, Limits(seconds=0.3))


def test_a_name_server_that_says_nothing_is_left_when_the_time_is_over() -> None:
    done = threading.Event()

    def resolve(host: str, port: int) -> Sequence[Address]:
        done.wait(60)
        return []

    try:
        message = refusal("http://jobs.example/", Limits(seconds=0.2), resolve=resolve)
    finally:
        done.set()
    assert message == "http://jobs.example/: it did not come within 0.2 seconds"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(status=404), "the server says 404 Not Found"),
        (
            Answer(status=403),
            "the server says 403 Forbidden; open it in a browser, save it, harvest that",
        ),
        (Answer(status=599), "the server says 599"),
        (Answer(status=302), "the server says 302 Found"),
        (Answer(status=204), "the server says 204 No Content"),
    ],
)
def test_a_server_that_has_no_page_is_told_in_its_words(
    server: Server, answer: Answer, message: str
) -> None:
    server.answers["/"] = answer
    assert refusal(server.url) == f"{server.url}: {message}"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "file:///etc/passwd: this is not http or https; nothing else"),
        ("gopher://example.org/", "gopher://example.org/: this is not http or https"),
        ("http://", "http://: this is no web address"),
        ("http://exam ple.org/", "http://exam ple.org/: this is no web address"),
        ("http://a\x1b[31mb/", "http://a␛[31mb/: this is no web address"),
        ("http://a/\r\nHost: b", "http://a/ Host: b: this is no web address"),
        ("http://[::1", "http://[::1: this is no web address"),
        ("http://a:99999/", "http://a:99999/: this is no web address"),
        ("http://me:word@example.org/", "this has a name or password in it"),
        ("http://no-such-host.invalid/", "there is no host no-such-host.invalid, or no network"),
        ("http://127.0.0.1:1/", "cannot fetch it: Connection refused"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_clear_line(url: str, message: str) -> None:
    assert message in refusal(url)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"),
            *("-keyout", key, "-out", certificate, "-days", "2"),
        ],
        capture_output=True,
        check=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def shake_hands() -> None:
            connection, _ = listening.accept()
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

        thread = threading.Thread(target=shake_hands)
        thread.start()
        message = refusal(f"https://localhost:{listening.getsockname()[1]}/")
        thread.join()
    assert "its certificate is not good: self-signed certificate" in message


def test_a_watch_hears_how_much_came_and_may_stop_it(server: Server) -> None:
    url = server.page("/long", b"x" * 100_000)
    watch = Counting()
    fetch(url, watch=watch)
    # This server does not say beforehand how much there is.
    assert (watch.stages[-1], watch.done) == ((Stage.FETCHING, 0), 100_000)
    with pytest.raises(StoppedError):
        fetch(url, watch=Counting(stop_at=1))

"""`termcards serve`: who is let in, what the page asks for, and a card answered in a browser."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSServerHandshakeError
from yarl import URL

from termcards.library.home import Library
from termcards.log import Review
from tests.tui.seat import plain_deck, shelve
from tests.web import chromium

PATIENCE = 60
"""Seconds after which a test gives up what it waits for."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@asynccontextmanager
async def served(home: Path, *options: str) -> AsyncIterator[tuple[URL, str]]:
    """The address with the key, and what was said besides."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "termcards", "--home", str(home), "serve", "--port", "0", *options),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        remark = (await process.stderr.readline()).decode() if options else ""
        yield URL(line.decode().strip()), remark
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0


@asynccontextmanager
async def entered(home: Path) -> AsyncIterator[tuple[URL, ClientSession]]:
    """The address, and one who has brought the key."""
    jar = CookieJar(unsafe=True)  # that is: for an address of numbers, too
    async with served(home) as (address, _), ClientSession(cookie_jar=jar) as owner:
        async with owner.get(address) as response:
            assert response.status == 200
        yield address, owner


async def test_nobody_comes_in_without_the_key(home: Path) -> None:
    async with served(home) as (address, _), ClientSession() as stranger:
        for path in ("/", "/ws", "/static/js/textual.js", "/?key=guess", "/?key=%FF"):
            async with stranger.get(address.join(URL(path))) as response:
                assert response.status == 403
                assert "the key" in await response.text()
        with pytest.raises(WSServerHandshakeError, match="403"):
            await stranger.ws_connect(address.join(URL("/ws")))


async def test_the_key_leaves_the_address_and_the_page_asks_nobody_else(home: Path) -> None:
    jar = CookieJar(unsafe=True)  # that is: for an address of numbers, too
    async with served(home) as (address, _), ClientSession(cookie_jar=jar) as owner:
        async with owner.get(address) as response:
            page = await response.text()
            assert response.status == 200
            assert response.url.path_qs == "/"
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "googleapis" not in page
        assert f"ws://{address.authority}/ws" in page
        async with owner.ws_connect(address.join(URL("/ws?width=80&height=24"))) as socket:
            shown = b""
            while b"sample deck" not in shown:
                message = await asyncio.wait_for(socket.receive(), PATIENCE)
                shown += message.data


async def test_only_its_own_page_drives_it(home: Path) -> None:
    async with entered(home) as (address, owner):
        here = address.authority
        strangers = (
            "http://evil.example",
            f"http://evil.example:{address.port}",
            "http://127.0.0.1:1",
            "http://127.0.0.1",
            f"http://{here}.evil.example",
            "http://127.0.0.1:port",
            f"file://{here}",
            "null",
        )
        socket = address.join(URL("/ws?width=80&height=24"))
        for origin in strangers:
            with pytest.raises(WSServerHandshakeError, match="403"):
                await owner.ws_connect(socket, headers={"Origin": origin})
        ours = (
            f"http://{here}",
            f"http://localhost:{address.port}",
            f"http://[::1]:{address.port}",
        )
        for origin in ours:
            async with owner.ws_connect(socket, headers={"Origin": origin}) as opened:
                assert (await asyncio.wait_for(opened.receive(), PATIENCE)).data
        async with ClientSession() as stranger:
            with pytest.raises(WSServerHandshakeError, match="403"):
                await stranger.ws_connect(socket, headers={"Origin": f"http://{here}"})


async def test_by_another_name_of_this_machine_it_is_its_own_page(home: Path) -> None:
    async with entered(home) as (address, owner):
        headers = {"Host": "desk.example:8000", "Origin": "http://desk.example:8000"}
        socket = address.join(URL("/ws?width=80&height=24"))
        async with owner.ws_connect(socket, headers=headers) as opened:
            assert (await asyncio.wait_for(opened.receive(), PATIENCE)).data


async def test_of_two_tabs_the_second_writes_once_the_first_is_closed(home: Path) -> None:
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
    async with entered(home) as (address, owner):
        socket = address.join(URL("/ws?width=80&height=24"))
        async with owner.ws_connect(socket) as first:
            await _shown(first, b"Core")
            # Of two that start at once nobody knows which is the first to write.
            async with owner.ws_connect(socket) as second:
                await _shown(second, b"only reads")
                await _press_until_shown(second, "\r 3", b"not saved")
                assert _reviews(home) == []
                await first.close()
                async with asyncio.timeout(PATIENCE):
                    while not _reviews(home):
                        await _press(second, "r")
                        await asyncio.sleep(0.05)
    assert [review.quality for review in _reviews(home)] == [4]


async def test_serving_to_others_is_warned_of(home: Path) -> None:
    async with served(home, "--host", "0.0.0.0") as (address, remark):
        assert address.host == "0.0.0.0"
        assert remark.startswith("warning: 0.0.0.0 can be reached from other computers")


async def test_a_taken_port_is_one_line(home: Path) -> None:
    async with served(home) as (address, _):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "termcards",
                "--home",
                home,
                "serve",
                "--port",
                str(address.port),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == (
        f"error: cannot serve on 127.0.0.1, port {address.port}: Address already in use;"
        " choose others with --host and --port\n"
    )


@pytest.mark.skipif(chromium.COMMAND is None, reason="no Chromium is installed")
async def test_a_card_is_answered_in_a_browser(home: Path, tmp_path: Path) -> None:
    async with (
        served(home) as (address, _),
        chromium.opened(str(address), tmp_path / "profile") as page,
    ):
        await _until(page, "document.activeElement.tagName == 'TEXTAREA'")
        await page.press("s")
        await _until_true(lambda: bool(list((home / "decks").glob("*.yaml"))))
        async with asyncio.timeout(PATIENCE):
            # What comes before the card is there does nothing.
            while not _reviews(home):
                await page.press(" ")
                await page.press("3")
        assert await page.value("location.href") == str(address.with_query(None))
    (review,) = _reviews(home)[:1]
    assert review.quality == 4


async def _shown(socket: ClientWebSocketResponse, words: bytes) -> None:
    shown = b""
    while words not in shown:
        shown += (await asyncio.wait_for(socket.receive(), PATIENCE)).data


async def _press_until_shown(socket: ClientWebSocketResponse, keys: str, words: bytes) -> None:
    """What comes before a screen is there does nothing, nor does a key that is held."""
    shown = b""
    async with asyncio.timeout(PATIENCE):
        while words not in shown:
            for key in keys:
                await _press(socket, key)
            with suppress(TimeoutError):
                while words not in shown:
                    shown += (await asyncio.wait_for(socket.receive(), 0.5)).data


async def _press(socket: ClientWebSocketResponse, key: str) -> None:
    await socket.send_json(["stdin", key])


def _reviews(home: Path) -> list[Review]:
    with Library(home) as library:
        facts = [entry.fact for entry in library.store.journal.entries()]
    return [fact for fact in facts if isinstance(fact, Review)]


async def _until(page: chromium.Page, script: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await page.value(script):
            await asyncio.sleep(0.05)


async def _until_true(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.05)

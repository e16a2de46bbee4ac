"""A real browser without a window, driven over its own protocol."""

import asyncio
import itertools
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome")
COMMAND = next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") == number:
                result: dict[str, Any] = answer["result"]
                return result

    async def value(self, script: str) -> Any:
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def press(self, key: str) -> None:
        await self.ask("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)


@asynccontextmanager
async def opened(address: str, profile: Path) -> AsyncIterator[Page]:
    """The page of that address, which has the keyboard."""
    assert COMMAND is not None
    process = await asyncio.create_subprocess_exec(
        COMMAND,
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1000,640"),
        *("--remote-debugging-port=0", f"--user-data-dir={profile}", address),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with ClientSession() as session:
            target = await _page(session, await _port(process))
            async with session.ws_connect(target, max_msg_size=0) as socket:
                page = Page(socket)
                await page.ask("Emulation.setFocusEmulationEnabled", enabled=True)
                yield page
    finally:
        process.kill()
        await process.wait()


async def _port(process: asyncio.subprocess.Process) -> int:
    assert process.stderr is not None
    while line := await process.stderr.readline():
        if found := re.search(rb"ws://127\.0\.0\.1:(\d+)/", line):
            return int(found[1])
    raise AssertionError("the browser did not start")


async def _page(session: ClientSession, port: int) -> str:
    async with session.get(f"http://127.0.0.1:{port}/json") as response:
        targets = await response.json()
    address: str = next(
        target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"
    )
    return address

"""The interface in a browser: textual-serve carries it there, for those who have the key.

Whoever sees the page acts as its owner, so it takes a key: the address that is printed has it, and
the browser keeps it in a cookie that other sites cannot use.
"""

import asyncio
import hmac
import os
import secrets
import shlex
import signal
import sys
from collections.abc import Awaitable, Callable
from copy import copy
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from termcards.errors import StorageError

KEY = "key"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'"
)
"""Nothing comes from anywhere else, and no other page shows this one."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"http": 80, "https": 443}


class WebInterface(Server):
    """One program for each visit, ended when its page is closed."""

    def __init__(self, folder: Path, host: str, port: int, tell: Callable[[str], object]) -> None:
        """Shows the library in `folder`. `tell` hears the address once it can be opened."""
        command = shlex.join([sys.executable, "-m", "termcards", "--home", str(folder)])
        page = Path(__file__).with_name("webpage")
        super().__init__(command, host, port, title="termcards", templates_path=page)
        self._tell = tell
        self._key = secrets.token_urlsafe(24)
        # A browser does not tell the ports of one machine apart.
        self._cookie = f"termcards-{secrets.token_hex(4)}"
        self._served_port = port

    def initialize_logging(self) -> None:
        """Nothing: what happens in a visit is shown in its page."""

    async def on_startup(self, app: web.Application) -> None:
        """Nothing yet: the port may be taken."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lets in who brings the key, and keeps it in a cookie instead of the address.

        A browser sends that cookie for pages of this machine's other ports, too, but tells whose
        page it is that asks.
        """
        origin = request.headers.get("Origin")
        if origin is not None and not self._is_ours(origin, request.host):
            return web.Response(status=403, text="Another page asks for this, not termcards.\n")
        given = request.query.get(KEY)
        if given is not None and self._is_key(given) and request.path == "/":
            entered: web.StreamResponse = web.HTTPSeeOther("/")
            entered.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
            return entered
        if not self._is_key(request.cookies.get(self._cookie, "")):
            return web.Response(
                status=403, text="Open the address that termcards serve printed: it has the key.\n"
            )
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = POLICY
        return response

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._key.encode())

    def _is_ours(self, origin: str, asked_for: str) -> bool:
        """Whether a page comes from here, by whatever name this machine has there."""
        try:
            parts = urlsplit(origin)
            port = parts.port or PORTS.get(parts.scheme)
        except ValueError:
            return False
        if parts.scheme not in PORTS:
            return False
        is_named = parts.hostname in LOOPBACK | {self.host}
        return parts.netloc == asked_for or (is_named and port == self._served_port)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        # The page leads back to where it was asked for, by whatever name this machine has there.
        seen = copy(self)
        seen.public_url = f"{request.scheme}://{request.host}"
        response: web.StreamResponse = await Server.handle_index(seen, request)
        return response

    def run(self) -> None:
        """Serves until it is interrupted. Raises `StorageError` where the port cannot be had."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        runner = web.AppRunner(await self._make_app(), handle_signals=False, access_log=None)
        asked_to_end = _asked_to_end()
        await runner.setup()
        try:
            await self._listen(runner)
            await asked_to_end.wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
            raise StorageError(
                f"cannot serve on {self.host}, port {self.port}: {reason};"
                " choose others with --host and --port"
            ) from error
        port = self._served_port = runner.addresses[0][1]
        name = f"[{self.host}]" if ":" in self.host else self.host
        self._tell(f"http://{name}:{port}/?{KEY}={self._key}")


def _asked_to_end() -> asyncio.Event:
    """Is set when the program is interrupted or terminated."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, asked.set)
        except NotImplementedError:  # a platform whose event loop takes no signals
            break
    return asked

"""The pages of many towns in one server, each at a host of its own.

A town's pages are opened when somebody first asks for one, with one thread: a server of fifty towns
holds open those that are read. One that does not open says so, and is tried again; nobody else
notices. What is asked at no town's host is of the server itself: whether it lives, and its figures.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from web.site import SiteSetting, site
from words.say import say
from words.wording import plain_text


class Hosts:
    """An ASGI application that hands each request to the town whose host it is for."""

    def __init__(
        self,
        settings: Mapping[str, Callable[[], SiteSetting]],
        urls: Mapping[str, str],
        measured: Callable[[], bytes],
    ) -> None:
        """By town: what its pages need, and how people reach them; the figures of all."""
        self._settings = settings
        self._town_at = {urlsplit(url).netloc.lower(): name for name, url in urls.items()}
        self._measured = measured
        self._open: dict[str, Starlette] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._stack = AsyncExitStack()
        routes = [Route("/salute", self._alive), Route("/metrics", self._metrics)]
        self.app = Starlette(routes=routes, lifespan=self._lifespan)
        self.app.add_middleware(_ByHost, hosts=self)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        async with self._stack:
            yield

    async def _alive(self, request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def _metrics(self, request: Request) -> Response:
        text = await asyncio.to_thread(self._measured)
        return Response(text, media_type="text/plain; version=0.0.4")

    def town_at(self, host: str) -> str | None:
        """The town whose pages are at a host, its port with it."""
        return self._town_at.get(host.lower())

    async def pages_of(self, town: str) -> Starlette:
        """The pages of a town, opened if nobody asked before. Raises what opening raises."""
        async with self._opening.setdefault(town, asyncio.Lock()):
            if town not in self._open:
                pages = site(self._settings[town]())
                pages.state.stopping = lambda: getattr(self.app.state, "stopping", bool)()
                await self._stack.enter_async_context(pages.router.lifespan_context(pages))
                self._open[town] = pages
            return self._open[town]


class _ByHost:
    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Request(scope).headers.get("host", "") if scope["type"] == "http" else ""
        town = self._hosts.town_at(host)
        if town is None:
            await self._app(scope, receive, send)
            return
        try:
            pages = await self._hosts.pages_of(town)
        except Exception:
            # Whatever it is, it is of this town: `doctor` tells which, its people are told to wait.
            away = PlainTextResponse(plain_text(say("ente.page.away")), 503)
            await away(scope, receive, send)
            return
        await pages(scope, receive, send)

"""Serving the site: alone until told to stop, or in a thread beside a talk."""

import asyncio
import socket
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.applications import Starlette

from ledger.access import DEFAULT_PORT, pages_at
from ledger.errors import Spoken
from words.say import say
from words.wording import plain_text

WAITING = 256
GRACE_SECONDS = 5
"""How long a page under way may take once told to stop."""


@dataclass(frozen=True)
class Address:
    """Where the pages are. Port 0: nowhere. `url` is how people reach them."""

    host: str
    port: int
    url: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Address":
        """Raises PortUnusable for what is no port."""
        host = environ.get("TRAGUARDO_WEB_HOST", "127.0.0.1")
        typed = environ.get("TRAGUARDO_WEB_PORT", DEFAULT_PORT).strip()
        if not (typed.isascii() and typed.isdigit() and int(typed) < 65536):
            raise PortUnusable(plain_text(say("page.port.bad", port=typed)))
        return cls(host, int(typed), pages_at(environ) or "")


class PortUnusable(Spoken):
    """The port is no port, or somebody else has it."""


class Server(uvicorn.Server):
    """Leaves signals to the program: uvicorn would raise them again at its end, and a process that
    was told to stop ends well."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Heeds none."""
        yield


def _listening(address: Address) -> socket.socket:
    """Raises PortUnusable."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address.host, address.port))
        # At once: who comes before the server has started waits, and is not turned away.
        found.listen(WAITING)
    except OSError:
        found.close()
        told = say("page.port.taken", host=address.host, port=address.port)
        raise PortUnusable(plain_text(told)) from None
    return found


def _server(app: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
    )
    server = Server(config)
    app.state.stopping = lambda: server.should_exit
    return server


def serve(app: Starlette, address: Address, told: Callable[[Callable[[], None]], None]) -> None:
    """Until `told` calls what it is given. Raises PortUnusable."""
    with _listening(address) as listening:
        server = _server(app)
        told(partial(setattr, server, "should_exit", True))
        asyncio.run(server.serve([listening]))


@contextmanager
def beside(app: Starlette, address: Address) -> Iterator[int]:
    """In a thread of its own, while something else goes on here; the port it has.

    Raises PortUnusable.
    """
    with _listening(address) as listening:
        server = _server(app)
        thread = threading.Thread(
            target=lambda: asyncio.run(server.serve([listening])), name="pages", daemon=True
        )
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(GRACE_SECONDS + 1)

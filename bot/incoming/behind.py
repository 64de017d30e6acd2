"""A worker behind a front (`bot.incoming.front`), which brings its updates: it asks Telegram none.

Several workers follow one log on a server. Each has tables, inbox and outbox of its own, and what
it was brought it answers itself, later if it must. Where each talk stands lies on the server: who
takes a chat over goes on with the card that is open in it.
"""

import asyncio
import hashlib
import hmac
import json
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.desk import Adapter
from bot.drafts import SharedDrafts
from bot.store import Store
from ledger.errors_file import NotOnServer
from ledger.ledger import Ledger
from ledger.log.postgres import PostgresLog

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
"""As Telegram names it; the front hands on what it was shown."""

BODY_BYTES = 1 << 20
"""Of an update, of which Telegram's largest are some tens of thousands."""


def secret_of(token: str) -> str:
    """What Telegram shows the front, and the front its workers: who has the token can make it."""
    return hmac.digest(token.encode(), b"traguardo front", hashlib.sha256).hex()


def share_drafts(store: Store, ledger: Ledger) -> None:
    """Where talks stand is kept beside the log from now on. Raises NotOnServer,
    LedgerUnreachable."""
    if not isinstance(ledger.log, PostgresLog):
        raise NotOnServer(str(ledger.path))
    store.drafts = SharedDrafts(ledger.log, store.keys)


async def hear_the_front(desk: Adapter, place: tuple[str, int], secret: str) -> None:
    """Listens at a host and port until it is cancelled; what it is brought is on disk when it says
    so."""
    app = Application([(r"/.*", _Brought, {"desk": desk, "secret": secret})], log_function=silent)
    server = HTTPServer(app, max_body_size=BODY_BYTES)
    host, port = place
    server.listen(port, host)
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()


def silent(handler: RequestHandler) -> None:
    """Who asked what is in no log."""


def check_secret(handler: RequestHandler, secret: str) -> None:
    """Raises HTTPError where it was not shown."""
    shown = handler.request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(shown.encode(), secret.encode()):
        raise HTTPError(403)


class _Brought(RequestHandler):
    """One update, brought by the front."""

    def initialize(self, desk: Adapter, secret: str) -> None:
        self._desk = desk
        self._secret = secret

    async def post(self) -> None:
        check_secret(self, self._secret)
        try:
            raw: dict[str, Any] = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400) from None
        update = Update.de_json(raw, self._desk.application.bot)
        try:
            await self._desk.queue.put(update)
        except NetworkError:
            raise HTTPError(503) from None

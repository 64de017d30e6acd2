"""A small Bot API double over real HTTP, with the faults of a bad day.

It keeps what people see of each chat, gives updates at least once, and refuses what Telegram would.
People write and press through it; the bot under trial is told its address.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from ..town import MORNING

BOT_ID = 77
TOKEN = f"{BOT_ID}:drill"
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Traguardo", "username": "prova_bot"}
LONGEST_POLL_SECONDS = 2.0

Fault = tuple[float, str]
"""How often, and which: `502`, `429`, `cut` (done, but the answer never leaves), `slow`."""


@dataclass
class Message:
    id: int
    text: str
    buttons: list[tuple[str, str]]
    quotes: dict[str, Any] | None = None
    """The message of a person that it answers, as Telegram gives it back with a press."""


@dataclass
class Chat:
    """What a person has before their eyes."""

    messages: dict[int, Message] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """Every text shown, new or edited, in order."""


class Refused(Exception):
    def __init__(self, status: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class BotApi:
    """Starts with `serve`; `url` is what TRAGUARDO_API_BASE_URL takes."""

    def __init__(self, faults: tuple[Fault, ...] = (), seed: int = 1) -> None:
        self.faults = faults
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, bytes] = {}
        self.refuses: Callable[[str], Refused | None] = lambda method: None
        self.calls: dict[str, int] = {}
        self.secret: str | None = None
        self._chance = random.Random(seed)
        self._lock = threading.Condition()
        self._updates: list[dict[str, Any]] = []
        self._numbers = iter(range(1, 1 << 40))
        self._written: dict[int, dict[str, Any]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/bot"

    def environment(self, **more: str) -> dict[str, str]:
        """What a bot of this address is started with, without pages, on the tests' morning."""
        return {
            **os.environ,
            "TRAGUARDO_TOKEN": TOKEN,
            "TRAGUARDO_API_BASE_URL": self.url,
            "TRAGUARDO_NOW": MORNING.isoformat(),
            "TRAGUARDO_WEB_PORT": "0",
            **more,
        }

    def serve(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # The people's side

    def says(self, user: int, text: str) -> None:
        self._arrives("message", self._message(user, text=text))

    def sends_photo(self, user: int, content: bytes, caption: str) -> None:
        number = f"f{next(self._numbers)}"
        self.files[number] = content
        photo = {"file_id": number, "file_unique_id": number, "width": 9, "height": 9}
        self._arrives("message", self._message(user, photo=[photo], caption=caption))

    def presses(self, user: int, message: int, data: str) -> None:
        shown = {"message_id": message, "date": 1, "chat": _private(user), "from": BOT, "text": "x"}
        with self._lock:
            seen = self.chats.get(user, Chat()).messages.get(message)
        if seen is not None and seen.quotes is not None:
            shown["reply_to_message"] = seen.quotes
        query = {"id": str(next(self._numbers)), "from": _user(user), "chat_instance": "c"}
        self._arrives("callback_query", {**query, "data": data, "message": shown})

    def said_to(self, user: int) -> list[str]:
        with self._lock:
            return list(self.chats.get(user, Chat()).said)

    def cards(self, user: int) -> list[Message]:
        """The messages that still have buttons, oldest first."""
        with self._lock:
            shown = self.chats.get(user, Chat()).messages.values()
            return [Message(m.id, m.text, list(m.buttons)) for m in shown if m.buttons]

    def _arrives(self, kind: str, content: dict[str, Any]) -> None:
        with self._lock:
            self._updates.append({"update_id": next(self._numbers), kind: content})
            self._lock.notify_all()

    def _message(self, user: int, **content: object) -> dict[str, Any]:
        head = {"message_id": next(self._numbers), "date": int(time.time()), "from": _user(user)}
        written = {**head, "chat": _private(user), **content}
        self._written[head["message_id"]] = written
        return written

    # The bot's side

    def answer(self, method: str, p: dict[str, Any]) -> object:
        with self._lock:
            self.calls[method] = self.calls.get(method, 0) + 1
            if refused := self.refuses(method):
                raise refused
        return METHODS.get(method, _done)(self, p)

    def get_updates(self, p: dict[str, Any]) -> object:
        offset, until = int(p.get("offset") or 0), time.monotonic() + LONGEST_POLL_SECONDS
        with self._lock:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            while not self._updates and time.monotonic() < until and int(p.get("timeout") or 0):
                self._lock.wait(0.1)
            return self._updates[: int(p.get("limit") or 20)]

    def set_webhook(self, p: dict[str, Any]) -> object:
        """Telegram brings updates to that address from now on, and this secret with each."""
        self.secret = str(p.get("secret_token", ""))
        return True

    def send_message(self, p: dict[str, Any]) -> object:
        return self._show(p, next(self._numbers))

    def edit_text(self, p: dict[str, Any]) -> object:
        number = int(p["message_id"])
        with self._lock:
            shown = self.chats.get(int(p["chat_id"]), Chat()).messages.get(number)
        if shown is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if (shown.text, shown.buttons) == (p.get("text", ""), _buttons(p)):
            raise Refused(400, "Bad Request: message is not modified")
        return self._show(p, number)

    def edit_markup(self, p: dict[str, Any]) -> object:
        with self._lock:
            shown = self.chats.get(int(p["chat_id"]), Chat()).messages.get(int(p["message_id"]))
            if shown is None or shown.buttons == _buttons(p):
                raise Refused(400, "Bad Request: message is not modified")
            shown.buttons = _buttons(p)
        return _as_sent(int(p["chat_id"]), shown)

    def get_file(self, p: dict[str, Any]) -> object:
        name = str(p["file_id"])
        if name not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        return {"file_id": name, "file_unique_id": name, "file_path": name}

    def _show(self, p: dict[str, Any], number: int) -> object:
        chat = int(p["chat_id"])
        quoted = json.loads(p.get("reply_parameters") or "{}").get("message_id", 0)
        text = str(p.get("text") or p.get("caption") or "")
        message = Message(number, text, _buttons(p), self._written.get(quoted))
        with self._lock:
            seen = self.chats.setdefault(chat, Chat())
            seen.messages[number] = message
            seen.said.append(message.text)
        return _as_sent(chat, message)

    def fault(self, method: str) -> str | None:
        with self._lock:
            return next((f for often, f in self.faults if self._chance.random() < often), None)

    def _handler(self) -> type[BaseHTTPRequestHandler]:  # noqa: C901 (a class within, whole)
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                method = self.path.rpartition("/")[2]
                length = int(self.headers.get("content-length") or 0)
                body = self.rfile.read(length)
                if len(body) < length:
                    # Whoever called was killed in the middle of a word.
                    self.close_connection = True
                    return
                self._serve(method, _read(self.headers.get("content-type", ""), body))

            def do_GET(self) -> None:
                content = api.files.get(self.path.rpartition("/")[2])
                if api.fault("file") == "502" or content is None:
                    return self._reply(502, b"{}")
                return self._reply(200, content)

            def _serve(self, method: str, parameters: dict[str, Any]) -> None:
                fault = api.fault(method)
                if fault == "502":
                    return self._reply(502, b"<html>Bad Gateway</html>")
                if fault == "429":
                    wait = Refused(429, "Too Many Requests: retry after 1", retry_after=1)
                    return self._reply(429, json.dumps(wait.body).encode())
                if fault == "slow":
                    time.sleep(0.3)
                try:
                    body: dict[str, Any] = {"ok": True, "result": api.answer(method, parameters)}
                    status = 200
                except Refused as refused:
                    body, status = refused.body, refused.status
                if fault == "cut":
                    self.close_connection = True
                    return self.connection.close()
                return self._reply(status, json.dumps(body).encode())

            def _reply(self, status: int, content: bytes) -> None:
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Not on stderr."""

            def handle(self) -> None:
                try:
                    super().handle()
                except OSError:
                    self.close_connection = True

        return Handler


def _done(api: BotApi, p: dict[str, Any]) -> object:
    return True


METHODS: dict[str, Callable[[BotApi, dict[str, Any]], object]] = {
    "getMe": lambda api, p: BOT,
    "setWebhook": BotApi.set_webhook,
    "getUpdates": BotApi.get_updates,
    "sendMessage": BotApi.send_message,
    "sendDocument": BotApi.send_message,
    "editMessageText": BotApi.edit_text,
    "editMessageReplyMarkup": BotApi.edit_markup,
    "getFile": BotApi.get_file,
}
"""Whatever else is called is answered with `true`."""


def _read(kind: str, body: bytes) -> dict[str, Any]:
    if kind.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    if kind.startswith("multipart/"):
        parts = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        return {
            str(part.get_param("name", header="content-disposition")): part.get_payload()
            for part in parts.walk()
            if not part.is_multipart()
        }
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def _buttons(p: dict[str, Any]) -> list[tuple[str, str]]:
    markup = p.get("reply_markup") or "{}"
    rows = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
    return [(button["text"], button["callback_data"]) for row in rows for button in row]


def _as_sent(chat: int, message: Message) -> dict[str, Any]:
    head = {"message_id": message.id, "date": int(time.time()), "chat": _private(chat)}
    return {**head, "from": BOT, "text": message.text}


def _user(user: int) -> dict[str, object]:
    return {"id": user, "is_bot": False, "first_name": "-"}


def _private(user: int) -> dict[str, object]:
    return {"id": user, "type": "private"}

"""The Bot API in process: PTB's Application talks to it as it would to Telegram's servers.

It never opens a connection. What a call shows to somebody becomes a `Shown`; a method that is not
in its table, and an address that is not its own, is refused as Telegram refuses an unknown one.
"""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from telegram.request import BaseRequest, RequestData

from bot.console.console_state import ConsoleState
from bot.outgoing.outbox import Buttons
from ledger.clock import Clock
from ledger.later import dataclass

BOT_ID = 4242
BOT_USERNAME = "traguardo_bot"
TOKEN = f"{BOT_ID}:console"
API_URL = "console://api/bot"
FILE_URL = "console://api/file/bot"

GROUP_CHAT = -(1 << 53)
"""The one group of the console, where everybody is."""


@dataclass(frozen=True)
class Shown:
    """One call of the Bot API, as the person it reaches sees it."""

    method: str
    chat: int
    text: str = ""
    """HTML."""
    buttons: tuple[tuple[str, ...], ...] = ()
    file: str | None = None
    topic: int | None = None
    """Of a group that is kept by topics."""


class Refused(Exception):
    """An error answer of the Bot API."""

    def __init__(self, status: HTTPStatus, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


class ConsoleRequest(BaseRequest):
    """Answers the calls of the Bot API in this process, as Telegram would."""

    def __init__(self, state: ConsoleState, clock: Clock, show: Callable[[Shown], None]) -> None:
        self._state = state
        self._clock = clock
        self._show = show
        self._presses: dict[str, int] = {}
        self.last_message: dict[int, int] = {}
        """The message last sent or edited in each chat."""
        self.last_file: dict[int, tuple[str, bytes]] = {}
        """Name and content of the file last sent to each chat."""
        self._methods: dict[str, Callable[[dict[str, Any]], object]] = {
            "getMe": lambda parameters: BOT,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_file("sendPhoto"),
            "sendDocument": self._send_file("sendDocument"),
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_buttons,
            "answerCallbackQuery": self._answer_press,
            "sendChatAction": self._note("sendChatAction"),
            "setMyCommands": self._set_commands,
            "getFile": self._get_file,
        }

    @property
    def read_timeout(self) -> float | None:
        """None: nothing here is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: object,
        **more_timeouts: object,
    ) -> tuple[int, bytes]:
        """Does what a call asks, shows it, and answers as the Bot API does."""
        try:
            if url.startswith(FILE_URL):
                return HTTPStatus.OK, _content(url.rpartition("/")[2])
            result = self._call(url, request_data)
        except Refused as refused:
            body: dict[str, object] = {"ok": False, "description": refused.description}
            return refused.status, to_json(body)
        return HTTPStatus.OK, to_json({"ok": True, "result": result})

    def press(self, query: str, chat: int) -> None:
        """A press is under way in this chat, until it is answered."""
        self._presses[query] = chat

    def _call(self, url: str, data: RequestData | None) -> object:
        name = url.rpartition("/")[2]
        if not url.startswith(API_URL) or name not in self._methods:
            raise Refused(HTTPStatus.NOT_FOUND, "Not Found")
        parameters: dict[str, Any] = dict(data.parameters) if data is not None else {}
        if data is not None and data.contains_files:
            name_of_file, content, _ = next(iter(data.multipart_data.values()))
            parameters["file_name"] = name_of_file
            kept = content if isinstance(content, bytes) else content.read()
            self.last_file[int(parameters["chat_id"])] = (name_of_file, kept)
        return self._methods[name](parameters)

    def _send_message(self, p: dict[str, Any]) -> object:
        return self._sent("sendMessage", p, p["text"])

    def _send_file(self, method: str) -> Callable[[dict[str, Any]], object]:
        def send(p: dict[str, Any]) -> object:
            return self._sent(method, p, p.get("caption") or "", file=p.get("file_name"))

        return send

    def _sent(self, method: str, p: dict[str, Any], text: str, file: str | None = None) -> object:
        number, buttons = self._state.number(), _buttons(p)
        if buttons:
            self._state.show_buttons(int(p["chat_id"]), number, buttons)
        return self._shown(method, p, number, buttons, text, file)

    def _edit_text(self, p: dict[str, Any]) -> object:
        return self._edited("editMessageText", p, p["text"])

    def _edit_buttons(self, p: dict[str, Any]) -> object:
        return self._edited("editMessageReplyMarkup", p, "")

    def _edited(self, method: str, p: dict[str, Any], text: str) -> object:
        number, buttons = int(p["message_id"]), _buttons(p)
        self._state.change_buttons(int(p["chat_id"]), number, buttons)
        return self._shown(method, p, number, buttons, text)

    def _shown(
        self,
        method: str,
        p: dict[str, Any],
        number: int,
        buttons: Buttons,
        text: str,
        file: str | None = None,
    ) -> object:
        chat = int(p["chat_id"])
        labels = tuple(tuple(label for label, _ in row) for row in buttons)
        self._show(Shown(method, chat, text, labels, file, p.get("message_thread_id")))
        self.last_message[chat] = number
        return {
            "message_id": number,
            "date": int(self._clock.now().timestamp()),
            "chat": chat_of(chat),
            "from": BOT,
            "text": text,
        }

    def _answer_press(self, p: dict[str, Any]) -> object:
        chat = self._presses.pop(p["callback_query_id"], None)
        if chat is None:
            raise Refused(HTTPStatus.BAD_REQUEST, "Bad Request: query ID is invalid")
        self._show(Shown("answerCallbackQuery", chat, p.get("text") or ""))
        return True

    def _set_commands(self, p: dict[str, Any]) -> object:
        scope = p.get("scope") or {}
        if "chat_id" in scope:
            self._show(Shown("setMyCommands", int(scope["chat_id"])))
        return True

    def _note(self, method: str) -> Callable[[dict[str, Any]], object]:
        def note(p: dict[str, Any]) -> object:
            self._show(Shown(method, int(p["chat_id"])))
            return True

        return note

    def _get_file(self, p: dict[str, Any]) -> object:
        path = path_of(p["file_id"])
        if not path.is_file():
            raise Refused(HTTPStatus.BAD_REQUEST, "Bad Request: invalid file_id")
        size = path.stat().st_size
        return {
            "file_id": p["file_id"],
            "file_unique_id": p["file_id"],
            "file_size": size,
            "file_path": p["file_id"],
        }


BOT: dict[str, object] = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Traguardo",
    "username": BOT_USERNAME,
}


def chat_of(chat: int) -> dict[str, object]:
    """A chat as the Bot API tells it: numbers below zero are groups."""
    return {"id": chat, "type": "private" if chat > 0 else "supergroup"}


def file_id(path: Path) -> str:
    """Names a file given at the console by its path, so that a later process still finds it."""
    return str(path.resolve()).encode().hex()


def path_of(file_id: str) -> Path:
    """The file of this machine that a file id stands for."""
    return Path(bytes.fromhex(file_id).decode())


def _content(file_id: str) -> bytes:
    try:
        return path_of(file_id).read_bytes()
    except OSError:
        raise Refused(HTTPStatus.BAD_REQUEST, "Bad Request: file is gone") from None


def _buttons(p: dict[str, Any]) -> Buttons:
    rows = (p.get("reply_markup") or {}).get("inline_keyboard", [])
    return tuple(
        tuple((key["text"], key["callback_data"]) for key in row if "callback_data" in key)
        for row in rows
    )

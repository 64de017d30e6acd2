"""The console: lines typed by people become updates, and what the bot says is printed.

Each line is answered before the next is read. A line with a leading `:` speaks of the chat itself;
one that cannot be done says why on stderr, and the talk goes on.
"""

import datetime as dt
import mimetypes
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO, runtime_checkable

from bot.app import Builder, build
from bot.console import console
from bot.console.console import ConsoleRequest
from bot.console.console_state import ConsoleState
from bot.console.transcript import Transcript
from bot.outgoing.render import plain
from bot.parts import Parts
from handlers.turn import Reply
from ledger.clock import Clock, parse_instant
from ledger.errors import NotAnInstant
from words.say import say
from words.wording import plain_text

PHOTO_SIDE_PIXELS = 1280
"""Nobody reads it; Telegram always says one."""


@runtime_checkable
class MovableClock(Clock, Protocol):
    """A clock that is set forward by hand; the real one cannot be."""

    def move(self, to: dt.datetime) -> None:
        """Raises ValueError when `to` is past already."""
        ...


class ConsoleDirectory:
    """Every enrolled person has a chat here."""

    def __init__(self, state: ConsoleState, enrolled: Callable[[str], bool]) -> None:
        self._state = state
        self._enrolled = enrolled

    def person_of(self, user_id: int) -> str | None:
        """Who sits at the chat; None where nobody enrolled does."""
        person = self._state.seated(user_id)
        return person if person is not None and self._enrolled(person) else None

    def chat_of(self, person: str) -> int | None:
        """The chat of a person: in the console everybody enrolled can be reached."""
        return self._state.seat(person) if self._enrolled(person) else None


class CannotDo(Exception):
    """A `:` line that asks for what is not possible; names an entry of the catalogue."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.said = say(f"console.{key}", **facts)


class Console:
    """One person at a time in front of the bot, in a private chat or in the group."""

    def __init__(
        self,
        parts: Parts,
        state: ConsoleState,
        transcript: Transcript,
        *,
        as_person: str,
        enrolled: Callable[[str], bool],
        due: Callable[[], Sequence[Reply]] = tuple,
    ) -> None:
        self.person = as_person
        self._parts = parts
        self._state = state
        self._enrolled = enrolled
        self._due = due
        self._in_group = False
        self._last_written: dict[tuple[int, str], tuple[int, int]] = {}
        """Number and date of the last message each wrote in each chat."""
        self._resumed = False
        self._transcript = transcript
        self._request = ConsoleRequest(state, parts.clock, transcript.show)
        self._desk = build(parts, ConsoleDirectory(state, enrolled), self._configure)
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            ":press": self._press,
            ":file": self._send_document,
            ":photo": self._send_photo,
            ":voice": self._send_voice,
            ":save": self._save,
            ":edit": self._edit,
            ":reply": self._reply,
            ":as": self._become,
            ":now": self._move_clock,
            ":group": self._enter_group,
            ":private": self._leave_group,
        }

    async def __aenter__(self) -> "Console":
        await self._desk.application.initialize()
        await self._desk.application.start()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._desk.supervisor.stop()
        await self._desk.menus.stop()
        await self._desk.sender.stop(grace_seconds=0)
        await self._desk.application.stop()
        await self._desk.application.shutdown()

    async def line(self, line: str) -> None:
        """Does what one line asks; returns when everything it led to has been said.

        Raises CannotDo.
        """
        self._transcript.reader = self._chat
        if not self._resumed:
            # Not earlier: nothing is said before the first line.
            self._resumed = True
            await self._desk.resume()
            await self._all_said()
        name, _, rest = line.partition(" ")
        if not name.startswith(":"):
            await self._write(text=line)
        elif name in self._commands:
            await self._commands[name](rest.strip())
        else:
            raise CannotDo("unknown", line=name)
        await self._all_said()
        # Nothing happens here by itself: what is owed by now is asked for with each line.
        await self._desk.ask_for_owed()
        await self._all_said()
        if self._transcript.closed:
            raise BrokenPipeError

    @property
    def _seat(self) -> int:
        return self._state.seat(self.person)

    @property
    def _chat(self) -> int:
        return console.GROUP_CHAT if self._in_group else self._seat

    def _configure(self, builder: Builder) -> Builder:
        return (
            builder.token(console.TOKEN)
            .base_url(console.API_URL)
            .base_file_url(console.FILE_URL)
            .request(self._request)
            .get_updates_request(self._request)
            .updater(None)
        )

    async def _all_said(self) -> None:
        await self._desk.idle()

    async def _write(self, **content: object) -> None:
        message = self._message(self._state.number(), **content)
        self._last_written[self._chat, self.person] = (message["message_id"], message["date"])
        await self._receive(message=message)

    def _message(self, number: int, **content: object) -> dict[str, Any]:
        return {
            "message_id": number,
            "date": int(self._parts.clock.now().timestamp()),
            "chat": console.chat_of(self._chat),
            "from": self._user(),
            **content,
        }

    def _user(self) -> dict[str, object]:
        return {"id": self._seat, "is_bot": False, "first_name": self.person}

    async def _receive(self, **content: object) -> None:
        raw = {"update_id": self._state.number(), **content}
        await self._desk.queue.put_raw(raw, self._desk.application.bot)

    async def _press(self, which: str) -> None:
        shown = self._state.last_buttons(self._chat)
        if shown is None:
            raise CannotDo("no_buttons")
        if not which.isdecimal():
            raise CannotDo("press_what")
        message, rows = shown
        buttons = [data for row in rows for _, data in row]
        if not 1 <= int(which) <= len(buttons):
            raise CannotDo("no_such_button", count=len(buttons))
        query = str(self._state.number())
        self._request.press(query, self._chat)
        await self._receive(
            callback_query={
                "id": query,
                "from": self._user(),
                "chat_instance": str(self._chat),
                "data": buttons[int(which) - 1],
                "message": self._message(message, **{"from": console.BOT}),
            }
        )

    async def _send_document(self, rest: str) -> None:
        path, caption = _path_and_caption(":file", rest)
        document = {
            **_file(path),
            "file_name": path.name,
            "mime_type": mimetypes.guess_type(path.name)[0],
        }
        await self._write(document=document, caption=caption)

    async def _send_photo(self, rest: str) -> None:
        path, caption = _path_and_caption(":photo", rest)
        if not (mimetypes.guess_type(path.name)[0] or "").startswith("image/"):
            raise CannotDo("not_a_photo", path=path)
        photo = {**_file(path), "width": PHOTO_SIDE_PIXELS, "height": PHOTO_SIDE_PIXELS}
        await self._write(photo=[photo], caption=caption)

    async def _send_voice(self, rest: str) -> None:
        path, _ = _path_and_caption(":voice", rest)
        voice = {**_file(path), "duration": 1, "mime_type": mimetypes.guess_type(path.name)[0]}
        await self._write(voice=voice)

    async def _save(self, rest: str) -> None:
        """Keeps the last file the bot sent here: under its own name, or where one is given."""
        if self._chat not in self._request.last_file:
            raise CannotDo("nothing_to_save")
        name, content = self._request.last_file[self._chat]
        path = Path(rest).expanduser() if rest else Path(name)
        path = path / name if path.is_dir() else path
        try:
            with path.open("xb") as out:
                out.write(content)
        except FileExistsError:
            raise CannotDo("already_there", path=path) from None
        except OSError:
            raise CannotDo("not_saved", path=path) from None
        self._transcript.note(plain_text(say("console.saved", path=path)))

    async def _edit(self, text: str) -> None:
        written = self._last_written.get((self._chat, self.person))
        if written is None:
            raise CannotDo("nothing_sent")
        number, date = written
        edited_at = int(self._parts.clock.now().timestamp())
        message = self._message(number, text=_wanted(":edit", text), edit_date=edited_at)
        message["date"] = date
        await self._receive(edited_message=message)

    async def _reply(self, text: str) -> None:
        number = self._request.last_message.get(self._chat)
        if number is None:
            raise CannotDo("nothing_to_quote")
        quoted = self._message(number, **{"from": console.BOT})
        await self._write(text=_wanted(":reply", text), reply_to_message=quoted)

    async def _become(self, person: str) -> None:
        if not person:
            raise CannotDo("as_what")
        code = person if self._enrolled(person) else person.lower()
        if not self._enrolled(code):
            raise CannotDo("not_enrolled", person=person)
        self.person = code

    async def _move_clock(self, text: str) -> None:
        clock = self._parts.clock
        if not isinstance(clock, MovableClock):
            raise CannotDo("running_clock")
        try:
            clock.move(parse_instant(text))
        except NotAnInstant:
            raise CannotDo("bad_instant", text=text) from None
        except ValueError:
            raise CannotDo("past", now=clock.now()) from None
        self._desk.post(self._due())
        self._desk.tell_due()

    async def _enter_group(self, _: str) -> None:
        self._in_group = True

    async def _leave_group(self, _: str) -> None:
        self._in_group = False


async def talk(
    parts: Parts,
    lines: Iterable[str] | None,
    *,
    as_person: str,
    enrolled: Callable[[str], bool],
    out: TextIO,
    err: TextIO,
    json_lines: bool = False,
    due: Callable[[], Sequence[Reply]] = tuple,
) -> None:
    """Talks until the lines end. `lines` None: a person types them at the terminal.

    `enrolled` says whether a code is somebody's; `due` is asked what has fallen due whenever the
    clock was moved. Raises LedgerLocked.
    """
    state = ConsoleState(parts.store)
    transcript = Transcript(state, parts.clock, out, json_lines=json_lines)
    chat = Console(parts, state, transcript, as_person=as_person, enrolled=enrolled, due=due)
    async with chat:
        for line in lines if lines is not None else _typed(chat):
            try:
                await chat.line(line.rstrip("\r\n"))
            except CannotDo as reason:
                print(plain(parts.text_of(reason.said)), file=err, flush=True)


def _typed(chat: Console) -> Iterator[str]:
    """What a person types, with history and editing, until Ctrl-D or Ctrl-C."""
    import readline  # noqa: F401  (its import is what gives `input` history and editing)

    # asyncio's own handler would leave `input` waiting.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        while True:
            yield input(f"{chat.person} › ")
    except (EOFError, KeyboardInterrupt):
        print()
    finally:
        signal.signal(signal.SIGINT, before)


def _wanted(command: str, text: str) -> str:
    if not text:
        raise CannotDo("text_what", command=command)
    return text


def _path_and_caption(command: str, rest: str) -> tuple[Path, str | None]:
    """A path with spaces in it is taken whole, where such a file exists."""
    if not rest:
        raise CannotDo("file_what", command=command)
    whole = Path(rest).expanduser()
    if whole.is_file():
        return whole, None
    first, _, caption = rest.partition(" ")
    path = Path(first).expanduser()
    if not path.is_file():
        raise CannotDo("no_file", path=first)
    return path, caption.strip() or None


def _file(path: Path) -> dict[str, object]:
    name = console.file_id(path)
    return {"file_id": name, "file_unique_id": name, "file_size": path.stat().st_size}

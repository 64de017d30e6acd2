"""What the console prints: for people, or one JSON line for each call of the Bot API."""

import json
from typing import TextIO

from bot.console import console
from bot.console.console import Shown
from bot.console.console_state import ConsoleState
from bot.outgoing.render import plain
from ledger.clock import Clock, rome_iso

GROUP = "gruppo"
"""Stands for the group where a person's code would stand."""


class Transcript:
    """Prints the talk as people read it, or each call as a line of JSON."""

    def __init__(self, state: ConsoleState, clock: Clock, out: TextIO, *, json_lines: bool) -> None:
        self._state = state
        self._clock = clock
        self._out = out
        self._print = self._print_json if json_lines else self._print_words
        self.reader: int | None = None
        """The chat in front of whom types; what goes elsewhere is headed by a code."""
        self.closed = False
        """Whoever read has gone. Told here, because the library takes it for a network fault."""

    def show(self, shown: Shown) -> None:
        """Prints one call."""
        if self.closed:
            return
        try:
            self._print(shown)
            self._out.flush()
        except BrokenPipeError:
            self.closed = True

    def note(self, words: str) -> None:
        """Tells who types what the console itself did; no line of JSON, which are calls."""
        if self._print == self._print_words and not self.closed:
            print(words, end="\n\n", file=self._out, flush=True)

    def _name(self, chat: int) -> str:
        if chat == console.GROUP_CHAT:
            return GROUP
        return self._state.seated(chat) or str(chat)

    def _print_json(self, shown: Shown) -> None:
        line: dict[str, object] = {
            "method": shown.method,
            "to": self._name(shown.chat),
            "at": rome_iso(self._clock.now()),
            "text": plain(shown.text),
            "buttons": shown.buttons,
        }
        if shown.file is not None:
            line["file"] = shown.file
        print(json.dumps(line, ensure_ascii=False), file=self._out)

    def _print_words(self, shown: Shown) -> None:
        lines = []
        if shown.file is not None:
            lines.append(f"[{shown.file}]")
        if shown.text:
            lines.append(plain(shown.text))
        number = 1
        for row in shown.buttons:
            lines.append("  ".join(f"[{n}] {label}" for n, label in enumerate(row, number)))
            number += len(row)
        if not lines:
            return
        if shown.chat != self.reader:
            lines.insert(0, f"{self._name(shown.chat)}:")
        print("\n".join(lines), end="\n\n", file=self._out)

"""A process told to stop is gone in time; a crowd's answers do not wait for the crowd's end."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping

import pytest
from telegram import Update

from bot.desk import Adapter
from handlers.turn import Outcome, Turn

from .conftest import echo
from .test_telegram import NAMES, Telegram, message, telegram

__all__ = ["telegram"]

WORK = """
import sys, threading, time
from bot.process.stopping import Stop

stop, told = Stop(0.3), threading.Event()
stop.calls(told.set)
with stop.heeded():
    print("at work", flush=True)
    told.wait()
    {then}
print("closed")
"""


@pytest.mark.parametrize(
    ("then", "said", "times"),
    [
        ("pass", "closed\n", 1),  # a second might find it gone, or past what is heeded
        ("time.sleep(60)", "", 2),
        (
            "threading.Thread(target=time.sleep, args=(60,)).start(); threading.Event().wait()",
            "",
            2,
        ),
    ],
    ids=["ends by itself", "is busy", "waits for a thread that is"],
)
def test_a_process_told_to_stop_is_gone_in_time_whatever_it_is_at(
    then: str, said: str, times: int
) -> None:
    command = [sys.executable, "-c", WORK.format(then=then)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        began = time.monotonic()
        for _ in range(times):
            process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == said
    assert process.returncode == 0
    assert time.monotonic() - began < 10


def crowd(count: int) -> list[dict[str, object]]:
    return [message(f"n. {n}", sender=list(NAMES)[n % 2]) for n in range(count)]


def test_answers_leave_while_the_rest_of_a_crowd_still_waits(telegram: Telegram) -> None:
    heard: list[int] = []

    def answer(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        heard.append(len(telegram.shown))
        return echo(turn, draft)

    telegram.answer = answer
    telegram.sends(*crowd(30))
    assert len(heard) == 30
    assert heard[-1] > 20, "the last turn came when most answers had left"


def test_what_is_received_after_the_end_of_the_turns_is_answered_by_the_next_start(
    telegram: Telegram,
) -> None:
    async def stop_and_receive(desk: Adapter) -> None:
        desk.leaving = True
        for n, raw in enumerate(crowd(3)):
            update = Update.de_json({"update_id": 100 + n, **raw}, desk.application.bot)
            await desk.queue.put(update)

    assert telegram.runs(stop_and_receive) == []

    async def nothing(desk: Adapter) -> None:
        """The next start."""

    assert len(telegram.runs(nothing)) == 3

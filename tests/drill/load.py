"""`python -m tests.drill.load`: one worker behind a webhook, asked by many chats at once.

So many chats ask one question after another, each its next when it was answered; what is measured
is how long each waited from its post to its answer, and the processor that the worker took, which
is what a figure for a country rests on: the posts come from another process.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from .bot_api import BotApi
from .crowd import FIRST_USER, crowded_ledger

PORT = 18443
SECRET = "X-Telegram-Bot-Api-Secret-Token"
TEXTS = ("/stato AS4.3.1", "come va l'area servizi?", "/oggi", "/stato AS4")


class Load:
    """The chats, and what each waited."""

    def __init__(self, api: BotApi, url: str) -> None:
        self._api = api
        self._url = url
        self.waited: list[float] = []

    def chat(self, user: int, questions: int) -> None:
        """Asks one after another; the calendar was heard before."""
        sender = {"id": user, "is_bot": False, "first_name": "-"}
        with httpx.Client(timeout=60, headers={SECRET: self._api.secret or ""}) as client:
            for n in range(questions):
                number = user * 1000 + n
                chat = {"id": user, "type": "private", "first_name": "-"}
                head = {"message_id": number, "date": int(time.time()), "chat": chat}
                message = {**head, "from": sender, "text": TEXTS[n % len(TEXTS)]}
                heard, at = len(self._api.said_to(user)), time.monotonic()
                posted = client.post(self._url, json={"update_id": number, "message": message})
                posted.raise_for_status()
                while len(self._api.said_to(user)) == heard:
                    time.sleep(0.01)
                self.waited.append(time.monotonic() - at)


def processor(pid: int) -> float:
    """Seconds that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(folder: Path, people: int, questions: int) -> dict[str, float]:
    """Seconds, and answers a second."""
    path, api = folder / "traguardo.db", BotApi()
    crowded_ledger(path, people)
    api.serve()
    environment = api.environment(
        TRAGUARDO_WEBHOOK_URL=f"http://127.0.0.1:{PORT}/telegram",
        TRAGUARDO_WEBHOOK_PORT=str(PORT),
    )
    command = [sys.executable, "-m", "traguardo", "--db", str(path), "run"]
    worker = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        load = Load(api, f"http://127.0.0.1:{PORT}/telegram")
        while api.secret is None or api.calls.get("setMyCommands", 0) == 0:
            time.sleep(0.1)
        time.sleep(10)  # the calendar's first round, and the copy of the day
        began, taken = time.monotonic(), processor(worker.pid)
        chats = [
            threading.Thread(target=load.chat, args=(FIRST_USER + n, questions))
            for n in range(people)
        ]
        for chat in chats:
            chat.start()
        for chat in chats:
            chat.join()
        lasted, taken = time.monotonic() - began, processor(worker.pid) - taken
    finally:
        worker.terminate()
        worker.wait()
        api.close()
    waited = sorted(load.waited)
    return {
        "answers": len(waited),
        "answers_a_second": len(waited) / lasted,
        "median_wait": statistics.median(waited),
        "p99_wait": waited[int(len(waited) * 0.99) - 1],
        "processor_an_answer": taken / len(waited),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--questions", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="traguardo-load-") as folder:
        for name, value in measured(Path(folder), asked.people, asked.questions).items():
            print(f"{name}: {value:.4g}")


if __name__ == "__main__":
    main()

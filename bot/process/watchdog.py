"""Tells systemd that the bot is ready, alive, stopping: `Type=notify` and `WatchdogSec`.

Silence makes systemd start the bot anew. It falls silent when turns wait and none is done any
more, which no error reports. Elsewhere nothing is told to anybody.
"""

import os
import socket

STUCK_SECONDS = 120.0
"""Turns that wait while none ends for so long: whoever takes them from the queue is dead."""


def notify(word: str) -> None:
    """`READY=1`, `WATCHDOG=1`, `STOPPING=1`, `STATUS=...`."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    name = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(name)
        channel.sendall(word.encode())


def is_stuck(waiting: int, idle_seconds: float) -> bool:
    """Whether updates wait and none was answered for too long (seconds)."""
    return waiting > 0 and idle_seconds > STUCK_SECONDS

"""The reader of officers' messages: `Reader`, `Sender` and `reading_json` are its face.

A message is cut into pieces (`cutting`, `days`), what it wants is weighed (`asking`), which
indicators it names (`naming`) and which of its numbers are measures (`figures`); what it tells
(`telling`) or puts right (`correcting`) becomes a `Reading`.
"""

from handlers.understand.output import reading_json
from handlers.understand.reader import Reader
from handlers.understand.rights import Sender

__all__ = ["Reader", "Sender", "reading_json"]

"""The reader of officers' messages: `Reader`, `Sender` and `reading_json` are its face."""

from handlers.understand.output import reading_json
from handlers.understand.reader import Reader
from handlers.understand.rights import Sender

__all__ = ["Reader", "Sender", "reading_json"]

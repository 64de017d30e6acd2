"""The log, on stderr: for people, or one JSON object a line for a collector (TRAGUARDO_LOG=json).

Nothing a person wrote is in it: defects are logged by kind and place, never by message.
"""

import datetime as dt
import json
import logging
import sys


class JsonLines(logging.Formatter):
    """A line of JSON for each record, for a collector."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; of an error its kind and places alone."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            # Its words may be a person's: only what kind it is.
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


class Plain(logging.Formatter):
    """The same discretion for a person's eyes."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without what an exception would print of its data."""
        without = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        return super().format(without)


def configure(style: str | None) -> None:
    """For a process that runs the bot; `style` is what TRAGUARDO_LOG says."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if style == "json" else Plain("%(asctime)s %(levelname)s %(message)s")
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # Its addresses hold the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)

"""How a defect is logged: its type and place. Its message is left out: it may quote a person."""

import logging
import traceback
from pathlib import Path

logger = logging.getLogger(__name__)

FRAMES = 6
"""How much of a defect's way is logged."""


def log_defect(error: BaseException, where: str) -> None:
    """Logs an error by its kind and places, without a word of what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    place = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    logger.error("%s: %s at %s", where, type(error).__name__, place)

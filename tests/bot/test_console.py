import datetime as dt

from handlers.turn import Outcome, Reply
from ledger.clock import ROME

from .conftest import Town, card, words


def test_each_line_is_answered_in_order(town: Town) -> None:
    assert town.says("uno", "due") == "hai scritto: uno\n\nhai scritto: due"

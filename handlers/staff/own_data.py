"""What the ledger holds on who asks, and who read their scores.

person   /imieidati                      →  a file for programs, and one to be read
person   chi ha letto la mia scheda?     →  10/02/2025 12:00, nucleo, schede del 2024, in chat
"""

import re

from handlers.conversation import Conversation
from handlers.desk import Desk, answer
from handlers.turn import Outcome, Reply, Wanted
from italian.regex import regex
from ledger.people.traces import Reading
from words.say import Say, say

SHOWN = 15
"""Readings in one message, the newest."""

ASKED = regex(
    r"\bchi\s+(?:\w+\s+)?(?:ha|hanno)\s+(?:letto|visto|guardato|aperto|consultato)\b.*"
    r"\b(?:mi[ae]i?\s+)(?:sched[ae]|valutazion[ei]|punteggi[o]?|dati)\b",
    re.IGNORECASE,
)


def own_data(desk: Desk, rest: str) -> Outcome:
    """Two files of the same, whatever stands after the command: nobody asks for another's."""
    year, person = desk.view.year, desk.person
    return Outcome(
        (
            Reply((say("own_data.json"),), wants=Wanted("own", person, year)),
            Reply((say("own_data.pdf"),), wants=Wanted("paper", person, year, "person.pdf")),
        )
    )


def readers(desk: Desk, rest: str = "") -> Outcome:
    """Who read this person's scores, when and where; the newest first."""
    found = desk.ledger.readings_of(desk.person)
    if not found:
        return answer(say("own_data.unread"))
    lines = [say("own_data.readers", count=len(found)), *map(_line, found[:SHOWN])]
    if len(found) > SHOWN:
        lines.append(say("own_data.older", count=len(found) - SHOWN))
    return answer(*lines)


def _line(reading: Reading) -> Say:
    facts = {"at": reading.at, "reader": reading.reader, "year": reading.year}
    return say("own_data.reading", **facts, way=say(f"reading.way.{reading.way}"))


def asked_in_words(desk: Desk) -> Outcome | None:
    """`chi ha letto la mia scheda?`; None where something else is asked."""
    if not ASKED.search(desk.turn.text):
        return None
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    return readers(desk)


CONVERSATION = Conversation(
    commands={"imieidati": own_data, "letture": readers},
    asides=frozenset({"imieidati", "letture"}),
    offered={"imieidati": (), "letture": ()},
    private=frozenset({"imieidati", "letture"}),
)
